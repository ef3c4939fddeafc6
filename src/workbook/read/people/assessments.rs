//! 年度考核, as offices write it: in one text or in a column a year.

use super::graded::{Graded, graded, only_grade};
use crate::problem::Problem;
use crate::round::{Assessment, Plan};
use crate::workbook::header::plain;
use crate::workbook::table::{Row, Table};
use crate::workbook::values::{NO_GRADE, Reader, is_nothing, short_year_of, year_of};

/// 年度考核 from one text (2009年称职、2010年优秀 …) and from columns of their own (2009年考核).
pub(super) fn assessments(row: &Row, plan: &Plan, reader: &mut Reader<'_>) -> Vec<Assessment> {
    let mut found = Vec::new();
    let (cell, place) = row.cell("年度考核");
    let text = reader.text(cell, &place);
    let Graded { years, open, stray } = if is_nothing(&text) { Graded::default() } else { graded(&text) };
    let whose = match open.as_slice() {
        [] if stray || (years.is_empty() && !is_nothing(&text)) => Some("哪一年".to_owned()),
        [] => None,
        open => Some(format!("{}年", open.iter().map(ToString::to_string).collect::<Vec<_>>().join("、"))),
    };
    if let Some(whose) = whose {
        reader.report(
            Problem::warning("grade", place.clone(), format!("看不出{whose}是什么考核等次"))
                .found(&text)
                .advice(format!("请每年写一个等次，写成“{}”的样子。", example(&plan.assessed_years()))),
        );
    }
    for (year, grade) in years {
        found.push((Assessment { year, grade }, place.clone()));
    }
    for (header, column, value) in &row.others {
        // 20年 may be a length of time: what stands below says that it is a year.
        let graded = || {
            let said = plain(&value.show());
            plain(header).ends_with("年度") || is_rating(&said) || only_grade(&said).is_some()
        };
        let Some(year) = year_of(header).or_else(|| short_year_of(&plain(header)).filter(|_| graded())) else {
            continue;
        };
        let place = row.place.at(row.place.row, *column);
        let text = reader.text(value, &place);
        let grade = grade_of(&text);
        if !is_nothing(&grade) {
            found.push((Assessment { year, grade }, place));
        }
    }
    for (assessment, place) in &found {
        if !crate::workbook::schema::ASSESSMENT_GRADES.contains(&assessment.grade.as_str()) {
            reader.report(
                Problem::warning("grade", place.clone(), format!("看不懂{}年的考核等次", assessment.year))
                    .found(&assessment.grade)
                    .advice("请填优秀、称职（合格）、基本称职（基本合格）、不称职（不合格）；没有考核的写“未考核”，没有等次的写“不定等次”。"),
            );
        }
    }
    let mut out: Vec<Assessment> = found.into_iter().map(|(assessment, _)| assessment).collect();
    out.sort();
    out.dedup();
    out
}

/// How it is written, with the years that this round asks for: 2021年称职、2022年优秀、2023年称职.
fn example(years: &[i32]) -> String {
    let usual = [2009, 2010, 2011];
    let years = if years.is_empty() { usual.as_slice() } else { years };
    let graded = years.iter().enumerate().map(|(at, year)| {
        let grade = if at == 1 { "优秀" } else { "称职" };
        format!("{year}年{grade}")
    });
    graded.collect::<Vec<_>>().join("、")
}

/// The grade without what is written around it: 优秀等次, 称职（合格）, 优 秀; where there is none, the text.
fn grade_of(text: &str) -> String {
    let plain = plain(text);
    only_grade(&plain).unwrap_or(plain)
}

/// Whether a text is how offices of their own rate somebody, A or 良好.
fn is_rating(text: &str) -> bool {
    matches!(text, "A" | "B" | "C" | "D" | "优" | "良" | "中" | "差" | "优良" | "良好" | "一般" | "较好")
}

/// What else the yearly assessment is called.
const ASSESSED: &[&str] = &["考核", "绩效等级", "绩效等次", "绩效评", "考评", "年终评"];

/// A column about 考核 that is neither the one for all years nor one of a single year is not read, which is said once.
pub(super) fn unread(table: &Table, problems: &mut Vec<Problem>) {
    let mut seen: Vec<u32> = Vec::new();
    for (row, header, column) in
        table.rows.iter().flat_map(|row| row.others.iter().map(move |(header, column, _)| (row, header, *column)))
    {
        let about =
            ASSESSED.iter().any(|word| header.contains(word)) && !NO_GRADE.iter().any(|word| header.contains(word));
        if about && year_of(header).is_none() && !seen.contains(&column) {
            seen.push(column);
            let place = row.place.at(table.header.max(1), column);
            problems.push(
                Problem::warning("unread-column", place, "这一列像是年度考核，但列名不是一年的考核的样子，没有读")
                    .found(header.as_ref())
                    .advice("是年度考核的，请把列名改成“2009年考核”或者“年度考核”的样子；不是的可以不改。"),
            );
        }
    }
}
