//! 面试打分: what each judge gave each person.
//!
//! Offices lay it out in three ways, which may be mixed: a total a judge (考官1, 考官2 …, one row a person); elements in rows (要素,
//! one row a person and element); elements in columns, judges over elements or elements over judges in two rows of header (考官1
//! over 语言表达, 综合分析 …). Sums the office has worked out (合计) are compared with the elements, not counted again.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::given::Given;
use crate::problem::{Place, Problem};
use crate::round::{InterviewMarks, Round, Score};
use crate::workbook::cell::CellValue;
use crate::workbook::join::People;
use crate::workbook::table::{Row, Table};
use crate::workbook::values::Reader;

/// What a judge's column may be called, before the number or after the element.
const JUDGE: [&str; 2] = ["考官", "评委"];

/// Words for the sum of a judge's elements.
const SUM: [&str; 7] = ["合计", "总分", "总计", "小计", "总成绩", "得分", "分数"];

/// What a column holds: a judge's marks, on one element or in all.
#[derive(Debug, PartialEq, Eq)]
struct Heading<'a> {
    judge: &'a str,
    /// 要素; empty for a total.
    element: String,
    /// The most an element is worth, where its header says so: 语言表达(20分).
    full: Option<u32>,
}

/// Reads a header such as 考官1, 考官1语言表达(20分), 语言表达考官1; `None` if it is no judge's.
fn heading(header: &str) -> Option<Heading<'_>> {
    let at = JUDGE.iter().find_map(|word| header.find(word))?;
    if let Some(found) = numbered_before(header, at) {
        return Some(found);
    }
    let (before, judge) = header.split_at(at);
    let word = judge.char_indices().nth(2).map_or(judge.len(), |(end, _)| end);
    let digits = judge.get(word..)?.find(|c: char| !is_number(c)).map_or(judge.len(), |end| word + end);
    let (judge, after) = judge.split_at(digits);
    // 考官平均分, 考官签名: no judge's marks.
    if judge.len() == word && !after.is_empty() {
        return None;
    }
    let (element, full) = element(&format!("{before}{after}"));
    Some(Heading { judge, element, full })
}

/// 主考官, 1号考官, 第一考官: the number, or the rank, stands before the word.
fn numbered_before(header: &str, at: usize) -> Option<Heading<'_>> {
    let before = header.get(..at)?;
    let bare = before.strip_suffix('号').unwrap_or(before);
    let digits = bare.trim_end_matches(is_number);
    let numbered = digits.len() < bare.len() && (bare.len() < before.len() || digits.ends_with('第'));
    let start = if before.ends_with('主') {
        at - '主'.len_utf8()
    } else if numbered {
        digits.strip_suffix('第').unwrap_or(digits).len()
    } else {
        return None;
    };
    let word = header.get(at..)?.char_indices().nth(2).map_or(header.len(), |(end, _)| at + end);
    // 主考官1 is a judge with a number behind it.
    let end = header.get(word..)?.find(|c: char| !is_number(c)).map_or(header.len(), |end| word + end);
    let (element, full) = element(&format!("{}{}", header.get(..start)?, header.get(end..)?));
    if SIGNED.iter().any(|word| element.contains(word)) {
        return None;
    }
    Some(Heading { judge: header.get(start..end)?, element, full })
}

/// Words of columns that are about a judge, but hold no marks.
const SIGNED: &[&str] = &["签名", "签字", "姓名", "平均", "评语", "意见"];

/// The element and what it is worth: 语言表达(20分).
fn element(text: &str) -> (String, Option<u32>) {
    let (name, full) = match text.split_once('(') {
        Some((name, rest)) => {
            (name, rest.trim_end_matches(')').trim_start_matches("满分").trim_end_matches('分').parse().ok())
        }
        None => (text, None),
    };
    let name = name.trim_matches(['-', '_', '/', ':', '、', '.']);
    (if SUM.contains(&name) { String::new() } else { name.to_owned() }, full)
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十".contains(c) || c.is_ascii_uppercase()
}

/// A judge's mark, with its cell.
type Mark<'a> = (&'a str, Decimal, Place);

/// The marks of a row.
#[derive(Default)]
struct Marks<'a> {
    /// The judges, in the order of the columns.
    judges: Vec<&'a str>,
    /// By element, in the order of the columns: each judge's mark. Totals stand under the empty element.
    elements: Vec<(String, Vec<Mark<'a>>)>,
    absent: bool,
    /// Whether a mark could not be read, which has been reported.
    unread: bool,
}

impl<'a> Marks<'a> {
    fn read(row: &'a Row, full: u32, reader: &mut Reader<'_>) -> Self {
        let mut out = Self::default();
        let cells: Vec<(Heading<'a>, Place, &CellValue)> = row
            .others
            .iter()
            .filter_map(|(header, column, value)| Some((heading(header)?, row.place.at(row.place.row, *column), value)))
            .collect();
        for (heading, place, value) in cells {
            let full = heading.full.unwrap_or(full);
            let mark = match reader.score_within(value, &place, full) {
                Some(Score::Points(points)) => points,
                Some(Score::Absent) => {
                    out.absent = true;
                    continue;
                }
                None => {
                    out.unread |= !value.is_blank();
                    continue;
                }
            };
            if !out.judges.contains(&heading.judge) {
                out.judges.push(heading.judge);
            }
            match out.elements.iter_mut().find(|(name, _)| *name == heading.element) {
                Some((_, marks)) => marks.push((heading.judge, mark, place)),
                None => out.elements.push((heading.element, vec![(heading.judge, mark, place)])),
            }
        }
        out
    }

    /// The elements with one mark a judge, and the judges' totals; totals beside elements are compared and left out. Marks of which
    /// one cannot be read, or is missing beside an element's others, are none: the mean of what is left would be another mark.
    fn settle(mut self, row: &Row, reader: &mut Reader<'_>) -> InterviewMarks {
        let unsound = || InterviewMarks { at: row.place.clone(), unsound: true, ..InterviewMarks::default() };
        if self.unread {
            return unsound();
        }
        let sums = match self.elements.iter().position(|(name, _)| name.is_empty()) {
            Some(at) if self.elements.len() > 1 => self.elements.remove(at).1,
            _ => Vec::new(),
        };
        let mut totals = vec![Decimal::ZERO; self.judges.len()];
        let mut elements: Vec<(String, Vec<Decimal>)> = Vec::new();
        for (name, marks) in &self.elements {
            let of = |judge: &str| marks.iter().find(|(own, ..)| *own == judge).map(|(_, mark, _)| *mark);
            let given: Vec<Decimal> = self.judges.iter().filter_map(|judge| of(judge)).collect();
            if given.len() != self.judges.len() {
                let missing: Vec<&str> = self.judges.iter().copied().filter(|judge| of(judge).is_none()).collect();
                reader.report(
                    Problem::error("judges", row.place.clone(), format!("“{name}”缺{}的打分", missing.join("、")))
                        .advice("请补全各考官的打分。"),
                );
                return unsound();
            }
            for (total, mark) in totals.iter_mut().zip(&given) {
                *total += mark;
            }
            elements.push((name.clone(), given));
        }
        for (judge, sum, place) in sums {
            let own = self.judges.iter().zip(&totals).find(|(own, _)| **own == judge).map(|(_, total)| *total);
            if let Some(total) = own.filter(|total| *total != sum) {
                reader.report(
                    Problem::warning("judges", place, format!("与{judge}各要素相加的{total}不同，以各要素为准"))
                        .found(sum.to_string())
                        .advice("请核对。"),
                );
            }
        }
        elements.retain(|(name, _)| !name.is_empty());
        let judges = self.judges.iter().map(|judge| (*judge).to_owned()).collect();
        let (at, absent) = (row.place.clone(), self.absent);
        InterviewMarks { at, judges, elements, marks: totals, absent, ..InterviewMarks::default() }
    }
}

/// Reads 面试打分.
pub(super) fn read(table: Option<&Table>, people: &People, round: &mut Round, problems: &mut Vec<Problem>) {
    let full = round.plan.count("面试满分").max(100);
    report_headers(table, problems);
    let mut lots = Given::new("抽签号");
    for row in table.map(|table| table.rows.as_slice()).unwrap_or_default() {
        let mut reader = Reader { problems, person: None };
        let Some(person) = people.find(row, &mut reader) else { continue };
        let (cell, place) = row.cell("抽签号");
        let lot = reader.text(cell, &place);
        let post = round
            .applicant(person)
            .and_then(|applicant| applicant.post)
            .map_or("", |post| round.post(post).map_or("", |post| post.name.as_str()));
        lots.give_within(post, &lot, person, &place, &mut reader);
        let (cell, element_place) = row.cell("要素");
        let element = reader.text(cell, &element_place);
        let marks = Marks::read(row, full, &mut reader);
        if marks.elements.is_empty() && !marks.absent && !marks.unread {
            continue;
        }
        let mut found = marks.settle(row, &mut reader);
        found.lot = lot;
        if !element.is_empty() && found.elements.is_empty() && !found.marks.is_empty() {
            found.elements.push((element, found.marks.clone()));
        }
        let Some(applicant) = round.applicants.get_mut(person.0) else { continue };
        match &mut applicant.marks.judged {
            None => applicant.marks.judged = Some(found),
            Some(judged) => add(judged, found, &element_place, &mut reader),
        }
    }
    round.judges = judges(table, round);
}

/// The judges who gave anybody a mark, in the order of the columns, whoever was recused (回避) from whom.
fn judges(table: Option<&Table>, round: &Round) -> Vec<String> {
    let rows = table.map(|table| table.rows.as_slice()).unwrap_or_default();
    let mut columns: BTreeMap<u32, &str> = BTreeMap::new();
    for (header, column, _) in rows.iter().flat_map(|row| &row.others) {
        if let Some(heading) = heading(header) {
            columns.entry(*column).or_insert(heading.judge);
        }
    }
    let marked = round.applicants.iter().filter_map(|applicant| applicant.marks.judged.as_ref());
    let marked: BTreeSet<&str> = marked.flat_map(|judged| judged.judges.iter().map(String::as_str)).collect();
    let mut out: Vec<String> = Vec::new();
    for judge in columns.into_values().filter(|judge| marked.contains(judge)) {
        if out.iter().all(|own| own != judge) {
            out.push(judge.to_owned());
        }
    }
    out
}

/// Columns of marks that are headed by something else than a judge: by the judge's name, say. They are not read, which is told.
fn report_headers(table: Option<&Table>, problems: &mut Vec<Problem>) {
    let Some(table) = table.filter(|table| !table.rows.is_empty()) else { return };
    let cells = || table.rows.iter().flat_map(|row| row.others.iter().map(move |cell| (row, cell)));
    if cells().all(|(_, (header, ..))| heading(header).is_none()) {
        problems.push(
            Problem::error("judges", table.place.clone(), "没有各考官打分的列，打分没有读")
                .advice("请把列名写成“考官1”“考官2”的样子；只有面试成绩的，填在“成绩”表的“面试成绩”列。"),
        );
        return;
    }
    let mut told: Vec<u32> = Vec::new();
    for (row, (header, column, value)) in cells() {
        let mark = value.show().trim().parse::<f64>().is_ok_and(|mark| (1.0..=100.0).contains(&mark));
        let short = (2..=3).contains(&header.chars().count());
        let known = KNOWN.iter().any(|word| header.contains(word));
        if mark && short && !known && heading(header).is_none() && !told.contains(column) {
            told.push(*column);
            let place = row.place.at(table.header.max(1), *column);
            problems.push(
                Problem::warning("judges", place, "这一列像是考官的打分，但列名不是“考官1”的样子，没有读")
                    .found(header.as_ref())
                    .advice("是考官打分的，请把列名写成“考官1”“考官2”；不是的可以不改。"),
            );
        }
    }
}

/// Words of columns beside the judges' that hold no judge's marks.
const KNOWN: &[&str] =
    &["分", "均", "名", "次", "号", "序", "和", "计", "高", "低", "绩", "注", "龄", "别", "岗", "职", "数"];

/// Adds a further row of a person: another element, whose marks add to each judge's total.
fn add(judged: &mut InterviewMarks, more: InterviewMarks, place: &Place, reader: &mut Reader<'_>) {
    judged.absent |= more.absent;
    judged.unsound |= more.unsound;
    if more.marks.is_empty() {
        return;
    }
    if judged.marks.is_empty() {
        judged.judges = more.judges;
        judged.marks = more.marks;
        judged.elements = more.elements;
        return;
    }
    let known = |name: &str| judged.elements.iter().any(|(own, _)| own == name);
    let repeated = more.elements.is_empty() || judged.elements.is_empty();
    if repeated || more.elements.iter().any(|(name, _)| known(name)) {
        reader.report(
            Problem::error("repeated-interview", place.clone(), "同一个人有两行面试打分")
                .advice("只打总分的请删去一行；分要素打分的请在“要素”列写明不同的要素。"),
        );
        judged.unsound = true;
        return;
    }
    if more.marks.len() != judged.marks.len() {
        let (count, before) = (more.marks.len(), judged.marks.len());
        reader.report(
            Problem::error("judges", place.clone(), format!("这个要素有{count}名考官打分，前面的要素有{before}名"))
                .found(more.elements.first().map_or("", |(name, _)| name.as_str()))
                .advice("请补全各考官的打分。"),
        );
        judged.unsound = true;
        return;
    }
    // As many, but not the same ones: adding them up would give one judge another's marks.
    if let Some(judge) = more.judges.iter().find(|judge| !judged.judges.contains(judge)) {
        let name = more.elements.first().map_or("", |(name, _)| name.as_str());
        let message = format!("“{name}”由{judge}打分，前面的要素没有{judge}的打分");
        reader.report(Problem::error("judges", place.clone(), message).advice("请补全各考官的打分。"));
        judged.unsound = true;
        return;
    }
    for (total, mark) in judged.marks.iter_mut().zip(&more.marks) {
        *total += mark;
    }
    judged.elements.extend(more.elements);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_judges_column_is_known_by_its_header() {
        let of = |judge: &'static str, element: &str, full| Some(Heading { judge, element: element.into(), full });
        for (header, expected) in [
            ("考官1", of("考官1", "", None)),
            ("评委三", of("评委三", "", None)),
            ("考官A", of("考官A", "", None)),
            ("考官1语言表达(20分)", of("考官1", "语言表达", Some(20))),
            ("语言表达(满分20分)考官12", of("考官12", "语言表达", Some(20))),
            ("综合分析评委2", of("评委2", "综合分析", None)),
            ("考官1合计", of("考官1", "", None)),
            ("考官1得分", of("考官1", "", None)),
            ("考官", of("考官", "", None)),
            ("主考官", of("主考官", "", None)),
            ("1号考官", of("1号考官", "", None)),
            ("第一考官", of("第一考官", "", None)),
            ("语言表达(20分)2号评委", of("2号评委", "语言表达", Some(20))),
            ("主考官签名", None),
            ("考官签名", None),
            ("平均分", None),
        ] {
            assert_eq!(heading(header), expected, "{header}");
        }
    }
}
