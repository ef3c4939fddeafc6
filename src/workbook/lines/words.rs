//! Words by which lines that are no data are known.

/// How a note below a table begins.
pub(in crate::workbook) const NOTES: &[&str] = &[
    "注:",
    "注：",
    "说明:",
    "备注:",
    "填表说明",
    "填报说明",
    "附:",
    "附注",
    "(此表",
    "此表",
    "本表",
    "以上",
    "以下空白",
    "要求:",
    "1.",
    "1、",
    "(一)",
    "一、",
];

/// How a line for signatures begins.
pub(super) const SIGNATURES: &[&str] = &[
    "填表人",
    "填报人",
    "制表人",
    "制表:",
    "制表单位",
    "审核人",
    "审核:",
    "复核人",
    "经办人",
    "负责人",
    "单位负责人",
    "主要领导",
    "填报单位",
    "填表单位",
    "填报日期",
    "填表日期",
    "填报时间",
    "填表时间",
    "联系人:",
    "联系电话:",
    "(盖章)",
    "(公章)",
    "单位(盖章)",
    "单位盖章",
    "领导签字",
    "报送单位",
];

/// How a line of sums begins.
pub(super) const SUMS: &[&str] = &["合计", "总计", "小计", "共计"];

/// Whether a text is but the word for a sum.
pub(in crate::workbook) fn is_sum(text: &str) -> bool {
    SUMS.contains(&text.trim_end_matches([':', '人']))
}

/// An example that was not taken out.
pub(super) const EXAMPLES: &[&str] = &["例", "例:", "示例", "样例", "范例", "填写示例", "例如"];

/// Words of a line that says how to fill in the table.
pub(super) const HINTS: &[&str] = &[
    "请填",
    "填写",
    "填全称",
    "填真实",
    "格式",
    "如:",
    "例如",
    "男/女",
    "必填",
    "选填",
    "下拉",
    "不填",
    "文本",
    "YYYY",
    "yyyy",
    "18位",
];
