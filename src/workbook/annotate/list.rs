//! The list of all problems (检查结果) on the last sheet of a copy, however that is written.

use super::cut;
use crate::problem::Problem;

/// What stands over its columns.
pub(super) const HEAD: [&str; 6] = ["轻重", "位置", "涉及谁", "填的是", "问题", "怎么办"];

/// How wide they are, in characters.
pub(super) const WIDTHS: [u16; 6] = [6, 18, 10, 24, 50, 50];

/// How many links a list has at the most: a worksheet holds no more than 65,530.
const LINKS: usize = 60_000;

/// A problem in the list.
pub(super) struct Line {
    /// What stands in the columns.
    pub texts: [String; 6],
    /// The cell the place leads to, as formulas name it.
    pub target: Option<String>,
}

/// All problems, worst first. `name`: what a sheet is called in the copy, if it is there.
pub(super) fn lines<'a>(problems: &'a [Problem], name: impl Fn(&str) -> Option<&'a str>) -> impl Iterator<Item = Line> {
    let mut sorted: Vec<&Problem> = problems.iter().collect();
    sorted.sort_by_key(|problem| problem.severity);
    sorted.into_iter().enumerate().map(move |(index, problem)| {
        let place = &problem.place;
        let target = name(&place.sheet).filter(|_| index < LINKS).map(|name| {
            let cell = place.at(place.row.max(1), place.column.max(1)).cell();
            format!("'{}'!{cell}", name.replace('\'', "''"))
        });
        let person = problem.person.as_deref().unwrap_or_default();
        let shown = place.to_string();
        let texts = [problem.severity.as_str(), &shown, person, &problem.found, &problem.message, &problem.advice];
        Line { texts: texts.map(cut), target }
    })
}
