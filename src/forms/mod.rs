//! Which documents exist, whom each is for, and the data each is given.
//!
//! A document is a template file: `templates/<step>/<文书名>.typ`. Its `说明` says whom it is made for; the program adds nothing to
//! that list, so a file added is a document added.

mod appointment;
mod approval;
mod audience;
mod catalog;
mod data;
mod employer;
mod joined;
mod nobody_yet;
mod notice;
mod open;
mod person;
mod photo;
mod post;
mod published;
mod repeated;
mod stage;
mod subjects;
mod unread;
mod waiting;

pub use approval::approval_form;
pub use catalog::{CatalogError, Form, Per, catalog};
pub(crate) use catalog::{is_template, step_of};
pub use data::{Attachment, Material, material};
pub(crate) use open::Open;
pub use stage::Stage;
pub(crate) use stage::behind;
pub use subjects::{Subject, Subjects, subjects};
pub(crate) use subjects::{mark, nominated};
