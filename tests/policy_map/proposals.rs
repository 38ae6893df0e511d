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
    pub title: &'static str,
    /// The clause, if one carries it.
    pub clause: Option<&'static str>,
    /// The reform, if one carries it.
    pub reform: Option<&'static str>,
    /// A scenario that shows it.
    pub scenario: &'static str,
    /// Tests that fail if it does not do what it says: the path below `model/src` or `tests`, and the function.
    pub tests: &'static [&'static str],
}

/// Every proposal.
pub const PROPOSALS: &[Proposal] = &[
    Proposal {
        id: "R1",
        title: "Provinces above the mean GDP per head hand up part of what they save beyond a cover",
        clause: Some("excess-surplus-remittance"),
        reform: None,
        scenario: "tiered-duty",
        tests: &["pooling::excess_surplus_remittance::only_what_lies_above_the_cover_is_shared_and_only_by_the_rich"],
    },
    Proposal {
        id: "R2",
        title: "Below 60 % of the mean GDP per head the centre bears the whole gap",
        clause: Some("tiered-duty"),
        reform: None,
        scenario: "tiered-duty",
        tests: &["pooling::tiered_duty::pool_and_centre_pay_what_is_not_local"],
    },
    Proposal {
        id: "R3",
        title: "Between, the local share of a gap slides with GDP per head",
        clause: Some("tiered-duty"),
        reform: None,
        scenario: "tiered-duty",
        tests: &["pooling::tiered_duty::the_local_share_slides_between_sixty_and_a_hundred_percent"],
    },
    Proposal {
        id: "R4",
        title: "Three years on target: a province keeps part of what it would hand up",
        clause: Some("effort-reward"),
        reform: None,
        scenario: "effort-reward",
        tests: &[
            "pooling::effort_reward::the_third_year_on_target_is_rewarded",
            "incentives::retention::tests::a_reward_for_a_target_counts_with_the_chance_that_it_decides",
        ],
    },
    Proposal {
        id: "R5",
        title: "A gap made by weak collection is taken from the general transfer",
        clause: Some("transfer-clawback"),
        reform: None,
        scenario: "transfer-clawback",
        tests: &[
            "pooling::transfer_clawback::what_was_missed_is_taken_the_year_after",
            "proposals::a_clawback_takes_from_local_budgets_what_was_missed_a_year_before",
        ],
    },
    Proposal {
        id: "R6",
        title: "The adjustment ratio follows the gaps, once approved",
        clause: Some("dynamic-ratio"),
        reform: None,
        scenario: "dynamic-ratio",
        tests: &["pooling::dynamic_ratio::the_ratio_follows_the_gap_after_approval_and_stays_within_bounds"],
    },
    Proposal {
        id: "R7",
        title: "Red line at six months of reserves",
        clause: Some("reserve-alarm"),
        reform: None,
        scenario: "reserve-alarm",
        tests: &["pooling::reserve_alarm::a_low_reserve_is_filled_as_far_as_the_emergency_pool_goes"],
    },
    Proposal {
        id: "R8",
        title: "Automatic emergency allocation below the red line",
        clause: Some("reserve-alarm"),
        reform: None,
        scenario: "reserve-alarm",
        tests: &["proposals::an_alarm_fills_low_reserves_from_the_emergency_pool"],
    },
    Proposal {
        id: "R9",
        title: "Increases of high pensions are delayed below the red line",
        clause: Some("reserve-alarm"),
        reform: None,
        scenario: "reserve-alarm",
        tests: &["proposals::an_alarm_lowers_the_mean_pension_a_year_later"],
    },
    Proposal {
        id: "R10",
        title: "Three to five years of transition to national bases, with a special transfer",
        clause: Some("transition"),
        reform: Some("unified-contributions"),
        scenario: "transition",
        tests: &[
            "pooling::transition::only_low_wage_provinces_are_helped",
            "proposals::the_special_transfer_of_a_transition_ends_with_it",
        ],
    },
    Proposal {
        id: "R11",
        title: "Low pensions are compensated for lost local items, high ones are not (保低限高)",
        clause: Some("low-pension-top-up"),
        reform: Some("end-of-local-items"),
        scenario: "low-pension-top-up",
        tests: &[
            "pooling::low_pension_top_up::the_pool_pays_top_ups_back_as_far_as_it_goes",
            "proposals::the_pool_pays_top_ups_while_local_items_end",
        ],
    },
    Proposal {
        id: "R12",
        title: "Local items end; pensions follow from years and index alone",
        clause: None,
        reform: Some("end-of-local-items"),
        scenario: "low-pension-top-up",
        tests: &["proposals::without_local_items_pensions_are_lower_on_the_whole"],
    },
    Proposal {
        id: "R13",
        title: "One set of contribution rules, no provincial preferences",
        clause: None,
        reform: Some("unified-contributions"),
        scenario: "unified-contributions",
        tests: &["proposals::one_set_of_contribution_rules_raises_the_base_where_it_was_lower"],
    },
    Proposal {
        id: "R14",
        title: "National information platform and cleaned data",
        clause: None,
        reform: Some("platform"),
        scenario: "platform",
        tests: &["proposals::on_a_national_platform_more_rights_move_along"],
    },
    Proposal {
        id: "R15",
        title: "Publicity: paying longer and more brings more",
        clause: None,
        reform: Some("publicity"),
        scenario: "publicity",
        tests: &["proposals::those_who_see_the_whole_return_enter_and_stay"],
    },
    Proposal {
        id: "R16",
        title: "Amended law, special audits, recovery of arrears",
        clause: None,
        reform: Some("audit"),
        scenario: "audit",
        tests: &["proposals::twice_the_detection_raises_declared_wages_and_enrolment"],
    },
    Proposal {
        id: "R17",
        title: "Firms pay no more: adjustment between provinces takes the place of local subsidies (不增反降)",
        clause: Some("dynamic-ratio"),
        reform: None,
        scenario: "full-package",
        tests: &["conservation::clauses::no_clause_touches_what_members_pay"],
    },
    Proposal {
        id: "P1",
        title: "Unified collection and payment (统收统支)",
        clause: Some("unified-collection"),
        reform: None,
        scenario: "unified",
        tests: &["pooling::unified_collection::the_pool_collects_all_and_pays_all"],
    },
    Proposal {
        id: "P2",
        title: "National basic pension and local supplement",
        clause: Some("national-tier"),
        reform: None,
        scenario: "national-tier",
        tests: &["pooling::national_tier::half_of_contributions_is_shared_by_heads"],
    },
    Proposal {
        id: "P3",
        title: "Allocation linked to contributions",
        clause: Some("contribution-linked-allocation"),
        reform: None,
        scenario: "contribution-linked",
        tests: &["pooling::contribution_linked_allocation::who_collects_better_gets_more"],
    },
    Proposal {
        id: "P4",
        title: "Fiscal-capacity formula: standard revenue less standard expenditure",
        clause: Some("norm-based-transfer"),
        reform: None,
        scenario: "norm-based",
        tests: &["pooling::norm_based_transfer::potential_and_need_move_money_and_own_collection_does_not"],
    },
    Proposal {
        id: "P5",
        title: "Optimal ratio of the adjustment fund, 5.5 %",
        clause: Some("assessed-remittance"),
        reform: None,
        scenario: "central-adjustment-5.5",
        tests: &[
            "pooling::assessed_remittance::a_province_hands_up_what_its_wages_and_heads_say",
            "proposals::a_ratio_of_five_and_a_half_moves_so_much_more_than_one_of_four_and_a_half",
        ],
    },
    Proposal {
        id: "P6",
        title: "Social-security tax",
        clause: None,
        reform: Some("social-security-tax"),
        scenario: "social-security-tax",
        tests: &["proposals::a_social_security_tax_collects_more"],
    },
    Proposal {
        id: "P7",
        title: "Dividends of state capital",
        clause: Some("state-capital-dividends"),
        reform: None,
        scenario: "state-capital",
        tests: &[
            "pooling::state_capital_dividends::dividends_grow_with_the_capital",
            "proposals::dividends_of_state_capital_spare_surplus_provinces",
        ],
    },
    Proposal {
        id: "P8",
        title: "Delayed retirement beyond the law of 2024",
        clause: None,
        reform: Some("delayed-retirement"),
        scenario: "delayed-retirement",
        tests: &["proposals::a_longer_delay_leaves_fewer_retired_and_more_paying"],
    },
    Proposal {
        id: "P9",
        title: "Gradual or direct appropriation (逐级拨付, 直达): with or without a local part",
        clause: Some("gap-allocation"),
        reform: None,
        scenario: "national-pooling-gradual",
        tests: &[
            "pooling::gap_allocation::claims_are_met_in_proportion",
            "proposals::gradual_appropriation_leaves_a_tenth_of_the_gap_to_the_province",
        ],
    },
    Proposal {
        id: "P10",
        title: "Lower floor of the contribution base for the low-paid",
        clause: None,
        reform: Some("lower-floor"),
        scenario: "lower-floor",
        tests: &["proposals::a_lower_floor_lowers_the_mean_base"],
    },
    Proposal {
        id: "P11",
        title: "Transfers linked to collection",
        clause: Some("contribution-linked-allocation"),
        reform: None,
        scenario: "contribution-linked",
        tests: &["retention::a_province_keeps_what_the_closed_form_of_each_clause_says"],
    },
];

const INTRODUCTION: &str = "\
# Policy map

Every proposal of the debate, and where it is in the model. R1 to R17 stand in the policy paper, P1 to P11 in the
literature; none of R1 to R17 is law. Numbers a source gives are defaults; all others are marked as assumptions in the clause or
the file, with a range to sweep. Tests stand below `model/src` and `tests` under their path; besides, every clause has its
closed form of what a province keeps (`retention`) and makes and loses no fen (`conservation::clauses`), and every reform
begins when it says (`policy_map`). Written from `experiments/src/policy_map.rs`; a test holds the two together.

| | proposal | clause | reform | scenario | tests |
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
        let tests = self.tests.iter().map(|test| format!("`{test}`")).collect::<Vec<_>>().join(", ");
        let Self { id, title, .. } = self;
        format!("| {id} | {title} | {clause} | {reform} | {scenario} | {tests} |\n")
    }
}
