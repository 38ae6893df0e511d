//! The simplified year of `experiments/peers` in the stages of this engine: blocks of one sex and age, draws by person and
//! year, plain loops over columns, whole sums. `peers/run.py` compiles it for the vectors of the machine.
//!
//! `simplified-year PEOPLE THREADS` prints a line of JSON as the peers do. What a year is stands in `peers/year.py`.

use fastox_model::draws::{BLOCK, Decision, Draws, exp, standard_normal, threshold, uniform};
use rayon::prelude::*;
use std::time::Instant;

const PROVINCES: usize = 31;
const YEARS: i32 = 20;
const RETIREMENT: [usize; 2] = [60, 55];
const PAYS: u8 = 0;
const STOPPED: u8 = 1;
const RETIRED: u8 = 2;
/// Who has died.
const GONE: u8 = 3;
/// Blocks of a shard.
const BLOCKS: usize = 16;

/// People of one sex and age, up to `BLOCKS` blocks of them.
struct Shard {
    sex: usize,
    age: usize,
    blocks: Vec<Block>,
}

struct Block {
    id: [u32; BLOCK],
    place: [u8; BLOCK],
    status: [u8; BLOCK],
    level: [f32; BLOCK],
    paid: [f32; BLOCK],
    bases: [f32; BLOCK],
    account: [f32; BLOCK],
    pension: [f32; BLOCK],
}

/// Everything by province; money in fen.
#[derive(Clone, Copy, Default)]
struct Sums {
    paying: i64,
    retired: i64,
    revenue: [i64; PROVINCES],
    spent: [i64; PROVINCES],
    died: [i64; PROVINCES],
}

/// What a year brings.
struct Facts {
    year: i32,
    wage: [f32; 32],
    compliance: [f32; 32],
    death: [Vec<u32>; 2],
    profile: Vec<f32>,
    moves: Vec<[u32; 32]>,
    to: Vec<[u32; PROVINCES]>,
}

impl Facts {
    fn of(year: i32) -> Self {
        let by = |value: &dyn Fn(usize) -> f64| std::array::from_fn(|p| value(p) as f32);
        let die = |first: f64| {
            let chance = |a: usize| if a < 105 { (first * ((a as f64 - 20.0) * 0.09).exp()).min(0.6) } else { 1.0 };
            (0..128).map(|a| threshold(chance(a))).collect()
        };
        let years = |a: usize| a as f64 - 20.0;
        let weight = |o: usize, d: usize| {
            if o == d { 0.0 } else { (1 + (7 * d) % 31) as f64 / (1.0 + o.abs_diff(d) as f64) }
        };
        let cumulated = |o: usize| {
            let all: f64 = (0..PROVINCES).map(|d| weight(o, d)).sum();
            std::array::from_fn(|d| threshold((0..=d).map(|d| weight(o, d)).sum::<f64>() / all))
        };
        let leave = |a: usize, p: usize| 0.03 * (-years(a) / 15.0).exp() * (0.5 + p as f64 / 30.0);
        Self {
            year,
            wage: by(&|p| 60_000.0 * (0.7 + 0.02 * p as f64) * 1.05f64.powi(year)),
            compliance: by(&|p| 0.7 + 0.01 * p as f64),
            death: [die(0.0005), die(0.0003)],
            profile: (0..128).map(|a| (0.02 * years(a) - 0.0003 * years(a).powi(2) - 0.1) as f32).collect(),
            moves: (0..128).map(|a| std::array::from_fn(|p| threshold(leave(a, p)))).collect(),
            to: (0..PROVINCES).map(cumulated).collect(),
        }
    }
}

impl Block {
    fn empty() -> Self {
        let (none, zero) = ([0; BLOCK], [0.0; BLOCK]);
        let status = [GONE; BLOCK];
        Self { id: [0; BLOCK], place: none, status, level: zero, paid: zero, bases: zero, account: zero, pension: zero }
    }

    /// Somebody of 20.
    fn enter(&mut self, i: usize, id: u32, place: usize, draws: Draws) {
        let word = draws.words(id, 0, Decision::Birth);
        (self.id[i], self.place[i]) = (id, place as u8);
        self.status[i] = if uniform(word[0]) < 0.75 { PAYS } else { STOPPED };
        self.level[i] = 0.3 * standard_normal(word[1]);
    }

    #[inline(always)]
    fn live(&mut self, sex: usize, age: usize, facts: &Facts, draws: Draws, sums: &mut Sums) {
        let mut words = [[0; BLOCK]; 4];
        words_of(&self.id, facts.year, draws, &mut words);
        let death = facts.death[sex][age.min(127)];
        let mut any = 0;
        for i in 0..BLOCK {
            any |= u8::from((words[0][i] < death) & (self.status[i] != GONE));
        }
        if any != 0 {
            self.bury(death, &words[0], sums);
        }
        if age < RETIREMENT[sex] {
            self.move_or_stay(&facts.moves[age], facts, &words);
            self.earn(facts.profile[age], facts, &words[3], sums);
        } else {
            self.pay_out(facts, sums);
        }
    }

    fn bury(&mut self, death: u32, word: &[u32; BLOCK], sums: &mut Sums) {
        for i in 0..BLOCK {
            if word[i] < death && self.status[i] != GONE {
                self.status[i] = GONE;
                sums.died[usize::from(self.place[i])] += 1;
            }
        }
    }

    #[inline(always)]
    fn move_or_stay(&mut self, leave: &[u32; 32], facts: &Facts, words: &[[u32; BLOCK]; 4]) {
        for i in 0..BLOCK {
            let home = usize::from(self.place[i] & 31);
            if words[1][i] < leave[home] {
                let to = facts.to[home].iter().position(|limit| words[2][i] < *limit);
                self.place[i] = to.unwrap_or(home) as u8;
            }
        }
    }

    #[inline(always)]
    fn earn(&mut self, profile: f32, facts: &Facts, word: &[u32; BLOCK], sums: &mut Sums) {
        let (mut own, mut pays, mut due) = ([0.0f32; BLOCK], [0.0f32; BLOCK], [0i32; BLOCK]);
        let (mut wage, mut compliance) = ([0.0f32; BLOCK], [0.0f32; BLOCK]);
        own_bases(&mut self.level, word, profile, &mut own);
        for i in 0..BLOCK {
            let place = usize::from(self.place[i] & 31);
            (wage[i], compliance[i]) = (facts.wage[place], facts.compliance[place]);
            pays[i] = f32::from(u8::from(self.status[i] == PAYS));
        }
        contribute(&pays, &own, &mut wage, &mut self.account);
        paid(&pays, &own, &mut self.paid, &mut self.bases);
        owed(&pays, &wage, &compliance, &mut due);
        for i in 0..BLOCK {
            sums.revenue[usize::from(self.place[i]).min(30)] += i64::from(due[i]);
        }
        sums.paying += pays.iter().map(|pays| *pays as i64).sum::<i64>();
    }

    #[inline(always)]
    fn pay_out(&mut self, facts: &Facts, sums: &mut Sums) {
        for i in 0..BLOCK {
            let (place, status) = (usize::from(self.place[i]).min(30), self.status[i]);
            if status == PAYS {
                self.status[i] = if self.paid[i] >= 15.0 { RETIRED } else { STOPPED };
                let mean = self.bases[i] / self.paid[i].max(1.0);
                let earned = facts.wage[place] / 12.0 * (1.0 + mean) / 2.0 * self.paid[i] * 0.01;
                self.pension[i] = earned + self.account[i] / 139.0;
            } else if status == RETIRED {
                self.pension[i] *= 1.03;
            }
            if self.status[i] == RETIRED {
                sums.retired += 1;
                sums.spent[place] += (1200.0 * self.pension[i]) as i64;
            }
        }
    }
}

// Columns are parameters of their own, so that the compiler knows them apart and uses vectors.

#[inline(never)]
fn own_bases(level: &mut [f32; BLOCK], word: &[u32; BLOCK], profile: f32, own: &mut [f32; BLOCK]) {
    for i in 0..BLOCK {
        level[i] = 0.95 * level[i] + 0.1 * standard_normal(word[i]);
        own[i] = exp(profile + level[i]).clamp(0.6, 3.0);
    }
}

/// Turns wages into bases and credits accounts.
#[inline(never)]
fn contribute(pays: &[f32; BLOCK], own: &[f32; BLOCK], wage: &mut [f32; BLOCK], account: &mut [f32; BLOCK]) {
    for i in 0..BLOCK {
        wage[i] *= own[i];
        account[i] += pays[i] * (account[i] * 0.03 + 0.08 * wage[i]);
    }
}

#[inline(never)]
fn paid(pays: &[f32; BLOCK], own: &[f32; BLOCK], years: &mut [f32; BLOCK], bases: &mut [f32; BLOCK]) {
    for i in 0..BLOCK {
        years[i] += pays[i];
        bases[i] += pays[i] * own[i];
    }
}

#[inline(never)]
fn owed(pays: &[f32; BLOCK], base: &[f32; BLOCK], compliance: &[f32; BLOCK], due: &mut [i32; BLOCK]) {
    for i in 0..BLOCK {
        due[i] = (pays[i] * 16.0 * base[i] * compliance[i]) as i32;
    }
}

#[inline(never)]
fn words_of(id: &[u32; BLOCK], year: i32, draws: Draws, words: &mut [[u32; BLOCK]; 4]) {
    draws.fill(id, year, Decision::Course, words);
}

impl Sums {
    fn and(mut self, other: &Self) -> Self {
        self.paying += other.paying;
        self.retired += other.retired;
        for p in 0..PROVINCES {
            self.revenue[p] += other.revenue[p];
            self.spent[p] += other.spent[p];
            self.died[p] += other.died[p];
        }
        self
    }
}

/// Shards of people who come in this order.
fn shards(sex: usize, age: usize, people: Vec<Block>) -> Vec<Shard> {
    let mut people = people.into_iter().peekable();
    std::iter::from_fn(|| {
        people.peek()?;
        Some(Shard { sex, age, blocks: people.by_ref().take(BLOCKS).collect() })
    })
    .collect()
}

/// Ages from 20 to 84 alike, provinces and sexes by draw; who is old is retired or not, who is young pays in or not.
fn opening(people: usize, draws: Draws) -> Vec<Shard> {
    let (mut all, facts, mut id) = (Vec::new(), Facts::of(0), 0);
    for cohort in 0..130 {
        let (age, sex) = (20 + cohort / 2, cohort % 2);
        let mut blocks = Vec::new();
        for place in 0..people / 130 {
            if place % BLOCK == 0 {
                blocks.push(Block::empty());
            }
            let (block, i) = (blocks.last_mut().expect("a block"), place % BLOCK);
            let word = draws.words(id, 1, Decision::Birth);
            block.enter(i, id, ((u64::from(word[0]) * 31) >> 32) as usize, draws);
            let home = facts.wage[usize::from(block.place[i])];
            if age >= RETIREMENT[sex] {
                block.status[i] = if uniform(word[1]) < 0.7 { RETIRED } else { STOPPED };
                block.pension[i] = if block.status[i] == RETIRED { 0.45 * home / 12.0 } else { 0.0 };
            } else if block.status[i] == PAYS {
                block.paid[i] = ((age - 20) as f32 * 0.8).floor();
                block.bases[i] = block.paid[i];
                block.account[i] = block.paid[i] * 0.08 * 0.6 * home;
            }
            id += 1;
        }
        all.extend(shards(sex, age, blocks));
    }
    all
}

/// Everybody's year, and as many of 20 as have died.
fn one_year(all: &mut Vec<Shard>, year: i32, next: &mut u32, draws: Draws) -> Sums {
    let facts = Facts::of(year);
    let own = |mut sums: Sums, shard: &mut Shard| {
        shard.blocks.iter_mut().for_each(|block| block.live(shard.sex, shard.age, &facts, draws, &mut sums));
        shard.age += 1;
        sums
    };
    let both = |a: Sums, b: Sums| a.and(&b);
    let sums = all.par_iter_mut().fold(Sums::default, own).reduce(Sums::default, both);
    let (mut entrants, mut count) = ([Vec::new(), Vec::new()], 0);
    for place in (0..PROVINCES).flat_map(|p| std::iter::repeat_n(p, sums.died[p] as usize)) {
        let (blocks, number): (&mut Vec<Block>, usize) = (&mut entrants[count % 2], count / 2);
        if number.is_multiple_of(BLOCK) {
            blocks.push(Block::empty());
        }
        blocks.last_mut().expect("a block").enter(number % BLOCK, *next, place, draws);
        (*next, count) = (*next + 1, count + 1);
    }
    for (sex, blocks) in entrants.into_iter().enumerate() {
        all.extend(shards(sex, 20, blocks));
    }
    all.retain(|shard| shard.blocks.iter().any(|block| block.status.iter().any(|status| *status != GONE)));
    sums
}

fn megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse().ok()).map_or(0.0, |kb: f64| kb / 1024.0)
}

fn main() {
    let number = |place: usize| std::env::args().nth(place).and_then(|text| text.parse().ok());
    let (Some(people), Some(threads)) = (number(1), number(2)) else {
        eprintln!("give people and threads, as `simplified-year 1000000 1`");
        std::process::exit(2);
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads start");
    let (draws, mut fund) = (Draws::new(1), [0.0f64; PROVINCES]);
    pool.install(|| {
        let mut all = opening(people, draws);
        let alive = |block: &Block| block.status.iter().filter(|status| **status != GONE).count();
        let people: usize = all.iter().flat_map(|shard| &shard.blocks).map(alive).sum();
        let (mut next, mut sums) = (people as u32, Sums::default());
        let clock = Instant::now();
        for year in 0..YEARS {
            sums = one_year(&mut all, year, &mut next, draws);
            for p in 0..PROVINCES {
                fund[p] = fund[p] * 1.025 + (sums.revenue[p] - sums.spent[p]) as f64 / 100.0;
            }
        }
        let seconds = clock.elapsed().as_secs_f64();
        let nanoseconds = 1e9 * seconds * threads as f64 / (people as f64 * f64::from(YEARS));
        let [paying, retired] = [sums.paying, sums.retired].map(|heads| heads as f64 / people as f64);
        let yuan = |fen: [i64; PROVINCES]| fen.iter().sum::<i64>() / 100 / people as i64;
        let check = format!("[{paying:.4}, {retired:.4}, {}, {}]", yuan(sums.revenue), yuan(sums.spent));
        let megabytes = megabytes();
        println!(
            "{{\"people\": {people}, \"threads\": {threads}, \"nanoseconds\": {nanoseconds}, \
             \"megabytes\": {megabytes}, \"check\": {check}}}"
        );
    });
}
