//! Papers that wait: nobody is named in public, appointed or called off while what it rests on is open or cannot be read.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod support;

use jinggang::forms::{Subjects, subjects};
use jinggang::procedure::State;
use support::Cell;
use support::frames::{Desk, changed, with};

fn shown(desk: &Desk, name: &str) -> String {
    let (facts, _) = desk.laid_out(name, "");
    (1..=facts.pages.len()).map(|page| facts.page(page)).collect()
}

#[test]
fn nobody_is_named_in_public_whose_review_is_open() {
    let open = Err("申佳的资格还待核，资格审查有了结论才能公布".to_owned());
    let (_folder, desk) = changed(&[("资格审查", "申佳", "在编在职", "也许")]);
    for name in ["成绩公示", "考察预告", "任前公示", "任职通知"] {
        assert_eq!(desk.made(name), open, "{name}");
    }
    assert_eq!(desk.made("合格人员名单公示"), Err("资格审查还有待核的人员".to_owned()));
    // Nor is anybody proposed, reported on and appointed.
    assert_eq!(desk.made("公示结果报告"), Err("申佳的资格还待核，资格审查有了结论才能做".to_owned()));
    for name in ["干部任免审批表", "聘书", "试用期满考核表"] {
        let list = desk.made(name).unwrap();
        assert!(!list.is_empty() && list.iter().all(|label| !label.ends_with("-申佳")), "{name}: {list:?}");
    }
    // What stays in the office does not wait, nor does what names nobody.
    for name in ["成绩汇总表", "考察对象名单", "简章"] {
        assert!(desk.made(name).is_ok(), "{name}");
    }
}

#[test]
fn nothing_is_printed_without_the_name_of_the_office() {
    let (_folder, desk) = changed(&[("方案", "单位名称", "内容", "")]);
    for name in ["实施方案", "简章", "报名登记表", "任前公示"] {
        assert_eq!(desk.made(name), Err("方案没有填“单位名称”，补上后再做".to_owned()), "{name}");
    }
}

#[test]
fn no_post_is_called_off_while_somebody_was_not_read() {
    let (folder, desk) = changed(&[]);
    assert!(desk.decisions.cancelled.iter().any(Option::is_some));
    std::fs::write(folder.path().join("某人.lrmx"), "损坏").unwrap();
    let desk = Desk::of(folder.path());
    assert!(desk.decisions.cancelled.iter().all(Option::is_none));
    let open: Vec<&String> = desk.decisions.undecided.iter().flatten().collect();
    assert!(open.iter().any(|reason| reason.contains("“某人.lrmx”里还有人没有读进来")), "{open:?}");
    assert!(desk.made("取消职位及改报通知").is_err());
}

#[test]
fn a_remark_of_who_gave_up_is_told_and_decides_nothing() {
    for (remark, told) in
        [("3月15日本人放弃", true), ("已退出", true), ("不放弃", false), ("曾退出现役", false), ("", false)]
    {
        let (folder, desk) = changed(&[("报名", "叶亦舟", "备注", remark)]);
        let reading = jinggang::workbook::read(folder.path()).unwrap();
        let found = reading.problems.iter().any(|problem| problem.message.contains("备注像是说本人已经退出"));
        assert_eq!(found, told, "{remark}");
        assert!(shown(&desk, "合格人员名单公示").contains("叶亦舟"), "{remark}");
    }
    // Where the column says so, the remark may as well.
    let (folder, _) = changed(&[("报名", "申佳", "备注", "本人放弃"), ("资格审查", "申佳", "审查结论", "本人放弃")]);
    let reading = jinggang::workbook::read(folder.path()).unwrap();
    assert!(reading.problems.iter().all(|problem| !problem.message.contains("备注像是")));
}

#[test]
fn people_of_a_sheet_that_is_not_read_are_told_and_call_no_post_off() {
    for (name, numbered, cancels) in [("补报", true, false), ("补报", false, true), ("往年名册", true, true)] {
        let number = if numbered { "320586198005010012" } else { "无" };
        let cells = |texts: &[&str]| texts.iter().map(|text| Cell::Text((*text).into())).collect::<Vec<_>>();
        let rows = vec![cells(&["甲", "乙", "丙"]), cells(&["1", "某人", number])];
        let (folder, desk) = with(|book| book.sheets.push((name.to_owned(), rows)));
        assert_eq!(desk.decisions.cancelled.iter().any(Option::is_some), cancels, "{name} {number}");
        let reading = jinggang::workbook::read(folder.path()).unwrap();
        let told = reading.problems.iter().find(|problem| problem.code == "unread-people");
        assert_eq!(told.map(|problem| problem.place.cell()), numbered.then(|| "C2".to_owned()), "{name} {number}");
    }
}

#[test]
fn what_other_systems_write_for_an_empty_cell_is_empty_and_told() {
    let (folder, _) = with(|book| {
        for (who, word) in [("申佳", "NULL"), ("叶亦舟", "None"), ("何岸", "\\N"), ("王维堃", "NaT")] {
            book.set("报名", who, "籍贯", Cell::Text(word.into()));
        }
        book.set("报名", "申佳", "出生年月", Cell::Text("nan".into()));
    });
    let reading = jinggang::workbook::read(folder.path()).unwrap();
    let told = |code: &str| {
        let found = reading.problems.iter().filter(|problem| problem.code == code);
        found.map(|problem| problem.message.clone()).collect::<Vec<_>>()
    };
    let words = ["写的是“NULL”，当作空的，这一列共4格", "写的是“nan”，当作空的"];
    assert!(words.iter().all(|word| told("leftover").iter().any(|text| text == word)), "{:?}", told("leftover"));
    assert_eq!(told("no-birth"), ["缺出生年月"]);
    assert!(reading.round.applicants.iter().all(|own| !own.texts.iter().any(|(_, text)| text == "NULL")));
}

#[test]
fn a_title_alone_is_called_by_its_department() {
    let (folder, desk) = with(|book| {
        book.set("岗位", "党政办公室副主任", "岗位名称", Cell::Text("副主任".into()));
        let rows = book.rows("岗位");
        rows[0].push(Cell::Text("所在部门".into()));
        for row in &mut rows[1..] {
            let title = matches!(&row[..], cells if cells.iter().any(|cell| matches!(cell, Cell::Text(text) if text == "副主任")));
            row.push(Cell::Text(if title { "党政办公室" } else { "镇政府" }.into()));
        }
        // By the title alone it is found, too.
        book.set("报名", "申佳", "报考岗位", Cell::Text("副主任".into()));
    });
    let names: Vec<&str> = desk.round.posts.iter().map(|post| post.name.as_str()).collect();
    assert!(names.contains(&"党政办公室副主任") && names.contains(&"城乡建设科副科长"), "{names:?}");
    let reading = jinggang::workbook::read(folder.path()).unwrap();
    assert!(reading.problems.iter().all(|problem| !problem.is_error()), "{:?}", reading.problems);
    assert!(desk.paper("任前公示", "").contains("党政办公室副主任"));
}

#[test]
fn who_stands_in_the_wrong_columns_is_no_empty_line() {
    let (folder, _) = with(|book| {
        let slipped = ["", "", "", "某人", "", "", "320586198005010012"].map(|text| Cell::Text(text.into()));
        book.rows("报名").push(slipped.to_vec());
    });
    let reading = jinggang::workbook::read(folder.path()).unwrap();
    assert!(reading.problems.iter().any(|problem| problem.is_error() && problem.place.sheet == "报名"));
}

#[test]
fn nobody_waits_for_the_review_of_who_has_no_post_left() {
    let (_folder, desk) = changed(&[("资格审查", "俞安澜", "在编在职", "也许")]);
    assert!(desk.made("合格人员名单公示").is_ok(), "{:?}", desk.made("合格人员名单公示"));
    let (_folder, desk) = changed(&[("资格审查", "申佳", "在编在职", "也许")]);
    assert!(desk.made("合格人员名单公示").is_err());
}

#[test]
fn a_conclusion_that_cannot_be_read_makes_nobody_eligible() {
    let (_folder, desk) = changed(&[("资格审查", "申佳", "审查结论", "暂缓")]);
    assert!(desk.made("合格人员名单公示").is_err());
    let (_folder, desk) = changed(&[("资格审查", "叶亦舟", "审查结论", "不符合（超龄）")]);
    assert!(!shown(&desk, "合格人员名单公示").contains("叶亦舟"));
}

#[test]
fn nobody_is_appointed_without_a_result_of_the_publication() {
    for (result, reason) in [("", "等“任用”表的公示结果"), ("有异议", "公示结果没有看懂，等改正")]
    {
        let (_folder, desk) = changed(&[("任用", "申佳", "公示结果", result)]);
        for name in ["聘书", "试用期满考核表"] {
            let list = desk.made(name).unwrap();
            assert!(!list.is_empty() && list.iter().all(|label| !label.ends_with("-申佳")), "{name}: {list:?}");
        }
        assert!(!shown(&desk, "任职通知").contains("申佳"), "{result}");
        // The form goes up for approval before the publication; an objection stops it.
        let forms = desk.made("干部任免审批表").unwrap();
        assert_eq!(forms.iter().any(|label| label.ends_with("-申佳")), result.is_empty());
        let paths = jinggang::procedure::Path::of(&desk.round, &desk.decisions);
        let of = |name: &str| desk.round.applicants.iter().position(|own| own.name.as_str() == name).unwrap();
        let path = &paths[of("申佳")];
        assert_eq!((path.state, path.reason.as_str()), (State::Elected, reason));
    }
}

/// Why a document is not made, or not for some.
fn held(desk: &Desk, name: &str) -> Vec<String> {
    let form = desk.office.forms.iter().find(|form| form.name == name).unwrap();
    match subjects(form, &desk.round, &desk.decisions) {
        Subjects::Ready(list) => list.into_iter().filter_map(|own| Some(own.blocked?.reason)).collect(),
        Subjects::Waiting(reason) => vec![reason],
    }
}

#[test]
fn a_notice_of_appointment_leaves_out_nobody_who_cannot_be_read() {
    assert!(held(&Desk::sample(), "任职通知").is_empty());
    for (column, written, notice, report) in [
        ("公示结果", "无意见吧", "同一文号的申佳，“任用”表里的公示结果没有看懂", "申佳的公示结果填了，没有看懂"),
        (
            "岗位",
            "党政办主管",
            "同一文号的另一行（“任用”表 第2行）姓名或者岗位看不懂",
            "“任用”表 第2行的姓名或者岗位看不懂",
        ),
    ] {
        let (_folder, desk) = changed(&[("任用", "申佳", column, written)]);
        let found = held(&desk, "任职通知");
        assert!(found.len() == 1 && found[0].starts_with(notice), "{found:?}");
        let found = held(&desk, "公示结果报告");
        assert!(found.len() == 1 && found[0].starts_with(report), "{found:?}");
    }
    // Nor whose post is not the one they were elected to.
    let (_folder, desk) = changed(&[("任用", "申佳", "岗位", "经济服务中心主任")]);
    let found = held(&desk, "任职通知");
    assert!(
        found.len() == 1 && found[0].starts_with("同一文号的申佳还不是“任用”表里这一岗位的拟聘任人选"),
        "{found:?}"
    );
}

#[test]
fn a_number_of_seats_that_cannot_be_read_is_printed_nowhere() {
    let (_folder, desk) = changed(&[("岗位", "党政办公室副主任", "职数", "正副各1")]);
    let names =
        ["报名情况一览表", "资格审查一览表", "合格人员名单公示", "取消职位及改报通知", "成绩汇总表", "成绩公示"];
    for name in names {
        let waits = desk.made(name).unwrap_err();
        assert!(waits.contains("的“职数”看不懂，改正后再定"), "{name}: {waits}");
    }
}

#[test]
fn votes_decide_nothing_while_a_cell_of_them_cannot_be_read() {
    let columns = [
        "第几次投票",
        "票决日期",
        "应到人数",
        "实到人数",
        "发出票数",
        "收回票数",
        "有效票数",
        "无效票数",
        "不同意",
        "弃权",
    ];
    for column in columns {
        let (_folder, desk) = changed(&[("票决", "申佳", column, "好几张")]);
        for name in ["票决结果报告单", "会议纪要", "任前公示"] {
            let waits = desk.made(name).unwrap_err();
            assert!(
                waits.starts_with("“票决”表 ") && waits.ends_with(&format!("2 的{column}看不懂，改正后再定")),
                "{name}: {waits}"
            );
        }
        let forms = desk.made("干部任免审批表").unwrap();
        assert!(!forms.is_empty() && forms.iter().all(|label| !label.ends_with("-申佳")), "{forms:?}");
    }
}

#[test]
fn ballots_of_the_evaluation_decide_nothing_while_a_cell_of_them_cannot_be_read() {
    for column in ["批次", "测评日期", "实到人数", "无效票数", "弃权", "德好", "总体优秀"] {
        let (_folder, desk) = changed(&[("民主测评", "申佳", column, "好几张")]);
        assert_eq!(desk.made("票决票"), Err("等“民主测评”表的票数".to_owned()), "{column}");
        // The other batch is counted.
        assert_eq!(desk.made("民主测评汇总表"), Ok(vec!["第2批".to_owned()]), "{column}");
    }
}

#[test]
fn another_row_does_not_count_in_place_of_one_that_cannot_be_read() {
    let (_folder, desk) = with(|book| {
        let named = |own: &Cell| matches!(own, Cell::Text(text) if text == "申佳");
        let again = book.rows("民主测评").iter().find(|row| row.iter().any(named)).cloned().unwrap();
        book.set("民主测评", "申佳", "德好", Cell::Text("好几张".into()));
        book.rows("民主测评").push(again);
    });
    assert_eq!(desk.made("票决票"), Err("等“民主测评”表的票数".to_owned()));
}

#[test]
fn posts_nobody_has_applied_for_yet_are_not_called_off() {
    let (_folder, desk) = with(|book| {
        book.sheets.retain(|(name, _)| ["方案", "岗位", "报名"].contains(&name.as_str()));
        book.truncate("报名", 0);
    });
    assert_eq!(desk.made("取消职位及改报通知"), Err("等“报名”表".to_owned()));
    assert!(desk.decisions.cancelled.iter().all(Option::is_none));
}

#[test]
fn a_post_is_not_called_off_while_the_post_of_an_applicant_cannot_be_told() {
    let (_folder, desk) =
        changed(&[("方案", "最少报名人数", "内容", "7"), ("报名", "叶亦舟", "报考岗位", "综合科科长")]);
    let open = desk.decisions.undecided.iter().flatten().next().expect("a post about which it is open");
    assert!(open.contains("叶亦舟"), "{open}");
    assert_eq!(desk.made("取消职位及改报通知").as_ref(), Err(open));
}

#[test]
fn nobody_is_ranked_or_named_while_it_is_open_who_belongs_to_the_posts() {
    let resting =
        ["合格人员名单公示", "笔试签到表", "面试抽签及签到表", "成绩汇总表", "成绩公示", "考察对象名单", "考察预告"];
    for (written, why) in [("综合科科长", "叶亦舟的报考岗位看不懂，改正后再定"), ("", "叶亦舟没有填报考岗位，填了再定")]
    {
        let (_folder, desk) = changed(&[("报名", "叶亦舟", "报考岗位", written)]);
        for name in resting {
            assert_eq!(desk.made(name), Err(why.to_owned()), "{name}");
        }
        assert!(desk.decisions.examination.iter().all(|own| own.rank.is_none()));
        for name in ["报名情况一览表", "资格审查一览表"] {
            let paper = desk.paper(name, "");
            assert!(paper.contains("其中1人报考岗位待改正") && !paper.contains("无人报名"), "{name}: {paper}");
        }
    }
    // Somebody without a name may be anybody's rival, too.
    let (_folder, desk) = changed(&[("报名", "叶亦舟", "姓名", "")]);
    for name in resting {
        let waits = desk.made(name).unwrap_err();
        assert!(waits.contains("有人没有读进来，改正后再定"), "{name}: {waits}");
    }
    assert!(desk.paper("报名情况一览表", "").contains("另有人没有读进来"));
    // A row of marks without a name is nobody who applied.
    let (_folder, desk) = changed(&[("成绩", "叶亦舟", "姓名", "")]);
    assert!(desk.round.missed.is_none() && desk.decisions.unplaced.iter().all(Option::is_none));
}

#[test]
fn marks_that_no_weights_join_wait_for_the_weights() {
    let (_folder, desk) = changed(&[("方案", "笔试权重", "内容", "70%")]);
    for name in ["成绩公示", "成绩汇总表", "考察对象名单", "民主测评票"] {
        assert_eq!(desk.made(name), Err("等改正笔试权重和面试权重".to_owned()), "{name}");
    }
}

#[test]
fn a_paper_of_one_post_waits_for_that_post_only() {
    // The figures of one post do not add up: nobody else's form waits.
    let (_folder, desk) = changed(&[("票决", "申佳", "不同意", "9")]);
    let elected = |name: &str| desk.made(name).unwrap().join("、");
    let others =
        "经济服务中心主任-吴振湖、城乡建设科副科长-许念𤧛、城乡建设科副科长-何岸、古镇保护与旅游发展科科长-金鹤年";
    assert_eq!(elected("干部任免审批表"), others);
    assert!(!elected("聘书").contains("申佳"));
    // What lists everybody elected does wait.
    for name in ["票决结果报告单", "会议纪要", "任前公示"] {
        assert_eq!(desk.made(name), Err("票决票数前后不符，改正后再定".to_owned()), "{name}");
    }
}

#[test]
fn nobody_is_called_unelected_while_a_vote_decides_nothing() {
    let told = |cells: &[(&str, &str, &str, &str)]| -> Vec<String> {
        let (_folder, desk) = changed(cells);
        let own = desk.decisions.problems.iter().filter(|problem| problem.place.sheet == "任用");
        own.map(|problem| format!("{}{}", problem.severity.as_str(), problem.message)).collect()
    };
    let cells = [("票决", "申佳", "不同意", "9")];
    assert_eq!(
        told(&cells),
        ["提醒填了任职日期，这一岗位的票决却还没有定下来（票决票数前后不符，改正后再定），先不当作已经任职"]
    );
    assert_eq!(told(&[cells[0], ("任用", "申佳", "任职日期", "")]), Vec::<String>::new());
    // Counted, and not elected.
    let lost = [("票决", "申佳", "同意", "2"), ("票决", "申佳", "不同意", "6")];
    assert_eq!(told(&lost), ["错误票决没有通过此人担任这一岗位，不能任用"]);
}

#[test]
fn a_template_says_which_part_it_belongs_to_not_its_name() {
    let template = |about: &str| {
        let text = format!("#let 说明 = (每: \"轮次\"{about})\n#let 文书(数据) = [命题规律]\n");
        let folder = tempfile::tempdir().unwrap();
        let mut book = support::Book::sample();
        book.set("方案", "省去的步骤", "内容", support::Cell::Text("笔试".into()));
        book.write(folder.path());
        let own = folder.path().join("模板/5-考试");
        std::fs::create_dir_all(&own).unwrap();
        std::fs::write(own.join("近年笔试命题规律.typ"), text).unwrap();
        Desk::of(folder.path()).made("近年笔试命题规律").map(|list| list.len())
    };
    assert_eq!(template(""), Ok(1));
    let held_back = template(", 属于: \"笔试\"");
    assert!(held_back.as_ref().is_err_and(|reason| reason.starts_with("本轮不举行笔试（方案第")), "{held_back:?}");
}

#[test]
fn two_people_of_one_number_are_two_and_call_no_post_off() {
    // 党政办公室副主任 without all but three, the third with the number of the second.
    let (folder, desk) = with(|book| {
        let (post, number) = (book.column("报名", "报考岗位"), book.column("报名", "身份证号"));
        let rows = book.rows("报名");
        let is = |cell: &Cell| matches!(cell, Cell::Text(text) if text == "党政办公室副主任");
        let own: Vec<usize> = (1..rows.len()).filter(|at| is(&rows[*at][post])).collect();
        let taken = rows[own[1]][number].clone();
        rows[own[2]][number] = taken;
        for at in own.iter().skip(3).rev() {
            rows.remove(*at);
        }
        // Nobody's review has a conclusion by hand; one answer says that registration is over.
        book.truncate("资格审查", 1);
        for name in ["成绩", "面试打分", "民主测评", "谈话", "考察", "票决", "任用"] {
            book.sheets.retain(|(own, _)| own != name);
        }
    });
    let own = desk.round.posts.iter().position(|post| post.name == "党政办公室副主任").unwrap();
    let people: Vec<_> = desk.round.applicants.iter().filter(|own| own.post.is_some_and(|post| post.0 == 0)).collect();
    assert_eq!(people.len(), 3);
    assert_eq!(people.iter().filter(|own| own.blocked.is_some()).count(), 2);
    assert!(desk.decisions.cancelled[own].is_none(), "{:?}", desk.decisions.cancelled[own]);
    let open = desk.decisions.undecided[own].clone().unwrap_or_default();
    assert!(open.contains("是否取消要等"), "{open}");
    let reading = jinggang::workbook::read(folder.path()).unwrap();
    let told: Vec<_> = reading.problems.iter().filter(|problem| problem.code == "repeated-id").collect();
    assert_eq!(told.len(), 1);
}

#[test]
fn people_on_a_hidden_sheet_are_told_and_call_no_post_off() {
    for (name, number, cancels) in
        [("补报", "320586198005010012", false), ("补报", "", true), ("往年名册", "320586198005010012", true)]
    {
        let folder = tempfile::tempdir().unwrap();
        let mut book = support::Book::sample();
        let cells = |texts: &[&str]| texts.iter().map(|text| Cell::Text((*text).into())).collect::<Vec<_>>();
        book.sheets.push((name.to_owned(), vec![cells(&["甲", "乙", "丙"]), cells(&["1", "某人", number])]));
        book.write_hiding(folder.path(), &[name]);
        let desk = Desk::of(folder.path());
        assert_eq!(desk.decisions.cancelled.iter().any(Option::is_some), cancels, "{name} {number}");
        let reading = jinggang::workbook::read(folder.path()).unwrap();
        let told = reading.problems.iter().any(|own| own.code == "hidden-sheet" && own.place.sheet == name);
        assert_eq!(told, !cancels, "{name} {number}");
    }
}

#[test]
fn what_public_papers_leave_blank_is_told_once_they_are_called_for() {
    let told = |cells: &[(&str, &str, &str, &str)]| -> Vec<String> {
        let (_folder, desk) = changed(cells);
        let own = desk.decisions.problems.iter().filter(|problem| problem.code == "blank-item");
        own.map(|problem| problem.message.clone()).collect()
    };
    assert_eq!(told(&[]), Vec::<String>::new());
    for (item, message) in [
        ("合格人员公示时间", "方案没有填“合格人员公示时间”，合格人员名单公示上空着"),
        ("成绩公示时间", "方案没有填“成绩公示时间”，成绩公示上空着"),
        ("公示开始", "方案没有填“公示开始”，任前公示上公示的起止日期空着"),
        ("会议主持", "方案没有填“会议主持”，会议纪要上空着"),
        ("本单位监督电话", "方案没有填“本单位监督电话”，简章和各种公示、预告上不写"),
        ("报名地点", "方案没有填“报名地点”，简章上印“另行通知”或者空着"),
    ] {
        assert_eq!(told(&[("方案", item, "内容", "")]), [message], "{item}");
    }
    assert_eq!(told(&[("任用", "申佳", "任职文号", "")]), ["填了任职日期，没有填任职文号，申佳的任职通知上文号空着"]);
    // An item that no round of this kind prints is not missed.
    let (_folder, desk) = changed(&[("方案", "公示开始", "内容", ""), ("方案", "省去的步骤", "内容", "任前公示")]);
    assert!(desk.decisions.problems.iter().all(|problem| problem.code != "blank-item"));
}

#[test]
fn the_next_step_names_what_is_to_be_filled_in() {
    use jinggang::procedure::Status;
    let next = |cells: &[(&str, &str, &str, &str)]| {
        let (_folder, desk) = changed(cells);
        Status::of(&desk.round, &desk.decisions).next.join("\n")
    };
    let shown =
        next(&[("任用", "申佳", "任职日期", ""), ("任用", "申佳", "公示结果", ""), ("方案", "公示开始", "内容", "")]);
    for word in ["方案还没有写公示开始", "申佳还没有公示结果和任职日期", "填“方案”表的公示开始和“任用”表"]
    {
        assert!(shown.contains(word), "{word}: {shown}");
    }
    let shown = next(&[("资格审查", "申佳", "在编在职", "")]);
    assert!(shown.contains("填“资格审查”表"), "{shown}");
    // What is open behind a step that has begun is named, and what cannot be read before both.
    let shown = next(&[("成绩", "申佳", "笔试成绩", "")]);
    assert!(shown.contains("5 考试：有综合成绩"), "{shown}");
    let shown = next(&[("方案", "报名截止", "内容", "三月中")]);
    assert!(shown.starts_with("党政办公室副主任、") && shown.contains("报名截止"), "{shown}");
}

#[test]
fn marks_that_are_waited_for_are_those_of_the_examination_that_is_held() {
    let reason = |cells: &[(&str, &str, &str, &str)]| {
        let (_folder, desk) = changed(cells);
        desk.made("成绩公示").unwrap_err()
    };
    assert_eq!(reason(&[("成绩", "申佳", "笔试成绩", "")]), "等笔试和面试成绩");
    let without = [("方案", "省去的步骤", "内容", "笔试"), ("面试打分", "申佳", "考官1", "看不清")];
    assert_eq!(reason(&without), "等面试成绩");
}

#[test]
fn what_is_entered_about_a_cancelled_post_counts_for_nothing_and_is_told_once_a_sheet() {
    let (_folder, desk) = changed(&[("方案", "最少报名人数", "内容", "8")]);
    let told: Vec<&str> = desk
        .decisions
        .problems
        .iter()
        .filter(|own| own.code == "cancelled-post")
        .map(|own| own.message.as_str())
        .collect();
    assert!(told.iter().any(|text| text.contains("已经取消（") && text.ends_with("填的票决票数不作数")), "{told:?}");
    let cancelled = desk.decisions.cancelled.iter().filter(|own| own.is_some()).count();
    assert!(told.len() <= 3 * cancelled && !told.is_empty(), "{told:?}");
    let others = desk.decisions.problems.iter().filter(|own| own.message.contains("民主测评还没有结果"));
    assert_eq!(others.count(), 0);
}

#[test]
fn nobody_is_said_to_sign_no_letter_who_is_not_appointed_yet() {
    let names = ["吴振湖", "许念𤧛", "金鹤年"];
    let cells: Vec<_> = names.iter().map(|name| ("任用", *name, "任职日期", "")).collect();
    let (_folder, desk) = changed(&cells);
    let reason = desk.made("聘书").unwrap_err();
    assert!(names.iter().all(|name| reason.contains(name)) && reason.contains("任职日期"), "{reason}");
}

#[test]
fn the_table_of_the_interview_waits_for_everybody_of_a_post_that_has_marks() {
    let (_folder, desk) = with(|book| {
        let name = book.column("面试打分", "姓名");
        book.rows("面试打分").retain(|row| !matches!(&row[name], Cell::Text(text) if text == "申佳"));
    });
    let reason = desk.made("面试成绩统计表").unwrap_err();
    assert!(reason.contains("等申佳的面试打分"), "{reason}");
    assert!(Desk::sample().made("面试成绩统计表").is_ok());
}
