//! Reforms: changes of parameters that stand alone in `reforms/` and that scenarios name.
//!
//! ```toml
//! title    = "National information platform"
//! title_zh = "全国统一信息平台"          # may be left out
//! source   = "…"
//!
//! [override]
//! "portability.processing_days" = { 2027 = "15 working days" }
//! ```

use super::{embedded, is_path, overlay};
use fastox_calibration::parameters::diagnostic::document::{Document, Fields};
use fastox_calibration::parameters::diagnostic::item::Item;
use fastox_calibration::parameters::diagnostic::{Diagnostic, Report, choose};
use fastox_calibration::parameters::{Change, Overlay, Parameters};
use std::path::{Component, Path, PathBuf};

/// A named change of parameters.
#[derive(Clone, Debug)]
pub struct Reform {
    /// What it is.
    pub title: String,
    /// The same in Chinese, if its file says so.
    pub title_zh: Option<String>,
    /// Where it comes from.
    pub source: String,
    /// What it changes.
    pub overlay: Overlay,
}

/// Reforms the project ships: name and text.
pub const REFORMS: &[(&str, &str)] = embedded!("../../../reforms":
    "unified-contributions"
    "end-of-local-items"
    "platform"
    "publicity"
    "audit"
    "social-security-tax"
    "delayed-retirement"
    "lower-floor"
);

impl Reform {
    /// Reads the text of a reform; `file` is what messages call it.
    pub fn parse(file: &str, text: &str, parameters: &Parameters) -> Result<Self, Report> {
        Document::new(file, text).read(|fields| Self::read(file, fields, parameters))
    }

    fn read(file: &str, fields: &Fields<'_>, parameters: &Parameters) -> Option<Self> {
        let text = |key| Some(fields.need(key, "\"…\"")?.text("\"…\"")?.to_owned());
        let (title, source) = (text("title"), text("source"));
        let title_zh = fields.get("title_zh").map(|item| item.text("\"…\"").map(str::to_owned));
        let changes = fields.need("override", "{ \"contribution.employer_rate\" = { 2027 = \"16 %\" } }");
        let overlay = changes.and_then(|item| Some(overlay::read(file, &item.fields("[override]")?, parameters)));
        fields.refuse_others();
        let title_zh = title_zh.map_or(Some(None), |read| read.map(Some))?;
        Some(Self { title: title?, title_zh, source: source?, overlay: overlay? })
    }
}

/// Where the reforms of a scenario that are named by path are read.
#[derive(Clone, Copy)]
pub(crate) enum Shelf<'a> {
    /// On disk, from the folder of the scenario's file.
    Disk,
    /// Among the texts that a manifest keeps, and nowhere else.
    Kept(&'a dyn Fn(&str) -> Option<String>),
}

/// Reforms that a scenario names: what they change, and the texts of those that are named by path.
#[derive(Clone, Debug, Default)]
pub(super) struct Named {
    pub overlays: Vec<Overlay>,
    names: Vec<String>,
    pub texts: Vec<(String, String)>,
}

/// The reforms a scenario names, each once.
pub(super) fn read_list(item: &Item<'_>, file: &str, parameters: &Parameters, shelf: Shelf<'_>) -> Named {
    let listed = item.list("[\"platform\"]").unwrap_or_default();
    let (mut named, mut seen) = (Named::default(), Vec::new());
    for item in &listed {
        let Some(name) = item.text("\"platform\"") else { continue };
        // `./a.toml` is `a.toml`.
        let path: PathBuf = Path::new(name).components().filter(|part| *part != Component::CurDir).collect();
        if seen.contains(&path) {
            item.note(format!("the reform `{name}` stands twice"), "keep one of the two");
        } else if let Some((reform, text)) = read_named(item, name, parameters, (file, shelf)) {
            named.note_replaced(item, name, &reform.overlay);
            named.names.push(name.to_owned());
            named.overlays.push(reform.overlay);
            named.texts.extend(text.map(|text| (name.to_owned(), text)));
        }
        seen.push(path);
    }
    named
}

impl Named {
    /// Notes a reform that takes the place of a change of an earlier one at every time and place.
    fn note_replaced(&self, item: &Item<'_>, name: &str, later: &Overlay) {
        for (overlay, earlier) in self.overlays.iter().zip(&self.names) {
            let Some(change) = overlay.values().find(|change| is_replaced(change, later)) else { continue };
            let message = format!(
                "the reform `{name}` takes the place of what `{earlier}` makes of `{}` in {}",
                change.name(),
                change.from()
            );
            item.note(message, "keep one of the two, or write a reform of your own with the value that is meant");
        }
    }
}

/// Whether another value stands wherever this one would; the same value at the same time says the same.
fn is_replaced(change: &Change, later: &Overlay) -> bool {
    later.values().filter(|other| other.name() == change.name() && *other != change).any(|other| {
        let everywhere = other.province().is_none() || other.province() == change.province();
        everywhere && other.from() <= change.from()
    })
}

/// A reform, and its text if it is not shipped.
fn read_named(
    item: &Item<'_>,
    name: &str,
    parameters: &Parameters,
    (file, shelf): (&str, Shelf<'_>),
) -> Option<(Reform, Option<String>)> {
    let read = if is_path(name) {
        text(name, file, shelf).and_then(|(path, text)| Ok((Reform::parse(&path, &text, parameters)?, Some(text))))
    } else if let Some((name, text)) = REFORMS.iter().find(|(shipped, _)| *shipped == name) {
        let read = Reform::parse(&format!("experiments/reforms/{name}.toml"), text, parameters);
        read.map(|reform| (reform, None))
    } else {
        let names: Vec<&str> = REFORMS.iter().map(|(name, _)| *name).collect();
        let help = format!("{}, or the path of a file ending in `.toml`", choose(name, &names));
        item.note(format!("there is no reform `{name}`"), help);
        return None;
    };
    let problems = match read {
        Ok(reform) => return Some(reform),
        Err(report) => report.to_string(),
    };
    item.note(format!("the reform `{name}` cannot be read"), problems);
    None
}

/// What messages call the file of a reform, and its text.
fn text(name: &str, file: &str, shelf: Shelf<'_>) -> Result<(String, String), Report> {
    match shelf {
        Shelf::Disk => {
            let path = Path::new(file).parent().unwrap_or(Path::new("")).join(name);
            Ok((path.display().to_string(), crate::asked::file::read(&path)?))
        }
        Shelf::Kept(kept) => {
            let called = format!("{file}: reform {name}");
            let missing = || Diagnostic::new(&called, "the manifest holds no text of this reform");
            let text = kept(name).ok_or_else(|| missing().help("run the experiment again with this program"))?;
            Ok((called, text))
        }
    }
}
