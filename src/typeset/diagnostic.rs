//! Typst's complaints, with their place in the template.

use typst::diag::{Severity as Kind, SourceDiagnostic};
use typst::{World, WorldExt};

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
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// Reads one of Typst's diagnostics. A place inside a show rule or function is traced to where it was written.
    pub fn new(world: &dyn World, diagnostic: &SourceDiagnostic) -> Self {
        let id = diagnostic.span.id();
        let position = id.and_then(|id| {
            let source = world.source(id).ok()?;
            let range = world.range(diagnostic.span)?;
            let (line, column) = source.lines().byte_to_line_column(range.start)?;
            Some((line + 1, column + 1))
        });
        Self {
            severity: match diagnostic.severity {
                Kind::Error => Severity::Error,
                Kind::Warning => Severity::Warning,
            },
            file: id.map(|id| id.vpath().get_without_slash().to_owned()),
            position,
            message: diagnostic.message.to_string(),
            hints: diagnostic.hints.iter().map(|hint| hint.v.to_string()).collect(),
        }
    }
}

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
        for hint in &self.hints {
            write!(f, "（{hint}）")?;
        }
        Ok(())
    }
}
