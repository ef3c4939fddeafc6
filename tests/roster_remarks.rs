//! What a roster says of the review besides its own columns: in the words and under the names that people write.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod support;

use jinggang::round::Conclusion;
use jinggang::workbook::{self, Reading};
use support::{Book, Cell};

/// The sample's roster alone with the plan and the posts, one more column behind it, filled from above.
fn with(header: &str, cells: &[&str]) -> Reading {
    let mut book = Book::sample();
    book.sheets.retain(|(name, _)| matches!(name.as_str(), "方案" | "岗位" | "报名"));
    let roster = book.rows("报名");
    let width = roster[0].len();
    let column = std::iter::once(header).chain(cells.iter().copied().chain(std::iter::repeat("")));
    for (line, text) in roster.iter_mut().zip(column) {
        line.resize(width, Cell::Text(String::new()));
        line.push(Cell::Text(text.to_owned()));
    }
    let folder = tempfile::tempdir().unwrap();
    book.write(folder.path());
    workbook::read(folder.path()).unwrap()
}

/// The conclusions of the first applicants, with their reasons.
fn conclusions(reading: &Reading, count: usize) -> Vec<Option<(Conclusion, String)>> {
    let own = reading.round.applicants.iter().take(count);
    own.map(|own| {
        own.review.as_ref().and_then(|review| Some((review.conclusion.as_ref()?.value, review.reason.clone())))
    })
    .collect()
}

#[test]
fn a_conclusion_in_the_words_of_people_is_read_and_a_remark_stops_nothing() {
    let reading = with("资格审查意见", &["经审核，符合竞聘条件", "学历不符", "情况属实", "同意报名", "基本符合"]);
    assert_eq!(
        conclusions(&reading, 6),
        [
            Some((Conclusion::Met, String::new())),
            Some((Conclusion::NotMet, "学历不符".to_owned())),
            Some((Conclusion::Unread, String::new())),
            Some((Conclusion::Met, String::new())),
            Some((Conclusion::Unread, String::new())),
            None
        ]
    );
    let told: Vec<(bool, &str)> = reading
        .problems
        .iter()
        .filter(|problem| problem.code == "choice")
        .map(|problem| (problem.is_error(), problem.message.as_str()))
        .collect();
    assert_eq!(told, [(false, "看不出资格审查是不是符合，没有读"); 2]);
    assert!(!reading.problems.iter().any(|problem| problem.is_error()), "{:#?}", reading.problems);
}

#[test]
fn the_names_of_the_conclusion_are_those_of_its_sheet() {
    for name in [
        "审核意见",
        "审核结论",
        "审核结果",
        "资格审核结果",
        "资审结论",
        "资审结果",
        "是否符合条件",
        "是否通过资格审查",
        "审查是否合格",
    ] {
        let reading = with(name, &["合格", "不合格"]);
        let read: Vec<_> = conclusions(&reading, 2).into_iter().map(|own| own.map(|(own, _)| own)).collect();
        assert_eq!(read, [Some(Conclusion::Met), Some(Conclusion::NotMet)], "{name}");
    }
    // It may be about an examination.
    assert_eq!(conclusions(&with("是否合格", &["合格", "不合格"]), 2), [None, None]);
}

#[test]
fn sums_and_signatures_below_a_list_are_no_applicants() {
    let mut book = Book::sample();
    book.sheets.retain(|(name, _)| matches!(name.as_str(), "方案" | "岗位" | "报名"));
    let name = book.column("报名", "姓名");
    let roster = book.rows("报名");
    let width = roster[0].len();
    let people = roster.len() - 1;
    for (word, count) in [
        ("合格人数", "12"),
        ("参考人数", "9"),
        ("最高分", "88"),
        ("考官签名：", ""),
        ("监考签名：", ""),
        ("平均分", "70"),
    ] {
        let mut line = vec![Cell::Text(String::new()); width];
        line[name] = Cell::Text(word.to_owned());
        line[width - 1] = Cell::Text(count.to_owned());
        roster.push(line);
    }
    // A name alone may be somebody whose cells are still to be filled in.
    let mut line = vec![Cell::Text(String::new()); width];
    line[name] = Cell::Text("高最".to_owned());
    roster.push(line);
    let folder = tempfile::tempdir().unwrap();
    book.write(folder.path());
    let reading = workbook::read(folder.path()).unwrap();
    let last = reading.round.applicants.last().unwrap();
    assert_eq!((reading.round.applicants.len(), last.name.as_str()), (people + 1, "高最"));
}

#[test]
fn the_only_list_of_people_is_the_roster_whatever_it_is_called() {
    for name in ["成绩汇总", "资格审查一览表", "票决结果", "笔试成绩", "民主测评", "任用"] {
        let mut book = Book::sample();
        book.sheets.retain(|(name, _)| matches!(name.as_str(), "方案" | "岗位" | "报名"));
        let people = book.rows("报名").len() - 1;
        book.sheets[2].0 = name.to_owned();
        let folder = tempfile::tempdir().unwrap();
        book.write(folder.path());
        let reading = workbook::read(folder.path()).unwrap();
        assert_eq!(reading.round.applicants.len(), people, "{name}");
        assert!(!reading.problems.iter().any(|problem| problem.is_error()), "{name}: {:#?}", reading.problems);
        // Beside a roster it is what it is called.
        book.sheets.push(("名册".to_owned(), book.sheets[2].1.clone()));
        book.write(folder.path());
        let reading = workbook::read(folder.path()).unwrap();
        assert_eq!(reading.round.applicants.first().unwrap().at.sheet, "名册", "{name}");
    }
}
