//! Headings: Word's own numbering where Word counts as the document does, a typed number elsewhere.
//!
//! All numbered headings share one list of nine levels, whose texts come from what the document's numbering makes of threes
//! (`3.3` → `%1.%2`, `（三）` → `（%2）`). Word's counting is followed along; where it would show another number than the PDF does
//! (a counter set by hand, a level left out), the list starts anew there or the number is typed.

pub(super) mod by_rule;
pub(super) mod contents;
pub(super) mod document_title;
pub(super) mod entry;

use comemo::Track;
use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Context, NativeElement, Packed, Resolve, Smart, StyleChain};
use typst_library::introspection::{Counter, Location, SplitLocator};
use typst_library::layout::{Abs, Em, HElem, Size};
use typst_library::model::{HeadingElem, Numbering as Pattern, NumberingPattern, ParElem};
use typst_library::routines::{Arenas, FragmentKind};
use typst_library::text::TextElem;
use typst_syntax::Span;

use super::flow::Flow;
use super::flow::fill::found;
use super::line::inline::{push_text, significant};
use super::list::level_text::{Template, render, template};
use super::text::direction::{begins_lines, is_rtl};
use super::{Area, Walker};
use crate::docx::model::{Align, Block, Inline, ListLevel, Numbering, Restart, RunFormat, Twips};

/// Word's heading list, and how far it has counted.
#[derive(Debug, Default)]
pub(crate) struct Headings {
    /// The numbering in use.
    numbering: Option<usize>,
    /// The one whose levels it has: itself, or the one it starts anew.
    base: usize,
    /// What Word would show last at each level.
    counts: [u64; LEVELS],
    /// The heading that is being walked, as long as its number was not met.
    unmet: Option<by_rule::Unmet>,
}

pub(crate) const LEVELS: usize = 9;

impl Walker<'_, '_> {
    /// Whether what is walked becomes a heading or an entry of a table of contents, which Word lists by their words.
    pub fn listed(&self) -> bool {
        self.heading.is_some() || self.contents.entry().is_some()
    }

    /// A heading: its paragraph is a Word heading of its level.
    pub fn heading_block(
        &mut self,
        elem: &Packed<HeadingElem>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        // It is put before the words here.
        self.headings.unmet = None;
        let (Some(pattern), Some(location)) = (elem.numbering.get_cloned(styles), elem.location()) else {
            let hanging = elem.hanging_indent.get(styles).custom().map_or(Abs::zero(), |indent| indent.resolve(styles));
            return self.hung(&elem.body, elem.span(), hanging, styles, locator, area, flow);
        };
        let span = elem.span();
        let counter = Counter::of(HeadingElem::ELEM);
        let sign = counter.display_at(self.engine, location, styles, &pattern, span)?;
        let shown = self.shown(&sign, styles, locator)?;
        // A numbering that is computed may give its numbers a look of their own.
        let own = match pattern {
            Pattern::Func(_) => Some(self.look_of(&sign, styles, locator)?),
            Pattern::Pattern(_) => None,
        };
        let level = elem.resolve_level(styles).get();
        let (numbers, template) = self.level_template(&pattern, location, level, span, styles)?;
        // A numbering that is computed may end with room of its own.
        let own_room = if own.is_some() && found(&sign, |elem| elem.is::<HElem>()) {
            let wide = self.previewed(&sign, styles, locator, Size::splat(Abs::inf()))?.width();
            (wide - self.text_width(styles, &shown)).max(Abs::zero())
        } else {
            Abs::zero()
        };
        let gap = Em::new(0.3).resolve(styles) + own_room;
        let hanging = match elem.hanging_indent.get(styles) {
            Smart::Custom(length) => length.resolve(styles),
            Smart::Auto if begins_lines(styles) => self.text_width(styles, &shown) + gap,
            Smart::Auto => Abs::zero(),
        };
        // As Typst does: only a hanging indent measured from the number has the text begin at it.
        let automatic = elem.hanging_indent.get(styles).is_auto();
        let suffix = if automatic && hanging > Abs::zero() { "tab" } else { "space" };
        // The sides of what Word counts are those of the page to LibreOffice 7.4, and those of the line to others: in the middle all agree.
        let half = if is_rtl(styles) && suffix == "tab" { (hanging - gap) / 2.0 } else { Abs::zero() };
        let counted = match template {
            Some(template) => {
                let run = own.clone().unwrap_or_else(|| self.run_format(styles));
                let align = if half > Abs::zero() { Align::Centre } else { Align::Left };
                let indent = Twips::from_pt(hanging.to_pt());
                let hanging = Twips::from_pt((hanging - half).to_pt());
                self.counted(
                    &template,
                    &numbers,
                    &shown,
                    ListLevel { indent, hanging, suffix, align, run, ..ListLevel::none() },
                )
            }
            None => None,
        };
        if let Some(title) = self.titles.iter_mut().rfind(|title| title.location == location) {
            title.counted = counted.is_some();
        }
        if counted.is_some() {
            self.references.counts(location, &shown);
        }
        let before = flow.count();
        if self.begins_apart(&elem.body, styles, locator)? {
            return self.numbered_apart(
                elem,
                &shown,
                counted.map(|one| (one, level - 1)),
                hanging,
                styles,
                locator,
                area,
                flow,
            );
        }
        self.hung(&elem.body, span, hanging, styles, locator, area, flow)?;
        let Some(Block::Paragraph(paragraph)) = flow.block_mut(before) else { return Ok(()) };
        match counted {
            Some(numbering) => {
                paragraph.format.numbering = Some((numbering, level - 1));
                paragraph.format.first_line += Twips::from_pt(half.to_pt());
            }
            None => {
                if let Some(title) = self.titles.iter_mut().rfind(|title| title.location == location) {
                    title.typed.clone_from(&shown);
                }
                let run = paragraph.mark.clone();
                let mut inlines = Vec::new();
                push_text(&mut inlines, &shown, own.unwrap_or_else(|| run.clone()), None);
                inlines.push(Inline::Space(crate::docx::model::Emu::from_pt(gap.to_pt()), run));
                // A column that begins here begins before the number.
                let broken = paragraph.inlines.iter().position(|inline| matches!(inline, Inline::ColumnBreak));
                let mut words = paragraph.inlines.split_off(broken.map_or(0, |at| at + 1));
                paragraph.inlines.append(&mut inlines);
                paragraph.inlines.append(&mut words);
            }
        }
        Ok(())
    }

    /// A heading's numbers, from the first level to its own, and the text of that level in Word's list; `None` where Word cannot count as
    /// the numbering does.
    fn level_template(
        &mut self,
        pattern: &Pattern,
        location: Location,
        level: usize,
        span: Span,
        styles: StyleChain,
    ) -> SourceResult<(Vec<u64>, Option<Template>)> {
        let plain: Pattern = match "1.1".parse::<NumberingPattern>() {
            Ok(pattern) => pattern.into(),
            Err(_) => pattern.clone(),
        };
        let counter = Counter::of(HeadingElem::ELEM);
        let numbers = counter.display_at(self.engine, location, styles, &plain, span)?.plain_text();
        let numbers: Vec<u64> = numbers.split('.').filter_map(|number| number.parse().ok()).collect();
        if numbers.len() != level || level > LEVELS {
            return Ok((numbers, None));
        }
        let context = Context::new(Some(location), Some(styles));
        let threes = vec![3; level];
        // A numbering may be a function that knows no third heading; its numbers are typed.
        let sample = pattern.apply(self.engine, context.track(), span, &threes).ok();
        let template = sample.and_then(|sample| template(&sample.display().plain_text(), level));
        Ok((numbers, template))
    }

    /// Whether a heading begins with something that stands apart, such as a list or a filled block, or holds nothing at all.
    fn begins_apart(&mut self, body: &Content, styles: StyleChain, locator: &mut SplitLocator) -> SourceResult<bool> {
        let arenas = Arenas::default();
        let (pairs, kind) = self.realize(&arenas, locator, body, styles)?;
        let own = significant(&pairs);
        Ok(own.first().is_none_or(|(child, _)| kind == FragmentKind::Block && !child.is::<ParElem>()))
    }

    /// A heading whose number stands in a paragraph of its own, above what it begins with. Word counts it there, and the next one goes on
    /// from it.
    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    fn numbered_apart(
        &mut self,
        elem: &Packed<HeadingElem>,
        shown: &str,
        counted: Option<(usize, usize)>,
        hanging: Abs,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let number = ParElem::new(TextElem::packed(shown)).pack().spanned(elem.span());
        let before = flow.count();
        self.hung(&(number + elem.body.clone()), elem.span(), hanging, styles, locator, area, flow)?;
        // A running title takes the number from the paragraph with the words, which has none.
        if let Some(title) = self.titles.iter_mut().rfind(|title| Some(title.location) == elem.location()) {
            title.counted = false;
        }
        if let Some(Block::Paragraph(paragraph)) = flow.block_mut(before)
            && counted.is_some()
        {
            paragraph.format.numbering = counted;
            paragraph.inlines.retain(|inline| !matches!(inline, Inline::Text(..)));
        }
        Ok(())
    }

    /// A heading's text, its first line reaching out to the left by the room of the number.
    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    fn hung(
        &mut self,
        body: &Content,
        span: Span,
        hanging: Abs,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let block = typst_library::layout::BlockElem::packed(body.clone()).spanned(span);
        let before = flow.count();
        let rtl = is_rtl(styles);
        let (left, right) = if rtl { (Abs::zero(), hanging) } else { (hanging, Abs::zero()) };
        let inner = Area { root: area.root, ..area.inset(left, right) };
        self.content(&block, styles, locator, inner, flow)?;
        if let Some(Block::Paragraph(paragraph)) = flow.block_mut(before) {
            paragraph.format.first_line -= Twips::from_pt(hanging.to_pt());
        }
        Ok(())
    }

    /// The numbering by which Word shows this number here, if there is one. `look`: what its level is to look like.
    fn counted(&mut self, (text, formats): &Template, numbers: &[u64], shown: &str, look: ListLevel) -> Option<usize> {
        let level = numbers.len();
        if render(text, formats, numbers).as_deref() != Some(shown) {
            return None;
        }
        let own = formats.iter().find(|(at, _)| *at == level)?.1;
        let typed = self.typed_above(text, formats, numbers);
        let goes_on = typed.is_some();
        let (text, formats) = typed.unwrap_or_else(|| (text.clone(), formats.clone()));
        let entry = ListLevel { format: own, text, heading: u8::try_from(level).ok(), of_chapter: goes_on, ..look };
        if !self.fits(&entry, &formats, level) {
            let mut levels = vec![ListLevel::none(); LEVELS];
            if goes_on && let Some(before) = self.heading_list() {
                // Those above are counted as before.
                for (slot, before) in levels.iter_mut().zip(&before.levels).take(level - 1) {
                    slot.format = before.format;
                }
            }
            self.numberings.push(Numbering { levels, restart: None });
            let new = self.numberings.len() - 1;
            self.headings = Headings { numbering: Some(new), base: new, ..Headings::default() };
        }
        let base = self.headings.base;
        let levels = &mut self.numberings.get_mut(base)?.levels;
        for (at, format) in &formats {
            let slot = levels.get_mut(at - 1)?;
            if slot.format == "none" {
                slot.format = format;
            }
        }
        let slot = levels.get_mut(level - 1)?;
        if slot.text.is_empty() {
            *slot = entry;
        }
        // Where Word stands: the levels above as they are, this one a step on, those below at the start.
        let counts = &mut self.headings.counts;
        let above = formats.iter().filter(|(at, _)| *at < level);
        for (at, _) in above {
            if counts.get(at - 1) != numbers.get(at - 1) {
                return None;
            }
        }
        let number = *numbers.last()?;
        let fresh = self.headings.numbering == Some(base) && counts.iter().all(|count| *count == 0);
        let count = counts.get_mut(level - 1)?;
        let mut next = *count + 1;
        if next != number && level > 1 {
            return None;
        }
        if fresh {
            levels.get_mut(level - 1)?.start = number;
            next = number;
        }
        *count = number;
        counts.get_mut(level..)?.fill(0);
        if next != number {
            self.numberings.push(Numbering {
                levels: Vec::new(),
                restart: Some(Restart { of: base, level: level - 1, start: number }),
            });
            self.headings.numbering = Some(self.numberings.len() - 1);
        }
        self.headings.numbering
    }

    /// The text of a level whose numbers above are counted in another kind (第一章, 1.1): they are typed, and each chapter has a list of
    /// its own; nothing where none is. Word could show them in figures, LibreOffice before 24 cannot.
    fn typed_above(&self, text: &str, formats: &[(usize, &'static str)], numbers: &[u64]) -> Option<Template> {
        let list = self.heading_list()?;
        let other = |(at, format): &(usize, &'static str)| {
            let slot = list.levels.get(at - 1);
            *at < numbers.len() && slot.is_some_and(|slot| slot.format != "none" && slot.format != *format)
        };
        let (above, own): (Vec<_>, Vec<_>) = formats.iter().copied().partition(other);
        if above.is_empty() {
            return None;
        }
        Some((render(text, &above, numbers)?, own))
    }

    /// The list in use.
    fn heading_list(&self) -> Option<&Numbering> {
        self.headings.numbering.and_then(|_| self.numberings.get(self.headings.base))
    }

    /// Whether the list in use has this level, or has room for it.
    fn fits(&self, entry: &ListLevel, formats: &[(usize, &'static str)], level: usize) -> bool {
        let Some(numbering) = self.heading_list() else { return false };
        let Some(slot) = numbering.levels.get(level - 1) else { return false };
        let same = slot.text.is_empty() || slot.text == entry.text && slot.suffix == entry.suffix;
        same && formats.iter().all(|(at, format)| {
            numbering.levels.get(at - 1).is_some_and(|slot| slot.format == "none" || slot.format == *format)
        })
    }
}

impl ListLevel {
    /// A level that nothing is known of yet.
    pub(crate) fn none() -> Self {
        Self {
            format: "none",
            text: String::new(),
            start: 1,
            indent: Twips::ZERO,
            hanging: Twips::ZERO,
            suffix: "nothing",
            align: Align::Left,
            heading: None,
            of_chapter: false,
            run: RunFormat::default(),
        }
    }
}
