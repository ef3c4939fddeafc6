//! Floats: tables of one cell at their place of the page, which the text above or below goes around.
//!
//! Where a float comes to stand is Typst's to say (see `pages`). In Word it belongs to the paragraph after it and stands on that
//! one's page; so it waits for the first that begins on its own page.

use std::num::NonZeroUsize;

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Packed, StyleChain};
use typst_library::introspection::{Location, PageIntrospection, PositionIntrospection, SplitLocator, Tag};
use typst_library::layout::{Abs, PageElem, PlaceElem, PlacementScope, Point, Size};
use typst_library::model::{FootnoteElem, ParElem};
use typst_library::routines::Pair;
use typst_syntax::Span;

use super::below_float;
use super::{NARROWER, alignment, shift};
use crate::docx::model::{Block, Cell, Row, RowHeight, Table, TablePlace, Twips};
use crate::docx::walk::flow::{Flow, spacer};
use crate::docx::walk::page::pages::{apart, middle};
use crate::docx::walk::text::metrics::BASELINE;
use crate::docx::walk::{Area, Walker};

/// Floats that wait for what holds them.
#[derive(Default)]
pub(crate) struct Floating {
    /// With their pages.
    waiting: Vec<(NonZeroUsize, Table, Notes)>,
    /// The element of the body that began last.
    met: Option<(Location, Span)>,
    /// Those to which the blocks belong, with the blocks before each.
    begun: Vec<(Location, Span, usize)>,
    /// All of the section, where something is placed beside them.
    all: Vec<Room>,
    /// The page that begins with a float in the text.
    headed: Option<below_float::Headed>,
}

/// The notes whose marks stand in a float. LibreOffice 26.8 gives those in floating tables to marks of the text, and 7.4 leaves such a table
/// in the text: so the marks are typed, and what holds the table refers to the notes.
type Notes = Vec<Packed<FootnoteElem>>;

/// The room that a float takes of its page.
struct Room {
    location: Location,
    span: Span,
    height: Abs,
    /// Whether it goes across all columns.
    across: bool,
}

impl Floating {
    /// An element of the body begins.
    pub fn meet(&mut self, tag: &Tag) {
        if let Tag::Start(elem, _) = tag
            && let Some(location) = elem.location()
        {
            self.met = Some((location, elem.span()));
        }
    }

    /// So many blocks have come before those from an index on.
    fn moved(&mut self, from: usize, by: usize) {
        self.begun.iter_mut().filter(|(.., at)| *at >= from).for_each(|(.., at)| *at += by);
    }
}

/// Whether a floating table stands in the upper half of a page of a height.
fn is_upper(table: &Table, page: Abs) -> bool {
    table.float.is_some_and(|place| place.y.to_pt() < page.to_pt() / 2.0)
}

impl Walker<'_, '_> {
    /// Takes away the space above the text below a float in the text if another one floats between them.
    fn meet_below_float(&mut self, flow: &mut Flow) {
        if let Some(headed) = &mut self.floating.headed
            && headed.meet(flow)
        {
            self.floating.headed = None;
        }
    }

    /// A float of the page itself. `false`: nobody knows where it stands, or it stands where it was written anyway.
    pub(crate) fn float(
        &mut self,
        elem: &Packed<PlaceElem>,
        body: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &Flow,
    ) -> SourceResult<bool> {
        // In a narrower container it would be torn out of that.
        let within = area.left + area.right > Abs::pt(1.0);
        let Some(location) = elem.location().filter(|_| area.root && !within) else { return Ok(false) };
        // Asked for in any case: the answer tells that the document depends on pages.
        let written = self.engine.introspect(PageIntrospection(location, elem.span()));
        let position = self.engine.introspect(PositionIntrospection(apart(location), elem.span()));
        if position.point == Point::zero() {
            return Ok(false);
        }
        let columns = styles.get(PageElem::columns).get();
        let all = columns > 1 && elem.scope.get(styles) == PlacementScope::Parent;
        let width = if all { self.page.text_width() } else { area.width };
        let frame = self.previewed(body, styles, locator, Size::new(width, area.height))?;
        let (align, _) = alignment(elem, styles);
        let moved = shift(elem, styles, Size::new(width, area.height));
        let left = position.point.x - align.position(width - frame.width()) - moved.x;
        let upper = position.point.y + frame.height() / 2.0 < self.page.size.y / 2.0;
        if upper && !all && flow.at_start() && self.floating.waiting.is_empty() && written == position.page {
            self.floating.headed = Some(below_float::Headed::by(position.page, flow));
            return Ok(false);
        }
        // As wide as the text, LibreOffice 7.4 takes it for a floating one only at the top of the page.
        let narrow = !upper && columns == 1 && frame.width() + Abs::pt(NARROWER + 1.0) < width;
        let less = if narrow { align.position(Abs::pt(NARROWER + 1.0)) } else { Abs::zero() };
        let own = if narrow { width - Abs::pt(NARROWER + 1.0) } else { width };
        let inner = Area { loose: true, base: width, ..Area::of(Size::new(own, area.height)) };
        // Bookmarks stay outside, on the paragraph that holds it: LibreOffice 7.4 loses those in floating tables.
        let outside = self.take_pending();
        let around = self.floating_notes.replace(Notes::new());
        let made = self.body_then(body, styles, locator, inner, Abs::zero(), false, |walker, locator, flow| {
            walker.shrink_float(elem, body, 0, styles, locator, inner, flow)
        });
        let notes = std::mem::replace(&mut self.floating_notes, around).unwrap_or_default();
        self.pending.splice(0..0, outside);
        let made = made?;
        // The lines beside it hold a part of the distance in their boxes.
        let extent = self.extent(styles, "中");
        let pitch = extent.height() + styles.resolve(ParElem::leading);
        let held = if upper {
            pitch * BASELINE - extent.ascent + made.below.max(Abs::zero())
        } else {
            pitch * (1.0 - BASELINE) - extent.descent + made.over
        };
        let t = |length: Abs| Twips::from_pt(length.to_pt());
        let by_page = columns == 1 && !narrow;
        let from = if by_page { Abs::zero() } else { self.page.margins.left };
        // LibreOffice sets a letter into any gap beside it that a line reaches into.
        let beyond = Twips(1);
        let cell = Cell { columns: 1, blocks: made.blocks, ..Cell::default() };
        let height = RowHeight::AtLeast(t(frame.height() + made.over));
        let row = Row { height, cant_split: true, cells: vec![cell], ..Row::default() };
        let place = TablePlace {
            x: t(left + less - from) - beyond,
            y: t(position.point.y - made.over),
            by_page,
            clearance: t((elem.clearance.resolve(styles) - held).max(Abs::zero())),
            ..TablePlace::default()
        };
        let table =
            Table { grid: vec![t(own) + beyond + beyond], rows: vec![row], float: Some(place), ..Table::default() };
        self.floating.waiting.push((position.page, table, notes));
        Ok(true)
    }

    /// Before a block of the body: lets those float that stand on its page, or on one before it.
    pub(crate) fn let_float(&mut self, flow: &mut Flow) -> SourceResult<()> {
        let Some((location, span)) = self.floating.met else { return Ok(()) };
        self.meet_below_float(flow);
        if !self.floating.waiting.is_empty() {
            let page = self.engine.introspect(PageIntrospection(location, span));
            let alone = self.let_float_before(Some(page), flow)?;
            if alone {
                flow.new_page(false);
            }
            let now: Vec<_> = self.floating.waiting.extract_if(.., |(own, ..)| *own == page).collect();
            for (_, table, notes) in now {
                let mut first = flow.count();
                // LibreOffice 7.4 sets a float below the paragraph that holds it if that refers to a note.
                let begins = self.first_of(page).min(first);
                let holder = if notes.is_empty() { None } else { flow.may_refer(begins, first) };
                self.notes_of_float(notes, holder)?;
                let mut kept = first;
                // Beside drawings that hang from what stands before it, LibreOffice neither moves the text nor shows what follows; and
                // tables above it stay where they are.
                let upper = is_upper(&table, self.page.size.y);
                let beside = flow.any_hangs();
                if let Some(headed) = self.floating.headed.as_mut().filter(|_| upper) {
                    headed.comes_below(page);
                }
                if beside || upper && flow.has_table(0) {
                    let begins = self.first_of(page);
                    first = if beside || flow.has_table(begins) { begins } else { first };
                } else if upper && flow.columns > 1 {
                    // LibreOffice sends what follows to the next column where such a table parts a heading from its text.
                    kept = flow.kept_from(first).max(self.first_of(page)).min(first);
                }
                let count = flow.count();
                if kept < first {
                    // Nor may it hang from what is kept with others.
                    flow.insert(kept, spacer(Abs::pt(1.0), false).0, false);
                    first = kept;
                }
                if first == 0 && count > 0 && self.later {
                    // LibreOffice 7.4 loses the break before a section that begins with a floating table.
                    flow.insert(0, spacer(Abs::pt(1.0), false).0, false);
                    first = 1;
                }
                match flow.float_before(first, table) {
                    Some(table) => flow.float(table),
                    None => self.floating.moved(first, flow.count() - count),
                }
            }
        }
        self.floating.begun.push((location, span, flow.count()));
        Ok(())
    }

    /// Has a paragraph that is there already refer to the notes of a float, or else the one that comes.
    fn notes_of_float(&mut self, notes: Notes, holder: Option<&mut Block>) -> SourceResult<()> {
        if notes.is_empty() {
            return Ok(());
        }
        let shared = self.shared.clone();
        let references = self.unseen_notes(notes, true, StyleChain::new(&shared))?;
        match holder {
            Some(Block::Paragraph(holder)) => holder.inlines.extend(references),
            _ => self.pending.extend(references),
        }
        Ok(())
    }

    /// Has a paragraph of a page that comes before the block at an index refer to the notes of a float on it, or else the float's holder.
    fn notes_near(
        &mut self,
        notes: Notes,
        page: NonZeroUsize,
        before: usize,
        holder: usize,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        if notes.is_empty() {
            return Ok(());
        }
        let begins = self.first_of(page);
        let own = if flow.may_refer(begins, before).is_some() {
            flow.may_refer(begins, before)
        } else {
            flow.block_mut(holder)
        };
        self.notes_of_float(notes, own)
    }

    /// The index of the first block that begins on a page.
    fn first_of(&mut self, page: NonZeroUsize) -> usize {
        let mut first = usize::MAX;
        for index in (0..self.floating.begun.len()).rev() {
            let Some(&(location, span, at)) = self.floating.begun.get(index) else { break };
            if self.engine.introspect(PageIntrospection(location, span)) != page {
                break;
            }
            first = at;
        }
        first
    }

    /// Takes note of the floats among a page's children, where anything is placed at its edges beside them.
    pub(crate) fn note_floats(
        &mut self,
        children: &[Pair],
        columns: usize,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<()> {
        self.floating.all.clear();
        let placed = |&(child, styles): &Pair| {
            let elem = child.to_packed::<PlaceElem>()?;
            Some((elem.clone(), elem.float.get(styles), alignment(elem, styles).1.is_some()))
        };
        let any = |wanted: fn(bool, bool) -> bool| {
            children.iter().filter_map(placed).any(|(_, floats, edge)| wanted(floats, edge))
        };
        if !any(|floats, _| floats) || !any(|floats, edge| !floats && edge) {
            return Ok(());
        }
        for pair in children {
            let Some((elem, true, _)) = placed(pair) else { continue };
            let (Some(location), styles) = (elem.location(), pair.1) else { continue };
            let across = columns > 1 && elem.scope.get(styles) == PlacementScope::Parent;
            let width = if across { self.page.text_width() } else { area.width };
            let frame = self.previewed(&elem.body, styles, locator, Size::new(width, area.height))?;
            let height = frame.height() + elem.clearance.resolve(styles);
            self.floating.all.push(Room { location, span: elem.span(), height, across });
        }
        Ok(())
    }

    /// How much of its page floats take above and below something that is placed there: its room is what they leave.
    pub(crate) fn beside_floats(&mut self, elem: &Packed<PlaceElem>, styles: StyleChain) -> (Abs, Abs) {
        let (mut above, mut below) = (Abs::zero(), Abs::zero());
        let Some(location) = elem.location().filter(|_| !self.floating.all.is_empty()) else { return (above, below) };
        let page = self.engine.introspect(PageIntrospection(location, elem.span()));
        let columns = styles.get(PageElem::columns).get();
        let own = (columns > 1).then(|| self.engine.introspect(PositionIntrospection(location, elem.span())));
        let own = own.map(|place| self.column_at(place, styles));
        let all = std::mem::take(&mut self.floating.all);
        for room in &all {
            let position = self.engine.introspect(PositionIntrospection(apart(room.location), room.span));
            if position.page != page || position.point == Point::zero() {
                continue;
            }
            if own.is_some_and(|own| !room.across && self.column_at(position, styles) != own) {
                continue;
            }
            let upper = position.point.y + room.height / 2.0 < self.page.size.y / 2.0;
            *(if upper { &mut above } else { &mut below }) += room.height;
        }
        self.floating.all = all;
        (above, below)
    }

    /// Lets those float that stand on pages before one on which the next element begins, or all. Tells whether the last page has
    /// nothing but floats.
    fn let_float_before(&mut self, page: Option<NonZeroUsize>, flow: &mut Flow) -> SourceResult<bool> {
        let is_before = |own: NonZeroUsize| page.is_none_or(|page| own < page);
        let waiting = std::mem::take(&mut self.floating.waiting);
        let (before, later): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|(own, ..)| is_before(*own));
        self.floating.waiting = later;
        let Some((location, span, at)) = self.floating.begun.last().copied().filter(|_| !before.is_empty()) else {
            for (_, table, notes) in before {
                flow.float(table);
                self.notes_of_float(notes, None)?;
            }
            return Ok(false);
        };
        let begun = self.engine.introspect(PageIntrospection(location, span));
        let mut alone = false;
        let mut current = begun;
        for (own, table, notes) in before {
            let count = flow.count();
            let table = if own == begun { flow.float_before(at, table) } else { Some(table) };
            let Some(table) = table else {
                self.floating.moved(at, flow.count() - count);
                self.notes_near(notes, own, at, at + 1, flow)?;
                continue;
            };
            if own > current {
                current = own;
                alone = !self.has_text(own, span);
                if alone {
                    flow.hold_frame();
                    flow.page_break = true;
                }
            }
            flow.float(table);
            if !notes.is_empty() {
                // What comes stands on a later page.
                flow.hold_frame();
                let last = flow.count().saturating_sub(1);
                self.notes_near(notes, own, last, last, flow)?;
            }
        }
        flow.hold_frame();
        Ok(alone)
    }

    /// Whether something stands on a page that does not float, between its margins.
    fn has_text(&mut self, page: NonZeroUsize, span: Span) -> bool {
        let y = self.engine.introspect(PositionIntrospection(middle(page), span)).point.y;
        y > self.page.margins.top && y < self.page.size.y - self.page.margins.bottom
    }

    /// Lets all float that wait: a page or the section ends.
    pub(crate) fn let_all_float(&mut self, flow: &mut Flow) -> SourceResult<()> {
        for (page, table, _) in &self.floating.waiting {
            if let Some(headed) = self.floating.headed.as_mut().filter(|_| is_upper(table, self.page.size.y)) {
                headed.comes_below(*page);
            }
        }
        self.let_float_before(None, flow)?;
        self.meet_below_float(flow);
        self.floating.headed = None;
        self.floating.begun.clear();
        Ok(())
    }
}
