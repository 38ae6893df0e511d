//! People of one birth year and sex as they open, block by block.
//!
//! First everybody is endowed and finds out whether retired, in service or outside the scheme; then each of the first
//! two gets what their standing brings along.

use super::Synthesis;
use super::block::{Block, Flags, lanes_of};
use super::histories::CohortHistories;
use super::opening_pensions::CohortPensions;
use fastox_model::draws::{BLOCK, uniform};
use fastox_model::geography::PROVINCES;
use fastox_model::people::deal::Neighbours;
use fastox_model::people::facts::pick;
use fastox_model::people::{Sex, Shard, State, Status, Traits};
use fastox_model::units::Year;
use std::ops::Range;

/// What people of a cohort have in common.
pub(super) struct OpeningCohort<'a> {
    all: &'a Synthesis<'a>,
    histories: CohortHistories<'a>,
    pensions: CohortPensions<'a>,
    /// By province of residence.
    chances: [Chances; PROVINCES],
}

/// What people of a cohort and province are at the opening.
#[derive(Clone, Copy)]
struct Chances {
    retired: f64,
    in_service: f64,
    /// To have the hukou of another province.
    away: f32,
}

impl<'a> OpeningCohort<'a> {
    pub fn of(all: &'a Synthesis<'a>, birth_year: Year, sex: Sex) -> Self {
        let (age, inputs) = ((all.inputs.opening - birth_year) as usize, all.inputs);
        let chances = |home: usize| Chances {
            retired: inputs.coverage.retired_at_opening(sex as usize, age, home),
            in_service: inputs.coverage.in_service_at_opening(sex as usize, age, home),
            away: inputs.migration.away(home, age) as f32,
        };
        Self {
            all,
            histories: all.histories.of_cohort(birth_year, sex),
            pensions: all.pensions.of_cohort(birth_year, sex),
            chances: std::array::from_fn(chances),
        }
    }

    /// Endows people of one province, and finds out what they are; `first` is the place of the first of the block in the
    /// cohort, `start` that in the shard.
    pub fn endow(&self, shard: &mut Shard, start: usize, block: &mut Block, here: &Neighbours, first: usize) {
        let lanes = here.places.start - first..here.places.end - first;
        let from = start + lanes.start;
        let columns = (&mut shard.traits[from..], &mut shard.wage[from..]);
        self.all.endowment.endow_all(&block.born, lanes.clone(), (shard.sex, here.home), columns);
        block.home[lanes.clone()].fill(here.home as u8);
        let away = self.chances[here.home].away;
        for lane in lanes.clone() {
            block.flags.away[lane] = u8::from(uniform(block.history[0][lane]) < away);
        }
        self.part(block, here, lanes);
    }

    /// Parts people of one province into retired, in service and outside.
    fn part(&self, block: &mut Block, here: &Neighbours, lanes: Range<usize>) {
        let Chances { retired, in_service, .. } = self.chances[here.home];
        let flags = &mut block.flags;
        let columns = flags.retired[lanes.clone()].iter_mut().zip(&mut flags.in_service[lanes.clone()]);
        for (number, (is_retired, is_in_service)) in (here.number..).zip(columns) {
            // A golden-ratio sequence fills a province evenly: close to the expected count at any scale.
            let u = fraction(f64::from(number) * 0.618_033_988_749_895 + 0.5);
            *is_retired = u8::from(u < retired);
            *is_in_service = u8::from(u < retired + in_service) & !u8::from(u < retired);
        }
        for lane in lanes {
            let [as_insured, as_entrant] =
                [&self.all.endowment, &self.all.outside].map(|shares| shares.is_public(&block.born, lane, here.home));
            let outside = 1 ^ (flags.retired[lane] | flags.in_service[lane]);
            flags.other_sector[lane] = outside & u8::from(as_insured != as_entrant);
        }
    }

    /// Opens a block that was endowed.
    pub fn open(&self, shard: &mut Shard, start: usize, block: &mut Block) {
        let end = shard.len.min(start + BLOCK);
        for (id, own) in (block.first_id..).zip(&mut shard.id[start..end]) {
            *own = id;
        }
        shard.lives[0].state[start..end].fill(State::OUTSIDE.0);
        let Flags { retired, in_service, other_sector, away } = &mut block.flags;
        let [retired, in_service, other_sector, away] =
            [retired, in_service, other_sector, away].map(|flags| lanes_of(flags, end - start));
        for lane in away.iter() {
            self.register(&mut shard.traits[start + lane], block, lane);
        }
        for lane in other_sector.iter() {
            let (home, traits) = (usize::from(block.home[lane]), &mut shard.traits[start + lane]);
            let (own, before) = (self.all.outside.endow(&block.born, lane, shard.sex, home).0, Traits(*traits));
            *traits = own.with_hukou(before.hukou()).with_moved(before.moved()).0;
        }
        block.draw_more(&in_service, self.all.draws);
        for lane in retired.iter() {
            self.retire(shard, start, lane, block);
        }
        for (number, lane) in in_service.iter().enumerate() {
            let more = block.more.each_ref().map(|words| words[number]);
            self.insure(shard, start + lane, block, lane, more);
        }
    }

    /// Gives somebody away from home a hukou.
    fn register(&self, traits: &mut u32, block: &Block, lane: usize) {
        let home = usize::from(block.home[lane]);
        let word = (uniform(block.history[0][lane]) / self.chances[home].away) * 4_294_967_295.0;
        let hukou = pick(&self.all.hukou[home], word as u32);
        *traits = Traits(*traits).with_hukou(hukou).with_moved(usize::from(hukou != home)).0;
    }

    fn retire(&self, shard: &mut Shard, start: usize, lane: usize, block: &Block) {
        let (place, home, words) = (start + lane, usize::from(block.home[lane]), block.words(lane));
        let public = uniform(words[1]) < self.all.public_retirees[home];
        shard.traits[place] = Traits(shard.traits[place]).with_public(usize::from(public)).0;
        let opening = self.pensions.pension(home, public, words);
        let life = &mut shard.lives[0];
        life.bases_or_pension[place] = opening.pension;
        life.account.set(place, opening.account);
        life.months[place] = opening.months;
        life.state[place] = State::OUTSIDE
            .with_status(Status::Retired)
            .with_relation(home)
            .with_award((opening.award_year - 1960) as usize)
            .0;
    }

    fn insure(&self, shard: &mut Shard, place: usize, block: &Block, lane: usize, more: [u32; 4]) {
        let (home, words) = (usize::from(block.home[lane]), block.words(lane));
        // Those still in service past the ages of their class are of the class that stays longest.
        let traits = self.histories.still_in_service(Traits(shard.traits[place]));
        let public = traits.public() == 1;
        let relation = if public { home } else { self.relation(home, words[1]) };
        let status = if public || uniform(words[2]) < self.all.paying {
            let alone = !public && uniform(words[3]) < self.all.flexible;
            if alone { Status::Flexible } else { Status::Employee }
        } else {
            Status::Dormant
        };
        let history = self.histories.history(public, (shard.wage[place], relation), status, more);
        shard.deemed[place] = history.deemed;
        shard.traits[place] = traits.with_early_member(usize::from(history.early_member)).0;
        let life = &mut shard.lives[0];
        life.months[place] = history.months;
        life.index[place] = history.index;
        life.bases_or_pension[place] = history.bases;
        life.account.set(place, history.account);
        life.state[place] = State::OUTSIDE
            .with_status(status)
            .with_relation(relation)
            .with_works_away(usize::from(relation != home))
            .with_months_here(usize::from(history.months).min(1023))
            .0;
    }

    /// Where a resident is insured.
    fn relation(&self, home: usize, word: u32) -> usize {
        picked_near(&self.all.elsewhere[home], home, word)
    }
}

/// The province that a word picks; most pick this one, which is looked at first.
fn picked_near(cumulative: &[u32; 32], home: usize, word: u32) -> usize {
    let before = home.checked_sub(1).map_or(0, |before| cumulative[before]);
    if before <= word && word < cumulative[home] { home } else { pick(cumulative, word) }
}

/// What a number from 0 to 2³² has beyond a whole one.
#[inline(always)]
fn fraction(x: f64) -> f64 {
    // Where the numbers are whole, a sum is the nearest of them.
    const WHOLE: f64 = 4_503_599_627_370_496.0;
    let nearest = (x + WHOLE) - WHOLE;
    x - if nearest > x { nearest - 1.0 } else { nearest }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fastox_model::people::facts::Coverage;

    #[test]
    fn a_fraction_is_what_is_beyond_a_whole_number() {
        let golden =
            (0..200_000_u32).chain(u32::MAX - 1000..=u32::MAX).map(|n| f64::from(n) * 0.618_033_988_749_895 + 0.5);
        let whole =
            [0.0, 0.5, 1.0, 1.5, 2.0_f64.next_down(), 2.0, 2.5, 4_294_967_295.0, 4_294_967_296.0_f64.next_down()];
        for x in golden.chain(whole) {
            assert_eq!(fraction(x).to_bits(), x.fract().to_bits(), "{x}");
        }
    }

    #[test]
    fn who_is_looked_at_first_is_who_would_be_picked() {
        let mut weights = [0.0; PROVINCES];
        (weights[4], weights[9], weights[30]) = (0.9, 0.02, 0.08);
        for weights in [weights, [1.0; PROVINCES]] {
            let cumulative = Coverage::cumulate(&weights);
            let around = cumulative.iter().flat_map(|t| [t.saturating_sub(1), *t, t.saturating_add(1)]);
            for word in around.chain([0, u32::MAX / 2, u32::MAX]) {
                for home in 0..PROVINCES {
                    assert_eq!(picked_near(&cumulative, home, word), pick(&cumulative, word), "{home} {word}");
                }
            }
        }
    }
}
