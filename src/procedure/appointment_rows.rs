//! Rows of 任用 that contradict themselves, the plan or each other. Nothing is decided by it; it is pointed out.

use chrono::Datelike;

use super::appointment::wants_letter;
use super::order::name;
use super::rules::Rule;
use crate::language::document_number::tidy;
use crate::language::title::ends_in_title;
use crate::problem::Problem;
use crate::round::{Applicant, Appointment, Publication, Round, relieved};

/// Reports them.
pub(super) fn report(round: &Round, problems: &mut Vec<Problem>) {
    let lettered = round.appointments.iter().any(|row| !row.letter.is_empty());
    for row in &round.appointments {
        let Some(applicant) = round.applicant(row.person) else { continue };
        let found = [
            refused(round, row),
            tried(round, row),
            letter(round, row, applicant, lettered),
            letter_of_another_year(row),
            sentence(row, applicant),
            somebody_elses(round, row, applicant).or_else(|| not_held(row, applicant)),
        ];
        problems.extend(found.into_iter().flatten().map(|problem| problem.about(name(round, row.person))));
    }
}

/// Somebody against whom an objection was upheld, with a day or a number of an appointment.
fn refused(round: &Round, row: &Appointment) -> Option<Problem> {
    let filled = [(row.date.is_some(), "任职日期"), (!row.document.is_empty(), "任职文号")];
    let (_, what) = filled.iter().find(|(filled, _)| *filled)?;
    // Where no names hang out, that is what is told.
    (row.publication == Some(Publication::ObjectionUpheld) && round.plan.holds("任前公示")).then(|| {
        let message = format!("公示结果是有异议影响任用，却填了{what}，不当作已经任职");
        Problem::warning("publication", row.at.clone(), message)
            .advice("请核对公示结果；不任用的，请清空任职文号和任职日期。")
    })
}

/// What came of a trial that the plan does not set.
fn tried(round: &Round, row: &Appointment) -> Option<Problem> {
    let plan = &round.plan;
    let set = Rule::Trial.unread(plan).is_some() || plan.months("试用期年数") > 0;
    let passed = row.trial.filter(|_| !set)?;
    let found = if passed { "合格" } else { "不合格" };
    let message = format!("本轮不设试用期（{}），试用期考核不作数", plan.origin("试用期年数"));
    let problem = Problem::warning("trial", row.at.clone(), message).found(found);
    Some(problem.advice("有试用期的，请在方案的“试用期年数”里写明；没有的，请清空这一格。"))
}

/// A letter without a number while others have one, or a number for somebody who gets no letter.
fn letter(round: &Round, row: &Appointment, applicant: &Applicant, lettered: bool) -> Option<Problem> {
    let wants = wants_letter(&round.plan, applicant)?;
    let (message, advice) = match (wants, row.letter.is_empty()) {
        (true, true) if lettered && row.date.is_some() => {
            ("没有填聘书编号，别的人有", "聘书上的编号空着：请补上；都不编号的，请清空这一列。")
        }
        (false, false) => ("填了聘书编号，按编制类别和方案的“聘书发给”，这个人不签聘书", "请核对编制类别和聘书编号。"),
        _ => return None,
    };
    Some(Problem::warning("letter-number", row.at.clone(), message).found(row.letter.as_str()).advice(advice))
}

/// A letter whose number is of another year than the appointment.
fn letter_of_another_year(row: &Appointment) -> Option<Problem> {
    let number = tidy(&row.letter);
    let year: i32 = number.split_once('〔').and_then(|(_, rest)| rest.split_once('〕')?.0.parse().ok())?;
    let date = row.date.filter(|date| date.year() != year)?;
    let message = format!("聘书编号是{year}年的，任职日期在{}年", date.year());
    Some(Problem::warning("year", row.at.clone(), message).found(number).advice("请核对编号和日期。"))
}

/// Words of a sentence on the removal, which papers would print within theirs.
const OF_SENTENCES: &[&str] =
    &["免去", "免除", "不再", "保留职级", "试用期", "职务（", "职务(", "职务，", "职务；", "职务。"];

/// 拟免职务 that is more than the name of a post: papers put 免去其…职务 around it.
fn sentence(row: &Appointment, applicant: &Applicant) -> Option<Problem> {
    let text = relieved(&row.relieved);
    // 原任职务 names no post, and reads well.
    let bare = text.strip_suffix("职务").unwrap_or(text);
    (bare.starts_with('其') || OF_SENTENCES.iter().any(|word| bare.contains(word))).then(|| {
        let end = if text.ends_with("职务") { "" } else { "职务" };
        let message = format!("拟免职务不只是职务名称，任职通知上会印成“{}同志……免去其{text}{end}”", applicant.name);
        Problem::warning("relieved", row.at.clone(), message)
            .found(row.relieved.as_str())
            .advice("请只写职务名称，如“信息中心副主任”，几个用顿号分开；保留职级一类的话，请写在会议纪要或者备注里。")
    })
}

/// A post of 拟免职务 that is not in what the person holds: neither its title nor half of its words are. Offices shorten the names of
/// their departments, so that fewer words would find too much.
fn not_held(row: &Appointment, applicant: &Applicant) -> Option<Problem> {
    let own = applicant.text("现工作单位及职务");
    let held = |post: &str| {
        let signs: Vec<char> = post.chars().collect();
        let pairs: Vec<String> = signs.windows(2).map(String::from_iter).collect();
        let common = pairs.iter().filter(|pair| own.contains(pair.as_str())).count();
        pairs.last().is_none_or(|title| own.contains(title.as_str())) || common * 2 >= pairs.len()
    };
    // 原任职务 names no post.
    let of_post = |post: &&str| post.chars().count() > 3 && ends_in_title(post);
    let post = posts_of(&row.relieved).filter(of_post).find(|post| !own.is_empty() && !held(post))?;
    let message = format!("拟免职务“{post}”不在现工作单位及职务里，{}现任的是“{own}”", applicant.name);
    let problem = Problem::warning("relieved", row.at.clone(), message).found(row.relieved.as_str());
    Some(problem.advice("请核对职务名称，或者是不是填在了别人的行；另有兼职的可以不改。"))
}

/// The posts that 拟免职务 names.
fn posts_of(text: &str) -> impl Iterator<Item = &str> {
    relieved(text).split(['、', '，', '；', ',', ';']).map(str::trim)
}

/// 拟免职务 that somebody else holds and the person does not: a column was shifted by a row.
fn somebody_elses(round: &Round, row: &Appointment, applicant: &Applicant) -> Option<Problem> {
    let posts: Vec<&str> = posts_of(&row.relieved).filter(|post| post.chars().count() > 3).collect();
    let holds = |own: &Applicant| {
        let position = own.text("现工作单位及职务");
        posts.iter().all(|post| position.contains(post))
    };
    let own = applicant.text("现工作单位及职务");
    if posts.is_empty() || own.is_empty() || posts.iter().any(|post| own.contains(post)) {
        return None;
    }
    let other = round.appointments.iter().filter_map(|row| round.applicant(row.person)).find(|own| holds(own))?;
    let message = format!("拟免职务是{}的现任职务，{}现任的是“{own}”", other.name, applicant.name);
    let problem = Problem::warning("relieved", row.at.clone(), message).found(row.relieved.as_str());
    Some(problem.advice("请核对是不是错了行。"))
}
