//! Values as offices write them.

use rust_decimal::Decimal;

use super::*;
use crate::round::{Absence, Score};

fn with<T>(read: impl FnOnce(&mut Reader<'_>, &Place) -> T) -> (T, Vec<Problem>) {
    let mut problems = Vec::new();
    let place = Place::sheet("轮次.xlsx", "报名").at(5, 3);
    let value = read(&mut Reader { problems: &mut problems, person: None }, &place);
    (value, problems)
}

fn number(value: f64) -> CellValue {
    CellValue::Number { value, decimals: None }
}

fn text(text: &str) -> CellValue {
    CellValue::Text(text.into())
}

#[test]
fn a_numeric_id_number_is_an_error_never_a_repair() {
    let (id, problems) = with(|reader, place| reader.id_number(&number(3.205_061_975_031_4e17), place));
    assert_eq!(id, None);
    assert_eq!(problems[0].code, "id-number-cut");
    assert!(problems[0].message.contains("后三位已经丢失"));
    assert_eq!(problems[0].found, "320506197503140000", "as Excel shows it");
    assert_eq!(problems[0].place.cell(), "C5");
}

#[test]
fn id_numbers_are_tidied() {
    let (id, problems) = with(|reader, place| reader.id_number(&text(" 11010519491231002x "), place));
    assert_eq!(id.unwrap().as_str(), "11010519491231002X");
    assert!(problems.is_empty());
}

#[test]
fn a_month_that_lost_its_zero_is_not_guessed() {
    let (date, problems) = with(|reader, place| reader.partial_date(&number(1975.1), place));
    assert_eq!((date, problems.len()), (None, 1));
    let shown = CellValue::Number { value: 1975.1, decimals: Some(2) };
    let (date, problems) = with(|reader, place| reader.partial_date(&shown, place));
    assert_eq!(date.unwrap().month(), Some(10));
    assert!(problems.is_empty());
    let (date, _) = with(|reader, place| reader.partial_date(&number(1975.03), place));
    assert_eq!(date.unwrap().month(), Some(3));
    let (date, _) = with(|reader, place| reader.partial_date(&number(197_503.0), place));
    assert_eq!(date.unwrap().month(), Some(3));
}

#[test]
fn an_age_in_brackets_is_not_part_of_the_date() {
    let (date, problems) = with(|reader, place| reader.partial_date(&text("1975.03\n（37岁）"), place));
    assert_eq!(date.unwrap().to_string(), "1975年3月");
    assert!(problems.is_empty());
}

#[test]
fn absence_is_not_zero() {
    let (missed, renounced) = (Absence::Missed, Absence::Renounced);
    for (word, absence) in [
        ("缺考", missed),
        ("缺 考", missed),
        ("缺考（病假）", missed),
        ("未参加", missed),
        ("放弃", renounced),
        ("弃考", renounced),
        ("本人放弃（家庭原因）", renounced),
    ] {
        let (score, problems) = with(|reader, place| reader.score_within(&text(word), place, 100));
        assert_eq!((score, problems.len()), (Some(Score::Absent(absence)), 0), "{word}");
    }
    // What is shown may be rounded; the mark is what was entered.
    let rounded = CellValue::Number { value: 86.125, decimals: Some(1) };
    assert_eq!(
        with(|reader, place| reader.score_within(&rounded, place, 100)).0,
        Some(Score::Points(Decimal::new(86_125, 3)))
    );
    let (score, _) = with(|reader, place| reader.score_within(&number(86.125), place, 100));
    assert_eq!(score, Some(Score::Points(Decimal::new(86_125, 3))));
    for broken in [number(860.0), text("8_5"), text("8＿5")] {
        let (score, problems) = with(|reader, place| reader.score_within(&broken, place, 100));
        assert_eq!((score, problems[0].code), (None, "score"), "{broken:?}");
    }
}

#[test]
fn what_shows_nothing_changes_nothing() {
    let (date, problems) = with(|reader, place| reader.partial_date(&text("\u{202D}1975.03\u{202C}"), place));
    assert_eq!((date.unwrap().month(), problems.len()), (Some(3), 0));
    let (score, problems) = with(|reader, place| reader.score_within(&text("\u{2066}82.5\u{2069}"), place, 100));
    assert_eq!((score, problems.len()), (Some(Score::Points(Decimal::new(825, 1))), 0));
    assert!(text("\u{202A}\u{202C}").is_blank());
}

#[test]
fn nothing_written_of_a_publication_is_no_result() {
    let words = ["无异议", "有异议不影响任用", "有异议影响任用", "本人放弃"];
    for (written, wanted) in
        [("公示无异议", Some("无异议")), ("没有问题", Some("无异议")), ("无", None), ("无结果", None)]
    {
        let (found, problems) = with(|reader, place| reader.choice(&text(written), place, &words));
        assert_eq!((found, problems.is_empty()), (wanted, wanted.is_some()), "{written}");
    }
}

#[test]
fn counts_are_whole() {
    assert_eq!(with(|reader, place| reader.count(&number(45.0), place)).0, Some(45));
    assert_eq!(with(|reader, place| reader.count(&text("１名"), place)).0, Some(1));
    for broken in
        [number(1.9), CellValue::Number { value: 1.9, decimals: Some(0) }, text("1.9"), number(-3.0), text("1_2")]
    {
        let (count, problems) = with(|reader, place| reader.count(&broken, place));
        assert_eq!((count, problems[0].code), (None, "count"));
    }
}

#[test]
fn broken_cells_are_told_apart_from_empty_ones() {
    let (_, problems) = with(|reader, place| reader.text(&CellValue::Error("#N/A".into()), place));
    assert_eq!(problems[0].code, "error-cell");
    let (_, problems) = with(|reader, place| reader.text(&CellValue::Uncomputed("A1&B1".into()), place));
    assert_eq!(problems[0].code, "uncomputed");
    let (_, problems) = with(|reader, place| reader.text(&text("\u{3000}"), place));
    assert!(problems.is_empty());
}

#[test]
fn private_use_characters_are_reported() {
    let (_, problems) = with(|reader, place| reader.text(&text("张\u{E123}"), place));
    assert_eq!(problems[0].code, "private-use");
    assert!(problems[0].message.contains("U+E123"));
}

#[test]
fn dates_in_every_form_offices_use() {
    for (written, wanted) in [
        ("1975.03（37岁）", Some("1975年3月")),
        ("（1975.03）", Some("1975年3月")),
        ("1975年3月出生", Some("1975年3月")),
        ("一九七五年三月", Some("1975年3月")),
        ("一九七五年十二月二十一日", Some("1975年12月21日")),
        ("1999.07入党", Some("1999年7月")),
        ("1975，03", Some("1975年3月")),
        ("1975-03-14 00:00:00", Some("1975年3月14日")),
        ("—", None),
        ("无", None),
    ] {
        let (date, problems) = with(|reader, place| reader.partial_date(&text(written), place));
        assert_eq!(date.map(|date| date.to_string()).as_deref(), wanted, "{written}");
        assert!(problems.is_empty(), "{written}: {problems:?}");
    }
    for (written, word) in [("75.3", "两位"), ("1975.13", "不是真实"), ("三月", "不是可识别")] {
        let (date, problems) = with(|reader, place| reader.partial_date(&text(written), place));
        assert_eq!(date, None, "{written}");
        assert!(problems[0].message.contains(word), "{written}: {}", problems[0]);
    }
    let (_, problems) = with(|reader, place| reader.partial_date(&number(27_463.0), place));
    assert!(problems[0].message.contains("1975-03-10"), "{}", problems[0]);
}

#[test]
fn names_lose_only_what_is_no_name() {
    for (written, name, told) in [
        ("丁宁（女）", "丁宁", 0),
        ("于波(满族)", "于波", 0),
        ("丁月牙（女，回族）", "丁月牙", 0),
        ("张 三", "张三", 0),
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提", 0),
        ("张?三", "张?三", 1),
        ("张三1", "张三1", 1),
    ] {
        let (read, problems) = with(|reader, place| reader.name(&text(written), place));
        assert_eq!((read.as_str(), problems.len()), (name, told), "{written}");
    }
}

#[test]
fn the_note_behind_a_name_says_who_it_is() {
    for (written, sex, ethnicity) in [
        ("丁月牙（女，回族）", Some(Sex::Female), Some("回族")),
        ("李九(回族)", None, Some("回族")),
        ("丁宁（女）", Some(Sex::Female), None),
        ("张三", None, None),
        ("张三（小）", None, None),
    ] {
        let noted = Noted::behind(written);
        assert_eq!((noted.sex, noted.ethnicity.as_deref()), (sex, ethnicity), "{written}");
    }
}

#[test]
fn telephone_numbers() {
    for right in [
        "13800138000",
        "138 0013 8000",
        "0512-65270000",
        "65270000",
        "０５１２－６５２７００００",
        "13800138000/65270000",
        "0512-65270000转8012",
    ] {
        let (_, problems) = with(|reader, place| reader.phone(&text(right), place));
        assert!(problems.is_empty(), "{right}: {problems:?}");
    }
    assert_eq!(with(|reader, place| reader.phone(&number(13_800_138_000.0), place)).0, "13800138000");
    for wrong in ["1380013800", "138001380000", "1.38E+10", "23800138000"] {
        let (_, problems) = with(|reader, place| reader.phone(&text(wrong), place));
        assert_eq!(problems.len(), 1, "{wrong}");
    }
}

#[test]
fn an_id_number_that_was_a_number_once() {
    for (written, word) in [
        ("3.20506E+17", "后几位已经丢失"),
        ("320506197503140000", "末三位是 000"),
        ("32050619750314001", "应为 18 位，实有 17 位"),
    ] {
        let (_, problems) = with(|reader, place| reader.id_number(&text(written), place));
        assert!(problems[0].to_string().contains(word), "{written}: {}", problems[0]);
    }
    let (id, problems) = with(|reader, place| reader.id_number(&text("３２０５０６１９７５０３１４００１６"), place));
    assert_eq!((id.unwrap().as_str(), problems.len()), ("320506197503140016", 0));
    // 99 is no province; everything else about the number is right.
    let (id, problems) = with(|reader, place| reader.id_number(&text("990506197503140014"), place));
    assert!(id.is_none() || problems[0].code == "id-number-region", "{problems:?}");
}
