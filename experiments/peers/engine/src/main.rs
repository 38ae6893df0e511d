//! The simplified year of `experiments/peers` in the stages of this engine: blocks of one sex and age, draws by person and
//! year, plain loops over columns, whole sums. `peers/run.py` compiles it for the vectors of the machine.
//!
//! `simplified-year PEOPLE THREADS` prints a line of JSON as the peers do. What a year is stands in `peers/year.py`.

mod block;
mod facts;

use block::Block;
use facts::Facts;
use fastox_model::draws::{BLOCK, Decision, Draws, uniform};
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
    fen: [i64; BLOCK],
    /// Places in the shard of those who died, in order.
    dead: Vec<usize>,
    sums: Sums,
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
            for (p, fund) in fund.iter_mut().enumerate() {
                *fund = *fund * 1.025 + (sums.revenue(p) - sums.spent[p]) as f64 / 100.0;
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
