//! The simplified year of `experiments/peers` in the stages of this engine: blocks of one sex and age, draws by person and
//! year, plain loops over columns, whole sums. `peers/run.py` compiles it for the vectors of the machine.
//!
//! `simplified-year PEOPLE THREADS` prints a line of JSON as the peers do. What a year is stands in `peers/year.py`.

use fastox_model::draws::{BLOCK, Decision, Draws, exp, standard_normal, threshold, uniform};
use rayon::prelude::*;
use std::time::Instant;

const PROVINCES: usize = 31;
/// One more, so that five bits are a place in a table of provinces.
const PLACES: usize = 32;
const YEARS: i32 = 20;
const RETIREMENT: [usize; 2] = [60, 55];
const PAYS: u8 = 0;
const STOPPED: u8 = 1;
const RETIRED: u8 = 2;
/// Nobody stands here.
const GONE: u8 = 3;
/// Blocks of a shard.
const BLOCKS: usize = 16;

/// People of one sex and age in the first places of its blocks.
struct Shard {
    sex: usize,
    age: usize,
    people: usize,
    blocks: Vec<Block>,
}

struct Block {
    id: [u32; BLOCK],
    place: [u8; BLOCK],
    status: [u8; BLOCK],
    level: [f32; BLOCK],
    /// Whole years.
    paid: [u8; BLOCK],
    bases: [f32; BLOCK],
    account: [f32; BLOCK],
    pension: [f32; BLOCK],
}

/// Everything by province; money in fen.
#[derive(Clone, Copy, Default)]
struct Sums {
    paying: i64,
    retired: i64,
    /// What would come in if all complied.
    due: [i64; PLACES],
    spent: [i64; PLACES],
    died: [i64; PLACES],
}

/// Room in which a thread lives one block after the other.
struct Desk {
    words: [[u32; BLOCK]; 4],
    own: [f32; BLOCK],
    wage: [f32; BLOCK],
    fen: [i32; BLOCK],
    /// Places in the shard of those who died, in order.
    dead: Vec<usize>,
    sums: Sums,
}

/// What a year brings.
struct Facts {
    year: i32,
    wage: [f32; PLACES],
    death: [Vec<u32>; 2],
    profile: Vec<f32>,
    moves: Vec<[u32; PLACES]>,
    to: Vec<[u32; PROVINCES]>,
}

impl Facts {
    fn of(year: i32) -> Self {
        let wage = |p: usize| (60_000.0 * (0.7 + 0.02 * p as f64) * 1.05f64.powi(year)) as f32;
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
            wage: std::array::from_fn(wage),
            death: [die(0.0005), die(0.0003)],
            profile: (0..128).map(|a| (0.02 * years(a) - 0.0003 * years(a).powi(2) - 0.1) as f32).collect(),
            moves: (0..128).map(|a| std::array::from_fn(|p| threshold(leave(a, p)))).collect(),
            to: (0..PROVINCES).map(cumulated).collect(),
        }
    }
}

impl Desk {
    fn new() -> Self {
        let (zero, sums) = ([0.0; BLOCK], Sums::default());
        Self { words: [[0; BLOCK]; 4], own: zero, wage: zero, fen: [0; BLOCK], dead: Vec::new(), sums }
    }
}

impl Shard {
    fn live(&mut self, facts: &Facts, draws: Draws, desk: &mut Desk) {
        for (number, block) in self.blocks.iter_mut().enumerate() {
            block.live(self.sex, self.age, number * BLOCK, facts, draws, desk);
        }
        self.close_up(&mut desk.dead);
        self.age += 1;
    }

    /// The last take the places of the dead.
    fn close_up(&mut self, dead: &mut Vec<usize>) {
        while let Some(place) = dead.pop() {
            self.people -= 1;
            let last = self.people;
            if place != last {
                let person = self.blocks[last / BLOCK].person(last % BLOCK);
                self.blocks[place / BLOCK].put(place % BLOCK, person);
            }
            self.blocks[last / BLOCK].clear(last % BLOCK);
        }
        self.blocks.truncate(self.people.div_ceil(BLOCK));
    }
}

/// Somebody on the way to another place.
struct Person {
    id: u32,
    place: u8,
    status: u8,
    paid: u8,
    numbers: [f32; 4],
}

impl Block {
    /// People of 20 with ids from this one on, one for each place.
    fn newcomers(first: u32, place: &[u8], draws: Draws) -> Self {
        let (zero, mut words) = ([0.0; BLOCK], [[0; BLOCK]; 4]);
        let id = std::array::from_fn(|i| first + i as u32);
        draws.fill(&id, 0, Decision::Birth, &mut words);
        let status = std::array::from_fn(|i| match uniform(words[0][i]) {
            _ if i >= place.len() => GONE,
            chance if chance < 0.75 => PAYS,
            _ => STOPPED,
        });
        let level = std::array::from_fn(|i| 0.3 * standard_normal(words[1][i]));
        let place = std::array::from_fn(|i| place.get(i).copied().unwrap_or_default());
        Self { id, place, status, level, paid: [0; BLOCK], bases: zero, account: zero, pension: zero }
    }

    fn person(&self, i: usize) -> Person {
        let numbers = [self.level[i], self.bases[i], self.account[i], self.pension[i]];
        Person { id: self.id[i], place: self.place[i], status: self.status[i], paid: self.paid[i], numbers }
    }

    fn put(&mut self, i: usize, person: Person) {
        (self.id[i], self.place[i]) = (person.id, person.place);
        (self.status[i], self.paid[i]) = (person.status, person.paid);
        [self.level[i], self.bases[i], self.account[i], self.pension[i]] = person.numbers;
    }

    fn clear(&mut self, i: usize) {
        (self.status[i], self.pension[i]) = (GONE, 0.0);
    }

    /// The year of a block that begins at this place of its shard.
    fn live(&mut self, sex: usize, age: usize, start: usize, facts: &Facts, draws: Draws, desk: &mut Desk) {
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
        sums.paying += contribute(&self.status, own, wage, &mut self.paid, &mut self.bases, &mut self.account, fen);
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
}

// Columns are parameters of their own, so that the compiler knows them apart and uses vectors.

#[inline(never)]
fn words_of(id: &[u32; BLOCK], year: i32, draws: Draws, words: &mut [[u32; BLOCK]; 4]) {
    draws.fill(id, year, Decision::Course, words);
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
    for i in 0..BLOCK {
        level[i] = 0.95 * level[i] + 0.1 * standard_normal(word[i]);
        own[i] = exp(profile + level[i]).clamp(0.6, 3.0);
    }
}

/// Who pays in gains a year, a base and a deposit and owes 16 %; says how many do.
#[inline(never)]
fn contribute(
    status: &[u8; BLOCK],
    own: &[f32; BLOCK],
    wage: &[f32; BLOCK],
    paid: &mut [u8; BLOCK],
    bases: &mut [f32; BLOCK],
    account: &mut [f32; BLOCK],
    due: &mut [i32; BLOCK],
) -> i64 {
    let mut paying = 0;
    for i in 0..BLOCK {
        let pays = i32::from(status[i] == PAYS);
        let (share, base) = (pays as f32, wage[i] * own[i]);
        paying += pays;
        paid[i] += pays as u8;
        bases[i] += share * own[i];
        account[i] += share * (account[i] * 0.03 + 0.08 * base);
        due[i] = (16.0 * share * base) as i32;
    }
    i64::from(paying)
}

/// Raises and pays pensions; says how many draw one. Who draws none has none to raise.
#[inline(never)]
fn draw(status: &[u8; BLOCK], pension: &mut [f32; BLOCK], spent: &mut [i32; BLOCK]) -> i64 {
    let mut retired = 0;
    for i in 0..BLOCK {
        let draws = i32::from(status[i] == RETIRED);
        retired += draws;
        pension[i] *= 1.03;
        spent[i] = draws * (1200.0 * pension[i]) as i32;
    }
    i64::from(retired)
}

/// Adds by province.
#[inline(never)]
fn add(place: &[u8; BLOCK], fen: &[i32; BLOCK], to: &mut [i64; PLACES]) {
    for i in 0..BLOCK {
        to[usize::from(place[i] & 31)] += i64::from(fen[i]);
    }
}

impl Sums {
    fn and(mut self, other: &Self) -> Self {
        self.paying += other.paying;
        self.retired += other.retired;
        for p in 0..PROVINCES {
            self.due[p] += other.due[p];
            self.spent[p] += other.spent[p];
            self.died[p] += other.died[p];
        }
        self
    }

    /// What came in: 0.7 of what is due in the first province, and a hundredth more in each that follows.
    fn revenue(&self, p: usize) -> i64 {
        self.due[p] * (70 + p as i64) / 100
    }
}

/// Shards of as many people of 20 as there are places, with ids from this one on.
fn newcomers(sex: usize, first: u32, places: &[u8], draws: Draws) -> Vec<Shard> {
    let mut first = first;
    let mut block = |places: &[u8]| {
        let block = Block::newcomers(first, places, draws);
        first += places.len() as u32;
        block
    };
    let shard = |places: &[u8]| {
        let blocks = places.chunks(BLOCK).map(&mut block).collect();
        Shard { sex, age: 20, people: places.len(), blocks }
    };
    places.chunks(BLOCK * BLOCKS).map(shard).collect()
}

/// Ages from 20 to 84 alike, provinces and sexes by draw; who is old is retired or not, who is young pays in or not.
fn opening(people: usize, draws: Draws) -> Vec<Shard> {
    let (mut all, facts, size) = (Vec::new(), Facts::of(0), people / 130);
    for cohort in 0..130 {
        let (age, sex, first) = (20 + cohort / 2, cohort % 2, cohort * size);
        let word = |id: usize| draws.words(id as u32, 1, Decision::Birth);
        let place = |id: usize| ((u64::from(word(id)[0]) * 31) >> 32) as u8;
        let places: Vec<u8> = (first..first + size).map(place).collect();
        let mut shards = newcomers(sex, first as u32, &places, draws);
        for shard in &mut shards {
            shard.age = age;
            for place in 0..shard.people {
                let block = &mut shard.blocks[place / BLOCK];
                let chance = uniform(word(block.id[place % BLOCK] as usize)[1]);
                block.live_until(place % BLOCK, age, sex, chance, &facts);
            }
        }
        all.extend(shards);
    }
    all
}

impl Block {
    /// Somebody who has reached this age at the opening.
    fn live_until(&mut self, i: usize, age: usize, sex: usize, chance: f32, facts: &Facts) {
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

/// Everybody's year, and as many of 20 as have died.
fn one_year(all: &mut Vec<Shard>, year: i32, next: &mut u32, draws: Draws) -> Sums {
    let facts = Facts::of(year);
    let own = |mut desk: Desk, shard: &mut Shard| {
        shard.live(&facts, draws, &mut desk);
        desk
    };
    let sums = all.par_iter_mut().fold(Desk::new, own).map(|desk| desk.sums);
    let sums = sums.reduce(Sums::default, |a, b| a.and(&b));
    let places = (0..PROVINCES).flat_map(|p| std::iter::repeat_n(p as u8, sums.died[p] as usize));
    let mut of_sex = [Vec::new(), Vec::new()];
    places.enumerate().for_each(|(number, place)| of_sex[number % 2].push(place));
    all.retain(|shard| shard.people > 0);
    for (sex, places) in of_sex.iter().enumerate() {
        all.extend(newcomers(sex, *next, places, draws));
        *next += places.len() as u32;
    }
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
        let people: usize = all.iter().map(|shard| shard.people).sum();
        let (mut next, mut sums) = (people as u32, Sums::default());
        let clock = Instant::now();
        for year in 0..YEARS {
            sums = one_year(&mut all, year, &mut next, draws);
            for p in 0..PROVINCES {
                fund[p] = fund[p] * 1.025 + (sums.revenue(p) - sums.spent[p]) as f64 / 100.0;
            }
        }
        let seconds = clock.elapsed().as_secs_f64();
        let nanoseconds = 1e9 * seconds * threads as f64 / (people as f64 * f64::from(YEARS));
        let [paying, retired] = [sums.paying, sums.retired].map(|heads| heads as f64 / people as f64);
        let yuan = |fen: i64| fen / 100 / people as i64;
        let [revenue, spent] = [(0..PROVINCES).map(|p| sums.revenue(p)).sum(), sums.spent.iter().sum()].map(yuan);
        let check = format!("[{paying:.4}, {retired:.4}, {revenue}, {spent}]");
        let megabytes = megabytes();
        println!(
            "{{\"people\": {people}, \"threads\": {threads}, \"nanoseconds\": {nanoseconds}, \
             \"megabytes\": {megabytes}, \"check\": {check}}}"
        );
    });
}
