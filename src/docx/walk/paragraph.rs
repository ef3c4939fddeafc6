//! Paragraphs: their indents, the ends of their lines, and the lines of text that stand outside of any.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Packed, Resolve, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, AlignElem, BlockElem, Dir, FixedAlignment, GridElem, HElem, Size};
use typst_library::model::{ParElem, TableElem, TermsElem};
use typst_library::routines::{Arenas, Pair};
use typst_library::text::{Lang, SpaceElem, TextElem};
use typst_utils::Numeric;

use super::ends::Squeeze;
use super::filling::hung_box;
use super::fit::{EXACT, has_several_lines, in_doubt, may_be_squeezed};
use super::flow::{Flow, Setting};
use super::line::Line;
use super::metrics::{BASELINE, Extent};
use super::shown::push_words;
use super::{Area, NOTE, Walker};
use crate::docx::model::{Align, Emu, Inline, Paragraph, ParagraphFormat, Placement, Tab, TabKind, Twips};

impl Walker<'_, '_> {
    /// A paragraph.
    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    pub fn paragraph(
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
        let mut pairs = self.realize_par(&arenas, locator, &elem.body, styles)?;
        pairs.retain(|(child, _)| !self.passes_over(child));
        let seen = super::inline::significant(&pairs);
        if let (Some(block), [(_, own)]) = (self.lone_box(&seen, locator, area)?, seen.as_slice()) {
            self.tags_among(&pairs);
            return self.block(&block, *own, locator, area, flow);
        }
        if !seen.is_empty() && seen.iter().all(|(child, _)| child.is::<HElem>() || child.is::<SpaceElem>()) {
            // Its line has no height in Typst, but it stands apart from what is beside it.
            self.tags_among(&pairs);
            flow.space(spacing, 4);
            flow.room(Abs::zero());
            flow.space(spacing, 4);
            return Ok(());
        }
        if let Some(grid) = super::beside::side_by_side(&seen, styles)
            && self.columns_of_boxes(&seen, locator, area)?
        {
            self.tags_among(&pairs);
            return self.content(&grid.pack(), styles, locator, area, flow);
        }
        if let Some(hung) = hung_box(&seen)
            && self.hanging_box(&hung, locator, area, spacing, leading, flow)?
        {
            self.tags_among(&pairs);
            return Ok(());
        }
        let indent = elem.first_line_indent.get(styles);
        let hanging = elem.hanging_indent.resolve(styles);
        let align = self.align(styles, elem.justify.get(styles));
        // As in Typst: the first line is indented only in text that stands where its lines start, and after another paragraph
        // unless every paragraph is to be indented.
        let rtl = styles.resolve(TextElem::dir) == Dir::RTL;
        let start = if rtl { FixedAlignment::End } else { FixedAlignment::Start };
        let starts = styles.resolve(AlignElem::alignment).x == start;
        let amount = indent.amount().resolve(styles);
        let all = indent.all() && !styles.get(TermsElem::within);
        let first = if starts && !amount.is_zero() && (all || consecutive) { amount } else { Abs::zero() };
        if self.lined_box(&seen, first, styles, locator, area, flow)? {
            self.tags_among(&pairs);
            return Ok(());
        }
        let mut line = Line::new();
        line.alone = seen.len() == 1;
        line.start = first;
        let (left, right) = if rtl { (Abs::zero(), hanging) } else { (hanging, Abs::zero()) };
        let inner = area.inset(left, right);
        self.inlines(&pairs, locator, Area { root: area.root, ..inner }, &mut line)?;
        line.trim();
        line.width += first;
        line.indented = !first.is_zero();
        if !line.broken
            && line.width > inner.width
            && (line.pictured.height.is_zero() && (line.uneven || self.mixed(&pairs)) || line.sinks())
            && line.towered().is_none()
            && let Some((extent, pitch)) = self.mean_pitch(elem, styles, locator, inner.width)?
            && line.has_room(pitch)
        {
            (line.extent, line.pitch) = (extent, Some(pitch));
        }
        if in_doubt(&line, inner.width) {
            let room = Size::new(inner.width + Abs::pt(EXACT), Abs::inf());
            line.wraps = has_several_lines(&self.previewed(&elem.clone().pack(), styles, locator, room)?, styles);
        } else if elem.justify.get(styles) && hanging.is_zero() && may_be_squeezed(&line, inner.width, styles) {
            let room = Size::new(inner.width, Abs::inf());
            line.wraps = has_several_lines(&self.previewed(&elem.clone().pack(), styles, locator, room)?, styles);
            line.squeezed = !line.wraps;
        }
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
        let whole = self.listed() || self.captions.awaits_number();
        // Lines set to the right reach half a character further where a closing sign ends them.
        let right = format.align == Align::Right;
        let squeeze = right.then(|| Squeeze::of(styles)).flatten();
        let closed = squeeze.map_or_else(Vec::new, |squeeze| squeeze.row_ends(&line.inlines));
        // Room at their ends is an indent, which is one for all lines of a paragraph.
        let aligned = matches!(format.align, Align::Right | Align::Centre);
        let room = if aligned { super::ends::trailing(&line.inlines) } else { Vec::new() };
        let ends: Vec<_> = (0..closed.len().max(room.len())).map(|row| (closed.get(row), room.get(row))).collect();
        // A single line's box is as high as there is room for: so the first line stands apart where those of all lines reach far above it.
        let over = (line.extent.height() + leading) * BASELINE - line.extent.ascent;
        let apart = line.broken && flow.lack(over) > Abs::pt(2.0);
        let parts = match self.heading_apart(&line, &ends, apart) {
            Some(parts) => parts,
            None => line.parts(whole, &ends, apart),
        };
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

    /// A heading parted from the lines above and below its words (a large number, 第一章), which belong to it only for the eye; `None`
    /// where its words would stand in several paragraphs, each a heading to Word.
    fn heading_apart<T: PartialEq>(&self, line: &Line, ends: &[T], apart: bool) -> Option<Vec<Line>> {
        self.heading.filter(|_| line.broken && self.contents.entry().is_none())?;
        let parts = line.clone().parts(false, ends, apart);
        let has_words = |part: &&Line| {
            let mut words = String::new();
            push_words(&part.inlines, &mut words);
            same_words(&words, &self.heading_words)
        };
        (parts.len() > 1 && parts.iter().filter(has_words).count() == 1).then_some(parts)
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
        // The mean distance is no line's own where the program chooses their heights.
        let towered = line.towered().is_some() && line.pictured.height.is_zero();
        let pitch = line.pitch.or_else(|| line.mean_pitch(area.width, leading)).filter(|_| !towered);
        let leading = pitch.map_or(leading, |pitch| pitch - line.extent.height());
        format.left += Twips::from_pt(area.left.to_pt());
        format.right += Twips::from_pt(area.right.to_pt());
        line.underline_blanks();
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
        if let Some((location, level, listed)) = self.heading {
            format.outline = level;
            format.unlisted = if listed { 0 } else { level };
            format.keep_next = true;
            format.keep_lines = true;
            let mut words = String::new();
            push_words(&line.inlines, &mut words);
            format.heading = Some((self.headings_met, same_words(&words, &self.heading_words)));
            if let Some(title) = self.titles.iter_mut().rfind(|title| title.location == location) {
                title.written = true;
                if let Some((typed, _)) = words.split_once(title.text.as_str()) {
                    title.typed = typed.trim().to_owned();
                }
            }
        }
        format.contents = self.contents.entry();
        format.caption = self.captions.walked.is_some();
        self.number_lines(&mut format, styles);
        super::ends::keep_trailing(&mut line.inlines, &mut format);
        super::fractions::begin_with_space(&mut line.inlines);
        self.captions.line(&mut line.inlines);
        super::drawing::raise_alone(&mut line.inlines);
        let single = self.fit(&mut line, &mut format, styles, area);
        let start = match format.align {
            Align::Left | Align::Both => Some(format.left + format.first_line),
            Align::Centre if single => Some(format.left + Twips::from_pt((area.width - line.width).to_pt() / 2.0)),
            Align::Right if single => Some(format.left + Twips::from_pt((area.width - line.width).to_pt())),
            _ => None,
        };
        start_at(&mut line.inlines, start.filter(|_| styles.resolve(TextElem::dir) == Dir::LTR));
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
            mirror(&mut format);
        }
        // In a line a drawing stands on the baseline with all it has, so the line is higher by all of it.
        let over = line.pictured.over.0 + line.pictured.over.1;
        let mut setting = Setting {
            extent: line.extent,
            leading,
            single,
            ink: if single { super::metrics::ink(&inlines) } else { Abs::zero() },
            shifted: if single { super::metrics::shifted(&inlines) } else { Extent::ZERO },
            picture: line.pictured.height,
            over,
            under: Abs::zero(),
            formula: line.formula,
            tower: None,
        };
        if single {
            setting.extent = setting.extent.max(line.around);
        }
        if !single
            && !line.broken
            && line.pictured.height.is_zero()
            && let Some((extent, at)) = line.towered()
        {
            // Of the first line, if the tower stands in it, all above the baseline counts.
            let rise = if at < area.width { line.extent.ascent } else { extent.ascent };
            (setting.extent, setting.tower) = (extent, Some(rise));
        }
        flow.paragraph(Paragraph { format, inlines, mark }, setting);
    }

    /// Whether a paragraph holds what stands by itself, as a list: Typst passes over it.
    fn passes_over(&mut self, child: &Content) -> bool {
        let apart = child.is::<BlockElem>() || child.is::<TableElem>() || child.is::<GridElem>();
        if apart {
            self.warn(child.span(), format!("{NOTE}段落里放不下 {}，与 PDF 一样略去", child.func().name()));
        }
        apart
    }

    /// The mean distance of the baselines of a paragraph whose lines are of different heights, as Word has one height for all; and how far
    /// its first line reaches above its baseline and its last one below, so that both are where they should be.
    fn mean_pitch(
        &mut self,
        elem: &Packed<ParElem>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        width: Abs,
    ) -> SourceResult<Option<(Extent, Abs)>> {
        let frame = self.previewed(&elem.clone().pack(), styles, locator, Size::new(width, Abs::inf()))?;
        // What is raised or lowered stands nearer to its own line than to the next.
        let baselines = super::metrics::line_baselines(&frame, styles.resolve(TextElem::size) * 0.6);
        let (Some(&first), Some(&last)) = (baselines.first(), baselines.last()) else { return Ok(None) };
        let more = baselines.len() as f64 - 1.0;
        let extent = Extent { ascent: first, descent: frame.height() - last };
        Ok((more >= 1.0).then(|| (extent, (last - first) / more)))
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

    /// Inline content outside of any paragraph (a short cell, a header): a paragraph without a paragraph's indents and
    /// spacing.
    pub fn bare_line(
        &mut self,
        pairs: &[Pair],
        fallback: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let inner = super::inline::significant(pairs);
        let styles = StyleChain::trunk_from_pairs(&inner).unwrap_or(fallback);
        if let Some(block) = self.lone_box(&inner, locator, area)? {
            self.tags_among(pairs);
            return self.block(&block, styles, locator, area, flow);
        }
        let leading = styles.resolve(ParElem::leading);
        if let Some(hung) = hung_box(&inner)
            && self.hanging_box(&hung, locator, area, Abs::zero(), leading, flow)?
        {
            self.tags_among(pairs);
            flow.stands(styles.resolve(AlignElem::alignment).y);
            return Ok(());
        }
        let mut line = Line::new();
        line.alone = inner.len() == 1;
        self.inlines(pairs, locator, area, &mut line)?;
        // Even text without a letter has its line in Typst.
        if line.inlines.is_empty() && !inner.iter().any(|(child, _)| child.is::<TextElem>()) {
            return Ok(());
        }
        if in_doubt(&line, area.width) {
            let room = Size::new(area.width + Abs::pt(EXACT), Abs::inf());
            line.wraps = has_several_lines(&self.natural_frame(&inner, locator, room, Abs::inf())?, styles);
        } else if styles.get(ParElem::justify) && may_be_squeezed(&line, area.width, styles) {
            let room = Size::new(area.width, Abs::inf());
            line.wraps = has_several_lines(&self.natural_frame(&inner, locator, room, Abs::inf())?, styles);
            line.squeezed = !line.wraps;
        }
        let format = ParagraphFormat {
            align: self.align(styles, styles.get(ParElem::justify)),
            first_line: Twips::from_pt(line.lead.to_pt()),
            widow_control: true,
            ..ParagraphFormat::default()
        };
        flow.stands(styles.resolve(AlignElem::alignment).y);
        self.add_line(line, format, leading, styles, area, flow);
        Ok(())
    }
}

/// Tells the drawings at places of a first line where in the column it begins, if that is known.
fn start_at(inlines: &mut [Inline], start: Option<Twips>) {
    for inline in inlines {
        if let Some((Placement::Character { column, .. }, _)) = inline.drawn() {
            *column = column.zip(start).map(|(at, start)| Emu(at.0 + Emu::from_pt(start.to_pt()).0));
        }
    }
}

/// Turns sides about: in text that runs to the left, Word's left is where lines begin.
fn mirror(format: &mut ParagraphFormat) {
    format.rtl = true;
    std::mem::swap(&mut format.left, &mut format.right);
    format.align = match format.align {
        Align::Left => Align::Right,
        Align::Right => Align::Left,
        other => other,
    };
}

/// Whether a paragraph has a heading's words, or some of them, beside its number.
fn same_words(paragraph: &str, heading: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let (paragraph, heading): (String, String) = (letters(paragraph), letters(heading));
    !paragraph.is_empty() && !heading.is_empty() && (paragraph.contains(&heading) || heading.contains(&paragraph))
}
