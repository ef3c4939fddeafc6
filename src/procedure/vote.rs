//! 票决: the party committee's secret ballot. One more than half, or the post stays vacant.

use super::{Evaluations, in_words, ratio};
use crate::problem::Problem;
use crate::round::{PersonId, PostId, Round, VoteCount};

/// Somebody elected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Winner {
    /// Who.
    pub person: PersonId,
    /// The reason, with the rule.
    pub reason: String,
}

/// The vote on one post.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PostVote {
    /// Everybody voted on: agreeing votes, what they are measured against, whether that is over half, the reason.
    pub results: Vec<(PersonId, u32, u32, bool, String)>,
    /// 拟聘任人选.
    pub winners: Vec<Winner>,
    /// Seats that stay vacant, once voted.
    pub vacant: u32,
    /// Why it cannot be decided.
    pub stopped: Option<String>,
    /// Whether it was voted on.
    pub held: bool,
}

/// The votes of a round, by post.
pub type Votes = Vec<PostVote>;

/// Counts the votes.
pub fn count_votes(round: &Round, evaluations: &Evaluations, problems: &mut Vec<Problem>) -> Votes {
    round
        .post_ids()
        .map(|post| {
            let rows: Vec<&VoteCount> = round.votes.iter().filter(|vote| vote.post == post).collect();
            let mut sound = true;
            for row in &rows {
                sound &= check(round, row, evaluations, problems);
            }
            one(round, post, &rows, sound)
        })
        .collect()
}

fn one(round: &Round, post: PostId, rows: &[&VoteCount], sound: bool) -> PostVote {
    let mut out = PostVote { held: !rows.is_empty(), ..PostVote::default() };
    let Some(seats) = round.post(post).map(|post| post.seats) else { return out };
    if !out.held {
        return out;
    }
    if !sound {
        out.stopped = Some("票决票数前后不符，改正后再定".to_owned());
        return out;
    }
    if let Some(stopped) = quorum(round, rows) {
        out.stopped = Some(stopped);
        return out;
    }
    let (part, whole) = round.plan.fraction("票决通过比例");
    let what = round.plan.text("票决基数").to_owned();
    let mut elected: Vec<(u32, PersonId, String)> = Vec::new();
    for row in rows {
        let Some(base) = base(round, row).filter(|base| *base > 0) else {
            out.stopped = Some(format!("没有{what}数，无法计算是否过{}", in_words((part, whole))));
            return out;
        };
        // Over half means more than half: exactly half is not enough.
        let over = u64::from(row.agree) * u64::from(whole) > u64::from(base) * u64::from(part);
        let reason = format!(
            "同意{}票，占{what}{}，{}{}（{}）",
            row.agree,
            ratio(row.agree, base),
            if over { "超过" } else { "未超过" },
            in_words((part, whole)),
            round.plan.origin("票决通过比例"),
        );
        if over {
            elected.push((row.agree, row.person, reason.clone()));
        }
        out.results.push((row.person, row.agree, base, over, reason));
    }
    elected.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let seats_usize = seats as usize;
    let tie = elected.len() > seats_usize
        && seats_usize > 0
        && elected.get(seats_usize - 1).map(|(votes, ..)| votes) == elected.get(seats_usize).map(|(votes, ..)| votes);
    if tie {
        out.stopped = Some("过半数的人多于职数，且得票相同，应当再次投票".to_owned());
        return out;
    }
    out.winners = elected.into_iter().take(seats_usize).map(|(_, person, reason)| Winner { person, reason }).collect();
    out.vacant = seats - u32::try_from(out.winners.len()).unwrap_or(seats);
    out
}

/// A meeting needs enough of its members.
fn quorum(round: &Round, rows: &[&VoteCount]) -> Option<String> {
    let (part, whole) = round.plan.fraction("票决会议出席比例");
    let row = rows.first()?;
    let members = row.members.or_else(|| round.plan.maybe_count("票决应到人数"))?;
    let present = row.present?;
    (u64::from(present) * u64::from(whole) < u64::from(members) * u64::from(part)).then(|| {
        format!(
            "到会{}，不足{}，会议不能票决（{}）",
            ratio(present, members),
            in_words((part, whole)),
            round.plan.origin("票决会议出席比例")
        )
    })
}

fn base(round: &Round, row: &VoteCount) -> Option<u32> {
    match round.plan.text("票决基数") {
        "实到会成员" => row.present,
        "有效票" => row.valid,
        _ => row.members.or_else(|| round.plan.maybe_count("票决应到人数")),
    }
}

/// The counts must agree with each other. Tells whether they do.
fn check(round: &Round, row: &VoteCount, evaluations: &Evaluations, problems: &mut Vec<Problem>) -> bool {
    let before = problems.len();
    let name = round.applicant(row.person).map_or("", |applicant| applicant.name.as_str());
    let mut wrong = |message: String, advice: &str| {
        problems.push(Problem::error("votes", row.at.clone(), message).advice(advice.to_owned()).about(name));
    };
    if let (Some(present), Some(members)) = (row.present, row.members)
        && present > members
    {
        wrong(format!("实到{present}人，多于应到的{members}人"), "请核对人数。");
    }
    if let (Some(returned), Some(issued)) = (row.returned, row.issued)
        && returned > issued
    {
        wrong(
            format!("收回{returned}票，多于发出的{issued}票"),
            "收回多于发出的，投票无效，应当重新进行；录错的请改正。",
        );
    }
    if let (Some(issued), Some(present)) = (row.issued, row.present)
        && issued > present
    {
        wrong(format!("发出{issued}票，多于到会的{present}人"), "请核对票数。");
    }
    let votes = row.agree + row.against.unwrap_or(0) + row.abstained.unwrap_or(0);
    if let Some(valid) = row.valid.or(row.returned) {
        let complete = row.against.is_some() && row.abstained.is_some();
        if votes > valid || complete && votes != valid {
            wrong(format!("同意、不同意、弃权合计{votes}票，与有效的{valid}票不符"), "请核对票数。");
        }
    }
    let sound = problems.len() == before;
    let passed = evaluations.posts.get(row.post.0).is_some_and(|post| post.passed.contains(&row.person));
    if !passed {
        problems.push(
            Problem::warning("not-shortlisted", row.at.clone(), "此人不在通过民主测评的差额人选之列")
                .advice("请核对测评结果和岗位。")
                .about(name),
        );
    }
    sound
}
