//! Reforms: changes of parameters that stand alone in `reforms/` and that scenarios name.
//!
//! ```toml
//! title  = "National information platform"
//! source = "…"
//!
//! [override]
//! "portability.processing_days" = { 2027 = "15 working days" }
//! ```

use super::{embedded, is_path, overlay};
use fastox_calibration::parameters::diagnostic::Report;
use fastox_calibration::parameters::diagnostic::choose;
use fastox_calibration::parameters::diagnostic::document::{Document, Fields};
use fastox_calibration::parameters::diagnostic::item::Item;
use fastox_calibration::parameters::{Overlay, Parameters};
use std::path::Path;

/// A named change of parameters.
#[derive(Clone, Debug)]
pub struct Reform {
    /// What it is.
    pub title: String,
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
        let changes = fields.need("override", "{ \"contribution.employer_rate\" = { 2027 = \"16 %\" } }");
        let overlay = changes.and_then(|item| Some(overlay::read(file, &item.fields("[override]")?, parameters)));
        fields.refuse_others();
        Some(Self { title: title?, source: source?, overlay: overlay? })
    }
}

/// The overlays of the reforms a scenario names; paths start from the folder of its file.
pub(super) fn read_list(item: &Item<'_>, file: &str, parameters: &Parameters) -> Vec<Overlay> {
    let named = item.list("[\"platform\"]").unwrap_or_default();
    named.iter().filter_map(|name| read_named(name, file, parameters)).collect()
}

fn read_named(item: &Item<'_>, file: &str, parameters: &Parameters) -> Option<Overlay> {
    let name = item.text("\"platform\"")?;
    let read = if is_path(name) {
        let path = Path::new(file).parent().unwrap_or(Path::new("")).join(name);
        let text = crate::asked::file::read(&path);
        text.and_then(|text| Reform::parse(&path.display().to_string(), &text, parameters))
    } else if let Some((name, text)) = REFORMS.iter().find(|(shipped, _)| *shipped == name) {
        Reform::parse(&format!("experiments/reforms/{name}.toml"), text, parameters)
    } else {
        let names: Vec<&str> = REFORMS.iter().map(|(name, _)| *name).collect();
        let help = format!("{}, or the path of a file ending in `.toml`", choose(name, &names));
        item.note(format!("there is no reform `{name}`"), help);
        return None;
    };
    let problems = match read {
        Ok(reform) => return Some(reform.overlay),
        Err(report) => report.to_string(),
    };
    item.note(format!("the reform `{name}` cannot be read"), problems);
    None
}
