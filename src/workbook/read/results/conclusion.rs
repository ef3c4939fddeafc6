//! 审查结论 in the words people write it in: 经审核，符合竞聘条件; 学历不符; 不符合（超龄）. What says neither for sure is not understood.

use crate::round::Conclusion;
use crate::workbook::header::plain;

/// What is written for somebody who has withdrawn.
const WITHDRAWN: [&str; 4] = ["放弃", "退出", "撤回", "自愿取消"];

/// What says that somebody is not admitted, before a reason that is in no words of its own: 不符合（超龄）.
const REFUSED: [&str; 5] = ["不符合条件", "审查不合格", "不符合", "不合格", "不通过"];

/// What may stand before the word that decides and says nothing.
const BEFORE: &[&str] = &[
    "经",
    "资格",
    "审查",
    "审核",
    "初审",
    "复审",
    "资审",
    "组织",
    "研究",
    "该同志",
    "该人员",
    "该人",
    "其",
    "本人",
    "报名",
    "报考",
    "竞聘",
    "竞岗",
    "任职",
    "岗位",
    "条件",
    "结果",
    "结论",
    "意见",
    "为",
    "是",
    "予以",
    "均",
    "完全",
    "全部",
    "各项",
    "已",
    "认为",
    "认定",
];

/// What may stand behind it.
const BEHIND: &[&str] = &[
    "参加",
    "报名",
    "报考",
    "竞聘",
    "竞岗",
    "竞争上岗",
    "竞争",
    "应聘",
    "任职",
    "资格",
    "条件",
    "要求",
    "规定",
    "标准",
    "岗位",
    "职位",
    "本次",
    "此次",
    "该",
    "其",
    "的",
    "审查",
    "审核",
    "初审",
    "复审",
    "资审",
    "方案",
    "实施",
    "公告",
    "简章",
    "《",
    "》",
    "各项",
    "上述",
    "相关",
    "有关",
    "基本",
    "笔试",
    "面试",
    "考试",
    "下一环节",
    "下一步",
    "受理",
    "通过",
];

/// The words that admit, and those that refuse; longer ones first.
const ADMITS: &[&str] = &["符合", "合格", "通过", "同意", "满足", "具备", "达到", "准予", "允许"];
const REFUSES: &[&str] = &[
    "不符合",
    "不合格",
    "不通过",
    "未通过",
    "不同意",
    "不满足",
    "不具备",
    "未达到",
    "达不到",
    "不予",
    "不准",
    "不符",
    "不够",
    "不足",
    "超龄",
];

/// What makes a sentence anything but plain.
const DOUBTS: &[&str] = &[
    "不", "未", "无", "非", "否", "没", "基本", "可能", "疑", "部分", "暂", "如", "若", "或", "待", "拟", "建议", "除",
    "但", "请", "补", "核实", "材料", "资料", "信息", "证明", "手续",
];

/// Facts that are confirmed and decide nothing.
const SUBJECTS: &[&str] =
    &["情况", "材料", "信息", "资料", "档案", "填报", "填写", "所填", "报名", "提供", "内容", "本人", "均"];
const CONFIRMED: &[&str] = &["属实", "真实", "齐全", "无误", "有效", "完整"];

/// What part of a conclusion says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    Admits,
    Refuses,
    Nothing,
    Unknown,
}

/// The conclusion that a text gives, and the reason that stands in it; none where it is not plain.
pub(super) fn written(text: &str) -> Option<(Conclusion, String)> {
    let bare = plain(text);
    if WITHDRAWN.iter().any(|word| bare.contains(word)) && !bare.contains('不') && !bare.contains('未') {
        return Some((Conclusion::Withdrawn, String::new()));
    }
    let parts: Vec<(&str, Says)> =
        bare.split(is_mark).filter(|part| !part.is_empty()).map(|part| (part, says(part))).collect();
    let mut telling = parts.iter().filter(|(_, says)| *says != Says::Nothing);
    let first = telling.next();
    for word in REFUSED.into_iter().filter(|_| parts.len() > 1 || first.is_none_or(|(_, says)| *says == Says::Unknown))
    {
        if let Some(rest) = bare.strip_prefix(word)
            && !rest.is_empty()
            && !rest.contains("符合")
        {
            return Some((Conclusion::NotMet, rest.trim_matches(is_mark).to_owned()));
        }
    }
    let (first, deciding) = first?;
    match deciding {
        Says::Admits => telling.all(|(_, says)| *says == Says::Admits).then(|| (Conclusion::Met, String::new())),
        Says::Refuses => {
            let rest: Vec<&str> = telling.map(|(part, _)| *part).collect();
            let open = ["请", "待", "补", "核实"];
            let refuses = |part: &&str| {
                says(part) == Says::Refuses || !ADMITS.iter().chain(&open).any(|word| part.contains(word))
            };
            let reasons: Vec<&str> =
                std::iter::once(*first).filter(|part| has_reason(part)).chain(rest.iter().copied()).collect();
            rest.iter().all(refuses).then(|| (Conclusion::NotMet, reasons.join("，")))
        }
        Says::Nothing | Says::Unknown => None,
    }
}

/// A sign between the parts of a conclusion.
fn is_mark(c: char) -> bool {
    matches!(c, '(' | ')' | ':' | ',' | ';' | '。' | '.' | '、' | '-' | '，' | '；' | '：' | '（' | '）')
}

/// What one part says.
fn says(part: &str) -> Says {
    let own = without(part, BEFORE);
    if own.is_empty() || is_confirmed(part) {
        return Says::Nothing;
    }
    // Other words before it say of what it is: 学历不符.
    if refused(part).is_some_and(|about| !DOUBTS.iter().any(|word| about.contains(word))) {
        return Says::Refuses;
    }
    let admits = ADMITS.iter().filter_map(|word| own.strip_prefix(word));
    if admits.into_iter().any(|rest| without(rest, BEHIND).is_empty()) {
        return Says::Admits;
    }
    Says::Unknown
}

/// What stands before the word that refuses, which nothing follows that matters.
fn refused(part: &str) -> Option<&str> {
    REFUSES.iter().find_map(|word| {
        let at = part.find(word)?;
        let rest = part.get(at + word.len()..)?;
        without(rest, BEHIND).is_empty().then(|| part.get(..at))?
    })
}

/// Whether a part that refuses says why.
fn has_reason(part: &str) -> bool {
    part.ends_with("超龄") || refused(part).is_some_and(|about| !without(about, BEFORE).is_empty())
}

/// Whether a part confirms facts: 情况属实, 材料齐全有效.
fn is_confirmed(part: &str) -> bool {
    let rest = without(part, SUBJECTS);
    rest.len() < part.len() && !rest.is_empty() && without(rest, CONFIRMED).is_empty()
}

/// A text without the words that it begins with.
fn without<'t>(text: &'t str, words: &[&str]) -> &'t str {
    let mut text = text;
    while let Some(rest) = words.iter().find_map(|word| text.strip_prefix(word)) {
        text = rest;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_plain_is_read_and_nothing_else() {
        for text in [
            "同意报名",
            "符合报名条件",
            "经审核，符合竞聘条件",
            "资格合格",
            "经资格审查合格",
            "符合报考条件，同意参加笔试",
            "情况属实，同意报名。",
            "通过资格审查",
            "符合《实施方案》规定的条件",
            "符合基本条件",
            "准予报名",
        ] {
            assert_eq!(written(text), Some((Conclusion::Met, String::new())), "{text}");
        }
        for (text, reason) in [
            ("学历不符", "学历不符"),
            ("经审核，学历不符合要求", "学历不符合要求"),
            ("不符合（超龄）", "超龄"),
            ("不同意报名", ""),
            ("资格审查未通过", ""),
            ("不符合报名条件", ""),
            ("任现职年限不够", "任现职年限不够"),
            ("超龄", "超龄"),
            ("年龄不符合，学历不符合", "年龄不符合，学历不符合"),
            ("学历不符，要求大专以上", "学历不符，要求大专以上"),
        ] {
            assert_eq!(written(text), Some((Conclusion::NotMet, reason.to_owned())), "{text}");
        }
        assert_eq!(written("本人自愿放弃"), Some((Conclusion::Withdrawn, String::new())));
        for text in [
            "情况属实",
            "符合？",
            "是否符合",
            "基本符合",
            "基本符合条件",
            "未发现不符合条件",
            "不存在不符合情形",
            "拟同意",
            "建议通过",
            "暂不同意",
            "学历不符合但其他符合",
            "学历不符，经研究同意报名",
            "符合，学历待核",
            "符合条件（学历待认定）",
            "符合年龄条件",
            "不符合的未发现，符合条件",
            "专业待定",
            "材料不足",
            "学历不符，请补充学历认证",
        ] {
            assert_eq!(written(text), None, "{text}");
        }
    }
}
