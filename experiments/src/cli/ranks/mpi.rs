//! Ranks that MPI started, as `mpirun -n 3 fastox run` does.
//!
//! MPI is called by the thread that started it alone (`MPI_THREAD_FUNNELED`); people are lived by the threads of each rank.

use super::{Alone, Arc, Failure, Ranks};
use crate::cli::{lines, stopped};
use mpi::Count;
use mpi::collective::SystemOperation;
use mpi::datatype::PartitionMut;
use mpi::topology::SimpleCommunicator;
use mpi::traits::{Communicator, CommunicatorCollectives, Root};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread::sleep;
use std::time::Duration;

/// Rank 0 has so long to say what all found before another says what it alone may know.
const GRACE: Duration = Duration::from_secs(5);

/// One of the ranks of `MPI_COMM_WORLD`.
#[derive(Debug)]
struct World {
    rank: usize,
    count: usize,
}

impl Ranks for World {
    fn rank(&self) -> usize {
        self.rank
    }

    fn count(&self) -> usize {
        self.count
    }

    fn sum(&self, sums: &mut [i64]) {
        let own = sums.to_vec();
        SimpleCommunicator::world().all_reduce_into(&own[..], sums, SystemOperation::sum());
    }

    fn gather(&self, mut rows: Vec<u8>) -> Option<Vec<Vec<u8>>> {
        // Where an empty vector points to is `MPI_IN_PLACE` in Open MPI, so there is always a byte more.
        rows.push(0);
        let world = SimpleCommunicator::world();
        let first = world.process_at_rank(0);
        let length = Count::try_from(rows.len()).expect("rows of a sample are less than two gigabytes");
        if self.rank > 0 {
            first.gather_into(&length);
            first.gather_varcount_into(&rows[..]);
            return None;
        }
        let mut lengths = vec![0; self.count];
        first.gather_into_root(&length, &mut lengths[..]);
        let starts: Vec<Count> =
            lengths.iter().scan(0, |end, length| Some(std::mem::replace(end, *end + length))).collect();
        let mut all = vec![0u8; lengths.iter().sum::<Count>() as usize];
        let mut places = PartitionMut::new(&mut all[..], lengths.clone(), &starts[..]);
        first.gather_varcount_into_root(&rows[..], &mut places);
        let mut all = all.into_iter();
        let mut rows = |length: &Count| {
            let mut rows: Vec<u8> = all.by_ref().take(*length as usize).collect();
            rows.pop();
            rows
        };
        Some(lengths.iter().map(&mut rows).collect())
    }
}

/// Does the work of this rank. Where one of several fails, all of them end with its exit code.
pub fn together(work: impl FnOnce(Arc<dyn Ranks>) -> Result<(), Failure>) -> Result<(), Failure> {
    // MPI starts once a process; whoever asks again is alone.
    let Some((universe, provided)) = mpi::initialize_with_threading(mpi::Threading::Funneled) else {
        return work(Arc::new(Alone));
    };
    let world = universe.world();
    let (rank, count) = (world.rank() as usize, world.size() as usize);
    if count == 1 {
        drop(universe);
        return work(Arc::new(Alone));
    }
    if provided < mpi::Threading::Funneled {
        give_up(rank, &Failure::input("error: this MPI allows no threads\n = help: use one that was built with them"));
    }
    match catch_unwind(AssertUnwindSafe(|| work(Arc::new(World { rank, count })))) {
        Ok(Ok(())) => Ok(()),
        Ok(Err(failure)) => give_up(rank, &failure),
        Err(panic) => give_up(rank, &stopped(&*panic)),
    }
}

/// Says why and ends all ranks; without it, they would wait for this one forever.
fn give_up(rank: usize, failure: &Failure) -> ! {
    if rank > 0 {
        sleep(GRACE);
        lines::note(&format!("rank {rank} of the run stopped:"));
    }
    let exit = failure.print();
    SimpleCommunicator::world().abort(exit as i32)
}
