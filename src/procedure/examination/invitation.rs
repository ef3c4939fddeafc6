//! 面试入围: where the plan says so, only the first in the written examination are let into the interview.
//!
//! Whoever gives up before the interview, or is found unfit, makes room for the next. Whether somebody came in that way is known by the
//! marks: before the post has any of the interview, the next is invited; afterwards only who has been there.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::{Examination, Standing, barred, passes};
use crate::problem::Problem;
use crate::round::{PersonId, Post, Round, Score};

/// Tells those who are not invited to the interview for a post. While a written mark is wanting nobody is.
pub(super) fn invite(
    round: &Round,
    post: &Post,
    people: &[PersonId],
    examinations: &mut [Examination],
    problems: &mut Vec<Problem>,
) {
    let plan = &round.plan;
    if !(plan.holds("笔试") && plan.holds("面试")) || post.unread.contains(&"职数") {
        return;
    }
    let Some(ratio) = plan.maybe_count("面试入围比例") else { return };
    let places = (post.seats as usize).saturating_mul(ratio as usize);
    let own = |person: &PersonId| examinations.get(person.0);
    if people.iter().filter_map(own).any(|own| own.standing.awaits_written()) {
        return;
    }
    let mut marks: Vec<Mark> = people.iter().filter_map(|person| Mark::of(round, own(person)?)).collect();
    marks.sort_by_key(|mark| Reverse(mark.points));
    let began = marks.iter().any(|mark| mark.marked);
    let lowest = |marks: &mut dyn Iterator<Item = &Mark>| marks.nth(places.saturating_sub(1)).map(|mark| mark.points);
    // Whoever is among all is let in; who moves up is, until there are marks of the interview, and afterwards who has been there.
    let first = lowest(&mut marks.iter());
    let moved = lowest(&mut marks.iter().filter(|mark| if began { mark.stays || mark.entered } else { mark.comes }));
    for mark in &marks {
        let among = |lowest: Option<Decimal>| lowest.is_none_or(|lowest| mark.points >= lowest);
        if among(first) || among(moved) && (mark.entered || !began) {
            continue;
        }
        let Some(own) = examinations.get_mut(mark.person.0) else { continue };
        own.invited = false;
        if !mark.stays {
            continue;
        }
        if own.interview.is_some() {
            let advice = "请核对两项成绩和“面试入围比例”。";
            let told = |applicant| barred(applicant, "笔试成绩没有进入面试，", advice);
            problems.extend(round.applicant(mark.person).and_then(told));
        }
        own.standing = Standing::NotInvited;
        (own.total, own.exact, own.weighted) = (None, None, None);
    }
}

/// Somebody's mark in the written examination.
struct Mark {
    person: PersonId,
    points: Decimal,
    /// Has neither given up nor been found unfit since.
    stays: bool,
    /// Has not said either that the interview goes without.
    comes: bool,
    /// Something is entered of the interview, be it that it cannot be read.
    entered: bool,
    /// A mark is.
    marked: bool,
}

impl Mark {
    fn of(round: &Round, own: &Examination) -> Option<Self> {
        let Some(Score::Points(points)) = own.written else { return None };
        let stays = match own.standing {
            Standing::Withdrawn | Standing::NotAdmitted => false,
            other if other.reaches_interview() => true,
            _ => return None,
        };
        let marks = round.applicant(own.person).map(|applicant| &applicant.marks);
        let entered = marks.is_some_and(|marks| {
            marks.interview.is_some() || marks.judged.is_some() || marks.unread.contains(&"面试成绩")
        });
        let comes = stays && !matches!(own.standing, Standing::AbsentInterview(_));
        let marked = own.interview.is_some();
        passes(&round.plan, points).then_some(Self { person: own.person, points, stays, comes, entered, marked })
    }
}
