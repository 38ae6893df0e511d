use super::*;
use crate::asked::scenario;

#[test]
fn a_small_bench_measures_every_stage_and_fits_a_terminal() {
    let scenarios = vec![scenario::shipped("stand-alone"), scenario::shipped("national-pooling")];
    let asked = Sizes { people: vec![1_000], worlds: vec![1, 2], threads: vec![1, 2], scenarios };
    let mut steps = 0;
    let found = bench(&asked, |_| steps += 1);
    // Each world count on one and two threads, and with twice the people on two; then start, settlements and tables.
    assert_eq!((found.years.len(), found.scaling.len(), steps), (4, 2, 9));
    for year in &found.years {
        assert!(year.people_seconds > 0.0 && year.governments_seconds > 0.0, "{year:?}");
        assert_eq!(year.first_and_further.is_some(), year.worlds == 2);
    }
    assert_eq!(
        found.settlements.iter().map(|cost| cost.regime.as_str()).collect::<Vec<_>>(),
        ["stand-alone", "national-pooling"]
    );
    // All margins of 31 provinces take many settlements.
    assert!(found.settlements.iter().all(|cost| cost.measured_milliseconds * 1e3 > 31.0 * cost.microseconds));
    assert!(found.output.rows > 10_000 && found.output.rows_per_second > Some(0.0));
    let text = found.to_string();
    let widest = text.lines().map(|line| line.chars().count()).max();
    assert!(widest <= Some(80), "{text}");
}
