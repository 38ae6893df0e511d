//! The summary as aligned columns: measures down, worlds across.

use super::measures::Unit;
use super::{Decomposition, Effect, MEASURES, Measure, RANGE, Summary};
use crate::results::columns::aligned;
use std::fmt;

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rows = vec![self.head(|world| world.0), self.head(|world| world.1)];
        rows.extend(MEASURES.iter().filter(|m| self.reaches(m)).map(|m| self.line(m)));
        f.write_str(&aligned(&rows, 2))?;
        if let Some(range) = self.ranges.iter().find(|range| range.responses > 1) {
            let (responses, people) = (range.responses, range.people);
            writeln!(
                f,
                "in brackets: range over {responses} settings and orderings ({people} people)"
            )?;
        }
        Decomposition::headline(self).iter().try_for_each(|parts| write!(f, "\n{parts}"))?;
        self.effects(f)?;
        self.bands(f)
    }
}

impl Summary {
    fn effects(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.effects.is_empty() {
            return Ok(());
        }
        let row = |name: &str, value: fn(&Effect) -> Option<f64>| {
            let shown = |effect| value(effect).map_or("–".to_owned(), |v| format!("{v:+.2}"));
            let values = self.effects.iter().map(shown);
            [name.to_owned(), "points".to_owned()].into_iter().chain(values).collect()
        };
        let years = self.effects.iter().map(|effect| effect.year.to_string());
        let rows: Vec<Vec<String>> = vec![
            [String::new(), String::new()].into_iter().chain(years).collect(),
            row("in surplus in 2021, so far", |e| e.surplus),
            row("in deficit in 2021, so far", |e| e.deficit),
            row("in surplus in 2021, in full", |e| e.surplus_in_full),
            row("in deficit in 2021, in full", |e| e.deficit_in_full),
        ];
        writeln!(f, "\ncollection rate, national pooling less adjustment kept, both responding")?;
        f.write_str(&aligned(&rows, 2))
    }

    fn head<'s>(&'s self, part: impl Fn((&'s str, &'s str)) -> &'s str) -> Vec<String> {
        let worlds = self.names().into_iter().map(|world| part(world).to_owned());
        [String::new(), String::new()].into_iter().chain(worlds).collect()
    }

    /// The mean over seeds. Of something that happens on some seeds only, the first year and how many they are.
    fn shown(&self, world: (&str, &str), measure: &Measure) -> String {
        let values = self.values(world, measure.name);
        let first = values.values().copied().reduce(f64::min);
        match (self.mean(world, measure.name), first) {
            (Some(mean), _) => measure.unit.show(mean) + &self.bracket(world, measure, mean),
            (None, Some(first)) => format!("{} on {}", measure.unit.show(first), values.len()),
            (None, None) if measure.unit == Unit::Year => "never".to_owned(),
            (None, None) => "–".to_owned(),
        }
    }

    /// The range around the central setting's headline.
    fn bracket(&self, (world, response): (&str, &str), measure: &Measure, mean: f64) -> String {
        let central = response == RANGE[0].name();
        let range = self.range(world, measure.name).filter(|_| central);
        let Some((low, high)) = range.and_then(|range| range.around(mean)) else {
            return String::new();
        };
        let [low, high] = [low, high].map(|value| measure.unit.show(value));
        if low == high { String::new() } else { format!(" [{low}, {high}]") }
    }

    /// Whether any world knows the measure; that something never happens is known, too.
    fn reaches(&self, measure: &Measure) -> bool {
        let known = |world| self.mean(world, measure.name).is_some();
        measure.unit == Unit::Year || self.names().into_iter().any(known)
    }

    fn line(&self, measure: &Measure) -> Vec<String> {
        let title = [measure.title.to_owned(), measure.unit.name().to_owned()];
        let values = self.names().into_iter().map(|world| self.shown(world, measure));
        title.into_iter().chain(values).collect()
    }
}

impl fmt::Display for Decomposition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let billions = |value: f64| format!("{:+.1}", value / 1e9);
        let row = |name: &str, value| vec![name.to_owned(), "bn yuan".to_owned(), billions(value)];
        let rows = [
            row("mechanical: provinces' effort kept", self.mechanical),
            row("behavioural: effort that answers", self.behavioural),
            row("together", self.total),
        ];
        let (from, to) = (&self.from, &self.to);
        writeln!(f, "central burden since 2022, present value, from {from} to {to}")?;
        f.write_str(&aligned(&rows, 2))
    }
}
