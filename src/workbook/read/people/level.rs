//! What the cell of a level of schooling (学历) says: a level that cannot be told, and what stands beside one.

use super::schooling::is_academic;
use crate::problem::{Place, Problem};
use crate::round::{COURSES, Degree, EQUAL, UNFINISHED, form_word, names_level};
use crate::workbook::values::{Reader, is_nothing};

/// What may stand in the cell of a level beside it, and says how it was got.
const WAYS: &[&str] = &[
    "全日制",
    "在职",
    "函授",
    "自考",
    "自学",
    "成人",
    "成教",
    "业余",
    "网络",
    "远程",
    "脱产",
    "夜大",
    "电大",
    "党校",
    "普通",
    "统招",
    "起点",
    "毕业",
    "国民教育",
    "学历",
    "学位",
    "第一",
    "最高",
    "中央",
    "省委",
    "市委",
    "教育",
    "军校",
    "双",
    "肄业",
    "结业",
    "在读",
    "在学",
    "未",
    "课程",
    "进修",
    "同等学力",
    "同等学历",
    "单证",
    "年",
];

/// What else stands in the cell of a level, in a part of its own, and was not taken out of it: 苏州职大会计 below 大专. Only a school's
/// name is known for one by its ending.
fn beside_level(level: &str) -> Option<&str> {
    let parts = || {
        let parts =
            level.split(|c: char| c.is_whitespace() || matches!(c, '、' | '，' | ',' | '；' | ';' | '/' | '／'));
        parts.filter(|part| !part.is_empty())
    };
    let odd = |part: &&str| {
        !names_level(part)
            && !is_academic(part)
            && !is_nothing(part)
            && part.chars().any(char::is_alphabetic)
            && !["无", "高中", "中专", "初中"].contains(part)
            && !WAYS.iter().any(|word| part.contains(word))
    };
    if parts().count() < 2 || !parts().any(|part| part.parse::<Degree>().is_ok()) {
        return None;
    }
    parts().find(odd)
}

/// A level that cannot be told is pointed out.
pub(crate) fn doubtful(degree: &str, at: &Place, reader: &mut Reader<'_>) {
    if is_nothing(degree) {
        return;
    }
    if let Ok(level) = degree.parse::<Degree>() {
        told_as_read(degree, level, at, reader);
        return;
    }
    let one_of = |words: &[&str]| words.iter().any(|word| degree.contains(word));
    let (message, advice) = if one_of(COURSES) || degree.contains("研究生进修") {
        ("课程班、进修班不是学历", "请填已经取得的学历；课程班可以写在备注里。")
    } else if degree.contains("研究生班") {
        (
            "看不出是哪一种研究生班：国家计划内的研究生班毕业是研究生学历，课程进修的不是",
            "是研究生学历的，请只填“研究生”；不是的请填已经取得的学历。",
        )
    } else if one_of(EQUAL) {
        ("同等学力申请、单证的硕士、博士只有学位，不是研究生学历", "请填已经取得的学历，学位写在“学位”列。")
    } else if one_of(UNFINISHED) {
        ("没有毕业，看不出已经取得哪一级学历", "请填已经取得的学历；在读、肄业、结业的可以写在备注里。")
    } else {
        ("看不出是哪一级学历", "请填研究生、大学、大专、中专或高中。")
    };
    reader.report(Problem::warning("degree", at.clone(), message).found(degree).advice(advice));
}

/// Where degrees come from that count once they are recognized, as it stands in brackets; and words for it that say it anywhere.
const COUNTRIES: &[&str] = &[
    "英国",
    "美国",
    "澳大利亚",
    "澳洲",
    "加拿大",
    "新西兰",
    "爱尔兰",
    "法国",
    "德国",
    "荷兰",
    "意大利",
    "西班牙",
    "瑞士",
    "瑞典",
    "俄罗斯",
    "白俄罗斯",
    "乌克兰",
    "日本",
    "韩国",
    "新加坡",
    "马来西亚",
    "泰国",
    "菲律宾",
    "香港",
    "澳门",
    "台湾",
];
const ABROAD: &[&str] = &["境外", "国外", "海外", "留学"];

/// What says that a level is not recognized yet.
const OPEN: &[&str] = &["未认证", "待认证", "认证中", "未经认证", "没有认证", "正在认证", "未做认证", "无认证"];

/// Whether a level was got abroad and nothing says that it is recognized.
fn is_unrecognized(text: &str) -> bool {
    let inside = || text.split(['(', '（']).skip(1).filter_map(|part| part.split([')', '）']).next());
    let country =
        |part: &str| COUNTRIES.iter().any(|word| part.trim() == *word || part.starts_with(&format!("{word}，")));
    let abroad = ABROAD.iter().any(|word| text.contains(word)) || inside().any(country);
    OPEN.iter().any(|word| text.contains(word)) || abroad && !text.contains("认证")
}

/// A level that can be told, though the cell says something else as well, or only a degree: documents print it as it stands.
fn told_as_read(text: &str, level: Degree, at: &Place, reader: &mut Reader<'_>) {
    let (message, advice) = if let Some(other) = beside_level(text) {
        let message = format!("学历里还写了“{other}”，没有分出来，文书上照印");
        (message, "请把院校、专业写在“毕业院校及专业”列，学历只写研究生、大学、大专等。")
    } else if is_academic(text) && !names_level(text) {
        let word = form_word(text);
        let printed = if word == text {
            "文书上照印".to_owned()
        } else {
            format!("登记表、审批表上印“{word}”")
        };
        let message = format!("写的是学位，没有写学历，审查按{level}算，{printed}");
        (message, "请在学历列填研究生、大学、大专等，学位写在“学位”列。")
    } else if is_unrecognized(text) {
        let message = format!("像是国（境）外的学历，看不出是否经过教育部留学服务中心认证，审查按{level}算");
        (message, "已经认证的不用管；没有认证的，请填国内的学历，或者由审查人判断，在“资格审查”表填审查结论。")
    } else {
        return;
    };
    reader.report(Problem::warning("degree", at.clone(), message).found(text.replace('\n', " ")).advice(advice));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_from_abroad_says_whether_it_is_recognized() {
        for (text, doubtful) in [
            ("硕士研究生（英国）", true),
            ("研究生（未认证）", true),
            ("研究生（未经认证）", true),
            ("研究生（英国，已认证）", false),
            ("研究生（英国，经教育部认证）", false),
            ("研究生（德国，学历认证）", false),
            ("大学（香港中文大学深圳）", false),
            ("大学（法国语言文学）", false),
            ("大学（函授）", false),
        ] {
            assert_eq!(is_unrecognized(text), doubtful, "{text}");
        }
    }
}
