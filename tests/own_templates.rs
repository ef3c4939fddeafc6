//! An office's own templates: mistakes in them are told where the office can mend them, and hold back nothing else.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod support;

use std::path::{Path, PathBuf};

use support::{Book, Ended, run};

/// A round with templates of its own, and where its documents go.
struct Desk {
    _folder: tempfile::TempDir,
    round: PathBuf,
    out: PathBuf,
}

impl Desk {
    fn new(templates: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (round, out) = (folder.path().join("轮次"), folder.path().join("材料"));
        std::fs::create_dir(&round).unwrap();
        Book::sample().write(&round);
        for (path, text) in templates {
            let file = round.join("模板").join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        }
        Self { _folder: folder, round, out }
    }

    fn make(&self, options: &[&str]) -> Ended {
        let path = |path: &Path| path.display().to_string();
        let (round, out) = (path(&self.round), path(&self.out));
        run(["make", &round, "-o", &out, "--format", "pdf"].iter().chain(options))
    }

    fn says(&self, options: &[&str], wanted: &str) {
        let made = self.make(options);
        let said = format!("{}{}", made.out, made.err);
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
}

const FINE: &str = "#let 说明 = (每: \"轮次\")\n#let 文书(数据) = [好的]\n";

#[test]
fn an_error_in_one_template_is_told_and_the_others_are_made() {
    let open = "#let 说明 = (每: \"轮次\")\n#let 文书(数据) = [没有关上\n";
    let desk = Desk::new(&[("9-其他/坏的.typ", open), ("8-公示聘任/好的.typ", FINE)]);
    for options in [&["--step", "9"][..], &["--step", "9,8"], &["--only", "坏的,好的"]] {
        desk.says(options, "模板“9-其他/坏的.typ”有错：9-其他/坏的.typ 第 2 行第 15 列");
    }
    assert!(desk.out.join("8-公示聘任/好的.pdf").is_file());
    assert_eq!(desk.make(&["--only", "坏的"]).code, 2);
}

#[test]
fn a_papers_brackets_may_be_typed_in_either_width() {
    let desk = Desk::new(&[("9-其他/名单(新).typ", FINE), ("9-其他/名单（旧）.typ", FINE)]);
    desk.make(&["--only", "名单（新）,名单(旧)"]);
    assert!(desk.out.join("9-其他/名单(新).pdf").is_file() && desk.out.join("9-其他/名单（旧）.pdf").is_file());
}

#[test]
fn an_error_in_a_file_of_all_is_told_once() {
    let desk = Desk::new(&[("lib/字体.typ", "#let 仿宋 = (")]);
    let made = desk.make(&["--step", "8"]);
    let said = format!("{}{}", made.out, made.err);
    assert_eq!(said.matches("unclosed delimiter").count(), 1, "{said}");
    assert!(said.contains("等") && said.contains("lib/字体.typ 第 1 行"), "{said}");
}

#[test]
fn what_a_template_gets_wrong_is_told_in_its_own_lines() {
    let called = "#import \"/lib/表格.typ\": *\n#let 说明 = (每: \"轮次\")\n#let 文书(数据) = [#需高(\"长长的一格文字\", 2mm, 1mm, 9mm)]\n";
    let font = "#let 说明 = (每: \"轮次\")\n#let 文书(数据) = text(font: (\"宋体\", \"某某怪体\"))[好]\n";
    let image = "#let 说明 = (每: \"轮次\")\n#let 文书(数据) = image(\"徽标.png\")\n";
    let desk = Desk::new(&[
        ("9-其他/没有函数.typ", "#let 说明 = (每: \"轮次\")\n#let 文书 = [不是函数]\n"),
        ("9-其他/改了名.typ.txt", FINE),
        ("9-其他/量一量.typ", called),
        ("9-其他/怪字.typ", font),
        ("9-其他/徽标.typ", image),
    ]);
    std::fs::write(desk.round.join("模板/9-其他/老编码.typ"), b"#let \xce\xc4\xca\xe9 = 1").unwrap();
    for wanted in [
        "9-其他/没有函数.typ”的“文书”不是函数，要写成 #let 文书(数据)",
        "扩展名请改成小写的“.typ”，即“9-其他/改了名.typ”",
        "（用到它的是9-其他/量一量.typ 第 3 行第 17 列）",
        "9-其他/怪字.typ 第 2 行",
        "没有“9-其他/徽标.png”这个文件",
        "不是 UTF-8 编码的文字",
    ] {
        desk.says(&["--step", "9"], wanted);
    }
    // The fonts of office machines are no mistake.
    let made = desk.make(&["--only", "怪字", "--force"]);
    assert!(made.out.contains("没有“某某怪体”这种字体") && !made.out.contains("没有“宋体”"), "{}", made.out);
}

#[test]
fn the_programs_templates_can_be_had_and_are_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("自带模板");
    let new = || run(["new".into(), own.clone().into_os_string(), "--templates".into()]);
    assert_eq!(new().code, 0);
    let paper = std::fs::read_to_string(own.join("8-公示聘任/聘书.typ")).unwrap();
    assert!(paper.contains("#let 文书(数据)") && own.join("lib/字体.typ").is_file());
    let again = new();
    assert!(again.code == 2 && again.err.contains("不会覆盖"), "{}", again.err);
}

#[cfg(unix)]
#[test]
fn of_templates_that_cannot_be_looked_into_the_programs_own_do_not_take_the_place() {
    let desk = Desk::new(&[("8-公示聘任/聘书.typ", "#let 说明 = (每: \"轮次\")\n#let 文书(数据) = [我们的聘书]\n")]);
    assert_eq!(desk.make(&["--only", "聘书"]).code, 0);
    let own = desk.out.join("8-公示聘任/聘书.pdf");
    let made = std::fs::read(&own).unwrap();
    // A link to itself: a folder that cannot be opened, as one without rights or on a drive that is not there.
    std::fs::rename(desk.round.join("模板"), desk.round.join("别处")).unwrap();
    std::os::unix::fs::symlink("模板", desk.round.join("模板")).unwrap();
    let ended = desk.make(&["--step", "8"]);
    assert_eq!(ended.code, 2, "{}{}", ended.out, ended.err);
    assert!(ended.err.starts_with("“模板”文件夹打不开："), "{}", ended.err);
    assert!(!desk.out.join("8-公示聘任/聘书-打印.pdf").exists());
    assert_eq!(std::fs::read(own).unwrap(), made);
    let list = run(["list".as_ref(), desk.round.as_os_str()]);
    assert!(list.code == 1 && list.err.contains("“模板”文件夹打不开，里面的没有读："), "{}", list.err);
}
