//! What a year of people leaves in the books: whole numbers, so that sums do not depend on their order.

use super::cohorts::Cohorts;
use super::columns::Sex;
use super::facts::ByProvince;
use super::fund::{ByFund, Fund};
use crate::units::Month;

/// Sums by province of relation.
type Sums = ByProvince<i64>;

/// Demographic sums, the same in every course of life. Units: agents.
#[derive(Clone, Debug, Default)]
pub struct Vitals {
    /// Residents aged 16–59 on 31 December.
    pub residents_16_59: Sums,
    /// Residents aged 60 and over.
    pub residents_60: Sums,
    /// Deaths by province of residence.
    pub deaths: Sums,
    /// Emigrants.
    pub emigrants: Sums,
    /// Moves, `[from × 32 + to]`.
    pub moves: Table,
    /// Women aged 15–49 by age, `[(age − 15) × 32 + province]`.
    pub women: Table,
}

/// A table of 32 × 35 sums (31 × 31 moves, or 35 ages of women).
#[derive(Clone, Debug)]
pub struct Table(pub Vec<i64>);

impl Default for Table {
    fn default() -> Self {
        Self(vec![0; 32 * 35])
    }
}

/// Money and heads of one course of life.
/// Units: agents, yuan-months of base, fen.
#[derive(Clone, Debug, Default)]
pub struct Flows {
    /// Base × months of those insured through a firm, yuan.
    pub employee_base: ByFund<Sums>,
    /// Base × months of those who pay alone, yuan.
    pub flexible_base: ByFund<Sums>,
    /// Own wage within floor and ceiling × months in service: employees and dormant.
    pub employee_potential: ByFund<Sums>,
    /// The same for flexible workers.
    pub flexible_potential: ByFund<Sums>,
    /// Base × months of payers of the enterprise fund, were effort full.
    pub full_base: Sums,
    /// The part of it of people above the floor: what a lower declared wage can lower.
    pub above_floor: Sums,
    /// People who paid at least a month.
    pub payers: ByFund<Sums>,
    /// In-service insured on 31 December.
    pub insured: ByFund<Sums>,
    /// Of them dormant.
    pub dormant: ByFund<Sums>,
    /// Retirees on 31 December.
    pub retirees: ByFund<Sums>,
    /// Pensions awarded in the year.
    pub awards: ByFund<Sums>,
    /// Pensions paid, fen.
    pub pensions: ByFund<Sums>,
    /// Accounts paid out to those who fall short and to heirs, fen.
    pub lump_sums: ByFund<Sums>,
    /// Of them handed to the residents' scheme, enterprise fund, fen.
    pub to_residents: Sums,
    /// Funeral grants and lump sums to survivors, enterprise fund, fen.
    pub survivors: Sums,
    /// Base × months bought in one sum, enterprise fund, yuan.
    pub purchased_base: Sums,
    /// Monthly pensions awarded in the year that only compensate lost local items, enterprise fund, fen.
    pub top_ups: Sums,
    /// Money that left a fund with relations, enterprise fund, fen.
    pub relations_out: Sums,
    /// Money that came with them, fen.
    pub relations_in: Sums,
    /// Months of service of retirees, deemed ones included.
    pub service_months: ByFund<Sums>,
    /// Retirees who are old enough for the tilt of the next indexation.
    pub elderly: ByFund<Sums>,
    /// Retirees of the enterprise fund by pension relative to the mean, `[province × 64 + bin]`; counted only where a
    /// clause may delay high pensions.
    pub pension_bins: Bins,
    /// Monthly pensions in force on 31 December, fen.
    pub monthly_pensions: ByFund<Sums>,
    /// Accounts of people in service on 31 December, fen.
    pub accounts: Sums,
    /// Deposits of the year, fen.
    pub deposits: i64,
    /// Interest credited, fen.
    pub interest: i64,
    /// What left the accounts of people in service: to awards, to lump sums, with emigrants.
    pub released: i64,
    /// Claims that were awarded a pension, by sex.
    pub claims: [i64; 2],
    /// The sum of their ages, months.
    pub claim_age_months: [i64; 2],
    /// Insured people who moved, `[from × 32 + to]`.
    pub insured_moves: Table,
    /// Of them with rights kept.
    pub rights_kept: Table,
    /// People whose account, pension or bases passed what can be held; none in a year that stands.
    pub too_rich: Sums,
    /// Flows of the enterprise fund by birth cohort.
    pub cohorts: Cohorts,
}

/// Heads by province and bin of pensions.
#[derive(Clone, Debug)]
pub struct Bins(pub Vec<i64>);

impl Default for Bins {
    fn default() -> Self {
        Self(vec![0; 32 * super::benefit::BINS])
    }
}

/// Adds up two of a kind and walks over the sums of one. Every field is named, so that none can be left out.
macro_rules! sums {
    ($kind:ident { $($two:ident)*; $($one:ident)*; $($table:ident)*; $($scalar:ident)*; $($cohorts:ident)? }) => {
        impl $kind {
            /// Adds the sums of other people.
            pub fn add(&mut self, other: Self) {
                let Self { $($two,)* $($one,)* $($table,)* $($scalar,)* $($cohorts)? } = self;
                $( for fund in Fund::ALL { add(&mut $two[fund], &other.$two[fund]); } )*
                $( add($one, &other.$one); )*
                $( add(&mut $table.0, &other.$table.0); )*
                $( *$scalar += other.$scalar; )*
                $( $cohorts.add(other.$cohorts); )?
            }

            /// Hands every sum but those of cohorts to `see`, always in the same order.
            pub(super) fn each(&mut self, see: &mut dyn FnMut(&mut i64)) {
                let Self { $($two,)* $($one,)* $($table,)* $($scalar,)* $($cohorts: _)? } = self;
                $( $two.0.as_flattened_mut().iter_mut().for_each(&mut *see); )*
                $( $one.iter_mut().for_each(&mut *see); )*
                $( $table.0.iter_mut().for_each(&mut *see); )*
                $( see($scalar); )*
            }
        }
    };
}

fn add(to: &mut [i64], from: &[i64]) {
    for (a, b) in to.iter_mut().zip(from) {
        *a += b;
    }
}

sums!(Vitals { ; residents_16_59 residents_60 deaths emigrants; moves women; ; });

sums!(Flows {
    employee_base flexible_base employee_potential flexible_potential payers insured dormant
    retirees awards pensions lump_sums monthly_pensions service_months elderly;
    full_base above_floor accounts to_residents survivors purchased_base top_ups relations_out relations_in
    too_rich claims claim_age_months;
    insured_moves rights_kept pension_bins;
    deposits interest released;
    cohorts
});

impl Flows {
    /// Counts a claim that was awarded a pension.
    pub(super) fn claim(&mut self, sex: Sex, born: Month, claimed: Month) {
        self.claims[sex as usize] += 1;
        self.claim_age_months[sex as usize] += i64::from(claimed.since(born));
    }
}
