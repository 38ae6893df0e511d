//! How many of a group of residents are insured at a shift of their log odds.

/// People of one age, sex and province, of whom some are insured.
pub struct Group {
    /// How many there are.
    pub people: f64,
    /// Of those attached.
    pub in_service: f64,
    /// Of being attached, before any shift.
    pub odds: f64,
    /// The shift of their cohort beyond the province's.
    pub aged: f64,
    /// Factor on those near retirement.
    pub near: f64,
}

impl Group {
    /// How many are in service at a shift, whose exponential is `factor`.
    pub fn insured(&self, shift: f64, factor: f64, most: f64) -> f64 {
        let factor = if self.aged == 0.0 { factor } else { libm::exp(shift + self.aged) };
        let odds = self.odds * factor;
        let share = (odds / (1.0 + odds)).min(most);
        self.people * (self.in_service * share * self.near)
    }
}

/// The odds of a share, 0 where it is none.
pub fn odds(share: f64) -> f64 {
    if share <= 0.0 { 0.0 } else { share / (1.0 - share) }
}

/// A share whose odds are so many times its own.
pub fn at_odds(share: f64, factor: f64) -> f64 {
    let odds = odds(share) * factor;
    odds / (1.0 + odds)
}
