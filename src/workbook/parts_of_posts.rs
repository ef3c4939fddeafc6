//! Titles among the posts: 一、机关 above those of the office, 事业单位 above those of its units. A line with nothing but a name would count as
//! a post of one, and be published.

use std::collections::BTreeMap;

use super::file::RawSheet;
use super::header::{Header, Meaning, plain};
use super::lines::is_sum;
use super::read::posts::title::is_titled;
use super::schema::POSTS;
use super::titles::{PARTS, counted};
use crate::language::numeral::is_numeral;
use crate::problem::{Place, Problem};

/// What a line with hardly more than a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// By its number a title.
    Title,
    /// By its words a title: that is told.
    Plain,
    /// Either.
    Doubtful,
}

/// Longer texts are no titles.
const LONGEST: usize = 20;

/// Words of which titles are made that name no post: 下属事业单位, 中层副职岗位.
const WORDS: &[&str] = &[
    "机关", "本级", "内设", "机构", "事业", "企业", "下属", "直属", "所属", "基层", "单位", "部门", "科室", "处室",
    "派出", "二级", "中层", "正职", "副职", "行政", "参公", "管理", "公益", "类", "编制", "岗位", "职位", "区", "县",
    "市", "镇", "局", "街道", "各", "及", "和", "、", "的", "一", "二", "三",
];

/// A line as far as it matters here.
struct Line {
    at: usize,
    name: String,
    /// What numbers it.
    number: String,
    /// Something else than a name, a number and 职数 stands in it, or: nor 职数 either.
    full: bool,
    bare: bool,
}

/// The lines of the posts that are, or may be, titles, by their row from 0. `name`: the column of the posts' names.
pub(super) fn find(raw: &RawSheet, header: &Header, name: usize) -> BTreeMap<usize, Part> {
    let lines = lines(raw, header, name);
    let others = || lines.iter().filter(|line| !line.bare);
    let numbered_in_words = others().any(|line| is_in_words(&line.number)) || others().next().is_none();
    let all_counted = others().all(|line| counted(&line.name).is_some());
    let mut out = BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        let behind = counted(&line.name);
        let own = bare(behind.unwrap_or(&line.name));
        let signed = behind.is_some() || (!numbered_in_words && is_in_words(&line.number));
        let titled = is_titled(own);
        let part = if line.bare && signed {
            let last = index + 1 == lines.len();
            Some(if titled || last { Part::Doubtful } else { Part::Title })
        } else if line.bare && others().next().is_some() && !titled {
            let is_plain = says_nothing(own);
            let parts = PARTS.iter().any(|end| own.ends_with(end));
            match is_plain {
                true if lines.iter().skip(index + 1).any(|below| !below.bare) => Some(Part::Plain),
                _ => (is_plain || parts).then_some(Part::Doubtful),
            }
        } else {
            // 二、下属单位 | 3: a title with the sum of those below it.
            (!line.full && behind.is_some() && !titled && !all_counted).then_some(Part::Doubtful)
        };
        out.extend(part.map(|part| (line.at, part)));
    }
    out
}

/// The lines that have a name, or, where nothing else stands in them, a number that is one.
fn lines(raw: &RawSheet, header: &Header, name: usize) -> Vec<Line> {
    let seats = POSTS.index("职数").and_then(|index| header.place(index));
    let code = POSTS.index("岗位编号").and_then(|index| header.place(index));
    let is_number = |column: usize| {
        let unknown = match header.columns.get(column) {
            Some(Meaning::Unknown(name)) => name.contains('序') || name.contains("编号"),
            meaning => meaning.is_none_or(|meaning| *meaning == Meaning::Nameless),
        };
        Some(column) == code || (unknown && column < name)
    };
    let mut out = Vec::new();
    for (at, cells) in raw.rows.iter().enumerate().skip(header.data) {
        let filled: Vec<(usize, String)> = cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.is_blank())
            .map(|(column, cell)| (column, plain(&cell.show())))
            .collect();
        let text = |wanted: usize| filled.iter().find(|(column, _)| *column == wanted).map(|(_, text)| text.clone());
        let number = filled.iter().find(|(column, _)| is_number(*column)).map(|(_, text)| text.clone());
        let alone = number.clone().filter(|text| filled.len() == 1 && counted(text).is_some_and(|own| !own.is_empty()));
        let Some(own) = text(name).or(alone) else { continue };
        let sentence = own.chars().count() > LONGEST || own.contains([':', '。', '，', ',', '；', ';']);
        if sentence || is_sum(&own) || header.repeats(raw, at) {
            continue;
        }
        let more = || filled.iter().map(|(column, _)| *column).filter(|column| *column != name && !is_number(*column));
        let line = Line {
            at,
            name: own,
            number: number.unwrap_or_default(),
            full: more().any(|column| Some(column) != seats),
            bare: more().next().is_none(),
        };
        out.push(line);
    }
    out
}

/// Whether a post, or a part, is numbered in words: 一, （二）, 三、.
pub(super) fn is_in_words(number: &str) -> bool {
    let bare = number.trim_matches(['(', ')', '、', '.']);
    !bare.is_empty() && bare.chars().all(is_numeral)
}

/// A name without what is in brackets behind it.
fn bare(name: &str) -> &str {
    name.split('(').next().filter(|own| !own.is_empty()).unwrap_or(name)
}

/// Whether a text is made of nothing but words that name no post.
fn says_nothing(text: &str) -> bool {
    let mut rest = text;
    while let Some(shorter) = WORDS.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter;
    }
    rest.is_empty() && text.chars().count() > 1
}

/// Tells of the titles that were told by their words alone.
pub(super) fn passed(place: &Place, lines: &[(u32, String)]) -> Option<Problem> {
    let (row, _) = lines.first()?;
    let shown: Vec<String> = lines.iter().map(|(row, text)| format!("第{row}行“{text}”")).collect();
    let message = format!("当作下面几个岗位的标题，没有当作岗位：{}", shown.join("、"));
    Some(Problem::warning("passed-rows", place.at(*row, 0), message).advice("是岗位的，请填上职数；是标题的不用管。"))
}

/// Asks what a line is.
pub(super) fn doubtful(place: Place, text: &str) -> Problem {
    Problem::error("title-or-post", place, "看不出这一行是岗位，还是下面几个岗位的标题").found(text).advice(
        "是岗位的，请填上职数，名称前面的“一、”一类移到“序号”列；是标题的，请把整行合并成一格，或者删去这一行。",
    )
}
