//! People: an equal-weight sample of the whole adult population, and the year they live.
//!
//! Start reading in [`live`]: its list of stages is the story of a person's year.

mod award;
pub mod benefit;
pub mod birth;
pub mod children;
mod closing;
pub mod cohorts;
pub mod columns;
pub mod contribution;
pub mod demography;
pub mod dispatch;
pub mod facts;
pub mod flows;
pub mod labour;
pub mod live;
pub mod migration;
pub mod panel;
pub mod population;
mod relation;
pub mod retirement;
pub mod steps;
mod sums;

pub use birth::Endowment;
pub use children::{ChildFacts, Children};
pub use columns::{Life, Sex, Shard, State, Status, Traits, WorkClass};
pub use facts::{LifePolicy, YearFacts};
pub use flows::{Flows, Vitals};
pub use panel::PanelRow;
pub use population::Population;
pub use steps::Step;
