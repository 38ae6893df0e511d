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

/// Slices as far apart as the nudge are not narrow.
#[test]
fn slices_are_narrow_below_the_nudge() {
    let at = |error| Spread { error, balance: 0.0 }.is_narrow();
    assert!(at(0.0) && at(YUAN_MORE.yuan() / 2.0) && !at(YUAN_MORE.yuan()));
}
