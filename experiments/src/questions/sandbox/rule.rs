//! The rules of the grid: one value of each axis.

use std::fmt;

/// Something of a rule that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axis {
    /// Its name in rules.
    pub id: &'static str,
    /// English and Chinese.
    pub title: [&'static str; 2],
    /// Its values, per cent; a switch is 0 or 1.
    pub values: &'static [u32],
    /// Whether it is a switch.
    pub is_switch: bool,
}

const fn share(id: &'static str, title: [&'static str; 2], values: &'static [u32]) -> Axis {
    Axis { id, title, values, is_switch: false }
}

const fn switch(id: &'static str, title: [&'static str; 2]) -> Axis {
    Axis { id, title, values: &[0, 1], is_switch: true }
}

/// The axes, in the order of a rule's name; the first value of the enacted rule is marked by [`Rule::ENACTED`].
pub const AXES: [Axis; 7] = [
    share("cap", ["largest share of a surplus handed up", "结余上解比例上限"], &[40, 60, 80, 100]),
    share("plan", ["weight of the plan in the assessment", "计划数权重"], &[0, 25, 50, 100]),
    share("norm", ["weight of norms", "标准收支权重"], &[0, 25, 50, 100]),
    share("reward", ["kept after three years on target", "连续三年达标的留存奖励"], &[0, 20]),
    switch("duty", ["tiered duty for gaps", "分级补充责任"]),
    switch("alarm", ["reserve alarm at six months", "六个月备付红线"]),
    switch("transition", ["four years of transition", "四年过渡期补助"]),
];

/// A rule: the place of its value on every axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rule([usize; AXES.len()]);

impl Rule {
    /// National pooling as enacted.
    pub const ENACTED: Self = Self([2, 0, 0, 0, 0, 0, 0]);

    /// All rules, the last axis turning fastest.
    pub fn all() -> Vec<Self> {
        let count: usize = AXES.iter().map(|axis| axis.values.len()).product();
        let rule = |mut number: usize| {
            let mut places = [0; AXES.len()];
            for (place, axis) in places.iter_mut().zip(AXES).rev() {
                *place = number % axis.values.len();
                number /= axis.values.len();
            }
            Self(places)
        };
        (0..count).map(rule).collect()
    }

    /// Reads `cap=80,plan=0`; what is not named is as enacted. What cannot be read comes back with what would work.
    pub fn read(text: &str) -> Result<Self, String> {
        let (mut rule, mut named) = (Self::ENACTED, [false; AXES.len()]);
        let parts: Vec<&str> = text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
        if parts.is_empty() {
            return Err("the rule is empty".to_owned());
        }
        for part in parts {
            let (name, value) = part.split_once('=').ok_or_else(|| format!("`{part}` is not NAME=VALUE"))?;
            let axis = AXES.iter().position(|axis| axis.id == name);
            let names = AXES.map(|axis| axis.id).join(", ");
            let axis = axis.ok_or_else(|| format!("there is no `{name}`; choose from {names}"))?;
            if std::mem::replace(&mut named[axis], true) {
                return Err(format!("`{name}` stands twice"));
            }
            let known: Vec<String> = AXES[axis].values.iter().map(u32::to_string).collect();
            let place = known.iter().position(|known| known == value);
            if value.strip_suffix('%').is_some_and(|number| known.iter().any(|known| known == number.trim())) {
                return Err(format!("the numbers of rules are per cent; leave out the % of `{part}`"));
            }
            rule.0[axis] =
                place.ok_or_else(|| format!("`{name}` cannot be `{value}`; choose from {}", known.join(", ")))?;
        }
        Ok(rule)
    }

    /// Its value on every axis.
    pub fn values(self) -> [u32; AXES.len()] {
        std::array::from_fn(|axis| AXES[axis].values[self.0[axis]])
    }

    /// The scenario file.
    pub fn scenario(self) -> String {
        let [cap, plan, norm, reward, duty, alarm, transition] = self.values();
        let mut clauses: Vec<String> = Vec::new();
        if reward > 0 {
            clauses.push(format!(
                "effort-reward = {{ kept = \"{reward} %\", collection-target = \"60 %\", streak = \"3 years\" }}"
            ));
        }
        if norm > 0 {
            clauses.push(format!("norm-based-transfer = {{ cap = \"{} %\" }}", hundredth(cap * norm)));
        }
        if norm < 100 {
            let rest = hundredth(cap * (100 - norm));
            clauses.push(format!(
                "surplus-remittance = {{ share = \"cleared\", cap = \"{rest} %\", plan-weight = \"{plan} %\" }}"
            ));
            clauses.push(format!("gap-allocation = {{ local-share = \"{norm} %\", plan-weight = \"{plan} %\" }}"));
        }
        if transition == 1 {
            let path = "2027 = \"100 %\", 2028 = \"75 %\", 2029 = \"50 %\", 2030 = \"25 %\", 2031 = \"0 %\"";
            clauses.push(format!("transition = {{ share = {{ {path} }} }}"));
        }
        if duty == 1 {
            clauses.push("tiered-duty = { gdp-below = \"60 %\", largest-local-share = \"40 %\" }".to_owned());
        }
        if alarm == 1 {
            clauses.push(
                "reserve-alarm = { cover = \"6 months\", emergency-pool = \"2 %\", delay-above = \"90 %\" }".to_owned(),
            );
        }
        clauses.push("central-backstop = { centre-share = \"50 %\" }".to_owned());
        let clauses: Vec<String> = clauses.iter().map(|clause| format!("  {{ {clause} }},\n")).collect();
        format!(
            "# A rule of the sandbox: {self}\ntitle  = \"Sandbox: {self}\"\n\
             source = \"fastox sandbox; every number is an assumption\"\n\
             base   = \"national-pooling\"\n\n[[pooling]]\nfrom    = 2027\nclauses = [\n{}]\n",
            clauses.concat()
        )
    }
}

/// A product of two percentages, as per cent.
fn hundredth(product: u32) -> String {
    if product.is_multiple_of(100) { (product / 100).to_string() } else { format!("{:.2}", f64::from(product) / 100.0) }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<String> =
            AXES.iter().zip(self.values()).map(|(axis, value)| format!("{}={value}", axis.id)).collect();
        f.write_str(&parts.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_rule_has_a_name_that_is_read_back_and_a_scenario_that_is_one() {
        let rules = Rule::all();
        assert_eq!(rules.len(), 1024);
        assert_eq!(rules.iter().map(ToString::to_string).collect::<BTreeSet<_>>().len(), rules.len());
        for rule in rules.iter().step_by(31).chain(&[rules[1023], Rule::ENACTED]) {
            assert_eq!(Rule::read(&rule.to_string()), Ok(*rule));
            assert!(!super::super::scenario(*rule).regime.periods.is_empty(), "{rule}");
        }
        assert_eq!(Rule::ENACTED.to_string(), "cap=80,plan=0,norm=0,reward=0,duty=0,alarm=0,transition=0");
    }

    #[test]
    fn what_cannot_be_read_says_what_would_work() {
        let message = |text| Rule::read(text).expect_err("no rule");
        assert!(message("cap=81").contains("choose from 40, 60, 80, 100"), "{}", message("cap=81"));
        assert!(message("lid=80").contains("choose from cap, plan"), "{}", message("lid=80"));
        assert!(message("cap").contains("NAME=VALUE"));
        assert!(message("").contains("empty") && message(",").contains("empty"));
        assert!(message("cap=60%").contains("leave out the % of `cap=60%`"), "{}", message("cap=60%"));
        assert_eq!(message("cap=60,norm=50,cap=40"), "`cap` stands twice");
    }
}
