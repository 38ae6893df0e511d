//! When a person may retire: statutory month, earliest and latest claim, period required.

use super::span;
use fastox_model::law::early_retirement::{EarlyRetirementLaw, Ground, Hardship};
use fastox_model::law::{RetirementLaw, WorkClass};
use fastox_model::units::Month;

/// The answer of `fastox retirement`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetirementAnswer {
    /// Month of birth.
    pub born: Month,
    /// Class of work.
    pub class: WorkClass,
    /// Months by which the statutory age exceeds the original age.
    pub delay_months: i32,
    /// Statutory age in months.
    pub age_months: i32,
    /// Month in which it is reached.
    pub date: Month,
    /// First month of a claim.
    pub earliest: Month,
    /// Last month of a claim.
    pub latest: Month,
    /// Months of contributions required at the statutory month.
    pub minimum_months: i32,
    /// Months of contributions required at the earliest claim.
    pub minimum_months_at_earliest: i32,
}

/// The retirement ages of the law in force since 2025.
pub fn retirement(born: Month, class: WorkClass) -> RetirementAnswer {
    let law = RetirementLaw::china_2024();
    let date = law.statutory_date(class, born);
    let earliest = law.earliest(class, born);
    RetirementAnswer {
        born,
        class,
        delay_months: law.delay(class, born),
        age_months: law.statutory_age(class, born),
        date,
        earliest,
        latest: law.latest(class, born),
        minimum_months: law.months_required(class, born, date),
        minimum_months_at_earliest: law.months_required(class, born, earliest),
    }
}

impl RetirementAnswer {
    /// Lines for a reader.
    pub fn to_text(&self) -> String {
        let required = span(self.minimum_months);
        let lines = [
            format!("Born {}, {}\n", self.born, self.class),
            format!("statutory age    {}", self.age()),
            format!("statutory month  {}, pension from {}", self.date, self.date.plus(1)),
            format!(
                "earliest claim   {}, with {} of contributions",
                self.claim(self.earliest),
                span(self.minimum_months_at_earliest)
            ),
            self.latest_claim(&required),
            self.other_grounds(),
            format!("minimum period   {required} ({} months)\n", self.minimum_months),
            "Law: 国发〔1978〕104号; NPC Standing Committee, 2024-09-13; 人社部发〔2024〕94号\n"
                .to_owned(),
        ];
        lines.join("\n")
    }

    fn age(&self) -> String {
        let age = span(self.age_months);
        if self.delay_months == 0 {
            return format!("{age}, not delayed");
        }
        let original = span(self.age_months - self.delay_months);
        format!("{age} = {original} + {} of delay", span(self.delay_months))
    }

    fn latest_claim(&self, required: &str) -> String {
        let latest = self.claim(self.latest);
        if self.latest == self.date {
            format!("latest claim     {latest}: claiming is flexible only from 2025 on")
        } else {
            format!("latest claim     {latest}, with {required} and the employer's consent")
        }
    }

    fn other_grounds(&self) -> String {
        let law = EarlyRetirementLaw::china_1978();
        let hardship = Hardship::HarmfulToHealth;
        let hard = Ground::SpecialOccupation { hardship, months: law.hard_months[2] };
        let [hard, ill] = [hard, Ground::Illness]
            .map(|ground| self.claim(law.earliest(self.class, self.born, ground)));
        format!(
            "special grounds  {hard}, after 8 to 10 years of hard work;\n                 {ill}, if unable to work"
        )
    }

    fn claim(&self, month: Month) -> String {
        format!("{month}, at {}", span(month.since(self.born)))
    }

    /// One JSON object; months are written as `2026-08`.
    pub fn to_json(&self) -> String {
        format!(
            r#"{{"delay_months":{},"age_months":{},"date":"{}","earliest":"{}","latest":"{}","minimum_months":{}}}"#,
            self.delay_months,
            self.age_months,
            self.date,
            self.earliest,
            self.latest,
            self.minimum_months
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_woman_of_april_1971() {
        let answer = retirement(Month::new(1971, 4), WorkClass::Female55);
        assert_eq!(
            answer.to_json(),
            r#"{"delay_months":4,"age_months":664,"date":"2026-08","earliest":"2026-04","latest":"2029-08","minimum_months":180}"#
        );
        let text = answer.to_text();
        assert!(text.contains("55 years 4 months = 55 years + 4 months of delay"), "{text}");
        assert!(text.contains("2026-04, at 55 years, with 15 years of contributions"), "{text}");
    }
}
