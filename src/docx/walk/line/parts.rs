//! Finished lines of inlines as Word's paragraphs: one each, or several where one could not show it.

use typst_library::foundations::StyleChain;
use typst_library::layout::{Abs, Dir};
use typst_library::text::{Lang, TextElem};
use typst_utils::Numeric;

use super::Line;
use super::ends::Squeeze;
use crate::docx::model::{Align, Emu, Inline, Paragraph, ParagraphFormat, Placement, Tab, TabKind, Twips};
use crate::docx::walk::flow::{Flow, Setting};
use crate::docx::walk::reference::shown::push_words;
use crate::docx::walk::text::direction::is_rtl;
use crate::docx::walk::text::metrics::{BASELINE, Extent};
use crate::docx::walk::{Area, Walker};

impl Walker<'_, '_> {
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

    /// One of the paragraphs that a line becomes.
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
        set_tabs(&mut line, &mut format, area, is_rtl(styles));
        format.auto_space = Some(styles.get(TextElem::cjk_latin_spacing).is_auto());
        self.set_heading(&line, &mut format);
        self.set_title(&line, styles, &mut format);
        format.contents = self.contents.entry();
        format.caption = self.captions.walked.is_some();
        self.number_lines(&mut format, styles);
        if matches!(format.align, Align::Right | Align::Centre) {
            line.ends_blank = super::ends::blanks_are_room(&mut line.inlines);
        }
        let wraps = line.width > area.width + Abs::pt(1.0);
        super::ends::keep_trailing(&mut line.inlines, &mut format, wraps);
        super::fractions::begin_with_space(&mut line.inlines);
        self.captions.line(&mut line.inlines);
        crate::docx::walk::drawing::alone::raise_alone(&mut line, area.width);
        let single = self.fit(&mut line, &mut format, styles, area);
        if single {
            if line.keeps_blanks {
                crate::docx::walk::boxes::blank::type_blanks(&mut line.inlines);
            }
            self.settle_blanks(&mut line.inlines, styles);
        }
        let start = line_start(&line, &format, single, area);
        start_at(&mut line.inlines, start.filter(|_| styles.resolve(TextElem::dir) == Dir::LTR));
        let han = matches!(styles.get(TextElem::lang), Lang::CHINESE | Lang::JAPANESE | Lang::KOREAN);
        if !single {
            let justified = format.align == Align::Both;
            format.hyphenate = Some(!han && styles.get(TextElem::hyphenate).unwrap_or(justified));
        }
        let mut inlines = self.take_pending();
        inlines.append(&mut line.inlines);
        self.count_shown(&mut inlines, &mut format, styles);
        // Without what is done to the first words: a list's number would have it too.
        let mark = line.first.clone().unwrap_or_else(|| self.run_format(styles)).plain();
        if is_rtl(styles) {
            mirror(&mut format);
        }
        let setting = setting(&line, &inlines, leading, single, area);
        flow.paragraph(Paragraph { format, inlines, mark }, setting);
    }

    /// Has a heading's paragraph be one to Word, and notes what is written of it.
    fn set_heading(&mut self, line: &Line, format: &mut ParagraphFormat) {
        let Some((location, level, listed)) = self.heading else { return };
        format.outline = level;
        format.unlisted = if listed { 0 } else { level };
        // What a rule makes a paragraph of stays where it is, as in Typst; blocks around such are kept as a whole.
        format.keep_next = !line.of_par;
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
}

/// Has a paragraph stand in its area, with the tab stops of its line, which count from the side on which lines begin.
fn set_tabs(line: &mut Line, format: &mut ParagraphFormat, area: Area, rtl: bool) {
    format.left += Twips::from_pt(area.left.to_pt());
    format.right += Twips::from_pt(area.right.to_pt());
    line.underline_blanks();
    if rtl {
        line.order_latin(area.width);
    }
    let mut tabs = line.tabs(area.width);
    for tab in &mut tabs {
        tab.position += Twips::from_pt(if rtl { area.right } else { area.left }.to_pt());
    }
    if line.filled() && matches!(format.align, Align::Left | Align::Centre | Align::Right) {
        format.align = if rtl { Align::Right } else { Align::Left };
    }
    // Where the first line begins: columns count from there. A hanging indent is a tab stop already.
    let edge = if rtl { format.right } else { format.left };
    let start = edge + format.first_line;
    for stop in &line.stops {
        let position = start + Twips::from_pt(stop.to_pt());
        if (position - edge).0.abs() > 1 {
            format.tabs.push(Tab { position, kind: TabKind::Left, leader: "none" });
        }
    }
    format.tabs.append(&mut tabs);
    format.tabs.dedup();
}

/// Where a paragraph's first line begins in the column, if that is known.
fn line_start(line: &Line, format: &ParagraphFormat, single: bool, area: Area) -> Option<Twips> {
    match format.align {
        Align::Left | Align::Both => Some(format.left + format.first_line),
        Align::Centre if single => Some(format.left + Twips::from_pt((area.width - line.width).to_pt() / 2.0)),
        Align::Right if single => Some(format.left + Twips::from_pt((area.width - line.width).to_pt())),
        _ => None,
    }
}

/// How the lines of a paragraph are set.
fn setting(line: &Line, inlines: &[Inline], leading: Abs, single: bool, area: Area) -> Setting {
    let mut setting = Setting {
        extent: line.extent,
        leading,
        single,
        ink: if single { crate::docx::walk::text::metrics::ink(inlines) } else { Abs::zero() },
        shifted: if single { crate::docx::walk::text::metrics::shifted(inlines) } else { Extent::ZERO },
        picture: line.pictured.height,
        // In a line a drawing stands on the baseline with all it has, so the line is higher by all of it.
        over: line.pictured.over.0 + line.pictured.over.1,
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
    setting
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
pub(crate) fn same_words(paragraph: &str, heading: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let (paragraph, heading): (String, String) = (letters(paragraph), letters(heading));
    !paragraph.is_empty() && !heading.is_empty() && (paragraph.contains(&heading) || heading.contains(&paragraph))
}
