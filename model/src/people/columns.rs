//! The columns a person is made of.
//!
//! People of one birth year and sex stand together in a shard, so that age, mortality and the statutory
//! month are facts of the shard and not of the person. What no regime can change (birth, sex, moves, wage
//! shocks) is held once; what it can change (status, months, account, pension) is held once per course of
//! life ([`Life`]), and worlds that treat people alike share one.

use super::balances::Balances;
use super::fund::Fund;
use crate::draws::SMALL;
use crate::geography::Province;
use crate::units::Year;
use bitcode::{Decode, Encode};

pub use crate::law::retirement_age::WorkClass;

/// Male or female.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, Ord, PartialEq, PartialOrd)]
#[repr(u8)]
pub enum Sex {
    /// 男
    Male = 0,
    /// 女
    Female = 1,
}

/// Where a person stands towards the scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Status {
    /// Not in the scheme.
    Outside = 0,
    /// Insured through a firm, which pays with the worker.
    Employee = 1,
    /// Insured and paying alone (灵活就业).
    Flexible = 2,
    /// Insured before, not paying now (中断缴费).
    Dormant = 3,
    /// Drawing a pension.
    Retired = 4,
    /// Dead, emigrated, or an empty place in a block.
    Gone = 7,
}

impl Status {
    /// The status with this code.
    pub const fn from_code(code: u32) -> Self {
        match code {
            0 => Self::Outside,
            1 => Self::Employee,
            2 => Self::Flexible,
            3 => Self::Dormant,
            4 => Self::Retired,
            _ => Self::Gone,
        }
    }

    /// Its name in the tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Outside => "outside",
            Self::Employee => "employee",
            Self::Flexible => "flexible",
            Self::Dormant => "dormant",
            Self::Retired => "retired",
            Self::Gone => "dead",
        }
    }
}

/// The index that stands for no province: of the gone, and of those without a pension relation.
pub const NOWHERE: usize = 31;

/// Awards are counted from this year on.
pub const FIRST_AWARD: Year = 1960;

/// What a person brings along, packed: birth month, class, public-sector flag, hukou, residence, habits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traits(pub u32);

macro_rules! field {
    ($(#[$doc:meta])* $get:ident, $set:ident, $at:expr, $bits:expr) => {
        $(#[$doc])*
        #[inline(always)]
        pub const fn $get(self) -> usize {
            ((self.0 >> $at) & ((1 << $bits) - 1)) as usize
        }
        #[doc = concat!("The same with another `", stringify!($get), "`.")]
        #[inline(always)]
        #[must_use]
        pub const fn $set(self, value: usize) -> Self {
            Self((self.0 & !(((1 << $bits) - 1) << $at)) | ((value as u32) << $at))
        }
    };
}

impl Traits {
    field!(
        /// Month of birth, 0 to 11.
        birth_month, with_birth_month, 0, 4);
    field!(
        /// Work class: 0 to 2 as in the law, 3 for special early retirement.
        class, with_class, 4, 2);
    field!(
        /// 1 if the fund of government and public institutions insures this person.
        public, with_public, 6, 1);
    field!(
        /// Province of household registration.
        hukou, with_hukou, 7, 5);
    field!(
        /// Province of residence; 31 for the gone.
        residence, with_residence, 12, 5);
    field!(
        /// 1 if this person declares the floor when paying alone.
        floor_payer, with_floor_payer, 17, 1);
    field!(
        /// Wage quintile at entry, 0 to 4.
        wage_group, with_wage_group, 18, 3);
    field!(
        /// 1 if first insured before July 2011, which opens the one-sum purchase of missing months.
        early_member, with_early_member, 21, 1);
    field!(
        /// 1 if ever resident in another province than the one of the hukou, at the opening or since.
        moved, with_moved, 22, 1);

    /// The fund that insures this person.
    #[inline(always)]
    pub const fn fund(self) -> Fund {
        if self.public() == 1 { Fund::Public } else { Fund::Enterprise }
    }
}

/// A person's standing in one course of life, packed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct State(pub u32);

impl State {
    field!(
        /// Code of the [`Status`].
        code, with_code, 0, 3);
    field!(
        /// Province of the pension relation; 31 for none.
        relation, with_relation, 3, 5);
    field!(
        /// Last province with ten paid years; 31 for none.
        ten_year_place, with_ten_year_place, 8, 5);
    field!(
        /// Year of award less [`FIRST_AWARD`]; 0 before the award.
        award, with_award, 13, 7);
    field!(
        /// Paid months in the present relation, up to 1023.
        months_here, with_months_here, 20, 10);
    field!(
        /// 1 if the relation is in another province than the residence and stays there.
        works_away, with_works_away, 30, 1);
    field!(
        /// 1 if the increase of last January is outstanding.
        delayed, with_delayed, 31, 1);

    /// Outside the scheme, without a relation.
    pub const OUTSIDE: Self = Self((31 << 3) | (31 << 8));
    /// Gone.
    pub const GONE: Self = Self(7 | (31 << 3) | (31 << 8));

    /// The status.
    #[inline(always)]
    pub const fn status(self) -> Status {
        Status::from_code(self.0 & 7)
    }

    /// The same with another status.
    #[inline(always)]
    #[must_use]
    pub const fn with_status(self, status: Status) -> Self {
        self.with_code(status as usize)
    }

    /// Whether contributions are paid.
    #[inline(always)]
    pub const fn pays(self) -> bool {
        (self.code() == Status::Employee as usize) | (self.code() == Status::Flexible as usize)
    }

    /// Whether the person is insured and in service, paying or not.
    #[inline(always)]
    pub const fn is_in_service(self) -> bool {
        (self.code() != Status::Outside as usize) & (self.code() <= Status::Dormant as usize)
    }

    /// Whether a pension is drawn.
    #[inline(always)]
    pub const fn is_retired(self) -> bool {
        self.code() == Status::Retired as usize
    }

    /// The year of award, if there was one.
    pub const fn award_year(self) -> Option<Year> {
        match self.award() {
            0 => None,
            years => Some(FIRST_AWARD + years as Year),
        }
    }

    /// Closes the present relation and opens one in `province`; ten paid years make the old one a
    /// possible place of benefit.
    #[must_use]
    pub const fn moved_to(self, province: usize, ten_years: usize) -> Self {
        let kept = if self.months_here() >= ten_years { self.with_ten_year_place(self.relation()) } else { self };
        kept.with_relation(province).with_months_here(0).with_works_away(0)
    }
}

/// One course of life of a shard's people: what a regime can change.
#[derive(Clone, Debug, Decode, Default, Encode)]
pub struct Life {
    /// Status, relation, place of ten years, award year.
    pub state: Vec<u32>,
    /// Paid months.
    pub months: Vec<u16>,
    /// Sum over paid months of base ÷ national average wage.
    pub index: Vec<f32>,
    /// Individual account in fen; from the award on, what it held then.
    pub account: Balances,
    /// Until the award the sum over paid months since 1998 of the base, yuan; from then on the monthly pension, fen. Nobody
    /// needs both: the base counts where a relation moves, and that of a pension stays where it is.
    pub bases_or_pension: Vec<u32>,
}

impl Life {
    /// Empty places for so many people.
    pub fn empty(length: usize) -> Self {
        Self {
            state: vec![State::GONE.0; length],
            months: vec![0; length],
            index: vec![0.0; length],
            account: Balances::empty(length),
            bases_or_pension: vec![0; length],
        }
    }
}

/// People of one birth year and sex, in whole blocks, the last of them small ones; places from `len` on are empty.
#[derive(Clone, Debug, Decode, Encode)]
pub struct Shard {
    /// Year of birth of everybody here.
    pub birth_year: Year,
    /// Sex of everybody here.
    pub sex: Sex,
    /// How many places are in use; between two years nobody in them has gone.
    pub len: usize,
    /// Person ids.
    pub id: Vec<u32>,
    /// See [`Traits`].
    pub traits: Vec<u32>,
    /// Persistent log wage, relative to the profile.
    pub wage: Vec<f32>,
    /// Deemed months (视同缴费).
    pub deemed: Vec<u16>,
    /// Residents by province, once a year has been lived: what moves and ends of lives keep up.
    pub(super) residents: Option<[u32; 32]>,
    /// One entry per distinct course of life.
    pub lives: Vec<Life>,
}

impl Shard {
    /// A shard with room for `people`, all places empty.
    pub fn empty(birth_year: Year, sex: Sex, people: usize, lives: usize) -> Self {
        let room = people.next_multiple_of(SMALL);
        Self {
            birth_year,
            sex,
            len: people,
            id: vec![u32::MAX; room],
            traits: vec![Traits::default().with_residence(NOWHERE).0; room],
            wage: vec![0.0; room],
            deemed: vec![0; room],
            residents: None,
            lives: vec![Life::empty(room); lives],
        }
    }

    /// Age reached on 31 December of the year.
    pub fn age(&self, year: Year) -> usize {
        (year - self.birth_year) as usize
    }
}

/// The block of a column that begins at a place.
#[inline(always)]
pub(super) fn block<T, const N: usize>(column: &[T], start: usize) -> &[T; N] {
    column[start..start + N].try_into().expect("columns hold whole blocks")
}

/// The same, to change it.
#[inline(always)]
pub(super) fn block_mut<T, const N: usize>(column: &mut [T], start: usize) -> &mut [T; N] {
    (&mut column[start..start + N]).try_into().expect("columns hold whole blocks")
}

/// The province with this index, unless it is nowhere.
pub fn province(index: usize) -> Option<Province> {
    (index < NOWHERE).then(|| Province::from_index(index))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_fields_do_not_touch_each_other() {
        let state = State::OUTSIDE.with_status(Status::Dormant).with_relation(18).with_months_here(1023).with_award(64);
        assert_eq!(state.status(), Status::Dormant);
        assert_eq!((state.relation(), state.ten_year_place()), (18, 31));
        assert_eq!((state.months_here(), state.award_year()), (1023, Some(2024)));
    }

    /// A large block, and small ones for the other 130.
    #[test]
    fn a_shard_ends_with_the_small_block_of_its_last_person() {
        let shard = Shard::empty(1950, Sex::Female, 256 + 130, 1);
        assert_eq!((shard.len, shard.id.len(), shard.lives[0].state.len()), (386, 448, 448));
        assert_eq!(Shard::empty(1950, Sex::Female, 64, 0).id.len(), 64);
    }

    #[test]
    fn ten_paid_years_make_a_place_of_benefit() {
        let state = State::OUTSIDE.with_relation(4).with_months_here(120);
        assert_eq!(state.moved_to(9, 120).ten_year_place(), 4);
        assert_eq!(state.with_months_here(119).moved_to(9, 120).ten_year_place(), 31);
    }
}
