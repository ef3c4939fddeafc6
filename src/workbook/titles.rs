//! Titles of the parts of a table, the feet of its pages, and names of departments that stand where names of people do.

use super::cell::CellValue;
use crate::language::numeral::is_numeral;

/// What stands behind the number of a part: 机关 of 一、机关, 事业单位 of （二）事业单位.
pub(super) fn counted(text: &str) -> Option<&str> {
    let behind = |text: &'_ str, sign: char| -> Option<usize> {
        let rest = text.trim_start_matches(is_numeral);
        (rest.len() < text.len() && rest.starts_with(sign)).then(|| text.len() - rest.len() + sign.len_utf8())
    };
    let bare = behind(text, '、').and_then(|at| text.get(at..));
    bare.or_else(|| {
        let inside = text.strip_prefix('(')?;
        behind(inside, ')').and_then(|at| inside.get(at..))
    })
}

/// Whether a single cell is the title of a part or the foot of a page: 一、机关, （二）事业单位, 名册（续）, 第2页, 接下页, 某镇（章）.
pub(super) fn is_title(text: &str) -> bool {
    let page = text.starts_with('第') && text.contains('页');
    counted(text).is_some()
        || page
        || ["(续)", "(续表)", "(章)", "(盖章)", "(公章)", "下页", "无正文", "空白"]
            .iter()
            .any(|end| text.ends_with(end))
}

/// How the names of departments and of kinds of people end.
pub(super) const PARTS: &[&str] = &[
    "科", "室", "局", "处", "所", "站", "队", "部", "组", "委", "办", "院", "司", "厅", "中心", "社区", "街道", "镇",
    "村", "机关", "单位", "人员", "系统", "岗位", "公司",
];

/// Whether a single cell, though it stands in the column of names, is nobody's name: 甲科（3人）, 共5人, 竞争上岗报名汇总表, 社会事务局.
/// Three characters (财政科) may be somebody without anything else, which is for the clerk to see.
pub(super) fn is_heading(text: &str) -> bool {
    let bare = text.trim_end_matches(')');
    let counted = bare.ends_with(['人', '名']) && bare.chars().any(|c| c.is_ascii_digit());
    let length = text.chars().count();
    let ends = |words: &[&str]| words.iter().any(|word| text.ends_with(word));
    counted || (length >= 4 && !text.contains('·') && (ends(&["表", "名册", "名单", "汇总", "情况"]) || ends(PARTS)))
}

/// Whether a single cell outside the column of names is nobody's: words without a figure in the column of 序号, a date by itself.
pub(super) fn is_stray(cell: &CellValue, text: &str, leads: bool) -> bool {
    let words = leads && matches!(cell, CellValue::Text(_)) && !text.chars().any(|c| c.is_ascii_digit());
    let day = super::values::read_date(text).is_ok_and(|date| date.day().is_some());
    words || day
}

/// Whether a text says of the figures behind it that they are of everybody: 平均分, 最高分.
pub(super) fn is_statistic(text: &str) -> bool {
    const OF: &[&str] = &["平均", "最高", "最低", "最大", "最小"];
    const WHAT: &[&str] = &["", "分", "值", "分数", "成绩", "得分"];
    const ALONE: &[&str] =
        &["及格率", "合格率", "及格人数", "合格人数", "参考人数", "应考人数", "实考人数", "缺考人数"];
    let bare = text.trim_end_matches(':');
    let of = OF.iter().find_map(|word| bare.strip_prefix(word));
    of.is_some_and(|what| WHAT.contains(&what)) || ALONE.contains(&bare)
}
