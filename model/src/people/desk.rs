//! What a thread has before it while it lives shards: room for a block, and what is held from one block to the next.

use super::arrange::Places;
use super::contribution::Paid;
use super::live::Setting;
use super::retirement::Claim;
use super::shared::Shared;
use super::sums::CourseSums;
use super::tally::Tally;
use super::terms::TermsByProvince;
use crate::draws::{BLOCK, SMALL};

/// Room in which a thread lives one block after the other.
pub(super) struct Desk {
    pub large: Room<BLOCK>,
    pub small: Room<SMALL>,
    pub courses: Courses,
    pub places: Places,
}

/// Room for a block of so many people.
pub(super) struct Room<const N: usize> {
    pub shared: Shared<N>,
    pub paid: Paid<N>,
}

/// What is held of courses of life from one block to the next.
pub(super) struct Courses {
    pub claims: Vec<Claim>,
    pub sums: Vec<CourseSums>,
    pub terms: Vec<TermsByProvince>,
}

impl Desk {
    /// Room for all courses of life.
    pub fn new(setting: &Setting) -> Self {
        let Setting { facts, policies, .. } = setting;
        let sums = policies.iter().map(|_| CourseSums::new(setting.cohorts)).collect();
        let terms = policies.iter().map(|policy| TermsByProvince::new(&facts.wages, policy)).collect();
        let courses = Courses { claims: Vec::new(), sums, terms };
        Self { large: Room::EMPTY, small: Room::EMPTY, courses, places: Places::default() }
    }

    /// Hands over what is still held of the shards that were lived.
    pub fn close(&mut self, tally: &mut Tally) {
        self.courses.sums.iter_mut().zip(&mut tally.flows).for_each(|(sums, flows)| sums.unpack(flows));
    }
}

impl<const N: usize> Room<N> {
    const EMPTY: Self = Self { shared: Shared::NOTHING, paid: Paid::NONE };
}
