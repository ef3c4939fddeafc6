//! 年度考核, as offices write it: in one text or in a column a year.

use crate::problem::Problem;
use crate::round::Assessment;
use crate::workbook::header::plain;
use crate::workbook::table::Row;
use crate::workbook::values::{Reader, half_width, is_nothing};

/// 年度考核 from one text (2009年称职、2010年优秀 …) and from columns of their own (2009年考核).
pub(super) fn assessments(row: &Row, reader: &mut Reader<'_>) -> Vec<Assessment> {
    let mut found = Vec::new();
    let (cell, place) = row.cell("年度考核");
    let text = reader.text(cell, &place);
    let graded = graded_years(&text);
    if graded.is_empty() && !is_nothing(&text) {
        reader.report(
            Problem::warning("grade", place.clone(), "看不出哪一年是什么考核等次")
                .found(&text)
                .advice("请写成“2009年称职、2010年优秀、2011年称职”的样子。"),
        );
    }
    for (year, grade) in graded {
        found.push((Assessment { year, grade }, place.clone()));
    }
    for (header, column, value) in &row.others {
        let Some(year) = year_of(header) else { continue };
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
                    .advice("请填优秀、称职（合格）、基本称职（基本合格）、不称职（不合格）。"),
            );
        }
    }
    let mut out: Vec<Assessment> = found.into_iter().map(|(assessment, _)| assessment).collect();
    out.sort();
    out.dedup();
    out
}

/// `2009年称职、2010—2011年优秀；2012 年度 合格`.
fn graded_years(text: &str) -> Vec<(i32, String)> {
    let text = half_width(text);
    let mut out = Vec::new();
    let mut years: Vec<i32> = Vec::new();
    let mut range = false;
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        if c.is_ascii_digit() {
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            rest = rest.get(digits.len()..).unwrap_or_default();
            if let Some(year) = digits.parse::<i32>().ok().filter(|year| (1950..=2100).contains(year)) {
                match years.last() {
                    Some(&from) if range && from < year => years.extend(from + 1..=year),
                    _ => years.push(year),
                }
                range = false;
            }
            continue;
        }
        if let Some(grade) = crate::workbook::schema::ASSESSMENT_GRADES
            .iter()
            .filter(|grade| rest.starts_with(**grade))
            .max_by_key(|grade| grade.len())
        {
            out.extend(years.drain(..).map(|year| (year, (*grade).to_owned())));
            rest = rest.get(grade.len()..).unwrap_or_default();
            continue;
        }
        range |= matches!(c, '-' | '—' | '–' | '~' | '至' | '～');
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    out
}

/// The grade without what is written around it: 优秀等次, 称职（合格）, 优 秀.
fn grade_of(text: &str) -> String {
    let plain = plain(text);
    let bare = plain.split('(').next().unwrap_or_default().trim_end_matches("等次").trim_start_matches("考核");
    match bare {
        "优" => "优秀".to_owned(),
        bare => bare.to_owned(),
    }
}

/// The year of a column like 2009年考核, 2009年度考核结果, 2009.
fn year_of(header: &str) -> Option<i32> {
    let header = half_width(header);
    let digits: String = header.chars().filter(char::is_ascii_digit).collect();
    let words: String = header.chars().filter(|c| !c.is_ascii_digit()).collect();
    let about = ["", "年", "年度"].contains(&words.as_str()) || words.contains("考核");
    let year = (digits.len() == 4 && about).then(|| digits.parse().ok()).flatten();
    year.filter(|year| (1950..=2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_are_read_from_one_text() {
        let years = |text: &str| {
            graded_years(text).into_iter().map(|(year, grade)| format!("{year}{grade}")).collect::<Vec<_>>()
        };
        assert_eq!(years("2009年称职、2010年优秀、2011年称职"), ["2009称职", "2010优秀", "2011称职"]);
        assert_eq!(years("2009—2011年度均为合格"), ["2009合格", "2010合格", "2011合格"]);
        assert_eq!(years("2009、2010年基本称职；2011 年 优秀"), ["2009基本称职", "2010基本称职", "2011优秀"]);
    }

    #[test]
    fn columns_of_years_are_known_by_their_header() {
        for (header, year) in [
            ("2009年考核", Some(2009)),
            ("２０１０年度考核结果", Some(2010)),
            ("2011", Some(2011)),
            ("近三年年度考核结果2011", Some(2011)),
            ("3201考核", None),
            ("2011年工资", None),
        ] {
            assert_eq!(year_of(header), year, "{header}");
        }
    }
}
