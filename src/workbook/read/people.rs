//! 报名: one applicant a row.

use std::collections::BTreeMap;

use super::assessments::assessments;
use crate::language::date::{DateStyle, PartialDate};
use crate::language::name::Name;
use crate::problem::Problem;
use crate::round::{Applicant, Education, Located, Marks, PostId, Reapplication, Round};
use crate::workbook::cell::CellValue;
use crate::workbook::header::plain;
use crate::workbook::schema::{APPLICANTS, Kind};
use crate::workbook::table::{Row, Table};
use crate::workbook::values::{Reader, clean};

/// Reads the applicants.
pub(super) fn read(table: Option<&Table>, round: &mut Round, problems: &mut Vec<Problem>) {
    let Some(table) = table else { return };
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for row in &table.rows {
        let mut reader = Reader { problems, person: None };
        let Some(applicant) = applicant(row, round, &mut reader) else { continue };
        if let Some(id) = &applicant.id_number {
            if let Some(first) = seen.get(id.value.as_str()).and_then(|index| round.applicants.get_mut(*index)) {
                repeated(first, applicant, &mut reader);
                continue;
            }
            seen.insert(id.value.as_str().to_owned(), round.applicants.len());
        }
        round.applicants.push(applicant);
    }
    if round.applicants.is_empty() {
        problems.push(
            Problem::error("no-applicants", table.place.clone(), "没有报名人员").advice("请在表头下面填写报名人员。"),
        );
    }
    super::photos::read(table, round, problems);
}

/// A second row of a person already read. Which row stands must not depend on their order: the earlier application does, then
/// the one for the post that comes first in the plan.
fn repeated(first: &mut Applicant, mut second: Applicant, reader: &mut Reader<'_>) {
    let Some(id) = second.id_number.clone() else { return };
    let key = |applicant: &Applicant| {
        let applied = applicant.applied.as_ref().map(|applied| applied.value);
        (applied.is_none(), applied, applicant.post.is_none(), applicant.post)
    };
    let rows = (first.at.cell(), second.at.clone());
    let mut others = std::mem::take(&mut first.also_applied);
    if key(&second) < key(first) {
        std::mem::swap(first, &mut second);
    }
    if let Some(post) = second.post.filter(|post| first.post != Some(*post)) {
        others.push(Located { value: post, at: second.at.clone() });
    }
    others.sort();
    first.also_applied = others;
    reader.report(
        Problem::error(
            "repeated-person",
            rows.1.at(rows.1.row, id.at.column),
            format!("与{}重复，同一个人只能报一个岗位", rows.0),
        )
        .found(id.value.as_str())
        .advice("请删去多余的一行；岗位取消后改报的，填在“改报岗位”列。"),
    );
}

fn applicant(row: &Row, round: &Round, reader: &mut Reader<'_>) -> Option<Applicant> {
    let (cell, name_place) = row.cell("姓名");
    let name: Name = reader.name(cell, &name_place);
    if name.is_empty() {
        reader.report(Problem::error("no-name", name_place, "缺姓名").advice("请填写姓名，或者删去这一行。"));
        return None;
    }
    reader.person = Some(name.as_str().to_owned());
    let text = |reader: &mut Reader<'_>, key: &str| {
        let (cell, place) = row.cell(key);
        reader.text(cell, &place)
    };
    let date = |reader: &mut Reader<'_>, key: &str| {
        let (cell, place) = row.cell(key);
        reader.partial_date(cell, &place)
    };
    let (cell, id_place) = row.cell("身份证号");
    let id_number = reader.id_number(cell, &id_place).map(|value| Located { value, at: id_place.clone() });
    if cell.is_blank() && row.has("身份证号") {
        reader.report(Problem::error("no-id-number", id_place.clone(), "缺身份证号").advice("请对照身份证填写。"));
    }
    let (cell, sex_place) = row.cell("性别");
    let sex_text = reader.choice(cell, &sex_place, &["男", "女"]);
    let sex = sex_text.and_then(|text| text.parse().ok());
    let (cell, birth_place) = row.cell("出生年月");
    let birth = reader.partial_date(cell, &birth_place).map(|value| Located { value, at: birth_place.clone() });
    if cell.is_blank() && row.has("出生年月") {
        reader.report(Problem::error("no-birth", birth_place.clone(), "缺出生年月").advice("请填写，如 1975.03。"));
    }
    if let Some(id) = &id_number {
        compare_birth(id, birth.as_ref(), reader);
        if sex.is_some_and(|sex| sex != id.value.sex()) {
            reader.report(
                Problem::warning(
                    "sex-differs",
                    sex_place,
                    format!("与身份证号不符：身份证号显示为{}", id.value.sex().as_str()),
                )
                .found(sex_text.unwrap_or_default())
                .advice("请核对性别和身份证号。"),
            );
        }
    }
    let post = post(row, round, "报考岗位", reader);
    let reapplied = reapplication(row, round, reader);
    let (cell, order_place) = row.cell("排序号");
    let order = reader.count(cell, &order_place);
    let (cell, employment_place) = row.cell("编制类别");
    let employment_text = reader.text(cell, &employment_place);
    let employment = employment_text.parse().ok();
    if employment.is_none() && !employment_text.is_empty() {
        reader.report(
            Problem::warning("employment", employment_place, "看不懂编制类别")
                .found(&employment_text)
                .advice("请填公务员、参公、事业或其他：公务员不签聘书。"),
        );
    }
    let full_time = education(row, "全日制", reader);
    let part_time = education(row, "在职", reader);
    let ethnicity = text(reader, "民族");
    let in_post_since = date(reader, "任现职时间");
    let applied = {
        let (cell, place) = row.cell("报名时间");
        reader.date(cell, &place).map(|value| Located { value, at: place })
    };
    let assessments = assessments(row, reader);
    let texts = texts(row, reader);
    Some(Applicant {
        at: row.place.clone(),
        name,
        sex,
        birth,
        ethnicity: with_suffix(&ethnicity),
        id_number,
        full_time,
        part_time,
        in_post_since,
        employment,
        post,
        applied,
        reapplied,
        also_applied: Vec::new(),
        order,
        assessments,
        resume: Vec::new(),
        family: Vec::new(),
        photo: None,
        review: None,
        marks: Marks::default(),
        texts,
        blocked: false,
    })
}

/// Birth in the archive and on the identity card may differ lawfully, so a difference is only pointed out.
fn compare_birth(
    id: &Located<crate::language::id_number::IdNumber>,
    birth: Option<&Located<PartialDate>>,
    reader: &mut Reader<'_>,
) {
    let Some(birth) = birth else { return };
    let card = PartialDate::from(id.value.birth());
    if !birth.value.agrees_with(card) {
        reader.report(
            Problem::warning(
                "birth-differs",
                birth.at.clone(),
                format!("与身份证号不符：身份证号显示为 {}", card.format(DateStyle::Digits)),
            )
            .found(birth.value.to_string())
            .advice("请核对；以档案认定的出生日期为准的可以不改。"),
        );
    }
}

fn reapplication(row: &Row, round: &Round, reader: &mut Reader<'_>) -> Option<Reapplication> {
    let (cell, at) = row.cell("改报岗位");
    if cell.is_blank() {
        return None;
    }
    let post = post(row, round, "改报岗位", reader);
    let (cell, place) = row.cell("改报时间");
    Some(Reapplication { at, post, date: reader.date(cell, &place) })
}

fn post(row: &Row, round: &Round, key: &str, reader: &mut Reader<'_>) -> Option<PostId> {
    let (cell, place) = row.cell(key);
    let wanted = reader.text(cell, &place).replace('\n', "");
    if wanted.is_empty() {
        if row.has(key) {
            reader.report(Problem::error("no-post", place, "缺报考岗位").advice("请填写“岗位”表中的一个岗位。"));
        }
        return None;
    }
    let key = plain(&wanted);
    let found = round
        .posts
        .iter()
        .position(|post| plain(&post.name) == key || (!post.code.is_empty() && plain(&post.code) == key));
    if found.is_none() && !round.posts.is_empty() {
        let names: Vec<&str> = round.posts.iter().map(|post| post.name.as_str()).collect();
        reader.report(
            Problem::error("unknown-post", place, "“岗位”表里没有这个岗位")
                .found(&wanted)
                .advice(format!("请改成其中之一：{}。", names.join("、"))),
        );
    }
    found.map(PostId)
}

fn education(row: &Row, kind: &str, reader: &mut Reader<'_>) -> Education {
    let mut part = |name: &str| {
        let (cell, place) = row.cell(&format!("{kind}{name}"));
        (reader.text(cell, &place), place)
    };
    let (degree, at) = part("学历");
    let education = Education { degree, academic: part("学位").0, school: part("毕业院校及专业").0, at };
    let none = ["", "无", "—", "-", "/"].contains(&education.degree.as_str());
    if !none && education.level().is_none() {
        reader.report(
            Problem::warning("degree", education.at.clone(), "看不出是哪一级学历")
                .found(&education.degree)
                .advice("请填研究生、大学、大专、中专或高中。"),
        );
    }
    education
}

/// 汉 becomes 汉族.
fn with_suffix(ethnicity: &str) -> String {
    let short = !ethnicity.is_empty() && !ethnicity.ends_with('族') && ethnicity.chars().count() <= 4;
    if short { format!("{ethnicity}族") } else { ethnicity.to_owned() }
}

/// Every column as the documents print it.
fn texts(row: &Row, reader: &mut Reader<'_>) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for column in APPLICANTS.columns {
        let (cell, place) = row.cell(column.key);
        if cell.is_blank() || matches!(cell, CellValue::Error(_) | CellValue::Uncomputed(_)) {
            continue;
        }
        let text = match column.kind {
            Kind::Month => {
                // Problems of dates the rules do not use are reported here; those of the others were already.
                let known = ["出生年月", "任现职时间"].contains(&column.key);
                let text = clean(&cell.show());
                if known {
                    let mut silent = Vec::new();
                    let mut quiet = Reader { problems: &mut silent, person: None };
                    quiet.partial_date(cell, &place).map_or(text, |date| date.format(DateStyle::Form))
                } else if column.key == "入党时间" && !text.chars().any(|c| c.is_ascii_digit()) {
                    // 九三学社 and the like stand where the date of joining the Party would.
                    text
                } else {
                    reader.partial_date(cell, &place).map(|date| date.format(DateStyle::Form)).unwrap_or_default()
                }
            }
            Kind::Phone | Kind::Code => reader.code(cell, &place),
            Kind::Name => Name::read(&cell.show()).as_str().to_owned(),
            Kind::IdNumber => clean(&cell.show()),
            Kind::Date => match cell {
                CellValue::Date(date) => PartialDate::from(*date).format(DateStyle::Prose),
                cell => clean(&cell.show()),
            },
            _ if column.key == "民族" => with_suffix(&clean(&cell.show())),
            _ => clean(&cell.show()),
        };
        out.push((column.key.to_owned(), text));
    }
    for (header, _, value) in &row.others {
        out.push((header.clone(), clean(&value.show())));
    }
    out
}

/// An error in a person's row keeps documents about that person from being made; rows of 简历 and 家庭成员 have done so already.
pub(super) fn block(round: &mut Round, problems: &[Problem]) {
    for applicant in &mut round.applicants {
        applicant.blocked |= problems.iter().any(|problem| {
            problem.is_error() && problem.place.sheet == applicant.at.sheet && problem.place.row == applicant.at.row
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ethnicity_is_printed_with_its_suffix() {
        assert_eq!(with_suffix("汉"), "汉族");
        assert_eq!(with_suffix("维吾尔族"), "维吾尔族");
        assert_eq!(with_suffix(""), "");
    }
}
