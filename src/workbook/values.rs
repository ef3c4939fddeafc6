//! Reading cells by what their column holds.
//!
//! Each reader returns the value, or nothing and a problem: what stands in the cell, what is wrong with it, what to do. A
//! blank cell is nothing and no problem; whether it may be blank is asked elsewhere.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::cell::{CellValue, is_space};
use crate::language::date::{DateError, PartialDate};
use crate::language::id_number::{IdNumber, IdNumberError};
use crate::language::name::{Name, private_use_characters};
use crate::problem::{Place, Problem};
use crate::round::Score;

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

    /// A name.
    pub fn name(&mut self, cell: &CellValue, place: &Place) -> Name {
        let text = self.text(cell, place);
        Name::read(&text)
    }

    /// An identity number. A number that Excel has cut is an error, never repaired.
    pub fn id_number(&mut self, cell: &CellValue, place: &Place) -> Option<IdNumber> {
        let cell = self.usable(cell, place)?;
        let again = "请把这一列设为“文本”格式，对照身份证重新录入。";
        if let CellValue::Number { value, .. } = cell {
            let shown = format!("{value:.0}");
            let problem = if value.abs() >= 1.0e15 {
                Problem::error("id-number-cut", place.clone(), "身份证号被存成了数字，后三位已经丢失").found(shown)
            } else {
                Problem::error("id-number-number", place.clone(), "身份证号被存成了数字").found(shown)
            };
            self.report(problem.advice(again));
            return None;
        }
        let text = cell.show();
        match text.parse::<IdNumber>() {
            Ok(id) => {
                if id.was_upgraded() {
                    self.report(
                        Problem::warning(
                            "id-number-old",
                            place.clone(),
                            format!("是15位旧身份证号，按规则换算为 {}", id.as_str()),
                        )
                        .found(text.trim())
                        .advice("请对照新证核对。"),
                    );
                }
                Some(id)
            }
            Err(error) => {
                let advice = match &error {
                    IdNumberError::BadCheckDigit { .. } => "多半是录错了某一位，请对照身份证核对。",
                    _ => "请对照身份证改正。",
                };
                self.report(
                    Problem::error("id-number", place.clone(), error.to_string()).found(text.trim()).advice(advice),
                );
                None
            }
        }
    }

    /// A telephone number or another number that is a code: what a number format or leading zeros would spoil is reported.
    pub fn code(&mut self, cell: &CellValue, place: &Place) -> String {
        let Some(cell) = self.usable(cell, place) else { return String::new() };
        if let CellValue::Number { value, .. } = cell
            && (value.abs() >= 1.0e15 || value.fract() != 0.0)
        {
            self.report(
                Problem::error("code-number", place.clone(), "号码被存成了数字，已经不准")
                    .found(cell.show())
                    .advice("请把这一列设为“文本”格式，重新录入。"),
            );
            return String::new();
        }
        clean(&half_width(&cell.show()))
    }

    /// A month or a day.
    pub fn partial_date(&mut self, cell: &CellValue, place: &Place) -> Option<PartialDate> {
        let cell = self.usable(cell, place)?;
        let text = match cell {
            CellValue::Date(date) => return Some(PartialDate::from(*date)),
            CellValue::Number { value, decimals } => match month_number(*value, *decimals) {
                Ok(text) => text,
                Err(message) => {
                    self.report(
                        Problem::error("date", place.clone(), message)
                            .found(cell.show())
                            .advice("请把这一列设为“文本”格式，写成 1975.10 的样子。"),
                    );
                    return None;
                }
            },
            cell => clean(&cell.show()),
        };
        // An age in brackets (1975.03（37岁）) is not part of the date.
        let date = text.split(['（', '(']).next().unwrap_or_default().trim();
        match date.parse::<PartialDate>() {
            Ok(date) => Some(date),
            Err(DateError::Empty) => None,
            Err(error) => {
                self.report(
                    Problem::error("date", place.clone(), error.to_string())
                        .found(&text)
                        .advice("请写成 1975.03、1975.03.14 或 1975年3月 的样子。"),
                );
                None
            }
        }
    }

    /// A day.
    pub fn date(&mut self, cell: &CellValue, place: &Place) -> Option<NaiveDate> {
        let partial = self.partial_date(cell, place)?;
        let exact = partial.exact();
        if exact.is_none() {
            self.report(
                Problem::error("date", place.clone(), "日期缺日子")
                    .found(cell.show())
                    .advice("请写成 2012-04-25 的样子。"),
            );
        }
        exact
    }

    /// A mark, exact to the decimal.
    pub fn score(&mut self, cell: &CellValue, place: &Place) -> Option<Score> {
        self.score_within(cell, place, 100)
    }

    /// A mark of an examination with another full mark (满分), or 缺考.
    pub fn score_within(&mut self, cell: &CellValue, place: &Place, full: u32) -> Option<Score> {
        let cell = self.usable(cell, place)?;
        let text = half_width(&clean(&cell.show()));
        if ["缺考", "缺席", "弃考"].contains(&text.as_str()) {
            return Some(Score::Absent);
        }
        let text = text.trim_end_matches('分');
        let full_mark = Decimal::from(full);
        let marks = text.parse::<Decimal>().ok().filter(|marks| (Decimal::ZERO..=full_mark).contains(marks));
        if marks.is_none() {
            self.report(
                Problem::error("score", place.clone(), format!("成绩要填 0 到 {full} 之间的数，缺考写“缺考”"))
                    .found(cell.show())
                    .advice("请改正。"),
            );
        }
        marks.map(Score::Points)
    }

    /// A count of people or ballots.
    pub fn count(&mut self, cell: &CellValue, place: &Place) -> Option<u32> {
        let cell = self.usable(cell, place)?;
        let text = half_width(&clean(&cell.show()));
        let digits = text.trim_end_matches(['名', '人', '票', '张', '岁', '年']).trim_end_matches("周");
        let count = digits.parse::<u32>().ok();
        if count.is_none() {
            self.report(
                Problem::error("count", place.clone(), "要填整数").found(cell.show()).advice("请改成不带小数的数字。"),
            );
        }
        count
    }

    /// One of a few words. The first matching word is meant where the text says more (公务员编制).
    pub fn choice(&mut self, cell: &CellValue, place: &Place, words: &[&'static str]) -> Option<&'static str> {
        let cell = self.usable(cell, place)?;
        let text = clean(&cell.show());
        let found = words.iter().find(|word| **word == text).or_else(|| {
            let (yes, no) = (words.first(), words.get(1));
            match text.as_str() {
                "√" | "Y" | "y" | "有" if words.len() == 2 => yes,
                "×" | "N" | "n" | "无" if words.len() == 2 => no,
                _ => None,
            }
        });
        if found.is_none() {
            self.report(
                Problem::error("choice", place.clone(), format!("只能填{}", list(words)))
                    .found(&text)
                    .advice("请改正。"),
            );
        }
        found.copied()
    }

    /// 是 or 否.
    pub fn yes_no(&mut self, cell: &CellValue, place: &Place) -> Option<bool> {
        self.choice(cell, place, &["是", "否"]).map(|word| word == "是")
    }
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

/// A month written as a number: 1975.03 or 197503. `1975.1` may have been 1975.01's neighbour 1975.10, unless the cell's format
/// shows two places.
fn month_number(value: f64, decimals: Option<u8>) -> Result<String, &'static str> {
    if value.fract() == 0.0 {
        return Ok(format!("{value:.0}"));
    }
    let text = match decimals {
        Some(places @ 1..) => format!("{value:.*}", usize::from(places.max(2))),
        _ => CellValue::Number { value, decimals: None }.show(),
    };
    if decimals.is_none_or(|places| places < 2) && text.split_once('.').is_some_and(|(_, month)| month == "1") {
        return Err("分不清是1月还是10月：数字格式会去掉末尾的0");
    }
    Ok(text)
}

/// Trimmed text with lines kept and invisible characters removed.
pub(super) fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\u{00A0}', " ");
    let text: String = text
        .chars()
        .filter(|c| {
            !matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}')
                && (*c == '\n' || *c == '\t' || !c.is_control())
        })
        .collect();
    text.lines()
        .map(|line| line.trim_matches(is_space))
        .collect::<Vec<_>>()
        .join("\n")
        .trim_matches(is_space)
        .trim_start_matches('\'')
        .to_owned()
}

/// Full-width digits, letters and signs as half-width ones.
pub(super) fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match u32::from(c) {
            code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(c),
            0x3000 => ' ',
            _ => c,
        })
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may fail loudly")]
mod tests {
    use super::*;

    fn with<T>(read: impl FnOnce(&mut Reader<'_>, &Place) -> T) -> (T, Vec<Problem>) {
        let mut problems = Vec::new();
        let place = Place::sheet("轮次.xlsx", "报名").at(5, 3);
        let value = read(&mut Reader { problems: &mut problems, person: None }, &place);
        (value, problems)
    }

    fn number(value: f64) -> CellValue {
        CellValue::Number { value, decimals: None }
    }

    fn text(text: &str) -> CellValue {
        CellValue::Text(text.into())
    }

    #[test]
    fn a_numeric_id_number_is_an_error_never_a_repair() {
        let (id, problems) = with(|reader, place| reader.id_number(&number(3.205_061_975_031_4e17), place));
        assert_eq!(id, None);
        assert_eq!(problems[0].code, "id-number-cut");
        assert!(problems[0].message.contains("后三位已经丢失"));
        assert_eq!(problems[0].place.cell(), "C5");
    }

    #[test]
    fn id_numbers_are_tidied() {
        let (id, problems) = with(|reader, place| reader.id_number(&text(" 11010519491231002x "), place));
        assert_eq!(id.unwrap().as_str(), "11010519491231002X");
        assert!(problems.is_empty());
    }

    #[test]
    fn a_month_that_lost_its_zero_is_not_guessed() {
        let (date, problems) = with(|reader, place| reader.partial_date(&number(1975.1), place));
        assert_eq!((date, problems.len()), (None, 1));
        let shown = CellValue::Number { value: 1975.1, decimals: Some(2) };
        let (date, problems) = with(|reader, place| reader.partial_date(&shown, place));
        assert_eq!(date.unwrap().month(), Some(10));
        assert!(problems.is_empty());
        let (date, _) = with(|reader, place| reader.partial_date(&number(1975.03), place));
        assert_eq!(date.unwrap().month(), Some(3));
        let (date, _) = with(|reader, place| reader.partial_date(&number(197_503.0), place));
        assert_eq!(date.unwrap().month(), Some(3));
    }

    #[test]
    fn an_age_in_brackets_is_not_part_of_the_date() {
        let (date, problems) = with(|reader, place| reader.partial_date(&text("1975.03\n（37岁）"), place));
        assert_eq!(date.unwrap().to_string(), "1975年3月");
        assert!(problems.is_empty());
    }

    #[test]
    fn absence_is_not_zero() {
        let (score, _) = with(|reader, place| reader.score(&text("缺 考"), place));
        assert_eq!(score, None);
        let (score, _) = with(|reader, place| reader.score(&text("缺考"), place));
        assert_eq!(score, Some(Score::Absent));
        let (score, _) = with(|reader, place| reader.score(&number(86.125), place));
        assert_eq!(score, Some(Score::Points(Decimal::new(86_125, 3))));
        let (score, problems) = with(|reader, place| reader.score(&number(860.0), place));
        assert_eq!((score, problems[0].code), (None, "score"));
    }

    #[test]
    fn counts_are_whole() {
        assert_eq!(with(|reader, place| reader.count(&number(45.0), place)).0, Some(45));
        assert_eq!(with(|reader, place| reader.count(&text("１名"), place)).0, Some(1));
        let (count, problems) = with(|reader, place| reader.count(&number(1.9), place));
        assert_eq!((count, problems[0].code), (None, "count"));
    }

    #[test]
    fn broken_cells_are_told_apart_from_empty_ones() {
        let (_, problems) = with(|reader, place| reader.text(&CellValue::Error("#N/A".into()), place));
        assert_eq!(problems[0].code, "error-cell");
        let (_, problems) = with(|reader, place| reader.text(&CellValue::Uncomputed("A1&B1".into()), place));
        assert_eq!(problems[0].code, "uncomputed");
        let (_, problems) = with(|reader, place| reader.text(&text("\u{3000}"), place));
        assert!(problems.is_empty());
    }

    #[test]
    fn private_use_characters_are_reported() {
        let (_, problems) = with(|reader, place| reader.text(&text("张\u{E123}"), place));
        assert_eq!(problems[0].code, "private-use");
        assert!(problems[0].message.contains("U+E123"));
    }
}
