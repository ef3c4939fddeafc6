//! Posts of which no more people are left than are wanted, where the plan wants a choice (差额): the vote is none between several.
//! The plan does not say what then; it is pointed out, and nothing is decided by it.

use super::order::PeopleOrder;
use super::rules::Rule;
use super::{PostEvaluation, Shortlist};
use crate::problem::Problem;
use crate::round::Round;

/// Reports them, once it is known who is left.
pub(super) fn report(
    round: &Round,
    shortlists: &[Shortlist],
    evaluations: &[PostEvaluation],
    order: &PeopleOrder<'_>,
    problems: &mut Vec<Problem>,
) {
    let plan = &round.plan;
    if plan.count("差额比例") < 2 || Rule::Shortlist.unread(plan).is_some() || !plan.holds("票决") {
        return;
    }
    for ((post, list), evaluation) in round.posts.iter().zip(shortlists).zip(evaluations) {
        // Less those who gave up before the vote.
        let left = evaluation.candidates.len();
        if !evaluation.complete || left == 0 || left > post.seats as usize || list.stopped.is_some() {
            continue;
        }
        let names = order.names(&evaluation.candidates);
        let message = format!("“{}”只剩{left}名人选（{names}），职数{}名，票决时没有差额", post.name, post.seats);
        problems.push(
            Problem::warning("uncontested", post.at.clone(), message)
                .advice("方案没有写这时怎么办：请领导小组研究确定；照常票决的，请在会议纪要里写明。"),
        );
    }
}
