//! Counts about people who are no candidates, or who belong in another batch.

use std::collections::BTreeMap;

use super::{Evaluations, ranked};
use crate::problem::Problem;
use crate::procedure::order::name;
use crate::procedure::rules::Rule;
use crate::procedure::shortlist;
use crate::round::{PersonId, PostId, Round};

/// Reports them, row by row.
pub(super) fn report(round: &Round, evaluations: &Evaluations, problems: &mut Vec<Problem>) {
    let mut batches: BTreeMap<(PostId, PersonId), u32> = BTreeMap::new();
    for (index, post) in evaluations.posts.iter().enumerate() {
        batches.extend(post.ballots.iter().map(|ballot| ((PostId(index), ballot.person), ballot.batch)));
    }
    let unsettled = |post: PostId| evaluations.posts.get(post.0).and_then(|own| own.unsettled.as_ref());
    let mut told: Vec<PostId> = Vec::new();
    let (by, advice) = if ranked(round) {
        ("综合成绩", "请核对成绩、批次和岗位。")
    } else {
        ("“考察”表", "另行研究补充的人选，请写进“考察”表，批次填 2；写错的请改正。")
    };
    for count in &round.evaluations {
        if evaluations.posts.get(count.post.0).is_some_and(|own| own.cancelled) {
            continue;
        }
        // While the candidates are not known, nobody is called a stranger: that is said once, unless its cause has been told.
        if let Some(reason) = unsettled(count.post) {
            if shortlist::unread(round, count.post).is_none() && !told.contains(&count.post) {
                told.push(count.post);
                let post = round.post(count.post).map_or("", |post| post.name.as_str());
                let message = format!("“{post}”的差额人选还没有确定（{reason}），测评票数先不核对");
                problems.push(Problem::warning("not-a-candidate", count.at.clone(), message));
            }
            continue;
        }
        if Rule::Evaluation.unread(&round.plan).is_some() {
            continue;
        }
        match batches.get(&(count.post, count.person)) {
            None => problems.push(
                Problem::warning(
                    "not-a-candidate",
                    count.cells.at(&count.at, "姓名"),
                    format!("按{by}和测评结果，此人不在这一岗位的考察对象之列"),
                )
                .advice(advice)
                .about(name(round, count.person)),
            ),
            Some(batch) if *batch != count.batch => problems.push(
                Problem::warning(
                    "batch",
                    count.cells.at(&count.at, "批次"),
                    format!("按测评结果，此人应在第{batch}批"),
                )
                // Nobody need have written it.
                .advice(format!("这一行读到的是第{}批，请核对；没有写批次的算第1批。", count.batch))
                .about(name(round, count.person)),
            ),
            Some(_) => {}
        }
    }
}
