//! The papers of the vote and what leads to it: a second ballot, people of one name, posts without a candidate, an interview alone.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod support;

use jinggang::forms::{Subjects, subjects};
use jinggang::procedure::{Standing, Status};
use support::extremes::append;
use support::frames::{Desk, changed, with};
use support::{Book, Cell};

const TWO_SEATS: &str = "城乡建设科副科长";
const OLD_TOWN: &str = "古镇保护与旅游发展科科长";

fn is(cell: &Cell, wanted: &str) -> bool {
    matches!(cell, Cell::Text(text) if text == wanted)
}

fn status(desk: &Desk) -> String {
    Status::of(&desk.round, &desk.decisions).to_string()
}

/// Two seats: one elected at once, two equal for the other, on whom there is a second ballot, perhaps on another day.
fn voted_again(book: &mut Book, day: &str) {
    for (name, agree, against) in [("何岸", "5", "4"), ("孙敬亭", "5", "4")] {
        for (column, votes) in [("同意", agree), ("不同意", against), ("弃权", "0")] {
            book.set("票决", name, column, Cell::Text(votes.into()));
        }
    }
    for (name, agree, against) in [("何岸", "3", "6"), ("孙敬亭", "6", "3")] {
        append(
            book.rows("票决"),
            &[
                ("岗位", TWO_SEATS),
                ("姓名", name),
                ("票决日期", day),
                ("第几次投票", "2"),
                ("应到人数", "9"),
                ("实到人数", "9"),
                ("发出票数", "9"),
                ("收回票数", "9"),
                ("有效票数", "9"),
                ("无效票数", "0"),
                ("同意", agree),
                ("不同意", against),
                ("弃权", "0"),
            ],
        );
    }
}

#[test]
fn equal_votes_make_a_ballot_of_their_own_for_those_who_were_equal() {
    const AGAIN: &str = "票决票（再次投票）";
    let waits = |desk: &Desk| desk.made(AGAIN).unwrap_err();
    let (_folder, desk) = with(|_| {});
    assert_eq!(waits(&desk), "没有需要再次投票的岗位");
    let (_folder, desk) = with(|book| {
        voted_again(book, "2012-04-16");
        let number = book.column("票决", "第几次投票");
        book.rows("票决").retain(|row| row.get(number).is_none_or(|cell| !is(cell, "2")));
    });
    // One of two seats went to somebody; the other one is between two, and no other post is voted on.
    assert_eq!(desk.made(AGAIN).unwrap(), ["第2次投票"]);
    let again = desk.paper(AGAIN, "");
    assert!(again.contains("（第二次投票）") && again.contains("城乡建设科副科长（1名）"), "{again}");
    for (name, on) in [("孙敬亭", true), ("何　岸", true), ("许念𤧛", false), ("党政办公室副主任", false)]
    {
        assert_eq!(again.contains(name), on, "{name}: {again}");
    }
    // Once held, it is the same paper still: what was voted with is kept on file.
    let (_folder, desk) = with(|book| voted_again(book, "2012-04-16"));
    assert_eq!(desk.paper(AGAIN, "第2次投票"), again);
    // Equal once more: the third has a paper of its own, and the second keeps its own.
    let (_folder, desk) = with(|book| {
        voted_again(book, "2012-04-16");
        let [number, agree, against] = ["第几次投票", "同意", "不同意"].map(|key| book.column("票决", key));
        for row in book.rows("票决").iter_mut().filter(|row| row.get(number).is_some_and(|cell| is(cell, "2"))) {
            (row[agree], row[against]) = (Cell::Text("4".into()), Cell::Text("5".into()));
        }
        agreed(book, &[("李沁蓝", 3)]);
        book.set("方案", "票决通过比例", "内容", Cell::Text("1/3".into()));
    });
    assert_eq!(desk.made(AGAIN).unwrap(), ["第2次投票", "第3次投票"]);
    assert_eq!(desk.paper(AGAIN, "第2次投票"), again);
    let third = desk.paper(AGAIN, "第3次投票");
    assert!(third.contains("（第三次投票）") && third.contains("城乡建设科副科长（1名）"), "{third}");
}

#[test]
fn a_second_ballot_decides_and_the_first_stays_in_the_papers() {
    let (_folder, desk) = with(|book| voted_again(book, "2012-04-16"));
    let minutes = desk.paper("会议纪要", "");
    for part in [
        "城乡建设科副科长：第一次投票，发出9票",
        "孙敬亭得同意票5票、不同意票4票、弃权票0票；何岸得同意票5票",
        "许念𤧛得票超过应到会成员半数；孙敬亭、何岸得票相同，再次投票。第二次投票，发出9票",
        "何岸得同意票3票、不同意票6票、弃权票0票",
        "许念𤧛、孙敬亭同志得票超过应到会成员半数，确定为拟聘任人选。",
    ] {
        assert!(minutes.contains(part), "{part} is not in {minutes}");
    }
    // One ballot is not numbered.
    assert!(minutes.contains("党政办公室副主任：发出9票"), "{minutes}");
    let report = desk.paper("票决结果报告单", "");
    for part in [
        "（2名，第一次投票）",
        "（1名，第二次投票）",
        "得票相同",
        "第一次投票，许念𤧛得票超过应到会成员半数；孙敬亭、何岸得票相同，再次投票",
    ] {
        assert!(report.contains(part), "{part} is not in {report}");
    }
    let told = status(&desk);
    assert!(told.contains("第1次投票孙敬亭、何岸得票相同，以第2次为准"), "{told}");
    assert!(told.contains("，得票相同，再次投票 → 票决确定为拟聘任人选：第2次投票同意6票"), "{told}");
    // Another day: both are named.
    let (_folder, desk) = with(|book| voted_again(book, "2012-04-17"));
    let minutes = desk.paper("会议纪要", "");
    assert!(
        minutes.contains("第一次投票，2012年4月16日会议") && minutes.contains("第二次投票，2012年4月17日会议"),
        "{minutes}"
    );
    // A term that begins with the vote begins with the one that decided.
    let (_folder, desk) = with(|book| {
        voted_again(book, "2012-04-17");
        book.set("方案", "聘期起算", "内容", Cell::Text("票决日期".into()));
    });
    let (_, material) = desk.material("试用期满考核表", &format!("{TWO_SEATS}-许念𤧛"));
    assert_eq!(material.data["本人"]["任用"]["聘期起"], "2012年4月16日");
}

#[test]
fn a_share_that_is_not_half_is_called_by_its_name() {
    let share = |share: &str| {
        let share = share.to_owned();
        let (_folder, desk) = with(|book| drop(book.set("方案", "票决通过比例", "内容", Cell::Text(share))));
        desk.paper("票决结果报告单", "")
    };
    let report = share("2/3");
    assert!(report.contains("未超过三分之二") && !report.contains("过半数"), "{report}");
    assert!(share("1/2").contains("未过半数"));
    // A share that has to be reached is said to be reached, wherever it is said.
    let with_share = |share: &str| {
        let share = share.to_owned();
        with(|book| drop(book.set("方案", "票决通过比例", "内容", Cell::Text(share))))
    };
    let (_folder, desk) = with_share("三分之二以上");
    for paper in ["票决结果报告单", "会议纪要"] {
        let text = desk.paper(paper, "");
        assert!(text.contains("得票达到应到会成员三分之二") && !text.contains("超过应到"), "{text}");
    }
    let (_folder, desk) = with_share("达到8/9");
    assert!(desk.paper("票决结果报告单", "").contains("未达到九分之八"));
    assert!(desk.paper("会议纪要", "").contains("均未达到应到会成员九分之八"));
}

#[test]
fn of_several_posts_the_one_that_differs_is_pointed_out() {
    let (_folder, desk) = with(|book| {
        let column = book.column("票决", "实到人数");
        for row in book.rows("票决").iter_mut().filter(|row| row.iter().any(|cell| is(cell, "经济服务中心主任")))
        {
            row[column] = Cell::Text("8".into());
        }
    });
    let told = desk.decisions.problems.iter().filter(|problem| problem.code == "members");
    let told: Vec<&str> = told.map(|problem| problem.found.as_str()).collect();
    assert_eq!(told, ["8"], "{:?}", desk.decisions.problems);
}

#[test]
fn who_takes_no_part_in_a_vote_is_named_and_was_at_the_meeting() {
    let (_folder, desk) = with(|book| {
        let columns =
            ["回避人员", "实到人数", "发出票数", "收回票数", "有效票数", "弃权"].map(|key| book.column("票决", key));
        let mut named = false;
        for row in book.rows("票决").iter_mut().filter(|row| row.iter().any(|cell| is(cell, "党政办公室副主任")))
        {
            // Named in one row, it holds for the post.
            let recused = if std::mem::replace(&mut named, true) { "" } else { "邱泽南" };
            for (column, value) in columns.iter().zip([recused, "8", "8", "8", "8", "0"]) {
                row[*column] = Cell::Text(value.into());
            }
        }
    });
    assert!(desk.decisions.problems.is_empty(), "{:?}", desk.decisions.problems);
    let minutes = desk.paper("会议纪要", "");
    let head = "应到会成员9人，到会9人，符合会议出席人数达到三分之二的规定。";
    assert!(minutes.contains(head), "{minutes}");
    assert!(minutes.contains("：邱泽南同志回避，参加票决8人，发出8票"), "{minutes}");
    assert!(minutes.contains("请假：无"), "{minutes}");
    let report = desk.paper("票决结果报告单", "");
    assert!(report.contains("应到9人，到会9人，参加票决8人（邱泽南回避）"), "{report}");
    // Of the other posts as many were at the same meeting.
    assert!(report.contains("应到9人，到会9人，参加票决9人，发出9票") && !report.contains("实到"), "{report}");
}

#[test]
fn what_became_of_the_posts_is_told_in_their_order() {
    const POST: &str = "经济服务中心主任";
    let (_folder, desk) = with(|book| {
        let (name, post) = (book.column("报名", "姓名"), book.column("报名", "报考岗位"));
        let of_post = |row: &&Vec<Cell>| row.get(post).is_some_and(|cell| is(cell, POST));
        let people: Vec<Cell> = book.rows("报名").iter().filter(of_post).map(|row| row[name].clone()).collect();
        let named = |cell: &Cell| people.iter().any(|own| matches!(own, Cell::Text(name) if is(cell, name)));
        let (name, written) = (book.column("成绩", "姓名"), book.column("成绩", "笔试成绩"));
        for row in book.rows("成绩").iter_mut().filter(|row| named(&row[name])) {
            row[written] = Cell::Text("50".into());
        }
        for sheet in ["民主测评", "票决", "任用", "面试打分", "谈话", "考察"] {
            let name = book.column(sheet, "姓名");
            book.rows(sheet).retain(|row| !named(&row[name]));
        }
    });
    let report = desk.paper("票决结果报告单", "");
    let none = report.find("经济服务中心主任：没有考察对象，空缺1名");
    let later = report.find("社会事业科副科长：候选人得票均未超过");
    assert!(none.zip(later).is_some_and(|(none, later)| none < later), "{report}");
}

#[test]
fn a_ballot_with_too_many_papers_is_void_and_the_next_counts() {
    let (_folder, desk) = with(|book| {
        let column = book.column("票决", "收回票数");
        for row in book.rows("票决").iter_mut().filter(|row| row.iter().any(|cell| is(cell, TWO_SEATS))) {
            row[column] = Cell::Text("10".into());
        }
        for (name, agree) in [("许念𤧛", "7"), ("何岸", "6"), ("孙敬亭", "3"), ("戴听澜", "1")] {
            append(
                book.rows("票决"),
                &[
                    ("岗位", TWO_SEATS),
                    ("姓名", name),
                    ("票决日期", "2012-04-16"),
                    ("第几次投票", "2"),
                    ("应到人数", "9"),
                    ("实到人数", "9"),
                    ("发出票数", "9"),
                    ("收回票数", "9"),
                    ("同意", agree),
                ],
            );
        }
    });
    assert!(desk.decisions.problems.is_empty(), "{:?}", desk.decisions.problems);
    let minutes = desk.paper("会议纪要", "");
    assert!(minutes.contains("收回的票多于发出的票，投票无效，重新投票。第二次投票，发出9票，收回9票。"), "{minutes}");
    assert!(minutes.contains("许念𤧛、何岸同志得票超过应到会成员半数"), "{minutes}");
}

/// 何岸 gets the name of somebody else who is voted on for the same post.
fn namesakes(book: &mut Book) {
    for (_, rows) in &mut book.sheets {
        for cell in rows.iter_mut().flatten().filter(|cell| is(cell, "何岸")) {
            *cell = Cell::Text("孙敬亭".into());
        }
    }
}

#[test]
fn people_of_one_name_are_told_apart_wherever_they_are_voted_on() {
    let (_folder, desk) = with(namesakes);
    let minutes = desk.paper("会议纪要", "");
    assert!(
        minutes.contains("孙敬亭（1971年3月生）得同意票3票") && minutes.contains("孙敬亭（1981年1月生）得同意票6票"),
        "{minutes}"
    );
    assert!(minutes.contains("孙敬亭（1981年1月生）同志得票超过"), "{minutes}");
    for name in ["票决结果报告单", "合格人员名单公示"] {
        let shown = desk.paper(name, "");
        assert!(shown.contains("（1971.03）") && shown.contains("（1981.01）"), "{name}: {shown}");
    }
    assert!(status(&desk).contains("拟聘任人选：许念𤧛、孙敬亭（1981.01）"), "{}", status(&desk));
    // Nobody else gets a birth month.
    let desk = Desk::sample();
    assert!(!desk.paper("会议纪要", "").contains("（19") && !status(&desk).contains("（19"));
}

#[test]
fn posts_without_a_candidate_are_vacant_in_the_minutes() {
    let (_folder, desk) = with(|book| {
        let (post, mark) = (book.column("报名", "报考岗位"), book.column("成绩", "笔试成绩"));
        let name = book.column("报名", "姓名");
        let own: Vec<String> = book
            .rows("报名")
            .iter()
            .filter(|row| is(&row[post], OLD_TOWN))
            .map(|row| if let Cell::Text(text) = &row[name] { text.clone() } else { String::new() })
            .collect();
        for row in
            book.rows("成绩").iter_mut().filter(|row| row.iter().any(|cell| own.iter().any(|name| is(cell, name))))
        {
            row[mark] = Cell::Text("缺考".into());
        }
        for sheet in ["票决", "民主测评"] {
            book.rows(sheet).retain(|row| !row.iter().any(|cell| is(cell, OLD_TOWN)));
        }
    });
    let minutes = desk.paper("会议纪要", "");
    assert!(minutes.contains("5. 古镇保护与旅游发展科科长：没有考察对象，该岗位空缺。"), "{minutes}");
    let report = desk.paper("票决结果报告单", "");
    assert!(report.contains("古镇保护与旅游发展科科长：没有考察对象，空缺1名。"), "{report}");
    assert!(!Desk::sample().paper("会议纪要", "").contains("没有考察对象"));
}

#[test]
fn the_line_under_the_number_of_the_minutes_stays_one() {
    for office in ["甪直镇水务", "甪直镇城乡综合环境管理委员会", "临河高新技术产业集团投资发展有限公司"]
    {
        let (_folder, desk) = changed(&[("方案", "单位名称", "内容", office)]);
        let (facts, _) = desk.laid_out("会议纪要", "");
        let line = facts.find("办公室").into_iter().find(|text| text.text.starts_with(office));
        let line = line.unwrap_or_else(|| panic!("{office}: {:?}", facts.find("办公室")));
        assert!(line.text.ends_with("办公室"), "{office}: {}", line.text);
    }
    // An office that is one itself.
    let (_folder, desk) =
        changed(&[("方案", "单位名称", "内容", "临河市人大常委会办公室"), ("方案", "单位类型", "内容", "局")]);
    for name in ["会议纪要", "关于印发实施方案的通知"] {
        assert!(!desk.paper(name, "").contains("办公室办公室"), "{name}");
    }
}

#[test]
fn who_is_addressed_follows_the_name_of_the_office() {
    for (office, addressed) in [
        ("江苏省水利厅", "各处室、各直属单位："),
        ("临河市城市建设投资集团", "各部门、各所属单位："),
        ("临河县水务局", "各科室、各直属单位："),
    ] {
        let (_folder, desk) = changed(&[("方案", "单位名称", "内容", office), ("方案", "单位类型", "内容", "局")]);
        let notice = desk.paper("关于印发实施方案的通知", "");
        assert!(notice.contains(addressed), "{office}: {notice}");
    }
}

#[test]
fn a_single_candidate_is_in_no_order() {
    let (_folder, desk) = with(|book| {
        let post = book.column("岗位", "岗位名称");
        book.rows("岗位").retain(|row| is(&row[post], "岗位名称") || is(&row[post], "党政办公室副主任"));
        // Whoever applied for another post would be somebody of whom it is open where they belong.
        let wanted = book.column("报名", "报考岗位");
        book.rows("报名").retain(|row| is(&row[wanted], "报考岗位") || is(&row[wanted], "党政办公室副主任"));
        book.set("方案", "差额比例", "内容", Cell::Text("1:1".into()));
    });
    let notice = desk.paper("考察预告", "");
    assert!(notice.contains("党政办公室副主任（职数1名）"), "{notice}");
    assert!(!notice.contains("（一）党政办公室") && !notice.contains("为序"), "{notice}");
    let notice = Desk::sample().paper("考察预告", "");
    assert!(notice.contains("（一）党政办公室副主任") && notice.contains("以上人员按姓氏笔画为序"), "{notice}");
}

/// An interview, judged, and nothing else: no numbers.
fn interview_alone(book: &mut Book) {
    for (item, value) in [("省去的步骤", "笔试"), ("笔试权重", "0"), ("面试权重", "100%")] {
        book.set("方案", item, "内容", Cell::Text(value.into()));
    }
    book.sheets.retain(|(name, _)| name != "成绩");
}

#[test]
fn an_interview_alone_asks_for_no_numbers() {
    let (folder, desk) = with(interview_alone);
    let sheet = desk.paper("面试抽签及签到表", "");
    assert!(sheet.contains("抽签号") && !sheet.contains("准考证号"), "{sheet}");
    assert!(Desk::sample().paper("面试抽签及签到表", "").contains("准考证号"));
    let form = desk.office.forms.iter().find(|own| own.name == "准考证").unwrap();
    let Subjects::Waiting(reason) = subjects(form, &desk.round, &desk.decisions) else { panic!("it is made") };
    assert_eq!(reason, "本轮没有笔试，没有编准考证号，不做");
    let problems = jinggang::workbook::read(folder.path()).unwrap().problems;
    assert!(problems.iter().all(|problem| problem.code != "missing-sheet"), "{problems:?}");
}

#[test]
fn those_who_were_late_are_counted_in_both_lists() {
    let late = |desk: &Desk| {
        let review = desk.paper("资格审查一览表", "");
        let count = review.split("（其中").nth(1).filter(|rest| rest.contains("人逾期，不予受理）"));
        count.map_or(0, |rest| rest.split('人').next().unwrap().parse::<u32>().unwrap())
    };
    let before = late(&Desk::sample());
    let (_folder, desk) = changed(&[("报名", "何岸", "报名时间", "2012-03-30")]);
    assert_eq!(late(&desk), before + 1);
}

/// Sets the votes of a post's candidates: who agrees, of nine.
fn agreed(book: &mut Book, votes: &[(&str, u32)]) {
    for (name, agree) in votes {
        for (column, count) in [("同意", *agree), ("不同意", 9 - agree), ("弃权", 0)] {
            book.set("票决", name, column, Cell::Text(count.to_string()));
        }
    }
}

#[test]
fn minutes_always_say_that_enough_were_present() {
    const ENOUGH: &str = "符合会议出席人数达到三分之二的规定。";
    let minutes = Desk::sample().paper("会议纪要", "");
    assert!(minutes.contains(&format!("应到会成员9人，实到9人，{ENOUGH}会议由")), "{minutes}");
    // Somebody left before one vote, and nobody is named: each post has its own number.
    let fewer = |book: &mut Book, day: &str| {
        let columns = ["实到人数", "发出票数", "收回票数", "有效票数", "弃权", "票决日期"];
        let columns = columns.map(|key| book.column("票决", key));
        for row in book.rows("票决").iter_mut().filter(|row| row.iter().any(|cell| is(cell, "党政办公室副主任")))
        {
            for (column, value) in columns.iter().zip(["8", "8", "8", "8", "0", day]) {
                row[*column] = Cell::Text(value.into());
            }
        }
    };
    let (_folder, desk) = with(|book| fewer(book, "2012-04-16"));
    let minutes = desk.paper("会议纪要", "");
    assert!(minutes.contains(&format!("各岗位票决时，到会成员均{ENOUGH}会议由")), "{minutes}");
    assert!(minutes.contains("党政办公室副主任：应到会成员9人，实到8人，发出8票"), "{minutes}");
    let (_folder, desk) = with(|book| fewer(book, "2012-04-17"));
    let minutes = desk.paper("会议纪要", "");
    assert!(minutes.contains(&format!("各次会议，到会成员均{ENOUGH}会议由")), "{minutes}");
}

#[test]
fn why_somebody_with_votes_enough_was_not_chosen_is_said() {
    let (_folder, desk) = with(|book| agreed(book, &[("许念𤧛", 7), ("何岸", 6), ("孙敬亭", 5), ("戴听澜", 0)]));
    let minutes = desk.paper("会议纪要", "");
    let why = "许念𤧛、何岸、孙敬亭同志得票均超过应到会成员半数，人数多于职数，按得票多少确定许念𤧛、何岸同志为";
    assert!(minutes.contains(&format!("{why}拟聘任人选。")), "{minutes}");
    let report = desk.paper("票决结果报告单", "");
    assert!(report.contains(&format!("{why}城乡建设科副科长拟聘任人选。")), "{report}");
    // A seat stays vacant: so it is said of the others.
    let (_folder, desk) = with(|book| agreed(book, &[("许念𤧛", 7), ("何岸", 4), ("孙敬亭", 3), ("戴听澜", 0)]));
    let rest = "其余候选人得票均未超过应到会成员半数，空缺1名。";
    let minutes = desk.paper("会议纪要", "");
    assert!(minutes.contains(&format!("确定为拟聘任人选。{rest}")), "{minutes}");
    let report = desk.paper("票决结果报告单", "");
    assert!(
        report.contains(&format!("城乡建设科副科长：许念𤧛同志得票超过应到会成员半数，确定为拟聘任人选。{rest}")),
        "{report}"
    );
    // Where everybody who had enough was chosen, nothing is added.
    let minutes = Desk::sample().paper("会议纪要", "");
    assert!(!minutes.contains("多于职数") && !minutes.contains("其余候选人"), "{minutes}");
}

#[test]
fn a_post_with_one_candidate_left_is_named_and_the_others_are_voted_on_as_planned() {
    let (_folder, desk) = with(|book| {
        // The sample has no such column.
        let name = book.column("报名", "姓名");
        for row in book.rows("报名") {
            let text = match &row[name] {
                Cell::Text(text) if text == "姓名" => "退出步骤",
                Cell::Text(text) if text == "叶亦舟" => "讨论决定",
                _ => "",
            };
            row.push(Cell::Text(text.into()));
        }
        let name = book.column("票决", "姓名");
        book.rows("票决").retain(|row| !is(&row[name], "叶亦舟"));
    });
    let minutes = desk.paper("会议纪要", "");
    assert!(minutes.contains("以无记名投票方式差额票决"), "{minutes}");
    let own = "党政办公室副主任：叶亦舟同志本人放弃，没有列入票决。候选人只有1名，没有差额。发出9票";
    assert!(minutes.contains(own), "{minutes}");
    assert_eq!(minutes.matches("没有差额").count(), 1, "{minutes}");
}

#[test]
fn votes_for_somebody_who_is_no_candidate_stop_the_papers() {
    let (_folder, desk) = with(|book| {
        agreed(book, &[("申佳", 2), ("叶亦舟", 0)]);
        append(
            book.rows("票决"),
            &[
                ("岗位", "党政办公室副主任"),
                ("姓名", "丁砚秋"),
                ("票决日期", "2012-04-16"),
                ("应到人数", "9"),
                ("实到人数", "9"),
                ("发出票数", "9"),
                ("收回票数", "9"),
                ("同意", "6"),
            ],
        );
    });
    for name in ["会议纪要", "票决结果报告单", "任前公示"] {
        let reason = desk.made(name).unwrap_err();
        assert!(reason.contains("丁砚秋不是候选人，“票决”表里却有票数"), "{name}: {reason}");
    }
}

#[test]
fn papers_of_ballots_at_two_meetings_are_kept_apart() {
    const AGAIN: &str = "票决票（再次投票）";
    const OTHER: &str = "党政办公室副主任";
    let (_folder, desk) = with(|book| {
        voted_again(book, "2012-04-16");
        // Another post is voted on a day later, and two are equal there, too.
        let day = book.column("票决", "票决日期");
        for row in book.rows("票决").iter_mut().filter(|row| row.iter().any(|cell| is(cell, OTHER))) {
            row[day] = Cell::Text("2012-04-17".into());
        }
        agreed(book, &[("申佳", 4), ("叶亦舟", 4)]);
        book.set("方案", "票决通过比例", "内容", Cell::Text("1/3".into()));
    });
    assert_eq!(desk.made(AGAIN).unwrap(), ["第2次投票", "第2次投票（4月17日会议）"]);
    let (first, second) = (desk.paper(AGAIN, "第2次投票"), desk.paper(AGAIN, "会议）"));
    assert!(first.contains(TWO_SEATS) && !first.contains(OTHER), "{first}");
    assert!(second.contains(OTHER) && !second.contains(TWO_SEATS), "{second}");
}

#[test]
fn without_a_vote_the_list_of_those_present_says_who_came() {
    let minutes = |change: &[(&str, &str, &str, &str)]| {
        let (_folder, desk) = changed(&[&[("方案", "省去的步骤", "内容", "票决")], change].concat());
        desk.paper("会议纪要", "")
    };
    let all = minutes(&[]);
    assert!(all.contains("应到会成员9人，到会9人。会议由") && all.contains("请假：无"), "{all}");
    // Somebody is missing, or may be: left to be filled in.
    let fewer = minutes(&[("方案", "会议出席", "内容", "邱泽南、华敏之、盛启文、龚乐山、陶廷芳、章若水、毛一苇")]);
    assert!(fewer.contains("应到会成员9人，到会7人。会议由") && !fewer.contains("请假：无"), "{fewer}");
    let open = minutes(&[("方案", "会议出席", "内容", "邱泽南等9人")]);
    assert!(!open.contains("应到会成员") && !open.contains("请假：无"), "{open}");
}

#[test]
fn ballots_that_count_for_some_only_are_told_and_not_printed_for_all() {
    let (_folder, desk) = with(|book| {
        for (column, number) in [("有效票数", "8"), ("无效票数", "1"), ("不同意", "5")] {
            book.set("票决", "叶亦舟", column, Cell::Text(number.into()));
        }
    });
    let told: Vec<String> = desk.decisions.problems.iter().map(|problem| problem.message.clone()).collect();
    let told: Vec<&String> = told.iter().filter(|message| message.contains("有效票数不同")).collect();
    assert_eq!(told, ["同一岗位各人选的有效票数不同：9和8，文书上不印有效、无效票数"]);
    let report = desk.paper("票决结果报告单", "");
    assert!(report.contains("收回9票") && report.contains("申佳"), "{report}");
    let minutes = desk.paper("会议纪要", "");
    let of_post = minutes.split("党政办公室副主任").nth(1).unwrap().split("经济服务中心").next().unwrap().to_owned();
    assert!(of_post.contains("收回9票。") && !of_post.contains("有效"), "{minutes}");
}

#[test]
fn who_is_not_let_into_the_interview_is_on_no_paper_of_it() {
    let ratio = || vec![Cell::Text("面试入围比例".into()), Cell::Text("1:3".into())];
    let (_folder, desk) = with(|book| book.rows("方案").push(ratio()));
    let out: Vec<_> = desk.decisions.examination.iter().filter(|own| own.standing == Standing::NotInvited).collect();
    assert!(!out.is_empty());
    let rule = "按笔试成绩由高到低，每个职数取3名参加面试，末位成绩相同的都参加，面试前放弃的依次递补";
    for paper in ["简章", "实施方案"] {
        assert!(desk.paper(paper, "").contains(rule), "{paper}");
    }
    let names: Vec<&str> = out.iter().map(|own| desk.round.applicant(own.person).unwrap().name.as_str()).collect();
    let (_folder, desk) = with(|book| {
        book.rows("方案").push(ratio());
        for name in &names {
            book.rows("面试打分").retain(|row| !row.iter().any(|cell| is(cell, name)));
        }
    });
    let sheet = desk.paper("面试抽签及签到表", "");
    let all = desk.paper("成绩汇总表", "");
    assert!(names.iter().all(|name| !sheet.contains(name)), "{names:?}: {sheet}");
    assert!(all.contains("未进入面试") && !all.contains("缺考1人"), "{all}");
    assert!(status(&desk).contains(&format!("未进入面试{}人", names.len())), "{}", status(&desk));
}
