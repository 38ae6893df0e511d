//! Standard errors of the provincial factors, by the numerical Jacobian.
//!
//! ```text
//! Var(θ_p) = J_p⁻¹ · Ω_p · (J_p⁻¹)ᵀ        J_p = ∂ ln m_p / ∂ θ_p, central differences, common random numbers
//! θ = (shift of coverage, shift of the retired, ln pension level, ln declared share · density)
//! m = (insured, retirees, expenditure, contributions)
//! Ω = diag(u² + 1/n)                         u half of the tolerance of the published total, n agents behind it
//! ```
//! This is the sandwich of simulated moments for as many moments as factors (McFadden, Econometrica 57, 1989).
//! Published totals are registers without sampling error: what may be wrong in them (one typist, definitions) is taken
//! as half of the tolerance of the target (assumption); the last moment, contributions, is not published at all and
//! carries the ±4 points of its share in revenue besides. All provinces move at once; what one does to another through
//! pooling is left out of J.

use super::{Fit, FitPlan, Modelled};
use crate::fitted::Fitted;
use crate::parameters::Parameters;
use fastox_model::books::BrokenIdentity;
use fastox_model::geography::{PROVINCES, Province};
use std::fmt::Write as _;

/// Factors, and moments, of a province.
pub const FACTORS: [&str; 4] = ["coverage_shift", "retired_shift", "ln_pension_level", "ln_declared_share_density"];
const COUNT: usize = FACTORS.len();
/// How far each is moved, up and down.
const STEP: [f64; COUNT] = [0.02, 0.02, 0.01, 0.01];
/// Half of the tolerances of `calibration/targets/accounts.toml`; contributions: 4 of 82.5 points.
const PUBLISHED_ERROR: [f64; COUNT] = [0.005, 0.005, 0.01, 0.048];

type Matrix = [[f64; COUNT]; COUNT];

/// Standard errors by province, in the order of [`FACTORS`]; none where a factor moves nothing.
pub type StandardErrors = [[Option<f64>; COUNT]; PROVINCES];

/// Runs the years of the fit twice a factor around a record.
pub fn standard_errors(
    parameters: &Parameters,
    fitted: &Fitted,
    plan: &FitPlan,
    mut progress: impl FnMut(usize, usize),
) -> Result<StandardErrors, BrokenIdentity> {
    let fit = Fit::new(parameters, plan);
    let mut slopes = [[[0.0; COUNT]; COUNT]; PROVINCES];
    let mut heads = [[0.0; COUNT]; PROVINCES];
    for factor in 0..COUNT {
        let at = [STEP[factor], -STEP[factor]].map(|step| moved(fitted, factor, step));
        let lived: Vec<Modelled> = at.iter().map(|record| fit.live(record)).collect::<Result<_, _>>()?;
        for p in 0..PROVINCES {
            let (up, down) = (moments(&lived[0], p), moments(&lived[1], p));
            for (moment, slope) in rises(up, down, STEP[factor]).into_iter().enumerate() {
                slopes[p][moment][factor] = slope;
            }
            heads[p] = agents(up, lived[0].weight as f64);
        }
        progress(factor + 1, COUNT);
    }
    Ok(std::array::from_fn(|p| sandwich(slopes[p], heads[p])))
}

/// A record with one factor of every province moved.
pub(super) fn moved(fitted: &Fitted, factor: usize, step: f64) -> Fitted {
    let mut moved = fitted.clone();
    for own in &mut moved.provinces {
        match factor {
            0 => own.coverage_shift += step,
            // The two levers of retirees move together, as in the fit.
            1 => {
                own.retired_shift += step;
                own.near_retirement += step / super::RETIRED_STEP * super::NEAR_STEP;
            }
            2 => own.pension_level *= libm::exp(step),
            // At the floor of bases a declared share moves next to nothing; there the density was fitted.
            _ if own.density < 1.0 => own.density *= libm::exp(step),
            _ => own.declared_share *= libm::exp(step),
        }
    }
    moved
}

fn moments(lived: &Modelled, p: usize) -> [f64; COUNT] {
    let place = &lived.last().provinces[p];
    let (insured, retirees) = (place.insured as f64, place.retirees as f64);
    let expenditure = place.published_expenditure(1.0);
    [insured, retirees, expenditure.yuan(), place.contributions.yuan()]
}

/// What the logarithm of each moment gains as a factor does, between a step up and a step down.
fn rises(up: [f64; COUNT], down: [f64; COUNT], step: f64) -> [f64; COUNT] {
    std::array::from_fn(|moment| libm::log(up[moment] / down[moment]) / (2.0 * step))
}

/// Agents behind each moment: pensions are paid to retirees, contributions paid by the insured.
fn agents(moments: [f64; COUNT], weight: f64) -> [f64; COUNT] {
    let [insured, retirees, _, _] = moments;
    [insured, retirees, retirees, insured].map(|persons| persons / weight)
}

fn sandwich(jacobian: Matrix, agents: [f64; COUNT]) -> [Option<f64>; COUNT] {
    let Some(inverse) = inverse(jacobian) else { return [None; COUNT] };
    let variance: [f64; COUNT] =
        std::array::from_fn(|moment| PUBLISHED_ERROR[moment] * PUBLISHED_ERROR[moment] + 1.0 / agents[moment].max(1.0));
    inverse.map(|row| Some(libm::sqrt(row.iter().zip(variance).map(|(x, v)| x * x * v).sum())))
}

/// Gauss and Jordan with row exchange; none if the matrix is as good as singular.
fn inverse(mut a: Matrix) -> Option<Matrix> {
    let mut inverse: Matrix = std::array::from_fn(|i| std::array::from_fn(|j| f64::from(i == j)));
    for column in 0..COUNT {
        let pivot = (column..COUNT).max_by(|&i, &j| a[i][column].abs().total_cmp(&a[j][column].abs()))?;
        if a[pivot][column].abs() < 1e-6 {
            return None;
        }
        a.swap(column, pivot);
        inverse.swap(column, pivot);
        let scale = 1.0 / a[column][column];
        a[column] = a[column].map(|x| x * scale);
        inverse[column] = inverse[column].map(|x| x * scale);
        for row in (0..COUNT).filter(|&row| row != column) {
            let times = a[row][column];
            for j in 0..COUNT {
                a[row][j] -= times * a[column][j];
                inverse[row][j] -= times * inverse[column][j];
            }
        }
    }
    Some(inverse)
}

/// The factors and their standard errors as a table of commas, one row a province.
pub fn to_csv(fitted: &Fitted, errors: &StandardErrors) -> String {
    let columns: Vec<String> = FACTORS.iter().flat_map(|name| [(*name).to_owned(), format!("{name}_se")]).collect();
    let mut text = format!("province,{},at_bound\n", columns.join(","));
    // Bounds are those of the round before, so a level at one may differ from it in the last digits.
    let (low, high) = fitted.pension_bounds();
    for p in Province::all() {
        let own = &fitted.provinces[p.index()];
        let values = [own.coverage_shift, own.retired_shift, libm::log(own.pension_level), libm::log(own.declared())];
        let _ = write!(text, "{}", p.code());
        for (value, error) in values.iter().zip(errors[p.index()]) {
            let error = error.map_or(String::new(), |error| format!("{error:.5}"));
            let _ = write!(text, ",{value:.5},{error}");
        }
        let level = own.pension_level;
        let _ = writeln!(text, ",{}", level < 1.001 * low || level > 0.999 * high);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_times_its_inverse_is_one() {
        let a = [[0.0, 2.0, 0.1, 0.0], [1.0, 0.3, 0.0, 0.0], [0.2, 0.0, 1.0, 0.4], [0.0, 0.5, 0.0, 3.0]];
        let b = inverse(a).expect("a regular matrix");
        for i in 0..COUNT {
            for j in 0..COUNT {
                let x: f64 = (0..COUNT).map(|k| a[i][k] * b[k][j]).sum();
                assert!((x - f64::from(i == j)).abs() < 1e-12, "{i} {j} {x}");
            }
        }
        assert_eq!(inverse([[1.0; COUNT]; COUNT]), None);
    }

    /// A moment of 110 and 90 about a step of 0.05: ln(110 / 90) / 0.1.
    #[test]
    fn a_slope_is_the_rise_over_both_steps() {
        let found = rises([110.0, 90.0, 1.0, 5.0], [90.0, 110.0, 1.0, 5.0], 0.05);
        let wanted = (110.0_f64 / 90.0).ln() / 0.1;
        for (found, wanted) in found.into_iter().zip([wanted, -wanted, 0.0, 0.0]) {
            assert!((found - wanted).abs() < 1e-12, "{found} {wanted}");
        }
    }

    #[test]
    fn pensions_have_the_retirees_behind_them_and_contributions_the_insured() {
        let found = agents([3000.0, 1000.0, 7e9, 8e9], 50.0).map(f64::to_bits);
        assert_eq!(found, [60.0_f64, 20.0, 20.0, 60.0].map(f64::to_bits));
    }

    /// Where each factor moves its own moment only, its error is that of the moment over the slope.
    #[test]
    fn without_cross_effects_errors_are_ratios() {
        let mut jacobian = [[0.0; COUNT]; COUNT];
        for (i, slope) in [0.5, 1.0, 0.8, 2.0].into_iter().enumerate() {
            jacobian[i][i] = slope;
        }
        let errors = sandwich(jacobian, [1e12; COUNT]).map(Option::unwrap);
        for (error, wanted) in errors.into_iter().zip([0.01, 0.005, 0.0125, 0.024]) {
            assert!((error - wanted).abs() < 1e-6, "{error} {wanted}");
        }
    }
}
