//! Rosters by post: a sheet or a part for each, headed by the post's name, and no column 报考岗位. The headings are not read; whoever
//! lacks the column is told where the posts stand.

use crate::problem::Problem;
use crate::round::Post;
use crate::workbook::cell::CellValue;
use crate::workbook::file::{RawBook, RawSheet};
use crate::workbook::header::plain;

/// Adds what to do to the problems about the missing column.
pub(crate) fn advise(book: &RawBook, posts: &[Post], problems: &mut [Problem]) {
    let missing = |problem: &&mut Problem| problem.code == "missing-column" && problem.message.contains("“报考岗位”");
    for problem in problems.iter_mut().filter(missing) {
        let sheet = book.sheets.iter().find(|raw| raw.name == problem.place.sheet);
        if let Some(heading) = sheet.and_then(|raw| heading(raw, posts)) {
            problem.advice = format!("{heading}像是岗位，程序不当作各人报考的岗位：请加一列“报考岗位”，每人填上。");
        }
    }
}

/// Where the name of a post stands that may be meant for everybody below it. The cells of the people have been taken out.
fn heading(raw: &RawSheet, posts: &[Post]) -> Option<String> {
    let names = |text: &str| {
        let text = plain(text);
        posts.iter().any(|post| text.contains(&plain(&post.name)))
    };
    if names(&raw.name) {
        return Some(format!("表名“{}”", raw.name));
    }
    let alone = |row: &&Vec<CellValue>| row.iter().filter(|cell| !cell.is_blank()).count() <= 2;
    let mut cells = raw.rows.iter().filter(alone).flatten();
    let found = cells.find(|cell| matches!(cell, CellValue::Text(text) if names(text)))?;
    Some(format!("行标题“{}”", plain(&found.show())))
}
