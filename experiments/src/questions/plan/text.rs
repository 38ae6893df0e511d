//! The plan in lines of at most 80 columns.

use super::needs::size;
use super::precision::SIZES;
use super::{Precision, RunPlan};
use crate::results::columns::{columns, counted};
use std::fmt;

impl fmt::Display for RunPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&columns(&self.rows(), |_| false))?;
        if !self.imprecise.is_empty() {
            write!(f, "\n{}", columns(&self.imprecise_rows(), |column| column > 0))?;
        }
        for problem in &self.refused {
            writeln!(f, "\n{problem}")?;
        }
        Ok(())
    }
}

impl RunPlan {
    /// Headlines that need more people, below the regime each is of.
    fn imprecise_rows(&self) -> Vec<Vec<String>> {
        let mut rows = vec![["more people are needed for", "bias ± error", "people"].map(str::to_owned).to_vec()];
        for of_regime in self.imprecise.chunk_by(|a, b| a.regime == b.regime) {
            rows.push(vec![of_regime[0].regime.to_owned(), String::new(), String::new()]);
            rows.extend(of_regime.iter().map(row));
        }
        rows
    }

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
    let most = SIZES[SIZES.len() - 1].0;
    let people = known.enough.map_or_else(|| format!("> {most}"), |enough| enough.to_string());
    vec![format!("  {}", known.title), known.in_words(), people]
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
