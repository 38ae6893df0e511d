//! The plan in lines of at most 80 columns.

use super::needs::size;
use super::{Precision, RunPlan};
use crate::results::columns::{columns, counted};
use std::fmt;

impl fmt::Display for RunPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&columns(&self.rows(), |_| false))?;
        if !self.imprecise.is_empty() {
            let head = ["more people are needed for", "bias ± error", "people"].map(str::to_owned).to_vec();
            let rows: Vec<Vec<String>> = std::iter::once(head).chain(self.imprecise.iter().map(row)).collect();
            write!(f, "\n{}", columns(&rows, |column| column > 0))?;
            f.write_str("measured under national pooling\n")?;
        }
        for problem in &self.refused {
            writeln!(f, "\n{problem}")?;
        }
        Ok(())
    }
}

impl RunPlan {
    fn rows(&self) -> Vec<Vec<String>> {
        let needs = &self.needs;
        let free = |free: Option<u64>| free.map_or(String::new(), |free| format!("{} are free", size(free)));
        let finished = match self.finished {
            0 => format!("{} in each cell", counted(self.worlds, "world")),
            finished => format!("{finished} of them on disk"),
        };
        let while_running = format!("{} while it runs; {}", size(needs.bytes_while_running), free(self.room.disk));
        let measured = format!(
            "on {}, after {} of measuring years to 2030",
            counted(self.threads, "thread"),
            duration(self.measured_seconds)
        );
        let row = |name: &str, value: String, note: String| vec![name.to_owned(), value, note];
        let [each, fewest] = self.sample.in_words();
        vec![
            row("people", self.people.to_string(), format!("{each}; {fewest}")),
            row("cells", needs.cells.to_string(), finished),
            row("time", duration(self.seconds), measured),
            row("memory", size(needs.memory), free(self.room.memory)),
            row("files", needs.files.to_string(), format!("{} rows of tables", needs.rows)),
            row("bytes", size(needs.bytes), while_running),
        ]
    }
}

fn row(known: &Precision) -> Vec<String> {
    vec![known.title.to_owned(), known.in_words(), known.enough.to_string()]
}

/// Seconds as people read them.
fn duration(seconds: f64) -> String {
    match seconds {
        s if s < 10.0 => format!("{s:.1} s"),
        s if s < 120.0 => format!("{s:.0} s"),
        s if s < 7200.0 => format!("{:.0} min", s / 60.0),
        s => format!("{:.1} h", s / 3600.0),
    }
}
