//! 名次: by 综合成绩 from high to low, equals by what the plan names in its order, equals still sharing a place (1, 2, 2, 4).

use std::cmp::Reverse;

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Examination, Standing};
use crate::procedure::order::PeopleOrder;
use crate::round::{PersonId, Plan, Round, Score};

/// What is compared after the totals: the name of the criterion and a person's value.
type Criteria = Vec<(&'static str, Decimal)>;

/// No more decimals than this are printed to tell two marks apart.
const MOST_DECIMALS: u32 = 10;

/// Ranks the people of a post. `people` are in the order of lists, which the places do not depend on.
pub(super) fn rank(round: &Round, order: &PeopleOrder<'_>, people: &[PersonId], examinations: &mut [Examination]) {
    let mut ranked: Vec<(Decimal, Criteria, PersonId)> = people
        .iter()
        .filter_map(|person| examinations.get(person.0))
        .filter(|own| own.standing == Standing::Ranked)
        .filter_map(|own| Some((own.total?, criteria(&round.plan, own), own.person)))
        .collect();
    ranked.sort_by_key(|(total, criteria, _)| Reverse((*total, values(criteria))));
    let mut place = 1;
    for equals in ranked.chunk_by(|a, b| a.0 == b.0) {
        let decimals = decimals(equals, round.plan.count("成绩小数位"));
        for Placed { index, person, note, extra } in places(round, order, equals) {
            if let Some(own) = examinations.get_mut(person.0) {
                own.rank = u32::try_from(place + index).ok();
                own.note = note;
                let finer = decimals.iter().find(|(own, _)| *own == person).map(|(_, text)| text.clone());
                let extra = extra.map(|mark| format!("加试{mark}分"));
                let unshown = [finer, extra].into_iter().flatten().collect::<Vec<_>>().join("，");
                own.unshown = Some(unshown).filter(|text| !text.is_empty());
            }
        }
        place += equals.len();
    }
}

/// Somebody's place among people with equal totals.
struct Placed {
    /// Counted from 0.
    index: usize,
    person: PersonId,
    /// What decided, in words.
    note: Option<String>,
    /// 加试成绩, if it was looked at.
    extra: Option<Decimal>,
}

/// The marks that decided between people whose printed marks are equal, with as many decimals as tell them apart.
fn decimals(equals: &[(Decimal, Criteria, PersonId)], places: u32) -> Vec<(PersonId, String)> {
    let finer =
        |value: Decimal, places: u32| value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    let neighbours = || equals.iter().zip(equals.iter().skip(1));
    // The criterion that first set two neighbours apart, if nothing printed shows it.
    let hidden = |criterion: usize| {
        neighbours().any(|((_, one, _), (_, other, _))| {
            let apart = one.iter().zip(other).position(|(a, b)| a.1 != b.1);
            let values = one.get(criterion).zip(other.get(criterion));
            apart == Some(criterion)
                && values.is_some_and(|(a, b)| a.0 != "笔试成绩" && finer(a.1, places) == finer(b.1, places))
        })
    };
    let Some((_, first, _)) = equals.first() else { return Vec::new() };
    let mut out: Vec<(PersonId, Vec<String>)> = equals.iter().map(|(.., person)| (*person, Vec::new())).collect();
    for criterion in (0..first.len()).filter(|criterion| hidden(*criterion)) {
        let values: Vec<(&str, Decimal)> =
            equals.iter().filter_map(|(_, own, _)| own.get(criterion).copied()).collect();
        let alike = |places: u32| {
            values
                .iter()
                .zip(values.iter().skip(1))
                .any(|(a, b)| a.1 != b.1 && finer(a.1, places) == finer(b.1, places))
        };
        let enough = (places + 1..=MOST_DECIMALS).find(|places| !alike(*places)).unwrap_or(MOST_DECIMALS);
        for ((_, texts), (what, value)) in out.iter_mut().zip(&values) {
            let what = if *what == "面试成绩" { "面试" } else { "综合" };
            texts.push(format!("{what}{:.*}分", enough as usize, finer(*value, enough)));
        }
    }
    out.into_iter().filter(|(_, texts)| !texts.is_empty()).map(|(person, texts)| (person, texts.join("，"))).collect()
}

/// The values alone, in the order of the criteria.
fn values(criteria: &Criteria) -> Vec<Decimal> {
    criteria.iter().map(|(_, value)| *value).collect()
}

/// What decides between equal totals, in the order the plan states.
fn criteria(plan: &Plan, own: &Examination) -> Criteria {
    let written = match own.written {
        Some(Score::Points(points)) => points,
        _ => Decimal::ZERO,
    };
    let interview = own.interview.as_ref().map_or(Decimal::ZERO, |interview| interview.exact);
    plan.names("同分处理")
        .iter()
        .filter_map(|word| match word.as_str() {
            "综合成绩多取小数" => Some(("综合成绩多取小数", own.exact.unwrap_or(Decimal::ZERO))),
            "笔试成绩高者在前" => Some(("笔试成绩", written)),
            "面试成绩高者在前" => Some(("面试成绩", interview)),
            _ => None,
        })
        .collect()
}

/// The places of people with equal totals, counted from 0, each with what decided. People still equal by every criterion are told
/// apart by 加试成绩 if each of them has one; that is what it is for.
fn places(round: &Round, order: &PeopleOrder<'_>, equals: &[(Decimal, Criteria, PersonId)]) -> Vec<Placed> {
    let mut out = Vec::with_capacity(equals.len());
    let mut start = 0;
    for tied in equals.chunk_by(|a, b| values(&a.1) == values(&b.1)) {
        let people: Vec<PersonId> = tied.iter().map(|(.., person)| *person).collect();
        let decided = deciding(equals, start);
        match extra(round, &people) {
            Some(marks) if people.len() > 1 => {
                for (person, mark) in &marks {
                    let ahead = marks.iter().filter(|(_, other)| other > mark).count();
                    let alike: Vec<PersonId> =
                        marks.iter().filter(|(_, other)| other == mark).map(|(person, _)| *person).collect();
                    let note = if alike.len() > 1 {
                        format!("综合成绩和加试成绩都相同：{}，并列", order.names(&alike))
                    } else {
                        format!("综合成绩相同，按加试成绩{mark}分排列")
                    };
                    out.push(Placed { index: start + ahead, person: *person, note: Some(note), extra: Some(*mark) });
                }
            }
            _ => {
                let note = if people.len() > 1 {
                    Some(format!("{}综合成绩相同，并列", order.names(&people)))
                } else {
                    decided
                };
                out.extend(people.iter().map(|person| Placed {
                    index: start,
                    person: *person,
                    note: note.clone(),
                    extra: None,
                }));
            }
        }
        start += tied.len();
    }
    out
}

/// 加试成绩 of people, if every one of them has one.
fn extra(round: &Round, people: &[PersonId]) -> Option<Vec<(PersonId, Decimal)>> {
    people
        .iter()
        .map(|person| match round.applicant(*person)?.marks.extra.as_ref()?.value {
            Score::Points(points) => Some((*person, points)),
            Score::Absent(_) => None,
        })
        .collect()
}

/// Why none of these equals comes first, and what to do. Who did not come to the 加试 has no mark in it, which is not a nought.
pub(in crate::procedure) fn undecided(round: &Round, tied: &[PersonId], order: &PeopleOrder<'_>) -> String {
    let given = |person: &PersonId| Some(round.applicant(*person)?.marks.extra.as_ref()?.value);
    let of = |is: fn(Option<Score>) -> bool| -> Vec<PersonId> {
        tied.iter().copied().filter(|person| is(given(person))).collect()
    };
    let absent = of(|score| matches!(score, Some(Score::Absent(_))));
    let missing = of(|score| score.is_none());
    if !absent.is_empty() {
        return format!(
            "{}加试缺考，程序不代为定先后：规定缺考的排在后面的，请把“加试成绩”改填 0；另有规定的，请照规定填",
            order.names(&absent)
        );
    }
    if !missing.is_empty() && missing.len() < tied.len() {
        return format!("还缺{}的“加试成绩”，请补录", order.names(&missing));
    }
    "方案没有规定谁先：请在方案的“同分处理”中写明，或者加试后补录“加试成绩”".to_owned()
}

/// Which criterion set the person at `index` apart from a neighbour with the same total.
fn deciding(equals: &[(Decimal, Criteria, PersonId)], index: usize) -> Option<String> {
    let own = &equals.get(index)?.1;
    let other = if index > 0 { equals.get(index - 1) } else { equals.get(1) }?;
    let (what, _) = own.iter().zip(&other.1).find(|(a, b)| a.1 != b.1)?.0;
    Some(format!("综合成绩相同，按{what}排列"))
}
