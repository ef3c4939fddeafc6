//! Results that the office has worked out itself, compared with the program's. The program's stand; what differs is pointed out.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};

use super::examination::is_interview_open;
use super::order::name;
use super::{Decisions, Outcome, Standing};
use crate::problem::{Place, Problem};
use crate::round::{PostId, Round, Stated, StatedKind};

/// More places than these are noise.
const PLACES: u32 = 6;

/// Reports what differs.
pub(super) fn report(round: &Round, decisions: &Decisions, problems: &mut Vec<Problem>) {
    let ranked_by_post = ranked_by_post(round, decisions);
    for stated in &round.stated {
        let examination = decisions.examination(stated.person).filter(|own| own.standing == Standing::Ranked);
        let post = decisions.post(stated.person);
        let differs = match stated.kind {
            StatedKind::Mean => {
                let judged = round.applicant(stated.person).is_some_and(|own| own.marks.interview.is_none())
                    && !is_interview_open(&round.plan, true);
                let mean =
                    decisions.examination(stated.person).and_then(|own| own.interview.as_ref()).filter(|_| judged);
                mean.filter(|mean| !same(stated.value, mean.points, mean.exact))
                    .map(|mean| format!("与按考官打分算出的{}不同", mean.points))
            }
            StatedKind::Total => examination.and_then(|own| own.total.zip(own.exact)).and_then(|(total, exact)| {
                (!same(stated.value, total, exact)).then(|| format!("与程序算出的综合成绩{total}不同"))
            }),
            StatedKind::Rank => examination
                .filter(|_| post.is_some_and(|post| ranked_by_post.get(&post).copied().unwrap_or_default()))
                .and_then(|own| own.rank)
                .filter(|rank| Decimal::from(*rank) != stated.value)
                .map(|rank| format!("与程序在本岗位内排出的第{rank}名不同")),
            StatedKind::Shortlisted => post.and_then(|post| shortlisted(decisions, post, stated)),
            StatedKind::Share => share(round, stated),
            StatedKind::Passed => passed(round, decisions, stated),
            StatedKind::Voted | StatedKind::Elected => voted(round, decisions, stated),
            StatedKind::VoteShare => vote_share(round, stated),
        };
        let Some(differs) = differs else { continue };
        // A mark with the noise of a sum behind it is told as a number.
        let found = match stated.kind {
            StatedKind::Mean | StatedKind::Total | StatedKind::Rank => stated.value.normalize().to_string(),
            _ => stated.found.clone(),
        };
        problems.push(
            Problem::warning(
                "stated-differs",
                stated.at.clone(),
                format!("“{}”{differs}，文书用程序的", stated.header),
            )
            .found(found)
            .advice("请核对这一格和它依据的数；本单位的算法不同的，请在方案里写明。")
            .about(name(round, stated.person)),
        );
    }
}

/// Whether a number is the program's: as rounded by the plan, or with more places, or one less.
fn same(stated: Decimal, rounded: Decimal, exact: Decimal) -> bool {
    let places = stated.normalize().scale().min(PLACES);
    // A place less is rounded as well; two are another number.
    let alike = places > rounded.scale() || places + 1 == rounded.scale();
    stated == rounded || (alike && round_to(stated, places) == round_to(exact, places))
}

fn round_to(value: Decimal, places: u32) -> Decimal {
    value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
}

/// By post, whether the office's ranks are those within the post: one of its people is the first.
fn ranked_by_post(round: &Round, decisions: &Decisions) -> BTreeMap<PostId, bool> {
    let mut out: BTreeMap<PostId, bool> = BTreeMap::new();
    for stated in round.stated.iter().filter(|stated| stated.kind == StatedKind::Rank) {
        if let Some(post) = decisions.post(stated.person) {
            *out.entry(post).or_default() |= stated.value == Decimal::ONE;
        }
    }
    out
}

/// 是否入围 of a post whose shortlist is drawn up.
fn shortlisted(decisions: &Decisions, post: PostId, stated: &Stated) -> Option<String> {
    let list = decisions.shortlists.get(post.0).filter(|list| list.complete && list.stopped.is_none())?;
    let own = list.people.contains(&stated.person);
    let told = if own {
        "与程序排出的不同：按综合成绩列入差额人选"
    } else {
        "与程序排出的不同：按综合成绩没有列入差额人选"
    };
    (own != (stated.value == Decimal::ONE)).then(|| told.to_owned())
}

/// Whether a row of counts is one that passes.
fn passed(round: &Round, decisions: &Decisions, stated: &Stated) -> Option<String> {
    let ballots = decisions.evaluations.posts.iter().flat_map(|post| &post.ballots);
    let is_row = |index: usize| {
        round.evaluations.get(index).is_some_and(|own| own.at.sheet == stated.at.sheet && own.at.row == stated.at.row)
    };
    let ballot = ballots.into_iter().find(|own| own.person == stated.person && own.count.is_some_and(is_row))?;
    let told = match ballot.outcome {
        Outcome::Waiting => return None,
        Outcome::Failed => "未通过",
        Outcome::Passed | Outcome::Withdrawn => "通过",
    };
    (stated.value.is_zero() != (ballot.outcome == Outcome::Failed))
        .then(|| format!("与程序算出的不同：{}÷{}，{told}", ballot.votes, ballot.base))
}

/// What a row of votes came to: by the last ballot on somebody. Of more people with enough votes than there are seats some are not
/// chosen, whose votes may be called enough and not enough.
fn voted(round: &Round, decisions: &Decisions, stated: &Stated) -> Option<String> {
    let row = round.votes.iter().find(|own| is_row(&own.at, stated) && own.person == stated.person)?;
    let vote = decisions.votes.get(row.post.0).filter(|vote| vote.held && vote.stopped.is_none())?;
    vote.row_of(round, stated.person).filter(|last| last.at == row.at)?;
    let (_, votes, base, enough, _) = vote.results.iter().find(|(person, ..)| *person == stated.person)?;
    let chosen = vote.winners.iter().any(|winner| winner.person == stated.person);
    let fits = match (stated.value.is_zero(), stated.kind) {
        (true, _) => !chosen,
        (false, StatedKind::Elected) => chosen,
        (false, _) => chosen || *enough,
    };
    let told = match (chosen, enough) {
        (true, _) => "为拟聘任人选",
        (false, true) => "得票够了，但名额已满",
        (false, false) => "未通过",
    };
    (!fits).then(|| format!("与程序算出的不同：{votes}÷{base}，{told}"))
}

/// 得票率 of a row of votes, of whatever ballots or people.
fn vote_share(round: &Round, stated: &Stated) -> Option<String> {
    let row = round.votes.iter().find(|own| is_row(&own.at, stated) && own.person == stated.person)?;
    let recused = u32::try_from(row.recused.len()).ok();
    let met = row.present.zip(recused).map(|(present, recused)| present.saturating_add(recused));
    let members = row.members.or_else(|| round.plan.maybe_count("票决应到人数"));
    let wholes = [row.valid, row.returned, row.issued, row.present, met, members];
    let (same, own) = compared_share(stated.value, &[row.agree], wholes.into_iter().flatten())?;
    (!same).then(|| format!("与票数算出的不同：同意{}票，{own}", row.agree))
}

fn is_row(at: &Place, stated: &Stated) -> bool {
    at.row == stated.at.row && at.sheet == stated.at.sheet
}

/// Whether a stated share is one of some parts of some wholes, and the first of them in words.
fn compared_share(stated: Decimal, parts: &[u32], wholes: impl Iterator<Item = u32> + Clone) -> Option<(bool, String)> {
    let ratio =
        |part: u32, whole: u32| (whole > 0).then(|| Decimal::from(part) * Decimal::ONE_HUNDRED / Decimal::from(whole));
    let percent = if stated <= Decimal::ONE { stated * Decimal::ONE_HUNDRED } else { stated };
    let places = percent.normalize().scale().min(PLACES);
    let mut of = wholes.clone().flat_map(|whole| parts.iter().filter_map(move |part| ratio(*part, whole)));
    let same = of.any(|own| round_to(own, places) == round_to(percent, places));
    let own = wholes.clone().find_map(|whole| ratio(parts.iter().copied().max()?, whole))?;
    Some((same, format!("占{}%", round_to(own, 2))))
}

/// 胜任率 or 称职率 of a row of counts: 胜任 with or without 基本胜任, of whatever ballots.
fn share(round: &Round, stated: &Stated) -> Option<String> {
    let row = round.evaluations.iter().find(|own| own.person == stated.person && is_row(&own.at, stated))?;
    let of_all = stated.header.contains("称职率");
    let parts = match row.overall.as_slice() {
        [best, good, basic, ..] if of_all => {
            let good = best.saturating_add(*good);
            vec![*best, good, good.saturating_add(*basic)]
        }
        // What is not counted cannot be compared.
        _ if of_all => return None,
        _ => vec![row.competent, row.competent.saturating_add(row.basically)],
    };
    let wholes = [row.valid, row.returned, row.issued].map(Some).into_iter().chain([row.present.1, row.present.0]);
    let (same, own) = compared_share(stated.value, &parts, wholes.flatten())?;
    let what = if of_all { "优秀、称职和基本称职" } else { "胜任和基本胜任" };
    (!same).then(|| format!("与票数算出的不同：{what}占有效票{}", own.trim_start_matches('占')))
}
