//! Whether this process is one of several ranks that live a run together. Without the feature `mpi` it never is.

#[cfg(feature = "mpi")]
mod mpi;
#[cfg(not(feature = "mpi"))]
mod mpi {
    use super::{Alone, Arc, Failure, Ranks};

    pub fn together(work: impl FnOnce(Arc<dyn Ranks>) -> Result<(), Failure>) -> Result<(), Failure> {
        work(Arc::new(Alone))
    }
}

use super::exit::Failure;
use fastox_model::ranks::{Alone, Ranks};
use std::sync::Arc;

/// Does the work of this rank. Where one of several fails, all of them end with its exit code.
pub(super) use mpi::together;
