//! What stands in a paragraph: text, breaks, spaces, boxes, notes.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Packed, Resolve, StyleChain};
use typst_library::introspection::{SplitLocator, TagElem};
use typst_library::layout::{Abs, BoxElem, HElem, InlineElem, Spacing};
use typst_library::model::{Destination, LinkElem};
use typst_library::routines::Pair;
use typst_library::text::{LinebreakElem, SmartQuoteElem, SmartQuoter, SmartQuotes, SpaceElem, TextElem};
use typst_library::visualize::ImageElem;

use super::metrics::Extent;
use super::{Area, NOTE, Walker};
use crate::docx::model::{Emu, Inline, LinkTarget, RunFormat, Tab, TabKind, Twips};

/// A paragraph's content under construction.
pub(crate) struct Line {
    pub inlines: Vec<Inline>,
    pub extent: Extent,
    /// Height of the highest picture.
    pub picture: Abs,
    /// How far it reaches above and below its place.
    pub over: (Abs, Abs),
    /// Rough width of the widest line so far, and of the current one.
    pub width: Abs,
    pub current: Abs,
    /// The last character, for smart quotes.
    pub last: Option<char>,
    quoter: SmartQuoter,
    /// Fractional spaces met.
    fractions: Vec<Fraction>,
    /// Widths of the finished lines.
    rows: Vec<Abs>,
    /// Columns that boxes at the start made, from the paragraph's own left edge.
    pub stops: Vec<Abs>,
    /// The look of the first text.
    pub first: Option<RunFormat>,
    /// Whether there is any explicit line break.
    pub broken: bool,
    /// What negative space at the start moves the first line by (a hanging term of a list).
    pub lead: Abs,
}

/// A fractional space in a line.
struct Fraction {
    share: f64,
    /// What stands before it in its line.
    at: Abs,
    /// The line it stands in.
    row: usize,
    leader: &'static str,
}

impl Line {
    pub fn new() -> Self {
        Self {
            inlines: Vec::new(),
            extent: Extent::ZERO,
            picture: Abs::zero(),
            over: (Abs::zero(), Abs::zero()),
            width: Abs::zero(),
            current: Abs::zero(),
            last: None,
            quoter: SmartQuoter::new(),
            fractions: Vec::new(),
            rows: Vec::new(),
            stops: Vec::new(),
            first: None,
            broken: false,
            lead: Abs::zero(),
        }
    }

    pub fn advance(&mut self, width: Abs) {
        self.current += width;
        self.width.set_max(self.current);
    }

    /// An explicit line break.
    fn end(&mut self) {
        self.rows.push(self.current);
        self.current = Abs::zero();
        self.broken = true;
    }

    /// The tab stops that the fractional spaces of lines of a width become: what follows the last one of a line ends at the right
    /// edge, the others take their shares of the room that is left.
    pub fn tabs(&mut self, width: Abs) -> Vec<Tab> {
        self.rows.push(self.current);
        let mut tabs = Vec::new();
        for (row, &taken) in self.rows.iter().enumerate() {
            let fractions: Vec<&Fraction> = self.fractions.iter().filter(|fraction| fraction.row == row).collect();
            let total: f64 = fractions.iter().map(|fraction| fraction.share).sum();
            let free = (width - taken).max(Abs::zero());
            let mut given = 0.0;
            for (index, fraction) in fractions.iter().enumerate() {
                given += fraction.share;
                let last = index + 1 == fractions.len();
                let (position, kind) = if last || total <= 0.0 {
                    (width, TabKind::Right)
                } else {
                    (fraction.at + free * (given / total), TabKind::Left)
                };
                tabs.push(Tab { position: Twips::from_pt(position.to_pt()), kind, leader: fraction.leader });
            }
        }
        tabs.sort_by_key(|tab| tab.position);
        tabs
    }

    /// How many fractional spaces there are.
    pub fn fractions(&self) -> usize {
        self.fractions.len()
    }

    /// Takes back the fractional spaces from an index on: their shares.
    pub fn take_fractions(&mut self, from: usize) -> Vec<f64> {
        self.fractions.split_off(from.min(self.fractions.len())).into_iter().map(|fraction| fraction.share).collect()
    }

    /// Whether anything in it reaches from edge to edge.
    pub fn filled(&self) -> bool {
        !self.fractions.is_empty()
    }
}

impl Walker<'_, '_> {
    /// Walks inline content.
    pub fn inlines(
        &mut self,
        pairs: &[Pair],
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<()> {
        for &(child, styles) in pairs {
            self.inline(child, styles, locator, area, line)?;
        }
        Ok(())
    }

    fn inline(
        &mut self,
        child: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<()> {
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
        } else if child.is::<SpaceElem>() {
            self.text(" ", styles, line);
        } else if child.is::<LinebreakElem>() {
            let format = self.run_format(styles);
            self.grow(styles, None, line);
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
        let format = self.run_format(styles);
        let sample = text.chars().find(|c| !c.is_whitespace());
        self.grow(styles, sample, line);
        for (index, piece) in text.split('\n').enumerate() {
            if index > 0 {
                line.end();
            }
            let width = self.text_width(styles, piece);
            line.advance(width);
        }
        line.last = text.chars().next_back();
        line.first.get_or_insert_with(|| format.clone());
        let link = self.link(styles);
        // Signs that LibreOffice counts as Latin whatever is around them, and that come from the Chinese font here: the point in
        // names such as 买买提·艾力 is a whole character wide there.
        let mut rest = text;
        if format.fonts.latin != format.fonts.east_asian {
            while let Some((at, sign)) =
                rest.char_indices().find(|&(_, c)| is_latin_sign(c) && self.is_east_asian(styles, c))
            {
                let (before, after) = rest.split_at(at);
                let (sign, after) = after.split_at(sign.len_utf8());
                let mut own = format.clone();
                own.fonts.latin.clone_from(&own.fonts.east_asian);
                if !before.is_empty() {
                    push_text(&mut line.inlines, before, format.clone(), link.clone());
                }
                push_text(&mut line.inlines, sign, own, link.clone());
                rest = after;
            }
        }
        if !rest.is_empty() {
            push_text(&mut line.inlines, rest, format, link);
        }
    }

    /// Makes the line as high as this text needs.
    pub fn grow(&mut self, styles: StyleChain, sample: Option<char>, line: &mut Line) {
        line.extent = line.extent.max(self.extent(styles, sample));
    }

    fn link(&mut self, styles: StyleChain) -> Option<LinkTarget> {
        match styles.get_ref(LinkElem::current).as_ref()? {
            Destination::Url(url) => Some(LinkTarget::Url(url.clone().into_inner().to_string())),
            Destination::Location(location) => {
                self.linked.insert(*location);
                Some(LinkTarget::Bookmark(super::bookmark_name(*location)))
            }
            Destination::Position(_) => None,
        }
    }

    /// Horizontal space: a fraction becomes a tab to the right edge, a length an empty box of that width.
    fn horizontal(&mut self, elem: &Packed<HElem>, styles: StyleChain, area: Area, line: &mut Line) {
        let format = self.run_format(styles);
        match elem.amount {
            Spacing::Fr(fr) => fraction(fr.get(), "none", format, line),
            Spacing::Rel(rel) => {
                let width = rel.resolve(styles).relative_to(area.width);
                if width > Abs::zero() {
                    line.advance(width);
                    line.inlines.push(Inline::Space(Emu::from_pt(width.to_pt()), format));
                    line.last = Some(' ');
                } else if width < Abs::zero() && line.current == Abs::zero() && !line.broken {
                    line.lead += width;
                }
            }
        }
    }
}

/// Signs of Latin-1 that Chinese fonts have too.
fn is_latin_sign(c: char) -> bool {
    matches!(c, '\u{A1}'..='\u{BF}') && c != '\u{AD}'
}

/// Fractional space: a tab, whose place is known when the line is.
pub(super) fn fraction(share: f64, leader: &'static str, format: RunFormat, line: &mut Line) {
    line.inlines.push(Inline::Tab(format));
    line.fractions.push(Fraction { share, at: line.current, row: line.rows.len(), leader });
    line.last = Some(' ');
}

/// The children that are not mere tags.
pub(super) fn significant<'a>(pairs: &[Pair<'a>]) -> Vec<Pair<'a>> {
    pairs.iter().copied().filter(|(child, _)| !child.is::<TagElem>()).collect()
}

/// Adds text to the last run if it looks the same.
pub(super) fn push_text(inlines: &mut Vec<Inline>, text: &str, format: RunFormat, link: Option<LinkTarget>) {
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
