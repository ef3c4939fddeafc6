//! 会议出席 of the minutes against 实到 of the ballots: one meeting has one number of those present.

use crate::language::nothing::is_nothing;
use crate::problem::Problem;
use crate::procedure::order::name;
use crate::round::Round;

/// Reports a list of those present that is not as long as the ballots say. Nothing is said of a list that leaves somebody unnamed,
/// or of several meetings, of which the plan has but one list.
pub(super) fn report(round: &Round, problems: &mut Vec<Problem>) {
    let listed = round.plan.unknown.iter().find(|(key, _)| key == "会议出席").map(|(_, text)| text.as_str());
    let Some(listed) = listed.filter(|text| !is_nothing(text) && !text.contains('等')) else { return };
    // 赵一（书记、局长）is one.
    let mut depth = 0_u32;
    let separators = listed.chars().filter(|c| {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        *c == '、' && depth == 0
    });
    let people = separators.count() + 1;
    let day = |date: Option<chrono::NaiveDate>| date.or_else(|| round.plan.date("票决日期"));
    let first = round.votes.first().map(|row| day(row.date));
    if round.votes.iter().any(|row| Some(day(row.date)) != first) {
        return;
    }
    // Who withdraws from the vote on one post is present all the same.
    let Some((row, present)) =
        round.votes.iter().filter_map(|row| Some((row, row.attending()?))).max_by_key(|(_, n)| *n)
    else {
        return;
    };
    if usize::try_from(present) != Ok(people) {
        problems.push(
            Problem::warning(
                "attendance",
                row.cells.at(&row.at, "实到人数"),
                format!("实到人数与方案“会议出席”的{people}人不同"),
            )
            .found(present.to_string())
            .advice("会议纪要上两个都印：请核对人数和名单。")
            .about(name(round, row.person)),
        );
    }
}
