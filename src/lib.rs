//! 竞岗 (jinggang): from one workbook to all the paperwork of a competitive selection round (竞争上岗), as PDF and as DOCX.
//!
//! The rooms, in the order in which a spreadsheet becomes files on disk: [`workbook`] reads any spreadsheet into a [`round`];
//! [`procedure`] applies the rules and explains each decision; [`forms`] knows which documents there are and what data each is
//! given; [`typeset`] and [`docx`] make them; [`delivery`] writes them. [`language`], [`problem`], `hash`, `files` and `jpeg`
//! are the ground floor, [`cli`] the front door.
#![forbid(unsafe_code)]
// They end the program where nobody reads what it says: `cli` has its own.
#![cfg_attr(not(test), deny(clippy::print_stdout, clippy::print_stderr))]

pub mod cli;
pub mod delivery;
pub mod docx;
mod files;
pub mod forms;
mod hash;
mod jpeg;
pub mod language;
pub mod problem;
pub mod procedure;
pub mod round;
pub mod sample;
pub mod typeset;
pub mod workbook;
