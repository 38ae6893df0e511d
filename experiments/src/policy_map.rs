//! The policy map: every proposal of the debate, what carries it in the model, in which file, and which test holds it.
//!
//! R1 to R17 are the proposals of the policy paper, P1 to P11 those of the literature. The page
//! `model/docs/policy-map.md` is written from this table.

/// One proposal. A clause moves money; a reform changes parameters; some need both.
#[derive(Clone, Copy, Debug)]
pub struct Proposal {
    /// R of the policy paper, P of the literature.
    pub id: &'static str,
    /// What is proposed.
    pub proposal: &'static str,
    /// The clause, if one carries it.
    pub clause: Option<&'static str>,
    /// The reform, if one carries it.
    pub reform: Option<&'static str>,
    /// A scenario that shows it.
    pub scenario: &'static str,
    /// A test that fails if it does not do what it says.
    pub test: &'static str,
}

/// Every proposal.
pub const PROPOSALS: &[Proposal] = &[
    Proposal {
        id: "R1",
        proposal: "Provinces above the mean GDP per head hand up part of what they save beyond a cover",
        clause: Some("excess-surplus-remittance"),
        reform: None,
        scenario: "tiered-duty",
        test: "only_what_lies_above_the_cover_is_shared_and_only_by_the_rich",
    },
    Proposal {
        id: "R2",
        proposal: "Below 60 % of the mean GDP per head the centre bears the whole gap",
        clause: Some("tiered-duty"),
        reform: None,
        scenario: "tiered-duty",
        test: "pool_and_centre_pay_what_is_not_local",
    },
    Proposal {
        id: "R3",
        proposal: "Between, the local share of a gap slides with GDP per head",
        clause: Some("tiered-duty"),
        reform: None,
        scenario: "tiered-duty",
        test: "the_local_share_slides_between_sixty_and_a_hundred_percent",
    },
    Proposal {
        id: "R4",
        proposal: "Three years on target: a province keeps part of what it would hand up",
        clause: Some("effort-reward"),
        reform: None,
        scenario: "effort-reward",
        test: "the_third_year_on_target_is_rewarded",
    },
    Proposal {
        id: "R5",
        proposal: "A gap made by weak collection is taken from the general transfer",
        clause: Some("transfer-clawback"),
        reform: None,
        scenario: "transfer-clawback",
        test: "what_was_missed_is_taken_the_year_after",
    },
    Proposal {
        id: "R6",
        proposal: "The adjustment ratio follows the gaps, once approved",
        clause: Some("dynamic-ratio"),
        reform: None,
        scenario: "dynamic-ratio",
        test: "the_ratio_follows_the_gap_after_approval_and_stays_within_bounds",
    },
    Proposal {
        id: "R7",
        proposal: "Red line at six months of reserves",
        clause: Some("reserve-alarm"),
        reform: None,
        scenario: "reserve-alarm",
        test: "a_low_reserve_is_filled_as_far_as_the_emergency_pool_goes",
    },
    Proposal {
        id: "R8",
        proposal: "Automatic emergency allocation below the red line",
        clause: Some("reserve-alarm"),
        reform: None,
        scenario: "reserve-alarm",
        test: "a_low_reserve_is_filled_as_far_as_the_emergency_pool_goes",
    },
    Proposal {
        id: "R9",
        proposal: "Increases of high pensions are delayed below the red line",
        clause: Some("reserve-alarm"),
        reform: None,
        scenario: "reserve-alarm",
        test: "a_low_reserve_is_filled_as_far_as_the_emergency_pool_goes",
    },
    Proposal {
        id: "R10",
        proposal: "Three to five years of transition to national bases, with a special transfer",
        clause: Some("transition"),
        reform: Some("unified-contributions"),
        scenario: "transition",
        test: "only_low_wage_provinces_are_helped",
    },
    Proposal {
        id: "R11",
        proposal: "Low pensions are compensated for lost local items, high ones are not (保低限高)",
        clause: Some("low-pension-top-up"),
        reform: Some("end-of-local-items"),
        scenario: "low-pension-top-up",
        test: "the_pool_pays_top_ups_back_as_far_as_it_goes",
    },
    Proposal {
        id: "R12",
        proposal: "Local items end; pensions follow from years and index alone",
        clause: None,
        reform: Some("end-of-local-items"),
        scenario: "low-pension-top-up",
        test: "each_reform_reaches_its_world_and_begins_when_it_says",
    },
    Proposal {
        id: "R13",
        proposal: "One set of contribution rules, no provincial preferences",
        clause: None,
        reform: Some("unified-contributions"),
        scenario: "unified-contributions",
        test: "each_reform_reaches_its_world_and_begins_when_it_says",
    },
    Proposal {
        id: "R14",
        proposal: "National information platform and cleaned data",
        clause: None,
        reform: Some("platform"),
        scenario: "platform",
        test: "each_reform_reaches_its_world_and_begins_when_it_says",
    },
    Proposal {
        id: "R15",
        proposal: "Publicity: paying longer and more brings more",
        clause: None,
        reform: Some("publicity"),
        scenario: "publicity",
        test: "each_reform_reaches_its_world_and_begins_when_it_says",
    },
    Proposal {
        id: "R16",
        proposal: "Amended law, special audits, recovery of arrears",
        clause: None,
        reform: Some("audit"),
        scenario: "audit",
        test: "each_reform_reaches_its_world_and_begins_when_it_says",
    },
    Proposal {
        id: "R17",
        proposal: "Firms pay no more: adjustment between provinces takes the place of local subsidies (不增反降)",
        clause: Some("dynamic-ratio"),
        reform: None,
        scenario: "full-package",
        test: "no_clause_touches_what_members_pay",
    },
    Proposal {
        id: "P1",
        proposal: "Unified collection and payment (统收统支)",
        clause: Some("unified-collection"),
        reform: None,
        scenario: "unified",
        test: "the_pool_collects_all_and_pays_all",
    },
    Proposal {
        id: "P2",
        proposal: "National basic pension and local supplement",
        clause: Some("national-tier"),
        reform: None,
        scenario: "national-tier",
        test: "half_of_contributions_is_shared_by_heads",
    },
    Proposal {
        id: "P3",
        proposal: "Allocation linked to contributions",
        clause: Some("contribution-linked-allocation"),
        reform: None,
        scenario: "contribution-linked",
        test: "who_collects_better_gets_more",
    },
    Proposal {
        id: "P4",
        proposal: "Fiscal-capacity formula: standard revenue less standard expenditure",
        clause: Some("norm-based-transfer"),
        reform: None,
        scenario: "norm-based",
        test: "potential_and_need_move_money_and_own_collection_does_not",
    },
    Proposal {
        id: "P5",
        proposal: "Optimal ratio of the adjustment fund, 5.5 %",
        clause: Some("assessed-remittance"),
        reform: None,
        scenario: "central-adjustment-5.5",
        test: "a_province_hands_up_what_its_wages_and_heads_say",
    },
    Proposal {
        id: "P6",
        proposal: "Social-security tax",
        clause: None,
        reform: Some("social-security-tax"),
        scenario: "social-security-tax",
        test: "each_reform_reaches_its_world_and_begins_when_it_says",
    },
    Proposal {
        id: "P7",
        proposal: "Dividends of state capital",
        clause: Some("state-capital-dividends"),
        reform: None,
        scenario: "state-capital",
        test: "dividends_grow_with_the_capital",
    },
    Proposal {
        id: "P8",
        proposal: "Delayed retirement beyond the law of 2024",
        clause: None,
        reform: Some("delayed-retirement"),
        scenario: "delayed-retirement",
        test: "each_reform_reaches_its_world_and_begins_when_it_says",
    },
    Proposal {
        id: "P9",
        proposal: "Gradual or direct appropriation (逐级拨付, 直达): with or without a local part",
        clause: Some("gap-allocation"),
        reform: None,
        scenario: "national-pooling-gradual",
        test: "claims_are_met_in_proportion",
    },
    Proposal {
        id: "P10",
        proposal: "Lower floor of the contribution base for the low-paid",
        clause: None,
        reform: Some("lower-floor"),
        scenario: "lower-floor",
        test: "each_reform_reaches_its_world_and_begins_when_it_says",
    },
    Proposal {
        id: "P11",
        proposal: "Transfers linked to collection",
        clause: Some("contribution-linked-allocation"),
        reform: None,
        scenario: "contribution-linked",
        test: "who_collects_better_gets_more",
    },
];

const INTRODUCTION: &str = "\
# Policy map

Every proposal of the debate, and where it is in the model. R1 to R17 stand in the policy paper, P1 to P11 in the
literature; none of R1 to R17 is law. Numbers a source gives are defaults; all others are marked as assumptions in the clause or
the file, with a range to sweep. Written from `experiments/src/policy_map.rs`; a test holds the two together.

| | proposal | clause | reform | scenario | test |
|---|---|---|---|---|---|
";

/// What stands where nothing of the kind is needed.
const NOT_NEEDED: &str = "not needed";

/// The page.
pub fn render() -> String {
    let lines = PROPOSALS.iter().map(Proposal::line);
    std::iter::once(INTRODUCTION.to_owned()).chain(lines).collect()
}

impl Proposal {
    fn line(&self) -> String {
        let clause = self.clause.map_or(NOT_NEEDED.to_owned(), |name| format!("`{name}`"));
        let file = |folder: &str, name: &str| format!("`experiments/{folder}/{name}.toml`");
        let reform = self.reform.map_or(NOT_NEEDED.to_owned(), |name| file("reforms", name));
        let scenario = file("scenarios", self.scenario);
        let Self { id, proposal, test, .. } = self;
        format!("| {id} | {proposal} | {clause} | {reform} | {scenario} | `{test}` |\n")
    }
}
