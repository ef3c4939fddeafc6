//! A post's data for the templates: its row, the people who applied, and what became of them.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::audience::Audience;
use super::person::Detail;
use crate::language::age::earliest_birth;
use crate::language::date::prose;
use crate::language::numeral::percent;
use crate::procedure::{Decisions, PeopleOrder, Poll, PostVote, Step, named_as_on_papers};
use crate::round::{Asked, PersonId, PostId, Round, VoteCount};

/// A post with its people. Everybody stands in it once, in 人员; the later lists name people by their place there, so that the
/// data of a thousand people does not become that of four thousand.
pub(super) fn post<A: Audience>(round: &Round, decisions: &Decisions, post: PostId) -> Value {
    let Some(found) = round.post(post) else { return Value::Null };
    let people = applicants(round, decisions, post);
    let place = |person: PersonId| people.iter().position(|own| *own == person);
    let places = |list: &[PersonId]| list.iter().filter_map(|person| place(*person)).collect::<Vec<_>>();
    let told = |text: &str| named_as_on_papers(round, &people, text);
    let mut map = Map::new();
    for column in crate::workbook::schema::POSTS.columns {
        map.insert(column.key.to_owned(), json!(""));
    }
    for (key, text) in found.texts.iter().filter(|(key, _)| A::shows_column(key)) {
        map.insert(key.clone(), json!(text));
    }
    map.insert("岗位名称".into(), json!(found.name));
    map.insert("职数".into(), json!(found.seats));
    map.insert(
        "取消".into(),
        json!(decisions.cancelled.get(post.0).and_then(Option::as_ref).map(|cancelled| cancelled.reason.as_str())),
    );
    // However it is written: 2, 满2年, 两年.
    if !found.unread.contains(&"任现职年限") {
        let tenure = found.min_tenure.map(|years| years.to_string()).unwrap_or_default();
        map.insert("任现职年限".into(), json!(tenure));
    }
    map.insert("年龄条件".into(), json!(age_bound(round, Some(post))));
    let degree = match found.degree {
        Asked::AsPlan => round.plan.text("学历要求").to_owned(),
        Asked::Any => "不限".to_owned(),
        Asked::AtLeast(degree) => degree.to_string(),
    };
    map.insert("学历条件".into(), json!(degree));
    let list: Vec<Value> = people.iter().map(|id| A::person(round, decisions, *id, Detail::Brief)).collect();
    map.insert("人员".into(), json!(list));
    map.insert("报名人员".into(), json!(registered(round, decisions, post)));
    if let Some(shortlist) = decisions.shortlists.get(post.0) {
        map.insert(
            "差额".into(),
            json!({
                "人选": places(&shortlist.people),
                "名额": found.seats.saturating_mul(round.plan.count("差额比例").max(1)),
                "停下": shortlist.stopped.as_deref().map(told),
                "说明": shortlist.note.as_deref().map(told),
                "递补": places(&shortlist.stepped_in),
                "递补说明": shortlist.replacement.as_deref().map(told),
            }),
        );
    }
    if let Some(evaluation) = decisions.evaluations.posts.get(post.0) {
        let step = |step: &Step| {
            let who = |person: Option<PersonId>| person.and_then(place);
            json!({
                "批次": step.batch,
                "文字": told(&step.text),
                "人": who(step.person),
                "放弃": step.withdrawn,
                "替补": who(step.substitute),
            })
        };
        map.insert(
            "测评".into(),
            json!({
                "通过": places(&evaluation.passed),
                "候选": places(&evaluation.candidates),
                "替补": places(&decisions.substitutes(post)),
                "经过": evaluation.steps.iter().map(step).collect::<Vec<_>>(),
                "完成": evaluation.complete,
            }),
        );
    }
    map.insert("票决".into(), vote::<A>(round, decisions, post, &places));
    Value::Object(map)
}

/// 40周岁以下（1971年3月17日及以后出生）: the age limit of a post, or the plan's, with the birth day it comes to.
pub(super) fn age_bound(round: &Round, post: Option<PostId>) -> String {
    let own = post.and_then(|post| round.post(post)).and_then(|post| post.max_age);
    let limit = own.unwrap_or_else(|| round.plan.count("年龄上限")).min(round.plan.count("年龄最高上限"));
    bound(round, limit)
}

/// The same of the limit that holds for every post.
pub(super) fn highest_age_bound(round: &Round) -> String {
    bound(round, round.plan.count("年龄最高上限"))
}

fn bound(round: &Round, limit: u32) -> String {
    match round.plan.age_base_date().and_then(|base| earliest_birth(base, limit)) {
        Some(earliest) => {
            format!("{limit}周岁以下（{}及以后出生）", prose(earliest))
        }
        None => format!("{limit}周岁以下"),
    }
}

/// A post's applicants, by strokes.
pub(super) fn applicants(round: &Round, decisions: &Decisions, post: PostId) -> Vec<PersonId> {
    let mut people: Vec<PersonId> = round.people().filter(|person| decisions.post(*person) == Some(post)).collect();
    PeopleOrder::of(round).sort(&mut people);
    people
}

/// Those who first applied for a post, by strokes: the number of the post in whose 人员 each now stands, and the place there.
fn registered(round: &Round, decisions: &Decisions, post: PostId) -> Vec<(usize, usize)> {
    let first = |person: &PersonId| decisions.application(*person).is_some_and(|own| own.first == Some(post));
    let mut people: Vec<PersonId> = round.people().filter(first).collect();
    PeopleOrder::of(round).sort(&mut people);
    let mut lists: BTreeMap<PostId, Vec<PersonId>> = BTreeMap::new();
    let mut place = |person: PersonId| {
        let now = decisions.post(person)?;
        let list = lists.entry(now).or_insert_with(|| applicants(round, decisions, now));
        Some((now.0, list.iter().position(|own| *own == person)?))
    };
    people.into_iter().filter_map(&mut place).collect()
}

fn vote<A: Audience>(
    round: &Round,
    decisions: &Decisions,
    post: PostId,
    places: &impl Fn(&[PersonId]) -> Vec<usize>,
) -> Value {
    // Without 票决 the 任用 sheet names who was decided on: there are winners and no ballots.
    let Some(found) = decisions.votes.get(post.0).filter(|found| found.held || !found.winners.is_empty()) else {
        return Value::Null;
    };
    let winners: Vec<PersonId> = found.winners.iter().map(|winner| winner.person).collect();
    let mut out = json!({ "当选": places(&winners), "空缺": found.vacant });
    let Value::Object(map) = &mut out else { return out };
    if !A::INTERNAL {
        return out;
    }
    // 各次投票 in their order; what stands beside them is of the last on each person, which decides.
    let ballots: Vec<Value> = found.polls.iter().map(|own| ballot(round, found, own, places)).collect();
    if let Some(last) = found.polls.last() {
        map.extend(figures(round, last));
    }
    let mut rows: Vec<(&VoteCount, &Poll)> = Vec::new();
    for poll in found.polls.iter().rev() {
        for row in rows_of(round, poll) {
            if rows.iter().all(|(own, _)| own.person != row.person) {
                rows.push((row, poll));
            }
        }
    }
    let order = PeopleOrder::of(round);
    rows.sort_by_cached_key(|(row, _)| (order.key(row.person), row.person));
    let results: Vec<Value> = rows.iter().map(|(row, poll)| result(found, poll, row, places)).collect();
    map.insert("结果".into(), json!(results));
    map.insert("各次".into(), json!(ballots));
    map.insert("停下".into(), json!(found.stopped));
    map.insert("基数名称".into(), json!(round.plan.text("票决基数")));
    out
}

/// One ballot: its figures, everybody it was on, whom it elected, and who were equal.
fn ballot(round: &Round, vote: &PostVote, own: &Poll, places: &impl Fn(&[PersonId]) -> Vec<usize>) -> Value {
    let rows = rows_of(round, own);
    let mut map = figures(round, own);
    map.insert("结果".into(), json!(rows.map(|row| result(vote, own, row, places)).collect::<Vec<_>>()));
    map.insert("当选".into(), json!(places(&own.elected)));
    map.insert("同票".into(), json!(places(&own.tied)));
    map.insert("名额".into(), json!(own.seats));
    map.insert("作废".into(), json!(own.void));
    map.into()
}

fn rows_of<'a>(round: &'a Round, own: &Poll) -> impl Iterator<Item = &'a VoteCount> {
    own.rows.iter().filter_map(|row| round.votes.get(*row))
}

/// The numbers and the day of a ballot.
fn figures(round: &Round, own: &Poll) -> Map<String, Value> {
    let mut map = Map::new();
    if let Some(row) = own.rows.first().and_then(|row| round.votes.get(*row)) {
        let members = row.members.or_else(|| round.plan.maybe_count("票决应到人数"));
        let date = row.date.or_else(|| round.plan.date("票决日期"));
        map.insert("应到".into(), json!(members));
        map.insert("实到".into(), json!(row.present));
        map.insert("到会".into(), json!(members.and_then(|members| row.attending_of(members))));
        map.insert("回避".into(), json!(row.recused));
        map.insert("发出".into(), json!(row.issued));
        map.insert("收回".into(), json!(row.returned));
        map.insert("有效".into(), json!(alike(rows_of(round, own).filter_map(|row| row.valid))));
        map.insert("无效".into(), json!(alike(rows_of(round, own).filter_map(|row| row.invalid))));
        map.insert("日期".into(), json!(date.map(prose).unwrap_or_default()));
    }
    map
}

/// The number that all rows of a ballot give, as far as they give one. Where they differ there is none for all.
fn alike(mut numbers: impl Iterator<Item = u32>) -> Option<u32> {
    let first = numbers.next()?;
    numbers.all(|other| other == first).then_some(first)
}

/// The votes on one person in one ballot.
fn result(vote: &PostVote, poll: &Poll, row: &VoteCount, places: &impl Fn(&[PersonId]) -> Vec<usize>) -> Value {
    let counted = poll.results.iter().find(|(person, ..)| *person == row.person);
    json!({
        "人": places(&[row.person]).first(),
        "同意": row.agree,
        "不同意": row.against,
        "弃权": row.abstained,
        "基数": counted.map(|(_, _, base, ..)| base),
        "比例": counted.map(|(_, agree, base, ..)| percent(u64::from(*agree), u64::from(*base), 2)),
        "过半": counted.is_some_and(|(_, _, _, over, _)| *over),
        "当选": poll.elected.contains(&row.person) && vote.winners.iter().any(|winner| winner.person == row.person),
    })
}
