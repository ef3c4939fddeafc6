//! What single papers say and leave out: every condition on the form of the review, nothing of the workbook's rows, nobody who is
//! not appointed, sheets that belong together kept together.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod support;

use jinggang::delivery::{Wanted, print};
use jinggang::forms::{Subjects, subjects};
use support::extremes::append;
use support::frames::{Desk, Facts, changed, near, with};
use support::{Cell, dump};

#[test]
fn the_form_of_the_review_has_every_condition_in_the_order_of_the_program() {
    // One answer 否 for 任职回避 and 岗位轮换 together is one condition.
    let (_folder, desk) =
        changed(&[("资格审查", "何岸", "符合回避和轮岗规定", "否"), ("岗位", "城乡建设科副科长", "任现职年限", "2")]);
    let mut seen: Vec<&str> = Vec::new();
    for (index, applicant) in desk.round.applicants.iter().enumerate() {
        let checks = &desk.decisions.eligibility[index].checks;
        let (facts, overflowing) = desk.laid_out("资格审查表", &format!("-{}", applicant.name));
        assert!(overflowing.is_empty(), "{} {overflowing:?}", applicant.name);
        // The first column: 27 mm from the margin.
        let column: Vec<&str> =
            facts.texts.iter().filter(|text| text.x < 22.0 + 27.0).map(|text| text.text.as_str()).collect();
        let mut rest = column.iter();
        for check in checks {
            let found = rest.any(|text| *text == check.name);
            assert!(found, "{}: {} is missing or out of order in {column:?}", applicant.name, check.name);
            if !seen.contains(&check.name) {
                seen.push(check.name);
            }
        }
    }
    for name in ["报名", "基本条件", "健康状况", "任职回避", "岗位轮换", "回避和轮岗", "专业", "任现职年限"]
    {
        assert!(seen.contains(&name), "no case has {name}: {seen:?}");
    }
}

#[test]
fn without_a_trial_nobody_is_evaluated_at_its_end() {
    let (_folder, desk) = changed(&[("方案", "试用期年数", "内容", "0")]);
    let reason = desk.made("试用期满考核表").unwrap_err();
    assert!(reason.starts_with("本轮不设试用期（方案第"), "{reason}");
    assert!(!desk.made("聘书").unwrap_or_default().is_empty());
}

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
fn an_interview_out_of_another_number_is_not_printed_as_a_hundred() {
    let (_folder, desk) = with(|book| {
        let rows = book.rows("方案");
        rows.retain(|row| !matches!(&row[0], Cell::Text(own) if own == "面试测评要素" || own == "面试满分"));
        rows.push(vec![Cell::Text("面试满分".into()), Cell::Text("150".into())]);
    });
    let (facts, _) = desk.laid_out("面试评分表", "");
    let shown = facts.words();
    assert!(shown.contains("（150分）") && !shown.contains("语言表达") && !shown.contains("（100分）"), "{shown}");
    let shown = Desk::sample().paper("面试评分表", "");
    assert!(shown.contains("语言表达") && shown.contains("（100分）"), "{shown}");
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

#[test]
fn a_list_of_nobody_is_not_published() {
    let (_folder, desk) = with(|book| {
        for limit in ["年龄上限", "年龄最高上限"] {
            book.set("方案", limit, "内容", Cell::Text("18".into()));
        }
    });
    assert_eq!(desk.made("合格人员名单公示").unwrap_err(), "没有资格审查合格的人员");
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
    assert!(facts.words().contains("影响任用，不再办理任职手续：申佳"));
    let out = tempfile::tempdir().unwrap();
    let exported = jinggang::delivery::export_lrmx(&desk.round, &desk.decisions, out.path()).unwrap();
    assert!(exported.written.len() == 4 && !exported.written.contains(&"申佳.lrmx".to_owned()), "{exported:?}");
}

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

/// The sample with so many posts more, each with candidates of its own, up to the ballots.
fn crowd(times: usize) -> (tempfile::TempDir, Desk) {
    let signs: Vec<char> = "甲乙丙丁戊己庚辛".chars().take(times).collect();
    with(|book| {
        book.set("方案", "省去的步骤", "内容", Cell::Text("笔试、面试".into()));
        book.set("方案", "差额比例", "内容", Cell::Text("20".into()));
        for sheet in ["票决", "民主测评", "面试打分", "成绩", "谈话", "考察", "任用"] {
            book.sheets.retain(|(name, _)| name != sheet);
        }
        for sheet in ["岗位", "报名", "资格审查"] {
            let rows = book.rows(sheet);
            let own: Vec<Vec<Cell>> = rows[1..].to_vec();
            let headers: Vec<String> = rows[0]
                .iter()
                .map(|cell| if let Cell::Text(text) = cell { text.clone() } else { String::new() })
                .collect();
            for sign in &signs {
                for row in &own {
                    let copy = row.iter().zip(&headers).map(|(cell, header)| match (cell, header.as_str()) {
                        (Cell::Text(text), "姓名" | "岗位名称" | "报考岗位" | "改报岗位") if !text.is_empty() => {
                            Cell::Text(format!("{text}{sign}"))
                        }
                        (_, "身份证号" | "岗位编号") => Cell::Text(String::new()),
                        (cell, _) => cell.clone(),
                    });
                    rows.push(copy.collect());
                }
            }
        }
    })
}

#[test]
fn ballots_of_several_pages_start_on_a_sheet_of_their_own() {
    let (_folder, desk) = crowd(3);
    let (index, mut material) = desk.material("民主测评票", "第1批");
    material.copies = 3;
    let form = &desk.office.forms[index];
    let wanted = Wanted { pages: true, pdf: false, docx: true };
    let printed = print(&desk.office.typesetter, form, &material, wanted).unwrap();
    let document = printed.pages.unwrap();
    material.copies = 1;
    let alone = Wanted { pages: true, pdf: false, docx: false };
    let one = print(&desk.office.typesetter, form, &material, alone).unwrap().pages.unwrap().pages().len();
    assert!(one > 2, "{one}");
    let step = one + one % 2;
    assert_eq!(document.pages().len(), 2 * step + one);
    let facts = Facts::of(&document);
    for copy in 0..3 {
        for page in 1..=one {
            let shown = facts.page(copy * step + page);
            assert!(shown.contains("民主测评票") && shown.contains(&format!("第{page}页　共{one}页")), "{shown}");
            assert_eq!(shown.contains("填票说明"), page == 1);
            let same = |at: usize| typst::utils::hash128(&document.pages()[at].frame);
            assert_eq!(same(copy * step + page - 1), same(page - 1));
        }
        if one % 2 == 1 && copy < 2 {
            assert_eq!(facts.page(copy * step + one + 1), "");
        }
    }
    // In Word each copy is a section of its own that begins on an odd page.
    let parts = dump::parts(&printed.docx.unwrap());
    let source = String::from_utf8(parts["word/document.xml"].clone()).unwrap();
    assert_eq!(source.matches("w:val=\"oddPage\"").count(), 2);
    assert_eq!(source.matches("填票说明").count(), 3);
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

#[test]
fn what_is_printed_at_a_stretch_has_no_empty_pages_between_single_pages() {
    let out = tempfile::tempdir().unwrap();
    let sample = support::sample_folder();
    let mut arguments = vec!["make".into(), sample.into_os_string(), "-o".into(), out.path().into()];
    for name in ["聘书", "个别谈话记录表", "考察材料"] {
        arguments.extend(["--only".into(), name.into()]);
    }
    arguments.extend(["--format".into(), "pdf".into()]);
    let made = support::run(arguments);
    assert_eq!(made.code, 0, "{}", made.err);
    let pages = |name: &str| {
        let bytes = std::fs::read(out.path().join(name)).unwrap();
        bytes.windows(13).filter(|bytes| bytes == b"<</Type/Page/").count()
    };
    assert_eq!(pages("8-公示聘任/聘书-打印.pdf"), 3);
    // Several pages each: every one on a front.
    assert!(pages("6-组织考察/考察材料-打印.pdf") > 11 * 3);
}

/// The sample with one mark taken out: 考官2 is recused from 于喆.
#[test]
fn marks_stand_under_the_judge_who_gave_them() {
    let (_folder, desk) = changed(&[("面试打分", "于喆", "考官2", "")]);
    let (facts, _) = desk.laid_out("面试成绩统计表", "");
    let heads: Vec<f64> = (1..=7).map(|judge| facts.find(&format!("考官{judge}"))[0].x).collect();
    let (page, row) = (facts.text("于　喆").page, facts.text("于　喆").y);
    let at = |text: &str| {
        let found = facts.texts.iter().find(|own| own.page == page && (own.y - row).abs() < 1.0 && own.text == text);
        let found = found.unwrap_or_else(|| panic!("{text}"));
        heads.iter().position(|head| (head - found.x).abs() < 6.0).map(|at| at + 1)
    };
    let places: Vec<_> = ["84.7", "—", "82.8", "79.2", "80.8", "79.7", "81.5"].map(at).into_iter().collect();
    assert_eq!(places, (1..=7).map(Some).collect::<Vec<_>>());
}

#[test]
fn marks_of_thirty_judges_do_not_touch() {
    for judges in [13, 15, 21, 30] {
        let (_folder, desk) = with(|book| {
            for (at, row) in book.rows("面试打分").iter_mut().enumerate() {
                row.truncate(3);
                row.extend((1..=judges).map(|judge| {
                    Cell::Text(if at == 0 { format!("考官{judge}") } else { format!("{}.25", 80 + judge % 9) })
                }));
            }
        });
        let (facts, overflowing) = desk.laid_out("面试成绩统计表", "");
        assert!(overflowing.is_empty(), "{judges}: {overflowing:?}");
        let marks: Vec<_> = facts.texts.iter().filter(|text| text.text.ends_with(".25")).collect();
        // Those of every judge, and of these the highest and the lowest once more.
        let people = desk.round.applicants.iter().filter(|own| own.marks.judged.is_some()).count();
        assert_eq!(marks.len(), people * (judges + 2), "{judges}");
        for (one, two) in marks.iter().flat_map(|one| marks.iter().map(move |two| (one, two))) {
            let beside = one.page == two.page && (one.y - two.y).abs() < 2.0 && one.x < two.x;
            assert!(!beside || one.end + 1.0 < two.x, "{judges}: {} touches {}", one.text, two.text);
        }
        let shapes = facts.shapes.iter().filter(|shape| shape.page == 1);
        let right = shapes.map(|shape| shape.x + shape.width).fold(0.0, f64::max);
        assert!(right < 297.0 - 15.5, "{judges}: the table ends at {right}");
    }
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

/// 附件, its title and the head of its table stand on one page (7.3.7), and every word of a long duty is there.
#[test]
fn a_long_duty_does_not_leave_the_annex_alone() {
    for times in [1, 14, 30, 90] {
        let (_folder, desk) = with(|book| {
            let duty = Cell::Text("负责港口岸线水域规划建设和生态环境的查办；".repeat(times));
            book.set("岗位", "党政办公室副主任", "岗位职责", duty);
            let unit = Cell::Text("中国（江苏）自由贸易试验区苏州片区管理委员会综合行政执法局".into());
            book.set("方案", "单位名称", "内容", unit);
        });
        for name in ["简章", "职位一览表"] {
            let (facts, overflowing) = desk.laid_out(name, "");
            assert!(overflowing.is_empty(), "{name} {times}: {overflowing:?}");
            let head = facts.find("岗位职责").into_iter().find(|text| text.text == "岗位职责").unwrap();
            let shown: String = (head.page..=facts.pages.len()).map(|page| facts.page(page)).collect();
            assert_eq!(shown.matches("查办；").count(), times, "{name} {times}");
            assert!(facts.page(head.page).contains("职位一览表"), "{name} {times}: the title stands on another page");
            if name == "简章" {
                assert!(facts.find("附件").iter().any(|text| text.text == "附件" && text.page == head.page), "{times}");
            }
            let size = facts.texts.iter().filter(|text| text.text.contains("查办")).map(|text| text.size);
            assert!(size.fold(99.0, f64::min) >= 8.0, "{name} {times}: too small to read");
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

/// The words of the head stand on one line each, and a post breaks before its title, not before its last character.
#[test]
fn the_sheet_for_drawing_lots_breaks_where_it_reads() {
    let long = "综合行政执法局监察大队副大队长";
    let (_folder, desk) = with(|book| {
        for sheet in ["报名", "岗位", "民主测评", "票决", "任用"] {
            for cell in book.rows(sheet).iter_mut().flatten() {
                if matches!(cell, Cell::Text(text) if text == "党政办公室副主任") {
                    *cell = Cell::Text(long.into());
                }
            }
        }
    });
    for name in ["面试抽签及签到表", "笔试签到表"] {
        let (facts, _) = desk.laid_out(name, "");
        assert!(!facts.find("备　注").is_empty(), "{name}");
        let lines: Vec<&str> = facts.texts.iter().map(|text| text.text.as_str()).collect();
        assert!(!lines.contains(&"长") && !lines.contains(&"大队长"), "{name}: {lines:?}");
    }
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
fn ballots_wait_for_the_candidates_of_every_post() {
    let (_folder, desk) = changed(&[("成绩", "申佳", "笔试成绩", "")]);
    for name in ["民主测评票", "民主测评票（一人一张）", "民主测评会签到表", "票决票"] {
        let reason = desk.made(name).unwrap_err();
        assert!(reason.contains("成绩"), "{name}: {reason}");
    }
    assert!(!Desk::sample().made("民主测评票").unwrap_or_default().is_empty());
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
fn a_notice_of_one_person_is_one_page() {
    for name in ["临河县水务局", "县水务局", "临河县农业农村和水利局"] {
        let (_folder, desk) = with(|book| {
            book.set("方案", "发文机关", "内容", Cell::Text(name.into()));
            book.set("方案", "单位名称", "内容", Cell::Text(name.into()));
            let column = book.column("任用", "拟免职务");
            let list = book.rows("任用");
            list.iter_mut().skip(1).for_each(|row| row[column] = Cell::Text(String::new()));
            list.truncate(2);
        });
        let (facts, _) = desk.laid_out("任职通知", "");
        for page in 1..=facts.pages.len() {
            let body = facts.texts.iter().filter(|text| text.page == page && text.y < 262.0).count();
            assert!(body > 0, "{name}: page {page} is empty");
        }
    }
}

#[test]
fn a_title_of_four_lines_leaves_room_for_the_signature() {
    let name = "内蒙古自治区鄂尔多斯市康巴什新区城市公用事业与园林绿化综合服务保障中心";
    let (_folder, desk) = changed(&[("方案", "单位名称", "内容", name), ("方案", "发文机关", "内容", name)]);
    let (facts, _) = desk.laid_out("关于印发实施方案的通知", "");
    assert!(facts.page(1).contains("请认真组织实施") && facts.page(2).contains("指导思想"), "{}", facts.page(2));
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
fn who_withdraws_is_not_counted_among_those_found_wanting() {
    let (_folder, desk) = changed(&[("资格审查", "何岸", "审查结论", "本人放弃")]);
    let list = desk.paper("资格审查一览表", "");
    assert!(list.contains("本人放弃1人") && !list.contains("（人工）"), "{list}");
    let form = desk.paper("资格审查表", "-何岸");
    assert!(form.contains("本人放弃") && !form.contains("审查人认定"), "{form}");
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
fn the_sheet_of_signatures_has_no_page_of_one_row() {
    let (_folder, desk) = changed(&[("方案", "测评应到人数", "内容", "48")]);
    let (facts, _) = desk.laid_out("动员会签到表", "");
    assert_eq!(facts.pages.len(), 2);
    // 24 rows in two columns: the last page has its share.
    let numbers = facts.texts.iter().filter(|text| text.page == 2 && text.text.parse::<u32>().is_ok()).count();
    assert!(numbers >= 20, "{numbers}");
}

#[test]
fn somebody_absent_from_the_interview_stands_in_its_table() {
    let judges: Vec<String> = (1..=7).map(|judge| format!("考官{judge}")).collect();
    let (_folder, desk) = with(|book| {
        for judge in &judges {
            book.set("面试打分", "钱闻笙", judge, Cell::Text("缺考".into()));
        }
    });
    let shown = desk.paper("面试成绩统计表", "");
    assert!(shown.contains("钱闻笙") && shown.contains("缺考1人"), "{shown}");
    assert!(!Desk::sample().paper("面试成绩统计表", "").contains("缺考"));
}

#[test]
fn a_place_that_the_marks_do_not_show_is_explained_where_it_is_published() {
    let (_folder, desk) = with(|book| {
        book.set("方案", "笔试权重", "内容", Cell::Text("100%".into()));
        book.set("方案", "面试权重", "内容", Cell::Text("0%".into()));
        book.rows("成绩")[0].push(Cell::Text("加试成绩".into()));
        for row in book.rows("成绩").iter_mut().skip(1) {
            row.push(Cell::Text(String::new()));
        }
        for (name, extra) in [("丁砚秋", "81"), ("申佳", "77")] {
            book.set("成绩", name, "笔试成绩", Cell::Text("84.5".into()));
            book.set("成绩", name, "加试成绩", Cell::Text(extra.into()));
        }
    });
    let shown = desk.paper("成绩公示", "");
    assert!(shown.contains("加试81分") && shown.contains("加试77分"), "{shown}");
    assert!(
        shown.contains("综合成绩相同的并列；并列跨过差额分界的，另作规定；经过加试的，按加试成绩排列。"),
        "{shown}"
    );
    // The column of the posts is still one.
    let (facts, _) = desk.laid_out("成绩公示", "");
    assert!(facts.texts.iter().any(|text| text.text.contains("党政办公室")), "{shown}");
    let table = desk.paper("成绩汇总表", "");
    assert!(table.contains("加试81分") && table.contains("经过加试的，按加试成绩排列"), "{table}");
    // 面试 weighs nothing.
    assert!(table.contains("（不计入）") && !table.contains('×'), "{table}");
    // 简章 was given out before: its rule is the same, without what came of it.
    let notice = desk.paper("考察对象名单", "") + &desk.paper("成绩汇总表", "");
    assert!(notice.contains("综合成绩相同的并列；并列跨过差额分界的，另作规定"), "{notice}");
    let plain = Desk::sample().paper("成绩公示", "");
    assert!(!plain.contains("备注") && plain.contains("综合成绩相同的并列"), "{plain}");
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
fn long_names_on_a_ballot_are_whole_and_large_enough() {
    const LONG: &str = "阿布都热西提·买买提·吐尔逊";
    let (_folder, desk) = with(|book| {
        for (_, rows) in &mut book.sheets {
            for cell in rows.iter_mut().flatten() {
                if matches!(cell, Cell::Text(text) if text == "申佳") {
                    *cell = Cell::Text(LONG.into());
                }
            }
        }
    });
    let form = "民主测评票";
    let (facts, overflowing) = desk.laid_out(form, &desk.made(form).unwrap_or_default()[0]);
    assert!(overflowing.is_empty(), "{overflowing:?}");
    for part in ["阿布都热西提·", "买买提·", "吐尔逊"] {
        let text = facts.texts.iter().find(|text| text.text.trim() == part).unwrap_or_else(|| panic!("{part}"));
        assert!(text.size >= 8.99, "{part} is set in {} pt", text.size);
    }
}

#[test]
fn a_form_of_the_review_with_much_to_say_stays_on_one_page() {
    let subjects = "土木工程、建筑学、城乡规划、给排水科学与工程、工程管理、法学、会计学等相关专业";
    let rest = "具有注册建造师、注册监理工程师、注册造价工程师等执业资格之一，从事建设工程管理工作满五年，熟悉工程建设法律法规和强制性标准";
    let (_folder, desk) = with(|book| {
        book.set("岗位", "城乡建设科副科长", "专业要求", Cell::Text(subjects.into()));
        book.set("岗位", "城乡建设科副科长", "其他条件", Cell::Text(rest.into()));
        book.set("岗位", "城乡建设科副科长", "任现职年限", Cell::Text("2".into()));
    });
    for name in ["何岸", "许念𤧛"] {
        let (facts, overflowing) = desk.laid_out("资格审查表", &format!("-{name}"));
        assert_eq!((facts.pages.len(), overflowing), (1, vec![]), "{name}");
        assert!(facts.page(1).contains("审查人签名"), "{name}");
        assert!(facts.find("依据").iter().all(|text| text.size >= 8.0), "{name}");
    }
    // One page each: no empty pages between them where all are printed at a stretch.
    assert!(desk.forms().any(|form| form.name == "资格审查表" && !form.duplex));
}

#[test]
fn names_of_three_parts_are_read_without_a_glass() {
    let long = "买买提明·吾拉音·玉素甫";
    let (_folder, desk) = with(|book| {
        for sheet in
            ["报名", "资格审查", "简历", "家庭成员", "成绩", "面试打分", "民主测评", "谈话", "考察", "票决", "任用"]
        {
            let rows = book.rows(sheet);
            let column = rows[0].iter().position(|cell| matches!(cell, Cell::Text(text) if text == "姓名")).unwrap();
            for row in rows.iter_mut().skip(1) {
                if matches!(&row[column], Cell::Text(name) if name == "申佳") {
                    row[column] = Cell::Text(long.into());
                }
            }
        }
    });
    for (form, subject, least, lines) in [
        ("准考证", "党政办公室副主任", 12.0, 1),
        ("票决结果报告单", "", 9.0, 2),
        ("笔试签到表", "", 9.0, 2),
        ("面试抽签及签到表", "", 9.0, 2),
        ("合格人员名单公示", "", 9.0, 2),
        ("报名登记表", &format!("-{long}"), 9.0, 2),
        ("民主测评汇总表", "第1批", 8.0, 2),
    ] {
        let (facts, overflowing) = desk.laid_out(form, subject);
        assert!(overflowing.is_empty(), "{form} {overflowing:?}");
        let part = |text: &str| text.contains('·') && long.contains(text);
        let parts: Vec<_> = facts.texts.iter().filter(|own| part(&own.text)).collect();
        assert!(!parts.is_empty() && parts.len() <= lines, "{form} {parts:?}");
        assert!(parts.iter().all(|own| own.size >= least - 0.01), "{form} {parts:?}");
    }
}

#[test]
fn every_page_of_a_sheet_to_sign_says_what_it_is() {
    let (_folder, desk) = changed(&[("方案", "测评应到人数", "内容", "100")]);
    for (form, subject, title) in [
        ("动员会签到表", "", "动员会签到表"),
        ("民主测评会签到表", "第1批", "民主测评会签到表"),
        ("笔试签到表", "", "笔试签到表"),
    ] {
        let (facts, _) = desk.laid_out(form, subject);
        let pages = facts.pages.len();
        assert!(pages > 1, "{form}");
        for page in 1..=pages {
            let words = facts.page(page).replace('\n', "");
            let number = format!("第{page}页共{pages}页");
            assert!(words.contains(title) && words.contains("地点："), "{form} {page}");
            assert!(words.replace([' ', '　'], "").contains(&number), "{form} {page} {words}");
        }
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
    assert!(report.contains("申佳（1982.02，党政办公室副主任）"), "{report}");
    let notice = desk.paper("任职通知", "");
    assert!(notice.contains("申佳（1982年2月生）同志任党政办公室副主任"), "{notice}");
    let letter = desk.paper("聘书", "申佳");
    assert!(letter.contains("申佳（1982年2月生）同志："), "{letter}");
    let plain = Desk::sample();
    assert!(plain.paper("公示结果报告", "").contains("申佳（党政办公室副主任）"));
    assert!(plain.paper("任职通知", "").contains("申佳同志任党政办公室副主任"));
}

#[test]
fn who_gave_up_a_part_of_the_examination_is_not_said_to_have_missed_it() {
    let (_folder, desk) = changed(&[("成绩", "蒋采薇", "笔试成绩", "放弃")]);
    for paper in ["成绩公示", "成绩汇总表"] {
        let shown = desk.paper(paper, "");
        assert!(shown.contains("蒋采薇放弃") && !shown.contains("缺考"), "{paper}: {shown}");
        assert!(Desk::sample().paper(paper, "").contains("蒋采薇缺考"), "{paper}");
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
    let named = |book: &mut support::Book, organ: &str| {
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
fn a_company_has_staff_without_an_establishment() {
    let (_folder, desk) = changed(&[("方案", "单位名称", "内容", "吴中区城市建设投资有限公司")]);
    for paper in ["简章", "实施方案"] {
        let shown = desk.paper(paper, "");
        assert!(shown.contains("本单位在岗在职人员") && !shown.contains("在编"), "{paper}: {shown}");
    }
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
fn the_review_of_who_applied_again_says_so() {
    let (_folder, desk) = with(|book| {
        for (row, own) in book.rows("报名").iter_mut().enumerate() {
            let again = own.iter().any(|cell| matches!(cell, Cell::Text(text) if text == "俞安澜"));
            let (post, day) = match row {
                0 => ("改报岗位", "改报时间"),
                _ if again => ("社会事业科副科长", "2012-03-20"),
                _ => ("", ""),
            };
            own.extend([Cell::Text(post.into()), Cell::Text(day.into())]);
        }
    });
    let shown = desk.paper("资格审查表", "-俞安澜");
    assert!(shown.contains("报考财政所副所长；因该岗位取消，2012年3月20日改报社会事业科副科长"), "{shown}");
}

#[test]
fn a_list_says_what_is_not_met_where_the_reviewer_goes_over_it() {
    let answers = [("资格审查", "何岸", "符合基本条件", "否"), ("资格审查", "何岸", "审查结论", "符合")];
    let (_folder, desk) = changed(&answers);
    let list = desk.paper("资格审查一览表", "").replace('\n', "");
    assert!(list.contains("不符合基本条件；审查人认定符合"), "{list}");
    let reason = [answers[0], answers[1], ("资格审查", "何岸", "审查原因", "经研究同意")];
    let (_folder, desk) = changed(&reason);
    let list = desk.paper("资格审查一览表", "").replace('\n', "");
    assert!(list.contains("经研究同意") && !list.contains("审查人认定符合"), "{list}");
}
