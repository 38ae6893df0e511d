//! People of a run's sample who meet conditions: `province=辽宁 retired born<1965`.

use crate::asked::meant;
use crate::catalogue::chinese;
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report, choose, nearest};
use fastox_model::geography::Province;
use fastox_outputs::{Cell, Column, Table, tables};
use std::cmp::Ordering;
use std::collections::BTreeSet;

const OPTION: &str = "--where";
/// Two letters before one, so that `<=` is not read as `<`.
const SIGNS: [&str; 6] = ["<=", ">=", "!=", "=", "<", ">"];
/// Short names of columns.
const SHORT: [(&str, &str); 5] = [
    ("born", "birth_year"),
    ("province", "residence"),
    ("class", "work_class"),
    ("wage", "wage_yuan_month"),
    ("pension", "pension_yuan_month"),
];
/// The same in Chinese; what the dictionary calls a column is understood besides.
const CHINESE: [(&str, &str); 9] = [
    ("出生", "birth_year"),
    ("省份", "residence"),
    ("常住省份", "residence"),
    ("户籍", "hukou"),
    ("年龄", "age"),
    ("身份", "work_class"),
    ("月工资", "wage_yuan_month"),
    ("缴费基数", "base_yuan_month"),
    ("养老金", "pension_yuan_month"),
];
/// Columns of a few words.
const WORDS: [(&str, &[&str]); 3] = [
    ("status", &STATUSES),
    ("sex", &["female", "male"]),
    ("work_class", &["male-60", "female-55", "female-50", "special"]),
];
const STATUSES: [&str; 6] = ["outside", "employee", "flexible", "dormant", "retired", "dead"];

/// Conditions on one row of the table `people`; all must hold in the same year.
#[derive(Clone, Debug, PartialEq)]
pub struct Conditions(Vec<Condition>);

#[derive(Clone, Debug, PartialEq)]
struct Condition {
    /// Place of the column.
    place: usize,
    sign: &'static str,
    value: Value,
}

#[derive(Clone, Debug, PartialEq)]
enum Value {
    Number(f64),
    Name(String),
}

impl Conditions {
    /// Reads conditions that stand between blanks: a status, or a column, a sign and a value.
    pub fn read(text: &str) -> Result<Self, Report> {
        let (mut conditions, mut problems) = (Vec::new(), Vec::new());
        for part in text.split_whitespace() {
            match Condition::read(part) {
                Ok(condition) => conditions.push(condition),
                Err(report) => problems.extend(report.0),
            }
        }
        if conditions.is_empty() && problems.is_empty() {
            let help = "write conditions, as `--where \"province=辽宁 retired born<1965\"`";
            problems.push(Diagnostic::new(OPTION, "there is no condition").help(help));
        }
        Report(problems).or(Self(conditions))
    }

    /// Ids of the people who meet them in a year of this world and seed, each once, in order.
    pub fn find(&self, people: &Table, world: [&str; 2], seed: u64) -> Vec<u32> {
        let (worlds, responses) = (people.column_name("world"), people.column_name("response"));
        let (seeds, ids) = (people.column_count("seed"), people.column_count("person"));
        let here = |row: usize| [worlds[row], responses[row]] == world && seeds[row] as u64 == seed;
        let holds = |row: usize| self.0.iter().all(|condition| condition.holds(people.cell(row, condition.place)));
        let found: BTreeSet<u32> =
            (0..people.rows()).filter(|&row| here(row) && holds(row)).map(|row| ids[row] as u32).collect();
        found.into_iter().collect()
    }
}

impl Condition {
    fn read(part: &str) -> Result<Self, Report> {
        let Some((at, sign)) = SIGNS.into_iter().filter_map(|sign| Some((part.find(sign)?, sign))).min_by_key(first)
        else {
            return Self::status(part);
        };
        let (name, value) = (&part[..at], &part[at + sign.len()..]);
        let Some(place) = place(name) else {
            let names = || SHORT.iter().map(|(short, _)| *short).chain(tables::PEOPLE.columns.iter().map(|c| c.name));
            let meant = nearest(name, names()).first().map(|best| format!("did you mean `{best}`? "));
            let help = format!("{}`fastox explain people` shows all columns", meant.unwrap_or_default());
            return Err(Diagnostic::new(OPTION, format!("people have no `{name}`")).help(help).into());
        };
        let column = &tables::PEOPLE.columns[place];
        let read = if column.holds_province() {
            Province::find(value).map(|p| Value::Number(f64::from(p.code())))
        } else if column.unit == "name" {
            let named = (!value.is_empty() && ["=", "!="].contains(&sign)).then(|| word(column, value)).transpose()?;
            named.map(Value::Name)
        } else {
            value.parse().ok().filter(|number: &f64| number.is_finite()).map(Value::Number)
        };
        match read {
            Some(value) => Ok(Self { place, sign, value }),
            None if column.holds_province() => Err(no_province(value)),
            None => Err(Diagnostic::new(OPTION, format!("`{part}` is no condition")).help(form(column, name)).into()),
        }
    }

    fn status(text: &str) -> Result<Self, Report> {
        let place = tables::PEOPLE.position("status").expect("people have a status");
        if let Some(status) = known(&STATUSES, text) {
            return Ok(Self { place, sign: "=", value: Value::Name(status.to_owned()) });
        }
        let help = format!("{}; other conditions have a sign, as `born<1965`", choose(text, &STATUSES));
        Err(Diagnostic::new(OPTION, format!("there is no status `{text}`")).help(help).into())
    }

    /// Whether the cell meets it; one that is empty meets none.
    fn holds(&self, cell: Cell<'_>) -> bool {
        let ordering = match (&self.value, cell) {
            (Value::Name(name), Cell::Name(found)) => found.cmp(name),
            (Value::Number(number), cell) => match numeric(cell).and_then(|found| found.partial_cmp(number)) {
                Some(ordering) => ordering,
                None => return false,
            },
            _ => return false,
        };
        match self.sign {
            "=" => ordering == Ordering::Equal,
            "!=" => ordering != Ordering::Equal,
            "<" => ordering == Ordering::Less,
            ">" => ordering == Ordering::Greater,
            "<=" => ordering != Ordering::Greater,
            _ => ordering != Ordering::Less,
        }
    }
}

/// Place of a column by its name, a short one, or what it is called in Chinese.
fn place(name: &str) -> Option<usize> {
    let short = SHORT.into_iter().chain(CHINESE).find(|(short, _)| *short == name).map(|(_, column)| column);
    let titled = |column: &Column| column.meaning_zh.split(['（', '：', '；', '，']).next() == Some(name);
    let by_title = || tables::PEOPLE.columns.iter().position(titled);
    tables::PEOPLE.position(short.unwrap_or(name)).or_else(by_title)
}

/// One of a few words, in English or as it is called in Chinese.
fn known<'a>(words: &[&'a str], text: &str) -> Option<&'a str> {
    words.iter().copied().find(|word| *word == text || chinese(word).is_some_and(|title| title == text))
}

/// The word of a column that is meant; a column of other names takes any.
fn word(column: &Column, text: &str) -> Result<String, Report> {
    let Some((_, words)) = WORDS.iter().find(|(name, _)| *name == column.name) else { return Ok(text.to_owned()) };
    known(words, text).map(str::to_owned).ok_or_else(|| {
        let message = format!("`{}` is never `{text}`", column.name);
        Diagnostic::new(OPTION, message).help(choose(text, words)).into()
    })
}

/// What a condition on a column looks like.
fn form(column: &Column, name: &str) -> String {
    let signs = if column.unit == "name" { "`=` and `!=`" } else { "`=`, `!=`, `<`, `<=`, `>` and `>=`" };
    let example = WORDS.iter().find(|(known, _)| *known == column.name);
    let example = match example {
        Some((_, words)) => format!("{name}={}", words[0]),
        None if column.unit == "year" => format!("{name}<1965"),
        None => format!("{name}>1000"),
    };
    format!("`{name}` takes {signs}, as `{example}`")
}

/// The message for a place that is no province, with the one that may be meant.
fn no_province(value: &str) -> Report {
    let [message, help] = meant::no_province(value);
    Diagnostic::new(OPTION, message).help(help).into()
}

/// The earliest sign, and of two at one place the longer.
fn first(found: &(usize, &'static str)) -> (usize, usize) {
    (found.0, 2 - found.1.len())
}

fn numeric(cell: Cell<'_>) -> Option<f64> {
    match cell {
        Cell::Whole(whole) => Some(f64::from(whole)),
        Cell::Count(count) => Some(count as f64),
        Cell::Fen(fen) => Some(fen as f64),
        Cell::Number(number) => Some(number),
        Cell::Name(_) | Cell::Missing => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        Conditions::read(text).expect_err("no condition").to_string()
    }

    #[test]
    fn conditions_are_a_status_or_a_column_with_a_sign() {
        let Conditions(read) = Conditions::read("province=辽宁 retired born<=1965").expect("three conditions");
        let place = |name| tables::PEOPLE.position(name).expect("a column");
        assert_eq!(read[0], Condition { place: place("residence"), sign: "=", value: Value::Number(21.0) });
        assert_eq!(read[1].value, Value::Name("retired".to_owned()));
        assert_eq!(read[2], Condition { place: place("birth_year"), sign: "<=", value: Value::Number(1965.0) });
        assert!(read[2].holds(Cell::Whole(1965)) && !read[2].holds(Cell::Whole(1966)));
        assert!(!Condition { sign: "!=", ..read[2].clone() }.holds(Cell::Missing));
    }

    #[test]
    fn what_is_no_condition_is_answered_with_what_would_work() {
        assert!(refusal("retird").contains("did you mean `retired`?"));
        assert!(refusal("bron<1965").contains("did you mean `born`?"));
        assert!(refusal("birth<1965").contains("did you mean `birth_year`?"));
        assert!(refusal("province=Atlantis born<x").contains("`born<x` is no condition"));
        assert!(refusal("born<x").contains("`born` takes `=`, `!=`, `<`, `<=`, `>` and `>=`, as `born<1965`"));
        assert!(refusal("province=10").contains("there is no province `10`\n--> --where\n = help: write a GB code"));
        assert!(refusal("province=Guangdnog").contains("did you mean `Guangdong`?"));
        assert!(refusal("sex=femal").contains("`sex` is never `femal`\n--> --where\n = help: did you mean `female`?"));
        assert_eq!(Conditions::read("已退休 sex=女").ok(), Conditions::read("retired sex=female").ok());
        assert_eq!(
            Conditions::read("省份=辽宁 状态=已退休 出生<1965 出生年份<1965 月养老金>=3000").ok(),
            Conditions::read("province=辽宁 retired born<1965 birth_year<1965 pension>=3000").ok()
        );
        assert!(refusal(" ").contains("there is no condition"));
    }
}
