//! Lives that cannot be somebody's: a husband of a man, a career that ends in somebody else's post. Rows were sorted or pasted apart from their
//! people. Nothing is decided by it; it is pointed out.

use crate::language::sex::Sex;
use crate::problem::Problem;
use crate::round::{Applicant, Round};

/// Relatives that only a man has, and only a woman.
const OF_MEN: &[&str] = &["妻子", "妻", "岳父", "岳母", "岳丈", "岳丈母"];
const OF_WOMEN: &[&str] = &["丈夫", "夫", "公公", "婆婆", "公爹"];

/// A post of fewer characters may be that of many.
const TELLING: usize = 6;

/// Reports them.
pub(super) fn report(round: &Round, problems: &mut Vec<Problem>) {
    let positions: Vec<String> = round.applicants.iter().map(|own| bare(own.text("现工作单位及职务"))).collect();
    for (applicant, own) in round.applicants.iter().zip(&positions) {
        problems.extend(relative(applicant));
        problems.extend(career(round, &positions, applicant, own));
    }
}

/// A relative whom somebody of the person's sex does not have.
fn relative(applicant: &Applicant) -> Option<Problem> {
    let sex = applicant.sex?;
    let others = if sex == Sex::Male { OF_WOMEN } else { OF_MEN };
    let found = applicant.family.iter().find(|own| others.contains(&own.relation.trim()))?;
    let message = format!("家庭成员里的“{}”{}，与性别“{}”不符", found.relation, found.name, sex.as_str());
    let problem = Problem::warning("relation", applicant.at.clone(), message);
    Some(problem.advice("请核对家庭成员是不是别人的、称谓和性别有没有填错。").about(applicant.name.as_str()))
}

/// A career whose last, open line is what somebody else does now, and not what the person does. `positions`: of everybody.
fn career(round: &Round, positions: &[String], applicant: &Applicant, own: &str) -> Option<Problem> {
    let last = applicant.resume.last().filter(|period| period.to.is_none())?;
    let now = last.text.lines().next().map(bare).filter(|text| text.chars().count() >= TELLING)?;
    // Who shares words of the post may write it in another way.
    if own.is_empty() || alike(own, &now) {
        return None;
    }
    let is_of = |position: &String| {
        position.chars().count() >= TELLING && (position.ends_with(&now) || now.ends_with(position.as_str()))
    };
    let other =
        round.applicants.iter().zip(positions).find(|(other, theirs)| other.at != applicant.at && is_of(theirs));
    let (other, _) = other?;
    let position = applicant.text("现工作单位及职务");
    let message = format!("简历最后一段是{}的现任职务，{}现任的是“{position}”", other.name, applicant.name);
    let problem = Problem::warning("period-differs", last.at.clone(), message).found(last.text.as_str());
    Some(problem.advice("请核对简历是不是错到了别人名下。").about(applicant.name.as_str()))
}

/// Without blanks and signs.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether two posts may be one, written in two ways: most pairs of characters of the shorter are in the longer.
fn alike(one: &str, other: &str) -> bool {
    let pairs = |text: &str| -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        chars.windows(2).map(|pair| pair.iter().collect()).collect()
    };
    let (mut short, mut long) = (pairs(one), pairs(other));
    if short.len() > long.len() {
        std::mem::swap(&mut short, &mut long);
    }
    2 * short.iter().filter(|pair| long.contains(pair)).count() > short.len()
}
