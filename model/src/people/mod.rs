//! People: an equal-weight sample of the whole adult population, and the year they live.
//!
//! Start reading in [`live`]: its list of stages is the story of a person's year.

mod arrange;
mod award;
mod balances;
pub mod benefit;
mod birth;
pub mod children;
mod closing;
pub mod cohorts;
pub mod columns;
mod contribution;
mod course;
pub mod deal;
mod demography;
mod desk;
mod dispatch;
pub mod facts;
mod few;
mod flows;
mod fund;
mod labour;
mod lanes;
pub mod limits;
pub mod live;
mod migration;
mod panel;
mod population;
mod relation;
pub mod retirement;
mod shared;
mod steps;
mod sums;
mod tally;
mod terms;

pub use balances::Balances;
pub use birth::{Born, Endowment, words_of_block};
pub use children::{ChildFacts, Children};
pub use columns::{Life, Sex, Shard, State, Status, Traits, WorkClass};
pub use demography::Exit;
pub use dispatch::Width;
pub use facts::{LifePolicy, YearFacts};
pub use flows::{Flows, Vitals};
pub use fund::{ByFund, Fund};
pub use lanes::Lanes;
pub use panel::{PanelRow, Sample, mean_index};
pub use population::{Population, PopulationState};
pub use steps::Step;
pub use tally::Tally;
