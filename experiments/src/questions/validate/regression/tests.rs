use super::*;

/// Ten provinces in deficit fall by 9 and 11 points, the others by 1 and 3: means of 10 and 2, a difference of 8.
#[test]
fn coefficients_are_means_of_changes() {
    let groups: Groups = std::array::from_fn(|p| p >= 10);
    let fall = |p: usize| if groups[p] { 2.0 } else { 10.0 } + if p.is_multiple_of(2) { 1.0 } else { -1.0 };
    let years = [(2021, 70.0, 0.0), (2022, 70.0, 1.0), (2023, 69.0, 1.0), (2024, 71.0, 1.0)];
    let of_year = |(year, level, after): (Year, f64, f64)| (year, std::array::from_fn(|p| level - after * fall(p)));
    let panel = Panel::new(years.map(of_year));
    let window = Window { before: (2021, 2021), after: (2022, 2024) };
    let found = panel.regression("", "", ("", &groups), window).expect("all years are there");
    assert!((found.deficit.points + 10.0).abs() < 1e-9, "{found:?}");
    // Ten changes one from their mean: √(10 ÷ 9 ÷ 10) = 1/3.
    assert!((found.deficit.standard_error - 1.0 / 3.0).abs() < 1e-9, "{found:?}");
    assert!((found.difference.points - (found.deficit.points - found.surplus.points)).abs() < 1e-12);
    assert_eq!(found.in_deficit, 10);
    let longer = Window { after: (2022, 2025), ..window };
    assert!(panel.regression("", "", ("", &groups), longer).is_none(), "2025 is not there");
}

/// The same with dummies for provinces and years, by least squares in full.
#[test]
fn effects_of_years_leave_the_difference() {
    let groups: Groups = std::array::from_fn(|p| p.is_multiple_of(3));
    let rate = |p: usize, year: usize| 60.0 + ((p * 37 + year * 101) % 17) as f64;
    let panel = Panel::new([0usize, 1, 2].map(|t| (2021 + t as Year, std::array::from_fn(|p| rate(p, t)))));
    let window = Window { before: (2021, 2021), after: (2022, 2023) };
    let found = panel.regression("", "", ("", &groups), window).expect("all years are there");
    // Twice demeaned, treatment and rate give β = Σ d̃ ỹ ÷ Σ d̃².
    let treated = |p: usize, t: usize| f64::from(u8::from(!groups[p] && t > 0));
    let demeaned = |of: &dyn Fn(usize, usize) -> f64, p: usize, t: usize| {
        let row = (0..3).map(|t| of(p, t)).sum::<f64>() / 3.0;
        let column = (0..PROVINCES).map(|p| of(p, t)).sum::<f64>() / PROVINCES as f64;
        let all = (0..PROVINCES).flat_map(|p| (0..3).map(move |t| (p, t))).map(|(p, t)| of(p, t)).sum::<f64>();
        of(p, t) - row - column + all / (3 * PROVINCES) as f64
    };
    let cells = || (0..PROVINCES).flat_map(|p| (0..3).map(move |t| (p, t)));
    let with = |a: &dyn Fn(usize, usize) -> f64| {
        cells().map(|(p, t)| demeaned(&treated, p, t) * demeaned(a, p, t)).sum::<f64>()
    };
    let wanted = with(&rate) / with(&treated);
    assert!((found.difference.points - wanted).abs() < 1e-9, "{found:?} {wanted}");
}

#[test]
fn a_line_says_at_which_scale_the_published_coefficient_lies() {
    let line = ScaleLine::through("deficit", -10.0, -1.0, &[[0.5, -6.0, 1.0], [1.0, -11.0, 2.0], [1.5, -16.0, 1.0]]);
    assert!((line.slope + 10.0).abs() < 1e-9 && line.spread < 1e-9 && line.slope_error < 1e-9);
    assert!((line.scale - 0.9).abs() < 1e-9);
    // Σwxy ÷ Σwx² = −10 ÷ 2; residuals ±1; two equal draws of scale 1.
    let line = ScaleLine::through("deficit", -10.0, 0.0, &[[1.0, -4.0, 1.0], [1.0, -6.0, 1.0]]);
    assert!((line.slope + 5.0).abs() < 1e-9 && (line.spread - 1.0).abs() < 1e-9 && (line.scale - 2.0).abs() < 1e-9);
    assert!((line.slope_error - 0.5_f64.sqrt()).abs() < 1e-9);
}

/// Where nobody reacts, twins of the panel with and without pooling are the same people who pay the same.
#[test]
fn pooling_does_nothing_where_nobody_reacts() {
    let parameters = Parameters::embedded();
    let lived = lived(&parameters, &Fitted::shipped(), 3000, 1).expect("books close");
    let rows = enacted(&parameters, &lived);
    assert_eq!(rows.len(), 2 * 2 * 2 + 1);
    let twins = rows.last().expect("rows");
    assert!(twins.deficit.points < twins.surplus.points && twins.surplus.points <= 0.0, "{twins:?}");
    assert_eq!(rows.iter().filter(|row| row.groups == BY_2024).map(|row| row.in_deficit).max(), Some(11));
    let full = in_full(&[&lived.adjustment, &lived.responding]);
    assert!(full[1].expect("three years") < -3.0, "{full:?}");
    let placebo = rows.iter().find(|row| row.panel.starts_with("nobody")).expect("a placebo");
    assert!(placebo.deficit.points > rows[0].deficit.points, "{placebo:?}");
}
