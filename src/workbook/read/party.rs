//! 政治面貌 with the day of joining in one cell: 中共党员（1999.07）, 中共党员 1999年7月.

use std::sync::Arc;

use super::schooling::{find, put};
use crate::language::date::{DateStyle, PartialDate};
use crate::problem::Problem;
use crate::workbook::table::Row;
use crate::workbook::values::{Reader, is_nothing, party, read_date};

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

/// Reads it. The day a probationary member became a full one (转正) is not the day of joining, and stays where it stands.
fn membership(text: &str) -> Membership {
    let whole = || Membership { party: text.trim().to_owned(), joined: None };
    let Some((name, dated)) = text.find(|c: char| c.is_ascii_digit()).and_then(|start| text.split_at_checked(start))
    else {
        return whole();
    };
    let end = dated.find(|c| is_mark(c) && !char::is_whitespace(c)).unwrap_or(dated.len());
    let (date, rest) = dated.split_at_checked(end).unwrap_or((dated, ""));
    let date = date.trim_matches(is_mark).trim_end_matches("入党").trim_end_matches("加入");
    let Some(joined) = Some(date).filter(|date| !date.contains("转正")).and_then(|date| read_date(date).ok()) else {
        return whole();
    };
    // 2000.07转正 says when the trial ended, which no form asks for.
    let rest = rest.split(is_mark).filter(|part| !part.is_empty() && !is_confirmation(part));
    let party = std::iter::once(name.trim_matches(is_mark)).chain(rest).collect::<Vec<_>>().join("，");
    Membership { party, joined: Some(joined) }
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
    let figure = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    if text.chars().any(figure) || party(&text).is_some_and(|name| name != "群众") {
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

/// Puts the party and the day into columns of their own: from the one column for both, and from 政治面貌, where the day is the Party's.
/// What 入党时间 says already is not said again; where it says another day, the clerk is told.
pub(super) fn party_and_date(row: &Row, texts: &mut Vec<(Arc<str>, String)>, reader: &mut Reader<'_>) {
    if let Some(own) = find(texts, "政治面貌及入党时间").map(membership) {
        if !own.party.is_empty() && find(texts, "政治面貌").is_none_or(is_nothing) {
            put(texts, "政治面貌", party(&own.party).unwrap_or(own.party));
        }
        if let Some(date) = own.joined
            && find(texts, "入党时间").is_none_or(is_nothing)
        {
            put(texts, "入党时间", date.format(DateStyle::Form));
        }
    }
    undated(row, texts, reader);
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
            ("群众", "群众", None),
        ] {
            let own = membership(text);
            let joined = own.joined.map(|date| date.format(DateStyle::Form));
            assert_eq!((own.party.as_str(), joined.as_deref()), (name, date), "{text}");
        }
    }
}
