//! Sentences and sheets that are right for one, for many and for none, and room that is used before anything is made smaller.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod support;

use support::Cell;
use support::extremes::append;
use support::frames::{Desk, Facts, changed, with};

const NAME: &str = "新疆维吾尔自治区博尔塔拉蒙古自治州温泉县自然资源局";

/// The numbers that stand on a page, sorted.
fn numbers(facts: &Facts, page: usize) -> Vec<u32> {
    let own = facts.texts.iter().filter(|text| text.page == page);
    let mut found: Vec<u32> = own.filter_map(|text| text.text.parse().ok()).collect();
    found.sort_unstable();
    found
}

#[test]
fn half_is_exceeded_and_two_thirds_are_reached() {
    let (_folder, desk) = changed(&[("方案", "测评通过比例", "内容", "过半数")]);
    let report = desk.paper("考察材料", "申佳");
    assert!(report.contains("，超过半数。") && !report.contains("达到过半数"), "{report}");
    let (_folder, desk) = changed(&[("方案", "票决会议出席比例", "内容", "过半数")]);
    let minutes = desk.paper("会议纪要", "");
    assert!(minutes.contains("符合会议出席人数超过半数的规定"), "{minutes}");
    let desk = Desk::sample();
    assert!(desk.paper("考察材料", "申佳").contains("，达到三分之二。"));
    assert!(desk.paper("会议纪要", "").contains("符合会议出席人数达到三分之二的规定"));
}

#[test]
fn as_many_candidates_as_seats_are_no_choice_among_more() {
    let (_folder, desk) = changed(&[("方案", "差额比例", "内容", "1")]);
    let list = desk.paper("成绩汇总表", "");
    assert!(list.contains("考察人选") && !list.contains("差额人选"), "{list}");
    assert!(Desk::sample().paper("成绩汇总表", "").contains("差额人选"));
    assert!(Desk::sample().paper("会议纪要", "").contains("差额票决"));
}

#[test]
fn one_post_is_not_every_post() {
    let (_folder, desk) = with(|book| {
        let column = book.column("岗位", "岗位名称");
        let wanted = |cell: &Cell| matches!(cell, Cell::Text(text) if text == "党政办公室副主任" || text == "岗位名称");
        book.rows("岗位").retain(|row| wanted(&row[column]));
        for (sheet, header) in [("报名", "报考岗位"), ("民主测评", "岗位"), ("票决", "岗位"), ("任用", "岗位")]
        {
            let column = book.column(sheet, header);
            book.rows(sheet)
                .retain(|row| wanted(&row[column]) || matches!(&row[column], Cell::Text(text) if text == header));
        }
    });
    let notice = desk.paper("考察预告", "");
    assert!(notice.contains("确定了差额人选") && !notice.contains("各岗位"), "{notice}");
    let minutes = desk.paper("会议纪要", "");
    assert!(minutes.contains("汇报，进行了讨论和票决"), "{minutes}");
}

#[test]
fn a_page_of_signatures_holds_a_run_of_numbers() {
    let (_folder, desk) = with(|book| {
        book.set("方案", "测评应到人数", "内容", Cell::Text("60".into()));
        append(book.rows("方案"), &[("项目", "动员会应到人数"), ("内容", "60")]);
    });
    for (form, subject) in [("动员会签到表", ""), ("民主测评会签到表", "第1批")] {
        let (facts, _) = desk.laid_out(form, subject);
        assert_eq!(facts.pages.len(), 2, "{form}");
        assert_eq!(numbers(&facts, 1), (1..=30).collect::<Vec<_>>(), "{form}");
        assert_eq!(numbers(&facts, 2), (31..=60).collect::<Vec<_>>(), "{form}");
        // The rows are higher where there are fewer: the page is filled.
        let low = facts.texts.iter().filter(|text| text.page == 1).map(|text| text.y).fold(0.0, f64::max);
        assert!(low > 225.0, "{form}: {low}");
    }
}

#[test]
fn points_of_an_interview_are_printed_for_all_elements_or_for_none() {
    let elements = "语言表达20分、综合分析30分、管理能力30分、专业素养20分";
    let (_folder, desk) = with(|book| append(book.rows("方案"), &[("项目", "面试测评要素"), ("内容", elements)]));
    let form = desk.paper("面试评分表", "党政办公室副主任");
    assert!(form.contains("管理能力") && !form.contains("口齿清楚"), "{form}");
    assert!(Desk::sample().paper("面试评分表", "党政办公室副主任").contains("口齿清楚"));
}

#[test]
fn a_long_talk_takes_the_room_of_what_is_still_empty() {
    let points = "为人正派，业务熟练。".repeat(45);
    let (_folder, desk) = changed(&[("谈话", "申佳", "谈话要点", &points)]);
    let (facts, overflowing) = desk.laid_out("个别谈话记录表", "申佳");
    assert!(overflowing.is_empty(), "{overflowing:?}");
    let size = facts.texts.iter().filter(|text| text.page == 1 && text.text.contains("业务熟练")).map(|text| text.size);
    assert!(size.fold(f64::MAX, f64::min) > 11.9);
    assert_eq!(facts.pages.len(), Desk::sample().laid_out("个别谈话记录表", "申佳").0.pages.len());
}

#[test]
fn the_number_of_a_notice_stays_in_its_cell() {
    let (_folder, desk) = with(|book| {
        let column = book.column("任用", "任职文号");
        for row in book.rows("任用").iter_mut().skip(1) {
            row[column] = Cell::Text("新博温自然资人发〔2012〕5号".into());
        }
    });
    let form = desk.office.forms.iter().find(|own| own.name == "试用期满考核表").unwrap();
    let jinggang::forms::Subjects::Ready(list) = jinggang::forms::subjects(form, &desk.round, &desk.decisions) else {
        panic!("it waits")
    };
    let (facts, overflowing) = desk.laid_out("试用期满考核表", &list[0].label);
    assert!(overflowing.is_empty(), "{overflowing:?}");
    let (office, year) = (facts.text("新博温自然资人发"), facts.text("〔2012〕5号"));
    assert!(year.bottom - office.top < 11.0, "{} {}", office.top, year.bottom);
}

#[test]
fn a_name_with_an_autonomous_prefecture_is_broken_behind_it() {
    let party = format!("中共{NAME}党组");
    let (_folder, desk) = changed(&[
        ("方案", "单位名称", "内容", NAME),
        ("方案", "发文机关", "内容", NAME),
        ("方案", "党组织名称", "内容", &party),
        ("方案", "单位类型", "内容", "局"),
    ]);
    for (form, subject) in [("任前公示", ""), ("关于印发实施方案的通知", ""), ("票决票", ""), ("简章", "")]
    {
        let (facts, _) = desk.laid_out(form, subject);
        let own = facts.texts.iter().filter(|text| text.page == 1 && text.fonts[0] == "Noto Serif SC");
        for text in own {
            let torn = ["博尔塔", "新疆", "维吾尔", "博尔塔拉", "博尔塔拉蒙古"];
            assert!(!torn.iter().any(|end| text.text.ends_with(end)), "{form}: {}", text.text);
        }
    }
    // Under the number of the minutes the name takes several lines rather than small print.
    let (facts, _) = desk.laid_out("会议纪要", "");
    let line = facts.text("温泉县自然资源局办公室");
    assert!(line.size > 15.9, "{}", line.size);
}

#[test]
fn marks_say_how_they_are_rounded_and_who_was_absent() {
    let (_folder, desk) = changed(&[("方案", "取整时机", "内容", "各项折算后"), ("方案", "笔试权重", "内容", "六成")]);
    let notice = desk.paper("成绩公示", "");
    assert!(notice.contains("笔试成绩×60%＋面试成绩×40%，"), "{notice}");
    assert!(notice.contains("笔试、面试成绩按未取整的分数各自折算后四舍五入保留2位小数，再相加"), "{notice}");
    let (_folder, desk) = with(|book| {
        book.rows("面试打分").retain(|row| !matches!(&row[0], Cell::Text(text) if text == "于喆"));
        book.set("成绩", "于喆", "面试成绩", Cell::Text("缺考".into()));
    });
    let list = desk.paper("成绩汇总表", "");
    let own = list.split("于　喆").nth(1).unwrap();
    assert!(own.chars().take(40).collect::<String>().contains("缺考"), "{own}");
}

/// 80×50%＋84.17×50% is 82.09, not the 82.08 that stands beside it: a paper with the total says what was weighted.
#[test]
fn a_total_of_marks_that_are_not_rounded_says_so() {
    let round = |when: &'static str| {
        with(move |book| {
            for (item, text) in [("笔试权重", "50%"), ("面试权重", "50%"), ("取整时机", when)] {
                book.set("方案", item, "内容", Cell::Text(text.into()));
            }
            book.set("成绩", "申佳", "笔试成绩", Cell::Text("80".into()));
            let marks = ["90", "80", "84.1", "84.2", "84.2", "", ""];
            for row in book.rows("面试打分").iter_mut().skip(1) {
                let who = matches!(&row[0], Cell::Text(name) if name == "申佳");
                let judges = row.len() - 7;
                for (cell, mark) in row[judges..].iter_mut().zip(marks) {
                    if who || mark.is_empty() {
                        *cell = Cell::Text(mark.into());
                    }
                }
            }
        })
    };
    let said = "笔试、面试成绩按未取整的分数折算，综合成绩四舍五入保留2位小数";
    let total = |list: &str| list.split("申　佳").nth(1).unwrap().chars().take(40).collect::<String>();
    let (_folder, desk) = round("折算后");
    for name in ["成绩公示", "成绩汇总表", "考察对象名单", "简章", "实施方案"] {
        let shown = desk.paper(name, "");
        assert!(shown.contains(said), "{name}: {shown}");
    }
    let own = total(&desk.paper("成绩汇总表", ""));
    assert!(own.contains("84.17") && own.contains("82.08"), "{own}");
    let (_folder, desk) = round("折算前");
    let list = desk.paper("成绩汇总表", "");
    assert!(!list.contains("未取整") && total(&list).contains("82.09"), "{list}");
}

/// Marks that are rounded before they are weighted are printed as they are weighted, or the paper would not add up.
#[test]
fn marks_rounded_first_are_printed_rounded() {
    let list = |when: &'static str| {
        let (_folder, desk) = with(move |book| {
            book.set("方案", "取整时机", "内容", Cell::Text(when.into()));
            book.set("成绩", "申佳", "笔试成绩", Cell::Text("80.005".into()));
            book.set("成绩", "申佳", "面试成绩", Cell::Text("81.015".into()));
        });
        let list = desk.paper("成绩汇总表", "");
        list.split("申　佳").nth(1).unwrap().chars().take(40).collect::<String>()
    };
    let (first, last) = (list("折算前"), list("折算后"));
    for (rounded, given) in [("80.01", "80.005"), ("81.02", "81.015")] {
        assert!(first.contains(rounded) && !first.contains(given), "{first}");
        assert!(last.contains(given), "{last}");
    }
}

/// GB/T 9704-2012, 7.4.2: 抄送：A，B。 above 印发机关; a clerk may have typed the word and the full stop too.
#[test]
fn offices_that_a_notice_is_copied_to_stand_above_its_printing() {
    let (folder, desk) = with(|book| {
        let offices = "抄送：区委组织部、区人社局,各村、各社区。";
        append(book.rows("方案"), &[("项目", "抄送机关"), ("内容", offices)]);
    });
    let told = jinggang::workbook::read(folder.path()).unwrap().problems;
    assert!(told.is_empty(), "{told:?}");
    for name in ["任职通知", "关于印发实施方案的通知"] {
        let (facts, overflowing) = desk.laid_out(name, "");
        assert!(overflowing.is_empty(), "{name}: {overflowing:?}");
        let shown = facts.words();
        assert!(shown.contains("抄送：区委组织部、区人社局，各村、各社区。"), "{name}: {shown}");
        let (copied, printed) = (facts.text("抄送"), facts.text("日印发"));
        assert!(copied.page == printed.page && copied.y < printed.y, "{name}");
        assert!(!Desk::sample().paper(name, "").contains("抄送"), "{name}");
    }
}

/// 收回 = 有效 + 无效: the reader of the minutes is not left to wonder where a vote went.
#[test]
fn minutes_have_the_votes_that_are_void() {
    let (_folder, desk) = with(|book| {
        for (name, agree) in [("申佳", "6"), ("叶亦舟", "2")] {
            for (column, text) in [("有效票数", "8"), ("无效票数", "1"), ("同意", agree), ("不同意", "0")]
            {
                book.set("票决", name, column, Cell::Text(text.into()));
            }
            let blank = 8 - agree.parse::<u32>().unwrap();
            book.set("票决", name, "弃权", Cell::Text(blank.to_string()));
        }
    });
    let minutes = desk.paper("会议纪要", "");
    assert!(minutes.contains("收回9票，有效8票、无效1票。"), "{minutes}");
    assert!(!Desk::sample().paper("会议纪要", "").contains("无效"));
}

/// A term is said in one way on every paper: 三年, 一年, 六个月.
#[test]
fn terms_are_in_chinese_figures_on_every_paper() {
    for (trial, words) in [("1", "试用期一年"), ("6个月", "试用期六个月")] {
        let (_folder, desk) = changed(&[("方案", "试用期年数", "内容", trial)]);
        for (name, subject) in [
            ("任前公示", ""),
            ("干部任免审批表", "申佳"),
            ("实施方案", ""),
            ("任职通知", ""),
            ("聘书", "吴振湖"),
            ("试用期满考核表", "申佳"),
        ] {
            let shown = desk.paper(name, subject);
            assert!(shown.contains(words), "{name}: {shown}");
            for figures in ["试用期1年", "试用期6个月", "聘期3年"] {
                assert!(!shown.contains(figures), "{name}: {figures}");
            }
        }
    }
}

/// 任职时间从…算起 where the term does not begin on the day of the notice.
#[test]
fn a_term_that_begins_before_the_notice_says_from_when_the_office_is_held() {
    let (_folder, desk) = changed(&[("方案", "聘期起算", "内容", "票决日期")]);
    let notice = desk.paper("任职通知", "");
    let said = "聘期三年（自2012年4月16日至2015年4月15日），其中试用期一年（自2012年4月16日至2013年4月15日）。任职时间从2012年4月16日算起。";
    assert!(notice.contains(said) && notice.contains("2012年4月25日印发"), "{notice}");
    let notice = Desk::sample().paper("任职通知", "");
    assert!(notice.contains("其中试用期一年（自2012年4月25日至2013年4月24日）。"), "{notice}");
    assert!(!notice.contains("任职时间从"), "{notice}");
}

#[test]
fn the_end_of_a_trial_is_decided_by_two_thirds_and_by_one_of_three_opinions() {
    let shown = Desk::sample().paper("试用期满考核表", "申佳");
    for words in [
        "优秀、称职",
        "优秀、称职票合计未超过三分之二的，原则上不能正式聘用。",
        "□同意正式聘用",
        "□延长试用期",
        "□免去试任职务",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let (facts, overflowing) = Desk::sample().laid_out("试用期满考核表", "申佳");
    assert!(overflowing.is_empty() && facts.pages.len() == 2, "{overflowing:?}");
}

/// Nobody is asked to write or to come where no address is given.
#[test]
fn letters_and_visits_are_asked_for_where_there_is_an_address() {
    let plain = Desk::sample().paper("任前公示", "");
    assert!(plain.contains("可以通过来电反映") && !plain.contains("来信") && !plain.contains("来访"), "{plain}");
    let (folder, desk) = with(|book| {
        for (item, text) in
            [("受理部门", "甪直镇纪委"), ("受理地址", "甪直镇晓市路1号"), ("电子邮箱", "jw@example.com")]
        {
            append(book.rows("方案"), &[("项目", item), ("内容", text)]);
        }
    });
    let told = jinggang::workbook::read(folder.path()).unwrap().problems;
    assert!(told.is_empty(), "{told:?}");
    let shown = desk.paper("任前公示", "");
    assert!(shown.contains("可以通过来信、来电、来访、电子邮件等形式反映"), "{shown}");
    for name in ["任前公示", "考察预告", "合格人员名单公示"] {
        let shown = desk.paper(name, "");
        let said = "受理部门：甪直镇纪委；受理地址：甪直镇晓市路1号。电子邮箱：jw@example.com。";
        assert!(shown.contains(said), "{name}: {shown}");
    }
}

/// 按要素: the table has what the mean is made of. Of 10, 12, 13, 14, 15 and 20, 25, 21, 22, 23 remain 39 and 66: 105÷3.
#[test]
fn a_mean_by_elements_can_be_computed_again_from_its_table() {
    let (_folder, desk) = with(|book| {
        book.set("方案", "去分方式", "内容", Cell::Text("按要素".into()));
        let header = ["姓名", "抽签号", "要素", "考官1", "考官2", "考官3", "考官4", "考官5"];
        let text = |cells: &[&str]| cells.iter().map(|cell| Cell::Text((*cell).into())).collect::<Vec<_>>();
        *book.rows("面试打分") = vec![
            text(&header),
            text(&["申佳", "1", "语言表达", "10", "12", "13", "14", "15"]),
            text(&["申佳", "1", "综合分析", "20", "25", "21", "22", "23"]),
        ];
        // Nobody else of the post comes to the interview.
        let (name, post) = (book.column("报名", "姓名"), book.column("报名", "报考岗位"));
        let is = |cell: &Cell, text: &str| matches!(cell, Cell::Text(own) if own == text);
        let of_post = |row: &&Vec<Cell>| is(&row[post], "党政办公室副主任") && !is(&row[name], "申佳");
        let others: Vec<Cell> = book.rows("报名").iter().filter(of_post).map(|row| row[name].clone()).collect();
        let (name, mark) = (book.column("成绩", "姓名"), book.column("成绩", "笔试成绩"));
        let is_other = |cell: &Cell| others.iter().any(|own| matches!(own, Cell::Text(text) if is(cell, text)));
        for row in book.rows("成绩").iter_mut().filter(|row| is_other(&row[name])) {
            row[mark] = Cell::Text("50".into());
        }
    });
    let (facts, overflowing) = desk.laid_out("面试成绩统计表", "");
    assert!(overflowing.is_empty(), "{overflowing:?}");
    let row = |name: &str| {
        let y = facts.text(name).y;
        let mut own: Vec<_> = facts.texts.iter().filter(|text| (text.y - y).abs() < 1.0).collect();
        own.sort_by(|one, two| one.x.total_cmp(&two.x));
        own.iter().map(|text| text.text.as_str()).filter(|text| text.parse::<f64>().is_ok()).collect::<Vec<_>>()
    };
    assert_eq!(row("语言表达"), ["10", "12", "13", "14", "15", "15", "10", "39"]);
    assert_eq!(row("综合分析"), ["20", "25", "21", "22", "23", "25", "20", "66"]);
    let sum = row("合　计");
    assert_eq!(sum, ["30", "37", "34", "36", "38", "105", "35.00"]);
}

#[test]
fn who_reviewed_an_applicant_is_on_the_form() {
    let (_folder, desk) = changed(&[("资格审查", "申佳", "审查人", "王芳")]);
    assert!(desk.paper("资格审查表", "-申佳").contains("审查人：王芳"));
    let (_folder, desk) = changed(&[("资格审查", "申佳", "审查人", "")]);
    let plain = desk.paper("资格审查表", "-申佳");
    assert!(!plain.contains("审查人："), "{plain}");
}

#[test]
fn days_of_one_month_do_not_repeat_it() {
    let (_folder, desk) = with(|book| {
        let date = book.column("票决", "票决日期");
        let rows = book.rows("票决");
        let post = rows[1][0].clone();
        let is = |cell: &Cell| matches!((cell, &post), (Cell::Text(a), Cell::Text(b)) if a == b);
        for row in rows.iter_mut().skip(1) {
            let day = if is(&row[0]) { "2012-04-16" } else { "2012-04-17" };
            row[date] = Cell::Text(day.into());
        }
    });
    let minutes = desk.paper("会议纪要", "");
    assert!(minutes.contains("2012年4月16日、17日，"), "{minutes}");
}

#[test]
fn the_calendar_of_the_plan_has_the_decision() {
    let plan = Desk::sample().paper("实施方案", "");
    assert!(plan.contains("讨论决定：2012年4月16日。"), "{plan}");
    assert!(plan.contains("见简章所附的职位一览表"), "{plan}");
    let (_folder, desk) = changed(&[("方案", "学历要求", "内容", "不限")]);
    assert!(desk.paper("实施方案", "").contains("学历不限，岗位另有要求的从其要求"));
    assert!(desk.paper("简章", "").contains("学历：不限；"));
}

#[test]
fn somebody_talked_with_twice_is_one() {
    let talks = |desk: &Desk| {
        let report = desk.paper("考察材料", "申佳");
        report.split("名干部个别谈话").next().unwrap().rsplit('与').next().unwrap().parse::<u32>().unwrap()
    };
    let before = talks(&Desk::sample());
    let (folder, desk) = with(|book| {
        let first = book.rows("谈话")[1].clone();
        book.rows("谈话").push(first);
    });
    assert_eq!(talks(&desk), before);
    let problems = jinggang::workbook::read(folder.path()).unwrap().problems;
    let told = problems.iter().filter(|problem| problem.message.contains("谈话人数只算一名")).count();
    assert_eq!(told, 1, "{problems:?}");
}

#[test]
fn who_withdrew_is_counted_as_such() {
    let (_folder, desk) = changed(&[("资格审查", "何岸", "审查结论", "本人放弃")]);
    let list = desk.paper("资格审查一览表", "");
    assert!(list.contains("，本人放弃1人"), "{list}");
}

#[test]
fn of_two_limits_of_age_that_are_the_same_one_is_said() {
    let (_folder, desk) = changed(&[("方案", "年龄上限", "内容", "45")]);
    let plan = desk.paper("实施方案", "");
    assert!(plan.contains("年龄在45周岁以下（") && !plan.contains("均不得超过"), "{plan}");
    assert!(Desk::sample().paper("实施方案", "").contains("但均不得超过45周岁"));
}

/// 领导小组 is called by the office once, also where its name begins with a part of the office's.
#[test]
fn the_committee_is_not_called_by_the_office_twice() {
    for (given, wanted) in [
        ("竞岗领导小组", "吴中区甪直镇竞岗领导小组"),
        ("甪直镇竞岗领导小组", "吴中区甪直镇竞岗领导小组"),
        ("吴中区甪直镇竞岗领导小组", "吴中区甪直镇竞岗领导小组"),
        ("甪直竞岗领导小组", "吴中区甪直镇甪直竞岗领导小组"),
        ("吴中区竞岗领导小组", "吴中区甪直镇吴中区竞岗领导小组"),
    ] {
        let (_folder, desk) =
            changed(&[("方案", "单位名称", "内容", "吴中区甪直镇"), ("方案", "领导小组名称", "内容", given)]);
        let shown = desk.paper("任前公示", "");
        assert!(shown.contains(wanted), "{given}: {shown}");
        let end = shown.matches("竞岗领导小组").count();
        assert!(end >= 1 && shown.matches(wanted).count() == end, "{given}: {shown}");
    }
}
