//! Whole rounds, as text in `rounds/`: `X.txt` is the workbook, `X-状态.txt` what `status` says of it. `UPDATE_SNAPSHOTS=1` writes the
//! latter anew, to be read through before it is committed.

use std::path::{Path, PathBuf};

use jinggang::procedure::{Decisions, Status};
use jinggang::workbook::{self, Reading};

use super::book::Book;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/procedure/rounds")
}

/// Compares with the snapshot: the problems, then the status.
fn compare(name: &str, reading: &Reading) {
    let decisions = Decisions::of(&reading.round);
    let mut text = String::new();
    for problem in &decisions.problems {
        text.push_str(&format!("{}：{problem}\n", problem.severity.as_str()));
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(&Status::of(&reading.round, &decisions).to_string());
    let path = folder().join(format!("{name}-状态.txt"));
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(text == expected, "{name}：与 {} 不同，现在是\n{text}", path.display());
}

fn told(name: &str) {
    let text = std::fs::read_to_string(folder().join(format!("{name}.txt"))).unwrap();
    compare(name, &Book::parse(&text).read());
}

#[test]
fn the_sample_round() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/luzhi-2012");
    compare("示例轮次", &workbook::read(&sample).unwrap());
}

/// The same sample with the rows of every sheet but the plan's upside down, one person registered twice.
#[test]
fn the_order_of_rows_in_the_workbook_changes_nothing() {
    let status = |turned: bool| {
        let mut book = Book::default();
        for sheet in jinggang::workbook::schema::SHEETS {
            let Some(rows) = jinggang::sample::rows(sheet.name) else { continue };
            for cells in &rows.rows {
                let row: super::book::Row = rows.keys.iter().cloned().zip(cells.iter().cloned()).collect();
                if sheet.name == "方案" {
                    book.set_plan(&row["项目"], &row["内容"]);
                } else {
                    book.rows(sheet.name).push(row);
                }
            }
        }
        let mut twice = book.rows("报名")[0].clone();
        twice.insert("报考岗位".into(), "财政所副所长".into());
        twice.insert("报名时间".into(), "2012-03-11".into());
        book.rows("报名").push(twice);
        if turned {
            for (name, rows) in &mut book.sheets {
                // 岗位 keeps its order, which is that of the plan.
                if name != "岗位" {
                    rows.reverse();
                }
            }
        }
        let reading = book.read();
        let text = Status::of(&reading.round, &Decisions::of(&reading.round)).to_string();
        assert!(text.contains("许念𤧛〔待定岗位〕同时报了城乡建设科副科长、财政所副所长，待本人选定一个"), "{text}");
        text
    };
    assert_eq!(status(false), status(true));
}

#[test]
fn a_tie_across_the_cut_stops_the_post_and_only_that() {
    told("并列跨线");
}

#[test]
fn two_batches_of_substitutes_and_then_nobody_left() {
    told("两批替补后无人");
}

#[test]
fn nothing_there_yet() {
    told("空白");
}

#[test]
fn everything_done() {
    told("全部完成");
}

#[test]
fn nobody_has_applied_yet() {
    told("还没有报名");
}

#[test]
fn all_posts_cancelled() {
    told("岗位全部取消");
}

#[test]
fn a_round_half_way_with_reapplications_and_steps_left_out() {
    told("改报和省去的步骤");
}
