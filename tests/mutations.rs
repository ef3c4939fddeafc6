//! Damaged workbooks: the fixtures with bytes changed, cut and swapped, outside and inside of their packages. Whatever comes, the
//! reader ends, with a round or a refusal. `MUTATIONS=100000 cargo test --release --test mutations` runs as long as one likes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use jinggang::workbook::read;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The same numbers on every machine (xorshift64*).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % below.max(1)
    }
}

/// Pieces that readers have stumbled over.
const PIECES: &[&[u8]] = &[
    b"\xFF\xFF\xFF\xFF",
    b"\x00\x00\x00\x00",
    b"4294967295",
    b"-1",
    b"1048577",
    b"XFD1048576",
    b"</row>",
    b"<c r=\"ZZZZ1\">",
    b"&#0;",
    b"&x;",
    b"<!DOCTYPE a [<!ENTITY x \"xx\">]>",
    b"table:number-columns-repeated=\"99999999\"",
    b"t=\"s\"",
    b"<v>99999999999</v>",
    b"\x7F\xF0",
    b"uniqueCount=\"999999999999\"",
    b"si=\"4000000000\"",
    b"1e308",
    b"A1:XFD1048576",
];

fn mutate(bytes: &mut Vec<u8>, dice: &mut Dice) {
    for _ in 0..=dice.roll(6) {
        if bytes.is_empty() {
            return;
        }
        let at = dice.roll(bytes.len());
        match dice.roll(6) {
            0 => bytes[at] = dice.roll(256) as u8,
            1 => bytes[at] ^= 1 << dice.roll(8),
            2 => bytes.truncate(at),
            3 => {
                let piece = PIECES[dice.roll(PIECES.len())];
                let end = (at + piece.len()).min(bytes.len());
                bytes.splice(at..end, piece.iter().copied());
            }
            4 => {
                let piece = PIECES[dice.roll(PIECES.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
            _ => {
                let end = (at + dice.roll(64)).min(bytes.len());
                let copy = bytes[at..end].to_vec();
                let to = dice.roll(bytes.len());
                bytes.splice(to..to, copy);
            }
        }
    }
}

/// A package with one of its parts changed.
fn mutate_part(bytes: &[u8], dice: &mut Dice) -> Option<Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let chosen = dice.roll(zip.len());
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).ok()?;
        let name = String::from_utf8_lossy(part.name_raw()).into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).ok()?;
        if index == chosen {
            mutate(&mut content, dice);
        }
        out.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Stored)).ok()?;
        out.write_all(&content).ok()?;
    }
    Some(out.finish().ok()?.into_inner())
}

#[test]
fn no_damage_stops_the_reader() {
    let rounds: usize = std::env::var("MUTATIONS").ok().and_then(|text| text.parse().ok()).unwrap_or(60);
    let folder = tempfile::tempdir().unwrap();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rosters");
    let mut seeds: Vec<_> = std::fs::read_dir(fixtures)
        .unwrap()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect();
    seeds.sort();
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let (mut read_in, mut refused) = (0, 0);
    let mut slowest = (Duration::ZERO, String::new());
    for round in 0..rounds {
        for seed in &seeds {
            let whole = std::fs::read(seed).unwrap();
            let inside = if round % 2 == 0 { mutate_part(&whole, &mut dice) } else { None };
            let bytes = inside.unwrap_or_else(|| {
                let mut bytes = whole;
                mutate(&mut bytes, &mut dice);
                bytes
            });
            let path = folder.path().join("x.bin");
            std::fs::write(&path, &bytes).unwrap();
            let started = Instant::now();
            match read(&path) {
                Ok(_) => read_in += 1,
                Err(_) => refused += 1,
            }
            let name = seed.file_name().unwrap().to_string_lossy().into_owned();
            slowest = slowest.max((started.elapsed(), format!("{name}, round {round}")));
        }
    }
    println!("{read_in} read, {refused} refused; the slowest took {:?} ({})", slowest.0, slowest.1);
    assert!(read_in > 0 && refused > 0, "{read_in} read, {refused} refused");
    assert!(slowest.0 < Duration::from_secs(20), "{slowest:?}");
}
