//! 报名: forms and lists of those who apply.

use crate::support::Cell;
use crate::support::extremes::append;
use crate::support::frames::{Desk, Facts, changed, with};

#[test]
fn where_every_post_is_cancelled_there_is_none_to_apply_for_again() {
    let (_folder, desk) = changed(&[("方案", "最少报名人数", "内容", "20")]);
    assert!(desk.decisions.cancelled.iter().all(Option::is_some));
    let (facts, _) = desk.laid_out("取消职位及改报通知", "");
    let shown = facts.words();
    for word in ["改报办法", "可以改报的岗位：", "可以改报其他岗位", "每人限报一个"] {
        assert!(!shown.contains(word), "{word}");
    }
    assert!(shown.contains("没有可以改报的岗位"), "{shown}");
    for name in ["合格人员名单公示", "准考证", "民主测评票", "票决票", "聘书"] {
        assert_eq!(desk.made(name).unwrap_err(), "岗位全部取消", "{name}");
    }
    // Two posts with seven applicants each: one sentence.
    assert!(shown.contains("经济服务中心主任（职数1名）、社会事业科副科长（职数1名）：报名人数均为7人"), "{shown}");
    // Some cancelled: it is offered.
    let (facts, _) = Desk::sample().laid_out("取消职位及改报通知", "");
    assert!(facts.words().contains("可以改报的岗位：党政办公室副主任"));
}

#[test]
fn who_applied_for_two_posts_is_counted_for_neither() {
    let (_folder, desk) = with(|book| {
        let rows = book.rows("报名");
        let is = |cell: &Cell, text: &str| matches!(cell, Cell::Text(own) if own == text);
        let own = rows.iter().position(|row| row.iter().any(|cell| is(cell, "申佳"))).unwrap();
        let mut second = rows[own].clone();
        let post = rows[0].iter().position(|cell| is(cell, "报考岗位")).unwrap();
        second[post] = Cell::Text("社会事业科副科长".into());
        rows.push(second);
    });
    let shown = desk.paper("报名情况一览表", "");
    let said = "报了两个岗位的：申佳同时报了党政办公室副主任、社会事业科副科长，待本人选定一个，暂列在党政办公室副主任，没有计入岗位人数。";
    assert!(shown.contains(said) && shown.contains("另有1人待定"), "{shown}");
    let shown = Desk::sample().paper("报名情况一览表", "");
    assert!(!shown.contains("待定") && !shown.contains("报了两个岗位"), "{shown}");
}

#[test]
fn one_year_alone_is_not_all_of_them() {
    let (_folder, desk) = changed(&[("方案", "考核年度", "内容", "2011")]);
    for name in ["简章", "实施方案"] {
        let shown = desk.paper(name, "");
        assert!(shown.contains("2011年") && shown.contains("考核") && !shown.contains("均为称职"), "{name}: {shown}");
        assert!(Desk::sample().paper(name, "").contains("均为称职"), "{name}");
    }
}

/// The sample with a career of so many lines.
fn career(lines: usize) -> (tempfile::TempDir, Desk) {
    with(|book| {
        let rows = book.rows("简历");
        rows.retain(|row| !matches!(&row[0], Cell::Text(name) if name == "申佳"));
        for index in 0..lines {
            let (from, to) = (format!("{}.01", 1900 + index), format!("{}.12", 1900 + index));
            let text = "苏州市吴中区甪直镇办事员";
            let own =
                [("姓名", "申佳"), ("身份证号", "320502198202089404"), ("起", &from), ("止", &to), ("内容", text)];
            append(rows, &own);
        }
    })
}

#[test]
fn a_long_career_takes_two_columns_of_the_registration_form_and_covers_nothing() {
    let (_folder, desk) = career(58);
    let (facts, overflowing) = desk.laid_out("报名登记表", "-申佳");
    assert_eq!((facts.pages.len(), overflowing), (2, vec![]));
    let lines = facts.find("甪直镇办事员");
    assert_eq!(lines.len(), 58);
    // The row of the career: below eleven others, to the foot of the table.
    let row = |facts: &Facts| facts.texts.iter().find(|text| text.text == "简").unwrap().page;
    assert_eq!(row(&facts), 1);
    let above = facts.find("通讯地址")[0].bottom;
    let floor = facts.shapes.iter().filter(|shape| shape.page == 1).map(|s| s.y + s.height).fold(0.0, f64::max);
    assert!(lines.iter().all(|line| line.size >= 8.0 && line.top > above && line.bottom < floor), "{lines:?}");
    // More than any size can take: told, and the cells above stay free.
    let (_folder, desk) = career(110);
    let (facts, overflowing) = desk.laid_out("报名登记表", "-申佳");
    assert_eq!(overflowing, ["简历"]);
    assert!(facts.find("甪直镇办事员").iter().all(|line| line.page != 1 || line.top > above));
}

#[test]
fn a_post_for_which_nobody_applied_is_listed() {
    let (_folder, desk) = with(|book| {
        let column = book.column("岗位", "岗位名称");
        let row = book.rows("岗位")[1].clone();
        let posts = book.rows("岗位");
        posts.push(row);
        let last = posts.last_mut().unwrap();
        last[0] = Cell::Text("99".into());
        last[column] = Cell::Text("农业农村科科长".into());
    });
    let (facts, _) = desk.laid_out("报名情况一览表", "");
    let shown = facts.words();
    assert!(shown.contains("农业农村科科长") && shown.contains("无人报名"), "{shown}");
}

#[test]
fn a_roster_with_one_column_of_schooling_has_it_in_the_lists() {
    let (folder, desk) = with(|book| {
        for (old, new) in [("全日制学历", "学历"), ("全日制学位", "学位"), ("在职学历", "其一"), ("在职学位", "其二")]
        {
            let column = book.column("报名", old);
            book.rows("报名")[0][column] = Cell::Text(new.into());
        }
    });
    for name in ["报名情况一览表", "考察对象名单"] {
        assert!(desk.paper(name, "").contains("大学"), "{name}");
    }
    let reading = jinggang::workbook::read(folder.path()).unwrap();
    assert!(reading.problems.iter().any(|problem| problem.code == "one-schooling"), "{:?}", reading.problems);
}

#[test]
fn a_probationary_member_and_a_second_party_are_named_as_such() {
    for (party, words) in [
        ("中共预备党员", "中共预备党员"),
        ("中共党员，民盟盟员", "加入中国共产党，民盟盟员"),
        ("中共党员", "加入中国共产党，"),
    ] {
        let (_folder, desk) = changed(&[("报名", "申佳", "政治面貌", party), ("报名", "申佳", "入党时间", "2006.06")]);
        let notice = desk.paper("任前公示", "").replace('\n', "");
        let own = notice.split("申佳").nth(1).unwrap().split('。').next().unwrap().to_owned();
        assert!(own.contains(words), "{party}: {own}");
    }
}

#[test]
fn what_nobody_has_said_of_rewards_is_left_for_the_applicant_to_write() {
    let stated = |honours: &str| {
        let (_folder, desk) = changed(&[("报名", "申佳", "奖惩情况", honours)]);
        let below = |form: &str, mark: &str| {
            let (facts, _) = desk.laid_out(form, "-申佳");
            let words = facts.page(2);
            words.split(mark).next().unwrap().contains('无')
        };
        (below("报名登记表", "年度"), below("干部任免审批表", "年核"))
    };
    assert_eq!(stated(""), (false, true));
    assert_eq!(stated("无"), (true, true));
}

#[test]
fn the_day_of_joining_another_party_is_not_printed_as_the_partys() {
    let (_folder, desk) = changed(&[("报名", "申佳", "政治面貌", "民盟"), ("报名", "申佳", "入党时间", "2015.06")]);
    let form = desk.paper("干部任免审批表", "-申佳");
    assert!(form.contains("民盟") && !form.contains("2015.06"), "{form}");
}

#[test]
fn who_applied_again_is_listed_where_they_applied_first() {
    // Two people applied for the 财政所副所长 of the sample, too few.
    let (_folder, desk) = with(|book| {
        book.rows("报名")[0].push(Cell::Text("改报岗位".into()));
        book.rows("报名").iter_mut().skip(1).for_each(|row| row.push(Cell::Text(String::new())));
        book.set("报名", "俞安澜", "改报岗位", Cell::Text("社会事业科副科长".into()));
    });
    let list = desk.paper("报名情况一览表", "");
    let moved = "岗位取消后改报的：俞安澜（由财政所副所长改报社会事业科副科长）";
    assert!(list.contains(moved) && list.contains("财政所副所长（1名，2人）"), "{list}");
    for index in 0..desk.round.posts.len() {
        let first = desk.decisions.applications.iter().filter(|own| own.first.is_some_and(|post| post.0 == index));
        let accepted = first.filter(|own| own.acceptance == jinggang::procedure::Acceptance::Accepted).count();
        let post = &desk.round.posts[index];
        assert!(list.contains(&format!("（{}名，{accepted}人）", post.seats)), "{}: {accepted} {list}", post.name);
    }
}

#[test]
fn a_number_of_the_party_is_under_the_partys_head() {
    let office = "中共苏州市吴中区甪直镇委员会";
    let heads = |plan: &[(&str, &str)], number: &str| {
        let (_folder, desk) = with(|book| {
            for (item, text) in plan {
                if !book.rows("方案").iter().any(|row| matches!(&row[0], Cell::Text(own) if own == item)) {
                    append(book.rows("方案"), &[("项目", item), ("内容", text)]);
                }
                book.set("方案", item, "内容", Cell::Text((*text).into()));
            }
            book.set("任用", "申佳", "任职文号", Cell::Text(number.into()));
        });
        let name = desk.made("任职通知").unwrap().into_iter().find(|label| label.contains(number)).unwrap();
        desk.paper("任职通知", &name).replace('\n', "")
    };
    assert!(heads(&[("党组织名称", office)], "甪党任〔2012〕9号").contains(&format!("{office}文件")));
    assert!(!heads(&[("党组织名称", office)], "甪政任〔2012〕9号").contains(&format!("{office}文件")));
    let own = heads(&[("任职通知发文机关", "中共甪直镇委")], "甪委任〔2012〕9号");
    assert!(own.contains("中共甪直镇委文件"), "{own}");
}

#[test]
fn a_company_has_staff_without_an_establishment() {
    let (_folder, desk) = changed(&[("方案", "单位名称", "内容", "吴中区城市建设投资有限公司")]);
    for paper in ["简章", "实施方案"] {
        let shown = desk.paper(paper, "");
        assert!(shown.contains("本单位在岗在职人员") && !shown.contains("在编"), "{paper}: {shown}");
    }
}

#[test]
fn one_post_alone_has_no_other_to_apply_for() {
    let (_folder, desk) = with(|book| book.rows("岗位").truncate(2));
    let plan = desk.paper("实施方案", "");
    assert!(!plan.contains("改报") && !plan.contains("各岗位"), "{plan}");
    assert!(Desk::sample().paper("实施方案", "").contains("其报名人员可以改报其他岗位"));
}

#[test]
fn a_deadline_without_a_beginning_is_printed() {
    let (_folder, desk) = changed(&[("方案", "报名开始", "内容", "")]);
    for form in ["简章", "实施方案"] {
        let words = desk.paper(form, "").replace(' ', "");
        assert!(words.contains("到2012年3月16日为止（含当日）"), "{form}: {words}");
    }
}
