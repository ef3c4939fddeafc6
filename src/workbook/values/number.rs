//! Numbers in cells, and numbers that are none: identity numbers, telephone numbers, codes, marks, counts.

use rust_decimal::Decimal;

use super::{Reader, clean, half_width};
use crate::language::division::{Known, known};
use crate::language::id_number::{IdNumber, IdNumberError};
use crate::language::placeholder::placeholder;
use crate::problem::{Place, Problem};
use crate::round::{Absence, Score};
use crate::workbook::cell::CellValue;

/// Words for somebody who did not come to the examination.
const ABSENT: &[&str] = &["缺考", "缺席", "未考", "未参加", "缺"];

/// Words for somebody who gave it up.
const RENOUNCED: &[&str] = &["放弃", "本人放弃", "弃考"];

/// 缺考 or 放弃, if that is what is written instead of a mark. 缺考（病假）: why somebody did not come is another matter.
fn absence(text: &str) -> Option<Absence> {
    match before_reason(text) {
        word if ABSENT.contains(&word) => Some(Absence::Missed),
        word if RENOUNCED.contains(&word) => Some(Absence::Renounced),
        _ => None,
    }
}

/// What is said, without the reason in brackets behind it.
fn before_reason(text: &str) -> &str {
    text.split('(').next().unwrap_or_default()
}

/// Words for somebody who was not let into the interview.
const NOT_INVITED: &[&str] = &[
    "未进入面试",
    "未入围面试",
    "未进面试",
    "未进面",
    "未入围",
    "未进入",
    "没有进入面试",
    "没有入围",
    "不进入面试",
    "无面试资格",
];

/// Whether 未进入面试 stands where a mark of the interview would: as good as a blank, as it is the plan that says who is let in.
pub(in crate::workbook) fn is_not_invited(cell: &CellValue) -> bool {
    NOT_INVITED.contains(&before_reason(&exact(cell)))
}

/// Words for somebody who broke the rules of the examination.
const CHEATED: &[&str] = &["作弊", "违纪", "违规", "雷同", "取消"];

/// A number as it was entered, whatever of it the cell shows.
fn exact(cell: &CellValue) -> String {
    match cell {
        CellValue::Number { value, .. } => CellValue::Number { value: *value, decimals: None }.show(),
        cell => half_width(&clean(&cell.show())).replace(' ', ""),
    }
}

/// A number in figures. What stands between figures is no part of a number, though programmers write 8_500.
pub(in crate::workbook) fn decimal(text: &str) -> Option<Decimal> {
    if text.contains('_') { None } else { text.parse().ok() }
}

/// A long number as Excel shows it: fifteen digits are kept, noughts stand for the rest.
fn as_shown(value: f64) -> String {
    let kept: String = format!("{value:.14e}").chars().take_while(|c| *c != 'e').filter(char::is_ascii_digit).collect();
    let length = format!("{:.0}", value.abs()).len();
    if length <= kept.len() { format!("{value:.0}") } else { format!("{kept:0<length$}") }
}

/// Whether a text is what a spreadsheet shows of a long number: 3.20506E+17.
fn is_scientific(text: &str) -> bool {
    let upper = text.to_ascii_uppercase();
    upper.split_once('E').is_some_and(|(mantissa, power)| {
        mantissa.parse::<f64>().is_ok() && power.trim_start_matches('+').bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// What to do about a number that is right but for letters that look like its figures: 32O5O61975O314OO16.
fn letters_for_figures(text: &str) -> Option<String> {
    let figures: String = half_width(text)
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            'O' | 'o' | '〇' => '0',
            'l' | 'I' | 'i' => '1',
            c => c,
        })
        .collect();
    let meant = figures.len() == 18 && text.parse::<IdNumber>().is_err() && figures.parse::<IdNumber>().is_ok();
    meant.then(|| format!("请对照身份证核对；是的请改成 {figures}。"))
}

impl Reader<'_> {
    /// An identity number. A number that Excel has cut is an error, never repaired.
    pub fn id_number(&mut self, cell: &CellValue, place: &Place) -> Option<IdNumber> {
        let cell = self.usable(cell, place)?;
        let again = "请把这一列设为“文本”格式，对照身份证重新录入。";
        if let CellValue::Number { value, .. } = cell {
            let shown = as_shown(*value);
            let problem = if value.abs() >= 1.0e15 {
                Problem::error("id-number-cut", place.clone(), "身份证号被存成了数字，后三位已经丢失").found(shown)
            } else {
                Problem::error("id-number-number", place.clone(), "身份证号被存成了数字").found(shown)
            };
            self.report(problem.advice(again));
            return None;
        }
        let text = clean(&cell.show());
        if is_scientific(&half_width(&text)) {
            self.report(
                Problem::error("id-number-cut", place.clone(), "身份证号曾被存成数字，后几位已经丢失")
                    .found(&text)
                    .advice(again),
            );
            return None;
        }
        if let Some(advice) = letters_for_figures(&text) {
            let message = "身份证号里有字母，像是把数字 0、1 打成了字母 O、l";
            self.report(Problem::error("id-number", place.clone(), message).found(text).advice(advice));
            return None;
        }
        // 身份证：3205…, 320506-19750314-0016: the number is there, and something that is no part of it.
        let bare: String = half_width(&text).chars().filter(|c| c.is_ascii_digit() || matches!(c, 'x' | 'X')).collect();
        if text.parse::<IdNumber>().is_err() && bare.parse::<IdNumber>().is_ok() {
            let mut strange = String::new();
            for c in half_width(&text).chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()) {
                // Two hyphens are not one sign of two.
                if !matches!(c, 'x' | 'X') && !strange.contains(c) {
                    strange.push(c);
                }
            }
            let problem = Problem::error("id-number", place.clone(), format!("身份证号里有多余的“{strange}”"));
            self.report(problem.found(text).advice(format!("号码本身看来没有错，请只留 {} 位号码。", bare.len())));
            return None;
        }
        match text.parse::<IdNumber>() {
            Ok(id) => {
                self.note_id_number(&id, &text, place);
                Some(id)
            }
            Err(error) => {
                let cut = half_width(&text).ends_with("000") && matches!(error, IdNumberError::BadCheckDigit { .. });
                let advice = match &error {
                    _ if cut => "末三位是 000，多半是曾被 Excel 存成数字而丢失，请对照身份证重新录入。",
                    IdNumberError::BadCheckDigit { .. } => "多半是录错了某一位，请对照身份证核对。",
                    _ => "请对照身份证改正。",
                };
                self.report(Problem::error("id-number", place.clone(), error.to_string()).found(text).advice(advice));
                None
            }
        }
    }

    /// What is worth a look about a number that is right.
    fn note_id_number(&mut self, id: &IdNumber, text: &str, place: &Place) {
        if id.was_upgraded() {
            let message = format!("是15位旧身份证号，按规则换算为 {}", id.as_str());
            self.report(
                Problem::warning("id-number-old", place.clone(), message).found(text).advice("请对照新证核对。"),
            );
        }
        let division = id.division();
        let message = match known(division) {
            Known::Whole => return,
            Known::Part => format!("身份证号开头的“{division}”不是公布过的县级区划代码（查到2019年）"),
            Known::Nothing => {
                format!("身份证号开头的“{}”不是省级区划代码", division.get(..2).unwrap_or_default())
            }
        };
        let problem = Problem::warning("id-number-region", place.clone(), message);
        self.report(problem.found(text).advice("请对照身份证核对；身份证上就是这样的可以不改。"));
    }

    /// A number that is a code (准考证号, 编号): what a number format or leading zeros would spoil is reported.
    pub fn code(&mut self, cell: &CellValue, place: &Place) -> String {
        let Some(cell) = self.usable(cell, place) else { return String::new() };
        let text = clean(&half_width(&cell.show()));
        let spoilt = match cell {
            CellValue::Number { value, .. } => value.abs() >= 1.0e15 || value.fract() != 0.0,
            _ => is_scientific(&text) && text.contains('+'),
        };
        if spoilt {
            self.report(
                Problem::error("code-number", place.clone(), "号码被存成了数字，已经不准")
                    .found(cell.show())
                    .advice("请把这一列设为“文本”格式，重新录入。"),
            );
            return String::new();
        }
        text
    }

    /// A telephone number, or several. One that cannot be right is pointed out.
    pub fn phone(&mut self, cell: &CellValue, place: &Place) -> String {
        let text = self.code(cell, place);
        if text.contains('*') {
            let problem = Problem::warning("phone", place.clone(), MASKED).found(&text);
            self.report(problem.advice("请写出整个号码。"));
            return text;
        }
        // A blank that nobody has filled in is told as such.
        if placeholder(&text).is_some() {
            return text;
        }
        let wrong = text
            .split(['/', '、', ',', ';', '\n', '，', '；'])
            .map(without_extension)
            .filter(|part| part.chars().any(|c| c.is_ascii_digit()))
            .find(|part| !plausible(part))
            .map(str::to_owned);
        if let Some(wrong) = wrong {
            let digits = wrong.chars().filter(char::is_ascii_digit).count();
            self.report(
                Problem::warning("phone", place.clone(), format!("不像电话号码：有{digits}位数字"))
                    .found(wrong.trim())
                    .advice("手机号 11 位，固定电话写上区号；请核对。"),
            );
        }
        text
    }

    /// A telephone number that is printed with whatever stands around it. In a number the 0 of the area code is lost, which is told,
    /// not repaired.
    pub fn phone_text(&mut self, cell: &CellValue, place: &Place) -> String {
        let text = self.text(cell, place);
        if matches!(cell, CellValue::Number { .. }) && !plausible(&text) {
            self.report(
                Problem::warning("phone", place.clone(), "电话在 Excel 里成了数字，像是丢了区号开头的 0")
                    .found(&text)
                    .advice("请先把格子设为“文本”格式，再重新填写。"),
            );
            return text;
        }
        if let Some(message) = misprint(&text) {
            self.report(
                Problem::warning("phone", place.clone(), message)
                    .found(&text)
                    .advice("这个号码照印在公布的文书上：请核对，手机号 11 位，固定电话写上区号。"),
            );
        }
        text
    }

    /// A mark, exact to the decimal, of at most 满分; or 缺考.
    pub fn score_within(&mut self, cell: &CellValue, place: &Place, full: u32) -> Option<Score> {
        let cell = self.usable(cell, place)?;
        let text = exact(cell);
        if let Some(absence) = absence(&text) {
            return Some(Score::Absent(absence));
        }
        let text = text.trim_end_matches('分');
        let text = if text == "零" { "0" } else { text };
        let full_mark = Decimal::from(full);
        let marks = decimal(text).filter(|marks| (Decimal::ZERO..=full_mark).contains(marks));
        // 84.5% is 0.845 in the cell; of an element that is worth little a fraction may be meant.
        let percent = marks.filter(|marks| full >= 100 && *marks > Decimal::ZERO && *marks < Decimal::ONE);
        if let Some(part) = percent {
            let whole = (part * Decimal::ONE_HUNDRED).normalize();
            self.report(
                Problem::error("score", place.clone(), format!("成绩不到1分，像是百分数 {whole}%"))
                    .found(text)
                    .advice(format!("是 {whole} 分的，请把格式设为“常规”，填 {whole}。")),
            );
            return None;
        }
        if marks.is_none() {
            let cheated = CHEATED.iter().any(|word| text.contains(word));
            let advice = if cheated {
                "按零分处理的填 0；取消资格的，在“资格审查”表写“不符合”和原因，这里不填。"
            } else if text.contains("回避") {
                "考官回避的，这一格留空，就不算他的打分。"
            } else {
                "请改正。"
            };
            self.report(
                Problem::error("score", place.clone(), format!("成绩要填 0 到 {full} 之间的数，缺考写“缺考”"))
                    .found(cell.show())
                    .advice(advice),
            );
        }
        marks.map(Score::Points)
    }

    /// A count of people or ballots.
    pub fn count(&mut self, cell: &CellValue, place: &Place) -> Option<u32> {
        let cell = self.usable(cell, place)?;
        let text = exact(cell);
        let digits = text.trim_end_matches(['名', '人', '票', '张', '岁', '年']).trim_end_matches("周");
        let whole = decimal(digits).filter(|number| number.fract().is_zero());
        let count = whole.and_then(|number| u32::try_from(number).ok());
        if count.is_none() {
            self.report(
                Problem::error("count", place.clone(), "要填整数").found(&text).advice(super::no_whole_number(&text)),
            );
        }
        count
    }
}

/// What is wrong with a telephone number among other words: a letter for a figure, too many figures or too few.
fn misprint(text: &str) -> Option<String> {
    let text = half_width(text);
    if text.contains('*') {
        return Some(MASKED.to_owned());
    }
    let chars: Vec<char> = text.chars().collect();
    let letter = chars.windows(2).find_map(|pair| match pair {
        [a, b] if a.is_ascii_digit() && b.is_ascii_alphabetic() => Some(*b),
        [a, b] if b.is_ascii_digit() && a.is_ascii_alphabetic() => Some(*a),
        _ => None,
    });
    if let Some(letter) = letter {
        return Some(format!("电话号码里有字母“{letter}”"));
    }
    // Hours (9:00—17:00) are no number.
    let numbers = text.split(['/', '、', ',', ';', '\n', '(', ')', ' ']).filter(|part| !part.contains([':', '时']));
    let wrong =
        numbers.map(without_extension).find(|part| part.chars().any(|c| c.is_ascii_digit()) && !plausible(part))?;
    Some(format!("不像电话号码：有{}位数字", wrong.chars().filter(char::is_ascii_digit).count()))
}

/// 138****1234: as lists for the public have it, so that nobody can be called.
const MASKED: &str = "电话号码里有几位写成了“*”";

/// 0512-65951234-8001, 65951234转8001: the number alone.
fn without_extension(text: &str) -> &str {
    let text = text.split(['转', '#']).next().unwrap_or_default();
    match text.rsplit_once('-') {
        Some((number, _)) if number.contains('-') && number.trim_start().starts_with('0') => number,
        _ => text,
    }
}

/// A mobile number (11 digits from 1), or a landline with its area code or without (7 to 12 digits), or a short office number.
fn plausible(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.strip_prefix("86").filter(|rest| rest.len() == 11).unwrap_or(&digits);
    match digits.len() {
        11 => digits.starts_with('1') || digits.starts_with('0'),
        12 => digits.starts_with('0'),
        10 => digits.starts_with('0') || digits.starts_with("400") || digits.starts_with("800"),
        3..=8 => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_published_number_that_cannot_be_right_is_told() {
        for (text, wrong) in [
            ("0511-88880000", None),
            ("0511-8888000O", Some("电话号码里有字母“O”")),
            ("０５１１－８８８８０００Ｏ", Some("电话号码里有字母“O”")),
            ("0511-888800001234", Some("不像电话号码：有16位数字")),
            ("138000000001", Some("不像电话号码：有12位数字")),
            ("12388", None),
            ("12388（举报电话）、0512-65951234转8001", None),
            ("0512-65951234-8001", None),
            ("0512 65951234，13800000000", None),
            ("0512-65951234（工作日9:00—17:00）", None),
            ("400-123-4567", None),
            ("另行公布", None),
        ] {
            assert_eq!(misprint(text).as_deref(), wrong, "{text}");
        }
    }
}
