//! The walk through the steps of the round, one after the other, until one of them ends it.

use std::collections::BTreeMap;

use super::{Event, Path, State};
use crate::procedure::rules::Rule;
use crate::procedure::withdrawal;
use crate::procedure::{
    Acceptance, Ballot, Decisions, Eligibility, Finding, Outcome, PostVote, Shortlist, Standing, Verdict,
};
use crate::round::{Applicant, PersonId, PostId, Round, Score, WithdrawnIn};

/// What a step leads to: on to the next, or to an end.
type Led = Option<(State, String, String)>;

/// A person on the way.
pub(super) struct Walk<'a> {
    pub(super) round: &'a Round,
    pub(super) decisions: &'a Decisions,
    pub(super) person: PersonId,
    post: Option<PostId>,
    ballots: &'a BTreeMap<PersonId, &'a Ballot>,
    events: Vec<Event>,
}

impl<'a> Walk<'a> {
    /// Before the first step.
    pub fn new(
        round: &'a Round,
        decisions: &'a Decisions,
        person: PersonId,
        ballots: &'a BTreeMap<PersonId, &'a Ballot>,
    ) -> Self {
        Self { round, decisions, person, post: decisions.post(person), ballots, events: Vec::new() }
    }

    /// The whole way.
    pub fn path(mut self) -> Path {
        let steps = [Self::applied, Self::reviewed, Self::examined, Self::shortlisted, Self::evaluated, Self::voted];
        let led = steps.into_iter().find_map(|step| step(&mut self));
        let (state, reason, rule) = led.unwrap_or_else(|| self.placed());
        Path { person: self.person, post: self.post, events: self.events, state, reason, rule }
    }

    pub(super) fn rule(&self, rule: Rule) -> String {
        rule.of(&self.round.plan).to_string()
    }

    pub(super) fn happened(&mut self, step: u32, text: impl Into<String>) {
        self.events.push(Event { step, text: text.into() });
    }

    fn applied(&mut self) -> Led {
        let application = self.decisions.application(self.person)?;
        self.happened(3, application.reason.clone());
        match application.acceptance {
            Acceptance::Late => return Some((State::Late, application.reason.clone(), application.rule.to_string())),
            Acceptance::Conflicting | Acceptance::NoPost => {
                return Some((State::Unsettled, application.reason.clone(), application.rule.to_string()));
            }
            Acceptance::Accepted => {}
        }
        let first = application.first.and_then(|post| self.decisions.cancelled.get(post.0)?.as_ref());
        if let Some(cancellation) = first {
            self.happened(4, cancellation.reason.clone());
        }
        if let Some(again) = application.reapplied.as_ref().filter(|again| again.open) {
            return Some((State::Unsettled, again.reason.clone(), self.rule(Rule::Minimum)));
        }
        if let Some(again) = &application.reapplied {
            let text =
                if again.accepted { again.reason.clone() } else { format!("改报不作数：{}", again.reason) };
            self.happened(4, text);
        }
        let cancellation = self.decisions.cancelled.get(self.post?.0)?.as_ref()?;
        let found = self.decisions.eligibility(self.person);
        // Whoever is out for every post has nothing to apply for: the review says why.
        if found.is_some_and(Eligibility::is_out_everywhere) {
            return None;
        }
        if let Some(found) = found.filter(|found| found.verdict == Verdict::Ineligible) {
            self.happened(4, format!("资格不符合：{}", found.reasons.join("；")));
        }
        let next = match &application.reapplied {
            Some(again) => format!("改报不作数：{}", again.reason),
            None if self.decisions.cancelled.iter().all(Option::is_some) => "没有其他岗位可以改报".to_owned(),
            None => "可以改报其他岗位".to_owned(),
        };
        Some((State::PostCancelled, format!("{}；{next}", cancellation.reason), cancellation.rule.clone()))
    }

    fn reviewed(&mut self) -> Led {
        let found = self.decisions.eligibility(self.person)?;
        let by_hand = if found.by_hand { "（人工结论）" } else { "" };
        let reasons = found.reasons.join("；");
        match found.verdict {
            Verdict::Eligible => {
                let over: Vec<&str> = found.overruled().collect();
                let over = if over.is_empty() {
                    String::new()
                } else {
                    format!("；程序认为不符合：{}", over.join("；"))
                };
                self.happened(4, format!("资格符合{by_hand}{over}"));
                None
            }
            Verdict::Pending => {
                self.happened(4, format!("资格待核：{reasons}"));
                // Nothing is known of an examination yet: the review is what is waited for.
                let uncounted = |ballot: &&Ballot| ballot.outcome == Outcome::Waiting;
                let waits = self.decisions.examination(self.person).is_none_or(|own| match own.standing {
                    Standing::WaitingForWritten | Standing::WaitingForWithdrawal => true,
                    // Nor of an evaluation, where that comes first.
                    Standing::NotHeld => self.ballots.get(&self.person).is_none_or(uncounted),
                    _ => false,
                });
                waits.then(|| (State::ReviewPending, reasons, String::new()))
            }
            Verdict::Withdrawn => {
                self.happened(
                    4,
                    if reasons.is_empty() { "本人放弃".to_owned() } else { format!("本人放弃：{reasons}") },
                );
                let by_column = withdrawal::withdrew(self.round, self.person, WithdrawnIn::Review);
                let rule = if by_column { withdrawal::RULE } else { "“资格审查”表的审查结论" };
                Some((State::Withdrawn, reasons, rule.to_owned()))
            }
            Verdict::Ineligible => {
                self.happened(4, format!("资格不符合{by_hand}：{reasons}"));
                let rules: Vec<String> = found
                    .checks
                    .iter()
                    .filter(|check| check.finding == Finding::NotMet)
                    .map(|check| check.rule.to_string())
                    .collect();
                let rule = if found.by_hand {
                    "审查人的结论优先于程序的判断".to_owned()
                } else {
                    rules.join("；")
                };
                Some((State::Ineligible, format!("{reasons}{by_hand}"), rule))
            }
        }
    }

    fn examined(&mut self) -> Led {
        let own = self.decisions.examination(self.person)?;
        let open = |judged: bool| crate::procedure::examination::is_interview_open(&self.round.plan, judged);
        let interview = own.interview.as_ref().map(|interview| {
            let open = open(!interview.judged.is_empty());
            if open { "面试成绩待定".to_owned() } else { format!("面试{}分", interview.points) }
        });
        let marks = marks(own.written, interview);
        if !marks.is_empty() {
            self.happened(5, marks);
        }
        let plan = &self.round.plan;
        let waiting = |state: State, what: &str| Some((state, what.to_owned(), String::new()));
        match own.standing {
            Standing::NotAdmitted | Standing::NotHeld => None,
            Standing::WaitingForWritten => waiting(State::AwaitingWritten, &self.no_mark("笔试成绩")),
            Standing::WaitingForInterview => waiting(State::AwaitingInterview, &self.no_mark("面试成绩")),
            Standing::WaitingForWeights => waiting(State::AwaitingShortlist, "权重待改正，不能计算综合成绩"),
            Standing::WaitingForPlan => {
                waiting(State::AwaitingShortlist, &crate::procedure::examination::unread(plan).unwrap_or_default())
            }
            Standing::WaitingForWithdrawal => waiting(State::ReviewPending, "退出步骤待改正"),
            Standing::Withdrawn => Some(self.gave_up(5, WithdrawnIn::Examination, "")),
            Standing::AbsentWritten(absence) => {
                Some((State::AbsentWritten(absence), own.standing.as_str().to_owned(), self.rule(Rule::Written)))
            }
            Standing::AbsentInterview(absence) => {
                Some((State::AbsentInterview(absence), own.standing.as_str().to_owned(), self.rule(Rule::Total)))
            }
            Standing::FailedWritten => {
                let points = match own.written {
                    Some(Score::Points(points)) => points.to_string(),
                    _ => String::new(),
                };
                let reason = format!("笔试{points}分，低于{}分", plan.text("笔试合格线"));
                Some((State::FailedWritten, reason, self.rule(Rule::Written)))
            }
            Standing::NotInvited => {
                let points = match own.written {
                    Some(Score::Points(points)) => points.normalize().to_string(),
                    _ => String::new(),
                };
                let reason = format!("笔试{points}分，不在面试入围的名次之内");
                Some((State::NotInvited, reason, self.rule(Rule::Interview)))
            }
            Standing::FailedInterview => {
                let points = own.interview.as_ref().map(|interview| interview.points.to_string()).unwrap_or_default();
                let reason = format!("面试{points}分，低于{}分", plan.text("面试合格线"));
                Some((State::FailedInterview, reason, self.rule(Rule::Interview)))
            }
            Standing::FailedTotal => {
                let total = own.total.map(|total| total.to_string()).unwrap_or_default();
                let reason = format!("综合成绩{total}分，低于{}分", plan.text("综合成绩合格线"));
                Some((State::FailedTotal, reason, self.rule(Rule::Total)))
            }
            Standing::Ranked => {
                let total = own.total.map(|total| total.to_string()).unwrap_or_default();
                let rank = own.rank.map_or_else(|| "名次未定".to_owned(), |rank| format!("第{rank}名"));
                let note = own.note.as_ref().map(|note| format!("（{note}）")).unwrap_or_default();
                self.happened(5, format!("综合成绩{total}分，{rank}{note}"));
                None
            }
        }
    }

    /// Somebody who gave up in a step, with what follows of it.
    pub(super) fn gave_up(&mut self, number: u32, step: WithdrawnIn, follows: &str) -> (State, String, String) {
        self.happened(number, "本人放弃");
        let told = withdrawal::told(self.round, self.person, step);
        let by_column = self.round.applicant(self.person).is_some_and(|own| own.withdrawal.is_some());
        let rule = if by_column { withdrawal::RULE } else { "“任用”表的公示结果" };
        (State::Withdrawn, format!("{told}{follows}"), rule.to_owned())
    }

    /// Why there is no mark: none has been entered, or what has been cannot be taken for one.
    fn no_mark(&self, key: &str) -> String {
        let unread = |applicant: &Applicant| applicant.marks.unread.contains(&key);
        if self.round.applicant(self.person).is_some_and(unread) {
            format!("“成绩”表的{key}看不懂或者不能作数，等改正")
        } else {
            format!("还没有{key}")
        }
    }

    fn shortlisted(&mut self) -> Led {
        let list = self.decisions.shortlists.get(self.post?.0)?;
        if withdrawal::leaves_shortlist(self.round, self.person) {
            return Some(self.gave_up(6, WithdrawnIn::Inspection, "，不再考察"));
        }
        if let Some(waiting) = &list.waiting {
            return Some((State::AwaitingShortlist, waiting.clone(), String::new()));
        }
        if let Some(stopped) = &list.stopped {
            let rule = if self.examination_held() { Rule::Ties } else { Rule::LeftOut };
            return Some((State::AwaitingShortlist, stopped.clone(), self.rule(rule)));
        }
        if list.people.contains(&self.person) {
            let stepped_in = list.stepped_in.contains(&self.person);
            self.happened(6, if stepped_in { "前面的人放弃，递补为差额人选" } else { "列为差额人选" });
            return None;
        }
        self.behind(list)
    }

    /// Whether there is any examination, by which people are placed.
    fn examination_held(&self) -> bool {
        self.round.plan.examines()
    }

    /// Somebody behind the shortlist: took a place later, may still, or is out.
    fn behind(&mut self, list: &Shortlist) -> Led {
        let post = self.post?;
        let evaluation = self.decisions.evaluations.posts.get(post.0)?;
        if let Some(ballot) = self.ballots.get(&self.person) {
            self.happened(6, format!("第{}批替补为考察对象", ballot.batch));
            return None;
        }
        if !self.examination_held() {
            if evaluation.reserve.contains(&self.person) {
                let open = evaluation.stopped.clone();
                let reason = open.unwrap_or_else(|| "“考察”表里写了，测评有人不通过时替补".to_owned());
                return Some((State::Reserve, reason, self.rule(Rule::Substitution)));
            }
            return Some((State::NotShortlisted, "不考试，“考察”表里没有列为差额人选".to_owned(), list.rule.clone()));
        }
        let rank = self.decisions.examination(self.person).and_then(|own| own.rank).unwrap_or(0);
        let places = list.places;
        let substituted = evaluation.ballots.iter().any(|ballot| ballot.batch > 1);
        let turn = if substituted { "，替补也没有轮到" } else { "" };
        let reason = format!("综合成绩第{rank}名，不在前{places}名之内{turn}");
        if let Some(stopped) = &evaluation.stopped
            && evaluation.reserve.contains(&self.person)
        {
            return Some((State::Reserve, stopped.clone(), self.rule(Rule::Ties)));
        }
        if evaluation.complete {
            return Some((State::NotShortlisted, reason, list.rule.clone()));
        }
        Some((
            State::Reserve,
            format!("综合成绩第{rank}名，不在前{places}名之内，测评有人不通过时依次替补"),
            self.rule(Rule::Substitution),
        ))
    }

    fn evaluated(&mut self) -> Led {
        let Some(ballot) = self.ballots.get(&self.person) else {
            self.happened(6, "不举行民主测评");
            return None;
        };
        let rule = self.rule(Rule::Evaluation);
        match ballot.outcome {
            Outcome::Waiting => Some((State::AwaitingEvaluation, ballot.reason.clone(), String::new())),
            Outcome::Failed => {
                let reason = ballot.reason.clone();
                self.happened(6, format!("第{}批测评未通过：{reason}", ballot.batch));
                let substitute = self.substitute().map(|text| format!("；取消资格，{text}"));
                Some((State::EvaluationFailed, format!("{reason}{}", substitute.unwrap_or_default()), rule))
            }
            Outcome::Withdrawn => {
                let reason = ballot.reason.clone();
                self.happened(6, format!("第{}批测评通过：{reason}", ballot.batch));
                let substitute = self.substitute().map(|text| format!("，{text}"));
                Some(self.gave_up(6, WithdrawnIn::Inspection, &substitute.unwrap_or_default()))
            }
            Outcome::Passed => {
                let reason = ballot.reason.clone();
                self.happened(6, format!("第{}批测评通过：{reason}", ballot.batch));
                None
            }
        }
    }

    /// Who took the place of somebody who left the list, in words.
    fn substitute(&self) -> Option<&'a str> {
        let steps = self.post.and_then(|post| self.decisions.evaluations.posts.get(post.0)).map(|post| &post.steps);
        steps.into_iter().flatten().find(|step| step.person == Some(self.person)).map(|step| step.by.as_str())
    }

    fn voted(&mut self) -> Led {
        let vote = self.decisions.votes.get(self.post?.0)?;
        if withdrawal::withdrew(self.round, self.person, WithdrawnIn::Decision) {
            return Some(self.gave_up(7, WithdrawnIn::Decision, "，不列入票决"));
        }
        if !self.round.plan.holds("票决") {
            return self.unvoted(vote);
        }
        if let Some(stopped) = &vote.stopped {
            return Some((State::AwaitingVote, stopped.clone(), String::new()));
        }
        if !vote.held {
            return Some((State::AwaitingVote, "还没有票决票数".to_owned(), String::new()));
        }
        let Some((.., over, reason)) = vote.results.iter().find(|(person, ..)| *person == self.person) else {
            return Some((State::AwaitingVote, "还没有票决票数".to_owned(), String::new()));
        };
        let tied = vote.polls.iter().filter(|poll| poll.tied.contains(&self.person));
        let earlier = tied.filter_map(|poll| poll.results.iter().find(|(person, ..)| *person == self.person));
        for (.., earlier) in earlier.cloned().collect::<Vec<_>>() {
            self.happened(7, format!("{earlier}，得票相同，再次投票"));
        }
        if vote.winners.iter().any(|winner| winner.person == self.person) {
            self.happened(7, format!("票决确定为拟聘任人选：{reason}"));
            return None;
        }
        self.happened(7, format!("票决未通过：{reason}"));
        let reason = if *over { format!("{reason}，但得票少于拟聘任人选") } else { reason.clone() };
        Some((State::NotElected, reason, self.rule(Rule::Vote)))
    }

    fn unvoted(&mut self, vote: &PostVote) -> Led {
        if let Some(stopped) = &vote.stopped {
            return Some((State::AwaitingChoice, stopped.clone(), String::new()));
        }
        if vote.winners.iter().any(|winner| winner.person == self.person) {
            self.happened(7, "不举行票决");
            return None;
        }
        let seats = self.post.and_then(|post| self.round.post(post)).map_or(0, |post| post.seats as usize);
        if vote.winners.len() < seats {
            return Some((State::AwaitingChoice, "不举行票决，“任用”表还没有写明人选".to_owned(), String::new()));
        }
        Some((State::NotChosen, "不举行票决，“任用”表里不是此人".to_owned(), self.rule(Rule::LeftOut)))
    }
}

fn marks(written: Option<Score>, interview: Option<String>) -> String {
    let written = match written {
        Some(Score::Points(points)) => Some(format!("笔试{points}分")),
        Some(Score::Absent(absence)) => Some(format!("笔试{}", absence.as_str())),
        None => None,
    };
    [written, interview].into_iter().flatten().collect::<Vec<_>>().join("，")
}
