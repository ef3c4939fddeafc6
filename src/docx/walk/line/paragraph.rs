//! Paragraphs: their indents, the ends of their lines, and the lines of text that stand outside of any.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Packed, Resolve, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, AlignElem, BlockElem, ColbreakElem, FixedAlignment, GridElem, HElem, Size};
use typst_library::model::{EnumElem, ListElem, ParElem, TableElem, TermsElem};
use typst_library::routines::{Arenas, Pair};
use typst_library::text::{SpaceElem, TextElem};
use typst_utils::Numeric;

use super::Line;
use super::fit::{EXACT, has_several_lines, in_doubt, may_be_squeezed};
use crate::docx::model::{Align, ParagraphFormat, Twips};
use crate::docx::walk::boxes::filling::hung_box;
use crate::docx::walk::boxes::measured_box::with_measured;
use crate::docx::walk::flow::Flow;
use crate::docx::walk::text::direction::{begins_lines, is_rtl};
use crate::docx::walk::{Area, NOTE, Walker};

impl Walker<'_, '_> {
    /// A paragraph.
    pub fn paragraph(
        &mut self,
        elem: &Packed<ParElem>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        situation: Situation,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let spacing = elem.spacing.resolve(styles);
        let leading = elem.leading.resolve(styles);
        let arenas = Arenas::default();
        let mut pairs = self.realize_par(&arenas, locator, &elem.body, styles)?;
        pairs.retain(|(child, _)| !self.passes_over(child));
        let first = first_indent(elem, styles, situation);
        let measured = self.measured_boxes(&pairs, first, locator, area)?;
        let pairs = with_measured(&pairs, &measured);
        let seen = super::inline::significant(&pairs);
        if let Some(lone) = self.lone_box(&seen, locator, area)? {
            self.tags_among(&pairs);
            flow.space(spacing, 4);
            self.stand_alone(&lone, first, leading, locator, area, flow)?;
            flow.space(spacing, 4);
            return Ok(());
        }
        if !seen.is_empty() && seen.iter().all(|(child, _)| child.is::<HElem>() || child.is::<SpaceElem>()) {
            // Its line has no height in Typst, but it stands apart from what is beside it.
            self.tags_among(&pairs);
            flow.space(spacing, 4);
            flow.room(Abs::zero());
            flow.space(spacing, 4);
            return Ok(());
        }
        if let Some(grid) = crate::docx::walk::table::beside::side_by_side(&seen, styles)
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
        let hanging = elem.hanging_indent.resolve(styles);
        // An item of a list needs a line for its marker.
        let marked = situation == Situation::First && in_list(styles);
        if hanging.is_zero()
            && first.is_zero()
            && !marked
            && let Some(grid) = self.boxes_among_words(&seen, styles, locator, area)?
        {
            self.tags_among(&pairs);
            return self.content(&grid.pack(), styles, locator, area, flow);
        }
        if hanging.is_zero()
            && first.is_zero()
            && !marked
            && let Some(rows) = self.rows_of_boxes(elem, &seen, styles, locator, area)?
        {
            self.tags_among(&pairs);
            return self.content(&rows, styles, locator, area, flow);
        }
        let align = self.align(styles, elem.justify.get(styles));
        let rtl = is_rtl(styles);
        if self.lined_box(&seen, first, styles, locator, area, flow)? {
            self.tags_among(&pairs);
            return Ok(());
        }
        let mut line = Line::new();
        line.of_par = true;
        line.alone = seen.len() == 1;
        line.start = first;
        let (left, right) = if rtl { (Abs::zero(), hanging) } else { (hanging, Abs::zero()) };
        let inner = area.inset(left, right);
        self.inlines(&pairs, locator, Area { root: area.root, ..inner }, &mut line)?;
        line.trim();
        line.width += first;
        line.indented = !first.is_zero();
        if self.may_be_uneven(&line, &pairs, inner.width) {
            let room = Size::new(inner.width, Abs::inf());
            let frame = self.previewed(&elem.clone().pack(), styles, locator, room)?;
            line.even_out(&frame, styles, None);
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

    /// Whether a paragraph holds what stands by itself, as a list: Typst passes over it.
    fn passes_over(&mut self, child: &Content) -> bool {
        let apart = child.is::<BlockElem>() || child.is::<TableElem>() || child.is::<GridElem>();
        if apart {
            self.warn(child.span(), format!("{NOTE}段落里放不下 {}，与 PDF 一样略去", child.func().name()));
        }
        apart
    }

    /// Whether lines, of which Typst breaks some by itself, may be of different heights.
    fn may_be_uneven(&mut self, line: &Line, pairs: &[Pair], width: Abs) -> bool {
        line.width > width
            && (line.pictured.height.is_zero() && (line.uneven || self.mixed(pairs)) || line.sinks())
            && line.towered().is_none()
    }

    /// Word's alignment. Justified are the lines that begin where the text's direction does.
    pub fn align(&self, styles: StyleChain, justify: bool) -> Align {
        match styles.resolve(AlignElem::alignment).x {
            _ if justify && begins_lines(styles) => Align::Both,
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
        let measured = self.measured_boxes(pairs, Abs::zero(), locator, area)?;
        let pairs = &*with_measured(pairs, &measured);
        let inner = super::inline::significant(pairs);
        let styles = StyleChain::trunk_from_pairs(&inner).unwrap_or(fallback);
        let leading = styles.resolve(ParElem::leading);
        if let Some(lone) = self.lone_box(&inner, locator, area)? {
            self.tags_among(pairs);
            return self.stand_alone(&lone, Abs::zero(), leading, locator, area, flow);
        }
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
        if self.may_be_uneven(&line, pairs, area.width) {
            let room = Size::new(area.width, Abs::inf());
            let frame = self.natural_frame(&inner, locator, room, Abs::inf())?;
            // Pieces of a text may be laid out as paragraphs: then they stand further apart than the highest lines.
            let most = line.extent.height() + styles.resolve(ParElem::leading);
            line.even_out(&frame, styles, Some(most));
        }
        if in_doubt(&line, area.width) {
            line.wraps = self.is_wider(&line, styles, locator, area.width + Abs::pt(EXACT))?;
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

/// What stands before a paragraph in its container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Situation {
    /// Nothing.
    First,
    /// Another paragraph.
    Consecutive,
    /// Something else.
    Other,
}

impl Situation {
    /// The one of what follows a child.
    pub fn after(child: &Content) -> Self {
        if child.is::<ParElem>() {
            Self::Consecutive
        } else if child.is::<ColbreakElem>() {
            Self::First
        } else {
            Self::Other
        }
    }
}

/// How far a paragraph's first line is indented. As in Typst: only in text that stands where its lines start, and after another paragraph
/// unless every paragraph is to be indented; the first of a list's item, which stands beside its marker, is not.
fn first_indent(elem: &Packed<ParElem>, styles: StyleChain, situation: Situation) -> Abs {
    let indent = elem.first_line_indent.get(styles);
    let indented = match situation {
        Situation::First => indent.all() && !in_list(styles),
        Situation::Consecutive => true,
        Situation::Other => indent.all(),
    };
    if begins_lines(styles) && indented { indent.amount().resolve(styles) } else { Abs::zero() }
}

/// Whether there is a list around.
fn in_list(styles: StyleChain) -> bool {
    styles.get(ListElem::depth).0 > 0
        || !styles.get_cloned(EnumElem::parents).is_empty()
        || styles.get(TermsElem::within)
}
