//! krABMaga: a scheduled agent a person, its sums in the state. What a year is stands in `../year.py`.

use krabmaga::engine::{agent::Agent, schedule::Schedule, state::State};
use krabmaga::rand::{self, Rng};
use std::any::Any;
use std::time::Instant;

const PROVINCES: usize = 31;
const YEARS: i32 = 20;

struct Country {
    people: usize,
    year: i32,
    wage: [f32; PROVINCES],
    death: [Vec<f32>; 2],
    profile: Vec<f32>,
    leave: Vec<[f32; PROVINCES]>,
    to: Vec<[f32; PROVINCES]>,
    sums: Sums,
    fund: [f64; PROVINCES],
    last: [f64; 4],
}

#[derive(Clone, Copy, Default)]
struct Sums {
    paying: usize,
    retired: usize,
    revenue: [f64; PROVINCES],
    spent: [f64; PROVINCES],
}

#[derive(Clone, Copy, Default)]
struct Person {
    sex: usize,
    age: usize,
    place: usize,
    status: u8,
    level: f32,
    paid: f32,
    bases: f32,
    account: f32,
    pension: f32,
}

fn normal(random: &mut impl Rng) -> f32 {
    let radius = (-2.0 * (1.0 - random.random::<f32>()).ln()).sqrt();
    radius * (std::f32::consts::TAU * random.random::<f32>()).cos()
}

fn wages(year: i32) -> [f32; PROVINCES] {
    std::array::from_fn(|p| (60_000.0 * (0.7 + 0.02 * p as f64) * 1.05f64.powi(year)) as f32)
}

impl Person {
    fn of_twenty(sex: usize, place: usize, random: &mut impl Rng) -> Self {
        let status = u8::from(random.random::<f32>() >= 0.75);
        Self { sex, age: 20, place, status, level: 0.3 * normal(random), ..Self::default() }
    }

    fn of_opening(number: usize, wage: &[f32; PROVINCES], random: &mut impl Rng) -> Self {
        let (sex, place) = (random.random_range(0..2), random.random_range(0..PROVINCES));
        let mut own = Self { age: 20 + number % 65, ..Self::of_twenty(sex, place, random) };
        if own.age >= [60, 55][sex] {
            own.status = if random.random::<f32>() < 0.7 { 2 } else { 1 };
            own.pension = if own.status == 2 { 0.45 * wage[place] / 12.0 } else { 0.0 };
        } else if own.status == 0 {
            own.paid = ((own.age - 20) as f32 * 0.8).floor();
            own.bases = own.paid;
            own.account = own.paid * 0.08 * 0.6 * wage[place];
        }
        own
    }

    fn work(&mut self, country: &mut Country, random: &mut impl Rng) {
        if random.random::<f32>() < country.leave[self.age][self.place] {
            let chance = random.random::<f32>();
            let to = country.to[self.place].iter().position(|limit| chance < *limit);
            self.place = to.unwrap_or(self.place);
        }
        self.level = 0.95 * self.level + 0.1 * normal(random);
        if self.status == 0 {
            let base = (country.profile[self.age] + self.level).exp().clamp(0.6, 3.0);
            let own = base * country.wage[self.place];
            self.paid += 1.0;
            self.bases += base;
            self.account = self.account * 1.03 + 0.08 * own;
            country.sums.paying += 1;
            country.sums.revenue[self.place] += f64::from(0.16 * own) * (0.7 + 0.01 * self.place as f64);
        }
    }

    fn rest(&mut self, country: &mut Country) {
        match self.status {
            2 => self.pension *= 1.03,
            0 if self.paid >= 15.0 => {
                let earned = country.wage[self.place] / 12.0 * (1.0 + self.bases / self.paid) / 2.0;
                self.pension = earned * self.paid * 0.01 + self.account / 139.0;
                self.status = 2;
            }
            _ => self.status = 1,
        }
        if self.status == 2 {
            country.sums.retired += 1;
            country.sums.spent[self.place] += f64::from(12.0 * self.pension);
        }
    }
}

impl Agent for Person {
    fn step(&mut self, state: &mut dyn State) {
        let country = state.as_any_mut().downcast_mut::<Country>().expect("the country");
        let random = &mut rand::rng();
        if random.random::<f32>() < country.death[self.sex][self.age] {
            *self = Self::of_twenty(self.sex, self.place, random);
            return;
        }
        if self.age < [60, 55][self.sex] {
            self.work(country, random);
        } else {
            self.rest(country);
        }
        self.age += 1;
    }
}

impl State for Country {
    fn init(&mut self, schedule: &mut Schedule) {
        let random = &mut rand::rng();
        for number in 0..self.people {
            let person = Person::of_opening(number, &self.wage, random);
            schedule.schedule_repeating(Box::new(person), 0.0, 0);
        }
    }

    fn before_step(&mut self, _: &mut Schedule) {
        (self.wage, self.sums) = (wages(self.year), Sums::default());
    }

    fn after_step(&mut self, _: &mut Schedule) {
        let Sums { paying, retired, revenue, spent } = self.sums;
        for p in 0..PROVINCES {
            self.fund[p] = self.fund[p] * 1.025 + revenue[p] - spent[p];
        }
        self.last = [paying as f64, retired as f64, revenue.iter().sum(), spent.iter().sum()];
        self.year += 1;
    }

    fn update(&mut self, _: u64) {}

    fn reset(&mut self) {}

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }

    fn as_state(&self) -> &dyn State {
        self
    }

    fn as_state_mut(&mut self) -> &mut dyn State {
        self
    }
}

fn country(people: usize) -> Country {
    let years = |a: usize| a as f64 - 20.0;
    let die = |first: f64| {
        let chance = |a: usize| if a < 105 { (first * (0.09 * years(a)).exp()).min(0.6) } else { 1.0 };
        (0..128).map(|a| chance(a) as f32).collect()
    };
    let weight = |o: usize, d: usize| match o == d {
        true => 0.0,
        false => (1 + (7 * d) % 31) as f64 / (1.0 + o.abs_diff(d) as f64),
    };
    let cumulated = |o: usize| {
        let all: f64 = (0..PROVINCES).map(|d| weight(o, d)).sum();
        std::array::from_fn(|d| ((0..=d).map(|d| weight(o, d)).sum::<f64>() / all) as f32)
    };
    let leave = |a: usize| std::array::from_fn(|p| (0.03 * (-years(a) / 15.0).exp() * (0.5 + p as f64 / 30.0)) as f32);
    Country {
        people,
        year: 0,
        wage: wages(0),
        death: [die(0.0005), die(0.0003)],
        profile: (0..128).map(|a| (0.02 * years(a) - 0.0003 * years(a).powi(2) - 0.1) as f32).collect(),
        leave: (0..128).map(leave).collect(),
        to: (0..PROVINCES).map(cumulated).collect(),
        sums: Sums::default(),
        fund: [0.0; PROVINCES],
        last: [0.0; 4],
    }
}

fn megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse().ok()).map_or(0.0, |kb: f64| kb / 1024.0)
}

fn main() {
    let people = std::env::args().nth(1).and_then(|text| text.parse().ok()).expect("people, as `with-krabmaga 100000 1`");
    let (mut country, mut schedule) = (country(people), Schedule::new());
    country.init(&mut schedule);
    let clock = Instant::now();
    for _ in 0..YEARS {
        schedule.step(&mut country);
    }
    let nanoseconds = 1e9 * clock.elapsed().as_secs_f64() / (people as f64 * f64::from(YEARS));
    let [paying, retired, revenue, spent] = country.last.map(|figure| figure / people as f64);
    let megabytes = megabytes();
    println!(
        "{{\"people\": {people}, \"threads\": 1, \"nanoseconds\": {nanoseconds}, \"megabytes\": {megabytes}, \
         \"check\": [{paying:.4}, {retired:.4}, {revenue:.0}, {spent:.0}]}}"
    );
}
