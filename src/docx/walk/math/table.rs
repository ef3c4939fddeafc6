//! Matrices, vectors and cases as Office Math.

use std::ops::Range;

use typst_library::layout::{Abs, Em};
use typst_library::math::LeftRightAlternator;
use typst_library::math::ir::{MathItem, MathKind, TableItem};
use typst_syntax::Span;

use super::{Look, Markup, justification, property, unseen};
use crate::docx::model::Twips;
use crate::docx::walk::{NOTE, Walker};

/// The room Typst leaves between columns of itself, for which Word has its own.
const COLUMN_GAP: Em = Em::new(0.5);

impl Walker<'_, '_> {
    /// Rows and columns.
    pub(crate) fn matrix(&mut self, table: &TableItem, span: Span, look: &Look) -> Markup {
        if table.augment.is_some() {
            self.warn(span, format!("{NOTE}公式里矩阵的分隔线不画"));
        }
        self.columns_of(table, 0..table.cells.first().map_or(0, Vec::len), span, look)
    }

    /// The parts of a matrix with lines between its columns and nowhere else, each in an element of a fence.
    pub(crate) fn parted(&mut self, body: &MathItem, look: &Look) -> Option<Markup> {
        let [MathItem::Component(component)] = body.as_slice() else { return None };
        let MathKind::Table(table) = &component.kind else { return None };
        let augment = table.augment.as_ref().filter(|augment| augment.hline.0.is_empty())?;
        let count = table.cells.first().map_or(0, Vec::len);
        // Offsets below zero count from the end.
        let mut cuts = Vec::new();
        for offset in &augment.vline.0 {
            let from = if *offset < 0 { count } else { 0 };
            cuts.push(from.checked_add_signed(*offset).filter(|cut| (1..count).contains(cut))?);
        }
        cuts.sort_unstable();
        cuts.dedup();
        let look = self.own_look(component, look);
        let starts = std::iter::once(0).chain(cuts.iter().copied());
        let ends = cuts.iter().copied().chain(std::iter::once(count));
        let parts = starts.zip(ends).map(|(start, end)| {
            let part = self.columns_of(table, start..end, component.props.span, &look)?;
            Some(format!("<m:e>{part}</m:e>"))
        });
        Some(parts.collect())
    }

    /// Some columns of a matrix. What is aligned at signs in a cell is a column of its own: Word knows such signs in lines only.
    fn columns_of(&mut self, table: &TableItem, range: Range<usize>, span: Span, look: &Look) -> Markup {
        let all = table.cells.first().map(Vec::as_slice).unwrap_or_default();
        // Cases stand at the left of their brace.
        let cases = all.len() == 1 && table.alternator == LeftRightAlternator::None;
        let mut aligns: Vec<(&str, usize)> = Vec::new();
        for column in all.get(range.clone()).unwrap_or_default() {
            let parts = column.len();
            let mut sides = table.alternator;
            for _ in 0..parts {
                let align = match sides.next() {
                    _ if cases => "left",
                    Some(LeftRightAlternator::Right) if parts > 1 => "right",
                    Some(LeftRightAlternator::Left) if parts > 1 => "left",
                    _ => justification(table.align),
                };
                match aligns.last_mut() {
                    Some((last, count)) if *last == align => *count += 1,
                    _ => aligns.push((align, 1)),
                }
            }
        }
        let columns: String = aligns
            .iter()
            .map(|(align, count)| {
                format!("<m:mc><m:mcPr><m:count m:val=\"{count}\"/><m:mcJc m:val=\"{align}\"/></m:mcPr></m:mc>")
            })
            .collect();
        // The parts of one column stand next to each other.
        let split = all.len() == 1 && all.first().is_some_and(|column| column.len() > 1);
        let em = Abs::pt(f64::from(look.size) / 2.0);
        let between = table.gap.x.relative_to(Abs::zero());
        let gap = if split {
            exact(0)
        } else if all.len() > 1 && (between - COLUMN_GAP.at(em)).abs() > em * 0.05 {
            exact(Twips::from_pt(between.to_pt()).unsigned())
        } else {
            String::new()
        };
        let mut rows = String::new();
        for row in &table.cells {
            rows.push_str("<m:mr>");
            for cell in row.get(range.clone()).unwrap_or_default().iter().flat_map(|column| column.iter()) {
                let markup = self.math_item(cell, look)?;
                // LibreOffice takes a cell without anything for a mistake, Word shows a place to fill in.
                let markup = if markup.is_empty() { unseen() } else { markup };
                rows.push_str(&format!("<m:e>{markup}</m:e>"));
            }
            rows.push_str("</m:mr>");
        }
        let usual = Em::new(0.2).at(em);
        if table.gap.y.relative_to(Abs::zero()) > usual * 2.0 {
            self.warn(span, format!("{NOTE}公式里矩阵的行距按 Word 的默认"));
        }
        let property = property("m", &format!("{gap}<m:mcs>{columns}</m:mcs>"), look);
        Some(format!("<m:m>{property}{rows}</m:m>"))
    }
}

/// Exactly so much room between columns, in twentieths of a point.
fn exact(gap: usize) -> String {
    format!("<m:cGpRule m:val=\"3\"/><m:cGp m:val=\"{gap}\"/>")
}
