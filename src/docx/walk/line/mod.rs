//! A paragraph's content under construction: its inlines, and what is known of its lines.

pub(super) mod ends;
pub(super) mod fit;
pub(super) mod fractions;
pub(super) mod inline;
pub(super) mod long_word;
pub(super) mod paragraph;
pub(super) mod parts;
pub(super) mod spread;

use typst_library::foundations::StyleChain;
use typst_library::layout::{Abs, Frame};
use typst_library::text::{SmartQuoter, TextElem};

use self::ends::room_behind;
use self::fractions::Fraction;
use super::boxes::neighbours::Beside;
use super::text::metrics::{Extent, line_baselines};
use crate::docx::model::{Inline, RunFormat};

/// A paragraph's content under construction.
#[derive(Clone)]
pub(crate) struct Line {
    pub inlines: Vec<Inline>,
    pub extent: Extent,
    /// What boxes around words reach above and below the baseline: they make their own line higher, which only a single line can be.
    pub around: Extent,
    /// The highest picture.
    pub pictured: Pictured,
    /// How far formulas reach above and below the baseline.
    pub formula: Extent,
    /// Rough width of the widest line so far, and of the current one.
    pub width: Abs,
    pub current: Abs,
    /// The last character, for smart quotes.
    pub last: Option<char>,
    /// How far apart the characters of the text that came last stand.
    tracking: Abs,
    pub quoter: SmartQuoter,
    /// Fractional spaces met.
    pub(crate) fractions: Vec<Fraction>,
    /// The finished lines.
    pub(crate) rows: Vec<Row>,
    /// What the line that is being written needs above and below the baseline.
    own: Extent,
    /// The highest picture in it.
    shown: Pictured,
    /// How much of its text has which extent, and where the first of it stands.
    tallies: Vec<Tally>,
    /// Columns that boxes at the start made, from the paragraph's own left edge.
    pub stops: Vec<Abs>,
    /// The look of the first text.
    pub first: Option<RunFormat>,
    /// Whether there is any explicit line break.
    pub broken: bool,
    /// What negative space at the start moves the first line by (a hanging term of a list).
    pub lead: Abs,
    /// How far its first line is indented.
    pub start: Abs,
    /// Whether its first line is indented: Typst squeezes no sign after an indent.
    pub indented: bool,
    /// The weak space met last: where it stands among the inlines, and its width.
    pub weak: Option<(usize, Abs)>,
    /// Whether it is an element `par`, which no block of a heading holds.
    pub of_par: bool,
    /// Whether a single element is all there is of it.
    pub alone: bool,
    /// Whether a blank takes all of the line that is being written, so that what comes stands on the next one.
    pub full: bool,
    /// Whether Typst breaks it, though by its width it may be a single line.
    pub wraps: bool,
    /// Whether Typst sets its signs and spaces so near that it is a single line, though by its width it is none.
    pub squeezed: bool,
    /// Whether full-width blanks end its last line, which have become room: no sign ends it then.
    pub ends_blank: bool,
    /// Whether blanks in it are made of signs that do not hang over at the end of a line.
    pub keeps_blanks: bool,
    /// By how much the signs of its check boxes are wider than those are drawn.
    pub signs: Abs,
    /// Whether something in it makes its own line higher than the others.
    pub uneven: bool,
    /// What stands beside the box that comes.
    pub beside: Beside,
    /// The mean distance of its baselines, where its lines are of different heights.
    pub pitch: Option<Abs>,
}

/// From this part of the higher one on the difference of two lines is one of sizes; scripts of one size differ by less.
const APART: f64 = 0.22;

/// A paragraph has lines of two heights only if some text is larger by this much: where a program may choose the height of a line, it
/// takes that of the whole font, which is more than Typst does.
const TOWERS: f64 = 1.3;

/// Text of one extent.
#[derive(Debug, Clone, Copy)]
struct Tally {
    extent: Extent,
    size: Abs,
    width: Abs,
    at: Abs,
}

/// A finished line of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    pub(crate) width: Abs,
    extent: Extent,
    pictured: Pictured,
}

/// The highest picture of a line or a paragraph.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Pictured {
    pub height: Abs,
    /// How far it reaches above and below its place.
    pub over: (Abs, Abs),
    /// Whether any of them is a drawing with words: LibreOffice puts them a line too high but in the first line of a paragraph.
    pub drawn: bool,
}

impl Pictured {
    fn add(&mut self, other: Self) {
        let drawn = self.drawn || other.drawn;
        if other.height > self.height {
            *self = other;
        }
        self.drawn = drawn;
    }
}

impl Default for Row {
    fn default() -> Self {
        Self { width: Abs::zero(), extent: Extent::ZERO, pictured: Pictured::default() }
    }
}

impl Line {
    pub fn new() -> Self {
        Self {
            inlines: Vec::new(),
            extent: Extent::ZERO,
            around: Extent::ZERO,
            pictured: Pictured::default(),
            formula: Extent::ZERO,
            width: Abs::zero(),
            current: Abs::zero(),
            last: None,
            tracking: Abs::zero(),
            quoter: SmartQuoter::new(),
            fractions: Vec::new(),
            rows: Vec::new(),
            own: Extent::ZERO,
            shown: Pictured::default(),
            tallies: Vec::new(),
            stops: Vec::new(),
            first: None,
            broken: false,
            lead: Abs::zero(),
            start: Abs::zero(),
            weak: None,
            of_par: false,
            alone: false,
            full: false,
            wraps: false,
            squeezed: false,
            ends_blank: false,
            keeps_blanks: false,
            pitch: None,
            uneven: false,
            signs: Abs::zero(),
            beside: Beside::default(),
            indented: false,
        }
    }

    pub fn advance(&mut self, width: Abs) {
        self.current += width;
        self.width.set_max(self.current);
    }

    /// Makes it as high as some text needs.
    pub fn grow(&mut self, extent: Extent) {
        self.extent = self.extent.max(extent);
        self.own = self.own.max(extent);
    }

    /// Makes room for a picture.
    pub fn hold(&mut self, picture: Pictured) {
        self.pictured.add(picture);
        self.shown.add(picture);
    }

    /// What is known of the pictures in it, to be put back.
    pub fn held(&self) -> [Pictured; 2] {
        [self.pictured, self.shown]
    }

    /// Forgets the pictures that came since then.
    pub fn release(&mut self, [pictured, shown]: [Pictured; 2]) {
        (self.pictured, self.shown) = (pictured, shown);
    }

    /// Takes note of how much text has this extent and size.
    pub fn tally(&mut self, extent: Extent, size: Abs, width: Abs) {
        match self.tallies.iter_mut().find(|tally| tally.extent == extent && tally.size == size) {
            Some(tally) => tally.width += width,
            None => self.tallies.push(Tally { extent, size, width, at: self.current }),
        }
    }

    /// The extent of nearly all the text of a paragraph in which a few words tower above the rest, and where the first of those stands.
    pub fn towered(&self) -> Option<(Extent, Abs)> {
        let most = self.tallies.iter().max_by_key(|tally| tally.width)?;
        let towers =
            |tally: &&Tally| tally.size > most.size * TOWERS && tally.extent.height() > most.extent.height() * TOWERS;
        let first = self.tallies.iter().filter(towers).map(|tally| tally.at).min()?;
        (most.width > self.width * 0.6).then_some((most.extent, first))
    }

    /// Whether the line that is being written needs no height so far.
    pub fn is_empty_row(&self) -> bool {
        self.own == Extent::ZERO
    }

    /// Text comes whose characters stand so far apart. Where those before stood further apart, Word has the room behind the last of them
    /// too, and Typst has not.
    pub fn end_tracking(&mut self, next: Abs) {
        let own = std::mem::replace(&mut self.tracking, next);
        let several = matches!(self.inlines.last(), Some(Inline::Text(text, _)) if text.chars().nth(1).is_some());
        if several && own - next >= Abs::pt(1.0) {
            room_behind(&mut self.inlines, -own);
        }
    }

    /// Takes what stands in it so far away, to be put back before what comes.
    pub fn set_aside(&mut self) -> Vec<Inline> {
        self.weak = None;
        std::mem::take(&mut self.inlines)
    }

    /// An explicit line break.
    pub fn end(&mut self) {
        self.end_row();
        self.broken = true;
        self.full = false;
    }

    /// A line break where Typst breaks the line by itself, as what comes needs all of the next one.
    pub fn break_off(&mut self, format: RunFormat) {
        self.trim();
        self.inlines.push(Inline::LineBreak(format));
        self.end();
        self.last = Some('\n');
    }

    /// Takes back a weak space at the end of a line, where it counts for nothing.
    pub fn trim(&mut self) {
        if let Some((index, width)) = self.weak.take()
            && index + 1 == self.inlines.len()
        {
            self.inlines.pop();
            self.current -= width;
        }
    }

    pub(crate) fn end_row(&mut self) {
        self.rows.push(Row {
            width: std::mem::take(&mut self.current),
            extent: std::mem::replace(&mut self.own, Extent::ZERO),
            pictured: std::mem::take(&mut self.shown),
        });
    }

    /// Goes on with a line that was finished.
    fn reopen(&mut self, row: Row) {
        (self.current, self.own, self.shown) = (row.width, row.extent, row.pictured);
    }

    /// Parts it at its breaks where its lines differ so much that Word, which has one height and one set of tab stops for all of them,
    /// would show them otherwise, where they differ in their `ends`, a sign that reaches over it or room, or where the first stands
    /// `apart`; not if it must stay `whole`. A break at the very end adds no line.
    pub fn parts<T: PartialEq>(mut self, whole: bool, ends: &[T], apart: bool) -> Vec<Self> {
        if self.inlines.pop_if(|last| matches!(last, Inline::LineBreak(_))).is_some() {
            let last = self.rows.pop().unwrap_or_default();
            self.reopen(last);
            self.broken = !self.rows.is_empty();
        }
        let breaks = self.inlines.iter().filter(|inline| matches!(inline, Inline::LineBreak(_))).count();
        // Pictures keep the lines together, but for drawings below the first line.
        let drawn = self.shown.drawn || self.rows.iter().skip(1).any(|row| row.pictured.drawn);
        if whole || breaks == 0 || breaks != self.rows.len() || self.pictured.height > Abs::zero() && !drawn {
            return vec![self];
        }
        self.end_row();
        let turns = |row: usize| ends.get(row) != ends.get(row - 1);
        let is_drawn = |row: usize| self.rows.get(row).is_some_and(|row| row.pictured.drawn);
        let starts: Vec<usize> = (0..self.rows.len())
            .filter(|&row| {
                row == 0
                    || row == 1 && apart
                    || if drawn { is_drawn(row) || is_drawn(row - 1) } else { self.apart(row) || turns(row) }
            })
            .collect();
        if starts.len() == 1 {
            let last = self.rows.pop().unwrap_or_default();
            self.reopen(last);
            return vec![self];
        }
        let mut lists = self.inlines.split_inclusive(|inline| matches!(inline, Inline::LineBreak(_)));
        let mut fractions = std::mem::take(&mut self.fractions).into_iter().peekable();
        let mut parts = Vec::with_capacity(starts.len());
        for (index, &from) in starts.iter().enumerate() {
            let to = starts.get(index + 1).copied().unwrap_or(self.rows.len());
            let mut part = Self::new();
            part.of_par = self.of_par;
            part.inlines = lists.by_ref().take(to - from).flatten().cloned().collect();
            part.inlines.pop_if(|last| matches!(last, Inline::LineBreak(_)));
            part.rows = self.rows.get(from..to).unwrap_or_default().to_vec();
            for row in &part.rows {
                part.extent = part.extent.max(row.extent);
                part.width.set_max(row.width);
                part.pictured.add(row.pictured);
            }
            let last = part.rows.pop().unwrap_or_default();
            part.reopen(last);
            part.broken = !part.rows.is_empty();
            part.first = part
                .inlines
                .iter()
                .find_map(|inline| if let Inline::Text(_, format) = inline { Some(format.clone()) } else { None });
            while let Some(fraction) = fractions.next_if(|fraction| fraction.row < to) {
                part.fractions.push(Fraction { row: fraction.row - from, ..fraction });
            }
            if index == 0 {
                part.lead = self.lead;
                part.indented = self.indented;
                part.stops.clone_from(&self.stops);
            }
            parts.push(part);
        }
        parts
    }

    /// Whether a line is of another height than the one before, fills the room between its parts with other signs, or has several
    /// such rooms, which end elsewhere than those of the other lines.
    fn apart(&self, row: usize) -> bool {
        let height = |row: usize| self.rows.get(row).map_or(Abs::zero(), |row| row.extent.height());
        let (own, before) = (height(row), height(row - 1));
        let leaders = |row: usize| {
            self.fractions.iter().filter(move |fraction| fraction.row == row).map(|fraction| fraction.leader)
        };
        let crossed =
            leaders(row).next().is_some() && leaders(row - 1).next().is_some() && leaders(row).ne(leaders(row - 1));
        let filled = |row: usize| leaders(row).count();
        let several = (filled(row) > 1 || filled(row - 1) > 1)
            && (0..self.rows.len()).filter(|&row| filled(row) > 0).nth(1).is_some();
        (own - before).abs() > own.max(before) * APART || crossed || several
    }

    /// The mean distance of the baselines of lines of different heights with breaks between them, in a column of a width: Word has one
    /// height for all, and the last is to be where it should be. The first line's extent is that of all, then.
    pub fn mean_pitch(&mut self, width: Abs, leading: Abs) -> Option<Abs> {
        if self.pictured.height > Abs::zero() || width <= Abs::zero() {
            return None;
        }
        let own = Row { width: self.current, extent: self.own, pictured: self.shown };
        let first = self.rows.first()?.extent;
        let (mut lines, mut sum) = (0.0, Abs::zero());
        let mut above: Option<Extent> = None;
        for row in self.rows.iter().chain(std::iter::once(&own)) {
            if let Some(above) = above {
                lines += 1.0;
                sum += above.descent + row.extent.ascent;
            }
            let more = (row.width / width).ceil().max(1.0) - 1.0;
            lines += more;
            sum += row.extent.height() * more;
            above = Some(row.extent);
        }
        let mean = sum / lines;
        let even = (mean - self.extent.height()).abs() < self.extent.height() * 0.01;
        if even {
            return None;
        }
        self.extent = first;
        Some(mean + leading)
    }

    /// Takes the mean distance of the baselines of Typst's own `frame` of it, as Word has one height for all its lines; and how far the
    /// first line reaches above its baseline and the last one below, so that both are where they should be.
    /// `most`: the largest that it can be.
    pub fn even_out(&mut self, frame: &Frame, styles: StyleChain, most: Option<Abs>) {
        // What is raised or lowered stands nearer to its own line than to the next.
        let baselines = line_baselines(frame, styles.resolve(TextElem::size) * 0.6);
        let (Some(&first), Some(&last)) = (baselines.first(), baselines.last()) else { return };
        let more = baselines.len() as f64 - 1.0;
        let pitch = (last - first) / more;
        if more >= 1.0 && self.has_room(pitch) && most.is_none_or(|most| pitch <= most + Abs::pt(0.5)) {
            (self.extent, self.pitch) = (Extent { ascent: first, descent: frame.height() - last }, Some(pitch));
        }
    }

    /// Whether it stands at the start of a line.
    pub fn starts(&self) -> bool {
        matches!(self.last, None | Some('\n')) && self.current == Abs::zero()
    }
}
