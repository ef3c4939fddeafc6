//! 选票: what stands on a ballot, and when there is one.

use crate::support::frames::{Desk, Facts, changed, with};
use crate::support::{Cell, dump};
use jinggang::delivery::{Wanted, print};

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
fn one_long_position_does_not_make_every_row_of_a_ballot_high() {
    // 吴振湖 has five lines of positions; with rows as high as that it would be four pages.
    let (_folder, desk) = changed(&[("方案", "差额比例", "内容", "4")]);
    let (facts, _) = desk.laid_out("民主测评票", "第1批");
    let first = facts.page(1).replace([' ', '　', '\n'], "");
    assert!(first.contains("第1页共2页"), "{first}");
}
