//! Delivery: from decisions to files on disk. What is to be made, in parallel, atomically, with a list of what was made.

mod characters;
mod contained;
mod copies;
mod export;
mod file_name;
mod index;
mod journal;
mod manifest;
mod office;
mod options;
mod plan;
mod print;
mod remarks;
mod report;
mod run;
mod store;
mod workers;

pub use characters::unprintable;
pub use export::{Exported, export_lrmx};
pub use file_name::safe_name;
pub use manifest::{Entry, Manifest, another_round};
pub use office::{Office, templates};
pub use options::{Format, Options, Progress, Silent};
pub use print::{Printed, Wanted, print};
pub use report::{Failure, MakeError, Report, Waiting};
pub use run::make;
pub(crate) use workers::Workers;
