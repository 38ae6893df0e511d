//! The accounts of 2010: heads of 31 provinces, flows and balance of 25.
//!
//! Where flows were not found (西藏, 陕西, 甘肃, 青海, 宁夏, 新疆) the means of the 25 per head stand in: revenue and balance per
//! insured in service, expenditure per retiree. They are an assumption and never scored.

use crate::data::{Row, table};
use fastox_model::geography::{PROVINCES, Province};

/// The accounts of a year by province, all who are in the statistics of the scheme.
#[derive(Clone, Debug, PartialEq)]
pub struct PublishedAccounts {
    /// In-service insured, persons.
    pub insured: [f64; PROVINCES],
    /// Retirees, persons.
    pub retirees: [f64; PROVINCES],
    /// Revenue, yuan.
    pub revenue: [f64; PROVINCES],
    /// Expenditure, yuan.
    pub expenditure: [f64; PROVINCES],
    /// Accumulated balance, yuan.
    pub balance: [f64; PROVINCES],
    /// Whether revenue, expenditure and balance were published.
    pub has_flows: [bool; PROVINCES],
}

impl PublishedAccounts {
    /// The accounts of 2010.
    pub fn of_2010() -> Self {
        let rows: Vec<Row> = table("pension_province").rows().filter(|row| row.text("year") == "2010").collect();
        let column = |name: &str| -> [Option<f64>; PROVINCES] {
            std::array::from_fn(|p| {
                let of = |row: &&Row| row.province("province") == Some(Province::from_index(p));
                rows.iter().find(of).and_then(|row| row.number(name))
            })
        };
        let heads = |name: &str| column(name).map(Option::unwrap_or_default);
        let (insured, retirees) = (heads("employees"), heads("retirees"));
        let revenue = column("revenue");
        Self {
            insured,
            retirees,
            has_flows: revenue.map(|flow| flow.is_some()),
            revenue: filled(&revenue, &insured),
            expenditure: filled(&column("expenditure"), &retirees),
            balance: filled(&column("balance"), &insured),
        }
    }
}

/// Blanks at the mean per head of the others.
fn filled(values: &[Option<f64>; PROVINCES], heads: &[f64; PROVINCES]) -> [f64; PROVINCES] {
    let known = || values.iter().zip(heads).filter_map(|(value, n)| value.map(|value| (value, n)));
    let mean = known().map(|(value, _)| value).sum::<f64>() / known().map(|(_, n)| n).sum::<f64>();
    std::array::from_fn(|p| values[p].unwrap_or(mean * heads[p]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_provinces_have_no_flows_and_get_means_per_head() {
        let accounts = PublishedAccounts::of_2010();
        assert_eq!(accounts.has_flows.iter().filter(|has| !**has).count(), 6);
        let tibet = Province::find("西藏").expect("a province").index();
        let known = || (0..PROVINCES).filter(|&p| accounts.has_flows[p]);
        let (sum, heads): (f64, f64) =
            (known().map(|p| accounts.expenditure[p]).sum(), known().map(|p| accounts.retirees[p]).sum());
        let mean = accounts.expenditure[tibet] / accounts.retirees[tibet];
        assert!((mean / (sum / heads) - 1.0).abs() < 1e-12);
    }
}
