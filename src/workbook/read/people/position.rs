//! 单位, 部门 and 职务 in columns of their own make the one text that forms print.

use std::sync::Arc;

use super::schooling::{find, put};
use crate::problem::Problem;
use crate::workbook::table::Row;
use crate::workbook::values::{Reader, clean, is_nothing};

/// Puts the columns together.
pub(crate) fn whole(row: &Row, texts: &mut Vec<(Arc<str>, String)>, reader: &mut Reader<'_>) {
    let of = |key: &str| find(texts, key).filter(|text| !is_nothing(text)).unwrap_or_default();
    let (unit, department, position) = (of("工作单位"), of("工作部门"), of("现工作单位及职务"));
    let whole = joined(unit, department, position);
    if whole.is_empty() {
        return;
    }
    if let Some(short) = short_name(unit, position).filter(|_| whole != position) {
        let message = format!("职务里的“{short}”像是单位的简称，与单位合起来成了“{whole}”，文书上照印");
        let problem = Problem::warning("position", row.cell("现工作单位及职务").1, message).found(position);
        reader.report(problem.advice("请在职务里去掉单位的简称；不是简称的不用管。"));
    }
    put(texts, "现工作单位及职务", whole);
}

/// Tells of somebody who has no position at all: forms and public lists print it.
pub(crate) fn missing(row: &Row, texts: &[(Arc<str>, String)], reader: &mut Reader<'_>) {
    let (cell, place) = row.cell("现工作单位及职务");
    let written = find(texts, "现工作单位及职务").is_some_and(|text| !is_nothing(text));
    if written || cell.is_unusable() || !row.has("现工作单位及职务") || super::identity::is_hardly_begun(row) {
        return;
    }
    let problem = Problem::warning("no-position", place, "缺现工作单位及职务，文书上空着");
    reader.report(problem.found(clean(&cell.show())).advice("请填写单位和现任职务，如“某镇党政办公室科员”。"));
}

/// 某镇, 党政办 and 副主任 are 某镇党政办副主任; what one of them says already is not said again.
fn joined(unit: &str, department: &str, position: &str) -> String {
    let place = match () {
        () if department.contains(unit) => department.to_owned(),
        () if unit.contains(department) => unit.to_owned(),
        () => format!("{unit}{department}"),
    };
    if position.contains(&place) {
        return position.to_owned();
    }
    if position.contains(department) && !department.is_empty() {
        return if position.contains(unit) { position.to_owned() } else { overlapping(unit, position) };
    }
    match position.strip_prefix(unit) {
        // 某镇副主任 of 党政办.
        Some(rest) => format!("{place}{rest}"),
        None => overlapping(&place, position),
    }
}

/// What names of offices end with.
const OFFICES: &[&str] = &[
    "局",
    "委",
    "办",
    "办公室",
    "中心",
    "站",
    "所",
    "院",
    "镇",
    "乡",
    "街道",
    "大队",
    "中队",
    "支队",
    "科",
    "室",
    "处",
    "部",
    "会",
    "政府",
    "公司",
    "学校",
];

/// 吴中区某局 and 某局办公室科员 are 吴中区某局办公室科员: an office that ends the one and begins the other is the same.
fn overlapping(place: &str, position: &str) -> String {
    let starts = place.char_indices().map(|(start, _)| place.get(start..).unwrap_or_default());
    let shared = starts.filter(|end| end.chars().count() > 1 && OFFICES.iter().any(|word| end.ends_with(word)));
    let rest = shared.filter(|end| *end != place).find_map(|end| position.strip_prefix(end));
    format!("{place}{}", rest.unwrap_or(position))
}

/// 区住建局 before the rest of a position in 吴中区住房和城乡建设局: the unit by its short name.
fn short_name<'p>(unit: &str, position: &'p str) -> Option<&'p str> {
    let kind = OFFICES.iter().filter(|word| unit.ends_with(**word)).max_by_key(|word| word.len())?;
    let end = position.find(kind)? + kind.len();
    let short = position.get(..end)?;
    let mut rest = unit.chars();
    let all = short.chars().all(|wanted| rest.any(|own| own == wanted));
    let long = short.chars().count();
    (all && long > kind.chars().count() && long < 9 && !unit.ends_with(short)).then_some(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unit_department_and_position_make_one_text() {
        for (unit, department, position, whole) in [
            ("某镇", "党政办", "副主任", "某镇党政办副主任"),
            ("某镇", "", "党政办副主任", "某镇党政办副主任"),
            ("", "党政办", "副主任", "党政办副主任"),
            ("某镇", "党政办", "党政办副主任", "某镇党政办副主任"),
            ("某镇", "党政办", "某镇党政办副主任", "某镇党政办副主任"),
            ("某镇", "党政办", "某镇副主任", "某镇党政办副主任"),
            ("某镇", "某镇党政办", "副主任", "某镇党政办副主任"),
            ("某镇党政办", "党政办", "副主任", "某镇党政办副主任"),
            ("某镇", "党政办", "", "某镇党政办"),
            ("", "", "某镇副主任", "某镇副主任"),
            ("吴中区某局", "", "某局办公室科员", "吴中区某局办公室科员"),
            ("吴中区某局", "办公室", "某局办公室科员", "吴中区某局办公室科员"),
            ("某镇党政办公室", "", "办公室主任", "某镇党政办公室主任"),
            ("城管大队一中队", "", "中队长", "城管大队一中队长"),
            ("某局财务科", "", "科长", "某局财务科科长"),
        ] {
            assert_eq!(joined(unit, department, position), whole, "{unit} {department} {position}");
        }
    }

    #[test]
    fn a_short_name_of_the_unit_is_seen() {
        for (unit, position, short) in [
            ("吴中区住房和城乡建设局", "区住建局办公室主任", Some("区住建局")),
            ("吴中区住房和城乡建设局", "住建局科员", Some("住建局")),
            ("吴中区住房和城乡建设局", "副局长", None),
            ("吴中区住房和城乡建设局", "局长", None),
            ("吴中区住房和城乡建设局", "房管中心主任", None),
            ("某镇", "党政办副主任", None),
        ] {
            assert_eq!(short_name(unit, position), short, "{unit} {position}");
        }
    }
}
