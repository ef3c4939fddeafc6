//! What is entered in later steps about posts that were cancelled (取消的岗位): it counts for nothing, and the cause is told, once a
//! sheet and post.

use super::Cancellation;
use crate::problem::{Place, Problem};
use crate::round::{PostId, Round};

/// Reports it.
pub(super) fn report(round: &Round, cancelled: &[Option<Cancellation>], problems: &mut Vec<Problem>) {
    let evaluations = round.evaluations.iter().map(|row| (row.post, &row.at));
    let votes = round.votes.iter().map(|row| (row.post, &row.at));
    let appointments = round.appointments.iter().map(|row| (row.post, &row.at));
    let sheets: [(&str, Vec<(PostId, &Place)>); 3] =
        [("测评票数", evaluations.collect()), ("票决票数", votes.collect()), ("任用人员", appointments.collect())];
    for (index, cancellation) in cancelled.iter().enumerate() {
        let Some(cancellation) = cancellation else { continue };
        let post = round.post(PostId(index)).map_or("", |post| post.name.as_str());
        for (what, rows) in &sheets {
            let Some((_, at)) = rows.iter().find(|(own, _)| own.0 == index) else { continue };
            let message = format!("“{post}”已经取消（{}），填的{what}不作数", cancellation.reason);
            let advice = "岗位没有取消的，请核对报名、资格审查和“最少报名人数”；取消了的，请删去这些行。";
            problems.push(Problem::warning("cancelled-post", (*at).clone(), message).advice(advice));
        }
    }
}
