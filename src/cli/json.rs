//! What `--json` prints of things that several commands tell: docs/检查结果.md.

use serde_json::{Value, json};

use crate::problem::Problem;

/// The version of what `check` and `make` print: raised when a field goes or changes its meaning.
pub(super) const SCHEMA: u32 = 1;

/// A problem with its place.
pub(super) fn problem(problem: &Problem) -> Value {
    json!({
        "severity": problem.severity,
        "code": problem.code,
        "file": problem.place.file,
        "sheet": problem.place.sheet,
        "row": problem.place.row,
        "column": problem.place.column,
        "cell": problem.place.cell(),
        "element": problem.place.element,
        "person": problem.person,
        "found": problem.found,
        "message": problem.message,
        "advice": problem.advice,
        "text": problem.to_string(),
    })
}
