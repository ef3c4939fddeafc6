//! Rosters and rounds as offices lay them out, written as text in `grids`, and what the program says of each: who was read, and the
//! very sentences. `UPDATE_SNAPSHOTS=1 cargo test --release --test grids` writes the sentences anew; then look at what changed.
//!
//! A file holds cases; each begins with `= name`. Then come sheets: `[报名]` and rows below it, cells parted by `|`; or `[示例]`, the
//! sample round, changed by lines like `成绩.方启东.笔试成绩 = 90` (a sheet, the first row that has the second word, the column of
//! the third), `成绩.+ = 方启东 | 90` (one more row), `成绩.表头.笔试成绩 = 笔试` (a column's name) and `成绩.- ` (no such sheet). A
//! cell `#0.5` is a number, `#84.5%` one shown so, `@2012-02-03` a date, `^` is merged with the one above, `<` with the one to the
//! left; `\n` breaks the line, `{-…-}` is struck through; a row that begins with `~` is hidden, one that begins with `×` struck through. `?` asks what was read of
//! somebody: `? 张三.手机`. `>` begins what is said.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

use std::fmt::Write as _;
use std::path::Path;

use jinggang::procedure::Decisions;
use jinggang::round::{Located, Period, Relative, Round, Score};
use jinggang::sample;
use jinggang::workbook::read;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

/// Sheets by name, rows of cells as written.
type Sheets = Vec<(String, Vec<Vec<String>>)>;

fn sample_sheets() -> Sheets {
    jinggang::workbook::schema::SHEETS
        .iter()
        .filter_map(|sheet| {
            let data = sample::rows(sheet.name)?;
            let mut rows = vec![data.keys.clone()];
            rows.extend(data.rows);
            Some((sheet.name.to_owned(), rows))
        })
        .collect()
}

fn cells(line: &str) -> Vec<String> {
    line.split('|').map(|cell| cell.trim().to_owned()).collect()
}

/// `表.谁.列 = 值` and its like.
fn change(sheets: &mut Sheets, line: &str) {
    let (what, value) = line.split_once('=').unwrap_or((line, ""));
    let parts: Vec<&str> = what.trim().split('.').collect();
    let at = sheets.iter().position(|(name, _)| name == parts[0]).unwrap_or_else(|| panic!("{line}"));
    let rows = &mut sheets[at].1;
    let value = value.trim().to_owned();
    match parts[1] {
        "-" => drop(sheets.remove(at)),
        "+" => rows.push(cells(&value)),
        "表头" => {
            let column = rows[0].iter().position(|cell| cell == parts[2]).unwrap_or_else(|| panic!("{line}"));
            rows[0][column] = value;
        }
        who => {
            let column = rows[0].iter().position(|cell| cell == parts[2]).unwrap_or_else(|| panic!("{line}"));
            let row = rows.iter().position(|row| row.iter().any(|cell| cell == who));
            rows[row.unwrap_or_else(|| panic!("{line}"))][column] = value;
        }
    }
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &str) {
    let text = cell.replace("\\n", "\n");
    if let Some(date) = text.strip_prefix('@') {
        let format = Format::new().set_num_format("yyyy-mm-dd");
        sheet.write_with_format(row, column, ExcelDateTime::parse_from_str(date).unwrap(), &format).unwrap();
    } else if let Some(percent) = text.strip_prefix('#').and_then(|number| number.strip_suffix('%')) {
        let format = Format::new().set_num_format("0.0%");
        sheet.write_number_with_format(row, column, percent.parse::<f64>().unwrap() / 100.0, &format).unwrap();
    } else if let Some(number) = text.strip_prefix('#') {
        sheet.write_number(row, column, number.parse::<f64>().unwrap()).unwrap();
    } else if let Some((before, rest)) = text.split_once("{-") {
        let (gone, after) = rest.split_once("-}").unwrap();
        let (plain, struck) = (Format::new(), Format::new().set_font_strikethrough());
        let runs = [(&plain, before), (&struck, gone), (&plain, after)];
        let runs: Vec<(&Format, &str)> = runs.into_iter().filter(|(_, text)| !text.is_empty()).collect();
        match runs.as_slice() {
            [(format, whole)] => drop(sheet.write_string_with_format(row, column, *whole, format).unwrap()),
            runs => drop(sheet.write_rich_string(row, column, runs).unwrap()),
        }
    } else if !text.is_empty() && text != "^" && text != "<" {
        sheet.write_string(row, column, text).unwrap();
    }
}

/// Writes the cells; those marked as merged make one with the cell they point to.
fn write(sheets: &Sheets, path: &Path) {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).unwrap();
        let is = |row: usize, column: usize, mark: &str| {
            rows.get(row).and_then(|cells| cells.get(column)).is_some_and(|cell| cell == mark)
        };
        for (row, line) in rows.iter().enumerate() {
            if line.first().is_some_and(|cell| cell.starts_with('~')) {
                sheet.set_row_hidden(row as u32).unwrap();
            }
            let struck = line.first().is_some_and(|cell| cell.starts_with('×'));
            for (column, cell) in line.iter().enumerate() {
                let cell = cell.trim_start_matches(['~', '×']);
                if struck {
                    let format = Format::new().set_font_strikethrough();
                    sheet.write_string_with_format(row as u32, column as u16, cell, &format).unwrap();
                    continue;
                }
                let down = (1..).take_while(|step| is(row + step, column, "^")).count();
                let across = (1..).take_while(|step| is(row, column + step, "<")).count();
                let marked = cell == "^" || cell == "<";
                if !marked && down + across > 0 {
                    let (bottom, right) = ((row + down) as u32, (column + across) as u16);
                    sheet.merge_range(row as u32, column as u16, bottom, right, "", &Format::new()).unwrap();
                }
                put(sheet, row as u32, column as u16, cell);
            }
        }
    }
    workbook.save(path).unwrap();
}

/// What was read of a person: a text, or the relatives or periods.
fn read_of(round: &Round, asked: &str) -> String {
    let (name, key) = asked.split_once('.').unwrap_or_else(|| panic!("{asked}"));
    if let Some(post) = round.posts.iter().find(|post| post.name == name) {
        let text = post.texts.iter().find(|(own, _)| own == key).map_or("", |(_, text)| text);
        return format!("{asked}：{text}");
    }
    let Some(person) = round.applicants.iter().find(|one| one.name.as_str() == name) else {
        return format!("{asked}：没有这个人");
    };
    let birth = |one: &Relative| one.birth.map(|date| date.to_string()).unwrap_or_default();
    let lines: Vec<String> = match key {
        "家庭成员" => {
            let told =
                |one: &Relative| [&one.relation, one.name.as_str(), &birth(one), &one.party, &one.work].join("，");
            person.family.iter().map(told).collect()
        }
        "简历" => {
            let to = |one: &Period| one.to.map_or("至今".to_owned(), |to| to.to_string());
            person
                .resume
                .iter()
                .map(|one| format!("{}—{} {}", one.from, to(one), one.text.replace('\n', "\\n")))
                .collect()
        }
        "成绩" => {
            let shown = |mark: &Option<Located<Score>>| {
                mark.as_ref().map_or("无".to_owned(), |own| format!("{:?}", own.value))
            };
            vec![format!("笔试{}", shown(&person.marks.written)), format!("面试{}", shown(&person.marks.interview))]
        }
        "审查结论" => {
            let review = person.review.as_ref();
            vec![format!("{:?}", review.and_then(|own| own.conclusion.as_ref()).map(|own| own.value))]
        }
        "文书先不做" => vec![person.blocked.as_ref().map_or("做".to_owned(), ToString::to_string)],
        key => vec![person.text(key).to_owned()],
    };
    format!("{asked}：{}", lines.join("；"))
}

fn said(sheets: &Sheets, asked: &[String]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("轮次.xlsx");
    write(sheets, &path);
    let reading = match read(&path) {
        Ok(reading) => reading,
        Err(error) => return vec![error.to_string()],
    };
    let round = &reading.round;
    let mut problems = reading.problems;
    if !round.is_roster() {
        problems.extend(Decisions::of(round).problems);
    }
    let names: Vec<&str> = round.applicants.iter().map(|applicant| applicant.name.as_str()).collect();
    let mut out = Vec::new();
    if names.len() < 20 {
        out.push(format!("{}人：{}", names.len(), names.join("、")));
    }
    let silent = ["only-roster", "no-photos", "missing-sheet", "photo-missing"];
    for problem in problems.iter().filter(|one| !silent.contains(&one.code)) {
        out.push(format!(
            "{} {} {}",
            problem.severity.as_str(),
            problem.code,
            problem.to_string().replace('\n', "\\n")
        ));
    }
    if out.is_empty() {
        out.push("没有问题".to_owned());
    }
    out.extend(asked.iter().map(|asked| read_of(round, asked)));
    out
}

/// The text of a file with what is said now.
fn retold(text: &str) -> String {
    let mut out = String::new();
    let mut sheets = Sheets::new();
    let mut open = false;
    let mut asked: Vec<String> = Vec::new();
    let tell = |sheets: &mut Sheets, asked: &mut Vec<String>, open: &mut bool, out: &mut String| {
        if std::mem::take(open) {
            for line in said(sheets, asked) {
                writeln!(out, "> {line}").unwrap();
            }
            out.push('\n');
        }
        sheets.clear();
        asked.clear();
    };
    for line in text.lines().map(str::trim_end).filter(|line| !line.starts_with('>') && !line.is_empty()) {
        if line.starts_with("= ") {
            tell(&mut sheets, &mut asked, &mut open, &mut out);
            open = true;
        } else if let Some(question) = line.strip_prefix("? ") {
            asked.push(question.to_owned());
        } else if line == "[示例]" {
            sheets = sample_sheets();
        } else if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            sheets.push((name.to_owned(), Vec::new()));
        } else if !line.starts_with("# ") {
            let changed = line.split_once(" = ").map_or(line, |(what, _)| what).split('.').count() > 1;
            match sheets.last_mut() {
                Some(_) if changed && !line.contains(" | ") || line.contains(".+ = ") => change(&mut sheets, line),
                Some((_, rows)) => rows.push(cells(line)),
                None => panic!("{line}"),
            }
        }
        writeln!(out, "{line}").unwrap();
    }
    tell(&mut sheets, &mut asked, &mut open, &mut out);
    out
}

#[test]
fn each_layout_is_read_and_told_as_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/grids");
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().flatten().map(|entry| entry.path()).collect();
    files.sort();
    let mut changed = Vec::new();
    for path in files.iter().filter(|path| path.extension().is_some_and(|ending| ending == "txt")) {
        let text = std::fs::read_to_string(path).unwrap().replace("\r\n", "\n");
        let now = retold(&text);
        if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
            std::fs::write(path, &now).unwrap();
        } else if now != text {
            changed.push(format!("{}\n{}", path.display(), differences(&text, &now)));
        }
    }
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

fn differences(text: &str, now: &str) -> String {
    let (before, after): (Vec<&str>, Vec<&str>) = (text.lines().collect(), now.lines().collect());
    let gone = before.iter().filter(|line| !after.contains(line)).map(|line| format!("- {line}"));
    gone.chain(after.iter().filter(|line| !before.contains(line)).map(|line| format!("+ {line}")))
        .collect::<Vec<_>>()
        .join("\n")
}
