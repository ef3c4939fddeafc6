//! Chinese numerals (中文数字), and fractions as percentages.

/// The digits; 〇 stands for zero in years only.
const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// The digits of a year one by one, with 〇 U+3007 for zero: 2012 → `二〇一二`.
///
/// Not ○ nor 零 nor 0. Fonts made for GB 2312 do not have 〇.
#[must_use]
pub fn year_digits(year: u32) -> String {
    year.to_string().chars().map(|c| if c == '0' { '〇' } else { digit(c.to_digit(10).unwrap_or(0)) }).collect()
}

/// A number in words: 0 → `零`, 12 → `十二`, 105 → `一百零五`, 123 → `一百二十三`, 10010 → `一万零一十`.
///
/// A leading 一十 is said 十; inside a number it stays (一百一十).
#[must_use]
pub fn chinese(number: u32) -> String {
    let words = in_words(number);
    match words.strip_prefix("一十") {
        Some(rest) => format!("十{rest}"),
        None => words,
    }
}

/// The character of a digit 0–9.
fn digit(value: u32) -> char {
    DIGITS.get(value as usize).copied().unwrap_or('零')
}

/// The value of a digit in words; 〇, the ○ typed for it, and 零 are zero.
#[must_use]
pub fn digit_value(c: char) -> Option<u32> {
    match c {
        '〇' | '○' => Some(0),
        c => DIGITS.iter().zip(0..).find(|(own, _)| **own == c).map(|(_, value)| value),
    }
}

/// Whether a character belongs to a number in words of up to 九十九.
#[must_use]
pub fn is_numeral(c: char) -> bool {
    c == '十' || digit_value(c).is_some()
}

/// Whether a character is a figure, of words or not: 3, ③, 三.
#[must_use]
pub fn is_figure(c: char) -> bool {
    c.is_numeric() || is_numeral(c)
}

/// The number that words up to 九十九 say: 七, 两, 十二, 二十; `None` for anything else.
#[must_use]
pub fn number(words: &str) -> Option<u32> {
    let digit = |text: &str, without: Option<u32>| {
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (None, _) => without,
            (Some(only), None) => digit_value(only),
            _ => None,
        }
    };
    match words.split_once('十') {
        Some((tens, ones)) => Some(digit(tens, Some(1))? * 10 + digit(ones, Some(0))?),
        None if words == "两" => Some(2),
        None => digit(words, None),
    }
}

/// A number in words, by groups of four digits (个, 万, 亿), with one 零 for any run of zeros between digits.
fn in_words(number: u32) -> String {
    let groups = [(number / 100_000_000, "亿"), (number / 10_000 % 10_000, "万"), (number % 10_000, "")];
    let mut words = String::new();
    let mut gap = false;
    for (group, name) in groups {
        let places = [(group / 1000, Some('千')), (group / 100 % 10, Some('百')), (group / 10 % 10, Some('十'))];
        for (value, unit) in places.into_iter().chain([(group % 10, None)]) {
            if value == 0 {
                // Zeros before the first digit are not said; others only once a digit follows.
                gap = !words.is_empty();
                continue;
            }
            if std::mem::take(&mut gap) {
                words.push('零');
            }
            words.push(digit(value));
            words.extend(unit);
        }
        if group > 0 {
            words.push_str(name);
            // 一十万五千 has no zero to say between the groups, unless the next one begins with it.
            gap = false;
        }
    }
    if words.is_empty() { digit(0).to_string() } else { words }
}

/// The fraction `part / whole` as a percentage with that many decimals (0–9), rounded half up (四舍五入) on exact
/// integers: 2 of 3 → `66.67%`, 1 of 8 with no decimals → `13%`. Of nothing it is zero (`0.00%`), as tally sheets print it.
#[must_use]
pub fn percent(part: u64, whole: u64, decimals: u8) -> String {
    let decimals = decimals.min(9);
    let scale = 10_u128.pow(u32::from(decimals));
    let (part, whole) = (u128::from(part), u128::from(whole));
    let scaled = if whole == 0 { 0 } else { (part * 200 * scale + whole) / (2 * whole) };
    let (integer, fraction) = (scaled / scale, scaled % scale);
    match decimals {
        0 => format!("{integer}%"),
        _ => format!("{integer}.{fraction:0width$}%", width = usize::from(decimals)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_read_digit_by_digit() {
        for (year, words) in [(2012, "二〇一二"), (1999, "一九九九"), (2000, "二〇〇〇"), (2030, "二〇三〇")]
        {
            assert_eq!(year_digits(year), words);
        }
    }

    #[test]
    fn numbers_are_said_as_in_speech() {
        for (number, words) in [
            (0, "零"),
            (1, "一"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (21, "二十一"),
            (99, "九十九"),
            (100, "一百"),
            (101, "一百零一"),
            (110, "一百一十"),
            (111, "一百一十一"),
            (123, "一百二十三"),
            (200, "二百"),
            (1_000, "一千"),
            (1_001, "一千零一"),
            (1_010, "一千零一十"),
            (1_100, "一千一百"),
            (2_012, "二千零一十二"),
            (10_000, "一万"),
            (10_010, "一万零一十"),
            (10_100, "一万零一百"),
            (11_000, "一万一千"),
            (100_000, "十万"),
            (100_500, "十万零五百"),
            (105_000, "十万五千"),
            (120_000, "十二万"),
            (10_000_001, "一千万零一"),
            (100_000_000, "一亿"),
            (100_010_000, "一亿零一万"),
            (4_294_967_295, "四十二亿九千四百九十六万七千二百九十五"),
        ] {
            assert_eq!(chinese(number), words, "{number}");
        }
    }

    #[test]
    fn what_is_said_is_read() {
        for value in 0..100 {
            assert_eq!(number(&chinese(value)), Some(value));
        }
        assert_eq!(number("两"), Some(2));
        assert_eq!(number("〇"), Some(0));
        for other in ["", "百", "一百", "二三", "十十", "二十三四", "3", "十年"] {
            assert_eq!(number(other), None, "{other}");
        }
    }

    #[test]
    fn different_numbers_have_different_words() {
        let mut seen = std::collections::BTreeSet::new();
        assert!((0..30_000).all(|number| seen.insert(chinese(number))));
        assert!(seen.iter().all(|words| !words.contains("零零") && (words == "零" || !words.ends_with('零'))));
    }

    #[test]
    fn percentages_round_half_up_exactly() {
        for (part, whole, decimals, text) in [
            (2, 3, 2, "66.67%"),
            (1, 3, 2, "33.33%"),
            (1, 1, 2, "100.00%"),
            (0, 7, 2, "0.00%"),
            (0, 0, 2, "0.00%"),
            (5, 0, 1, "0.0%"),
            (1, 8, 2, "12.50%"),
            (1, 8, 1, "12.5%"),
            (1, 8, 0, "13%"),
            (1, 800, 2, "0.13%"),
            (1, 200, 0, "1%"),
            (49, 10_000, 0, "0%"),
            (86_125, 100_000, 2, "86.13%"),
            (2_675, 100_000, 2, "2.68%"),
            (1_005, 100_000, 2, "1.01%"),
            (3, 2, 2, "150.00%"),
            (u64::MAX, u64::MAX, 9, "100.000000000%"),
        ] {
            assert_eq!(percent(part, whole, decimals), text, "{part}/{whole}");
        }
    }
}
