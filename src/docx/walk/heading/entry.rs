//! Entries of a table of contents that are set as the row of a grid: number, title and page in columns.
//!
//! Word's table of contents is made of paragraphs, so such a row is one with a tab stop for each column.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::grid::resolve::CellGrid;
use typst_library::layout::{Abs, AlignElem, FixedAlignment, Size};
use typst_library::model::ParElem;
use typst_library::routines::{Arenas, FragmentKind};

use crate::docx::model::{Inline, ParagraphFormat, Tab, TabKind, Twips};
use crate::docx::walk::flow::Flow;
use crate::docx::walk::line::Line;
use crate::docx::walk::line::inline::significant;
use crate::docx::walk::table::cell::cell_fields;
use crate::docx::walk::text::direction::is_rtl;
use crate::docx::walk::{Area, Walker};

impl Walker<'_, '_> {
    /// A row of columns of some widths as a paragraph. False if it is no entry, or has blocks in it.
    pub(crate) fn entry_row(
        &mut self,
        grid: &CellGrid,
        widths: &[Abs],
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<bool> {
        if self.contents.entry().is_none() || grid.rows.len() != 1 || is_rtl(styles) {
            return Ok(false);
        }
        let mut left = Abs::zero();
        let mut columns: Vec<(Abs, Abs, &Content)> = Vec::new();
        for (x, &width) in widths.iter().enumerate() {
            if let Some(cell) = grid.cell(x, 0) {
                if cell.colspan.get() > 1 {
                    return Ok(false);
                }
                columns.push((left, width, &cell.body));
            }
            left += width;
        }
        let arenas = Arenas::default();
        let mut bodies = Vec::with_capacity(columns.len());
        for (from, width, body) in columns {
            let (pairs, kind) = self.realize(&arenas, locator, body, styles)?;
            if kind != FragmentKind::Inline && !significant(&pairs).is_empty() {
                return Ok(false);
            }
            let (inset, _) = cell_fields(body, styles);
            let inset = inset.relative_to(Size::new(width, area.height));
            bodies.push((from + inset.left, width - inset.left - inset.right, pairs));
        }
        let mut line = Line::new();
        let mut tabs: Vec<Tab> = Vec::new();
        let mut start = None;
        let mut wrapped: Option<Abs> = None;
        for (from, width, pairs) in bodies {
            let own = significant(&pairs);
            let look = StyleChain::trunk_from_pairs(&own).unwrap_or(styles);
            let mut piece = Line::new();
            piece.alone = own.len() == 1;
            self.inlines(&pairs, locator, Area { width, base: width, ..area }, &mut piece)?;
            piece.trim();
            if piece.inlines.is_empty() {
                continue;
            }
            let stands = look.resolve(AlignElem::alignment).x;
            let stop = |at: Abs, kind: TabKind| {
                let position = Twips::from_pt((area.left + at).to_pt());
                Tab { position, kind, leader: "none" }
            };
            let inner = piece.tabs(width);
            if start.is_none() && (stands == FixedAlignment::Start || !inner.is_empty()) {
                start = Some(from);
            } else {
                start.get_or_insert(Abs::zero());
                let format = self.run_format(look);
                line.inlines.push(Inline::Tab(format));
                tabs.push(match stands {
                    _ if !inner.is_empty() => stop(from, TabKind::Left),
                    FixedAlignment::Start => stop(from, TabKind::Left),
                    FixedAlignment::Center => stop(from + width / 2.0, TabKind::Centre),
                    FixedAlignment::End => stop(from + width, TabKind::Right),
                });
            }
            let shift = Twips::from_pt((area.left + from).to_pt());
            tabs.extend(inner.into_iter().map(|tab| Tab { position: tab.position + shift, ..tab }));
            if piece.width > width + Abs::pt(1.0) && stands == FixedAlignment::Start {
                wrapped.get_or_insert(from);
            }
            line.grow(piece.extent);
            line.advance(piece.width);
            line.first = line.first.take().or(piece.first.take());
            line.inlines.append(&mut piece.inlines);
        }
        if line.inlines.is_empty() {
            return Ok(true);
        }
        let start = start.unwrap_or_default();
        // Where a title goes on, it does so below its beginning. (With an indent at the right LibreOffice 7.4 loses what stands beyond it.)
        let hang = wrapped.unwrap_or(start);
        line.width = if wrapped.is_some() { area.width * 2.0 } else { line.width.min(area.width) };
        let side = |length: Abs| Twips::from_pt(length.to_pt());
        let format = ParagraphFormat {
            left: side(hang),
            first_line: side(start - hang),
            tabs,
            widow_control: true,
            ..ParagraphFormat::default()
        };
        let leading = styles.resolve(ParElem::leading);
        self.add_line(line, format, leading, styles, area, flow);
        Ok(true)
    }
}
