//! What is said on papers, and how: titles, names, reasons.

use crate::support::Cell;
use crate::support::frames::{Desk, changed, near, with};
use jinggang::forms::{Subjects, subjects};

#[test]
fn no_paper_names_rows_of_the_workbook() {
    let desk = Desk::sample();
    for form in desk.forms() {
        let Subjects::Ready(list) = subjects(form, &desk.round, &desk.decisions) else { panic!("{} waits", form.name) };
        for subject in list.iter().take(3) {
            let (facts, _) = desk.laid_out(&form.name, &subject.label);
            let shown = facts.words();
            for sign in ["（方案第", "（岗位第", "方案第1", "默认值", "（含等于）", "（不含等于）", "当选"]
            {
                assert!(!shown.contains(sign), "{} {}: {sign}", form.name, subject.label);
            }
        }
    }
}

const LONG: &str = "苏州太湖国家旅游度假区综合行政执法局金庭分局筹备处";

#[test]
fn titles_and_signatures_of_an_office_with_a_long_name_are_broken_between_words() {
    let issuer = format!("中共江苏省苏州市吴中区{LONG}总支部委员会");
    let (_folder, desk) = changed(&[("方案", "单位名称", "内容", LONG), ("方案", "发文机关", "内容", &issuer)]);
    for (name, subject) in
        [("成绩公示", ""), ("报名登记表", "-申佳"), ("笔试签到表", ""), ("任前公示", ""), ("简章", "")]
    {
        let (facts, _) = desk.laid_out(name, subject);
        // The lines of the title, in 小标宋 of 16 pt and more.
        let size = facts.texts.iter().filter(|text| text.page == 1).map(|text| text.size).fold(0.0, f64::max);
        let title: Vec<&str> = facts
            .texts
            .iter()
            .filter(|text| text.page == 1 && text.size == size && text.fonts[0] == "Noto Serif SC")
            .map(|text| text.text.as_str())
            .collect();
        assert!(title.len() >= 2 && title.concat().starts_with(LONG), "{name}: {title:?}");
        for line in &title[1..] {
            let start = ["局", "处", "区", "会", "直", "法", "游", "部"].iter().any(|sign| line.starts_with(sign));
            assert!(!start, "{name}: {title:?}");
        }
    }
    // The name is longer than a line: its lines and the date stand over one another.
    let (facts, _) = desk.laid_out("任职通知", "");
    let date = facts.texts.iter().rfind(|text| text.text == "2012年4月25日").unwrap();
    let above: Vec<_> =
        facts.texts.iter().filter(|text| text.page == date.page && (1.0..22.0).contains(&(date.y - text.y))).collect();
    assert_eq!(above.iter().map(|text| text.text.as_str()).collect::<String>(), issuer);
    for line in above {
        near((line.x + line.end) / 2.0, (date.x + date.end) / 2.0, 1.0);
        assert!(line.x >= 28.0 && line.end <= 184.5, "{line:?}");
    }
}

#[test]
fn papers_say_what_offices_say() {
    let (_folder, desk) = changed(&[("方案", "省去的步骤", "内容", "任前公示、个别谈话")]);
    let shown = |name: &str| desk.paper(name, "");
    assert!(shown("简章").contains("确定拟聘任人选后聘任。"));
    // One item alone has no number.
    let plan = shown("实施方案");
    assert!(plan.contains("民主测评。召开") && !plan.contains("1. 民主测评。"), "{plan}");
    let desk = Desk::sample();
    let shown = |name: &str, subject: &str| desk.paper(name, subject);
    let brief = shown("简章", "");
    assert!(brief.contains("确定拟聘任人选，公示后聘任。"));
    assert_eq!(brief.matches("吴中区甪直镇中层干部竞争上岗职位一览表").count(), 2, "named as the sheet is headed");
    let report = shown("考察材料", "申佳");
    assert!(report.contains("《吴中区甪直镇2012年中层干部竞争上岗实施方案》"), "{report}");
    assert!(report.contains("的情况进行了考察"));
    let minutes = shown("会议纪要", "");
    for part in ["在甪直镇政府二楼会议室召开会议", "会议由邱泽南主持", "请假：无"] {
        assert!(minutes.contains(part), "{part}: {minutes}");
    }
    for name in ["合格人员名单公示", "成绩公示"] {
        assert!(shown(name, "").contains("公示时间：2012年"), "{name}");
    }
    // The second batch of the evaluation has been counted: its day is known.
    assert!(shown("民主测评会签到表", "第2批").contains("时间：2012年4月"));
    let (_folder, desk) = changed(&[("方案", "合格人员公示时间", "内容", ""), ("票决", "申佳", "实到人数", "8")]);
    assert!(desk.paper("合格人员名单公示", "").contains("公示时间：至。"));
}

#[test]
fn what_is_not_held_is_named_as_the_reason() {
    let (_folder, desk) = changed(&[("方案", "省去的步骤", "内容", "笔试、面试")]);
    for (name, step) in [
        ("笔试签到表", "笔试"),
        ("面试评分表", "面试"),
        ("面试抽签及签到表", "面试"),
        ("准考证", "笔试和面试"),
        ("成绩公示", "笔试和面试"),
    ] {
        let reason = desk.made(name).unwrap_err();
        assert!(reason.starts_with(&format!("本轮不举行{step}（方案第")), "{name}: {reason}");
    }
}

#[test]
fn what_everybody_still_waits_for_is_said_once() {
    let (_folder, desk) = with(|book| book.sheets.retain(|(name, _)| name != "资格审查"));
    let (facts, _) = desk.laid_out("资格审查一览表", "");
    let shown = facts.words();
    assert_eq!(shown.matches("待审查人核定").count(), 1, "{shown}");
    assert!(shown.contains("见表上说明"));
    for name in ["基本条件", "处分影响期", "在编在职", "任职回避", "岗位轮换"] {
        assert!(facts.page(1).contains(name), "{name}");
    }
}

/// What a clerk writes in the plan, as it is printed: dates, times, numbers, names, the addressee.
#[test]
fn the_plan_is_printed_as_documents_have_it() {
    let (_folder, desk) = with(|book| {
        for (item, text) in [
            ("实施方案文号", "甪政发[2012]第012号"),
            ("实施方案印发日期", "2012/3/5"),
            ("主送机关", "各村、各社区："),
            ("领导小组名称", "吴中区甪直镇竞岗选任工作领导小组"),
            ("会议出席", "张三,李四；王五"),
            ("笔试时间", "2012-03-24 09:00"),
            ("成文日期写法", "汉字"),
        ] {
            let rows = book.rows("方案");
            rows.retain(|row| !matches!(&row[0], Cell::Text(own) if own == item));
            rows.push(vec![Cell::Text(item.into()), Cell::Text(text.into())]);
        }
    });
    let (facts, _) = desk.laid_out("关于印发实施方案的通知", "");
    let shown = facts.words();
    for text in ["甪政发〔2012〕12号", "各村、各社区：", "二〇一二年三月五日", "2012年3月24日9:00"]
    {
        assert!(shown.contains(text), "{text}: {shown}");
    }
    assert!(!shown.contains("：："), "{shown}");
    let (facts, _) = desk.laid_out("简章", "");
    let shown = facts.words();
    assert!(shown.contains("竞争上岗工作由吴中区甪直镇竞岗选任工作领导小组组织实施"), "{shown}");
    let (facts, _) = desk.laid_out("会议纪要", "");
    assert!(facts.words().contains("张三、李四、王五"));
}

#[test]
fn one_number_written_in_two_ways_is_one_notice() {
    let (_folder, desk) = with(|book| {
        let column = book.column("任用", "任职文号");
        for (at, row) in book.rows("任用").iter_mut().enumerate().skip(1) {
            row[column] = Cell::Text(if at == 1 { "甪任[2012]1号".into() } else { "甪任〔2012〕1号".into() });
        }
    });
    assert_eq!(desk.made("任职通知").unwrap_or_default(), ["甪任〔2012〕1号"]);
}

#[test]
fn the_offices_above_are_called_as_the_plan_says() {
    let (_folder, desk) = with(|book| {
        for (item, text) in [("纪检监察部门", "省纪委监委驻厅纪检监察组"), ("组织人社部门", "省委组织部")]
        {
            book.rows("方案").push(vec![Cell::Text(item.into()), Cell::Text(text.into())]);
        }
    });
    for (name, words) in [
        ("实施方案", ["由省纪委监委驻厅纪检监察组、省委组织部和本单位", "省委组织部　0512-66010347"]),
        ("考察预告", ["由省纪委监委驻厅纪检监察组、省委组织部和本单位", "省纪委监委驻厅纪检监察组　0512-66010231"]),
    ] {
        let shown = desk.paper(name, "");
        for word in words {
            assert!(shown.contains(word), "{name}: {word}: {shown}");
        }
        assert!(!shown.contains("区纪检监察部门") && !shown.contains("区组织人社部门"), "{name}");
    }
}

#[test]
fn what_somebody_gives_up_is_named_once() {
    for (written, printed) in [
        ("免去甪直镇某办公室科员职务", Some("免去其甪直镇某办公室科员职务")),
        ("甪直镇某办公室科员", Some("免去其甪直镇某办公室科员职务")),
        ("无", None),
    ] {
        let (_folder, desk) = with(|book| {
            let column = book.column("任用", "拟免职务");
            book.rows("任用").iter_mut().skip(1).for_each(|row| row[column] = Cell::Text(String::new()));
            book.set("任用", "申佳", "拟免职务", Cell::Text(written.into()));
        });
        let notice = desk.paper("任职通知", "");
        match printed {
            Some(words) => assert!(notice.contains(words) && notice.contains("任免"), "{notice}"),
            None => assert!(!notice.contains("免"), "{notice}"),
        }
    }
}

/// Two people of one name in one post.
fn namesakes() -> (tempfile::TempDir, Desk) {
    with(|book| {
        book.set("方案", "聘书发给", "内容", Cell::Text("全部".into()));
        let sheets = ["报名", "简历", "家庭成员", "资格审查", "成绩", "面试打分", "民主测评", "谈话", "考察", "票决"];
        for sheet in sheets {
            for cell in book.rows(sheet).iter_mut().flatten() {
                if matches!(cell, Cell::Text(text) if text == "叶亦舟") {
                    *cell = Cell::Text("申佳".into());
                }
            }
        }
    })
}

#[test]
fn two_people_of_one_name_are_told_apart_wherever_one_is_named() {
    let (_folder, desk) = namesakes();
    let report = desk.paper("公示结果报告", "");
    assert!(report.contains("申佳（1982年2月生，党政办公室副主任）"), "{report}");
    let notice = desk.paper("任职通知", "");
    assert!(notice.contains("申佳（1982年2月生）同志任党政办公室副主任"), "{notice}");
    let letter = desk.paper("聘书", "申佳");
    assert!(letter.contains("申佳（1982年2月生）同志："), "{letter}");
    let plain = Desk::sample();
    assert!(plain.paper("公示结果报告", "").contains("申佳（党政办公室副主任）"));
    assert!(plain.paper("任职通知", "").contains("申佳同志任党政办公室副主任"));
}

#[test]
fn words_of_the_names_of_offices_are_not_cut() {
    let name = "吴中区农业农村水利林业畜牧渔业和乡村振兴综合管理局";
    let (_folder, desk) = changed(&[("方案", "单位名称", "内容", name)]);
    for paper in ["简章", "成绩公示", "考察预告", "合格人员名单公示"] {
        let (facts, _) = desk.laid_out(paper, "");
        let lines: Vec<&str> =
            facts.texts.iter().filter(|text| text.size > 21.9).map(|text| text.text.as_str()).collect();
        assert!(lines.len() > 1, "{paper}: {lines:?}");
        let cut = ["村", "兴", "牧", "业", "村振", "振兴"];
        let signed = facts.texts.iter().filter(|text| text.page == 1 && text.text.ends_with("工作领导小组"));
        let signed: Vec<&str> = signed.map(|text| text.text.as_str()).collect();
        for line in lines.iter().chain(&signed) {
            let bad = cut.iter().any(|start| *start != "振兴" && line.starts_with(start)) || line.ends_with('乡');
            assert!(!bad, "{paper}: {line}");
        }
    }
}

#[test]
fn the_plan_is_sent_out_by_whose_number_it_has() {
    let sent = |items: &[(&str, &str)]| {
        let (_folder, desk) = with(|book| {
            let rows = book.rows("方案");
            for (item, text) in items {
                rows.retain(|row| !matches!(row.first(), Some(Cell::Text(own)) if own == item));
                rows.push([*item, *text].map(|text| Cell::Text(text.into())).to_vec());
            }
        });
        desk.paper("关于印发实施方案的通知", "")
    };
    let party = "中共苏州市吴中区甪直镇委员会";
    assert!(!sent(&[]).contains(&format!("{party}文件")));
    let number = ("实施方案文号", "甪委〔2012〕12号");
    assert!(sent(&[number]).contains(&format!("{party}文件")));
    let office = "苏州市吴中区甪直镇人民政府";
    let named = sent(&[number, ("印发通知发文机关", office)]);
    assert!(named.contains(&format!("{office}文件")), "{named}");
}

#[test]
fn an_office_of_the_party_committee_decides_in_its_own_meeting() {
    let named = ("方案", "党组织名称", "内容", "中共富春县委办公室室务会");
    let (_folder, desk) = changed(&[named, ("方案", "党组织类型", "内容", "")]);
    let plan = desk.paper("实施方案", "");
    assert!(plan.contains("召开室务会议") && !plan.contains("党委会议"), "{plan}");
    assert!(desk.paper("会议纪要", "").contains("中共富春县委办公室室务会议纪要"));
    assert!(desk.paper("干部任免审批表", "申佳").contains("室务会议票决"));
}

#[test]
fn the_highest_schooling_is_the_same_on_lists_and_in_prose() {
    let (_folder, desk) = with(|book| {
        let rows = book.rows("报名");
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        for (index, row) in rows.iter_mut().enumerate() {
            row.resize(columns, Cell::Text(String::new()));
            let own = row.iter().any(|cell| matches!(cell, Cell::Text(text) if text == "申佳"));
            row.push(Cell::Text(
                if index == 0 {
                    "最高学历"
                } else if own {
                    "研究生"
                } else {
                    ""
                }
                .into(),
            ));
        }
    });
    assert!(desk.paper("考察对象名单", "").contains("研究生"));
    assert!(desk.paper("任前公示", "").contains("研究生学历"));
}

#[test]
fn the_name_of_the_office_is_not_printed_twice_before_a_post() {
    let (_folder, desk) = with(|book| {
        for sheet in ["岗位", "报名", "民主测评", "票决", "任用"] {
            for cell in book.rows(sheet).iter_mut().flatten() {
                if matches!(cell, Cell::Text(text) if text == "经济服务中心主任") {
                    *cell = Cell::Text("吴中区甪直镇经济服务中心主任".into());
                }
            }
        }
    });
    let letter = desk.paper("聘书", "吴振湖");
    assert!(letter.contains("聘任你为吴中区甪直镇经济服务中心主任"), "{letter}");
}

#[test]
fn posts_with_a_mark_of_enumeration_in_their_names_are_parted_by_semicolons() {
    let (_folder, desk) = with(|book| {
        for cell in book.rows("岗位").iter_mut().flatten() {
            if matches!(cell, Cell::Text(text) if text == "经济服务中心主任") {
                *cell = Cell::Text("经济服务中心副书记、主任".into());
            }
        }
    });
    assert!(desk.paper("简章", "").contains("1名；经济服务中心副书记、主任1名；"), "{}", desk.paper("简章", ""));
}
