//! 面试打分: what each judge gave each person.
//!
//! Offices lay it out in three ways, which may be mixed: a total a judge (考官1, 考官2 …, one row a person); elements in rows (要素,
//! one row a person and element); elements in columns, judges over elements or elements over judges in two rows of header (考官1
//! over 语言表达, 综合分析 …). Sums the office has worked out (合计) are compared with the elements, not counted again.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::given::Given;
use super::interview_elements;
use super::judges::{Heading, heading};
use crate::problem::{Place, Problem};
use crate::round::{Absence, InterviewMarks, PersonId, Round, Score};
use crate::workbook::cell::CellValue;
use crate::workbook::header::plain;
use crate::workbook::join::People;
use crate::workbook::table::{Row, Table};
use crate::workbook::values::{Reader, is_not_invited};

/// A judge's mark, with its cell.
type Mark<'a> = (&'a str, Decimal, Place);

/// The marks of a row.
#[derive(Default)]
struct Marks<'a> {
    /// The judges, in the order of the columns.
    judges: Vec<&'a str>,
    /// By element, in the order of the columns: each judge's mark. Totals stand under the empty element.
    elements: Vec<(String, Vec<Mark<'a>>)>,
    absent: Option<Absence>,
    /// Whether a mark could not be read, which has been reported.
    unread: bool,
}

impl<'a> Marks<'a> {
    fn read(row: &'a Row, full: impl Fn(&str) -> u32, reader: &mut Reader<'_>) -> Self {
        let mut out = Self::default();
        let cells: Vec<(Heading<'a>, Place, &CellValue)> = row
            .others
            .iter()
            .filter_map(|(header, column, value)| Some((heading(header)?, row.place.at(row.place.row, *column), value)))
            .collect();
        for (heading, place, value) in cells {
            if is_not_invited(value) {
                continue;
            }
            let full = heading.full.unwrap_or_else(|| full(&heading.element));
            let mark = match reader.score_within(value, &place, full) {
                Some(Score::Points(points)) => points,
                Some(Score::Absent(absence)) => {
                    out.absent = out.absent.or(Some(absence));
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
        let twice = self.elements.iter().flat_map(|(_, marks)| {
            let again = |(at, own): &(usize, &Mark<'_>)| marks.iter().take(*at).any(|(judge, ..)| *judge == own.0);
            marks.iter().enumerate().find(again).map(|(_, own)| own)
        });
        // Which of two counts is not for the program to say.
        if let Some((judge, _, place)) = twice.into_iter().next() {
            let problem = Problem::error("judges", place.clone(), format!("“{judge}”有两列打分，面试成绩不算"));
            reader.report(problem.advice("是两名考官的，请把列名分开；分要素打分的，请在考官下面写明各要素。"));
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
pub(crate) fn read(table: Option<&Table>, people: &People, round: &mut Round, problems: &mut Vec<Problem>) {
    let full = round.plan.count("面试满分").max(100);
    let planned = interview_elements::planned(&round.plan);
    report_headers(table, problems);
    let mut lots = Given::new("抽签号");
    let mut above = None;
    for row in table.map(|table| table.rows.as_slice()).unwrap_or_default() {
        let mut reader = Reader { problems, person: None };
        let Some(person) = people.find(row, &mut reader) else {
            nameless(row, above, round, &mut reader);
            continue;
        };
        above = Some(person);
        if somebody_elses(row, person, round, &mut reader) {
            continue;
        }
        let (cell, place) = row.cell("抽签号");
        let lot = reader.text(cell, &place);
        let post = round
            .applicant(person)
            .and_then(|applicant| applicant.post)
            .map_or("", |post| round.post(post).map_or("", |post| post.name.as_str()));
        lots.give_within(post, &lot, person, &place, &mut reader);
        let (cell, element_place) = row.cell("要素");
        let element = reader.text(cell, &element_place);
        // A row's element says what each of its cells is worth; a sum beside elements is out of all.
        let most = |name: &str| {
            let name = if name.is_empty() { element.as_str() } else { name };
            interview_elements::most(name, &planned).unwrap_or(full)
        };
        let marks = Marks::read(row, most, &mut reader);
        if marks.elements.is_empty() && marks.absent.is_none() && !marks.unread {
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

/// Whether a row's 准考证号 is not the person's own by 成绩: whose marks these are is not for the program to say.
fn somebody_elses(row: &Row, person: PersonId, round: &mut Round, reader: &mut Reader<'_>) -> bool {
    let Some((_, column, cell)) = row.others.iter().find(|(header, ..)| plain(header).starts_with("准考证")) else {
        return false;
    };
    let place = row.place.at(row.place.row, *column);
    let Some(applicant) = round.applicants.get_mut(person.0) else { return false };
    let (own, there) = (applicant.marks.ticket.clone(), reader.code(cell, &place));
    // 009 as text is 9 as a number.
    let bare = |number: &str| number.trim_start_matches('0').to_owned();
    if own.is_empty() || there.is_empty() || bare(&own) == bare(&there) {
        return false;
    }
    applicant.marks.judged = Some(InterviewMarks { at: place.clone(), unsound: true, ..InterviewMarks::default() });
    let message =
        format!("“成绩”表里{}的准考证号是{own}，这一行是别的号，不知道是谁的打分，面试成绩先不算", applicant.name);
    let problem = Problem::error("ticket-differs", place, message).found(there);
    reader.report(problem.advice("请核对姓名和准考证号。"));
    true
}

/// Marks in a row without a name may be a further element of the person above, whose mark then does not follow from what was read.
fn nameless(row: &Row, above: Option<PersonId>, round: &mut Round, reader: &mut Reader<'_>) {
    let marked = row.others.iter().any(|(header, _, value)| heading(header).is_some() && !value.is_blank());
    let named = ["姓名", "身份证号"].iter().any(|key| !row.value(key).is_blank());
    let Some(own) = above.and_then(|above| round.applicants.get_mut(above.0)).filter(|_| marked && !named) else {
        return;
    };
    let judged = own.marks.judged.get_or_insert_with(InterviewMarks::default);
    // Whoever drew another lot is somebody else.
    let lot = row.value("抽签号").show();
    if !lot.is_empty() && !judged.lot.is_empty() && lot != judged.lot {
        return;
    }
    if !judged.unsound {
        judged.unsound = true;
        let at = row.place.clone();
        let message =
            format!("这一行有打分，没有姓名，可能是上面{}的另一个要素；{0}的面试成绩先不算", own.name.as_str());
        reader.report(Problem::error("judges", at, message).advice("请在每一行填上姓名；不是打分的请删去这一行。"));
    }
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
        // 面试打分-考官1, 面试打分-考官2: what one judge has given is no mark of the interview.
        if heading(&table.place.sheet).is_some() {
            let message = "这张表像是一名考官一张，没有各考官打分的列，打分没有读";
            problems.push(Problem::error("judges", table.place.clone(), message).advice(
                "请把各考官的表合成一张“面试打分”，每名考官一列，列名写成“考官1”“考官2”；不要把一名考官的分当作面试成绩。",
            ));
            return;
        }
        problems.push(
            Problem::error("judges", table.place.clone(), "没有各考官打分的列，打分没有读")
                .advice("请把列名写成“考官1”“考官2”的样子；只有面试成绩的，填在“成绩”表的“面试成绩”列。"),
        );
        return;
    }
    let mut told: Vec<u32> = Vec::new();
    for (row, (header, column, value)) in cells() {
        let mark = value.show().trim().parse::<f64>().is_ok_and(|mark| (1.0..=100.0).contains(&mark));
        if mark && is_like_a_name(header) && heading(header).is_none() && !told.contains(column) {
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

/// Whether a column is a judge's, or is told as one that is headed by the judge's name.
pub(crate) fn is_of_judge(header: &str) -> bool {
    heading(header).is_some() || is_like_a_name(header)
}

fn is_like_a_name(header: &str) -> bool {
    (2..=3).contains(&header.chars().count()) && !KNOWN.iter().any(|word| header.contains(word))
}

/// Words of columns beside the judges' that hold no judge's marks.
const KNOWN: &[&str] =
    &["分", "均", "名", "次", "号", "序", "和", "计", "高", "低", "绩", "注", "龄", "别", "岗", "职", "数"];

/// Adds a further row of a person: another element, whose marks add to each judge's total.
fn add(judged: &mut InterviewMarks, more: InterviewMarks, place: &Place, reader: &mut Reader<'_>) {
    judged.absent = judged.absent.or(more.absent);
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
