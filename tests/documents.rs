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
use std::path::Path;

use jinggang::delivery::{Wanted, print};
use jinggang::forms::{Per, Subject, Subjects, material, subjects};
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

#[test]
fn nothing_is_left_unfilled() {
    let desk = Desk::sample();
    let documents = all(&desk);
    assert!(documents.len() > 60);
    for (name, facts, overflowing) in &documents {
        assert!(overflowing.is_empty(), "{name}: {overflowing:?}");
        let text = text(facts);
        assert!(!text.trim().is_empty(), "{name} is empty");
        for sign in [
            "XX", "××", "……", "None", "none", "NULL", "null", "#N/A", "NaN", "auto", "（）", "()", "《》", "“”",
            "〔〕", "，，", "。。", "、、", "，。", "、。", "；。", "：。", "：：", "；；", "、，",
        ] {
            if let Some(at) = text.find(sign) {
                let around: String = text[..at].chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
                panic!("{name} has “{sign}” after “{around}”");
            }
        }
    }
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
        let parts = dump::parts(&printed.docx.unwrap());
        let word: String = parts.values().map(|part| String::from_utf8_lossy(part).into_owned()).collect();
        let shown = text(&Facts::of(&printed.pages.unwrap()));
        for secret in &secrets {
            assert!(!data.contains(secret), "{} is given {secret}", form.name);
            assert!(!shown.contains(secret) && !word.contains(secret), "{} shows {secret}", form.name);
        }
    });
    assert_eq!(published, 10);
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
    }
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

/// Adds a row to a sheet, by the names of its columns.
fn append(rows: &mut Vec<Vec<Cell>>, values: &[(&str, &str)]) {
    let row = rows[0]
        .iter()
        .map(|header| {
            let value = values.iter().find(|(name, _)| matches!(header, Cell::Text(text) if text == name));
            Cell::Text(value.map_or("", |(_, value)| value).to_owned())
        })
        .collect();
    rows.push(row);
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
    // All of it within the box: above the page's lower margin.
    assert!(facts.texts.iter().filter(|text| text.page == 1).all(|text| text.bottom < 297.0 - 10.0));
    assert_eq!(facts.page(2).matches("赵家").count(), 12);
}

/// The sample with people, posts and lists at the ends of what offices have.
fn extremes(folder: &Path) {
    let mut book = Book::sample();
    let long = "甪直古镇历史文化遗产保护管理和旅游融合发展综合协调服务中心信息与统计科副科长";
    assert!(long.chars().count() >= 38);
    let renamed: BTreeMap<&str, &str> = [
        ("何岸", "欧阳司马"),
        ("许念𤧛", "阿卜杜热合曼·麦麦提图尔荪"),
        ("李沁蓝", "古丽努尔·买买提"),
        ("戴听澜", "买合木提江·阿不都热依木江"),
        ("城乡建设科副科长", long),
    ]
    .into();
    for (name, rows) in &mut book.sheets {
        for cell in rows.iter_mut().flatten() {
            if let Cell::Text(text) = cell
                && let Some(other) = renamed.get(text.as_str())
            {
                *text = (*other).to_owned();
            }
        }
        if name == "岗位" {
            let model = rows[1].clone();
            let columns =
                |key: &str| rows[0].iter().position(|cell| matches!(cell, Cell::Text(text) if text == key)).unwrap();
            let (code, post) = (columns("岗位编号"), columns("岗位名称"));
            for index in 0..24 {
                let mut row = model.clone();
                row[code] = Cell::Text(format!("{}", 10 + index));
                row[post] = Cell::Text(format!("综合管理服务第{}中心主任", index + 1));
                rows.push(row);
            }
        }
    }
    // Somebody of whom nothing but the necessary is known.
    for key in [
        "民族",
        "籍贯",
        "出生地",
        "政治面貌",
        "入党时间",
        "参加工作时间",
        "健康状况",
        "全日制学位",
        "任现职时间",
        "职级",
        "手机",
        "办公电话",
        "通讯地址",
        "奖惩情况",
        "专业技术职务",
        "熟悉专业有何专长",
    ] {
        book.set("报名", "金鹤年", key, Cell::Text(String::new()));
    }
    book.write(folder);
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
    assert_eq!(kinds.len(), desk.office.forms.len(), "{kinds:?}");
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
        ("民主测评票", "笔试成绩"),
        ("票决票", "民主测评"),
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
    assert!(text(&facts).contains("党组会票决"));
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
