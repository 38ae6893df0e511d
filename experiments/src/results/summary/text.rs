//! The summary as aligned columns: measures down, worlds across.

use super::{Decomposition, Effect, RANGE, Summary};
use crate::results::columns::aligned;
use crate::results::headlines::{Headline, Unit};
use fastox_model::country::WorldId;
use std::fmt;

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rows = vec![self.head(|world| world.regime), self.head(|world| world.response)];
        rows.extend(Headline::of_summary().filter(|h| self.reaches(h)).map(|h| self.line(h)));
        f.write_str(&aligned(&rows, 2))?;
        if let Some(range) = self.ranges.iter().find(|range| range.responses > 1) {
            let (responses, people) = (range.responses, range.people);
            writeln!(f, "in brackets: range over {responses} settings and orderings ({people} people)")?;
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
            row("in surplus, so far", |e| e.surplus),
            row("in deficit, so far", |e| e.deficit),
            row("in surplus, in full", |e| e.surplus_in_full),
            row("in deficit, in full", |e| e.deficit_in_full),
        ];
        writeln!(f, "\ncollection rate, national pooling less adjustment kept, both responding")?;
        f.write_str(&aligned(&rows, 2))
    }

    fn head<'s>(&'s self, part: impl Fn(WorldId<'s>) -> &'s str) -> Vec<String> {
        let worlds = self.names().into_iter().map(|world| part(world).to_owned());
        [String::new(), String::new()].into_iter().chain(worlds).collect()
    }

    /// The mean over seeds. Of something that happens on some seeds only, the first year and how many they are.
    fn shown(&self, world: WorldId<'_>, headline: &Headline) -> String {
        let values = self.values(world, headline.name);
        let first = values.values().copied().reduce(f64::min);
        match (self.mean(world, headline.name), first) {
            (Some(mean), _) => headline.unit.show(mean) + &self.bracket(world, headline, mean),
            (None, Some(first)) => format!("{} on {}", headline.unit.show(first), values.len()),
            (None, None) if headline.unit == Unit::Year => "never".to_owned(),
            (None, None) => "–".to_owned(),
        }
    }

    /// The range around the central setting's headline.
    fn bracket(&self, world: WorldId<'_>, headline: &Headline, mean: f64) -> String {
        let central = world.response == RANGE[0].name();
        let range = self.range(world.regime, headline.name).filter(|_| central);
        let Some((low, high)) = range.and_then(|range| range.around(mean)) else {
            return String::new();
        };
        let [low, high] = [low, high].map(|value| headline.unit.show(value));
        if low == high { String::new() } else { format!(" [{low}, {high}]") }
    }

    /// Whether any world knows the measure; that something never happens is known, too.
    fn reaches(&self, headline: &Headline) -> bool {
        let known = |world| self.mean(world, headline.name).is_some();
        headline.unit == Unit::Year || self.names().into_iter().any(known)
    }

    fn line(&self, headline: &Headline) -> Vec<String> {
        let title = [headline.title.to_owned(), headline.unit.name().to_owned()];
        let values = self.names().into_iter().map(|world| self.shown(world, headline));
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
