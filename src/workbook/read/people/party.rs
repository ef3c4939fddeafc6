//! 政治面貌 with the day of joining in one cell: 中共党员（1999.07）, 中共党员 1999年7月.

use std::sync::Arc;

use super::schooling::{find, put};
use crate::language::date::{DateStyle, PartialDate};
use crate::language::numeral::is_figure;
use crate::problem::Problem;
use crate::workbook::table::Row;
use crate::workbook::values::{Reader, clean, is_nothing, party, read_date};

/// What a cell says of somebody's party.
#[derive(Debug, PartialEq, Eq)]
struct Membership {
    /// The party, and what else somebody belongs to.
    party: String,
    /// When it was joined.
    joined: Option<PartialDate>,
}

/// Marks around the date.
fn is_mark(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '（' | '）' | '，' | ',' | '、' | '；' | ';' | '/')
}

/// What stands before the day, the day, and what stands behind it. The Chinese figures of 九三学社 are none of a day's.
fn around_day(text: &str) -> Option<(&str, PartialDate, &str)> {
    let mut last = ' ';
    let starts = text.char_indices().filter(|(_, c)| {
        let begins = is_figure(*c) && !is_figure(last);
        last = *c;
        begins
    });
    for (start, c) in starts {
        let (name, dated) = text.split_at_checked(start)?;
        let end = dated.find(|c| is_mark(c) && !char::is_whitespace(c)).unwrap_or(dated.len());
        let (date, rest) = dated.split_at_checked(end)?;
        let date = date.trim_matches(is_mark).trim_end_matches("入党").trim_end_matches("加入");
        match read_date(date) {
            Ok(joined) if !date.contains("转正") => return Some((name, joined, rest)),
            Err(_) if !c.is_numeric() => {}
            _ => return None,
        }
    }
    None
}

/// Reads it. The day a probationary member became a full one (转正) is not the day of joining, and stays where it stands.
fn membership(text: &str) -> Membership {
    let Some((name, joined, rest)) = around_day(text) else {
        return Membership { party: text.trim().to_owned(), joined: None };
    };
    // 2000.07转正 says when the trial ended, which no form asks for.
    let rest = rest.split(is_mark).filter(|part| !is_confirmation(part));
    let parts = std::iter::once(name.trim_matches(is_mark)).chain(rest).filter(|part| !part.is_empty());
    let party = parts.collect::<Vec<_>>().join("，");
    Membership { party, joined: Some(joined) }
}

/// 入党时间 that says more than a day: whose day it is, 中共党员 1999.07, 2001.07（民盟）. The party by its standard name, and the day.
pub(crate) fn joined_party(text: &str) -> Option<(String, Option<PartialDate>)> {
    let own = membership(text);
    Some((party(&own.party)?, own.joined))
}

/// Whether a part says when somebody became a full member: 2000.07转正, 转正.
fn is_confirmation(part: &str) -> bool {
    part.strip_suffix("转正").is_some_and(|date| date.is_empty() || read_date(date).is_ok())
}

/// Tells of a time behind the Party's name that was not taken for the day of joining, where nothing else says it.
fn unread(row: &Row, text: &str, reader: &mut Reader<'_>) {
    let message = if text.contains("转正") {
        "写的是转正的时间，不是入党时间，“入党时间”空着"
    } else {
        "后面写的时间看不懂，“入党时间”空着"
    };
    let key = ["政治面貌", "政治面貌及入党时间"].into_iter().find(|key| !row.value(key).is_blank());
    let place = row.cell(key.unwrap_or("政治面貌")).1;
    let problem = Problem::warning("party", place, message).found(text.replace('\n', " "));
    reader.report(
        problem.advice("请把成为预备党员的年月填在“入党时间”列，年份写全四位，如 1999.07；“政治面貌”列只写名称。"),
    );
}

/// Words beside somebody who is in no party.
const NOT_JOINED: &[&str] = &["未入党", "未入", "非党员", "未加入", "群众"];

/// 入党时间 without a figure: the name of another party may stand there, and nothing else.
fn undated(row: &Row, texts: &mut Vec<(Arc<str>, String)>, reader: &mut Reader<'_>) {
    let Some(text) = find(texts, "入党时间").filter(|text| !is_nothing(text)).map(str::to_owned) else { return };
    if text.chars().any(char::is_numeric) || party(&text).is_some_and(|name| name != "群众") {
        return;
    }
    let member = find(texts, "政治面貌").is_some_and(|own| own.starts_with("中共"));
    if NOT_JOINED.contains(&text.as_str()) && !member {
        put(texts, "入党时间", String::new());
        return;
    }
    let message = if member {
        "政治面貌是中共党员，入党时间写的却不是日期，文书上照印"
    } else {
        "入党时间写的不是日期，也不是党派，文书上照印"
    };
    let problem = Problem::warning("party", row.cell("入党时间").1, message).found(text);
    reader.report(problem.advice("请填成为预备党员的年月，如 1999.07；不是党员的请清空。"));
}

/// A day beside nothing that says whose it is: a form that has it alone says that somebody is in the Party.
fn unnamed(row: &Row, reader: &mut Reader<'_>) {
    let (cell, place) = row.cell("政治面貌及入党时间");
    let problem = Problem::warning("party", place, "只写了时间，没有写是哪个党派，“政治面貌”空着");
    let problem = problem.found(clean(&cell.show()).replace('\n', " "));
    reader.report(problem.advice("请把党派写在时间前面，如“中共党员（1999.07）”。"));
}

/// What 入党时间 says of a party (民盟 2015.07) is said of 政治面貌 where that is empty, as the forms have it. With a day before it, the party
/// is left out, or the day would be the Party's.
fn party_of_day(row: &Row, texts: &mut Vec<(Arc<str>, String)>, reader: &mut Reader<'_>) {
    let (cell, place) = row.cell("入党时间");
    let text = clean(&cell.show());
    // 1999.07；九三学社 is a member of both.
    let both = text.contains(['；', ';']);
    if let Some((name, _)) = text.split_once(['；', ';']).filter(|(_, rest)| read_date(rest).is_ok())
        && party(name).is_some_and(|name| !name.starts_with("中共") && name != "群众")
    {
        let message = format!("看不出这个时间是加入中国共产党的，还是加入{name}的，按加入{name}的算");
        let problem = Problem::warning("party", place.clone(), message).found(text.replace('\n', " "));
        reader.report(
            problem.advice("也是中共党员的，请把入党的年月写在前面，如“1999.07；致公党”；不是的只写党派名称。"),
        );
    }
    let Some((name, joined)) = joined_party(&text).filter(|(name, _)| !both && name != "群众") else { return };
    let own = find(texts, "政治面貌").filter(|own| !is_nothing(own)).map(str::to_owned);
    let first = around_day(&text).is_some_and(|(before, ..)| before.trim_matches(is_mark).is_empty());
    match own {
        None => put(texts, "政治面貌", name),
        Some(own) if joined.is_some() && first && !name.starts_with("中共") && !same_party(&own, &name) => {
            let message = format!("写的是{name}的时间，“政治面貌”是{own}");
            let problem = Problem::warning("party", place, message).found(text.replace('\n', " "));
            reader.report(problem.advice("请对照档案核对，改正其中一列；“入党时间”只写加入中国共产党的年月。"));
            return;
        }
        Some(_) => {}
    }
    if let Some(date) = joined.filter(|_| first) {
        put(texts, "入党时间", date.format(DateStyle::Form));
    }
}

/// Whether one text names the party that the other does.
fn same_party(text: &str, name: &str) -> bool {
    text.contains(name) || text.split(is_mark).filter_map(party).any(|own| own == name)
}

/// Puts the party and the day into columns of their own: from the one column for both, and from 政治面貌, where the day is the Party's.
/// What 入党时间 says already is not said again; where it says another day, the clerk is told.
pub(crate) fn party_and_date(row: &Row, texts: &mut Vec<(Arc<str>, String)>, reader: &mut Reader<'_>) {
    if let Some(own) = find(texts, "政治面貌及入党时间").map(membership) {
        if !own.party.is_empty() && find(texts, "政治面貌").is_none_or(is_nothing) {
            put(texts, "政治面貌", party(&own.party).unwrap_or(own.party));
        }
        if let Some(date) = own.joined
            && find(texts, "入党时间").is_none_or(is_nothing)
        {
            put(texts, "入党时间", date.format(DateStyle::Form));
            if find(texts, "政治面貌").is_none_or(is_nothing) {
                unnamed(row, reader);
            }
        }
    }
    undated(row, texts, reader);
    party_of_day(row, texts, reader);
    let Some(own) = find(texts, "政治面貌").map(membership).filter(|own| own.party.starts_with("中共")) else {
        return;
    };
    let Some(date) = own.joined else {
        let figures = own.party.chars().any(|c| c.is_ascii_digit());
        if figures && find(texts, "入党时间").is_none_or(is_nothing) {
            unread(row, &own.party, reader);
        }
        return;
    };
    let since = find(texts, "入党时间").filter(|text| !is_nothing(text));
    let beside = since.and_then(|text| text.split('；').next()?.parse::<PartialDate>().ok());
    match (since, beside) {
        (None, _) => put(texts, "入党时间", date.format(DateStyle::Form)),
        (Some(_), Some(beside)) if beside.agrees_with(date) => {}
        (Some(since), _) => {
            let message = format!("括号里的时间与“入党时间”（{since}）不同");
            let problem = Problem::warning("party", row.cell("政治面貌").1, message);
            let problem = problem.found(find(texts, "政治面貌").unwrap_or_default());
            reader.report(problem.advice("请对照档案核对，把入党的时间写在“入党时间”列，“政治面貌”列只写名称。"));
            return;
        }
    }
    put(texts, "政治面貌", own.party);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_party_and_its_day_share_a_cell() {
        for (text, name, date) in [
            ("中共党员（1999.07）", "中共党员", Some("1999.07")),
            ("党员 1999年7月入党", "党员", Some("1999.07")),
            ("中共党员2005.07", "中共党员", Some("2005.07")),
            ("中共党员（2005.07），民盟盟员", "中共党员，民盟盟员", Some("2005.07")),
            ("中共党员（2005.07转正）", "中共党员（2005.07转正）", None),
            ("中共党员（1999.07入党，2000.07转正）", "中共党员", Some("1999.07")),
            ("中共党员（1999.07，2000.07转正），民盟盟员", "中共党员，民盟盟员", Some("1999.07")),
            ("中共党员（99.07）", "中共党员（99.07）", None),
            ("中共党员（一九九九年七月）", "中共党员", Some("1999.07")),
            ("中共党员（二〇〇五年七月转正）", "中共党员（二〇〇五年七月转正）", None),
            ("九三学社（二〇一二年十一月）", "九三学社", Some("2012.11")),
            ("2001.07（民盟）", "民盟", Some("2001.07")),
            ("九三学社", "九三学社", None),
            ("群众", "群众", None),
        ] {
            let own = membership(text);
            let joined = own.joined.map(|date| date.format(DateStyle::Form));
            assert_eq!((own.party.as_str(), joined.as_deref()), (name, date), "{text}");
        }
    }
}
