//! Content placed apart from the flow.
//!
//! Text placed on the page becomes paragraphs in a frame (图文框): absolutely positioned, yet ordinary text. Drawings and
//! pictures are anchored at their place. For what floats see `float`.

pub(super) mod as_it_comes_out;
pub(super) mod below_float;
pub(super) mod beside_notes;
pub(super) mod column;
pub(super) mod float;
pub(super) mod in_columns;
pub(super) mod lines_beside;
pub(super) mod on_page;
pub(super) mod within;

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Packed, Resolve, Smart, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{
    Abs, Alignment, Axes, ColumnsElem, FixedAlignment, PageElem, PlaceElem, PlacementScope, Point, Rect, Size,
};

use self::on_page::OnPage;
use super::flow::{Flow, lower};
use super::text::direction::is_rtl;
use super::text::paint::paper;
use super::{Area, Hold, NOTE, Walker};
use crate::docx::model::{Emu, Inline, Placement};

/// By how many points a floating table must be narrower than the text to be one in LibreOffice 7.4.
pub(crate) const NARROWER: f64 = 14.0;

impl Walker<'_, '_> {
    /// A placed element.
    pub fn placed(
        &mut self,
        elem: &Packed<PlaceElem>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        self.places_met += 1;
        if self.turned(elem, styles, locator, area, flow)? {
            return Ok(());
        }
        // What is placed somewhere is aligned that way itself.
        let body = match elem.alignment.get(styles) {
            Smart::Custom(align) => elem.body.clone().aligned(align),
            Smart::Auto => elem.body.clone().aligned(Alignment::CENTER),
        };
        if elem.float.get(styles) {
            return self.floated(elem, &body, styles, locator, area, flow);
        }
        let (align_x, align_y) = alignment(elem, styles);
        let room = Size::new(area.base, area.height);
        let delta = shift(elem, styles, room);
        // What is placed in a header before anything else stands at the upper edge of its room, whatever comes then stands at the lower.
        let begins = area.hold == Hold::Margin && flow.count() == 0;
        let align_y = align_y.or(begins.then_some(FixedAlignment::Start));
        let frame = self.previewed(&body, styles, locator, room)?;
        if super::drawing::picture::seen(&frame).is_none() {
            // Something hidden, or a state: what it says of itself, and its notes, are all there is of it.
            let frame = self.lay_out(&body, styles, locator, room)?;
            self.discover(&frame);
            return self.notes_of(&frame, styles);
        }
        let size = frame.size();
        let x = align_x.position(area.width - size.x) + delta.x;
        match (align_y, self.origin) {
            (Some(align_y), _) if area.root && area.hold != Hold::Room => {
                let (above, below) = self.beside_floats(elem, styles);
                // So are notes.
                let below = below + self.notes_at_foot.front().copied().unwrap_or_default();
                let y = above + align_y.position(area.height - above - below - size.y) + delta.y;
                let corner = Point::new(area.left + x, y);
                let moves = self.moves_lines(elem, Rect::new(corner, corner + size.to_point()), area);
                let x = self.page.margins.left + self.column_begins(elem, styles) + area.left + x;
                let y = self.page.margins.top + y;
                self.on_page(&body, &OnPage { frame, x, y, moves }, styles, locator, area, flow)
            }
            (Some(align_y), Some(origin)) if matches!(area.hold, Hold::Flow | Hold::Margin) => {
                // In a header or footer: by its region of the page, whatever else stands in it.
                let y = origin.y + align_y.position(area.height - size.y) + delta.y;
                let placed = OnPage { frame, x: origin.x + area.left + x, y, moves: false };
                self.on_page(&body, &placed, styles, locator, area, flow)
            }
            _ => {
                let frame = self.lay_out(&body, styles, locator, room)?;
                self.discover(&frame);
                self.notes_of(&frame, styles)?;
                let mut inline = self.picture_of(frame, elem.body.plain_text().as_str(), styles);
                if matches!(inline, Inline::Picture(_)) {
                    self.warn(elem.span(), format!("{NOTE}放在文字旁边的内容转为图片"));
                }
                // In a cell, what is aligned to its edges hangs from its upper edge; the rest from the paragraph that comes.
                let top = match (area.hold, align_y) {
                    (Hold::Room, None) => flow.down_the_room(),
                    (Hold::Room | Hold::FixedCell, Some(align)) => Some(align.position(area.height - size.y)),
                    (Hold::Cell, Some(FixedAlignment::Start)) => Some(Abs::zero()),
                    (Hold::Cell, Some(align)) => area.comes_out.map(|height| align.position(height - size.y)),
                    _ => None,
                };
                // What reaches out above what it begins is on its frame, not under it.
                let out = flow.begins() && delta.y < -Abs::pt(1.0);
                let clear = self.ground == paper(styles) && area.hold != Hold::Margin && !out;
                let place = Placement::Anchored {
                    x: Emu::from_pt((area.left + x).to_pt()),
                    y: Emu::from_pt((top.unwrap_or_default() + delta.y).to_pt()),
                    behind: clear && (flow.begins() || align_y.is_none() && delta.y + size.y / 2.0 >= Abs::zero()),
                };
                set_place(&mut inline, place);
                match top {
                    Some(_) if area.hold == Hold::Room => flow.hang_in_room(inline),
                    Some(_) => flow.hang(inline),
                    None => self.anchor(inline),
                }
                Ok(())
            }
        }
    }

    /// What floats. Where Word has no float for it, it stands in the text, apart by its clearance.
    fn floated(
        &mut self,
        elem: &Packed<PlaceElem>,
        body: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let (_, stands) = alignment(elem, styles);
        let heads = flow.at_start() && stands != Some(FixedAlignment::End);
        let parted = styles.get(PageElem::columns).get() > 1;
        if parted && heads && area.root && elem.scope.get(styles) == PlacementScope::Parent && flow.count() == 0 {
            return self.across(elem, body, styles, locator, area, flow);
        }
        if self.float(elem, body, styles, locator, area, flow)? {
            return Ok(());
        }
        let clearance = elem.clearance.resolve(styles);
        flow.space(clearance, 4);
        let from = flow.count();
        self.content(body, styles, locator, Area { loose: true, ..area }, flow)?;
        self.shrink_float(elem, body, from, styles, locator, area, flow)?;
        if heads {
            // The text begins below that, without the space that what comes first would have above it.
            flow.leave();
            flow.fill(clearance);
        } else {
            flow.space(clearance, 4);
        }
        Ok(())
    }

    /// What begins a page of several columns and goes across them all: a stretch of the section with one column.
    fn across(
        &mut self,
        elem: &Packed<PlaceElem>,
        body: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let width = self.page.text_width();
        flow.set_columns(1, Abs::zero(), false, Abs::zero());
        let head = flow.head;
        let from = flow.count();
        let room = Area { width, base: width, ..area };
        self.content(body, styles, locator, room, flow)?;
        self.shrink_float(elem, body, from, styles, locator, room, flow)?;
        flow.leave();
        flow.space(elem.clearance.resolve(styles), 0);
        let columns = styles.get(PageElem::columns).get();
        let gutter = styles.get(ColumnsElem::gutter).resolve(styles).relative_to(width);
        flow.set_columns(columns, gutter, is_rtl(styles), head);
        Ok(())
    }

    /// What was placed before a space, and will hang from what comes after it, stands above the space.
    pub fn raise_pending(&mut self, space: Abs) {
        for inline in &mut self.pending {
            lower(inline, Emu::from_pt(-space.to_pt()));
        }
    }
}

/// How what is placed is aligned: without a word it floats in the middle.
pub(crate) fn alignment(elem: &Packed<PlaceElem>, styles: StyleChain) -> (FixedAlignment, Option<FixedAlignment>) {
    match elem.alignment.get(styles) {
        Smart::Custom(align) => (align.x().unwrap_or_default().resolve(styles), align.y().map(|y| y.resolve(styles))),
        Smart::Auto => (FixedAlignment::Center, None),
    }
}

/// How far what is placed stands from where its alignment puts it.
pub(crate) fn shift(elem: &Packed<PlaceElem>, styles: StyleChain, room: Size) -> Axes<Abs> {
    Axes::new(elem.dx.get(styles), elem.dy.get(styles))
        .resolve(styles)
        .zip_map(room, |rel, whole| rel.relative_to(whole))
}

/// Puts a picture or drawing elsewhere.
pub(crate) fn set_place(inline: &mut Inline, place: Placement) {
    if let Some((own, [left, top, ..])) = inline.drawn() {
        *own = place.moved(Emu(-left.0), Emu(-top.0));
    }
}
