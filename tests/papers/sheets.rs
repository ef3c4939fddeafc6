//! Sheets of paper: what is kept together, and what each page says.

use crate::support::Cell;
use crate::support::frames::{changed, with};

#[test]
fn what_is_printed_at_a_stretch_has_no_empty_pages_between_single_pages() {
    let out = tempfile::tempdir().unwrap();
    let sample = crate::support::sample_folder();
    let mut arguments = vec!["make".into(), sample.into_os_string(), "-o".into(), out.path().into()];
    for name in ["聘书", "个别谈话记录表", "考察材料"] {
        arguments.extend(["--only".into(), name.into()]);
    }
    arguments.extend(["--format".into(), "pdf".into()]);
    let made = crate::support::run(arguments);
    assert_eq!(made.code, 0, "{}", made.err);
    let pages = |name: &str| {
        let bytes = std::fs::read(out.path().join(name)).unwrap();
        bytes.windows(13).filter(|bytes| bytes == b"<</Type/Page/").count()
    };
    assert_eq!(pages("8-公示聘任/聘书-打印.pdf"), 3);
    // Several pages each: every one on a front.
    assert!(pages("6-组织考察/考察材料-打印.pdf") > 11 * 3);
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
fn the_sheet_of_signatures_has_no_page_of_one_row() {
    let (_folder, desk) = changed(&[("方案", "测评应到人数", "内容", "48")]);
    let (facts, _) = desk.laid_out("动员会签到表", "");
    assert_eq!(facts.pages.len(), 2);
    // 24 rows in two columns: the last page has its share.
    let numbers = facts.texts.iter().filter(|text| text.page == 2 && text.text.parse::<u32>().is_ok()).count();
    assert!(numbers >= 20, "{numbers}");
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
fn no_signature_stands_alone_whatever_paragraph_comes_last() {
    const PHONES: [&str; 3] = ["区纪检监察部门监督电话", "区组织人社部门监督电话", "本单位监督电话"];
    let (_folder, desk) = changed(&PHONES.map(|item| ("方案", item, "内容", "")));
    for (form, subject) in [("考察预告（替补）", "第2批"), ("简章", ""), ("合格人员名单公示", ""), ("任前公示", "")]
    {
        let (facts, _) = desk.laid_out(form, subject);
        let date = facts.texts.iter().rfind(|text| text.text.starts_with("2012年") && text.text.ends_with('日'));
        let page = date.unwrap().page;
        let lines = facts.texts.iter().filter(|text| text.page == page && text.text.contains('。')).count();
        assert!(lines > 0, "{form}: {}", facts.page(page));
    }
    let names = desk.paper("合格人员名单公示", "");
    assert!(names.contains("以真实姓名向") && names.contains("联系电话") && !names.contains("下列部门"), "{names}");
}
