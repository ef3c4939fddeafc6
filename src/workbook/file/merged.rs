//! Merged cells (合并单元格): their content stands in the first cell only.

/// The merged regions of a sheet, found by column.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::workbook) struct Merged {
    /// For each column: first row, last row, and the first column of the region, by first row.
    columns: Vec<Vec<(u32, u32, u32)>>,
    /// As they stand in the file.
    regions: Vec<(u32, u32, u32, u32)>,
}

/// So many cells of regions are held: three for each of a hundred thousand people several times over. A small file can ask for
/// thousands of millions.
const HELD: usize = 4_000_000;

/// Regions wider than this are taken to be this wide: no roster has more columns.
const WIDEST: u32 = 1024;

impl Merged {
    /// From regions as calamine has them.
    pub fn of(regions: &[calamine::Dimensions]) -> Self {
        Self::new(regions.iter().map(|region| (region.start.0, region.start.1, region.end.0, region.end.1)))
    }

    /// From regions: first row, first column, last row, last column, all from 0.
    pub fn new(regions: impl IntoIterator<Item = (u32, u32, u32, u32)>) -> Self {
        let regions: Vec<(u32, u32, u32, u32)> = regions.into_iter().take(HELD).collect();
        let mut left_over = HELD;
        let mut columns: Vec<Vec<(u32, u32, u32)>> = Vec::new();
        for &(top, left, bottom, right) in &regions {
            if left >= WIDEST || bottom < top {
                continue;
            }
            let width = right.min(WIDEST - 1).saturating_sub(left) as usize + 1;
            let Some(rest) = left_over.checked_sub(width) else { break };
            left_over = rest;
            for column in left..=right.min(WIDEST - 1) {
                let column = column as usize;
                if columns.len() <= column {
                    columns.resize_with(column + 1, Vec::new);
                }
                if let Some(spans) = columns.get_mut(column) {
                    spans.push((top, bottom, left));
                }
            }
        }
        for spans in &mut columns {
            spans.sort_unstable();
        }
        Self { columns, regions }
    }

    /// The regions as they stand in the file: first row, first column, last row, last column.
    pub fn regions(&self) -> &[(u32, u32, u32, u32)] {
        &self.regions
    }

    /// The region that covers a cell: its first row, first column, and last row.
    pub fn covering(&self, row: u32, column: u32) -> Option<(u32, u32, u32)> {
        let spans = self.columns.get(column as usize)?;
        let after = spans.partition_point(|(top, ..)| *top <= row);
        let (top, bottom, left) = *spans.get(after.checked_sub(1)?)?;
        (row <= bottom).then_some((top, left, bottom))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_covering_region_is_found() {
        let merged = Merged::new([(0, 0, 0, 4), (2, 1, 3, 1), (2, 2, 2, 3), (9, 0, 1, 0)]);
        assert_eq!(merged.covering(0, 3), Some((0, 0, 0)));
        assert_eq!(merged.covering(3, 1), Some((2, 1, 3)));
        assert_eq!(merged.covering(4, 1), None);
        assert_eq!(merged.covering(2, 3), Some((2, 2, 2)));
        assert_eq!(merged.covering(1, 0), None);
    }
}
