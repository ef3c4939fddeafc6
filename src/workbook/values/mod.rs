//! Reading cells by what their column holds.
//!
//! Each reader returns the value, or nothing and a problem: what stands in the cell, what is wrong with it, what to do. A
//! blank cell is nothing and no problem; whether it may be blank is asked elsewhere.

mod day;
mod limit;
mod limit_advice;
mod number;
mod span;
mod variants;
mod word;
mod year;

pub(super) use day::{PARTS_OF_DAY, arabic, has_time, read as read_date};
pub(super) use limit::{brackets, level_at, no_whole_number, required_degree, whole_number};
pub(super) use limit_advice::no_limit;
pub(super) use number::{decimal, is_not_invited};
pub(super) use span::span;
pub(super) use word::{choose, ethnicity, party};
pub(super) use year::{NO_GRADE, is_of_one_year, short_year_of, year_of};

use super::cell::{CellValue, is_space};
use crate::language::invisible::{is_invisible, visible};
use crate::language::name::{Name, private_use_characters};
pub(super) use crate::language::nothing::{is_nothing, is_strokes};
use crate::language::sex::Sex;
use crate::problem::{Place, Problem};

/// Collects problems while a row is read.
pub(super) struct Reader<'a> {
    /// Where problems go.
    pub problems: &'a mut Vec<Problem>,
    /// Whom the row is about.
    pub person: Option<String>,
}

impl Reader<'_> {
    /// Reports a problem.
    pub fn report(&mut self, problem: Problem) {
        let problem = match &self.person {
            Some(person) if problem.person.is_none() => problem.about(person.clone()),
            _ => problem,
        };
        self.problems.push(problem);
    }

    /// Errors that any cell can have.
    fn usable<'c>(&mut self, cell: &'c CellValue, place: &Place) -> Option<&'c CellValue> {
        match cell {
            CellValue::Error(error) => {
                self.report(
                    Problem::error("error-cell", place.clone(), "单元格里是公式错误")
                        .found(error)
                        .advice("请改正公式，或者直接填写内容。"),
                );
                None
            }
            CellValue::Uncomputed(formula) => {
                self.report(
                    Problem::error("uncomputed", place.clone(), "公式没有保存计算结果")
                        .found(format!("={formula}"))
                        .advice("请用 Excel 或 WPS 打开，保存一次再试；或者把公式改成内容。"),
                );
                None
            }
            CellValue::Ditto(sign) => {
                self.report(
                    Problem::error("ditto", place.clone(), "写的是和上面一样，没有写内容")
                        .found(sign)
                        .advice("请把内容写出来；行一排序、一移动，就不知道是和谁一样。"),
                );
                None
            }
            CellValue::Twofold(both) => {
                self.report(
                    Problem::error("repeated-column", place.clone(), "有两列都是写这一项的，填的不一样")
                        .found(both)
                        .advice("请看准用哪一列，把另一列删去，或者改成别的列名。"),
                );
                None
            }
            CellValue::Told(_) => None,
            cell if cell.is_blank() => None,
            cell => Some(cell),
        }
    }

    /// Text: trimmed, lines kept. Characters that print nowhere are reported.
    pub fn text(&mut self, cell: &CellValue, place: &Place) -> String {
        let Some(cell) = self.usable(cell, place) else { return String::new() };
        let text = clean(&cell.show());
        let private = private_use_characters(&text);
        if !private.is_empty() {
            let codes: Vec<String> = private.iter().map(|c| format!("U+{:04X}", u32::from(*c))).collect();
            self.report(
                Problem::warning(
                    "private-use",
                    place.clone(),
                    format!("有老系统的自造字（{}），印不出来", codes.join("、")),
                )
                .found(&text)
                .advice("请换成标准的字。"),
            );
        }
        text
    }

    /// A name. What official lists write behind it (（女）, （满族）, （女，回族）) is no part of it.
    pub fn name(&mut self, cell: &CellValue, place: &Place) -> Name {
        let text = self.text(cell, place);
        let name = Name::read(without_note(&text));
        let strange: String = name.as_str().chars().filter(|c| !belongs_in_name(*c)).collect();
        if !strange.is_empty() {
            let advice = if strange.chars().all(|c| "（）()[]【】〔〕".contains(c)) {
                "括号里不是姓名的，请移到别的栏或者“备注”。"
            } else {
                "请核对姓名；打不出的字请用标准的字，不要用符号代替。"
            };
            self.report(
                Problem::warning("name", place.clone(), format!("姓名里有“{strange}”")).found(&text).advice(advice),
            );
        }
        let title =
            TITLES.iter().find(|title| name.as_str().strip_suffix(**title).is_some_and(|rest| !rest.is_empty()));
        if let Some(title) = title {
            let problem = Problem::warning("name", place.clone(), format!("姓名后面有“{title}”，文书上照印"));
            self.report(problem.found(&text).advice("请只写姓名。"));
        } else if !name.is_empty() && name.as_str().chars().all(|c| c.is_ascii_alphabetic()) {
            let problem = Problem::warning("name", place.clone(), "姓名是字母，空格已经去掉，文书上照印");
            self.report(problem.found(&text).advice("有汉字姓名的，请写汉字。"));
        }
        name
    }
}

/// What is said to somebody and is no part of the name.
const TITLES: &[&str] = &["同志", "先生", "女士"];

/// A name without the note of sex and ethnicity that official lists put behind it.
pub(super) fn without_note(text: &str) -> &str {
    parted(text).map_or(text, |(name, _)| name)
}

/// A name and the note behind it.
fn parted(text: &str) -> Option<(&str, &str)> {
    let (name, note) = text.trim_end().strip_suffix(['）', ')'])?.rsplit_once(['（', '('])?;
    let mut parts = note.split(['，', ',', '、', ' ']);
    let known = |part: &str| matches!(part, "男" | "女") || part.ends_with('族') || word::ethnicity(part).is_some();
    parts.all(known).then_some((name, note))
}

/// What official lists say of somebody behind the name: （女）, （满族）, （女，回族）.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Noted {
    /// 性别.
    pub sex: Option<Sex>,
    /// 民族.
    pub ethnicity: Option<String>,
}

impl Noted {
    /// Reads the note behind a name; without one there is nothing.
    pub fn behind(text: &str) -> Self {
        let parts = || parted(text).into_iter().flat_map(|(_, note)| note.split(['，', ',', '、', ' ']));
        Self { sex: parts().find_map(|part| part.parse().ok()), ethnicity: parts().find_map(word::ethnicity) }
    }
}

/// Characters of names: letters of any script, the interpunct, the split mark, 〇. Private-use ones are reported by themselves.
fn belongs_in_name(c: char) -> bool {
    c.is_alphabetic()
        || matches!(c, '·' | '|' | '〇' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}' | '-' | '\'' | '’')
}

/// “甲”、“乙”或“丙”.
pub(super) fn list(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [only] => format!("“{only}”"),
        [head @ .., last] => {
            let head: Vec<String> = head.iter().map(|word| format!("“{word}”")).collect();
            format!("{}或“{last}”", head.join("、"))
        }
    }
}

/// Trimmed text with lines kept and invisible characters removed.
pub(super) fn clean(text: &str) -> String {
    if !text.chars().any(is_unclean) {
        return text.trim_matches(is_space).trim_start_matches('\'').to_owned();
    }
    let text = visible(text).replace("\r\n", "\n").replace('\r', "\n").replace('\u{00A0}', " ");
    let text: String = text.chars().filter(|c| *c == '\n' || *c == '\t' || !c.is_control()).collect();
    text.lines()
        .map(|line| line.trim_matches(is_space))
        .collect::<Vec<_>>()
        .join("\n")
        .trim_matches(is_space)
        .trim_start_matches('\'')
        .to_owned()
}

/// Signs that make cleaning more than trimming: most texts have none of them.
fn is_unclean(c: char) -> bool {
    c.is_control() || c == '\u{00A0}' || is_invisible(c)
}

/// Full-width digits, letters and signs as half-width ones, and the sign of a ratio (∶) as a colon.
pub(super) fn half_width(text: &str) -> String {
    if !text.chars().any(|c| matches!(c, '\u{FF01}'..='\u{FF5E}' | '\u{3000}' | '∶')) {
        return text.to_owned();
    }
    text.chars()
        .map(|c| match u32::from(c) {
            code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(c),
            0x3000 => ' ',
            0x2236 => ':',
            _ => c,
        })
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may fail loudly")]
mod tests;
