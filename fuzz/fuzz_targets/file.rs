//! Whole files, whatever they are: .xls and .et (compound files, BIFF), tables as text, packages as they stand.
#![no_main]

use jinggang_fuzz::workbook::read_bytes;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    read_bytes("名册.xls", bytes).ok();
});
