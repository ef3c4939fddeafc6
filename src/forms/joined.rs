//! 入党时间 as 干部任免审批表 has it: when somebody joined the Party, or the other party somebody belongs to.

use crate::language::date::PartialDate;

/// The other parties by the short names that forms have.
const OTHERS: [&str; 8] = ["民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟"];

/// What stands in the place: 1999.07; 民盟, whatever day is given for it; 1999.07；九三学社 for members of both. A date alone says
/// that somebody is in the Party, so no other date may stand there.
pub(super) fn joined(since: &str, party: &str) -> String {
    // Written as the form wants it: 九三学社, 1999.07；九三学社.
    let dated = since.parse::<PartialDate>().is_ok();
    if !since.is_empty() && !dated {
        return since.to_owned();
    }
    let others = OTHERS.into_iter().filter(|name| party.contains(name)).collect::<Vec<_>>().join("、");
    if party.contains("中共") {
        // Another party's name alone would say that somebody is not in the Party.
        return if since.is_empty() || others.is_empty() { since.to_owned() } else { format!("{since}；{others}") };
    }
    if !others.is_empty() {
        return others;
    }
    match party {
        "群众" | "共青团员" => String::new(),
        // What it is the clerk has not said.
        "" => since.to_owned(),
        // The place is narrow, and the word a name of people.
        other if other.starts_with("无党派") => "无党派".to_owned(),
        // What cannot be read may be anything (which has been told): neither it nor a date may stand for the Party.
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_the_partys_alone() {
        for (party, since, wanted) in [
            ("中共党员", "1999.07", "1999.07"),
            ("中共预备党员", "2011.07", "2011.07"),
            ("中共党员", "1999.07；九三学社", "1999.07；九三学社"),
            ("中共党员；民盟盟员", "1999.07", "1999.07；民盟"),
            ("中共党员", "", ""),
            ("民盟盟员", "2015.06", "民盟"),
            ("民盟盟员", "", "民盟"),
            ("民革党员（2005.06）", "2005.06", "民革"),
            ("九三学社社员", "九三学社", "九三学社"),
            ("无党派人士", "", "无党派"),
            ("共青团员", "2005.06", ""),
            ("群众", "2005.06", ""),
            ("群众", "", ""),
            ("", "2005.06", "2005.06"),
            ("先进分子", "2005.06", ""),
            ("1", "2005.06", ""),
            ("", "", ""),
        ] {
            assert_eq!(joined(since, party), wanted, "{party} {since}");
        }
    }
}
