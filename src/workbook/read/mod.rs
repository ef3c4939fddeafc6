//! From a workbook to a round.

mod examination;
mod life;
mod people;
pub(in crate::workbook) mod plan;
pub(in crate::workbook) mod posts;
pub(in crate::workbook) mod results;
mod row;
mod told;

pub(in crate::workbook) use people::party::joined_party;
pub use plan::plan_of;

use std::path::{Path, PathBuf};

use told::cell_notes::CellNotes;

use super::annotate::Original;
use super::cell::CellValue;
use super::file::{OpenError, RawBook, beside, bytes_of, file_name, find_workbook, folder_of, open_bytes};
use super::form::{Forms, is_form_name, join, report_aside};
use super::join::People;
use super::numbered;
use super::schema;
use super::table::{Table, leftovers, tables};
use crate::problem::{Place, Problem, Severity};
use crate::round::Round;

/// A round as read, and what is wrong with it.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The round: everything that could be read.
    pub round: Round,
    /// The problems, worst first, then in the order of the workbook.
    pub problems: Vec<Problem>,
    /// Texts with characters outside of the common set, which fonts may lack.
    pub rare: Vec<RareText>,
}

/// A text with uncommon characters, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RareText {
    /// The cell.
    pub at: Place,
    /// Whom the row is about.
    pub person: Option<String>,
    /// The text.
    pub text: String,
}

/// What a round is read from.
struct Source {
    /// The workbook; without sheets if there are only forms.
    book: RawBook,
    /// The folder it lies in.
    folder: PathBuf,
    /// The forms of that folder.
    forms: Forms,
    /// Other workbooks of the folder, which are not read.
    others: Vec<String>,
    /// The file that an office program lays beside a workbook while it is open, if there is one.
    lock: Option<String>,
}

/// The workbook meant by a path, with its bytes, and the forms beside it; or forms alone.
fn source(path: &Path) -> Result<(Source, Option<Original>), OpenError> {
    let alone = |file: String, folder: PathBuf, forms: Forms| Source {
        book: RawBook { file, sheets: Vec::new() },
        folder,
        forms,
        others: Vec::new(),
        lock: None,
    };
    if path.is_file() && is_form_name(path) {
        return Ok((alone(file_name(path), folder_of(path), Forms::of_files(&[path.to_owned()])), None));
    }
    match find_workbook(path) {
        Ok(workbook) => {
            let folder = folder_of(&workbook);
            let forms = Forms::of_folder(&folder);
            // Who names the file knows which one is read.
            let others = if path.is_dir() { beside(&workbook, path)? } else { Vec::new() };
            let lock = lock_of(&workbook);
            let bytes = bytes_of(&workbook)?;
            let book = open_bytes(file_name(&workbook), &bytes)?;
            Ok((Source { book, folder, forms, others, lock }, Some(Original { path: workbook, bytes })))
        }
        Err(error @ OpenError::NoWorkbook(_)) => match Forms::of_folder(path) {
            forms if forms.is_empty() => Err(error),
            forms => {
                let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
                Ok((alone(file_name(&whole), path.to_owned(), forms), None))
            }
        },
        Err(error) => Err(error),
    }
}

/// The file by which an office program keeps others from a workbook that is open: ~$轮次.xlsx, .~lock.轮次.xlsx#.
fn lock_of(workbook: &Path) -> Option<String> {
    let name = file_name(workbook);
    let beside = |name: &String| workbook.with_file_name(name).exists();
    // Of a long name the first two characters make way for the marks.
    let cut = name.char_indices().nth(2).and_then(|(at, _)| name.get(at..)).map(|rest| format!("~${rest}"));
    [Some(format!("~${name}")), cut, Some(format!(".~lock.{name}#"))].into_iter().flatten().find(beside)
}

/// Reads the round of a folder or workbook, and the 干部任免审批表 files beside it; or of such files alone.
///
/// # Errors
/// Only if there is nothing to read or the workbook cannot be opened at all; what is wrong inside it is in
/// [`Reading::problems`].
pub fn read(path: &Path) -> Result<Reading, OpenError> {
    let (source, _) = source(path)?;
    Ok(round_of(source))
}

/// The same with the workbook as it was read, to be copied with notes; none where there are only forms.
///
/// # Errors
/// As [`read`].
pub fn read_to_annotate(path: &Path) -> Result<(Reading, Option<Original>), OpenError> {
    let (source, original) = source(path)?;
    Ok((round_of(source), original))
}

/// A folder that no system has: beside what is in memory there is nothing to look for.
const NOWHERE: &str = "\0";

/// Reads a workbook or a 干部任免审批表 that is in memory, by its content; of its name only the ending of a form counts.
///
/// # Errors
/// If it cannot be opened at all.
pub fn read_bytes(name: &str, bytes: &[u8]) -> Result<Reading, OpenError> {
    let folder = PathBuf::from(NOWHERE);
    let source = if is_form_name(Path::new(name)) {
        let book = RawBook { file: name.to_owned(), sheets: Vec::new() };
        Source { book, folder, forms: Forms::of_bytes(name, bytes), others: Vec::new(), lock: None }
    } else {
        Source {
            book: open_bytes(name.to_owned(), bytes)?,
            folder,
            forms: Forms::default(),
            others: Vec::new(),
            lock: None,
        }
    };
    Ok(round_of(source))
}

fn round_of(source: Source) -> Reading {
    let Source { mut book, folder, forms, others, lock } = source;
    let mut problems = Vec::new();
    if let Some(lock) = lock {
        let message = format!("旁边有“{lock}”，工作簿像是正开着，读的是最后一次保存的内容");
        let advice = "改过的请先保存，再运行一次；没有打开的，请删去那个文件。";
        problems.push(Problem::warning("open-workbook", Place::file(&book.file), message).advice(advice));
    }
    if !others.is_empty() {
        let message = format!("文件夹里还有{}，没有读", others.join("、"));
        let advice = "填的是别的一本的，请把内容并到这一本，或者写明要读的文件；用不着的请移到别处。";
        problems.push(Problem::warning("other-workbook", Place::file(&book.file), message).advice(advice));
    }
    let empty = !book.sheets.is_empty()
        && book.sheets.iter().all(|sheet| sheet.rows.iter().all(|row| row.iter().all(CellValue::is_blank)));
    let numbered = numbered::join(&mut book);
    let mut tables: Vec<Table> = tables(&mut book, &mut problems);
    leftovers::clear(&mut tables, &mut problems);
    tables.iter_mut().filter(|table| table.schema.name == "面试打分").for_each(examination::judges::below_one_word);
    let from_forms = !forms.is_empty();
    problems.extend(forms.problems);
    if from_forms {
        join(&mut tables, forms.forms, Place::file(&book.file), &mut problems);
    }
    report_aside(&tables, &forms.aside, &mut problems);
    let find = |name: &str| tables.iter().find(|table| table.schema.name == name);
    let mut round = Round {
        folder,
        workbook: book.file.clone(),
        sheets: tables.iter().map(|table| table.schema.name).collect(),
        ..Round::default()
    };
    for table in &tables {
        told::unread_columns::report(table, &mut problems);
    }
    told::unfilled::report(&tables, &mut problems);
    posts::deputy::report(&tables, &mut problems);
    people::native_place::report(find("报名"), &mut problems);
    round.plan = plan::read(find("方案"), &book.file, &mut problems);
    round.posts = posts::read(find("岗位"), round.plan.text("单位名称"), &mut problems);
    posts::unnamed::advise(&book, &round.posts, &mut problems);
    posts::remarks::report(find("岗位"), &mut problems);
    posts::conditions::report(find("岗位"), &round.posts, &round.plan, &mut problems);
    people::read(find("报名"), &book, &mut round, &mut problems);
    let people = People::of(&round);
    life::resume(find("简历"), &people, &mut round, &mut problems);
    life::family(find("家庭成员"), &people, &mut round, &mut problems);
    life::career::report(&round, &mut problems);
    people::form_post::report(find("报名"), &round, &people::by_row(&round), &mut problems);
    results::review::read(find("资格审查"), &people, &mut round, &mut problems);
    let notes = CellNotes::of(&book);
    let by_row = people::by_row(&round);
    told::remarks::report(find("报名"), &notes, &round, &by_row, &mut problems);
    told::remarks::of_roster(find("报名"), &by_row, &mut problems);
    people::honours::report(find("报名"), &round, &by_row, &mut problems);
    people::off_staff::report(find("报名"), &by_row, &mut problems);
    people::undated::report(find("报名"), &mut problems);
    told::remarks::of_results(&tables, &notes, &people, &round, &mut problems);
    examination::marks::scores(find("成绩"), &people, &mut round, &mut problems);
    examination::folded_marks::report(find("成绩"), &round.plan, &mut problems);
    examination::header_shares::compare(find("成绩"), &mut round.plan, &mut problems);
    examination::interview::read(find("面试打分"), &people, &mut round, &mut problems);
    examination::interview_elements::compare(&mut round, &mut problems);
    plan::weights::unsaid(&round, &mut problems);
    results::evaluations::read(find("民主测评"), &people, &mut round, &mut problems);
    results::inspections::talks(find("谈话"), &people, &mut round, &mut problems);
    results::inspections::inspection(find("考察"), &people, &mut round, &mut problems);
    told::remarks::of_inspections(&round, &mut problems);
    told::remarks::of_conclusions(find("考察"), &people, &round, &mut problems);
    results::votes::read(find("票决"), &people, &mut round, &mut problems);
    results::appointments::read(find("任用"), &people, &mut round, &mut problems);
    results::relieved::report(find("报名"), find("任用"), &round, &mut problems);
    plan::holidays::read(find("节假日"), &mut round, &mut problems);
    results::stated::read(&tables, &people, &mut round, &mut problems);
    told::struck::report(&book, &tables, &mut problems);
    told::sheets::report(&book, &tables, &round, &mut problems);
    numbered.settle(&mut problems);
    if empty && tables.is_empty() {
        problems.push(
            Problem::error("empty-workbook", Place::file(&book.file), "工作簿是空的，每张表都没有内容")
                .advice("请看看是不是拿错了文件；新建一个轮次用 jinggang new。"),
        );
    } else if tables.is_empty()
        && problems.iter().any(|problem| matches!(problem.code, "header" | "one-person" | "transposed"))
    {
        // What is said of the sheets is all there is to say: nothing is missing besides.
    } else if round.is_roster() {
        only_a_roster(&book.file, &tables, &mut problems);
    } else {
        missing_sheets(&round, &book.file, from_forms, &mut problems);
    }
    people::headless::block(&tables, &people, &mut round, &problems);
    people::block(&mut round, find("报名"), &problems);
    round.sheet_names = told::sheets::called(&book, &tables);
    round.missed = told::sheets::missed(&tables, &problems);
    round.unread = told::sheets::unread(&book, &tables, &round, &problems);
    // What is to be done with a roster alone is said of a workbook that is still to be made.
    let of_this_book = |problem: &&mut Problem| problem.code != "only-roster";
    problems.iter_mut().filter(of_this_book).for_each(|problem| round.sheet_names.in_problem(problem));
    sort(&mut problems);
    // A cell that is read once as what it is and once as text has one thing wrong with it.
    problems.dedup();
    let rare = tables.iter().flat_map(rare).collect();
    Reading { round, problems, rare }
}

/// The cells with uncommon characters.
fn rare(table: &Table) -> Vec<RareText> {
    let uncommon = |c: char| {
        !matches!(u32::from(c), 0..=0x17F | 0x2000..=0x206F | 0x2150..=0x218F | 0x2460..=0x24FF | 0x2500..=0x25FF
            | 0x3000..=0x303F | 0x4E00..=0x9FA5 | 0xFF00..=0xFFEF)
    };
    let mut out = Vec::new();
    for row in &table.rows {
        for (column, value) in row.filled() {
            let CellValue::Text(text) = value else { continue };
            if text.chars().any(uncommon) {
                let person = crate::language::name::normalize(&row.value("姓名").show());
                let at = row.place.at(row.place.row, column);
                out.push(RareText { at, person: Some(person).filter(|name| !name.is_empty()), text: text.clone() });
            }
        }
        for (value, place) in row.form.iter().flat_map(|form| form.filled()) {
            let CellValue::Text(text) = value else { continue };
            if text.chars().any(uncommon) {
                let person = crate::language::name::normalize(&row.value("姓名").show());
                out.push(RareText { at: place.clone(), person: Some(person), text: text.clone() });
            }
        }
    }
    out
}

/// A roster by itself: what it lacks for documents is said once and stops nobody from putting the people right.
fn only_a_roster(file: &str, tables: &[Table], problems: &mut Vec<Problem>) {
    let of_roster = |problem: &Problem| {
        let own = |table: &&Table| table.place.sheet == problem.place.sheet && table.schema.name != "报名";
        problem.code == "missing-column" && !tables.iter().any(|table| own(&table))
    };
    for problem in problems.iter_mut().filter(|problem| of_roster(problem)) {
        problem.severity = Severity::Warning;
    }
    problems.push(
        Problem::warning(
            "only-roster",
            Place::file(file),
            "只有报名人员的名册，没有“方案”和“岗位”表，人员可以检查；登记表、资格审查表做得出来，单位和岗位空着，其他文书多数还做不了",
        )
        .advice("要做全部文书，请用 jinggang new 新建一个轮次，把名册贴进“报名”表，再填“方案”和“岗位”。"),
    );
}

/// The sheets nothing can do without, and those that later sheets presuppose.
fn missing_sheets(round: &Round, file: &str, from_forms: bool, problems: &mut Vec<Problem>) {
    let order = ["方案", "岗位", "报名", "简历", "家庭成员", "资格审查", "成绩", "民主测评", "考察", "票决", "任用"];
    let last = order.iter().rposition(|name| round.has_sheet(name));
    for (index, name) in order.iter().enumerate() {
        // A sheet that is there but could not be understood has its own problem.
        let roster = *name == "报名";
        let known = problems.iter().any(|problem| match problem.code {
            "header" => problem.place.sheet == *name || (roster && problem.message.contains("像是报名人员")),
            "one-person" | "transposed" => roster,
            _ => false,
        });
        // Career and family stand in the forms, or in columns of the roster.
        let in_roster = match *name {
            "简历" => round.applicants.iter().any(|applicant| !applicant.resume.is_empty()),
            "家庭成员" => round.applicants.iter().any(|applicant| !applicant.family.is_empty()),
            _ => false,
        };
        let in_forms = in_roster || (from_forms && matches!(*name, "简历" | "家庭成员"));
        // Nothing is counted where nobody votes, marked where nobody is examined, written where nothing is to be.
        let without = |step: &str| !round.plan.holds(step);
        let left_out = match *name {
            "票决" | "民主测评" => without(name),
            // Of an interview alone the judges' sheet says all.
            "成绩" => without("笔试") && (without("面试") || round.has_sheet("面试打分")),
            "考察" => without("考察材料"),
            _ => false,
        };
        if round.has_sheet(name) || known || in_forms || left_out {
            continue;
        }
        if matches!(*name, "方案" | "岗位" | "报名") {
            problems.push(
                Problem::error("missing-sheet", Place::file(file), format!("工作簿里没有“{name}”表"))
                    .advice(format!("请补上“{name}”表；名称不同的请改名。")),
            );
        } else if matches!(*name, "简历" | "家庭成员") || last.is_some_and(|last| index < last) {
            problems.push(
                Problem::warning(
                    "missing-sheet",
                    Place::file(file),
                    format!("工作簿里没有“{name}”表，用到它的内容留空"),
                )
                .advice(format!("请补上“{name}”表。")),
            );
        }
    }
}

/// Worst first; within that by sheet in the order of the workbook, row and column.
fn sort(problems: &mut [Problem]) {
    let rank = |sheet: &str| schema::SHEETS.iter().position(|known| known.name == sheet).unwrap_or(usize::MAX);
    problems.sort_by(|a, b| {
        let whole = |problem: &Problem| !problem.place.sheet.is_empty() || !problem.place.element.is_empty();
        (a.severity, whole(a), rank(&a.place.sheet), &a.place.file, a.place.row, a.place.column, &a.message).cmp(&(
            b.severity,
            whole(b),
            rank(&b.place.sheet),
            &b.place.file,
            b.place.row,
            b.place.column,
            &b.message,
        ))
    });
}
