//! What the plan has printed: dates and times, names, offices and numbers, in the form that documents print them in.

use chrono::{NaiveDate, NaiveTime, Timelike};

use super::names::names;
use crate::language::date::{PartialDate, prose};
use crate::language::document_number;
use crate::language::numeral::{is_numeral, number};
use crate::language::period::BETWEEN;
use crate::problem::{Place, Problem};
use crate::workbook::cell::{CellValue, is_space};
use crate::workbook::plan_items::ItemKind;
use crate::workbook::values::{PARTS_OF_DAY, Reader, arabic, half_width, is_nothing, read_date, span};

/// An item that is only printed, as its documents print it.
pub(crate) fn printed(kind: ItemKind, cell: &CellValue, place: &Place, reader: &mut Reader<'_>) -> String {
    match kind {
        ItemKind::Date => signature(cell, place, reader),
        ItemKind::Dates => signatures(cell, place, reader),
        ItemKind::When => moment(cell, place, reader).unwrap_or_default(),
        ItemKind::Names => names(cell, place, reader).join("、"),
        ItemKind::Phone => reader.phone_text(cell, place),
        ItemKind::Addressee => addressee(&reader.text(cell, place)),
        ItemKind::CopiedTo => copied_to(&reader.text(cell, place)),
        ItemKind::Number => document_number::tidy(&reader.text(cell, place)),
        _ => reader.text(cell, place),
    }
}

/// 成文日期: in whatever way it is written, 2012年3月5日 (GB/T 9704-2012, 7.3.5.4). What is no day is printed as it stands, and told.
fn signature(cell: &CellValue, place: &Place, reader: &mut Reader<'_>) -> String {
    if let Some(date) = cell.day() {
        return prose(date);
    }
    if let Some(message) = serial(cell) {
        // The paper leaves the day to the pen, and need not wait for it.
        let problem = Problem::warning("date", place.clone(), format!("{message}，落款日期先空着"));
        reader.report(problem.found(cell.show()).advice("请写成“2012年3月5日”的样子。"));
        return String::new();
    }
    let text = reader.text(cell, place);
    // “2012年3月　日” leaves the day to the pen.
    if is_nothing(&text) || text.trim_end().ends_with(" 日") || text.ends_with("\u{3000}日") {
        return text;
    }
    match read_date(&text).ok().and_then(PartialDate::exact) {
        Some(date) => prose(date),
        None => {
            let problem = Problem::warning("date", place.clone(), "看不出是哪一天，照写印在文书上");
            reader.report(problem.found(&text).advice("请写成“2012年3月5日”的样子；没有定的不填。"));
            text
        }
    }
}

/// Several 成文日期, one for each of the papers that are given out one after the other.
fn signatures(cell: &CellValue, place: &Place, reader: &mut Reader<'_>) -> String {
    let CellValue::Text(text) = cell else { return signature(cell, place, reader) };
    let parts = text.split(['、', '，', ',', ';', '；', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let dates: Vec<String> = parts.map(|part| signature(&CellValue::Text(part.to_owned()), place, reader)).collect();
    dates.join("、")
}

/// A time or a period: as written, but real dates and plain figures as 2012年3月24日. `None`, and a problem, for a number that
/// was a date once.
pub(crate) fn moment(cell: &CellValue, place: &Place, reader: &mut Reader<'_>) -> Option<String> {
    match cell {
        CellValue::Date(date) => return Some(prose(*date)),
        CellValue::Moment(moment) => return Some(format!("{}{}", prose(moment.date()), clock(moment.time()))),
        _ => {}
    }
    if let Some(message) = serial(cell) {
        reader.report(
            Problem::error("date", place.clone(), message)
                .found(cell.show())
                .advice("请写成“2012年3月24日上午9:00”的样子。"),
        );
        return None;
    }
    let text = reader.text(cell, place);
    let in_figures = |text: &str| day_and_time(text).or_else(|| period(text));
    let shown = in_figures(&text)
        .or_else(|| in_figures(&with_centuries(&text)?))
        .or_else(|| between_days(&text))
        .or_else(|| in_words(&text));
    Some(shown.unwrap_or(text))
}

/// 24.3.18-24.3.20 with the years in full: a day of three figures whose first one has two digits. `None` where there is none.
fn with_centuries(text: &str) -> Option<String> {
    let narrow: Vec<char> = half_width(text).trim().chars().collect();
    let digits = |from: usize| narrow.get(from..).unwrap_or_default().iter().take_while(|c| c.is_ascii_digit()).count();
    let is_mark = |at: usize| narrow.get(at).is_some_and(|c| matches!(c, '.' | '/' | '-'));
    let short_year = |at: usize| {
        let (month, day) = (digits(at + 3), digits(at + 4 + digits(at + 3)));
        let fresh = at == 0 || !narrow.get(at - 1).is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | '/' | ':'));
        fresh
            && digits(at) == 2
            && is_mark(at + 2)
            && (1..=2).contains(&month)
            && narrow.get(at + 3 + month) == narrow.get(at + 2)
            && (1..=2).contains(&day)
    };
    let mut out = String::new();
    for (at, c) in narrow.iter().enumerate() {
        // Of 2024-3-18 the month and the day begin behind a stroke as well.
        if short_year(at) && (at == 0 || narrow.get(at + 2) != Some(&'-')) {
            out.push_str("20");
        }
        out.push(*c);
    }
    short_year(0).then_some(out)
}

/// 2025年3月24日-3月26日: between two days in prose the stroke is 至, too.
fn between_days(text: &str) -> Option<String> {
    let strokes = |c: char| BETWEEN.contains(&c) && !matches!(c, '至' | '到');
    let (at, mark) = text.char_indices().find(|(_, c)| strokes(*c))?;
    let (from, to) =
        (text.get(..at)?.trim_end(), text.get(at + mark.len_utf8()..)?.trim_start_matches(strokes).trim_start());
    let day = from.ends_with('日')
        || from.rsplit_once(['（', '(']).is_some_and(|(day, _)| day.ends_with('日') && from.ends_with(['）', ')']));
    (day && to.starts_with(|c: char| c.is_ascii_digit()) && to.contains('日')).then(|| format!("{from}至{to}"))
}

/// 二〇二四年九月二日上午九时: in papers days and hours have figures (GB/T 15835).
fn in_words(text: &str) -> Option<String> {
    let (day, rest) = text.split_at_checked(text.find('日')? + '日'.len_utf8())?;
    let date = day.chars().any(is_numeral).then(|| arabic(day).parse::<PartialDate>().ok()?.exact())??;
    let mut shown = prose(date);
    let mut words = String::new();
    for c in rest.chars() {
        if is_numeral(c) {
            words.push(c);
            continue;
        }
        match number(&words).filter(|_| matches!(c, '时' | '点' | '分')) {
            Some(figure) => shown.push_str(&figure.to_string()),
            None => shown.push_str(&words),
        }
        words.clear();
        shown.push(c);
    }
    Some(shown + &words)
}

/// 2020-03-14, 2020.3.14 9:00, 2020.3.14上午9时: the day in prose, the time of day as written.
fn day_and_time(text: &str) -> Option<String> {
    let text = half_width(text);
    let text = text.trim();
    if let Some(date) = figures(text) {
        return Some(prose(date));
    }
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '.' | '/')))?;
    let (day, time) = text.split_at_checked(end)?;
    let (date, time) = (figures(day)?, time.trim().trim_start_matches('T'));
    if let Some(time) = ["%H:%M", "%H:%M:%S"].iter().find_map(|form| NaiveTime::parse_from_str(time, form).ok()) {
        return Some(if time == NaiveTime::MIN { prose(date) } else { format!("{}{}", prose(date), clock(time)) });
    }
    let time: String = time.chars().filter(|c| !c.is_whitespace()).collect();
    is_time_of_day(&time).then(|| format!("{}{time}", prose(date)))
}

/// 上午9:00, 下午2时30分, 9点半: an hour, perhaps with the part of the day before it.
fn is_time_of_day(text: &str) -> bool {
    let hour = PARTS_OF_DAY.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let number = |text: &str, most: u32| text.len() <= 2 && text.parse::<u32>().is_ok_and(|number| number <= most);
    match hour.split_once([':', '时', '点']) {
        Some((hour, rest)) => {
            let minutes = rest.trim_end_matches('分');
            number(hour, 24) && (number(minutes, 59) || matches!(minutes, "" | "整" | "半"))
        }
        None => false,
    }
}

/// 2020.3.23-2020.3.29, 2020.3.23至3.29: from one day to another, in figures.
fn period(text: &str) -> Option<String> {
    let of_figures =
        |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | '/') || BETWEEN.contains(&c);
    let (from, to) = span(text).filter(|_| half_width(text).chars().all(of_figures))?;
    let (start, end) = (prose(from.exact()?), prose(to.exact()?));
    // 2012年3月20日至3月22日: the year once.
    let end = end.strip_prefix(&format!("{}年", from.year())).unwrap_or(&end);
    Some(format!("{start}至{end}"))
}

/// A day in figures alone.
fn figures(text: &str) -> Option<NaiveDate> {
    let plain = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '.' | '/'));
    if plain { read_date(text).ok()?.exact() } else { None }
}

fn clock(time: NaiveTime) -> String {
    format!("{}:{:02}", time.hour(), time.minute())
}

/// What is wrong with a number that is most likely a real date without its format.
fn serial(cell: &CellValue) -> Option<String> {
    let CellValue::Number { value, .. } = cell else { return None };
    let days = (14_611.0..73_051.0).contains(value).then_some(*value as u64)?;
    let day = NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(chrono::Days::new(days))?;
    Some(format!("是没有日期格式的数字，也许原来是{}", prose(day)))
}

/// 各科室： the colon is the document's own.
fn addressee(text: &str) -> String {
    text.trim_end_matches([':', '：', '。', '，', ',', ' ', '\u{3000}']).to_owned()
}

/// 抄送：A，B。 with A，B alone: the word and the full stop are the document's own. 、 between offices of one rank and ， between ranks
/// stay as the office has them; a new line, a semicolon and a half-width comma are ，.
fn copied_to(text: &str) -> String {
    let text = text.trim();
    let bare = text.strip_prefix("抄送").map_or(text, |rest| rest.trim_start_matches([':', '：', ' ', '\u{3000}']));
    let parts =
        bare.split(['，', ',', '；', ';', '\n', '\r']).map(|part| part.trim_matches(|c| is_space(c) || c == '。'));
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("，")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<T>(cell: CellValue, read: impl Fn(&CellValue, &Place, &mut Reader<'_>) -> T) -> (T, Vec<Problem>) {
        let mut problems = Vec::new();
        let out = read(&cell, &Place::sheet("", "方案"), &mut Reader { problems: &mut problems, person: None });
        (out, problems)
    }

    fn text(text: &str) -> CellValue {
        CellValue::Text(text.to_owned())
    }

    #[test]
    fn signature_dates_are_printed_alike() {
        let day = NaiveDate::from_ymd_opt(2020, 4, 16).unwrap_or_default();
        for cell in [
            CellValue::Date(day),
            text("2020-04-16"),
            text("2020/4/16"),
            text("2020.4.16"),
            text("2020年04月16日"),
            text("二〇二〇年四月十六日"),
        ] {
            assert_eq!(read(cell, signature), ("2020年4月16日".to_owned(), Vec::new()));
        }
        let (shown, problems) = read(CellValue::Number { value: 43_900.0, decimals: None }, signature);
        assert_eq!((shown.as_str(), problems.len()), ("", 1));
        assert!(problems.iter().all(|problem| problem.message.contains("2020年3月10日")), "{problems:?}");
        for (written, told) in [("2020年4月　日", 0), ("待定", 1), ("2020年4月", 1)] {
            let (shown, problems) = read(text(written), signature);
            assert_eq!((shown.as_str(), problems.len()), (written, told), "{written}");
        }
    }

    #[test]
    fn years_of_two_digits_are_printed_in_full() {
        for (written, shown) in [
            ("24/3/4", "2024年3月4日"),
            ("24.3.4", "2024年3月4日"),
            ("24/3/16 9:00", "2024年3月16日9:00"),
            ("24.3.18-3.20", "2024年3月18日至3月20日"),
            ("24.3.18-24.3.20", "2024年3月18日至3月20日"),
            ("3/17", "3/17"),
            ("9:00", "9:00"),
        ] {
            let (found, problems) = read(text(written), moment);
            assert_eq!((found.as_deref(), problems), (Some(shown), vec![]), "{written}");
        }
    }

    #[test]
    fn times_keep_their_hour() {
        let moment_of = |hour| NaiveDate::from_ymd_opt(2020, 3, 14).and_then(|day| day.and_hms_opt(hour, 5, 0));
        assert_eq!(
            read(CellValue::Moment(moment_of(9).unwrap_or_default()), moment).0.as_deref(),
            Some("2020年3月14日9:05")
        );
        for (written, shown) in [
            ("2020-03-14", "2020年3月14日"),
            ("2020-03-14 09:00", "2020年3月14日9:00"),
            ("2020.3.14 14:30:00", "2020年3月14日14:30"),
            ("2020-03-14 上午9:00", "2020年3月14日上午9:00"),
            ("2020.3.14上午9时", "2020年3月14日上午9时"),
            ("2020/3/14 下午 2：30", "2020年3月14日下午2:30"),
            ("2020.3.14下午2点半", "2020年3月14日下午2点半"),
            ("2020.3.14 9:75", "2020.3.14 9:75"),
            ("2020.3.23-2020.3.29", "2020年3月23日至3月29日"),
            ("2020-3-23至2020-4-2", "2020年3月23日至4月2日"),
            ("2020.3.23—3.29", "2020年3月23日至3月29日"),
            ("2019.12.30-2020.1.5", "2019年12月30日至2020年1月5日"),
            ("2012年3月24日上午9:00—11:00", "2012年3月24日上午9:00—11:00"),
            ("二○二四年九月二日上午九时三十分", "2024年9月2日上午9时30分"),
            ("二〇二四年九月二日", "2024年9月2日"),
            ("3月14日", "3月14日"),
            ("另行通知", "另行通知"),
        ] {
            assert_eq!(read(text(written), moment).0.as_deref(), Some(shown), "{written}");
        }
        let (shown, problems) = read(CellValue::Number { value: 43_904.375, decimals: None }, moment);
        assert_eq!((shown, problems.len()), (None, 1));
    }

    #[test]
    fn what_stands_around_the_offices_copied_to_is_the_documents() {
        for (written, wanted) in [
            ("区委组织部、区人社局", "区委组织部、区人社局"),
            ("抄送：区委组织部,区人社局。", "区委组织部，区人社局"),
            ("区委组织部\n区纪委、区监委；", "区委组织部，区纪委、区监委"),
            ("抄送", ""),
        ] {
            assert_eq!(copied_to(written), wanted, "{written}");
        }
    }

    #[test]
    fn a_colon_after_the_addressee_is_the_documents() {
        assert_eq!(addressee("局机关各科室、局属各单位："), "局机关各科室、局属各单位");
    }
}
