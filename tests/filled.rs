//! What a clerk forgot to fill in, or filled in otherwise than the forms want it: it is told, and no paper says it as if it were so.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod support;

use jinggang::problem::Problem;
use jinggang::workbook::read;
use support::extremes::append;
use support::frames::{Desk, changed, with};
use support::{Book, Cell};

/// What is said of the sample after a change.
fn told(change: impl FnOnce(&mut Book)) -> Vec<Problem> {
    let folder = tempfile::tempdir().unwrap();
    let mut book = Book::sample();
    change(&mut book);
    book.write(folder.path());
    let reading = read(folder.path()).unwrap();
    let decisions = jinggang::procedure::Decisions::of(&reading.round);
    reading.problems.into_iter().chain(decisions.problems).collect()
}

fn of<'p>(problems: &'p [Problem], code: &str) -> Vec<&'p Problem> {
    problems.iter().filter(|problem| problem.code == code).collect()
}

fn text(text: &str) -> Cell {
    Cell::Text(text.into())
}

#[test]
fn blanks_of_a_model_are_told_and_those_of_the_office_stop_its_papers() {
    let mut cells = Vec::new();
    let problems = told(|book| {
        for (item, content) in
            [("单位名称", "吴中区XXX镇"), ("联系电话", "0512-XXXXXXXX"), ("报名地点", "……"), ("联系人", "XX")]
        {
            cells.push(book.set("方案", item, "内容", text(content)));
        }
        cells.push(book.set("报名", "申佳", "现工作单位及职务", text("吴中区××镇科员")));
    });
    let found: Vec<(bool, String)> =
        of(&problems, "unfilled").iter().map(|own| (own.is_error(), own.place.cell())).collect();
    let mut wanted: Vec<(bool, String)> =
        cells[..5].iter().enumerate().map(|(at, cell)| (at < 2, cell.clone())).collect();
    wanted.sort_by_key(|(error, _)| !error);
    let (mut found, mut wanted) = (found, wanted);
    found.sort();
    wanted.sort();
    assert_eq!(found, wanted, "{problems:#?}");
    // Without the office's name there is no paper; without a telephone none that is published.
    let (_folder, desk) = changed(&[("方案", "单位名称", "内容", "吴中区XXX镇")]);
    assert!(desk.made("报名登记表").unwrap_err().contains("单位名称"));
    let (_folder, desk) = changed(&[("方案", "本单位监督电话", "内容", "XXXXXXXX")]);
    assert!(desk.made("任前公示").unwrap_err().contains("本单位监督电话"));
    assert!(desk.made("报名登记表").is_ok());
}

#[test]
fn a_telephone_number_with_blanks_or_stars_is_told_once() {
    for (number, code) in [("138XXXX1234", "unfilled"), ("XXXXXXXX", "unfilled"), ("138****1234", "phone")] {
        let problems = told(|book| drop(book.set("报名", "申佳", "手机", text(number))));
        let own: Vec<&str> = problems.iter().map(|own| own.code).collect();
        assert_eq!(own, [code], "{number}: {problems:#?}");
    }
    let problems = told(|book| drop(book.set("方案", "联系电话", "内容", text("138****1234"))));
    assert_eq!(of(&problems, "phone").len(), 1, "{problems:#?}");
}

#[test]
fn a_deputy_written_with_the_wrong_sign_is_told_and_a_surname_is_not() {
    let problems = told(|book| {
        book.set("报名", "申佳", "现工作单位及职务", text("吴中区甪直镇党政办公室付主任"));
        book.set("方案", "会议主持", "内容", text("付主任"));
        book.set("方案", "领导小组组长", "内容", text("付主任"));
    });
    let found = of(&problems, "deputy");
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found.iter().any(|own| own.person.as_deref() == Some("申佳") && own.advice.contains("副主任")));
}

#[test]
fn codes_are_read_as_their_words_and_told() {
    let (_folder, desk) = changed(&[("报名", "申佳", "民族", "11"), ("报名", "申佳", "政治面貌", "01")]);
    let shown = desk.paper("任前公示", "");
    assert!(shown.contains("申佳，女，满族") && shown.contains("加入中国共产党"), "{shown}");
    let problems = told(|book| {
        book.set("报名", "申佳", "民族", text("11"));
        book.set("报名", "申佳", "政治面貌", text("01"));
    });
    assert_eq!((of(&problems, "ethnicity").len(), of(&problems, "party").len()), (1, 1));
}

#[test]
fn a_date_beside_an_unknown_party_is_not_the_partys() {
    let label =
        |desk: &Desk| desk.made("干部任免审批表").unwrap().into_iter().find(|own| own.contains("申佳")).unwrap();
    let cells = [("报名", "申佳", "政治面貌", "先进分子"), ("报名", "申佳", "入党时间", "2006.06")];
    let (_folder, desk) = changed(&cells);
    assert!(!desk.paper("干部任免审批表", &label(&desk)).contains("2006.06"));
    let (_folder, desk) = changed(&[("报名", "申佳", "政治面貌", "九三社员"), cells[1]]);
    let shown = desk.paper("干部任免审批表", &label(&desk));
    assert!(shown.contains("九三学社") && !shown.contains("2006.06"), "{shown}");
}

#[test]
fn a_career_with_a_hole_or_without_an_end_is_told_once_a_person() {
    let sample = told(|_| {});
    assert!(of(&sample, "resume-gap").is_empty(), "{sample:#?}");
    // The last line of 申佳 is open; the one before ends the month before.
    let problems = told(|book| {
        let at = ["姓名", "起", "止"].map(|key| book.column("简历", key));
        let rows = book.rows("简历");
        let own: Vec<usize> =
            (1..rows.len()).filter(|row| matches!(&rows[*row][at[0]], Cell::Text(name) if name == "申佳")).collect();
        assert!(own.len() > 2, "the sample has several lines");
        rows[own[1]][at[1]] = text("2004.12");
        rows[*own.last().unwrap()][at[2]] = text("2010.06");
    });
    let found = of(&problems, "resume-gap");
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].person.as_deref(), Some("申佳"));
    assert!(found[0].message.contains("缺") && found[0].message.contains("只写到2010.06"), "{}", found[0].message);
    assert!(found[0].place.row > 1 && found[0].place.sheet == "简历");
}

#[test]
fn somebody_elected_without_career_or_family_is_told() {
    let without = |sheet: &'static str, who: &'static str| {
        told(move |book| {
            let name = book.column(sheet, "姓名");
            book.rows(sheet).retain(|row| !matches!(&row[name], Cell::Text(own) if own == who));
        })
    };
    for sheet in ["简历", "家庭成员"] {
        let problems = without(sheet, "申佳");
        let found = of(&problems, "empty-form");
        assert_eq!(found.len(), 1, "{sheet}: {found:#?}");
        assert!(found[0].message.contains(sheet));
        // Nobody asks it of those who are not elected.
        assert!(of(&without(sheet, "丁砚秋"), "empty-form").is_empty());
    }
}

#[test]
fn schooling_has_the_words_of_the_form_on_every_paper() {
    let (_folder, desk) = changed(&[
        ("报名", "申佳", "全日制学历", "大学本科"),
        ("报名", "申佳", "在职学历", "硕士研究生"),
        ("报名", "何岸", "全日制学历", "高中"),
        ("报名", "何岸", "在职学历", "大学本科"),
        ("报名", "何岸", "全日制毕业院校及专业", "苏州市第一中学"),
    ]);
    let label = |form: &str, who: &str| desk.made(form).unwrap().into_iter().find(|own| own.contains(who)).unwrap();
    for form in ["干部任免审批表", "报名登记表"] {
        let shown = desk.paper(form, &label(form, "申佳"));
        assert!(!shown.contains("大学本科") && !shown.contains("硕士研究生"), "{form}: {shown}");
    }
    // Of 高中 the form has no school; the applicant's own form has.
    assert!(!desk.paper("干部任免审批表", &label("干部任免审批表", "何岸")).contains("第一中学"));
    assert!(desk.paper("报名登记表", &label("报名登记表", "何岸")).contains("第一中学"));
    let problems = told(|book| drop(book.set("报名", "申佳", "籍贯", text("江苏省苏州市吴中区"))));
    assert_eq!(of(&problems, "native-place").len(), 1);
}

#[test]
fn a_short_publication_is_told_by_the_rule_of_its_year() {
    let short = |cells: &[(&str, &str)]| {
        let problems = told(|book| {
            for (item, content) in cells {
                book.set("方案", item, "内容", text(content));
            }
        });
        of(&problems, "publicity-short").iter().map(|own| own.message.clone()).collect::<Vec<_>>()
    };
    assert!(short(&[]).is_empty());
    let old = short(&[("公示天数", "3")]);
    assert!(old.len() == 1 && old[0].contains("七至十五天"), "{old:?}");
    let old = short(&[("公示天数", "5"), ("公示日类型", "工作日")]);
    assert!(old.is_empty(), "{old:?}");
    // 2015-04-17 is a Friday: seven days have five of work.
    assert!(short(&[("公示开始", "2015-04-17")]).is_empty());
    let new = short(&[("公示开始", "2015-04-17"), ("公示天数", "5")]);
    assert!(new.len() == 1 && new[0].contains("五个工作日") && new[0].contains("只有3个"), "{new:?}");
    let new = short(&[("公示开始", "2015-04-17"), ("公示天数", "4"), ("公示日类型", "工作日")]);
    assert!(new.len() == 1 && new[0].contains("只有4个"), "{new:?}");
}

#[test]
fn a_publication_that_ends_on_a_holiday_ends_behind_it() {
    let shown = |start: &str, given: &[(&str, &str)]| {
        let (_folder, desk) = with(|book| {
            if !given.is_empty() {
                book.sheets.push(("节假日".to_owned(), vec![vec![text("日期"), text("安排")]]));
            }
            for (day, arranged) in given {
                append(book.rows("节假日"), &[("日期", day), ("安排", arranged)]);
            }
            book.set("方案", "公示开始", "内容", text(start));
        });
        desk.paper("任前公示", "")
    };
    // Sunday 29 April and the two days behind it are one holiday.
    for start in ["2012-04-23", "2012-04-24", "2012-04-25"] {
        let paper = shown(start, &[]);
        assert!(paper.contains("至5月2日") && paper.contains("顺延"), "{start}: {paper}");
    }
    let paper = shown("2012-04-16", &[]);
    assert!(paper.contains("至4月22日") && !paper.contains("顺延"), "{paper}");
    // What the office says goes before.
    let paper = shown("2012-04-25", &[("2012-05-02", "放假")]);
    assert!(paper.contains("至5月3日") && paper.contains("顺延"), "{paper}");
    // 1 May is off whatever is arranged around it, which nobody has said: the day behind it stays open.
    let paper = shown("2028-04-25", &[]);
    assert!(paper.contains("2028年4月25日至") && !paper.contains("5月3日"), "{paper}");
    let paper = shown("2028-04-25", &[("2028-05-03", "放假"), ("2028-05-06", "上班")]);
    assert!(paper.contains("至5月4日") && paper.contains("顺延"), "{paper}");
}

#[test]
fn no_paper_prints_an_end_that_rests_on_an_unknown_calendar() {
    let published = |start: &str| {
        changed(&[
            ("方案", "公示日类型", "内容", "工作日"),
            ("方案", "公示天数", "内容", "5"),
            ("方案", "公示开始", "内容", start),
        ])
    };
    let (_folder, desk) = published("2028-04-26");
    for name in ["任前公示", "公示结果报告"] {
        let shown = desk.paper(name, "");
        assert!(shown.contains("2028年4月26日至") && !shown.contains("5月4日"), "{name}: {shown}");
    }
    assert!(!desk.paper("实施方案", "").contains("5月4日"));
    let (_folder, desk) = published("2012-04-26");
    let shown = desk.paper("任前公示", "");
    assert!(shown.contains("2012年4月26日至5月3日"), "{shown}");
}

#[test]
fn the_plan_says_the_day_of_birth_of_the_highest_age() {
    let shown = Desk::sample().paper("实施方案", "");
    assert!(shown.contains("均不得超过45周岁（1966年3月17日及以后出生）"), "{shown}");
}

#[test]
fn rooms_and_seats_are_on_the_tickets_and_in_the_sheets_to_sign() {
    let people = [("申佳", "第十考场", "2"), ("何岸", "第二考场", "10"), ("金鹤年", "第二考场", "9")];
    let seated = |book: &mut Book| {
        let rows = book.rows("成绩");
        rows[0].extend([text("考场"), text("座位号")]);
        for row in &mut rows[1..] {
            let own = people.iter().find(|(name, ..)| matches!(&row[0], Cell::Text(own) if own == name));
            row.extend(own.map_or([text("第二考场"), text("")], |(_, room, seat)| [text(room), text(seat)]));
        }
    };
    let (_folder, desk) = with(seated);
    let (facts, overflowing) = desk.laid_out("笔试签到表", "");
    assert!(overflowing.is_empty(), "{overflowing:?}");
    let shown = facts.words();
    let place = |word: &str| shown.find(word).unwrap_or_else(|| panic!("{word}: {shown}"));
    assert!(place("考场：第二考场") < place("考场：第十考场"), "{shown}");
    // Seat 9 before seat 10, and both before who has none.
    assert!(place("金鹤年") < place("何　岸") && place("何　岸") < place("申　佳"), "{shown}");
    let label = desk.made("准考证").unwrap().into_iter().find(|own| own.contains("党政")).unwrap_or_default();
    let (facts, overflowing) = desk.laid_out("准考证", &label);
    assert!(overflowing.is_empty(), "{overflowing:?}");
    assert!(facts.words().contains("座位号"), "{}", facts.words());
    // One seat is one person's.
    let problems = told(|book| {
        seated(book);
        let seat = book.column("成绩", "座位号");
        for row in &mut book.rows("成绩")[1..] {
            row[seat] = text("7");
        }
    });
    assert!(!of(&problems, "repeated-number").is_empty());
    assert!(!Desk::sample().paper("笔试签到表", "").contains("座位号"));
}

#[test]
fn counts_without_a_day_are_of_the_day_the_plan_sets_for_the_first_meeting() {
    let (_folder, desk) = with(|book| {
        let day = book.column("民主测评", "测评日期");
        for row in &mut book.rows("民主测评")[1..] {
            row[day] = text("");
        }
    });
    let planned = desk.round.plan.date("测评日期").unwrap().format("%Y年%-m月%-d日");
    assert!(desk.paper("民主测评汇总表", "第1批").contains(&format!("测评日期：{planned}")));
    assert!(!desk.paper("民主测评汇总表", "第2批").contains("测评日期"));
}
