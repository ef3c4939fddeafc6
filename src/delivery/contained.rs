//! Work on one document that must not end the work on the others.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Does a piece of work on one document; if the program fails in it, what is to be told of that document.
pub(super) fn contained<R>(work: impl FnOnce() -> R) -> Result<R, String> {
    // What the work has touched is either its own or entered whole, by a lock that is not held while the work is done.
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let said = said(panic.as_ref());
        let said = if said.is_empty() { String::new() } else { format!("（{said}）") };
        format!("程序在这一份上出了内部错误{said}，别的照做。请把工作簿和这句话交给维护程序的人")
    })
}

/// What is in a lock, also where somebody failed while holding it: what had been entered until then is so, and a report without it would
/// say that all is done.
pub(super) fn locked<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What the failure says of itself.
fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
    // One line of it: the sentence stands among others.
    text.lines().next().unwrap_or_default().chars().take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::super::workers::Workers;
    use super::*;

    #[test]
    fn a_failure_in_one_document_leaves_the_others() {
        let workers = Workers::new(Some(2)).unwrap();
        let items: Vec<usize> = (0..8).collect();
        let made = workers.each(&items, |item| contained(|| if *item == 3 { panic!("no {item}") } else { item * 2 }));
        for (item, made) in made.into_iter().enumerate() {
            match made {
                Ok(double) => assert_eq!(double, item * 2),
                Err(reason) => assert!(item == 3 && reason.contains("内部错误（no 3）"), "{item}: {reason}"),
            }
        }
    }

    #[test]
    fn what_was_entered_before_somebody_failed_is_kept() {
        let held = Mutex::new(vec!["before"]);
        let failed = contained(|| {
            let mut held = held.lock().unwrap();
            held.push("then");
            panic!("a failure");
        });
        assert!(failed.is_err() && held.is_poisoned());
        assert_eq!(*locked(&held), ["before", "then"]);
    }
}
