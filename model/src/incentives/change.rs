//! What is changed in a province's year to measure what it keeps: a nudge at one margin.

use crate::books::Opening;
use crate::geography::Province;
use crate::margin::Margin;
use crate::pooling::Facts;
use crate::units::Money;

/// The collection nudge: large against the rounding of a fen, small against any fund.
pub(super) const YUAN_MORE: Money = Money::from_fen(1_000_000_000);
/// Heads added at the enrolment and certification margins.
const HEADS_MORE: i64 = 1_000;

/// What a province's year has more than the year as it was.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Change {
    pub contributions: Money,
    pub benefits: Money,
    /// What the statutory rates on own wages would yield.
    pub potential: Money,
    pub insured: i64,
    pub retirees: i64,
}

impl Change {
    /// A shift of what was collected.
    pub fn collected(contributions: Money) -> Self {
        Self { contributions, ..Self::default() }
    }

    /// The nudge at a margin of a year that brought `shift` more in contributions, without the shift.
    pub fn at(margin: Margin, facts: &Facts, opening: &Opening, p: Province, shift: Money) -> Self {
        let i = p.index();
        let per_insured = |money: Money| money.times_ratio(HEADS_MORE, facts.insured[i]);
        match margin {
            Margin::Collection => Self::collected(YUAN_MORE),
            Margin::Enrolment => Self {
                contributions: per_insured(opening.contributions[i] + shift),
                potential: per_insured(facts.potential[i]),
                insured: HEADS_MORE,
                ..Self::default()
            },
            Margin::Certification => Self {
                benefits: opening.benefits[i].times_ratio(HEADS_MORE, facts.retirees[i]),
                retirees: HEADS_MORE,
                ..Self::default()
            },
            Margin::LocalBenefits => Self { benefits: YUAN_MORE, ..Self::default() },
        }
    }

    /// How many yuan of contributions or benefits it is.
    pub fn size(self) -> Money {
        self.contributions + self.benefits
    }

    /// The same on top of a shift of what was collected.
    pub fn shifted(self, shift: Money) -> Self {
        Self { contributions: self.contributions + shift, ..self }
    }

    /// Moves the facts of a province.
    pub fn apply(self, facts: &mut Facts, p: Province) {
        facts.potential[p.index()] += self.potential;
        facts.insured[p.index()] += self.insured;
        facts.retirees[p.index()] += self.retirees;
    }

    /// Moves them back.
    pub fn undo(self, facts: &mut Facts, p: Province) {
        facts.potential[p.index()] -= self.potential;
        facts.insured[p.index()] -= self.insured;
        facts.retirees[p.index()] -= self.retirees;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incentives::retention::tests::year;

    /// A thousand of ten million: a ten-thousandth of contributions and of what the rates would yield, and a head each.
    #[test]
    fn a_worker_more_brings_contributions_a_potential_and_a_head() {
        let mut year = year(&[0.0]);
        year.facts.potential[0] = Money::from_yuan(2e11);
        let p = Province::from_index(0);
        let at = |margin| Change::at(margin, &year.facts, &year.opening, p, Money::ZERO);
        let worker = at(Margin::Enrolment);
        assert_eq!((worker.contributions, worker.potential), (Money::from_yuan(1e7), Money::from_yuan(2e7)));
        assert_eq!((worker.insured, worker.retirees, worker.benefits), (1_000, 0, Money::ZERO));
        let retiree = at(Margin::Certification);
        // A thousand of three million draw a three-thousandth of 100 billion.
        assert_eq!((retiree.retirees, retiree.benefits.yuan().round()), (1_000, 33_333_333.0));
        assert_eq!((retiree.insured, retiree.potential, retiree.contributions), (0, Money::ZERO, Money::ZERO));
        let mut facts = year.facts.clone();
        worker.apply(&mut facts, p);
        assert_eq!((facts.insured[0], facts.potential[0]), (10_001_000, Money::from_yuan(2e11 + 2e7)));
        worker.undo(&mut facts, p);
        assert_eq!((facts.insured[0], facts.potential[0]), (year.facts.insured[0], year.facts.potential[0]));
    }
}
