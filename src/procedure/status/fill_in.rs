//! What is filled in for a step: the sheets and the items of the plan that its text waits for.

use crate::round::Round;

/// Where a step is filled in, without the parts the round leaves out; empty for a step that is not filled in anywhere.
pub(super) fn place(round: &Round, step: u32) -> String {
    let plan = &round.plan;
    let sheets: Vec<&str> = match step {
        1 => return "填“方案”表的动员会时间".to_owned(),
        2 => return "填“方案”表和“岗位”表".to_owned(),
        3 => vec!["报名"],
        4 => vec!["资格审查"],
        5 if plan.holds("面试") => vec!["成绩", "面试打分"],
        5 => vec!["成绩"],
        6 => [("民主测评", "民主测评"), ("个别谈话", "谈话"), ("考察材料", "考察")]
            .into_iter()
            .filter(|(part, _)| plan.holds(part))
            .map(|(_, sheet)| sheet)
            .collect(),
        7 if plan.holds("票决") => vec!["票决"],
        7 => vec!["任用"],
        8 if plan.holds("任前公示") && plan.get("公示开始").is_none() && !is_dated(round) => {
            return "填“方案”表的公示开始和“任用”表的公示结果、任职日期".to_owned();
        }
        8 => vec!["任用"],
        9 => return "填“方案”表".to_owned(),
        _ => Vec::new(),
    };
    let named: Vec<String> = sheets.iter().map(|sheet| format!("“{sheet}”")).collect();
    if named.is_empty() { String::new() } else { format!("填{}表", named.join("、")) }
}

/// Whether everybody has been appointed already.
fn is_dated(round: &Round) -> bool {
    !round.appointments.is_empty() && round.appointments.iter().all(|own| own.date.is_some())
}
