//! Work on bytes of any origin by a crate that may panic at what it never expected.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    static CONTAINED: Cell<bool> = const { Cell::new(false) };
}

/// What the work gives, or nothing where it panicked. Such a panic prints nothing: the caller says what was wrong with
/// the bytes.
pub(super) fn contained<T>(work: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = take_hook();
        set_hook(Box::new(move |panic| {
            if !CONTAINED.get() {
                usual(panic);
            }
        }));
    });
    let outer = CONTAINED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    CONTAINED.set(outer);
    done.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_nothing_and_work_is_what_it_gives() {
        assert_eq!(contained(|| 1), Some(1));
        assert_eq!(contained(|| [1][std::hint::black_box(1)]), None);
        assert!(!CONTAINED.get());
    }
}
