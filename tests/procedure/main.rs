//! The procedure, proved: tables of cases a clerk can read, properties over generated rounds, and whole rounds as `status` tells
//! them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod book;
mod clauses;
mod interview;
mod properties;
mod rounds;
mod tables;
mod told;
