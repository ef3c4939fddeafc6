//! Documents made side by side: one worker a core, each with a thread pool of one.
//!
//! Typst lays out stretches of pages with rayon. In one pool for all, a worker that waits for its pages would take up another
//! document meanwhile, on top of its own stack, and another on top of that. In a pool of its own it cannot, so neither the stack
//! nor memory depends on how many documents there are.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

/// The stack of a worker: deeply nested templates need more than the usual two megabytes.
const STACK: usize = 64 << 20;

/// Workers ready for work.
pub(crate) struct Workers(Vec<ThreadPool>);

impl Workers {
    /// So many workers; `None`: as many as there are cores.
    ///
    /// # Errors
    /// If the system gives no threads.
    pub fn new(count: Option<usize>) -> Result<Self, ThreadPoolBuildError> {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        let count = count.unwrap_or_else(cores).max(1);
        let pool = |_| ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build();
        (0..count).map(pool).collect::<Result<_, _>>().map(Self)
    }

    /// How many they are: one at the least.
    pub const fn count(&self) -> usize {
        self.0.len()
    }

    /// Does a piece of work on each item. The results come in the order of the items, whoever was done first.
    pub fn each<T: Sync, R: Send>(&self, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
        let next = AtomicUsize::new(0);
        let share = || {
            let mut done = Vec::new();
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(item) = items.get(index) else { return done };
                done.push((index, work(item)));
            }
        };
        let mut done: Vec<(usize, R)> = std::thread::scope(|scope| {
            let running: Vec<_> = self.0.iter().map(|pool| scope.spawn(|| pool.install(share))).collect();
            running
                .into_iter()
                .flat_map(|worker| match worker.join() {
                    Ok(done) => done,
                    // A panic in the work goes on in whoever asked for it.
                    Err(panic) => std::panic::resume_unwind(panic),
                })
                .collect()
        });
        done.sort_unstable_by_key(|(index, _)| *index);
        done.into_iter().map(|(_, result)| result).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_whoever_is_first() {
        let workers = Workers::new(Some(3)).unwrap();
        let items: Vec<u64> = (0..100).collect();
        let slow = |item: &u64| {
            std::thread::sleep(std::time::Duration::from_micros((item * 7919) % 300));
            item * item
        };
        assert_eq!(workers.each(&items, slow), items.iter().map(|item| item * item).collect::<Vec<_>>());
        assert!(workers.each(&[], slow).is_empty());
    }
}
