//! Words for: there is nothing; nothing is asked for.

/// Whether a text only says that there is nothing: a dash, a stroke, 无.
#[must_use]
pub fn is_nothing(text: &str) -> bool {
    is_strokes(text) || matches!(text, "" | "无" | "暂无" | "没有" | "不详")
}

/// Whether a text consists of strokes, as they are put where there is nothing to be said: —, ／, ──.
#[must_use]
pub fn is_strokes(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| "/／\\＼-－–—―‐─━_＿".contains(c))
}

/// What a text that asks for nothing may name.
const NAMED: &[&str] = &[
    "政治面貌",
    "工作经历",
    "年龄",
    "专业",
    "学历",
    "性别",
    "职称",
    "经历",
    "其他",
    "其它",
    "特殊",
    "特别",
    "具体",
    "条件",
    "要求",
    "限制",
    "作",
    "设",
    "置",
];

/// Whether a text says that nothing is asked for: 不限, 专业不限, 无特殊要求, a dash. With anything else beside it it does not.
#[must_use]
pub fn asks_nothing(text: &str) -> bool {
    let mut bare: String =
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '。' | '；' | ';' | '，')).collect();
    if is_nothing(&bare) {
        return true;
    }
    for word in NAMED {
        bare = bare.replace(word, "");
    }
    matches!(bare.as_str(), "无" | "不" | "不限" | "没有" | "均不限" | "暂无")
}

/// Whether a text says that there is no limit: 不限, 年龄不限, 不设. A mere 无 may also mean that nothing else than the rule holds.
#[must_use]
pub fn sets_no_limit(text: &str) -> bool {
    // 不 alone is a word begun.
    !is_nothing(text) && text != "不" && asks_nothing(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strokes_of_every_kind_say_nothing() {
        for text in ["/", "／", "—", "——", "--", "－", "─", "\\", "___"] {
            assert!(is_strokes(text) && is_nothing(text), "{text}");
        }
        assert!(!is_strokes("") && !is_strokes("-1") && !is_strokes("无") && is_nothing("") && is_nothing("无"));
    }

    #[test]
    fn what_asks_for_nothing_is_told_from_what_does() {
        for text in [
            "",
            "无",
            "—",
            "/",
            "不限",
            "不限专业",
            "专业不限",
            "无要求",
            "无特殊要求",
            "无其他条件。",
            "不作要求",
            "没有专业要求",
            "无限制",
            "不限制",
            "性别不限",
            "其他无",
            "无特殊专业要求",
        ] {
            assert!(asks_nothing(text), "{text}");
        }
        for text in ["不限，会计优先", "专业", "要求", "无处分", "会计学", "无不良记录", "不限制报考", "文学、不限"]
        {
            assert!(!asks_nothing(text), "{text}");
        }
    }
}
