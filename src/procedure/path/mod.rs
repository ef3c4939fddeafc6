//! Each person's way through the round, from application to outcome: what happened at each step, and the one state it ends in, with
//! the reason and the rule that decided.

mod placed;
mod walk;

use std::collections::BTreeMap;

use super::{Ballot, Decisions};
use crate::round::{Absence, PersonId, PostId, Round};
use walk::Walk;

/// Whether a person is still in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// 出局.
    Out,
    /// Something is still to come.
    Open,
    /// 任用.
    In,
}

/// Where a person's way has led. In the order of the round: who is further on comes later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// 逾期未受理.
    Late,
    /// 待选定岗位: two posts applied for, or none.
    Unsettled,
    /// 岗位取消.
    PostCancelled,
    /// 资格不符合.
    Ineligible,
    /// 本人放弃.
    Withdrawn,
    /// 资格待核, where nothing else can be done meanwhile.
    ReviewPending,
    /// 等待笔试成绩.
    AwaitingWritten,
    /// 笔试缺考, 笔试放弃.
    AbsentWritten(Absence),
    /// 笔试不合格.
    FailedWritten,
    /// 未进入面试.
    NotInvited,
    /// 等待面试成绩.
    AwaitingInterview,
    /// 面试缺考, 面试放弃.
    AbsentInterview(Absence),
    /// 面试不合格.
    FailedInterview,
    /// 综合成绩不合格.
    FailedTotal,
    /// 等待确定差额人选: marks of others are missing, or a tie.
    AwaitingShortlist,
    /// 未入围.
    NotShortlisted,
    /// 候补: may still take a place.
    Reserve,
    /// 等待民主测评.
    AwaitingEvaluation,
    /// 测评未通过.
    EvaluationFailed,
    /// 等待票决.
    AwaitingVote,
    /// 等待确定人选, in a round without 票决.
    AwaitingChoice,
    /// 票决未通过.
    NotElected,
    /// 未确定为人选, in a round without 票决.
    NotChosen,
    /// 拟聘任.
    Elected,
    /// 公示有异议，不予任用.
    ObjectionUpheld,
    /// 任用，试用期中.
    OnTrial,
    /// 试用期考核不合格，职务自然免除.
    TrialFailed,
    /// 正式聘任.
    Appointed,
}

impl State {
    /// The words people read.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Late => "逾期未受理",
            Self::Unsettled => "待定岗位",
            Self::PostCancelled => "岗位取消",
            Self::Ineligible => "资格不符合",
            Self::Withdrawn => "本人放弃",
            Self::ReviewPending => "资格待核",
            Self::AwaitingWritten => "等待笔试成绩",
            Self::AbsentWritten(Absence::Missed) => "笔试缺考",
            Self::AbsentWritten(Absence::Renounced) => "笔试放弃",
            Self::FailedWritten => "笔试不合格",
            Self::NotInvited => "未进入面试",
            Self::AwaitingInterview => "等待面试成绩",
            Self::AbsentInterview(Absence::Missed) => "面试缺考",
            Self::AbsentInterview(Absence::Renounced) => "面试放弃",
            Self::FailedInterview => "面试不合格",
            Self::FailedTotal => "综合成绩不合格",
            Self::AwaitingShortlist => "等待确定差额人选",
            Self::NotShortlisted => "未入围",
            Self::Reserve => "候补",
            Self::AwaitingEvaluation => "等待民主测评",
            Self::EvaluationFailed => "测评未通过",
            Self::AwaitingVote => "等待票决",
            Self::AwaitingChoice => "等待确定人选",
            Self::NotElected => "票决未通过",
            Self::NotChosen => "未确定为人选",
            Self::Elected => "拟聘任",
            Self::ObjectionUpheld => "公示有异议，不予任用",
            Self::OnTrial => "任用（试用期）",
            Self::TrialFailed => "试用期考核不合格",
            Self::Appointed => "正式聘任",
        }
    }

    /// Whether the person is in, out, or neither yet.
    pub fn side(self) -> Side {
        match self {
            Self::Late
            | Self::Ineligible
            | Self::Withdrawn
            | Self::AbsentWritten(_)
            | Self::FailedWritten
            | Self::NotInvited
            | Self::AbsentInterview(_)
            | Self::FailedInterview
            | Self::FailedTotal
            | Self::NotShortlisted
            | Self::EvaluationFailed
            | Self::NotElected
            | Self::NotChosen
            | Self::ObjectionUpheld
            | Self::TrialFailed => Side::Out,
            Self::PostCancelled
            | Self::Unsettled
            | Self::ReviewPending
            | Self::AwaitingWritten
            | Self::AwaitingInterview
            | Self::AwaitingShortlist
            | Self::Reserve
            | Self::AwaitingEvaluation
            | Self::AwaitingVote
            | Self::AwaitingChoice
            | Self::Elected => Side::Open,
            Self::OnTrial | Self::Appointed => Side::In,
        }
    }
}

/// Something that happened to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The step of the round, 3 to 8.
    pub step: u32,
    /// What happened, in words.
    pub text: String,
}

/// A person's way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// Who.
    pub person: PersonId,
    /// The post the person is a candidate for.
    pub post: Option<PostId>,
    /// What happened, in order.
    pub events: Vec<Event>,
    /// Where it has led.
    pub state: State,
    /// Why, in words.
    pub reason: String,
    /// The rule it rests on; empty where nothing has been decided.
    pub rule: String,
}

impl Path {
    /// Everybody's way, by person. Linear in the people of the round.
    pub fn of(round: &Round, decisions: &Decisions) -> Vec<Self> {
        let mut ballots: BTreeMap<PersonId, &Ballot> = BTreeMap::new();
        for ballot in decisions.evaluations.posts.iter().flat_map(|post| &post.ballots) {
            ballots.insert(ballot.person, ballot);
        }
        round.people().map(|person| Walk::new(round, decisions, person, &ballots).path()).collect()
    }
}
