//! Delivery: from decisions to files on disk. What is to be made, in parallel, atomically, with a list of what was made.

mod characters;
mod file_name;
mod index;
mod make;
mod manifest;
mod office;
mod print;
mod store;

pub use characters::unprintable;
pub use file_name::safe_name;
pub use make::{Failure, Format, Options, Progress, Report, Waiting, make};
pub use manifest::{Entry, Manifest};
pub use office::{Office, OfficeError};
