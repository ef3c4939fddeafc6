//! Documents wait for the items of the plan that no round is without, and those that print an item while what is written for it
//! cannot be read: no default takes its place in print.
//! Documents that rest on a decision wait for the decision, which waits for the item (`procedure`).

use super::Form;
use crate::procedure::unread;
use crate::round::{Plan, Round};
use crate::workbook::plan_items::ITEMS;

/// The items that the documents of a step print: its number, and the part of the round they belong to, if not all of the step print them.
/// What one document prints besides, it says itself (说明, 印).
const PRINTED: &[(u32, Option<&str>, &[&str])] = &[
    (3, None, &["年龄计算基准日", "报名截止"]),
    (4, None, &["年龄计算基准日", "报名截止", "改报截止", "最少报名人数", "最少人数口径"]),
    (5, Some("面试"), &["面试满分", "面试去最高最低分", "去分方式", "成绩小数位"]),
    (6, Some("民主测评"), &["测评日期", "测评应到人数", "备用票比例", "测评通过比例", "测评基数"]),
    (7, None, &["票决日期", "票决应到人数", "备用票比例", "票决会议出席比例", "票决通过比例", "票决基数"]),
    (8, Some("任前公示"), &["公示开始", "公示天数", "公示日类型", "公示首日计入"]),
    (
        8,
        None,
        &[
            "聘期年数",
            "试用期年数",
            "聘期起算",
            "试用期起算",
            "期满日",
            "聘书发给",
            "聘书套打",
            "套打横向偏移",
            "套打纵向偏移",
        ],
    ),
];

/// Items that every document rests on.
const EVERYWHERE: &[&str] = &["单位名称", "年份", "单位类型", "党组织类型", "省去的步骤", "姓名排序"];

/// Items that every document rests on that is published.
const PUBLISHED: &[&str] = &["区纪检监察部门监督电话", "区组织人社部门监督电话", "本单位监督电话", "联系电话"];

/// Why a document waits: the first item it prints that cannot be read. The plan and what announces it print them all.
pub(super) fn waits(form: &Form, round: &Round) -> Option<String> {
    let plan = &round.plan;
    // Of a roster alone the forms are printed all the same: it has no plan.
    if !round.is_roster()
        && let Some(item) = ITEMS.iter().find(|item| item.required && plan.get(item.key).is_none())
    {
        return Some(format!("方案没有填“{}”，补上后再做", item.key));
    }
    let first = |items: &[&str]| items.iter().find_map(|item| unread(plan, item));
    if form.number == 2 {
        let post = round.posts.iter().find_map(|post| post.unread.first().and_then(|column| post.unread(column)));
        return first_of_all(plan).or(post);
    }
    let own =
        PRINTED.iter().filter(|(number, part, _)| *number == form.number && (part.is_none() || *part == form.belongs));
    let published = || if form.public { first(PUBLISHED) } else { None };
    first(EVERYWHERE)
        .or_else(published)
        .or_else(|| first(&form.prints))
        .or_else(|| own.into_iter().find_map(|(.., items)| first(items)))
}

/// Items that are a matter of how many sheets are printed, and where on them: the plan says nothing of it.
const OF_SHEETS: &[&str] =
    &["测评应到人数", "备用票比例", "审批表计算年龄时间", "聘书套打", "套打横向偏移", "套打纵向偏移"];

fn first_of_all(plan: &Plan) -> Option<String> {
    ITEMS.iter().filter(|item| !OF_SHEETS.contains(&item.key)).find_map(|item| unread(plan, item.key))
}
