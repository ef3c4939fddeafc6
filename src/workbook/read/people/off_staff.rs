//! 编制类别 of people outside the establishment (编外) whom the review calls 在编在职: one of the two is wrong, and the round rests on it.

use super::{ByRow, row_of};
use crate::problem::Problem;
use crate::workbook::table::Table;
use crate::workbook::values::clean;

/// What says that somebody is not of the establishment.
const OUTSIDE: &[&str] = &[
    "劳务",
    "派遣",
    "编外",
    "编制外",
    "合同制",
    "合同工",
    "人事代理",
    "临聘",
    "临时",
    "外包",
    "购买服务",
    "非编",
    "不在编",
    "公益性岗位",
];

/// Points them out.
pub(crate) fn report(table: Option<&Table>, people: &ByRow<'_>, problems: &mut Vec<Problem>) {
    for row in table.into_iter().flat_map(|table| &table.rows) {
        let (cell, place) = row.cell("编制类别");
        let text = clean(&cell.show());
        let was = ["原", "入编", "转编", "转入"].iter().any(|word| text.contains(word));
        if was || !OUTSIDE.iter().any(|word| text.contains(word)) {
            continue;
        }
        let Some(person) = people.get(&row_of(&row.place)) else { continue };
        if person.review.as_ref().and_then(|review| review.employed) != Some(true) {
            continue;
        }
        let message = "编制类别像是编外人员，“资格审查”表的“在编在职”填的是“是”";
        let problem = Problem::warning("employment", place, message).found(text);
        problems.push(
            problem.advice("请核对：不在编的，把“在编在职”改成“否”；在编的，改编制类别。").about(person.name.as_str()),
        );
    }
}
