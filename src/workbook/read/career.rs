//! Careers (简历) with a hole in them, or that end before the present: forms want them from month to month, up to now.

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
pub(super) fn report(round: &Round, problems: &mut Vec<Problem>) {
    for applicant in round.applicants.iter().filter(|own| !own.resume.is_empty()) {
        let mut parts: Vec<(&Place, String)> = gaps(applicant);
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
fn gaps(applicant: &Applicant) -> Vec<(&Place, String)> {
    let mut out = Vec::new();
    let mut periods = applicant.resume.iter();
    let Some(opening) = periods.next() else { return out };
    // The period that has lasted longest so far; studies beside work end before it.
    let mut before = opening;
    for own in periods {
        // What is open lasts to this day.
        let Some(end) = last(before) else { break };
        if first(own) > end + 1 {
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

/// That no period leads up to the present: none is open, and none reaches the day that ages are counted to.
fn past<'a>(applicant: &'a Applicant, round: &Round) -> Option<(&'a Place, String)> {
    let ends = applicant.resume.iter().map(|own| last(own).map(|end| (end, own))).collect::<Option<Vec<_>>>()?;
    let (end, own) = ends.into_iter().max_by_key(|(end, _)| *end)?;
    let now = round.plan.age_base_date().map(|day| month(PartialDate::from(day), 12))?;
    let to = own.to.map(|to| to.format(DateStyle::Form)).unwrap_or_default();
    (end + 1 < now).then(|| (&own.at, format!("只写到{to}")))
}
