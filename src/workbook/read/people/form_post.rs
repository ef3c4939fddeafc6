//! 拟任职务 of somebody's form beside the post the roster has: another post is a slip in one of the two, and decides everything.

use super::{ByRow, row_of};
use crate::problem::Problem;
use crate::round::{PostId, Round};
use crate::workbook::header::plain;
use crate::workbook::read::posts::names::Posts;
use crate::workbook::table::Table;
use crate::workbook::values::{clean, is_nothing};

/// Tells of them.
pub(crate) fn report(table: Option<&Table>, round: &Round, by_row: &ByRow<'_>, problems: &mut Vec<Problem>) {
    let posts = Posts::of(round);
    for row in table.map(|table| table.rows.as_slice()).unwrap_or_default() {
        let Some((form, applicant)) = row.form.as_ref().zip(by_row.get(&row_of(&row.place))) else { continue };
        let (Some((own, at)), Some((other, place))) = (row.own("报考岗位"), form.cell("报考岗位", false))
        else {
            continue;
        };
        // What the roster has is told where it names no post.
        let Some(post) = applicant.post else { continue };
        let written = clean(&other.show());
        let text = plain(&written.replace('\n', ""));
        let again = applicant.reapplied.as_ref().and_then(|wish| wish.post);
        let others = applicant.also_applied.iter().filter_map(|other| other.post);
        let wanted: Vec<PostId> = std::iter::once(post).chain(again).chain(others).collect();
        let same = match posts.find(&text).or_else(|| posts.ending(&text)) {
            Some(found) => wanted.contains(&PostId(found)),
            // 副科长 alone, 河湖科副科长（试用期一年） and the like.
            None => wanted.iter().filter_map(|post| round.post(*post)).any(|post| {
                let name = plain(&post.name);
                text.contains(&name) || name.ends_with(&text)
            }),
        };
        if same || is_nothing(&text) {
            continue;
        }
        let message = format!("与“{}”里的{}不同：那里是“{written}”，按“报名”表做", form.file(), place.element);
        problems.push(
            Problem::warning("form-differs", at, message)
                .found(clean(&own.show()))
                .advice("请与本人核实报的是哪个岗位，把错的一处改正。")
                .about(applicant.name.as_str()),
        );
    }
}
