//! Where a round stands: its nine steps, and post by post everybody's way. `Display` prints it for people.

mod fill_in;
mod missing;
mod stages;

use std::fmt;

use super::{Decisions, Outcome, Path, PeopleOrder, PostVote, compared};
use crate::procedure::shortlist::unread;
use crate::round::{PersonId, PostId, Publication, Round};
use stages::Survey;

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StageState {
    /// 已完成.
    Done,
    /// 进行中: what comes next is here.
    Current,
    /// 未开始: it waits for the steps before it, and nothing of it is there.
    Later,
    /// 不举行.
    LeftOut,
}

impl StageState {
    /// The words people read.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Done => "已完成",
            Self::Current => "进行中",
            Self::Later => "未开始",
            Self::LeftOut => "不举行",
        }
    }
}

/// One of the nine steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// 1 to 9.
    pub number: u32,
    /// Its name.
    pub name: &'static str,
    /// How far it is.
    pub state: StageState,
    /// What is done, or what is missing, in words.
    pub text: String,
}

/// A post and its people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostStatus {
    /// The post; `None` for people without one.
    pub post: Option<PostId>,
    /// Where the post stands, in words.
    pub text: String,
    /// Its people: who got furthest first, then in the order of lists.
    pub paths: Vec<Path>,
}

/// Where a round stands.
#[derive(Debug, Clone)]
pub struct Status<'a> {
    round: &'a Round,
    /// The nine steps.
    pub stages: Vec<Stage>,
    /// What comes next, in words: what stops single posts, then the steps that can be worked on.
    pub next: Vec<String>,
    /// The posts in the order of the plan, then people without one.
    pub posts: Vec<PostStatus>,
}

impl<'a> Status<'a> {
    /// Surveys a round.
    pub fn of(round: &'a Round, decisions: &Decisions) -> Self {
        let paths = Path::of(round, decisions);
        let stages = Survey { round, decisions, paths: &paths }.stages();
        let next = next(round, decisions, &stages);
        let order = PeopleOrder::of(round);
        let mut lists: Vec<Vec<Path>> = vec![Vec::new(); round.posts.len() + 1];
        for path in paths {
            let index = path.post.map_or(round.posts.len(), |post| post.0);
            if let Some(list) = lists.get_mut(index) {
                list.push(path);
            }
        }
        let mut posts = Vec::new();
        for (index, mut list) in lists.into_iter().enumerate() {
            let post = (index < round.posts.len()).then_some(PostId(index));
            if post.is_none() && list.is_empty() {
                continue;
            }
            list.sort_by_cached_key(|path| {
                let rank = decisions.examination(path.person).and_then(|own| own.rank);
                (std::cmp::Reverse(path.state), rank, order.key(path.person), path.person)
            });
            let text =
                post.map_or_else(|| "没有写明报考岗位".to_owned(), |post| stands(round, decisions, post, &order));
            posts.push(PostStatus { post, text, paths: list });
        }
        let mut status = Self { round, stages, next, posts };
        status.call_sheets();
        status
    }

    /// Names sheets as the workbook does.
    fn call_sheets(&mut self) {
        let names = &self.round.sheet_names;
        let call = |text: &mut String| *text = names.in_text(std::mem::take(text));
        self.stages.iter_mut().for_each(|stage| call(&mut stage.text));
        self.next.iter_mut().for_each(call);
        for status in &mut self.posts {
            call(&mut status.text);
            status.paths.iter_mut().for_each(|path| call(&mut path.reason));
        }
    }

    /// A post's name.
    pub fn post_name(&self, post: Option<PostId>) -> &str {
        post.and_then(|post| self.round.post(post)).map_or("未定岗位", |post| post.name.as_str())
    }

    /// A person's name, as it stands in the workbook.
    pub fn name(&self, person: PersonId) -> &str {
        self.round.applicant(person).map_or("", |applicant| applicant.name.as_str())
    }
}

/// What comes next: what stops single posts, each with what is to be done about it, then the steps that can be worked on.
fn next(round: &Round, decisions: &Decisions, stages: &[Stage]) -> Vec<String> {
    let mut stopped: Vec<(&str, Vec<&str>)> = Vec::new();
    for (index, post) in round.posts.iter().enumerate() {
        let Some(reason) = stops(round, decisions, index) else { continue };
        match stopped.iter_mut().find(|(other, _)| *other == reason) {
            Some((_, posts)) => posts.push(&post.name),
            None => stopped.push((reason, vec![&post.name])),
        }
    }
    let stopped = stopped.into_iter().map(|(reason, posts)| format!("{}：{reason}", posts.join("、")));
    let steps = stages
        .iter()
        .filter(|stage| stage.state == StageState::Current)
        .map(|stage| (stage, fill_in::place(round, stage.number)))
        .map(|(stage, place)| (stage, if place.is_empty() { place } else { format!("（{place}）") }))
        .map(|(stage, place)| format!("{} {}：{}{place}", stage.number, stage.name, stage.text));
    stopped.chain(steps).collect()
}

/// What stops a post that is not cancelled, be it a tie, counts that do not agree, a meeting that may not vote or something written
/// that cannot be read. What merely has not come yet is said by the steps.
fn stops<'a>(round: &Round, decisions: &'a Decisions, index: usize) -> Option<&'a str> {
    if decisions.is_cancelled(PostId(index)) {
        return None;
    }
    let list = decisions.shortlists.get(index);
    // Whether a post has people enough is open until the review ends.
    let settled = decisions.undecided.get(index).is_none_or(Option::is_none);
    let wrong = list.filter(|list| !list.for_marks && (settled || unread(round, PostId(index)).is_some()));
    let list = list.and_then(|list| list.stopped.as_deref()).or_else(|| wrong?.waiting.as_deref());
    let evaluation = || decisions.evaluations.posts.get(index).and_then(|post| post.stopped.as_deref());
    let vote = || decisions.votes.get(index).and_then(|vote| vote.stopped.as_deref());
    list.or_else(evaluation).or_else(vote)
}

/// Where a post stands, in one sentence.
fn stands(round: &Round, decisions: &Decisions, post: PostId, order: &PeopleOrder<'_>) -> String {
    if let Some(cancellation) = decisions.cancelled.get(post.0).and_then(Option::as_ref) {
        let names = order.names(&cancellation.people);
        let people = if names.is_empty() { String::new() } else { format!("，报名的是{names}") };
        return format!("{}{people}", cancellation.reason);
    }
    let (Some(list), Some(evaluation), Some(vote)) =
        (decisions.shortlists.get(post.0), decisions.evaluations.posts.get(post.0), decisions.votes.get(post.0))
    else {
        return String::new();
    };
    if let Some(open) = list.waiting.as_deref().or_else(|| stops(round, decisions, post.0)) {
        return open.to_owned();
    }
    let waiting: Vec<PersonId> = evaluation
        .ballots
        .iter()
        .filter(|ballot| ballot.outcome == Outcome::Waiting)
        .map(|ballot| ballot.person)
        .collect();
    if !waiting.is_empty() {
        return format!("等{}的民主测评结果", order.some_names(&waiting));
    }
    let winners: Vec<PersonId> = vote.winners.iter().map(|winner| winner.person).collect();
    let vacant = if vote.vacant > 0 { format!("空缺{}名", vote.vacant) } else { String::new() };
    let (passed, listed) = (evaluation.passed.len(), list.people.len());
    let short = (evaluation.complete && passed > 0 && passed < listed)
        .then(|| format!("；测评以后只有{passed}名差额人选，没有人可以替补"));
    let gone: Vec<PersonId> =
        evaluation.passed.iter().copied().filter(|own| !evaluation.candidates.contains(own)).collect();
    let gone = (!gone.is_empty()).then(|| format!("{}在票决前本人放弃", order.names(&gone)));
    // Where everybody gave up, that is why the post is vacant.
    let told = gone.as_ref().filter(|_| !(winners.is_empty() && evaluation.candidates.is_empty()));
    let told = told.map(|gone| format!("；{gone}")).unwrap_or_default();
    let short = short.unwrap_or_default() + &told + &earlier_polls(vote, order);
    let note = list.told().map(|note| format!("；{note}")).unwrap_or_default() + &short;
    match (winners.is_empty(), vacant.is_empty()) {
        (false, true) => format!("拟聘任人选：{}{note}", chosen(decisions, &winners, order)),
        (false, false) => format!("拟聘任人选：{}，{vacant}{note}", chosen(decisions, &winners, order)),
        (true, false) => {
            let why = match (list.people.is_empty(), evaluation.passed.is_empty()) {
                (true, _) => "没有差额人选".to_owned(),
                (false, true) if evaluation.ballots.iter().any(|own| own.outcome == Outcome::Withdrawn) => {
                    "通过民主测评的本人放弃，没有差额人选".to_owned()
                }
                (false, true) => "没有人通过民主测评".to_owned(),
                (false, false) if evaluation.candidates.is_empty() => {
                    gone.map_or_else(|| "差额人选都已放弃".to_owned(), |gone| format!("{gone}，没有候选人"))
                }
                (false, false) => {
                    format!("没有人得票{}", compared(round.plan.share("票决通过比例"), true))
                }
            };
            format!("{vacant}：{why}{note}")
        }
        (true, true) if round.plan.holds("票决") => format!("等{}的票决", order.some_names(&evaluation.candidates)),
        (true, true) => format!("等“任用”表写明聘任{}中的哪几位", order.some_names(&evaluation.candidates)),
    }
}

/// What ballots there were before the last: 第1次投票甲、乙得票相同.
fn earlier_polls(vote: &PostVote, order: &PeopleOrder<'_>) -> String {
    let count = vote.polls.len();
    let earlier = vote.polls.iter().take(count.saturating_sub(1)).zip(1..).map(|(poll, number)| {
        let what = match (poll.void, poll.tied.is_empty()) {
            (true, _) => "无效".to_owned(),
            (false, false) => format!("{}得票相同", order.names(&poll.tied)),
            (false, true) => "没有得票相同而又够规定比例的人选".to_owned(),
        };
        format!("；第{number}次投票{what}")
    });
    earlier.collect::<String>() + &if count > 1 { format!("，以第{count}次为准") } else { String::new() }
}

/// Those decided on, and of whom it came to nothing, why.
fn chosen(decisions: &Decisions, winners: &[PersonId], order: &PeopleOrder<'_>) -> String {
    let fate = |person: &PersonId| {
        let placed = decisions.placements.get(person)?;
        match (placed.publication, placed.trial) {
            (Some(Publication::ObjectionUpheld), _) => Some("公示有异议，不予任用"),
            (Some(Publication::Withdrawn), _) => Some("本人放弃，岗位空缺"),
            (_, Some(false)) => Some("试用期考核不合格，职务免除"),
            _ => None,
        }
    };
    let names = winners.iter().map(|person| {
        let name = order.names(&[*person]);
        fate(person).map_or_else(|| name.clone(), |fate| format!("{name}（{fate}）"))
    });
    names.collect::<Vec<_>>().join("、")
}

impl fmt::Display for Status<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plan = &self.round.plan;
        let year = Some(plan.count("年份")).filter(|year| *year > 0).map(|year| format!("{year}年"));
        writeln!(f, "{}{}竞争上岗", plan.text("单位名称"), year.unwrap_or_default())?;
        writeln!(f, "\n步骤")?;
        for stage in &self.stages {
            writeln!(f, "  {} {}〔{}〕{}", stage.number, stage.name, stage.state.as_str(), stage.text)?;
        }
        if !self.next.is_empty() {
            writeln!(f, "\n下一步")?;
            for next in &self.next {
                writeln!(f, "  {next}")?;
            }
        }
        writeln!(f, "\n岗位和人员")?;
        for status in &self.posts {
            let seats = status.post.and_then(|post| self.round.post(post)).map(|post| match post.unread("职数") {
                Some(_) => "（职数待定）".to_owned(),
                None => format!("（{}名）", post.seats),
            });
            let seats = seats.unwrap_or_default();
            writeln!(f, "  {}{seats}：{}", self.post_name(status.post), status.text)?;
            for path in &status.paths {
                writeln!(
                    f,
                    "    {}〔{}〕{}",
                    super::order::name(self.round, path.person),
                    path.state.as_str(),
                    path.reason
                )?;
                let way: Vec<&str> = path.events.iter().map(|event| event.text.as_str()).collect();
                writeln!(f, "      经过：{}", way.join(" → "))?;
                if !path.rule.is_empty() {
                    writeln!(f, "      依据：{}", path.rule)?;
                }
            }
        }
        Ok(())
    }
}
