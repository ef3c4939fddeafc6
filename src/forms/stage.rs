//! How far a round has come, as the documents ask for it: a list of winners is not printed while votes are missing.

use super::subjects::Subject;
use super::waiting::Waiting;
use crate::procedure::Decisions;
use crate::round::{PostId, Round};

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
    pub(super) fn rests_on_people(self) -> bool {
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
    pub(super) fn prints_seats(self) -> bool {
        matches!(self, Self::Applicants | Self::Reviewed | Self::Qualified | Self::Cancelled | Self::Examined)
    }

    /// What is still waited for, for one subject; `None`: nothing. What is about one post, or somebody of one post, waits for that post;
    /// what is about the round waits for all of them.
    pub(super) fn missing(self, round: &Round, decisions: &Decisions, subject: &Subject) -> Option<String> {
        Waiting { round, decisions, subject }.missing(self)
    }
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
