//! By which elements (要素) people were marked: those of a post by the same ones, which are the plan's where the plan names them. A sum
//! without one of them is a lower mark that nobody gave.

use std::collections::{BTreeMap, BTreeSet};

use super::elements::elements;
use crate::problem::Problem;
use crate::round::{Applicant, InterviewMarks, Plan, PostId, Round};
use crate::workbook::header::plain;

const PLANNED: &str = "面试测评要素";

/// Elements: the name, and what it is worth where that is written.
type Named = Vec<(String, Option<u32>)>;

/// Those of the plan.
pub(crate) fn planned(plan: &Plan) -> Named {
    named(written(plan))
}

fn written(plan: &Plan) -> &str {
    plan.printed(PLANNED).map_or("", |(text, _)| text)
}

fn named(text: &str) -> Named {
    elements(text).into_iter().map(|(name, points)| (plain(&name), points)).collect()
}

/// An element of a cell: 语言表达20分, 语言表达（20）. A number alone is a part of the name: 要素1.
fn one(name: &str) -> (String, Option<u32>) {
    let own = plain(name);
    let inside = own.strip_suffix(')').and_then(|open| open.split_once('(')?.1.parse::<u32>().ok());
    let valued = own.trim_end_matches(')').ends_with('分') || inside.is_some_and(|points| points >= 5);
    if !valued {
        return (own, None);
    }
    named(name).into_iter().next().unwrap_or((own, None))
}

/// What an element may be given at most: as its own name says, or as the plan does.
pub(crate) fn most(name: &str, planned: &[(String, Option<u32>)]) -> Option<u32> {
    let own = one(name);
    own.1.or_else(|| planned.iter().find(|(name, _)| *name == own.0)?.1)
}

/// An element's name without what it is worth.
fn bare(name: &str) -> String {
    one(name).0
}

/// Those whose elements settle a mark.
fn settled(applicant: &Applicant) -> Option<&InterviewMarks> {
    let judged = applicant.marks.judged.as_ref()?;
    (judged.absent.is_none() && !judged.unsound && !judged.elements.is_empty()).then_some(judged)
}

fn names(judged: &InterviewMarks) -> BTreeSet<String> {
    judged.elements.iter().map(|(name, _)| bare(name)).collect()
}

/// Reports whose elements are others than those of the rest, or of the plan, and takes no mark from them.
pub(crate) fn compare(round: &mut Round, problems: &mut Vec<Problem>) {
    let planned: Vec<String> = planned(&round.plan).into_iter().map(|(name, _)| name).collect();
    let post = |own: &Applicant| own.reapplied.as_ref().and_then(|again| again.post).or(own.post);
    let mut groups: BTreeMap<Option<PostId>, Vec<usize>> = BTreeMap::new();
    for (index, applicant) in round.applicants.iter().enumerate() {
        if settled(applicant).is_some() {
            groups.entry(post(applicant)).or_default().push(index);
        }
    }
    let mut others: Option<Problem> = None;
    for group in groups.values() {
        let sets: Vec<(usize, BTreeSet<String>)> =
            group.iter().filter_map(|index| Some((*index, names(settled(round.applicants.get(*index)?)?)))).collect();
        let mut wanted = of_most(&sets);
        let by_plan = !planned.is_empty() && wanted.iter().all(|name| planned.contains(name));
        if by_plan {
            wanted = planned.iter().cloned().collect();
        }
        for (index, own) in sets {
            let Some(applicant) = round.applicants.get_mut(index) else { continue };
            let Some(judged) = &mut applicant.marks.judged else { continue };
            let missing: Vec<&str> = wanted.difference(&own).map(String::as_str).collect();
            let more: Vec<&str> = own.difference(&wanted).map(String::as_str).collect();
            if missing.is_empty() && more.is_empty() {
                if !planned.is_empty() && !by_plan && others.is_none() {
                    others = Some(not_planned(judged, &own, &planned, &round.plan));
                }
                continue;
            }
            judged.unsound = true;
            problems.push(differs(judged, &missing, &more, by_plan).about(applicant.name.as_str()));
        }
    }
    problems.extend(others);
}

/// The elements that at least half of the people have.
fn of_most(sets: &[(usize, BTreeSet<String>)]) -> BTreeSet<String> {
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for name in sets.iter().flat_map(|(_, own)| own) {
        *counts.entry(name).or_default() += 1;
    }
    counts.into_iter().filter(|(_, count)| count * 2 >= sets.len()).map(|(name, _)| name.clone()).collect()
}

fn differs(judged: &InterviewMarks, missing: &[&str], more: &[&str], by_plan: bool) -> Problem {
    let own = if by_plan { "方案的“面试测评要素”" } else { "同岗位别人" };
    let message = match (missing.is_empty(), more.is_empty()) {
        (false, true) => format!("缺要素“{}”的打分，{own}有，面试成绩不算", missing.join("”“")),
        (true, _) => format!("多了要素“{}”的打分，{own}没有，面试成绩不算", more.join("”“")),
        _ => format!(
            "缺要素“{}”的打分，{own}有；又有“{}”的打分，{own}没有，面试成绩不算",
            missing.join("”“"),
            more.join("”“")
        ),
    };
    let found: Vec<&str> = judged.elements.iter().map(|(name, _)| name.as_str()).collect();
    Problem::error("judges", judged.at.clone(), message)
        .found(found.join("、"))
        .advice("请补全打分，或者把要素的名称改成一样；没有参加面试的写“缺考”。")
}

/// All have the same elements, but under other names than the plan: what each is worth cannot be compared.
fn not_planned(judged: &InterviewMarks, own: &BTreeSet<String>, planned: &[String], plan: &Plan) -> Problem {
    let unknown: Vec<&str> = own.iter().filter(|name| !planned.contains(name)).map(String::as_str).collect();
    let message = format!("方案的“面试测评要素”里没有“{}”，这里的打分照算，没有核对各要素的满分", unknown.join("”“"));
    Problem::warning("judges", judged.at.clone(), message)
        .found(written(plan))
        .advice("是同一个要素的，请把名称改成一样。")
}
