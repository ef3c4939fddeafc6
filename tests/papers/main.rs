//! What single papers say and leave out: every condition on the form of the review, nothing of the workbook's rows, nobody who is
//! not appointed, sheets that belong together kept together.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

#[path = "../support/mod.rs"]
mod support;

mod appointment;
mod ballots;
mod examination;
mod registration;
mod review;
mod sheets;
mod wording;
