//! The parts of a DOCX as text people can read: one line a paragraph, run, row or cell, properties in short form.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::Read;

/// The parts of a package by name.
pub fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (file.name().unwrap().into_owned(), content)
        })
        .collect()
}

/// What is worth looking at in a document: body, headers, footers, notes, and the styles in use.
pub fn dump(bytes: &[u8]) -> String {
    let parts = parts(bytes);
    let mut out = String::new();
    for (name, content) in &parts {
        let short = name.trim_start_matches("word/").trim_end_matches(".xml");
        let shown = ["document", "footnotes", "numbering"].contains(&short)
            || short.starts_with("header")
            || short.starts_with("footer") && !short.contains('/');
        if !shown || !name.ends_with(".xml") {
            if name.starts_with("word/media/") {
                writeln!(out, "== {name}").unwrap();
            }
            continue;
        }
        writeln!(out, "== {short}").unwrap();
        let text = std::str::from_utf8(content).unwrap();
        let xml = roxmltree::Document::parse(text).unwrap();
        for child in xml.root_element().children().filter(|node| node.is_element()) {
            element(child, 0, &mut out);
        }
    }
    out
}

fn element(node: roxmltree::Node, depth: usize, out: &mut String) {
    let name = node.tag_name().name();
    let indent = "  ".repeat(depth);
    match name {
        "body" => node.children().filter(|node| node.is_element()).for_each(|child| element(child, depth, out)),
        "p" => {
            write!(out, "{indent}p{}", properties(node, "pPr")).unwrap();
            out.push('\n');
            for child in node.children().filter(|node| node.is_element() && node.tag_name().name() != "pPr") {
                element(child, depth + 1, out);
            }
        }
        "r" => {
            write!(out, "{indent}r{}", properties(node, "rPr")).unwrap();
            for child in node.children().filter(|node| node.is_element() && node.tag_name().name() != "rPr") {
                in_run(child, out);
            }
            out.push('\n');
        }
        "tbl" => {
            let grid: Vec<&str> = node
                .descendants()
                .filter(|node| node.tag_name().name() == "gridCol" && node.ancestors().nth(2).is_some())
                .filter(|column| column.ancestors().find(|node| node.tag_name().name() == "tbl") == Some(node))
                .filter_map(|column| column.attributes().next().map(|attribute| attribute.value()))
                .collect();
            writeln!(out, "{indent}tbl{} grid {}", properties(node, "tblPr"), grid.join(" ")).unwrap();
            for row in node.children().filter(|node| node.tag_name().name() == "tr") {
                element(row, depth + 1, out);
            }
        }
        "tr" | "tc" => {
            let own = if name == "tr" { "trPr" } else { "tcPr" };
            writeln!(out, "{indent}{name}{}", properties(node, own)).unwrap();
            for child in node.children().filter(|node| node.is_element() && node.tag_name().name() != own) {
                element(child, depth + 1, out);
            }
        }
        "sectPr" => writeln!(out, "{indent}section{}", inner(node)).unwrap(),
        _ if name.ends_with("Pr") => writeln!(out, "{indent}{}{}", short(node), inner(node)).unwrap(),
        // Levels like the one before but for their numbers and indents are left out.
        "lvl" => {
            let like = |node: roxmltree::Node| inner(node).replace(|c: char| c.is_ascii_digit(), "");
            if node.prev_sibling_element().is_none_or(|before| like(before) != like(node)) {
                writeln!(out, "{indent}{}{}", short(node), inner(node)).unwrap();
            }
        }
        _ => {
            writeln!(out, "{indent}{}", short(node)).unwrap();
            for child in node.children().filter(|node| node.is_element()) {
                element(child, depth + 1, out);
            }
        }
    }
}

/// The properties of an element on one line, without what only says what is usual.
fn properties(node: roxmltree::Node, name: &str) -> String {
    node.children().find(|child| child.tag_name().name() == name).map(inner).unwrap_or_default()
}

fn inner(node: roxmltree::Node) -> String {
    let list: Vec<String> = node
        .children()
        .filter(|child| child.is_element())
        .map(|child| {
            let inside = inner(child);
            if inside.is_empty() { short(child) } else { format!("{}({})", child.tag_name().name(), inside.trim()) }
        })
        .collect();
    if list.is_empty() { String::new() } else { format!(" [{}]", list.join(" ")) }
}

/// A part of a run.
fn in_run(node: roxmltree::Node, out: &mut String) {
    match node.tag_name().name() {
        "t" => write!(out, " {:?}", node.text().unwrap_or_default()).unwrap(),
        "instrText" => write!(out, " field {:?}", node.text().unwrap_or_default().trim()).unwrap(),
        "drawing" => write!(out, " {}", drawing(node)).unwrap(),
        "AlternateContent" => {
            if let Some(choice) = node.descendants().find(|node| node.tag_name().name() == "drawing") {
                write!(out, " {}", drawing(choice)).unwrap();
                return;
            }
            for version in node.children().filter(roxmltree::Node::is_element) {
                write!(out, " {}:", version.tag_name().name()).unwrap();
                version.children().filter(roxmltree::Node::is_element).for_each(|child| in_run(child, out));
            }
        }
        _ => write!(out, " {}", short(node)).unwrap(),
    }
}

/// An element's name and attributes.
fn short(node: roxmltree::Node) -> String {
    let attributes: Vec<String> = node
        .attributes()
        .filter(|attribute| attribute.name() != "paraId")
        .map(|attribute| {
            if attribute.name() == "val" {
                attribute.value().to_owned()
            } else {
                format!("{}={}", attribute.name(), attribute.value())
            }
        })
        .collect();
    if attributes.is_empty() {
        node.tag_name().name().to_owned()
    } else {
        format!("{}={}", node.tag_name().name(), attributes.join(","))
    }
}

/// A picture or drawing: inline or anchored, its size in EMU, what it is, and the lines of text in it with how far they are turned.
fn drawing(node: roxmltree::Node) -> String {
    let find = |name: &str| node.descendants().find(|node| node.tag_name().name() == name);
    let place = if find("anchor").is_some() { "anchored" } else { "inline" };
    let extent = find("extent").map(|extent| {
        format!("{}×{}", extent.attribute("cx").unwrap_or_default(), extent.attribute("cy").unwrap_or_default())
    });
    let alt = node.descendants().find_map(|node| node.attribute("descr")).unwrap_or_default();
    let what = match (find("pic"), find("wgp")) {
        (Some(_), _) if !alt.is_empty() => format!("picture {alt:?}"),
        (Some(_), _) => "picture".to_owned(),
        (None, Some(_)) => "shapes".to_owned(),
        (None, None) => "shape".to_owned(),
    };
    let mut out = format!("{place} {what} {}", extent.unwrap_or_default());
    for shape in node.descendants().filter(|node| node.tag_name().name() == "wsp") {
        let inside = |name: &'static str| shape.descendants().filter(move |node| node.tag_name().name() == name);
        let text: String = inside("t").filter_map(|node| node.text()).collect();
        if !text.is_empty() {
            let turn = inside("xfrm").find_map(|node| node.attribute("rot")).and_then(|turn| turn.parse::<f64>().ok());
            let turn = turn.map(|turn| format!(" turned {:.1}°", turn / 60_000.0)).unwrap_or_default();
            out.push_str(&format!(" {text:?}{turn}"));
        }
    }
    out
}
