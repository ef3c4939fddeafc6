//! Careers (简历) with a hole in them, or that end before the present: forms want them from month to month, up to now. And those that begin
//! before a birth or go on after the registration, where a figure of a year is wrong.

use crate::language::date::{DateStyle, PartialDate};
use crate::problem::{Place, Problem};
use crate::round::{Applicant, Period, Round};

/// Months from the beginning of the calendar.
type Month = i64;

fn month(date: PartialDate, otherwise: u32) -> Month {
    Month::from(date.year()) * 12 + Month::from(date.month().unwrap_or(otherwise)) - 1
}

/// The first month of a period. Of a year alone it may be any.
fn first(period: &Period) -> Month {
    month(period.from, 1)
}

/// The last month of a period that has one.
fn last(period: &Period) -> Option<Month> {
    Some(month(period.to?, 12))
}

/// A month as forms have it.
fn shown(month: Month) -> String {
    format!("{}.{:02}", month.div_euclid(12), month.rem_euclid(12) + 1)
}

/// Tells of every person once: where months are missing, and whether nothing leads up to the present.
pub(crate) fn report(round: &Round, problems: &mut Vec<Problem>) {
    for applicant in round.applicants.iter().filter(|own| !own.resume.is_empty()) {
        problems.extend(untimely(applicant, round).map(|problem| problem.about(applicant.name.as_str())));
        let mut parts: Vec<(&Place, String)> = gaps(&applicant.resume);
        parts.extend(past(applicant, round));
        let Some((at, _)) = parts.first() else { continue };
        let at = (*at).clone();
        let message = parts.into_iter().map(|(_, part)| part).collect::<Vec<_>>().join("；");
        problems.push(
            Problem::warning("resume-gap", at, format!("简历{message}"))
                .advice("简历要按年月写到现在，中间不断：请补上缺的一段（待业、学习的也写），或者核对起止年月；现在的一段“止”填“至今”。")
                .about(applicant.name.as_str()),
        );
    }
}

/// The months between what came before and what follows. The next period may begin in the month the last one ended or in the one after.
fn gaps(resume: &[Period]) -> Vec<(&Place, String)> {
    let mut out = Vec::new();
    let mut periods = resume.iter();
    let Some(opening) = periods.next() else { return out };
    // The period that has lasted longest so far; studies beside work end before it.
    let mut before = opening;
    for own in periods {
        // What is open lasts to this day.
        let Some(end) = last(before) else { break };
        if first(own) > end + 1 && !is_summer(before, own, end + 1..first(own)) {
            let missing = if first(own) == end + 2 {
                shown(end + 1)
            } else {
                format!("{}至{}", shown(end + 1), shown(first(own) - 1))
            };
            out.push((&own.at, format!("缺{missing}")));
        }
        if last(own).is_none_or(|own| own > end) {
            before = own;
        }
    }
    out
}

/// Whether the months between two schools are the summer between their years, which nobody writes down.
fn is_summer(before: &Period, own: &Period, mut missing: std::ops::Range<Month>) -> bool {
    let months = missing.end - missing.start;
    is_study(before) && is_study(own) && months <= 3 && missing.all(|month| (6..=8).contains(&month.rem_euclid(12)))
}

/// Whether a period was spent at a school, by what stands outside of its brackets: 某某大学行政管理专业学习. Studies beside work are
/// none.
fn is_study(period: &Period) -> bool {
    let mut depth = 0_u32;
    let outside = |c: &char| {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    };
    let said: String = period.text.chars().take_while(|c| *c != '\n').filter(outside).collect();
    ["学习", "就读", "读书", "求学", "学生", "毕业"].iter().any(|word| said.contains(word))
        && !["在职", "函授", "脱产", "培训"].iter().any(|word| said.contains(word))
}

/// That no period leads up to the present: none is open, and none reaches the day that ages are counted to.
fn past<'a>(applicant: &'a Applicant, round: &Round) -> Option<(&'a Place, String)> {
    let ends = applicant.resume.iter().map(|own| last(own).map(|end| (end, own))).collect::<Option<Vec<_>>>()?;
    let (end, own) = ends.into_iter().max_by_key(|(end, _)| *end)?;
    let now = round.plan.age_base_date().map(|day| month(PartialDate::from(day), 12))?;
    let to = own.to.map(|to| to.format(DateStyle::Form)).unwrap_or_default();
    (end + 1 < now).then(|| (&own.at, format!("只写到{to}")))
}

/// A period that begins before its person was born, or ends in a year after that of the registration.
fn untimely(applicant: &Applicant, round: &Round) -> Option<Problem> {
    let born = applicant.birth.as_ref().map(|birth| birth.value);
    let closes = round.plan.date("报名截止").map(PartialDate::from);
    let problem = |own: &Period, what: String| {
        let problem = Problem::warning("resume-date", own.at.clone(), format!("这一段简历{what}"));
        problem.advice("请核对起止年月。")
    };
    applicant.resume.iter().find_map(|own| {
        let early = born.filter(|born| own.from.year() < born.year());
        let late = own.to.filter(|to| closes.is_some_and(|closes| to.year() > closes.year()));
        let shown = |date: PartialDate| date.format(DateStyle::Form);
        match (early, late) {
            (Some(born), _) => Some(problem(own, format!("起于{}，早于出生（{}）", shown(own.from), shown(born)))),
            (None, Some(to)) => Some(problem(own, format!("止于{}，晚于报名的年份", shown(to)))),
            (None, None) => None,
        }
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may fail loudly")]
mod tests {
    use super::*;

    fn period(from: &str, to: &str, text: &str) -> Period {
        let date = |text: &str| text.parse::<PartialDate>().unwrap();
        Period { at: Place::file("a"), from: date(from), to: Some(date(to)), text: text.to_owned() }
    }

    fn found(periods: [Period; 2]) -> Vec<String> {
        gaps(&periods).into_iter().map(|(_, part)| part).collect()
    }

    #[test]
    fn the_summer_between_two_schools_is_no_gap() {
        let school = || period("2005.09", "2008.07", "江苏省吴中中学学习");
        let until_june = || period("2005.09", "2008.06", "吴中中学（高中部）学生");
        let university = |from| period(from, "2012.06", "苏州大学行政管理专业学习，获管理学学士学位");
        let work = || period("2008.09", "2012.06", "某镇科员（其间：2010.09—2011.07党校学习）");
        assert!(found([school(), university("2008.09")]).is_empty());
        assert!(found([until_june(), university("2008.10")]).is_empty());
        assert_eq!(found([school(), university("2009.09")]), ["缺2008.08至2009.08"]);
        assert_eq!(found([school(), work()]), ["缺2008.08"]);
    }
}
