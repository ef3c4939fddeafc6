//! Fields: what Word computes, such as a page's number, with what it shows until somebody asks again.

use docx_rs::{FieldCharType, InstrText, ParagraphChild};

use super::alternative::{for_others, for_word};
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
        if instruction.contains('{') || is_chinese(instruction) {
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
            let code = [mark("begin"), says(instruction), mark("separate")];
            let runs: String = code.iter().map(|part| run("", &for_word("wp14", part))).collect();
            return self.stand_in(Markup::InsteadOfRun(runs), style, children);
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
            Readers::Word => {
                let end = run("", &for_word("wp14", &mark("end")));
                self.stand_in(Markup::InsteadOfRun(end), style, children);
            }
            Readers::All => children.push(of(self.run(style, style).add_field_char(FieldCharType::End, false))),
        }
    }

    /// A number computed from a field in braces (`= {NUMPAGES} + 4`). LibreOffice computes none and would show both the field and the
    /// number: it is given one of them, a number of pages as it is and a page's number as the page's. Nor does it write Chinese numerals,
    /// and is given what they are now. Word knows the namespace the first
    /// version asks for.
    fn computed(&self, instruction: &str, shown: &str, format: &RunFormat, style: &RunFormat) -> String {
        let text = |text: &str| format!("<w:t xml:space=\"preserve\">{}</w:t>", escape(&escape_controls(text)));
        let field = |code: Vec<String>, result: &str| {
            let end = [mark("separate"), text(result), mark("end")];
            [vec![mark("begin")], code, end.to_vec()].concat()
        };
        let mut code = Vec::new();
        for (index, piece) in instruction.split(['{', '}']).enumerate().filter(|(_, piece)| !piece.is_empty()) {
            code.extend(if index % 2 == 0 { vec![says(piece)] } else { field(vec![says(piece)], "1") });
        }
        let other = if instruction.contains("{PAGE}") { field(vec![says("PAGE")], shown) } else { vec![text(shown)] };
        let look = look_of(format, style, shown);
        let word = field(code, shown).iter().map(|part| run(&look, &for_word("wp14", part))).collect::<String>();
        word + &other.iter().map(|part| run(&look, &for_others(part))).collect::<String>()
    }
}

/// Whether a sequence is numbered in Chinese numerals, which LibreOffice would write in figures.
fn is_chinese(instruction: &str) -> bool {
    instruction.starts_with("SEQ ") && instruction.contains("CHINESENUM")
}

/// The beginning of a field, what parts it from its result, or its end.
fn mark(kind: &str) -> String {
    format!("<w:fldChar w:fldCharType=\"{kind}\"/>")
}

/// The instruction of a field.
fn says(instruction: &str) -> String {
    format!("<w:instrText xml:space=\"preserve\"> {} </w:instrText>", escape(instruction))
}

fn run(look: &str, inner: &str) -> String {
    format!("<w:r>{look}{inner}</w:r>")
}
