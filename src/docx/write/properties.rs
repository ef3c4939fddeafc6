//! The parts that say what a file is: properties, and the theme that Word expects.

use super::xml::HEAD;
use super::xml::escape;
use crate::docx::model::Properties;

/// docProps/core.xml.
pub(super) fn core(properties: &Properties) -> String {
    let mut out = format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:dcmitype=\"http://purl.org/dc/dcmitype/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
    );
    let mut text = |tag: &str, value: &Option<String>| {
        if let Some(value) = value {
            out.push_str(&format!("<{tag}>{}</{tag}>", escape(value)));
        }
    };
    text("dc:title", &properties.title);
    text("dc:creator", &properties.author);
    text("cp:keywords", &properties.keywords);
    text("dc:description", &properties.description);
    text("cp:lastModifiedBy", &properties.author);
    if let Some(created) = &properties.created {
        let created = escape(created);
        out.push_str(&format!(
            "<dcterms:created xsi:type=\"dcterms:W3CDTF\">{created}</dcterms:created>\
             <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{created}</dcterms:modified>"
        ));
    }
    out.push_str("</cp:coreProperties>");
    out
}

/// docProps/app.xml.
pub(super) fn app() -> String {
    format!(
        "{HEAD}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
         <Application>jinggang</Application></Properties>"
    )
}

/// theme/theme1.xml: Word expects a theme. Colours and fonts of documents do not come from it.
pub(super) fn theme() -> String {
    let colour = |name: &str, value: &str| format!("<a:{name}><a:srgbClr val=\"{value}\"/></a:{name}>");
    let colours = [
        ("dk1", "000000"),
        ("lt1", "FFFFFF"),
        ("dk2", "44546A"),
        ("lt2", "E7E6E6"),
        ("accent1", "4472C4"),
        ("accent2", "ED7D31"),
        ("accent3", "A5A5A5"),
        ("accent4", "FFC000"),
        ("accent5", "5B9BD5"),
        ("accent6", "70AD47"),
        ("hlink", "0563C1"),
        ("folHlink", "954F72"),
    ]
    .map(|(name, value)| colour(name, value))
    .concat();
    let fonts = "<a:latin typeface=\"Times New Roman\"/><a:ea typeface=\"宋体\"/><a:cs typeface=\"\"/>";
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let line = format!("<a:ln w=\"6350\">{fill}</a:ln>");
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
    format!(
        "{HEAD}<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"公文\"><a:themeElements>\
         <a:clrScheme name=\"公文\">{colours}</a:clrScheme>\
         <a:fontScheme name=\"公文\"><a:majorFont>{fonts}</a:majorFont><a:minorFont>{fonts}</a:minorFont></a:fontScheme>\
         <a:fmtScheme name=\"公文\"><a:fillStyleLst>{fill}{fill}{fill}</a:fillStyleLst><a:lnStyleLst>{line}{line}{line}</a:lnStyleLst>\
         <a:effectStyleLst>{effect}{effect}{effect}</a:effectStyleLst><a:bgFillStyleLst>{fill}{fill}{fill}</a:bgFillStyleLst>\
         </a:fmtScheme></a:themeElements></a:theme>"
    )
}
