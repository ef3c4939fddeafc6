//! Reconciling the counts of an evaluation: 发出 ≥ 收回 = 有效 + 无效, and in every item the grades and 弃权 make up 有效. Each
//! mismatch is named with its cell.

use std::collections::BTreeMap;

use crate::problem::Problem;
use crate::procedure::order::name;
use crate::round::{EvaluationCount, PersonId, PostId, Round};

/// Reports what does not add up, row by row. Tells which rows do.
pub(super) fn reconcile(round: &Round, problems: &mut Vec<Problem>) -> Vec<bool> {
    let mut rows: BTreeMap<(PersonId, PostId), u32> = BTreeMap::new();
    for count in &round.evaluations {
        *rows.entry((count.person, count.post)).or_default() += 1;
    }
    round
        .evaluations
        .iter()
        .map(|count| {
            let mut checker = Checker { round, count, problems, sound: true };
            if rows.get(&(count.person, count.post)).is_some_and(|rows| *rows > 1) {
                checker.wrong("姓名", "同一个人在同一岗位有两行测评结果".to_owned(), "请只留一行。");
            }
            checker.ballots();
            checker.items();
            checker.sound
        })
        .collect()
}

struct Checker<'a> {
    round: &'a Round,
    count: &'a EvaluationCount,
    problems: &'a mut Vec<Problem>,
    sound: bool,
}

impl Checker<'_> {
    fn wrong(&mut self, key: &str, message: String, advice: &str) {
        let place = self.count.cells.at(&self.count.at, key);
        let name = name(self.round, self.count.person);
        self.problems.push(Problem::error("ballots", place, message).advice(advice).about(name));
        self.sound = false;
    }

    fn ballots(&mut self) {
        let count = self.count;
        if let (Some(expected), Some(present)) = count.present
            && present > expected
        {
            self.wrong("实到人数", format!("实到{present}人，多于应到的{expected}人"), "请核对人数。");
        }
        if let Some(present) = count.present.1
            && count.issued > present
        {
            self.wrong("发出票数", format!("发出{}票，多于实到的{present}人", count.issued), "请核对票数。");
        }
        if count.returned > count.issued {
            self.wrong(
                "收回票数",
                format!("收回{}票，多于发出的{}票", count.returned, count.issued),
                "收回多于发出的，测评无效，应当重新进行；录错的请改正。",
            );
        }
        if sum(&[count.valid, count.invalid]) != u64::from(count.returned) {
            self.wrong(
                "有效票数",
                format!("有效{}票加无效{}票，不等于收回的{}票", count.valid, count.invalid, count.returned),
                "请核对票数。",
            );
        }
    }

    fn items(&mut self) {
        let count = self.count;
        let judged = sum(&[count.competent, count.basically, count.not_competent, count.abstained]);
        if judged != u64::from(count.valid) {
            self.wrong(
                "胜任",
                format!("胜任程度各项合计{judged}票，不等于有效的{}票", count.valid),
                "请核对，未选的计入弃权。",
            );
        }
        // The aspects have no column for 弃权: what is missing from 有效 abstained.
        for aspect in &count.aspects {
            let votes = sum(&aspect.votes);
            if votes > u64::from(count.valid) {
                self.wrong(
                    &format!("{}好", aspect.name),
                    format!("“{}”各档合计{votes}票，多于有效的{}票", aspect.name, count.valid),
                    "请核对票数。",
                );
            }
        }
        self.short_aspect();
        let overall = sum(&count.overall);
        if overall > u64::from(count.valid) {
            self.wrong("总体优秀", format!("总体评价合计{overall}票，多于有效的{}票", count.valid), "请核对票数。");
        }
    }

    /// One aspect on which hardly anybody seems to have voted, though on all others nearly everybody did: a number was left out.
    fn short_aspect(&mut self) {
        let (count, valid) = (self.count, u64::from(self.count.valid));
        let counted: Vec<_> = count.aspects.iter().map(|own| (own.name, sum(&own.votes))).collect();
        let (short, full): (Vec<_>, Vec<_>) = counted.iter().partition(|(_, votes)| 2 * votes < valid);
        let [(aspect, votes)] = short.as_slice() else { return };
        let counts = |own: &EvaluationCount, votes: u64| 10 * votes >= 9 * u64::from(own.valid);
        // An aspect that is short for most was not asked for.
        let asked = |own: &EvaluationCount| {
            own.aspects.iter().any(|other| other.name == *aspect && counts(own, sum(&other.votes)))
        };
        if full.len() < 2
            || !full.iter().all(|(_, votes)| counts(count, *votes))
            || 2 * self.round.evaluations.iter().filter(|own| asked(own)).count() <= self.round.evaluations.len()
            || valid < FEW
        {
            return;
        }
        let place = count.cells.at(&count.at, &format!("{aspect}好"));
        let message = format!("“{aspect}”各档合计只有{votes}票，别的方面差不多都是有效的{valid}票");
        let problem = Problem::warning("short-aspect", place, message).advice("请核对是不是漏填、少打了一位。");
        self.problems.push(problem.about(name(self.round, count.person)));
    }
}

/// Of fewer votes one aspect may be left out by most.
const FEW: u64 = 10;

fn sum(votes: &[u32]) -> u64 {
    votes.iter().map(|votes| u64::from(*votes)).sum()
}
