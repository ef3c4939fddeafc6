//! Rounds that go no further: every post has come so far, and nobody is left for the step that would follow.

use super::{Decisions, Eligibility, Examination, Outcome, Standing, Verdict};
use crate::round::{PostId, Round, Score};

/// What nobody may be left for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ahead {
    /// 考试.
    Examination,
    /// 面试.
    Interview,
    /// 组织考察: there are no 考察对象.
    Inspection,
    /// 个别谈话 and 考察材料: nobody passed the evaluation.
    Report,
    /// 讨论决定: there are no candidates.
    Vote,
}

/// Why nobody is left for something, in words: 没有人进入面试. `None` while somebody may still come, or a post is stopped by something that
/// is to be put right.
pub(crate) fn nobody_left(ahead: Ahead, round: &Round, decisions: &Decisions) -> Option<String> {
    if !posts(round, decisions).any(|_| true) {
        return None;
    }
    let found = match ahead {
        Ahead::Examination => nobody_qualified(round, decisions),
        Ahead::Interview => {
            nobody_qualified(round, decisions).or_else(|| nobody_interviewed(round, decisions.examination.iter()))
        }
        Ahead::Inspection => nobody_listed(round, decisions),
        Ahead::Report => nobody_listed(round, decisions).or_else(|| nobody_passed(round, decisions)),
        Ahead::Vote => nobody_listed(round, decisions)
            .or_else(|| nobody_passed(round, decisions))
            .or_else(|| nobody_stands(round, decisions)),
    };
    found.map(str::to_owned)
}

/// Whether nobody of a post goes to its interview, though its written marks are all there.
pub(crate) fn none_interviewed(post: PostId, round: &Round, decisions: &Decisions) -> bool {
    let own = decisions.examination.iter().filter(|found| decisions.post(found.person) == Some(post));
    nobody_interviewed(round, own).is_some()
}

/// The posts that are held.
fn posts<'a>(round: &'a Round, decisions: &'a Decisions) -> impl Iterator<Item = PostId> + 'a {
    round.post_ids().filter(|post| !decisions.is_cancelled(*post))
}

/// Nobody is left after 资格审查. Whose review is open may still be admitted.
fn nobody_qualified(round: &Round, decisions: &Decisions) -> Option<&'static str> {
    let settled = |post: PostId| decisions.shortlists.get(post.0).is_some_and(|list| list.complete);
    let may_be = |found: &Eligibility| {
        matches!(found.verdict, Verdict::Eligible | Verdict::Pending)
            && decisions.post(found.person).is_none_or(|post| !decisions.is_cancelled(post))
    };
    let none = posts(round, decisions).all(settled) && !decisions.eligibility.iter().any(may_be);
    none.then_some("没有资格审查合格的人员")
}

/// Nobody of some goes to the interview. Whoever gave it up after having come so far is on its lists.
fn nobody_interviewed<'a>(
    round: &Round,
    mut own: impl Iterator<Item = &'a Examination> + Clone,
) -> Option<&'static str> {
    let first = !round.plan.holds("笔试");
    let comes = |found: &Examination| match found.standing {
        Standing::Withdrawn => found.invited && (first || matches!(found.written, Some(Score::Points(_)))),
        other => other.awaits_written() || other.reaches_interview(),
    };
    let sat = own.clone().any(|found| found.standing != Standing::NotAdmitted);
    (sat && !own.any(comes)).then_some("没有人进入面试")
}

/// No post has 差额人选.
fn nobody_listed(round: &Round, decisions: &Decisions) -> Option<&'static str> {
    let list = |post: PostId| decisions.shortlists.get(post.0);
    if !posts(round, decisions).all(|post| list(post).is_some_and(|list| list.complete && list.people.is_empty())) {
        return None;
    }
    nobody_qualified(round, decisions).or_else(|| {
        let through = |found: &Examination| found.rank.is_some() || found.standing == Standing::NotHeld;
        let none = !decisions.examination.iter().any(through);
        Some(if none {
            "考试没有人合格，没有考察对象"
        } else {
            "够条件的都已放弃，没有考察对象"
        })
    })
}

/// No post has anybody who passed 民主测评.
fn nobody_passed(round: &Round, decisions: &Decisions) -> Option<&'static str> {
    let own = || posts(round, decisions).filter_map(|post| decisions.evaluations.posts.get(post.0));
    if !own().all(|post| post.complete && post.passed.is_empty()) {
        return None;
    }
    let mut ballots = own().flat_map(|post| &post.ballots).peekable();
    let gone = ballots.peek().is_some() && ballots.all(|ballot| ballot.outcome == Outcome::Withdrawn);
    Some(if gone || !round.plan.holds("民主测评") {
        "考察对象都已放弃，没有候选人"
    } else {
        "没有人通过民主测评"
    })
}

/// Everybody gave up before the vote.
fn nobody_stands(round: &Round, decisions: &Decisions) -> Option<&'static str> {
    let own = |post: PostId| decisions.evaluations.posts.get(post.0);
    posts(round, decisions)
        .all(|post| own(post).is_some_and(|post| post.complete && post.candidates.is_empty()))
        .then_some("票决前候选人都已放弃")
}
