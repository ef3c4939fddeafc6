//! The words for sanctions (处分) of the Party and of the service: that there was one, that there was none, that one still holds.

use crate::workbook::values::is_nothing;

/// Sanctions by their names.
const NAMES: &[&str] = &["处分", "警告", "记过", "降级", "撤职", "察看"];

/// What says that there was none, or no reward either.
const NONE: &[&str] = &["未受", "没有受", "未曾受", "无处分", "无任何处分", "没有处分", "无奖励", "没有奖励"];

/// What a remark says of a sanction that may still hold, and what says that none does.
pub(crate) const IN_FORCE: &[&str] = &["处分期", "处分影响期", "影响期内", "受处分", "受到处分", "立案", "审查调查"];
pub(crate) const FREE: &[&str] = &["无处分", "未受", "没有受", "未受到", "没有受到", "已过", "已满", "期满", "解除"];

/// Whether a text names a sanction of the Party or of the service.
pub(crate) fn names_one(text: &str) -> bool {
    NAMES.iter().any(|word| text.contains(word))
}

/// Whether a text says that there was none.
pub(crate) fn is_none(text: &str) -> bool {
    is_nothing(text)
        || matches!(text, "否" | "没有" | "×" | "N" | "无。")
        || NONE.iter().any(|none| text.contains(none))
}
