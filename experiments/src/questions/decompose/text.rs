//! Headlines with what each factor adds, as columns. What is printed adds up, too.

use super::shapley::whole;
use super::{Decomposed, Factor, FactorPart, Parts, PartsBand, ValueBand};
use crate::results::columns::{Terminal, TextCell, TextTable};
use crate::results::headlines::{Headline, Unit};
use fastox_outputs::Language;
use fastox_outputs::language::typed;
use std::fmt::Write;

/// What is printed unless all is asked for.
pub const MAIN: [&str; 12] = [
    "retirees_per_insured_2035",
    "retirees_per_insured_2050",
    "pooled_share_2035",
    "kept_2035_surplus",
    "kept_2035_deficit",
    "collection_rate_2035",
    "transfers_2035_gdp_share",
    "lost_to_incentives_yuan",
    "central_burden_2035_gdp_share",
    "central_burden_2050_gdp_share",
    "central_burden_2075_gdp_share",
    "exhaustion_year",
];

/// The headlines as text, a table each; only [`MAIN`] unless `all`.
pub fn to_text(found: &Decomposed, all: bool, terminal: Terminal<'_>) -> String {
    let regime = terminal.titles.called(&found.regime, terminal.language);
    let mut text = format!("{} {}, from the country of 2024 carried on\n", typed(regime), found.response);
    let shown = PrintedParts { language: terminal.language, never: f64::from(found.last_year + 1) };
    for parts in found.measures.iter().filter(|parts| all || MAIN.contains(&parts.measure)) {
        let band = found.bands.iter().find(|band| band.measure == parts.measure);
        let bands = band.map_or(Vec::new(), |band| shown.band_rows(band, headline(parts).unit));
        let table = TextTable { rows: [shown.rows(parts), bands].concat(), left: 1 };
        let _ = write!(text, "\n{}\n{}", shown.title(parts), table.text(terminal));
    }
    text + &notes(found, all)
}

/// How parts are shown.
#[derive(Clone, Copy)]
struct PrintedParts {
    language: Language,
    /// What stands for a calendar year that is not reached.
    never: f64,
}

fn headline(parts: &Parts) -> &'static Headline {
    Headline::find(parts.measure).expect("a headline of the list")
}

impl PrintedParts {
    fn title(self, parts: &Parts) -> String {
        let headline = headline(parts);
        match headline.unit {
            Unit::Ratio => headline.title.to_owned(),
            // Two blanks part what is told in another language word by word.
            unit => format!("{}  {}", headline.title, unit.name(self.language)),
        }
    }

    /// A head, the Shapley values, and what each factor adds in three other orders.
    fn rows(self, parts: &Parts) -> Vec<Vec<TextCell>> {
        let unit = headline(parts).unit;
        let (held, values, model) = self.printed(parts, unit);
        let none = String::new;
        let end = |number: i128, value: f64| match unit {
            Unit::Year if value >= self.never => "not reached".to_owned(),
            _ => self.show(number, unit),
        };
        let signed =
            |value: i128| if value > 0 { format!("+{}", self.show(value, unit)) } else { self.show(value, unit) };
        let others = |label: &str, read: fn(&FactorPart) -> Option<f64>| {
            let adds = |part| read(part).map_or("–".to_owned(), |value| signed(self.round(value, unit)));
            let cells = parts.parts.iter().map(adds);
            std::iter::once(label.to_owned()).chain([none()]).chain(cells).chain([none()]).collect::<Vec<_>>()
        };
        let shapley = values.into_iter().map(signed);
        let [held, model] = [end(held, parts.held), end(model, parts.model)];
        let shapley = ["Shapley".to_owned(), held].into_iter().chain(shapley).chain([model]);
        let head = ["", "held", "ageing", "migration", "wages", "response", "regime", "model"];
        let lines: [Vec<String>; 5] = [
            head.map(str::to_owned).to_vec(),
            shapley.collect(),
            others("alone", |part| Some(part.alone)),
            others("last", |part| Some(part.last)),
            others("ageing held", |part| part.last_ageing_held),
        ];
        lines.map(|line| line.into_iter().map(TextCell::from).collect()).to_vec()
    }

    /// The Shapley values over draws: two points, and how much of the weight is above zero.
    fn band_rows(self, band: &PartsBand, unit: Unit) -> Vec<Vec<TextCell>> {
        let at = |label: &str, read: fn(&ValueBand) -> f64| {
            let number = |value: &ValueBand| self.show(self.round(read(value), unit), unit);
            let end = |value: &ValueBand| match unit {
                Unit::Year if read(value) >= self.never => "not reached".to_owned(),
                _ => number(value),
            };
            let signed =
                |value: &ValueBand| if read(value) > 0.0 { format!("+{}", number(value)) } else { number(value) };
            let ends = [label.to_owned(), end(&band.held)];
            ends.into_iter().chain(band.parts.iter().map(signed)).chain([end(&band.model)]).collect::<Vec<_>>()
        };
        let shares = band.parts.iter().map(|part| format!("{:.0}", 100.0 * part.positive));
        let above = ["above 0, %".to_owned(), String::new()].into_iter().chain(shares).chain([String::new()]).collect();
        let lines = [at("5 %", |value| value.p05), at("50 %", |value| value.p50), at("95 %", |value| value.p95), above];
        lines.into_iter().map(|line| line.into_iter().map(TextCell::from).collect()).collect()
    }

    /// Both ends in units of the last printed digit, and parts that lead from one to the other.
    fn printed(self, parts: &Parts, unit: Unit) -> (i128, [i128; Factor::COUNT], i128) {
        let (held, model) = (self.round(parts.held, unit), self.round(parts.model, unit));
        let (scale, digits) = unit.printed(self.language);
        // In billionths of the last digit; what rounding of the ends adds or takes falls to the largest part.
        let mut fine = parts.parts.map(|part| (part.value * scale * 10f64.powi(digits) * 1e9).round() as i128);
        let largest = (0..Factor::COUNT).max_by_key(|place| fine[*place].abs()).unwrap_or_default();
        fine[largest] += (model - held) * BILLION - fine.iter().sum::<i128>();
        (held, whole(fine, BILLION), model)
    }

    fn round(self, value: f64, unit: Unit) -> i128 {
        let (scale, digits) = unit.printed(self.language);
        (value * scale * 10f64.powi(digits)).round() as i128
    }

    fn show(self, value: i128, unit: Unit) -> String {
        let digits = unit.printed(self.language).1;
        format!("{:.*}", digits as usize, value as f64 / 10f64.powi(digits))
    }
}

const BILLION: i128 = 1_000_000_000;

fn notes(found: &Decomposed, all: bool) -> String {
    let mut text = String::from(
        "
held: from 2025 on no ageing, no moves, real wages and effort stay, no pool
Shapley: what a factor adds, mean over all orders; held and the five make model
alone: what it adds to held; last: what it adds to the four others
ageing held: the same without ageing; last less this is what grows with ageing
",
    );
    if !found.drawn.is_empty() {
        let draws = found.drawn.len();
        let _ = writeln!(text, "5, 50, 95 %: Shapley values over {draws} draws of the posterior; they do not add up");
        text += "above 0: share of the weight of draws in which a factor adds\n";
    }
    text += if found.same_accounts {
        "2024 is the same in all 32 worlds\n"
    } else {
        "2024 is not the same in all 32 worlds: this regime differs before 2025\n"
    };
    let later = found.measures.iter().filter(|parts| parts.not_reached > 0 && (all || MAIN.contains(&parts.measure)));
    for parts in later {
        let (worlds, title, last) = (parts.not_reached, headline(parts).title, found.last_year);
        let _ =
            writeln!(text, "{title}: not reached by {last} in {worlds} of 32 worlds, there counted as {}", last + 1);
    }
    for measure in found.left_out.iter().filter(|measure| all || MAIN.contains(measure)) {
        let title = Headline::find(measure).map_or(*measure, |headline| headline.title);
        let _ = writeln!(text, "{title}: not known in every world, so not taken apart");
    }
    text
}
