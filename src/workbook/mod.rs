//! The workbook (工作簿): any spreadsheet an office has, read into typed values that remember where they stand.
//!
//! A file is opened by its content, not its name ([`file`]); in each sheet the header is found by its words ([`header`],
//! [`schema`]); cells are read by what their column holds ([`values`]); rows become the round's people, posts and counts
//! ([`read`]). Forms of the national editor are read beside it or instead of it ([`form`]). Whatever is wrong becomes a
//! [`Problem`](crate::problem::Problem) with its cell, and reading goes on.

mod annotate;
mod below;
mod cell;
mod file;
mod file_words;
mod form;
mod header;
mod join;
mod lines;
mod nobody;
mod numbered;
mod parts_of_posts;
mod photo;
pub mod plan_items;
pub mod printed_items;
mod read;
pub mod schema;
mod table;
mod ticks;
mod titles;
mod values;
mod write;
mod xml;

pub use annotate::{AnnotateError, Original, annotate, is_annotated, was_annotated};
pub use cell::CellValue;
pub use file::{OpenError, folder_of};
pub use form::{FORM_FOLDERS, Form, FormKind, FormPhoto, FormRelative, to_lrmx};
pub use read::{RareText, Reading, plan_of, read, read_bytes, read_to_annotate};
pub use write::{Rows, workbook};
