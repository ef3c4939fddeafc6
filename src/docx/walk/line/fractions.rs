//! Fractional spaces in lines, which become tabs.

use typst_library::layout::Abs;

use super::Line;
use crate::docx::model::{Inline, RunFormat, Tab, TabKind, Twips, Underline};

/// A fractional space in a line.
#[derive(Clone)]
pub(crate) struct Fraction {
    pub(crate) share: f64,
    /// What stands before it in its line.
    pub(crate) at: Abs,
    /// The line it stands in.
    pub(crate) row: usize,
    pub(crate) leader: &'static str,
}

impl Line {
    /// The tab stops that the fractional spaces of lines of a width become: what follows the last one of a line ends at the right
    /// edge, the others take their shares of the room that is left.
    pub fn tabs(&mut self, width: Abs) -> Vec<Tab> {
        self.end_row();
        let mut tabs = Vec::new();
        for (row, taken) in self.rows.iter().map(|row| row.width).enumerate() {
            let fractions: Vec<&Fraction> = self.fractions.iter().filter(|fraction| fraction.row == row).collect();
            let total: f64 = fractions.iter().map(|fraction| fraction.share).sum();
            let free = (width - taken).max(Abs::zero());
            let mut given = 0.0;
            for (index, fraction) in fractions.iter().enumerate() {
                given += fraction.share;
                let last = index + 1 == fractions.len();
                let part = given / total;
                let next = fractions.get(index + 1).map(|next| next.at - fraction.at);
                let (position, kind) = if last || total <= 0.0 {
                    (width, TabKind::Right)
                } else if let Some(own) = next.filter(|_| (part - 0.5).abs() < 1e-6) {
                    // Half of the room on either side: it stays in the middle however wide it is, as page numbers are not all the same.
                    (fraction.at + free * part + own / 2.0, TabKind::Centre)
                } else {
                    (fraction.at + free * part, TabKind::Left)
                };
                tabs.push(Tab { position: Twips::from_pt(position.to_pt()), kind, leader: fraction.leader });
            }
        }
        tabs.sort_by_key(|tab| tab.position);
        tabs
    }

    /// Makes lines of which blanks to their right edge are all underlined: what is typed there stands on the line, and LibreOffice 7.4
    /// gives a first line that a leader fills no height.
    pub(crate) fn underline_blanks(&mut self) {
        let mut bare = self.inlines.iter().filter(|inline| !inline.is_bookmark());
        let all_blank = !self.fractions.is_empty()
            && self.stops.is_empty()
            && self.fractions.iter().all(|fraction| fraction.leader == "underscore")
            && bare.all(|inline| matches!(inline, Inline::Tab(_) | Inline::LineBreak(_)));
        if !all_blank {
            return;
        }
        for fraction in &mut self.fractions {
            fraction.leader = "none";
        }
        for inline in &mut self.inlines {
            if let Inline::Tab(format) = inline {
                format.underline = Some(Underline { kind: "single", colour: None });
            }
        }
    }

    /// How many fractional spaces there are.
    pub fn fractions(&self) -> usize {
        self.fractions.len()
    }

    /// Takes back the fractional spaces from an index on.
    pub(crate) fn take_fractions(&mut self, from: usize) -> Vec<Fraction> {
        self.fractions.split_off(from.min(self.fractions.len()))
    }

    /// Whether anything in it reaches from edge to edge.
    pub fn filled(&self) -> bool {
        !self.fractions.is_empty()
    }
}

/// LibreOffice 7.4 makes a first line of which an underlined tab is all no higher than its letters, whatever height it is given: a space
/// begins it.
pub(crate) fn begin_with_space(inlines: &mut Vec<Inline>) {
    let Some(at) = inlines.iter().position(|inline| !inline.is_bookmark()) else { return };
    let alone = inlines.get(at + 1).is_none_or(|next| matches!(next, Inline::LineBreak(_)));
    if let Some(Inline::Tab(format)) = inlines.get(at)
        && format.underline.is_some()
        && alone
    {
        let space = Inline::Text(" ".to_owned(), format.clone());
        inlines.insert(at, space);
    }
}

/// Fractional space before all there is in a line so far, of whose room it takes its share.
pub(crate) fn leading_fraction(share: f64, format: RunFormat, line: &mut Line) {
    line.inlines.insert(0, Inline::Tab(format));
    line.fractions.insert(0, Fraction { share, at: Abs::zero(), row: line.rows.len(), leader: "none" });
}

/// Fractional space: a tab, whose place is known when the line is.
pub(crate) fn fraction(share: f64, leader: &'static str, format: RunFormat, line: &mut Line) {
    line.inlines.push(Inline::Tab(format));
    line.fractions.push(Fraction { share, at: line.current, row: line.rows.len(), leader });
    line.last = Some(' ');
}
