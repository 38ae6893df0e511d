//! The one list of clauses. Modules, loading, `fastox list clauses`, documentation and tests derive from it.

use super::parameters::Quantity;
use super::{Clause, Facts, Memory, ParameterInfo};
use serde::Deserialize;
use std::mem::discriminant;
use std::sync::Arc;

/// What is shown of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClauseInfo {
    /// Its name in scenario files.
    pub name: &'static str,
    /// What it does, in a line.
    pub summary: &'static str,
    /// Where the rule comes from.
    pub source: &'static str,
    /// What a scenario may set.
    pub parameters: &'static [ParameterInfo],
}

impl ClauseInfo {
    /// What is known of the clause with this name in scenario files.
    pub fn find(name: &str) -> Option<&'static Self> {
        ALL.iter().find(|info| info.name == name)
    }
}

/// A rule written in another crate.
#[derive(Clone, Debug)]
pub struct ForeignClause {
    /// Its name in tables and ledgers.
    pub name: &'static str,
    /// The rule.
    pub rule: Arc<dyn Clause>,
}

/// Two are the same if they have one name and are one rule.
impl PartialEq for ForeignClause {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && Arc::ptr_eq(&self.rule, &other.rule)
    }
}

/// One line a clause: its file, its type, its name in scenario files, what it does, where it comes from.
macro_rules! clauses {
    ($($file:ident::$clause:ident = $name:literal, $summary:literal, $source:literal;)*) => {
        $(pub mod $file; pub use $file::$clause;)*

        /// A clause as a scenario file writes it: its name, and a table of its parameters.
        #[derive(Clone, Debug, Deserialize)]
        pub enum ClauseSpec {
            $(#[doc = $summary] #[serde(rename = $name)] $clause($clause),)*
            /// A rule written in another crate; a scenario names it where its reader was told of it.
            #[serde(skip)]
            Foreign(ForeignClause),
        }

        /// Every clause there is.
        pub const ALL: &[ClauseInfo] =
            &[$(ClauseInfo {
                name: $name,
                summary: $summary,
                source: $source,
                parameters: $file::$clause::PARAMETERS,
            },)*];

        impl ClauseSpec {
            /// Its name in scenario files.
            pub const fn name(&self) -> &'static str {
                match self {
                    $(Self::$clause(_) => $name,)*
                    Self::Foreign(foreign) => foreign.name,
                }
            }

            /// Whether another is of its kind: two rules of other crates are if they have one name.
            pub fn is_of_kind(&self, other: &Self) -> bool {
                discriminant(self) == discriminant(other) && self.name() == other.name()
            }

            /// The rule itself.
            pub fn clause(&self) -> &dyn Clause {
                match self {
                    $(Self::$clause(clause) => clause,)*
                    Self::Foreign(foreign) => foreign.rule.as_ref(),
                }
            }
        }
    };
}

clauses! {
    assessed_remittance::AssessedRemittance = "assessed-remittance",
        "Hands up ratio × 90 % of the average wage × heads, whatever was collected",
        "国发〔2018〕18号 (central adjustment fund, 2018-07 to 2021)";
    per_retiree_allocation::PerRetireeAllocation = "per-retiree-allocation",
        "Pays what was handed up down in equal amounts per certified retiree",
        "国发〔2018〕18号";
    surplus_remittance::SurplusRemittance = "surplus-remittance",
        "Hands up a share of the assessed current surplus, fixed or cleared against the claims",
        "national pooling since 2022-01-01; the shares are not published";
    gap_allocation::GapAllocation = "gap-allocation",
        "Fills current gaps from the pool, less a local share",
        "national pooling since 2022-01-01; the shares are not published";
    unified_collection::UnifiedCollection = "unified-collection",
        "All contributions go to the pool, and the pool pays all benefits",
        "literature: 统收统支 (P1)";
    excess_surplus_remittance::ExcessSurplusRemittance = "excess-surplus-remittance",
        "Provinces above the mean GDP per head hand up a share of what they save beyond a cover",
        "policy paper 2.2 (R1)";
    tiered_duty::TieredDuty = "tiered-duty",
        "Gaps of poor provinces are national, of richer ones local by a sliding share of GDP per head",
        "policy paper 2.2 (R2, R3)";
    effort_reward::EffortReward = "effort-reward",
        "Three years on target let a province keep part of what it would hand up",
        "policy paper 2.2 (R4)";
    transfer_clawback::TransferClawback = "transfer-clawback",
        "A gap made by weak collection is taken from the local budget a year later",
        "policy paper 2.2 (R5)";
    dynamic_ratio::DynamicRatio = "dynamic-ratio",
        "Assessed remittance whose ratio follows the gaps within bounds, once approved",
        "policy paper 1.3, 2.4 (R6)";
    reserve_alarm::ReserveAlarm = "reserve-alarm",
        "Fills reserves up to six months from an emergency pool and delays increases of high pensions",
        "policy paper 2.4 (R7 to R9)";
    transition::Transition = "transition",
        "The centre covers a fading share of the gaps of low-wage provinces",
        "policy paper 2.1 (R10)";
    low_pension_top_up::LowPensionTopUp = "low-pension-top-up",
        "The pool pays what low pensions get for lost local items",
        "policy paper 2.1 (R11)";
    norm_based_transfer::NormBasedTransfer = "norm-based-transfer",
        "Standard revenue less standard expenditure is handed up or received",
        "literature: fiscal-capacity formula (P4)";
    contribution_linked_allocation::ContributionLinkedAllocation = "contribution-linked-allocation",
        "Pays the pool down by retirees and by collection against potential",
        "literature: transfers linked to collection (P3, P11)";
    state_capital_dividends::StateCapitalDividends = "state-capital-dividends",
        "Dividends of state capital flow into the pool",
        "国发〔2017〕49号 (number recalled); literature (P7)";
    national_tier::NationalTier = "national-tier",
        "A share of contributions pays a flat basic tier per retiree everywhere",
        "literature: national basic pension and local supplement (P2)";
    central_backstop::CentralBackstop = "central-backstop",
        "Pays what is left open: payers in their stated order, then the centre its share",
        "社会保险法 art. 13, 65 (government subsidises a shortfall; no level is named)";
}
