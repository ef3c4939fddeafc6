//! 目录.html: the round at a glance in a browser, every file a click away.

use quick_xml::escape::escape;

use super::manifest::Manifest;
use crate::forms::Form;

/// Its file name.
pub(super) const NAME: &str = "目录.html";

/// By which the page is known again.
const MARK: &str = "<meta name=\"generator\" content=\"jinggang\">";

/// Whether a page is one that was made here.
pub(super) fn is_own(page: &[u8]) -> bool {
    String::from_utf8_lossy(page).contains(MARK)
}

/// The page.
pub(super) fn page(title: &str, manifest: &Manifest, forms: &[Form]) -> String {
    let mut out = String::from(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
    );
    out.push_str(&format!("{MARK}\n<title>{}</title>\n", escape(title)));
    out.push_str(
        "<style>\nbody{font-family:\"Microsoft YaHei\",\"Noto Sans SC\",sans-serif;margin:2em auto;max-width:60em;padding:0 1em;color:#222}\n\
         h1{font-size:1.5em}h2{font-size:1.15em;border-bottom:1px solid #ccc;padding-bottom:.2em;margin-top:1.8em}\n\
         table{border-collapse:collapse;width:100%}td{padding:.25em .5em;border-bottom:1px solid #eee;vertical-align:top}\n\
         td.form{width:14em;font-weight:bold}a{margin-right:.8em}.wait{color:#888}.note{color:#a60}\n\
         details summary{cursor:pointer}\n</style>\n</head>\n<body>\n",
    );
    out.push_str(&format!("<h1>{}</h1>\n", escape(title)));
    if !manifest.stale.is_empty() {
        out.push_str("<p class=\"note\">以前做的这些文件，现在的工作簿里已没有对应的内容，请核对后删去：</p>\n<ul>\n");
        for entry in &manifest.stale {
            out.push_str(&format!("<li>{}</li>\n", link(&entry.path, &entry.path)));
        }
        out.push_str("</ul>\n");
    }
    let mut step = "";
    for form in forms {
        if form.step != step {
            if !step.is_empty() {
                out.push_str("</table>\n");
            }
            step = &form.step;
            out.push_str(&format!("<h2>{}</h2>\n<table>\n", escape(step)));
        }
        row(&mut out, form, manifest);
    }
    if !step.is_empty() {
        out.push_str("</table>\n");
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn row(out: &mut String, form: &Form, manifest: &Manifest) {
    let entries: Vec<_> =
        manifest.files.iter().filter(|entry| entry.step == form.step && entry.form == form.name).collect();
    let absent: Vec<_> = manifest.absent.iter().filter(|absent| absent.form == form.name).collect();
    out.push_str(&format!("<tr><td class=\"form\">{}</td><td>", escape(&form.name)));
    let (own, people): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| entry.subject.is_empty());
    for entry in own {
        let name = entry.path.rsplit('/').next().unwrap_or(&entry.path);
        out.push_str(&link(&entry.path, name));
        notes(out, &entry.notes);
    }
    if !people.is_empty() {
        out.push_str(&format!("<details><summary>{} 个文件</summary>\n", people.len()));
        let mut subject = "";
        for entry in people {
            if entry.subject != subject {
                if !subject.is_empty() {
                    out.push_str("<br>\n");
                }
                subject = &entry.subject;
                out.push_str(&format!("{} ", escape(subject)));
            }
            let kind = entry.path.rsplit('.').next().unwrap_or_default().to_uppercase();
            out.push_str(&link(&entry.path, &kind));
            notes(out, &entry.notes);
        }
        out.push_str("</details>");
    }
    for absent in absent {
        let who = if absent.subject.is_empty() { String::new() } else { format!("{}：", escape(&absent.subject)) };
        out.push_str(&format!("<div class=\"wait\">{who}{}</div>", escape(&absent.reason)));
    }
    out.push_str("</td></tr>\n");
}

fn notes(out: &mut String, notes: &[String]) {
    for note in notes {
        out.push_str(&format!("<span class=\"note\">{}</span> ", escape(note)));
    }
}

fn link(path: &str, text: &str) -> String {
    let encoded: String = path
        .bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'/' => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect();
    format!("<a href=\"{encoded}\">{}</a> ", escape(text))
}
