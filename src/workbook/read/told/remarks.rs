//! Remarks (备注) and notes on cells (批注) that say what would change a result, where no column that is read says so.

use super::cell_notes::CellNotes;
use crate::problem::{Place, Problem};
use crate::round::{Applicant, Conclusion, Round};
use crate::workbook::header::plain;
use crate::workbook::join::People;
use crate::workbook::read::people::sanction::{FREE, IN_FORCE};
use crate::workbook::read::people::{ByRow, row_of};
use crate::workbook::table::{Row, Table};
use crate::workbook::values::clean;

/// What is written of somebody who has left.
const LEFT: [&str; 9] = ["放弃", "退出", "撤回报名", "撤销报名", "取消报名", "取消资格", "不参加", "不再参加", "弃权"];

/// What makes the contrary of it, or speaks of something else.
const NOT: [&str; 6] = ["不放弃", "未放弃", "没有放弃", "未退出", "退出现役", "如放弃"];

/// What is written of an examination that went wrong.
const EXAMINED: [&str; 13] =
    ["作弊", "违纪", "违规", "雷同", "替考", "取消", "缺考", "弃考", "迟到", "扣", "加分", "零分", "无效"];

/// What is written of a publication or an appointment that is in question.
const OBJECTED: [&str; 11] = ["举报", "反映", "异议", "信访", "投诉", "核实", "核查", "调查", "暂缓", "处分", "取消"];

/// What says that there was none of it.
const NONE: [&str; 9] = ["无", "没有", "未收到", "未接到", "未发现", "未违", "不影响", "不属实", "不扣"];

/// What is written of another post, of an application after the end, of somebody who does not qualify; and beside each what makes it
/// something else: a wish, a paper handed in later, a number that differs from another.
const REAPPLIED: [&str; 3] = ["改报", "改为报", "转报"];
const NO_REAPPLYING: [&str; 9] =
    ["不改报", "未改报", "没有改报", "如改报", "可改报", "可以改报", "同意改报", "愿意改报", "服从改报"];
const LATE: [&str; 4] = ["补报", "逾期", "迟报", "截止后"];
const NOT_LATE: [&str; 11] =
    ["未逾期", "没有逾期", "补报名时", "材料", "资料", "证", "照片", "表", "学历", "简历", "件"];
const UNFIT: [&str; 6] = ["不符合条件", "不符合报名条件", "不符合资格", "不符合要求", "条件不符", "资格不符"];
const NOT_UNFIT: [&str; 10] = ["无不符", "没有不符", "照片", "材料", "签名", "姓名", "出生", "时间", "档案", "身份证"];

/// What an opinion on a candidate says who is not to be put forward, and what is no such opinion in the same clause: votes counted,
/// something denied.
const DECLINED: [&str; 8] = ["不同意", "不具备", "不建议", "不宜", "不适合", "不适宜", "不提交", "暂缓"];
const NOT_DECLINED: [&str; 7] = ["票", "不同意见", "无", "没有", "未", "不存在", "并非"];

/// Reports remarks of people who would be counted as if nothing had been written.
pub(crate) fn report(
    applicants: Option<&Table>,
    notes: &CellNotes,
    round: &Round,
    people: &ByRow<'_>,
    problems: &mut Vec<Problem>,
) {
    for row in applicants.into_iter().flat_map(|table| &table.rows) {
        let (cell, place) = row.cell("备注");
        let remark = std::iter::once(("备注", clean(&cell.show()), place));
        for (kind, text, place) in remark.chain(noted(notes, row)) {
            if ![LEFT.as_slice(), &REAPPLIED, &LATE, &UNFIT, IN_FORCE].iter().any(|words| has(&text, words)) {
                continue;
            }
            let Some(person) = people.get(&row_of(&row.place)) else { continue };
            let ended = round.plan.date("报名截止");
            let late = person.applied.as_ref().is_some_and(|applied| ended.is_some_and(|ended| applied.value > ended));
            let problem = unsaid(kind, &text, &place, person, late);
            problems.extend(problem.map(|own| own.found(text.replace('\n', " ")).about(person.name.as_str())));
        }
    }
}

/// What a remark, or a note (`kind`), says that no column does, with what to do; `late` if the day of the application says that it came too
/// late.
fn unsaid(kind: &str, text: &str, at: &Place, person: &Applicant, late: bool) -> Option<Problem> {
    match () {
        () if is_out(person) => None,
        () if says(text, &LEFT, &NOT) => {
            let message = format!("{kind}像是说本人已经退出，程序不看{kind}，仍按没有退出计");
            let advice = "确已退出的，请在“退出步骤”列填放弃的那一步，或者在“资格审查”表的审查结论填“本人放弃”。";
            Some(Problem::warning("withdrawal", at.clone(), message).advice(advice))
        }
        () if says(text, &REAPPLIED, &NO_REAPPLYING) && person.reapplied.is_none() => {
            let message = format!("{kind}像是说改报了别的岗位，程序不看{kind}，仍按“报考岗位”计");
            let advice = "报名截止以前改的，请直接改“报考岗位”；岗位取消以后改的，请填“改报岗位”列。";
            Some(Problem::warning("unread-remark", at.clone(), message).advice(advice))
        }
        () if says(text, &UNFIT, &NOT_UNFIT) => {
            let message = format!("{kind}像是说本人不符合条件，程序不看{kind}，仍按各列审查");
            let advice = "确实不符合的，请在“资格审查”表的审查结论填“不符合”，并写审查原因。";
            Some(Problem::warning("unread-remark", at.clone(), message).advice(advice))
        }
        () if says(text, IN_FORCE, FREE) && !is_sanctioned(person) => {
            let message = format!("{kind}像是说本人受处分还在影响期，程序不看{kind}，按“是否受处分影响期”列审查");
            let advice = "确在影响期的，请在“资格审查”表的“是否受处分影响期”填“是”；已过影响期的不用管。";
            Some(Problem::warning("unread-remark", at.clone(), message).advice(advice))
        }
        () if says(text, &LATE, &NOT_LATE) && !late => {
            let message = format!("{kind}像是说本人截止以后才报名，程序不看{kind}，按“报名时间”列计");
            let advice = "请在“报名时间”列填实际报名的日期；经同意补报的不用管。";
            Some(Problem::warning("unread-remark", at.clone(), message).advice(advice))
        }
        () => None,
    }
}

/// Whether the review says already that a sanction holds.
fn is_sanctioned(person: &Applicant) -> bool {
    person.review.as_ref().and_then(|review| review.sanctioned) == Some(true)
}

/// What notes on cells say that only tell how to fill them in.
const GUIDES: &[&str] = &["填", "请", "不参加调剂", "评审"];

/// What the notes on a row's cells say of somebody, line by line: a check adds its own to a note that is there.
fn noted(notes: &CellNotes, row: &Row) -> impl Iterator<Item = (&'static str, String, Place)> {
    notes.of_row(row).into_iter().map(|(text, at)| {
        let lines: Vec<&str> = text.lines().filter(|line| !has(line, GUIDES)).collect();
        ("批注", lines.join("\n"), at)
    })
}

/// Whether a text has one of some words.
fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// Whether what is read says already that somebody has left or is not admitted.
fn is_out(person: &Applicant) -> bool {
    let concluded = person.review.as_ref().and_then(|review| review.conclusion.as_ref()).map(|given| given.value);
    person.withdrawal.is_some() || matches!(concluded, Some(Conclusion::Withdrawn | Conclusion::NotMet))
}

/// Whether a remark has one of some words, and none that turn them round.
fn says(text: &str, words: &[&str], but: &[&str]) -> bool {
    has(text, words) && !has(text, but)
}

/// Reports remarks beside marks and appointments (备注, 面试备注) that no column that is read bears out.
pub(crate) fn of_results(
    tables: &[Table],
    notes: &CellNotes,
    people: &People,
    round: &Round,
    problems: &mut Vec<Problem>,
) {
    for table in tables {
        let (words, what, still, advice): (Vec<&str>, _, _, _) = match table.schema.name {
            "成绩" | "面试打分" => (
                EXAMINED.iter().chain(&LEFT).copied().collect(),
                "像是说成绩另有处理",
                "仍按填的成绩计",
                "扣分的请改成绩；缺考的成绩写“缺考”；取消资格的，请在“资格审查”表的审查结论填“不符合”；放弃的，请填“退出步骤”。",
            ),
            "任用" => (
                OBJECTED.iter().chain(&LEFT).copied().collect(),
                "像是说任用还有问题",
                "仍按填的公示结果计",
                "请核对；确有问题的，请改“公示结果”，还没有核实的先空着。",
            ),
            _ => continue,
        };
        for row in table.rows.iter().filter(|row| !borne_out(row)) {
            answered(row, people, round, problems);
            let others = row.others.iter().filter(|(header, ..)| header.contains("备注"));
            let others = others.map(|(_, column, cell)| (cell, row.place.at(row.place.row, *column)));
            let remarks = std::iter::once(row.cell("备注")).chain(others);
            let remarks = remarks.map(|(cell, place)| ("备注", clean(&cell.show()), place));
            for (kind, text, place) in remarks.chain(noted(notes, row)) {
                let denied = text.replace("无效", "");
                if !says(&text, &words, &NOT) || NONE.iter().any(|word| denied.contains(word)) {
                    continue;
                }
                // Whoever cannot be found has been told.
                let Some(person) = people.known(row).and_then(|person| round.applicant(person)) else { continue };
                if is_out(person) {
                    continue;
                }
                problems.push(
                    Problem::warning("unread-remark", place, format!("{kind}{what}，程序不看{kind}，{still}"))
                        .found(text.replace('\n', " "))
                        .advice(advice)
                        .about(person.name.as_str()),
                );
            }
        }
    }
}

/// Reports a column of 成绩 or 面试打分 that asks whether there was something wrong (是否违纪), and says yes.
fn answered(row: &Row, people: &People, round: &Round, problems: &mut Vec<Problem>) {
    if row.schema().name == "任用" {
        return;
    }
    const WRONG: [&str; 6] = ["违纪", "违规", "作弊", "雷同", "替考", "取消"];
    for (header, column, cell) in row.others.iter().filter(|(header, ..)| has(header, &WRONG)) {
        let text = clean(&cell.show());
        if !["是", "√", "有"].contains(&text.as_str()) {
            continue;
        }
        // Whoever cannot be found has been told.
        let Some(person) = people.known(row).and_then(|person| round.applicant(person)).filter(|own| !is_out(own))
        else {
            continue;
        };
        let message = format!("“{header}”填了“{text}”，程序不看这一列，仍按填的成绩计");
        problems.push(
            Problem::warning("unread-remark", row.place.at(row.place.row, *column), message)
                .found(text)
                .advice("成绩作废的请改成绩；取消资格的，请在“资格审查”表的审查结论填“不符合”，并写审查原因。")
                .about(person.name.as_str()),
        );
    }
}

/// Columns of 考察 that say whether somebody is put forward, and what such a cell says against it.
const CONCLUSIONS: [&str; 6] = ["结论", "建议", "等次", "结果", "是否", "评价"];
const ASKED: [&str; 10] = ["建议", "同意", "推荐", "通过", "任用", "聘任", "拟任用", "拟聘任", "作为人选", "列为人选"];
const AGAINST: [&str; 11] =
    ["否", "×", "不合格", "不称职", "不胜任", "不任用", "不聘任", "不通过", "未通过", "不提拔", "差"];

/// Reports what an office says against candidates in columns of its own (考察结论, 是否建议任用), which nobody reads.
pub(crate) fn of_conclusions(table: Option<&Table>, people: &People, round: &Round, problems: &mut Vec<Problem>) {
    for row in table.into_iter().flat_map(|table| &table.rows) {
        let concluding = row.others.iter().filter(|(header, ..)| CONCLUSIONS.iter().any(|word| header.contains(word)));
        for (header, column, cell) in concluding {
            let text = clean(&cell.show());
            // 是否现任中层 asks something else.
            let asks = match header.split_once("是否") {
                Some((_, asked)) => ASKED.iter().any(|word| asked.starts_with(word)),
                None => true,
            };
            if !asks || !(AGAINST.contains(&text.as_str()) || says(&text, &DECLINED, &NOT_DECLINED)) {
                continue;
            }
            // Whoever cannot be found has been told.
            let Some(person) = people.known(row).and_then(|person| round.applicant(person)).filter(|own| !is_out(own))
            else {
                continue;
            };
            let message = format!("“{header}”像是不同意作为人选，程序不看这一列，仍按人选做票决票");
            problems.push(
                Problem::warning("unread-remark", row.place.at(row.place.row, *column), message)
                    .found(text.replace('\n', " "))
                    .advice(
                        "仍提交讨论的不用管；查明不符合条件的，请在“资格审查”表的审查结论填“不符合”，并写审查原因。",
                    )
                    .about(person.name.as_str()),
            );
        }
    }
}

/// Columns of a roster that say what came of the later steps, and what such a cell says against somebody.
const OUTCOMES: &[&str] = &[
    "审查结论",
    "审查结果",
    "审查意见",
    "审查情况",
    "资格审查",
    "资格审查结论",
    "资格审查结果",
    "资格审查意见",
    "资审结果",
    "资审结论",
    "审核结果",
    "审核结论",
    "审核意见",
    "资格审核",
    "资格审核结果",
    "处理意见",
    "处理结果",
    "是否合格",
    "是否符合",
    "是否符合条件",
    "是否符合报名条件",
    "是否符合资格",
    "是否通过",
    "是否通过资格审查",
    "是否通过审查",
    "是否聘任",
    "是否聘用",
    "是否任用",
    "是否拟聘",
    "是否拟任",
    "聘任结果",
    "任用结果",
    "票决结果",
    "面试结果",
    "笔试结果",
    "考察结论",
    "考察结果",
];
const REFUSED: [&str; 14] = [
    "否",
    "×",
    "不符合",
    "不合格",
    "不通过",
    "未通过",
    "未入围",
    "取消资格",
    "取消",
    "不聘",
    "不予聘任",
    "不任用",
    "落选",
    "淘汰",
];

/// Reports what stands in a roster against people and is not read, while the sheets of the later steps say nothing of it.
pub(crate) fn of_roster(applicants: Option<&Table>, people: &ByRow<'_>, problems: &mut Vec<Problem>) {
    for row in applicants.into_iter().flat_map(|table| &table.rows) {
        for (header, column, cell) in
            row.others.iter().filter(|(header, ..)| OUTCOMES.contains(&plain(header).as_str()))
        {
            let text = clean(&cell.show());
            let refused =
                REFUSED.contains(&text.as_str()) || ["不符合", "取消资格"].iter().any(|word| text.starts_with(word));
            if !refused {
                continue;
            }
            let Some(person) = people.get(&row_of(&row.place)).filter(|own| !is_out(own)) else { continue };
            let message = format!("“{header}”写的是“{text}”，名册里的这一列程序不看，仍按后面各表计");
            let advice = "不符合的，请在“资格审查”表的审查结论填“不符合”；退出的，请填“退出步骤”；没有入围、没有聘任的按成绩和票数算，不用填在这里。";
            problems.push(
                Problem::warning("unread-remark", row.place.at(row.place.row, *column), message)
                    .found(text)
                    .advice(advice)
                    .about(person.name.as_str()),
            );
        }
    }
}

/// Reports opinions on candidates that are against them: whether somebody is voted on is not decided by what is written there.
pub(crate) fn of_inspections(round: &Round, problems: &mut Vec<Problem>) {
    for own in &round.inspections {
        let text = own.opinion.as_str();
        let Some(person) = round.applicant(own.person).filter(|person| !is_out(person)) else { continue };
        if text.split(['，', '。', '；', ',', ';', '、', '\n']).any(|clause| says(clause, &DECLINED, &NOT_DECLINED))
        {
            let message = "考察组意见像是不同意作为人选，程序不看这一栏，仍按人选做票决票";
            problems.push(
                Problem::warning("unread-remark", own.at.clone(), message)
                    .found(text.replace('\n', " "))
                    .advice(
                        "仍提交讨论的不用管；查明不符合条件的，请在“资格审查”表的审查结论填“不符合”，并写审查原因。",
                    )
                    .about(person.name.as_str()),
            );
        }
    }
}

/// Whether what is read of a row says that not all is well: an absence, an objection.
fn borne_out(row: &Row) -> bool {
    let text = |key: &str| clean(&row.cell(key).0.show());
    match row.schema().name {
        "成绩" => ["笔试成绩", "面试成绩", "加试成绩"].iter().any(|key| text(key).contains('缺')),
        "面试打分" => false,
        _ => {
            let publication = text("公示结果");
            publication.is_empty()
                || publication.contains("有异议") && !publication.contains("没有异议")
                || publication.contains("放弃")
        }
    }
}
