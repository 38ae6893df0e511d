//! A run lives in a thread of its own without the lock of Python; the thread that asked looks for Ctrl-C meanwhile and
//! tells how far the run is.
//!
//! A run that is to stop unwinds at its next year, or out of the rule that raised: nothing else is unwound on purpose,
//! and what it held is dropped on the way, its folder included.
//!
//! Its workers are its own: those of a process do not live on in one that was forked from it, and a rule that asks for a
//! run does not wait for itself.

use fastox_experiments::Progress;
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use rayon::ThreadPoolBuilder;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// How often Ctrl-C is looked for.
const LOOK: Duration = Duration::from_millis(50);

/// What unwinds a run that was stopped.
struct Stopped;

/// Unwinds a run with an exception of Python, which comes out of [`live`] as it is.
pub fn raise(error: PyErr) -> ! {
    resume_unwind(Box::new(error))
}

/// Does some work and gives what it made. The work calls what it is handed whenever a year was lived.
pub fn live<T: Send>(
    py: Python<'_>,
    progress: Option<&Bound<'_, PyAny>>,
    work: impl FnOnce(&mut dyn FnMut(Progress)) -> T + Send,
) -> PyResult<T> {
    let progress = progress.map(|callable| callable.clone().unbind());
    let workers = ThreadPoolBuilder::new().build().map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
    let stop = AtomicBool::new(false);
    py.detach(|| {
        thread::scope(|scope| {
            let (sender, years) = channel();
            let stop = &stop;
            let worker = scope.spawn(move || {
                let mut lived = |now: Progress| {
                    if stop.load(Ordering::Relaxed) {
                        resume_unwind(Box::new(Stopped));
                    }
                    // Who listened may be gone already.
                    let _ = sender.send(now);
                };
                catch_unwind(AssertUnwindSafe(|| workers.install(|| work(&mut lived))))
            });
            let interrupted = watch(&years, progress.as_ref(), stop);
            let made = worker.join().unwrap_or_else(Err);
            interrupted.and_then(|()| {
                made.or_else(|cause| cause.downcast().map_or_else(|other| resume_unwind(other), |error| Err(*error)))
            })
        })
    })
}

/// Until the work is done: shows every year, and stops the work on Ctrl-C or an exception of who is shown it.
fn watch(years: &Receiver<Progress>, progress: Option<&Py<PyAny>>, stop: &AtomicBool) -> PyResult<()> {
    let mut result = Ok(());
    loop {
        let year = match years.recv_timeout(LOOK) {
            Err(RecvTimeoutError::Disconnected) => return result,
            Err(RecvTimeoutError::Timeout) => None,
            Ok(year) => Some(year),
        };
        if result.is_ok() {
            result = Python::attach(|py| {
                py.check_signals()?;
                year.zip(progress).map_or(Ok(()), |(now, progress)| show(progress.bind(py), now))
            });
            stop.store(result.is_err(), Ordering::Relaxed);
        }
    }
}

fn show(progress: &Bound<'_, PyAny>, now: Progress) -> PyResult<()> {
    progress.call1((now.place, now.cells, now.year, now.pass.to_string(), now.seed)).map(drop)
}
