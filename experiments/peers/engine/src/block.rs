//! People of one sex and age who are lived side by side.

use crate::facts::Facts;
use crate::{Desk, GONE, PAYS, PLACES, RETIRED, RETIREMENT, STOPPED};
use fastox_model::draws::{BLOCK, Decision, Draws, exp, standard_normals, uniform};

pub struct Block {
    pub id: [u32; BLOCK],
    pub place: [u8; BLOCK],
    pub status: [u8; BLOCK],
    pub level: [f32; BLOCK],
    /// Whole years.
    pub paid: [u8; BLOCK],
    pub bases: [f32; BLOCK],
    pub account: [f32; BLOCK],
    pub pension: [f32; BLOCK],
}

/// Somebody on the way to another place.
pub struct Person {
    id: u32,
    place: u8,
    status: u8,
    paid: u8,
    numbers: [f32; 4],
}

impl Block {
    /// People of 20 with ids from this one on, one for each place.
    pub fn newcomers(first: u32, place: &[u8], draws: Draws) -> Self {
        let (zero, mut words) = ([0.0; BLOCK], [[0; BLOCK]; 4]);
        let id = std::array::from_fn(|i| first + i as u32);
        draws.fill(&id, 0, Decision::Birth, words.each_mut());
        let status = std::array::from_fn(|i| match uniform(words[0][i]) {
            _ if i >= place.len() => GONE,
            chance if chance < 0.75 => PAYS,
            _ => STOPPED,
        });
        let mut level = zero;
        standard_normals(&words[1], &mut level);
        let level = level.map(|z| 0.3 * z);
        let place = std::array::from_fn(|i| place.get(i).copied().unwrap_or_default());
        Self { id, place, status, level, paid: [0; BLOCK], bases: zero, account: zero, pension: zero }
    }

    pub fn person(&self, i: usize) -> Person {
        let numbers = [self.level[i], self.bases[i], self.account[i], self.pension[i]];
        Person { id: self.id[i], place: self.place[i], status: self.status[i], paid: self.paid[i], numbers }
    }

    pub fn put(&mut self, i: usize, person: Person) {
        (self.id[i], self.place[i]) = (person.id, person.place);
        (self.status[i], self.paid[i]) = (person.status, person.paid);
        [self.level[i], self.bases[i], self.account[i], self.pension[i]] = person.numbers;
    }

    pub fn clear(&mut self, i: usize) {
        (self.status[i], self.pension[i]) = (GONE, 0.0);
    }

    /// The year of a block that begins at this place of its shard.
    pub fn live(&mut self, sex: usize, age: usize, start: usize, facts: &Facts, draws: Draws, desk: &mut Desk) {
        words_of(&self.id, facts.year, draws, &mut desk.words);
        self.die(facts.death[sex][age.min(127)], start, desk);
        if age < RETIREMENT[sex] {
            self.move_or_stay(&facts.moves[age], facts, &desk.words);
            self.earn(facts.profile[age], facts, desk);
        } else {
            if age == RETIREMENT[sex] {
                self.retire(facts);
            }
            self.pay_out(desk);
        }
    }

    fn die(&mut self, death: u32, start: usize, desk: &mut Desk) {
        each(&below(&desk.words[0], death), |i| {
            if self.status[i] != GONE {
                desk.sums.died[usize::from(self.place[i] & 31)] += 1;
                desk.dead.push(start + i);
                self.clear(i);
            }
        });
    }

    fn move_or_stay(&mut self, leave: &[u32; PLACES], facts: &Facts, words: &[[u32; BLOCK]; 4]) {
        // Nobody leaves from above the largest chance of all provinces.
        let most = leave.iter().copied().max().unwrap_or(0);
        each(&below(&words[1], most), |i| {
            let home = usize::from(self.place[i] & 31);
            if words[1][i] < leave[home] {
                let to = facts.to[home].iter().position(|limit| words[2][i] < *limit);
                self.place[i] = to.unwrap_or(home) as u8;
            }
        });
    }

    fn earn(&mut self, profile: f32, facts: &Facts, desk: &mut Desk) {
        let Desk { words, own, wage, fen, sums, .. } = desk;
        own_bases(&mut self.level, &words[3], profile, own);
        for (wage, place) in wage.iter_mut().zip(&self.place) {
            *wage = facts.wage[usize::from(place & 31)];
        }
        sums.paying += serve(&self.status, own, &mut self.paid, &mut self.bases);
        contribute(&self.status, own, wage, &mut self.account, fen);
        add(&self.place, fen, &mut sums.due);
    }

    /// Who pays in at the retirement age retires, or stops.
    fn retire(&mut self, facts: &Facts) {
        for i in 0..BLOCK {
            if self.status[i] == PAYS {
                let years = f32::from(self.paid[i]);
                self.status[i] = if self.paid[i] >= 15 { RETIRED } else { STOPPED };
                let mean = self.bases[i] / years.max(1.0);
                let wage = facts.wage[usize::from(self.place[i] & 31)];
                let earned = wage / 12.0 * (1.0 + mean) / 2.0 * years * 0.01;
                // Raised below as all are.
                self.pension[i] = (earned + self.account[i] / 139.0) / 1.03;
            }
        }
    }

    fn pay_out(&mut self, desk: &mut Desk) {
        let Desk { fen, sums, .. } = desk;
        sums.retired += draw(&self.status, &mut self.pension, fen);
        add(&self.place, fen, &mut sums.spent);
    }

    /// Somebody who has reached this age at the opening.
    pub fn live_until(&mut self, i: usize, age: usize, sex: usize, chance: f32, facts: &Facts) {
        let home = facts.wage[usize::from(self.place[i])];
        if age >= RETIREMENT[sex] {
            self.status[i] = if chance < 0.7 { RETIRED } else { STOPPED };
            self.pension[i] = if self.status[i] == RETIRED { 0.45 * home / 12.0 } else { 0.0 };
        } else if self.status[i] == PAYS {
            self.paid[i] = ((age - 20) as f32 * 0.8) as u8;
            self.bases[i] = f32::from(self.paid[i]);
            self.account[i] = self.bases[i] * 0.08 * 0.6 * home;
        }
    }
}

// Columns are parameters of their own, so that the compiler knows them apart and uses vectors.

/// The nearest whole number to one from 0 to 2⁵² − 1: after adding 2⁵² it stands in the low bits. A cast is made one by one.
#[inline(always)]
fn whole(x: f32) -> i64 {
    ((f64::from(x) + 4_503_599_627_370_496.0).to_bits() & ((1 << 52) - 1)) as i64
}

#[inline(never)]
fn words_of(id: &[u32; BLOCK], year: i32, draws: Draws, words: &mut [[u32; BLOCK]; 4]) {
    draws.fill(id, year, Decision::Course, words.each_mut());
}

#[inline(never)]
fn below(word: &[u32; BLOCK], limit: u32) -> [u8; BLOCK] {
    word.map(|word| u8::from(word < limit))
}

/// Calls for every flag that is set; eight are looked at in one word.
fn each(flags: &[u8; BLOCK], mut call: impl FnMut(usize)) {
    for (number, eight) in flags.as_chunks::<8>().0.iter().enumerate() {
        let mut set = u64::from_le_bytes(*eight);
        while set != 0 {
            call(8 * number + set.trailing_zeros() as usize / 8);
            set &= set - 1;
        }
    }
}

#[inline(never)]
fn own_bases(level: &mut [f32; BLOCK], word: &[u32; BLOCK], profile: f32, own: &mut [f32; BLOCK]) {
    standard_normals(word, own);
    for i in 0..BLOCK {
        level[i] = 0.95 * level[i] + 0.1 * own[i];
        own[i] = exp(profile + level[i]).clamp(0.6, 3.0);
    }
}

/// Who pays in gains a year and a base; says how many do.
#[inline(never)]
fn serve(status: &[u8; BLOCK], own: &[f32; BLOCK], paid: &mut [u8; BLOCK], bases: &mut [f32; BLOCK]) -> i64 {
    let mut paying = 0;
    for i in 0..BLOCK {
        let pays = i32::from(status[i] == PAYS);
        paying += pays;
        paid[i] += pays as u8;
        bases[i] += pays as f32 * own[i];
    }
    i64::from(paying)
}

/// Who pays in gains a deposit and owes 16 %.
#[inline(never)]
fn contribute(
    status: &[u8; BLOCK],
    own: &[f32; BLOCK],
    wage: &[f32; BLOCK],
    account: &mut [f32; BLOCK],
    due: &mut [i64; BLOCK],
) {
    for i in 0..BLOCK {
        let (pays, base) = (f32::from(u8::from(status[i] == PAYS)), wage[i] * own[i]);
        account[i] += pays * (account[i] * 0.03 + 0.08 * base);
        due[i] = whole(16.0 * pays * base);
    }
}

/// Raises and pays pensions; says how many draw one. Who draws none has none to raise.
#[inline(never)]
fn draw(status: &[u8; BLOCK], pension: &mut [f32; BLOCK], spent: &mut [i64; BLOCK]) -> i64 {
    let mut retired = 0;
    for i in 0..BLOCK {
        let draws = i32::from(status[i] == RETIRED);
        retired += draws;
        pension[i] *= 1.03;
        spent[i] = whole(1200.0 * draws as f32 * pension[i]);
    }
    i64::from(retired)
}

/// Adds by province.
#[inline(never)]
fn add(place: &[u8; BLOCK], fen: &[i64; BLOCK], to: &mut [i64; PLACES]) {
    for i in 0..BLOCK {
        to[usize::from(place[i] & 31)] += fen[i];
    }
}
