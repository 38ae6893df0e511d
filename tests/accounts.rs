//! Prices and present values are those of 2024.

use crate::support::country;
use fastox_calibration::parameters::Parameters;
use fastox_model::incentives::ResponseMode;

#[test]
fn a_yuan_of_2024_is_a_yuan_and_a_later_one_is_deflated_and_discounted() {
    let simulation = country(2_000, 2026, &[("stand-alone", ResponseMode::Fixed)]);
    let parameters = Parameters::embedded();
    let rate = |name: &str, year| parameters.mean_of(year).value(name);
    let economy = |year| {
        let mut years = simulation.years.iter();
        let found = years.find(|inputs| inputs.people.year == year).expect("a year of the run");
        let economy = &found.variants[0].economy;
        (economy.price_level, economy.discount)
    };
    let prices = |years: &[i32]| -> f64 { years.iter().map(|year| 1.0 + rate("macro.price_growth", *year)).product() };
    let near = |found: f64, wanted: f64| assert!((found - wanted).abs() < 1e-12, "{found} {wanted}");
    let discount = 1.0 + rate("macro.discount", 2026);
    for (year, price_level, value) in [
        (2022, 1.0 / prices(&[2023, 2024]), discount * discount),
        (2024, 1.0, 1.0),
        (2026, prices(&[2025, 2026]), 1.0 / (discount * discount)),
    ] {
        near(economy(year).0, price_level);
        near(economy(year).1, value);
    }
    assert!(discount > 1.0 && prices(&[2025]) > 1.0);
}
