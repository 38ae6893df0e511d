//! Yearly moves from the five-year census transitions, and where people's hukou is.
//!
//! ```text
//! P₅ = census transitions of the five years before the opening ÷ residents then      P₁ = exp(ln(P₅)/5)
//! leave(a, o, d) = level(year) · P₁(o, d) · shape(a) · (1 − expected returns ÷ flow) · (wage gap change)^η
//! ```
//! The shape by age is the Rogers–Castro fit of 2010–20, mean one over the census population. Returns to the hukou
//! province are a hazard of their own from `migration.return_age` on; what they are expected to carry is taken off the
//! matrix, so that both together give the census flows. The level after the opening is a parameter, or a fact of the
//! opening.

use super::opening::Opening;
use super::wages::WagePaths;
use crate::data::table;
use crate::parameters::Parameters;
use fastox_model::draws::threshold;
use fastox_model::geography::{PROVINCES, Province};
use fastox_model::people::facts::{Coverage, LAST_AGE, Moves};
use fastox_model::units::Year;

/// A number for every origin and destination.
pub type Matrix = Vec<[f64; PROVINCES]>;

/// The yearly pattern of moves.
#[derive(Clone, Debug)]
pub struct Migration {
    /// Yearly probabilities of the five years before the opening, off-diagonal; returns included.
    pub yearly: Matrix,
    /// The same without the expected returns.
    outward: Matrix,
    /// Relative intensity by age.
    shape: Vec<f64>,
    /// `hukou[residence][hukou]`: persons living there with that hukou, off-diagonal, at the opening.
    pub hukou: Matrix,
    /// Share of residents whose hukou is in another province, by residence.
    pub away: [f64; PROVINCES],
    opening: Year,
    /// Level by year from the first that is lived, the last held; without one, the parameter's.
    level: Option<Vec<f64>>,
}

impl Migration {
    /// From the moves before an opening.
    pub fn prepare(opening: &Opening, parameters: &Parameters) -> Self {
        let residents = opening.census.residents;
        let five = five_year(&opening.movers, &residents);
        let yearly = yearly(&five);
        let shape = shape();
        let hukou = opening.hukou.clone();
        let away = std::array::from_fn(|p| hukou[p].iter().sum::<f64>() / residents[p]);
        let rate = parameters.in_january(2020).value("migration.return_rate");
        let outward = less_returns(&yearly, &hukou, &residents, rate);
        let (opening, level) = (opening.census.year, opening.migration_level.clone());
        Self { yearly, outward, shape, hukou, away, opening, level }
    }

    fn level(&self, parameters: &Parameters, year: Year) -> f64 {
        match &self.level {
            Some(by) => by[((year - self.opening - 1) as usize).min(by.len() - 1)],
            None => parameters.mean_of(year).value("migration.level"),
        }
    }

    /// The moves of a year.
    pub fn year(&self, parameters: &Parameters, wages: &WagePaths, year: Year) -> Moves {
        let in_year = parameters.mean_of(year);
        let outward = self.drawn_by_wages(wages, in_year.value("migration.income_elasticity"), year);
        let level = self.level(parameters, year);
        let return_age = (in_year.value("migration.return_age") / 12.0) as usize;
        let (mut leave, mut homeward) = (Vec::new(), Vec::new());
        for age in 0..=LAST_AGE {
            let mut by = [0; 32];
            for p in 0..PROVINCES {
                let rate: f64 = outward[p].iter().sum();
                by[p] = threshold(level * rate * self.shape[age.min(100)]);
            }
            leave.push(by);
            let home = if age >= return_age { level * in_year.value("migration.return_rate") } else { 0.0 };
            homeward.push(threshold(home));
        }
        Moves {
            leave,
            homeward,
            destination: outward.iter().map(|row| Coverage::cumulate(row)).collect(),
            hukou_conversion: threshold(in_year.value("hukou.conversion")),
        }
    }

    /// The matrix, each flow times the change since the opening of the wage it leads to over the wage it leaves, to the
    /// power of the income elasticity.
    fn drawn_by_wages(&self, wages: &WagePaths, elasticity: f64, year: Year) -> Matrix {
        let change: [f64; PROVINCES] = std::array::from_fn(|i| {
            let p = Province::from_index(i);
            libm::pow(wages.average(year - 1, p) / wages.average(self.opening, p), elasticity)
        });
        let flow = |o: usize, d: usize| self.outward[o][d] * change[d] / change[o];
        (0..PROVINCES).map(|o| std::array::from_fn(|d| flow(o, d))).collect()
    }

    /// Share of residents of an age whose hukou is in another province: that of the province, more at working ages.
    pub fn away(&self, residence: usize, age: usize) -> f64 {
        let by_age = match age {
            0..50 => 1.35,
            50..60 => 0.8,
            _ => 0.35,
        };
        (self.away[residence] * by_age).min(0.95)
    }

    /// Where people of one age, given by residence, are expected to live a year later at level one, with so high a
    /// chance to return.
    pub fn move_expected(&self, living: &[f64; PROVINCES], age: usize, return_rate: f64) -> [f64; PROVINCES] {
        let mut after = *living;
        for (from, &persons) in living.iter().enumerate() {
            let all: f64 = self.hukou[from].iter().sum();
            for to in 0..PROVINCES {
                let onward = self.outward[from][to] * self.shape[age];
                let home = self.away(from, age) * self.hukou[from][to] / all * return_rate;
                let moved = if to == from { 0.0 } else { persons * (onward + home) };
                after[to] += moved;
                after[from] -= moved;
            }
        }
        after
    }

    /// Moves of children: at the intensity of their parents' ages, 30 to 44.
    pub fn children(&self, parameters: &Parameters, year: Year) -> ([f64; PROVINCES], [[i64; PROVINCES]; PROVINCES]) {
        let level = self.level(parameters, year);
        let shape = self.shape[30..45].iter().sum::<f64>() / 15.0;
        let leave = std::array::from_fn(|p| level * shape * self.outward[p].iter().sum::<f64>());
        let weights = std::array::from_fn(|p| self.outward[p].map(|x| libm::rint(x * 1e12) as i64));
        (leave, weights)
    }
}

/// Residents by province, from a census by age group.
pub(crate) fn residents(census: &str) -> [f64; PROVINCES] {
    let mut sum = [0.0; PROVINCES];
    for row in table(census).rows() {
        let p = row.province("province").expect("a province code").index();
        sum[p] += row.span("a0", "a100").iter().sum::<f64>();
    }
    sum
}

/// A matrix as it is published, by origin.
pub(crate) fn od(name: &str) -> Matrix {
    table(name).rows().map(|row| row.provinces()).collect()
}

/// Transition probabilities over five years; residents at their start are those of the census with the moves undone.
fn five_year(flows: &Matrix, residents: &[f64; PROVINCES]) -> Matrix {
    let mut five = flows.clone();
    for o in 0..PROVINCES {
        let out: f64 = flows[o].iter().sum();
        let inward: f64 = flows.iter().map(|row| row[o]).sum();
        let before = residents[o] + out - inward;
        for d in 0..PROVINCES {
            five[o][d] /= before;
        }
        five[o][o] = 1.0 - out / before;
    }
    five
}

/// exp(ln(P)/5) by series; P is close to the identity, so a dozen terms reach the last bit. Tiny negative
/// intensities, which no yearly process can have, are set to zero.
fn yearly(five: &Matrix) -> Matrix {
    let mut e = five.clone();
    for (i, row) in e.iter_mut().enumerate() {
        row[i] -= 1.0;
    }
    let mut generator = vec![[0.0; PROVINCES]; PROVINCES];
    let mut power = e.clone();
    for k in 1..=24 {
        let sign = if k % 2 == 1 { 1.0 } else { -1.0 };
        add(&mut generator, &power, sign / (5.0 * f64::from(k)));
        power = times(&power, &e);
    }
    for (i, row) in generator.iter_mut().enumerate() {
        row.iter_mut().enumerate().filter(|(j, _)| *j != i).for_each(|(_, x)| *x = x.max(0.0));
        row[i] = 0.0;
        row[i] = -row.iter().sum::<f64>();
    }
    let mut probabilities = vec![[0.0; PROVINCES]; PROVINCES];
    let mut term = generator.clone();
    for k in 2..=8 {
        add(&mut probabilities, &term, 1.0);
        let next = times(&term, &generator);
        term = next.iter().map(|row| row.map(|x| x / f64::from(k))).collect();
    }
    for (i, row) in probabilities.iter_mut().enumerate() {
        row[i] = 0.0;
    }
    probabilities
}

fn add(to: &mut Matrix, from: &Matrix, factor: f64) {
    for (a, b) in to.iter_mut().flatten().zip(from.iter().flatten()) {
        *a += factor * b;
    }
}

fn times(a: &Matrix, b: &Matrix) -> Matrix {
    let cell = |i: usize, j: usize| (0..PROVINCES).map(|k| a[i][k] * b[k][j]).sum();
    (0..PROVINCES).map(|i| std::array::from_fn(|j| cell(i, j))).collect()
}

/// Relative intensity by age, mean one over the census population.
fn shape() -> Vec<f64> {
    let raw: Vec<f64> = table("migration_age_profile").rows().map(|r| r.number("intensity").unwrap_or(0.0)).collect();
    let people: Vec<f64> = (0..101)
        .map(|age| {
            let column = format!("a{age}");
            table("census_2020_single_age").rows().map(|r| r.number(&column).unwrap_or(0.0)).sum()
        })
        .collect();
    let mean = raw.iter().zip(&people).map(|(r, n)| r * n).sum::<f64>() / people.iter().sum::<f64>();
    raw.into_iter().map(|r| r / mean).collect()
}

/// Residents whose hukou is elsewhere (published by residence), by hukou province: shared out as the origins of
/// 2015–20 movers and of the 2010 lifetime matrix together.
pub(super) fn hukou_2020() -> Matrix {
    let recent = od("migration_od_2015_2020");
    let lifetime = od("birthplace_od_2010");
    let stock = table("hukou_stock_2020").by_province(&[], "hukou_elsewhere_other_province");
    (0..PROVINCES)
        .map(|d| {
            // Both matrices count about a tenth of the people; the recent one is already expanded.
            let weight = |o: usize| if o == d { 0.0 } else { recent[o][d] + 10.0 * lifetime[o][d] };
            let all: f64 = (0..PROVINCES).map(weight).sum();
            std::array::from_fn(|o| stock[d] * weight(o) / all)
        })
        .collect()
}

/// Share of people with their hukou elsewhere who are old enough to return (assumption; their median age is
/// near 35).
const OLD_ENOUGH: f64 = 0.15;

fn less_returns(yearly: &Matrix, hukou: &Matrix, residents: &[f64; PROVINCES], rate: f64) -> Matrix {
    let mut outward = yearly.clone();
    for o in 0..PROVINCES {
        for d in 0..PROVINCES {
            let returns = hukou[o][d] * OLD_ENOUGH * rate / residents[o];
            outward[o][d] = (yearly[o][d] - returns).max(0.2 * yearly[o][d]);
        }
    }
    outward
}

/// The five-year transitions the yearly probabilities imply, for the fit.
pub fn five_years_of(yearly: &Matrix) -> Matrix {
    let mut one = yearly.clone();
    for (i, row) in one.iter_mut().enumerate() {
        row[i] = 1.0 - row.iter().sum::<f64>();
    }
    let two = times(&one, &one);
    times(&times(&two, &two), &one)
}

/// The five-year transitions of the census before an opening, for the fit.
pub fn census_transitions(opening: &Opening) -> Matrix {
    five_year(&opening.movers, &opening.census.residents)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_yearly_steps_give_back_the_census_transitions() {
        let five = census_transitions(&Opening::of_2020(&Parameters::embedded()));
        let again = five_years_of(&yearly(&five));
        for o in 0..PROVINCES {
            for d in 0..PROVINCES {
                let (a, b) = (five[o][d], again[o][d]);
                assert!((a - b).abs() < 2e-5, "{o} → {d}: census {a}, yearly steps {b}");
            }
        }
    }

    /// At level one and without a pull of wages, the moves of a year and the expected returns are those of the census:
    /// over the ages of the nation, where the shape has a mean of one.
    #[test]
    fn as_many_move_in_a_year_as_in_a_year_of_the_census() {
        let mut parameters = Parameters::embedded();
        for change in ["migration.level=100 %", "migration.income_elasticity=0"] {
            parameters.set(change).expect("a change");
        }
        let opening = Opening::of_2020(&parameters);
        let migration = Migration::prepare(&opening, &parameters);
        let wages = WagePaths::prepare(&opening, &parameters, 2030);
        let moves = migration.year(&parameters, &wages, 2022);
        let at_age = |age: usize| -> f64 {
            table("census_2020_single_age").rows().map(|r| r.number(&format!("a{age}")).unwrap_or(0.0)).sum()
        };
        let ages: Vec<f64> = (0..101).map(at_age).collect();
        let rate = parameters.in_january(2020).value("migration.return_rate");
        for o in 0..PROVINCES {
            let left = |age: usize| ages[age] * f64::from(moves.leave[age][o]) / 4_294_967_296.0;
            let onward = (0..101).map(left).sum::<f64>() / ages.iter().sum::<f64>();
            let back = |d: usize| {
                (migration.hukou[o][d] * OLD_ENOUGH * rate / opening.census.residents[o])
                    .min(0.8 * migration.yearly[o][d])
            };
            let returns: f64 = (0..PROVINCES).map(back).sum();
            let census: f64 = migration.yearly[o].iter().sum();
            assert!(((onward + returns) / census - 1.0).abs() < 1e-4, "{o}: {onward} and {returns} of {census}");
        }
    }
}
