//! Names of what is counted in a vote: 同意票数, 发出测评票, 应到会人数. What is counted goes before, what it is counted in behind.

/// What is done with ballots, and the column of their number.
const BALLOTS: &[(&[&str], &str)] = &[
    (&["发出", "发放", "印发"], "发出票数"),
    (&["收回", "回收"], "收回票数"),
    (&["无效", "作废", "废"], "无效票数"),
    (&["有效"], "有效票数"),
];

/// What a ballot is called.
const BALLOT: &[&str] = &["民主测评票", "测评票", "测评表", "选票", "票决票", "表决票", "投票", "票"];

/// What is marked on ballots, and the column of how many say so.
const VOTES: &[(&[&str], &str)] = &[
    (&["不同意", "反对"], "不同意"),
    (&["同意", "赞成"], "同意"),
    (&["弃权"], "弃权"),
    (&["基本胜任"], "基本胜任"),
    (&["不胜任"], "不胜任"),
    (&["胜任"], "胜任"),
];

/// Who is at the meeting.
const PRESENT: &[(&[&str], &str)] =
    &[(&["应到", "应出席", "应参加"], "应到人数"), (&["实到", "实际到", "实出席", "实参加"], "实到人数")];

/// What stands behind the words for votes and for those at a meeting.
const VOTE_ENDS: &[&str] = &["", "票", "票数", "数", "得票", "得票数"];
const MEETING_ENDS: &[&str] = &["", "人数", "人员", "人员数", "成员", "成员数", "成员人数", "委员", "委员数", "数"];

/// The column that a name means by its words.
pub(super) fn column(name: &str) -> Option<&'static str> {
    let ballot = |rest: &str| {
        let of = BALLOT.iter().find_map(|ballot| rest.strip_prefix(ballot)).unwrap_or(rest);
        ["", "数", "张数", "份数", "总数"].contains(&of)
    };
    let meeting = |rest: &str| MEETING_ENDS.contains(&rest.strip_prefix('会').unwrap_or(rest));
    behind(BALLOTS, name, ballot)
        .or_else(|| behind(VOTES, name, |rest| VOTE_ENDS.contains(&rest)))
        .or_else(|| behind(PRESENT, name, meeting))
}

fn behind(
    columns: &'static [(&'static [&'static str], &'static str)],
    name: &str,
    ends: impl Fn(&str) -> bool,
) -> Option<&'static str> {
    let is = |heads: &[&str]| heads.iter().any(|head| name.strip_prefix(head).is_some_and(&ends));
    columns.iter().find(|(heads, _)| is(heads)).map(|(_, key)| *key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_is_told_by_its_words() {
        for (name, key) in [
            ("同意票数", Some("同意")),
            ("赞成票", Some("同意")),
            ("反对票数", Some("不同意")),
            ("弃权票数", Some("弃权")),
            ("废票数", Some("无效票数")),
            ("发出选票", Some("发出票数")),
            ("收回选票数", Some("收回票数")),
            ("有效选票", Some("有效票数")),
            ("发出测评票", Some("发出票数")),
            ("收回测评表份数", Some("收回票数")),
            ("应到会人数", Some("应到人数")),
            ("实到会成员数", Some("实到人数")),
            ("不胜任票数", Some("不胜任")),
            ("同意率", None),
            ("有效期", None),
            ("发出日期", None),
            ("应到会领导", None),
            ("得票率", None),
        ] {
            assert_eq!(column(name), key, "{name}");
        }
    }
}
