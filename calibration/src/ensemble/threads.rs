//! Many draws at once, one a thread.
//!
//! A draw is lived by one thread from beginning to end, and nothing depends on which: threads change no byte.

use fastox_model::books::BrokenIdentity;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Does each of so many pieces of work on some thread; the results in their order. `progress` gets the number of those
/// done, and the last.
pub(super) fn side_by_side<T: Send>(
    count: usize,
    threads: usize,
    work: impl Fn(usize) -> Result<T, BrokenIdentity> + Sync,
    progress: &mut dyn FnMut(usize, &T),
) -> Result<Vec<T>, BrokenIdentity> {
    let (next, (sender, receiver)) = (AtomicUsize::new(0), mpsc::channel());
    let mut results: Vec<Option<T>> = (0..count).map(|_| None).collect();
    thread::scope(|scope| {
        for _ in 0..threads.max(1) {
            let (sender, next, work) = (sender.clone(), &next, &work);
            scope.spawn(move || {
                loop {
                    let place = next.fetch_add(1, Ordering::Relaxed);
                    // A receiver that has gone has met an error.
                    if place >= count || sender.send((place, alone(|| work(place)))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        for (done, (place, result)) in receiver.into_iter().enumerate() {
            let result = result?;
            progress(done + 1, &result);
            results[place] = Some(result);
        }
        Ok(())
    })?;
    Ok(results.into_iter().map(|result| result.expect("all were lived")).collect())
}

/// Runs with one thread: draws are lived side by side, and each by itself.
pub(super) fn alone<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    pool.expect("a thread can be started").install(work)
}
