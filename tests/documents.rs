//! Every document of the round: nothing left unfilled, nothing private where it is published, ballots all alike, the national
//! form to the twip, and all of them standing with names, posts and lists as long and as short as offices have them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod support;

use std::collections::BTreeMap;

use jinggang::delivery::{Wanted, print};
use jinggang::forms::{Per, Subject, Subjects, material, subjects};
use support::extremes::{append, extremes};
use support::frames::{Desk, Facts, near};
use support::{Book, Cell, dump};
use typst::layout::Abs;

/// Every document of a desk, laid out: what it is called, its facts, the columns that overflow.
fn all(desk: &Desk) -> Vec<(String, Facts, Vec<String>)> {
    let mut out = Vec::new();
    each(desk, |index, subject| {
        let form = &desk.office.forms[index];
        let mut material = material(form, subject, &desk.round, &desk.decisions, None).unwrap();
        material.copies = 1;
        let wanted = Wanted { pages: true, pdf: false, docx: false };
        let printed = print(&desk.office.typesetter, form, &material, wanted)
            .unwrap_or_else(|error| panic!("{} {}: {error}", form.name, subject.label));
        assert!(printed.unprintable.is_empty(), "{} {:?}", form.name, printed.unprintable);
        let name = format!("{} {}", form.name, subject.label);
        out.push((name, Facts::of(&printed.pages.unwrap()), printed.overflowing));
    });
    out
}

/// Calls for every document that is ready; of those for people, three each.
fn each(desk: &Desk, mut call: impl FnMut(usize, &Subject)) {
    for (index, form) in desk.office.forms.iter().enumerate() {
        if let Subjects::Ready(list) = subjects(form, &desk.round, &desk.decisions) {
            let few = if form.per.is_person() && form.per == Per::Applicant { 3 } else { usize::MAX };
            for subject in list.iter().filter(|subject| subject.blocked.is_none()).take(few) {
                call(index, subject);
            }
        }
    }
}

fn text(facts: &Facts) -> String {
    (1..=facts.pages.len()).map(|page| facts.page(page)).collect()
}

/// Signs of something left unfilled or put together wrongly.
const LINT: [&str; 33] = [
    "XX", "××", "……", "None", "none", "NULL", "null", "#N/A", "NaN", "auto", "（）", "()", "《》", "“”", "〔〕",
    "，，", "。。", "、、", "，。", "、。", "；。", "：。", "：：", "；；", "、，", "，；", "；，", "：；", "：，",
    "（，", "（、", "，）", "、）",
];

/// The text of a Word file's parts that are shown, a paragraph a line.
fn word_text(docx: &[u8]) -> String {
    let mut out = String::new();
    for (name, content) in dump::parts(docx) {
        let shown = name == "word/document.xml" || name.starts_with("word/header") || name.starts_with("word/footer");
        if !shown || !name.ends_with(".xml") {
            continue;
        }
        let source = String::from_utf8(content).unwrap();
        let xml = roxmltree::Document::parse(&source).unwrap();
        for paragraph in xml.descendants().filter(|node| node.tag_name().name() == "p") {
            let texts = paragraph.descendants().filter(|node| node.tag_name().name() == "t");
            out.extend(texts.filter_map(|node| node.text()));
            out.push('\n');
        }
    }
    out
}

/// Every document of the sample for everybody, in both formats.
#[test]
fn nothing_is_left_unfilled_in_any_document_of_the_sample() {
    let desk = Desk::sample();
    let mut made = 0;
    for form in desk.forms() {
        let Subjects::Ready(list) = subjects(form, &desk.round, &desk.decisions) else { panic!("{} waits", form.name) };
        for subject in &list {
            let mut material = material(form, subject, &desk.round, &desk.decisions, None).unwrap();
            material.copies = 1;
            let wanted = Wanted { pages: true, pdf: false, docx: true };
            let printed = print(&desk.office.typesetter, form, &material, wanted).unwrap();
            let name = format!("{} {}", form.name, subject.label);
            assert!(printed.overflowing.is_empty(), "{name}: {:?}", printed.overflowing);
            assert!(printed.unprintable.is_empty(), "{name}: {:?}", printed.unprintable);
            let pages = text(&Facts::of(&printed.pages.unwrap()));
            let word = word_text(&printed.docx.unwrap());
            for (kind, shown) in [("PDF", &pages), ("DOCX", &word)] {
                assert!(!shown.trim().is_empty(), "{name} is empty ({kind})");
                for sign in LINT {
                    let Some(at) = shown.find(sign) else { continue };
                    let before: Vec<char> = shown[..at].chars().rev().take(12).collect();
                    let around: String = before.into_iter().rev().collect();
                    panic!("{name} ({kind}) has “{sign}” after “{around}”");
                }
            }
            made += 1;
        }
    }
    assert_eq!(made, 163);
}

#[test]
fn published_documents_have_nothing_private() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = Book::sample();
    // A column of the office's own, which nobody can know to be harmless.
    let people = &mut book.sheets.iter_mut().find(|(name, _)| name == "报名").unwrap().1;
    for (index, row) in people.iter_mut().enumerate() {
        row.push(Cell::Text(if index == 0 { "工资卡号".into() } else { "6222021102099887766".into() }));
    }
    book.write(folder.path());
    let desk = Desk::of(folder.path());
    let mut secrets: Vec<String> = vec!["6222021102099887766".into()];
    for applicant in &desk.round.applicants {
        secrets.extend(applicant.id_number.as_ref().map(|id| id.value.as_str().to_owned()));
        secrets.extend(["手机", "办公电话", "通讯地址"].map(|key| applicant.text(key).to_owned()));
        secrets.extend(applicant.family.iter().map(|member| member.name.as_str().to_owned()));
        if let Some(birth) = applicant.birth.as_ref().filter(|birth| birth.value.day().is_some()) {
            secrets.push(birth.value.to_string());
        }
    }
    secrets.retain(|secret| secret.chars().count() >= 2);
    assert!(secrets.len() > 200);
    let own: Vec<&str> = desk.round.applicants.iter().map(|applicant| applicant.name.as_str()).collect();
    let officials = ["领导小组组长", "领导小组副组长", "领导小组成员", "联系人", "领导小组办公室主任"]
        .map(|key| desk.round.plan.text(key).to_owned())
        .concat();
    // The earliest day of birth that is still young enough is public, and somebody may be born on it.
    let (_, posts) = desk.material("职位一览表", "");
    let bounds: Vec<String> =
        posts.data["岗位列表"].as_array().unwrap().iter().map(|post| post["年龄条件"].to_string()).collect();
    assert!(bounds.iter().any(|bound| bound.contains("及以后出生")));
    secrets.retain(|secret| !bounds.iter().any(|bound| bound.contains(secret.as_str())));
    secrets.retain(|secret| !own.iter().any(|name| name.contains(secret.as_str())) && !officials.contains(secret));
    let mut published = 0;
    each(&desk, |index, subject| {
        let form = &desk.office.forms[index];
        if !form.public {
            return;
        }
        published += 1;
        let material = material(form, subject, &desk.round, &desk.decisions, None).unwrap();
        assert!(material.attachments.is_empty(), "{} has photographs", form.name);
        let data = material.data.to_string();
        for key in ["家庭成员", "简历", "身份证号", "手机", "出生日期", "奖惩情况", "工资卡号", "谈话", "考察"]
        {
            assert!(!data.contains(&format!("\"{key}\":")), "{} is given {key}", form.name);
        }
        let wanted = Wanted { pages: true, pdf: false, docx: true };
        let printed = print(&desk.office.typesetter, form, &material, wanted).unwrap();
        let docx = printed.docx.as_deref().unwrap();
        let parts = dump::parts(docx);
        let word: String = parts.values().map(|part| String::from_utf8_lossy(part).into_owned()).collect();
        let shown = text(&Facts::of(printed.pages.as_ref().unwrap()));
        // Whoever's they may be: no identity number, no mobile telephone.
        let facts = Facts::of(printed.pages.as_ref().unwrap());
        let word_lines = word_text(docx);
        for piece in facts.texts.iter().map(|text| text.text.as_str()).chain(word_lines.lines()) {
            for run in piece.split(|c: char| !c.is_ascii_digit()) {
                assert!(run.len() < 15, "{} shows {run}", form.name);
                assert!(run.len() != 11 || !run.starts_with('1'), "{} shows the telephone {run}", form.name);
            }
        }
        for secret in &secrets {
            assert!(!data.contains(secret), "{} is given {secret}", form.name);
            assert!(!shown.contains(secret) && !word.contains(secret), "{} shows {secret}", form.name);
        }
    });
    assert_eq!(published, 11);
}

#[test]
fn every_published_document_names_the_three_telephones_for_supervision() {
    let desk = Desk::sample();
    let mut published = 0;
    each(&desk, |index, subject| {
        let form = &desk.office.forms[index];
        // A notice of appointment goes to the offices; what is done about objections ended with the publication before it.
        if !form.public || form.name == "任职通知" {
            return;
        }
        published += 1;
        let (facts, _) = desk.laid_out(&form.name, &subject.label);
        let shown = text(&facts);
        for key in ["区纪检监察部门监督电话", "区组织人社部门监督电话", "本单位监督电话"] {
            let number = desk.round.plan.text(key);
            assert!(number.len() > 7 && shown.contains(number), "{} lacks {key}", form.name);
        }
    });
    assert_eq!(published, 10);
}

#[test]
fn rounds_that_leave_steps_out_have_the_other_documents_without_a_word_of_them() {
    let with = |steps: &str, ratio: &str| {
        let folder = tempfile::tempdir().unwrap();
        let mut book = Book::sample();
        book.set("方案", "省去的步骤", "内容", Cell::Text(steps.to_owned()));
        book.set("方案", "差额比例", "内容", Cell::Text(ratio.to_owned()));
        book.write(folder.path());
        let desk = Desk::of(folder.path());
        let waiting: Vec<String> = desk
            .forms()
            .filter(|form| matches!(subjects(form, &desk.round, &desk.decisions), Subjects::Waiting(_)))
            .map(|form| form.name.clone())
            .collect();
        // The photographs lie in the folder: it stays as long as the desk.
        (folder, desk, waiting)
    };
    // Everything that can be left out, so that all who are qualified are candidates: the 任用 sheet decides.
    let all_steps = "动员部署、笔试、面试、民主测评、个别谈话、考察材料、票决、任前公示";
    let (_folder, desk, waiting) = with(all_steps, "10");
    assert_eq!(
        waiting,
        [
            "动员会签到表",
            "准考证",
            "笔试签到表",
            "面试抽签及签到表",
            "面试评分表",
            "面试成绩统计表",
            "成绩汇总表",
            "成绩公示",
            "民主测评票",
            "民主测评会签到表",
            "民主测评票（一人一张）",
            "考察材料",
            "民主测评汇总表",
            "替补情况说明",
            "个别谈话记录表",
            "考察预告（替补）",
            "票决票",
            "票决结果报告单",
            "任前公示",
            "公示结果报告",
        ]
    );
    for (name, facts, _) in all(&desk) {
        let shown = text(&facts);
        for word in ["笔试", "面试", "综合成绩", "民主测评", "个别谈话", "票决", "任前公示", "公示聘任", "动员部署"]
        {
            // The trial ends with an evaluation of its own.
            let own = name.starts_with("试用期满考核表") && ["民主测评", "个别谈话"].contains(&word);
            assert!(own || !shown.contains(word), "{name} speaks of {word}");
        }
        for sign in LINT {
            assert!(!shown.contains(sign), "{name} has “{sign}”");
        }
    }
    // One of the two parts of the examination alone.
    let (_folder, desk, waiting) = with("面试", "2");
    assert!(waiting.contains(&"面试评分表".to_owned()) && !waiting.contains(&"成绩公示".to_owned()), "{waiting:?}");
    for name in ["成绩公示", "成绩汇总表", "简章", "实施方案"] {
        let (facts, _) = desk.laid_out(name, "");
        assert!(!text(&facts).contains("面试"), "{name} speaks of an interview");
        assert!(text(&facts).contains("综合成绩为笔试成绩"), "{name}");
    }
    // No vote: the minutes and what follows are there all the same.
    let (_folder, desk, waiting) = with("票决", "2");
    assert_eq!(waiting, ["票决票", "票决结果报告单"]);
    let (facts, _) = desk.laid_out("会议纪要", "");
    assert!(text(&facts).contains("确定申佳同志为拟聘任人选") && !text(&facts).contains("票决"));
    let (facts, _) = desk.laid_out("任前公示", "");
    assert!(text(&facts).contains("党委会议讨论") && text(&facts).contains("拟任经济服务中心主任"));
}

#[test]
fn every_copy_of_a_ballot_is_the_same_and_bears_no_mark() {
    let desk = Desk::sample();
    for (name, subject, copies, sheets) in
        [("票决票", "", 10, 1), ("民主测评票（一人一张）", "第1批", 51, 12), ("民主测评票", "第1批", 51, 1)]
    {
        let (index, material) = desk.material(name, subject);
        assert_eq!(material.copies, copies, "{name}");
        let wanted = Wanted { pages: true, pdf: false, docx: false };
        let printed = print(&desk.office.typesetter, &desk.office.forms[index], &material, wanted).unwrap();
        let document = printed.pages.unwrap();
        assert_eq!(document.pages().len(), copies as usize * sheets, "{name}");
        let hash = |page: usize| typst::utils::hash128(&document.pages()[page].frame);
        for page in 0..document.pages().len() {
            assert_eq!(hash(page), hash(page % sheets), "{name}, page {}", page + 1);
        }
        let text = text(&Facts::of(&document));
        for mark in ["编号", "序号", "第1批", "第1页", "— 1 —"] {
            assert!(!text.contains(mark), "{name}: {mark}");
        }
        // In the files: the pages' content byte for byte, in Word the copies' text and tables.
        let wanted = Wanted { pages: false, pdf: true, docx: true };
        let printed = print(&desk.office.typesetter, &desk.office.forms[index], &material, wanted).unwrap();
        let pdf = printed.pdf.unwrap();
        let contents = page_contents(&pdf);
        assert_eq!(contents.len(), copies as usize * sheets, "{name}");
        for (page, content) in contents.iter().enumerate() {
            assert!(content == &contents[page % sheets], "{name}, page {}", page + 1);
        }
        let bytes = printed.docx.unwrap();
        let source = String::from_utf8(dump::parts(&bytes)["word/document.xml"].clone()).unwrap();
        let xml = roxmltree::Document::parse(&source).unwrap();
        let tables: Vec<&str> = xml
            .descendants()
            .filter(|node| node.tag_name().name() == "tbl")
            .map(|node| &source[node.range()])
            .collect();
        assert_eq!(tables.len(), copies as usize * sheets, "{name}");
        let plain = |table: &str| -> String {
            // Word wants every paragraph to have a number of its own.
            let mut rest = table;
            let mut out = String::new();
            while let Some(at) = rest.find("w14:paraId=\"") {
                out.push_str(&rest[..at]);
                rest = &rest[at + 21..];
            }
            out + rest
        };
        let first: Vec<String> = tables[..sheets].iter().map(|table| plain(table)).collect();
        for (index, table) in tables.iter().enumerate() {
            assert!(plain(table) == first[index % sheets], "{name} in Word, sheet {}", index + 1);
        }
    }
}

/// The bytes of each page's content in a PDF file, in the order of the pages.
fn page_contents(pdf: &[u8]) -> Vec<&[u8]> {
    let find =
        |needle: &[u8], from: usize| pdf[from..].windows(needle.len()).position(|w| w == needle).map(|at| at + from);
    // The pages' objects stand in the order of the pages, one line each.
    let mut numbers = Vec::new();
    let mut from = 0;
    while let Some(at) = find(b"<</Type/Page/", from) {
        let contents = find(b"/Contents ", at).unwrap() + 10;
        let digits = pdf[contents..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        numbers.push(String::from_utf8(pdf[contents..contents + digits].to_vec()).unwrap());
        from = contents;
    }
    numbers
        .iter()
        .map(|number| {
            let object = find(format!("\n{number} 0 obj\n").as_bytes(), 0).unwrap();
            let start = find(b"stream\n", object).unwrap() + 7;
            &pdf[start..find(b"endstream", start).unwrap()]
        })
        .collect()
}

#[test]
fn the_vote_lists_candidates_by_strokes_not_by_votes_or_marks() {
    let (facts, _) = Desk::sample().laid_out("票决票", "");
    let y = |name: &str| facts.find(name).first().unwrap_or_else(|| panic!("{name} is missing")).y;
    // 3 马 before 7 李; 5 叶 before 5 申; 6 许 before 6 孙 by 点折 … after 横; 7 何; 17 戴.
    for pair in
        [["叶亦舟", "申　佳"], ["王维堃", "吴振湖"], ["马尚文", "李沁蓝"], ["司马青", "金鹤年"], ["何　岸", "戴听澜"]]
    {
        assert!(y(pair[0]) < y(pair[1]), "{pair:?}");
    }
}

/// Row heights and column widths of the national form, in twips.
const FRONT_COLUMNS: [i64; 8] = [784, 236, 1305, 1063, 1302, 1315, 1330, 2058];
const FRONT_ROWS: [i64; 12] = [709, 692, 680, 709, 346, 346, 346, 346, 679, 679, 679, 7133];
const BACK_COLUMNS: [i64; 8] = [742, 1092, 1274, 574, 1008, 98, 784, 3849];
const BACK_ROWS: [i64; 14] = [1418, 1021, 1361, 646, 697, 697, 697, 697, 697, 697, 697, 1332, 737, 2019];

fn twips(count: i64) -> f64 {
    Abs::pt(count as f64 / 20.0).to_mm()
}

#[test]
fn the_national_form_has_its_geometry_in_pdf_and_word() {
    let desk = Desk::sample();
    let (facts, overflowing) = desk.laid_out("干部任免审批表", "许念𤧛");
    assert!(overflowing.is_empty(), "{overflowing:?}");
    assert_eq!(facts.pages.len(), 2);
    near(facts.pages[0].0, twips(11907), 0.01);
    near(facts.pages[0].1, twips(16840), 0.01);
    for (page, columns, rows) in
        [(1, FRONT_COLUMNS.as_slice(), FRONT_ROWS.as_slice()), (2, BACK_COLUMNS.as_slice(), BACK_ROWS.as_slice())]
    {
        let places = |values: Vec<f64>| {
            let mut values = values;
            values.sort_by(f64::total_cmp);
            values.dedup_by(|a, b| (*a - *b).abs() < 0.05);
            values
        };
        let shapes = || facts.shapes.iter().filter(move |shape| shape.page == page && shape.stroke > 0.0);
        let across = places(shapes().filter(|shape| shape.height < 0.01 && shape.width > 1.0).map(|s| s.y).collect());
        let down = places(shapes().filter(|shape| shape.width < 0.01 && shape.height > 1.0).map(|s| s.x).collect());
        assert_eq!(down.len(), columns.len() + 1, "page {page}: {down:?}");
        near(down[0], twips(1191), 0.02);
        for (index, width) in columns.iter().enumerate() {
            near(down[index + 1] - down[index], twips(*width), 0.02);
        }
        // 呈报单位 is one field over two rows: no line between them.
        let mut heights: Vec<i64> = rows.to_vec();
        if page == 2 {
            let date = heights.remove(12);
            heights[11] += date;
        }
        assert_eq!(across.len(), heights.len() + 1, "page {page}: {across:?}");
        for (index, height) in heights.iter().enumerate() {
            near(across[index + 1] - across[index], twips(*height), 0.02);
        }
        for (edge, thick) in [(across[0], true), (across[1], false), (*across.last().unwrap(), true)] {
            let widest = shapes().filter(|s| s.height < 0.01 && (s.y - edge).abs() < 0.05).map(|s| s.stroke);
            near(widest.fold(0.0, f64::max), Abs::pt(if thick { 1.5 } else { 1.0 }).to_mm(), 0.01);
        }
    }
    // The photograph's box: 36.3 × 49.2 mm, the photograph inside it.
    near(twips(FRONT_COLUMNS[7]), 36.3, 0.05);
    near(twips(FRONT_ROWS[..4].iter().sum()), 49.2, 0.05);
    let [photo] = facts.images.as_slice() else { panic!("one photograph") };
    assert!(photo.width <= 36.3 && photo.height <= 49.2 && photo.height > 45.0, "{photo:?}");
    // Word: the same numbers, exactly.
    let (index, material) = desk.material("干部任免审批表", "许念𤧛");
    let wanted = Wanted { pages: false, pdf: false, docx: true };
    let printed = print(&desk.office.typesetter, &desk.office.forms[index], &material, wanted).unwrap();
    let parts = dump::parts(&printed.docx.unwrap());
    let source = String::from_utf8(parts["word/document.xml"].clone()).unwrap();
    let xml = roxmltree::Document::parse(&source).unwrap();
    let number = |node: roxmltree::Node, name: &str| -> i64 {
        node.attributes().find(|attribute| attribute.name() == name).unwrap().value().parse().unwrap()
    };
    let named = |node: roxmltree::Node, name: &'static str| {
        node.descendants().filter(|inner| inner.tag_name().name() == name).map(|inner| inner.id()).collect::<Vec<_>>()
    };
    let tables: Vec<roxmltree::Node> = xml
        .descendants()
        .filter(|node| node.tag_name().name() == "tbl")
        .filter(|t| named(*t, "tr").len() > 5)
        .collect();
    assert_eq!(tables.len(), 2);
    for (table, columns, rows) in [
        (tables[0], FRONT_COLUMNS.as_slice(), FRONT_ROWS.as_slice()),
        (tables[1], BACK_COLUMNS.as_slice(), BACK_ROWS.as_slice()),
    ] {
        let values = |name: &'static str, attribute: &str| {
            named(table, name).into_iter().map(|id| number(xml.get_node(id).unwrap(), attribute)).collect::<Vec<_>>()
        };
        for (found, wanted) in values("gridCol", "w").iter().zip(columns) {
            assert!((found - wanted).abs() <= 1, "{found} is not {wanted}");
        }
        let heights = values("trHeight", "val");
        assert_eq!(heights.len(), rows.len());
        for (found, wanted) in heights.iter().zip(rows) {
            assert!((found - wanted).abs() <= 1, "{found} is not {wanted}");
        }
    }
}

#[test]
fn a_career_of_58_lines_and_twelve_relatives_fit_the_national_form() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = Book::sample();
    let own = [("姓名", "申佳"), ("身份证号", "320502198202089404")];
    for (sheet, rows) in &mut book.sheets {
        if sheet != "简历" && sheet != "家庭成员" {
            continue;
        }
        rows.retain(|row| !matches!(&row[0], Cell::Text(name) if name == "申佳"));
        if sheet == "简历" {
            for index in 0..58 {
                let (year, month) = (1990 + index / 6, index % 6 * 2 + 1);
                let (from, to) = (format!("{year}.{month:02}"), format!("{year}.{:02}", month + 1));
                let period = [("起", from.as_str()), ("止", to.as_str()), ("内容", "苏州市吴中区甪直镇人民政府办事员")];
                append(rows, &[own.as_slice(), period.as_slice()].concat());
            }
        } else {
            for sign in "甲乙丙丁戊己庚辛壬癸子丑".chars() {
                let name = format!("赵家{sign}");
                let relative = [
                    ("称谓", "舅父"),
                    ("成员姓名", name.as_str()),
                    ("成员出生年月", "1950.03"),
                    ("成员政治面貌", "中国民主促进会会员"),
                    ("成员工作单位及职务", "苏州市吴中区甪直镇机械制造有限公司工会副主席（退休）"),
                ];
                append(rows, &[own.as_slice(), relative.as_slice()].concat());
            }
        }
    }
    book.write(folder.path());
    let (facts, overflowing) = Desk::of(folder.path()).laid_out("干部任免审批表", "申佳");
    assert_eq!((facts.pages.len(), overflowing), (2, vec![]));
    assert_eq!(facts.page(1).matches("人民政府办事员").count(), 58);
    // All of it within the box, in two columns, and large enough to be read.
    let career: Vec<_> = facts.find("人民政府办事员");
    let box_top = 28.6 + twips(240) + Abs::pt(30.0).to_mm() + twips(FRONT_ROWS[..11].iter().sum());
    for text in &career {
        assert!(text.size >= 8.0, "{text:?}");
        assert!(text.top > box_top && text.bottom < box_top + twips(7133), "{text:?}");
        assert!(text.end < 21.0 + twips(9393), "{text:?}");
    }
    let middle = 21.0 + twips(784) + twips(8609) / 2.0;
    assert_eq!(career.iter().filter(|text| text.x < middle).count(), 29);
    assert_eq!(facts.page(2).matches("赵家").count(), 12);
}

#[test]
fn a_career_of_running_text_shrinks_in_the_steps_of_the_national_editor() {
    // Lines of the form at 14 pt, and the size they come to: never below 8 pt, and never out of the box.
    let desk = |lines: usize| {
        let folder = tempfile::tempdir().unwrap();
        let mut book = Book::sample();
        let own = [("姓名", "申佳"), ("身份证号", "320502198202089404")];
        for (sheet, rows) in &mut book.sheets {
            if sheet != "简历" {
                continue;
            }
            rows.retain(|row| !matches!(&row[0], Cell::Text(name) if name == "申佳"));
            // Each period takes two lines at 14 pt: 22 characters stand in one.
            for index in 0..lines / 2 {
                let from = format!("{}.{:02}", 1980 + index, 1);
                let to = format!("{}.{:02}", 1981 + index, 1);
                let text = "苏州市吴中区甪直镇党政办公室科员、机要秘书，镇团委副书记，镇志愿者协会秘书长";
                let period = [("起", from.as_str()), ("止", to.as_str()), ("内容", text)];
                append(rows, &[own.as_slice(), period.as_slice()].concat());
            }
        }
        book.write(folder.path());
        let (facts, overflowing) = Desk::of(folder.path()).laid_out("干部任免审批表", "申佳");
        assert_eq!((facts.pages.len(), overflowing), (2, vec![]), "{lines} lines");
        let size = facts.find("苏州市吴中区甪直镇党政").iter().map(|text| text.size).fold(f64::INFINITY, f64::min);
        let floor = facts.texts.iter().filter(|text| text.page == 1).map(|text| text.bottom).fold(0.0, f64::max);
        assert!(floor < 297.0 - 10.0, "{lines} lines reach down to {floor:.1} mm");
        size
    };
    assert!((desk(12) - 14.0).abs() < 0.01);
    assert!(desk(24) >= 13.0);
    assert!(desk(34) >= 9.0);
    assert!(desk(58) >= 8.0);
}

#[test]
fn every_document_stands_with_long_and_short_names_posts_and_empty_fields() {
    let folder = tempfile::tempdir().unwrap();
    extremes(folder.path());
    let desk = Desk::of(folder.path());
    assert_eq!(desk.round.posts.len(), 30);
    let documents = all(&desk);
    let mut kinds: Vec<&str> = documents.iter().filter_map(|(name, ..)| name.split(' ').next()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds.len(), desk.forms().count(), "{kinds:?}");
    for (name, facts, overflowing) in &documents {
        assert!(overflowing.is_empty(), "{name}: {overflowing:?}");
        for text in &facts.texts {
            let (width, height) = facts.pages[text.page - 1];
            let inside = text.x >= 4.0 && text.end <= width - 4.0 && text.top >= 3.0 && text.bottom <= height - 3.0;
            assert!(inside || text.text.trim().is_empty(), "{name}: {text:?} leaves the page");
        }
    }
    let sheets =
        |name: &str| documents.iter().find(|(own, ..)| own.trim() == name).map(|(_, facts, _)| facts.pages.len());
    assert_eq!(sheets("票决票"), Some(1));
    assert_eq!(sheets("考察对象名单"), Some(1));
    for (name, facts, _) in documents.iter().filter(|(name, ..)| name.starts_with("干部任免审批表")) {
        assert_eq!(facts.pages.len(), 2, "{name}");
    }
}

#[test]
fn documents_wait_until_the_round_has_come_so_far() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = Book::sample();
    for sheet in ["成绩", "面试打分", "民主测评", "谈话", "考察", "票决", "任用"] {
        book = book.without(sheet);
    }
    book.write(folder.path());
    let desk = Desk::of(folder.path());
    let mut ready = Vec::new();
    let mut waiting = BTreeMap::new();
    for form in &desk.office.forms {
        match subjects(form, &desk.round, &desk.decisions) {
            Subjects::Ready(_) => ready.push(form.name.as_str()),
            Subjects::Waiting(reason) => drop(waiting.insert(form.name.as_str(), reason)),
        }
    }
    assert_eq!(
        ready,
        [
            "动员会签到表",
            "关于印发实施方案的通知",
            "实施方案",
            "简章",
            "职位一览表",
            "报名登记表",
            "报名情况一览表",
            "资格审查表",
            "资格审查一览表",
            "合格人员名单公示",
            "取消职位及改报通知",
        ]
    );
    for (name, reason) in [
        ("准考证", "准考证号"),
        ("面试评分表", "笔试成绩"),
        ("面试成绩统计表", "面试打分"),
        ("考察预告", "考试成绩"),
        ("民主测评票", "考试成绩"),
        ("票决票", "考试成绩"),
        ("任前公示", "票决"),
        ("任职通知", "任用"),
    ] {
        assert!(waiting[name].contains(reason), "{name}: {}", waiting[name]);
    }
}

#[test]
fn a_round_of_another_kind_of_office_has_its_own_words() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = Book::sample();
    let plan = &mut book.sheets.iter_mut().find(|(name, _)| name == "方案").unwrap().1;
    for row in plan.iter_mut().skip(1) {
        let Cell::Text(key) = row[0].clone() else { continue };
        let kept = match key.as_str() {
            "单位名称" => "吴中区水利水务局",
            "单位类型" => "局",
            "党组织类型" => "党组",
            "年份" => "2012",
            "年龄计算基准日" => "2012-03-16",
            _ => "",
        };
        row[1] = Cell::Text(kept.to_owned());
    }
    book.write(folder.path());
    let desk = Desk::of(folder.path());
    for (name, facts, _) in all(&desk) {
        let text = text(&facts);
        assert!(!text.contains("党委会") && !text.contains("镇人民政府文件"), "{name}");
        for sign in ["（）", "《》", "“”", "，，", "，。", "、。", "：。", "：；", "None", "none"] {
            assert!(!text.contains(sign), "{name} has “{sign}”");
        }
    }
    let (facts, _) = desk.laid_out("任前公示", "");
    assert!(text(&facts).contains("党组会议票决"));
    let (facts, _) = desk.laid_out("会议纪要", "");
    assert_eq!(facts.find("吴中区水利水务局党组会议纪要").len(), 1);
}

#[test]
fn dates_under_documents_can_be_written_as_before_the_standard() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = Book::sample();
    let plan = &mut book.sheets.iter_mut().find(|(name, _)| name == "方案").unwrap().1;
    plan.push(["成文日期写法", "汉字", ""].map(|text| Cell::Text(text.into())).to_vec());
    book.write(folder.path());
    let (facts, _) = Desk::of(folder.path()).laid_out("任职通知", "");
    assert_eq!(facts.find("二〇一二年四月二十五日").len(), 1);
    let (facts, _) = Desk::sample().laid_out("任职通知", "");
    assert_eq!(facts.find("二〇一二年").len(), 0);
}
