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
