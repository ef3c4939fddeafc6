//! Published documents wait while somebody they would name is still 待核: who is named in public cannot be taken back. Nor can an
//! appointment: what proposes it, reports on its 公示 and puts it into effect waits, too.

use super::catalog::{Form, Per};
use super::notice::notice_of;
use super::stage::Stage;
use super::subjects::{Subject, appointed};
use crate::procedure::{Decisions, PeopleOrder, Standing, Verdict};
use crate::round::{PersonId, Round};

/// What such a document waits for, or several of a kind do: the 资格审查 of those they name.
pub(super) fn pending(form: &Form, round: &Round, decisions: &Decisions, subjects: &[Subject]) -> Option<String> {
    let appoints = matches!(form.per, Per::Nominee | Per::Appointee | Per::LetterHolder | Per::Notice)
        || form.awaits == Some(Stage::Published);
    if !form.public && !appoints {
        return None;
    }
    let open = |person: &PersonId| decisions.eligibility(*person).is_some_and(|own| own.verdict == Verdict::Pending);
    let named = subjects.iter().flat_map(|subject| named(form, round, decisions, subject));
    let people: Vec<PersonId> = named.filter(open).collect();
    let names = PeopleOrder::of(round).some_names(&people);
    let what = if form.public { "公布" } else { "做" };
    (!people.is_empty()).then(|| format!("{names}的资格还待核，资格审查有了结论才能{what}"))
}

/// Whom a document names: the person it is about, the people of its notice, else those who have come as far as what it waits for.
fn named(form: &Form, round: &Round, decisions: &Decisions, subject: &Subject) -> Vec<PersonId> {
    if let Some(person) = subject.person {
        return vec![person];
    }
    if form.per == Per::Notice {
        let of_notice = |person: &PersonId| subject.notice.as_deref() == Some(notice_of(round, *person).as_str());
        return appointed(round, decisions).into_iter().filter(of_notice).collect();
    }
    let all: Vec<PersonId> = match form.awaits {
        Some(Stage::Tickets | Stage::Written | Stage::Judged | Stage::Examined) => {
            let sits = decisions.examination.iter().filter(|own| own.standing != Standing::NotAdmitted);
            sits.map(|own| own.person).collect()
        }
        Some(Stage::Shortlisted) => decisions.shortlists.iter().flat_map(|list| list.people.iter().copied()).collect(),
        Some(Stage::Evaluated | Stage::Substituted) => {
            decisions.evaluations.posts.iter().flat_map(|post| &post.ballots).map(|ballot| ballot.person).collect()
        }
        Some(Stage::Replaced) => match subject.batch {
            Some(batch) => decisions.evaluations.substitutes(batch),
            None => round.post_ids().flat_map(|post| decisions.substitutes(post)).collect(),
        },
        Some(Stage::Voted | Stage::Nominated | Stage::Published) => {
            decisions.votes.iter().flat_map(|vote| &vote.winners).map(|winner| winner.person).collect()
        }
        // The plan and what announces it name nobody; the lists of the review wait for its end.
        _ => Vec::new(),
    };
    match subject.post {
        Some(post) => all.into_iter().filter(|person| decisions.post(*person) == Some(post)).collect(),
        None => all,
    }
}
