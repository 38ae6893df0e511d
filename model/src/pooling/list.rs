//! The one list of clauses. Loading, `fastox list clauses`, documentation and tests derive from it.

use super::{
    AssessedRemittance, CentralBackstop, Clause, GapAllocation, PerRetireeAllocation,
    SurplusRemittance,
};
use serde::Deserialize;

/// What is shown of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClauseInfo {
    /// Its name in scenario files.
    pub name: &'static str,
    /// What it does, in a line.
    pub summary: &'static str,
    /// Where the rule comes from.
    pub source: &'static str,
}

macro_rules! clauses {
    ($($variant:ident = $name:literal, $summary:literal, $source:literal;)*) => {
        /// A clause as a scenario file writes it: its name, and a table of its parameters.
        #[derive(Clone, Debug, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum ClauseSpec {
            $(#[doc = $summary] $variant($variant),)*
        }

        /// Every clause there is.
        pub const ALL: &[ClauseInfo] =
            &[$(ClauseInfo { name: $name, summary: $summary, source: $source },)*];

        impl ClauseSpec {
            /// Its name in scenario files.
            pub const fn name(&self) -> &'static str {
                match self { $(Self::$variant(_) => $name,)* }
            }

            /// The rule itself.
            pub fn clause(&self) -> &dyn Clause {
                match self { $(Self::$variant(clause) => clause,)* }
            }
        }
    };
}

clauses! {
    AssessedRemittance = "assessed-remittance",
        "Hands up ratio × 90 % of the average wage × heads, whatever was collected",
        "国发〔2018〕18号 (central adjustment fund, 2018-07 to 2021)";
    PerRetireeAllocation = "per-retiree-allocation",
        "Pays everything in the pool down in equal amounts per certified retiree",
        "国发〔2018〕18号";
    SurplusRemittance = "surplus-remittance",
        "Hands up a share of the assessed current surplus, fixed or cleared against the claims",
        "national pooling since 2022-01-01; the shares are not published";
    GapAllocation = "gap-allocation",
        "Fills current gaps from the pool, less a local share",
        "national pooling since 2022-01-01; the shares are not published";
    CentralBackstop = "central-backstop",
        "Pays what is left open: the centre its share, local budgets the rest",
        "社会保险法 art. 13, 65 (government subsidises a shortfall; no level is named)";
}
