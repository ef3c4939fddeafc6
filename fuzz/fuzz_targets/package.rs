//! Packages from within: the first byte says of which kind (.xlsx, .ods, .xlsb) and which part the others are. A whole package would
//! seldom get past its checksums.
#![no_main]

use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;

use jinggang_fuzz::workbook::read_bytes;
use libfuzzer_sys::fuzz_target;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The parts of packages that are in order, by name.
type Parts = Vec<(String, Vec<u8>)>;

static WHOLE: LazyLock<Vec<Parts>> = LazyLock::new(|| {
    let files: [&[u8]; 4] = [
        include_bytes!("../../tests/fixtures/rosters/WPS单元格图片.xlsx"),
        include_bytes!("../../tests/fixtures/rosters/同一名册.ods"),
        include_bytes!("../../tests/fixtures/rosters/同一名册.xlsb"),
        include_bytes!("../../tests/fixtures/traps/图片在格子里/名册.ods"),
    ];
    files.iter().map(|bytes| parts(bytes)).collect()
});

fn parts(bytes: &[u8]) -> Parts {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a package");
    (0..zip.len())
        .map(|index| {
            let mut part = zip.by_index(index).expect("a part");
            let mut content = Vec::new();
            part.read_to_end(&mut content).expect("its content");
            (String::from_utf8_lossy(part.name_raw()).into_owned(), content)
        })
        .collect()
}

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let count: usize = WHOLE.iter().map(Vec::len).sum();
    let mut chosen = usize::from(*first) % count;
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for parts in WHOLE.iter() {
        if chosen >= parts.len() {
            chosen -= parts.len();
            continue;
        }
        for (index, (name, content)) in parts.iter().enumerate() {
            out.start_file(name.as_str(), SimpleFileOptions::default().compression_method(CompressionMethod::Stored))
                .expect("a part");
            out.write_all(if index == chosen { rest } else { content }).expect("its content");
        }
        break;
    }
    read_bytes("名册.xlsx", &out.finish().expect("a package").into_inner()).ok();
});
