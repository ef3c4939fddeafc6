//! The stage between docx-rs and the package: adds what docx-rs cannot say and puts every element into schema order.
//!
//! While the builders fill docx-rs's tree they note, in document order, what each paragraph, run, table, row, cell and section
//! needs beyond it. The same order holds in the XML docx-rs writes, so the notes find their elements again.

use std::collections::VecDeque;

use super::WriteError;
use super::order;
use super::xml::{Element, HEAD, Item, parse};

/// The font name that marks a run as a stand-in for prepared markup.
pub(super) const STAND_IN: &str = "jinggang-markup";

/// Prepared markup and where it goes.
#[derive(Debug, Clone)]
pub(super) enum Markup {
    /// In the run, in place of the stand-in.
    InRun(String),
    /// In place of the whole run.
    InsteadOfRun(String),
}

/// What the elements of a part need beyond what docx-rs writes. Elements here replace those of the same name.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub paragraphs: VecDeque<Vec<Element<'static>>>,
    pub runs: VecDeque<Vec<Element<'static>>>,
    pub tables: VecDeque<Vec<Element<'static>>>,
    pub rows: VecDeque<Vec<Element<'static>>>,
    pub cells: VecDeque<Vec<Element<'static>>>,
    pub sections: VecDeque<Vec<Element<'static>>>,
    pub markup: Vec<Markup>,
}

/// Normalises a part: its XML as docx-rs wrote it, and the notes on it.
pub(super) fn normalise(part: &[u8], notes: &mut Notes) -> Result<String, WriteError> {
    let source = std::str::from_utf8(part).map_err(|error| WriteError::Part(error.to_string()))?;
    let mut root = parse(source)?;
    visit(&mut root, notes);
    let mut out = String::with_capacity(source.len() + source.len() / 4);
    out.push_str(HEAD);
    root.write(&mut out);
    let left = [&notes.paragraphs, &notes.runs, &notes.tables, &notes.rows, &notes.cells, &notes.sections];
    // A note without its element would put every later one in the wrong place.
    if left.iter().any(|queue| !queue.is_empty()) {
        return Err(WriteError::Part("the document tree and the written part do not match".into()));
    }
    Ok(out)
}

fn visit(element: &mut Element<'_>, notes: &mut Notes) {
    let (properties, extra) = match element.name.as_ref() {
        "w:p" => ("w:pPr", notes.paragraphs.pop_front()),
        "w:r" => ("w:rPr", notes.runs.pop_front()),
        "w:tbl" => ("w:tblPr", notes.tables.pop_front()),
        "w:tr" => ("w:trPr", notes.rows.pop_front()),
        "w:tc" => ("w:tcPr", notes.cells.pop_front()),
        "w:sectPr" => {
            if let Some(extra) = notes.sections.pop_front() {
                merge(element, extra);
            }
            ("", None)
        }
        _ => ("", None),
    };
    if let Some(extra) = extra
        && !extra.is_empty()
    {
        let at = element.items.iter().position(|item| matches!(item, Item::Element(child) if child.name == properties));
        match at.and_then(|at| element.items.get_mut(at)) {
            Some(Item::Element(child)) => merge(child, extra),
            _ => {
                let mut child = Element { name: properties.into(), attributes: "".into(), items: Vec::new() };
                merge(&mut child, extra);
                element.items.insert(0, Item::Element(child));
            }
        }
    }
    if element.name == "w:gridCol" {
        // docx-rs adds a type, which the schema does not know.
        element.attributes = element.attributes.replace(" w:type=\"dxa\"", "").into();
    }
    for item in &mut element.items {
        if let Item::Element(child) = item {
            visit(child, notes);
        }
    }
    replace_stand_ins(element, notes);
    if matches!(element.name.as_ref(), "w:p" | "w:r" | "w:pPr" | "w:tr" | "w:tc" | "w:style" | "w:lvl") {
        // Empty property groups say nothing.
        element.items.retain(|item| {
            !matches!(item, Item::Element(child)
                if child.items.is_empty()
                    && child.attributes.is_empty()
                    && matches!(child.name.as_ref(), "w:pPr" | "w:rPr" | "w:trPr" | "w:tabs" | "w:pBdr"))
        });
    }
    sort(element);
}

/// Bold and italic of complex scripts as of the others: docx-rs turns them on where it turns the others off.
fn complex_scripts(look: &mut Element<'_>) {
    for (name, complex) in [("w:b", "w:bCs"), ("w:i", "w:iCs")] {
        let place = |name| move |item: &Item| matches!(item, Item::Element(child) if child.name == name);
        let (Some(at), Some(to)) =
            (look.items.iter().position(place(name)), look.items.iter().position(place(complex)))
        else {
            continue;
        };
        let attributes = match look.items.get(at) {
            Some(Item::Element(child)) => child.attributes.clone().into_owned(),
            _ => continue,
        };
        if let Some(Item::Element(child)) = look.items.get_mut(to) {
            child.attributes = attributes.into();
        }
    }
}

/// Puts an element's children into schema order.
pub(super) fn sort(element: &mut Element<'_>) {
    if element.name == "w:rPr" {
        complex_scripts(element);
    }
    let Some(order) = order::of(&element.name).filter(|order| !in_order(&element.items, order)) else { return };
    element.items.sort_by_cached_key(|item| match item {
        Item::Element(child) => order.iter().position(|name| *name == child.name).unwrap_or(order.len()),
        Item::Raw(_) => order.len(),
    });
}

/// Whether elements stand in order already, as most do.
fn in_order(items: &[Item<'_>], order: &[&str]) -> bool {
    let mut left = order.iter().peekable();
    items.len() < 2
        || items.iter().all(|item| {
            let Item::Element(child) = item else { return false };
            while left.next_if(|name| **name != child.name).is_some() {}
            left.peek().is_some()
        })
}

/// Puts elements into a group of properties, in order.
pub(super) fn merge_sorted(element: &mut Element<'_>, extra: Vec<Element<'static>>) {
    merge(element, extra);
    sort(element);
}

/// Puts elements in; those of the same name that docx-rs wrote go.
fn merge(element: &mut Element<'_>, extra: Vec<Element<'static>>) {
    element
        .items
        .retain(|item| !matches!(item, Item::Element(child) if extra.iter().any(|extra| extra.name == child.name)));
    element.items.extend(extra.into_iter().map(Item::Element));
}

fn replace_stand_ins(element: &mut Element<'_>, notes: &Notes) {
    for item in &mut element.items {
        let Item::Element(run) = item else { continue };
        if run.name != "w:r" {
            continue;
        }
        let mut instead = None;
        for inner in &mut run.items {
            match stands_for(inner).and_then(|index| notes.markup.get(index)) {
                Some(Markup::InRun(markup)) => *inner = Item::Raw(markup.clone().into()),
                Some(Markup::InsteadOfRun(markup)) => instead = Some(markup),
                None => {}
            }
        }
        if let Some(markup) = instead {
            *item = Item::Raw(markup.clone().into());
        }
    }
}

/// Which markup something stands for.
fn stands_for(item: &Item) -> Option<usize> {
    match item {
        Item::Element(sym) if sym.name == "w:sym" && sym.attribute("w:font") == Some(STAND_IN) => {
            sym.attribute("w:char")?.parse().ok()
        }
        _ => None,
    }
}
