//! Characters of the workbook that no font can print, with the person and the cell.

use crate::problem::Problem;
use crate::typeset::Coverage;
use crate::workbook::RareText;

/// Reports every character that would come out as an empty box.
pub fn unprintable(texts: &[RareText], coverage: &Coverage<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for text in texts {
        let missing = coverage.missing(&text.text);
        if missing.is_empty() {
            continue;
        }
        let list: Vec<String> = missing.iter().map(ToString::to_string).collect();
        let problem = Problem::warning("no-glyph", text.at.clone(), format!("没有字体能印这个字：{}", list.join("、")))
            .found(&text.text)
            .advice("请用 --font-path 指明有这个字的字体文件夹，或者改用规范字。");
        problems.push(match &text.person {
            Some(person) => problem.about(person.clone()),
            None => problem,
        });
    }
    problems
}
