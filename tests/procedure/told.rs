//! What is not read, or cannot be right, is told with its cell, and no mark follows from half of what was given.

use jinggang::procedure::Decisions;

use super::book::Book;

/// The posts, the people and the plan of three who sat two examinations.
const ROUND: &str = "
    【岗位】
    岗位名称|职数
    科长|1
    【报名】
    姓名|报考岗位
    甲|科长
    乙|科长
    丙|科长
    【成绩】
    姓名|笔试成绩
    甲|80
    乙|80
    丙|80
";

/// What is told of a sheet, and the marks of the interview.
fn told(sheet: &str, text: &str) -> (Vec<String>, Vec<String>) {
    let reading = Book::parse(&format!("{ROUND}{text}")).read();
    let decisions = Decisions::of(&reading.round);
    let about = reading.problems.iter().chain(&decisions.problems).filter(|problem| problem.place.sheet == sheet);
    let marks = decisions
        .examination
        .iter()
        .map(|own| own.interview.as_ref().map_or("—".to_owned(), |own| own.points.to_string()));
    (about.map(ToString::to_string).collect(), marks.collect())
}

/// The judges' sheet of elements in rows.
fn by_elements(planned: &str, rows: &str) -> (Vec<String>, Vec<String>) {
    told(
        "面试打分",
        &format!("【方案】\n面试测评要素|{planned}\n面试去最高最低分|否\n【面试打分】\n姓名|要素|考官1\n{rows}"),
    )
}

#[test]
fn who_lacks_an_element_has_no_mark_of_the_interview() {
    let whole = "甲|语言|25\n甲|综合|35\n甲|应变|25\n乙|语言|20\n乙|综合|35\n乙|应变|25\n丙|语言|28\n丙|综合|38\n";
    for (planned, own) in [("语言30分、综合40分、应变30分", "方案的“面试测评要素”"), ("", "同岗位别人")]
    {
        let (told, marks) = by_elements(planned, whole);
        assert_eq!(marks, ["85.00", "80.00", "—"], "{told:?}");
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains(&format!("缺要素“应变”的打分，{own}有")) && told[0].contains("（丙）"), "{told:?}");
        // 综合分析 for 综合 may be another element.
        let (told, marks) = by_elements(planned, &format!("{whole}丙|应变力|20\n"));
        assert_eq!(marks, ["85.00", "80.00", "—"], "{told:?}");
        assert!(told[0].contains("又有“应变力”的打分"), "{told:?}");
        let (told, marks) = by_elements(planned, &format!("{whole}丙|应变|20\n"));
        assert_eq!((told, marks.as_slice()), (vec![], &["85.00", "80.00", "86.00"].map(String::from)[..]));
    }
}

#[test]
fn all_may_lack_an_element_of_the_plan() {
    let rows = "甲|语言|25\n甲|综合|35\n乙|语言|20\n乙|综合|35\n";
    let (told, marks) = by_elements("语言30分、综合40分、应变30分", rows);
    assert_eq!((told.len(), marks), (2, vec!["—".to_owned(); 3]), "{told:?}");
    // Under other names nothing says that one is missing.
    let (told, marks) = by_elements("语言表达30分、综合分析70分", rows);
    assert_eq!(marks, ["60.00", "55.00", "—"], "{told:?}");
    assert!(told.len() == 1 && told[0].contains("没有核对各要素的满分"), "{told:?}");
}

#[test]
fn a_mark_above_what_the_plan_gives_its_element_is_told() {
    let rows = "甲|语言|35\n甲|综合|35\n乙|语言|20\n乙|综合（70分）|60\n";
    let (told, marks) = by_elements("语言30分、综合70分", rows);
    assert_eq!(marks, ["—", "80.00", "—"], "{told:?}");
    assert!(told.len() == 1 && told[0].contains("0 到 30 之间"), "{told:?}");
}

#[test]
fn columns_of_the_judges_sheet_that_count_nothing_are_told() {
    let rows = "【方案】\n面试去最高最低分|否\n【面试打分】\n姓名|考官1|考官2|平均分|最高分|违规扣分|加减分|名次|备注\n\
                甲|80|90|85|90||2|1|\n乙|80|80|80|80|扣2分||2|第一组\n";
    let (told, marks) = told("面试打分", rows);
    assert_eq!(marks, ["85.00", "80.00", "—"], "{told:?}");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("没有读这几列的分数，不计入成绩：加减分、违规扣分"), "{told:?}");
}

#[test]
fn a_term_that_cannot_be_read_is_the_reason_why_nobody_has_one() {
    let status = |plan: &str| {
        let text = format!(
            "{ROUND}【方案】\n面试满分|100\n省去的步骤|面试、民主测评、票决、任前公示\n{plan}\n【任用】\n姓名|岗位|任职日期\n甲|科长|2012-04-20\n"
        );
        let text = text.replace("乙|80\n", "乙|70\n").replace("丙|80\n", "丙|60\n");
        let reading = Book::parse(&text).read();
        let decisions = Decisions::of(&reading.round);
        let path = jinggang::procedure::Path::of(&reading.round, &decisions).swap_remove(0);
        format!("{}；依据：{}", path.reason, path.rule)
    };
    let found = status("聘期年数|36个月");
    assert!(found.contains("聘期2012年4月20日至2015年4月19日"), "{found}");
    for (plan, reason) in
        [("聘期年数|30个月", "方案的“聘期年数”看不懂（"), ("聘期年数|1\n试用期年数|2", "方案的“试用期年数”看不懂（")]
    {
        let found = status(plan);
        assert!(found.contains(reason) && !found.contains("零年") && !found.contains("还不知道"), "{found}");
    }
}

#[test]
fn a_post_is_called_in_every_sheet_as_in_the_roster() {
    for name in ["科长", "科长（1名）", "竞聘科长", "科长岗位"] {
        let (told, _) = told(
            "票决",
            &format!(
                "【票决】\n候选人|岗位|应到人数|实到人数|发出票数|收回票数|有效票数|同意|不同意\n甲|{name}|9|9|9|9|9|9|0\n"
            ),
        );
        assert!(told.iter().all(|told| !told.contains("没有这个岗位") && !told.contains("姓名")), "{name}: {told:?}");
    }
}

#[test]
fn a_second_choice_is_told_where_somebody_has_one() {
    let text = "【报名】\n姓名|报考岗位|志愿二\n丁|科长\n戊|科长|副科长\n";
    let (told, _) = told("报名", text);
    let second: Vec<&String> = told.iter().filter(|told| told.contains("“志愿二”没有读（有1人填了）")).collect();
    // 甲, 乙 and 丙 stand above.
    assert!(second.len() == 1 && second[0].contains("6："), "{told:?}");
}

#[test]
fn who_does_not_apply_again_has_no_second_application() {
    for word in ["不改报", "否", "无", "/"] {
        let (told, _) = told("报名", &format!("【报名】\n姓名|报考岗位|改报岗位\n丁|科长|{word}\n"));
        assert!(told.iter().all(|told| !told.contains("岗位”表里没有")), "{word}: {told:?}");
    }
}

#[test]
fn the_day_behind_a_position_is_that_since_which_it_is_held() {
    let of = |position: &str, since: &str| {
        let text = format!("{ROUND}【报名】\n姓名|报考岗位|现工作单位及职务|任现职时间\n丁|科长|{position}|{since}\n");
        let mut book = Book::parse(&text);
        if since.is_empty() {
            book.row("报名", "丁").remove("任现职时间");
        }
        let reading = book.read();
        let own = reading.round.applicants.iter().find(|own| own.name.as_str() == "丁").unwrap();
        let told = reading.problems.iter().filter(|problem| problem.code == "position");
        let told: Vec<String> = told.map(ToString::to_string).collect();
        let form = jinggang::language::date::DateStyle::Form;
        let since = own.in_post_since.map(|date| date.format(form)).unwrap_or_default();
        assert_eq!(own.text("任现职时间"), since, "{position}");
        (own.text("现工作单位及职务").to_owned(), since, told)
    };
    let (position, since, told) = of("某局副主任科员，2009.05至今", "");
    assert_eq!((position.as_str(), since.as_str(), told.len()), ("某局副主任科员", "2009.05", 0), "{told:?}");
    let (position, since, told) = of("某局副主任科员（2009.05）", "2009.05");
    assert_eq!((position.as_str(), since.as_str(), told.len()), ("某局副主任科员", "2009.05", 0), "{told:?}");
    let (position, since, told) = of("某局副主任科员（2009.05）", "2010.06");
    assert_eq!((position.as_str(), since.as_str(), told.len()), ("某局副主任科员", "2010.06", 1), "{told:?}");
    let (position, since, told) = of("规划局办公室科员（2008.03—2011.12）", "");
    assert_eq!((position.as_str(), since.as_str(), told.len()), ("规划局办公室科员", "", 1), "{told:?}");
    assert!(told[0].contains("有头有尾"), "{told:?}");
    let (position, since, told) = of("某局科员2005.03至2009.05，副主任科员2009.05至今", "");
    assert_eq!((since.as_str(), told.len()), ("", 1), "{position} {told:?}");
}

#[test]
fn marks_below_a_name_that_is_not_repeated_make_no_mark_of_the_first_element() {
    let (told, marks) = by_elements("", "甲|语言|25\n|综合|35\n|应变|25\n乙|语言|20\n乙|综合|35\n乙|应变|25\n");
    assert_eq!(marks, ["—", "80.00", "—"], "{told:?}");
    assert_eq!(told.iter().filter(|told| told.contains("甲的面试成绩先不算")).count(), 1, "{told:?}");
}

#[test]
fn what_is_counted_post_by_post_is_read_from_every_sheet() {
    let sheets = |second: &str| {
        let of = |name: &str, who: &str| format!("【{name}】\n姓名|考官1|考官2\n{who}|80|90\n");
        let text = format!(
            "{ROUND}【方案】\n面试去最高最低分|否\n{}{}",
            of("面试打分（第一组）", "甲"),
            of("面试打分（第二组）", second)
        );
        let reading = Book::parse(&text).read();
        let decisions = Decisions::of(&reading.round);
        let unread = reading.problems.iter().filter(|problem| problem.code == "unread-sheet").count();
        (decisions.examination.iter().filter(|own| own.interview.is_some()).count(), unread)
    };
    assert_eq!(sheets("乙"), (2, 0));
    // The same person in both is a copy, and told.
    assert_eq!(sheets("甲"), (1, 1));
}

#[test]
fn a_remark_beside_a_mark_or_an_appointment_is_told() {
    let remarks = |sheet: &str, text: &str| {
        let (told, _) = told(sheet, text);
        told.into_iter().filter(|told| told.contains("程序不看备注")).count()
    };
    for (remark, count) in [("作弊，取消成绩", 1), ("面试迟到扣5分", 1), ("第二考场", 0), ("", 0)] {
        let written = format!("【报名】\n姓名|报考岗位\n丁|科长\n【成绩】\n姓名|笔试成绩|备注\n丁|80|{remark}\n");
        assert_eq!(remarks("成绩", &written), count, "{remark}");
        let judged = format!("【面试打分】\n姓名|考官1|面试备注\n甲|80|{remark}\n");
        assert_eq!(remarks("面试打分", &judged), count, "{remark}");
    }
    for (result, remark, count) in
        [("无异议", "群众举报，待查", 1), ("有异议不影响任用", "群众举报，已查清", 0), ("无异议", "无异议", 0)]
    {
        let text = format!("【任用】\n姓名|岗位|公示结果|备注\n甲|科长|{result}|{remark}\n");
        assert_eq!(remarks("任用", &text), count, "{remark}");
    }
}
