//! 再次投票: the papers of each ballot after the first. They stay when the next one follows and when the result is in: what was voted
//! with is kept on file.

use chrono::{Datelike, NaiveDate};

use crate::procedure::{Decisions, Further};
use crate::round::{PostId, Round};

/// One further ballot: what is voted on with one paper.
pub(super) struct Repeated {
    /// 第几次投票.
    pub number: u32,
    /// The day of the meeting, where another one had a ballot of this number before.
    day: Option<NaiveDate>,
    /// The posts, each with whom it is on.
    pub posts: Vec<(PostId, Further)>,
}

impl Repeated {
    /// What its files are called.
    pub fn label(&self) -> String {
        let meeting = self.day.map(|day| format!("（{}月{}日会议）", day.month(), day.day())).unwrap_or_default();
        format!("第{}次投票{meeting}", self.number)
    }
}

/// The further ballots of a round, by number. Posts that were voted on at different meetings have papers of their own: what was
/// handed out at the first does not change when the second is held.
pub(super) fn repeated(round: &Round, decisions: &Decisions) -> Vec<Repeated> {
    let of = |(post, vote): (PostId, &crate::procedure::PostVote)| {
        vote.further(round).into_iter().map(move |own| (post, own)).collect::<Vec<_>>()
    };
    let mut all: Vec<(PostId, Further)> = round.post_ids().zip(&decisions.votes).flat_map(of).collect();
    all.sort_by_key(|(post, own)| (own.number, own.day, *post));
    let mut list: Vec<Repeated> = Vec::new();
    for (post, own) in all {
        let last = list.last_mut().filter(|last| last.number == own.number);
        let same_day = |last: &&mut Repeated| last.posts.first().is_some_and(|(_, first)| first.day == own.day);
        let later = last.is_some();
        match last.filter(same_day) {
            Some(last) => last.posts.push((post, own)),
            None => {
                list.push(Repeated { number: own.number, day: own.day.filter(|_| later), posts: vec![(post, own)] })
            }
        }
    }
    list
}
