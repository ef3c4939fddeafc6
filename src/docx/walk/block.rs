//! Block-level content: one function for each element that Word has an equivalent for.

use rustc_hash::FxHashMap;
use typst_library::diag::{SourceResult, bail};
use typst_library::foundations::{Content, Context, Packed, Resolve, StyleChain, dict};
use typst_library::introspection::{SplitLocator, TagElem};
use typst_library::layout::{
    Abs, AlignElem, BlockElem, ColbreakElem, ColumnsElem, FixedAlignment, FlushElem, GridElem, LayoutElem, PadElem,
    PageElem, PagebreakElem, PlaceElem, Size, Spacing, StackElem, VElem,
};
use typst_library::model::{HeadingElem, ParElem, TableElem};
use typst_library::routines::{Arenas, FragmentKind, Pair};
use typst_library::text::SpaceElem;
use typst_library::visualize::{ImageElem, LineElem, RectElem, SquareElem};

use super::container::around;
use super::container::pad::may_fill;
use super::flow::fill;
use super::flow::tall::{fraction, of_height};
use super::flow::{Body, Flow};
use super::line::paragraph::Situation;
use super::text::direction::is_rtl;
use super::text::metrics::BASELINE;
use super::{Area, Hold, NOTE, Walker};
use crate::docx::model::{Inline, MOST_COLUMNS};

/// How deeply bodies may lie in each other, as Typst has it for its own layout. Typst counts along its chain of routes, of which there is
/// none here: the walk is one piece.
const MOST_NESTED: usize = 72;

impl Walker<'_, '_> {
    /// Walks a body on its own: a cell, a header, a note, with some space above that its first line may use. `unseen`: it may use more
    /// than that.
    pub fn body(
        &mut self,
        content: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        head: Abs,
        unseen: bool,
    ) -> SourceResult<Body> {
        self.body_then(content, styles, locator, area, head, unseen, |_, _, _| Ok(()))
    }

    /// The same, with something done to its blocks in the end.
    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    pub(super) fn body_then(
        &mut self,
        content: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        head: Abs,
        unseen: bool,
        then: impl FnOnce(&mut Self, &mut SplitLocator, &mut Flow) -> SourceResult<()>,
    ) -> SourceResult<Body> {
        let mut flow = Flow::new();
        flow.head = head;
        flow.inset = true;
        flow.asks_unbroken = std::mem::take(&mut self.asks_unbroken);
        flow.unseen = unseen;
        // What waits for a paragraph outside does not come in, and what waits inside does not leave.
        let waiting = self.take_drawings();
        let outer = std::mem::replace(&mut self.in_text, false);
        let walked = self.content(content, styles, locator, area, &mut flow);
        self.in_text = outer;
        walked?;
        then(self, locator, &mut flow)?;
        for inline in self.take_drawings() {
            flow.trail(inline);
        }
        self.pending.extend(waiting);
        Ok(flow.finish())
    }

    /// Takes drawings and notes out of what waits for the next paragraph; bookmarks stay.
    fn take_drawings(&mut self) -> Vec<Inline> {
        let is_drawing =
            |inline: &Inline| matches!(inline, Inline::Picture(_) | Inline::Canvas(_) | Inline::Footnote(..));
        let (drawings, marks) = std::mem::take(&mut self.pending).into_iter().partition(is_drawing);
        self.pending = marks;
        drawings
    }

    /// Puts drawings that wait for a paragraph into one of their own, because a table comes, which could only hold them in a cell.
    /// At the end of a page (`end`) space that only parts blocks has no effect.
    pub fn hold_drawings(&mut self, flow: &mut Flow, end: bool) {
        let drawings = self.take_drawings();
        if !drawings.is_empty() {
            flow.hold(drawings, end);
        }
    }

    /// The same below the letters of what stands last.
    pub fn hold_below(&mut self, flow: &mut Flow) {
        let drawings = self.take_drawings();
        if !drawings.is_empty() {
            flow.hold_below(drawings);
        }
    }

    /// Realizes content and walks it into a flow. Every container's body comes through here, so here it is seen, as in Typst's own
    /// layout, how deep they lie in each other.
    pub fn content(
        &mut self,
        content: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        // What a show rule made has no place in a file; what it is in has one.
        let outer = self.around;
        if !content.span().is_detached() {
            self.around = content.span();
        }
        if self.depth >= MOST_NESTED {
            bail!(
                self.around, "maximum layout depth exceeded";
                hint: "try to reduce the amount of nesting in your layout";
            );
        }
        self.depth += 1;
        let walked = self.realized(content, styles, locator, area, flow);
        self.depth -= 1;
        self.around = outer;
        walked
    }

    fn realized(
        &mut self,
        content: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let arenas = Arenas::default();
        let (pairs, kind) = self.realize(&arenas, locator, content, styles)?;
        if kind == FragmentKind::Block {
            self.see_unbroken(&pairs, locator, area, flow)?;
        } else {
            flow.asks_unbroken = false;
        }
        // Some above, some below: space between them, where a cell has one place for all it holds.
        let apart = matches!(area.hold, Hold::FixedCell | Hold::Room) && fill::stand_apart(&pairs);
        let fractions = || {
            pairs.iter().any(|&(child, styles)| fraction(child, styles).is_some() || fill::fractional_rows(child) > 0.0)
        };
        match kind {
            FragmentKind::Block if area.fill && (apart || fractions()) => {
                if apart && area.hold == Hold::FixedCell {
                    flow.stands(FixedAlignment::Start);
                }
                let shares = self.shares(&pairs, locator, area, area.under)?;
                if area.hold == Hold::Room {
                    flow.share_room(shares.values().copied().sum());
                }
                self.spaced_blocks(&pairs, &shares, locator, area, flow)
            }
            FragmentKind::Block => self.blocks(&pairs, locator, area, flow),
            FragmentKind::Inline => self.bare_line(&pairs, styles, locator, area, flow),
        }
    }

    /// Walks realized blocks into a flow.
    pub fn blocks(
        &mut self,
        pairs: &[Pair],
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        self.spaced_blocks(pairs, &FxHashMap::default(), locator, area, flow)
    }

    /// Walks realized blocks into a flow, with extra space above some of them, by their index.
    pub fn spaced_blocks(
        &mut self,
        pairs: &[Pair],
        shares: &FxHashMap<usize, Abs>,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let mut situation = Situation::First;
        for (index, &(child, styles)) in pairs.iter().enumerate() {
            if let Some(share) = shares.get(&index) {
                if fill::fractional_rows(child) > 0.0 {
                    self.row_room = Some(*share);
                    self.block_child(child, styles, locator, area, situation, flow)?;
                    self.row_room = None;
                    continue;
                }
                if child.is::<VElem>() {
                    flow.fill(*share);
                    self.raise_pending(*share);
                    continue;
                }
                if let Some(pad) = child.to_packed::<PadElem>().filter(|_| may_fill(child)) {
                    let own =
                        self.natural(&[(child, styles)], locator, Size::new(area.base, Abs::inf()), area.height)?.y;
                    self.pad(pad, styles, locator, area, Some(own + *share), flow)?;
                    situation = Situation::Other;
                    continue;
                }
                if fraction(child, styles).is_some() {
                    flow.stands(styles.resolve(AlignElem::alignment).y);
                    let child = of_height(child, *share);
                    self.block_child(&child, styles, locator, area, situation, flow)?;
                    situation = Situation::Other;
                    continue;
                }
                flow.space(*share, 0);
            }
            if stands_itself(child) {
                flow.stands(styles.resolve(AlignElem::alignment).y);
                if area.root {
                    self.let_float(flow)?;
                }
            }
            self.block_child(child, styles, locator, area, situation, flow)?;
            if !child.is::<TagElem>() && !child.is::<VElem>() && !child.is::<PlaceElem>() {
                situation = Situation::after(child);
            }
        }
        Ok(())
    }

    fn block_child(
        &mut self,
        child: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        situation: Situation,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        if let Some(elem) = child.to_packed::<TagElem>() {
            if area.root {
                self.floating.meet(&elem.tag);
            }
            self.meet_in_columns(&elem.tag, flow);
            self.tag(&elem.tag);
        } else if let Some(elem) = child.to_packed::<ParElem>() {
            self.paragraph(elem, styles, locator, area, situation, flow)?;
        } else if let Some(elem) = child.to_packed::<VElem>() {
            self.vertical(elem, styles, area, flow);
        } else if let Some(elem) = child.to_packed::<BlockElem>() {
            self.block(elem, styles, locator, area, flow)?;
        } else if let Some(elem) = child.to_packed::<HeadingElem>() {
            self.heading_block(elem, styles, locator, area, flow)?;
        } else if let Some(elem) = child.to_packed::<TableElem>() {
            if let Some(grid) = elem.grid.clone() {
                self.table(&grid, child, styles, locator, area, flow)?;
            }
        } else if let Some(elem) = child.to_packed::<GridElem>() {
            if let Some(grid) = elem.grid.clone() {
                self.table(&grid, child, styles, locator, area, flow)?;
            }
        } else if let Some(elem) = child.to_packed::<PadElem>() {
            self.pad(elem, styles, locator, area, None, flow)?;
        } else if let Some(elem) = child.to_packed::<StackElem>() {
            self.stack(elem, styles, locator, area, flow)?;
        } else if let Some(elem) = child.to_packed::<ColumnsElem>() {
            self.column_stretch(elem, styles, locator, area, flow)?;
        } else if child.is::<ImageElem>() {
            self.block_image(child, styles, locator, area, flow)?;
        } else if let Some(elem) = child.to_packed::<LineElem>() {
            self.rule(elem, styles, locator, area, flow)?;
        } else if let Some(elem) = child.to_packed::<RectElem>() {
            let body = elem.body.get_cloned(styles);
            self.boxed_body(child, body.as_ref(), styles, locator, area, flow)?;
        } else if let Some(elem) = child.to_packed::<SquareElem>() {
            let body = elem.body.get_cloned(styles);
            self.boxed_body(child, body.as_ref(), styles, locator, area, flow)?;
        } else if let Some(elem) = child.to_packed::<LayoutElem>() {
            self.layout(elem, styles, locator, area, flow)?;
        } else if let Some(elem) = child.to_packed::<PlaceElem>() {
            self.placed(elem, styles, locator, area, flow)?;
        } else if let Some(elem) = child.to_packed::<PagebreakElem>() {
            self.page_break(elem, styles, area, flow)?;
        } else if let Some(elem) = child.to_packed::<ColbreakElem>() {
            self.hold_drawings(flow, true);
            if area.whole {
                self.warn(child.span(), format!("{NOTE}不分页的方框里的分栏符没有作用"));
            } else if self.in_columns || self.in_text && styles.get(PageElem::columns).get() > 1 {
                flow.column_break = true;
                flow.restart();
            } else if area.root {
                flow.new_page(elem.weak.get(styles));
            } else {
                self.warn(child.span(), format!("{NOTE}方框、表格里的分栏符没有作用"));
            }
        } else if child.is::<FlushElem>() {
            // `page[]` leaves one of these, so that the page is there whatever is on it.
            if area.root {
                flow.keep_page();
            }
        } else if child.is::<SpaceElem>() {
        } else {
            let name = format!("{} ", child.func().name());
            self.block_picture(child, &name, styles, locator, area, flow)?;
        }
        Ok(())
    }

    /// `layout(size => ..)`: called with the size of this area.
    fn layout(
        &mut self,
        elem: &Packed<LayoutElem>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let context = Context::new(elem.location(), Some(styles));
        let size = dict! { "width" => area.base, "height" => area.height };
        use comemo::Track;
        let content = elem.func.call(self.engine, context.track(), [size])?.display();
        let [above, below] = around(styles, area);
        flow.weak(above);
        flow.enter();
        self.content(&content, styles, locator, area, flow)?;
        flow.leave();
        flow.weak(below);
        Ok(())
    }

    /// Columns in the text: a stretch of the section of its own, as Word has it. Inside a container there are none.
    fn column_stretch(
        &mut self,
        elem: &Packed<ColumnsElem>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let count = elem.count.get(styles).get();
        // Word's columns are those of a section, from margin to margin.
        let narrow = area.left + area.right > Abs::pt(1.0);
        if !area.root || narrow || area.whole || count < 2 || self.in_columns || flow.columns > 1 {
            if count > 1 {
                if self.broken_columns(elem, styles, locator, area, flow)? {
                    return Ok(());
                }
                self.warn(elem.span(), format!("{NOTE}容器里的 columns 按单栏排"));
            }
            return self.content(&elem.body, styles, locator, area, flow);
        }
        if count > MOST_COLUMNS {
            self.warn(elem.span(), format!("{NOTE}至多{MOST_COLUMNS}栏，多的没有"));
        }
        let gutter = elem.gutter.get(styles).resolve(styles).relative_to(area.base);
        let width = (area.width - gutter * (count - 1) as f64) / count as f64;
        // Every column begins at the height of its first letters; what the line box holds above them is taken from the space before.
        let extent = self.extent(styles, "中");
        let over = (extent.height() + styles.resolve(ParElem::leading)) * BASELINE - extent.ascent;
        let [above, below] = around(styles, area);
        flow.weak(above);
        flow.set_columns(count, gutter, is_rtl(styles), over.max(Abs::zero()));
        self.in_columns = true;
        let inner = Area { width, base: width, root: false, ..area };
        let result = self.columns_body(&elem.body, styles, locator, (inner, area), flow);
        self.in_columns = false;
        result?;
        flow.leave();
        flow.end_columns(self.met.len());
        flow.weak(below);
        Ok(())
    }

    fn vertical(&mut self, elem: &Packed<VElem>, styles: StyleChain, area: Area, flow: &mut Flow) {
        match elem.amount {
            Spacing::Rel(rel) => {
                let amount = rel.resolve(styles).relative_to(area.height);
                let weak = elem.weak.get(styles);
                flow.space(amount, u8::from(weak));
                if !weak {
                    self.raise_pending(amount);
                }
            }
            // Where a page has room left, the fraction's share of it was given before (see `fill`).
            Spacing::Fr(_) if area.root || area.fill => {}
            Spacing::Fr(_) => self.warn(elem.span(), format!("{NOTE}容器里的 v(1fr) 按零处理")),
        }
    }
}

/// Whether a child stands in the room between top and bottom as its alignment says; what is padded stands as what is in it does.
fn stands_itself(child: &Content) -> bool {
    !(child.is::<TagElem>()
        || child.is::<VElem>()
        || child.is::<PlaceElem>()
        || child.is::<PadElem>()
        || child.is::<LayoutElem>()
        || child.is::<PagebreakElem>()
        || child.is::<ColbreakElem>()
        || child.is::<FlushElem>()
        || child.is::<SpaceElem>())
}
