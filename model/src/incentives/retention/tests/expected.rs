//! What governments are told is what is measured.

use super::*;

/// What governments answer is what the tables show, at every margin and at collection alone.
#[test]
fn what_is_expected_is_what_is_measured() {
    let year = year(&[1e4, -2e4, 300.0]);
    let clauses = pooled(Share::Cleared, 80.0, 0.0, 20.0);
    for error in [0.0, 0.03] {
        let nudge = Nudge { forecast_error: error, ..NUDGE };
        let measured = measure(year.under(&clauses), nudge);
        for others in [true, false] {
            let expected = expected(year.under(&clauses), nudge, others);
            assert_eq!([measured.len(), expected.len()], [PROVINCES; 2]);
            for (measured, expected) in measured.iter().zip(&expected) {
                for margin in Margin::ALL {
                    let asked = others || margin == Margin::Collection;
                    let [whole, alone] = [measured, expected].map(|kept| kept[margin as usize].expected);
                    close(if asked { whole } else { 0.0 }, alone);
                }
            }
        }
        assert!(measured.iter().any(|kept| kept[Margin::Collection as usize].expected < 0.9));
    }
}

/// An error of 10 about a balance of 4, and about one that is clearly in surplus already.
#[test]
fn a_side_is_three_errors_away_from_balance() {
    let sides = |balance| Spread { error: 10.0, balance }.sides().map(Money::yuan);
    assert_eq!((sides(4.0), sides(100.0)), ([26.0, -34.0], [0.0, -130.0]));
}

/// Of 20 billion collected, the 19 are gone that the province would have to lose to be clearly in deficit: a worker
/// more brings a twentieth of what he brings at the balance, too little to measure by. A yuan more is a yuan.
#[test]
fn a_side_where_next_to_nothing_is_collected_is_not_measured_by_a_worker() {
    let mut year = year(&[]);
    year.opening.contributions[0] = Money::from_yuan(2e10);
    year.opening.subsidy_local[0] = Money::from_yuan(9e10);
    let nudge = Nudge { forecast_error: 0.03, ..NUDGE };
    let kept = measured(&pooled(Share::Fixed(Rate::percent(30.0)), 80.0, 0.0, 0.0), &year, nudge);
    let sides = |margin: Margin| [kept[margin as usize].surplus_side, kept[margin as usize].deficit_side];
    assert_eq!(sides(Margin::Enrolment).map(|side| side.is_some()), [true, false]);
    close(sides(Margin::Collection)[0].expect("measured"), 0.7);
    close(kept[Margin::Collection as usize].at_balance, 0.7);
    close(sides(Margin::Collection)[1].expect("measured"), 0.0);
}

/// Slices as far apart as the nudge are not narrow.
#[test]
fn slices_are_narrow_below_the_nudge() {
    let at = |error| Spread { error, balance: 0.0 }.is_narrow();
    assert!(at(0.0) && at(YUAN_MORE.yuan() / 2.0) && !at(YUAN_MORE.yuan()));
}
