//! The margins on which a province decides.

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
    pub const ALL: [Self; Self::COUNT] =
        [Self::Collection, Self::Enrolment, Self::Certification, Self::LocalBenefits];

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
}
