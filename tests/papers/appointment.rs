//! 讨论决定、公示聘任、试用期: what decides, reports and appoints.

use crate::support::Cell;
use crate::support::extremes::append;
use crate::support::frames::{Desk, changed, with};
use jinggang::forms::{Subjects, subjects};

#[test]
fn without_a_trial_nobody_is_evaluated_at_its_end() {
    let (_folder, desk) = changed(&[("方案", "试用期年数", "内容", "0")]);
    let reason = desk.made("试用期满考核表").unwrap_err();
    assert!(reason.starts_with("本轮不设试用期（方案第"), "{reason}");
    assert!(!desk.made("聘书").unwrap_or_default().is_empty());
}

#[test]
fn an_objection_that_was_upheld_ends_the_papers_of_the_appointment() {
    let (_folder, desk) = changed(&[("任用", "申佳", "公示结果", "有异议影响任用")]);
    for name in ["干部任免审批表", "聘书", "试用期满考核表"] {
        let made = desk.made(name).unwrap_or_default();
        assert!(!made.is_empty() && made.iter().all(|label| !label.ends_with("-申佳")), "{name}: {made:?}");
    }
    let (facts, _) = desk.laid_out("任职通知", "");
    assert!(!facts.words().contains("申佳"));
    let (facts, _) = desk.laid_out("公示结果报告", "");
    assert!(facts.words().contains("影响任用，不再办理任职手续，岗位空缺：申佳"));
    let out = tempfile::tempdir().unwrap();
    let exported = jinggang::delivery::export_lrmx(&desk.round, &desk.decisions, out.path()).unwrap();
    assert!(exported.written.len() == 4 && !exported.written.contains(&"申佳.lrmx".to_owned()), "{exported:?}");
}

#[test]
fn a_tenure_is_printed_once_however_it_is_written() {
    for written in ["2", "满2年", "两年", "2年以上"] {
        let (_folder, desk) = changed(&[("岗位", "城乡建设科副科长", "任现职年限", written)]);
        for name in ["职位一览表", "简章"] {
            let (facts, _) = desk.laid_out(name, "");
            let shown = facts.words();
            assert!(shown.contains("任现职满2年。") && !shown.contains("满满"), "{written}: {shown}");
        }
    }
}

#[test]
fn a_trial_that_starts_another_day_says_when() {
    let (_folder, desk) =
        changed(&[("方案", "聘期起算", "内容", "票决日期"), ("方案", "试用期起算", "内容", "任职日期")]);
    let (facts, _) = desk.laid_out("任职通知", "");
    let shown = facts.words();
    assert!(shown.contains("其中试用期一年（自2012年4月25日至2013年4月24日）"), "{shown}");
    let (facts, _) = desk.laid_out("聘书", "吴振湖");
    assert!(facts.words().contains("其中试用期一年，自2012年4月25日至2013年4月24日"), "{}", facts.words());
    let (facts, _) = Desk::sample().laid_out("任职通知", "");
    assert!(facts.words().contains("其中试用期一年（自2012年4月25日至2013年4月24日）"));
}

#[test]
fn meetings_on_several_days_are_all_named() {
    let (_folder, desk) = with(|book| {
        let (post, date) = (book.column("票决", "岗位"), book.column("票决", "票决日期"));
        let rows = book.rows("票决");
        let text = |cell: &Cell| match cell {
            Cell::Text(text) => text.clone(),
            Cell::Number(number) => number.to_string(),
        };
        let first = text(&rows[1][post]);
        for row in rows.iter_mut().skip(1) {
            let day = if text(&row[post]) == first { "2012-04-17" } else { "2012-04-13" };
            row[date] = Cell::Text(day.into());
        }
    });
    let minutes = desk.paper("会议纪要", "");
    assert!(minutes.contains("2012年4月13日、17日，") && minutes.contains("先后召开会议"), "{minutes}");
    assert!(minutes.contains("：2012年4月17日会议，") && minutes.contains("：2012年4月13日会议，"), "{minutes}");
    let report = desk.paper("票决结果报告单", "");
    assert!(report.contains("会议时间：2012年4月13日、17日"), "{report}");
    // One meeting is named once.
    let minutes = Desk::sample().paper("会议纪要", "");
    assert!(!minutes.contains("先后召开") && !minutes.contains("日会议，"), "{minutes}");
}

#[test]
fn a_letter_waits_until_it_is_known_who_signs_one() {
    let blocked = |desk: &Desk| -> Vec<String> {
        let form = desk.office.forms.iter().find(|own| own.name == "聘书").unwrap();
        let Subjects::Ready(list) = subjects(form, &desk.round, &desk.decisions) else { panic!("聘书 waits") };
        list.into_iter().filter(|subject| subject.blocked.is_some()).map(|subject| subject.label).collect()
    };
    assert!(blocked(&Desk::sample()).is_empty());
    for kind in ["", "非公务员"] {
        let (_folder, desk) = changed(&[("报名", "申佳", "编制类别", kind)]);
        let found = blocked(&desk);
        assert!(found.len() == 1 && found[0].ends_with("-申佳"), "{kind}: {found:?}");
    }
}

#[test]
fn a_trial_of_months_is_printed_as_such_and_one_longer_than_the_term_is_not() {
    let (_folder, desk) = changed(&[("方案", "试用期年数", "内容", "半年")]);
    let letter = desk.paper("聘书", "-吴振湖");
    assert!(letter.contains("聘期三年") && letter.contains("其中试用期六个月，至2012年"), "{letter}");
    assert!(desk.paper("任前公示", "").contains("（试用期六个月）"));
    let (_folder, desk) = changed(&[("方案", "试用期年数", "内容", "6")]);
    for name in ["聘书", "任职通知"] {
        assert!(desk.made(name).unwrap_err().contains("试用期年数"), "{name}");
    }
}

#[test]
fn a_publication_that_begins_on_a_day_off_says_from_which_day_it_counts() {
    // 21 April 2012 is a Saturday.
    let (_folder, desk) =
        changed(&[("方案", "公示开始", "内容", "2012-04-21"), ("方案", "公示日类型", "内容", "工作日")]);
    for name in ["任前公示", "公示结果报告"] {
        let shown = desk.paper(name, "");
        assert!(shown.contains("自2012年4月23日起算") && !shown.contains("首日计入"), "{name}: {shown}");
    }
}

#[test]
fn the_minutes_say_what_the_plan_says_and_nothing_of_who_was_not_there() {
    let (_folder, desk) = changed(&[("方案", "会议列席", "内容", "")]);
    let minutes = desk.paper("会议纪要", "");
    assert!(minutes.contains("公示无异议或者有异议但不影响任用的，办理任职"), "{minutes}");
    assert!(!minutes.contains("列席") && minutes.contains("请假：无"), "{minutes}");
    assert!(desk.paper("实施方案", "").contains("公示无异议或者有异议但不影响任用的"));
    assert!(Desk::sample().paper("会议纪要", "").contains("列席：区纪检监察部门"));
}

#[test]
fn a_report_to_nobody_in_particular_leaves_room_for_a_name() {
    let named = |book: &mut crate::support::Book, organ: &str| {
        book.set("方案", "公示结果报送机关", "内容", Cell::Text("".into()));
        append(book.rows("方案"), &[("项目", "组织人社部门"), ("内容", organ)]);
    };
    let (_folder, desk) = with(|book| named(book, ""));
    assert!(!desk.paper("公示结果报告", "").contains("组织人社部门"));
    let organ = "中共苏州市吴中区委组织部";
    let (_folder, desk) = with(|book| named(book, organ));
    for desk in [desk, Desk::sample()] {
        assert!(desk.paper("公示结果报告", "").contains(&format!("{organ}：")));
    }
}

#[test]
fn ages_on_the_form_of_the_appointment_are_those_of_the_vote() {
    // 1974.04: 37 at the end of 报名 in March, 38 in April, when the form goes up.
    let age = |desk: &Desk| desk.paper("干部任免审批表", "-金鹤年").replace('\n', "");
    assert!(age(&Desk::sample()).contains("（38岁）"), "{}", age(&Desk::sample()));
    assert!(Desk::sample().paper("报名登记表", "-金鹤年").contains("37岁"));
    let (_folder, desk) =
        with(|book| append(book.rows("方案"), &[("项目", "审批表计算年龄时间"), ("内容", "2012-03-31")]));
    assert!(age(&desk).contains("（37岁）"));
}

/// The size of the type that somebody's 聘书 is set in.
fn letter_size(desk: &Desk, name: &str) -> f64 {
    let (facts, _) = desk.laid_out("聘书", name);
    facts.text("同志：").size
}

#[test]
fn letters_handed_over_together_are_set_in_type_of_one_size() {
    let usual = letter_size(&Desk::sample(), "吴振湖");
    let post = "古镇保护与旅游发展科科长";
    let long = "城乡建设、环境卫生与历史文化名镇保护协调推进工作领导小组办公室（旅游发展科）负责日常工作的副主任兼科长";
    let renamed = |day: &'static str| {
        with(move |book| {
            for sheet in ["岗位", "报名", "民主测评", "票决", "任用"] {
                for cell in book.rows(sheet).iter_mut().flatten() {
                    if matches!(cell, Cell::Text(text) if text == post) {
                        *cell = Cell::Text(long.into());
                    }
                }
            }
            book.set("任用", "金鹤年", "任职日期", Cell::Text(day.into()));
        })
    };
    let (_folder, desk) = renamed("2012-04-25");
    let (own, other) = (letter_size(&desk, "金鹤年"), letter_size(&desk, "吴振湖"));
    assert!(own < usual && (own - other).abs() < 0.01, "{own} {other} {usual}");
    // Whoever is appointed on another day is handed his alone.
    let (_folder, desk) = renamed("2012-04-26");
    let (own, other) = (letter_size(&desk, "金鹤年"), letter_size(&desk, "吴振湖"));
    assert!(own < usual && other > own, "{own} {other} {usual}");
}
