//! OLE compound files (MS-CFB): which streams there are, and their bytes.
//!
//! Only what is needed to look into an .xls before its reader does: every chain of sectors is bounded by the file's own length,
//! so that a chain that bites its own tail ends. The reader of .xls follows such chains, and sizes that are told, until memory ends;
//! so a file that has them is refused here.

use super::{u16_at, u32_at};

/// The end of a chain, and everything that is no sector.
const SPECIAL: u32 = 0xFFFF_FFFA;

/// The streams a workbook may be in.
pub(super) const STREAMS: [&str; 2] = ["Workbook", "Book"];

/// A stream's entry in the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    name: String,
    start: u32,
    size: usize,
}

/// An opened compound file.
#[derive(Debug)]
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    /// log2 of the sector's size: 9 or 12.
    shift: u32,
    fat: Vec<u32>,
    entries: Vec<Entry>,
    mini_fat: Vec<u32>,
    mini: Vec<u8>,
    cutoff: usize,
}

impl<'a> Compound<'a> {
    /// Opens it; `None` if it is damaged.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        let shift = u32::from(u16_at(bytes, 30)?);
        if shift != 9 && shift != 12 {
            return None;
        }
        let mut file = Self {
            bytes,
            shift,
            fat: Vec::new(),
            entries: Vec::new(),
            mini_fat: Vec::new(),
            mini: Vec::new(),
            cutoff: u32_at(bytes, 56)? as usize,
        };
        let limit = bytes.len() >> shift;
        let mut tables: Vec<u32> = (0..109).filter_map(|index| u32_at(bytes, 76 + index * 4)).collect();
        let mut next = u32_at(bytes, 68)?;
        let mut steps = 0;
        while next < SPECIAL && steps <= limit {
            let sector = file.sector(next)?;
            let count = sector.len() / 4;
            tables.extend((0..count.saturating_sub(1)).filter_map(|index| u32_at(sector, index * 4)));
            next = u32_at(sector, sector.len().checked_sub(4)?)?;
            steps += 1;
        }
        tables.retain(|table| *table < SPECIAL);
        // More tables than there are sectors: some are listed again and again.
        if tables.len() > limit + 1 || u32_at(bytes, 64)? as usize > limit + 1 {
            return None;
        }
        for table in tables {
            let Some(sector) = file.sector(table) else { continue };
            file.fat.extend(sector.chunks_exact(4).filter_map(|chunk| u32_at(chunk, 0)));
        }
        let directory = file.whole_chain(u32_at(bytes, 48)?)?;
        for (index, entry) in directory.chunks_exact(128).enumerate() {
            let length = usize::from(u16_at(entry, 64)?).saturating_sub(2).min(64);
            let units: Vec<u16> = (0..length / 2).filter_map(|index| u16_at(entry, index * 2)).collect();
            let name = String::from_utf16_lossy(&units);
            let size = u32_at(entry, 120)? as usize;
            // Large sectors have sizes of eight bytes.
            let beyond = shift == 12 && u32_at(entry, 124)? != 0;
            let read = index == 0 || STREAMS.iter().any(|stream| name.eq_ignore_ascii_case(stream));
            if read && (beyond || size > bytes.len()) {
                return None;
            }
            if entry.get(66).copied().unwrap_or(0) != 0 {
                file.entries.push(Entry { name, start: u32_at(entry, 116)?, size });
            }
        }
        let root = file.entries.first()?.clone();
        file.mini_fat = file.chain(u32_at(bytes, 60)?).chunks_exact(4).filter_map(|chunk| u32_at(chunk, 0)).collect();
        file.mini = file.chain(root.start);
        Some(file)
    }

    fn sector(&self, id: u32) -> Option<&'a [u8]> {
        let start = (id as usize).checked_add(1)?.checked_shl(self.shift)?;
        let end = start.checked_add(1 << self.shift)?.min(self.bytes.len());
        self.bytes.get(start..end)
    }

    /// A chain of sectors; `None` if it never ends.
    fn whole_chain(&self, start: u32) -> Option<Vec<u8>> {
        let (out, ended) = self.followed(start);
        ended.then_some(out)
    }

    /// A chain of sectors as far as it makes sense.
    fn chain(&self, start: u32) -> Vec<u8> {
        self.followed(start).0
    }

    fn followed(&self, start: u32) -> (Vec<u8>, bool) {
        let limit = (self.bytes.len() >> self.shift) + 1;
        let mut out = Vec::new();
        let mut next = start;
        for _ in 0..limit {
            let sector = if next < SPECIAL { self.sector(next) } else { None };
            let Some(sector) = sector else { return (out, true) };
            out.extend_from_slice(sector);
            next = self.fat.get(next as usize).copied().unwrap_or(SPECIAL);
        }
        (out, next >= SPECIAL)
    }

    fn mini_chain(&self, start: u32) -> Vec<u8> {
        let limit = self.mini.len() / 64 + 1;
        let mut out = Vec::new();
        let mut next = start;
        for _ in 0..limit {
            if next >= SPECIAL {
                break;
            }
            let from = next as usize * 64;
            let Some(sector) = self.mini.get(from..(from + 64).min(self.mini.len())) else { break };
            out.extend_from_slice(sector);
            next = self.mini_fat.get(next as usize).copied().unwrap_or(SPECIAL);
        }
        out
    }

    /// Whether there is a stream or storage of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// A stream's bytes.
    pub(super) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))?;
        let mut bytes = if entry.size < self.cutoff { self.mini_chain(entry.start) } else { self.chain(entry.start) };
        bytes.truncate(entry.size);
        Some(bytes)
    }
}
