//! 差额人选: the first by 综合成绩, so many for each seat.

use super::application::Applications;
use super::eligibility::Verdict;
use super::examination::{Examination, Standing, WEIGHTS_OPEN};
use super::order::PeopleOrder;
use super::registration::has_ended;
use super::rules::Rule;
use super::withdrawal;
use crate::round::{PersonId, PostId, Round};

/// The shortlist of a post.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shortlist {
    /// The people, best first.
    pub people: Vec<PersonId>,
    /// Those behind them, in the order in which they would take a place.
    pub reserve: Vec<PersonId>,
    /// Those on the list who stand behind somebody who gave up before being evaluated: they take the places left.
    pub stepped_in: Vec<PersonId>,
    /// How many places there are: 职数 × 差额比例.
    pub places: usize,
    /// Whether the post is cancelled, and there is no list.
    pub cancelled: bool,
    /// Why the post must stop here: a tie across the cut.
    pub stopped: Option<String>,
    /// What is still missing before it can be drawn up.
    pub waiting: Option<String>,
    /// Whether nothing but marks is missing.
    pub for_marks: bool,
    /// Who gave up before being evaluated, and that those who stand behind take the places: 甲本人放弃，由综合成绩的下一名丙递补.
    pub replacement: Option<String>,
    /// Something else to be said: fewer people than places.
    pub note: Option<String>,
    /// Whether it is drawn up for good: all marks are in, and nothing stands in the way.
    pub complete: bool,
    /// Those of the reserve who gave up before they were called, best first: who is called instead of them is not the next by results.
    pub waived: Vec<PersonId>,
    /// The rule it rests on.
    pub rule: String,
}

impl Shortlist {
    /// All there is to be said of it.
    pub fn told(&self) -> Option<String> {
        let told: Vec<&str> = [&self.replacement, &self.note].into_iter().filter_map(Option::as_deref).collect();
        (!told.is_empty()).then(|| told.join("；"))
    }
}

/// Draws up the shortlist of a post. Nothing is drawn up while a mark is missing: who comes later may come first.
pub fn shortlist(
    round: &Round,
    post: PostId,
    applications: &Applications,
    examinations: &[Examination],
    order: &PeopleOrder<'_>,
) -> Shortlist {
    let (Some(wanted), Some(people)) = (round.post(post), applications.by_post.get(post.0)) else {
        return Shortlist::default();
    };
    let ratio = round.plan.count("差额比例").max(1);
    let places = usize::try_from(u64::from(wanted.seats) * u64::from(ratio)).unwrap_or(usize::MAX);
    let mut out = Shortlist { places, rule: Rule::Shortlist.of(&round.plan).to_string(), ..Shortlist::default() };
    let unread = unread(round, post);
    let unplaced = applications.unplaced.get(post.0).and_then(Option::clone);
    if let Some(open) = applications.undecided.get(post.0).and_then(Option::clone).or(unread).or(unplaced) {
        out.waiting = Some(open);
        return out;
    }
    let of_post: Vec<&Examination> = people.iter().filter_map(|person| examinations.get(person.0)).collect();
    if of_post.iter().any(|own| own.standing.is_waiting()) {
        let for_mark = |own: &&Examination| {
            !own.standing.is_waiting()
                || matches!(own.standing, Standing::WaitingForWritten | Standing::WaitingForInterview)
        };
        out.for_marks = of_post.iter().copied().all(|own| for_mark(&own));
        out.waiting = Some(missing(&of_post, applications, order));
        return out;
    }
    let mut ranked: Vec<(u32, PersonId)> = of_post.iter().filter_map(|own| Some((own.rank?, own.person))).collect();
    ranked.sort_by_key(|(rank, person)| (*rank, order.key(*person), *person));
    let unranked: Vec<PersonId> =
        of_post.iter().filter(|own| own.standing == Standing::NotHeld).map(|own| own.person).collect();
    if !unranked.is_empty() {
        return without_examination(round, out, unranked, applications, order);
    }
    let first: Vec<PersonId> = ranked.iter().take(places).map(|(_, person)| *person).collect();
    let leaves = |person: &PersonId| withdrawal::leaves_shortlist(round, *person);
    out.waived =
        ranked.iter().map(|(_, person)| *person).filter(|person| leaves(person) && !first.contains(person)).collect();
    ranked.retain(|(_, person)| !leaves(person));
    if let Some(stopped) = tie(round, &ranked, places, order) {
        out.stopped = Some(stopped);
        return out;
    }
    out.people = ranked.iter().take(places).map(|(_, person)| *person).collect();
    out.reserve = ranked.iter().skip(places).map(|(_, person)| *person).collect();
    out.stepped_in = out.people.iter().copied().filter(|person| !first.contains(person)).collect();
    out.complete = true;
    let gone: Vec<PersonId> = first.into_iter().filter(|person| !out.people.contains(person)).collect();
    let replaced = replaced(&gone, &out.stepped_in, order);
    let (replacement, left_empty) = if out.stepped_in.is_empty() { (None, replaced) } else { (replaced, None) };
    out.replacement = replacement;
    out.note = note(&out, left_empty, applications, order);
    out
}

/// Who gave up before being evaluated, and who takes the places: 甲本人放弃，由综合成绩的下一名丙递补.
fn replaced(gone: &[PersonId], stepped_in: &[PersonId], order: &PeopleOrder<'_>) -> Option<String> {
    if gone.is_empty() {
        return None;
    }
    let who = order.names(gone);
    let by = if stepped_in.is_empty() {
        "没有人可以递补".to_owned()
    } else {
        let next = if stepped_in.len() > 1 { "综合成绩依次在后的" } else { "综合成绩的下一名" };
        format!("由{next}{}递补", order.names(stepped_in))
    };
    Some(format!("{who}本人放弃，{by}"))
}

/// Why nobody can be put on the list of a post: something that decides it is written, but cannot be read.
pub(super) fn unread(round: &Round, post: PostId) -> Option<String> {
    let (plan, post) = (&round.plan, round.post(post)?);
    Rule::Deadline
        .unread(plan)
        .or_else(|| super::eligibility::unread(post, plan))
        .or_else(|| Rule::Minimum.unread(plan))
        .or_else(|| super::examination::unread(plan))
        .or_else(|| Rule::Shortlist.unread(plan))
        .or_else(|| post.unread("职数"))
}

/// What a post waits for, with names. Whose review is open may never have been admitted to the examination: nobody writes 缺考 for them.
fn missing(of_post: &[&Examination], applications: &Applications, order: &PeopleOrder<'_>) -> String {
    let open = |person: PersonId| {
        applications.eligibility.get(person.0).is_some_and(|found| found.verdict == Verdict::Pending)
    };
    let marks = |standing: Standing| matches!(standing, Standing::WaitingForWritten | Standing::WaitingForInterview);
    let names = |wanted: &dyn Fn(&Examination) -> bool| {
        let people: Vec<PersonId> = of_post.iter().filter(|own| wanted(own)).map(|own| own.person).collect();
        (!people.is_empty()).then(|| order.names(&people))
    };
    let with = |standing: Standing| names(&|own| own.standing == standing && !(marks(standing) && open(own.person)));
    let mut parts = Vec::new();
    if let Some(names) = names(&|own| marks(own.standing) && open(own.person)) {
        parts.push(format!("等{names}的资格审查，资格还待核，也没有成绩"));
    }
    if let Some(names) = with(Standing::WaitingForWritten) {
        parts.push(format!("等{names}的笔试成绩，没有参加的写“缺考”"));
    }
    if let Some(names) = with(Standing::WaitingForInterview) {
        parts.push(format!("等{names}的面试成绩，没有参加的写“缺考”"));
    }
    if with(Standing::WaitingForWeights).is_some() {
        parts.push(WEIGHTS_OPEN.to_owned());
    }
    if let Some(names) = with(Standing::WaitingForWithdrawal) {
        parts.push(format!("等改正{names}的退出步骤"));
    }
    parts.join("；")
}

/// Equal places on both sides of the cut: nobody may be chosen.
fn tie(round: &Round, ranked: &[(u32, PersonId)], places: usize, order: &PeopleOrder<'_>) -> Option<String> {
    let rank_at = |index: usize| ranked.get(index).map(|(rank, _)| *rank);
    let across = rank_at(places)?;
    if places == 0 || rank_at(places - 1) != Some(across) {
        return None;
    }
    let tied: Vec<PersonId> = ranked.iter().filter(|(rank, _)| *rank == across).map(|(_, person)| *person).collect();
    Some(format!(
        "{}综合成绩相同，正好跨在第{places}名的分界上，{}",
        order.names(&tied),
        super::examination::undecided(round, &tied, order)
    ))
}

/// A round without any examination has no order: everybody is on the list, or those whom the 考察 sheet names, who must be as
/// many as there are places.
fn without_examination(
    round: &Round,
    mut out: Shortlist,
    people: Vec<PersonId>,
    applications: &Applications,
    order: &PeopleOrder<'_>,
) -> Shortlist {
    let places = out.places;
    out.rule = Rule::LeftOut.of(&round.plan).to_string();
    let named = |person: &PersonId| round.inspections.iter().any(|own| own.person == *person);
    let (all, chosen) = (people.len(), people.iter().filter(|person| named(person)).count());
    let (mut gone, staying): (Vec<PersonId>, Vec<PersonId>) =
        people.into_iter().partition(|person| withdrawal::leaves_shortlist(round, *person));
    let have = staying.len();
    // Who was on the list and gave up leaves a place empty: nobody is next.
    let everybody = all <= places || (have <= places && chosen == 0);
    // Those who are named have been chosen: whoever is not need not be reviewed first.
    if chosen == 0
        && let Some(open) = open_review(round, &staying, everybody, applications, order)
    {
        out.waiting = Some(open);
        return out;
    }
    out.people = if everybody { staying } else { staying.into_iter().filter(named).collect() };
    order.sort(&mut gone);
    order.sort(&mut out.people);
    // Who is named beside a full list that has been evaluated is to take the place of one who failed.
    if !everybody && out.people.len() > places && round.plan.holds("民主测评") {
        let batch = |person: &PersonId| {
            round.evaluations.iter().find(|own| own.person == *person).map_or(u32::MAX, |own| own.batch)
        };
        let (first, mut later): (Vec<PersonId>, Vec<PersonId>) =
            out.people.iter().partition(|person| batch(person) <= 1);
        if first.len() == places {
            later.sort_by_key(batch);
            out.people = first;
            out.reserve = later;
        }
    }
    if !everybody && chosen != places && out.people.len() != places {
        let names = order.names(&out.people);
        let found = match out.people.len() {
            0 => "：请另行规定产生办法，把确定的人选写进“考察”表，一人一行".to_owned(),
            few if few < places => format!("，“考察”表里只有{names}：请把确定的人选写全，一人一行"),
            _ => format!("，“考察”表里有{names}：请只留确定的人选"),
        };
        out.stopped =
            Some(format!("本轮不考试，{have}人中取{places}名差额人选{found}；都列为差额人选的，改大方案的“差额比例”"));
        out.people.clear();
        return out;
    }
    out.complete = true;
    let empty = out.people.len() < places && !gone.is_empty();
    let empty = empty.then(|| format!("{}本人放弃，本轮没有综合成绩，不依次递补", order.names(&gone)));
    out.note = note(&out, empty, applications, order);
    out
}

/// What comes before anybody is put on a list without marks: until the review has begun more people may come, and while it is open of some
/// there is nothing to choose from.
fn open_review(
    round: &Round,
    people: &[PersonId],
    everybody: bool,
    applications: &Applications,
    order: &PeopleOrder<'_>,
) -> Option<String> {
    let pending =
        |person: &&PersonId| applications.eligibility.get(person.0).is_some_and(|own| own.verdict == Verdict::Pending);
    let open: Vec<PersonId> = people.iter().filter(pending).copied().collect();
    if open.is_empty() {
        return None;
    }
    if !has_ended(round) {
        return Some("等报名截止，做资格审查".to_owned());
    }
    (!everybody).then(|| format!("等{}的资格审查", order.some_names(&open)))
}

fn note(
    list: &Shortlist,
    withdrawn: Option<String>,
    applications: &Applications,
    order: &PeopleOrder<'_>,
) -> Option<String> {
    let mut parts: Vec<String> = withdrawn.into_iter().collect();
    if list.people.len() < list.places {
        parts.push(format!("应有差额人选{}名，实有{}名", list.places, list.people.len()));
    }
    let pending: Vec<PersonId> = list
        .people
        .iter()
        .copied()
        .filter(|person| applications.eligibility.get(person.0).is_some_and(|own| own.verdict == Verdict::Pending))
        .collect();
    if !pending.is_empty() {
        parts.push(format!("{}的资格还待核", order.some_names(&pending)));
    }
    (!parts.is_empty()).then(|| parts.join("；"))
}
