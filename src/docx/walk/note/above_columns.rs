//! Notes above columns, as a title across them has: LibreOffice breaks the columns far too early where the text above them refers to a
//! note and theirs on the same page to another. So the marks above are typed, and the first text of the columns refers to those notes.

use std::num::NonZeroUsize;

use ecow::EcoString;
use rustc_hash::FxHashSet;
use typst_library::introspection::{Location, PageIntrospection};
use typst_syntax::Span;

use crate::docx::model::{Block, Colour, Inline, Paragraph, RunFormat, Script, Section, SectionStart};
use crate::docx::walk::Walker;

/// The mark of a note as the document shows it.
pub(crate) struct NoteMark {
    pub location: Location,
    pub span: Span,
    pub shown: EcoString,
}

impl Walker<'_, '_> {
    /// Has columns refer to the notes of what stands above them, where they have notes on that page, too.
    pub(crate) fn notes_above_columns(&mut self, parts: &mut [Section]) {
        for at in 1..parts.len() {
            let (before, rest) = parts.split_at_mut(at);
            let (Some(above), Some(columns)) = (before.last_mut(), rest.first_mut()) else { continue };
            if columns.start != SectionStart::Continuous || columns.page.columns.0 < 2 || above.page.columns.0 > 1 {
                continue;
            }
            let (mut own, mut others) = (Vec::new(), Vec::new());
            notes_in(&above.blocks, &mut own);
            notes_in(&columns.blocks, &mut others);
            if own.is_empty() || others.is_empty() {
                continue;
            }
            let pages: FxHashSet<_> = others.into_iter().filter_map(|note| self.page_of_note(note)).collect();
            own.retain(|&note| self.page_of_note(note).is_some_and(|page| pages.contains(&page)));
            let Some(holder) = first_text(&mut columns.blocks).filter(|_| !own.is_empty()) else { continue };
            let mut moved = Vec::new();
            self.type_marks(&mut above.blocks, &own, &mut moved);
            holder.inlines.splice(0..0, moved);
        }
    }

    /// The page that a note's mark stands on.
    fn page_of_note(&mut self, note: usize) -> Option<NonZeroUsize> {
        let mark = self.note_marks.get(note)?;
        Some(self.engine.introspect(PageIntrospection(mark.location, mark.span)))
    }

    /// Types the marks of some notes; gives references to them that are not seen.
    fn type_marks(&self, blocks: &mut [Block], notes: &[usize], moved: &mut Vec<Inline>) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.type_in_line(&mut paragraph.inlines, notes, moved),
                Block::Table(table) => {
                    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                        self.type_marks(&mut cell.blocks, notes, moved);
                    }
                }
            }
        }
    }

    fn type_in_line(&self, inlines: &mut [Inline], notes: &[usize], moved: &mut Vec<Inline>) {
        for inline in inlines {
            match inline {
                Inline::Link { inlines, .. } => self.type_in_line(inlines, notes, moved),
                Inline::Footnote(note, format) if notes.contains(note) => {
                    let Some(mark) = self.note_marks.get(*note) else { continue };
                    let unseen = RunFormat { size: 2, colour: Colour::WHITE, ..RunFormat::default() };
                    let typed = RunFormat { script: Script::Super, ..format.clone() };
                    // What is not seen anyway was referred to from here already, its mark stands elsewhere.
                    let text = if *format == unseen { String::new() } else { mark.shown.to_string() };
                    moved.push(Inline::Footnote(*note, unseen));
                    *inline = Inline::Text(text, typed);
                }
                _ => {}
            }
        }
    }
}

/// The notes that blocks refer to.
fn notes_in(blocks: &[Block], found: &mut Vec<usize>) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => notes_of_line(&paragraph.inlines, found),
            Block::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    notes_in(&cell.blocks, found);
                }
            }
        }
    }
}

fn notes_of_line(inlines: &[Inline], found: &mut Vec<usize>) {
    for inline in inlines {
        match inline {
            Inline::Footnote(note, _) => found.push(*note),
            Inline::Link { inlines, .. } => notes_of_line(inlines, found),
            _ => {}
        }
    }
}

/// The first paragraph of words in columns, or a heading before it that has a note itself: programs count notes by their references.
fn first_text(blocks: &mut [Block]) -> Option<&mut Paragraph> {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let seen = paragraph.format.frame.is_none() && !paragraph.inlines.is_empty();
                if seen && !paragraph.format.is_heading() || paragraph.inlines.iter().any(Inline::has_note) {
                    return Some(paragraph);
                }
            }
            Block::Table(_) => return None,
        }
    }
    None
}
