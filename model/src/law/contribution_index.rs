//! The mean contribution index (平均缴费工资指数): own bases against the average wage of the place of benefit.
//!
//! ```text
//! I = min((Σ_paid X_m / C_m + Σ_deemed v) / N, 3)        N = months paid + months deemed
//! Σ X_m / C_m at the place of benefit = Σ X_m / C'_m · C' / C
//! ```
//! X is the base of a month, C the reference wage its bounds were set against, at the place of benefit, also for months paid
//! elsewhere; v is the index of deemed months. Months without a contribution count neither above nor below. The same career is
//! worth an index from 0.74 (上海) to 1.85 (黑龙江), since C differs, while JF · I hardly moves.
//!
//! Source: 国发〔2005〕38号; 国办发〔2009〕66号 art. 7 (revaluation, recalled); v = 1 in most provinces, the own index in
//! 黑龙江 (黑人社函〔2020〕220号, secondary), whose ceiling of 3 stands for all.
//!
//! Left out: Guangdong's table of v by occupation, and old provincial texts that count months without a contribution as zero.
//! The second line holds exactly if both wages have grown alike since the months were paid.

/// How a deemed month counts (视同缴费指数).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DeemedIndex {
    /// At a fixed index, mostly 1.
    Fixed(f64),
    /// At the mean of the months paid; at 1 if there are none.
    Own,
}

/// Months of one career and what they add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Career {
    /// Σ X / C over the months paid.
    pub index_sum: f64,
    /// Months paid.
    pub months_paid: i32,
    /// Months deemed paid.
    pub months_deemed: i32,
}

/// The sum of monthly indices against another place's wage: `from` is the wage it was summed against, `to` that of the place
/// of benefit.
pub fn revalue(index_sum: f64, from: f64, to: f64) -> f64 {
    index_sum * from / to
}

/// The mean index of a career; 0 without any months.
pub fn mean_index(career: &Career, deemed: DeemedIndex, ceiling: f64) -> f64 {
    let (paid, deemed_months) = (f64::from(career.months_paid), f64::from(career.months_deemed));
    let of_deemed = match deemed {
        DeemedIndex::Fixed(index) => index,
        DeemedIndex::Own if career.months_paid > 0 => career.index_sum / paid,
        DeemedIndex::Own => 1.0,
    };
    let sum = career.index_sum + deemed_months * of_deemed;
    (sum / (paid + deemed_months).max(1.0)).min(ceiling)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-12, "{a} {b}");
    }

    #[test]
    fn twenty_years_at_0_8_and_ten_deemed() {
        let career = Career { index_sum: 192.0, months_paid: 240, months_deemed: 120 };
        near(mean_index(&career, DeemedIndex::Fixed(1.0), 3.0), (192.0 + 120.0) / 360.0);
        near(mean_index(&career, DeemedIndex::Own, 3.0), 0.8);
        near(mean_index(&Career::default(), DeemedIndex::Own, 3.0), 0.0);
        let high = Career { index_sum: 900.0, months_paid: 240, months_deemed: 0 };
        near(mean_index(&high, DeemedIndex::Own, 3.0), 3.0);
    }

    #[test]
    fn a_lower_wage_at_the_place_of_benefit_raises_the_index() {
        near(revalue(192.0, 12_000.0, 8_000.0), 288.0);
    }
}
