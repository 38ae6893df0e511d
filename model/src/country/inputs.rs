//! What a year brings from outside, and what reforms change of it.

use super::{BRANCH_YEAR, Behaviour, World};
use crate::geography::PROVINCES;
use crate::people::cohorts::RatesPpm;
use crate::people::facts::{ByProvince, Institutions};
use crate::people::{ChildFacts, Endowment, YearFacts};
use crate::units::{Money, Rate};

/// The money side of a year, the same in every world.
#[derive(Clone, Debug)]
pub struct Economy {
    /// Regional GDP.
    pub gdp: [Money; PROVINCES],
    /// People employed in urban enterprises, for the assessed remittance.
    pub employed: [i64; PROVINCES],
    /// Employer rate by province, months weighted.
    pub employer_rate: [Rate; PROVINCES],
    /// Employee rate.
    pub employee_rate: Rate,
    /// Rate of those who pay alone.
    pub flexible_rate: [Rate; PROVINCES],
    /// The part of the firms' contributions of the year that is put off.
    pub deferred: Rate,
    /// The part of what was put off before that is paid in the year.
    pub made_good: Rate,
    /// What comes in for years before the opening, relative to the contributions of the year.
    pub arrears_paid: Rate,
    /// What reserves earn in the year.
    pub reserve_return: Rate,
    /// Base subsidy by province.
    pub subsidy: [Money; PROVINCES],
    /// The centre's share of it.
    pub subsidy_central_share: Rate,
    /// Prices relative to 2024.
    pub price_level: f64,
    /// Value in 2024 of a yuan paid in this year.
    pub discount: f64,
    /// Growth of the average wage, for the collection plan.
    pub wage_growth: f64,
    /// Retirees and their pensions in facts and accounts, relative to those who live: one, unless ageing is held back to
    /// ask what it does.
    pub retirees_counted: [Rate; PROVINCES],
}

impl Economy {
    /// Statutory rates in millionths: firm and worker together by province, then those who pay alone.
    pub fn rates_ppm(&self) -> RatesPpm {
        let ppm = |rate: Rate| ((rate.billionths() + 500) / 1000) as u32;
        let mut rates = [0; 64];
        for p in 0..PROVINCES {
            rates[p] = ppm(self.employer_rate[p]) + ppm(self.employee_rate);
            rates[p + 32] = ppm(self.flexible_rate[p]);
        }
        rates
    }
}

/// Everything a year brings from outside.
#[derive(Clone, Debug)]
pub struct YearInputs {
    /// What people meet.
    pub people: YearFacts,
    /// What children meet.
    pub children: ChildFacts,
    /// What people are born with.
    pub endowment: Endowment,
    /// How governments react.
    pub behaviour: Behaviour,
    /// What reforms change, one entry per set of reforms; the first is the law as it stands.
    pub variants: Vec<Variant>,
}

/// The year under one set of reforms.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The law and the coverage people meet.
    pub institutions: Institutions,
    /// The money side.
    pub economy: Economy,
    /// Share of the wage that is declared at full effort, by province.
    pub declared: ByProvince<f32>,
    /// Months paid per month in service of those who pay, at full effort, by province.
    pub density: ByProvince<f32>,
    /// Factor on newly awarded pensions, by province.
    pub pension_level: ByProvince<f64>,
}

impl YearInputs {
    /// The variant a world meets; until worlds part, all meet the law as it stands.
    pub fn variant(&self, world: &World) -> &Variant {
        &self.variants[if self.people.year < BRANCH_YEAR { 0 } else { world.variant }]
    }
}
