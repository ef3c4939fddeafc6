//! Progress: a bar on a terminal, plain lines elsewhere.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicUsize, Ordering};

use indicatif::{ProgressBar, ProgressStyle};

use super::complain;
use crate::delivery;

/// Shows how far a long run has come.
pub(super) struct Shown {
    bar: Option<ProgressBar>,
    quiet: bool,
    done: AtomicUsize,
    total: AtomicUsize,
}

impl Shown {
    /// `quiet`: nothing at all, for output that programs read.
    pub fn new(quiet: bool) -> Self {
        let bar = (!quiet && std::io::stderr().is_terminal()).then(|| {
            let bar = ProgressBar::new(0);
            if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {wide_msg}") {
                bar.set_style(style);
            }
            bar
        });
        Self { bar, quiet, done: AtomicUsize::new(0), total: AtomicUsize::new(0) }
    }
}

impl delivery::Progress for Shown {
    fn start(&self, total: usize) {
        self.total.store(total, Ordering::Relaxed);
        if let Some(bar) = &self.bar {
            bar.set_length(total as u64);
        }
    }

    fn step(&self, label: &str) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        match &self.bar {
            Some(bar) => {
                bar.set_message(label.to_owned());
                bar.inc(1);
            }
            None => {
                let total = self.total.load(Ordering::Relaxed);
                if !self.quiet && (done.is_multiple_of(100) || done == total) {
                    complain(&format!("已完成 {done}/{total}"));
                }
            }
        }
    }

    fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
