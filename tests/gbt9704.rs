//! GB/T 9704-2012, clause by clause as docs/gbt9704.md lists them: positions measured in the frames the PDF is written from, and
//! in LibreOffice's rendering of the DOCX.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod support;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use jinggang::delivery::{Wanted, print};
use support::frames::{Desk, Facts, Text, near};
use support::{office, sample_folder};

/// The text area (版心), in mm.
const LEFT: f64 = 28.0;
const RIGHT: f64 = 184.0;
const TOP: f64 = 37.0;
const BOTTOM: f64 = 262.0;
/// A point in mm.
const PT: f64 = 25.4 / 72.0;
/// One line, one character of the grid, in mm.
const LINE: f64 = 28.95 * PT;
const CHAR: f64 = 15.75 * PT;
/// The ledger's tolerance.
const NEAR: f64 = 0.5;

/// A round with the specimen documents beside the sample's workbook.
fn specimens() -> &'static Path {
    static FOLDER: OnceLock<tempfile::TempDir> = OnceLock::new();
    FOLDER
        .get_or_init(|| {
            let folder = tempfile::tempdir().unwrap();
            std::fs::copy(sample_folder().join("轮次.xlsx"), folder.path().join("轮次.xlsx")).unwrap();
            let templates = folder.path().join("模板/9-样文");
            std::fs::create_dir_all(&templates).unwrap();
            for name in SPECIMENS {
                let file = format!("{name}.typ");
                let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gbt9704").join(&file);
                std::fs::copy(own, templates.join(&file)).unwrap();
            }
            folder
        })
        .path()
}

const SPECIMENS: [&str; 7] =
    ["公文样文", "不盖章样文", "联合上行样文", "信函样文", "命令样文", "纪要样文", "横排附件样文"];

/// The round's documents that are 公文.
const OFFICIAL: [&str; 12] = [
    "关于印发实施方案的通知",
    "实施方案",
    "简章",
    "合格人员名单公示",
    "取消职位及改报通知",
    "成绩公示",
    "考察预告",
    "替补情况说明",
    "会议纪要",
    "任前公示",
    "公示结果报告",
    "任职通知",
];

fn desk() -> Desk {
    Desk::of(specimens())
}

fn specimen() -> &'static Facts {
    static FACTS: OnceLock<Facts> = OnceLock::new();
    FACTS.get_or_init(|| desk().laid_out("公文样文", "").0)
}

/// The upper edge of the line box a text stands in.
fn line_top(text: &Text) -> f64 {
    text.y - 0.88 * text.size * PT
}

fn middle(text: &Text) -> f64 {
    f64::midpoint(text.x, text.end)
}

/// The baselines of the lines of 3号 on a page, from the top.
fn lines(facts: &Facts, page: usize) -> Vec<f64> {
    let body = facts.texts.iter().filter(|text| text.page == page && (text.size - 16.0).abs() < 0.01);
    let mut lines: Vec<f64> = body.map(|text| text.y).collect();
    lines.sort_by(f64::total_cmp);
    lines.dedup_by(|a, b| (*a - *b).abs() < 0.01);
    lines
}

#[test]
fn clause_5_the_page_is_a4_with_22_lines_of_28_characters() {
    let facts = specimen();
    for (width, height) in &facts.pages {
        near(*width, 210.0, 0.01);
        near(*height, 297.0, 0.01);
    }
    // The second page is filled with text without punctuation: 22 lines, 28 characters each, from edge to edge.
    let baselines = lines(facts, 2);
    assert_eq!(baselines.len(), 22);
    for pair in baselines.windows(2) {
        near(pair[1] - pair[0], LINE, 0.02);
    }
    let full: Vec<&Text> = facts.texts.iter().filter(|text| text.page == 2 && text.size == 16.0).collect();
    near(full[0].top, TOP, NEAR);
    assert!(full.last().unwrap().bottom <= BOTTOM);
    for line in &full {
        assert_eq!(line.text.chars().count(), 28, "{}", line.text);
        near(line.x, LEFT, 0.01);
        near(line.end, RIGHT, NEAR);
        assert_eq!(line.fonts, ["FandolFang R"]);
    }
}

#[test]
fn clause_7_2_the_heading_stands_where_it_must() {
    let facts = specimen();
    for (index, word) in ["000001", "机密★1年", "特急"].iter().enumerate() {
        let text = facts.text(word);
        near(text.x, LEFT, 0.1);
        near(line_top(text), TOP + index as f64 * LINE, 0.1);
        assert_eq!(text.size, 16.0);
    }
    assert!(facts.text("特急").fonts.contains(&"Noto Sans SC".to_owned()));
    // 7.2.4: the red name's upper edge is 35 mm below the text area's, on one line, in the middle.
    let name = facts.text("人民政府文件");
    near(name.top, TOP + 35.0, NEAR);
    near(middle(name), 106.0, NEAR);
    assert!(name.x >= LEFT - NEAR && name.end <= RIGHT + NEAR);
    // 7.2.5: two lines below it, in the middle.
    let number = facts.text("〔2012〕12号");
    let below = line_top(name) + name.size * PT;
    near(line_top(number), below + 2.0 * LINE + 12.95 * PT, 0.1);
    near(middle(number), 106.0, NEAR);
    // 7.2.7: the red line, as wide as the text area, 4 mm below.
    let line = facts.shapes.iter().find(|shape| shape.page == 1 && shape.width > 100.0).unwrap();
    near(line.x, LEFT, 0.01);
    near(line.width, 156.0, NEAR);
    near(line.y - line.stroke / 2.0 - number.bottom, 4.0, NEAR);
    assert!(line.stroke >= 0.35 && line.stroke <= 0.55, "{}", line.stroke);
}

#[test]
fn clause_7_3_title_addressee_and_levels() {
    let facts = specimen();
    let title: Vec<&Text> = facts.texts.iter().filter(|text| text.page == 1 && text.size == 22.0).collect();
    assert_eq!(title.len(), 2, "{title:?}");
    let line = facts.shapes.iter().find(|shape| shape.page == 1 && shape.width > 100.0).unwrap();
    // 7.3.1: two empty lines under the red line, each line in the middle, no word or name taken apart.
    near(line_top(title[0]) - line.y, 2.0 * LINE + 12.95 * PT, 0.6);
    for text in &title {
        near(middle(text), 106.0, NEAR);
    }
    assert_eq!(
        title.iter().map(|text| text.text.as_str()).collect::<Vec<_>>(),
        ["关于印发《吴中区甪直镇中层干部", "竞争上岗实施方案》的通知"]
    );
    // 7.3.2: an empty line under the title, flush left, with a full-width colon.
    let addressee = facts.text("各村、各社区");
    near(addressee.x, LEFT, 0.01);
    assert!(addressee.text.ends_with('：'));
    near(line_top(addressee) - (line_top(title[1]) + 22.0 * PT), LINE + 12.95 * PT, 0.1);
    // 7.3.3: the first page has text; paragraphs begin two characters in; 黑体, 楷体, 仿宋, 仿宋.
    for (word, font) in [
        ("为加强中层", "FandolFang R"),
        ("一、指导思想", "Noto Sans SC"),
        ("（一）基本原则", "AR PL KaitiM GB"),
        ("坚持公开。", "FandolFang R"),
        ("（1）坚持平等", "FandolFang R"),
    ] {
        let text = facts.text(word);
        near(text.x, LEFT + 2.0 * CHAR, 0.1);
        assert!(text.fonts.iter().any(|own| own == font), "{word}: {:?}", text.fonts);
        assert_eq!(text.size, 16.0);
    }
    assert_eq!(facts.text("为加强中层").page, 1);
}

#[test]
fn clause_7_3_attachments_signature_date_and_note() {
    let facts = specimen();
    let previous = facts.text("（1）坚持平等");
    // 7.3.4: an empty line, two characters in, no mark after the names, their first characters below each other.
    let (first, second) = (facts.text("附件：1."), facts.text("报名登记表"));
    near(first.x, LEFT + 2.0 * CHAR, 0.1);
    near(first.y - previous.y, 2.0 * LINE, 0.1);
    near(second.y - first.y, LINE, 0.1);
    assert!(!first.text.ends_with(['。', '；', '，']), "{}", first.text);
    // 7.3.5.1: the date four characters from the right edge, the name in the middle over it.
    let signatures = facts.find("苏州市吴中区甪直镇人民政府");
    let name = signatures.iter().find(|text| text.size == 16.0).unwrap();
    let date = facts.texts.iter().find(|text| text.text == "2012年3月7日" && text.size == 16.0).unwrap();
    near(date.end, RIGHT - 4.0 * CHAR, NEAR);
    near(middle(name), middle(date), NEAR);
    near(date.y - name.y, LINE, 0.1);
    near(name.y - second.y, 2.0 * LINE, 0.1);
    // 7.3.6: the note below, two characters in, in brackets.
    let note = facts.text("此件公开发布");
    near(note.x, LEFT + 2.0 * CHAR, 0.1);
    near(note.y - date.y, LINE, 0.1);
    assert!(note.text.starts_with('（') && note.text.ends_with('）'));
    // 7.3.7: the attachment on a page of its own, its title on the third line.
    let mark = facts.texts.iter().find(|text| text.text == "附件1").unwrap();
    assert!(mark.page > note.page);
    near(mark.x, LEFT, 0.01);
    near(line_top(mark), TOP, 0.1);
    assert!(mark.fonts.contains(&"Noto Sans SC".to_owned()));
    let title = facts.text("竞争上岗职位一览表");
    near(middle(title), 106.0, NEAR);
    near(line_top(title), TOP + 2.0 * LINE, 0.1);
}

#[test]
fn clause_7_3_5_2_without_a_seal() {
    let (facts, _) = desk().laid_out("不盖章样文", "");
    let name = facts.text("苏州市吴中区甪直镇人民政府");
    let date = facts.text("2012年3月7日");
    near(name.end, RIGHT - 2.0 * CHAR, NEAR);
    near(date.x - name.x, 2.0 * CHAR, NEAR);
    // The date is the longer: it keeps two characters on the right, and the name moves to the left with it.
    let name = facts.text("镇政府");
    let date = facts.text("2012年10月17日");
    near(date.end, RIGHT - 2.0 * CHAR, NEAR);
    near(date.x - name.x, 2.0 * CHAR, NEAR);
}

#[test]
fn clause_7_4_the_imprint_ends_with_the_text_area() {
    let facts = specimen();
    let last = facts.pages.len();
    let mut rules: Vec<_> = facts.shapes.iter().filter(|shape| shape.page == last && shape.width > 100.0).collect();
    rules.sort_by(|a, b| a.y.total_cmp(&b.y));
    let [first, thin, end] = rules.as_slice() else { panic!("three lines: {rules:?}") };
    for rule in [first, thin, end] {
        near(rule.x, LEFT, 0.01);
        near(rule.width, 156.0, NEAR);
    }
    near(first.stroke, 0.35, 0.01);
    near(thin.stroke, 0.25, 0.01);
    near(end.stroke, 0.35, 0.01);
    near(end.y + end.stroke / 2.0, BOTTOM, 0.05);
    // 7.4.2, 7.4.3: 4号, a character from either edge.
    let copy = facts.text("抄送：");
    let printer = facts.text("甪直镇党政办公室");
    let day = facts.texts.iter().find(|text| text.page == last && text.text.ends_with("印发")).unwrap();
    for text in [copy, printer, day] {
        assert_eq!(text.size, 14.0);
    }
    near(copy.x, LEFT + 14.0 * PT, 0.1);
    near(printer.x, LEFT + 14.0 * PT, 0.1);
    near(day.end, RIGHT - 14.0 * PT, NEAR);
    assert!(
        copy.text.ends_with('。') && copy.y > first.y && copy.y < thin.y && printer.y > thin.y && printer.y < end.y
    );
}

#[test]
fn clause_7_5_page_numbers_outside_7_mm_below() {
    let facts = specimen();
    for page in 1..=facts.pages.len() {
        let own = |text: &&Text| text.page == page && text.size == 14.0 && text.y > BOTTOM;
        let number = facts.texts.iter().find(own).unwrap_or_else(|| panic!("no number on page {page}"));
        assert_eq!(number.text, format!("— {page} —"));
        if page % 2 == 1 {
            near(number.end, RIGHT - 14.0 * PT, NEAR);
        } else {
            near(number.x, LEFT + 14.0 * PT, NEAR);
        }
        // The dash's own ink, and digits of 宋体, not of the Latin face.
        near(number.first_top, BOTTOM + 7.0, NEAR);
        assert_eq!(number.fonts, ["Noto Serif SC"]);
    }
}

#[test]
fn clauses_7_2_6_and_10_1_joint_upward_and_letter() {
    let (facts, _) = desk().laid_out("联合上行样文", "");
    // 7.2.4: the host first, the word 文件 at the right, in the middle of the names.
    let (host, other) = (facts.text("吴中区组织人社局"), facts.find("吴中区甪直镇人民政府")[0]);
    let word = facts.texts.iter().find(|text| text.page == 1 && text.text == "文件").unwrap();
    assert!(host.y < other.y && word.x > host.end && word.x > other.end);
    near(word.y, f64::midpoint(host.y, other.y), NEAR);
    near(host.top, TOP + 35.0, 3.0);
    // 7.2.6: two signers a line, the number on the last one's line, a character from the left.
    let number = facts.text("甪政请〔2012〕1号");
    let signer = |name: &str| facts.runs.iter().find(|run| run.text.starts_with(name)).unwrap();
    let (a, b) = (signer("丁砚秋"), signer("何岸"));
    near(number.x, LEFT + CHAR, NEAR);
    near(number.y, b.y, 0.1);
    near(a.x, b.x, NEAR);
    assert!(a.y < b.y && a.fonts.iter().any(|font| font.contains("Kaiti")), "{a:?}");
    // 10.1: the letter's name 30 mm from the edge, a double line 4 mm below and one 20 mm from the foot, 170 mm long; no number
    // on its first page.
    let (facts, _) = desk().laid_out("信函样文", "");
    let page = 1;
    let name = facts.texts.iter().find(|text| text.text == "苏州市吴中区甪直镇人民政府" && text.size > 20.0).unwrap();
    near(name.top, 30.0, NEAR);
    let mut rules: Vec<_> = facts.shapes.iter().filter(|shape| shape.page == page).collect();
    rules.sort_by(|a, b| a.y.total_cmp(&b.y));
    assert_eq!(rules.len(), 4);
    for rule in &rules {
        near(rule.x, 20.0, 0.01);
        near(rule.width, 170.0, 0.01);
    }
    assert!(rules[0].stroke > rules[1].stroke && rules[2].stroke < rules[3].stroke);
    near(rules[0].y - name.bottom, 4.0, NEAR);
    near(rules[3].y, 277.0, 1.0);
    assert!(!facts.texts.iter().any(|text| text.page == page && text.y > BOTTOM));
    near(facts.text("甪政函〔2012〕2号").end, RIGHT, NEAR);
}

#[test]
fn clause_5_2_4_all_is_black_but_the_name_of_the_office_and_its_line() {
    for name in SPECIMENS {
        let (facts, _) = desk().laid_out(name, "");
        for text in &facts.texts {
            let red = text.page == 1 && text.size > 16.0 && text.size != 22.0;
            assert_eq!(text.colour, if red { "#ff0000" } else { "#000000" }, "{name}: {}", text.text);
        }
    }
}

#[test]
fn clause_7_3_5_3_a_signature_seal_stands_four_characters_from_the_right() {
    let (facts, _) = desk().laid_out("命令样文", "");
    let body = facts.text("自公布之日起施行");
    let (position, date) = (facts.text("区　长"), facts.text("2012年3月7日"));
    // Two empty lines, then the seal of 30 × 20 mm that is not printed: the position in the middle of its height, two characters
    // to its left; an empty line, then the date.
    near(position.end, RIGHT - 4.0 * CHAR - 30.0 - 2.0 * CHAR, NEAR);
    let seal = body.y + 0.12 * 16.0 * PT + 12.95 * PT + 2.0 * LINE;
    near(position.y - 0.38 * 16.0 * PT, seal + 10.0, NEAR);
    near(date.end, RIGHT - 4.0 * CHAR, NEAR);
    assert!(date.y > seal + 20.0 + LINE && date.y < seal + 20.0 + 3.0 * LINE, "{date:?}");
}

#[test]
fn clause_7_3_5_5_no_page_has_the_signature_alone() {
    let desk = Desk::sample();
    let mut seen = 0;
    // Minutes have the date in their heading.
    let signed = |name: &str| OFFICIAL.contains(&name) && name != "会议纪要";
    for form in desk.office.forms.iter().filter(|form| signed(&form.name)) {
        let (facts, _) = desk.laid_out(&form.name, "");
        for page in 1..=facts.pages.len() {
            let body: Vec<&Text> =
                facts.texts.iter().filter(|text| text.page == page && text.size == 16.0 && text.y < BOTTOM).collect();
            // A date that ends its line, right of the middle, is the one under the document.
            let dated = |text: &&&Text| text.text.ends_with('日') && text.x > 100.0 && text.text.contains('年');
            let Some(date) = body.iter().find(dated) else { continue };
            let above = body.iter().filter(|text| text.y < date.y - 1.5 * LINE && text.x < 60.0).count();
            assert!(above > 0, "{}, page {page}: only the signature", form.name);
            seen += 1;
        }
    }
    assert!(seen >= 9, "{seen}");
}

#[test]
fn clause_8_landscape_tables_have_the_number_at_the_portrait_foot() {
    let (facts, _) = desk().laid_out("横排附件样文", "");
    assert_eq!(facts.pages.len(), 3);
    // Where the number stands on a portrait page: its baseline's distance from the upper edge.
    let upright = facts.texts.iter().find(|text| text.page == 1 && text.text == "— 1 —").unwrap();
    for page in [2, 3] {
        near(facts.pages[page - 1].0, 297.0, 0.01);
        near(facts.pages[page - 1].1, 210.0, 0.01);
        let number = facts.texts.iter().find(|text| text.page == page && text.text == format!("— {page} —")).unwrap();
        assert_eq!((number.size, number.fonts.as_slice()), (14.0, ["Noto Serif SC".to_owned()].as_slice()));
        // Bound, the landscape page's upper edge is on the left: on odd pages that is the binding edge, on even ones the other
        // (订口, 切口). So the portrait foot is its left edge, and the number, upright there, reads downwards here.
        near(297.0 - number.x, upright.y, NEAR);
        let length = number.end - number.x;
        if page % 2 == 1 {
            near(number.y + length, RIGHT - 14.0 * PT, NEAR);
        } else {
            near(number.y, LEFT + 14.0 * PT, NEAR);
        }
    }
    // The text area is the portrait one, turned: 225 × 156 mm; the mark on line 1, the title on line 3.
    let mark = facts.texts.iter().find(|text| text.page == 2 && text.text == "附件").unwrap();
    near(line_top(mark), 28.0, 0.1);
    near(mark.x, 35.0, 0.1);
    near(
        line_top(facts.texts.iter().find(|text| text.page == 2 && text.size == 22.0).unwrap()),
        28.0 + 2.0 * LINE,
        0.1,
    );
    let table: Vec<_> = facts.shapes.iter().filter(|shape| shape.page == 3).collect();
    let reach = table.iter().map(|shape| shape.x + shape.width).fold(0.0, f64::max);
    near(reach, 35.0 + 225.0, NEAR);
    near(table.iter().map(|shape| shape.x).fold(f64::INFINITY, f64::min), 35.0, NEAR);
}

#[test]
fn clause_10_2_a_decree() {
    let (facts, _) = desk().laid_out("命令样文", "");
    let name = facts.text("人民政府令");
    near(name.top, TOP + 20.0, NEAR);
    near(middle(name), 106.0, NEAR);
    let number = facts.text("第 3 号");
    let below = line_top(name) + name.size * PT;
    near(line_top(number), below + 2.0 * LINE + 12.95 * PT, 0.1);
    near(middle(number), 106.0, NEAR);
    let body = facts.text("自公布之日起施行");
    near(line_top(body), line_top(number) + 16.0 * PT + 2.0 * LINE + 12.95 * PT, 0.1);
    near(body.x, LEFT + 2.0 * CHAR, 0.1);
    assert!(facts.shapes.is_empty(), "no red line");
}

#[test]
fn clause_10_3_minutes() {
    let (facts, _) = desk().laid_out("纪要样文", "");
    let heads: Vec<&Text> = facts.texts.iter().filter(|text| text.colour == "#ff0000").collect();
    near(heads[0].top, TOP + 35.0, NEAR);
    near(middle(heads[0]), 106.0, NEAR);
    let body = facts.text("纪要的正文");
    let present = facts.text("出席：");
    // An empty line under the text, two characters in, the word in 黑体, the names in 仿宋.
    near(present.y - body.y, 2.0 * LINE, 0.1);
    near(present.x, LEFT + 2.0 * CHAR, 0.1);
    for word in ["出席", "请假", "列席"] {
        let run = facts.runs.iter().find(|run| run.text.starts_with(word)).unwrap();
        near(run.x, LEFT + 2.0 * CHAR, 0.1);
        assert_eq!(run.fonts, ["Noto Sans SC"]);
    }
    let run = facts.runs.iter().find(|run| run.text.contains("邱泽南")).unwrap();
    assert_eq!(run.fonts, ["FandolFang R"]);
    // The second line begins below the first one's first name.
    let second = facts.texts.iter().find(|text| (text.y - present.y - LINE).abs() < 0.1 && text.x < 100.0).unwrap();
    near(second.x, run.x, NEAR);
}

#[test]
fn titles_are_broken_between_words_into_balanced_lines() {
    let broken = |words: &str| {
        let folder = tempfile::tempdir().unwrap();
        std::fs::copy(sample_folder().join("轮次.xlsx"), folder.path().join("轮次.xlsx")).unwrap();
        std::fs::create_dir_all(folder.path().join("模板/9-样文")).unwrap();
        let template = format!(
            "#import \"/lib/公文.typ\": *\n#let 说明 = (每: \"轮次\")\n#let 文书(数据) = {{ show: 公文页\n公文标题({words}) }}"
        );
        std::fs::write(folder.path().join("模板/9-样文/题.typ"), template).unwrap();
        let (facts, _) = Desk::of(folder.path()).laid_out("题", "");
        facts.texts.iter().filter(|text| text.size == 22.0).map(|text| text.text.clone()).collect::<Vec<_>>()
    };
    // Twenty characters stand on one line.
    assert_eq!(broken(r#""关于甪直镇中层干部竞争上岗工作情况的报告""#).len(), 1);
    // A plain title is broken at the words it is known to have.
    for title in [
        "关于印发苏州市吴中区甪直镇中层干部竞争上岗实施方案的通知",
        "关于公布苏州市吴中区甪直镇中层干部竞争上岗资格审查合格人员名单的通知",
        "关于苏州市吴中区甪直镇中层干部竞争上岗拟聘任人选公示结果情况的报告",
    ] {
        let lines = broken(&format!("{title:?}"));
        assert_eq!(lines.concat(), title);
        assert!(lines.len() == 2, "{lines:?}");
        let counts: Vec<usize> = lines.iter().map(|line| line.chars().count()).collect();
        assert!(counts.iter().all(|count| *count <= 20 && *count >= 8), "{lines:?}");
        for word in
            ["关于", "印发", "公布", "中层", "干部", "竞争", "上岗", "实施", "方案", "通知", "报告", "公示", "结果"]
        {
            if title.contains(word) {
                assert!(lines.iter().any(|line| line.contains(word)), "{word} is taken apart: {lines:?}");
            }
        }
        assert!(!lines.iter().any(|line| line.starts_with('的')), "{lines:?}");
    }
    // A name given as one word stays whole, wherever it stands.
    let name = "阿卜杜热合曼·麦麦提图尔荪";
    for before in ["关于", "关于任命", "关于免去原任命的"] {
        let lines = broken(&format!(r#"{before:?}, "欧阳景行", "、", "{name}", "同志", "任职", "的", "通知""#));
        assert!(
            lines.iter().any(|line| line.contains(name)) && lines.iter().any(|line| line.contains("欧阳景行")),
            "{lines:?}"
        );
    }
    // The author's own break is kept.
    assert_eq!(broken(r#""关于竞争上岗\n的通知""#), ["关于竞争上岗", "的通知"]);
}

#[test]
fn the_word_files_show_the_same_in_libreoffice() {
    if !office::equipped() {
        return;
    }
    let desk = desk();
    let folder = tempfile::tempdir().unwrap();
    let laid_out = folder.path().join("office");
    let official: Vec<&str> = SPECIMENS.into_iter().chain(OFFICIAL).collect();
    let mut files: Vec<PathBuf> = Vec::new();
    for (index, name) in official.iter().enumerate() {
        let (form, material) = desk.material(name, "");
        let wanted = Wanted { pages: false, pdf: true, docx: true };
        let printed = print(&desk.office.typesetter, &desk.office.forms[form], &material, wanted).unwrap();
        std::fs::write(folder.path().join(format!("{index}.pdf")), printed.pdf.unwrap()).unwrap();
        let docx = folder.path().join(format!("{index}.docx"));
        std::fs::write(&docx, printed.docx.unwrap()).unwrap();
        files.push(docx);
    }
    office::convert(&files, &laid_out, folder.path());
    let mut wrong = Vec::new();
    for (index, name) in official.iter().enumerate() {
        let found =
            office::compare(&folder.path().join(format!("{index}.pdf")), &laid_out.join(format!("{index}.pdf")));
        // In running text the programs squeeze stops differently, along the line; no line stands higher or lower. In the specimens
        // every element is at its place both ways.
        let good = if SPECIMENS.contains(name) { found.agrees() } else { found.same_text() && found.same_height() };
        if !good {
            wrong.push(format!("{name}: {}", found.describe()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
