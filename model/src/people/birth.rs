//! What a person is born with: month, work class, sector, habits, wage position.

use super::columns::{Sex, Traits};
use super::facts::ByProvince;
use super::retirement::SPECIAL;
use crate::draws::{Decision, Draws, standard_normal};

/// The shares by which people are endowed, as thresholds of uniform words.
#[derive(Clone, Debug)]
pub struct Endowment {
    /// Special early retirement, by sex.
    pub special: [u32; 2],
    /// Women of the class that retires at 55 (cadres, and most who pay alone).
    pub female_55: u32,
    /// People who declare the floor when paying alone.
    pub floor_payer: u32,
    /// Members of the public-sector fund, by province of residence.
    pub public: ByProvince<u32>,
    /// Standard deviation of the persistent log wage.
    pub wage_sd: f32,
}

/// z-values that part the normal into five equal groups.
const QUINTILES: [f32; 4] = [-0.841_62, -0.253_35, 0.253_35, 0.841_62];

impl Endowment {
    /// Traits and persistent log wage of a person living in `home` with that hukou.
    pub fn endow(&self, person: u32, sex: Sex, home: usize, draws: Draws) -> (Traits, f32) {
        let a = draws.words(person, 0, Decision::Birth);
        let b = draws.words(person, 1, Decision::Birth);
        let public = a[2] < self.public[home];
        let z = standard_normal(b[2]);
        let group = QUINTILES.iter().filter(|q| z > **q).count();
        let traits = Traits::default()
            .with_birth_month(((u64::from(a[0]) * 12) >> 32) as usize)
            .with_class(self.class(sex, public, a[1], b[0]))
            .with_public(usize::from(public))
            .with_hukou(home)
            .with_residence(home)
            .with_floor_payer(usize::from(b[1] < self.floor_payer))
            .with_wage_group(group);
        (traits, z * self.wage_sd)
    }

    fn class(&self, sex: Sex, public: bool, special: u32, cadre: u32) -> usize {
        if !public && special < self.special[sex as usize] {
            SPECIAL
        } else if sex == Sex::Male {
            0
        } else if public || cadre < self.female_55 {
            1
        } else {
            2
        }
    }
}
