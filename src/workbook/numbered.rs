//! Marks that stand beside a number and no name: those of sealed papers by 准考证号, the judges' by 抽签号. Who has which number another
//! sheet says; the name is put beside the number before the sheet is read.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::CellValue;
use super::file::{RawBook, RawSheet};
use super::header::{find, forms, plain};
use super::schema::{APPLICANTS, INTERVIEW, SCORES, Sheet};
use crate::language::name::Name;
use crate::problem::{Place, Problem};

/// How far down a header is looked for.
const DEPTH: usize = 30;

/// The kinds of numbers.
const NUMBERS: [(&str, &Sheet); 2] = [("准考证号", &SCORES), ("抽签号", &INTERVIEW)];

/// Words in the names of sheets that hold marks, and in those of sheets that only show them to others.
const MARKED: &[&str] = &["成绩", "笔试", "面试", "打分", "评分"];
const SHOWN: &[&str] = &["公示", "公布", "公告", "通知"];

/// Words in the columns of marks.
const MARKS: &[&str] = &["成绩", "得分", "分数", "总分", "卷面", "考官", "评委"];

/// How many who share a number are named.
const NAMED: usize = 3;

/// What was done.
#[derive(Default)]
pub(super) struct Numbered {
    /// What there is to say of a sheet whose names are wanting, whatever its rows are told of.
    wanting: BTreeMap<String, Vec<Problem>>,
    /// The sheets that names were taken from.
    asked: BTreeSet<String>,
}

/// The header of a sheet with numbers, and where its columns are.
struct Head {
    row: usize,
    name: Option<usize>,
    /// Whether people are told by their identity numbers.
    identified: bool,
    post: Option<usize>,
    numbers: [Option<usize>; 2],
}

/// Who has a number, and how it is written beside the name: by the kind of number, the post where it is drawn post by post, and
/// the number.
type Holders = BTreeMap<(usize, String, String), BTreeMap<String, CellValue>>;

/// Puts the names beside the numbers.
pub(super) fn join(book: &mut RawBook) -> Numbered {
    let mut out = Numbered::default();
    let heads: Vec<Option<Head>> =
        book.sheets.iter().map(|raw| Some(raw).filter(|raw| !raw.hidden).and_then(head)).collect();
    let nameless = |raw: &RawSheet, head: &Head| head.name.is_none() && !head.identified && holds_marks(raw, head);
    if !book.sheets.iter().zip(&heads).any(|(raw, head)| head.as_ref().is_some_and(|head| nameless(raw, head))) {
        return out;
    }
    let mut holders = Holders::new();
    let mut sources: Vec<(String, usize)> = Vec::new();
    for (raw, head) in book.sheets.iter().zip(&heads) {
        for kind in head.as_ref().map(|head| take_holders(raw, head, &mut holders)).unwrap_or_default() {
            sources.push((raw.name.clone(), kind));
        }
    }
    let file = book.file.clone();
    for (raw, head) in book.sheets.iter_mut().zip(&heads) {
        let Some(head) = head.as_ref().filter(|head| nameless(raw, head)) else { continue };
        let given = |kind: &usize| head.numbers.get(*kind).copied().flatten().is_some();
        let known = |kind: &usize| sources.iter().any(|(_, own)| own == kind);
        let Some(kind) = (0..2).find(|kind| given(kind) && known(kind)).or_else(|| (0..2).find(given)) else {
            continue;
        };
        let found = name(raw, head, kind, &holders, &file);
        if !found.is_empty() {
            out.wanting.insert(raw.name.clone(), found);
        }
        out.asked.extend(sources.iter().filter(|(_, own)| *own == kind).map(|(sheet, _)| sheet.clone()));
    }
    out
}

impl Numbered {
    /// Says once of a sheet what its rows say each: that they have no name. Sheets that names were taken from have been read.
    pub(super) fn settle(self, problems: &mut Vec<Problem>) {
        for (sheet, own) in self.wanting {
            let before = problems.len();
            problems.retain(|problem| {
                let nameless =
                    problem.code == "no-name" || problem.code == "missing-column" && problem.message.contains("“姓名”");
                problem.place.sheet != sheet || !nameless
            });
            // A sheet that nobody reads wants no names.
            if problems.len() < before {
                problems.extend(own);
            }
        }
        problems.retain(|problem| problem.code != "unread-sheet" || !self.asked.contains(problem.place.sheet.as_str()));
    }
}

/// The header of a sheet that has a column of numbers.
fn head(raw: &RawSheet) -> Option<Head> {
    let words = |key: &str, sheet: &'static Sheet| {
        let column = sheet.columns.iter().find(|column| column.key == key);
        column.map(|column| (column.key, column.synonyms))
    };
    let is = |cell: &CellValue, key: &str, sheet: &'static Sheet| {
        let CellValue::Text(text) = cell else { return false };
        let said = forms(&plain(text));
        words(key, sheet)
            .is_some_and(|(key, others)| said.iter().any(|own| own == key || others.contains(&own.as_str())))
    };
    let numbers =
        |cells: &Vec<CellValue>| NUMBERS.map(|(key, sheet)| cells.iter().position(|cell| is(cell, key, sheet)));
    let rows = raw.rows.iter().enumerate().take(DEPTH);
    let (row, numbers) =
        rows.map(|(row, cells)| (row, numbers(cells))).find(|(_, numbers)| numbers.iter().any(Option::is_some))?;
    // In a header of two rows the name may stand in the other one.
    let near = raw.rows.iter().skip(row.saturating_sub(1)).take(if row == 0 { 2 } else { 3 });
    let place = |key: &str| near.clone().find_map(|cells| cells.iter().position(|cell| is(cell, key, &APPLICANTS)));
    let schema = NUMBERS.iter().zip(&numbers).find_map(|((_, schema), at)| at.map(|_| *schema));
    let name = schema.and_then(|schema| find(raw, schema)?.place(schema.index("姓名")?)).or_else(|| place("姓名"));
    let post = place("报考岗位").or_else(|| post(raw, row));
    Some(Head { row, name, identified: place("身份证号").is_some(), post, numbers })
}

/// The column of the posts by words that a roster has for something else.
fn post(raw: &RawSheet, row: usize) -> Option<usize> {
    const POSTS: &[&str] = &["岗位", "职位", "报考职务", "竞聘职务", "竞争职务"];
    raw.rows.get(row)?.iter().position(|cell| POSTS.contains(&plain(&cell.show()).as_str()))
}

/// Whether a sheet holds marks that are to be read.
fn holds_marks(raw: &RawSheet, head: &Head) -> bool {
    let called = |words: &[&str]| words.iter().any(|word| raw.name.contains(word));
    let mut cells = raw.rows.iter().skip(head.row.saturating_sub(1)).take(3).flatten();
    called(MARKED)
        && !called(SHOWN)
        && cells.any(|cell| {
            let said = plain(&cell.show());
            MARKS.iter().any(|word| said.contains(word)) || ["笔试", "面试"].contains(&said.as_str())
        })
}

/// A number as it is compared: 03, 3 and 3号 are the same.
fn number(cell: Option<&CellValue>) -> Option<String> {
    let said = plain(&cell?.show());
    let bare = said.strip_suffix('号').unwrap_or(&said).to_ascii_uppercase();
    let plain = bare.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && bare.chars().any(|c| c.is_ascii_digit());
    plain.then(|| bare.trim_start_matches('0').to_owned())
}

fn post_of(cells: &[CellValue], head: &Head) -> String {
    head.post.and_then(|at| cells.get(at)).map(|cell| plain(&cell.show())).unwrap_or_default()
}

/// Takes in who has which number, of the kinds that stand beside names; which kinds these are.
fn take_holders(raw: &RawSheet, head: &Head, holders: &mut Holders) -> Vec<usize> {
    let Some(name) = head.name else { return Vec::new() };
    let mut kinds = Vec::new();
    for (kind, at) in head.numbers.iter().enumerate().filter_map(|(kind, at)| Some((kind, (*at)?))) {
        for cells in raw.rows.iter().skip(head.row + 1) {
            let (Some(written), Some(CellValue::Text(text))) = (cells.get(at), cells.get(name)) else { continue };
            let Some(number) = number(Some(written)) else { continue };
            let name = Name::read(text);
            if name.is_empty() {
                continue;
            }
            for post in BTreeSet::from([String::new(), post_of(cells, head)]) {
                let held = holders.entry((kind, post, number.clone())).or_default();
                held.insert(name.as_str().to_owned(), written.clone());
            }
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
    }
    kinds
}

/// What stands in the way of naming the rows of a sheet.
#[derive(Default)]
struct Unnamed {
    /// Numbers that several people have, with these people.
    several: Vec<(Place, String)>,
    /// Numbers that nobody has.
    unknown: Vec<Place>,
}

/// Writes the names into a column of their own; what is wanting is returned.
fn name(raw: &mut RawSheet, head: &Head, kind: usize, holders: &Holders, file: &str) -> Vec<Problem> {
    let (Some((what, _)), Some(Some(at))) = (NUMBERS.get(kind), head.numbers.get(kind)) else { return Vec::new() };
    let width = raw.rows.iter().map(Vec::len).max().unwrap_or(0);
    let sheet = Place::sheet(file, &raw.name);
    let from_one = |number: usize| u32::try_from(number + 1).unwrap_or(0);
    let place = |row: usize| sheet.at(from_one(row), from_one(*at));
    let (mut named, mut unnamed) = (Vec::new(), Unnamed::default());
    for (row, cells) in raw.rows.iter().enumerate().skip(head.row + 1) {
        let Some(number) = number(cells.get(*at)) else { continue };
        let of = |post: String| holders.get(&(kind, post, number.clone()));
        let found = of(post_of(cells, head)).filter(|own| own.len() == 1).or_else(|| of(String::new()));
        match found.map(|own| (own.first_key_value(), own.len())) {
            Some((Some((name, written)), 1)) => named.push((row, name, written)),
            Some(_) => {
                let names: Vec<&str> = found.into_iter().flatten().take(NAMED).map(|(name, _)| name.as_str()).collect();
                unnamed.several.push((place(row), format!("{number}号有{}", names.join("、"))));
            }
            None => unnamed.unknown.push(place(row)),
        }
    }
    // Lots that begin anew for each post name nobody, though the highest may be drawn but once.
    if *what == "抽签号" && !unnamed.several.is_empty() {
        named.clear();
    }
    let any = !named.is_empty();
    let header = any.then_some((head.row, "姓名", None));
    let rows = named.into_iter().map(|(row, name, written)| (row, name.as_str(), Some(written)));
    for (row, text, written) in header.into_iter().chain(rows) {
        let Some(cells) = raw.rows.get_mut(row) else { continue };
        // 1 beside the mark is the 001 that was given out.
        if let (Some(cell), Some(written)) = (cells.get_mut(*at), written) {
            *cell = CellValue::clone(written);
        }
        cells.resize(width, CellValue::Empty);
        cells.push(CellValue::Text(text.to_owned()));
    }
    unnamed.problems(what, any, place(head.row))
}

impl Unnamed {
    fn problems(self, what: &str, named: bool, head: Place) -> Vec<Problem> {
        if !named && self.several.is_empty() {
            let message = format!("这张表按{what}登分，没有姓名，别的表里也没有对得上的姓名和{what}，不知道是谁的分数");
            let advice = format!("请在这张表加“姓名”列；或者另有一张表，写明各人的姓名和{what}，号码不要重复。");
            return vec![Problem::error("no-name", head, message).advice(advice)];
        }
        let mut out = Vec::new();
        if let Some((at, said)) = self.several.first() {
            let message = format!("{what}有几个人相同的，分不清是谁的分数，共{}行（{said}）", self.several.len());
            let advice = "请在这张表加“姓名”列；各岗位分别编号的，两张表都写上岗位。";
            out.push(Problem::error("no-name", at.clone(), message).advice(advice));
        }
        if let Some(at) = self.unknown.first() {
            let message = format!("别的表里没有这个{what}，不知道是谁的分数，共{}行", self.unknown.len());
            let advice = "请核对号码；或者在这张表加“姓名”列。";
            out.push(Problem::error("no-name", at.clone(), message).advice(advice));
        }
        out
    }
}
