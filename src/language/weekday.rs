//! Days of the week (星期) written beside a day.

use chrono::{Datelike, NaiveDate, Weekday};

use super::date::PartialDate;
use super::period::BETWEEN;

/// The first day in a text that is given another day of the week than it has: 2012年3月24日（星期一）; what stands there, and the right
/// one. A day without a year is of the round's; one in January or February may be of the next.
pub(crate) fn wrong_weekday(text: &str, year: Option<u32>) -> Option<(String, String)> {
    for word in ["星期", "礼拜", "周"] {
        for (at, _) in text.match_indices(word) {
            let (before, after) = (text.get(..at)?, text.get(at + word.len()..)?);
            let mut signs = after.chars();
            let Some((sign, given)) = signs.next().and_then(|sign| Some((sign, weekday(sign)?))) else { continue };
            // 3月20日至3月22日（周二至周四）: of several, each belongs to another day.
            let more = |c: char| BETWEEN.contains(&c) || matches!(c, '、' | '和');
            let others = signs.as_str();
            if is_weekday(others.trim_start_matches(more)) && others.starts_with(more) {
                continue;
            }
            let before = before.trim_end_matches(['（', '(', ' ', '　', '，', ',']);
            let Some(found) = last_day(before) else { continue };
            let days: Vec<NaiveDate> = dates(found, year).collect();
            let Some(date) = days.first().filter(|_| days.iter().all(|date| date.weekday() != given)) else { continue };
            let right = SIGNS.iter().find(|(_, own)| *own == date.weekday()).map_or('？', |(sign, _)| *sign);
            let closing = others.chars().next().filter(|c| matches!(c, '）' | ')')).map_or(0, char::len_utf8);
            let written = text.get(before.len() - found.len()..at + word.len() + sign.len_utf8() + closing)?;
            return Some((written.to_owned(), format!("星期{right}")));
        }
    }
    None
}

const SIGNS: &[(char, Weekday)] = &[
    ('一', Weekday::Mon),
    ('二', Weekday::Tue),
    ('三', Weekday::Wed),
    ('四', Weekday::Thu),
    ('五', Weekday::Fri),
    ('六', Weekday::Sat),
    ('日', Weekday::Sun),
    ('天', Weekday::Sun),
];

fn weekday(sign: char) -> Option<Weekday> {
    SIGNS.iter().find(|(own, _)| *own == sign).map(|(_, day)| *day)
}

/// Whether a text begins with a day of the week: 星期四, 周四, 四.
fn is_weekday(text: &str) -> bool {
    let bare = ["星期", "礼拜", "周"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    bare.chars().next().and_then(weekday).is_some()
}

/// The day that a text ends with, as it is written.
fn last_day(text: &str) -> Option<&str> {
    let bare = text.strip_suffix(['日', '号'])?;
    let part = |c: char| c.is_ascii_digit() || matches!(c, '年' | '月' | ' ');
    let start = bare.char_indices().rev().take_while(|(_, c)| part(*c)).last()?.0;
    Some(text.get(start..)?.trim_start())
}

/// The days that a written one may be: without a year that of the round, and at the beginning of a year that of the next one, too.
fn dates(written: &str, year: Option<u32>) -> impl Iterator<Item = NaiveDate> {
    let bare = written.trim_end_matches(['日', '号']);
    let whole = match (written.contains('年'), written.contains('月'), year) {
        (true, ..) => vec![format!("{bare}日")],
        (false, true, Some(year)) => {
            let early = ["1月", "2月", "01月", "02月"].iter().any(|month| bare.starts_with(month));
            (year..=year + u32::from(early)).map(|year| format!("{year}年{bare}日")).collect()
        }
        _ => Vec::new(),
    };
    whole.into_iter().filter_map(|text| text.parse::<PartialDate>().ok()?.exact())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_the_week_is_held_against_its_day() {
        for (text, wrong) in [
            ("2012年3月24日（星期六）上午9:00", None),
            ("2012年3月24日（星期一）上午9:00", Some("星期六")),
            ("2012年3月24日周六上午9:00", None),
            ("3月25日（周日）、3月26日(星期二)", Some("星期一")),
            ("3月25日（星期天）", None),
            ("每周一、周三上午", None),
            ("2012年3月20日至3月22日（周二至周四）", None),
            ("2012年3月24日、3月25日（星期六、星期日）", None),
            ("2012年3月20日至3月22日（星期四）", None),
            ("2012年3月20日至3月22日（星期五）", Some("星期四")),
            ("1月5日（星期六）", None),
            ("报名后一周", None),
            ("24日（星期一）", None),
        ] {
            let found = wrong_weekday(text, Some(2012));
            assert_eq!(found.as_ref().map(|(_, right)| right.as_str()), wrong, "{text}");
        }
    }
}
