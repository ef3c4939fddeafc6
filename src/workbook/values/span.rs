//! Spans of days or months as people write them: 2021年10月1日至7日, 2024.6.5-2026.6.4, 自2024年6月起至2026年5月止.

use chrono::{Datelike, NaiveDate};

use super::{half_width, read_date};
use crate::language::date::PartialDate;
use crate::language::period::BETWEEN;

/// A month that comes so much earlier than the one before it is one of the next year.
const HALF_A_YEAR: u32 = 6;

/// The first and the last day of a span, or their months; what the last leaves out is as the first has it. `None` for what is no span, or
/// one that ends before it begins.
pub(in crate::workbook) fn span(text: &str) -> Option<(PartialDate, PartialDate)> {
    let narrow: String = half_width(text).chars().filter(|c| !c.is_whitespace()).collect();
    // 2021年10月1日至7日，共7天.
    let narrow = narrow.split([',', '，', '(', ';', '；']).next()?.trim_start_matches(['自', '从']);
    narrow.char_indices().filter(|(_, c)| BETWEEN.contains(c)).find_map(|(at, _)| {
        let (from, to) = narrow.split_at(at);
        let from = read_date(from.trim_end_matches('起')).ok().filter(|date| date.month().is_some())?;
        let to = end(to.trim_start_matches(BETWEEN).trim_end_matches('止'), from)?;
        (from.first_day() <= to.first_day()).then_some((from, to))
    })
}

/// The last day, with what the first has said.
fn end(text: &str, from: PartialDate) -> Option<PartialDate> {
    let mut parts = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    let (first, more) = (parts.next(), parts.count());
    let whole = || read_date(text).ok().filter(|date| date.month().is_some());
    match (first, more) {
        // In words: 二〇二六年六月.
        (None, _) => whole(),
        // 2026年6月4日, 20260604.
        (Some(year), _) if year.len() >= 4 => whole(),
        (Some(_), 0) => {
            let first = from.exact()?;
            let day = text.trim_end_matches(['日', '号']).parse().ok()?;
            first.with_day(day).map(PartialDate::from)
        }
        (Some(_), 1) => {
            let first = from.exact()?;
            let of_year = |year: i32| -> Option<NaiveDate> {
                read_date(&format!("{year}年{}", text.replace(['-', '.', '/'], "月"))).ok()?.exact()
            };
            let last = of_year(first.year())?;
            let turned = last < first && first.month() >= last.month() + HALF_A_YEAR;
            if turned { of_year(first.year() + 1) } else { Some(last) }.map(PartialDate::from)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_as_people_write_them() {
        for (text, ends) in [
            ("2021年10月1日至7日", Some("2021年10月1日 2021年10月7日")),
            ("2021年9月30日—10月6日", Some("2021年9月30日 2021年10月6日")),
            ("2021-10-1至10-7", Some("2021年10月1日 2021年10月7日")),
            ("2021.10.1～2021.10.7", Some("2021年10月1日 2021年10月7日")),
            ("2021年10月1日-7日", Some("2021年10月1日 2021年10月7日")),
            ("2021.10.1 - 10.7", Some("2021年10月1日 2021年10月7日")),
            ("2026年12月31日至2027年1月2日", Some("2026年12月31日 2027年1月2日")),
            ("2027年12月30日至1月1日，共3天", Some("2027年12月30日 2028年1月1日")),
            ("2024-6-5-2026-6-4", Some("2024年6月5日 2026年6月4日")),
            ("2024.6—2026.6", Some("2024年6月 2026年6月")),
            ("自2024.06.05起至2026.06.04止", Some("2024年6月5日 2026年6月4日")),
            ("自二〇二四年六月起至二〇二六年五月止", Some("2024年6月 2026年5月")),
            ("20240605-20260604", Some("2024年6月5日 2026年6月4日")),
            ("2021-10-01", None),
            ("2021年10月1日", None),
            ("2021年10月7日至1日", None),
            ("2021年10月7日至9月1日", None),
            ("2024年6月至30日", None),
            ("10月1日至7日", None),
            ("2021年10月1日至2月30日", None),
            ("", None),
        ] {
            let read = span(text).map(|(from, to)| format!("{from} {to}"));
            assert_eq!(read.as_deref(), ends, "{text}");
        }
    }
}
