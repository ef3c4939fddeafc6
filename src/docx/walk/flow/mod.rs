//! Blocks one below the other, and the space between them.
//!
//! Typst keeps spacing between blocks and lets weak spacing collapse; Word keeps it with the paragraphs. The flow gathers the
//! spacing until the next block comes and then gives it to one of its neighbours, corrected by what Word's line boxes already
//! hold above and below the letters.

pub(super) mod apart;
pub(super) mod fill;
pub(super) mod heights;
pub(super) mod most_height;
pub(super) mod tall;

use typst_library::layout::{Abs, FixedAlignment};

mod breaks;
mod floating;
mod gaps;
mod hold;
mod one_table;
mod room;
mod settled;
mod table;

pub(crate) use self::breaks::Stretch;
pub(crate) use self::hold::lower;
pub(crate) use self::room::Slack;
pub(crate) use self::settled::{keep_next, side};

use self::hold::drawn_extent;
use self::room::Room;
use super::text::metrics::{BASELINE, Extent, HIGH_INK};
use crate::docx::model::{Align, Block, Emu, Inline, Line, Paragraph, ParagraphFormat, RunFormat, Twips};

/// The lines of a paragraph as Typst sets them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting {
    /// Above and below the baseline.
    pub extent: Extent,
    /// Between lines.
    pub leading: Abs,
    /// Whether it surely fits on one line, so that its line height is free to choose.
    pub single: bool,
    /// How high above the baseline there is ink in such a line: Word cuts off what is higher than the line's box.
    pub ink: Abs,
    /// How far raised text reaches above the baseline in it, and lowered text below: it has what room there is.
    pub shifted: Extent,
    /// The height of a picture in the line, if there is one.
    pub picture: Abs,
    /// How far that reaches above the line and below it, as Typst sees them.
    pub over: Abs,
    pub under: Abs,
    /// How far formulas in the line reach above and below the baseline.
    pub formula: Extent,
    /// Where a few words tower above the rest: how high the first line is above its baseline. The program chooses the height of the
    /// lines they stand in.
    pub tower: Option<Abs>,
}

/// The part of the height of capital letters that a font's own line has above them.
const ABOVE_CAPITALS: f64 = 0.35;

impl Setting {
    /// The distance between baselines.
    pub fn pitch(&self) -> Abs {
        self.extent.height() + self.leading
    }
}

/// What the last block leaves below itself.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Above {
    /// Nothing came yet.
    Start,
    /// A paragraph whose line box reaches this much further down than its letters (may be negative).
    Paragraph(Abs),
    /// A table or anything else with a hard lower edge, which stands this much further down than it should.
    Edge(Abs),
}

/// Finished blocks.
pub(crate) struct Body {
    pub blocks: Vec<Block>,
    /// How far the first line's box reaches above its letters, as far as the space above did not take it in.
    pub over: Abs,
    /// How far the last line's box reaches below its letters.
    pub below: Abs,
    /// How much further down it ends than in Typst, beside what its first line's box needs.
    pub late: Abs,
    /// Where the first block wants to stand between top and bottom, if it says so.
    pub vertical: Option<FixedAlignment>,
    /// Whether there is nothing but drawings that hang from the upper edge.
    pub hung: bool,
    /// How many drawings at the end of the first paragraph hang from the upper edge.
    pub by_edge: usize,
    /// How high what begins it is, if that is not broken over pages.
    pub unbroken: Option<Abs>,
}

/// A run of blocks under construction.
pub(crate) struct Flow {
    blocks: Vec<Block>,
    strong: Abs,
    gap: Option<(u8, Abs)>,
    above: Above,
    /// How much further down Word is than Typst by now, to be taken back from the next space.
    late: Abs,
    /// How much of that its first block needed.
    begun_late: Abs,
    /// Space allowed above the very first line: what the page's top margin was made smaller by.
    pub head: Abs,
    /// The same of the pages that come, while columns of their own have another.
    page_head: Option<Abs>,
    /// Whether that is the inset of a cell, which a table has as the cell's margin.
    pub inset: bool,
    /// Whether what stands outside gives the room that the first line's box needs beyond it.
    pub unseen: bool,
    /// A page break before the next block.
    pub page_break: bool,
    /// The page that begins is one even with nothing on it: the document's first, or one after a strong break.
    pub staged: bool,
    /// A column break before the next paragraph.
    pub column_break: bool,
    /// Into how many columns the text goes.
    pub columns: usize,
    /// Where the number of columns changes: the blocks before, the columns from there and the gap between them.
    stretches: Vec<Stretch>,
    /// The page that begins is kept even if nothing comes on it.
    kept: bool,
    over: Abs,
    /// Just inside a container.
    at_edge: bool,
    /// Empty room stands before the first block.
    room_above: bool,
    /// Where the first block wants to stand between top and bottom.
    vertical: Option<FixedAlignment>,
    /// Drawings at a distance from the upper edge.
    hung: Vec<Inline>,
    /// The room of a fixed height that is open.
    room: Option<Room>,
    /// Whether it is asked for how high what begins it is, if that is not broken over pages, and the answer.
    pub asks_unbroken: bool,
    pub unbroken: Option<Abs>,
}

impl Flow {
    pub fn new() -> Self {
        Self {
            blocks: Vec::new(),
            strong: Abs::zero(),
            gap: None,
            above: Above::Start,
            late: Abs::zero(),
            begun_late: Abs::zero(),
            head: Abs::zero(),
            page_head: None,
            inset: false,
            unseen: false,
            page_break: false,
            staged: false,
            column_break: false,
            columns: 1,
            stretches: Vec::new(),
            kept: false,
            over: Abs::zero(),
            at_edge: false,
            room_above: false,
            vertical: None,
            hung: Vec::new(),
            room: None,
            asks_unbroken: false,
            unbroken: None,
        }
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, mut paragraph: Paragraph, setting: Setting) {
        let mut gap = self.take_gap();
        if self.column_break && gap > Abs::zero() {
            // LibreOffice drops the space above a paragraph that begins with the break.
            self.break_column();
            gap -= Abs::pt(1.0);
        }
        let mut setting = setting;
        let mut pitch = self.line_height(setting, gap);
        // A drawing no higher than the letters' line fits into it; a formula's height is another in Word.
        let needed = setting.picture / BASELINE;
        let drawn = drawn_extent(&paragraph.inlines);
        let mut hugged = false;
        let formula = paragraph.inlines.iter().any(|inline| matches!(inline, Inline::Math(_)));
        // One that stands below the line would be cut off by it.
        let sunk = setting.extent.descent - setting.pitch() * (1.0 - BASELINE) > setting.extent.height() * 0.1;
        if setting.picture > Abs::zero()
            && !formula
            && !sunk
            && needed <= setting.pitch()
            && setting.over <= Abs::pt(0.5)
        {
            if setting.single {
                // In Typst the line is as high as what stands in it.
                setting.extent.ascent.set_max(setting.picture);
            }
            match self.holding(drawn, pitch.max(needed), setting, gap) {
                Some(height) => (pitch, setting.picture) = (height, Abs::zero()),
                None => {
                    // As high as Word makes a line for what reaches below it; LibreOffice takes no notice of that.
                    let wanted = pitch * BASELINE + drawn.descent;
                    pitch = pitch.max(needed);
                    if setting.single {
                        pitch.set_max(wanted);
                    }
                    hugged = true;
                }
            }
        }
        let (box_above, box_below) = if hugged && setting.single {
            let below = drawn.descent.max(pitch * (1.0 - BASELINE));
            (pitch - below, below)
        } else if hugged {
            (pitch * BASELINE, pitch * (1.0 - BASELINE))
        } else if setting.picture > Abs::zero() {
            // At-least spacing hugs a picture that is higher than the line.
            (setting.extent.ascent.max(setting.picture), setting.extent.descent)
        } else {
            (pitch * BASELINE, pitch * (1.0 - BASELINE))
        };
        let over = match setting.tower {
            _ if setting.picture > Abs::zero() && !hugged => setting.over,
            // A line as high as its font has so much above capital letters.
            Some(rise) if rise > setting.extent.ascent => rise * ABOVE_CAPITALS,
            _ => box_above - setting.extent.ascent,
        };
        self.stand(&mut paragraph, gap, over);
        let height = Twips::from_pt(pitch.to_pt());
        let cut = setting.formula.ascent > pitch * BASELINE || setting.formula.descent > pitch * (1.0 - BASELINE);
        let exact = setting.picture <= Abs::zero() && setting.tower.is_none() && !cut;
        paragraph.format.line = Some(if exact { Line::Exact(height) } else { Line::AtLeast(height) });
        self.above = Above::Paragraph(box_below - setting.extent.descent + setting.under);
        self.blocks.push(Block::Paragraph(paragraph));
    }

    /// How far what stands above reaches down beyond its letters.
    fn below(&self) -> Abs {
        match self.above {
            Above::Start => -self.head,
            Above::Paragraph(below) => below,
            Above::Edge(below) => below,
        }
    }

    /// Gives a paragraph that is to be added its space above and its breaks. `over`: how far its first line's box reaches above what
    /// is seen of it.
    fn stand(&mut self, paragraph: &mut Paragraph, gap: Abs, over: Abs) {
        if self.column_break && (hold::begins_drawn(paragraph) || paragraph.inlines.iter().any(Inline::hangs)) {
            // LibreOffice leaves a drawing that follows the break in the column before, and loses a break beside what hangs.
            self.break_column();
            self.late += Abs::pt(1.0);
        }
        let wanted = gap - over - self.below() - self.late;
        let before = wanted.max(Abs::zero());
        self.late = if self.above == Above::Start && self.unseen { Abs::zero() } else { before - wanted };
        if self.blocks.is_empty() {
            (self.over, self.begun_late) = (over, self.late);
        }
        let before = if self.columns > 1 && before > Abs::pt(1.0) && self.begins_columns() {
            // LibreOffice has all columns begin below the space above the section's first paragraph.
            self.blocks.push(Block::Paragraph(spacer(before, std::mem::take(&mut self.page_break)).0));
            Abs::zero()
        } else {
            before
        };
        // What hangs from it is measured from above its space, and stands beside its letters. Programs drop the space where it begins a page,
        // as Typst does, but not that of what hangs: below the paragraph before it is dropped with both.
        let below = !self.page_break && matches!(self.above, Above::Paragraph(_));
        let hangs = below && paragraph.inlines.iter().any(Inline::hangs);
        let above = match self.last_in_flow() {
            Some(Block::Paragraph(last)) if hangs => {
                last.format.after += Twips::from_pt(before.to_pt());
                Abs::zero()
            }
            _ => before,
        };
        paragraph.format.before = Twips::from_pt(above.to_pt());
        for inline in &mut paragraph.inlines {
            lower(inline, Emu::from_pt((above + over).to_pt()));
        }
        paragraph.format.page_break_before |= std::mem::take(&mut self.page_break);
        if std::mem::take(&mut self.column_break) {
            paragraph.inlines.insert(0, Inline::ColumnBreak);
        }
    }

    /// How much lower than in Typst a paragraph would begin whose first line's box reaches this far above its letters.
    pub fn lack(&self, over: Abs) -> Abs {
        if self.above == Above::Start && self.unseen {
            return Abs::zero();
        }
        let gap = self.strong + self.gap.map_or(Abs::zero(), |(_, amount)| amount);
        (over + self.below() + self.late - gap).max(Abs::zero())
    }

    /// The height of Word's line box: the distance of baselines, or for a single line whatever fits the space around it.
    fn line_height(&self, setting: Setting, gap: Abs) -> Abs {
        let pitch = setting.pitch();
        if !setting.single {
            return pitch;
        }
        // The box may reach above the letters by what lies between them and the block above.
        let room = (gap - self.below() - self.late).max(Abs::zero()) + setting.extent.ascent;
        let fitting = room / BASELINE;
        let ink = setting.ink / BASELINE;
        // Some fonts reach higher than others: they have what room there is.
        let shifted = (setting.shifted.ascent / BASELINE).max(setting.shifted.descent / (1.0 - BASELINE));
        fitting.min(pitch).max(setting.extent.height() * 1.05).max(ink).max(fitting.min((ink * HIGH_INK).max(shifted)))
    }

    /// The height of an exact line that cuts nothing off of a drawing in it: the line's own, or a larger one where a single line has room
    /// for that. Word shows of a drawing what lies within the line.
    fn holding(&self, drawn: Extent, pitch: Abs, setting: Setting, gap: Abs) -> Option<Abs> {
        let needed = (drawn.ascent / BASELINE).max(drawn.descent / (1.0 - BASELINE));
        if needed <= pitch + Abs::pt(0.25) {
            return Some(pitch);
        }
        let room = (gap - self.below() - self.late).max(Abs::zero()) + setting.extent.ascent;
        let below = (needed - pitch) * (1.0 - BASELINE);
        (setting.single && needed * BASELINE <= room && below <= setting.leading).then_some(needed)
    }

    /// Adds an empty paragraph whose lower border is a line: `over` and `under` are what Word gives to it above and below the
    /// line's middle.
    pub fn rule(&mut self, mut paragraph: Paragraph, over: Abs, under: Abs) {
        let gap = self.take_gap();
        self.stand(&mut paragraph, gap, over);
        self.above = Above::Paragraph(under);
        self.blocks.push(Block::Paragraph(paragraph));
    }

    /// A paragraph that takes part in no spacing (it is placed absolutely, or only anchors something).
    pub fn anchor(&mut self, paragraph: Paragraph) {
        self.blocks.push(Block::Paragraph(paragraph));
    }

    /// The blocks, and how far line boxes reach beyond the letters at both ends.
    pub fn finish(mut self) -> Body {
        if self.kept && self.page_break {
            let (paragraph, _) = spacer(Abs::pt(1.0), true);
            self.blocks.push(Block::Paragraph(paragraph));
        }
        self.hold_frame();
        let mut below = if self.above == Above::Start { Abs::zero() } else { self.below() };
        let strong = self.strong;
        if strong > Abs::zero() {
            let after = Twips::from_pt((strong - below).max(Abs::zero()).to_pt());
            if let Some(last) = self.last_paragraph() {
                last.format.after = after;
                // The space in which it ends holds what its last line's box has below the letters.
                below = (below - strong).max(Abs::zero());
            } else if matches!(self.blocks.last(), Some(Block::Table(table)) if table.float.is_none()) {
                // A table has no space below it but that of what follows.
                let (mut paragraph, height) = spacer(Abs::pt(1.0), false);
                paragraph.format.after = (after - Twips::from_pt(height)).max(Twips::ZERO);
                self.blocks.push(Block::Paragraph(paragraph));
            }
        }
        self.raise_hanging();
        let hung = self.blocks.is_empty() && !self.hung.is_empty();
        let by_edge = self.hung.len();
        if !self.hung.is_empty() {
            if !matches!(self.blocks.first(), Some(Block::Paragraph(_))) {
                self.blocks.insert(0, Block::Paragraph(spacer(Abs::pt(1.0), false).0));
            }
            if let Some(Block::Paragraph(first)) = self.blocks.first_mut() {
                // The first line's box begins above the edge by what it holds above its letters.
                let over = Emu::from_pt(self.over.min(self.head).max(Abs::zero()).to_pt());
                for mut inline in std::mem::take(&mut self.hung) {
                    lower(&mut inline, over);
                    first.inlines.push(inline);
                }
            }
        }
        let late = (self.late - self.begun_late - strong).max(Abs::zero());
        let unbroken = self.unbroken;
        Body { blocks: self.blocks, over: self.over, below, late, vertical: self.vertical, hung, by_edge, unbroken }
    }
}

/// The part of its height that a block gives for what stands above it.
const GIVEN: f64 = 0.1;

/// A space so large, in points, is a paragraph of its own.
const LARGE: f64 = 40.0;

/// An empty paragraph of an exact height in points, at least one.
pub(crate) fn spacer(height: Abs, page_break: bool) -> (Paragraph, f64) {
    let height = height.to_pt().max(1.0);
    let paragraph = Paragraph {
        format: ParagraphFormat {
            align: Align::Left,
            line: Some(Line::Exact(Twips::from_pt(height.min(1584.0)))),
            page_break_before: page_break,
            ..ParagraphFormat::default()
        },
        mark: RunFormat { size: 2, ..RunFormat::default() },
        ..Paragraph::default()
    };
    (paragraph, height)
}
