//! Whether the values of a case make sense, alone and together.

use super::case::{Case, CaseError, in_years};
use fastox_calibration::inputs::LAST_YEAR;
use fastox_model::units::Year;
use std::ops::RangeInclusive;

/// Years of the awards whose law is known: before stood the forms of 国发〔1997〕26号 and earlier ones.
const AWARDS: RangeInclusive<Year> = 2006..=LAST_YEAR;

impl Case {
    /// The case, if its values make sense together.
    pub fn checked(self) -> Result<Self, CaseError> {
        let mut problems = self.wrong_period();
        problems.extend(self.wrong_amounts());
        if problems.is_empty() { Ok(self) } else { Err(CaseError(problems)) }
    }

    fn wrong_period(&self) -> Vec<String> {
        let mut problems = Vec::new();
        let (award, age) = (self.award, self.age_months);
        if !AWARDS.contains(&award.year()) {
            let (first, last) = AWARDS.into_inner();
            problems.push(format!(
                "`award` is {award}; the formulas are those of 国发〔2005〕38号, for awards from {first}-01 to {last}-12"
            ));
        }
        if !(480..=960).contains(&age) {
            problems.push(format!("`age_months` is {age}; an award is made between 480 and 960 months of age"));
        }
        if self.months.is_none() && self.years.is_none() {
            let problem = "`months` or `years` is missing; give the contribution period in one of them";
            problems.push(problem.to_owned());
        }
        problems.extend(self.two_periods());
        for (key, years) in self.parts_of_the_period() {
            // A period that is itself wrong says nothing of its parts.
            if self.years() >= 0.0 && !(0.0..=self.years()).contains(&years) {
                problems.push(format!(
                    "`{key}` is {} years, but {} were contributed or deemed in all; give the period with its deemed part",
                    rounded(years),
                    rounded(self.years())
                ));
            }
        }
        problems
    }

    /// A period in years and another one in months; provinces round by less than half a year.
    fn two_periods(&self) -> Option<String> {
        let (years, months) = (self.years?, self.months?);
        let apart = (years - in_years(months)).abs() >= 0.5;
        apart.then(|| {
            format!(
                "`months` is {months}, {} years, but `years` is {years}; keep one of the two",
                rounded(in_years(months))
            )
        })
    }

    fn wrong_amounts(&self) -> Vec<String> {
        let mut problems = Vec::new();
        let mut expect = |holds: bool, problem: &str| {
            if !holds {
                problems.push(problem.to_owned());
            }
        };
        expect(
            self.base_announced.is_none_or(|month| month > self.award),
            "`base_announced` is not after the award; give the first month paid on the new base, or leave it out",
        );
        expect(
            self.base_announced.is_none() || self.base_city_yuan_month.is_none(),
            "`base_announced` and `base_city_yuan_month` do not go together; last year's base of the city is not known",
        );
        for (key, value, range) in self.amounts() {
            let (least, most) = (range.start(), range.end());
            expect(range.contains(&value), &format!("`{key}` is {value}; it lies between {least} and {most}"));
        }
        expect(
            self.local_percent.is_some() == self.local_percent_of.is_some(),
            "`local_percent` and `local_percent_of` go together; give both or neither, the latter as `indexed-wage`, \
             `basic` or `pension`",
        );
        problems
    }

    fn parts_of_the_period(&self) -> impl Iterator<Item = (&'static str, f64)> {
        let deemed = self.deemed_months.map(|months| ("deemed_months", in_years(months)));
        let transitional = self.years_transitional.map(|years| ("years_transitional", years));
        deemed.into_iter().chain(transitional)
    }

    fn amounts(&self) -> impl Iterator<Item = (&'static str, f64, RangeInclusive<f64>)> {
        let yuan = 0.0..=1e8;
        let base = 1_000.0..=100_000.0;
        [
            ("years", self.years, 0.0..=60.0),
            ("months", self.months.map(f64::from), 0.0..=720.0),
            ("years_transitional", self.years_transitional, 0.0..=60.0),
            ("plateau_years", self.plateau_years, 0.0..=60.0),
            ("index", Some(self.index), 0.1..=3.0),
            ("index_transitional", self.index_transitional, 0.0..=5.0),
            ("account_yuan", Some(self.account_yuan), yuan.clone()),
            ("virtual_account_yuan", Some(self.virtual_account_yuan), yuan.clone()),
            ("transitional_old_yuan", self.transitional_old_yuan, yuan.clone()),
            ("gap_months", Some(self.gap_months.into()), 0.0..=720.0),
            ("grounds", Some(self.grounds.into()), 0.0..=9.0),
            ("base_yuan_month", self.base_yuan_month, base.clone()),
            ("base_city_yuan_month", self.base_city_yuan_month, base.clone()),
            ("base_last_year_yuan_month", self.base_last_year_yuan_month, base),
            ("transitional_coefficient", self.transitional_coefficient, 0.0..=0.05),
            ("local_yuan", self.local_yuan, yuan),
            ("local_percent", self.local_percent, 0.0..=100.0),
        ]
        .into_iter()
        .filter_map(|(key, value, range)| value.map(|v| (key, v, range)))
    }
}

fn rounded(years: f64) -> f64 {
    (years * 100.0).round() / 100.0
}
