//! 报名: whose application counts, which posts are cancelled for want of people, and who applied again elsewhere.
//!
//! The order of events is that of the round: late applications are refused, posts with too few people are cancelled, and only
//! then may the people of a cancelled post apply for another one (改报), which takes the place of their first application.

use chrono::NaiveDate;

use super::dates::place_of;
use super::eligibility::{Eligibility, Ground, Verdict, review};
use super::order::{PeopleOrder, name};
use super::registration::has_ended;
use super::rules::Rule;
use super::unplaced::unplaced;
use crate::language::date::prose;
use crate::language::nothing::is_nothing;
use crate::problem::Problem;
use crate::round::{ANY_AGE, Applicant, Conclusion, PersonId, Plan, Post, PostId, Reapplication, Round, Value};

/// How an application stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Acceptance {
    /// 受理.
    Accepted,
    /// 逾期, not accepted.
    Late,
    /// 报了两个岗位: the person has to choose one.
    Conflicting,
    /// 没有报考岗位 of the plan.
    NoPost,
}

/// 改报 of a person, and whether it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reapplied {
    /// The post.
    pub post: Option<PostId>,
    /// Whether it counts.
    pub accepted: bool,
    /// Whether it may count yet: it rests on something that cannot be read, or is not decided.
    pub open: bool,
    /// Why, in words.
    pub reason: String,
}

/// A person's application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// Who.
    pub person: PersonId,
    /// How it stands.
    pub acceptance: Acceptance,
    /// The post first applied for.
    pub first: Option<PostId>,
    /// The post the person is a candidate for: the first one, or the one applied for again.
    pub post: Option<PostId>,
    /// 改报.
    pub reapplied: Option<Reapplied>,
    /// Why it is open whether it counts: something is written for its time that cannot be read, or the number is another's.
    pub open: Option<String>,
    /// What is to be said, in words.
    pub reason: String,
    /// The rule it rests on.
    pub rule: Ground,
}

/// A post cancelled for want of applicants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cancellation {
    /// Why, in words.
    pub reason: String,
    /// The rule it rests on.
    pub rule: String,
    /// Those who may apply again elsewhere, in the order of lists.
    pub people: Vec<PersonId>,
}

/// What came of the applications of a round.
#[derive(Debug, Clone, Default)]
pub struct Applications {
    /// By person.
    pub people: Vec<Application>,
    /// 资格审查, by person, for the post each is a candidate for.
    pub eligibility: Vec<Eligibility>,
    /// Cancelled posts, by post.
    pub cancelled: Vec<Option<Cancellation>>,
    /// Posts of which it is open whether they are cancelled, by post, and why.
    pub undecided: Vec<Option<String>>,
    /// Posts of which it is not known who all their people are, by post, and why.
    pub unplaced: Vec<Option<String>>,
    /// The candidates of each post, by post, in the order of lists.
    pub by_post: Vec<Vec<PersonId>>,
}

/// Works through the applications.
pub fn applications(round: &Round, order: &PeopleOrder<'_>, problems: &mut Vec<Problem>) -> Applications {
    let mut people: Vec<Application> =
        round.people().filter_map(|person| Some(first_application(round, person, round.applicant(person)?))).collect();
    let mut eligibility: Vec<Eligibility> =
        people.iter().map(|application| review(round, application, application.first)).collect();
    let mut named: Vec<Vec<PersonId>> = vec![Vec::new(); round.posts.len()];
    for application in &people {
        let Some(applicant) = round.applicant(application.person) else { continue };
        let own = posts_named(round, applicant);
        for (index, list) in named.iter_mut().enumerate() {
            // A post that cannot be told may be any of them.
            if own.iter().any(|post| post.is_none_or(|post| post.0 == index)) {
                list.push(application.person);
            }
        }
    }
    let mut cancelled = Vec::with_capacity(named.len());
    let mut undecided = Vec::with_capacity(named.len());
    for (index, list) in named.iter().enumerate() {
        let (cancellation, open) = minimum(round, PostId(index), list, &people, &eligibility, order);
        cancelled.push(cancellation);
        undecided.push(open);
    }
    report_early(round, problems);
    for application in &mut people {
        let Some(applicant) = round.applicant(application.person) else { continue };
        reapply(round, application, applicant, (&cancelled, &undecided), problems);
        if application.post != application.first {
            let renewed = review(round, application, application.post);
            if let Some(own) = eligibility.get_mut(application.person.0) {
                *own = renewed;
            }
        }
    }
    let mut by_post: Vec<Vec<PersonId>> = vec![Vec::new(); round.posts.len()];
    for application in &people {
        if let Some(list) = application.post.and_then(|post| by_post.get_mut(post.0)) {
            list.push(application.person);
        }
    }
    for list in &mut by_post {
        order.sort(list);
    }
    let unplaced = unplaced(round, &people, &eligibility, &cancelled, order);
    Applications { people, eligibility, cancelled, undecided, unplaced, by_post }
}

/// Applications dated before registration opened: accepted, but one of the two dates must be wrong.
fn report_early(round: &Round, problems: &mut Vec<Problem>) {
    let Some(from) = round.plan.date("报名开始") else { return };
    for applicant in &round.applicants {
        if let Some(applied) = applicant.applied.as_ref().filter(|applied| applied.value < from) {
            problems.push(
                Problem::warning(
                    "early-application",
                    applied.at.clone(),
                    format!("报名时间早于报名开始的{}", prose(from)),
                )
                .found(prose(applied.value))
                .advice("请核对日期。")
                .about(applicant.name.as_str()),
            );
        }
    }
}

/// The posts a person's applications name: one, or several where there is a conflict; `None` is one that cannot be told. An
/// application after 报名截止 names none, unless it is the only one.
pub(super) fn posts_named(round: &Round, applicant: &Applicant) -> Vec<Option<PostId>> {
    let until = round.plan.date("报名截止");
    let on_time = |applied: Option<NaiveDate>| applied.zip(until).is_none_or(|(applied, until)| applied <= until);
    let mut posts: Vec<Option<PostId>> = vec![applicant.post];
    posts.extend(applicant.also_applied.iter().filter(|other| on_time(other.applied)).map(|other| other.post));
    posts.sort_by_key(|post| (post.is_none(), *post));
    posts.dedup();
    posts
}

fn first_application(round: &Round, person: PersonId, applicant: &Applicant) -> Application {
    let plan = &round.plan;
    let manual = applicant.review.as_ref().and_then(|review| review.conclusion.as_ref()).map(|given| given.value);
    let manual = manual.map(|given| given == Conclusion::Met);
    let until = plan.date("报名截止");
    let applied = applicant.applied.as_ref().map(|applied| applied.value);
    let post_name = |post: PostId| round.post(post).map_or("", |post| post.name.as_str());
    let one_post = || Rule::OnePost.of(plan).into();
    let deadline = || Rule::Deadline.of(plan).into();
    let named = posts_named(round, applicant);
    let (acceptance, reason, rule) = match (applicant.post, applied, until) {
        (_, Some(applied), Some(until)) if applied > until && manual != Some(true) => {
            (Acceptance::Late, format!("{}报名，已过{}的截止日期，不予受理", prose(applied), prose(until)), deadline())
        }
        (None, ..) => {
            let reason = match applicant.text("报考岗位") {
                "" => "没有写明方案中的报考岗位".to_owned(),
                text => format!("“{}”不是方案中的一个岗位，待改正", text.replace('\n', "")),
            };
            (Acceptance::NoPost, reason, one_post())
        }
        (Some(_), ..) if named.len() > 1 => {
            let names: Vec<&str> = named.into_iter().map(|post| post.map_or("一个没有看懂的岗位", post_name)).collect();
            (Acceptance::Conflicting, format!("同时报了{}，待本人选定一个", names.join("、")), one_post())
        }
        (Some(post), Some(applied), _) => {
            (Acceptance::Accepted, format!("{}报名，报考{}", prose(applied), post_name(post)), deadline())
        }
        (Some(post), None, _) => (Acceptance::Accepted, format!("报考{}", post_name(post)), one_post()),
    };
    // A time that cannot be read is no blank: a blank one counts as in time, this one may be late.
    let unread = applied.is_none() && until.is_some() && !is_nothing(applicant.text("报名时间"));
    let twofold = || applicant.number_of_another.then(|| "身份证号与另一个人相同，改正后再定".to_owned());
    let open = unread.then(|| "报名时间看不懂，改正后再定".to_owned()).or_else(twofold);
    Application { person, acceptance, first: applicant.post, post: applicant.post, reapplied: None, open, reason, rule }
}

/// How many people a post must have; or why that is not known.
pub(super) fn wanted(plan: &Plan, post: &Post) -> Result<usize, String> {
    let by_seats = matches!(plan.get("最少报名人数").map(|own| &own.value), Some(Value::PerSeat(_)));
    match post.unread("职数").filter(|_| by_seats) {
        Some(open) => Err(open),
        None => Ok(plan.least_applicants(post.seats) as usize),
    }
}

/// Whether a post has too few people, and why; or why that cannot be said yet. Counted are the applications accepted, or of
/// those the ones found eligible, as the plan says. People about whom something is open count neither way: while they could
/// tip the balance, nothing is cancelled; nor while people may still apply.
fn minimum(
    round: &Round,
    post: PostId,
    named: &[PersonId],
    people: &[Application],
    eligibility: &[Eligibility],
    order: &PeopleOrder<'_>,
) -> (Option<Cancellation>, Option<String>) {
    let plan = &round.plan;
    if let Some(open) = Rule::Minimum.unread(plan).or_else(|| Rule::Deadline.unread(plan)) {
        return (None, Some(open));
    }
    // What may be no post at all is not announced as cancelled.
    if let Some(open) = round.post(post).and_then(|post| post.unread("岗位名称")) {
        return (None, Some(open));
    }
    if people.is_empty() {
        return (None, Some("等“报名”表".to_owned()));
    }
    let wanted = match round.post(post).map_or(Ok(0), |post| wanted(plan, post)) {
        Ok(wanted) => wanted,
        Err(open) => return (None, Some(open)),
    };
    let by_eligible = plan.is("最少人数口径", "合格人数");
    let (mut sure, mut open, mut withdrawn): (usize, Vec<PersonId>, usize) = (0, Vec::new(), 0);
    for person in named {
        let acceptance = people.get(person.0).map(|application| application.acceptance);
        let verdict = eligibility.get(person.0).map(|found| found.verdict);
        // Whether it came in time is settled by the reviewer's conclusion, if there is one.
        let timeless = people.get(person.0).is_some_and(|application| application.open.is_some());
        match (acceptance, verdict) {
            (Some(Acceptance::Accepted), Some(Verdict::Pending)) if timeless => open.push(*person),
            (Some(Acceptance::Conflicting | Acceptance::NoPost), verdict)
                if !by_eligible || !verdict.is_some_and(Verdict::is_out) =>
            {
                open.push(*person);
            }
            (Some(Acceptance::Accepted), Some(Verdict::Pending)) if by_eligible => open.push(*person),
            (Some(Acceptance::Accepted), verdict) if !by_eligible || verdict == Some(Verdict::Eligible) => sure += 1,
            (Some(Acceptance::Accepted), Some(Verdict::Withdrawn)) => withdrawn += 1,
            _ => {}
        }
    }
    if sure >= wanted {
        return (None, None);
    }
    let what = if by_eligible { "资格审查合格人数" } else { "报名人数" };
    if !has_ended(round) {
        let until = "填了“资格审查”表的审查情况或者方案的“取消职位通知日期”，就按报名已经截止算";
        return (None, Some(format!("{what}现为{sure}人，不足{wanted}人，报名截止后仍不足的取消（{until}）")));
    }
    if let Some(unread) = &round.unread {
        let place = if unread.sheet.is_empty() { &unread.file } else { &unread.sheet };
        return (None, Some(format!("{what}现为{sure}人，不足{wanted}人，但“{place}”里还有人没有读进来，改正后再定")));
    }
    if sure + open.len() >= wanted {
        let names = order.some_names(&open);
        return (None, Some(format!("{what}现为{sure}人，不足{wanted}人，是否取消要等{names}的情况定下来")));
    }
    let mut list: Vec<PersonId> = named
        .iter()
        .copied()
        .filter(|person| people.get(person.0).is_some_and(|own| own.first == Some(post)))
        .filter(|person| people.get(person.0).is_some_and(|own| own.acceptance == Acceptance::Accepted))
        .collect();
    order.sort(&mut list);
    let count = if open.is_empty() { format!("{sure}人") } else { format!("至多{}人", sure + open.len()) };
    let count = if withdrawn > 0 { format!("{count}（本人放弃的{withdrawn}人不计入）") } else { count };
    let cancellation = Cancellation {
        reason: format!("{what}{count}，不足{wanted}人，取消该岗位"),
        rule: Rule::Minimum.of(plan).to_string(),
        people: list,
    };
    (Some(cancellation), None)
}

/// Whether a post is cancelled (取消) for want of applicants.
pub(super) fn is_cancelled(cancelled: &[Option<Cancellation>], post: PostId) -> bool {
    cancelled.get(post.0).is_some_and(Option::is_some)
}

/// Lets a re-application take the place of the first one, if the first post was cancelled.
fn reapply(
    round: &Round,
    application: &mut Application,
    applicant: &Applicant,
    (cancelled, undecided): (&[Option<Cancellation>], &[Option<String>]),
    problems: &mut Vec<Problem>,
) {
    let Some(wish) = &applicant.reapplied else { return };
    let post_name = |post: PostId| round.post(post).map_or("", |post| post.name.as_str());
    let until = round.plan.date("改报截止");
    let is_open = |post: PostId| undecided.get(post.0).is_some_and(Option::is_some);
    let refuse = |reason: String| Reapplied { post: wish.post, accepted: false, open: false, reason };
    let wait = |reason: String| Reapplied { open: true, ..refuse(reason) };
    let outcome = match (application.acceptance, application.first, wish.post) {
        (Acceptance::Late, ..) => refuse("原来的报名已经逾期，不能改报".to_owned()),
        (Acceptance::Conflicting, ..) => refuse("原来报了两个岗位，尚未选定".to_owned()),
        (Acceptance::NoPost, ..) | (_, None, _) => refuse("没有原来的报考岗位".to_owned()),
        (_, Some(first), _) if is_open(first) => {
            wait(format!("原报的{}是否取消还没有定，改报也还没有定", post_name(first)))
        }
        (_, Some(first), _) if !is_cancelled(cancelled, first) => {
            refuse(format!("原报的{}没有取消，不能改报", post_name(first)))
        }
        // What is written for it has been reported, or that there are two: somebody did apply again.
        (_, Some(_), None) => wait("改报的岗位看不懂或者有两个，改正后再定".to_owned()),
        (_, Some(_), Some(new)) if is_cancelled(cancelled, new) => refuse(format!("改报的{}也已取消", post_name(new))),
        (_, Some(_), Some(_)) if round.plan.is_unread("改报截止") => {
            wait(super::rules::unread(&round.plan, "改报截止").unwrap_or_default())
        }
        (_, Some(_), Some(new)) => match (wish.date, until) {
            (Some(date), Some(until)) if date > until => {
                refuse(format!("{}改报，已过{}的截止日期", prose(date), prose(until)))
            }
            (date, _) => {
                let reason = format!("{}改报{}", date.map(prose).unwrap_or_default(), post_name(new));
                Reapplied { post: Some(new), accepted: true, open: false, reason }
            }
        },
    };
    if outcome.accepted {
        application.post = outcome.post;
        if let Some(problem) = late_wish(round, wish, until.is_some()) {
            problems.push(problem.about(name(round, application.person)));
        }
        if wish.unread && until.is_some() {
            application.open = Some("改报时间看不懂，改正后再定".to_owned());
        }
    } else if !outcome.open {
        problems.push(
            Problem::warning("reapplication", wish.at.clone(), format!("改报不作数：{}", outcome.reason))
                .advice("请核对；不是改报的请删去。")
                .about(name(round, application.person)),
        );
    }
    application.reapplied = Some(outcome);
}

/// A day of 改报时间 after the next step that has one, where no 改报截止 says until when it is taken.
fn late_wish(round: &Round, wish: &Reapplication, is_limited: bool) -> Option<Problem> {
    let date = wish.date.filter(|_| !is_limited)?;
    let steps = [("笔试时间", "笔试"), ("面试时间", "面试"), ("测评日期", "民主测评"), ("票决日期", "票决")];
    let (item, day) = steps
        .iter()
        .filter(|(_, step)| round.plan.holds(step))
        .find_map(|(item, _)| Some((item, super::dates::day(round, item)?)))
        .filter(|(_, day)| date > *day)?;
    let message = format!("改报时间晚于“{item}”的{}", prose(day));
    Some(Problem::warning("reapplication", wish.at.clone(), message).found(prose(date)).advice("请核对两个日期。"))
}

/// Posts that ask for a higher age limit than any post may have (年龄最高上限): the plan's highest holds.
pub(super) fn report_age_limits(round: &Round, problems: &mut Vec<Problem>) {
    if ["年龄最高上限", "年龄上限"].iter().any(|item| round.plan.is_unread(item)) {
        return;
    }
    let highest = round.plan.count("年龄最高上限");
    for post in &round.posts {
        if post.max_age == Some(ANY_AGE) {
            let message = format!("“{}”不限年龄，仍按方案的年龄最高上限{highest}周岁审查", post.name);
            let advice = "确实不设上限的，请在方案里把“年龄最高上限”改成法定的退休年龄，如 60。";
            problems.push(Problem::warning("age-limit", post.at.clone(), message).advice(advice));
        } else if let Some(own) = post.max_age.filter(|own| *own > highest) {
            problems.push(
                Problem::warning(
                    "age-limit",
                    post.at.clone(),
                    format!("“{}”的年龄上限超过方案的年龄最高上限{highest}周岁，按{highest}周岁审查", post.name),
                )
                .found(own.to_string())
                .advice("请改正；确实可以放宽的，在方案里改“年龄最高上限”。"),
            );
        }
    }
    let own = round.plan.count("年龄上限");
    if own > highest {
        problems.push(
            Problem::warning(
                "age-limit",
                place_of(round, "年龄上限"),
                format!("“年龄上限”超过“年龄最高上限”{highest}周岁，按{highest}周岁审查"),
            )
            .found(own.to_string())
            .advice("请核对两个项目。"),
        );
    }
}
