//! Reading cells by what their column holds.
//!
//! Each reader returns the value, or nothing and a problem: what stands in the cell, what is wrong with it, what to do. A
//! blank cell is nothing and no problem; whether it may be blank is asked elsewhere.

mod day;
mod limit;
mod number;
mod word;
mod year;

pub(super) use day::{has_time, read as read_date};
pub(super) use limit::{brackets, no_whole_number, required_degree, whole_number};
pub(super) use word::party;
pub(super) use year::{NO_GRADE, is_of_one_year, year_of};

use super::cell::{CellValue, is_space};
use crate::language::name::{Name, private_use_characters};
pub(super) use crate::language::nothing::is_nothing;
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
            self.report(
                Problem::warning("name", place.clone(), format!("姓名里有“{strange}”"))
                    .found(&text)
                    .advice("请核对姓名；打不出的字请用标准的字，不要用符号代替。"),
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
    parts.all(|part| matches!(part, "男" | "女") || part.ends_with('族')).then_some((name, note))
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
        Self {
            sex: parts().find_map(|part| part.parse().ok()),
            ethnicity: parts().find(|part| part.ends_with('族')).and_then(word::ethnicity),
        }
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

/// Signs that make cleaning more than trimming: most texts have none of them.
fn is_unclean(c: char) -> bool {
    c.is_control() || matches!(c, '\u{00A0}' | '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// Full-width digits, letters and signs as half-width ones.
pub(super) fn half_width(text: &str) -> String {
    if !text.chars().any(|c| matches!(c, '\u{FF01}'..='\u{FF5E}' | '\u{3000}')) {
        return text.to_owned();
    }
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
    use rust_decimal::Decimal;

    use super::*;
    use crate::round::Score;

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
        assert_eq!(problems[0].found, "320506197503140000", "as Excel shows it");
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
        for absent in ["缺考", "缺 考", "未参加"] {
            let (score, problems) = with(|reader, place| reader.score_within(&text(absent), place, 100));
            assert_eq!((score, problems.len()), (Some(Score::Absent), 0), "{absent}");
        }
        // What is shown may be rounded; the mark is what was entered.
        let rounded = CellValue::Number { value: 86.125, decimals: Some(1) };
        assert_eq!(
            with(|reader, place| reader.score_within(&rounded, place, 100)).0,
            Some(Score::Points(Decimal::new(86_125, 3)))
        );
        let (score, _) = with(|reader, place| reader.score_within(&number(86.125), place, 100));
        assert_eq!(score, Some(Score::Points(Decimal::new(86_125, 3))));
        let (score, problems) = with(|reader, place| reader.score_within(&number(860.0), place, 100));
        assert_eq!((score, problems[0].code), (None, "score"));
    }

    #[test]
    fn counts_are_whole() {
        assert_eq!(with(|reader, place| reader.count(&number(45.0), place)).0, Some(45));
        assert_eq!(with(|reader, place| reader.count(&text("１名"), place)).0, Some(1));
        for broken in [number(1.9), CellValue::Number { value: 1.9, decimals: Some(0) }, text("1.9"), number(-3.0)] {
            let (count, problems) = with(|reader, place| reader.count(&broken, place));
            assert_eq!((count, problems[0].code), (None, "count"));
        }
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

    #[test]
    fn dates_in_every_form_offices_use() {
        for (written, wanted) in [
            ("1975.03（37岁）", Some("1975年3月")),
            ("（1975.03）", Some("1975年3月")),
            ("1975年3月出生", Some("1975年3月")),
            ("一九七五年三月", Some("1975年3月")),
            ("一九七五年十二月二十一日", Some("1975年12月21日")),
            ("1999.07入党", Some("1999年7月")),
            ("1975，03", Some("1975年3月")),
            ("1975-03-14 00:00:00", Some("1975年3月14日")),
            ("—", None),
            ("无", None),
        ] {
            let (date, problems) = with(|reader, place| reader.partial_date(&text(written), place));
            assert_eq!(date.map(|date| date.to_string()).as_deref(), wanted, "{written}");
            assert!(problems.is_empty(), "{written}: {problems:?}");
        }
        for (written, word) in [("75.3", "两位"), ("1975.13", "不是真实"), ("三月", "不是可识别")] {
            let (date, problems) = with(|reader, place| reader.partial_date(&text(written), place));
            assert_eq!(date, None, "{written}");
            assert!(problems[0].message.contains(word), "{written}: {}", problems[0]);
        }
        let (_, problems) = with(|reader, place| reader.partial_date(&number(27_463.0), place));
        assert!(problems[0].message.contains("1975-03-10"), "{}", problems[0]);
    }

    #[test]
    fn names_lose_only_what_is_no_name() {
        for (written, name, told) in [
            ("丁宁（女）", "丁宁", 0),
            ("于波(满族)", "于波", 0),
            ("丁月牙（女，回族）", "丁月牙", 0),
            ("张 三", "张三", 0),
            ("阿卜杜拉•买买提", "阿卜杜拉·买买提", 0),
            ("张?三", "张?三", 1),
            ("张三1", "张三1", 1),
        ] {
            let (read, problems) = with(|reader, place| reader.name(&text(written), place));
            assert_eq!((read.as_str(), problems.len()), (name, told), "{written}");
        }
    }

    #[test]
    fn the_note_behind_a_name_says_who_it_is() {
        for (written, sex, ethnicity) in [
            ("丁月牙（女，回族）", Some(Sex::Female), Some("回族")),
            ("李九(回族)", None, Some("回族")),
            ("丁宁（女）", Some(Sex::Female), None),
            ("张三", None, None),
            ("张三（小）", None, None),
        ] {
            let noted = Noted::behind(written);
            assert_eq!((noted.sex, noted.ethnicity.as_deref()), (sex, ethnicity), "{written}");
        }
    }

    #[test]
    fn telephone_numbers() {
        for right in [
            "13800138000",
            "138 0013 8000",
            "0512-65270000",
            "65270000",
            "０５１２－６５２７００００",
            "13800138000/65270000",
            "0512-65270000转8012",
        ] {
            let (_, problems) = with(|reader, place| reader.phone(&text(right), place));
            assert!(problems.is_empty(), "{right}: {problems:?}");
        }
        assert_eq!(with(|reader, place| reader.phone(&number(13_800_138_000.0), place)).0, "13800138000");
        for wrong in ["1380013800", "138001380000", "1.38E+10", "23800138000"] {
            let (_, problems) = with(|reader, place| reader.phone(&text(wrong), place));
            assert_eq!(problems.len(), 1, "{wrong}");
        }
    }

    #[test]
    fn an_id_number_that_was_a_number_once() {
        for (written, word) in [
            ("3.20506E+17", "后几位已经丢失"),
            ("320506197503140000", "末三位是 000"),
            ("32050619750314001", "应为 18 位，实有 17 位"),
        ] {
            let (_, problems) = with(|reader, place| reader.id_number(&text(written), place));
            assert!(problems[0].to_string().contains(word), "{written}: {}", problems[0]);
        }
        let (id, problems) =
            with(|reader, place| reader.id_number(&text("３２０５０６１９７５０３１４００１６"), place));
        assert_eq!((id.unwrap().as_str(), problems.len()), ("320506197503140016", 0));
        // 99 is no province; everything else about the number is right.
        let (id, problems) = with(|reader, place| reader.id_number(&text("990506197503140014"), place));
        assert!(id.is_none() || problems[0].code == "id-number-region", "{problems:?}");
    }
}
