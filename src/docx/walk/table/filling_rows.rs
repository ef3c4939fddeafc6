//! Last rows of a page's tables that are as high as what is in them, but hold space that takes all the room there is: they fill the
//! page, as rows of a fraction do.

use typst_library::diag::SourceResult;
use typst_library::engine::Engine;
use typst_library::foundations::{Content, NativeElement, Packed, SequenceElem, StyleChain, StyledElem, Synthesize};
use typst_library::layout::grid::resolve::CellGrid;
use typst_library::layout::{Fr, GridElem, Sizing, TrackSizings, VElem};
use typst_library::model::TableElem;
use typst_library::routines::{Arenas, Pair};

use super::cell::cell_body;
use crate::docx::walk::flow::tall::fraction;

/// A page's children, with the rows of tables that fill it as rows of a fraction.
pub(crate) fn filled<'a>(
    engine: &mut Engine,
    mut children: Vec<Pair<'a>>,
    arenas: &'a Arenas,
) -> SourceResult<Vec<Pair<'a>>> {
    for (child, styles) in &mut children {
        if let Some(own) = with_filling_row(engine, child, *styles)? {
            *child = arenas.content.alloc(own);
        }
    }
    Ok(children)
}

/// A table whose last row fills the room it has.
fn with_filling_row(engine: &mut Engine, child: &Content, styles: StyleChain) -> SourceResult<Option<Content>> {
    if let Some(table) = child.to_packed::<TableElem>() {
        return with_rows(engine, table, table.grid.as_deref(), styles, |table, rows| table.rows.set(rows));
    }
    if let Some(grid) = child.to_packed::<GridElem>() {
        return with_rows(engine, grid, grid.grid.as_deref(), styles, |grid, rows| grid.rows.set(rows));
    }
    Ok(None)
}

fn with_rows<T: NativeElement + Clone>(
    engine: &mut Engine,
    elem: &Packed<T>,
    grid: Option<&CellGrid>,
    styles: StyleChain,
    set: impl FnOnce(&mut T, TrackSizings),
) -> SourceResult<Option<Content>>
where
    Packed<T>: Synthesize,
{
    let Some(rows) = grid.and_then(rows_filled) else { return Ok(None) };
    let mut own = elem.clone();
    set(&mut own, rows);
    own.synthesize(engine, styles)?;
    Ok(Some(own.pack()))
}

/// The rows of a grid without the space between them, if the last of them, and no other, fills what room there is.
fn rows_filled(grid: &CellGrid) -> Option<TrackSizings> {
    let step = if grid.has_gutter { 2 } else { 1 };
    let mut rows: Vec<Sizing> = grid.rows.iter().step_by(step).copied().collect();
    let fills = |y: usize| {
        (0..grid.cols.len())
            .step_by(step)
            .filter_map(|x| grid.cell(x, y * step))
            .any(|cell| takes_room(cell_body(&cell.body)))
    };
    // What came below such a row would stand on the next page.
    let last = rows.len().checked_sub(1)?;
    if rows.get(last) != Some(&Sizing::Auto) || !fills(last) || (0..last).any(fills) {
        return None;
    }
    if rows.iter().any(|row| matches!(row, Sizing::Fr(_))) {
        return None;
    }
    *rows.get_mut(last)? = Sizing::Fr(Fr::one());
    Some(TrackSizings(rows.into()))
}

/// Whether space that takes what room there is stands directly in content.
fn takes_room(content: &Content) -> bool {
    if let Some(sequence) = content.to_packed::<SequenceElem>() {
        return sequence.children.iter().any(takes_room);
    }
    if let Some(styled) = content.to_packed::<StyledElem>() {
        return takes_room(&styled.child);
    }
    content.is::<VElem>() && fraction(content, StyleChain::default()).is_some()
}
