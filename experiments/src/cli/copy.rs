//! `fastox copy`.

use super::arguments::CopyArguments;
use super::exit::Failure;
use super::progress::Counter;
use super::{finished, say_json, say_text};
use fastox_calibration::parameters::diagnostic::Diagnostic;
use fastox_outputs::copy::{Copied, Destination};

/// Stores that only a program with the feature `copy` reaches, by what their addresses begin with.
const STORES: [&str; 3] = ["s3", "gs", "az"];

pub(super) fn copy(asked: &CopyArguments) -> Result<(), Failure> {
    let record = finished::record(&asked.run)?;
    let to = destination(&asked.url)?;
    let counter = Counter::new(asked.quiet, record.files.len() as u64 + 1, "files");
    let mut done = 0;
    let files = to.copy(&asked.run, &record, &mut |file| {
        done += 1;
        counter.show(done, &file.name);
    });
    counter.done();
    let files = files?;
    if asked.json {
        return say_json(&serde_json::json!({ "url": to.url(), "files": files }));
    }
    say_text(&in_words(&files, to.url()))
}

fn destination(url: &str) -> Result<Destination, Failure> {
    let asked = url.split("://").next().unwrap_or_default();
    if !cfg!(feature = "copy") && STORES.contains(&asked) {
        let help = "install one that does: `cargo install --locked --path experiments --features copy`";
        return Err(Diagnostic::new(url, format!("this fastox does not reach `{asked}://`")).help(help).into());
    }
    Ok(Destination::at(url)?)
}

fn in_words(files: &[Copied], url: &str) -> String {
    let sent: Vec<&Copied> = files.iter().filter(|file| file.sent).collect();
    let megabytes = sent.iter().map(|file| file.bytes).sum::<u64>() as f64 / 1e6;
    let (all, sent) = (files.len(), sent.len());
    if sent == 0 {
        return format!("all {all} files lie there already: {url}\n");
    }
    match all - sent {
        0 => format!("{all} files, {megabytes:.1} MB, copied to {url}\n"),
        there => format!("{sent} files, {megabytes:.1} MB, copied to {url}; {there} were there already\n"),
    }
}
