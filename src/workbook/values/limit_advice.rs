//! What to do about a limit that is no number: offices write conditions (男45女40, 1979年3月8日以后出生) where the program wants years.

use super::no_whole_number;

/// What to do, by what the item or column is about and what stands there.
pub(in crate::workbook) fn no_limit(key: &str, text: &str) -> &'static str {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if key.contains("年龄") {
        return match () {
            () if text.contains("不限") => "不限的，在“岗位”表里只写“不限”，按方案的“年龄最高上限”审查。",
            () if has(&["出生", "年月", "月", "日"]) => {
                "这里只填周岁，如 45；按出生日期定的，请填算到“年龄计算基准日”的周岁数，日期不同的改“年龄计算基准日”。"
            }
            () if has(&["男", "女"]) => {
                "男女不同的，这里填最宽的一个，如 45；另一个写在岗位的“其他条件”里，由审查人判断。"
            }
            () if has(&["放宽", "优秀", "特殊"]) => {
                "可以放宽的，这里填放宽以后的数，如 48；什么人可以放宽写在岗位的“其他条件”里，由审查人判断。"
            }
            () if has(&["以上", "—", "-", "至", "~", "～"]) => {
                "这里只填最高的周岁，如 45；最低的年龄写在岗位的“其他条件”里，由审查人判断。"
            }
            () if has(&["未满", "不满", "小于", "低于"]) => {
                "未满、不满的，请填小一岁的数：未满45周岁填 44（44周岁以下，含44周岁）。"
            }
            () => "请只填周岁的整数，如 45；别的条件写在岗位的“其他条件”里。",
        };
    }
    if key.contains("年限") {
        return match () {
            () if text.contains('月') => "请填年数，如 2（24个月填 2）；不满整年的写在“其他条件”里，由审查人判断。",
            () => "这里只填任现职务须满的年数，如 2；职务不同、年数不同的写在“其他条件”里，由审查人判断。",
        };
    }
    if key == "聘期年数" && (text.contains('月') || text.contains('半')) {
        return "聘期按整年算，请填年数，如 3（36个月填 3）；不是整年的，程序算不出期满的日子。";
    }
    if key == "差额比例" && text.contains("等额") {
        return "等额的填 1；差额的填每个职数几名人选，如 2（1:2）。";
    }
    if key == "最少报名人数" {
        return "请只填人数，如 3；按职数的几倍定的，填比例，如 3:1。";
    }
    no_whole_number(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_have_their_own_advice() {
        for (key, text, word) in [
            ("年龄上限", "不限，年轻的优先", "只写“不限”"),
            ("年龄上限", "1979年3月8日以后出生", "年龄计算基准日"),
            ("年龄上限", "男45周岁以下，女40周岁以下", "男女不同"),
            ("年龄上限", "45周岁以下，特别优秀的可放宽到48周岁", "放宽以后"),
            ("年龄上限", "35—45周岁", "最低的年龄"),
            ("年龄上限", "30周岁以上", "最低的年龄"),
            ("年龄上限", "未满45周岁", "44"),
            ("任现职年限", "24个月", "年数"),
            ("任现职年限", "任科员满3年", "其他条件"),
            ("公示天数", "几天", "整数"),
            ("聘期年数", "30个月", "36个月填 3"),
            ("最少报名人数", "三人左右", "3:1"),
            ("聘期年数", "两年半", "36个月填 3"),
        ] {
            let advice = no_limit(key, text);
            assert!(advice.contains(word), "{key} {text}: {advice}");
        }
    }
}
