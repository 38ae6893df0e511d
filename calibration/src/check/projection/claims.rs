//! Who of a cell claims a pension in a year, and who leaves without one.
//!
//! ```text
//! atom k        month of birth × when one means to claim: earliest, statutory, latest
//! present_k     not gone before: neither due and long enough by last year, nor over the time to pay on
//! claims        Σ w_k · present_k · due_k(y) · 1(held ≥ required_k) ÷ Σ w_k · present_k
//! ```
//! Birth months are even and choices independent of everything else, so a cell of one birth year, type, status and
//! number of years held is a mixture of 72 atoms of known weights: by month, date of the claim, and whether one waits
//! when short. A cell holds its years at the start of the year.

use fastox_model::law::WorkClass;
use fastox_model::people::Sex;
use fastox_model::people::facts::Law;
use fastox_model::units::{Month, Year};

/// How people of a cell will retire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Type {
    /// Men at 60; women in posts at 55.
    Ordinary,
    /// Women workers at 50.
    Worker,
    /// Special occupations.
    Special,
    /// Members of the public-sector fund: as the ordinary.
    Public,
}

impl Type {
    /// All types.
    pub(super) const ALL: [Self; 4] = [Self::Ordinary, Self::Worker, Self::Special, Self::Public];

    const fn class(self, sex: Sex) -> WorkClass {
        match (sex, self) {
            (Sex::Male, _) => WorkClass::Male60,
            (Sex::Female, Self::Worker) => WorkClass::Female50,
            (Sex::Female, _) => WorkClass::Female55,
        }
    }
}

/// Status of a member in service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Standing {
    /// A firm pays.
    Employee,
    /// Pays alone.
    Flexible,
    /// Pays nothing.
    Dormant,
}

impl Standing {
    /// All standings.
    pub(super) const ALL: [Self; 3] = [Self::Employee, Self::Flexible, Self::Dormant];

    const fn pays(self) -> bool {
        !matches!(self, Self::Dormant)
    }
}

/// A month of birth and a choice.
#[derive(Clone, Copy, Debug)]
struct Atom {
    weight: f64,
    earliest: Month,
    statutory: Month,
    /// When somebody means to claim: with a firm, and without one.
    due: [Month; 2],
    born: Month,
    class: WorkClass,
    special: bool,
    /// Short and not paying at the statutory month, waits to pay on instead of leaving.
    patient: bool,
}

/// When somebody born in a month may claim.
struct Window {
    earliest: Month,
    statutory: Month,
    latest: Month,
}

/// So large a share claims, as an employee and otherwise, in these months.
struct Choice {
    share: f64,
    due: [Month; 2],
}

impl Window {
    fn of(law: &Law, sex: Sex, kind: Type, born: Month) -> Self {
        if kind == Type::Special {
            let date = born.plus(law.early.special_age[sex as usize]);
            return Self { earliest: date, statutory: date, latest: date };
        }
        let (class, law) = (kind.class(sex), &law.retirement);
        Self {
            earliest: law.earliest(class, born),
            statutory: law.statutory_date(class, born),
            latest: law.latest(class, born),
        }
    }

    /// A choice is one word: low ones claim early, high ones late.
    fn choices(&self, law: &Law) -> [Choice; 3] {
        let Self { earliest, statutory, latest } = *self;
        let early = if earliest < statutory { law.early_claiming } else { 0.0 };
        let late = if latest > statutory { law.late_claiming.min(1.0 - early) } else { 0.0 };
        [
            Choice { share: early, due: [earliest, earliest] },
            Choice { share: late, due: [latest, statutory] },
            Choice { share: 1.0 - early - late, due: [statutory, statutory] },
        ]
    }
}

/// The atoms of a cohort and type.
#[derive(Clone, Debug)]
pub(super) struct Claims<'a> {
    law: &'a Law,
    year: Year,
    atoms: Vec<Atom>,
    /// Chance to be retired by approval this year, before the window opens.
    approval: f64,
    /// Share of those who are short that may buy what is missing at the end of the time to pay on.
    buyers: f64,
}

/// What becomes of a cell: shares of it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Outcome {
    /// Is awarded a pension.
    pub claims: f64,
    /// Leaves without one.
    pub leaves: f64,
}

impl<'a> Claims<'a> {
    /// The atoms of people born in a year; nothing if none of them can go this year.
    pub(super) fn of(
        law: &'a Law,
        (sex, birth_year): (Sex, Year),
        kind: Type,
        year: Year,
        buyers: f64,
    ) -> Option<Self> {
        let age = year - birth_year;
        let approval_age = law.early.illness_age[sex as usize];
        let approves = 12 * age >= approval_age;
        let approval = if approves { law.illness_rate } else { 0.0 };
        let mut atoms = Vec::new();
        for month in 1..=12 {
            let born = Month::new(birth_year, month);
            let (class, special) = (kind.class(sex), kind == Type::Special);
            let window = Window::of(law, sex, kind, born);
            let Window { earliest, statutory, .. } = window;
            // Approved before: those who were, year after year until the window opened, are no longer here.
            let exposed = (earliest.year() - birth_year).min(age) - approval_age / 12;
            let left = libm::pow(1.0 - law.illness_rate, f64::from(exposed.max(0)));
            for Choice { share, due } in window.choices(law) {
                let leaves = law.leaves_at_once;
                for (patient, part) in [(false, leaves), (true, 1.0 - leaves)] {
                    let weight = share * left / 12.0 * part;
                    let atom = Atom { weight, earliest, statutory, due, born, class, special, patient };
                    atoms.push(atom);
                }
            }
        }
        let claims = Self { law, year, atoms, approval, buyers };
        let any = claims.approval > 0.0 || claims.atoms.iter().any(|a| a.earliest <= claims.december());
        any.then_some(claims)
    }

    fn december(&self) -> Month {
        Month::new(self.year, 12)
    }

    /// What becomes of those with so many months on 31 December last who went from one standing to another this year.
    pub(super) fn outcome(&self, held: i32, from: Standing, to: Standing) -> Outcome {
        let (mut here, mut claims, mut leaves) = (0.0, 0.0, 0.0);
        for atom in self.atoms.iter().filter(|atom| self.present(atom, held, from)) {
            here += atom.weight;
            if atom.earliest > self.december() {
                let enough = held >= self.law.early.illness_months;
                claims += if enough { atom.weight * self.approval } else { 0.0 };
            } else if Self::is_due(atom, to, self.year) {
                if held + 12 * i32::from(to.pays()) >= self.required(atom, to, self.year) {
                    claims += atom.weight;
                } else if self.is_over(atom, to, self.year) {
                    let buys = if to.pays() { self.buyers } else { 0.0 };
                    claims += atom.weight * buys;
                    leaves += atom.weight * (1.0 - buys);
                }
            }
        }
        if here > 0.0 { Outcome { claims: claims / here, leaves: leaves / here } } else { Outcome::default() }
    }

    /// Whether somebody with so many months can still have been here on 31 December last.
    fn present(&self, atom: &Atom, held: i32, standing: Standing) -> bool {
        let last = self.year - 1;
        if !Self::is_due(atom, standing, last) {
            return true;
        }
        held < self.required(atom, standing, last) && !self.is_over(atom, standing, last)
    }

    fn due(atom: &Atom, standing: Standing) -> Month {
        atom.due[usize::from(standing != Standing::Employee)]
    }

    fn is_due(atom: &Atom, standing: Standing, year: Year) -> bool {
        Self::due(atom, standing) <= Month::new(year, 12)
    }

    /// Who is short has paid on, or waited to, for as long as the law allows, or does not pay and leaves at the
    /// statutory month.
    fn is_over(&self, atom: &Atom, standing: Standing, year: Year) -> bool {
        let on = if standing.pays() || atom.patient { self.law.shortfall.one_sum_after } else { 0 };
        atom.statutory.plus(on) <= Month::new(year, 12)
    }

    fn required(&self, atom: &Atom, standing: Standing, year: Year) -> i32 {
        let claim = Self::due(atom, standing).max(Month::new(year, 1));
        let minimum = &self.law.retirement.minimum;
        if atom.special {
            return minimum.months_required(claim.year()).max(self.law.early.special_months);
        }
        self.law.retirement.months_required(atom.class, atom.born, claim)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fitted::Fitted;
    use crate::inputs::Inputs;
    use crate::parameters::Parameters;

    fn law(early: f64, late: f64) -> Law {
        let mut inputs = Inputs::prepare(&[Parameters::embedded()], &Fitted::shipped(), 2021);
        let variant = inputs.years.remove(0).variants.remove(0);
        let mut law = variant.institutions.law;
        (law.early_claiming, law.late_claiming, law.illness_rate) = (early, late, 0.0);
        law
    }

    /// Men born in 1960 reached 60 in 2020, before any delay: all who hold enough claim in that year, whatever the
    /// month.
    #[test]
    fn before_the_delay_a_birth_year_claims_in_one_year() {
        let law = law(0.5, 0.1);
        let claims = Claims::of(&law, (Sex::Male, 1960), Type::Ordinary, 2020, 0.0).expect("a window");
        let of = |held| claims.outcome(held, Standing::Employee, Standing::Employee);
        assert_eq!(of(240), Outcome { claims: 1.0, leaves: 0.0 });
        // 168 and this year's twelve are fifteen years; a year less is not, and is paid on.
        assert_eq!(of(168), of(240));
        assert_eq!(of(156), Outcome::default());
        // Who is short and does not pay leaves, or waits.
        let dormant = claims.outcome(156, Standing::Dormant, Standing::Dormant);
        assert!(dormant.claims == 0.0 && (dormant.leaves - law.leaves_at_once).abs() < 1e-12);
    }

    /// At the end of the five years of paying on, so many buy what is missing and the others leave.
    #[test]
    fn early_members_buy_what_is_missing() {
        let law = law(0.0, 0.0);
        let claims = Claims::of(&law, (Sex::Male, 1960), Type::Ordinary, 2025, 0.3);
        let claims = claims.expect("a window");
        let outcome = claims.outcome(60, Standing::Flexible, Standing::Flexible);
        assert!((outcome.claims - 0.3).abs() < 1e-12 && (outcome.leaves - 0.7).abs() < 1e-12, "{outcome:?}");
    }

    /// Women of 55 born in 1971: statutory from May 2026 (January, +4 months) to April 2027. With nobody early or late
    /// the hazards of 2026 and 2027 take everybody.
    #[test]
    fn hazards_of_a_window_take_everybody_once() {
        let law = law(0.0, 0.0);
        let mut left = 1.0;
        for year in 2025..=2028 {
            let claims = Claims::of(&law, (Sex::Female, 1971), Type::Ordinary, year, 0.0);
            let outcome = claims.map(|c| c.outcome(240, Standing::Employee, Standing::Employee));
            left *= 1.0 - outcome.unwrap_or_default().claims;
        }
        assert!(left.abs() < 1e-12, "{left}");
    }

    /// Early takers go three years before, or at the original age.
    #[test]
    fn early_takers_go_first() {
        let law = law(0.4, 0.0);
        let claims = Claims::of(&law, (Sex::Male, 1980), Type::Ordinary, 2040, 0.0).expect("a window");
        let outcome = claims.outcome(240, Standing::Employee, Standing::Employee);
        assert!((outcome.claims - 0.4).abs() < 1e-12, "{outcome:?}");
        let next = Claims::of(&law, (Sex::Male, 1980), Type::Ordinary, 2041, 0.0).expect("a window");
        let outcome = next.outcome(240, Standing::Employee, Standing::Employee);
        assert_eq!(outcome, Outcome::default());
    }
}
