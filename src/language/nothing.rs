//! Words for: there is nothing.

/// Whether a text only says that there is nothing: a dash, a stroke, 无.
#[must_use]
pub fn is_nothing(text: &str) -> bool {
    matches!(text, "" | "无" | "/" | "\\" | "-" | "--" | "—" | "——" | "－" | "／" | "暂无" | "没有" | "不详")
}
