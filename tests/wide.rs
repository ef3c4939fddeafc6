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
