//! `.lrm`: quoted fields with commas between them, records within a field separated by `@`, their parts by `#`.

use super::{FIELDS, Form, FormFault, FormKind, FormRelative};

/// One with fewer fields than this has lost the family or what follows it.
const FEWEST: usize = 25;

/// So many fields a whole file has.
const ALL: usize = 33;

/// 现任职务, which follows the family.
const POSITION: usize = 25;

/// The fields of the family: 称谓, 姓名, 出生年月, 政治面貌, 工作单位及职务.
const FAMILY: usize = 20;

/// Reads a form from the file's text.
pub(super) fn read(text: &str, file: &str) -> Result<Form, FormFault> {
    let whole = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\0' | '\u{1A}' | '\u{FEFF}'));
    let inner = whole.strip_prefix('"').ok_or(FormFault::Other)?;
    let inner = inner.strip_suffix('"').ok_or(FormFault::Damaged)?;
    let fields = fields(inner);
    if fields.len() < FEWEST {
        return Err(FormFault::Damaged);
    }
    // Quotes with a comma between them within a text make two of one field, and everything behind stands one too far.
    let more = fields.iter().skip(ALL).any(|field| !field.trim().is_empty());
    if more || (fields.len() > ALL && fields.get(POSITION).is_some_and(|field| field.contains('@'))) {
        return Err(FormFault::Parted);
    }
    let mut form = Form::new(file, FormKind::Lrm);
    for field in FIELDS {
        let Some((item, part)) = field.item else { continue };
        let whole = fields.get(item).copied().unwrap_or_default();
        let text = if matches!(item, 9 | 10) { school(whole, part) } else { whole };
        form.set(field.element, text);
    }
    let column =
        |offset: usize| -> Vec<&str> { fields.get(FAMILY + offset).copied().unwrap_or_default().split('@').collect() };
    let [relation, name, birth, party, work] = [0, 1, 2, 3, 4].map(column);
    let at = |column: &[&str], row: usize| column.get(row).map(|text| text.trim().to_owned()).unwrap_or_default();
    let rows = [&relation, &name, &birth, &party, &work].map(Vec::len).into_iter().max().unwrap_or(0);
    form.relatives = (0..rows)
        .map(|row| FormRelative {
            relation: at(&relation, row),
            name: at(&name, row),
            birth: at(&birth, row),
            party: at(&party, row),
            work: at(&work, row),
        })
        .filter(|relative| !relative.is_blank())
        .collect();
    Ok(form)
}

/// The fields between the first quote and the last. A text may hold quotes, commas and line breaks; only a quote, a comma and a
/// quote end a field.
fn fields(inner: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = inner;
    let mut from = 0;
    while let Some(found) = rest.get(from..).and_then(|text| text.find('"')) {
        let at = from + found;
        let after = rest.get(at + 1..).unwrap_or_default();
        let next =
            after.trim_start().strip_prefix([',', '，']).map(str::trim_start).and_then(|text| text.strip_prefix('"'));
        match next {
            Some(next) => {
                out.push(rest.get(..at).unwrap_or_default());
                rest = next;
                from = 0;
            }
            None => from = at + 1,
        }
    }
    out.push(rest);
    out
}

/// A part of `全日制#学位@在职#学位`.
fn school(text: &str, part: usize) -> &str {
    let record = text.split('@').nth(part / 2).unwrap_or_default();
    record.split('#').nth(part % 2).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_fields_are_taken_apart() {
        let mut fields: Vec<String> = (0..33).map(|_| String::new()).collect();
        for (at, text) in [
            (0, "张  三"),
            (2, "197503"),
            (9, "大学#文学学士@研究生#"),
            (10, "苏州大学中文系#@省委党校"),
            (17, "1990.09--1994.07  他说\"学习\"，\r\n1994.08--         某镇"),
            (20, "妻子@儿子@@@@@@"),
            (21, "李某@张某@@@@@@"),
            (22, "197705@200308@@@@@@"),
            (23, "群众@@@@@@@"),
            (24, "某中学教师@某小学学生@@@@@@"),
            (26, "副主任"),
        ] {
            fields[at] = text.into();
        }
        let whole: Vec<String> = fields.iter().map(|field| format!("\"{field}\"")).collect();
        let form = read(&format!("{}\r\n\u{1A}", whole.join(",")), "张三.lrm").unwrap();
        assert_eq!((form.text("XingMing"), form.text("ChuShengNianYue")), ("张  三", "197503"));
        assert_eq!((form.text("QuanRiZhiJiaoYu_XueWei"), form.text("ZaiZhiJiaoYu_XueLi")), ("文学学士", "研究生"));
        assert_eq!(form.text("ZaiZhiJiaoYu_XueLi_BiYeYuanXiaoXi"), "省委党校");
        assert_eq!(form.text("JianLi"), "1990.09--1994.07  他说\"学习\"，\r\n1994.08--         某镇");
        assert_eq!(form.text("NiRenZhiWu"), "副主任");
        let family: Vec<&str> = form.relatives.iter().map(|one| one.work.as_str()).collect();
        assert_eq!(family, ["某中学教师", "某小学学生"]);
        // A text that holds what parts the fields.
        let mut parted = whole.clone();
        parted[18] = "\"2010年\",\"嘉奖\"".into();
        assert_eq!(read(&parted.join(","), "x.lrm"), Err(FormFault::Parted));
        parted[18] = "\"2010年“嘉奖”，“三等功”\",\"\"".into();
        assert_eq!(read(&parted.join(","), "x.lrm"), Err(FormFault::Parted), "the last field may be empty");
        assert!(read(&format!("{},\"\"", whole.join(",")), "x.lrm").is_ok());
        // Half a file ends inside of a field.
        let half: String = whole.join(",").chars().take(60).collect();
        assert_eq!(read(&half, "x.lrm"), Err(FormFault::Damaged));
        assert_eq!(read(&whole[..9].join(","), "x.lrm"), Err(FormFault::Damaged));
        assert_eq!(read("姓名,性别", "x.lrm"), Err(FormFault::Other));
        assert_eq!(read("\"", "x.lrm"), Err(FormFault::Damaged));
    }
}
