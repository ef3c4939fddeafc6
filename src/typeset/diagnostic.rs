//! Typst's complaints, with their place in the template.

use typst::diag::{Severity as Kind, SourceDiagnostic, Tracepoint};
use typst::syntax::{DiagSpan, FileId};
use typst::{World, WorldExt};

use super::world::MAIN;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The document could not be made.
    Error,
    /// It was made, but something is not as written.
    Warning,
}

/// One complaint.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The template file, if the place is known.
    pub file: Option<String>,
    /// Line and column, from 1.
    pub position: Option<(usize, usize)>,
    /// The file that called what is wrong in another one, and where, if the place is in a file others import.
    pub called: Option<(String, usize, usize)>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// Reads one of Typst's diagnostics. A place inside a show rule or function is traced to where it was written.
    pub fn new(world: &dyn World, diagnostic: &SourceDiagnostic) -> Self {
        let name = |id: FileId| id.vpath().get_without_slash().to_owned();
        let at = |span: DiagSpan| {
            let source = world.source(span.id()?).ok()?;
            let range = world.range(span)?;
            let (line, column) = source.lines().byte_to_line_column(range.start)?;
            Some((line + 1, column + 1))
        };
        let id = diagnostic.span.id();
        // The program's own lines, which nobody else has seen, call the template's function.
        let of_program = id.is_some_and(|id| name(id) == MAIN);
        // The trace goes from the inside out: what called is the template, not another file it imports.
        let outermost = diagnostic.trace.iter().rev().find_map(|step| {
            let from = step.span.id().filter(|from| *from != world.main())?;
            (!matches!(step.v, Tracepoint::Import(_))).then_some((from, step.span))
        });
        let called = outermost.filter(|(from, _)| Some(*from) != id).and_then(|(from, span)| {
            let (line, column) = at(span.into())?;
            Some((name(from), line, column))
        });
        Self {
            severity: match diagnostic.severity {
                Kind::Error => Severity::Error,
                Kind::Warning => Severity::Warning,
            },
            file: id.map(name).filter(|_| !of_program),
            position: at(diagnostic.span).filter(|_| !of_program),
            called,
            message: if of_program && ARGUMENTS.iter().any(|start| diagnostic.message.starts_with(start)) {
                "“文书”要写成 文书(数据)，只交给它这一样".to_owned()
            } else {
                in_chinese(&diagnostic.message)
            },
            hints: diagnostic.hints.iter().map(|hint| hint.v.to_string()).collect(),
        }
    }
}

/// The message with what offices meet most said in their language; the rest are Typst's words.
fn in_chinese(message: &str) -> String {
    if let Some(family) = message.strip_prefix(UNKNOWN_FONT) {
        return format!("没有“{family}”这种字体，用了别的字体代替");
    }
    own_words(message)
}

/// What this program says of a file, without the words Typst puts around it.
pub(super) fn own_words(message: &str) -> String {
    let own = message.strip_prefix("failed to load file (").and_then(|rest| rest.strip_suffix(')'));
    own.unwrap_or(message).to_owned()
}

/// How Typst begins to say that a function takes other arguments.
const ARGUMENTS: [&str; 2] = ["unexpected argument", "missing argument"];

/// How Typst's warning of a family that no font has begins.
pub(super) const UNKNOWN_FONT: &str = "unknown font family: ";

impl std::fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{file}")?;
            if let Some((line, column)) = self.position {
                write!(f, " 第 {line} 行第 {column} 列")?;
            }
            write!(f, "：")?;
        }
        write!(f, "{}", self.message)?;
        if let Some((file, line, column)) = &self.called {
            write!(f, "（用到它的是{file} 第 {line} 行第 {column} 列）")?;
        }
        for hint in &self.hints {
            write!(f, "（{hint}）")?;
        }
        Ok(())
    }
}
