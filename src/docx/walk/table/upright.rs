//! 竖排: characters stacked one below the other in a cell become upright vertical text.

use std::ops::Range;

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Resolve, SequenceElem, StyleChain, StyledElem};
use typst_library::introspection::SplitLocator;
use typst_library::layout::grid::resolve::CellGrid;
use typst_library::layout::{Abs, Axes, Dir, FixedAlignment, Sides, Size, Spacing, StackChild, StackElem};
use typst_library::routines::Arenas;
use typst_library::text::{SpaceElem, TextElem};

use super::cell::{cell_body, cell_fields};
use super::grid::tracks_of;
use crate::docx::model::{
    Align, Block, Cell, CellAlign, Inline, Line, Paragraph, ParagraphFormat, RowHeight, RunFormat, TextFlow, Twips,
};
use crate::docx::walk::Walker;

/// What a column of characters may be longer than its room, in points, so that rounding does not break it.
const SPARE: f64 = 1.5;

/// How high Word's own lines of Chinese fonts are, in sizes of their characters.
const WHOLE: f64 = 1.3;

/// How wide a column is, in sizes of its characters.
const PITCH: f64 = 1.05;

/// No more than this part of their size do characters of a column that is too high come nearer to each other.
const CLOSER: f64 = 0.15;

/// Characters one below the other.
struct Stacked {
    text: String,
    run: RunFormat,
    /// From one to the next.
    pitch: Abs,
    /// What Typst counts as the height of the last one, and how large it is.
    height: Abs,
    size: Abs,
}

impl Walker<'_, '_> {
    /// A label set downwards, one character below the other, becomes vertical text. `stands`: where it does in the cell; `room`: its own,
    /// within the insets, and the height of its rows.
    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    pub(crate) fn upright_cell(
        &mut self,
        body: &Content,
        inset: Sides<Abs>,
        mut stands: Axes<FixedAlignment>,
        (width, room): (Abs, Option<Abs>),
        styles: StyleChain,
        locator: &mut SplitLocator,
        cell: &mut Cell,
    ) -> SourceResult<bool> {
        let Some(Stacked { text, mut run, pitch, height, size }) = self.stacked(body, styles, locator)? else {
            return Ok(false);
        };
        if width < size * WHOLE {
            // A column as wide as its characters: wherever they stand in it, that is the middle.
            stands.x = FixedAlignment::Center;
        }
        let (top, bottom) = match stands.y {
            // Rows that are as high as the other cells want may be too low for one over several of them: it has all the room there is.
            _ if cell.merge.is_none() => (inset.top, inset.bottom),
            FixedAlignment::Start => (inset.top, Abs::zero()),
            FixedAlignment::Center => {
                let least = inset.top.min(inset.bottom);
                (inset.top - least, inset.bottom - least)
            }
            FixedAlignment::End => (Abs::zero(), inset.bottom),
        };
        run.tracking = Twips::from_pt((pitch - size).to_pt());
        // What a character is larger than Typst counts it stands out on both sides, as far as there is no inset.
        let out = size - height + Abs::pt(SPARE);
        let half = out / 2.0;
        let (above, below) = match stands.y {
            FixedAlignment::Start => (half.min(top), out - half.min(top)),
            FixedAlignment::Center => (half, half),
            FixedAlignment::End => (out - half.min(bottom), half.min(bottom)),
        };
        // In vertical text the indents and the alignment count downwards. Margins above and below would be those of the whole row.
        let side = |length: Abs| Twips::from_pt(length.to_pt());
        let format = ParagraphFormat {
            align: match stands.y {
                FixedAlignment::Start => Align::Left,
                FixedAlignment::Center => Align::Centre,
                FixedAlignment::End => Align::Right,
            },
            left: side(top - above),
            right: side(bottom - below),
            widow_control: true,
            // A line as high as Word has it for Chinese fonts may be wider than the cell. LibreOffice cuts one of a fixed height off that
            // is not in the middle.
            line: (stands.x == FixedAlignment::Center).then(|| Line::Exact(side((size * PITCH).min(width.max(size))))),
            ..ParagraphFormat::default()
        };
        if let Some(room) = room {
            // A column higher than its row stands out of it in Typst; in Word its last characters would begin another.
            let room = room - Abs::pt(format.left.to_pt() + format.right.to_pt());
            let count = text.chars().count() as f64;
            let most = (room - size * count) / (count - 1.0).max(1.0);
            let nearer = Twips::from_pt(most.max(-size * CLOSER).to_pt());
            run.tracking = run.tracking.min(nearer);
        }
        let mark = run.clone();
        cell.flow = TextFlow::VerticalRightToLeft;
        // The first line stands at the right, which is the top of such a cell.
        cell.align = match stands.x {
            FixedAlignment::Start => CellAlign::Bottom,
            FixedAlignment::Center => CellAlign::Centre,
            FixedAlignment::End => CellAlign::Top,
        };
        cell.margins = [Twips::ZERO, side(inset.right), Twips::ZERO, side(inset.left)];
        cell.blocks = vec![Block::Paragraph(Paragraph { format, inlines: vec![Inline::Text(text, run)], mark })];
        Ok(true)
    }

    /// How high a row must be so that vertical text over several rows has its room, as in Typst, the last of those
    /// that are as high as what is in them.
    pub(crate) fn row_for_upright(
        &mut self,
        grid: &CellGrid,
        rows: Range<usize>,
        (cell, body): (&Cell, &Content),
        (heights, widths): (&[RowHeight], &[Abs]),
        styles: StyleChain,
        locator: &mut SplitLocator,
    ) -> SourceResult<Option<(usize, Twips)>> {
        let Some(column) = column_height(cell) else { return Ok(None) };
        // Its indents are less than the insets, so that it has all the room there is.
        let [Block::Paragraph(Paragraph { format, .. })] = cell.blocks.as_slice() else { return Ok(None) };
        let inset = cell_fields(body, styles).0.relative_to(Size::zero());
        let around = Twips::from_pt((inset.top + inset.bottom).to_pt()).max(format.left + format.right);
        let column = column + around;
        let Some(last) = rows.clone().rfind(|&y| heights.get(y) == Some(&RowHeight::Auto)) else { return Ok(None) };
        let mut rest = column;
        let mut own = Twips::ZERO;
        for y in rows {
            let height = match heights.get(y) {
                Some(RowHeight::Exact(height) | RowHeight::AtLeast(height)) => *height,
                _ => Twips::from_pt(self.natural_height(grid, y, widths, styles, locator)?.to_pt()),
            };
            rest -= height;
            own = if y == last { height } else { own };
        }
        Ok((rest > Twips::ZERO).then_some((last, own + rest)))
    }

    /// How high Typst makes a row for the cells that are in it alone.
    pub(crate) fn natural_height(
        &mut self,
        grid: &CellGrid,
        y: usize,
        widths: &[Abs],
        styles: StyleChain,
        locator: &mut SplitLocator,
    ) -> SourceResult<Abs> {
        let mut highest = Abs::zero();
        for x in 0..grid.cols.len() {
            let Some(cell) = grid.cell(x, y).filter(|cell| cell.rowspan.get() == 1) else { continue };
            let span = tracks_of(cell.colspan.get(), grid.has_gutter);
            let width = widths.get(x..(x + span).min(widths.len())).unwrap_or_default().iter().sum();
            highest.set_max(self.previewed(&cell.body, styles, locator, Size::new(width, Abs::inf()))?.height());
        }
        Ok(highest)
    }

    /// The characters of a vertical label, and how they look: found by realizing the cell, as show rules may style it.
    fn stacked(
        &mut self,
        body: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
    ) -> SourceResult<Option<Stacked>> {
        let arenas = Arenas::default();
        let (pairs, _) = self.realize(&arenas, locator, body, styles)?;
        for &(child, styles) in &pairs {
            let Some(stack) = child.to_packed::<StackElem>() else { continue };
            let mut text = String::new();
            for child in &stack.children {
                if let StackChild::Block(body) = child {
                    text.push_str(&body.plain_text());
                }
            }
            let spacing = match stack.spacing.get(styles) {
                Some(Spacing::Rel(rel)) => rel.resolve(styles).relative_to(Abs::zero()),
                _ => Abs::zero(),
            };
            let plain = self.run_format(styles);
            let Some(run) = self.common_look(&stack.children, styles, locator)? else { return Ok(None) };
            let own = stack.children.iter().find_map(|child| match child {
                StackChild::Block(body) if run != plain => Some(body),
                _ => None,
            });
            let height = match own {
                Some(body) => self.previewed(body, styles, locator, Size::splat(Abs::inf()))?.height(),
                None => self.extent(styles, &text).height(),
            };
            let size = if own.is_some() { Abs::pt(f64::from(run.size) / 2.0) } else { styles.resolve(TextElem::size) };
            return Ok(Some(Stacked { text, run, pitch: height + spacing, height, size }));
        }
        Ok(None)
    }

    /// How all of the characters look, each of which may have a look of its own; `None` where they differ.
    fn common_look(
        &mut self,
        children: &[StackChild],
        styles: StyleChain,
        locator: &mut SplitLocator,
    ) -> SourceResult<Option<RunFormat>> {
        let mut common = None;
        for child in children {
            let StackChild::Block(body) = child else { continue };
            let own = self.look_of(body, styles, locator)?;
            if common.as_ref().is_some_and(|common| *common != own) {
                return Ok(None);
            }
            common = Some(own);
        }
        Ok(common)
    }
}

/// How high a row must be for the vertical text in its cells, which makes none higher: the text would go on in another column; and how
/// much higher than in Typst, where what stands out of the row is not cut off. Not by cells over several rows.
pub(crate) fn row_height(cells: &mut [Cell]) -> Option<(RowHeight, Abs)> {
    let margin = |side: fn(&Cell) -> Twips| cells.iter().map(side).max().unwrap_or(Twips::ZERO);
    let (above, below) = (margin(|cell| cell.margins[0]), margin(|cell| cell.margins[2]));
    let upright = cells.iter_mut().filter(|cell| cell.merge.is_none());
    let heights = upright.filter_map(|cell| {
        let column = column_height(cell)?;
        let Some(Block::Paragraph(Paragraph { format, .. })) = cell.blocks.first_mut() else { return None };
        // The margins of other cells are those of the whole row: the indents take in what they leave of the insets.
        let [before, after] = [(&mut format.left, above), (&mut format.right, below)].map(|(indent, margin)| {
            *indent -= margin.min((*indent).max(Twips::ZERO));
            *indent + margin
        });
        Some((column + before.max(Twips::ZERO) + after.max(Twips::ZERO), column + before + after))
    });
    let (whole, own) = heights.reduce(|(whole, own), other| (whole.max(other.0), own.max(other.1)))?;
    Some((RowHeight::AtLeast(whole), Abs::pt((whole - own).to_pt())))
}

/// How high the vertical text of a cell is, without its indents.
fn column_height(cell: &Cell) -> Option<Twips> {
    let [Block::Paragraph(Paragraph { inlines, .. })] = cell.blocks.as_slice() else { return None };
    let [Inline::Text(text, run)] = inlines.as_slice() else { return None };
    if cell.flow != TextFlow::VerticalRightToLeft {
        return None;
    }
    let count = i32::try_from(text.chars().count()).unwrap_or(i32::MAX);
    let (size, spare) = (Twips(run.size as i32 * 10), Twips::from_pt(SPARE));
    let column = Twips((size + run.tracking).0.saturating_mul(count)) - run.tracking;
    Some(column + spare)
}

/// Whether a cell is nothing but single characters one below the other.
pub(crate) fn is_upright(cell: &Content) -> bool {
    let Some(stack) = find_stack(cell_body(cell)) else { return false };
    let blocks: Vec<_> = stack
        .children
        .iter()
        .filter_map(|child| if let StackChild::Block(body) = child { Some(body.plain_text()) } else { None })
        .collect();
    let single = blocks
        .iter()
        .all(|text| text.chars().count() == 1 && text.chars().all(crate::docx::walk::text::metrics::is_wide));
    blocks.len() > 1 && single && stack.dir.get(StyleChain::default()) == Dir::TTB
}

/// Looks through styles and single-child sequences.
fn find_stack(body: &Content) -> Option<&StackElem> {
    if let Some(stack) = body.to_packed::<StackElem>() {
        return Some(stack);
    }
    if let Some(styled) = body.to_packed::<StyledElem>() {
        return find_stack(&styled.child);
    }
    if let Some(sequence) = body.to_packed::<SequenceElem>() {
        let mut inner = sequence.children.iter().filter(|child| !child.is::<SpaceElem>());
        return match (inner.next(), inner.next()) {
            (Some(only), None) => find_stack(only),
            _ => None,
        };
    }
    None
}
