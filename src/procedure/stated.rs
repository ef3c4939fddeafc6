//! Results that the office has worked out itself, compared with the program's. The program's stand; what differs is pointed out.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};

use super::examination::is_interview_open;
use super::order::name;
use super::{Decisions, Outcome, Standing};
use crate::problem::Problem;
use crate::round::{EvaluationCount, PostId, Round, Stated, StatedKind};

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
        };
        let Some(differs) = differs else { continue };
        let found = match (stated.kind, stated.value.is_zero()) {
            (StatedKind::Shortlisted, true) => "否".to_owned(),
            (StatedKind::Shortlisted, false) => "是".to_owned(),
            (StatedKind::Passed, true) => "未通过".to_owned(),
            (StatedKind::Passed, false) => "通过".to_owned(),
            _ => stated.value.normalize().to_string(),
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

/// 胜任率 of a row of counts: 胜任 with or without 基本胜任, of whatever ballots.
fn share(round: &Round, stated: &Stated) -> Option<String> {
    let is_row = |own: &&EvaluationCount| {
        own.person == stated.person && own.at.row == stated.at.row && own.at.sheet == stated.at.sheet
    };
    let row = round.evaluations.iter().find(is_row)?;
    let ratio =
        |part: u32, whole: u32| (whole > 0).then(|| Decimal::from(part) * Decimal::ONE_HUNDRED / Decimal::from(whole));
    let percent = if stated.value <= Decimal::ONE { stated.value * Decimal::ONE_HUNDRED } else { stated.value };
    let places = percent.normalize().scale().min(PLACES);
    let parts = [row.competent, row.competent.saturating_add(row.basically)];
    let wholes = [row.valid, row.returned, row.issued].map(Some).into_iter().chain([row.present.1, row.present.0]);
    let same = wholes.flatten().any(|whole| {
        parts
            .iter()
            .filter_map(|part| ratio(*part, whole))
            .any(|own| round_to(own, places) == round_to(percent, places))
    });
    let own = round_to(ratio(parts.iter().copied().max().unwrap_or_default(), row.valid)?, 2);
    (!same).then(|| format!("与票数算出的不同：胜任和基本胜任占有效票{own}%"))
}
