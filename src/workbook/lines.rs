//! What the lines below a header are: people, or something that is none — the header once more, the title of a part, a sum, a
//! note, a line for signatures.

use super::cell::CellValue;
use super::file::RawSheet;
use super::header::{Header, Meaning, plain};
use super::nobody;
use super::schema::{Kind, Sheet};
use super::values::is_nothing;
use crate::language::id_number::IdNumber;
use crate::language::numeral::is_numeral;

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
}

/// How a note below a table begins.
pub(super) const NOTES: &[&str] = &[
    "注:",
    "注：",
    "说明:",
    "备注:",
    "填表说明",
    "填报说明",
    "附:",
    "附注",
    "(此表",
    "此表",
    "本表",
    "以上",
    "以下空白",
    "要求:",
    "1.",
    "1、",
    "(一)",
    "一、",
];

/// How a line for signatures begins.
const SIGNATURES: &[&str] = &[
    "填表人",
    "填报人",
    "制表人",
    "制表:",
    "制表单位",
    "审核人",
    "审核:",
    "复核人",
    "经办人",
    "负责人",
    "单位负责人",
    "主要领导",
    "填报单位",
    "填表单位",
    "填报日期",
    "填表日期",
    "填报时间",
    "填表时间",
    "联系人:",
    "联系电话:",
    "(盖章)",
    "(公章)",
    "单位(盖章)",
    "单位盖章",
    "领导签字",
    "报送单位",
];

/// How a line of sums begins.
const SUMS: &[&str] = &["合计", "总计", "小计", "共计"];

/// An example that was not taken out.
const EXAMPLES: &[&str] = &["例", "例:", "示例", "样例", "范例", "填写示例", "例如"];

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
    /// The columns of 身份证号, 出生年月 and 性别, by which a person is told without a name.
    marks: [Option<usize>; 3],
    /// The column of 报考岗位.
    post: Option<usize>,
    /// The columns before the names that hold numbers: a department is none, and says nothing against a person.
    numbers: Vec<usize>,
    /// Columns that hold long texts, which may well begin like a note.
    long: Vec<usize>,
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
        Self { raw, header, name, people, about, marks, post, numbers, long, ended: false, instructs: header.data }
    }

    /// What a line is.
    pub(super) fn what(&mut self, at: usize, cells: &[CellValue]) -> Line {
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
        if SUMS.contains(&text.trim_end_matches([':', '人'])) || (begins(SUMS) && !named) {
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
            let title = self.people
                && (is_title(&text)
                    || is_heading(&text)
                    || (!in_name && is_stray(lead, &text, Some(first) < self.name)));
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
        let filled = || cells.iter().filter(|cell| !cell.is_blank()).map(|cell| plain(&cell.show()));
        if self.about && !self.long.contains(&first) && nobody::is_foot(filled()) {
            return Some(Line::Aside);
        }
        let asks = !is_nothing(&post) && !nobody::is_no_name(&post);
        if !self.people || name.is_empty() || asks || nobody::is_somebody(self.marks.map(shown)) {
            return None;
        }
        // 三、 and 报考城乡建设科: the title of a part, numbered as such and not as a person.
        let alone = (0..cells.len()).all(|at| at == first || Some(at) == self.name || empty(at));
        if leads && alone && number.ends_with('、') && (is_heading(&name) || name.starts_with("报考")) {
            return Some(Line::Aside);
        }
        if nobody::is_no_name(&name) || nobody::is_tally(filled().collect::<Vec<_>>().iter().map(String::as_str)) {
            return Some(Line::Aside);
        }
        let numbers = self.numbers.contains(&first);
        if !numbers || nobody::is_number(&number) || self.marks.iter().all(Option::is_none) {
            return None;
        }
        Some(if nobody::is_label(&number) { Line::Aside } else { Line::Passed })
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

/// Words of a line that says how to fill in the table.
const HINTS: &[&str] = &[
    "请填",
    "填写",
    "填全称",
    "填真实",
    "格式",
    "如:",
    "例如",
    "男/女",
    "必填",
    "选填",
    "下拉",
    "不填",
    "文本",
    "YYYY",
    "yyyy",
    "18位",
];

/// A line below the header that says how to fill in each column.
fn is_instruction(cells: &[CellValue]) -> bool {
    let hints = cells.iter().filter(|cell| {
        let text = plain(&cell.show());
        HINTS.iter().any(|word| text.contains(word))
    });
    hints.count() >= 2
}

/// Whether a single cell is the title of a part or the foot of a page: 一、机关, （二）事业单位, 名册（续）, 第2页, 接下页, 某镇（章）.
fn is_title(text: &str) -> bool {
    let numerals = |text: &str| text.trim_start_matches(is_numeral).len();
    let counted = numerals(text) < text.len()
        && text.get(text.len() - numerals(text)..).is_some_and(|rest| rest.starts_with('、'));
    let bracketed = text.strip_prefix('(').is_some_and(|rest| {
        let left = numerals(rest);
        left < rest.len() && rest.get(rest.len() - left..).is_some_and(|rest| rest.starts_with(')'))
    });
    let page = text.starts_with('第') && text.contains('页');
    counted
        || bracketed
        || page
        || ["(续)", "(续表)", "(章)", "(盖章)", "(公章)", "下页", "无正文", "空白"]
            .iter()
            .any(|end| text.ends_with(end))
}

/// The identity number that a cell of text is, with its right check digit.
pub(super) fn identity_number(cell: &CellValue) -> Option<IdNumber> {
    let CellValue::Text(text) = cell else { return None };
    // Most texts have no figures to speak of, and there are millions of them.
    let long = text.len() >= 18 && text.chars().filter(|c| c.is_numeric()).count() >= 15;
    if long { plain(text).parse().ok() } else { None }
}

/// How the names of departments and of kinds of people end.
const PARTS: &[&str] = &[
    "科", "室", "局", "处", "所", "站", "队", "部", "组", "委", "办", "院", "司", "厅", "中心", "社区", "街道", "镇",
    "村", "机关", "单位", "人员", "系统", "岗位", "公司",
];

/// Whether a single cell, though it stands in the column of names, is nobody's name: 甲科（3人）, 共5人, 竞争上岗报名汇总表, 社会事务局.
/// Three characters (财政科) may be somebody without anything else, which is for the clerk to see.
fn is_heading(text: &str) -> bool {
    let bare = text.trim_end_matches(')');
    let counted = bare.ends_with(['人', '名']) && bare.chars().any(|c| c.is_ascii_digit());
    let length = text.chars().count();
    let ends = |words: &[&str]| words.iter().any(|word| text.ends_with(word));
    counted || (length >= 4 && !text.contains('·') && (ends(&["表", "名册", "名单", "汇总", "情况"]) || ends(PARTS)))
}

/// Whether a single cell outside the column of names is nobody's: words without a figure in the column of 序号, a date by itself.
fn is_stray(cell: &CellValue, text: &str, leads: bool) -> bool {
    let words = leads && matches!(cell, CellValue::Text(_)) && !text.chars().any(|c| c.is_ascii_digit());
    let day = super::values::read_date(text).is_ok_and(|date| date.day().is_some());
    words || day
}
