//! What stands in a paragraph: text, breaks, spaces, boxes, notes.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Packed, Resolve, StyleChain};
use typst_library::introspection::{SplitLocator, TagElem};
use typst_library::layout::{Abs, AlignElem, BoxElem, FixedAlignment, HElem, InlineElem, Sides, Size, Sizing, Spacing};
use typst_library::math::EquationElem;
use typst_library::model::{Destination, FootnoteElem, LinkElem};
use typst_library::routines::{Arenas, FragmentKind, Pair};
use typst_library::text::{LinebreakElem, SmartQuoteElem, SmartQuoter, SmartQuotes, SpaceElem, TextElem};
use typst_library::visualize::ImageElem;

use super::character::{colour, is_solid};
use super::grid::border;
use super::metrics::Extent;
use super::{Area, NOTE, Walker};
use crate::docx::model::{Emu, Inline, LinkTarget, RunFormat, Tab, TabKind, Twips, Underline};

/// A paragraph's content under construction.
pub(crate) struct Line {
    pub inlines: Vec<Inline>,
    pub extent: Extent,
    /// Height of the highest picture.
    pub picture: Abs,
    /// Rough width of the widest line so far, and of the current one.
    pub width: Abs,
    current: Abs,
    /// The last character, for smart quotes.
    last: Option<char>,
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
            line.rows.push(line.current);
            line.current = Abs::zero();
            line.broken = true;
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
            self.inline_picture(child, styles, locator, area, line)?;
            self.warn(child.span(), format!("{NOTE}段落中的 {} 转为图片", child.func().name()));
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
        let width = self.text_width(styles, text);
        line.advance(width);
        line.last = text.chars().next_back();
        line.first.get_or_insert_with(|| format.clone());
        let link = self.link(styles);
        push_text(&mut line.inlines, text, format, link);
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

    /// A box in a line. A box without looks of its own is just its content; an empty one with a line below is a blank to fill
    /// in; the rest is laid out as a picture.
    fn inline_box(
        &mut self,
        elem: &Packed<BoxElem>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<()> {
        let body = elem.body.get_cloned(styles);
        if let Some(body) = &body {
            if let Some(note) = body.to_packed::<FootnoteElem>() {
                return self.footnote(note, styles, locator, line);
            }
            if let Some(equation) = body.to_packed::<EquationElem>() {
                let content = elem.clone().pack();
                return self.inline_equation(equation, &content, styles, locator, area, line);
            }
        }
        let stroke = elem.stroke.resolve(styles);
        let has = Sides::new(
            matches!(stroke.left, Some(Some(_))),
            matches!(stroke.top, Some(Some(_))),
            matches!(stroke.right, Some(Some(_))),
            matches!(stroke.bottom, Some(Some(_))),
        );
        let framed = has.left || has.top || has.right;
        let filled = elem.fill.get_ref(styles).is_some();
        let empty = body.as_ref().is_none_or(Content::is_empty);
        let width = match elem.width.get(styles) {
            Sizing::Auto => None,
            Sizing::Rel(rel) => Some(rel.resolve(styles).relative_to(area.width)),
            Sizing::Fr(fr) => {
                let leader = leader_of(body.as_ref()).unwrap_or(if has.bottom { "underscore" } else { "none" });
                let format = self.run_format(styles);
                self.grow(styles, None, line);
                fraction(fr.get(), leader, format, line);
                return Ok(());
            }
        };
        if empty && !framed && !filled {
            let mut format = self.run_format(styles);
            self.grow(styles, None, line);
            let width = width.unwrap_or_default();
            if has.bottom {
                format.underline = Some(Underline { kind: "single", colour: None });
                self.blank(width, format, styles, line);
            } else if width > Abs::zero() {
                line.advance(width);
                line.inlines.push(Inline::Space(Emu::from_pt(width.to_pt()), format));
            }
            return Ok(());
        }
        if has.left
            && has.top
            && has.right
            && has.bottom
            && let Some(ticked) = self.ticked(elem, body.as_ref(), styles, area)
        {
            self.check_box(ticked, ('☑', '☐'), styles, line);
            return Ok(());
        }
        if (framed || filled)
            && let Some(body) = &body
            && self.labelled_box(elem, body, width, styles, locator, area, line)?
        {
            return Ok(());
        }
        let plain = !framed && !filled && !elem.clip.get(styles) && elem.height.get(styles).is_auto();
        if plain && let Some(body) = &body {
            let arenas = Arenas::default();
            let (pairs, kind) = self.realize(&arenas, locator, body, styles)?;
            if kind == FragmentKind::Inline {
                let first = line.current == Abs::zero() && !line.broken;
                let start = (line.inlines.len(), line.current);
                self.inlines(&pairs, locator, area, line)?;
                if has.bottom {
                    underline(line.inlines.get_mut(start.0..).unwrap_or_default());
                }
                // A box wider than its text: the rest stays blank, underlined if the box is.
                if let Some(width) = width {
                    let rest = width - (line.current - start.1);
                    if rest > Abs::pt(1.0) {
                        let mut format = self.run_format(styles);
                        if has.bottom {
                            format.underline = Some(Underline { kind: "single", colour: None });
                            self.blank(rest, format, styles, line);
                        } else if first {
                            // At the start of a paragraph a tab keeps what follows in its column, whatever is typed before.
                            line.inlines.push(Inline::Tab(format));
                            line.stops.push(width);
                            line.advance(rest);
                        } else {
                            line.advance(rest);
                            line.inlines.push(Inline::Space(Emu::from_pt(rest.to_pt()), format));
                        }
                    }
                }
                return Ok(());
            }
            if let [(only, only_styles)] = significant(&pairs).as_slice()
                && only.is::<ImageElem>()
            {
                for (child, _) in &pairs {
                    if let Some(tag) = child.to_packed::<TagElem>() {
                        self.tag(&tag.tag);
                    }
                }
                return self.inline_picture(only, *only_styles, locator, area, line);
            }
        }
        let content = elem.clone().pack();
        self.inline_picture(&content, styles, locator, area, line)?;
        self.warn(elem.span(), format!("{NOTE}行内的 box 转为图片"));
        Ok(())
    }

    /// Whether a box is drawn as a square to tick, and ticked: about as large as a letter, empty or with one sign in it.
    fn ticked(&self, elem: &Packed<BoxElem>, body: Option<&Content>, styles: StyleChain, area: Area) -> Option<bool> {
        let size = styles.resolve(TextElem::size);
        let square = |length: Sizing, whole: Abs| match length {
            Sizing::Rel(rel) => {
                let length = rel.resolve(styles).relative_to(whole);
                length >= size * 0.5 && length <= size * 1.4
            }
            _ => false,
        };
        let height = match elem.height.get(styles) {
            typst_library::foundations::Smart::Custom(rel) => Sizing::Rel(rel),
            typst_library::foundations::Smart::Auto => return None,
        };
        if !square(elem.width.get(styles), area.width) || !square(height, Abs::zero()) {
            return None;
        }
        let text = body.map(Content::plain_text).unwrap_or_default();
        match text.trim() {
            "" => Some(false),
            "√" | "✓" | "✔" | "☑" | "×" | "✗" | "✘" | "■" | "x" | "X" | "V" | "v" => Some(true),
            _ => None,
        }
    }

    /// A check box that can be ticked in Word.
    pub fn check_box(&mut self, checked: bool, symbols: (char, char), styles: StyleChain, line: &mut Line) {
        let format = self.run_format(styles);
        self.grow(styles, Some('□'), line);
        line.advance(styles.resolve(TextElem::size));
        line.last = Some('□');
        line.first.get_or_insert_with(|| format.clone());
        line.inlines.push(Inline::CheckBox { checked, symbols, format });
    }

    /// A box with a frame or a ground around a few words: character borders and shading, so that the words stay text. False if it
    /// is more than a line of text, or has a frame on some sides only.
    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    fn labelled_box(
        &mut self,
        elem: &Packed<BoxElem>,
        body: &Content,
        width: Option<Abs>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<bool> {
        let sides = elem.stroke.resolve(styles).map(Option::flatten);
        let fill = elem.fill.get_cloned(styles);
        let count = [&sides.left, &sides.top, &sides.right, &sides.bottom].iter().filter(|side| side.is_some()).count();
        if !matches!(count, 0 | 4) || elem.clip.get(styles) || fill.as_ref().is_some_and(|fill| !is_solid(fill)) {
            return Ok(false);
        }
        let size = styles.resolve(TextElem::size);
        let height = match elem.height.get(styles) {
            typst_library::foundations::Smart::Custom(rel) => rel.resolve(styles).relative_to(Abs::zero()),
            typst_library::foundations::Smart::Auto => Abs::zero(),
        };
        let natural = self.lay_out(body, styles, locator, Size::new(area.width, Abs::inf()))?;
        let inset = elem.inset.resolve(styles).map(Option::unwrap_or_default).relative_to(natural.size());
        let room = width.map_or(area.width, |width| width - inset.left - inset.right);
        if height > size * 2.0 || natural.height() > size * 1.6 || natural.width() > room + Abs::pt(0.5) {
            return Ok(false);
        }
        let arenas = Arenas::default();
        let (pairs, kind) = self.realize(&arenas, locator, body, styles)?;
        if kind != FragmentKind::Inline {
            return Ok(false);
        }
        let from = line.inlines.len();
        let format = self.run_format(styles);
        let rest = width.map_or(Abs::zero(), |_| room - natural.width());
        let left = match styles.resolve(AlignElem::alignment).x {
            FixedAlignment::Start => Abs::zero(),
            FixedAlignment::Center => rest / 2.0,
            FixedAlignment::End => rest,
        };
        self.space(inset.left + left, format.clone(), line);
        self.inlines(&pairs, locator, area, line)?;
        self.space(inset.right + rest - left, format, line);
        let line_around = sides.left.map(|stroke| border(&stroke.unwrap_or_default()));
        let ground = fill.as_ref().map(colour);
        each_format(line.inlines.get_mut(from..).unwrap_or_default(), &mut |format| {
            format.border = line_around.or(format.border);
            format.highlight = ground.or(format.highlight);
        });
        Ok(true)
    }

    /// Empty room in the line, if there is any.
    fn space(&mut self, width: Abs, format: RunFormat, line: &mut Line) {
        if width > Abs::pt(0.5) {
            line.advance(width);
            line.inlines.push(Inline::Space(Emu::from_pt(width.to_pt()), format));
        }
    }

    /// A blank to fill in by hand or in Word: underlined ideographic spaces, as clerks type them.
    fn blank(&mut self, width: Abs, format: RunFormat, styles: StyleChain, line: &mut Line) {
        let size = styles.resolve(TextElem::size);
        let count = (width / size).round().max(1.0) as usize;
        line.advance(width);
        line.inlines.push(Inline::Text("\u{3000}".repeat(count), format));
        line.last = Some('\u{3000}');
    }
}

/// Fractional space: a tab, whose place is known when the line is.
fn fraction(share: f64, leader: &'static str, format: RunFormat, line: &mut Line) {
    line.inlines.push(Inline::Tab(format));
    line.fractions.push(Fraction { share, at: line.current, row: line.rows.len(), leader });
    line.last = Some(' ');
}

/// The children that are not mere tags.
pub(super) fn significant<'a>(pairs: &[Pair<'a>]) -> Vec<Pair<'a>> {
    pairs.iter().copied().filter(|(child, _)| !child.is::<TagElem>()).collect()
}

/// The leader that a repeated sign stands for.
fn leader_of(body: Option<&Content>) -> Option<&'static str> {
    let repeat = body?.to_packed::<typst_library::layout::RepeatElem>()?;
    let text = repeat.body.plain_text();
    Some(match text.trim() {
        "-" | "—" | "–" => "hyphen",
        "_" => "underscore",
        "·" | "…" => "middleDot",
        _ => "dot",
    })
}

fn underline(inlines: &mut [Inline]) {
    each_format(inlines, &mut |format| format.underline = Some(Underline { kind: "single", colour: None }));
}

/// Changes the look of everything in a line that has one.
fn each_format(inlines: &mut [Inline], change: &mut impl FnMut(&mut RunFormat)) {
    for inline in inlines {
        match inline {
            Inline::Text(_, format)
            | Inline::Space(_, format)
            | Inline::Tab(format)
            | Inline::Footnote(_, format)
            | Inline::Field { format, .. }
            | Inline::CheckBox { format, .. } => change(format),
            Inline::Link { inlines, .. } => each_format(inlines, change),
            _ => {}
        }
    }
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
