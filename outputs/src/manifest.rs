//! What was run: the part that decides every byte of the results, and the circumstances.

use crate::OutputError;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Everything that decides the results; it stands in the footer of every table. Two runs with the
/// same manifest leave the same tables.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Manifest {
    /// The program: `fastox`.
    pub program: String,
    /// Its version.
    pub version: String,
    /// The experiment's name.
    pub experiment: String,
    /// Simulated people at the start.
    pub people: u64,
    /// Simulated people of the range pass; 0 without one.
    #[serde(default)]
    pub range_people: u64,
    /// Draws of the uncertain parameters beside their central values.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub draws: u64,
    /// Checksum of the posterior they come from, which names its ensemble; empty without draws.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ensemble_checksum: String,
    /// The weights of draws 1, 2, …: what each stands for in a mean or a share over draws.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub draw_weights: Vec<f64>,
    /// Parameters that a design varies, each with its values at points 1, 2, … to the last bit, as in `changes`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub design: BTreeMap<String, Vec<String>>,
    /// Persons that one simulated person stands for.
    pub weight: u64,
    /// Seeds of the random numbers.
    pub seeds: Vec<u64>,
    /// Worlds, in the order of the experiment.
    pub worlds: Vec<String>,
    /// The opening year.
    pub first_year: i32,
    /// The last year.
    pub last_year: i32,
    /// Parameters set by the experiment or the user, with the values they took.
    pub overrides: BTreeMap<String, String>,
    /// The same parameters with every value to its last bit, so that the run can be lived again.
    #[serde(default)]
    pub changes: BTreeMap<String, String>,
    /// Checksum of the shipped parameters, the record of the fit, the shipped scenarios and reforms.
    #[serde(default)]
    pub parameters_checksum: String,
    /// Checksum of the embedded data.
    pub data_checksum: String,
    /// Parameters used beyond the last year somebody confirmed them for.
    pub parameters_past_last_confirmed: Vec<String>,
    /// Assumptions in force.
    pub assumptions: Vec<String>,
}

impl Manifest {
    /// Points of its design.
    pub fn points(&self) -> u64 {
        self.design.values().next().map_or(0, |values| values.len() as u64)
    }

    /// Draws, or points of its design, beside the central values.
    pub fn varied(&self) -> u64 {
        self.draws.max(self.points())
    }

    /// Whether one of two designs has the first points of the other.
    pub fn same_first_points(&self, other: &Self) -> bool {
        let alike = |name: &String, values: &[String]| {
            let others = other.design.get(name);
            others.is_some_and(|others| values.iter().zip(others).all(|(own, other)| own == other))
        };
        self.design.is_empty()
            || other.design.is_empty()
            || self.design.len() == other.design.len() && self.design.iter().all(|(name, values)| alike(name, values))
    }

    /// Whether a world, seed and draw that both have comes out the same: everything is the same but which these are.
    pub fn same_but_for_cells(&self, other: &Self) -> bool {
        let question = |manifest: &Self| {
            let mut question = Self {
                seeds: Vec::new(),
                worlds: Vec::new(),
                draws: 0,
                ensemble_checksum: String::new(),
                draw_weights: Vec::new(),
                design: BTreeMap::new(),
                weight: 0,
                range_people: 0,
                ..manifest.clone()
            };
            question.overrides.retain(|name, _| !name.starts_with("regime "));
            question
        };
        let shared = |a: u64, b: u64| a == 0 || b == 0 || a == b;
        let texts = self.overrides.iter().all(|(name, text)| other.overrides.get(name).is_none_or(|own| own == text));
        let ensembles = [self, other].map(|manifest| manifest.ensemble_checksum.as_str());
        let ensemble = ensembles.contains(&"") || ensembles[0] == ensembles[1];
        texts
            && ensemble
            && self.same_first_points(other)
            && shared(self.range_people, other.range_people)
            && question(self) == question(other)
    }

    /// The manifest as one line of JSON, always with the same bytes.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("strings and whole numbers always become JSON")
    }
}

/// A manifest says nothing of what a run does not have.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// One file of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Its name in the run folder.
    pub name: String,
    /// Its rows, if it is a table.
    pub rows: Option<u64>,
    /// Its length.
    pub bytes: u64,
    /// Its BLAKE3 checksum.
    pub blake3: String,
}

/// The manifest and the circumstances of a run, kept in `manifest.json`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct RunRecord {
    /// What decides the results.
    pub manifest: Manifest,
    /// Changed parameters that were read but moved no number in a small run without them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub no_effect: Vec<String>,
    /// The program: its version, and the commit of a build between versions.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub build: String,
    /// The command line, if there was one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub command: Vec<String>,
    /// How long the run took, in seconds.
    pub wall_seconds: f64,
    /// Threads it used.
    pub threads: usize,
    /// The machine, as far as it matters for speed.
    pub host: String,
    /// When it started, RFC 3339.
    pub started: String,
    /// The files it left; the run folder fills them in.
    #[serde(default)]
    pub files: Vec<FileRecord>,
}

/// When a run began, from which the circumstances of its record follow.
#[derive(Debug, Clone, Copy)]
pub struct Begun {
    started: SystemTime,
    clock: Instant,
}

impl Begun {
    /// Now.
    pub fn now() -> Self {
        Self { started: SystemTime::now(), clock: Instant::now() }
    }

    /// The record of a run that this build of the program ends now; its files are filled in by the folder.
    pub fn record(self, manifest: Manifest, build: &str, threads: usize) -> RunRecord {
        RunRecord {
            manifest,
            build: build.to_owned(),
            wall_seconds: self.clock.elapsed().as_secs_f64(),
            threads,
            host: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
            started: in_words(self.started),
            ..RunRecord::default()
        }
    }
}

/// The last second that is written with a year of four digits.
const LATEST: Duration = Duration::from_secs(253_402_300_799);

/// A moment as RFC 3339 has it. A clock that is set before 1970 or after 9999 is taken to stand at that end.
fn in_words(moment: SystemTime) -> String {
    let since = moment.duration_since(UNIX_EPOCH).unwrap_or_default().min(LATEST);
    humantime::format_rfc3339_seconds(UNIX_EPOCH + since).to_string()
}

impl RunRecord {
    /// The record's file in a run folder.
    pub const FILE_NAME: &'static str = "manifest.json";

    /// Reads the record of a finished run.
    pub fn read(run: &Path) -> Result<Self, OutputError> {
        let path = run.join(Self::FILE_NAME);
        let text = std::fs::read(&path).map_err(|source| OutputError::read(&path, source))?;
        if text.trim_ascii().is_empty() {
            return Err(OutputError::Torn { path, found: "it is empty".to_owned() });
        }
        // Another version may have left it, if it says which.
        let version = |record: serde_json::Value| record.pointer("/manifest/version").map(drop);
        serde_json::from_slice(&text).map_err(|found| match serde_json::from_slice(&text).ok().and_then(version) {
            Some(()) => OutputError::foreign(&path, "a run record", &found),
            None => OutputError::Torn { path, found: found.to_string() },
        })
    }

    /// The record as indented JSON.
    pub(crate) fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("a run record becomes JSON");
        text.push('\n');
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_wrong_stops_no_run() {
        let day = Duration::from_hours(24);
        assert_eq!(in_words(UNIX_EPOCH + 365 * day), "1971-01-01T00:00:00Z");
        assert_eq!(in_words(UNIX_EPOCH - 365 * day), "1970-01-01T00:00:00Z");
        assert_eq!(in_words(UNIX_EPOCH + 4_000_000 * day), "9999-12-31T23:59:59Z");
    }

    #[test]
    fn the_same_manifest_is_the_same_json() {
        let mut manifest = Manifest { experiment: "pooling".into(), ..Manifest::default() };
        manifest.overrides.insert("b".into(), "2 %".into());
        manifest.overrides.insert("a".into(), "63 years".into());
        let json = manifest.to_json();
        assert!(json.contains(r#""overrides":{"a":"63 years","b":"2 %"}"#), "{json}");
        assert_eq!(serde_json::from_str::<Manifest>(&json).unwrap(), manifest);
    }

    #[test]
    fn a_damaged_record_names_its_file() {
        let run = tempfile::tempdir().unwrap();
        std::fs::write(run.path().join("manifest.json"), "{").unwrap();
        let message = RunRecord::read(run.path()).unwrap_err().to_string();
        assert!(message.contains("manifest.json` is not a run record: EOF"), "{message}");
    }

    /// Only a record that names a version may be read with that version.
    #[test]
    fn a_record_without_a_version_names_none() {
        let run = tempfile::tempdir().unwrap();
        let of_later = r#"{"manifest": {"version": "9.0.0"}}"#;
        for (text, names) in [("", false), (" \n", false), ("{", false), ("{}", false), (of_later, true)] {
            std::fs::write(run.path().join("manifest.json"), text).unwrap();
            let error = RunRecord::read(run.path()).unwrap_err();
            assert_eq!(error.help().contains("the version of fastox"), names, "{text}: {}", error.help());
            assert_eq!(error.to_string().ends_with("is not a run record: it is empty"), text.trim().is_empty());
        }
    }
}
