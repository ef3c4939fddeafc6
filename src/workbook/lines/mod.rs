//! What the lines below a header are: people, or something that is none — the header once more, the title of a part, a sum, a
//! note, a line for signatures.

mod words;

use std::collections::BTreeMap;

use super::below::Below;
use super::cell::CellValue;
use super::file::RawSheet;
use super::header::{Header, Meaning, plain};
use super::nobody;
use super::parts_of_posts::{self, Part, is_in_words};
use super::read::posts::title::is_titled;
use super::schema::{Kind, POSTS, Sheet};
use super::titles::{PARTS, is_heading, is_statistic, is_stray, is_title};
use super::values::is_nothing;
use crate::language::id_number::IdNumber;
use words::{EXAMPLES, HINTS, SIGNATURES, SUMS};
pub(super) use words::{NOTES, is_sum};

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// A row of data.
    Data,
    /// One more line of the row above: its name is merged over several lines.
    Continued,
    /// Nothing of the table.
    Aside,
    /// Most likely nobody, though a name may stand in it: what is passed over is told.
    Passed,
    /// An example by what it is numbered with, and with the identity number of somebody: it is passed over and told.
    Example,
    /// Below the last person, and nobody by what it says: it is passed over and told.
    Below,
    /// A post, or the title of those below it: what it is is asked, and nobody counts it for a post of one.
    Doubtful,
}

/// Tells the lines of one table.
pub(super) struct Lines<'a> {
    raw: &'a RawSheet,
    header: &'a Header,
    /// The column of the name, by which people are told.
    name: Option<usize>,
    /// Whether each line is a person, so that a merged name means one person on several lines.
    people: bool,
    /// Whether each line is about somebody of the roster.
    about: bool,
    /// Whether signatures may stand below the table though its lines need not be about somebody: those of the roster and of the posts.
    feet: bool,
    /// The columns of 身份证号, 出生年月 and 性别, by which a person is told without a name.
    marks: [Option<usize>; 3],
    /// The column of 报考岗位.
    post: Option<usize>,
    /// The columns before the names that hold numbers: a department is none, and says nothing against a person.
    numbers: Vec<usize>,
    /// Columns that hold long texts, which may well begin like a note.
    long: Vec<usize>,
    /// Of the posts: what the lines are that seem to be titles.
    parts: BTreeMap<usize, Part>,
    /// Of a roster: what stands below the last person.
    below: Below,
    /// A note or signatures have been seen: what follows with one cell only belongs to them.
    ended: bool,
    /// The row where how to fill in the table may still be said: the first one, and those below one that says so.
    instructs: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn new(raw: &'a RawSheet, header: &'a Header, schema: &Sheet) -> Self {
        let columns = &header.columns;
        let column = |wanted: &dyn Fn(&super::schema::Column) -> bool| {
            columns.iter().position(|meaning| match meaning {
                Meaning::Known(index) => schema.columns.get(*index).is_some_and(wanted),
                _ => false,
            })
        };
        let first = schema.columns.iter().find(|column| column.required).map_or("", |column| column.key);
        let name = column(&|column| column.key == "姓名");
        let people = schema.name == "报名";
        let about = name.is_some() && !people;
        let name = name.or_else(|| column(&|column| column.key == first));
        let marks = ["身份证号", "出生年月", "性别"].map(|key| column(&|column| column.key == key));
        let post = column(&|column| column.key == "报考岗位");
        let numbered = |meaning: &Meaning| match meaning {
            Meaning::Known(index) => schema.columns.get(*index).is_some_and(|column| column.key == "序号"),
            Meaning::Unknown(name) => name.contains('序') || name.contains("编号"),
            Meaning::Nameless => true,
            _ => false,
        };
        let before = columns.iter().take(name.unwrap_or(0)).enumerate();
        let numbers = before.filter(|(_, meaning)| numbered(meaning)).map(|(at, _)| at).collect();
        let long = columns
            .iter()
            .enumerate()
            .filter(|(_, meaning)| match meaning {
                Meaning::Known(index) => schema.columns.get(*index).is_some_and(|column| column.kind == Kind::LongText),
                _ => false,
            })
            .map(|(at, _)| at)
            .collect();
        let parts = match name.filter(|_| schema.name == POSTS.name) {
            Some(name) => parts_of_posts::find(raw, header, name),
            None => BTreeMap::new(),
        };
        let mut own = Self {
            raw,
            header,
            name,
            people,
            about,
            feet: people || schema.name == POSTS.name,
            below: Below::default(),
            marks,
            post,
            numbers,
            long,
            parts,
            ended: false,
            instructs: header.data,
        };
        if people {
            own.below = Below::of(&raw.rows, header.data, |cells| own.identified(cells), |cells| own.asks(cells));
        }
        own
    }

    /// What a line is.
    pub(super) fn what(&mut self, at: usize, cells: &[CellValue]) -> Line {
        match self.by_itself(at, cells) {
            Line::Data if self.people && self.is_below(at, cells) => Line::Below,
            line => line,
        }
    }

    /// Whether a line stands below the last person and is nobody.
    fn is_below(&self, at: usize, cells: &[CellValue]) -> bool {
        if self.identified(cells) || self.asks(cells) {
            return false;
        }
        let said = |column: usize| cells.get(column).map(|cell| plain(&cell.show())).unwrap_or_default();
        let name = self.name.map(said).unwrap_or_default();
        let number = self.numbers.iter().map(|at| said(*at)).find(|text| !text.is_empty()).unwrap_or_default();
        let own = |at: usize| Some(at) == self.name || self.numbers.contains(&at);
        let alone = cells.iter().enumerate().all(|(at, cell)| cell.is_blank() || own(at));
        self.below.is_nobody(at, &number, &name, alone)
    }

    /// Whether a line says which post somebody wants.
    fn asks(&self, cells: &[CellValue]) -> bool {
        let post = self.post.and_then(|column| cells.get(column)).map(|cell| plain(&cell.show())).unwrap_or_default();
        !is_nothing(&post) && !nobody::is_no_name(&post)
    }

    /// What a line is, wherever it stands.
    fn by_itself(&mut self, at: usize, cells: &[CellValue]) -> Line {
        let mut filled = cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
        let Some((first, lead)) = filled.next() else {
            return if self.merged_name(at) == Some(true) { Line::Continued } else { Line::Aside };
        };
        let more = filled.count();
        if self.header.repeats(self.raw, at) {
            self.ended = false;
            return Line::Aside;
        }
        let named = self.name.is_some_and(|name| cells.get(name).is_some_and(|cell| !cell.is_blank()));
        let text = match lead {
            CellValue::Text(text) => plain(text),
            _ => String::new(),
        };
        let begins = |words: &[&str]| words.iter().any(|word| text.starts_with(&plain(word)));
        let in_name = Some(first) == self.name;
        let in_long = self.long.contains(&first);
        let example = EXAMPLES.contains(&text.as_str()) && !in_name;
        // Whoever has an identity number is a person, whatever else the line says.
        if self.identified(cells) && !example {
            return if self.merged_name(at) == Some(true) { Line::Continued } else { Line::Data };
        }
        if example && self.people && cells.iter().any(|cell| identity_number(cell).is_some()) {
            return Line::Example;
        }
        if is_numbering(cells) {
            return Line::Aside;
        }
        if at == self.instructs && is_instruction(cells) {
            self.instructs += 1;
            return Line::Aside;
        }
        // Signatures stand beside one another: 填表人：… 审核人：… A person called 审核 is none of them.
        if begins(SIGNATURES) && (text.contains(':') || !named || more < 2) && !in_long {
            self.ended = true;
            return Line::Aside;
        }
        if is_sum(&text) || (begins(SUMS) && !named) {
            return Line::Aside;
        }
        // 机关小计, 2人: a sum in the column of names.
        if self.people && (in_name || !named) && more <= 2 && SUMS.iter().any(|word| text.ends_with(word)) {
            return Line::Aside;
        }
        if EXAMPLES.contains(&text.as_str()) || ["例:", "示例:"].iter().any(|word| text.starts_with(word)) {
            return Line::Aside;
        }
        if self.merged_name(at) == Some(true) {
            return Line::Continued;
        }
        if let Some(part) = self.parts.get(&at) {
            return match part {
                Part::Title => Line::Aside,
                Part::Plain => Line::Passed,
                Part::Doubtful => Line::Doubtful,
            };
        }
        if let Some(line) = self.nobody(first, lead, cells) {
            return line;
        }
        if more == 0 {
            // The title of a part is merged over the table; a name is not.
            let column = u32::try_from(first).unwrap_or(u32::MAX);
            let row = u32::try_from(at).unwrap_or(u32::MAX);
            let wide =
                self.raw.merged.covering(row, column + 1).is_some_and(|(top, left, _)| left == column && top == row);
            let sentence = text.chars().count() > 20 && !in_long;
            let note = begins(NOTES) && !in_long;
            let leads = Some(first) < self.name;
            let title = self.people && (!in_name && is_stray(lead, &text, leads) || in_name && self.is_of_posts(&text))
                || (self.people || self.about && (in_name || leads)) && (is_title(&text) || is_heading(&text));
            if note || (self.ended && !in_name) || wide || sentence || title {
                self.ended |= note;
                return Line::Aside;
            }
        } else if self.ended && !named {
            return Line::Aside;
        } else if begins(NOTES) && !named && !in_long && text.chars().count() > 3 {
            self.ended = true;
            return Line::Aside;
        }
        Line::Data
    }

    /// A line that is only numbered, or has a number, a stroke or a note for a name, or words for a number and nothing of a person.
    fn nobody(&self, first: usize, lead: &CellValue, cells: &[CellValue]) -> Option<Line> {
        let leads = self.name.is_some_and(|name| first < name);
        let number = plain(&lead.show());
        let empty = |at: usize| cells.get(at).is_none_or(CellValue::is_blank);
        if leads && is_count(&number) && (0..cells.len()).all(|at| at == first || empty(at)) {
            return Some(Line::Aside);
        }
        let shown = |column: Option<usize>| {
            let cell = column.and_then(|column| cells.get(column));
            cell.map(|cell| plain(&cell.show())).unwrap_or_default()
        };
        let (name, post) = (shown(self.name), shown(self.post));
        let alone = (0..cells.len()).all(|at| at == first || Some(at) == self.name || empty(at));
        let filled = || cells.iter().filter(|cell| !cell.is_blank()).map(|cell| plain(&cell.show()));
        let signed = self.about || self.feet && (name.is_empty() || !self.people);
        if signed && !self.long.contains(&first) && nobody::is_foot(filled()) {
            return Some(Line::Aside);
        }
        let lead = if number.is_empty() { &name } else { &number };
        if self.about && (leads || Some(first) == self.name) && is_statistic(lead) {
            return Some(Line::Aside);
        }
        // 二 | 河湖科副科长（1名）: what stands below is about this post.
        let titled = || is_titled(&name) || is_heading(&name);
        if self.about && leads && alone && is_in_words(&number) && titled() {
            return Some(Line::Aside);
        }
        let asks = !is_nothing(&post) && !nobody::is_no_name(&post);
        if !self.people || name.is_empty() || asks || nobody::is_somebody(self.marks.map(shown)) {
            return None;
        }
        // 三、 and 报考城乡建设科: the title of a part, numbered as such and not as a person.
        if leads && alone && number.ends_with('、') && (is_heading(&name) || name.starts_with("报考")) {
            return Some(Line::Aside);
        }
        if nobody::is_no_name(&name) || nobody::is_tally(filled().collect::<Vec<_>>().iter().map(String::as_str)) {
            return Some(Line::Aside);
        }
        // 合格人数 | 12 and 考官签名： below a list that goes on with marks. Whoever is numbered is somebody.
        let unnumbered = self.numbers.iter().all(|at| empty(*at)) && Some(first) == self.name;
        if unnumbered && (is_statistic(&name) || nobody::is_foot(filled())) {
            return Some(Line::Aside);
        }
        let numbers = self.numbers.contains(&first);
        if !numbers || nobody::is_number(&number) || self.marks.iter().all(Option::is_none) {
            return None;
        }
        Some(if nobody::is_label(&number) { Line::Aside } else { Line::Passed })
    }

    /// Whether a text in the column of names is the department of posts that are applied for below: 河湖科 above those who want to be
    /// 河湖科副科长.
    fn is_of_posts(&self, text: &str) -> bool {
        let wanted = |row: &Vec<CellValue>| {
            let cell = self.post.and_then(|post| row.get(post));
            cell.is_some_and(|cell| plain(&cell.show()).strip_prefix(text).is_some_and(|rest| !rest.is_empty()))
        };
        text.chars().count() > 2
            && PARTS.iter().any(|end| text.ends_with(end))
            && self.raw.rows.iter().skip(self.header.data).any(wanted)
    }

    /// Whether a line has an identity number, or a birth and a sex, as only a person has.
    fn identified(&self, cells: &[CellValue]) -> bool {
        let [id, birth, sex] = self.marks.map(|column| column.and_then(|column| cells.get(column)));
        let numbered = id.is_some_and(|cell| match cell {
            CellValue::Number { value, .. } => *value >= 1.0e14,
            cell => cell.show().chars().filter(char::is_ascii_digit).count() >= 15,
        });
        let born = birth.is_some_and(|cell| match cell {
            CellValue::Date(_) | CellValue::Moment(_) | CellValue::Number { .. } => !is_numbering(cells),
            cell => !cell.is_blank() && super::values::read_date(&cell.show()).is_ok(),
        });
        let born = || born && sex.is_some_and(|cell| ["男", "女"].contains(&plain(&cell.show()).as_str()));
        // In a line that has slipped by a cell the number stands somewhere else.
        let slipped = || cells.iter().any(|cell| identity_number(cell).is_some());
        numbered || (self.people && (born() || slipped()))
    }

    /// For a table of people: whether the line lies below the first line of a merged name.
    fn merged_name(&self, at: usize) -> Option<bool> {
        if !self.people {
            return None;
        }
        let (row, column) = (u32::try_from(at).ok()?, u32::try_from(self.name?).ok()?);
        let (top, left, bottom) = self.raw.merged.covering(row, column)?;
        Some(left == column && bottom > top && top < row && top as usize >= self.header.data)
    }
}

/// Whether a text is a whole number.
fn is_count(text: &str) -> bool {
    let bare = text.trim_end_matches(['.', '、']);
    !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit())
}

/// A line that numbers the columns: 甲 乙 1 2 3, （1）（2）（3）.
fn is_numbering(cells: &[CellValue]) -> bool {
    let mut count = 0;
    let mut last = 0;
    for cell in cells.iter().filter(|cell| !cell.is_blank()) {
        let text = plain(&cell.show());
        let bare = text.trim_matches(['(', ')']);
        match bare.parse::<u32>() {
            Ok(number @ 1) if last == 0 => last = number,
            Ok(number) if last > 0 && number == last + 1 => last = number,
            Ok(_) => return false,
            Err(_) if ["甲", "乙", "丙", "丁", "戊", "栏次", "栏"].contains(&bare) && last == 0 => {}
            Err(_) => return false,
        }
        count += 1;
    }
    count >= 4 && last >= 2
}

/// A line below the header that says how to fill in each column.
fn is_instruction(cells: &[CellValue]) -> bool {
    let hints = cells.iter().filter(|cell| {
        let text = plain(&cell.show());
        HINTS.iter().any(|word| text.contains(word))
    });
    hints.count() >= 2
}

/// The identity number that a cell of text is, with its right check digit.
pub(super) fn identity_number(cell: &CellValue) -> Option<IdNumber> {
    let CellValue::Text(text) = cell else { return None };
    // Most texts have no figures to speak of, and there are millions of them.
    let long = text.len() >= 18 && text.chars().filter(|c| c.is_numeric()).count() >= 15;
    if long { plain(text).parse().ok() } else { None }
}
