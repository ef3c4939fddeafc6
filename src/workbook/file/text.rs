//! Tables as text: CSV and TSV, in UTF-8, UTF-16 or GB18030 (which holds GBK and GB 2312).

use std::collections::BTreeSet;

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::super::cell::CellValue;
use super::cells::text_or_error;
use super::grid::{Budget, Grid};
use super::merged::Merged;
use super::{Fault, RawSheet, Unseen};

/// Reads a table. The only sheet is called as the file, without its ending.
pub(super) fn read(bytes: &[u8], file: &str) -> Result<Vec<RawSheet>, Fault> {
    let text = decode(bytes).ok_or(Fault::Other("认不出格式"))?;
    if is_big5(bytes, &text) {
        return Err(Fault::Other("是繁体字的 Big5 编码"));
    }
    let separator = separator(&text).ok_or(Fault::Other("是普通文字，没有分列"))?;
    let name = file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned();
    let mut budget = Budget::new();
    let mut grid = Grid::default();
    // In a column that keeps its noughts (1975.10) every month is as it was written.
    let kept: BTreeSet<u32> =
        fields(&text, separator).filter(|(.., field)| ends_in_nought(field)).map(|(_, column, _)| column).collect();
    for (row, column, field) in fields(&text, separator) {
        let value = match october(&field) {
            // A spreadsheet that wrote the table has cut 1975.10 to 1975.1.
            Some(value) if !kept.contains(&column) => CellValue::Number { value, decimals: None },
            _ => text_or_error(field),
        };
        grid.put(row, column, value, &mut budget)?;
    }
    Ok(vec![RawSheet {
        name,
        rows: grid.finish(),
        merged: Merged::default(),
        hidden: false,
        unseen: Unseen::default(),
        notes: Vec::new(),
        pictures: Vec::new(),
        unread_pictures: 0,
    }])
}

/// 1975.10, which a number would not keep.
fn ends_in_nought(field: &str) -> bool {
    field.len() == 7 && field.ends_with(".10") && field.bytes().take(4).all(|byte| byte.is_ascii_digit())
}

/// 1975.1 as a number: January, or October without its nought.
fn october(field: &str) -> Option<f64> {
    let year = field.strip_suffix(".1").filter(|year| year.len() == 4)?;
    let year: u32 = year.parse().ok().filter(|year| (1900..2100).contains(year))?;
    Some(f64::from(year) + 0.1)
}

/// The text, if the bytes are text at all.
pub(in crate::workbook) fn decode(bytes: &[u8]) -> Option<String> {
    let encodings: &[&'static Encoding] = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => &[encoding],
        None if looks_wide(bytes, 1) => &[UTF_16LE],
        None if looks_wide(bytes, 0) => &[UTF_16BE],
        None => &[UTF_8, GB18030],
    };
    for encoding in encodings {
        let (text, _, broken) = encoding.decode(bytes);
        let control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{1A}' | '\u{B}' | '\u{C}');
        if !broken && !text.chars().any(control) {
            return Some(text.into_owned());
        }
    }
    None
}

/// Whether bytes that are also GB18030 are Big5: as Big5 they say 姓名, as GB18030 they do not.
fn is_big5(bytes: &[u8], text: &str) -> bool {
    let head = bytes.get(..4096).unwrap_or(bytes);
    !text.contains("姓名") && BIG5.decode_without_bom_handling(head).0.contains("姓名")
}

/// Whether every other byte of the beginning is mostly zero: UTF-16 without its mark, mostly Latin.
fn looks_wide(bytes: &[u8], offset: usize) -> bool {
    let head = bytes.get(..512).unwrap_or(bytes);
    let zeros = head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    zeros * 3 > head.len() / 2 && head.len() > 8
}

/// What separates the columns: the sign that gives most of them in the first lines. A first line `sep=;` says so itself.
fn separator(text: &str) -> Option<char> {
    if let Some(rest) = text.strip_prefix("sep=") {
        return rest.chars().next();
    }
    let mut best: Option<(usize, char)> = None;
    for sign in ['\t', ',', ';', '|', '，'] {
        let mut columns: Vec<u32> = Vec::new();
        for (row, column, _) in fields(text, sign).take(4000) {
            let row = row as usize;
            if row >= 40 {
                break;
            }
            columns.resize(row + 1, 0);
            if let Some(count) = columns.get_mut(row) {
                *count = column;
            }
        }
        let total = columns.iter().map(|count| *count as usize).sum();
        if total > 0 && best.is_none_or(|(held, _)| total > held) {
            best = Some((total, sign));
        }
    }
    best.map(|(_, sign)| sign)
}

/// The fields: row and column from 0, and the text without its quotes. A quoted field may hold line breaks; a quote that is never
/// closed is taken as a mere character, so that one slip does not swallow the rest of the table.
fn fields(text: &str, separator: char) -> impl Iterator<Item = (u32, u32, String)> {
    let mut rest = text;
    let (mut row, mut column) = (0_u32, 0_u32);
    let mut done = false;
    // Up to here no quote closes: what begins with one before is not looked through again, or each would cost as much.
    let mut barren = 0;
    std::iter::from_fn(move || {
        if done {
            return None;
        }
        let here = text.len() - rest.len();
        let closed = if here < barren { None } else { quoted(rest, separator) };
        if closed.is_none() && here >= barren && rest.starts_with('"') {
            barren = here + FIELD.min(rest.len());
        }
        let (field, after) = closed.unwrap_or_else(|| {
            let end = rest.find([separator, '\n', '\r']).unwrap_or(rest.len());
            let (field, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            (field.to_owned(), after)
        });
        let at = (row, column);
        if let Some(after) = after.strip_prefix(separator) {
            rest = after;
            column += 1;
        } else if let Some(after) = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\n', '\r'])) {
            rest = after;
            (row, column) = (row + 1, 0);
            done = rest.is_empty();
        } else {
            done = true;
        }
        // Excel is kept from making a number of a code by ="001".
        let field =
            field.strip_prefix("=\"").and_then(|inner| inner.strip_suffix('"')).map_or(field.clone(), str::to_owned);
        Some((at.0, at.1, field))
    })
}

/// The longest field, in bytes.
const FIELD: usize = 100_000;

/// A field in quotes, and what follows it; `None` if the text does not begin with one, or it never ends.
fn quoted(text: &str, separator: char) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut field = String::new();
    loop {
        let end = rest.find('"')?;
        let (part, after) = rest.split_at_checked(end)?;
        field.push_str(part);
        rest = after.strip_prefix('"')?;
        match rest.chars().next() {
            Some('"') => {
                field.push('"');
                rest = rest.strip_prefix('"')?;
            }
            None | Some('\n' | '\r') => return Some((field, rest)),
            Some(c) if c == separator => return Some((field, rest)),
            Some(_) => field.push('"'),
        }
        // A roster's longest cell is a career; a quote left open would take the whole file in.
        if field.len() > FIELD {
            return None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(bytes: &[u8]) -> Vec<Vec<String>> {
        let sheets = read(bytes, "名册.csv").unwrap();
        sheets[0].rows.iter().map(|row| row.iter().map(CellValue::show).collect()).collect()
    }

    #[test]
    fn every_encoding_is_read() {
        let text = "姓名,报考岗位\n张甪,\"党政办公室\n副主任\"\n";
        let wanted = [vec!["姓名", "报考岗位"], vec!["张甪", "党政办公室\n副主任"]];
        let wide: Vec<u8> = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let marked = format!("\u{FEFF}{text}");
        let (gbk, ..) = GB18030.encode(text);
        for bytes in [text.as_bytes(), marked.as_bytes(), &gbk, &wide] {
            assert_eq!(table(bytes), wanted);
        }
    }

    #[test]
    fn columns_are_separated_by_what_separates_most() {
        assert_eq!(table("姓名\t备注\n张三\t甲,乙,丙\n".as_bytes()), [["姓名", "备注"], ["张三", "甲,乙,丙"]]);
        assert_eq!(table("姓名;性别\r\n张三;男\r\n".as_bytes()), [["姓名", "性别"], ["张三", "男"]]);
        assert_eq!(table("a,b\n\n=\"001\",\"x\"\"y\"".as_bytes()), [vec!["a", "b"], vec![], vec!["001", "x\"y"]]);
    }

    #[test]
    fn a_quote_left_open_is_a_character() {
        assert_eq!(
            table("姓名,备注\n\"张三,甲\n李四,乙".as_bytes()),
            [["姓名", "备注"], ["\"张三", "甲"], ["李四", "乙"]]
        );
    }

    #[test]
    fn a_month_without_its_nought_is_a_number() {
        let cell = |text: &str| read(text.as_bytes(), "名册.csv").unwrap()[0].rows[1][1].clone();
        assert_eq!(cell("姓名,出生年月\n张三,1975.1\n"), CellValue::Number { value: 1975.1, decimals: None });
        assert_eq!(cell("姓名,出生年月\n张三,1975.1\n李四,1978.10\n"), CellValue::Text("1975.1".into()));
        assert_eq!(cell("姓名,出生年月\n张三,1975.01\n"), CellValue::Text("1975.01".into()));
    }

    #[test]
    fn what_is_no_table_is_refused() {
        assert_eq!(read("通知\n各科室：\n".as_bytes(), "a.txt").err(), Some(Fault::Other("是普通文字，没有分列")));
        let (big5, ..) = BIG5.encode("姓名,性別\n張三,男\n");
        assert_eq!(read(&big5, "名冊.csv").err(), Some(Fault::Other("是繁体字的 Big5 编码")));
        assert_eq!(read(&[0x81, 0x00, 0xFF, 0x02, 0x03], "a.bin").err(), Some(Fault::Other("认不出格式")));
    }
}
