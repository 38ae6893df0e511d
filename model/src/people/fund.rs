//! The two funds of the scheme, which share its rules and not its money.

use bitcode::{Decode, Encode};
use std::ops::{Index, IndexMut};

/// A fund.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fund {
    /// Employees of enterprises and those who pay alone (企业职工).
    Enterprise = 0,
    /// Government and public institutions (机关事业单位).
    Public = 1,
}

impl Fund {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Enterprise, Self::Public];
}

/// One entry for each fund: `by[Fund::Enterprise]`.
#[derive(Clone, Copy, Debug, Decode, Default, Encode, PartialEq)]
pub struct ByFund<T>(pub [T; 2]);

impl<T> Index<Fund> for ByFund<T> {
    type Output = T;
    #[inline(always)]
    fn index(&self, fund: Fund) -> &T {
        &self.0[fund as usize]
    }
}

impl<T> IndexMut<Fund> for ByFund<T> {
    #[inline(always)]
    fn index_mut(&mut self, fund: Fund) -> &mut T {
        &mut self.0[fund as usize]
    }
}

impl ByFund<[i64; 32]> {
    /// Both funds of a province.
    pub const fn both(&self, province: usize) -> i64 {
        self.0[0][province] + self.0[1][province]
    }
}
