//! The factors of a province, each in one place: name, meaning, neutral value, bounds, and how the draws of an ensemble
//! move it.
//!
//! The record and the ensemble's table are read and written by this list. Which published figure corrects a factor
//! stands in the module `fit`.

use fastox_model::units::Money;

/// On which scale the refit of a draw moves a factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// By a ratio.
    Ratio,
    /// By a difference.
    Difference,
}

/// What the record, the ensemble and its refits know of a factor.
pub struct Factor {
    /// Its name in the record, with the unit of amounts of money.
    pub(super) key: &'static str,
    /// Its name in the ensemble's table, likewise.
    pub column: &'static str,
    /// Least and largest value that a fit may find.
    pub bounds: (f64, f64),
    /// Least and largest value that a record may hold: what a run can live.
    pub(super) held: (f64, f64),
    /// How a draw moves it.
    pub scale: Scale,
    /// Its value as a number: money in yuan.
    pub get: fn(&Factors) -> f64,
    /// Puts a value in.
    pub set: fn(&mut Factors, f64),
    /// As the record writes it, to the last bit.
    pub(super) text: fn(&Factors) -> String,
}

/// What a factor may be: a number, an amount of money.
trait Value: Copy {
    fn number(self) -> f64;
    fn of(number: f64) -> Self;
    fn text(self) -> String;
}

impl Value for f64 {
    fn number(self) -> f64 {
        self
    }
    fn of(number: f64) -> Self {
        number
    }
    fn text(self) -> String {
        format!("{self:?}")
    }
}

impl Value for Money {
    fn number(self) -> f64 {
        self.yuan()
    }
    fn of(number: f64) -> Self {
        Self::from_yuan(number)
    }
    fn text(self) -> String {
        self.fen().to_string()
    }
}

macro_rules! factors {
    ($($(#[$about:meta])+ $name:ident / $key:literal / $column:literal : $type:ty
        { neutral: $neutral:expr, bounds: $bounds:expr, held: $held:expr, scale: $scale:ident })*) => {
        /// The factors of a province.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct Factors {
            $($(#[$about])+ pub $name: $type,)*
        }

        impl Factors {
            /// What the model says by itself.
            pub const NEUTRAL: Self = Self { $($name: $neutral,)* };
        }

        /// All factors, in the order of the record and of the table.
        pub const FACTORS: &[Factor] = &[$(Factor {
            key: $key,
            column: $column,
            bounds: $bounds,
            held: $held,
            scale: Scale::$scale,
            get: |factors| factors.$name.number(),
            set: |factors, number| factors.$name = Value::of(number),
            text: |factors| factors.$name.text(),
        },)*];
    };
}

const FREE: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);
/// A shift of log odds: beyond it a share is nought or all.
const SHIFT: (f64, f64) = (-20.0, 20.0);
/// Ten trillion yuan a province, more than the nation has.
const MONEY: (f64, f64) = (0.0, 1e13);
const NOT_NEGATIVE: (f64, f64) = (0.0, f64::INFINITY);

/// Declared shares beyond these count as a miss. Below the lower one, the floor of contribution bases as a share of the
/// average wage, a smaller share moves next to nothing; then fewer months are paid.
pub const DECLARED_BOUNDS: (f64, f64) = (0.6, 1.0);
/// Fewer months a year than this share count as a miss.
pub const DENSITY_BOUND: f64 = 0.5;
/// The log factor on those near retirement stays within it; beyond, retirees count as a miss.
const NEAR_BOUND: f64 = 0.9;

factors! {
    /// Share of the wage that is declared at full effort.
    declared_share / "declared_share" / "declared_share": f64
        { neutral: 0.85, bounds: DECLARED_BOUNDS, held: (0.1, 1.0), scale: Ratio }
    /// Months paid per month in service of those who pay, at full effort; below one where a declared share at the floor
    /// of contribution bases does not explain what is collected.
    density / "density" / "density": f64 { neutral: 1.0, bounds: (DENSITY_BOUND, 1.0), held: (0.1, 1.0), scale: Ratio }
    /// Factor on pensions: awards, and the opening stock. Its bounds are relative to the mean
    /// ([`super::Fitted::pension_bounds`]).
    pension_level / "pension_level" / "pension_level": f64
        { neutral: 1.0, bounds: NOT_NEGATIVE, held: (0.1, 10.0), scale: Ratio }
    /// Shift of the log odds of coverage in 2020 and 2024, after the closed form.
    coverage_shift / "coverage_shift" / "coverage_shift": f64
        { neutral: 0.0, bounds: FREE, held: SHIFT, scale: Difference }
    /// Shift of the log odds of being retired in 2020, after the derived headcounts.
    retired_shift / "retired_shift" / "retired_shift": f64
        { neutral: 0.0, bounds: FREE, held: SHIFT, scale: Difference }
    /// Log of the factor on the chance of being in service near retirement in 2020.
    near_retirement / "near_retirement" / "near_retirement": f64
        { neutral: 0.0, bounds: (-NEAR_BOUND, NEAR_BOUND), held: SHIFT, scale: Difference }
    /// Reserves on 31 December 2020, fen.
    opening_reserve / "opening_reserve_fen" / "opening_reserve_yuan": Money
        { neutral: Money::ZERO, bounds: NOT_NEGATIVE, held: MONEY, scale: Difference }
    /// Base subsidy of 2024, fen.
    base_subsidy / "base_subsidy_fen" / "base_subsidy_yuan": Money
        { neutral: Money::ZERO, bounds: NOT_NEGATIVE, held: MONEY, scale: Difference }
    /// Mean retention on collection of 2022–24, from which the response is solved.
    kept / "kept" / "kept": f64 { neutral: 0.74, bounds: NOT_NEGATIVE, held: (0.0, 5.0), scale: Difference }
}

impl Factors {
    /// What is declared at full effort: the share of the wage times the share of months.
    pub fn declared(&self) -> f64 {
        self.declared_share * self.density
    }

    /// Parts what is declared into share and density: only the product is known.
    pub fn declare(&mut self, product: f64) {
        self.declared_share = product.clamp(DECLARED_BOUNDS.0, DECLARED_BOUNDS.1);
        self.density = (product / self.declared_share).clamp(DENSITY_BOUND, 1.0);
    }

    /// Moves the log factor on those near retirement, within its bound.
    pub fn move_near_retirement(&mut self, step: f64) {
        self.near_retirement = (self.near_retirement + step).clamp(-NEAR_BOUND, NEAR_BOUND);
    }
}
