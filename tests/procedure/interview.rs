//! 面试打分 as offices lay it out on paper: judges over elements, or elements over judges, in two rows of header with merged cells.

use jinggang::procedure::Decisions;
use jinggang::workbook;
use rust_xlsxwriter::{Format, Workbook};

use super::book::Book;

/// A sheet with groups over words, and one person's marks below.
fn sheet(groups: &[&str], below: &[&str], marks: &[&str]) -> Vec<String> {
    let mut book = Book::new();
    book.post("科长", 1);
    book.person("甲", "科长");
    book.set_plan("去分方式", "按要素");
    book.row("成绩", "甲").insert("笔试成绩".into(), "80".into());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("轮次.xlsx");
    let mut file = Workbook::new();
    book.fill(&mut file);
    let (sheet, plain) = (file.add_worksheet(), Format::new());
    sheet.set_name("面试打分").unwrap();
    sheet.merge_range(0, 0, 0, 7, "面试成绩统计表", &plain).unwrap();
    sheet.merge_range(1, 0, 2, 0, "姓 名", &plain).unwrap();
    sheet.merge_range(1, 1, 2, 1, "抽签号", &plain).unwrap();
    let width = below.len() as u16;
    for (at, group) in (0_u16..).zip(groups) {
        let first = 2 + at * width;
        sheet.merge_range(1, first, 1, first + width - 1, group, &plain).unwrap();
        for (column, word) in (first..).zip(below) {
            sheet.write_string(2, column, *word).unwrap();
        }
    }
    sheet.write_string(3, 0, "甲").unwrap();
    sheet.write_string(3, 1, "3").unwrap();
    for (column, mark) in (2..).zip(marks) {
        sheet.write_string(3, column, *mark).unwrap();
    }
    file.save(&path).unwrap();
    let reading = workbook::read(&path).unwrap();
    let decisions = Decisions::of(&reading.round);
    let judged = reading.round.applicants[0].marks.judged.clone();
    let sound = judged.iter().filter(|own| !own.unsound);
    let mut told: Vec<String> = sound.map(|own| format!("{} {:?} {:?}", own.lot, own.marks, own.elements)).collect();
    told.extend(decisions.examination[0].interview.iter().map(|own| own.points.to_string()));
    let about = reading.problems.iter().chain(&decisions.problems).filter(|problem| problem.place.sheet == "面试打分");
    told.extend(about.map(ToString::to_string));
    told
}

#[test]
fn judges_may_stand_over_elements_or_elements_over_judges() {
    let read = r#"3 [80, 80, 81] [("语言表达", [50, 30, 40]), ("综合分析", [30, 50, 41])]"#;
    assert_eq!(
        sheet(&["考官1", "考官2", "考官3"], &["语言表达", "综合分析"], &["50", "30", "30", "50", "40", "41"]),
        [read, "81.00"]
    );
    assert_eq!(
        sheet(
            &["语言表达（50分）", "综合分析（50分）"],
            &["考官1", "考官2", "考官3"],
            &["50", "30", "40", "30", "50", "41"]
        ),
        [read, "81.00"]
    );
}

#[test]
fn a_mark_above_what_its_element_is_worth_is_named_with_its_cell() {
    let told =
        sheet(&["语言表达（45分）", "综合分析"], &["考官1", "考官2", "考官3"], &["50", "30", "40", "30", "50", "41"]);
    assert_eq!(told, ["“面试打分”表 C4（甲）：成绩要填 0 到 45 之间的数，缺考写“缺考”（填的是“50”）。请改正。"]);
}

#[test]
fn two_columns_of_one_judge_make_no_mark() {
    let told = sheet(&["考官1", "考官2"], &["语言表达", "语言表达"], &["50", "30", "30", "50"]);
    assert!(told.len() == 1 && told[0].contains("D4（甲）：“考官1”有两列打分，面试成绩不算"), "{told:?}");
}
