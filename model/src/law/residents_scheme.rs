//! The link to the residents' scheme (城乡居民基本养老保险): which scheme pays somebody who belonged to both.
//!
//! ```text
//! 180 employee months or more   → employees' scheme: resident years do not count, the resident account moves in
//! fewer                         → residents' scheme: employee years count there, the employee account moves over
//! ```
//! Only the account moves; the pooled contributions stay where they were paid.
//!
//! Source: 城乡养老保险制度衔接暂行办法, 人社部发〔2014〕17号, from 2014-07-01 (recalled).
//!
//! Left out: the residents' own pension (a flat basic part and account / 139 from age 60), which this model does not
//! pay, and whether the 180 months rise with the minimum period from 2030; the text of 2014 says 15 years.

use crate::units::Month;

/// The rule of the link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResidentsLink {
    /// From this month on one may move between the schemes.
    pub from: Month,
    /// Employee months from which the employees' scheme pays.
    pub employee_months: i32,
}

/// Which of the two schemes pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// 城镇职工基本养老保险
    Employees,
    /// 城乡居民基本养老保险
    Residents,
}

impl ResidentsLink {
    /// The rule of 2014.
    pub const fn china_2014() -> Self {
        Self { from: Month::new(2014, 7), employee_months: 180 }
    }

    /// Which scheme pays after so many months as an employee; `None` before the link existed.
    pub fn scheme(&self, employee_months: i32, month: Month) -> Option<Scheme> {
        (month >= self.from).then_some(if employee_months >= self.employee_months {
            Scheme::Employees
        } else {
            Scheme::Residents
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifteen_years_decide_once_the_link_exists() {
        let (law, now) = (ResidentsLink::china_2014(), Month::new(2025, 1));
        assert_eq!(law.scheme(180, now), Some(Scheme::Employees));
        assert_eq!(law.scheme(179, now), Some(Scheme::Residents));
        assert_eq!(law.scheme(179, Month::new(2014, 6)), None);
    }
}
