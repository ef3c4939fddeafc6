//! Remarks beside the posts (备注, 说明, 附注) that read like a condition: they are neither printed in the list of posts nor asked in the review,
//! so that everybody would meet what only stands there.

use crate::problem::Problem;
use crate::workbook::table::Table;
use crate::workbook::values::{clean, half_width};

/// What a condition says.
const ASKS: &[&str] = &[
    "须",
    "需",
    "仅限",
    "只限",
    "限女",
    "限男",
    "限于",
    "限本",
    "限中共",
    "限具",
    "应为",
    "应当",
    "必须",
    "具有",
    "具备",
    "取得",
    "年龄",
    "周岁",
    "学历",
    "性别",
    "男性",
    "女性",
    "以上",
    "以下",
    "优先",
    "放宽",
    "全日制",
    "本科",
    "职称",
    "职业资格",
    "资格证",
    "党员",
    "原则上",
    "不得",
    "满1年",
    "满2年",
    "满3年",
    "满一年",
    "满两年",
    "满二年",
    "满三年",
    "经历",
    "经验",
];

/// The same words where nothing is asked.
const PLAIN: &[&str] = &[
    "不限",
    "无限制",
    "年龄计算",
    "以上岗位",
    "以上职位",
    "有限",
    "权限",
    "期限",
    "年限内",
    "需求",
    "急需",
    "须知",
    "以下简称",
    "限额",
    "无须",
    "无需",
    "限报",
    "限1人",
    "限一人",
    "限期",
    "按规定取得",
    "本科室",
    "本科所",
    "须经",
    "须报",
    "需经",
    "需轮岗",
    "需交流",
    "需回避",
    "优先安排",
    "优先保障",
    "学历岗",
    "党员活动",
    "党员之家",
    "须坐班",
    "需坐班",
    "级以上",
    "级以下",
    "兼需",
];

/// Columns of remarks, besides 备注.
const REMARKS: &[&str] = &["备注", "说明", "附注", "注", "要求", "条件"];

/// Whether a text asks something of people.
fn asks(text: &str) -> bool {
    let narrow: String = half_width(text).chars().filter(|c| !c.is_whitespace()).collect();
    let bare = PLAIN.iter().fold(narrow, |text, word| text.replace(word, ""));
    ASKS.iter().any(|word| bare.contains(word))
}

/// Reports them.
pub(crate) fn report(table: Option<&Table>, problems: &mut Vec<Problem>) {
    for row in table.map(|table| table.rows.as_slice()).unwrap_or_default() {
        let own = row.own("备注").map(|(cell, place)| ("备注", cell, place));
        let others = row.others.iter().filter(|(header, ..)| REMARKS.iter().any(|word| header.contains(word)));
        let others = others.map(|(header, column, cell)| (&**header, cell, row.place.at(row.place.row, *column)));
        for (header, cell, place) in own.into_iter().chain(others) {
            let text = clean(&cell.show());
            if asks(&text) {
                let message = format!("“{header}”里像是写了任职条件，职位一览表上不印，资格审查也不问");
                let advice = "是条件的，请写到“其他条件”列（没有的加一列），年龄、学历、任现职年限有放宽或者另定的，填在各自的列；不是的不用管。";
                problems
                    .push(Problem::warning("conditions", place, message).found(text.replace('\n', " ")).advice(advice));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_asks_something_is_told_from_what_does_not() {
        for text in [
            "年龄可放宽至38周岁",
            "需有2年信贷工作经历",
            "原则上男性",
            "须具有会计师职称",
            "限女性",
            "任副职满2年",
            "须全日制本科",
            "中共党员优先",
        ] {
            assert!(asks(text), "{text}");
        }
        for text in [
            "",
            "不限",
            "空缺岗位",
            "新设",
            "原负责人退休",
            "性质：管理岗",
            "编制已核定",
            "急需",
            "任现职年限计算到年龄计算基准日",
            "以上岗位均为管理岗",
        ] {
            assert!(!asks(text), "{text}");
        }
    }
}
