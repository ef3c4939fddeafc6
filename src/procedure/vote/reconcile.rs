//! Reconciling the counts of the committee's ballot: 应到 ≥ 实到 ≥ 发出 ≥ 收回 = 有效 + 无效, and no candidate with more votes
//! than there are ballots. Each mismatch is named with its cell.

use std::collections::{BTreeMap, BTreeSet};

use crate::problem::Problem;
use crate::procedure::order::name;
use crate::round::{PersonId, PostId, Round, VoteCount};

/// One ballot on one post.
pub(super) struct Scope<'a> {
    /// Its rows.
    pub rows: &'a [&'a VoteCount],
    /// 第2次投票; empty where there is but one.
    pub number: String,
    /// How many are to be elected by it.
    pub seats: usize,
}

/// Reports what does not add up among the rows of one ballot. Tells whether they do.
pub(super) fn reconcile(round: &Round, ballot: Scope<'_>, problems: &mut Vec<Problem>) -> bool {
    let before = problems.len();
    let rows = ballot.rows;
    for (index, row) in rows.iter().enumerate() {
        let repeated = rows.iter().enumerate().any(|(other, own)| other != index && own.person == row.person);
        let mut checker = Checker { round, row, problems };
        if repeated {
            checker.wrong(
                "姓名",
                format!("同一个人在同一岗位有两行{}票决结果", ballot.number),
                "请只留一行；得票相同再次投票的，在“第几次投票”里写明是第 1 次还是第 2 次。",
            );
        }
        checker.meeting();
        checker.votes();
    }
    same_meeting(round, rows, problems);
    choices(round, &ballot, problems);
    problems.len() == before
}

struct Checker<'a> {
    round: &'a Round,
    row: &'a VoteCount,
    problems: &'a mut Vec<Problem>,
}

impl Checker<'_> {
    fn wrong(&mut self, key: &str, message: String, advice: &str) {
        self.problems.push(problem(self.round, self.row, key, message, advice));
    }

    fn meeting(&mut self) {
        let row = self.row;
        let members = row.members.or_else(|| self.round.plan.maybe_count("票决应到人数"));
        let pairs = [
            ("实到人数", "实到", row.present, "应到", members, "请核对人数。"),
            ("发出票数", "发出", row.issued, "实到", row.present, "请核对票数。"),
            (
                "收回票数",
                "收回",
                row.returned,
                "发出",
                row.issued,
                "收回多于发出的，投票无效，应当重新进行，重新投票的票数另起一行，在“第几次投票”里写 2；录错的请改正。",
            ),
            ("有效票数", "有效", row.valid, "收回", row.returned, "请核对票数。"),
        ];
        for (key, what, value, than, limit, advice) in pairs {
            if let (Some(value), Some(limit)) = (value, limit)
                && value > limit
            {
                self.wrong(key, format!("{what}{value}，多于{than}的{limit}"), advice);
            }
        }
        if let (Some(valid), Some(invalid), Some(returned)) = (row.valid, row.invalid, row.returned)
            && u64::from(valid) + u64::from(invalid) != u64::from(returned)
        {
            self.wrong("无效票数", format!("有效{valid}票加无效{invalid}票，不等于收回的{returned}票"), "请核对票数。");
        }
    }

    /// 同意, 不同意 and 弃权 make up the ballots that count; never more than there are voters.
    fn votes(&mut self) {
        let row = self.row;
        let votes = [Some(row.agree), row.against, row.abstained].into_iter().flatten().map(u64::from).sum::<u64>();
        let members = row.members.or_else(|| self.round.plan.maybe_count("票决应到人数"));
        let ballots = [
            (row.valid, "有效票数"),
            (row.returned, "收回票数"),
            (row.issued, "发出票数"),
            (row.present, "实到人数"),
            (members, "应到人数"),
        ];
        let Some((ballots, what)) = ballots.into_iter().find_map(|(count, what)| Some((count?, what))) else { return };
        let complete = row.valid.is_some() && row.against.is_some() && row.abstained.is_some();
        let all = u64::from(ballots);
        if votes > all {
            self.wrong("同意", format!("同意、不同意、弃权合计{votes}票，多于{what}{ballots}"), "请核对票数。");
        } else if complete && votes != all {
            self.wrong("同意", format!("同意、不同意、弃权合计{votes}票，不等于{what}{ballots}"), "请核对票数。");
        }
    }
}

/// A problem with a row, at one of its cells.
pub(super) fn problem(round: &Round, row: &VoteCount, key: &str, message: String, advice: &str) -> Problem {
    Problem::error("votes", row.cells.at(&row.at, key), message).advice(advice).about(name(round, row.person))
}

/// Another ballot, though the one before it had left nothing open: it counts, but somebody has to answer for it.
pub(super) fn needless(round: &Round, rows: &[&VoteCount], index: usize, of: usize) -> Option<Problem> {
    let row = rows.first()?;
    let message =
        format!("第{index}次投票没有得票相同而又够规定比例的人选，又有第{}次投票，这些人选以第{of}次为准", index + 1);
    Some(
        Problem::warning("needless-ballot", row.cells.at(&row.at, "第几次投票"), message)
            .advice("没有人得票超过规定比例的，岗位空缺，不再投票；会议另有决定的请附上依据，录错的请改正。")
            .about(name(round, row.person)),
    )
}

/// Rows of one ballot are of one meeting: what they say of it must be the same.
fn same_meeting(round: &Round, rows: &[&VoteCount], problems: &mut Vec<Problem>) {
    type Of = fn(&VoteCount) -> Option<u32>;
    let items: [(&str, Of); 4] = [
        ("应到人数", |row| row.members),
        ("实到人数", |row| row.present),
        ("发出票数", |row| row.issued),
        ("收回票数", |row| row.returned),
    ];
    for (key, of) in items {
        let mut given = rows.iter().filter_map(|row| Some((row, of(row)?)));
        let Some((_, first)) = given.next() else { continue };
        if let Some((row, other)) = given.find(|(_, other)| *other != first) {
            problems.push(problem(
                round,
                row,
                key,
                format!("同一岗位各人选的{key}不同：{first}和{other}"),
                "同一次会议的数字应当相同，请核对。",
            ));
        }
    }
}

/// How many ballots count is said of the whole ballot. Where the rows of its candidates differ it may be that marks on one of them could not
/// be read; no paper prints one number for all then.
pub(super) fn report_valid(round: &Round, problems: &mut Vec<Problem>) {
    let ballot = |row: &VoteCount| (row.post, row.ballot.unwrap_or(1));
    let mut given: BTreeMap<(PostId, u32), Option<u32>> = BTreeMap::new();
    for row in &round.votes {
        let Some(valid) = row.valid else { continue };
        // Of each ballot the first row that differs is told.
        let Some(first) = *given.entry(ballot(row)).or_insert(Some(valid)) else { continue };
        if first != valid {
            given.insert(ballot(row), None);
            let message = format!("同一岗位各人选的有效票数不同：{first}和{valid}，文书上不印有效、无效票数");
            problems.push(
                Problem::warning("members", row.cells.at(&row.at, "有效票数"), message)
                    .found(valid.to_string())
                    .advice("同一次投票的有效票数一般相同：录错的请改正；只有这个人选的票无法辨认的，请另附说明。")
                    .about(name(round, row.person)),
            );
        }
    }
}

/// The same meeting votes on several posts, and the plan says how many its members are: what differs is pointed out. It may be right,
/// where members withdraw from the vote on one of them; the rows of a post are what counts for it.
pub(super) fn report_members(round: &Round, problems: &mut Vec<Problem>) {
    let planned = round.plan.maybe_count("票决应到人数");
    differing(round, "应到人数", |row| row.members, planned, problems);
    differing(round, "实到人数", VoteCount::attending, None, problems);
}

fn differing(
    round: &Round,
    column: &str,
    number: impl Fn(&VoteCount) -> Option<u32>,
    planned: Option<u32>,
    problems: &mut Vec<Problem>,
) {
    let day = |row: &VoteCount| row.date.or_else(|| round.plan.date("票决日期"));
    // One number a post; of a day, what most posts have is not what is wrong.
    let mut posts: Vec<(&VoteCount, u32)> = Vec::new();
    for row in &round.votes {
        if let Some(own) = number(row).filter(|_| posts.iter().all(|(other, _)| other.post != row.post)) {
            posts.push((row, own));
        }
    }
    for (row, own) in &posts {
        let (row, own) = (*row, *own);
        let same_day: Vec<u32> =
            posts.iter().filter(|(other, _)| day(other) == day(row)).map(|(_, number)| *number).collect();
        let times = |number: &u32| same_day.iter().filter(|other| *other == number).count();
        // Of two as frequent the first: it is entered first.
        let usual = same_day.iter().rev().max_by_key(|number| times(number)).copied();
        let than = match (usual.filter(|usual| *usual != own), planned.filter(|planned| *planned != own)) {
            (Some(other), _) => format!("同一天别的岗位的{other}人"),
            (None, Some(planned)) => format!("方案“票决{column}”的{planned}人"),
            (None, None) => continue,
        };
        problems.push(
            Problem::warning("members", row.cells.at(&row.at, column), format!("{column}与{than}不同，按本行计算"))
                .found(own.to_string())
                .advice(match column {
                    "实到人数" => "有人回避的，在“回避人员”里写上姓名；录错的请改正。",
                    _ => "回避的人不计入应到的不必改；录错的请改正。",
                })
                .about(name(round, row.person)),
        );
    }
}

/// Each ballot agrees to at most as many people as there are seats.
fn choices(round: &Round, ballot: &Scope<'_>, problems: &mut Vec<Problem>) {
    let (rows, seats) = (ballot.rows, ballot.seats);
    let ballots = |row: &&VoteCount| row.valid.or(row.returned).or(row.issued).or(row.present);
    let (Some(first), Some(ballots)) = (rows.first(), rows.iter().filter_map(ballots).max()) else { return };
    // Two rows of one person, which has been said, are not the votes of two.
    let people: BTreeSet<PersonId> = rows.iter().map(|row| row.person).collect();
    if people.len() < rows.len() {
        return;
    }
    let agree: u64 = rows.iter().map(|row| u64::from(row.agree)).sum();
    if seats == 0 && agree > 0 {
        problems.push(problem(
            round,
            first,
            "同意",
            format!("前面的投票已经选满职数，{}没有名额可选", ballot.number),
            "录错的请改正；已经定的人选公示后不任用、本人放弃的，这个名额空缺，不再投票。",
        ));
    } else if agree > u64::from(ballots) * seats as u64 {
        problems.push(problem(
            round,
            first,
            "同意",
            format!("各人选的同意票合计{agree}票，{ballots}张票每张限同意{seats}人，多了"),
            "一张票同意的人多于职数的应作无效票，请核对。",
        ));
    }
}
