//! What a year brings; what it is stands in `peers/year.py`.

use crate::{PLACES, PROVINCES};
use fastox_model::draws::threshold;

/// What a year brings.
pub struct Facts {
    pub year: i32,
    pub wage: [f32; PLACES],
    pub death: [Vec<u32>; 2],
    pub profile: Vec<f32>,
    pub moves: Vec<[u32; PLACES]>,
    pub to: Vec<[u32; PROVINCES]>,
}

impl Facts {
    pub fn of(year: i32) -> Self {
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
