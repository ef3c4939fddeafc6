//! Who was at the meeting: 会议出席, 会议请假 and 会议主持 of the minutes against each other, and against 实到 and 回避 of the ballots.
//! Nothing is decided by it; what contradicts is pointed out.

use rustc_hash::FxHashSet;

use crate::language::nothing::is_nothing;
use crate::problem::{Place, Problem};
use crate::procedure::order::name;
use crate::round::{Plan, PostId, Round, VoteCount};

/// A list of names in the plan.
struct List<'a> {
    item: &'static str,
    names: Vec<&'a str>,
    place: &'a Place,
}

impl<'a> List<'a> {
    /// An item's names. Nothing is said of a list that leaves somebody unnamed.
    fn of(plan: &'a Plan, item: &'static str) -> Option<Self> {
        let (text, place) = plan.printed(item)?;
        (!is_nothing(text) && !text.contains('等')).then(|| Self { item, names: names(text), place })
    }

    /// Whether it names somebody: 赵一 is 赵一（书记）.
    fn has(&self, name: &str) -> bool {
        self.names.iter().any(|own| bare(own) == bare(name))
    }

    /// Whether it may name somebody: 赵一 may be 书记赵一.
    fn may_have(&self, name: &str) -> bool {
        let name = bare(name);
        self.names.iter().map(|own| bare(own)).any(|own| own.contains(&name) || name.contains(&own))
    }
}

/// The names of a list; 赵一（书记、局长）is one.
fn names(text: &str) -> Vec<&str> {
    let mut depth = 0_u32;
    text.split(|c| {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == '、' && depth == 0
    })
    .map(str::trim)
    .filter(|name| !name.is_empty())
    .collect()
}

/// A name without what stands in brackets behind it.
pub(in crate::procedure) fn bare(text: &str) -> String {
    let name = text.split(['（', '(']).next().unwrap_or_default();
    name.chars().filter(|c| !c.is_whitespace()).collect()
}

/// How many 会议出席 names, if it names everybody.
pub(crate) fn named_present(plan: &Plan) -> Option<usize> {
    Some(List::of(plan, "会议出席")?.names.len())
}

/// Reports what contradicts in the lists of the plan.
pub(super) fn report_lists(round: &Round, problems: &mut Vec<Problem>) {
    let present = List::of(&round.plan, "会议出席");
    // Of several meetings the plan has but one list: who missed one may have been at another.
    let absent = List::of(&round.plan, "会议请假").filter(|_| one_day(round));
    let told = |place: &Place, found: &str, message: String, advice: &str| {
        Problem::warning("attendance", place.clone(), message).found(found).advice(advice)
    };
    if let Some(present) = &present {
        let twice = |(index, name): &(usize, &&str)| present.names.iter().take(*index).any(|own| own == *name);
        for (_, name) in present.names.iter().enumerate().filter(twice) {
            let message = "“会议出席”里一个人写了两次".to_owned();
            problems.push(told(present.place, name, message, "多写的请删去；是同名的两个人，请在姓名后面注明职务。"));
        }
        for name in absent.iter().flat_map(|list| &list.names).filter(|name| present.has(name)) {
            let place = absent.as_ref().map_or(present.place, |list| list.place);
            let message = "请假的人又在“会议出席”里".to_owned();
            problems.push(told(place, name, message, "请核对两份名单，一个人只写在一份里。"));
        }
    }
    if let Some((chair, place)) = round.plan.printed("会议主持").filter(|(text, _)| !is_nothing(text))
        && let Some(message) = contradiction("主持会议的人", chair, present.as_ref(), absent.as_ref())
    {
        problems.push(told(place, chair, message, "主持会议的人是到会的，请核对名单。"));
    }
    if one_day(round) {
        recused(round, present.as_ref(), absent.as_ref(), problems);
    }
}

/// What is said of somebody who was at the meeting, but by the lists was not.
fn contradiction(who: &str, name: &str, present: Option<&List<'_>>, absent: Option<&List<'_>>) -> Option<String> {
    let away = absent.filter(|list| list.has(name)).map(|list| format!("{who}在方案的“{}”里", list.item));
    let missing =
        || present.filter(|list| !list.may_have(name)).map(|list| format!("{who}不在方案的“{}”里", list.item));
    away.or_else(missing)
}

/// Who takes no part in a vote is at the meeting.
fn recused(round: &Round, present: Option<&List<'_>>, absent: Option<&List<'_>>, problems: &mut Vec<Problem>) {
    let mut told: Vec<(PostId, &str)> = Vec::new();
    for row in &round.votes {
        for own in &row.recused {
            let new = !told.contains(&(row.post, own));
            if let Some(message) = contradiction("回避的人", own, present, absent).filter(|_| new) {
                told.push((row.post, own));
                problems.push(
                    Problem::warning("attendance", row.cells.at(&row.at, "回避人员"), message)
                        .found(own)
                        .advice("回避的人是到会的，请核对名单；没有到会的不算回避。"),
                );
            }
        }
    }
}

/// Whether all posts are voted on at one meeting.
fn one_day(round: &Round) -> bool {
    let day = |row: &VoteCount| row.date.or_else(|| round.plan.date("票决日期"));
    let first = round.votes.first().map(day);
    round.votes.iter().all(|row| Some(day(row)) == first)
}

/// Reports a list of those present that is not as long as the ballots say, and more people at a meeting than it has members.
pub(super) fn report(round: &Round, problems: &mut Vec<Problem>) {
    let mut seen = FxHashSet::default();
    for row in &round.votes {
        let first = seen.insert((row.post, row.ballot));
        let members = row.members.or_else(|| round.plan.maybe_count("票决应到人数"));
        let (Some(members), Some(present), Some(attending)) = (members, row.present, row.attending()) else { continue };
        // 实到 alone is too many: that is told where the ballots are counted.
        if first && attending > members && present <= members {
            let recused = row.recused.len();
            let message = format!("实到{present}人，回避{recused}人，合计多于应到的{members}人");
            problems.push(
                Problem::warning("attendance", row.cells.at(&row.at, "实到人数"), message)
                    .found(present.to_string())
                    .advice("回避的人不算在实到人数里；回避的人不计入应到的不必改，录错的请改正。")
                    .about(name(round, row.person)),
            );
        }
    }
    let Some(people) = named_present(&round.plan).filter(|_| one_day(round)) else { return };
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
                if row.recused.is_empty() {
                    format!("实到人数与方案“会议出席”的{people}人不同")
                } else {
                    format!("实到和回避合计{present}人，与方案“会议出席”的{people}人不同")
                },
            )
            .found(row.present.map(|own| own.to_string()).unwrap_or_default())
            .advice("会议纪要上两个都印：请核对人数和名单。")
            .about(name(round, row.person)),
        );
    }
}
