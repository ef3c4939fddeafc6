//! Words from a list: choices, 民族, 政治面貌, 学位, and what offices write for them.

use super::variants::VARIANTS;
use super::{Reader, clean, half_width, is_nothing, list};
use crate::problem::{Place, Problem};
use crate::workbook::cell::CellValue;
use crate::workbook::header::plain;

/// GB/T 3304-1991, without 族, in the order of the codes.
const ETHNICITIES: &[&str] = &[
    "汉",
    "蒙古",
    "回",
    "藏",
    "维吾尔",
    "苗",
    "彝",
    "壮",
    "布依",
    "朝鲜",
    "满",
    "侗",
    "瑶",
    "白",
    "土家",
    "哈尼",
    "哈萨克",
    "傣",
    "黎",
    "傈僳",
    "佤",
    "畲",
    "高山",
    "拉祜",
    "水",
    "东乡",
    "纳西",
    "景颇",
    "柯尔克孜",
    "土",
    "达斡尔",
    "仫佬",
    "羌",
    "布朗",
    "撒拉",
    "毛南",
    "仡佬",
    "锡伯",
    "阿昌",
    "普米",
    "塔吉克",
    "怒",
    "乌孜别克",
    "俄罗斯",
    "鄂温克",
    "德昂",
    "保安",
    "裕固",
    "京",
    "塔塔尔",
    "独龙",
    "鄂伦春",
    "赫哲",
    "门巴",
    "珞巴",
    "基诺",
];

/// Names that were in use before, and slips of the brush that mean no other.
const OLD_ETHNICITIES: &[(&str, &str)] =
    &[("毛难", "毛南"), ("崩龙", "德昂"), ("畬", "畲"), ("维", "维吾尔"), ("哈", "哈萨克"), ("蒙", "蒙古")];

/// GB/T 4762-1984, and what is written for it.
const PARTIES: &[(&str, &[&str])] = &[
    (
        "中共党员",
        &[
            "党员",
            "共产党员",
            "中共正式党员",
            "正式党员",
            "中国共产党党员",
            "中国共产党正式党员",
            "中国共产党员",
            "中共",
            "中国共产党",
        ],
    ),
    (
        "中共预备党员",
        &[
            "预备党员",
            "预备",
            "中国共产党预备党员",
            "中共党员(预备)",
            "中共党员(预备期)",
            "党员(预备)",
            "党员(预备期)",
            "中共(预备)",
        ],
    ),
    ("共青团员", &["团员", "共青团", "中国共产主义青年团团员", "中国共产主义青年团"]),
    (
        "民革党员",
        &[
            "民革",
            "民革会员",
            "中国国民党革命委员会",
            "中国国民党革命委员会党员",
            "中国国民党革命委员会会员",
            "民革成员",
        ],
    ),
    ("民盟盟员", &["民盟", "中国民主同盟", "中国民主同盟盟员", "民盟成员", "民盟会员"]),
    ("民建会员", &["民建", "中国民主建国会", "中国民主建国会会员", "民建成员"]),
    ("民进会员", &["民进", "中国民主促进会", "中国民主促进会会员", "民进成员"]),
    (
        "农工党党员",
        &[
            "农工党",
            "农工民主党",
            "农工民主党党员",
            "中国农工民主党",
            "中国农工民主党党员",
            "农工",
            "农工党员",
            "农工党成员",
            "农工民主党成员",
        ],
    ),
    ("致公党党员", &["致公党", "中国致公党", "中国致公党党员", "致公", "致公党员", "致公党成员"]),
    ("九三学社社员", &["九三学社", "九三", "九三社员", "九三学社成员", "九三成员"]),
    ("台盟盟员", &["台盟", "台湾民主自治同盟", "台湾民主自治同盟盟员", "台盟成员", "台盟会员"]),
    ("无党派人士", &["无党派", "无党派民主人士", "民主人士"]),
    ("群众", &["普通公民", "普通居民"]),
];

impl Reader<'_> {
    /// One of a few words, or what is written for it.
    pub fn choice(&mut self, cell: &CellValue, place: &Place, words: &[&'static str]) -> Option<&'static str> {
        let cell = self.usable(cell, place)?;
        let text = clean(&cell.show());
        let found = choose(&text, words);
        if found.is_none() {
            self.report(
                Problem::error("choice", place.clone(), format!("只能填{}", list(words)))
                    .found(&text)
                    .advice("请改正。"),
            );
        }
        found
    }

    /// 是 or 否.
    pub fn yes_no(&mut self, cell: &CellValue, place: &Place) -> Option<bool> {
        self.choice(cell, place, &["是", "否"]).map(|word| word == "是")
    }

    /// 民族, with 族.
    pub fn ethnicity(&mut self, cell: &CellValue, place: &Place) -> String {
        let text = self.text(cell, place);
        let bare = plain(&text);
        if bare.is_empty() {
            return String::new();
        }
        if let Some(name) = code(&bare).and_then(|code| ETHNICITIES.get(code - 1)) {
            let name = format!("{name}族");
            let problem = Problem::warning("ethnicity", place.clone(), read_as(&name, "GB/T 3304")).found(text);
            self.report(problem.advice(CODED));
            return name;
        }
        match ethnicity(&bare) {
            Some(name) => name,
            None => {
                self.report(
                    Problem::warning("ethnicity", place.clone(), "不是国家标准里的民族名称")
                        .found(&text)
                        .advice("请核对，写全称，如“汉族”。"),
                );
                text
            }
        }
    }

    /// 政治面貌, by its standard name. A date in brackets behind it stays.
    pub fn party(&mut self, cell: &CellValue, place: &Place) -> String {
        let text = self.text(cell, place);
        if text.is_empty() {
            return text;
        }
        if let Some((name, _)) = code(&plain(&text)).and_then(|code| PARTIES.get(code - 1)) {
            let problem = Problem::warning("party", place.clone(), read_as(name, "GB/T 4762")).found(text);
            self.report(problem.advice(CODED));
            return (*name).to_owned();
        }
        match party(&text) {
            Some(standard) => standard,
            None => {
                self.report(
                    Problem::warning("party", place.clone(), "看不懂政治面貌，照写印在文书上")
                        .found(&text)
                        .advice("请填中共党员、中共预备党员、共青团员、群众，或者民主党派的名称；改正以前，本人的任免审批表不印入党时间。"),
                );
                text
            }
        }
    }

    /// 学位: a word that is none, above all a level of schooling in the wrong column, is pointed out.
    pub fn academic(&mut self, cell: &CellValue, place: &Place) -> String {
        let text = self.text(cell, place);
        let known = ["学士", "硕士", "博士", "学位", "MBA", "MPA", "EMBA"].iter().any(|word| text.contains(word));
        if !known && !is_nothing(&text) {
            self.report(
                Problem::warning("academic", place.clone(), "不像学位")
                    .found(&text)
                    .advice("学位写学士、硕士、博士，如“法学学士”；没有学位不填；学历填在“学历”列。"),
            );
        }
        text
    }
}

/// What is said of a code that is read: whoever has a list of their own sees by what it was read.
fn read_as(name: &str, standard: &str) -> String {
    format!("填的是代码，按 {standard} 读作{name}")
}

/// What to do about it.
const CODED: &str = "请核对，改成文字；别的系统里的代码未必是这一套。";

/// A code of two digits, as the standards have it. One digit alone may as well be the number in an office's own list.
fn code(bare: &str) -> Option<usize> {
    let digits = bare.len() == 2 && bare.bytes().all(|digit| digit.is_ascii_digit());
    if digits { bare.parse().ok().filter(|code| *code > 0) } else { None }
}

/// The word of a list that is meant.
pub(in crate::workbook) fn choose(text: &str, words: &[&'static str]) -> Option<&'static str> {
    let whole = plain(text);
    let bare = whole.trim_matches(['。', '.', '"', '“', '”', '□', '☑', '■']);
    words.iter().find(|word| **word == bare).copied().or_else(|| {
        words
            .iter()
            .copied()
            .find(|word| VARIANTS.iter().any(|(own, variants)| own == word && variants.contains(&bare)))
            .or_else(|| ticked(&whole, words))
    })
}

/// What is ticked of the words that a form prints with a box for each: 是☑否□, □是☑否, 是（√）否（ ）. `None`: nothing is, or several, or
/// it cannot be told to which word a tick belongs.
fn ticked(text: &str, words: &[&'static str]) -> Option<&'static str> {
    const FULL: &[char] = &['☑', '√', '✓', '✔', '■', '●'];
    const EMPTY: &[char] = &['□', '☐', '○'];
    let text = text.replace("()", "□").replace("(√)", "√").replace("(✓)", "✓");
    let mut rest = text.trim_matches(['/', '、', ',', ';']);
    // A word, or whether a box is ticked.
    let mut parts: Vec<Result<&'static str, bool>> = Vec::new();
    while let Some(c) = rest.chars().next() {
        let word = words.iter().filter(|word| rest.starts_with(**word)).max_by_key(|word| word.len());
        let length = match word {
            Some(word) => {
                parts.push(Ok(*word));
                word.len()
            }
            None if FULL.contains(&c) || EMPTY.contains(&c) => {
                parts.push(Err(FULL.contains(&c)));
                c.len_utf8()
            }
            None if matches!(c, '/' | '、' | ',' | ';') => c.len_utf8(),
            None => return None,
        };
        rest = rest.get(length..)?;
    }
    let leading = parts.first().is_some_and(Result::is_err);
    // A box between two words may be that of either one.
    let boxes = parts.iter().filter(|part| part.is_err()).count();
    let told = parts.len() - boxes;
    if told == 0 || boxes < told && !(told == 1 || leading || parts.last().is_some_and(Result::is_err)) {
        return None;
    }
    let pairs = parts.windows(2).filter_map(|pair| match pair {
        [Err(true), Ok(word)] if leading => Some(*word),
        [Ok(word), Err(true)] if !leading => Some(*word),
        _ => None,
    });
    let chosen: Vec<&'static str> = pairs.collect();
    if let [only] = chosen.as_slice() { Some(only) } else { None }
}

/// The standard name, with 族.
pub(in crate::workbook) fn ethnicity(bare: &str) -> Option<String> {
    if ["其他", "外国血统中国籍人士", "穿青人"].contains(&bare) {
        return Some(bare.to_owned());
    }
    let short = bare.strip_suffix('族').filter(|short| !short.is_empty()).unwrap_or(bare);
    let short = OLD_ETHNICITIES.iter().find(|(old, _)| *old == short).map_or(short, |(_, new)| new);
    ETHNICITIES.contains(&short).then(|| format!("{short}族"))
}

/// The standard name, with what stands behind it: in brackets, after a comma, or a date.
pub(in crate::workbook) fn party(text: &str) -> Option<String> {
    let narrow = half_width(text);
    let ends = |c: char| c.is_ascii_digit() || matches!(c, '(' | ';' | '/' | '、' | ',' | '；' | '，' | ' ' | '\n');
    let cut = narrow.find(ends).unwrap_or(narrow.len());
    let word = narrow.get(..cut)?;
    let bare = plain(word);
    let whole = plain(&narrow);
    let standard = |bare: &str| {
        PARTIES.iter().find(|(own, variants)| *own == bare || variants.contains(&bare)).map(|(own, _)| *own)
    };
    if let Some(name) = standard(&whole) {
        return Some(name.to_owned());
    }
    let name = standard(&bare)?;
    // Full-width marks take more bytes than half-width ones, but as many characters.
    let rest: String = text.chars().skip(word.chars().count()).collect();
    Some(format!("{name}{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ethnicities_are_standard_ones() {
        for (written, name) in [
            ("汉", Some("汉族")),
            ("汉族", Some("汉族")),
            ("维吾尔族", Some("维吾尔族")),
            ("毛难族", Some("毛南族")),
            ("族", None),
            ("汗族", None),
        ] {
            assert_eq!(ethnicity(written).as_deref(), name, "{written}");
        }
        assert_eq!(ETHNICITIES.len(), 56);
    }

    #[test]
    fn parties_get_their_standard_name() {
        for (written, name) in [
            ("党员", Some("中共党员")),
            ("中共党员", Some("中共党员")),
            ("中共党员（2001.06）", Some("中共党员（2001.06）")),
            ("中共党员2001.06", Some("中共党员2001.06")),
            ("中共党员（预备）", Some("中共预备党员")),
            ("党员(预备期)", Some("中共预备党员")),
            ("党 员", Some("中共党员")),
            ("九三学社", Some("九三学社社员")),
            ("九三社员", Some("九三学社社员")),
            ("农工党员", Some("农工党党员")),
            ("民盟成员", Some("民盟盟员")),
            ("中国民主同盟盟员", Some("民盟盟员")),
            ("中国农工民主党党员", Some("农工党党员")),
            ("中国国民党革命委员会党员（2005.06）", Some("民革党员（2005.06）")),
            ("台湾民主自治同盟盟员", Some("台盟盟员")),
            ("群众", Some("群众")),
            ("青年", None),
        ] {
            assert_eq!(party(written).as_deref(), name, "{written}");
        }
    }

    #[test]
    fn codes_are_those_of_the_standards() {
        let read = |text: &str, party: bool| {
            let mut problems = Vec::new();
            let mut reader = Reader { problems: &mut problems, person: None };
            let (cell, place) = (CellValue::Text(text.to_owned()), Place::default());
            let word = if party { reader.party(&cell, &place) } else { reader.ethnicity(&cell, &place) };
            (word, problems.len())
        };
        for (code, name) in [("01", "汉族"), ("11", "满族"), ("56", "基诺族"), ("３６", "毛南族")] {
            assert_eq!(read(code, false), (name.to_owned(), 1));
        }
        for (code, name) in [("01", "中共党员"), ("03", "共青团员"), ("10", "九三学社社员"), ("13", "群众")]
        {
            assert_eq!(read(code, true), (name.to_owned(), 1));
        }
        // Not of the lists: as written, and told.
        for (code, party) in [("57", false), ("00", false), ("1", false), ("14", true), ("1", true), ("3", true)] {
            assert_eq!(read(code, party), (code.to_owned(), 1));
        }
    }

    #[test]
    fn what_is_ticked_of_printed_words_is_chosen() {
        let words = &["是", "否"];
        for (text, word) in [
            ("是（√）", Some("是")),
            ("是☑否□", Some("是")),
            ("是☑ 否☐", Some("是")),
            ("□是☑否", Some("否")),
            ("√是□否", Some("是")),
            ("是（ ）否（√）", Some("否")),
            ("√是 否", Some("是")),
            ("是□否□", None),
            ("是☑否☑", None),
            ("是√否", None),
            ("是或否", None),
        ] {
            assert_eq!(choose(text, words), word, "{text}");
        }
        for (text, word) in [("服从组织安排", "是"), ("不服从调剂", "否"), ("愿意调剂", "是")] {
            assert_eq!(choose(text, words), Some(word), "{text}");
        }
        assert_eq!(choose("Male", &["男", "女"]), Some("男"));
    }

    #[test]
    fn choices_know_what_is_written_for_them() {
        assert_eq!(choose("男 性", &["男", "女"]), Some("男"));
        assert_eq!(choose("√", &["是", "否"]), Some("是"));
        assert_eq!(choose("合格", &["符合", "不符合"]), Some("符合"));
        assert_eq!(choose("√", &["符合", "不符合"]), Some("符合"));
        assert_eq!(choose("合格", &["合格", "不合格"]), Some("合格"));
        assert_eq!(choose("可以", &["是", "否"]), None);
    }
}
