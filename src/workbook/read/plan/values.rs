//! What is written for the items of a plan, in the ways offices write it: numbers, years, words, proportions.

use chrono::Datelike;
use rust_decimal::Decimal;

use crate::language::nothing::sets_no_limit;
use crate::language::period::BETWEEN;
use crate::problem::{Place, Problem};
use crate::round::Share;
use crate::workbook::cell::CellValue;
use crate::workbook::header::plain;
use crate::workbook::plan_items::{Item, ItemKind};
use crate::workbook::values::{Reader, arabic, decimal, half_width, no_limit, required_degree, whole_number};

/// A whole number, or what to do instead.
pub(crate) fn whole(key: &str, cell: &CellValue, text: &str) -> Result<u32, &'static str> {
    if let Some(count) = whole_number(key, text).or_else(|| year_in_words(key, text)) {
        return Ok(count);
    }
    let narrow = half_width(text).replace(' ', "");
    if matches!(key, "差额比例" | "面试入围比例") {
        if let Some(count) = per_seat(key, text) {
            return Ok(count);
        }
        if matches!(cell, CellValue::Number { value, .. } if value.fract() != 0.0) || narrow.contains(':') {
            return Err("每个职数取几名，请只填这个数，1:2 填 2。");
        }
    }
    if key == "公示天数" && narrow.contains("工作日") {
        return Err("这里只填天数，如 7；按工作日计算的，请在“公示日类型”填“工作日”。");
    }
    Err(no_limit(key, text))
}

/// How many there are for each of a post's 职数: 1:2 and 2:1 say the same. Excel makes a time of either, 1:02 and 2:01, which says
/// nothing else of a number of people.
pub(crate) fn per_seat(key: &str, text: &str) -> Option<u32> {
    let narrow = half_width(text).replace(' ', "").replace('∶', ":");
    let narrow = narrow.strip_suffix(":00").filter(|rest| rest.contains(':')).unwrap_or(&narrow);
    let narrow = bare_ratio(key, narrow);
    if let Some(times) = narrow.strip_suffix('倍') {
        return whole_number(key, times).filter(|count| *count > 0);
    }
    let (before, behind) = narrow.split_once([':', '比'])?;
    match (whole_number(key, before)?, whole_number(key, behind)?) {
        (1, count) | (count, 1) if count > 0 => Some(count),
        _ => None,
    }
}

/// A proportion without what is said around it: 与职数之比不低于3:1, 按1:2, 职数的2倍以上.
fn bare_ratio<'t>(key: &str, text: &'t str) -> &'t str {
    const BEFORE: &[&str] = &[
        "报名人数",
        "符合条件人数",
        "合格人数",
        "人数",
        "与",
        "选拔",
        "拟任",
        "拟聘",
        "竞聘",
        "岗位",
        "职数",
        "名额",
        "之比",
        "的比例",
        "比例",
        "的",
        "不得",
        "不低于",
        "低于",
        "不少于",
        "少于",
        "达到",
        "应",
        "须",
        "为",
        "按照",
        "按",
        "至少",
    ];
    const BEHIND: &[&str] = &["(含)", "及以上", "以上", "的比例", "比例", "确定"];
    // 不低于1:2 says of 差额比例 only how few there may be.
    if key != "最少报名人数" {
        return ["按照", "按", "为"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    }
    let mut bare = text;
    while let Some(rest) = BEFORE.iter().find_map(|word| bare.strip_prefix(word)) {
        bare = rest;
    }
    while let Some(rest) = BEHIND.iter().find_map(|word| bare.strip_suffix(word)) {
        bare = rest;
    }
    bare
}

/// 年份 in words: 二〇二四年.
fn year_in_words(key: &str, text: &str) -> Option<u32> {
    let words = text.trim().trim_end_matches("年度").trim_end_matches('年');
    let digits = arabic(words);
    digits.parse().ok().filter(|_| key == "年份" && words.chars().count() == 4 && digits.len() == 4)
}

/// 2009、2010、2011; 2009—2011 is all of them.
pub(crate) fn years(text: &str) -> Option<Vec<i32>> {
    let narrow = half_width(text);
    let mut out: Vec<i32> = Vec::new();
    let mut between = String::new();
    let mut rest = narrow.as_str();
    while let Some(c) = rest.chars().next() {
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        if length == 0 {
            between.push(c);
            rest = rest.get(c.len_utf8()..)?;
            continue;
        }
        let year: i32 = rest.get(..length)?.parse().ok().filter(|year| (1950..=2100).contains(year))?;
        let range = between.contains(BETWEEN);
        match out.last() {
            Some(&from) if range && from < year && year - from <= 50 => out.extend(from + 1..=year),
            Some(_) if range => return None,
            _ => out.push(year),
        }
        between.clear();
        rest = rest.get(length..)?;
    }
    (!out.is_empty()).then_some(out)
}

/// What is written for the words of an item.
const WORDS: &[(&str, &str, &[&str])] = &[
    ("党组织类型", "室务会", &["室务会议"]),
    ("党组织类型", "部务会", &["部务会议"]),
    ("党组织类型", "校务会", &["校务会议"]),
    ("党组织类型", "校委会", &["校委会议", "校委会会议"]),
    ("党组织类型", "校务委员会", &["校务委员会会议"]),
    ("党组织类型", "行务会", &["行务会议"]),
    ("党组织类型", "党委常委会", &["常委会", "常委会会议", "党委常委会会议", "常务委员会", "党委常务委员会"]),
    ("党组织类型", "党委", &["党委会", "党委会议", "党的委员会", "党委员会"]),
    ("党组织类型", "党组", &["党组会", "党组会议"]),
    ("党组织类型", "党工委", &["工委", "党工委会议"]),
    ("党组织类型", "党总支", &["总支", "党总支部", "总支部", "总支委员会", "总支委会", "党总支委员会"]),
    ("党组织类型", "党支部", &["支部", "支委会", "支部委员会", "党支部委员会", "党支委会"]),
    ("公示首日计入", "是", &["计入", "算", "包括"]),
    ("公示首日计入", "否", &["不计入", "不算", "不包括", "次日起算"]),
    ("公示日类型", "日历日", &["自然日", "天", "日"]),
    ("公示日类型", "工作日", &["个工作日"]),
    ("最少人数口径", "合格人数", &["资格审查合格人数", "审查合格人数"]),
    ("最少人数口径", "报名人数", &["报名", "实际报名人数"]),
    ("单位类型", "镇", &["乡镇", "镇政府"]),
    ("单位类型", "街道", &["街道办", "街道办事处"]),
    ("票决基数", "应到会成员", &["应到会人数", "应到人数", "应到会", "应到"]),
    ("票决基数", "实到会成员", &["实到会人数", "实到人数", "实到会", "实到"]),
    ("笔试不合格能否面试", "不能", &["否", "不可以", "不得", "不能参加"]),
    ("笔试不合格能否面试", "能", &["是", "可以", "能参加"]),
    (
        "同分处理",
        "笔试成绩高者在前",
        &["笔试成绩高者优先", "笔试高者优先", "笔试高者在前", "笔试成绩高的优先", "笔试成绩高的在前"],
    ),
    (
        "同分处理",
        "面试成绩高者在前",
        &["面试成绩高者优先", "面试高者优先", "面试高者在前", "面试成绩高的优先", "面试成绩高的在前"],
    ),
];

/// The word of a list that is meant.
pub(crate) fn choice(key: &str, text: &str, words: &[&'static str]) -> Option<&'static str> {
    let bare = plain(text);
    if let Some(word) = words.iter().find(|word| **word == bare) {
        return Some(word);
    }
    if key == "学历要求" {
        if bare == "无" || sets_no_limit(&bare) {
            return words.iter().copied().find(|word| *word == "不限");
        }
        let degree = required_degree(&bare)?;
        return words.iter().copied().find(|word| *word == degree.as_str());
    }
    let yes_no: &[(&str, &[&str])] = &[("是", &["√", "有"]), ("否", &["×", "不"])];
    let general = yes_no.iter().filter(|_| words.len() == 2).copied();
    let own = WORDS.iter().filter(|(own, ..)| *own == key).map(|(_, word, variants)| (*word, *variants));
    let meant = own.chain(general).find(|(_, variants)| variants.contains(&bare.as_str()))?.0;
    words.iter().copied().find(|word| *word == meant)
}

/// What to do about a proportion that cannot be read.
pub(crate) fn fraction_advice(item: &Item, cell: &CellValue) -> String {
    match cell {
        CellValue::Date(date) => format!(
            "{}/{} 会被 Excel 当成日期：请先把格子设为“文本”格式再填，或者写成“{}分之{}”。",
            date.month(),
            date.day(),
            crate::language::numeral::chinese(date.day()),
            crate::language::numeral::chinese(date.month()),
        ),
        _ if matches!(item.kind, ItemKind::Share { .. }) => {
            "请改正：含等于的写“达到2/3”或“2/3以上”，不含的写“超过2/3”。".to_owned()
        }
        _ => "请改正。".to_owned(),
    }
}

/// 66.7% is more than two thirds, 67% still more: with it, exactly two thirds of the ballots would not be enough.
pub(crate) fn note_two_thirds(item: &Item, fraction: (u32, u32), text: &str, place: &Place, reader: &mut Reader<'_>) {
    let (part, whole) = (u64::from(fraction.0), u64::from(fraction.1));
    let near = part * 1000 >= whole * 660 && part * 1000 <= whole * 670 && part * 3 != whole * 2;
    if near {
        let problem = Problem::warning("setting", place.clone(), format!("“{}”不等于三分之二", item.key));
        reader.report(problem.found(text).advice("三分之二请填 2/3，正好三分之二的票数才算得对。"));
    }
}

/// By law 以上 includes the share itself (民法典第一千二百五十九条); of the vote most offices mean more than half.
pub(crate) fn note_just_half(item: &Item, share: Share, text: &str, place: &Place, reader: &mut Reader<'_>) {
    let half = share.part * 2 == share.whole && !share.over;
    if half && item.key == "票决通过比例" && text.contains("以上") && !text.contains('含') {
        let message = format!("“{}”写的是“{text}”，正好半数的也算通过", item.key);
        let problem = Problem::warning("setting", place.clone(), message);
        reader.report(
            problem.found(text).advice("要超过半数才通过的，请填“过半数”；正好半数也算的，填“达到半数”就不再提醒。"),
        );
    }
}

/// `2/3`, `三分之二`, `60%`, `0.6`, `六成`; of a weight also `60`.
pub(crate) fn fraction(key: &str, text: &str) -> Option<(u32, u32)> {
    let narrow = half_width(text).replace(' ', "");
    let mut text = narrow.as_str();
    if key.contains("权重") {
        // 占总成绩的60%.
        while let Some(rest) =
            ["占", "总成绩", "综合成绩", "总分", "的"].iter().find_map(|word| text.strip_prefix(word))
        {
            text = rest;
        }
    }
    let chinese = |text: &str| match text {
        "一" => Some(1),
        "二" | "两" => Some(2),
        "三" => Some(3),
        "四" => Some(4),
        "五" => Some(5),
        "六" => Some(6),
        "七" => Some(7),
        "八" => Some(8),
        "九" => Some(9),
        "十" => Some(10),
        "百" => Some(100),
        _ => text.parse().ok(),
    };
    if let Some(tenths) = text.strip_suffix('成').and_then(chinese).filter(|tenths| *tenths <= 10) {
        return Some(reduce(tenths, 10));
    }
    if matches!(text, "半数" | "一半") {
        return Some((1, 2));
    }
    if let Some((whole, part)) = text.split_once("分之") {
        let (part, whole): (u32, u32) = (chinese(part)?, chinese(whole)?);
        return (whole > 0 && part <= whole).then_some((part, whole));
    }
    if let Some((part, whole)) = text.split_once('/') {
        let (part, whole): (u32, u32) = (part.parse().ok()?, whole.parse().ok()?);
        return (whole > 0 && part <= whole).then_some((part, whole));
    }
    let decimal = match text.strip_suffix('%') {
        Some(percent) => decimal(percent)? / Decimal::ONE_HUNDRED,
        None => {
            let number = decimal(text)?;
            let percent = key.contains("权重") && number > Decimal::ONE;
            if percent { number / Decimal::ONE_HUNDRED } else { number }
        }
    };
    if decimal < Decimal::ZERO || decimal > Decimal::ONE {
        return None;
    }
    let decimal = decimal.normalize();
    let whole = 10_u32.checked_pow(decimal.scale())?;
    let part = u32::try_from(decimal.mantissa()).ok()?;
    Some(reduce(part, whole))
}

fn reduce(part: u32, whole: u32) -> (u32, u32) {
    let (mut a, mut b) = (part, whole);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    (part.checked_div(a).unwrap_or(0), whole.checked_div(a).unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_listed_or_ranged() {
        for (text, read) in [
            ("2009、2010、2011", Some(vec![2009, 2010, 2011])),
            ("2009-2011", Some(vec![2009, 2010, 2011])),
            ("2009年至2011年", Some(vec![2009, 2010, 2011])),
            ("2008、2010—2011", Some(vec![2008, 2010, 2011])),
            ("2011—2009", None),
            ("近三年", None),
            ("2009.11", None),
        ] {
            assert_eq!(years(text), read, "{text}");
        }
    }

    #[test]
    fn proportions_to_the_number_of_places() {
        for (text, count) in [
            ("1:2", Some(2)),
            ("3:1", Some(3)),
            ("1∶03", Some(3)),
            ("01:02:00", Some(2)),
            ("一比三", Some(3)),
            ("与职数之比不低于3：1", Some(3)),
            ("职数的2倍", Some(2)),
            ("按1:2", Some(2)),
            ("不低于1:3（含）", Some(3)),
            ("低于", None),
            ("2:3", None),
            ("1:0", None),
            ("3", None),
        ] {
            assert_eq!(per_seat("最少报名人数", text), count, "{text}");
        }
        for (text, count) in [("按1:2", Some(2)), ("2倍", Some(2)), ("不低于1:2", None)] {
            assert_eq!(per_seat("差额比例", text), count, "{text}");
        }
    }

    #[test]
    fn fractions_in_every_spelling() {
        let read = |text: &str| fraction("测评通过比例", text);
        for (text, value) in [
            ("2/3", Some((2, 3))),
            ("三分之二", Some((2, 3))),
            ("60%", Some((3, 5))),
            ("0.6", Some((3, 5))),
            ("１０％", Some((1, 10))),
            ("半数", Some((1, 2))),
            ("过半数", None),
            ("百分之四十", None),
            ("3/2", None),
            ("六成", Some((3, 5))),
            ("60", None),
            ("一些", None),
        ] {
            assert_eq!(read(text), value, "{text}");
        }
        assert_eq!(fraction("笔试权重", "60"), Some((3, 5)));
    }
}
