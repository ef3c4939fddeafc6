//! Lines of a roster that are nobody's though something stands in the column of names: 本页小计 2人, 制表人 王某, 以下空白.

use super::lines::NOTES;
use super::values::{is_nothing, read_date};
use crate::language::numeral::is_figure;
use crate::problem::{Place, Problem};

/// What stands in the column of names and is nobody's.
const ASIDES: &[&str] = &[
    "续表",
    "续上表",
    "接上页",
    "接上表",
    "转下页",
    "接下页",
    "备用",
    "备用行",
    "空",
    "空白",
    "空行",
    "此行空白",
    "预留",
    "男",
    "女",
];

/// With marks in it, so many characters are a sentence and no name.
const SENTENCE: usize = 8;

/// What stands in the column of numbers before a name or a sum that is no applicant's.
const LABELS: &[&str] = &[
    "填表",
    "填报",
    "制表",
    "审核",
    "审批",
    "复核",
    "经办",
    "负责",
    "备注",
    "说明",
    "注",
    "其中",
    "小计",
    "合计",
    "总计",
    "共计",
    "统计",
    "人数",
    "意见",
    "签",
    "日期",
    "时间",
    "单位",
    "联系人",
    "盖章",
];

/// Whether a line has something of a person: figures of an identity number, a birth, a sex.
pub(super) fn is_somebody([id, birth, sex]: [String; 3]) -> bool {
    let figures = id.chars().filter(char::is_ascii_digit).count();
    let numbered = figures >= 6 && read_date(&id).is_err();
    let born = !is_nothing(&birth) && birth.chars().any(|c| c.is_ascii_digit());
    numbered || born || ["男", "女"].iter().any(|word| sex.starts_with(word))
}

/// Whether a text in the column of names is no name: a number, a date, strokes, a note, a sentence.
pub(super) fn is_no_name(text: &str) -> bool {
    let marks = |c: char| matches!(c, '-' | '—' | '–' | '－' | '/' | '／' | '\\' | '×' | '=' | '_' | '…');
    let figure = |c: char| c.is_ascii_digit() || marks(c);
    let unit = |c: char| "人名年月日第共页张个男女".contains(c) || c == '.';
    (text.chars().any(figure) && text.chars().all(|c| figure(c) || unit(c)))
        || text.starts_with(marks)
        || (text.contains(['。', '，', '；', '：', ':', '*']) && text.chars().count() >= SENTENCE)
        || (text.contains([':', '：']) && text.chars().any(|c| c.is_ascii_digit()))
        || is_bracketed(text)
        || ASIDES.contains(&text)
        || NOTES.iter().any(|word| text.starts_with(word) && word.chars().count() > 1)
}

/// A text that stands in brackets as a whole and is longer than a name, or begins as a note: （以下为某科）. Lists put the names of some
/// in brackets.
fn is_bracketed(text: &str) -> bool {
    let inside = text.strip_prefix(['(', '（']).and_then(|open| open.strip_suffix([')', '）']));
    let note = |text: &str| ["以下", "以上", "共", "附", "注", "空"].iter().any(|word| text.starts_with(word));
    inside.is_some_and(|inside| !inside.contains([')', '）']) && (inside.chars().count() > NAME || note(inside)))
}

/// Few names have more characters.
const NAME: usize = 4;

/// Whose signature is asked for, and what else is asked for beside it.
const SIGNING: &[&str] = &[
    "人", "员", "官", "签名", "签字", "签章", "盖章", "组长", "书记", "主任", "领导", "监督", "监票", "唱票", "计票",
    "统计", "核分", "计分", "记录", "复核", "审核", "核对", "校对", "汇总", "登记", "录入", "制表", "填表", "经办",
    "考官", "日期", "时间", "单位", "意见",
];

/// Whether the cells of a line are nothing but what stands below a table: 监票人：张三 计票人：李四, 主考官签名：, 第1页 共2页,
/// 2012年4月16日. A row with anything else in it, a figure or a word, is about somebody.
pub(super) fn is_foot(mut cells: impl Iterator<Item = String>) -> bool {
    let mut asked = false;
    cells.all(|text| {
        let own = is_signature(&text);
        asked = own && text.ends_with(':') || asked && !own && is_short_name(&text);
        own || asked || is_page(&text)
    })
}

/// Whether a text begins as a line for signatures does. A name with a colon behind it is none.
fn is_signature(text: &str) -> bool {
    let who = text.split_once(':').map(|(who, _)| who);
    who.is_some_and(|who| SIGNING.iter().any(|word| who.ends_with(word)))
}

/// Whether a text may be the name of who signs.
fn is_short_name(text: &str) -> bool {
    (2..=NAME).contains(&text.chars().count()) && text.chars().all(char::is_alphabetic)
}

/// Whether a text says which page it is, or of which day.
fn is_page(text: &str) -> bool {
    let page = text.starts_with('第') && text.contains('页');
    // 年 月 日 is filled in by hand.
    page && is_no_name(text) || text.ends_with('日') && (text == "年月日" || read_date(text).is_ok())
}

/// Whether the cells of a line are words with a count of people or a mean behind each, as below a table: 党员 4人 群众 2人, 平均年龄
/// 36.5. A day or an age behind a name is neither.
pub(super) fn is_tally<'t>(mut cells: impl Iterator<Item = &'t str>) -> bool {
    let is_number = |text: &str| text.parse::<f64>().is_ok();
    let mut any = false;
    while let Some(word) = cells.next() {
        let Some(count) = cells.next() else { return false };
        let people = count.trim_end_matches(['人', '名', '%', '％']);
        let mean = word.starts_with("平均") && is_number(count.trim_end_matches(['岁', '年']));
        let counts = people.len() < count.len() && is_number(people);
        if word.chars().any(|c| c.is_ascii_digit()) || !(mean || counts) {
            return false;
        }
        any = true;
    }
    any
}

/// Whether a text numbers a person: 3, (三), 补1, A-2, ①.
pub(super) fn is_number(text: &str) -> bool {
    text.chars().any(is_figure) || text.chars().all(|c| c.is_ascii_alphanumeric())
}

/// Whether a text in the column of numbers says what stands behind it: 制表人, 资格审查小组意见：.
pub(super) fn is_label(text: &str) -> bool {
    text.ends_with(':') || LABELS.iter().any(|word| text.contains(word)) || text.chars().all(|c| !c.is_alphabetic())
}

/// Tells of the lines that were passed over though a name may stand in them: their rows and what stands in them.
pub(super) fn passed(place: &Place, lines: &[(u32, String)]) -> Option<Problem> {
    let advice = "这几行没有身份证号、出生年月、性别和报考岗位，“序号”又不是编号；是报名人员的，请补上这些内容。";
    told(place, lines, "没有当作报名人员", advice)
}

/// Tells of the lines below the last person that are taken for notes and sums.
pub(super) fn below(place: &Place, lines: &[(u32, String)]) -> Option<Problem> {
    let advice = "这几行在名册最后，没有身份证号、出生年月和报考岗位，像是说明、统计；是报名人员的，请补上这些内容。";
    told(place, lines, "没有当作报名人员", advice)
}

/// Tells of the examples that may be somebody.
pub(super) fn examples(place: &Place, lines: &[(u32, String)]) -> Option<Problem> {
    let advice = "这几行有身份证号；是报名人员的，请把行首的“例”“示例”改成序号；真是示例的，请删去。";
    told(place, lines, "当作填写示例，没有读", advice)
}

fn told(place: &Place, lines: &[(u32, String)], what: &str, advice: &str) -> Option<Problem> {
    let (row, _) = lines.first()?;
    let shown: Vec<String> = lines.iter().take(3).map(|(row, text)| format!("第{row}行“{text}”")).collect();
    let more = if lines.len() > shown.len() { format!("等{}行", lines.len()) } else { String::new() };
    let message = format!("{what}：{}{more}", shown.join("、"));
    Some(Problem::warning("passed-rows", place.at(*row, 0), message).advice(advice))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_what_stands_in_their_place() {
        for text in [
            "2人",
            "0",
            "—",
            "——以下为补报——",
            "/",
            "2024年3月8日",
            "续表",
            "以下空白",
            "以上人员均已核对",
            "附件：1份",
            "（以下为某科）",
            "带*的为转任人员",
        ] {
            assert!(is_no_name(text), "{text}");
        }
        for text in ["张三", "欧阳修远", "年月", "阿卜杜拉·买买提", "王某", "张三1", "张三，李四"]
        {
            assert!(!is_no_name(text), "{text}");
        }
        assert!(!is_no_name("（王五）"));
        for line in ["党员|4人|群众|2人", "平均年龄|36.5", "男|6人|女|0人"] {
            assert!(is_tally(line.split('|')), "{line}");
        }
        for line in ["张三|1998.07|某局科员|2005.03", "张三|36岁", "张三|36", "张三"] {
            assert!(!is_tally(line.split('|')), "{line}");
        }
        for text in ["1", "补1", "(三)", "①", "A"] {
            assert!(is_number(text), "{text}");
        }
        for text in ["新增", "制表人", "其中:女"] {
            assert!(!is_number(text), "{text}");
        }
    }
}
