//! The periods of a scenario: their first years, in order, and a list of clauses in each.

use super::clauses;
use fastox_calibration::parameters::diagnostic::document::Fields;
use fastox_calibration::parameters::diagnostic::item::Item;
use fastox_model::country::BRANCH_YEAR;
use fastox_model::pooling::ForeignClause;
use fastox_model::units::Year;

/// The years a period may begin in.
const YEARS: std::ops::RangeInclusive<i64> = 2018..=2080;

/// The first years of the periods, every problem noted. With a base there may be none; without, the first must cover
/// the year when worlds part.
pub(super) fn read(fields: &Fields<'_>, has_base: bool, foreign: &[ForeignClause]) -> Option<Vec<Year>> {
    let pooling = match (fields.get("pooling"), has_base) {
        (None, true) => return Some(Vec::new()),
        (Some(pooling), _) => pooling,
        (None, false) => fields.need("pooling", "[{ from = 2018, clauses = […] }]")?,
    };
    let periods = pooling.list("[[pooling]]")?;
    let years: Vec<Option<Year>> = periods.iter().map(|item| period(item, foreign)).collect();
    let years: Vec<Year> = years.into_iter().collect::<Option<_>>()?;
    if !has_base {
        check_first(&pooling, years.first().copied());
    }
    check_order(&periods, &years);
    Some(years)
}

/// Notes the problems of a period and gives its first year.
fn period(item: &Item<'_>, foreign: &[ForeignClause]) -> Option<Year> {
    let fields = item.fields("{ from = 2022, clauses = […] }")?;
    let from = fields.need("from", "2022").and_then(|from| first_year(&from));
    if let Some(list) = fields.need("clauses", "[{ central-backstop = { centre-share = \"50 %\" } }]") {
        clauses::check(&list, foreign);
    }
    fields.refuse_others();
    from
}

fn first_year(item: &Item<'_>) -> Option<Year> {
    let year = item.integer("2022")?;
    if !YEARS.contains(&year) {
        let (first, last) = YEARS.into_inner();
        let message = format!("`from` is {year}, outside {first} to {last}");
        item.note(message, format!("choose a year from {first} to {last}"));
    }
    Some(year as Year)
}

fn check_first(pooling: &Item<'_>, first: Option<Year>) {
    if first.is_none_or(|year| year > BRANCH_YEAR) {
        let found = first.map_or("it is empty".to_owned(), |year| format!("it begins in {year}"));
        let message = format!("`pooling` says nothing of {BRANCH_YEAR}, when worlds part: {found}");
        let help = format!(
            "let the first period begin in {BRANCH_YEAR} or before, or name a scenario it starts \
             from: `base = \"national-pooling\"`"
        );
        pooling.note_key(&message, help);
    }
}

fn check_order(periods: &[Item<'_>], years: &[Year]) {
    for (place, pair) in years.windows(2).enumerate() {
        if pair[1] <= pair[0] {
            let from = periods[place + 1].as_fields().and_then(|fields| fields.get("from"));
            let message = format!("years out of order: {} comes after {}", pair[1], pair[0]);
            if let Some(from) = from {
                from.note(message, "write periods from the earliest to the latest");
            }
        }
    }
}
