//! 竞岗 (jinggang): from one workbook to all the paperwork of a competitive selection round (竞争上岗), as PDF and as DOCX.
//!
//! The rooms, from the spreadsheet to the files on disk: [`docx`] and [`typeset`] make documents, [`language`] knows names and
//! dates.
#![forbid(unsafe_code)]

pub mod docx;
pub mod language;
pub mod problem;
pub mod procedure;
pub mod round;
pub mod sample;
pub mod typeset;
pub mod workbook;
