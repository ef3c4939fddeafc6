//! What contradicts itself in a workbook that was filled in a hurry, or copied from last year's: it is told, and nothing is decided by it.
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
use support::frames::{Desk, changed, with};

/// What is said with a code, each with whom it is about.
fn told(desk: &Desk, code: &str) -> Vec<String> {
    let own = desk.decisions.problems.iter().filter(|problem| problem.code == code);
    own.map(|problem| format!("{}：{}", problem.person.as_deref().unwrap_or_default(), problem.message)).collect()
}

#[track_caller]
fn says(cells: &[(&str, &str, &str, &str)], code: &str, wanted: &str) {
    let (_folder, desk) = changed(cells);
    let said = told(&desk, code);
    assert!(said.len() == 1 && said[0].contains(wanted), "{wanted}: {said:?}");
}

/// With an item of the plan, whether the sample has it or not.
fn planned(item: &str, value: &str) -> (tempfile::TempDir, Desk) {
    with(|book| {
        let rows = book.rows("方案");
        rows.retain(|row| !row.iter().any(|cell| matches!(cell, Cell::Text(own) if own == item)));
        append(rows, &[("项目", item), ("内容", value)]);
    })
}

#[test]
fn rows_of_appointments_that_contradict_themselves_are_told() {
    says(&[("任用", "申佳", "拟免职务", "原任职务自然免除")], "relieved", "免去其原任职务自然免除职务”");
    says(&[("任用", "申佳", "拟免职务", "其科员职务")], "relieved", "申佳：拟免职务不只是职务名称");
    // Shifted by a row: it is the post of the one below.
    says(&[("任用", "申佳", "拟免职务", "经济服务中心副主任")], "relieved", "拟免职务是吴振湖的现任职务");
    says(&[("任用", "申佳", "拟免职务", "水利站副站长")], "relieved", "拟免职务“水利站副站长”不在现工作单位及职务里");
    says(&[("任用", "吴振湖", "聘书编号", "")], "letter-number", "吴振湖：没有填聘书编号，别的人有");
    says(&[("任用", "吴振湖", "聘书编号", "甪聘〔2011〕1号")], "year", "聘书编号是2011年的，任职日期在2012年");
    says(&[("任用", "申佳", "公示结果", "有异议影响任用")], "publication", "却填了任职日期");
    let trial = [("方案", "试用期年数", "内容", "无"), ("任用", "申佳", "试用期考核", "不合格")];
    says(&trial, "trial", "申佳：本轮不设试用期");
}

#[test]
fn posts_whose_names_sound_like_sentences_are_posts() {
    for post in ["自然资源局副局长", "职务职级科科长", "原任职务", "试用品管理科科长"] {
        let (_folder, desk) = changed(&[("任用", "申佳", "拟免职务", post)]);
        let sentences = told(&desk, "relieved").into_iter().filter(|text| text.contains("不只是职务名称"));
        assert_eq!(sentences.collect::<Vec<_>>(), Vec::<String>::new(), "{post}");
    }
}

#[test]
fn a_notice_is_issued_by_whom_its_own_number_says() {
    let (_folder, desk) =
        changed(&[("任用", "吴振湖", "任职文号", "甪委〔2012〕5号"), ("任用", "何岸", "任职文号", "")]);
    let letterhead = |number: &str| desk.paper("任职通知", number).chars().take(24).collect::<String>();
    assert!(letterhead("甪委〔2012〕5号").contains("委员会"), "{}", letterhead("甪委〔2012〕5号"));
    assert!(letterhead("甪政任〔2012〕3号").contains("人民政府"), "{}", letterhead("甪政任〔2012〕3号"));
    assert!(letterhead("未编文号").contains("甪政任〔2012〕"), "{}", letterhead("未编文号"));
}

#[test]
fn days_of_another_round_are_told() {
    for (item, day, wanted) in [
        ("年龄计算基准日", "2011-03-16", "“年龄计算基准日”比“报名截止”"),
        ("审批表计算年龄时间", "2011-04-16", "“审批表计算年龄时间”比“票决日期”"),
        ("动员会时间", "2011年3月6日下午1:30", "“动员会时间”比“报名开始”"),
        ("任前公示日期", "2012-03-29", "“任前公示日期”比“公示开始”"),
        ("成绩公示时间", "2013年3月27日至3月29日", "“成绩公示时间”比“面试时间”"),
        ("取消职位通知日期", "2013-03-20", "“取消职位通知日期”比“报名截止”"),
        ("成绩公示时间", "2012年3月30日至3月33日", "“成绩公示时间”里有一天是没有的"),
    ] {
        let (_folder, desk) = planned(item, day);
        let said = told(&desk, "dates");
        assert!(said.iter().any(|own| own.contains(wanted)), "{wanted}: {said:?}");
    }
    // The end of the year before is usual.
    let (_folder, desk) = planned("年龄计算基准日", "2011-12-31");
    assert_eq!(told(&desk, "dates"), Vec::<String>::new());
    says(&[("资格审查", "申佳", "审查日期", "2011-03-20")], "dates", "申佳：审查日期早于报名开始");
}

#[test]
fn lives_that_are_somebody_elses_are_told() {
    let sample = Desk::sample();
    let man = sample.round.applicants.iter().find(|own| own.sex.is_some_and(|sex| sex.as_str() == "男")).unwrap();
    let name = man.name.to_string();
    let (_folder, desk) = with(|book| {
        let (who, relation) = (book.column("家庭成员", "姓名"), book.column("家庭成员", "称谓"));
        let own = |row: &&mut Vec<Cell>| matches!(&row[who], Cell::Text(own) if *own == name);
        book.rows("家庭成员").iter_mut().find(own).unwrap()[relation] = Cell::Text("丈夫".to_owned());
    });
    let said = told(&desk, "relation");
    assert!(said.len() == 1 && said[0].starts_with(&name), "{said:?}");
}

#[test]
fn applicants_who_judge_applicants_are_told() {
    says(&[("资格审查", "何岸", "审查人", "申佳")], "recusal", "审查人里的申佳也是报名人员");
    says(&[("考察", "何岸", "考察人", "申佳")], "recusal", "考察人里的申佳也是报名人员");
}

#[test]
fn marks_with_somebody_elses_number_are_nobodys() {
    let (_folder, desk) = with(|book| {
        let rows = book.rows("面试打分");
        for (at, row) in rows.iter_mut().enumerate() {
            row.push(Cell::Text(if at == 0 { "准考证号" } else { "另一个人的号" }.to_owned()));
        }
    });
    let read = jinggang::workbook::read(_folder.path()).unwrap();
    assert!(read.problems.iter().any(|own| own.code == "ticket-differs"), "{:?}", read.problems);
    assert!(desk.made("面试成绩统计表").is_err());
}

/// Copies the numbers of 申佳's row into that of 叶亦舟.
fn copied(sheet: &'static str, first: &'static str) -> (tempfile::TempDir, Desk) {
    with(|book| {
        let from = book.column(sheet, first);
        let rows = book.rows(sheet);
        let of = |rows: &[Vec<Cell>], name: &str| {
            rows.iter().position(|row| row.iter().any(|cell| matches!(cell, Cell::Text(own) if own == name))).unwrap()
        };
        let (one, other) = (of(rows, "申佳"), of(rows, "叶亦舟"));
        let numbers = rows[one][from..].to_vec();
        rows[other].truncate(from);
        rows[other].extend(numbers);
    })
}

#[test]
fn rows_that_are_somebody_elses_copied_are_told() {
    for (sheet, first, wanted) in
        [("民主测评", "德好", "测评票数和申佳的完全一样"), ("面试打分", "考官1", "考官打分和")]
    {
        let (_folder, desk) = copied(sheet, first);
        let said = told(&desk, "copied-row");
        assert!(said.len() == 1 && said[0].contains(wanted), "{said:?}");
    }
    let sample = Desk::sample();
    assert_eq!(told(&sample, "copied-row"), Vec::<String>::new());
}

#[test]
fn numbers_that_lack_a_figure_are_told() {
    says(&[("面试打分", "申佳", "考官3", "8.23")], "far-mark", "申佳：考官3的打分8.23，和其他考官的");
    says(&[("成绩", "申佳", "笔试成绩", "8.45")], "far-mark", "申佳：笔试成绩比别人的低得多");
    says(&[("民主测评", "申佳", "德好", "3")], "short-aspect", "申佳：“德”各档合计只有10票");
    says(&[("成绩", "申佳", "准考证号", "20130102")], "odd-ticket", "申佳：准考证号和别人的不一样：别人的都以2012开头");
    says(&[("成绩", "申佳", "准考证号", "2012010")], "odd-ticket", "别人的都是8位");
}

#[test]
fn what_is_written_of_another_candidate_is_told() {
    let words = "叶亦舟同志政治立场坚定。";
    says(&[("考察", "申佳", "德", words)], "others-words", "申佳：“德”写的是叶亦舟，会印在申佳的考察材料里");
    says(&[("谈话", "申佳", "谈话要点", words)], "others-words", "“谈话要点”写的是叶亦舟");
    // Somebody is mentioned; the candidate is named as well.
    for mentioned in ["协助叶亦舟同志完成年度工作。", "叶亦舟同志调离以后，申佳接手了文件工作。"]
    {
        let (_folder, desk) = changed(&[("考察", "申佳", "德", mentioned)]);
        assert_eq!(told(&desk, "others-words"), Vec::<String>::new(), "{mentioned}");
    }
}

/// 优秀 above a column under no group may be that of an aspect: it is not read, and told.
#[test]
fn grades_under_no_group_are_told() {
    let (folder, _desk) = with(|book| {
        for cell in &mut book.rows("民主测评")[0] {
            if let Cell::Text(own) = cell
                && let Some(bare) = own.strip_prefix("总体")
            {
                *own = bare.to_owned();
            }
        }
    });
    let told = jinggang::workbook::read(folder.path()).unwrap().problems;
    assert!(told.iter().any(|own| own.code == "unread-column" && own.to_string().contains("优秀")), "{told:?}");
}
