//! The rows of a table as Word sets them: the cells of a row begin at the same height, and rows without lines and grounds lie as close
//! as their letters do.

use std::ops::Range;

use typst_library::layout::Abs;

use super::margins::{Reach, width_of};
use crate::docx::model::{Block, Cell, CellAlign, Inline, Line, Paragraph, Row, RowHeight, TextFlow, Twips};
use crate::docx::walk::flow::heights::height_of;
use crate::docx::walk::flow::{keep_next, spacer};

/// Upper margins that differ by no more than this are the same to the eye.
const ALIKE: Twips = Twips(20);

/// How much of what rows have grown by on the way the space below a table may give, beside what its last row needs.
const MOST: f64 = 4.0;

/// The height of the paragraph that must follow a table, in points.
pub(crate) const CLOSING: f64 = 1.0;

/// The paragraphs beside a table that fills its room, and what another program's rounding may need.
pub(crate) const BESIDE: f64 = 2.5;

/// A row of a table, and how far it reaches beyond its room.
pub(crate) struct Track {
    pub row: Row,
    pub reach: Reach,
    /// How much of that is what its text needs beyond the height it was given.
    pub grown: Reach,
    /// Whether it is the space between two rows.
    pub gutter: bool,
    /// Whether nothing is seen of it, so that what is too high above it may have its room.
    pub empty: bool,
    /// Which of the elements that were met begin in it.
    pub met: Range<usize>,
}

impl Track {
    /// A row that shows nothing but a line.
    pub fn edge(row: Row) -> Self {
        Self { row, reach: Reach::default(), grown: Reach::default(), gutter: true, empty: false, met: 0..0 }
    }

    /// Gives of the row's height as much as is asked for, as far as there is any.
    fn give(&mut self, wanted: Abs) -> Abs {
        let RowHeight::Exact(height) = &mut self.row.height else { return Abs::zero() };
        let room = Abs::pt((*height - Twips(1)).to_pt()).max(Abs::zero());
        let given = wanted.min(room).max(Abs::zero());
        *height -= Twips::from_pt(given.to_pt());
        given
    }
}

/// How far a row that has to be higher than its height reaches out: text that stands at an edge begins there.
pub(crate) fn growth(align: CellAlign, more: Abs) -> Reach {
    match align {
        CellAlign::Top => Reach { over: Abs::zero(), under: more },
        CellAlign::Centre => Reach { over: more / 2.0, under: more / 2.0 },
        CellAlign::Bottom => Reach { over: more, under: Abs::zero() },
    }
}

/// Has the cells of a row begin and end where they should. `reaches`: how far each reaches beyond its room; `None` for those without
/// content. `bare`: no edges are seen, beyond which the row may reach.
pub(crate) fn settle(cells: &mut [Cell], reaches: &[Option<Reach>], bare: bool) -> Reach {
    let row = reach_of(cells, reaches);
    for (cell, reach) in cells.iter_mut().zip(reaches) {
        if let Some(reach) = reach
            && cell.align == CellAlign::Top
            && let [top, ..] = &mut cell.margins
        {
            // What one cell's first line needs above its letters, the others leave free, so that all have their common baseline.
            *top += Twips::from_pt((row.over - reach.over).max(Abs::zero()).to_pt());
        }
    }
    level(cells, reaches);
    level_lower(cells, reaches);
    let lines = cells.iter().zip(reaches).filter(|(_, reach)| reach.is_some()).filter_map(|(cell, _)| first_line(cell));
    if let Some(highest) = lines.max() {
        // An empty line is no higher than those beside it.
        for (cell, _) in cells.iter_mut().zip(reaches).filter(|(_, reach)| reach.is_none()) {
            if let [Block::Paragraph(Paragraph { format, inlines, .. })] = cell.blocks.as_mut_slice()
                && inlines.is_empty()
                && let Some(Line::Exact(height)) = &mut format.line
            {
                *height = highest.min(*height);
            }
        }
    }
    // The margins may have made another one the highest.
    let row = Reach { under: reach_of(cells, reaches).under, ..row };
    for (cell, reach) in cells.iter_mut().zip(reaches).filter(|_| bare) {
        if let Some(reach) = reach {
            stand_by(cell, reach, &row);
        }
    }
    row
}

/// How far a row reaches beyond its room: as far as the cell that makes it as high as it is, and as those whose content begins at its
/// upper edge.
fn reach_of(cells: &[Cell], reaches: &[Option<Reach>]) -> Reach {
    let reaching = |reach: &Reach| reach.over > Abs::zero() || reach.under > Abs::zero();
    if !reaches.iter().flatten().any(reaching) {
        return Reach::default();
    }
    let height = |cell: &Cell| {
        let [top, _, bottom, _] = cell.margins;
        height_of(&cell.blocks) + Abs::pt((top + bottom).to_pt())
    };
    let content = || cells.iter().zip(reaches).filter_map(|(cell, reach)| Some((cell, (*reach)?)));
    let highest = content().map(|(cell, reach)| (height(cell), reach));
    let (_, highest) =
        highest.fold((Abs::zero(), Reach::default()), |most, own| if own.0 > most.0 { own } else { most });
    let tops = content().filter(|(cell, _)| cell.align == CellAlign::Top).map(|(_, reach)| reach.over);
    Reach { over: tops.fold(highest.over, Abs::max), under: highest.under }
}

/// Has what stands at the lower edge of a cell, or in its middle, stand by the edges that the row has in Typst: the row reaches beyond
/// them by its highest cell.
fn stand_by(cell: &mut Cell, own: &Reach, row: &Reach) {
    let up = match cell.align {
        CellAlign::Top => return,
        CellAlign::Bottom => row.under - own.under,
        CellAlign::Centre => (row.under - row.over) - (own.under - own.over),
    };
    let by = Twips::from_pt(up.abs().to_pt());
    if by <= ALIKE || cell.flow != TextFlow::Horizontal {
        return;
    }
    if up > Abs::zero() {
        if let Some(Block::Paragraph(last)) = cell.blocks.last_mut() {
            last.format.after += by;
        }
    } else if cell.align == CellAlign::Centre
        && let Some(Block::Paragraph(first)) = cell.blocks.first_mut()
    {
        first.format.before += by;
    }
}

/// Word and LibreOffice give all cells of a row the largest upper margin among them: so it is the smallest, and the rest is space above
/// the first paragraphs. Lines downwards would begin below it, and what is in the middle of them stand half of it too low.
fn level(cells: &mut [Cell], reaches: &[Option<Reach>]) {
    let tops = || {
        let content = cells.iter().zip(reaches).filter(|(cell, reach)| reach.is_some() || !lines_across(cell));
        content.map(|(cell, _)| cell.margins[0])
    };
    let (Some(least), Some(most)) = (tops().min(), tops().max()) else { return };
    let common = tops().filter(|&top| top - least <= ALIKE).max().unwrap_or(least);
    for cell in cells.iter_mut().filter(|cell| cell.blocks.is_empty()) {
        // Of one with nothing in it it counts as well.
        let [top, ..] = &mut cell.margins;
        *top = (*top).min(common);
    }
    if most - least <= ALIKE {
        return;
    }
    for (cell, _) in cells.iter_mut().zip(reaches).filter(|(_, reach)| reach.is_some()) {
        let across = lines_across(cell);
        let [top, ..] = &mut cell.margins;
        let rest = *top - common;
        if rest <= Twips::ZERO || !across {
            continue;
        }
        *top = common;
        match cell.blocks.first_mut() {
            // What hangs from a paragraph hangs from its first line or from the space above, as programs please.
            Some(Block::Paragraph(first)) if !first.inlines.iter().any(Inline::hangs) => first.format.before += rest,
            _ => cell.blocks.insert(0, Block::Paragraph(spacer(Abs::pt(rest.to_pt()), false).0)),
        }
    }
}

/// LibreOffice makes a row higher by the largest lower margin among its cells, whichever of them is the highest: so it is the smallest,
/// and the rest is space below the last paragraphs.
fn level_lower(cells: &mut [Cell], reaches: &[Option<Reach>]) {
    let content = || cells.iter().zip(reaches).filter(|(cell, reach)| reach.is_some() && lines_across(cell));
    let Some(least) = content().map(|(cell, _)| cell.margins[2]).min() else { return };
    for (cell, _) in cells.iter_mut().zip(reaches).filter(|(_, reach)| reach.is_some()) {
        let [_, _, bottom, _] = &mut cell.margins;
        let rest = *bottom - least;
        if rest <= Twips::ZERO || cell.flow != TextFlow::Horizontal {
            continue;
        }
        *bottom = least;
        match cell.blocks.last_mut() {
            Some(Block::Paragraph(last)) => last.format.after += rest,
            // A table ends with a paragraph in any case, of a point.
            _ => {
                let height = Abs::pt(rest.to_pt()) + Abs::pt(CLOSING);
                cell.blocks.push(Block::Paragraph(spacer(height, false).0));
            }
        }
    }
}

fn lines_across(cell: &Cell) -> bool {
    cell.flow == TextFlow::Horizontal
}

/// The height of a cell's first line.
fn first_line(cell: &Cell) -> Option<Twips> {
    match cell.blocks.first() {
        Some(Block::Paragraph(first)) if lines_across(cell) => match first.format.line {
            Some(Line::Exact(height) | Line::AtLeast(height)) => Some(height),
            None => None,
        },
        _ => None,
    }
}

/// Puts rows one below the other: the space between two rows gives what they need beyond their room. Tells what the space around the
/// table has to give.
pub(crate) fn close_up(tracks: &mut [Track]) -> Reach {
    let over = tracks.first().map_or(Abs::zero(), |track| track.reach.over);
    // How much further down than in Typst the rows stand.
    let mut late = Abs::zero();
    // What of that their text needs beyond the heights they were given.
    let mut grown = Abs::zero();
    let mut between = true;
    let mut index = 0;
    while let Some(track) = tracks.get(index) {
        if track.gutter {
            let next = tracks.get(index + 1).map(|next| (next.reach.over, next.grown.over));
            let (over, higher) = next.unwrap_or_default();
            late += over;
            grown += higher;
            let given = tracks.get_mut(index).map_or(Abs::zero(), |track| track.give(late));
            late -= given;
            grown = (grown - given).max(Abs::zero());
        } else {
            // What it grew upwards by, the space above has been asked for.
            grown += track.grown.under + if between { Abs::zero() } else { track.grown.over };
            if track.empty {
                let wanted = grown.min(late).max(Abs::zero());
                let given = tracks.get_mut(index).map_or(Abs::zero(), |track| track.give(wanted));
                late -= given;
                grown -= given;
                between = false;
                index += 1;
                continue;
            }
            late += track.reach.under + if between { Abs::zero() } else { track.reach.over };
        }
        between = track_is_gutter(tracks, index);
        index += 1;
    }
    let last = tracks.last();
    let own = last.map_or(Abs::zero(), |track| track.reach.under);
    let line = last.map_or(Abs::zero(), |track| lower_line(&track.row));
    Reach { over, under: late.min(own.max(grown) + Abs::pt(MOST)) + line }
}

/// Keeps a cell's row on one page with the next one. LibreOffice asks its first cell, be it one that goes on from above.
pub(crate) fn keep_cell(cell: &mut Cell) {
    if cell.merge == Some(false) && cell.blocks.is_empty() {
        cell.blocks = vec![Block::Paragraph(spacer(Abs::pt(1.0), false).0)];
    }
    keep_next(&mut cell.blocks);
}

/// Whether rows begin with one as high as a page of this height, which stands on one of its own wherever it is written.
pub(crate) fn begins_page(tracks: &[Track], height: Abs) -> bool {
    let first = tracks.first().map(|track| track.row.height);
    matches!(first, Some(RowHeight::Exact(own) | RowHeight::AtLeast(own)) if Abs::pt(own.to_pt()) >= height - Abs::pt(0.5))
}

/// Keeps rows of fixed heights that fill the room they have, or a number of pages, within it: they leave room, each in proportion, for
/// the table's outer lines and for the paragraphs beside a table.
pub(crate) fn keep_within(tracks: &mut [Track], height: Abs) {
    let fixed = tracks.iter().map(|track| match track.row.height {
        RowHeight::Exact(height) => Some(Abs::pt(height.to_pt())),
        _ => None,
    });
    let Some(whole) = fixed.sum::<Option<Abs>>() else { return };
    let above = tracks.first().map_or(Abs::zero(), |track| upper_line(&track.row));
    let below = tracks.last().map_or(Abs::zero(), |track| lower_line(&track.row));
    let needed = Abs::pt(BESIDE) + above + below;
    let pages = ((whole - Abs::pt(0.5)) / height).ceil().max(1.0);
    let missing = needed - (height * pages - whole);
    if missing <= Abs::zero() || missing > whole * SPARED {
        return;
    }
    // In proportion, the remainders going on to the next row.
    let mut owed = 0.0;
    for track in tracks {
        if let RowHeight::Exact(height) = &mut track.row.height {
            owed += f64::from(height.0) * (missing / whole);
            let given = Twips(owed as i32);
            owed -= f64::from(given.0);
            *height = (*height - given).max(Twips(1));
        }
    }
}

/// No more than this part of their heights is taken from rows, so that what stands in them is still seen.
const SPARED: f64 = 0.2;

fn track_is_gutter(tracks: &[Track], index: usize) -> bool {
    tracks.get(index).is_some_and(|track| track.gutter)
}

/// The width of the line above a row, which is added to its height.
fn upper_line(row: &Row) -> Abs {
    row.cells.iter().map(|cell| width_of(cell.borders.top)).fold(Abs::zero(), Abs::max)
}

/// The width of the line below a table's last row, which Word and LibreOffice add to its height, as they do the lines above rows.
pub(crate) fn lower_line(row: &Row) -> Abs {
    row.cells.iter().map(|cell| width_of(cell.borders.bottom)).fold(Abs::zero(), Abs::max)
}
