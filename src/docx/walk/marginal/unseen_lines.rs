//! Lines of a header or footer that lie beyond the page's edge. Nothing is seen of them, so they are hidden text of next to no height; the
//! line through which the edge goes is as high as what is seen of it, as its letters stand at its lower edge.

use super::Kind;
use crate::docx::model::{Block, Borders, Inline, Line, Paragraph, Twips};
use crate::docx::walk::table::margins::wraps;

/// Of a line of which no more is seen than this part of its height no letters are.
const UNSEEN: f64 = 0.4;

/// The height of lines that are not seen.
const NONE: Twips = Twips(20);

/// A paragraph that lies beyond the edge by some of its lines.
pub(crate) struct Parted {
    /// What becomes of it.
    pub blocks: Vec<Block>,
    /// By how much it is less high.
    pub gone: Twips,
    /// Whether nothing of it is seen any more.
    pub whole: bool,
}

/// Hides the outermost lines of a paragraph, up to a height, if it is known where they end.
pub(crate) fn hide(block: &Block, over: Twips, kind: Kind) -> Option<Parted> {
    let Block::Paragraph(paragraph) = block else { return None };
    let Some(Line::Exact(line)) = paragraph.format.line else { return None };
    let known = |inline: &Inline| inline.standing().is_none() && !matches!(inline, Inline::Math(_));
    if wraps(block) || line <= NONE || over <= Twips::ZERO || !paragraph.inlines.iter().all(known) {
        return None;
    }
    let lines: Vec<&[Inline]> = paragraph.inlines.split(|inline| matches!(inline, Inline::LineBreak(_))).collect();
    let unseen = (over.to_pt() / line.to_pt() + UNSEEN).floor() as usize;
    if unseen >= lines.len() {
        let height = Twips(line.0 * i32::try_from(lines.len()).ok()?);
        let gone = paragraph.format.before + height + paragraph.format.after - NONE;
        return Some(Parted { blocks: vec![hidden(paragraph, &lines)], gone, whole: true });
    }
    let foot = kind == Kind::Footer;
    let (one, other) = lines.split_at_checked(if foot { lines.len() - unseen } else { unseen })?;
    let (out, shown) = if foot { (other, one) } else { (one, other) };
    let mut gone = Twips(line.0 * i32::try_from(unseen).ok()?);
    let mut parts = each(paragraph, shown);
    if unseen > 0 {
        gone -= NONE;
    }
    if let (Some(first), false) = (parts.first_mut(), foot) {
        let left = (over - gone).min(line - NONE);
        first.format.before = (-left).max(Twips::ZERO);
        first.format.line = Some(Line::Exact(line - left.max(Twips::ZERO)));
        gone += left;
    }
    let mut blocks: Vec<Block> = parts.into_iter().map(Block::Paragraph).collect();
    if unseen > 0 {
        blocks.insert(if foot { blocks.len() } else { 0 }, hidden(paragraph, out));
    }
    Some(Parted { blocks, gone, whole: false })
}

/// Lines as paragraphs of their own.
fn each(paragraph: &Paragraph, lines: &[&[Inline]]) -> Vec<Paragraph> {
    let mut out: Vec<Paragraph> = Vec::with_capacity(lines.len());
    for (nth, line) in lines.iter().enumerate() {
        let mut own = Paragraph { inlines: line.to_vec(), ..paragraph.clone() };
        let format = &mut own.format;
        if nth > 0 {
            (format.before, format.first_line, format.numbering) = (Twips::ZERO, Twips::ZERO, None);
        }
        if nth + 1 < lines.len() {
            format.after = Twips::ZERO;
        }
        out.push(own);
    }
    out
}

/// Lines of a paragraph that are not seen, one after the other.
fn hidden(paragraph: &Paragraph, lines: &[&[Inline]]) -> Block {
    let breaks = paragraph.inlines.iter().find(|inline| matches!(inline, Inline::LineBreak(_)));
    let between: Vec<Inline> = breaks.into_iter().cloned().collect();
    let mut own = Paragraph { inlines: lines.join(between.as_slice()), ..paragraph.clone() };
    own.inlines.iter_mut().for_each(Inline::hide);
    let format = &mut own.format;
    (format.before, format.after, format.line) = (Twips::ZERO, Twips::ZERO, Some(Line::Exact(NONE)));
    format.borders = Borders::default();
    Block::Paragraph(own)
}
