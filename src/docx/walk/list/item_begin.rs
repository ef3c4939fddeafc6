//! What the item of a list begins with: text that takes the marker, mere room, or a drawing.

use typst_library::foundations::StyleChain;
use typst_library::layout::Abs;
use typst_library::text::TextElem;

use crate::docx::model::{Align, Emu, Inline, Line, Paragraph, Placement, RunFormat, Tab, TabKind, Twips};
use crate::docx::walk::Walker;
use crate::docx::walk::flow::side;
use crate::docx::walk::place::set_place;

/// The height of a marker's line beside a drawing, in sizes of its text: the letters stand near its upper edge.
const LINE: f64 = 0.95;

/// A line that is told to be as high as its drawing differs from it by no more than this, in points.
const SAME: f64 = 0.25;

/// Whether a paragraph can begin with a marker.
pub(crate) fn takes_marker(paragraph: &Paragraph) -> bool {
    !is_room(paragraph) && !paragraph.is_rule() && paragraph.format.numbering.is_none()
}

/// Whether a paragraph is only there to keep room or to hold something.
pub(crate) fn is_room(paragraph: &Paragraph) -> bool {
    paragraph.inlines.is_empty() && paragraph.mark.size <= 2 && !paragraph.is_rule()
}

/// A shape that is all there is of an item has no baseline: the marker stands at its upper edge, as in Typst, in a line from which the
/// shape hangs. `look`: the marker's. Gives how much higher the shape is than that line.
pub(crate) fn hang_alone(paragraph: &mut Paragraph, look: &RunFormat, room: Abs) -> Option<Abs> {
    let line = Twips::from_pt(f64::from(look.size) / 2.0 * LINE);
    let format = &mut paragraph.format;
    let (Some(Line::AtLeast(height)), [only]) = (format.line, paragraph.inlines.as_mut_slice()) else { return None };
    let own = only.in_line().filter(|(_, lowered)| *lowered == 0).map(|(own, _)| own.to_pt());
    if format.rtl || height <= line || own.is_none_or(|own| (own - height.to_pt()).abs() > SAME) {
        return None;
    }
    let (width, before) = only.drawn_room();
    let rest = (room - Abs::pt(width.to_pt())).max(Abs::zero());
    let x = format.left.to_pt() + side(format).position(rest).to_pt() + before.to_pt();
    let y = Emu::from_pt(format.before.to_pt());
    set_place(only, Placement::Anchored { x: Emu::from_pt(x), y, behind: false });
    (format.line, format.align) = (Some(Line::Exact(line)), Align::Left);
    Some(Abs::pt((height - line).to_pt()))
}

/// The room that a paragraph begins with, and where among its inlines.
pub(crate) fn begins_with_room(inlines: &[Inline]) -> Option<(usize, Twips)> {
    let at = inlines.iter().position(|inline| !inline.is_bookmark())?;
    match inlines.get(at) {
        Some(Inline::Space(width, look))
            if look.highlight.is_none() && look.border.is_none() && look.underline.is_none() =>
        {
            Some((at, Twips::from_pt(width.to_pt())))
        }
        _ => None,
    }
}

/// Has the text after a number that Word counts begin further in than the lines below it, at `text` and the room that it begins with: by
/// a tab of its own, as the one behind the number ends where those lines begin. LibreOffice moves the number by the first sign's tracking.
pub(crate) fn begin_later(paragraph: &mut Paragraph, text: Twips, run: RunFormat) {
    let room = begins_with_room(&paragraph.inlines);
    let (at, width) = room.unwrap_or_default();
    let position = text + width;
    let format = &mut paragraph.format;
    if position <= format.left || !matches!(format.align, Align::Left | Align::Both) {
        return;
    }
    format.tabs.retain(|tab| tab.position != text || tab.kind != TabKind::Left);
    format.tabs.insert(0, Tab { position, kind: TabKind::Left, leader: "none" });
    paragraph.inlines.splice(at..at + usize::from(room.is_some()), [Inline::Tab(run)]);
}

impl Walker<'_, '_> {
    /// Words after a marker that begin later than in Typst, where they just fit into one line: the line is so much longer at its end.
    pub(crate) fn keep_one_line(&mut self, paragraph: &mut Paragraph, late: Abs, room: Abs, styles: StyleChain) {
        if late <= Abs::zero() {
            return;
        }
        let mut words = String::new();
        for inline in &paragraph.inlines {
            match inline {
                Inline::Text(text, _) => words.push_str(text),
                inline if inline.is_bookmark() => {}
                _ => return,
            }
        }
        let width = self.text_width(styles, &words);
        // A closing sign at its end stands out by half of its width.
        let most = room + styles.resolve(TextElem::size) / 2.0;
        if width > room - late && width < most {
            paragraph.format.right -= Twips::from_pt(late.to_pt());
        }
    }
}
