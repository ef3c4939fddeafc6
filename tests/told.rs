//! What `make` says of the documents: the same whatever format is asked for, with the cell to be looked at, and in order.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod support;

use std::path::Path;

use support::{Book, Cell, Ended, run};

fn make(round: &Path, out: &Path, more: &[&str]) -> Ended {
    let (round, out) = (round.display().to_string(), out.display().to_string());
    run(["make", &round, "-o", &out].into_iter().chain(more.iter().copied()))
}

#[test]
fn what_does_not_fit_and_cannot_be_printed_is_told_of_word_alone_too() {
    let folder = tempfile::tempdir().unwrap();
    let round = folder.path().join("轮次");
    Book::sample().write(&round);
    let own = round.join("模板/9-其他");
    std::fs::create_dir_all(&own).unwrap();
    let template = "#let 说明 = (每: \"轮次\")\n#let 文书(数据) = [甲\u{F8E0}乙#metadata((栏: \"备注\"))<溢出>]\n";
    std::fs::write(own.join("说明书.typ"), template).unwrap();
    for formats in ["pdf", "docx", "pdf,docx"] {
        let out = folder.path().join(formats);
        let made = make(&round, &out, &["--only", "说明书", "--format", formats]);
        assert_eq!(made.code, 1, "{formats}: {}", made.out);
        for word in ["的“备注”太长", "没有字体能印的字"] {
            assert_eq!(made.out.matches(word).count(), 1, "{formats}: {word}: {}", made.out);
        }
        let list = std::fs::read_to_string(out.join("清单.json")).unwrap();
        assert!(list.contains("的“备注”太长"), "{formats}: {list}");
    }
}

#[test]
fn what_an_error_holds_back_is_told_with_its_cell() {
    let folder = tempfile::tempdir().unwrap();
    let (round, out) = (folder.path().join("轮次"), folder.path().join("材料"));
    let mut book = Book::sample();
    let date = book.set("报名", "方启东", "出生年月", Cell::Text("1979年14月".into()));
    let family = book.set("家庭成员", "申佳", "成员出生年月", Cell::Text("1979年14月".into()));
    book.write(&round);
    let made = make(&round, &out, &["--only", "报名登记表", "--format", "pdf"]);
    let line = made.out.lines().find(|line| line.starts_with("没有做成：报名登记表")).unwrap_or_default();
    for cell in [format!("-方启东，“报名”表 {date}"), format!("-申佳，“家庭成员”表 {family}")] {
        assert!(line.contains(&cell), "{cell}: {}", made.out);
    }
    assert!(line.ends_with("：本人的数据有错"), "{line}");
    let list: serde_json::Value = serde_json::from_slice(&std::fs::read(out.join("清单.json")).unwrap()).unwrap();
    assert!(list["未做"].to_string().contains(&format!("本人的数据有错：“报名”表 {date}")), "{}", list["未做"]);
}

#[test]
fn somebodys_own_files_are_kept_that_are_called_as_the_lists_are() {
    let folder = tempfile::tempdir().unwrap();
    let (round, out) = (folder.path().join("轮次"), folder.path().join("材料"));
    Book::sample().write(&round);
    std::fs::create_dir_all(&out).unwrap();
    for name in ["目录.html", "清单.json"] {
        std::fs::write(out.join(name), "somebody's own").unwrap();
    }
    let asked = ["--only", "聘书", "--format", "pdf", "--person", "吴振湖"];
    let made = make(&round, &out, &asked);
    for (name, kept) in [("目录.html", "目录（旧1）.html"), ("清单.json", "清单（旧1）.json")] {
        assert!(made.out.contains(&format!("已改名留存为“{kept}”")), "{}", made.out);
        assert_eq!(std::fs::read_to_string(out.join(kept)).unwrap(), "somebody's own");
        assert_ne!(std::fs::read_to_string(out.join(name)).unwrap(), "somebody's own");
    }
    let again = make(&round, &out, &asked);
    assert!(!again.out.contains("已改名留存"), "{}", again.out);
}

#[test]
fn the_index_names_everybody_once_after_a_run_of_one_format() {
    let folder = tempfile::tempdir().unwrap();
    let (round, out) = (folder.path().join("轮次"), folder.path().join("材料"));
    let mut book = Book::sample();
    book.write(&round);
    make(&round, &out, &["--only", "聘书"]);
    book.set("任用", "吴振湖", "聘书编号", Cell::Text("另编007".into()));
    book.write(&round);
    make(&round, &out, &["--only", "聘书", "--format", "pdf"]);
    let index = std::fs::read_to_string(out.join("目录.html")).unwrap();
    let names = |name: &str| {
        let row = index.split("<tr>").find(|row| row.contains(">聘书<")).unwrap();
        row.lines().filter(|line| line.trim_start().starts_with("经济服务中心主任") && line.contains(name)).count()
    };
    assert!(index.contains("吴振湖"), "{index}");
    assert_eq!(names("吴振湖"), 1, "{index}");
}
