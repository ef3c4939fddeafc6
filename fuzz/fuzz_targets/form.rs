//! 干部任免审批表 files: .lrmx, or .lrm where the first byte is odd.
#![no_main]

use jinggang_fuzz::workbook::read_bytes;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    read_bytes(if first % 2 == 0 { "张三.lrmx" } else { "张三.lrm" }, rest).ok();
});
