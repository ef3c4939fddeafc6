//! Captions: the number of a figure or table is a SEQ field, so that Word numbers on what is put in, and can list it.
//!
//! Word counts each sequence by its name, which is the caption's supplement (图, 表, Figure). Its counting is followed along; where
//! it would show another number than the PDF does, the field says which one to go on from. Numbers that hold more than one numeral
//! (3.2) stay typed.

use rustc_hash::FxHashMap;
use typst_library::foundations::StyleChain;
use typst_library::introspection::{Location, Tag};
use typst_library::model::{FigureCaption, FigureKind};

use super::Walker;
use super::numeral::{number_of, single, switch};
use crate::docx::model::Inline;

/// The captions met so far.
#[derive(Debug, Default)]
pub(crate) struct Captions {
    /// What Word showed last, by sequence.
    counts: FxHashMap<String, u64>,
    /// The sequences of each kind of figure.
    pub sequences: Vec<(FigureKind, String)>,
    /// The fields made: some content is walked more than once.
    known: FxHashMap<Location, String>,
    open: Option<Open>,
}

/// The caption that is being walked and has not shown its number yet.
#[derive(Debug)]
struct Open {
    location: Location,
    /// What stands before the number.
    supplement: String,
    /// The number with what its pattern puts around it.
    shown: String,
    instruction: String,
}

impl Walker<'_, '_> {
    /// Takes note of where captions begin and end.
    pub fn tag_caption(&mut self, tag: &Tag) {
        match tag {
            Tag::Start(elem, _) => {
                let Some(caption) = elem.to_packed::<FigureCaption>() else { return };
                let (Some(Some(counter)), Some(Some(numbering)), Some(Some(figure)), Some(kind)) =
                    (&caption.counter, &caption.numbering, &caption.figure_location, &caption.kind)
                else {
                    return;
                };
                let styles = StyleChain::default();
                let shown = counter.display_at(self.engine, *figure, styles, numbering, caption.span());
                let Some(location) = elem.location() else { return };
                let Ok(shown) = shown.map(|shown| shown.plain_text().to_string()) else { return };
                let supplement = match &caption.supplement {
                    Some(Some(supplement)) => supplement.plain_text().trim().to_owned(),
                    _ => String::new(),
                };
                let instruction = self.captions.instruction(location, kind, &supplement, &shown);
                self.captions.open = instruction.map(|instruction| Open { location, supplement, shown, instruction });
            }
            Tag::End(location, ..) => {
                if self.captions.open.as_ref().is_some_and(|open| open.location == *location) {
                    self.captions.open = None;
                }
            }
        }
    }
}

impl Captions {
    /// The field that shows a number, if Word can.
    fn instruction(&mut self, location: Location, kind: &FigureKind, supplement: &str, shown: &str) -> Option<String> {
        let numeral = shown.get(single(shown)?)?;
        let number = number_of(numeral)?;
        if let Some(known) = self.known.get(&location) {
            return Some(known.clone());
        }
        let form = match switch(numeral) {
            "" => " \\* ARABIC",
            // LibreOffice knows no Chinese numerals here.
            other if other.contains("CHINESENUM") => return None,
            other => other,
        };
        let name = sequence(supplement);
        let count = self.counts.entry(name.clone()).or_default();
        let next = *count + 1;
        *count = number;
        let restart = if next == number { String::new() } else { format!(" \\r {number}") };
        let instruction = format!("SEQ {name}{form}{restart}");
        self.known.insert(location, instruction.clone());
        if !self.sequences.iter().any(|(known, known_name)| known == kind && *known_name == name) {
            self.sequences.push((kind.clone(), name));
        }
        Some(instruction)
    }

    /// Puts the field into the caption's first line.
    pub fn number(&mut self, inlines: &mut Vec<Inline>) {
        if let Some(open) = &self.open
            && open.put(inlines).is_some()
        {
            self.open = None;
        }
    }

    /// The sequence of a kind of figure, or of all figures: none if there are several.
    pub fn sequence_of(&self, kind: Option<&FigureKind>) -> Option<&str> {
        let mut found = self.sequences.iter().filter(|(own, _)| kind.is_none_or(|kind| kind == own));
        let (_, name) = found.next()?;
        found.all(|(_, other)| other == name).then_some(name)
    }
}

impl Open {
    fn put(&self, inlines: &mut Vec<Inline>) -> Option<()> {
        let text = |inline: &Inline| if let Inline::Text(text, _) = inline { text.clone() } else { String::new() };
        let plain: String = inlines.iter().map(text).collect();
        let after = plain.find(&self.supplement)? + self.supplement.len();
        let rest = plain.get(after..)?.trim_start();
        if !rest.starts_with(&self.shown) || self.supplement.is_empty() && rest.len() < plain.trim_start().len() {
            return None;
        }
        let numeral = single(&self.shown)?;
        let from = plain.len() - rest.len() + numeral.start;
        let mut start = 0;
        let index = inlines.iter().position(|inline| {
            let end = start + text(inline).len();
            let found = from < end;
            if !found {
                start = end;
            }
            found
        })?;
        let Some(Inline::Text(run, format)) = inlines.get(index) else { return None };
        let (before, number) = run.split_at_checked(from - start)?;
        let (number, rest) = number.split_at_checked(numeral.len())?;
        let format = format.clone();
        let mut pieces = Vec::new();
        if !before.is_empty() {
            pieces.push(Inline::Text(before.to_owned(), format.clone()));
        }
        let (instruction, shown) = (self.instruction.clone(), number.to_owned());
        pieces.push(Inline::Field { instruction, shown, format: format.clone() });
        if !rest.is_empty() {
            pieces.push(Inline::Text(rest.to_owned(), format));
        }
        inlines.splice(index..=index, pieces);
        Some(())
    }
}

/// The name Word counts by: letters and digits, begun by a letter.
fn sequence(supplement: &str) -> String {
    let name: String = supplement
        .chars()
        .map(|c| if c.is_whitespace() { '_' } else { c })
        .filter(|c| c.is_alphanumeric() || *c == '_')
        .take(40)
        .collect();
    if name.chars().next().is_some_and(char::is_alphabetic) { name } else { format!("Figure{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::docx::model::RunFormat;

    fn put(inlines: &[&str], supplement: &str, shown: &str) -> Option<String> {
        let mut inlines: Vec<Inline> =
            inlines.iter().map(|text| Inline::Text((*text).to_owned(), RunFormat::default())).collect();
        let location = Location::new(1);
        let instruction = "SEQ".to_owned();
        Open { location, supplement: supplement.into(), shown: shown.into(), instruction }.put(&mut inlines)?;
        let show = |inline: &Inline| match inline {
            Inline::Text(text, _) => text.clone(),
            Inline::Field { shown, .. } => format!("[{shown}]"),
            _ => String::new(),
        };
        Some(inlines.iter().map(show).collect::<Vec<_>>().join("|"))
    }

    #[test]
    fn the_number_after_the_supplement_becomes_a_field() {
        assert_eq!(put(&["图\u{a0}1\u{2003}1号码头"], "图", "1").as_deref(), Some("图\u{a0}|[1]|\u{2003}1号码头"));
        assert_eq!(put(&["表", " ", "12", "：船"], "表", "12").as_deref(), Some("表| |[12]|：船"));
        assert_eq!(put(&["Figure\u{a0}(iv): boats"], "Figure", "(iv)").as_deref(), Some("Figure\u{a0}(|[iv]|): boats"));
        assert_eq!(put(&["3 boats"], "", "3").as_deref(), Some("[3]| boats"));
        assert_eq!(put(&["船具一览"], "图", "1"), None, "a caption without its number");
        assert_eq!(put(&["图 2"], "图", "1"), None, "another number");
    }

    #[test]
    fn sequences_have_names_word_takes() {
        assert_eq!(sequence("图"), "图");
        assert_eq!(sequence("Figure S"), "Figure_S");
        assert_eq!(sequence(""), "Figure");
        assert_eq!(sequence("3D {x}"), "Figure3D_x");
    }
}
