//! Fields: what Word computes, such as a page's number, with what it shows until somebody asks again.

use docx_rs::{FieldCharType, InstrText, ParagraphChild};

use super::normalise::Markup;
use super::paragraph::{escape_controls, look_of, of};
use super::part::Part;
use super::xml::escape;
use crate::docx::model::{Readers, RunFormat};

impl Part<'_> {
    /// A field that is whole: what it asks for, and what it shows until somebody asks again.
    pub(super) fn field(
        &mut self,
        instruction: &str,
        shown: &str,
        format: &RunFormat,
        style: &RunFormat,
        children: &mut Vec<ParagraphChild>,
    ) {
        if instruction.contains('{') {
            let markup = self.computed(instruction, shown, format, style);
            return self.stand_in(Markup::InsteadOfRun(markup), style, children);
        }
        // Each piece in a run of its own: WPS ignores fields whose pieces share one.
        let asked = InstrText::Unsupported(format!(" {instruction} "));
        let runs = [
            self.run(format, style).add_field_char(FieldCharType::Begin, false),
            self.run(format, style).add_instr_text(asked),
            self.run(format, style).add_field_char(FieldCharType::Separate, false),
            self.run_of(format, style, shown).add_text(escape_controls(shown)),
            self.run(format, style).add_field_char(FieldCharType::End, false),
        ];
        children.extend(runs.into_iter().map(of));
    }

    /// The beginning of a field whose result is inlines of its own.
    pub(super) fn field_start(
        &mut self,
        instruction: &str,
        readers: Readers,
        style: &RunFormat,
        children: &mut Vec<ParagraphChild>,
    ) {
        if readers == Readers::Word {
            let code = [mark("begin"), says(instruction), mark("separate")].concat();
            return self.stand_in(Markup::InsteadOfRun(for_word(&code)), style, children);
        }
        let runs = [
            self.run(style, style).add_field_char(FieldCharType::Begin, false),
            self.run(style, style).add_instr_text(InstrText::Unsupported(format!(" {instruction} "))),
            self.run(style, style).add_field_char(FieldCharType::Separate, false),
        ];
        children.extend(runs.into_iter().map(of));
    }

    /// The end of such a field.
    pub(super) fn field_end(&mut self, readers: Readers, style: &RunFormat, children: &mut Vec<ParagraphChild>) {
        match readers {
            Readers::Word => self.stand_in(Markup::InsteadOfRun(for_word(&mark("end"))), style, children),
            Readers::All => children.push(of(self.run(style, style).add_field_char(FieldCharType::End, false))),
        }
    }

    /// A number computed from a field in braces (`= {NUMPAGES} + 4`). LibreOffice computes none and would show both the field and the
    /// number: it is given one of them, a number of pages as it is and a page's number as the page's. Word knows the namespace the first
    /// version asks for.
    fn computed(&self, instruction: &str, shown: &str, format: &RunFormat, style: &RunFormat) -> String {
        let look = look_of(format, style, shown);
        let run = |inner: String| format!("<w:r>{look}{inner}</w:r>");
        let mark = |kind: &str| run(format!("<w:fldChar w:fldCharType=\"{kind}\"/>"));
        let says = |what: &str| run(format!("<w:instrText xml:space=\"preserve\"> {} </w:instrText>", escape(what)));
        let text = |text: &str| run(format!("<w:t xml:space=\"preserve\">{}</w:t>", escape(&escape_controls(text))));
        let field =
            |code: &str, result: &str| [&mark("begin"), code, &mark("separate"), &text(result), &mark("end")].concat();
        let mut code = String::new();
        for (index, piece) in instruction.split(['{', '}']).enumerate().filter(|(_, piece)| !piece.is_empty()) {
            code.push_str(&if index % 2 == 0 { says(piece) } else { field(&says(piece), "1") });
        }
        let other = if instruction.contains("{PAGE}") { field(&says("PAGE"), shown) } else { text(shown) };
        format!(
            "<mc:AlternateContent><mc:Choice Requires=\"wp14\">{}</mc:Choice><mc:Fallback>{other}</mc:Fallback></mc:AlternateContent>",
            field(&code, shown)
        )
    }
}

/// A run with the beginning of a field, what parts it from its result, or its end.
fn mark(kind: &str) -> String {
    format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>")
}

/// A run with the instruction of a field.
fn says(instruction: &str) -> String {
    format!("<w:r><w:instrText xml:space=\"preserve\"> {} </w:instrText></w:r>", escape(instruction))
}

/// Markup that Word takes, as it knows the namespace asked for, and LibreOffice passes over.
fn for_word(markup: &str) -> String {
    format!("<mc:AlternateContent><mc:Choice Requires=\"wp14\">{markup}</mc:Choice></mc:AlternateContent>")
}
