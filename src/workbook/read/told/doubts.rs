//! What is written about a person and cannot be: dates that come before one another, two people in one cell, two of one name.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::language::age::age_on;
use crate::language::date::{PartialDate, prose};
use crate::language::sex::Sex;
use crate::language::title::ends_in_title;
use crate::problem::Problem;
use crate::round::{Applicant, Located};
use crate::workbook::header::plain;
use crate::workbook::table::Row;
use crate::workbook::values::{Noted, Reader, clean, party, read_date, without_note};

/// The age at which each can be at the earliest: 劳动法 lets nobody work before, 党章 nobody join.
const EARLIEST: &[(&str, u32)] = &[("入党时间", 18), ("参加工作时间", 16), ("任现职时间", 16)];

/// Dates that cannot be, seen from the birth and from the day ages are counted to.
pub(crate) fn dates(row: &Row, birth: Option<&Located<PartialDate>>, base: Option<NaiveDate>, reader: &mut Reader<'_>) {
    let late = |date: PartialDate| base.zip(date.first_day()).is_some_and(|(base, first)| first > base);
    let until = base.map(prose).unwrap_or_default();
    if let Some(birth) = birth {
        if birth.value.month().is_none() {
            let problem = Problem::error("date", birth.at.clone(), "出生年月只有年份，缺月份");
            reader.report(problem.found(row.value("出生年月").show()).advice("请写成 1975.03 的样子。"));
        }
        let age = base.zip(birth.value.first_day()).map(|(base, first)| age_on(first, base).unwrap_or(0));
        if late(birth.value) || age.is_some_and(|age| age < 18) {
            let problem = Problem::warning("birth-late", birth.at.clone(), format!("到{until}还不满18周岁"));
            reader.report(problem.found(birth.value.to_string()).advice("请核对出生年月。"));
        }
    }
    for (key, least) in EARLIEST {
        let (cell, place) = row.cell(key);
        let text = clean(&cell.show());
        let date = match cell.day() {
            Some(date) => PartialDate::from(date),
            None => match read_date(text.split(['；', ';']).next().unwrap_or_default()) {
                Ok(date) => date,
                Err(_) => continue,
            },
        };
        let message = if late(date) {
            format!("{key}在{until}以后")
        } else {
            let born = birth.and_then(|birth| birth.value.first_day());
            let Some((born, last)) = born.zip(date.last_day()) else { continue };
            // A column for the Party may hold the day of joining 共青团.
            let league = *key == "入党时间" && row.value("政治面貌").show().contains('团');
            let least = if league { 13 } else { *least };
            match age_on(born, last) {
                Some(age) if age >= least => continue,
                Some(_) => format!("{key}那时还不满{least}周岁"),
                None => format!("{key}早于出生年月"),
            }
        };
        reader.report(Problem::warning("date-early", place, message).found(text).advice("请核对这个日期和出生年月。"));
    }
}

/// A date of joining the Party beside somebody who is in none.
pub(crate) fn party_without_members(row: &Row, reader: &mut Reader<'_>) {
    let (cell, _) = row.cell("政治面貌");
    let own = party(&clean(&cell.show())).unwrap_or_default();
    let (joined, place) = row.cell("入党时间");
    let dated = joined.day().is_some() || joined.show().chars().any(|c| c.is_ascii_digit());
    if matches!(own.as_str(), "群众" | "无党派人士") && dated {
        let message = format!("政治面貌是{own}，又填了入党时间");
        let problem = Problem::warning("party", place, message).found(joined.show());
        reader.report(problem.advice("请核对政治面貌；不是党员的，请删去入党时间。"));
    }
}

/// Two people in the cell of a name: 李四/王五, 赵六等2人.
pub(crate) fn two_names(row: &Row, reader: &mut Reader<'_>) {
    let (cell, place) = row.cell("姓名");
    let text = clean(&cell.show());
    let text = without_note(&text).to_owned();
    // 张\n三 is one name, broken for want of room.
    let parts: Vec<String> =
        text.split(['、', '/', '／', '，', ',', '；', ';', '\n']).map(plain).filter(|part| !part.is_empty()).collect();
    // 欧阳\n晓雪 beside one identity number: broken too.
    let one = || {
        let marked = text.contains(['、', '/', '／', '，', ',', '；', ';']);
        let id = plain(&row.cell("身份证号").0.show());
        !marked && matches!(id.chars().count(), 15 | 18)
    };
    let several = parts.len() > 1 && parts.iter().all(|part| part.chars().count() > 1) && !one();
    let counted = plain(&text).ends_with('人') && text.contains('等');
    if several || counted {
        let problem = Problem::error("name", place, "一格里写了不止一个人");
        reader.report(problem.found(text.replace('\n', " ")).advice("请一人一行，分开写。"));
    }
}

/// What else is written behind names: what somebody is besides the post.
const STANDINGS: &[&str] = &["党员", "团员", "群众", "博士", "硕士", "本科", "大专", "同志", "老师"];

/// 吕丁 女, 李 芳 女, 张三 副科长: more than the name, parted from it by a space. The space that widens 张 三 is no such, and 王 胜 男 is
/// somebody's name where she is a woman.
pub(crate) fn more_than_name(row: &Row, reader: &mut Reader<'_>) {
    let (cell, place) = row.cell("姓名");
    let text = clean(&cell.show());
    let mut parts = without_note(&text).split_whitespace();
    let (Some(first), Some(last)) = (parts.next(), parts.next_back()) else { return };
    let of_post = ends_in_title(last);
    let of_people = last.ends_with('族') && last.chars().count() > 1;
    let standing = STANDINGS.iter().any(|word| last.ends_with(word));
    let (full, widened) = (first.chars().count() > 1, parts.next().is_some());
    let sex = plain(&row.cell("性别").0.show());
    let of_sex = matches!(last, "男" | "女") && (full || sex.is_empty() || sex == last);
    if (full || widened) && (of_sex || of_post || of_people || standing) {
        let problem = Problem::warning("name", place, format!("姓名后面像是另外写了“{last}”，文书上当作姓名照印"));
        reader.report(problem.found(text.replace('\n', " ")).advice("请只写姓名；性别、民族、职务各有一列。"));
    }
}

/// What the brackets behind a name say, and another column says otherwise.
pub(crate) fn note_differs(row: &Row, noted: &Noted, sex: Option<Sex>, ethnicity: &str, reader: &mut Reader<'_>) {
    let mut told = |key: &str, inner: &str, own: &str| {
        let (cell, place) = row.cell("姓名");
        let problem = Problem::warning("name", place, format!("括号里写的是{inner}，“{key}”列是{own}"));
        reader.report(problem.found(cell.show().replace('\n', " ")).advice("请对照身份证核对；文书按列里写的印。"));
    };
    if let Some((inner, own)) = noted.sex.zip(sex).filter(|(inner, own)| inner != own) {
        told("性别", inner.as_str(), own.as_str());
    }
    if let Some(inner) = noted.ethnicity.as_deref().filter(|inner| !ethnicity.is_empty() && *inner != ethnicity) {
        told("民族", inner, ethnicity);
    }
}

/// Two people of one name of whom not both have an identity number: they may be one.
pub(crate) fn same_names(applicants: &[Applicant], reader: &mut Reader<'_>) {
    let mut seen: HashMap<&str, &Applicant> = HashMap::new();
    for applicant in applicants {
        match seen.get(applicant.name.as_str()) {
            Some(first) if first.id_number.is_none() || applicant.id_number.is_none() => {
                let sheet = if first.at.sheet == applicant.at.sheet {
                    String::new()
                } else {
                    format!("“{}”表", first.at.sheet)
                };
                let message = format!("与{sheet}第{}行同名，没有身份证号，分不清是不是同一个人", first.at.row);
                reader.report(
                    Problem::warning("same-name", applicant.at.clone(), message)
                        .about(applicant.name.as_str())
                        .advice("是两个人的，请填写身份证号；是同一个人的，请删去一行。"),
                );
            }
            Some(_) => {}
            None => drop(seen.insert(applicant.name.as_str(), applicant)),
        }
    }
}

/// People of one mobile telephone: the number of the row above, filled down. A telephone of the office is shared.
pub(crate) fn same_mobiles(applicants: &[Applicant], reader: &mut Reader<'_>) {
    let mut seen: HashMap<&str, Vec<&Applicant>> = HashMap::new();
    for applicant in applicants {
        let mobile = applicant.text("手机");
        if is_mobile(mobile) {
            seen.entry(mobile).or_default().push(applicant);
        }
    }
    for first in applicants {
        // Told once, with the first of them; somebody of two rows is one.
        let Some([one, others @ ..]) = seen.get(first.text("手机")).map(Vec::as_slice) else { continue };
        let mut names: Vec<&str> = others.iter().map(|other| other.name.as_str()).collect();
        names.retain(|name| *name != first.name.as_str());
        names.dedup();
        if one.at != first.at || names.is_empty() {
            continue;
        }
        let message = format!("手机号与{}的相同", names.join("、"));
        reader.report(
            Problem::warning("phone", first.at.clone(), message)
                .about(first.name.as_str())
                .advice("请核对是不是复制了没有改；确实共用一个号码的可以不改。"),
        );
    }
}

/// Eleven figures that begin with 1.
fn is_mobile(number: &str) -> bool {
    number.len() == 11 && number.starts_with('1') && number.bytes().all(|byte| byte.is_ascii_digit())
}
