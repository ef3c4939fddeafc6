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
    let (name, rest) = (name.trim_matches(is_mark), rest.trim_matches(is_mark));
    let party = if rest.is_empty() { name.to_owned() } else { format!("{name}，{rest}") };
    Membership { party, joined: Some(joined) }
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
    let Some(own) = find(texts, "政治面貌").map(membership).filter(|own| own.party.starts_with("中共")) else {
        return;
    };
    let Some(date) = own.joined else { return };
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
            ("群众", "群众", None),
        ] {
            let own = membership(text);
            let joined = own.joined.map(|date| date.format(DateStyle::Form));
            assert_eq!((own.party.as_str(), joined.as_deref()), (name, date), "{text}");
        }
    }
}
