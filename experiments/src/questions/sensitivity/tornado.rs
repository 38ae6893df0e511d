//! One parameter at a time: low and high, the others central.

use super::headlines::AskedAndFixed;
use super::{Chance, Live, Read};
use fastox_calibration::parameters::quantity::Unit;
use fastox_calibration::parameters::uncertainty::{FROM, Uncertain};
use fastox_calibration::parameters::{Kind, Parameters};
use fastox_model::books::BrokenIdentity;
use serde::Serialize;

/// A headline with one parameter low and high. A year that does not come by the last one is missing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bar {
    /// The parameter; of a choice with the word it takes.
    pub parameter: String,
    /// Its low and high value; none for a word.
    pub ends: Option<(f64, f64)>,
    /// The headline with the parameter low; none for a word, or if it is not known there.
    pub at_low: Option<f64>,
    /// With all parameters central.
    pub at_central: Option<f64>,
    /// With the parameter high, or with the word, if it is known there.
    pub at_high: Option<f64>,
    /// How far apart the three lie; a year that does not come counts as the one after the last.
    pub swing: f64,
    /// How many people would tell the swing from chance; none if these do, or if that is not known.
    pub people_needed: Option<u64>,
}

/// A parameter or a word of a choice, with the headlines at both ends.
pub(super) struct Moved {
    name: String,
    ends: Option<(f64, f64)>,
    at_low: Option<Vec<f64>>,
    at_central: Vec<f64>,
    at_high: Vec<f64>,
}

impl Moved {
    fn swing(&self, headline: usize) -> f64 {
        let values = [self.at_low.as_ref(), Some(&self.at_central), Some(&self.at_high)];
        let values = values.into_iter().flatten().map(|values| values[headline]).filter(|value| value.is_finite());
        let (low, high) = values.fold((f64::MAX, f64::MIN), |(l, h), v| (v.min(l), v.max(h)));
        high - low
    }

    fn bar(&self, headline: usize, read: &Read<'_>, (chance, people): (&Chance, usize)) -> Bar {
        let known = |values: &Vec<f64>| read.known(headline, values[headline]);
        let swing = self.swing(headline);
        Bar {
            parameter: self.name.clone(),
            ends: self.ends,
            at_low: self.at_low.as_ref().and_then(known),
            at_central: known(&self.at_central),
            at_high: known(&self.at_high),
            swing,
            people_needed: chance.people_needed(swing, people),
        }
    }
}

/// The other words of every assumption and estimate that is a choice: its name and the word.
pub(super) fn words(parameters: &Parameters) -> Vec<(String, String)> {
    let choices = parameters.iter().filter(|(_, p)| p.kind != Kind::Law && p.unit == Unit::Choice);
    let others = |(name, p): (&str, &fastox_calibration::parameters::Parameter)| {
        let now = p.national.as_ref().map(|path| path.at(FROM) as usize);
        let others = p.choices.iter().enumerate().filter(|(place, _)| Some(*place) != now);
        others.map(|(_, word)| (name.to_owned(), word.clone())).collect::<Vec<_>>()
    };
    choices.flat_map(others).collect()
}

/// Lives every parameter low and high, and every other word.
pub(super) fn bars(
    live: &Live<'_>,
    read: &Read<'_>,
    central: &AskedAndFixed,
    (space, words): (&[Uncertain], &[(String, String)]),
) -> Result<Vec<Moved>, Box<BrokenIdentity>> {
    let ends: Vec<(&Uncertain, f64)> = space.iter().flat_map(|u| [(u, u.low), (u, u.high)]).collect();
    let lived = live.all(&ends, |parameters, (uncertain, value)| uncertain.set(parameters, *value))?;
    let worded = live.all(words, |parameters, (name, word)| {
        parameters.set(&format!("{name}={word}")).expect("a word of the parameter");
    })?;
    let at_central = read.of(central);
    let swept = space.iter().zip(lived.chunks_exact(2)).map(|(u, pair)| Moved {
        name: u.name.clone(),
        ends: Some((u.low, u.high)),
        at_low: Some(read.of(&pair[0])),
        at_central: at_central.clone(),
        at_high: read.of(&pair[1]),
    });
    let worded = words.iter().zip(&worded).map(|((name, word), worlds)| Moved {
        name: format!("{name} = {word}"),
        ends: None,
        at_low: None,
        at_central: at_central.clone(),
        at_high: read.of(worlds),
    });
    Ok(swept.chain(worded).collect())
}

/// The bars of a headline, the widest first; equally wide ones in the order of their names.
pub(super) fn of_headline(
    moved: &[Moved],
    headline: usize,
    read: &Read<'_>,
    chance_of_people: (&Chance, usize),
) -> Vec<Bar> {
    let mut bars: Vec<Bar> = moved.iter().map(|moved| moved.bar(headline, read, chance_of_people)).collect();
    bars.sort_by(|a, b| b.swing.total_cmp(&a.swing));
    bars
}

/// So many parameters with the largest effects, in the order of their names. The effect is the share of the headline's
/// squared widths, summed over headlines: one that matters for a single headline gets in, too.
pub(super) fn largest<'u>(moved: &[Moved], space: &'u [Uncertain], top: usize) -> Vec<&'u Uncertain> {
    let swept = &moved[..space.len()];
    let headlines = swept.first().map_or(0, |moved| moved.at_high.len());
    let mut score = vec![0.0; space.len()];
    for headline in 0..headlines {
        let squares: Vec<f64> = swept.iter().map(|m| m.swing(headline).powi(2)).collect();
        let all: f64 = squares.iter().sum();
        for (score, square) in score.iter_mut().zip(&squares).filter(|_| all > 0.0) {
            *score += square / all;
        }
    }
    let mut order: Vec<usize> = (0..space.len()).collect();
    order.sort_by(|a, b| score[*b].total_cmp(&score[*a]));
    order.truncate(top);
    order.sort_unstable();
    order.into_iter().map(|place| &space[place]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questions::sensitivity::Selected;
    use fastox_calibration::parameters::uncertainty::uncertain;

    #[test]
    fn the_largest_are_chosen_over_all_headlines() {
        let space = uncertain(&Parameters::embedded());
        let moved: Vec<Moved> = (0..space.len())
            .map(|place| Moved {
                name: space[place].name.clone(),
                ends: Some((0.0, 1.0)),
                at_low: Some(vec![0.0, 0.0]),
                at_central: vec![0.0, 0.0],
                // Parameter 5 moves only the second headline, whose numbers are small.
                at_high: vec![100.0 * f64::from(u8::from(place == 7)), if place == 5 { 1e-6 } else { 0.0 }],
            })
            .collect();
        let chosen = largest(&moved, &space, 2);
        let names: Vec<&str> = chosen.iter().map(|u| u.name.as_str()).collect();
        assert_eq!(names, [&space[5].name, &space[7].name]);
        let read = Read { headlines: &Selected::all(), last_year: 2050 };
        let bars = of_headline(&moved, 0, &read, (&Chance::of(&[None]), 100));
        assert_eq!(bars[0].parameter, space[7].name);
    }

    /// A year after the last one has no value and counts as the one after it; what chance may do is told with people.
    #[test]
    fn a_year_that_does_not_come_has_no_value_and_a_swing() {
        let headlines: Vec<Selected> = Selected::all().into_iter().filter(Selected::is_year).collect();
        let read = Read { headlines: &headlines[..1], last_year: 2035 };
        let moved = Moved {
            name: "a".to_owned(),
            ends: Some((0.0, 1.0)),
            at_low: Some(vec![2034.0]),
            at_central: vec![2036.0],
            at_high: vec![2036.0],
        };
        let chance = Chance { seeds: 5, known: 5, between_seeds: Some(4.0) };
        let bar = &of_headline(&[moved], 0, &read, (&chance, 1000))[0];
        assert_eq!((bar.at_low, bar.at_central, bar.at_high), (Some(2034.0), None, None));
        assert_eq!((bar.swing, bar.people_needed), (2.0, Some(4000)));
    }

    #[test]
    fn the_other_words_of_a_choice_are_told() {
        let words = words(&Parameters::embedded());
        let of_path = words.iter().filter(|(name, _)| name == "subsidy.path");
        let of_path: Vec<&str> = of_path.map(|(_, word)| word.as_str()).collect();
        assert_eq!(of_path, ["real-per-retiree", "frozen"]);
    }
}
