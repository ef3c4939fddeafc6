//! `.lrmx`: XML, `<Person>` with an element for each field.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::GeneralPurpose;
use base64::engine::{DecodePaddingMode, GeneralPurposeConfig};
use quick_xml::Reader;
use quick_xml::events::Event;

use super::{FIELDS, Form, FormFault, FormKind, FormPhoto, FormRelative};
use crate::workbook::file::entity_text;

/// How deep elements lie in each other: Person, JiaTingChengYuan, Item, ChengWei.
const DEPTH: usize = 8;

/// More relatives than this is no form; the editor has room for ten.
const RELATIVES: usize = 500;

/// Base64 as found: with or without its padding.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Reads a form from the file's text.
pub(super) fn read(text: &str, file: &str) -> Result<Form, FormFault> {
    let mut reader = Reader::from_str(text);
    let mut form = Form::new(file, FormKind::Lrmx);
    let mut path: Vec<String> = Vec::new();
    let mut content = String::new();
    let mut seen = false;
    loop {
        match reader.read_event().map_err(|_| FormFault::Damaged)? {
            Event::Start(start) => {
                open(&mut path, start.local_name().as_ref(), &mut seen)?;
                begin(&mut form, &path)?;
                content.clear();
            }
            Event::Empty(start) => {
                open(&mut path, start.local_name().as_ref(), &mut seen)?;
                begin(&mut form, &path)?;
                path.pop();
                content.clear();
            }
            Event::Text(part) => content.push_str(&part.xml10_content()),
            Event::CData(part) => content.push_str(&part.xml10_content()),
            Event::GeneralRef(entity) => content.push_str(&entity_text(entity.as_ref()).ok_or(FormFault::Damaged)?),
            Event::End(_) => {
                end(&mut form, &path, &content);
                content.clear();
                path.pop();
            }
            // Entities of a document's own can be made to unfold without end; the editor writes none.
            Event::DocType(_) => return Err(FormFault::Damaged),
            Event::Eof => break,
            _ => {}
        }
    }
    if !path.is_empty() || !seen {
        return Err(FormFault::Damaged);
    }
    form.relatives.retain(|relative| !relative.is_blank());
    Ok(form)
}

/// Goes into an element. The outermost is Person.
fn open(path: &mut Vec<String>, name: &str, seen: &mut bool) -> Result<(), FormFault> {
    if path.is_empty() && (*seen || name != "Person") {
        return Err(FormFault::Other);
    }
    *seen = true;
    path.push(name.to_owned());
    if path.len() > DEPTH { Err(FormFault::Damaged) } else { Ok(()) }
}

fn begin(form: &mut Form, path: &[String]) -> Result<(), FormFault> {
    let [_, list, item] = path else { return Ok(()) };
    if list == "JiaTingChengYuan" && item == "Item" {
        if form.relatives.len() >= RELATIVES {
            return Err(FormFault::TooLarge);
        }
        form.relatives.push(FormRelative::default());
    }
    Ok(())
}

/// Takes in what an element held.
fn end(form: &mut Form, path: &[String], content: &str) {
    match path {
        [_, name] if name == "ZhaoPian" => {
            let plain: String = content.chars().filter(|c| !c.is_whitespace()).collect();
            // Some programs put it as the address of a picture in a page.
            let plain = plain.split_once("base64,").map_or(plain.as_str(), |(_, rest)| rest);
            if !plain.is_empty() {
                let bytes: Arc<[u8]> = BASE64.decode(plain).unwrap_or_default().into();
                form.photo = FormPhoto::Inside(bytes);
            }
        }
        [_, name] if FIELDS.iter().any(|field| field.element == name) => form.set(name, content),
        [_, list, item, part] if list == "JiaTingChengYuan" && item == "Item" => {
            let Some(relative) = form.relatives.last_mut() else { return };
            let slot = match part.as_str() {
                "ChengWei" => &mut relative.relation,
                "XingMing" => &mut relative.name,
                "ChuShengRiQi" => &mut relative.birth,
                "ZhengZhiMianMao" => &mut relative.party,
                "GongZuoDanWeiJiZhiWu" => &mut relative.work,
                _ => return,
            };
            content.clone_into(slot);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_relatives_and_the_photograph_are_read() {
        let text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<Person xmlns:xsi=\"x\">\n  <XingMing>张 三</XingMing><NiRenZhiWu>\n  </NiRenZhiWu>\
            <JianLi>1990.09--1994.07  甲&amp;乙\r\n1994.08--  丙</JianLi><JiaTingChengYuan><Item><ChengWei>妻子</ChengWei>\
            <XingMing>李某</XingMing></Item><Item><ChengWei></ChengWei></Item><Item/></JiaTingChengYuan>\
            <ZhaoPian>/9j/\n2Q</ZhaoPian><Unknown><Item>x</Item></Unknown><Version>3.2.1.6</Version></Person>\n";
        let form = read(text, "张三.lrmx").unwrap();
        assert_eq!((form.text("XingMing"), form.text("NiRenZhiWu").trim()), ("张 三", ""));
        assert_eq!(form.text("JianLi"), "1990.09--1994.07  甲&乙\n1994.08--  丙");
        assert_eq!((form.relatives.len(), form.relatives[0].name.as_str()), (1, "李某"));
        assert_eq!(form.photo, FormPhoto::Inside([0xFF, 0xD8, 0xFF, 0xD9].as_slice().into()));
    }

    #[test]
    fn what_is_damaged_or_malicious_is_refused() {
        let deep = format!("<Person>{}", "<a>".repeat(100_000));
        let many = format!("<Person><JiaTingChengYuan>{}</JiaTingChengYuan></Person>", "<Item/>".repeat(100_000));
        for (text, fault) in [
            ("", FormFault::Damaged),
            ("<Person><XingMing>张三", FormFault::Damaged),
            ("<Person><XingMing>张三</Person>", FormFault::Damaged),
            ("<!DOCTYPE Person [<!ENTITY a \"张\">]><Person><XingMing>&a;</XingMing></Person>", FormFault::Damaged),
            ("<Person><XingMing>&a;</XingMing></Person>", FormFault::Damaged),
            ("<html><body/></html>", FormFault::Other),
            ("<Person/><Person/>", FormFault::Other),
            (deep.as_str(), FormFault::Damaged),
            (many.as_str(), FormFault::TooLarge),
        ] {
            let shown: String = text.chars().take(80).collect();
            assert_eq!(read(text, "x.lrmx"), Err(fault), "{shown}");
        }
    }
}
