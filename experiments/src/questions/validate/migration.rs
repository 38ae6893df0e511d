//! The expected moves of five years beside the census matrix, as text.

use crate::results::money::heads_in_words;
use fastox_calibration::check::expected_flows::{CORRELATION, FlowCheck, LEAST, NET};
use fastox_model::geography::Province;
use fastox_outputs::Language;
use std::fmt::Write as _;

/// The check as text; every province with `all`.
pub fn to_text(check: &FlowCheck, all: bool, language: Language) -> String {
    let met = check.net.iter().filter(|net| net.met).count();
    let heads = |persons| heads_in_words(persons, language);
    let [expected, census] = check.movers.map(heads);
    let mut text = format!(
        "moves 2015–2020, expected from yearly rates, ages and returns, against the census matrix\n\
         correlation of log flows   {:.4}, at least {CORRELATION} ({} cells of {LEAST:.0} movers and more)\n\
         movers                     {expected}, census {census}\n\
         net flow by province       {met} of 31 within {:.0} % or {} people\n",
        check.correlation,
        check.cells,
        100.0 * NET.0,
        heads(NET.1),
    );
    for (period, correlation) in &check.earlier {
        let _ =
            writeln!(text, "context: correlation of net flows with those of {period}, not fitted: {correlation:.2}");
    }
    if all {
        text += "\n";
        text += &provinces(check, language);
    }
    text
}

fn provinces(check: &FlowCheck, language: Language) -> String {
    let head = ["net flow 2015–2020", "expected", "census", ""].map(str::to_owned).to_vec();
    let rows = check.net.iter().map(|net| {
        let name = Province::from_code(net.province).map_or("", Province::name);
        let signed = |persons: f64| {
            let sign = if persons < 0.0 { '−' } else { '+' };
            format!("{sign}{}", heads_in_words(persons.abs(), language))
        };
        let miss = if net.met { "" } else { "miss" };
        vec![name.to_owned(), signed(net.expected), signed(net.census), miss.to_owned()]
    });
    crate::results::columns::aligned(&std::iter::once(head).chain(rows).collect::<Vec<_>>(), 1)
}
