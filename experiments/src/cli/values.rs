//! Values of options, read from text. Each refusal names the option, what was found and what would work.

use crate::asked::experiment::{LAST_SEED, LAST_YEARS, PEOPLE, Regime, Response};
use crate::asked::file::absent;
use crate::asked::meant::no_province;
use crate::asked::scenario;
use crate::catalogue::chinese;
use crate::questions::person::BIRTHS;
use crate::questions::plan::check_people;
use fastox_calibration::parameters::Parameters;
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report, choose, listed, nearest};
use fastox_calibration::parameters::uncertainty;
use fastox_model::geography::Province;
use fastox_model::units::{Month, Year};
use std::ops::RangeInclusive;
use std::path::Path;

const MOST_THREADS: u64 = 1024;

/// Problems of the command line, collected so that all are reported at once.
#[derive(Debug, Default)]
pub(super) struct Problems(Vec<Diagnostic>);

impl Problems {
    /// Sets a value that was asked for, if it can be read.
    pub(super) fn set<T>(&mut self, value: &mut T, text: Option<&str>, read: impl FnOnce(&str) -> Result<T, Report>) {
        if let Some(read) = text.and_then(|text| self.keep(read(text))) {
            *value = read;
        }
    }

    /// The value, or a note of what is wrong.
    pub(super) fn keep<T>(&mut self, read: Result<T, Report>) -> Option<T> {
        read.map_err(|report| self.0.extend(report.0)).ok()
    }

    /// Whether nothing was wrong so far.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Nothing, if nothing was wrong.
    pub(super) fn none(self) -> Result<(), Report> {
        Report(self.0).or(())
    }
}

fn refuse<T>(option: &str, message: String, help: impl Into<String>) -> Result<T, Report> {
    Err(Diagnostic::new(option, message).help(help).into())
}

/// A month of birth for which the law has ages: those born earlier had retired before the ages of 1978.
pub(super) fn birth(option: &str, text: &str) -> Result<Month, Report> {
    let (first, last) = (BIRTHS.start(), BIRTHS.end());
    match of_text::<Month>(option, text)? {
        born if BIRTHS.contains(&born.year()) => Ok(born),
        born => refuse(
            option,
            format!("`{born}` is outside the births the law has ages for"),
            format!("give a month from {first}-01 to {last}-12, as `{option} 1971-04`"),
        ),
    }
}

/// A whole number in a range; `what` finishes "`x` is not …".
fn whole(option: &str, text: &str, what: &str, range: &RangeInclusive<u64>) -> Result<u64, Report> {
    // Seeds and ids are names, not amounts: what has a comma may be several.
    let is_name = ["--seed", "--seeds", "--person"].contains(&option);
    let digits = if is_name { text.trim().to_owned() } else { digits(text.trim()) };
    let (first, last) = (range.start(), range.end());
    let several = if option == "--seed" && text.contains(',') { "; several are given with `--seeds`" } else { "" };
    let help = format!("give a whole number from {first} to {last}, as `{option} {}`{several}", example(option));
    match digits.parse::<u64>() {
        Ok(number) if range.contains(&number) => Ok(number),
        Ok(number) => {
            let far = if number < *first { "small" } else { "large" };
            refuse(option, format!("`{text}` is too {far} for {what}"), help)
        }
        Err(_) if digits.strip_prefix('-').is_some_and(|rest| rest.parse::<f64>().is_ok()) => {
            refuse(option, format!("`{text}` is negative, which {what} cannot be"), help)
        }
        Err(_) => refuse(option, format!("`{text}` is not {what}"), help),
    }
}

/// A number without the commas or underscores between its thousands; other commas stay and are refused.
fn digits(text: &str) -> String {
    let grouped = |mark: char| {
        let (mut groups, thousand) =
            (text.split(mark), |group: &str| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()));
        groups.next().is_some_and(|first| (1..=3).contains(&first.len())) && groups.all(thousand)
    };
    match [',', '_'].into_iter().find(|mark| text.contains(*mark)) {
        Some(mark) if grouped(mark) => text.replace(mark, ""),
        _ => text.to_owned(),
    }
}

fn example(option: &str) -> &'static str {
    match option {
        "--people" | "--range-people" | "--compared-people" => "200000",
        "--draws" | "--least" => "240",
        "--last-year" => "2050",
        "--sample" => "1000",
        "--threads" => "2",
        "--person" => "4711",
        "--year" => "2025",
        "--shard" => "16384",
        _ => "1",
    }
}

pub(super) fn rounds(text: &str) -> Result<usize, Report> {
    whole("--rounds", text, "a number of rounds", &(1..=1000)).map(|n| n as usize)
}

/// Rounds of the calibration before a run, or none.
pub(super) fn refit(text: &str) -> Result<usize, Report> {
    whole("--refit", text, "a number of rounds", &(0..=1000)).map(|n| n as usize)
}

/// Rows of a design: no more than the low-discrepancy sequence has.
pub(super) fn samples(text: &str) -> Result<usize, Report> {
    whole("--samples", text, "a number of samples", &(0..=65_536)).map(|n| n as usize)
}

pub(super) fn top(text: &str) -> Result<usize, Report> {
    whole("--top", text, "a number of parameters", &(1..=128)).map(|n| n as usize)
}

pub(super) fn people(text: &str) -> Result<u64, Report> {
    whole("--people", text, "a number of people", &PEOPLE)
}

/// The same for a command that lives them here and now, so that they must fit memory.
pub(super) fn people_here(text: &str) -> Result<u64, Report> {
    let people = people(text)?;
    check_people(people).map(|()| people)
}

/// How many of them must be kept.
pub(super) fn least(text: &str) -> Result<u64, Report> {
    whole("--least", text, "a number of draws", &(0..=100_000))
}

/// Draws of the ensemble; none, or no more than it has.
pub(super) fn draws(text: &str) -> Result<u64, Report> {
    let draws = whole("--draws", text, "a number of draws", &(0..=100_000))?;
    crate::asked::draws::enough(draws)?;
    Ok(draws)
}

/// Draws of an ensemble that is made.
pub(super) fn made(option: &str, text: &str) -> Result<u32, Report> {
    Ok(whole(option, text, "a number of draws", &(1..=100_000))? as u32)
}

pub(super) fn sample(text: &str) -> Result<u64, Report> {
    whole("--sample", text, "a number of people", &(0..=1_000_000))
}

/// None, or as many as any run may have.
pub(super) fn range_people(text: &str) -> Result<u64, Report> {
    let (option, what) = ("--range-people", "the people of a range pass (0 leaves it out)");
    match whole(option, text, what, &(0..=*PEOPLE.end()))? {
        0 => Ok(0),
        _ => whole(option, text, what, &PEOPLE),
    }
}

pub(super) fn person(text: &str) -> Result<u32, Report> {
    let ids = 0..=u64::from(u32::MAX - 1);
    Ok(whole("--person", text, "the id of a person", &ids)? as u32)
}

pub(super) fn threads(text: &str) -> Result<usize, Report> {
    Ok(whole("--threads", text, "a number of threads", &(1..=MOST_THREADS))? as usize)
}

/// Several numbers of threads, of people, of worlds: a bench combines them.
pub(super) fn lists_of_threads(text: &str) -> Result<Vec<usize>, Report> {
    list("--threads", text, threads)
}

pub(super) fn lists_of_people(text: &str) -> Result<Vec<usize>, Report> {
    list("--people", text, |part| Ok(people_here(part)? as usize))
}

pub(super) fn lists_of_worlds(text: &str) -> Result<Vec<usize>, Report> {
    list("--worlds", text, |part| Ok(whole("--worlds", part, "a number of worlds", &(1..=100))? as usize))
}

pub(super) fn shard(text: &str) -> Result<usize, Report> {
    Ok(whole("--shard", text, "a number of people", &(256..=1_000_000_000))? as usize)
}

/// Years from one checkpoint to the next.
pub(super) fn checkpoint(text: &str) -> Result<Option<u32>, Report> {
    whole("--checkpoint", text, "a number of years", &(1..=60)).map(|years| Some(years as u32))
}

pub(super) fn last_year(text: &str) -> Result<Year, Report> {
    let years = *LAST_YEARS.start() as u64..=*LAST_YEARS.end() as u64;
    Ok(whole("--last-year", text, "a last year", &years)? as Year)
}

pub(super) fn years(text: &str) -> Result<Vec<Year>, Report> {
    list("--year", text, |part| Ok(whole("--year", part, "a year of a run", &(2021..=2080))? as Year))
}

pub(super) fn year(text: &str) -> Result<Year, Report> {
    Ok(whole("--year", text, "a year of the parameters", &(1990..=2080))? as Year)
}

pub(super) fn seed(text: &str) -> Result<Vec<u64>, Report> {
    Ok(vec![whole("--seed", text, "a seed", &(0..=LAST_SEED))?])
}

pub(super) fn seeds(text: &str) -> Result<Vec<u64>, Report> {
    list("--seeds", text, |part| whole("--seeds", part, "a seed", &(0..=LAST_SEED)))
}

pub(super) fn responses(text: &str) -> Result<Vec<Response>, Report> {
    list("--responses", text, |part| response("--responses", part))
}

pub(super) fn response(option: &str, text: &str) -> Result<Response, Report> {
    // What tables in Chinese call it is as good.
    let in_chinese = |response: &Response| chinese(response.name()).is_some_and(|title| title == text);
    let named = Response::ALL.into_iter().find(|response| response.name() == text);
    let found = named.or_else(|| Response::ALL.into_iter().find(in_chinese));
    let message = format!("there is no response `{text}`");
    found.map_or_else(|| refuse(option, message, choose(text, &Response::NAMES)), Ok)
}

pub(super) fn regimes(text: &str) -> Result<Vec<Regime>, Report> {
    list("--regimes", text, |part| regime("--regimes", part))
}

pub(super) fn regime(option: &str, name: &str) -> Result<Regime, Report> {
    if let Some(shipped) = scenario::named(name, &scenario::names()) {
        return Ok(Regime::Shipped(shipped.to_owned()));
    }
    if !name.to_ascii_lowercase().ends_with(".toml") {
        let help = scenario::choices(name, &scenario::names());
        return refuse(option, format!("there is no regime `{name}`"), help);
    }
    if let Some([message, help]) = absent(Path::new(name), "check the path; it starts from where you stand") {
        return refuse(option, message, help);
    }
    Ok(Regime::File(name.into()))
}

/// Names of uncertain parameters.
pub(super) fn uncertain(text: &str) -> Result<Vec<String>, Report> {
    let space = uncertainty::uncertain(&Parameters::embedded());
    let names = || space.iter().map(|uncertain| uncertain.name.as_str());
    list("--parameters", text, |name| {
        if names().any(|known| known == name) {
            return Ok(name.to_owned());
        }
        let close = nearest(name, names());
        let meant = if close.is_empty() { String::new() } else { format!("did you mean {}? ", listed(close)) };
        let help = format!("{meant}`fastox evaluate --list` shows all names");
        refuse("--parameters", format!("there is no uncertain parameter `{name}`"), help)
    })
}

/// Parts between commas; every problem is reported, and no part may stand twice.
pub(super) fn list<T: PartialEq>(
    option: &str,
    text: &str,
    read: impl Fn(&str) -> Result<T, Report>,
) -> Result<Vec<T>, Report> {
    let (mut values, mut problems) = (Vec::new(), Problems::default());
    let parts: Vec<&str> = text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.len() <= text.matches(',').count() && !parts.is_empty() {
        let message = format!("`{text}` has a comma with nothing beside it");
        return refuse(option, message, format!("leave it out, as `{option} {}`", parts.join(",")));
    }
    for part in text.split(',').map(str::trim) {
        let Some(value) = problems.keep(read(part)) else { continue };
        if values.contains(&value) {
            let twice = refuse(option, format!("`{part}` stands twice"), "keep one of the two");
            problems.keep::<T>(twice);
        }
        values.push(value);
    }
    problems.none()?;
    Ok(values)
}

pub(super) fn province(text: &str) -> Result<Province, Report> {
    let [message, help] = no_province(text);
    Province::find(text).map_or_else(|| refuse("--province", message, help), Ok)
}

/// A value whose own message says what would work after a semicolon.
pub(super) fn of_text<T: std::str::FromStr<Err = String>>(option: &str, text: &str) -> Result<T, Report> {
    text.parse().or_else(|reason: String| {
        let (message, help) = reason.split_once("; ").unwrap_or((&reason, "see `--help`"));
        refuse(option, message.to_owned(), help)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal<T>(read: Result<T, Report>) -> String {
        read.err().map(|report| report.to_string()).unwrap_or_default()
    }

    #[test]
    fn no_people_and_no_threads_are_refused_with_what_would_work() {
        assert_eq!(
            refusal(people("0")),
            "error: `0` is too small for a number of people\n--> --people\n = help: give a whole number from 100 to \
             1200000000, as `--people 200000`"
        );
        assert!(refusal(people("-5")).contains("`-5` is negative, which a number of people cannot be"));
        assert!(refusal(people("many")).contains("`many` is not a number of people"));
        assert!(refusal(threads("0")).contains("from 1 to 1024, as `--threads 2`"));
        assert_eq!(people("5,000,000").ok(), Some(5_000_000));
        assert_eq!(people("5_000_000").ok(), Some(5_000_000));
        assert!(refusal(seed("1,2,3")).contains("`1,2,3` is not a seed"));
        assert!(refusal(seed("1,2,3")).contains("several are given with `--seeds`"));
        for several in ["1,234", "1_234", "1,234,567"] {
            assert!(refusal(seed(several)).contains("is not a seed"), "{several}");
            assert!(refusal(person(several)).contains("is not the id of a person"), "{several}");
        }
        assert!(refusal(person("1,2")).contains("`1,2` is not the id of a person"));
        assert!(refusal(people("1,0000")).contains("`1,0000` is not a number of people"));
    }

    #[test]
    fn years_and_provinces_out_of_reach_are_refused() {
        assert!(refusal(last_year("1990")).contains("from 2021 to 2080, as `--last-year 2050`"));
        assert!(refusal(province("Guangdnog")).contains("did you mean `Guangdong`?"));
    }

    #[test]
    fn lists_report_every_problem() {
        let message = refusal(regimes("national-poling,gone.toml,stand-alone,stand-alone"));
        for part in ["did you mean `national-pooling`", "no file `gone.toml`", "`stand-alone` stands twice"] {
            assert!(message.contains(part), "{part}: {message}");
        }
        assert_eq!(seeds("3, 1").ok(), Some(vec![3, 1]));
        let message = refusal(regimes("stand-alone,unified,"));
        assert!(message.contains("leave it out, as `--regimes stand-alone,unified`"), "{message}");
    }

    #[test]
    fn a_month_says_how_it_is_written() {
        let month = of_text::<fastox_model::units::Month>("--born", "April");
        assert_eq!(refusal(month), "error: `April` is not a month\n--> --born\n = help: write it as `1971-04`");
    }
}
