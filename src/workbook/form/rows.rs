//! Applicants from forms: by themselves, or beside the rows of a roster.

use std::collections::{BTreeMap, BTreeSet};

use super::{FIELDS, Form, FormKind, unread};
use crate::language::id_number::IdNumber;
use crate::language::name::normalize;
use crate::problem::{Place, Problem};
use crate::workbook::cell::CellValue;
use crate::workbook::header::plain;
use crate::workbook::read::joined_party;
use crate::workbook::schema::{APPLICANTS, Kind};
use crate::workbook::table::{Row, Table};
use crate::workbook::values::{clean, read_date};

/// Fields that say the same wherever they stand, so that a difference from the roster is a mistake in one of the two.
const COMPARED: &[&str] = &[
    "姓名",
    "身份证号",
    "性别",
    "出生年月",
    "民族",
    "籍贯",
    "出生地",
    "入党时间",
    "参加工作时间",
    "全日制学历",
    "全日制学位",
    "在职学历",
    "在职学位",
];

/// A form's fields as cells of 报名.
#[derive(Debug, Clone)]
pub(in crate::workbook) struct FormCells {
    /// The form.
    pub form: Form,
    /// Every column that a form can fill, with its place; empty ones too.
    cells: Vec<(&'static str, CellValue, Place)>,
}

impl FormCells {
    /// Makes the cells.
    pub fn of(form: Form) -> Self {
        let mut cells: Vec<(&'static str, CellValue, Place)> = Vec::new();
        for field in FIELDS {
            let absent = form.text(field.element).trim().is_empty();
            // What a format has no field for is not missing from the file.
            if absent && (field.item.is_none() && (form.kind == FormKind::Lrm || field.element != "ShenFenZheng")) {
                continue;
            }
            let text = clean(form.text(field.element));
            match cells.iter_mut().find(|(key, ..)| *key == field.key) {
                // 毕业院校 of the 学历 and of the 学位, where they differ, are two lines of one cell.
                Some((_, value, _)) if !text.is_empty() => {
                    let held = value.show();
                    if held != text {
                        *value = CellValue::Text(if held.is_empty() { text } else { format!("{held}\n{text}") });
                    }
                }
                Some(_) => {}
                None => {
                    let value = if text.is_empty() { CellValue::Empty } else { CellValue::Text(text) };
                    cells.push((field.key, value, form.place(field)));
                }
            }
        }
        let mut out = Self { form, cells };
        out.party();
        out
    }

    /// 政治面貌, which most forms say by 入党时间 alone: a date there is the Party's, a name another party's.
    fn party(&mut self) {
        if self.cells.iter().any(|(key, ..)| *key == "政治面貌") {
            return;
        }
        let Some((_, value, place)) = self.cells.iter().find(|(key, ..)| *key == "入党时间") else { return };
        let text = value.show();
        let mut parts = text.split(['；', ';']);
        let known = parts.clone().any(|part| read_date(part).is_ok());
        // 民盟(2002.06), 致公党；2002.06: a date behind another party's name is hers.
        let other = parts.next().and_then(|part| joined_party(part.trim()));
        let known = match other {
            Some((name, _)) => Some(name),
            None if known => Some("中共党员".to_owned()),
            None => parts.find_map(|part| Some(joined_party(part.trim())?.0)),
        };
        if let Some(known) = known {
            let cell = ("政治面貌", CellValue::Text(known), place.clone());
            self.cells.push(cell);
        }
    }

    /// The file's name.
    pub fn file(&self) -> &str {
        &self.form.file
    }

    /// A column's cell. `missing`: also where the form has the field, but nothing in it.
    pub fn cell(&self, key: &str, missing: bool) -> Option<(&CellValue, &Place)> {
        let (_, value, place) = self.cells.iter().find(|(own, ..)| *own == key)?;
        (missing || !value.is_blank()).then_some((value, place))
    }

    /// Whether the form has the field.
    pub fn has(&self, key: &str) -> bool {
        self.cells.iter().any(|(own, ..)| *own == key)
    }

    /// Fields that are no column of 报名 (拟免职务, 任免理由), for the templates.
    pub fn others(&self) -> impl Iterator<Item = (&'static str, &CellValue, &Place)> {
        let column = |key: &str| APPLICANTS.columns.iter().any(|column| column.key == key);
        self.cells
            .iter()
            .filter(move |(key, value, _)| !column(key) && !value.is_blank())
            .map(|(key, value, place)| (*key, value, place))
    }

    /// Every text and where it stands.
    pub fn filled(&self) -> impl Iterator<Item = (&CellValue, &Place)> {
        self.cells.iter().map(|(_, value, place)| (value, place))
    }

    /// The place of something that is no text: the photograph, a relative's part.
    pub fn place(&self, label: &str, element: &str) -> Place {
        let file = Place::file(&self.form.file);
        match self.form.kind {
            FormKind::Lrmx => file.of(format!("“{label}”（{element}）")),
            FormKind::Lrm => file.of(format!("“{label}”")),
        }
    }

    fn id(&self) -> Option<String> {
        id_of(&self.cell("身份证号", false)?.0.show())
    }

    fn name(&self) -> String {
        normalize(self.form.text("XingMing"))
    }
}

/// The identity number a text is, if it is one.
pub(super) fn id_of(text: &str) -> Option<String> {
    Some(clean(text).parse::<IdNumber>().ok()?.as_str().to_owned())
}

/// Joins forms to the rows of 报名, by identity number, else by a name that only one has; those of nobody in the roster become
/// applicants of their own. `base`: the place of the table, if it has to be made.
pub(in crate::workbook) fn join(tables: &mut Vec<Table>, forms: Vec<Form>, base: Place, problems: &mut Vec<Problem>) {
    if !tables.iter().any(|table| table.schema.name == APPLICANTS.name) {
        tables.push(Table::unwritten(&APPLICANTS, base));
    }
    let Some(table) = tables.iter_mut().find(|table| table.schema.name == APPLICANTS.name) else { return };
    let mut by_id: BTreeMap<String, usize> = BTreeMap::new();
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, row) in table.rows.iter().enumerate() {
        if let Some(id) = id_of(&row.value("身份证号").show()) {
            by_id.entry(id).or_insert(index);
        }
        by_name.entry(normalize(&row.value("姓名").show())).or_default().push(index);
    }
    let roster = table.rows.len();
    for form in forms {
        let cells = FormCells::of(form);
        match find(&cells, table, roster, &by_id, &by_name) {
            Ok(Some(index)) => {
                let Some(row) = table.rows.get_mut(index) else { continue };
                if let Some(first) = &row.form {
                    problems.push(repeated(&cells, first.file()));
                    continue;
                }
                compare(row, &cells, problems);
                row.form = Some(std::sync::Arc::new(cells));
            }
            Ok(None) => {
                if let Some(id) = cells.id() {
                    by_id.insert(id, table.rows.len());
                }
                by_name.entry(cells.name()).or_default().push(table.rows.len());
                table.rows.push(Row::of_form(cells, &APPLICANTS));
            }
            Err(problem) => problems.push(*problem),
        }
    }
    unread::mark(table, problems);
    // What the roster has no column for, the forms say; those too that cannot be read for now.
    let with_form: BTreeSet<String> = table
        .rows
        .iter()
        .filter(|row| row.form.is_some())
        .filter_map(|row| id_of(&row.value("身份证号").show()))
        .collect();
    // A further row of somebody says of the post applied for again, and no more.
    let of_same = |row: &Row| id_of(&row.value("身份证号").show()).is_some_and(|id| with_form.contains(&id));
    let is_closed = problems.iter().any(|problem| problem.code == "forms-closed");
    let says = |row: &Row| row.form.is_some() || row.unread_form.is_some() || of_same(row);
    if is_closed || table.rows.iter().all(says) {
        let filled = |problem: &Problem| {
            let named = |key: &str| problem.message.contains(&format!("“{key}”"));
            FIELDS.iter().any(|field| named(field.key)) || named("性别")
        };
        let sheet = table.place.sheet.clone();
        problems.retain(|problem| problem.code != "missing-column" || problem.place.sheet != sheet || !filled(problem));
    }
}

/// The row a form belongs to; `None`: it is somebody the roster does not have.
fn find(
    cells: &FormCells,
    table: &Table,
    roster: usize,
    by_id: &BTreeMap<String, usize>,
    by_name: &BTreeMap<String, Vec<usize>>,
) -> Result<Option<usize>, Box<Problem>> {
    let own = cells.id();
    if let Some(index) = own.as_ref().and_then(|id| by_id.get(id)) {
        return Ok(Some(*index));
    }
    let name = cells.name();
    let same = by_name.get(&name).map(Vec::as_slice).unwrap_or_default();
    let number = |index: &usize| table.rows.get(*index).and_then(|row| id_of(&row.value("身份证号").show()));
    let birth = |value: &CellValue| read_date(&value.show()).ok();
    let open: Vec<usize> = same
        .iter()
        .copied()
        .filter(|index| own.is_none() || number(index).is_none())
        // Two forms of one name are one person's only if nothing in them says otherwise.
        .filter(|index| {
            let theirs = table.rows.get(*index).and_then(|row| birth(row.value("出生年月")));
            let mine = cells.cell("出生年月", false).and_then(|(value, _)| birth(value));
            *index < roster || theirs.zip(mine).is_none_or(|(a, b)| a.agrees_with(b))
        })
        .collect();
    let place = || cells.cell("姓名", true).map_or_else(|| Place::file(cells.file()), |(_, place)| place.clone());
    match (open.as_slice(), same.iter().any(|index| *index < roster)) {
        (_, _) if name.is_empty() => Ok(None),
        ([only], _) => Ok(Some(*only)),
        ([], false) => Ok(None),
        ([], true) => Err(Box::new(
            Problem::error("form-id-differs", place(), "“报名”表里有这个姓名，身份证号却不同，这份任免审批表没有用")
                .advice("请核对两处的身份证号。")
                .about(name),
        )),
        (several, _) => Err(Box::new(
            Problem::error(
                "form-same-name",
                place(),
                format!("有{}个同名的人，分不清这份任免审批表是谁的，没有用", several.len()),
            )
            .advice("请在任免审批表和“报名”表里都填上身份证号。")
            .about(name),
        )),
    }
}

fn repeated(cells: &FormCells, first: &str) -> Problem {
    Problem::error(
        "form-repeated",
        Place::file(cells.file()),
        format!("与“{first}”是同一个人的任免审批表，这一份没有用"),
    )
    .advice("请只留下要用的一份。")
    .about(cells.name())
}

/// What the roster says otherwise than the form: the roster stands, and somebody should look.
fn compare(row: &Row, cells: &FormCells, problems: &mut Vec<Problem>) {
    for key in COMPARED {
        let (Some((own, at)), Some((other, place))) = (row.own(key), cells.cell(key, false)) else { continue };
        let (own, other) = (own.show(), other.show());
        let month = APPLICANTS.columns.iter().any(|column| column.key == *key && column.kind == Kind::Month);
        let bare = |text: &str| plain(text).trim_end_matches('族').to_owned();
        let same = match (read_date(&own), read_date(&other)) {
            (Ok(own), Ok(other)) if month => own.agrees_with(other),
            (Ok(_), Err(_)) | (Err(_), Ok(_)) if month => bare(&other).contains(&bare(&own)),
            _ if *key == "身份证号" => bare(&own).eq_ignore_ascii_case(&bare(&other)),
            _ => bare(&own) == bare(&other),
        };
        if !same && !own.trim().is_empty() {
            problems.push(
                Problem::warning(
                    "form-differs",
                    at,
                    format!("与“{}”里的{}不同：那里是“{other}”，按“报名”表做", cells.file(), place.element),
                )
                .found(own)
                .advice("请核对，把错的一处改正。")
                .about(cells.name()),
            );
        }
    }
}
