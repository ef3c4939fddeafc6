//! One wide sheet for the whole round: what follows the roster's columns is read as the sheets of the later steps would be.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod support;

use std::collections::BTreeMap;

use jinggang::delivery::Office;
use jinggang::forms::{Subjects, material, subjects};
use jinggang::procedure::Decisions;
use jinggang::round::Conclusion;
use jinggang::workbook;
use support::{Book, Cell};

/// The later sheets of which a roster may have the columns.
const LATER: [&str; 7] = ["资格审查", "成绩", "面试打分", "民主测评", "考察", "票决", "任用"];

/// Puts the columns of a sheet behind those of the roster, and takes the sheet out.
fn widened(mut book: Book, sheet: &str) -> Book {
    let rows = book.rows(sheet).clone();
    let name = book.column(sheet, "姓名");
    let own = book.column("报名", "姓名");
    let text = |cell: &Cell| match cell {
        Cell::Text(text) => text.clone(),
        Cell::Number(_) => panic!("a name"),
    };
    let shared = ["姓名", "身份证号", "岗位", "备注"];
    let columns: Vec<usize> =
        (0..rows[0].len()).filter(|column| !shared.contains(&text(&rows[0][*column]).as_str())).collect();
    let roster = book.rows("报名");
    let width = roster[0].len();
    for (index, line) in roster.iter_mut().enumerate() {
        line.resize(width, Cell::Text(String::new()));
        let who = text(&line[own]);
        let from = if index == 0 { Some(&rows[0]) } else { rows.iter().skip(1).find(|row| text(&row[name]) == who) };
        line.extend(
            columns.iter().map(|column| {
                from.and_then(|row| row.get(*column)).cloned().unwrap_or_else(|| Cell::Text(String::new()))
            }),
        );
    }
    book.without(sheet)
}

/// What every document of a workbook is made of, and what is said of the workbook.
fn made(book: &Book) -> (BTreeMap<String, String>, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    book.write(folder.path());
    let reading = workbook::read(folder.path()).unwrap();
    let decisions = Decisions::of(&reading.round);
    let office = Office::open(Some(folder.path()), &[], false).unwrap();
    let mut out = BTreeMap::new();
    for form in &office.forms {
        let Subjects::Ready(list) = subjects(form, &reading.round, &decisions) else { continue };
        for (index, subject) in list.iter().enumerate() {
            let made = material(form, subject, &reading.round, &decisions, None).unwrap();
            out.insert(format!("{} {index}", form.name), made.data.to_string());
        }
    }
    (out, reading.problems.iter().map(|problem| format!("{}：{}", problem.place, problem.message)).collect())
}

#[test]
fn the_round_is_the_same_on_one_wide_sheet() {
    let (apart, said) = made(&Book::sample());
    assert_eq!(said, Vec::<String>::new());
    assert!(apart.len() > 150, "{}", apart.len());
    let together = LATER.iter().fold(Book::sample(), |book, sheet| widened(book, sheet));
    for (book, which) in LATER.iter().map(|sheet| (widened(Book::sample(), sheet), *sheet)).chain([(together, "all")]) {
        let (wide, said) = made(&book);
        assert_eq!(said, Vec::<String>::new(), "{which}");
        assert!(apart.keys().eq(wide.keys()), "{which}");
        for (name, data) in &apart {
            assert!(wide[name] == *data, "{which}: {name}");
        }
    }
}

/// How many were there for the first vote and the first evaluation, and how many columns are open, where the roster goes on with a
/// header, what stands above it, and a row.
fn counted(above: &str, header: &str, row: &str) -> (Option<u32>, Option<u32>, usize) {
    let mut book = Book::sample().without("票决").without("民主测评");
    let cells = |line: &str| line.split('|').map(|cell| Cell::Text(cell.to_owned())).collect::<Vec<_>>();
    let roster = book.rows("报名");
    let width = roster[0].len();
    for (index, line) in roster.iter_mut().enumerate() {
        line.resize(width, Cell::Text(String::new()));
        line.extend(match index {
            0 => cells(header),
            1 => cells(row),
            _ => Vec::new(),
        });
    }
    if !above.is_empty() {
        let mut line = vec![Cell::Text(String::new()); width];
        line.extend(cells(above));
        roster.insert(0, line);
    }
    let folder = tempfile::tempdir().unwrap();
    book.write(folder.path());
    let reading = workbook::read(folder.path()).unwrap();
    let vote = reading.round.votes.first().and_then(|vote| vote.present);
    let evaluation = reading.round.evaluations.first().and_then(|own| own.present.1);
    let open = reading.problems.iter().filter(|problem| problem.message.contains("看不出是")).count();
    (vote, evaluation, open)
}

#[test]
fn a_column_of_several_steps_goes_with_those_beside_it() {
    let first = "发出票数|收回票数|有效票数|胜任|基本胜任|不胜任|实到人数|同意|不同意|弃权";
    assert_eq!(counted("", first, "40|40|40|38|2|0|9|8|1|0"), (Some(9), None, 0));
    let between = "同意|不同意|弃权|实到人数|发出票数|收回票数|有效票数|胜任|基本胜任|不胜任";
    assert_eq!(counted("", between, "8|1|0|40|40|40|40|38|2|0"), (None, Some(40), 0));
    // After both there is no telling.
    let last = "发出票数|收回票数|有效票数|胜任|基本胜任|不胜任|同意|不同意|弃权|实到人数";
    assert_eq!(counted("", last, "40|40|40|38|2|0|8|1|0|9"), (None, None, 1));
}

#[test]
fn a_step_may_stand_above_or_in_front_of_its_columns() {
    let row = "40|40|40|40|38|2|0|9|8|1|0";
    let bare =
        "测评实到|测评发出票|测评收回票|测评有效票|胜任|基本胜任|不胜任|票决实到|票决同意票|票决不同意票|票决弃权票";
    assert_eq!(counted("", bare, row), (Some(9), Some(40), 0));
    let below = "实到|发出票|收回票|有效票|胜任|基本胜任|不胜任|实到|同意|不同意|弃权";
    let above = [["民主测评"; 7].join("|"), ["党委会票决"; 4].join("|")].join("|");
    assert_eq!(counted(&above, below, row), (Some(9), Some(40), 0));
    // Or both, in the same words.
    let above = [["测评"; 7].join("|"), ["票决"; 4].join("|")].join("|");
    assert_eq!(counted(&above, bare, row), (Some(9), Some(40), 0));
}

#[test]
fn results_without_what_they_come_from_are_told() {
    let mut book = Book::sample().without("成绩").without("面试打分").without("考察");
    let column = book.column("报名", "备注");
    book.rows("报名")[0][column] = Cell::Text("综合成绩".to_owned());
    let roster = book.rows("报名");
    roster[1][column] = Cell::Text("88".to_owned());
    let width = roster[0].len();
    for (index, line) in roster.iter_mut().enumerate() {
        line.resize(width, Cell::Text(String::new()));
        line.push(Cell::Text(["考察结果", "不同意", ""][index.min(2)].to_owned()));
    }
    let folder = tempfile::tempdir().unwrap();
    book.write(folder.path());
    let reading = workbook::read(folder.path()).unwrap();
    let told: Vec<&str> = reading
        .problems
        .iter()
        .filter(|problem| problem.code == "unread-column")
        .map(|problem| problem.message.as_str())
        .collect();
    assert_eq!(told, ["“综合成绩”像是“成绩”一步的，没有读", "“考察结果”像是“考察”一步的，没有读"]);
}

#[test]
fn a_roster_by_itself_is_not_taken_for_a_round() {
    let mut book = Book::sample();
    book.sheets.retain(|(name, _)| matches!(name.as_str(), "报名" | "票决"));
    let folder = tempfile::tempdir().unwrap();
    widened(book, "票决").write(folder.path());
    let reading = workbook::read(folder.path()).unwrap();
    assert!(reading.round.votes.is_empty() && reading.round.is_roster());
    let told: Vec<&str> = reading.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(told, ["only-roster"], "{:#?}", reading.problems);
}

/// Puts columns behind those of the roster: what stands above them, what they are called, and what people have in them.
fn beside(book: &mut Book, above: &str, header: &str, people: &[(&str, &str)]) {
    let cells = |line: &str| line.split('|').map(|cell| Cell::Text(cell.to_owned())).collect::<Vec<_>>();
    let own = book.column("报名", "姓名");
    let roster = book.rows("报名");
    let width = roster.iter().map(Vec::len).max().unwrap();
    for (index, line) in roster.iter_mut().enumerate() {
        line.resize(width, Cell::Text(String::new()));
        let name = match &line[own] {
            Cell::Text(text) => text.clone(),
            Cell::Number(_) => panic!("a name"),
        };
        let found = people.iter().find(|(who, _)| *who == name || *who == "*");
        match found {
            _ if index == 0 => line.extend(cells(header)),
            Some((_, row)) => line.extend(cells(row)),
            None => {}
        }
    }
    if !above.is_empty() {
        let mut line = vec![Cell::Text(String::new()); width];
        line.extend(cells(above));
        roster.insert(0, line);
    }
}

fn read(book: &Book) -> (jinggang::round::Round, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    book.write(folder.path());
    let reading = workbook::read(folder.path()).unwrap();
    let told = reading.problems.iter().map(|problem| format!("{}：{}", problem.place, problem.message)).collect();
    (reading.round, told)
}

/// The sample as far as the applications.
fn applied() -> Book {
    LATER.iter().fold(Book::sample().without("谈话"), |book, sheet| book.without(sheet))
}

#[test]
fn columns_that_a_roster_has_of_its_own_are_no_step() {
    for (header, row) in [
        ("是否在编在职", "是"),
        ("考察人", "甲乙"),
        ("考察意见", "同意"),
        ("政治表现|考察时间", "好|"),
        ("试用期考核", "合格"),
        ("聘书编号", "001"),
        ("审查意见", "同意报名"),
        ("同意|不同意", "√|"),
    ] {
        let mut book = applied();
        beside(&mut book, "", header, &[("*", row)]);
        let (round, told) = read(&book);
        let none = round.applicants.iter().all(|own| own.review.is_none())
            && round.inspections.is_empty()
            && round.votes.is_empty()
            && round.appointments.is_empty();
        assert!(none, "{header}");
        let first = header.split('|').next().unwrap();
        assert!(told.iter().any(|told| told.contains(&format!("“{first}”")) && told.contains("没有读")), "{told:#?}");
    }
    let mut book = applied();
    beside(&mut book, "", "审查意见", &[("*", "符合")]);
    let (round, _) = read(&book);
    assert!(round.applicants.iter().all(|own| own.review.is_some()));
}

#[test]
fn votes_on_something_else_are_no_ballot() {
    for (above, header) in [
        ("个别谈话情况|个别谈话情况|党组会票决|党组会票决|党组会票决", "同意|不同意|实到|同意|不同意"),
        ("民主推荐投票|民主推荐投票|党组会票决|党组会票决|党组会票决", "同意|不同意|实到|同意|不同意"),
        ("", "同意|不同意|票决实到|票决同意票|票决不同意票"),
    ] {
        let mut book = Book::sample().without("票决").without("任用");
        beside(&mut book, above, header, &[("申佳", "2|7|9|8|1"), ("叶亦舟", "7|2|9|1|8")]);
        let (round, told) = read(&book);
        let agree: Vec<_> = round.votes.iter().map(|vote| vote.agree).collect();
        assert_eq!(format!("{agree:?}"), "[8, 1]", "{above} {told:#?}");
        assert!(told.iter().any(|told| told.contains("看不出是不是“票决”一步的")), "{told:#?}");
    }
}

#[test]
fn every_header_of_the_roster_says_what_stands_below_it() {
    let mut book = applied();
    beside(&mut book, "", "笔试成绩|面试成绩", &[("*", "81|72")]);
    let rows = book.rows("报名").clone();
    // The second half of the people, with the marks the other way round.
    let turned = |mut row: Vec<Cell>| {
        let last = row.len();
        row.swap(last - 1, last - 2);
        row
    };
    let (header, half) = (rows[0].clone(), rows.len() / 2);
    let below: Vec<_> = rows[half..].iter().cloned().map(turned).collect();
    let one: Vec<_> = rows[..half].iter().cloned().chain([turned(header.clone())]).chain(below.clone()).collect();
    let marks = |book: &Book| -> Vec<String> {
        let (round, _) = read(book);
        let marks = |own: &jinggang::round::Applicant| format!("{:?}", own.marks.written).contains("81");
        round.applicants.iter().filter(|own| !marks(own)).map(|own| own.name.to_string()).collect()
    };
    *book.rows("报名") = one;
    assert_eq!(marks(&book), Vec::<String>::new());
    *book.rows("报名") = rows[..half].to_vec();
    book.sheets.push(("报名（二）".to_owned(), [turned(header)].into_iter().chain(below).collect()));
    assert_eq!(marks(&book), Vec::<String>::new());
}

#[test]
fn two_columns_of_one_thing_are_asked_about() {
    let mut book = applied();
    beside(&mut book, "", "笔试卷面分|笔试成绩", &[("申佳", "57|62"), ("叶亦舟", "|62"), ("丁砚秋", "70|70.0")]);
    let (round, told) = read(&book);
    let mark = |who: &str| {
        let own = round.applicants.iter().find(|own| own.name.to_string() == who).unwrap();
        own.marks.written.is_some()
    };
    assert_eq!([mark("申佳"), mark("叶亦舟"), mark("丁砚秋")], [false, false, true]);
    assert_eq!(told.iter().filter(|told| told.contains("有两列都是写这一项的")).count(), 2, "{told:#?}");
    let mut book = applied();
    beside(&mut book, "资格初审|资格复审", "审查意见|审查意见", &[("申佳", "符合|不符合"), ("叶亦舟", "符合|符合")]);
    let (round, told) = read(&book);
    let concluded = round.applicants.iter().filter(|own| {
        let review = own.review.as_ref().and_then(|review| review.conclusion.as_ref());
        review.is_some_and(|own| own.value != Conclusion::Unread)
    });
    assert_eq!(concluded.count(), 1);
    assert_eq!(told.iter().filter(|told| told.contains("有两列都是写这一项的")).count(), 1, "{told:#?}");
}

#[test]
fn two_ballots_may_stand_beside_each_other() {
    for (first, second) in
        [("第一次票决", "第二次票决"), ("党组会首次票决", "党组会再次票决"), ("第一轮票决", "第二轮票决")]
    {
        let mut book = Book::sample().without("票决").without("任用");
        let above = [first, first, first, second, second, second].join("|");
        beside(
            &mut book,
            &above,
            "实到|同意|不同意|实到|同意|不同意",
            &[("申佳", "9|4|5|9|6|3"), ("叶亦舟", "9|4|5|9|3|6")],
        );
        let (round, told) = read(&book);
        let votes: Vec<String> =
            round.votes.iter().map(|vote| format!("{} {}", vote.ballot.unwrap_or(1), vote.agree)).collect();
        assert_eq!(votes, ["1 4", "1 4", "2 6", "2 3"], "{told:#?}");
    }
}

#[test]
fn a_part_of_a_step_may_stand_on_a_sheet() {
    // 笔试 in the roster, 面试 apart.
    let mut book = Book::sample().without("成绩").without("面试打分");
    beside(&mut book, "", "笔试成绩", &[("申佳", "81"), ("叶亦舟", "80")]);
    let cell = |text: &str| Cell::Text(text.to_owned());
    let mark = |name: &str, mark: &str| vec![cell(name), cell(mark)];
    book.sheets.push(("面试成绩".to_owned(), vec![mark("姓名", "面试成绩"), mark("申佳", "85"), mark("叶亦舟", "86")]));
    let (round, told) = read(&book);
    let both = round.applicants.iter().filter(|own| own.marks.written.is_some() && own.marks.interview.is_some());
    assert_eq!(both.count(), 2, "{told:#?}");
    // The second ballot on a sheet.
    let mut book = Book::sample().without("任用");
    book.rows("票决").truncate(3);
    for row in 1..3 {
        let column = book.column("票决", "第几次投票");
        book.rows("票决")[row][column] = cell("2");
    }
    beside(&mut book, "票决|票决|票决", "实到|同意|不同意", &[("申佳", "9|4|5"), ("叶亦舟", "9|4|5")]);
    let (round, told) = read(&book);
    assert_eq!(round.votes.len(), 4, "{told:#?}");
    // The same ballot in both, and not the same: the sheet's is used.
    let mut book = Book::sample();
    beside(&mut book, "票决|票决|票决", "实到|同意|不同意", &[("申佳", "9|5|4")]);
    let (round, told) = read(&book);
    assert_eq!(round.votes.len(), 12);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].contains("填的不一样"), "{told:#?}");
}

#[test]
fn whoever_was_not_in_a_step_has_no_row_of_it() {
    let mut book = Book::sample().without("票决").without("任用").without("民主测评");
    let header = "测评日期|发出票|收回票|有效票|胜任|基本胜任|不胜任|票决应到|票决实到|同意|不同意|弃权";
    let dash = ["—"; 12].join("|");
    beside(
        &mut book,
        "",
        header,
        &[
            ("申佳", "2012-04-09|45|45|45|40|5|0|9|9|8|1|0"),
            ("丁砚秋", dash.as_str()),
            ("*", "2012-04-09|45|45|45||||9|9|／|/|-"),
        ],
    );
    let (round, told) = read(&book);
    assert_eq!((round.evaluations.len(), round.votes.len()), (1, 1), "{told:#?}");
    assert_eq!(told.iter().filter(|told| told.contains("缺")).count(), 0, "{told:#?}");
}

#[test]
fn an_interview_without_judges_is_a_mark() {
    for (above, header, row) in [
        ("笔试|面试", "成绩|成绩", "81|85"),
        ("笔试（60%）|面试（40%）", "成绩|成绩", "81|85"),
        ("笔试|面试|面试", "成绩|抽签号|面试得分", "81|3|85"),
    ] {
        let mut book = applied();
        beside(&mut book, above, header, &[("申佳", row)]);
        let (round, told) = read(&book);
        let own = round.applicants.iter().find(|own| own.name.to_string() == "申佳").unwrap();
        assert!(own.marks.written.is_some() && own.marks.interview.is_some(), "{above}: {told:#?}");
        assert!(!told.iter().any(|told| told.contains("没有读")), "{above}: {told:#?}");
    }
}

#[test]
fn rosters_of_several_posts_may_have_the_reviews_conclusions() {
    let mut book = applied();
    beside(&mut book, "", "资格审查意见", &[("*", "符合")]);
    let rows = book.rows("报名").clone();
    let half = rows.len() / 2;
    book.sheets.retain(|(name, _)| name != "报名");
    book.sheets.push(("甲岗".to_owned(), rows[..half].to_vec()));
    book.sheets.push(("乙岗".to_owned(), [rows[0].clone()].into_iter().chain(rows[half..].to_vec()).collect()));
    let (round, told) = read(&book);
    assert_eq!(round.applicants.len(), rows.len() - 1, "{told:#?}");
    assert!(round.applicants.iter().all(|own| own.review.as_ref().is_some_and(|own| own.conclusion.is_some())));
}

#[test]
fn what_the_office_worked_out_is_compared_below_a_group() {
    let mut book = Book::sample().without("票决").without("任用").without("民主测评");
    let above = ["民主测评"; 8].join("|") + "|" + &["党组会票决"; 4].join("|");
    let header = "发出票|收回票|有效票|胜任|基本胜任|不胜任|胜任率|是否通过|实到|同意|不同意|是否当选";
    beside(&mut book, &above, header, &[("申佳", "45|45|45|40|5|0|50%|通过|9|8|1|否")]);
    let (round, told) = read(&book);
    assert_eq!(round.stated.len(), 3, "{told:#?}");
    assert!(!told.iter().any(|told| told.contains("没有读")), "{told:#?}");
}
