//! Incentives: measured from the rules, never assumed.
//!
//! ```text
//! change      what a nudge at a margin adds to a province's year
//! trial       the clauses settled on tried books, over the horizon their memory needs
//! retention   what a province keeps of one more yuan, at four margins
//! response    the best response to what is kept, and how it is solved from published effects
//! rivalry     replies to what the other provinces do, and Nash play within the year
//! effort      what the provinces of a world do, part of the way each year
//! mode        whether they react, how strongly, in which order, how they play
//! ```

mod change;
mod effort;
mod mode;
mod response;
mod retention;
mod rivalry;
mod trial;

pub use crate::margin::Margin;
pub use effort::{Action, Effort, OnPeople};
pub use mode::{EffectSize, Ordering, ResponseMode};
pub use response::{Curve, Curves, Effect, Response, Valuation};
pub(crate) use retention::expected;
pub use retention::{Extent, Retention, measure};
pub use rivalry::{Outlook, targets};
pub use trial::{Nudge, Trial};
