//! Files of an earlier run that are not made now: what waits, what an error holds back and what could not be written is no waste paper;
//! what nobody asks for any more is.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod support;

use std::path::{Path, PathBuf};

use support::{Book, Cell, Ended, run};

/// A round and where its documents go.
struct Desk {
    _folder: tempfile::TempDir,
    round: PathBuf,
    out: PathBuf,
}

impl Desk {
    /// With the documents of the sample's last steps and everybody's form already made.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (round, out) = (folder.path().join("轮次"), folder.path().join("材料"));
        let desk = Self { _folder: folder, round, out };
        desk.write(&[]);
        assert_eq!(desk.make().code, 0);
        desk
    }

    fn write(&self, cells: &[(&str, &str, &str, &str)]) {
        let mut book = Book::sample();
        for (sheet, row, column, value) in cells {
            book.set(sheet, row, column, Cell::Text((*value).to_owned()));
        }
        book.write(&self.round);
    }

    fn make(&self) -> Ended {
        let only = "报名登记表,票决结果报告单,干部任免审批表,任职通知,聘书";
        let path = |path: &Path| path.display().to_string();
        run(["make", &path(&self.round), "-o", &path(&self.out), "--only", only, "--format", "docx"])
    }

    /// The files that are told to be of no use, in what is said and in the list alike.
    fn stale(&self) -> String {
        let made = self.make();
        let line = made.out.lines().find(|line| line.contains("已没有对应的内容")).unwrap_or_default().to_owned();
        let list: serde_json::Value =
            serde_json::from_slice(&std::fs::read(self.out.join("清单.json")).unwrap()).unwrap();
        let listed = list["过时"].as_array().cloned().unwrap_or_default();
        assert_eq!(listed.is_empty(), line.is_empty(), "{line} {listed:?}");
        assert!(listed.iter().all(|entry| line.contains(entry["路径"].as_str().unwrap())), "{line} {listed:?}");
        line
    }

    fn template(&self, text: &str) {
        let own = self.round.join("模板/8-公示聘任");
        std::fs::create_dir_all(&own).unwrap();
        std::fs::write(own.join("聘书.typ"), text).unwrap();
    }
}

#[test]
fn of_a_template_with_an_error_nothing_is_of_no_use() {
    let desk = Desk::new();
    // One that cannot be read, and one that fails when a document is made.
    for text in ["#let 说明 = (", "#let 说明 = (每: \"聘书人员\")\n#let 文书(数据) = [#没有这个]\n"] {
        desk.template(text);
        assert_eq!(desk.stale(), "", "{text}");
    }
    // For somebody else, it is.
    desk.template("#let 说明 = (每: \"轮次\")\n#let 文书(数据) = [聘书]\n");
    assert!(desk.stale().contains("聘书/经济服务中心主任-吴振湖.docx"));
}

#[test]
fn what_an_error_holds_back_is_not_of_no_use() {
    let desk = Desk::new();
    for cells in [
        // An error in a row, also one in what the file is called by.
        ("报名", "丁砚秋", "出生年月", "1980年14月"),
        ("报名", "何岸", "报考岗位", "城建科副科长"),
        // One figure of a vote: the form of the person waits, and so does the report on all posts.
        ("票决", "申佳", "不同意", "9"),
        ("票决", "申佳", "同意", ""),
        ("任用", "申佳", "公示结果", ""),
        ("任用", "申佳", "公示结果", "也许"),
        ("任用", "申佳", "任职日期", ""),
    ] {
        desk.write(&[cells]);
        assert_eq!(desk.stale(), "", "{cells:?}");
    }
}

/// Nothing waits for somebody who never comes: notices, and what prints everybody's form at a stretch, are named as single forms are.
#[test]
fn what_is_for_nobody_any_more_is_of_no_use() {
    let desk = Desk::new();
    let mut book = Book::sample();
    let (result, day) = (book.column("任用", "公示结果"), book.column("任用", "任职日期"));
    for row in book.rows("任用").iter_mut().filter(|row| matches!(&row[result], Cell::Text(own) if own == "无异议"))
    {
        row[result] = Cell::Text("有异议影响任用".to_owned());
        row[day] = Cell::Text(String::new());
    }
    book.write(&desk.round);
    let line = desk.stale();
    for paper in ["任职通知/", "聘书/", "干部任免审批表/"] {
        assert!(line.contains(paper), "{paper}: {line}");
    }
    // A step that is left out leaves nothing behind that could be called for.
    let desk = Desk::new();
    desk.write(&[("方案", "省去的步骤", "内容", "票决")]);
    assert!(desk.stale().contains("票决结果报告单.docx"));
}

#[test]
fn what_was_of_no_use_and_waits_now_is_of_use_again() {
    let desk = Desk::new();
    let letter = "聘书/城乡建设科副科长-许念𤧛.docx";
    desk.write(&[("任用", "许念𤧛", "公示结果", "有异议影响任用")]);
    assert!(desk.stale().contains(letter));
    // While an error in somebody else's figures holds the other papers back, it stays so.
    desk.write(&[("任用", "许念𤧛", "公示结果", "有异议影响任用"), ("票决", "申佳", "不同意", "9")]);
    let line = desk.stale();
    assert!(line.contains(letter) && !line.contains("申佳"), "{line}");
    desk.write(&[("任用", "许念𤧛", "公示结果", "")]);
    assert_eq!(desk.stale(), "");
    // Not elected by the votes as they are counted now.
    desk.write(&[("票决", "许念𤧛", "同意", "2"), ("票决", "许念𤧛", "不同意", "7")]);
    assert!(desk.stale().contains(letter));
}

#[cfg(unix)]
#[test]
fn what_could_not_be_written_is_not_of_no_use() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let letters = desk.out.join("8-公示聘任/聘书");
    let allow = |mode: u32| std::fs::set_permissions(&letters, std::fs::Permissions::from_mode(mode)).unwrap();
    allow(0o555);
    // Whoever may do everything can write all the same.
    if std::fs::write(letters.join("试"), b"").is_err() {
        desk.write(&[("任用", "吴振湖", "聘书编号", "另编007")]);
        assert_eq!(desk.stale(), "");
    }
    allow(0o755);
}

/// The other format, and the file that prints everybody's, are as they were: they must not pass for what was just made.
#[test]
fn what_is_not_made_again_with_the_rest_is_told() {
    let desk = Desk::new();
    let path = |path: &Path| path.display().to_string();
    let make = |options: &[&str]| {
        let (round, out) = (path(&desk.round), path(&desk.out));
        run(["make", &round, "-o", &out, "--only", "报名登记表"].iter().chain(options)).out
    };
    make(&[]);
    desk.write(&[("报名", "申佳", "通讯地址", "新址一号")]);
    let said = make(&["--format", "pdf"]);
    let line = said.lines().find(|line| line.contains("还是改动以前的")).unwrap_or_default();
    assert!(line.contains("申佳.docx") && line.matches(".docx").count() == 1 && !line.contains("打印"), "{said}");
    desk.write(&[("报名", "申佳", "通讯地址", "新址二号")]);
    let said = make(&["--person", "申佳"]);
    let line = said.lines().find(|line| line.contains("还是改动以前的")).unwrap_or_default();
    assert!(line.contains("报名登记表-打印.pdf") && !line.contains("申佳"), "{said}");
    assert!(!make(&[]).contains("还是改动以前的"));
    // The other format for the first time changes nothing of the file that prints everybody's.
    std::fs::remove_dir_all(&desk.out).unwrap();
    make(&["--format", "pdf"]);
    assert!(!make(&["--format", "docx"]).contains("还是改动以前的"));
}

/// Cuts a run off after so many documents, as Ctrl+C does.
struct Cut(std::sync::atomic::AtomicUsize);

impl jinggang::delivery::Progress for Cut {
    fn start(&self, _: usize) {}
    fn step(&self, _: &str) {
        assert!(self.0.fetch_sub(1, std::sync::atomic::Ordering::Relaxed) > 1, "cut off");
    }
    fn finish(&self) {}
}

impl Desk {
    /// Somebody is called otherwise, wherever the name stands.
    fn renamed(&self, from: &str, to: &str) {
        let mut book = Book::sample();
        for cell in book.sheets.iter_mut().flat_map(|(_, rows)| rows).flatten() {
            if matches!(cell, Cell::Text(text) if text == from) {
                *cell = Cell::Text(to.to_owned());
            }
        }
        book.write(&self.round);
    }

    fn make_until_cut_off(&self, documents: usize) {
        let round = jinggang::workbook::read(&self.round).unwrap().round;
        let office = jinggang::delivery::Office::open(Some(&self.round), &[], false).unwrap();
        let decisions = jinggang::procedure::Decisions::of(&round);
        let options = jinggang::delivery::Options {
            only: vec!["报名登记表".to_owned()],
            formats: vec![jinggang::delivery::Format::Docx],
            jobs: Some(1),
            ..jinggang::delivery::Options::new(&self.out)
        };
        let cut = Cut(documents.into());
        let run = || jinggang::delivery::make(&office, &round, &decisions, &options, &cut).map(drop);
        assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).is_err());
    }

    fn forms(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.out.join("3-公开报名/报名登记表")).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }
}

#[test]
fn a_run_that_was_cut_off_leaves_nothing_that_passes_for_somebodys_work() {
    let folder = tempfile::tempdir().unwrap();
    let (round, out) = (folder.path().join("轮次"), folder.path().join("材料"));
    let desk = Desk { _folder: folder, round, out };
    desk.write(&[]);
    desk.make_until_cut_off(5);
    let before = desk.forms();
    assert!(before.len() == 5 && desk.out.join("清单.未完").is_file() && !desk.out.join("清单.json").exists());
    let name = before[0].trim_end_matches(".docx").rsplit_once('-').unwrap().1;
    desk.renamed(name, "丁砚春");
    // The papers of the one who is no longer called so are named.
    let stale = desk.stale();
    assert!(stale.contains(&before[0]) && stale.matches(".docx").count() == 1, "{stale}");
    assert!(desk.forms().iter().all(|name| !name.contains("（旧")), "{:?}", desk.forms());
    assert!(!desk.out.join("清单.未完").exists());
}

#[test]
fn what_a_run_wrote_that_was_cut_off_is_the_programs_own_for_good() {
    let desk = Desk::new();
    let all = desk.forms();
    for nation in ["满族", "回族"] {
        desk.renamed("汉族", nation);
        desk.make_until_cut_off(3);
    }
    // A run that has nothing to do with them keeps what is known of them.
    let path = |path: &Path| path.display().to_string();
    run(["make", &path(&desk.round), "-o", &path(&desk.out), "--only", "聘书", "--format", "docx"]);
    assert!(!desk.out.join("清单.未完").exists());
    desk.write(&[]);
    desk.make();
    assert_eq!(desk.forms().len(), all.len(), "{:?}", desk.forms());
}
