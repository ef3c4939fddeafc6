//! How far a round has come, as the documents ask for it: a list of winners is not printed while votes are missing.

use super::subjects::Subject;
use crate::procedure::{
    Decisions, Outcome, PeopleOrder, PostEvaluation, Rule, Standing, Verdict, WEIGHTS_OPEN, compared,
    examination_unread,
};
use crate::round::{Appointment, PersonId, PostId, Publication, Round};

/// What a document waits for (说明 的“待”).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// 岗位: there are posts.
    Posts,
    /// 报名: there are applicants.
    Applicants,
    /// 审查完成: nobody's 资格审查 is open.
    Reviewed,
    /// 有合格人员: the review is finished, and somebody was found 符合 for a post that is held.
    Qualified,
    /// 有取消的岗位: a post was cancelled for want of applicants.
    Cancelled,
    /// 准考证号: somebody admitted to the examination has a number.
    Tickets,
    /// 笔试成绩: everybody's written mark is there.
    Written,
    /// 面试打分: the judges' marks of somebody are there.
    Judged,
    /// 综合成绩: all marks are there.
    Examined,
    /// 差额人选: the candidates of every post are known.
    Shortlisted,
    /// 测评计票: the ballots of the evaluation are counted (of this batch, or all).
    Evaluated,
    /// 有替补: somebody failed the evaluation.
    Substituted,
    /// 有替补人选: somebody takes the place of one who failed or gave up.
    Replaced,
    /// 票决结果: the party committee's ballots are counted.
    Voted,
    /// 拟聘任人选: somebody was elected.
    Nominated,
    /// 公示结果: the result of the publication is entered for everybody elected.
    Published,
    /// 有试用期: the plan sets a trial.
    Trial,
}

impl Stage {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::Posts,
        Self::Applicants,
        Self::Reviewed,
        Self::Qualified,
        Self::Cancelled,
        Self::Tickets,
        Self::Written,
        Self::Judged,
        Self::Examined,
        Self::Shortlisted,
        Self::Evaluated,
        Self::Substituted,
        Self::Replaced,
        Self::Voted,
        Self::Nominated,
        Self::Published,
        Self::Trial,
    ];

    /// The word in a template's 说明.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Posts => "岗位",
            Self::Applicants => "报名",
            Self::Reviewed => "审查完成",
            Self::Qualified => "有合格人员",
            Self::Cancelled => "有取消的岗位",
            Self::Tickets => "准考证号",
            Self::Written => "笔试成绩",
            Self::Judged => "面试打分",
            Self::Examined => "综合成绩",
            Self::Shortlisted => "差额人选",
            Self::Evaluated => "测评计票",
            Self::Substituted => "有替补",
            Self::Replaced => "有替补人选",
            Self::Voted => "票决结果",
            Self::Nominated => "拟聘任人选",
            Self::Published => "公示结果",
            Self::Trial => "有试用期",
        }
    }

    /// Whether what waits for it names or ranks the people of a post, which cannot be done while it is not known who they all are.
    /// What comes later rests on the candidates, who are not known then, either.
    fn rests_on_people(self) -> bool {
        matches!(
            self,
            Self::Reviewed
                | Self::Qualified
                | Self::Tickets
                | Self::Written
                | Self::Judged
                | Self::Examined
                | Self::Shortlisted
        )
    }

    /// Whether what waits for it prints 职数, of which none can be read where something else stands; what comes later waits for the
    /// candidates, who rest on it.
    fn prints_seats(self) -> bool {
        matches!(self, Self::Applicants | Self::Reviewed | Self::Qualified | Self::Cancelled | Self::Examined)
    }

    /// What is still waited for, for one subject; `None`: nothing. What is about one post, or somebody of one post, waits for that post;
    /// what is about the round waits for all of them.
    pub(super) fn missing(self, round: &Round, decisions: &Decisions, subject: &Subject) -> Option<String> {
        if self.rests_on_people()
            && let Some(unplaced) = own(&decisions.unplaced, subject).flatten().next()
        {
            return Some(unplaced.clone());
        }
        if self.prints_seats()
            && let Some(unread) = own(&round.posts, subject).find_map(|post| post.unread("职数"))
        {
            return Some(unread);
        }
        let say = |missing: bool, what: &str| missing.then(|| what.to_owned());
        let concerns = |person: PersonId| match subject.post {
            Some(post) => decisions.post(person) == Some(post),
            None => true,
        };
        let standings = || decisions.examination.iter().filter(|found| concerns(found.person));
        let waits = |standing: Standing| standings().any(|found| found.standing == standing);
        match self {
            Self::Posts => say(round.posts.is_empty(), "等“岗位”表"),
            Self::Applicants => say(!round.people().any(concerns), "等“报名”表"),
            Self::Reviewed => {
                let mut open = decisions.eligibility.iter().filter(|found| concerns(found.person));
                Self::Applicants
                    .missing(round, decisions, subject)
                    .or_else(|| say(open.any(|found| decisions.awaits_review(found)), "资格审查还有待核的人员"))
            }
            Self::Qualified => Self::Reviewed.missing(round, decisions, subject).or_else(|| {
                let mut own = decisions.eligibility.iter().filter(|found| concerns(found.person));
                let held = |person| decisions.post(person).is_some_and(|post| !decisions.is_cancelled(post));
                let any = own.any(|found| found.verdict == Verdict::Eligible && held(found.person));
                let all = !round.posts.is_empty() && decisions.cancelled.iter().all(Option::is_some);
                say(!any, if all { "岗位全部取消" } else { "没有资格审查合格的人员" })
            }),
            // The notice also says which posts are left to apply for: it waits until that is known of all.
            Self::Cancelled => {
                if let Some(open) = decisions.undecided.iter().flatten().next() {
                    return Some(open.clone());
                }
                let mut posts = round.post_ids().filter(|post| subject.post.is_none_or(|own| own == *post));
                say(!posts.any(|post| decisions.is_cancelled(post)), "没有取消的岗位")
            }
            Self::Tickets => {
                let numbered = standings()
                    .filter(|found| found.standing != Standing::NotAdmitted)
                    .filter_map(|found| round.applicant(found.person))
                    .any(|applicant| !applicant.marks.ticket.is_empty());
                // An interview alone can do without numbers.
                let asked = round.plan.holds("笔试");
                say(
                    !numbered,
                    if asked {
                        "等“成绩”表的准考证号"
                    } else {
                        "本轮没有笔试，没有编准考证号，不做"
                    },
                )
            }
            Self::Written => {
                let admitted = standings().any(|found| found.standing != Standing::NotAdmitted);
                say(!admitted || waits(Standing::WaitingForWritten), "等“成绩”表的笔试成绩")
            }
            Self::Judged => {
                let mut judged =
                    standings().filter_map(|found| round.applicant(found.person)?.marks.judged.as_ref()).peekable();
                say(judged.peek().is_none(), "等“面试打分”表")
                    .or_else(|| say(judged.any(|own| own.unsound), "“面试打分”表有错，改正后再做"))
            }
            Self::Examined => {
                if waits(Standing::WaitingForPlan) {
                    return examination_unread(&round.plan);
                }
                if waits(Standing::WaitingForWithdrawal) {
                    return Some("有人的退出步骤看不懂，改正后再定".to_owned());
                }
                if waits(Standing::WaitingForWeights) {
                    return Some(WEIGHTS_OPEN.to_owned());
                }
                let open = waits(Standing::WaitingForWritten) || waits(Standing::WaitingForInterview);
                say(open || !waits(Standing::Ranked), "等笔试和面试成绩")
            }
            Self::Shortlisted => {
                if let Some(stopped) = own(&decisions.shortlists, subject).find_map(|list| list.stopped.clone()) {
                    return Some(stopped);
                }
                if let Some(unread) = examination_unread(&round.plan).or_else(|| Rule::Shortlist.unread(&round.plan)) {
                    return Some(unread);
                }
                if waits(Standing::WaitingForWeights) {
                    return Some(WEIGHTS_OPEN.to_owned());
                }
                let posts = || open_posts(round, decisions, subject);
                let complete = posts().all(|post| decisions.shortlists.get(post.0).is_some_and(|list| list.complete));
                let any =
                    posts().any(|post| decisions.shortlists.get(post.0).is_some_and(|list| !list.people.is_empty()));
                say(!complete || !any, "等考试成绩，确定考察对象")
            }
            // A round without 民主测评 or 票决 does not wait for its ballots: what came before, or the 任用 sheet, decides.
            Self::Evaluated if !round.plan.holds("民主测评") => {
                Self::Shortlisted.missing(round, decisions, subject)
            }
            Self::Voted if !round.plan.holds("票决") => {
                if let Some(stopped) = own(&decisions.votes, subject).find_map(|vote| vote.stopped.clone()) {
                    return Some(stopped);
                }
                say(own(&decisions.votes, subject).all(|vote| vote.winners.is_empty()), "等“任用”表的人选")
            }
            // What lists every post waits for every post: a ballot that is printed too early is waste paper.
            Self::Evaluated if subject.person.is_none() && subject.batch.is_none() => {
                let stopped = || own(&decisions.evaluations.posts, subject).find_map(|post| post.stopped.clone());
                Self::Shortlisted.missing(round, decisions, subject).or_else(stopped).or_else(|| {
                    let posts = open_posts(round, decisions, subject);
                    let mut open =
                        posts.filter(|post| decisions.evaluations.posts.get(post.0).is_none_or(|own| !own.complete));
                    say(open.next().is_some(), "等“民主测评”表的票数")
                })
            }
            Self::Evaluated => {
                let of_subject = |batch: u32| subject.batch.is_none_or(|own| own == batch);
                let mut ballots = own(&decisions.evaluations.posts, subject)
                    .flat_map(|post| &post.ballots)
                    .filter(|ballot| of_subject(ballot.batch))
                    .peekable();
                let none = ballots.peek().is_none();
                say(none || ballots.any(|ballot| ballot.outcome == Outcome::Waiting), "等“民主测评”表的票数")
            }
            Self::Substituted => {
                let evaluations = &decisions.evaluations;
                let happened = match subject.batch {
                    Some(batch) => evaluations.steps_of(batch).next().is_some(),
                    None => own(&evaluations.posts, subject).any(|post| !post.steps.is_empty()),
                };
                settled_in(decisions, subject, subject.batch).or_else(|| say(!happened, "没有需要替补的人选"))
            }
            Self::Replaced => {
                let evaluations = &decisions.evaluations;
                let nobody = match subject.batch {
                    Some(batch) => evaluations.substitutes(batch).is_empty(),
                    None => open_posts(round, decisions, subject).all(|post| decisions.substitutes(post).is_empty()),
                };
                let before = subject.batch.map(|batch| batch.saturating_sub(1).max(1));
                settled_in(decisions, subject, before).or_else(|| say(nobody, "没有替补的考察对象"))
            }
            Self::Voted => {
                if let Some(stopped) = own(&decisions.votes, subject).find_map(|vote| vote.stopped.clone()) {
                    return Some(stopped);
                }
                say(!own(&decisions.votes, subject).any(|vote| vote.held), "等“票决”表的票数")
            }
            Self::Nominated => Self::Voted.missing(round, decisions, subject).or_else(|| {
                let nobody = own(&decisions.votes, subject).all(|vote| vote.winners.is_empty());
                nobody.then(|| format!("没有人得票{}", compared(round.plan.share("票决通过比例"), true)))
            }),
            Self::Published => Self::Nominated.missing(round, decisions, subject).or_else(|| {
                let winners = own(&decisions.votes, subject).flat_map(|vote| &vote.winners);
                let gone = |person: PersonId| {
                    decisions.placements.get(&person).is_some_and(|own| own.publication == Some(Publication::Withdrawn))
                };
                let known = |own: Option<Publication>| own.is_some_and(|own| own != Publication::Unread);
                let told = |person: PersonId| {
                    round.appointments.iter().any(|found| found.person == person && known(found.publication))
                };
                let open: Vec<PersonId> =
                    winners.map(|winner| winner.person).filter(|person| !told(*person) && !gone(*person)).collect();
                (!open.is_empty())
                    .then(|| unpublished(round, &open).unwrap_or_else(|| "等“任用”表的公示结果".to_owned()))
            }),
            Self::Trial => (round.plan.months("试用期年数") == 0)
                .then(|| format!("本轮不设试用期（{}）", round.plan.origin("试用期年数"))),
        }
    }
}

/// What is written in 任用 of people without a result of the publication, and cannot be read.
fn unpublished(round: &Round, people: &[PersonId]) -> Option<String> {
    let unread = |own: &&Appointment| people.contains(&own.person) && own.publication == Some(Publication::Unread);
    let of: Vec<PersonId> = round.appointments.iter().filter(unread).map(|own| own.person).collect();
    if !of.is_empty() {
        return Some(format!("{}的公示结果填了，没有看懂，改正后再做", PeopleOrder::of(round).some_names(&of)));
    }
    let row = round.unread_appointments.iter().find(|own| own.person.is_none_or(|person| people.contains(&person)))?;
    Some(format!("{}的姓名或者岗位看不懂，改正后再做", row.at))
}

/// The posts that a document of the whole round says nothing of, because they have not come as far as what it waits for: meetings may
/// decide on them one after another.
pub(crate) fn behind(stage: Option<Stage>, round: &Round, decisions: &Decisions) -> Vec<PostId> {
    if !matches!(stage, Some(Stage::Voted | Stage::Nominated | Stage::Published)) {
        return Vec::new();
    }
    let settled = |post: PostId| {
        let nobody =
            decisions.evaluations.posts.get(post.0).is_some_and(|own| own.complete && own.candidates.is_empty());
        nobody || decisions.votes.get(post.0).is_some_and(|vote| vote.held || !vote.winners.is_empty())
    };
    round.post_ids().filter(|post| !decisions.is_cancelled(*post) && !settled(*post)).collect()
}

/// Why it is not known yet who takes the places of those who left in a batch: a paper of the batch names those of all posts, and must
/// not change once it has been given out.
fn settled_in(decisions: &Decisions, subject: &Subject, batch: Option<u32>) -> Option<String> {
    let last = |post: &&PostEvaluation| {
        let last = post.ballots.iter().map(|ballot| ballot.batch).max();
        batch.is_none_or(|batch| last == Some(batch))
    };
    let posts = || own(&decisions.evaluations.posts, subject);
    let stopped = posts().filter(last).find_map(|post| post.stopped.clone());
    let mut of_batch =
        posts().flat_map(|post| &post.ballots).filter(|ballot| batch.is_some_and(|batch| ballot.batch == batch));
    let open = of_batch.any(|ballot| ballot.outcome == Outcome::Waiting);
    stopped.or_else(|| open.then(|| "等“民主测评”表的票数".to_owned()))
}

/// Of what there is for each post: all, or that of the subject's own post. An error in another post's figures holds back nobody else.
fn own<'a, T>(by_post: &'a [T], subject: &Subject) -> impl Iterator<Item = &'a T> {
    let post = subject.post;
    let is_own = move |(index, _): &(usize, &'a T)| post.is_none_or(|own| own.0 == *index);
    by_post.iter().enumerate().filter(is_own).map(|(_, found)| found)
}

/// The posts that are not cancelled: all, or the subject's own.
fn open_posts<'a>(
    round: &'a Round,
    decisions: &'a Decisions,
    subject: &'a Subject,
) -> impl Iterator<Item = PostId> + 'a {
    round
        .post_ids()
        .filter(|post| subject.post.is_none_or(|own| own == *post))
        .filter(|post| !decisions.is_cancelled(*post))
}
