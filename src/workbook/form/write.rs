//! Writing `.lrmx` files, as the national form's editor reads them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{FIELDS, Form, FormPhoto};
use crate::workbook::xml::escape;

/// The version of the editor whose files these are like.
const VERSION: &str = "3.2.1.6";

/// Fields of some files only, which the editor does not need.
const LEFT_OUT: &[&str] = &["ZhengZhiMianMao", "DaoLingNianYue"];

/// A form as the bytes of a .lrmx file: UTF-8 with its mark, lines ended as on Windows. The photograph must be a JPEG inside of the
/// form.
pub fn to_lrmx(form: &Form) -> Vec<u8> {
    let mut out = String::from("\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<Person>\r\n");
    for field in FIELDS.iter().filter(|field| !LEFT_OUT.contains(&field.element)) {
        element(&mut out, "  ", field.element, form.text(field.element));
        // 家庭成员 stand behind 任免理由.
        if field.element == "RenMianLiYou" {
            out.push_str("  <JiaTingChengYuan>\r\n");
            for relative in &form.relatives {
                out.push_str("    <Item>\r\n");
                for (name, text) in [
                    ("ChengWei", &relative.relation),
                    ("XingMing", &relative.name),
                    ("ChuShengRiQi", &relative.birth),
                    ("ZhengZhiMianMao", &relative.party),
                    ("GongZuoDanWeiJiZhiWu", &relative.work),
                ] {
                    element(&mut out, "      ", name, text);
                }
                out.push_str("    </Item>\r\n");
            }
            out.push_str("  </JiaTingChengYuan>\r\n");
        }
    }
    let photo = match &form.photo {
        FormPhoto::Inside(bytes) => STANDARD.encode(bytes),
        FormPhoto::None | FormPhoto::Beside(_) => String::new(),
    };
    element(&mut out, "  ", "ZhaoPian", &photo);
    element(&mut out, "  ", "Version", VERSION);
    out.push_str("</Person>\r\n");
    out.into_bytes()
}

fn element(out: &mut String, indent: &str, name: &str, text: &str) {
    out.push_str(indent);
    out.push('<');
    out.push_str(name);
    out.push('>');
    out.push_str(&escape(text).replace('\n', "\r\n"));
    out.push_str("</");
    out.push_str(name);
    out.push_str(">\r\n");
}

#[cfg(test)]
mod tests {
    use super::super::lrmx::read;
    use super::super::{FormKind, FormRelative};
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let mut form = Form::new("张三.lrmx", FormKind::Lrmx);
        form.set("XingMing", "张𤧛");
        form.set("JianLi", "1990.09--1994.07  甲<乙>&\n                  （其间：…）\n1994.08--         丙");
        form.relatives
            .push(FormRelative { relation: "妻子".into(), name: "李某".into(), ..FormRelative::default() });
        form.photo = FormPhoto::Inside([0xFF, 0xD8, 0xFF, 0xD9, 1].as_slice().into());
        let bytes = to_lrmx(&form);
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(read(text.trim_start_matches('\u{FEFF}'), "张三.lrmx").unwrap(), form);
    }
}
