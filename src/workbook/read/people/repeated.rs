//! A person with more than one row in 报名: a row too many, a second post, or 改报.
//!
//! Every person may apply for one post (限报一个), and for another only after that one is cancelled. So a second row for another
//! post says one of three things. If it says 改报, it is a re-application, and the procedure decides whether it replaces the first.
//! If it came after 报名截止, it is late and counts for nothing. Otherwise nobody can say which of the two is meant, and the
//! person has to choose. What is found does not depend on the order of the rows.

use chrono::NaiveDate;

use crate::language::nothing::is_nothing;
use crate::problem::{Place, Problem};
use crate::round::{Applicant, OtherApplication, PostId, Reapplication};
use crate::workbook::table::Row;
use crate::workbook::values::Reader;

/// Takes a further row with the identity number of `first` in.
pub(crate) fn take_in(
    first: &mut Applicant,
    mut second: Applicant,
    deadline: Option<NaiveDate>,
    reader: &mut Reader<'_>,
) {
    // The row that stands: not the one that says 改报, then the earlier application, then the post that comes first in the plan.
    let key = |applicant: &Applicant| {
        let applied = date(applicant);
        (renews(applicant), applied.is_none(), applied, applicant.post.is_none(), applicant.post)
    };
    if key(&second) < key(first) {
        std::mem::swap(first, &mut second);
    }
    let mut others = std::mem::take(&mut first.also_applied);
    others.append(&mut second.also_applied);
    first.block(second.blocked.as_ref());
    // Whichever of the rows says it.
    if first.withdrawal.is_none() {
        first.withdrawal = second.withdrawal.take();
    }
    let wish = first.reapplied.as_ref().and_then(|wish| wish.post);
    let renewed = second.reapplied.is_some() || (wish.is_some() && second.post == wish && first.post != wish);
    if renewed {
        reapply(first, &second, reader);
    } else if first.text("报考岗位") == second.text("报考岗位") {
        reader.report(
            about(error("repeated-person"), first, &second, |earlier| format!("与 {earlier} 重复，同一个人写了两行"))
                .advice("请删去多余的一行。"),
        );
    } else if is_late(&second, deadline) && !is_late(first, deadline) {
        others.push(other(&second));
        reader.report(late(first, &second));
    } else {
        others.push(other(&second));
        first.block(Some(&second.at));
        reader.report(two_posts(first, &second));
    }
    others.sort();
    first.also_applied = others;
}

/// Two people with one identity number: which of them it belongs to is not known, nor whether the second is the first under a name
/// that was mistyped. Both stay in the round; papers about either wait, and the second counts for nothing that rests on how many
/// there are until the number is put right.
pub(crate) fn same_number(first: &mut Applicant, second: &mut Applicant, reader: &mut Reader<'_>) {
    reader.report(
        about(error("repeated-id"), first, second, |earlier| {
            format!("与 {earlier}（{}）的身份证号相同，但姓名不同", first.name)
        })
        .advice("请对照身份证核对两个人的号码；是同一个人写了两行的，请删去一行。"),
    );
    second.number_of_another = true;
    let at = second.id_number.as_ref().map_or_else(|| second.at.clone(), |id| id.at.clone());
    first.block(Some(&at));
}

/// Whether a row says nothing but 改报, so that what it leaves open stands in the person's other row.
pub(crate) fn only_renews(row: &Row) -> bool {
    row.value("报考岗位").is_blank() && !row.value("改报岗位").is_blank()
}

/// Whether a row is only there for 改报: it names no post of its own, or the very one it renews for.
fn renews(applicant: &Applicant) -> bool {
    applicant.reapplied.as_ref().is_some_and(|wish| applicant.post.is_none() || applicant.post == wish.post)
}

fn date(applicant: &Applicant) -> Option<NaiveDate> {
    applicant.applied.as_ref().map(|applied| applied.value)
}

fn is_late(applicant: &Applicant, deadline: Option<NaiveDate>) -> bool {
    date(applicant).zip(deadline).is_some_and(|(applied, deadline)| applied > deadline)
}

fn other(applicant: &Applicant) -> OtherApplication {
    OtherApplication { at: applicant.at.clone(), post: applicant.post, applied: date(applicant) }
}

/// 改报 in a row of its own. Its day is 改报时间, else 报名时间 of that row.
fn reapply(first: &mut Applicant, second: &Applicant, reader: &mut Reader<'_>) {
    let wish = |applicant: &Applicant| applicant.reapplied.as_ref().and_then(|wish| wish.post);
    let (held, new): (Option<PostId>, Option<PostId>) = (wish(first), wish(second));
    if second.reapplied.is_some() && first.reapplied.is_some() && held != new {
        first.block(Some(&second.at));
        let (one, two) = (first.text("改报岗位"), second.text("改报岗位"));
        reader.report(
            about(error("two-reapplications"), first, second, |earlier| {
                format!("同一个人改报了两个岗位：{earlier} 改报“{one}”，这一行改报“{two}”")
            })
            .advice("请与本人核实，只留一个。"),
        );
        // Neither counts until it is known which is meant.
        if let Some(own) = &mut first.reapplied {
            own.post = None;
        }
        return;
    }
    let own = second.reapplied.clone().unwrap_or_else(|| Reapplication {
        at: second.at.clone(),
        post: second.post,
        date: None,
        unread: false,
    });
    let by_row = renews(second) || second.reapplied.is_none();
    let day = own.date.or_else(|| if by_row { date(second) } else { None });
    let unread = own.unread || by_row && day.is_none() && !is_nothing(second.text("报名时间"));
    match &mut first.reapplied {
        Some(held) => {
            held.unread |= unread;
            held.date = held.date.or(day);
        }
        None => first.reapplied = Some(Reapplication { date: day, unread, ..own }),
    }
}

/// A problem in the row that does not stand, with what it is told of the other.
fn about(
    make: impl Fn(Place, String) -> Problem,
    first: &Applicant,
    second: &Applicant,
    message: impl FnOnce(&str) -> String,
) -> Problem {
    let at = second.id_number.as_ref().map_or_else(|| second.at.clone(), |id| id.at.clone());
    let id = second.id_number.as_ref().map_or("", |id| id.value.as_str());
    let earlier = first.id_number.as_ref().map_or_else(String::new, |id| {
        let sheet = if id.at.sheet == at.sheet { String::new() } else { format!("“{}”表 ", id.at.sheet) };
        format!("{sheet}{}", id.at.cell())
    });
    make(at, message(&earlier)).found(id)
}

fn error(code: &'static str) -> impl Fn(Place, String) -> Problem {
    move |at, message| Problem::error(code, at, message)
}

fn two_posts(first: &Applicant, second: &Applicant) -> Problem {
    let (one, two) = (first.text("报考岗位"), second.text("报考岗位"));
    let message = |earlier: &str| format!("同一个人报了两个岗位：{earlier} 报“{one}”，这一行报“{two}”；每人限报一个");
    about(error("two-posts"), first, second, message)
        .advice("请与本人核实，只留一行；岗位取消后改报的，把岗位写在“改报岗位”列。")
}

fn late(first: &Applicant, second: &Applicant) -> Problem {
    let two = second.text("报考岗位");
    let warning = |at, message| Problem::warning("late-second", at, message);
    about(warning, first, second, |earlier| format!("{earlier} 已经报名，这一行在报名截止以后又报“{two}”，不予受理"))
        .advice("请删去这一行；岗位取消后改报的，把岗位写在“改报岗位”列。")
}
