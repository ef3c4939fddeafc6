//! The readers of the program, built by themselves: the typesetter takes a quarter of an hour to build and reads no workbook.
#![allow(dead_code, unused_imports)]

#[path = "../../src/hash.rs"]
mod hash;
#[path = "../../src/jpeg.rs"]
mod jpeg;
#[path = "../../src/language/mod.rs"]
pub mod language;
#[path = "../../src/problem.rs"]
pub mod problem;
#[path = "../../src/round/mod.rs"]
pub mod round;
#[path = "../../src/workbook/mod.rs"]
pub mod workbook;
