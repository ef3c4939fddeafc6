//! A look through the records of an .xls workbook (MS-XLS) before it is read: is it encrypted, is it larger than it may be, and
//! what its number formats show, which its reader does not tell.

use std::collections::BTreeMap;

use super::grid::Budget;
use super::number_format::NumberFormat;
use super::{Fault, u16_at, u32_at};

/// What was found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Scan {
    /// What the cell styles show of a number, by the numbers the cells have them by.
    styles: Vec<Option<NumberFormat>>,
    /// For each sheet, in the order of the file: the styles of its numbers, by row and column from 0.
    numbers: Vec<Numbers>,
}

/// The styles of a sheet's numbers.
type Numbers = BTreeMap<(u32, u32), u16>;

impl Scan {
    /// What the format of a number's cell shows.
    pub(super) fn format(&self, sheet: usize, at: (u32, u32)) -> Option<&NumberFormat> {
        let style = self.numbers.get(sheet)?.get(&at)?;
        self.styles.get(usize::from(*style))?.as_ref()
    }
}

/// The records from a place on: type and content.
pub(super) fn records(stream: &[u8], from: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut at = from;
    std::iter::from_fn(move || {
        let kind = u16_at(stream, at)?;
        let length = usize::from(u16_at(stream, at + 2)?);
        let content = stream.get(at + 4..(at + 4 + length).min(stream.len()))?;
        at += 4 + length;
        Some((kind, content))
    })
}

/// Where the sheets begin, in the order of the file.
pub(super) fn sheet_starts(stream: &[u8]) -> Vec<usize> {
    let globals = records(stream, 0).take_while(|(kind, _)| *kind != 0x000A);
    // BoundSheet.
    globals.filter(|(kind, _)| *kind == 0x0085).map(|(_, content)| u32_at(content, 0).unwrap_or(0) as usize).collect()
}

/// Looks through the stream.
pub(super) fn scan(stream: &[u8]) -> Result<Scan, Fault> {
    let mut formats: BTreeMap<u16, NumberFormat> = BTreeMap::new();
    let mut styles: Vec<u16> = Vec::new();
    for (kind, content) in records(stream, 0) {
        match kind {
            // FilePass.
            0x002F if u16_at(content, 0) != Some(0) || content.len() > 6 => return Err(Fault::Encrypted),
            // Format: BIFF8 has a long string with a flag, BIFF5 a short one; digits and points stand there as single bytes.
            0x041E => {
                let id = u16_at(content, 0).unwrap_or(0);
                let wide = content.get(4) == Some(&1);
                let signs = content.get(if content.get(3) == Some(&0) { 5 } else { 3 }..).unwrap_or_default();
                let text: String = if wide {
                    let units = signs.chunks_exact(2).filter_map(|pair| u16_at(pair, 0));
                    char::decode_utf16(units).map(|sign| sign.unwrap_or('\u{FFFD}')).collect()
                } else {
                    signs.iter().map(|byte| char::from(*byte)).collect()
                };
                formats.insert(id, NumberFormat::of(&text));
            }
            // XF.
            0x00E0 => styles.push(u16_at(content, 2).unwrap_or(0)),
            0x000A => break,
            _ => {}
        }
    }
    let known = |format: u16| formats.get(&format).cloned().or_else(|| NumberFormat::built_in(format.into()));
    let mut budget = Budget::new();
    let mut out = Scan { styles: styles.into_iter().map(known).collect(), numbers: Vec::new() };
    for start in sheet_starts(stream) {
        out.numbers.push(sheet(stream, start, &out.styles, &mut budget)?);
    }
    Ok(out)
}

/// One sheet's numbers. The reader holds the whole rectangle of its cells, so that is what is counted.
fn sheet(stream: &[u8], start: usize, styles: &[Option<NumberFormat>], budget: &mut Budget) -> Result<Numbers, Fault> {
    let mut out = BTreeMap::new();
    let (mut rows, mut columns) = (0_usize, 0_usize);
    let mut depth = 0_u32;
    for (kind, content) in records(stream, start) {
        match kind {
            0x0809 => depth += 1,
            0x000A => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            // Dimensions, which the reader believes: BIFF8 has four-byte rows.
            0x0200 => {
                let wide = content.len() >= 14;
                let (first, last, left, right) = if wide {
                    (u32_at(content, 0), u32_at(content, 4), u16_at(content, 8), u16_at(content, 10))
                } else {
                    let row = |at| u16_at(content, at).map(u32::from);
                    (row(0), row(2), u16_at(content, 4), u16_at(content, 6))
                };
                let (Some(first), Some(last), Some(left), Some(right)) = (first, last, left, right) else {
                    return Err(Fault::Damaged);
                };
                if first > last || last > 65_536 || left > right || right > 256 {
                    return Err(Fault::Damaged);
                }
            }
            // Number, RK, formula, label, shared string, truth value: row, column, style. MulRk: several columns.
            0x0203 | 0x027E | 0x0006 | 0x0204 | 0x00D6 | 0x00FD | 0x0205 | 0x00BD => {
                let (Some(row), Some(column)) = (u16_at(content, 0), u16_at(content, 2)) else { continue };
                let last = if kind == 0x00BD {
                    u16_at(content, content.len().saturating_sub(2)).unwrap_or(column).clamp(column, 255)
                } else {
                    column
                };
                rows = rows.max(usize::from(row) + 1);
                columns = columns.max(usize::from(last) + 1);
                if columns > 256 {
                    return Err(Fault::Damaged);
                }
                for (index, column) in (column..=last).enumerate() {
                    let at = if kind == 0x00BD { 4 + index * 6 } else { 4 };
                    if matches!(kind, 0x0203 | 0x027E | 0x0006 | 0x00BD)
                        && let Some(style) = u16_at(content, at)
                        && styles.get(usize::from(style)).is_some_and(Option::is_some)
                    {
                        out.insert((u32::from(row), u32::from(column)), style);
                    }
                }
            }
            _ => {}
        }
    }
    budget.take_cells(rows * columns)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, content: &[u8]) -> Vec<u8> {
        let mut out = kind.to_le_bytes().to_vec();
        out.extend(u16::try_from(content.len()).unwrap().to_le_bytes());
        out.extend(content);
        out
    }

    fn book(sheet: &[Vec<u8>]) -> Vec<u8> {
        let globals = |start: u32| {
            let mut out = record(0x0809, &[0, 6, 5, 0]);
            out.extend(record(0x00E0, &[0, 0, 2, 0]));
            let mut bound = start.to_le_bytes().to_vec();
            bound.extend([0, 0, 1, 0, b'A']);
            out.extend(record(0x0085, &bound));
            out.extend(record(0x000A, &[]));
            out
        };
        let start = globals(0).len();
        let mut out = globals(u32::try_from(start).unwrap());
        out.extend(record(0x0809, &[0, 6, 0x10, 0]));
        out.extend(sheet.iter().flatten());
        out.extend(record(0x000A, &[]));
        out
    }

    #[test]
    fn formats_come_from_the_style() {
        let number = record(0x0203, &[3, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        let scan = scan(&book(&[number])).unwrap();
        assert_eq!(scan.format(0, (3, 1)), NumberFormat::built_in(2).as_ref());
        assert_eq!(scan.format(0, (3, 0)), None);
    }

    #[test]
    fn passwords_and_false_sizes_are_noticed() {
        let mut locked = record(0x0809, &[0, 6, 5, 0]);
        locked.extend(record(0x002F, &[1, 0, 1, 0]));
        assert_eq!(scan(&locked), Err(Fault::Encrypted));
        let dimensions = record(0x0200, &[0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 255, 255, 0, 0]);
        assert_eq!(scan(&book(&[dimensions])), Err(Fault::Damaged));
        let corner = record(0x0203, &[255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(scan(&book(&[corner])), Err(Fault::TooLarge));
    }
}
