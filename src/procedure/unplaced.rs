//! 岗位未定的人: of whom it is not known which post they belong to. They may belong to any that another reading does not rule out, so
//! nobody of such a post is ranked, put on a list or named in public until the cell is mended: who comes later may come first.

use super::application::{Acceptance, Application, Cancellation, is_cancelled};
use super::eligibility::Eligibility;
use super::order::PeopleOrder;
use crate::language::nothing::is_nothing;
use crate::round::{PersonId, PostId, Round};

/// Why it is not known where somebody belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    /// 报考岗位 is written and cannot be read.
    Unread,
    /// 报考岗位 is blank.
    Blank,
    /// 报了两个岗位.
    Choice,
    /// 改报 of which it is open whether it counts, or for which post.
    Again,
}

impl Why {
    const ALL: [Self; 4] = [Self::Unread, Self::Blank, Self::Choice, Self::Again];

    fn say(self, names: &str) -> String {
        match self {
            Self::Unread => format!("{names}的报考岗位看不懂，改正后再定"),
            Self::Blank => format!("{names}没有填报考岗位，填了再定"),
            Self::Choice => format!("等{names}选定岗位"),
            Self::Again => format!("{names}的改报还没有定，改正后再定"),
        }
    }
}

/// For each post, why it is not known who its people are, if it is not.
pub(super) fn unplaced(
    round: &Round,
    people: &[Application],
    eligibility: &[Eligibility],
    cancelled: &[Option<Cancellation>],
    order: &PeopleOrder<'_>,
) -> Vec<Option<String>> {
    let missed = round.missed.as_ref().map(|place| format!("{place} 有人没有读进来，改正后再定"));
    let waiting: Vec<(PersonId, Why, Vec<Option<PostId>>)> = people
        .iter()
        // Whoever is out whatever the post changes nothing.
        .filter(|own| !eligibility.get(own.person.0).is_some_and(Eligibility::is_out_everywhere))
        .filter_map(|own| {
            let (why, posts) = open(round, own)?;
            Some((own.person, why, posts))
        })
        .collect();
    let of_post = |post: PostId| {
        let may_be = |posts: &[Option<PostId>]| posts.iter().any(|own| own.is_none_or(|own| own == post));
        let told = Why::ALL.into_iter().filter_map(|why| {
            let own = waiting.iter().filter(|(_, found, posts)| *found == why && may_be(posts));
            let names: Vec<PersonId> = own.map(|(person, ..)| *person).collect();
            (!names.is_empty()).then(|| why.say(&order.some_names(&names)))
        });
        let told: Vec<String> = missed.clone().into_iter().chain(told).collect();
        (!told.is_empty()).then(|| told.join("；"))
    };
    round.post_ids().map(|post| if is_cancelled(cancelled, post) { None } else { of_post(post) }).collect()
}

/// Why it is not known where somebody belongs, and the posts it may be; `None` among them: any.
fn open(round: &Round, own: &Application) -> Option<(Why, Vec<Option<PostId>>)> {
    let applicant = round.applicant(own.person)?;
    match own.acceptance {
        Acceptance::NoPost if is_nothing(applicant.text("报考岗位")) => Some((Why::Blank, vec![None])),
        Acceptance::NoPost => Some((Why::Unread, vec![None])),
        Acceptance::Conflicting => Some((Why::Choice, super::application::posts_named(round, applicant))),
        Acceptance::Accepted => {
            let again = own.reapplied.as_ref().filter(|again| again.open)?;
            Some((Why::Again, vec![again.post]))
        }
        Acceptance::Late => None,
    }
}
