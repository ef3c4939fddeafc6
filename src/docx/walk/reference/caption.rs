//! Captions: the number of a figure or table is a SEQ field, so that Word numbers on what is put in, and can list it.
//!
//! Word counts each sequence by its name, which is the caption's supplement (图, 表, Figure). Its counting is followed along; where
//! it would show another number than the PDF does, the field says which one to go on from (see `counting`). The label and the number are
//! bookmarks, for references to show them.

use rustc_hash::FxHashMap;
use typst_library::foundations::{NativeElement, Packed, StyleChain};
use typst_library::introspection::{Counter, Location, Tag};
use typst_library::math::EquationElem;
use typst_library::model::{FigureCaption, FigureKind, Numbering, NumberingPattern, Refable};

use super::counting::{RESTART, counted};
use super::number_place::{Open, Shown};
use crate::docx::model::{Document, Inline};
use crate::docx::walk::Walker;
use crate::docx::walk::finish::each_paragraph;

/// The captions met so far.
#[derive(Debug, Default)]
pub(crate) struct Captions {
    /// What Word showed last, by sequence.
    counts: FxHashMap<String, u64>,
    /// The sequences, and the kind of figure each is of.
    sequences: Vec<(FigureKind, String)>,
    /// The fields made: some content is walked more than once.
    known: FxHashMap<Location, String>,
    /// The caption that is being walked.
    pub walked: Option<Walked>,
    /// Whether some equation has its number where no field can stand: Word could count the others only past it.
    pub typed_equations: bool,
}

/// A caption, numbered or not.
#[derive(Debug)]
pub(crate) struct Walked {
    location: Location,
    /// Whether a line was there since it began.
    line: bool,
    /// Whether it is over, but not the line it stands in.
    ended: bool,
    /// Its number, as long as it has not shown it.
    number: Option<Open>,
}

impl Walker<'_, '_> {
    /// Takes note of where captions begin and end.
    pub fn tag_caption(&mut self, tag: &Tag) {
        match tag {
            Tag::Start(elem, _) => {
                if let Some(caption) = elem.to_packed::<FigureCaption>() {
                    let number = self.opened(caption);
                    self.captions.walked =
                        elem.location().map(|location| Walked { location, line: false, ended: false, number });
                }
            }
            Tag::End(location, ..) => {
                if let Some(walked) = &mut self.captions.walked
                    && walked.location == *location
                {
                    // A caption without a block of its own ends before its line does.
                    walked.ended = true;
                    if walked.line {
                        self.captions.walked = None;
                    }
                }
            }
        }
    }

    /// A caption whose number Word can count.
    fn opened(&mut self, caption: &Packed<FigureCaption>) -> Option<Open> {
        let counter = caption.counter.as_ref()?.as_ref()?;
        let numbering = caption.numbering.as_ref()?.as_ref()?;
        let figure = (*caption.figure_location.as_ref()?)?;
        let mut display = |numbering: &Numbering| {
            let shown = counter.display_at(self.engine, figure, StyleChain::default(), numbering, caption.span());
            shown.ok().map(|shown| shown.plain_text().to_string())
        };
        let shown = display(numbering)?;
        let number = display(&"1".parse::<NumberingPattern>().ok()?.into())?.parse().ok()?;
        let supplement = match &caption.supplement {
            Some(Some(supplement)) => supplement.plain_text().trim().to_owned(),
            _ => String::new(),
        };
        let kind = caption.kind.clone()?;
        // Nothing is shown where it is computed where it stands.
        let shown = if shown.is_empty() { None } else { Some(Shown::of(&shown, number)?) };
        Some(Open { location: caption.location()?, of: figure, kind, supplement, number, shown })
    }
}

impl Walker<'_, '_> {
    /// Has Word count the number of an equation, which these inlines show.
    pub(crate) fn count_equation(
        &mut self,
        equation: &Packed<EquationElem>,
        styles: StyleChain,
        inlines: &mut Vec<Inline>,
    ) {
        let mut open = || {
            let of = equation.location()?;
            let text = |inline: &Inline| if let Inline::Text(text, _) = inline { Some(text.clone()) } else { None };
            let shown: String = inlines.iter().map(text).collect::<Option<_>>()?;
            let plain = "1".parse::<NumberingPattern>().ok()?.into();
            let counter = Counter::of(EquationElem::ELEM);
            let number = counter.display_at(self.engine, of, styles, &plain, equation.span()).ok()?;
            let number = number.plain_text().parse().ok()?;
            let shown = Some(Shown::of(&shown, number)?);
            let open = Open { location: of, of, kind: equations(), supplement: String::new(), number, shown };
            Some((open.place(inlines)?, open))
        };
        let Some((place, open)) = open() else {
            self.captions.typed_equations = true;
            return;
        };
        let supplement = equation.supplement().plain_text().trim().to_owned();
        let named = Open { supplement: if supplement.is_empty() { "Equation".to_owned() } else { supplement }, ..open };
        let instruction = self.captions.instruction(&named, place.form);
        place.fill(inlines, named.of, instruction);
    }
}

impl Captions {
    /// Whether the caption that is being walked has a number to show.
    pub fn awaits_number(&self) -> bool {
        self.walked.as_ref().is_some_and(|walked| walked.number.is_some())
    }

    /// Puts the field into the line that is made now, if it shows the caption's number.
    pub fn line(&mut self, inlines: &mut Vec<Inline>) {
        let Some(walked) = &mut self.walked else { return };
        walked.line = true;
        let place = walked.number.as_ref().and_then(|open| open.place(inlines));
        let shown = place.and_then(|place| Some((place, walked.number.take()?)));
        if walked.ended {
            self.walked = None;
        }
        if let Some((place, open)) = shown {
            let instruction = self.instruction(&open, place.form);
            place.fill(inlines, open.of, instruction);
        }
    }

    fn instruction(&mut self, open: &Open, form: &str) -> String {
        if let Some(known) = self.known.get(&open.location) {
            return known.clone();
        }
        let name = self.sequence(open);
        let count = self.counts.entry(name.clone()).or_default();
        let next = *count + 1;
        *count = open.number;
        let restart = if next == open.number { String::new() } else { format!("{RESTART}{}", open.number) };
        let instruction = format!("SEQ {name}{form}{restart}");
        self.known.insert(open.location, instruction.clone());
        instruction
    }

    /// The sequence of a caption: by its supplement, and of each kind of figure one of its own.
    fn sequence(&mut self, open: &Open) -> String {
        let plain = sequence(&open.supplement);
        let mut name = plain.clone();
        let mut more = 1;
        while let Some((kind, _)) = self.sequences.iter().find(|(_, known)| *known == name) {
            if *kind == open.kind {
                return name;
            }
            more += 1;
            name = format!("{plain}_{more}");
        }
        self.sequences.push((open.kind.clone(), name.clone()));
        name
    }

    /// The sequence of a kind of figure, or of all figures: none if there are several.
    pub fn sequence_of(&self, kind: Option<&FigureKind>) -> Option<&str> {
        let figures = self.sequences.iter().filter(|(own, _)| *own != equations());
        let mut found = figures.filter(|(own, _)| kind.is_none_or(|kind| kind == own));
        let (_, name) = found.next()?;
        found.next().is_none().then_some(name)
    }
}

/// Equations are counted beside figures, and are none.
fn equations() -> FigureKind {
    FigureKind::Name("\u{0}".into())
}

/// Has the numbers of equations be text again, if Word cannot count them all.
pub(crate) fn type_equations(document: &mut Document, captions: &Captions) {
    let Some((_, name)) = captions.sequences.iter().find(|(kind, _)| *kind == equations()) else { return };
    if !captions.typed_equations {
        return;
    }
    each_paragraph(document, &mut |paragraph| {
        for inline in &mut paragraph.inlines {
            if counted(inline).is_some_and(|(own, _)| own == name)
                && let Inline::Field { shown, format, .. } = inline
            {
                *inline = Inline::Text(std::mem::take(shown), format.clone());
            }
        }
    });
}

/// The name Word counts by: letters and digits, begun by a letter.
fn sequence(supplement: &str) -> String {
    let name: String = supplement
        .chars()
        .map(|c| if c.is_whitespace() { '_' } else { c })
        .filter(|c| c.is_alphanumeric() || *c == '_')
        .take(34)
        .collect();
    if name.chars().next().is_some_and(char::is_alphabetic) { name } else { format!("Figure{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(supplement: &str, number: u64, kind: &str) -> Open {
        let kind = FigureKind::Name(kind.into());
        let location = Location::new(u128::from(number) + 1000 * kind_number(&kind));
        Open { location, of: location, kind, supplement: supplement.into(), number, shown: None }
    }

    fn kind_number(kind: &FigureKind) -> u128 {
        if let FigureKind::Name(name) = kind { name.len() as u128 } else { 0 }
    }

    #[test]
    fn word_counts_on_from_where_it_is_told_to() {
        let mut captions = Captions::default();
        let mut next = |supplement: &str, number: u64, kind: &str| {
            captions.instruction(&open(supplement, number, kind), " \\* ARABIC")
        };
        assert_eq!(next("图", 1, "a"), "SEQ 图 \\* ARABIC");
        assert_eq!(next("图", 2, "a"), "SEQ 图 \\* ARABIC");
        assert_eq!(next("图", 9, "a"), "SEQ 图 \\* ARABIC \\r 9");
        assert_eq!(next("图", 2, "a"), "SEQ 图 \\* ARABIC", "walked twice");
        assert_eq!(next("图", 1, "bb"), "SEQ 图_2 \\* ARABIC", "another kind of the same name");
        assert_eq!(captions.sequence_of(Some(&FigureKind::Name("bb".into()))), Some("图_2"));
        assert_eq!(captions.sequence_of(None), None);
    }

    #[test]
    fn sequences_have_names_word_takes() {
        assert_eq!(sequence("图"), "图");
        assert_eq!(sequence("Figure S"), "Figure_S");
        assert_eq!(sequence(""), "Figure");
        assert_eq!(sequence("3D {x}"), "Figure3D_x");
    }
}
