//! The expected moves of five years beside the census matrix, as text.

use fastox_calibration::check::expected_flows::{CORRELATION, FlowCheck, LEAST, NET};
use fastox_model::geography::Province;
use std::fmt::Write as _;

/// The check as text; every province with `all`.
pub fn to_text(check: &FlowCheck, all: bool) -> String {
    let met = check.net.iter().filter(|net| net.met).count();
    let [expected, census] = check.movers.map(|n| n / 1e6);
    let mut text = format!(
        "moves 2015–2020, expected from yearly rates, ages and returns, against the census matrix\n\
         correlation of log flows   {:.4}, at least {CORRELATION} ({} cells of {LEAST:.0} movers and more)\n\
         movers                     {expected:.2} m, census {census:.2} m\n\
         net flow by province       {met} of 31 within {:.0} % or {:.0} thousand\n",
        check.correlation,
        check.cells,
        100.0 * NET.0,
        NET.1 / 1e3,
    );
    for (period, correlation) in &check.earlier {
        let _ =
            writeln!(text, "context: correlation of net flows with those of {period}, not fitted: {correlation:.2}");
    }
    if all {
        text += "\n";
        text += &provinces(check);
    }
    text
}

fn provinces(check: &FlowCheck) -> String {
    let head = ["net flow 2015–2020", "expected", "census", ""].map(str::to_owned).to_vec();
    let rows = check.net.iter().map(|net| {
        let name = Province::from_code(net.province).map_or("", Province::name);
        let thousand = |persons: f64| format!("{:+.0} thousand", persons / 1e3);
        let miss = if net.met { "" } else { "miss" };
        vec![name.to_owned(), thousand(net.expected), thousand(net.census), miss.to_owned()]
    });
    crate::results::columns::aligned(&std::iter::once(head).chain(rows).collect::<Vec<_>>(), 1)
}
