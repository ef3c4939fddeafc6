//! 考试: marks, lots, and who was not there.

use crate::support::Cell;
use crate::support::frames::{Desk, changed, with};

#[test]
fn an_interview_out_of_another_number_is_not_printed_as_a_hundred() {
    let (_folder, desk) = with(|book| {
        let rows = book.rows("方案");
        rows.retain(|row| !matches!(&row[0], Cell::Text(own) if own == "面试测评要素" || own == "面试满分"));
        rows.push(vec![Cell::Text("面试满分".into()), Cell::Text("150".into())]);
    });
    let (facts, _) = desk.laid_out("面试评分表", "");
    let shown = facts.words();
    assert!(shown.contains("（150分）") && !shown.contains("语言表达") && !shown.contains("（100分）"), "{shown}");
    let shown = Desk::sample().paper("面试评分表", "");
    assert!(shown.contains("语言表达") && shown.contains("（100分）"), "{shown}");
}

/// The sample with one mark taken out: 考官2 is recused from 于喆.
#[test]
fn marks_stand_under_the_judge_who_gave_them() {
    let (_folder, desk) = changed(&[("面试打分", "于喆", "考官2", "")]);
    let (facts, _) = desk.laid_out("面试成绩统计表", "");
    let heads: Vec<f64> = (1..=7).map(|judge| facts.find(&format!("考官{judge}"))[0].x).collect();
    let (page, row) = (facts.text("于　喆").page, facts.text("于　喆").y);
    let at = |text: &str| {
        let found = facts.texts.iter().find(|own| own.page == page && (own.y - row).abs() < 1.0 && own.text == text);
        let found = found.unwrap_or_else(|| panic!("{text}"));
        heads.iter().position(|head| (head - found.x).abs() < 6.0).map(|at| at + 1)
    };
    let places: Vec<_> = ["84.7", "—", "82.8", "79.2", "80.8", "79.7", "81.5"].map(at).into_iter().collect();
    assert_eq!(places, (1..=7).map(Some).collect::<Vec<_>>());
}

#[test]
fn marks_of_thirty_judges_do_not_touch() {
    for judges in [13, 15, 21, 30] {
        let (_folder, desk) = with(|book| {
            for (at, row) in book.rows("面试打分").iter_mut().enumerate() {
                row.truncate(3);
                row.extend((1..=judges).map(|judge| {
                    Cell::Text(if at == 0 { format!("考官{judge}") } else { format!("{}.25", 80 + judge % 9) })
                }));
            }
        });
        let (facts, overflowing) = desk.laid_out("面试成绩统计表", "");
        assert!(overflowing.is_empty(), "{judges}: {overflowing:?}");
        let marks: Vec<_> = facts.texts.iter().filter(|text| text.text.ends_with(".25")).collect();
        // Those of every judge, and of these the highest and the lowest once more.
        let people = desk.round.applicants.iter().filter(|own| own.marks.judged.is_some()).count();
        assert_eq!(marks.len(), people * (judges + 2), "{judges}");
        for (one, two) in marks.iter().flat_map(|one| marks.iter().map(move |two| (one, two))) {
            let beside = one.page == two.page && (one.y - two.y).abs() < 2.0 && one.x < two.x;
            assert!(!beside || one.end + 1.0 < two.x, "{judges}: {} touches {}", one.text, two.text);
        }
        let shapes = facts.shapes.iter().filter(|shape| shape.page == 1);
        let right = shapes.map(|shape| shape.x + shape.width).fold(0.0, f64::max);
        assert!(right < 297.0 - 15.5, "{judges}: the table ends at {right}");
    }
}

/// The words of the head stand on one line each, and a post breaks before its title, not before its last character.
#[test]
fn the_sheet_for_drawing_lots_breaks_where_it_reads() {
    let long = "综合行政执法局监察大队副大队长";
    let (_folder, desk) = with(|book| {
        for sheet in ["报名", "岗位", "民主测评", "票决", "任用"] {
            for cell in book.rows(sheet).iter_mut().flatten() {
                if matches!(cell, Cell::Text(text) if text == "党政办公室副主任") {
                    *cell = Cell::Text(long.into());
                }
            }
        }
    });
    for name in ["面试抽签及签到表", "笔试签到表"] {
        let (facts, _) = desk.laid_out(name, "");
        assert!(!facts.find("备　注").is_empty(), "{name}");
        let lines: Vec<&str> = facts.texts.iter().map(|text| text.text.as_str()).collect();
        assert!(!lines.contains(&"长") && !lines.contains(&"大队长"), "{name}: {lines:?}");
    }
}

#[test]
fn somebody_absent_from_the_interview_stands_in_its_table() {
    let judges: Vec<String> = (1..=7).map(|judge| format!("考官{judge}")).collect();
    let (_folder, desk) = with(|book| {
        for judge in &judges {
            book.set("面试打分", "钱闻笙", judge, Cell::Text("缺考".into()));
        }
    });
    let shown = desk.paper("面试成绩统计表", "");
    assert!(shown.contains("钱闻笙") && shown.contains("缺考1人"), "{shown}");
    assert!(!Desk::sample().paper("面试成绩统计表", "").contains("缺考"));
}

#[test]
fn a_place_that_the_marks_do_not_show_is_explained_where_it_is_published() {
    let (_folder, desk) = with(|book| {
        book.set("方案", "笔试权重", "内容", Cell::Text("100%".into()));
        book.set("方案", "面试权重", "内容", Cell::Text("0%".into()));
        book.rows("成绩")[0].push(Cell::Text("加试成绩".into()));
        for row in book.rows("成绩").iter_mut().skip(1) {
            row.push(Cell::Text(String::new()));
        }
        for (name, extra) in [("丁砚秋", "81"), ("申佳", "77")] {
            book.set("成绩", name, "笔试成绩", Cell::Text("84.5".into()));
            book.set("成绩", name, "加试成绩", Cell::Text(extra.into()));
        }
    });
    let shown = desk.paper("成绩公示", "");
    assert!(shown.contains("加试81分") && shown.contains("加试77分"), "{shown}");
    assert!(
        shown.contains("综合成绩相同的并列；并列跨过差额分界的，另作规定；经过加试的，按加试成绩排列。"),
        "{shown}"
    );
    // The column of the posts is still one.
    let (facts, _) = desk.laid_out("成绩公示", "");
    assert!(facts.texts.iter().any(|text| text.text.contains("党政办公室")), "{shown}");
    let table = desk.paper("成绩汇总表", "");
    assert!(table.contains("加试81分") && table.contains("经过加试的，按加试成绩排列"), "{table}");
    // 面试 weighs nothing.
    assert!(table.contains("（不计入）") && !table.contains('×'), "{table}");
    // 简章 was given out before: its rule is the same, without what came of it.
    let notice = desk.paper("考察对象名单", "") + &desk.paper("成绩汇总表", "");
    assert!(notice.contains("综合成绩相同的并列；并列跨过差额分界的，另作规定"), "{notice}");
    let plain = Desk::sample().paper("成绩公示", "");
    assert!(!plain.contains("加试") && plain.contains("综合成绩相同的并列"), "{plain}");
}

#[test]
fn who_gave_up_a_part_of_the_examination_is_not_said_to_have_missed_it() {
    let (_folder, desk) = changed(&[("成绩", "蒋采薇", "笔试成绩", "放弃")]);
    for paper in ["成绩公示", "成绩汇总表"] {
        let shown = desk.paper(paper, "");
        assert!(shown.contains("蒋采薇放弃") && !shown.contains("缺考"), "{paper}: {shown}");
        assert!(Desk::sample().paper(paper, "").contains("蒋采薇缺考"), "{paper}");
    }
}
