//! Layout facts, read from Typst's own frames: where things stand, in millimetres, not only that they are there.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod support;

use jinggang::delivery::{Wanted, print};
use support::frames::{Desk, Facts, near};
use support::{Book, Cell};
use typst::layout::Abs;

#[test]
fn the_registration_form_is_one_sheet_with_its_photograph_in_its_box() {
    let (facts, overflowing) = Desk::sample().laid_out("报名登记表", "许念𤧛");
    assert_eq!(facts.pages.len(), 2);
    near(facts.pages[0].0, 210.0, 0.01);
    near(facts.pages[0].1, 297.0, 0.01);
    assert!(overflowing.is_empty(), "{overflowing:?}");
    // The photograph: inside the last column, over four rows, in its own ratio of 35 to 49.
    let [photo] = facts.images.as_slice() else { panic!("one photograph") };
    near(photo.width / photo.height, 413.0 / 579.0, 0.01);
    assert!(photo.width <= 34.0 + 0.01 && photo.height <= 4.0 * 10.4 + 0.01, "{photo:?}");
    assert!(photo.x >= 152.0 && photo.x + photo.width <= 188.0, "{photo:?}");
    let title = facts.text("报名登记表").y;
    assert!(photo.y > title && photo.y + photo.height < title + 4.0 * 10.4 + 5.0, "{photo:?}");
    // The table fills the text area from 22 mm to 188 mm on both pages.
    for page in [1, 2] {
        let edges: Vec<f64> = facts.shapes.iter().filter(|s| s.page == page && s.height > 20.0).map(|s| s.x).collect();
        near(edges.iter().copied().fold(f64::INFINITY, f64::min), 22.0, 0.05);
        near(edges.iter().copied().fold(0.0, f64::max), 188.0, 0.05);
    }
    assert_eq!(facts.text("许念𤧛").fonts, ["Noto Serif SC"]);
}

#[test]
fn a_rare_character_comes_from_a_later_font_of_the_chain() {
    let (facts, _) = Desk::sample().laid_out("考察材料", "许念𤧛");
    let found = facts.find("许念𤧛，女");
    assert_eq!(found.first().unwrap().fonts.get(..3).unwrap(), ["FandolFang R", "LXGW WenKai", "FandolFang R"]);
}

#[test]
fn every_registration_form_of_the_sample_has_two_pages_and_nothing_is_too_long() {
    let desk = Desk::sample();
    for applicant in &desk.round.applicants {
        let (facts, overflowing) = desk.laid_out("报名登记表", &format!("-{}", applicant.name));
        assert_eq!((facts.pages.len(), overflowing.len()), (2, 0), "{} {overflowing:?}", applicant.name);
        assert_eq!(facts.images.len(), 1, "{}", applicant.name);
    }
}

#[test]
fn text_shrinks_in_steps_and_what_still_does_not_fit_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let size = |work: &str| {
        let mut book = Book::sample();
        book.set("报名", "丁砚秋", "现工作单位及职务", Cell::Text(work.to_owned()));
        book.write(folder.path());
        let (facts, overflowing) = Desk::of(folder.path()).laid_out("报名登记表", "丁砚秋");
        assert_eq!(facts.pages.len(), 2);
        (facts.find("甪直镇党").first().map(|text| text.size), overflowing)
    };
    let office = "吴中区甪直镇党政办公室科员";
    assert_eq!(size(office), (Some(12.0), vec![]));
    let (smaller, none) = size(&[office; 6].join("、"));
    assert!(smaller.unwrap() < 12.0 && smaller.unwrap() >= 7.0 && none.is_empty(), "{smaller:?} {none:?}");
    let (smallest, told) = size(&[office; 60].join("、"));
    assert_eq!((smallest, told), (Some(6.5), vec!["现工作单位及职务".to_owned()]));
}

#[test]
fn the_list_repeats_its_header_and_the_posts_on_every_page() {
    let desk = Desk::sample();
    let (facts, _) = desk.laid_out("资格审查一览表", "");
    assert!(facts.pages.len() >= 3);
    for (index, (width, height)) in facts.pages.iter().enumerate() {
        near(*width, 297.0, 0.01);
        near(*height, 210.0, 0.01);
        let page = facts.page(index + 1);
        assert!(page.contains("报考岗位") && page.contains("审查结论"), "no header on page {}", index + 1);
        // Nothing reaches into the margins.
        for text in facts.texts.iter().filter(|text| text.page == index + 1) {
            assert!(text.x >= 15.9 && text.y <= 210.0 - 5.0, "{text:?}");
        }
    }
    let all: String = (1..=facts.pages.len()).map(|page| facts.page(page)).collect();
    for applicant in &desk.round.applicants {
        let name = applicant.name.as_str();
        let shown: String = applicant.name.padded();
        assert!(all.contains(&shown) || name.split('·').all(|part| all.contains(part)), "{name} is missing");
    }
    for reason in ["超过40周岁", "最高学历为", "报名人数2人，不足3人，取消该岗位"] {
        assert!(all.contains(reason), "{reason} is not given");
    }
}

#[test]
fn names_stand_in_stroke_order() {
    let desk = Desk::sample();
    let (facts, _) = desk.laid_out("民主测评票", "第1批");
    assert_eq!(facts.pages.len(), 1);
    // By surname: 王 4, 马 3 … within the ballot by post first? No: by name alone.
    let mut names: Vec<(f64, String)> = desk
        .decisions
        .evaluations
        .batch(1)
        .iter()
        .map(|(_, person)| desk.round.applicant(*person).unwrap().name.padded())
        .map(|name| (facts.find(&name).first().unwrap_or_else(|| panic!("{name} is missing")).y, name))
        .collect();
    names.sort_by(|a, b| a.0.total_cmp(&b.0));
    let order: Vec<&str> = names.iter().map(|(_, name)| name.as_str()).collect();
    // 3 马; 4 王; 5 叶, 司, 申; 6 朱, 许, 孙; 7 李, 何; 8 金; 17 戴 — counts of strokes, then 横竖撇点折.
    assert_eq!(
        order,
        [
            "马尚文",
            "王维堃",
            "叶亦舟",
            "申　佳",
            "司马青",
            "朱怀瑾",
            "许念𤧛",
            "孙敬亭",
            "李沁蓝",
            "何　岸",
            "金鹤年",
            "戴听澜"
        ]
    );
}

#[test]
fn ballots_bear_no_mark_and_are_all_alike() {
    let desk = Desk::sample();
    let (index, material) = desk.material("民主测评票", "第1批");
    // 46 voters and a tenth more, rounded up.
    assert_eq!(material.copies, 51);
    let wanted = Wanted { pages: true, pdf: false, docx: false };
    let printed = print(&desk.office.typesetter, &desk.office.forms[index], &material, wanted).unwrap();
    let document = printed.pages.unwrap();
    assert_eq!(document.pages().len(), 51);
    let first = typst::utils::hash128(&document.pages()[0].frame);
    assert!(document.pages().iter().all(|page| typst::utils::hash128(&page.frame) == first));
    let text = Facts::of(&document).page(1);
    assert!(!text.contains("第1批") && !text.contains("编号") && !text.contains("序号"), "{text}");
    for word in ["德", "能", "勤", "绩", "廉", "学", "总体评价", "胜任程度", "本票不署名"] {
        assert!(text.contains(word), "{word} is missing");
    }
}

#[test]
fn the_inspection_reports_keep_the_grid_of_22_lines() {
    let desk = Desk::sample();
    let mut most = 0;
    for name in ["申佳", "王维堃", "何岸", "李沁蓝", "金鹤年"] {
        let (facts, _) = desk.laid_out("考察材料", name);
        near(facts.text(&format!("{name}同志考察材料")).size, 22.0, 0.01);
        let body = facts.texts.iter().filter(|text| text.page == 2 && text.size == 16.0);
        let mut lines: Vec<f64> = body.map(|text| text.y).collect();
        lines.sort_by(f64::total_cmp);
        lines.dedup_by(|a, b| (*a - *b).abs() < 0.01);
        // The first line's letters begin at the top of the text area, 37 mm down; the lines are 28.95 pt apart.
        near(lines[0], 37.0 + Abs::pt(0.88 * 16.0).to_mm(), 0.02);
        for pair in lines.windows(2) {
            near(pair[1] - pair[0], Abs::pt(28.95).to_mm(), 0.02);
        }
        assert!(lines.last().unwrap() + Abs::pt(0.12 * 16.0).to_mm() <= 262.0);
        most = most.max(lines.len());
    }
    // Full pages, but for a heading or an end that moves to the next page with its lines.
    assert!((21..=22).contains(&most), "{most}");
}

#[test]
fn the_letter_is_framed_or_printed_onto_a_finished_sheet() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::sample();
    let (framed, _) = desk.laid_out("聘书", "吴振湖");
    assert_eq!(framed.pages.len(), 1);
    near(framed.pages[0].0, 297.0, 0.01);
    assert!(framed.shapes.len() >= 6 && framed.find("聘　书").len() == 1);
    let mut book = Book::sample();
    book.set("方案", "聘书套打", "内容", Cell::Text("是".into()));
    book.set("方案", "套打横向偏移", "内容", Cell::Text("-3".into()));
    book.set("方案", "套打纵向偏移", "内容", Cell::Text("5".into()));
    book.write(folder.path());
    let (overprint, _) = Desk::of(folder.path()).laid_out("聘书", "吴振湖");
    assert!(overprint.shapes.is_empty() && overprint.find("聘　书").is_empty());
    let (a, b) = (framed.text("吴振湖"), overprint.text("吴振湖"));
    near(b.x - a.x, -3.0, 0.01);
    near(b.y - a.y, 5.0, 0.01);
    // 聘期 of three years from 25 April 2012, with a year of trial, ends the day before.
    let text = framed.page(1);
    assert!(text.contains("2015年4月24日") && text.contains("2013年4月24日"), "{text}");
}
