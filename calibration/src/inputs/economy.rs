//! The money side of a year: GDP, prices, returns, subsidies, rates.
//!
//! GDP by province is known to 2024 from the opening, then grows with the average wage of the province and the nation's
//! residents of 20–59. Base subsidies follow nominal GDP in every world alike. All paths after 2024 are
//! assumptions and swept.

use super::opening::Opening;
use super::reference::Reference;
use super::wages::WagePaths;
use crate::data::table;
use crate::fitted::Fitted;
use crate::parameters::Parameters;
use fastox_model::country::Economy;
use fastox_model::geography::{PROVINCES, Province};
use fastox_model::units::{Money, Rate, Year};

const BASE: Year = 2024;
/// Enterprise employment ÷ in-service insured of the enterprise scheme in 2021, from the published size of
/// the adjustment fund: 930 bn yuan = 4.5 % · 0.9 · W · (insured + employed)/2.
const EMPLOYED_PER_INSURED: f64 = 0.78;

/// GDP by year and province.
#[derive(Clone, Debug)]
pub struct Path {
    opening: Year,
    subsidy_year: Year,
    gdp: Vec<[f64; PROVINCES]>,
    employed: Vec<[f64; PROVINCES]>,
}

impl Path {
    /// Computes the path to a year.
    pub fn prepare(opening: &Opening, reference: &Reference, wages: &WagePaths, last: Year) -> Self {
        let first = opening.year();
        let mut gdp = opening.gdp.clone();
        let workers = |year: Year| reference.between(year, 20..60);
        for year in BASE + 1..=last {
            let more = workers(year) / workers(year - 1);
            let before = gdp[(year - 1 - first) as usize];
            gdp.push(std::array::from_fn(|i| {
                let p = Province::from_index(i);
                before[i] * more * wages.average(year, p) / wages.average(year - 1, p)
            }));
        }
        let (start, in_2021) = (opening.employed_2021, workers(2021));
        let employed_in = |year: Year| {
            let here = workers(year);
            start.map(|n| n * here / in_2021)
        };
        let employed = (first..=last).map(employed_in).collect();
        Self { opening: first, subsidy_year: opening.subsidy_year, gdp, employed }
    }

    fn national(&self, year: Year) -> f64 {
        self.gdp[(year - self.opening).max(0) as usize].iter().sum()
    }

    /// Growth of nominal GDP over the year before.
    pub fn gdp_growth(&self, year: Year) -> f64 {
        self.national(year) / self.national(year - 1) - 1.0
    }

    /// The money side of a year.
    pub fn year(&self, parameters: &Parameters, fitted: &Fitted, year: Year) -> Economy {
        let in_year = parameters.mean_of(year);
        let rates = |name: &str| in_year.by_province(name).map(Rate::from_f64);
        let here = (year - self.opening) as usize;
        let growth = subsidy_growth(parameters, self, year);
        Economy {
            gdp: self.gdp[here].map(Money::from_yuan),
            employed: self.employed[here].map(|n| libm::rint(n) as i64),
            employer_rate: rates("contribution.employer_rate"),
            employee_rate: in_year.rate("contribution.employee_rate"),
            flexible_rate: rates("contribution.flexible_rate"),
            deferred: in_year.rate("contribution.deferred_share"),
            made_good: in_year.rate("contribution.deferral_made_good"),
            arrears_paid: in_year.rate("contribution.arrears_paid"),
            reserve_return: in_year.rate("macro.reserve_return"),
            subsidy: fitted.column(|own| Money::from_yuan(own.base_subsidy.yuan() * growth)),
            subsidy_central_share: in_year.rate("subsidy.central_share"),
            price_level: compound(parameters, "macro.price_growth", year),
            discount: 1.0 / libm::pow(1.0 + in_year.value("macro.discount"), f64::from(year - BASE)),
            wage_growth: in_year.value("macro.wage_growth"),
            retirees_counted: [Rate::ONE; PROVINCES],
        }
    }
}

/// The base subsidy of a year relative to that of the record.
fn subsidy_growth(parameters: &Parameters, path: &Path, year: Year) -> f64 {
    match parameters.in_january(year).choice("subsidy.path") {
        "frozen" => 1.0,
        "real-per-retiree" => {
            let level = |year| compound(parameters, "macro.price_growth", year);
            level(year) / level(path.subsidy_year)
        }
        _ => path.national(year) / path.national(path.subsidy_year),
    }
}

/// A level relative to 2024 from yearly growth rates.
fn compound(parameters: &Parameters, name: &str, year: Year) -> f64 {
    let factor = |y: Year| 1.0 + parameters.mean_of(y).value(name);
    if year >= BASE {
        (BASE + 1..=year).map(factor).product()
    } else {
        1.0 / (year + 1..=BASE).map(factor).product::<f64>()
    }
}

/// GDP by province as observed, yuan.
pub(crate) fn gdp(year: Year) -> [f64; PROVINCES] {
    table("gdp_province").by_province(&[("year", &year.to_string())], "gdp_yuan")
}

/// People employed in urban enterprises in 2021: the nation's number implied by the size of the adjustment
/// fund, shared out as urban employment of a year.
pub(crate) fn employed_2021(shared_as: &str) -> [f64; PROVINCES] {
    let units = table("urban_employment").by_province(&[("year", shared_as)], "nonprivate_units");
    let private = table("urban_employment").by_province(&[("year", shared_as)], "private_and_self");
    let urban: [f64; PROVINCES] = std::array::from_fn(|p| units[p] + private[p]);
    let scheme = table("scheme_headcount_national").row(&[("year", "2021")]);
    let nation = table("pension_national").row(&[("year", "2021")]);
    let number = |row: &crate::data::Row, name: &str| row.number(name).unwrap_or(0.0);
    // Enterprise rules cover this share of all insured; taken for those in service alike.
    let share = number(&scheme, "enterprise_rules") / number(&scheme, "all");
    let insured = number(&nation, "employees") * share;
    let all: f64 = urban.iter().sum();
    urban.map(|n| n / all * EMPLOYED_PER_INSURED * insured)
}

#[cfg(test)]
mod of_a_year {
    use super::*;

    /// Rates, returns and subsidies of 2030 are those of the parameters and the record, and GDP moves the subsidy.
    #[test]
    fn the_money_of_a_year_is_what_parameters_and_record_say() {
        let mut parameters = Parameters::embedded();
        for change in ["macro.discount=3 % per year", "macro.price_growth=2 % per year", "subsidy.central_share=85 %"] {
            parameters.set(change).expect("a change");
        }
        let fitted = Fitted::shipped();
        let opening = Opening::of_2020(&parameters);
        let (reference, wages) = (Reference::of(&opening.census), WagePaths::prepare(&opening, &parameters, 2031));
        let path = Path::prepare(&opening, &reference, &wages, 2031);
        let year = |year| path.year(&parameters, &fitted, year);
        let (base, then) = (year(2024), year(2030));
        let near = |found: f64, wanted: f64| {
            assert!((found - wanted).abs() <= 1e-9 * wanted.abs().max(1.0), "{found} {wanted}");
        };
        near(base.price_level, 1.0);
        near(base.discount, 1.0);
        near(then.price_level, libm::pow(1.02, 6.0));
        near(then.discount, libm::pow(1.03, -6.0));
        assert_eq!(then.subsidy_central_share, Rate::percent(85.0));
        assert_eq!(then.reserve_return, parameters.mean_of(2030).rate("macro.reserve_return"));
        let sum = |by: &[Money; PROVINCES]| by.iter().map(|money| money.yuan()).sum::<f64>();
        let growth = sum(&then.gdp) / sum(&base.gdp);
        assert!(growth > 1.1, "{growth}");
        for p in 0..PROVINCES {
            near(base.subsidy[p].yuan(), fitted.provinces[p].base_subsidy.yuan());
            // Subsidies are whole fen.
            let wanted = base.subsidy[p].yuan() * growth;
            assert!(
                (then.subsidy[p].yuan() - wanted).abs() <= 0.01 + 1e-9 * wanted,
                "{p}: {:?} {wanted}",
                then.subsidy[p]
            );
        }
    }
}
