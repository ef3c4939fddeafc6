//! Finding a table's header by its words.
//!
//! A title row or notes may stand above it; it may have several rows, with a merged cell (全日制教育) over the words below (学历);
//! words may hold spaces, line breaks and brackets; columns may come in any order and begin anywhere. The row, or the few rows,
//! that name most of the sheet's columns are the header.

use std::collections::HashMap;

use super::cell::{CellValue, is_space};
use super::file::RawSheet;
use super::schema::{Column, Sheet};
use super::values::{half_width, is_of_one_year};

/// A header: where it ends, and what each column is.
#[derive(Debug, Clone)]
pub(super) struct Header {
    /// The first row of data, from 0.
    pub data: usize,
    /// The header row from 0 that problems about columns point to.
    pub row: usize,
    /// For each column of the sheet, what it is.
    pub columns: Vec<Meaning>,
    /// The column of what every row needs first, the name of a person.
    pub leads: Option<usize>,
    /// The words of the lowest header row, to know it again further down.
    words: Vec<String>,
}

/// What a column of the sheet is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Meaning {
    /// A column of the schema, by its index.
    Known(usize),
    /// Another column, by its own header.
    Unknown(String),
    /// A column without a header.
    Nameless,
    /// A second column for something already found, by its index in the schema.
    Repeated(usize),
}

/// How far down a header is looked for.
const DEPTH: usize = 30;

/// The most rows a header has.
const TALLEST: usize = 3;

/// Columns beyond this one have no header.
const WIDEST: usize = 512;

impl Header {
    /// How many of the schema's columns it names.
    pub fn known(&self) -> usize {
        self.columns.iter().filter(|meaning| matches!(meaning, Meaning::Known(_))).count()
    }

    /// How many columns it names in all.
    pub fn named(&self) -> usize {
        self.columns.iter().filter(|meaning| !matches!(meaning, Meaning::Nameless)).count()
    }

    /// Whether it names a column.
    pub fn has(&self, index: usize) -> bool {
        self.columns.contains(&Meaning::Known(index))
    }

    /// What the columns are from a row on that is the header once more with its columns in another order; `None` if it is none.
    pub fn reordered(&self, raw: &RawSheet, row: usize) -> Option<Vec<Meaning>> {
        let cells = raw.rows.get(row)?;
        let mut columns = vec![Meaning::Nameless; cells.len().max(self.columns.len())];
        let (mut found, mut moved) = (0, 0);
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank()) {
            let word = plain(&cell.show());
            let held = self.words.iter().position(|own| *own == word && !word.is_empty())?;
            found += 1;
            moved += usize::from(held != column);
            *columns.get_mut(column)? = self.columns.get(held)?.clone();
        }
        (found >= 4 && moved >= 2).then_some(columns)
    }

    /// Whether a row of data is the header once more, as at the top of each printed page.
    pub fn repeats(&self, raw: &RawSheet, row: usize) -> bool {
        let Some(cells) = raw.rows.get(row) else { return false };
        let (mut same, mut other) = (0, 0);
        for (column, cell) in cells.iter().enumerate().take(self.words.len()) {
            if cell.is_blank() {
                continue;
            }
            if self.words.get(column).is_some_and(|word| *word == plain(&cell.show())) {
                same += 1;
            } else {
                other += 1;
            }
        }
        same >= 2 && same > other
    }
}

/// Finds the header of a sheet.
pub(super) fn find(raw: &RawSheet, sheet: &Sheet) -> Option<Header> {
    let names = Names::of(sheet);
    let depth = raw.rows.len().min(DEPTH + TALLEST - 1);
    let width = raw.rows.iter().take(depth).map(Vec::len).max().unwrap_or(0).min(WIDEST);
    let words: Vec<Vec<String>> =
        (0..depth).map(|row| (0..width).map(|column| word(raw, row, column)).collect()).collect();
    let filled = |row: usize| raw.rows.get(row).is_some_and(|cells| cells.iter().any(|cell| !cell.is_blank()));
    let mut best: Option<(usize, usize, Header)> = None;
    for height in 1..=TALLEST {
        for row in 0..depth.min(DEPTH) {
            let Some(rows) = words.get(row..row + height) else { continue };
            if !filled(row) || !filled(row + height - 1) {
                continue;
            }
            // More rows must say more than fewer do, or a title would be taken in above and a row of data below.
            let (score, header) = read(&names, rows, row);
            if score > 0 && best.as_ref().is_none_or(|(held, ..)| score > *held) {
                best = Some((score, row, header));
            }
        }
    }
    let needed = sheet.columns.iter().filter(|column| column.required).count().clamp(1, 2);
    let (_, first, header) = best.filter(|(.., header)| header.known() >= needed)?;
    // Rows below that name nothing the schema knows: judges over elements.
    let last = last_row(raw, &header).min(first + TALLEST - 1);
    match words.get(first..=last) {
        Some(rows) if last > header.row => Some(read(&names, rows, first).1),
        _ => Some(header),
    }
}

/// The last row of a header: that to which the cells of known columns are merged downwards; or, without merged cells, the next
/// one, if it says something only below other columns, and below some that have no words yet.
fn last_row(raw: &RawSheet, header: &Header) -> usize {
    let row = u32::try_from(header.row).unwrap_or(u32::MAX);
    let known = |meaning: &Meaning| matches!(meaning, Meaning::Known(_) | Meaning::Repeated(_));
    let merged = header.columns.iter().enumerate().filter(|(_, meaning)| known(meaning)).filter_map(|(column, _)| {
        let (_, _, bottom) = raw.merged.covering(row, u32::try_from(column).ok()?)?;
        Some(bottom as usize)
    });
    let merged = merged.max().unwrap_or(header.row);
    if merged > header.row {
        return merged;
    }
    let Some(cells) = raw.rows.get(header.data) else { return header.row };
    let meaning = |column: usize| header.columns.get(column).unwrap_or(&Meaning::Nameless);
    let filled: Vec<usize> =
        cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank()).map(|(column, _)| column).collect();
    // A known column may itself be the word over a group: 年度考核 over 2009年, 2010年; merged sideways, the word repeats.
    let loose = |column: usize| matches!(meaning(column), Meaning::Nameless | Meaning::Repeated(_));
    let grouped = |column: &usize| {
        !matches!(meaning(*column), Meaning::Known(_)) || (filled.contains(&(column + 1)) && loose(column + 1))
    };
    let named = filled.iter().any(|column| header.leads == Some(*column));
    let below = filled.iter().any(|column| loose(*column)) && filled.iter().all(grouped);
    let is_word = |cell: &CellValue| {
        let text = plain(&cell.show());
        text.chars().count() <= 12 && (text.parse::<f64>().is_err() || is_year(&text))
    };
    if below && !named && cells.iter().all(is_word) { header.data } else { header.row }
}

/// 2009 over a column of grades.
fn is_year(text: &str) -> bool {
    text.len() == 4 && (text.starts_with("19") || text.starts_with("20"))
}

/// Reads rows as a header, and says how well they are one: two points for a name, one for a word that only may mean the column.
fn read(names: &Names<'_>, rows: &[Vec<String>], first: usize) -> (usize, Header) {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let candidates: Vec<Option<(usize, bool)>> = (0..width).map(|column| names.meaning(rows, column)).collect();
    let sure = |index: usize| candidates.iter().flatten().any(|(other, sure)| *other == index && *sure);
    let mut taken: Vec<usize> = Vec::new();
    let mut score = 0;
    let mut columns = Vec::with_capacity(width);
    for (column, candidate) in candidates.iter().enumerate() {
        let own = || match own_name(rows, column) {
            name if name.is_empty() => Meaning::Nameless,
            name => Meaning::Unknown(name),
        };
        columns.push(match *candidate {
            // Where 手机 has a column of its own, 联系电话 is another matter.
            Some((index, false)) if sure(index) || taken.contains(&index) => own(),
            Some((index, _)) if taken.contains(&index) => Meaning::Repeated(index),
            Some((index, sure)) => {
                taken.push(index);
                let offered = names.sheet.columns.get(index).is_some_and(|column| column.offered);
                score += if sure && offered { 2 } else { 1 };
                Meaning::Known(index)
            }
            None => own(),
        });
    }
    second_name(names.sheet, rows, &mut columns);
    let height = rows.len();
    let words = rows.last().cloned().unwrap_or_default();
    let lead = names.sheet.columns.iter().position(|column| column.required);
    let leads = lead.and_then(|lead| columns.iter().position(|meaning| *meaning == Meaning::Known(lead)));
    (score, Header { data: first + height, row: first + height - 1, columns, leads, words })
}

/// In a table of relatives headed 干部姓名, 称谓, 姓名 the plain 姓名 is the relative's.
fn second_name(sheet: &Sheet, rows: &[Vec<String>], columns: &mut [Meaning]) {
    let (Some(person), Some(relative)) = (sheet.index("姓名"), sheet.index("成员姓名")) else { return };
    if columns.contains(&Meaning::Known(relative)) || !columns.contains(&Meaning::Repeated(person)) {
        return;
    }
    let plain = (0..columns.len()).find(|column| path(rows, *column).last() == Some(&"姓名"));
    let held = columns.iter().position(|meaning| *meaning == Meaning::Known(person));
    let second = columns.iter().position(|meaning| *meaning == Meaning::Repeated(person));
    let relatives = if plain == held { held } else { plain.or(second) };
    for (at, meaning) in columns.iter_mut().enumerate() {
        if Some(at) == relatives {
            *meaning = Meaning::Known(relative);
        } else if *meaning == Meaning::Repeated(person) && Some(at) == second {
            *meaning = Meaning::Known(person);
        }
    }
}

/// A column's own header. Where the lowest word stands below several groups (each judge's 语言表达) and the cell above it is empty,
/// as in CSV, it takes the group's word from the left.
fn own_name(rows: &[Vec<String>], column: usize) -> String {
    let words = path(rows, column);
    let (Some((lowest, above)), [label]) = (rows.split_last(), words.as_slice()) else { return words.concat() };
    let stands_low = lowest.get(column).is_some_and(|word| word == label);
    let shared = lowest.iter().filter(|word| word.as_str() == *label).count() > 1;
    let group =
        above.iter().filter_map(|row| row.get(..column)?.iter().rev().find(|word| !word.is_empty())).next_back();
    match group {
        Some(group) if stands_low && shared => format!("{group}{label}"),
        _ => words.concat(),
    }
}

/// The words above one another in a column; merged downwards or empty, they count once.
fn path(rows: &[Vec<String>], column: usize) -> Vec<&str> {
    let mut out: Vec<&str> = Vec::new();
    for word in rows.iter().filter_map(|row| row.get(column)).map(String::as_str) {
        if !word.is_empty() && out.last() != Some(&word) {
            out.push(word);
        }
    }
    out
}

/// The words of a header cell, with a merged cell's words for every cell it covers.
fn word(raw: &RawSheet, row: usize, column: usize) -> String {
    let cell = |row: usize, column: usize| raw.rows.get(row).and_then(|cells| cells.get(column));
    if let Some(own) = cell(row, column).filter(|cell| !cell.is_blank()) {
        return plain(&own.show());
    }
    let (r, c) = (u32::try_from(row).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX));
    let covering = raw.merged.covering(r, c).and_then(|(top, left, _)| cell(top as usize, left as usize));
    covering.map(|cell| plain(&cell.show())).unwrap_or_default()
}

/// Words without spaces and line breaks, brackets and digits half-width.
pub(super) fn plain(text: &str) -> String {
    half_width(text).chars().filter(|c| !is_space(*c)).collect()
}

/// Every name of every column of a sheet, made once for a search.
struct Names<'a> {
    sheet: &'a Sheet,
    /// By whole name: the column, and whether the name means only that.
    whole: HashMap<String, (usize, bool)>,
    /// By group and the word below it.
    grouped: HashMap<(String, String), usize>,
}

impl<'a> Names<'a> {
    fn of(sheet: &'a Sheet) -> Self {
        let mut whole = HashMap::new();
        let mut grouped = HashMap::new();
        for (index, column) in sheet.columns.iter().enumerate() {
            for (name, sure) in names(column) {
                // The first column of a name keeps it; a sure name goes before a loose one.
                let held = whole.entry(name).or_insert((index, sure));
                if sure && !held.1 {
                    *held = (index, true);
                }
            }
            let Some(group) = column.group else { continue };
            for label in std::iter::once(column.label)
                .chain(column.labels.iter().copied())
                .chain(column.synonyms.iter().copied())
            {
                grouped.entry((short(&plain(group)), plain(label))).or_insert(index);
            }
        }
        Self { sheet, whole, grouped }
    }

    /// The column of the schema that a column of header words means, and whether it can mean nothing else. 2009年度考核 beside
    /// 2010年度考核 is one year of 年度考核, not all of it.
    fn meaning(&self, rows: &[Vec<String>], column: usize) -> Option<(usize, bool)> {
        let found = self.by_name(rows, column)?;
        let assessment = self.sheet.columns.get(found.0).is_some_and(|column| column.key == "年度考核");
        (!assessment || !is_of_one_year(&path(rows, column).concat())).then_some(found)
    }

    fn by_name(&self, rows: &[Vec<String>], column: usize) -> Option<(usize, bool)> {
        let path = path(rows, column);
        let (label, above) = path.split_last()?;
        // Without merged cells, as in CSV, a group's word stands over its first column only.
        let inherited = rows.iter().rev().skip(1).filter_map(|row| {
            let blank = row.get(column).is_none_or(String::is_empty);
            let left = row.get(..column).unwrap_or(row.as_slice());
            blank.then(|| left.iter().rev().find(|word| !word.is_empty())).flatten().map(String::as_str)
        });
        for group in above.iter().rev().copied().chain(inherited).flat_map(forms) {
            for label in forms(label) {
                if let Some(index) = self.grouped.get(&(short(&group), label)) {
                    return Some((*index, true));
                }
            }
        }
        if let Some(found) = self.beside(rows, column, label, above) {
            return Some(found);
        }
        let joined = path.concat();
        if let Some(found) = forms(&joined).iter().find_map(|form| self.whole.get(form)) {
            return Some(*found);
        }
        // Below another group's word, the name of a grouped column is not meant.
        forms(label).iter().find_map(|form| self.whole.get(form).copied()).filter(|(index, _)| {
            above.is_empty() || self.sheet.columns.get(*index).is_some_and(|column| column.group.is_none())
        })
    }
}

impl Names<'_> {
    /// Schooling in a row: 全日制教育, 毕业院校及专业, 在职教育, 毕业院校及专业, perhaps below 学历学位, as the national form has it. The
    /// kind of schooling stands for its level; a school or a degree belongs to the kind on its left.
    fn beside(&self, rows: &[Vec<String>], column: usize, label: &str, above: &[&str]) -> Option<(usize, bool)> {
        let grouped = |kind: &str, label: &str| self.grouped.get(&(kind.to_owned(), label.to_owned())).copied();
        let kind_of =
            |word: &str| forms(word).iter().map(|form| short(form)).find(|kind| grouped(kind, "学历").is_some());
        if let Some(kind) = kind_of(label) {
            // Alone it may as well be the word over a group.
            let below_schooling = above.iter().any(|word| word.contains("学历") || word.contains("教育"));
            return Some((grouped(&kind, "学历")?, below_schooling));
        }
        let part = |word: &str| {
            forms(word).into_iter().find(|form| {
                matches!(form.as_str(), "学位" | "毕业院校及专业") || super::schema::SCHOOLS.contains(&form.as_str())
            })
        };
        let own = part(label)?;
        let row = rows.iter().rev().find(|row| row.get(column).is_some_and(|word| word == label))?;
        for word in row.get(..column)?.iter().rev() {
            if let Some(kind) = kind_of(word) {
                return Some((grouped(&kind, &own)?, true));
            }
            if part(word).is_some() {
                continue;
            }
            // 全日制学历, 毕业院校及专业, 在职学历, 毕业院校及专业.
            let named = forms(word).iter().find_map(|form| self.whole.get(form).copied())?;
            let kind = self.sheet.columns.get(named.0)?.group?;
            return Some((grouped(&short(kind), &own)?, true));
        }
        None
    }
}

/// A column's names, and whether each can mean nothing else.
fn names(column: &Column) -> impl Iterator<Item = (String, bool)> {
    // 全日制教育学历, 学历（全日制）, （全日制）学历.
    let grouped = column.group.into_iter().flat_map(|group| {
        let labels = std::iter::once(column.label).chain(column.labels.iter().copied());
        labels.flat_map(move |label| {
            let short = short(&plain(group));
            [
                format!("{group}{label}"),
                format!("{label}({group})"),
                format!("{label}({short})"),
                format!("({short}){label}"),
            ]
        })
    });
    std::iter::once(column.key.to_owned())
        .chain(grouped)
        .chain(column.synonyms.iter().map(|name| (*name).to_owned()))
        .map(|name| (plain(&name), true))
        .chain(column.loose.iter().map(|name| (plain(name), false)))
}

fn short(group: &str) -> String {
    let bare = ["教育", "方面", "情况"].iter().find_map(|end| group.strip_suffix(end));
    bare.filter(|bare| !bare.is_empty()).unwrap_or(group).to_owned()
}

/// The ways a word may be meant: as it stands, without what is in brackets, without marks and numbers around it.
pub(super) fn forms(word: &str) -> Vec<String> {
    let bare = without_brackets(word);
    let trimmed = bare.trim_matches(['*', ':', '.', '、', '★', '※']).to_owned();
    let unnumbered =
        trimmed.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['.', '、']).to_owned();
    let mut out = vec![word.to_owned()];
    for form in [bare, trimmed, unnumbered] {
        if !form.is_empty() && !out.contains(&form) {
            out.push(form);
        }
    }
    out
}

/// “姓名（曾用名）” is a name all the same: what stands in brackets is left out.
fn without_brackets(text: &str) -> String {
    let mut out = String::new();
    let mut depth = 0_u32;
    for c in text.chars() {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may fail loudly")]
mod tests {
    use super::super::file::Merged;
    use super::super::schema::{APPLICANTS, EVALUATION, INTERVIEW};
    use super::*;

    fn raw(rows: &[&[&str]], merged: &[(u32, u32, u32, u32)]) -> RawSheet {
        let cell = |text: &&str| if text.is_empty() { CellValue::Empty } else { CellValue::Text((*text).to_owned()) };
        RawSheet {
            name: "报名".into(),
            rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
            merged: Merged::new(merged.iter().copied()),
            hidden: false,
            pictures: Vec::new(),
            unread_pictures: 0,
        }
    }

    fn keys(header: &Header, sheet: &Sheet) -> Vec<String> {
        header
            .columns
            .iter()
            .map(|meaning| match meaning {
                Meaning::Known(index) => sheet.columns[*index].key.to_owned(),
                Meaning::Unknown(name) => format!("?{name}"),
                Meaning::Nameless => "-".to_owned(),
                Meaning::Repeated(index) => format!("!{}", sheet.columns[*index].key),
            })
            .collect()
    }

    #[test]
    fn a_title_row_and_odd_spelling_do_not_matter() {
        let raw = raw(
            &[
                &["吴中区某镇竞争上岗报名汇总表", "", "", "", ""],
                &["填表单位：某镇", "", "", "", ""],
                &["姓  名", "身份证\n号码", "出生年月（岁）", "竞聘岗位", "爱好"],
                &["张三", "", "", "", ""],
            ],
            &[(0, 0, 0, 4)],
        );
        let header = find(&raw, &APPLICANTS).unwrap();
        assert_eq!(header.data, 3);
        assert_eq!(keys(&header, &APPLICANTS), ["姓名", "身份证号", "出生年月", "报考岗位", "?爱好"]);
    }

    #[test]
    fn two_rows_with_merged_groups() {
        let raw = raw(
            &[
                &["姓名", "全日制教育", "", "在职教育", "", "报考岗位"],
                &["", "学历", "学位", "学历", "毕业院校\n及专业", ""],
            ],
            &[(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4), (0, 5, 1, 5)],
        );
        let header = find(&raw, &APPLICANTS).unwrap();
        assert_eq!(header.data, 2);
        assert_eq!(
            keys(&header, &APPLICANTS),
            ["姓名", "全日制学历", "全日制学位", "在职学历", "在职毕业院校及专业", "报考岗位"]
        );
    }

    #[test]
    fn ballots_are_counted_under_merged_aspects() {
        let raw = raw(
            &[
                &["姓名", "岗位", "发出", "收回", "有效", "德", "", "", "", "胜任程度", "", ""],
                &["", "", "", "", "", "好", "较好", "一般", "差", "胜任", "基本胜任", "不胜任"],
            ],
            &[(0, 5, 0, 8), (0, 9, 0, 11)],
        );
        let header = find(&raw, &EVALUATION).unwrap();
        assert_eq!(
            keys(&header, &EVALUATION),
            [
                "姓名",
                "岗位",
                "发出票数",
                "收回票数",
                "有效票数",
                "德好",
                "德较好",
                "德一般",
                "德差",
                "胜任",
                "基本胜任",
                "不胜任"
            ]
        );
    }

    #[test]
    fn judges_over_elements_are_two_rows_of_header() {
        let top = ["姓名", "抽签号", "考官1", "", "考官2", "", "备注"];
        let below = ["", "", "语言表达(20分)", "综合分析", "语言表达(20分)", "综合分析", ""];
        let data = ["张三", "1", "18", "70", "17", "71", ""];
        let merged = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 0, 5), (0, 6, 1, 6)];
        for merged in [&merged[..], &[]] {
            let header = find(&raw(&[&top, &below, &data], merged), &INTERVIEW).unwrap();
            assert_eq!((header.row, header.data), (1, 2));
            assert_eq!(
                keys(&header, &INTERVIEW),
                [
                    "姓名",
                    "抽签号",
                    "?考官1语言表达(20分)",
                    "?考官1综合分析",
                    "?考官2语言表达(20分)",
                    "?考官2综合分析",
                    "?备注"
                ]
            );
        }
        // One row of header: what stands below is a person, marks or none.
        for data in
            [["张三", "1", "88", "", "", "", ""], ["张三", "", "", "", "", "", "缺考"], ["", "", "1", "2", "", "", ""]]
        {
            assert_eq!(find(&raw(&[&top, &data], &[]), &INTERVIEW).unwrap().data, 1, "{data:?}");
        }
    }

    #[test]
    fn a_second_column_for_the_same_thing_is_noticed() {
        let raw = raw(&[&["姓名", "身份证号", "报考岗位", "身份证号码"]], &[]);
        let header = find(&raw, &APPLICANTS).unwrap();
        assert_eq!(keys(&header, &APPLICANTS)[3], "!身份证号");
    }

    #[test]
    fn a_year_of_assessment_is_not_all_of_it() {
        for names in [["2017年度考核", "2018年度考核"], ["年度考核（2017）", "年度考核（2018）"]] {
            let raw = raw(&[&["姓名", "身份证号", names[0], names[1], "报考岗位"]], &[]);
            let wanted = names.map(|name| format!("?{}", plain(name)));
            assert_eq!(keys(&find(&raw, &APPLICANTS).unwrap(), &APPLICANTS)[2..4], wanted);
        }
        let raw = raw(&[&["姓名", "身份证号", "3年度考核（2009—2011年）", "报考岗位"]], &[]);
        assert_eq!(keys(&find(&raw, &APPLICANTS).unwrap(), &APPLICANTS)[2], "年度考核");
    }

    #[test]
    fn a_sheet_without_a_header_has_none() {
        assert!(find(&raw(&[&["甲", "乙"], &["丙", "丁"]], &[]), &APPLICANTS).is_none());
    }

    #[test]
    fn groups_are_known_without_merged_cells() {
        let raw = raw(
            &[
                &["名册", "", "", "", "", "", ""],
                &["姓名", "全日制教育", "", "在职教育", "", "民族", "联系电话"],
                &["", "学历", "学位", "学历", "学位", "", ""],
            ],
            &[],
        );
        let header = find(&raw, &APPLICANTS).unwrap();
        assert_eq!(
            keys(&header, &APPLICANTS),
            ["姓名", "全日制学历", "全日制学位", "在职学历", "在职学位", "民族", "手机"]
        );
        assert_eq!((header.row, header.data), (2, 3));
    }

    #[test]
    fn schooling_in_a_row_belongs_to_the_kind_on_its_left() {
        let wanted = ["姓名", "全日制学历", "全日制毕业院校及专业", "在职学历", "在职毕业院校及专业", "报考岗位"];
        let low = ["", "全日制教育", "毕业院校及专业", "在职教育", "毕业院校及专业", ""];
        let top = ["姓名", "学历学位", "", "", "", "报考岗位"];
        let merged = [(0, 0, 1, 0), (0, 1, 0, 4), (0, 5, 1, 5)];
        for merged in [&merged[..], &[]] {
            let header = find(&raw(&[&top, &low], merged), &APPLICANTS).unwrap();
            assert_eq!(keys(&header, &APPLICANTS), wanted);
        }
        let one = ["姓名", "全日制教育", "毕业院校及专业", "在职教育", "毕业院校及专业", "报考岗位"];
        assert_eq!(keys(&find(&raw(&[&one], &[]), &APPLICANTS).unwrap(), &APPLICANTS), wanted);
        let one = ["姓名", "全日制学历", "毕业院校及专业", "在职学历", "毕业院校及专业", "报考岗位"];
        assert_eq!(keys(&find(&raw(&[&one], &[]), &APPLICANTS).unwrap(), &APPLICANTS), wanted);
        // A group's word over the level and the degree is no level itself.
        let rows: [&[&str]; 2] = [&["姓名", "全日制教育", "在职教育", "报考岗位"], &["", "学历", "学历", ""]];
        let header = find(&raw(&rows, &[]), &APPLICANTS).unwrap();
        assert_eq!(
            (header.data, &keys(&header, &APPLICANTS)[1..3]),
            (2, &["全日制学历".to_owned(), "在职学历".into()][..])
        );
    }

    #[test]
    fn marks_on_paper_are_the_marks() {
        let rows: [&[&str]; 2] = [&["姓名", "笔试", "", "面试", ""], &["", "卷面", "折算60%", "得分", "折算40%"]];
        let header =
            find(&raw(&rows, &[(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4)]), &super::super::schema::SCORES).unwrap();
        assert_eq!(
            keys(&header, &super::super::schema::SCORES),
            ["姓名", "笔试成绩", "?笔试折算60%", "面试成绩", "?面试折算40%"]
        );
    }

    #[test]
    fn a_loose_name_gives_way_to_a_sure_one() {
        let raw = raw(&[&["姓名", "联系电话", "手机", "办公电话", "学历", "性别(男/女)", "*身份证号:"]], &[]);
        let header = find(&raw, &APPLICANTS).unwrap();
        assert_eq!(keys(&header, &APPLICANTS), ["姓名", "?联系电话", "手机", "办公电话", "学历", "性别", "身份证号"]);
    }

    #[test]
    fn three_rows_and_a_table_that_begins_at_b3() {
        let raw = raw(
            &[
                &[],
                &["", "花名册", "", "", ""],
                &["", "基本情况", "", "教育情况", ""],
                &["", "姓名", "性别", "全日制", ""],
                &["", "", "", "学历", "学位"],
                &["", "张三", "男", "大学", "学士"],
            ],
            &[(1, 1, 1, 4), (2, 1, 2, 2), (2, 3, 2, 4), (3, 1, 4, 1), (3, 2, 4, 2), (3, 3, 3, 4)],
        );
        let header = find(&raw, &APPLICANTS).unwrap();
        assert_eq!(keys(&header, &APPLICANTS), ["-", "姓名", "性别", "全日制学历", "全日制学位"]);
        assert_eq!(header.data, 5);
    }

    #[test]
    fn every_name_of_the_table_finds_its_column() {
        for sheet in super::super::schema::SHEETS {
            for (index, column) in sheet.columns.iter().enumerate() {
                for name in std::iter::once(column.key)
                    .chain(column.synonyms.iter().copied())
                    .chain(column.loose.iter().copied())
                {
                    let names = Names::of(sheet);
                    let spread: String = name.chars().flat_map(|c| [c, '\u{3000}']).collect();
                    for written in [name.to_owned(), format!(" {name}\n"), spread, format!("{name}（必填）")] {
                        let found = names.meaning(&[vec![plain(&written)]], 0).map(|(index, _)| index);
                        assert_eq!(found, Some(index), "{}: {written:?} should be {}", sheet.name, column.key);
                    }
                }
            }
        }
    }
}
