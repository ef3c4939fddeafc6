//! Who is inspected and voted on, and which share of the votes is enough.

use crate::procedure::in_words;
use crate::round::Plan;

/// How many of a post are inspected.
pub(super) fn shortlist(plan: &Plan) -> String {
    let count = plan.count("差额比例");
    // As many as are wanted: there is no 差额 among them.
    let what = if count == 1 { "考察人选" } else { "差额人选" };
    if plan.examines() {
        format!("每个职数按综合成绩由高到低取{count}名{what}")
    } else {
        format!("每个职数从资格审查合格的人员中取{count}名{what}")
    }
}

/// Which share of the votes passes the evaluation (民主测评).
pub(super) fn evaluation(plan: &Plan) -> String {
    let (base, share) = (plan.text("测评基数"), plan.share("测评通过比例"));
    let words = in_words((share.part, share.whole));
    if share.over {
        format!("胜任和基本胜任票合计超过{base}{words}的为通过")
    } else {
        format!("胜任和基本胜任票合计占{base}的{words}及以上的为通过")
    }
}

/// How many members have to be there for the vote.
pub(super) fn quorum(plan: &Plan) -> String {
    let share = plan.share("票决会议出席比例");
    let words = in_words((share.part, share.whole));
    if share.over {
        format!("到会成员超过应到会成员{words}方可票决")
    } else {
        format!("到会成员达到应到会成员的{words}方可票决")
    }
}

/// Which share of the votes elects.
pub(super) fn vote(plan: &Plan) -> String {
    let (base, share) = (plan.text("票决基数"), plan.share("票决通过比例"));
    let words = in_words((share.part, share.whole));
    let (enough, less) = if share.over { ("超过", "不过") } else { ("达到", "达不到") };
    format!("同意票{enough}{base}{words}的，确定为拟聘任人选；均{less}{words}的，该岗位空缺")
}
