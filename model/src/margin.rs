//! The margins on which a province decides, and what sets them apart.
//!
//! A margin is named here and nudged in `incentives::change`; the rule it acts through reads its level from
//! [`LifePolicy::effort`](crate::people::LifePolicy::effort). Everything else runs over [`Margin::ALL`].

/// The margins on which a province decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Margin {
    /// One more yuan collected from the insured.
    Collection,
    /// One worker more on the register.
    Enrolment,
    /// One retiree more certified.
    Certification,
    /// One yuan more of benefits the province grants by itself (地方性待遇).
    LocalBenefits,
}

impl Margin {
    /// How many there are.
    pub const COUNT: usize = 4;
    /// All of them.
    pub const ALL: [Self; Self::COUNT] = [Self::Collection, Self::Enrolment, Self::Certification, Self::LocalBenefits];
    /// Those beside collection, each with one curve in every mode; in the order of [`Margin::ALL`].
    pub const OTHERS: [Self; Self::COUNT - 1] = [Self::Enrolment, Self::Certification, Self::LocalBenefits];

    /// Its name in the tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Collection => "collection",
            Self::Enrolment => "enrolment",
            Self::Certification => "certification",
            Self::LocalBenefits => "local-benefits",
        }
    }

    /// Whether the nudge takes money out, so that what is measured is what the province loses of it.
    pub const fn is_spending(self) -> bool {
        matches!(self, Self::Certification | Self::LocalBenefits)
    }

    /// The level at a margin other than collection where the share m of a yuan is kept and the curve of effort is as
    /// given: at most one where money comes in, at least one where it is spent. Where a retiree brings a province
    /// money, as under national norms, the response is that to a retiree who costs nothing: no evidence reaches
    /// further, and the curve has no end there.
    pub fn level(self, effort: impl Fn(f64) -> f64, m: f64) -> f64 {
        if self.is_spending() { (1.0 / effort(m.max(0.0))).max(1.0) } else { effort(m).min(1.0) }
    }
}
