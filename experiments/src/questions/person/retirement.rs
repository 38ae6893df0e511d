//! When a person may retire: statutory month, earliest and latest claim, period required.

use super::span;
use fastox_calibration::parameters::Parameters;
use fastox_model::geography::Province;
use fastox_model::law::early_retirement::{EarlyRetirementLaw, Ground, Hardship};
use fastox_model::law::{MinimumPeriod, RetirementLaw, WorkClass};
use fastox_model::units::Month;
use serde_json::json;

/// The answer of `fastox retirement`.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Months of contributions required at the latest claim.
    pub minimum_months_at_latest: i32,
    /// Grounds on which somebody may claim before that.
    pub grounds: Vec<SpecialGround>,
    /// What a reader should know of this answer.
    pub notices: Vec<String>,
}

/// A ground for a claim before the original age.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpecialGround {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it asks for, in words.
    pub needs: String,
    /// First month of a claim.
    pub earliest: Month,
    /// Months of contributions required in that month.
    pub minimum_months: i32,
}

/// The retirement ages of the law in force since 2025.
pub fn retirement(born: Month, class: WorkClass) -> RetirementAnswer {
    let law = RetirementLaw::china_2024();
    let [date, earliest, latest] =
        [law.statutory_date(class, born), law.earliest(class, born), law.latest(class, born)];
    let required = |claim| law.months_required(class, born, claim);
    RetirementAnswer {
        born,
        class,
        delay_months: law.delay(class, born),
        age_months: law.statutory_age(class, born),
        date,
        earliest,
        latest,
        minimum_months: required(date),
        minimum_months_at_earliest: required(earliest),
        minimum_months_at_latest: required(latest),
        grounds: national_grounds(born, class),
        notices: Vec::new(),
    }
}

/// Special occupations, work at high altitude and lost work capacity, each where it asks for least.
fn national_grounds(born: Month, class: WorkClass) -> Vec<SpecialGround> {
    let law = EarlyRetirementLaw::china_1978();
    let hard = |hardship: Hardship| {
        let months = law.hard_months[hardship as usize];
        (Ground::SpecialOccupation { hardship, months }, months / 12)
    };
    let (harmful, least) = hard(Hardship::HarmfulToHealth);
    let (high, most) = hard(Hardship::AltitudeOrHeavyLabour);
    [
        ("special-occupation", format!("after {least} to {most} years of hard work"), harmful),
        ("high-altitude", format!("after {most} years of work at high altitude"), high),
        ("illness", "if unable to work".to_owned(), Ground::Illness),
    ]
    .map(|(name, needs, ground)| {
        let earliest = law.earliest(class, born, ground);
        let minimum_months = law.months_required(ground, earliest, &MinimumPeriod::china_2024());
        SpecialGround { name, needs, earliest, minimum_months }
    })
    .into()
}

impl RetirementAnswer {
    /// With the age of its own that a province has, if there is one.
    #[must_use]
    pub fn in_province(mut self, place: Province, parameters: &Parameters) -> Self {
        let sex = if self.class.is_male() { "male" } else { "female" };
        let name = format!("retirement.local_age.{sex}");
        let here = parameters.in_month(self.date).in_province(place);
        let Some(age) = here.find(&name).map(|months| months as i32) else {
            self.notices.push(format!("no age of its own is known for {place}; the national ages hold"));
            return self;
        };
        let earliest = self.born.plus(age);
        let minimum_months = MinimumPeriod::china_2024().months_required(earliest.year());
        let needs = format!("the age of {place}, where the self-employed and others have it");
        self.grounds.push(SpecialGround { name: "province", needs, earliest, minimum_months });
        self
    }

    /// With the earliest claim on this ground; an error names the grounds there are.
    pub fn on_ground(mut self, name: &str) -> Result<Self, String> {
        let Some(ground) = self.grounds.iter().find(|ground| ground.name == name) else {
            let names: Vec<String> = self.grounds.iter().map(|g| format!("`{}`", g.name)).collect();
            return Err(format!("`{name}` is no ground here; write one of {}", names.join(", ")));
        };
        (self.earliest, self.minimum_months_at_earliest) = (ground.earliest, ground.minimum_months);
        Ok(self)
    }

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
            "Law: 国发〔1978〕104号; NPC Standing Committee, 2024-09-13; 人社部发〔2024〕94号\n".to_owned(),
        ];
        let notices = self.notices.iter().map(|notice| format!("Notice: {notice}.\n"));
        lines.join("\n") + &notices.collect::<String>()
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
        let line = |ground: &SpecialGround| {
            let SpecialGround { needs, earliest, minimum_months, .. } = ground;
            format!("{}, {needs}, with {}", self.claim(*earliest), span(*minimum_months))
        };
        let lines: Vec<String> = self.grounds.iter().map(line).collect();
        format!("special grounds  {}", lines.join("\n                 "))
    }

    fn claim(&self, month: Month) -> String {
        format!("{month}, at {}", span(month.since(self.born)))
    }

    /// One JSON object; months are written as `2026-08`.
    pub fn to_json(&self) -> String {
        let ground = |g: &SpecialGround| {
            let (earliest, months) = (g.earliest.to_string(), g.minimum_months);
            json!({ "ground": g.name, "earliest": earliest, "minimum_months": months })
        };
        let grounds: Vec<_> = self.grounds.iter().map(ground).collect();
        let Self { delay_months, age_months, date, earliest, latest, minimum_months, .. } = self;
        format!(
            r#"{{"delay_months":{delay_months},"age_months":{age_months},"date":"{date}","earliest":"{earliest}","latest":"{latest}","minimum_months":{minimum_months},"minimum_months_earliest":{},"minimum_months_statutory":{minimum_months},"minimum_months_latest":{},"grounds":{},"notices":{}}}"#,
            self.minimum_months_at_earliest,
            self.minimum_months_at_latest,
            json!(grounds),
            json!(self.notices)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_woman_of_april_1971() {
        let answer = retirement(Month::new(1971, 4), WorkClass::Female55);
        let json: serde_json::Value = serde_json::from_str(&answer.to_json()).expect("JSON");
        assert_eq!((&json["date"], &json["earliest"]), (&json!("2026-08"), &json!("2026-04")));
        assert_eq!((&json["latest"], &json["age_months"]), (&json!("2029-08"), &json!(664)));
        assert_eq!((&json["delay_months"], &json["minimum_months"]), (&json!(4), &json!(180)));
        let text = answer.to_text();
        assert!(text.contains("55 years 4 months = 55 years + 4 months of delay"), "{text}");
        assert!(text.contains("2026-04, at 55 years, with 15 years of contributions"), "{text}");
    }

    #[test]
    fn an_early_and_a_late_claim_have_a_minimum_each() {
        let answer = retirement(Month::new(1971, 6), WorkClass::Male60);
        let minimum = [answer.minimum_months_at_earliest, answer.minimum_months, answer.minimum_months_at_latest];
        assert_eq!(minimum, [192, 204, 204]);
        assert_eq!(answer.earliest, Month::new(2031, 6));
    }

    #[test]
    fn tibet_lets_a_woman_claim_at_45_and_anhui_says_it_has_no_age_of_its_own() {
        let (parameters, born) = (Parameters::embedded(), Month::new(1980, 11));
        let place = |name| Province::find(name).expect("a province");
        let answer = retirement(born, WorkClass::Female55).in_province(place("Xizang"), &parameters);
        let claimed = answer.on_ground("province").expect("a ground");
        assert_eq!((claimed.earliest, claimed.minimum_months_at_earliest), (born.plus(540), 180));
        let elsewhere = retirement(born, WorkClass::Female55).in_province(place("安徽"), &parameters);
        assert_eq!(elsewhere.notices.len(), 1);
        let refused = elsewhere.on_ground("province").expect_err("no such ground");
        assert!(refused.contains("`special-occupation`, `high-altitude`, `illness`"), "{refused}");
    }
}
