//! Block-level content: one function for each element that Word has an equivalent for.

use rustc_hash::FxHashMap;
use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Context, Packed, Resolve, StyleChain, dict};
use typst_library::introspection::{SplitLocator, TagElem};
use typst_library::layout::{
    Abs, AlignElem, BlockElem, BoxElem, ColbreakElem, ColumnsElem, Dir, FixedAlignment, FlushElem, GridElem,
    LayoutElem, PadElem, PageElem, PagebreakElem, PlaceElem, Spacing, StackElem, VElem,
};
use typst_library::model::{HeadingElem, ParElem, ParLine, TableElem};
use typst_library::routines::{Arenas, FragmentKind, Pair};
use typst_library::text::{Lang, SpaceElem, TextElem};
use typst_library::visualize::{ImageElem, LineElem, RectElem, SquareElem};
use typst_syntax::Span;
use typst_utils::Numeric;

use super::container::around;
use super::ends::Squeeze;
use super::fill::{self, fraction};
use super::flow::{Body, Flow, Setting};
use super::line::Line;
use super::metrics::{BASELINE, Extent};
use super::{Area, Hold, NOTE, Walker};
use crate::docx::model::{Align, Inline, Paragraph, ParagraphFormat, Tab, TabKind, Twips};

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
        let mut flow = Flow::new();
        flow.head = head;
        flow.inset = true;
        flow.unseen = unseen;
        // What waits for a paragraph outside does not come in, and what waits inside does not leave.
        let waiting = self.take_drawings();
        let outer = std::mem::replace(&mut self.in_text, false);
        let walked = self.content(content, styles, locator, area, &mut flow);
        self.in_text = outer;
        walked?;
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
    pub fn hold_drawings(&mut self, flow: &mut Flow) {
        let drawings = self.take_drawings();
        if !drawings.is_empty() {
            flow.hold(drawings);
        }
    }

    /// Realizes content and walks it into a flow.
    pub fn content(
        &mut self,
        content: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let arenas = Arenas::default();
        let (pairs, kind) = self.realize(&arenas, locator, content, styles)?;
        match kind {
            FragmentKind::Block
                if area.fill
                    && pairs.iter().any(|&(child, styles)| {
                        fraction(child, styles).is_some() || fill::fractional_rows(child) > 0.0
                    }) =>
            {
                let shares = self.shares(&pairs, locator, area)?;
                self.spaced_blocks(&pairs, &shares, locator, area, flow)
            }
            FragmentKind::Block if area.fill && area.hold == Hold::FixedCell && fill::stand_apart(&pairs) => {
                // Some above, some below: space between them, where a cell has one place for all it holds.
                flow.stands(FixedAlignment::Start);
                let shares = self.shares(&pairs, locator, area)?;
                self.spaced_blocks(&pairs, &shares, locator, area, flow)
            }
            FragmentKind::Block => self.blocks(&pairs, locator, area, flow),
            FragmentKind::Inline => self.bare_line(&pairs, styles, locator, area, flow),
        }
    }

    /// Inline content outside of any paragraph (a short cell, a header): a paragraph without a paragraph's indents and
    /// spacing.
    fn bare_line(
        &mut self,
        pairs: &[Pair],
        fallback: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let inner = super::inline::significant(pairs);
        let styles = StyleChain::trunk_from_pairs(&inner).unwrap_or(fallback);
        let mut line = Line::new();
        line.alone = inner.len() == 1;
        self.inlines(pairs, locator, area, &mut line)?;
        if line.inlines.is_empty() {
            return Ok(());
        }
        let format = ParagraphFormat {
            align: self.align(styles, styles.get(ParElem::justify)),
            first_line: Twips::from_pt(line.lead.to_pt()),
            widow_control: true,
            ..ParagraphFormat::default()
        };
        let leading = styles.resolve(ParElem::leading);
        flow.stands(styles.resolve(AlignElem::alignment).y);
        self.add_line(line, format, leading, styles, area, flow);
        Ok(())
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
        let mut consecutive = false;
        for (index, &(child, styles)) in pairs.iter().enumerate() {
            if let Some(share) = shares.get(&index) {
                if fill::fractional_rows(child) > 0.0 {
                    self.row_room = Some(*share);
                    self.block_child(child, styles, locator, area, consecutive, flow)?;
                    self.row_room = None;
                    continue;
                }
                if child.is::<VElem>() {
                    flow.fill(*share);
                    continue;
                }
                if fraction(child, styles).is_some() {
                    flow.stands(styles.resolve(AlignElem::alignment).y);
                    let child = fill::of_height(child, *share);
                    self.block_child(&child, styles, locator, area, consecutive, flow)?;
                    consecutive = false;
                    continue;
                }
                flow.space(*share, 0);
            }
            if stands_itself(child) {
                flow.stands(styles.resolve(AlignElem::alignment).y);
            }
            let paragraph = child.is::<ParElem>();
            self.block_child(child, styles, locator, area, consecutive, flow)?;
            if !child.is::<TagElem>() && !child.is::<VElem>() && !child.is::<PlaceElem>() {
                consecutive = paragraph;
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
        consecutive: bool,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        if let Some(elem) = child.to_packed::<TagElem>() {
            self.tag(&elem.tag);
        } else if let Some(elem) = child.to_packed::<ParElem>() {
            self.paragraph(elem, styles, locator, area, consecutive, flow)?;
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
            self.pad(elem, styles, locator, area, flow)?;
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
            if area.root {
                // What was placed on the page that ends stays on it.
                self.hold_drawings(flow);
                flow.new_page(elem.weak.get(styles));
            }
        } else if let Some(elem) = child.to_packed::<ColbreakElem>() {
            self.hold_drawings(flow);
            if self.in_columns || self.in_text && styles.get(PageElem::columns).get() > 1 {
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

    /// A paragraph.
    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    fn paragraph(
        &mut self,
        elem: &Packed<ParElem>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        consecutive: bool,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let spacing = elem.spacing.resolve(styles);
        let leading = elem.leading.resolve(styles);
        let arenas = Arenas::default();
        let pairs = self.realize_par(&arenas, locator, &elem.body, styles)?;
        let seen = super::inline::significant(&pairs);
        if let [(only, own)] = seen.as_slice()
            && let Some(block) = only.to_packed::<BoxElem>().and_then(|elem| super::boxes::framed(elem, *own, area))
        {
            self.tags_among(&pairs);
            return self.block(&block, *own, locator, area, flow);
        }
        if let Some(grid) = super::beside::side_by_side(&seen, styles)
            && self.columns_of_boxes(&seen, locator, area)?
        {
            self.tags_among(&pairs);
            return self.content(&grid.pack(), styles, locator, area, flow);
        }
        let indent = elem.first_line_indent.get(styles);
        let hanging = elem.hanging_indent.resolve(styles);
        let align = self.align(styles, elem.justify.get(styles));
        // As in Typst: the first line is indented only in text that starts at the left, and after another paragraph
        // unless every paragraph is to be indented.
        let starts = styles.resolve(AlignElem::alignment).x == FixedAlignment::Start;
        let amount = indent.amount().resolve(styles);
        let first = if starts && !amount.is_zero() && (indent.all() || consecutive) { amount } else { Abs::zero() };
        let mut line = Line::new();
        line.alone = seen.len() == 1;
        let rtl = styles.resolve(TextElem::dir) == Dir::RTL;
        let (left, right) = if rtl { (Abs::zero(), hanging) } else { (hanging, Abs::zero()) };
        let inner = area.inset(left, right);
        self.inlines(&pairs, locator, Area { root: area.root, ..inner }, &mut line)?;
        line.width += first;
        line.indented = !first.is_zero();
        let format = ParagraphFormat {
            align,
            left: Twips::from_pt(left.to_pt()),
            right: Twips::from_pt(right.to_pt()),
            first_line: Twips::from_pt((first - hanging + line.lead).to_pt()),
            widow_control: styles.get(TextElem::costs).widow() > typst_library::layout::Ratio::zero(),
            ..ParagraphFormat::default()
        };
        flow.space(spacing, 4);
        self.add_line(line, format, leading, styles, area, flow);
        flow.space(spacing, 4);
        Ok(())
    }

    /// Puts a finished line of inlines into the flow as a paragraph, or as several where one could not show them.
    pub fn add_line(
        &mut self,
        line: Line,
        mut format: ParagraphFormat,
        leading: Abs,
        styles: StyleChain,
        area: Area,
        flow: &mut Flow,
    ) {
        // A heading, a caption and an entry of a table of contents are one paragraph each to Word.
        let whole = self.listed() || self.captions.open.is_some();
        // Lines set to the right reach half a character further where a closing sign ends them.
        let right = format.align == Align::Right;
        let squeeze = right.then(|| Squeeze::of(styles)).flatten();
        let closed = squeeze.map_or_else(Vec::new, |squeeze| squeeze.closed_rows(&line.inlines));
        // A single line's box is as high as there is room for: so the first line stands apart where those of all lines reach far above it.
        let over = (line.extent.height() + leading) * BASELINE - line.extent.ascent;
        let apart = line.broken && flow.lack(over) > Abs::pt(2.0);
        let parts = line.parts(whole, &closed, apart);
        let count = parts.len();
        for (index, part) in parts.into_iter().enumerate() {
            let mut own = format.clone();
            // As lines of one paragraph: neither the first nor the last alone.
            own.keep_next |= index + 1 < count && (index == 0 || index + 2 == count);
            if index > 0 {
                flow.space(leading, 0);
            }
            self.add_part(part, own, leading, styles, area, flow);
            format.first_line = Twips::ZERO;
        }
    }

    fn add_part(
        &mut self,
        mut line: Line,
        mut format: ParagraphFormat,
        leading: Abs,
        styles: StyleChain,
        area: Area,
        flow: &mut Flow,
    ) {
        if line.extent == Extent::ZERO {
            line.extent = self.extent(styles, "");
        }
        format.left += Twips::from_pt(area.left.to_pt());
        format.right += Twips::from_pt(area.right.to_pt());
        let mut tabs = line.tabs(area.width);
        for tab in &mut tabs {
            tab.position += Twips::from_pt(area.left.to_pt());
        }
        if line.filled() && matches!(format.align, Align::Centre | Align::Right) {
            format.align = Align::Left;
        }
        // Where the first line begins: columns count from there. A hanging indent is a tab stop already.
        let start = format.left + format.first_line;
        for stop in &line.stops {
            let position = start + Twips::from_pt(stop.to_pt());
            if (position - format.left).0.abs() > 1 {
                format.tabs.push(Tab { position, kind: TabKind::Left, leader: "none" });
            }
        }
        format.tabs.append(&mut tabs);
        format.tabs.dedup();
        format.auto_space = Some(styles.get(TextElem::cjk_latin_spacing).is_auto());
        if let Some((_, level)) = self.heading {
            format.outline = level;
            format.keep_next = true;
        }
        format.contents = self.contents.entry();
        if self.in_text {
            let numbered = styles.get_ref(ParLine::numbering).is_some();
            self.line_numbers |= numbered;
            if numbered && styles.get(ParLine::number_margin).resolve(styles) == FixedAlignment::End {
                self.warn(Span::detached(), format!("{NOTE}行号只排在左边"));
            }
            format.line_numbers = Some(numbered);
        }
        super::ends::keep_trailing(&mut line.inlines, &mut format);
        self.captions.number(&mut line.inlines);
        let mut single = !line.broken && line.width <= area.width + Abs::pt(1.0);
        if let Some(squeeze) = Squeeze::of(styles) {
            let signs = squeeze.halves(&line.inlines);
            let fits = line.width <= area.width + Abs::pt(1.0);
            let mut start = signs.start;
            let starts = matches!(format.align, Align::Left | Align::Both) && !line.indented;
            if starts && signs.bracket && self.heading.is_none() && self.loose_notes.is_none() {
                // Set out by the half it gives up: an indent is followed everywhere, a squeezed bracket is not.
                format.first_line -= Twips::from_pt(start.to_pt());
                format.set_out = true;
                start = Abs::zero();
            }
            let room = Twips::from_pt((start + signs.end).to_pt());
            if !line.broken && !fits && line.width - signs.start - signs.end <= area.width + Abs::pt(1.0) {
                // A line that fits only without them, as in a column as wide as its text.
                single = true;
                format.right -= room;
            } else if fits
                && match format.align {
                    Align::Right => true,
                    // A centred line with such signs at both ends stays where it is.
                    Align::Centre => !line.broken && start.is_zero(),
                    // What follows a fractional space ends at the right edge.
                    Align::Left | Align::Both => !line.broken && line.filled(),
                    Align::Distribute => false,
                }
            {
                // The text reaches half a character further.
                let end = Twips::from_pt(signs.end.to_pt());
                format.right -= end;
                if let Some(last) = format.tabs.last_mut().filter(|_| line.filled()) {
                    last.position += end;
                }
            }
        }
        if single && !line.broken && matches!(format.align, Align::Left | Align::Both) {
            // Word knows half-points only: a line set in 8.8 pt is wider in 9 pt, and must not break for it.
            let size = styles.resolve(TextElem::size).to_pt();
            let growth = f64::from(super::character::half_points(Abs::pt(size))) / 2.0 / size.max(1.0);
            let wider = line.width * growth - area.width;
            if growth > 1.001 && wider > Abs::zero() {
                format.right -= Twips::from_pt(wider.to_pt());
            }
        }
        let han = matches!(styles.get(TextElem::lang), Lang::CHINESE | Lang::JAPANESE | Lang::KOREAN);
        if !single {
            let justified = format.align == Align::Both;
            format.hyphenate = Some(!han && styles.get(TextElem::hyphenate).unwrap_or(justified));
        }
        let mut inlines = self.take_pending();
        inlines.append(&mut line.inlines);
        // Without what is done to the first words: a list's number would have it too.
        let mark = line.first.clone().unwrap_or_else(|| self.run_format(styles)).plain();
        if styles.resolve(TextElem::dir) == Dir::RTL {
            // In text that runs to the left, Word's left is where lines begin.
            format.rtl = true;
            std::mem::swap(&mut format.left, &mut format.right);
            format.align = match format.align {
                Align::Left => Align::Right,
                Align::Right => Align::Left,
                other => other,
            };
        }
        // In a line a drawing stands on the baseline with all it has, so the line is higher by all of it.
        let over = line.over.0 + line.over.1;
        let mut setting = Setting {
            extent: line.extent,
            leading,
            single,
            picture: line.picture,
            over,
            under: Abs::zero(),
            tower: None,
        };
        if single {
            setting.extent = setting.extent.max(line.around);
        }
        if !single
            && !line.broken
            && line.picture.is_zero()
            && let Some((extent, at)) = line.towered()
        {
            // Of the first line, if the tower stands in it, all above the baseline counts.
            let rise = if at < area.width { line.extent.ascent } else { extent.ascent };
            (setting.extent, setting.tower) = (extent, Some(rise));
        }
        flow.paragraph(Paragraph { format, inlines, mark }, setting);
    }

    /// Word's alignment.
    pub fn align(&self, styles: StyleChain, justify: bool) -> Align {
        match styles.resolve(AlignElem::alignment).x {
            FixedAlignment::Start if justify => Align::Both,
            FixedAlignment::Start => Align::Left,
            FixedAlignment::Center => Align::Centre,
            FixedAlignment::End => Align::Right,
        }
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
        let size = dict! { "width" => area.width, "height" => area.height };
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
        if !area.root || count < 2 || self.in_columns {
            if count > 1 {
                self.warn(elem.span(), format!("{NOTE}容器里的 columns 按单栏排"));
            }
            return self.content(&elem.body, styles, locator, area, flow);
        }
        let gutter = elem.gutter.get(styles).resolve(styles).relative_to(area.width);
        let width = (area.width - gutter * (count - 1) as f64) / count as f64;
        // Every column begins at the height of its first letters; what the line box holds above them is taken from the space before.
        let extent = self.extent(styles, "中");
        let over = (extent.height() + styles.resolve(ParElem::leading)) * BASELINE - extent.ascent;
        let [above, below] = around(styles, area);
        flow.weak(above);
        flow.set_columns(count, gutter, over.max(Abs::zero()));
        self.in_columns = true;
        let result = self.content(&elem.body, styles, locator, Area { width, root: false, ..area }, flow);
        self.in_columns = false;
        result?;
        flow.leave();
        flow.end_columns();
        flow.weak(below);
        Ok(())
    }

    fn vertical(&mut self, elem: &Packed<VElem>, styles: StyleChain, area: Area, flow: &mut Flow) {
        match elem.amount {
            Spacing::Rel(rel) => {
                flow.space(rel.resolve(styles).relative_to(area.height), u8::from(elem.weak.get(styles)));
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
