//! What stands in a paragraph: text, breaks, spaces, boxes, notes.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Packed, Resolve, StyleChain};
use typst_library::introspection::{SplitLocator, TagElem};
use typst_library::layout::{Abs, BoxElem, HElem, InlineElem, Rel, Spacing, VElem};
use typst_library::model::{Destination, LinkElem, ParbreakElem};
use typst_library::routines::Pair;
use typst_library::text::{LinebreakElem, SmartQuoteElem, SmartQuotes, SpaceElem, TextElem};
use typst_library::visualize::ImageElem;
use typst_utils::Numeric;

use super::Line;
use super::ends::room_behind;
use super::fractions::fraction;
use crate::docx::model::{Emu, Inline, LinkTarget, RunFormat, Script, Twips};
use crate::docx::walk::boxes::neighbours::beside;
use crate::docx::walk::boxes::word::goes_back;
use crate::docx::walk::{Area, NOTE, Walker};

/// So far back, in font sizes, what follows stands nearer to a sign: farther it would stand before it.
const MOST_BACK: f64 = 0.4;

impl Walker<'_, '_> {
    /// Walks inline content.
    pub fn inlines(
        &mut self,
        pairs: &[Pair],
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<()> {
        // The words of a heading stay words.
        if !self.listed() && pairs.iter().any(|&(child, styles)| goes_back(child, styles)) {
            return self.words_drawn(pairs, locator, area, line);
        }
        for (index, &(child, styles)) in pairs.iter().enumerate() {
            if child.is::<BoxElem>() {
                line.beside = beside(pairs, index);
            }
            self.inline(child, styles, locator, area, line)?;
        }
        Ok(())
    }

    pub fn inline(
        &mut self,
        child: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<()> {
        if line.full && !child.is::<TagElem>() && !child.is::<LinebreakElem>() {
            if child.is::<SpaceElem>() || child.is::<HElem>() {
                return Ok(());
            }
            line.break_off(self.run_format(styles));
        }
        if let Some(elem) = child.to_packed::<TagElem>() {
            self.tag(&elem.tag);
            line.inlines.extend(self.take_pending());
        } else if let Some(elem) = child.to_packed::<TextElem>() {
            let text = match styles.get(TextElem::case) {
                Some(case) => case.apply(&elem.text),
                None => elem.text.to_string(),
            };
            let mut chars = text.chars();
            match (chars.next(), chars.next(), child.label()) {
                // A tick that says it is one.
                (Some(sign), None, Some(label)) if matches!(label.resolve().as_str(), "勾选" | "checked") => {
                    self.check_box(true, (sign, '□'), styles, line);
                }
                _ => self.marked_text(&text, styles, line),
            }
            if let Some(what) = self.unsaid.take() {
                self.warn(child.span(), format!("{NOTE}{what}"));
            }
        } else if child.is::<SpaceElem>() && line.last == Some('\n') && line.starts() {
            // A line does not begin with it.
        } else if child.is::<SpaceElem>() {
            self.text(" ", styles, line);
        } else if let Some(elem) = child.to_packed::<LinebreakElem>() {
            let format = self.run_format(styles);
            if line.is_empty_row() {
                self.grow(styles, "", line);
            }
            line.trim();
            if elem.justify.get(styles) && !super::spread::spread(line, area.width) {
                self.warn(child.span(), format!("{NOTE}换行符前的这一行没有撑满"));
            }
            line.inlines.push(Inline::LineBreak(format));
            line.end();
            line.last = Some('\n');
        } else if let Some(elem) = child.to_packed::<SmartQuoteElem>() {
            let double = elem.double.get(styles);
            let text = if elem.enabled.get(styles) {
                let quotes = SmartQuotes::get_in(styles);
                line.quoter.quote(line.last, &quotes, double).to_owned()
            } else {
                SmartQuotes::fallback(double).to_owned()
            };
            self.text(&text, styles, line);
        } else if let Some(elem) = child.to_packed::<HElem>() {
            self.horizontal(elem, styles, area, line);
        } else if let Some(elem) = child.to_packed::<BoxElem>() {
            self.inline_box(elem, styles, locator, area, line)?;
        } else if let Some(elem) = child.to_packed::<InlineElem>() {
            let elem = elem.clone().pack();
            self.inline_picture(&elem, styles, locator, area, line)?;
        } else if child.is::<ImageElem>() {
            self.inline_picture(child, styles, locator, area, line)?;
        } else if child.is::<VElem>() || child.is::<ParbreakElem>() {
            // Typst passes over them, too: a paragraph has no space between its lines but the leading, and none in it.
        } else {
            if self.inline_picture(child, styles, locator, area, line)? {
                let name = child.func().name();
                self.warn(child.span(), format!("{NOTE}段落中的 {name} 转为图片"));
            }
        }
        Ok(())
    }

    /// Adds text in which squares to tick become check boxes.
    fn marked_text(&mut self, text: &str, styles: StyleChain, line: &mut Line) {
        let mut from = 0;
        let mut before = line.last;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let after = chars.peek().map(|(_, after)| *after);
            let alone = before.is_none_or(|before| !before.is_alphanumeric())
                && after.is_none_or(|after| after.is_alphanumeric() || after.is_whitespace());
            let found = match c {
                '☐' => Some((false, ('☑', '☐'))),
                '☑' => Some((true, ('☑', '☐'))),
                '☒' => Some((true, ('☒', '☐'))),
                // In the middle of a word the square stands for a sign that could not be typed.
                '□' if alone => Some((false, ('☑', '□'))),
                _ => None,
            };
            if let Some((checked, symbols)) = found {
                self.text(text.get(from..at).unwrap_or_default(), styles, line);
                self.check_box(checked, symbols, styles, line);
                from = at + c.len_utf8();
            }
            before = Some(c);
        }
        self.text(text.get(from..).unwrap_or_default(), styles, line);
    }

    /// Adds text, split where a character needs the other kind of font.
    pub fn text(&mut self, text: &str, styles: StyleChain, line: &mut Line) {
        if text.is_empty() {
            return;
        }
        line.end_tracking(styles.resolve(TextElem::tracking));
        let mut format = self.run_format(styles);
        let lowered = if format.small_caps { self.lowered(text, styles) } else { None };
        let text = lowered.as_deref().unwrap_or(text);
        let (extent, mut whole) = self.measured(styles, text);
        if format.script != Script::Normal {
            whole *= self.scripted(&mut format, text, styles);
        }
        if format.small_caps {
            let (nearer, wider) = self.narrowed(styles, text);
            format.tracking -= Twips::from_pt(nearer.to_pt());
            whole += wider;
        }
        let size = styles.resolve(TextElem::size);
        line.grow(extent);
        let spacing = styles.resolve(TextElem::spacing);
        let wider = if spacing.is_one() { Abs::zero() } else { self.wider(spacing, styles) };
        for (index, piece) in text.split('\n').enumerate() {
            if index > 0 {
                line.end();
                line.grow(extent);
            }
            let width = if piece.len() == text.len() { whole } else { self.text_width(styles, piece) };
            line.tally(extent, size, width);
            line.advance(width);
            if !wider.is_zero() {
                line.advance(wider * piece.chars().filter(|c| is_blank(*c)).count() as f64);
            }
        }
        line.last = text.chars().next_back();
        line.first.get_or_insert_with(|| format.clone());
        let link = self.link(styles);
        if !wider.is_zero() && text.contains(is_blank) {
            let blank = RunFormat { tracking: format.tracking + Twips::from_pt(wider.to_pt()), ..format.clone() };
            for piece in text.split_inclusive(is_blank) {
                let (word, space) = piece.split_at(piece.find(is_blank).unwrap_or(piece.len()));
                for (text, format) in [(word, &format), (space, &blank)] {
                    if !text.is_empty() {
                        self.by_script(text, format.clone(), link.clone(), styles, line);
                    }
                }
            }
            return;
        }
        self.by_script(text, format, link, styles, line);
    }

    /// How much wider than its font's a blank is by the text's spacing.
    fn wider(&mut self, spacing: Rel<Abs>, styles: StyleChain) -> Abs {
        let own = self.text_width(styles, " ") - styles.resolve(TextElem::tracking);
        spacing.relative_to(own) - own
    }

    /// Makes the line as high as this text needs.
    pub fn grow(&mut self, styles: StyleChain, text: &str, line: &mut Line) {
        let extent = self.extent(styles, text);
        line.grow(extent);
    }

    fn link(&mut self, styles: StyleChain) -> Option<LinkTarget> {
        match styles.get_ref(LinkElem::current).as_ref()? {
            Destination::Url(url) => Some(LinkTarget::Url(url.clone().into_inner().to_string())),
            Destination::Location(location) => {
                self.linked.insert(*location);
                Some(self.leads_to(*location))
            }
            Destination::Position(_) => {
                self.unsaid = Some("指向某页某一点的链接 Word 没有，只留文字");
                None
            }
        }
    }

    /// Horizontal space: a fraction becomes a tab to the right edge, a length an empty box of that width.
    fn horizontal(&mut self, elem: &Packed<HElem>, styles: StyleChain, area: Area, line: &mut Line) {
        let format = self.run_format(styles);
        match elem.amount {
            Spacing::Fr(fr) => fraction(fr.get(), "none", format, line),
            Spacing::Rel(rel) => {
                let width = rel.resolve(styles).relative_to(area.base);
                let weak = elem.weak.get(styles);
                if weak && line.starts() {
                    // A line does not begin with it.
                } else if weak
                    && let Some((index, held)) = line.weak
                    && index + 1 == line.inlines.len()
                    && let Some(Inline::Space(room, _)) = line.inlines.last_mut()
                {
                    // Of weak spaces side by side the widest counts.
                    let most = held.max(width);
                    *room = Emu::from_pt(most.to_pt());
                    line.weak = Some((index, most));
                    line.advance(most - held);
                } else if width > Abs::zero() {
                    line.weak = weak.then_some((line.inlines.len(), width));
                    line.advance(width);
                    line.inlines.push(Inline::Space(Emu::from_pt(width.to_pt()), format));
                    line.last = Some(' ');
                } else if width < Abs::zero() && line.current == Abs::zero() && !line.broken {
                    line.lead += width;
                } else if width < Abs::zero()
                    && -width <= styles.resolve(TextElem::size) * MOST_BACK
                    && nearer(&mut line.inlines, width)
                {
                    line.advance(width);
                }
            }
        }
    }
}

/// Sets what comes nearer to the words before it: a blank between them is narrower, or the last of their signs takes less room.
fn nearer(inlines: &mut Vec<Inline>, width: Abs) -> bool {
    let Some(Inline::Text(text, look)) = inlines.last_mut().filter(|last| ends_blank(last)) else {
        return room_behind(inlines, width);
    };
    // LibreOffice takes nothing off a sign before a blank.
    let by = Twips::from_pt((-width).to_pt().min(look.space()));
    let blank = RunFormat { tracking: look.tracking - by, ..look.clone() };
    text.pop();
    if text.is_empty() {
        inlines.pop();
    }
    inlines.push(Inline::Text(" ".to_owned(), blank));
    true
}

/// Whether it is words with a blank behind them.
fn ends_blank(inline: &Inline) -> bool {
    matches!(inline, Inline::Text(text, _) if text.ends_with(' '))
}

/// The blanks between words, whose width can be set.
pub(crate) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{3000}')
}

/// The children that are not mere tags.
pub(crate) fn significant<'a>(pairs: &[Pair<'a>]) -> Vec<Pair<'a>> {
    pairs.iter().copied().filter(|(child, _)| !child.is::<TagElem>()).collect()
}

/// Adds text to the last run if it looks the same.
pub(crate) fn push_text(inlines: &mut Vec<Inline>, text: &str, format: RunFormat, link: Option<LinkTarget>) {
    if let Some(target) = link {
        if let Some(Inline::Link { target: last, inlines: inner }) = inlines.last_mut()
            && *last == target
        {
            push_text(inner, text, format, None);
        } else {
            inlines.push(Inline::Link { target, inlines: vec![Inline::Text(text.to_owned(), format)] });
        }
        return;
    }
    if let Some(Inline::Text(last, last_format)) = inlines.last_mut()
        && *last_format == format
    {
        last.push_str(text);
    } else {
        inlines.push(Inline::Text(text.to_owned(), format));
    }
}
