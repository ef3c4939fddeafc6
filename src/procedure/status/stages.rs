//! The nine steps of a round, and how far each is.

use super::missing::{Want, missing};
use super::{Stage, StageState};
use crate::language::date::prose;
use crate::procedure::blanks::SUPERVISION;
use crate::procedure::registration::has_ended;
use crate::procedure::rules::Rule;
use crate::procedure::{Ahead, Decisions, Outcome, Path, Side, Standing, State, Verdict, nobody_left, publicity};
use crate::round::{Absence, PersonId, Publication, Round};

/// The steps, judged by what is in the workbook: there is no clock.
pub(super) struct Survey<'a> {
    /// The round.
    pub round: &'a Round,
    /// What was decided.
    pub decisions: &'a Decisions,
    /// Everybody's way.
    pub paths: &'a [Path],
}

/// What is known of a step: done, or not with what is missing; and whether something of it has been done, for one post or person
/// at least: posts need not wait for each other.
struct Found {
    done: bool,
    begun: bool,
    /// Whether nobody has come as far, and nobody will: it is not held.
    nobody: bool,
    text: String,
}

impl Survey<'_> {
    /// The nine steps.
    pub fn stages(&self) -> Vec<Stage> {
        let steps: [(&'static str, Option<Found>); 9] = [
            ("动员部署", self.mobilization()),
            ("公布方案、简章", Some(self.plan())),
            ("公开报名", Some(self.registration())),
            ("资格审查", Some(self.review())),
            ("考试", self.examination()),
            ("组织考察", Some(self.inspection())),
            ("讨论决定", self.vote()),
            ("公示聘任", Some(self.appointment())),
            ("纪律监督", Some(self.supervision())),
        ];
        // A step that is open while a later one has begun is what holds that one up.
        let last_begun = steps.iter().rposition(|(_, found)| found.as_ref().is_some_and(|found| found.begun));
        // A step is under way once those before it are done, or something of it is; the first and the last go their own way.
        let mut reached = true;
        steps
            .into_iter()
            .zip(1..)
            .enumerate()
            .map(|(index, ((name, found), number))| {
                let Some(found) = found else {
                    let text = Rule::LeftOut.of(&self.round.plan).to_string();
                    return Stage { number, name, state: StageState::LeftOut, text };
                };
                let apart = matches!(number, 1 | 9);
                // While a step before it is open, somebody may still come.
                let left_out = found.nobody && (reached || self.are_all_cancelled());
                let done = found.done && (left_out || !found.nobody);
                let behind = last_begun.is_some_and(|last| last > index);
                let state = match (done, reached || apart || found.begun || behind) {
                    (true, _) if left_out => StageState::LeftOut,
                    (true, _) => StageState::Done,
                    (false, true) => StageState::Current,
                    (false, false) => StageState::Later,
                };
                reached &= done || apart;
                Stage { number, name, state, text: found.text }
            })
            .collect()
    }

    fn count(&self, state: State) -> usize {
        self.paths.iter().filter(|path| path.state == state).count()
    }

    fn mobilization(&self) -> Option<Found> {
        let plan = &self.round.plan;
        if !plan.holds("动员部署") {
            return None;
        }
        let time = plan.text("动员会时间");
        let text = if time.is_empty() { "方案没有写动员会时间".to_owned() } else { time.to_owned() };
        Some(Found { done: !time.is_empty(), begun: false, nobody: false, text })
    }

    fn plan(&self) -> Found {
        let posts = self.round.posts.len();
        let seats: u64 = self.round.posts.iter().map(|post| u64::from(post.seats)).sum();
        let unread = self.round.posts.iter().any(|post| post.unread("职数").is_some());
        let seats = if unread { "职数待定".to_owned() } else { format!("职数{seats}名") };
        // Where people have come, they have been told of it.
        let items = ["报名截止", "报名地点"].into_iter().filter(|_| self.paths.is_empty());
        let missing: Vec<&str> = items.filter(|item| self.round.plan.get(item).is_none()).collect();
        let text = match (posts, missing.as_slice()) {
            (0, _) => "还没有岗位".to_owned(),
            (_, []) => format!("岗位{posts}个，{seats}"),
            _ => format!("岗位{posts}个，{seats}；方案还没有写{}", missing.join("、")),
        };
        // Nobody can come without knowing until when; where to, they may be told otherwise.
        let open = missing.contains(&"报名截止");
        Found { done: posts > 0 && !open, begun: false, nobody: false, text }
    }

    fn registration(&self) -> Found {
        let people = self.paths.len();
        if people == 0 {
            return Found { done: false, begun: false, nobody: false, text: "还没有人报名".to_owned() };
        }
        let mut text = format!("报名{people}人");
        for (state, what) in [(State::Late, "逾期未受理"), (State::Unsettled, "待定岗位")] {
            let count = self.count(state);
            if count > 0 {
                text.push_str(&format!("，{what}{count}人"));
            }
        }
        if let Some(place) = &self.round.missed {
            text.push_str(&format!("，{place} 有人没有读进来"));
        }
        let short = self.short_of_people();
        if short > 0 {
            text.push_str(&format!("，人数还不足的岗位{short}个"));
        }
        // There is no clock: until something is there that comes after it, more people may come.
        let ended = has_ended(self.round);
        if !ended && short == 0 {
            text.push_str("；报名截止以后做资格审查");
        }
        let all = self.round.missed.is_none() && self.count(State::Unsettled) == 0;
        Found { done: all && short == 0 && ended, begun: true, nobody: false, text }
    }

    /// Posts that have too few people so far, while others may still apply.
    fn short_of_people(&self) -> usize {
        let plan = &self.round.plan;
        if has_ended(self.round) || Rule::Minimum.unread(plan).or_else(|| Rule::Deadline.unread(plan)).is_some() {
            return 0;
        }
        self.decisions.undecided.iter().filter(|own| own.is_some()).count()
    }

    fn review(&self) -> Found {
        let count = |verdict| self.decisions.eligibility.iter().filter(|own| own.verdict == verdict).count();
        let (eligible, ineligible) = (count(Verdict::Eligible), count(Verdict::Ineligible));
        let pending = self.decisions.eligibility.iter().filter(|own| self.decisions.awaits_review(own)).count();
        let mut text = format!("符合{eligible}人，不符合{ineligible}人");
        for (what, count) in [("本人放弃", count(Verdict::Withdrawn)), ("待核", pending)] {
            if count > 0 {
                text.push_str(&format!("，{what}{count}人"));
            }
        }
        let cancelled = self.decisions.cancelled.iter().filter(|own| own.is_some()).count();
        if cancelled > 0 {
            text.push_str(&format!("；取消岗位{cancelled}个"));
            let waiting = self.waiting_to_reapply();
            if waiting > 0 {
                text.push_str(&format!("，可以改报而没有改报的{waiting}人"));
            }
        }
        let undecided = self.decisions.undecided.iter().filter(|own| own.is_some()).count();
        let done = pending == 0 && undecided == 0 && !self.paths.is_empty();
        let begun = self.round.applicants.iter().any(|applicant| applicant.review.is_some());
        Found { done, begun, nobody: false, text }
    }

    /// People of cancelled posts who may still apply elsewhere: there is another post left to apply for.
    fn waiting_to_reapply(&self) -> usize {
        let open = self.decisions.cancelled.iter().any(Option::is_none);
        if open { self.count(State::PostCancelled) } else { 0 }
    }

    fn examination(&self) -> Option<Found> {
        let plan = &self.round.plan;
        if !plan.holds("笔试") && !plan.holds("面试") {
            return None;
        }
        let ranked = self.decisions.examination.iter().filter(|own| own.standing == Standing::Ranked).count();
        let waiting = self.decisions.examination.iter().filter(|own| own.standing.is_waiting()).count();
        let mut text = format!("有综合成绩{ranked}人");
        for (state, what) in [
            (State::AbsentWritten(Absence::Missed), "笔试缺考"),
            (State::AbsentWritten(Absence::Renounced), "笔试放弃"),
            (State::FailedWritten, "笔试不合格"),
            (State::NotInvited, "未进入面试"),
            (State::AbsentInterview(Absence::Missed), "面试缺考"),
            (State::AbsentInterview(Absence::Renounced), "面试放弃"),
            (State::FailedInterview, "面试不合格"),
            (State::FailedTotal, "综合成绩不合格"),
        ] {
            let count = self.count(state);
            if count > 0 {
                text.push_str(&format!("，{what}{count}人"));
            }
        }
        if waiting > 0 {
            text.push_str(&format!("，还没有成绩{waiting}人"));
        }
        let nobody = ranked == 0 && waiting == 0;
        let sat = self.decisions.examination.iter().filter(|own| own.standing != Standing::NotAdmitted);
        let begun = sat.into_iter().any(|own| own.written.is_some() || own.interview.is_some());
        let text = if nobody && !begun { self.nobody_for(Ahead::Examination) } else { text };
        Some(Found { done: waiting == 0 && !self.paths.is_empty(), begun, nobody: nobody && !begun, text })
    }

    /// Why a step has nobody in it: nobody is left for it, or nobody has come as far.
    fn nobody_for(&self, ahead: Ahead) -> String {
        nobody_left(ahead, self.round, self.decisions).unwrap_or_else(|| self.nobody())
    }

    /// Why a step has nobody in it.
    fn nobody(&self) -> String {
        if self.are_all_cancelled() {
            return "岗位全部取消，没有人参加".to_owned();
        }
        let open = self.paths.is_empty() || self.paths.iter().any(|path| path.state.side() == Side::Open);
        if open { "等前面的步骤".to_owned() } else { "没有人参加".to_owned() }
    }

    fn are_all_cancelled(&self) -> bool {
        let cancelled = &self.decisions.cancelled;
        !cancelled.is_empty() && cancelled.iter().all(Option::is_some)
    }

    fn inspection(&self) -> Found {
        let posts = &self.decisions.evaluations.posts;
        let passed: Vec<PersonId> = posts.iter().flat_map(|post| post.passed.iter().copied()).collect();
        let open: Vec<usize> = (0..posts.len()).filter(|index| self.is_open(*index)).collect();
        let mut parts = vec![format!("差额人选通过测评{}人", passed.len())];
        if !self.round.plan.holds("民主测评") {
            parts = vec![format!("不举行民主测评，差额人选{}人", passed.len())];
        }
        let batches = self.decisions.evaluations.batches;
        if batches > 1 {
            parts.push(format!("共{batches}批"));
        }
        let unfinished = open.iter().filter(|index| posts.get(**index).is_some_and(|post| !post.complete)).count();
        if unfinished > 0 {
            parts.push(format!("{unfinished}个岗位还没有结果"));
        }
        let talked = |person: &PersonId| self.round.talks.iter().any(|talk| talk.person == *person);
        // A row that only says who is inspected is nothing written yet.
        let written = |person: &PersonId| {
            let of = |own: &&crate::round::Inspection| own.person == *person;
            self.round.inspections.iter().find(of).is_some_and(|own| !own.aspects.is_empty() || !own.opinion.is_empty())
        };
        let mut wants: Vec<Want<'_>> = Vec::new();
        if self.round.plan.holds("个别谈话") {
            wants.push(("谈话记录", &talked));
        }
        if self.round.plan.holds("考察材料") {
            wants.push(("考察材料", &written));
        }
        let missing = missing(self.round, &passed, &wants);
        let finished = missing.is_empty();
        parts.extend(missing);
        let counted = posts.iter().flat_map(|post| &post.ballots).any(|ballot| ballot.outcome != Outcome::Waiting);
        // Where nobody passed, somebody was evaluated all the same.
        let nobody = passed.is_empty() && unfinished == 0 && !counted;
        let text = if nobody { self.nobody_for(Ahead::Inspection) } else { parts.join("，") };
        let begun = counted || passed.iter().any(|person| talked(person) || written(person));
        Found { done: unfinished == 0 && finished && !self.paths.is_empty(), begun, nobody, text }
    }

    fn is_open(&self, post: usize) -> bool {
        self.decisions.cancelled.get(post).is_none_or(Option::is_none)
    }

    fn vote(&self) -> Option<Found> {
        if !self.round.plan.holds("票决") {
            return Some(self.choice());
        }
        let votes = &self.decisions.votes;
        let decided = votes.iter().filter(|vote| vote.held && vote.stopped.is_none()).count();
        let winners: usize = votes.iter().map(|vote| vote.winners.len()).sum();
        let vacant: u64 = votes.iter().map(|vote| u64::from(vote.vacant)).sum();
        let waiting = self.count(State::AwaitingVote);
        let mut text = format!("已票决岗位{decided}个，拟聘任{winners}人");
        if vacant > 0 {
            text.push_str(&format!("，空缺{vacant}名"));
        }
        if waiting > 0 {
            text.push_str(&format!("，还没有结果{waiting}人"));
        }
        let done = !self.is_open_before(State::NotElected) && !self.paths.is_empty();
        let begun = votes.iter().any(|vote| vote.held);
        let nobody = decided == 0 && waiting == 0 && (vacant == 0 || done) && !begun;
        let text = match (nobody, vacant) {
            (true, 0) => self.nobody_for(Ahead::Vote),
            (true, _) => format!("{}，空缺{vacant}名", self.nobody_for(Ahead::Vote)),
            (false, _) => text,
        };
        Some(Found { done, begun, nobody, text })
    }

    /// A round without 票决: the meeting decides all the same, and the 任用 sheet says on whom.
    fn choice(&self) -> Found {
        let votes = &self.decisions.votes;
        let winners: usize = votes.iter().map(|vote| vote.winners.len()).sum();
        let vacant: u64 = votes.iter().map(|vote| u64::from(vote.vacant)).sum();
        let waiting = self.count(State::AwaitingChoice);
        let mut text = format!("{}，拟聘任{winners}人", Rule::LeftOut.of(&self.round.plan));
        if vacant > 0 {
            text.push_str(&format!("，空缺{vacant}名"));
        }
        if waiting > 0 {
            text.push_str(&format!("，“任用”表还没有写明的{waiting}人"));
        }
        let done = !self.is_open_before(State::NotElected) && !self.paths.is_empty();
        let nobody = winners == 0 && waiting == 0 && done;
        Found { done, begun: winners > 0, nobody, text }
    }

    fn appointment(&self) -> Found {
        let waiting = self.count(State::Elected);
        let trial = self.count(State::OnTrial);
        let appointed = self.count(State::Appointed);
        let left = |own: &&crate::procedure::Placement| own.publication == Some(Publication::Withdrawn);
        let withdrawn = self.decisions.placements.values().filter(left).count();
        let ended = self.count(State::ObjectionUpheld) + self.count(State::TrialFailed) + withdrawn;
        let mut parts = Vec::new();
        if let Some(publicity) = publicity(self.round) {
            parts.push(format!("公示{}至{}", prose(publicity.from), publicity.end()));
        }
        for (state, what) in [
            (appointed, "正式聘任"),
            (trial, "试用期中待考核"),
            (waiting, "还没有任职"),
            (self.count(State::ObjectionUpheld), "公示有异议不予任用"),
            (withdrawn, "本人放弃"),
            (self.count(State::TrialFailed), "试用期考核不合格"),
        ] {
            if state > 0 {
                parts.push(format!("{what}{state}人"));
            }
        }
        parts.extend(self.unplaced());
        let open = self.is_open_before(State::ObjectionUpheld) || trial > 0;
        let done = !open && !self.paths.is_empty();
        // Whoever is elected waits for nobody's papers of the steps before.
        let begun = appointed + trial + ended + waiting > 0;
        // Nothing is published where nobody was elected, whatever day the plan has for it.
        let nobody = done && !begun;
        let cancelled = self.decisions.cancelled.iter().all(Option::is_some);
        let text = match (nobody, parts.is_empty()) {
            // What is not held waits for nothing.
            (true, _) if !cancelled => "没有拟聘任人选".to_owned(),
            (true, _) | (false, true) => self.nobody(),
            (false, false) => parts.join("，"),
        };
        Found { done, begun, nobody, text }
    }

    /// What is missing for those elected: the days their names hang out, what came of it, the day they are appointed.
    fn unplaced(&self) -> Vec<String> {
        let plan = &self.round.plan;
        let elected: Vec<PersonId> =
            self.paths.iter().filter(|path| path.state == State::Elected).map(|path| path.person).collect();
        let rows = |person: &PersonId| self.round.appointments.iter().find(|own| own.person == *person);
        let published = |own: &PersonId| rows(own).is_some_and(|row| row.publication.is_some());
        let dated = |own: &PersonId| rows(own).is_some_and(|row| row.date.is_some());
        let mut parts = Vec::new();
        if elected.is_empty() {
            return parts;
        }
        let mut wants: Vec<Want<'_>> = Vec::new();
        if plan.holds("任前公示") {
            if plan.get("公示开始").is_none() {
                parts.push("方案还没有写公示开始".to_owned());
            }
            wants.push(("公示结果", &published));
        }
        wants.push(("任职日期", &dated));
        parts.extend(missing(self.round, &elected, &wants));
        parts
    }

    /// Whether somebody's way is still open at a step before a state. Those of a cancelled post need not apply again.
    fn is_open_before(&self, state: State) -> bool {
        let open = |path: &Path| path.state.side() == Side::Open && path.state != State::PostCancelled;
        self.paths.iter().any(|path| path.state < state && open(path))
    }

    fn supervision(&self) -> Found {
        let missing: Vec<&str> = SUPERVISION.into_iter().filter(|item| self.round.plan.text(item).is_empty()).collect();
        if missing.is_empty() {
            return Found {
                done: true, begun: false, nobody: false, text: "三个监督电话都已写明".to_owned()
            };
        }
        Found { done: false, begun: false, nobody: false, text: format!("方案没有写{}", missing.join("、")) }
    }
}
