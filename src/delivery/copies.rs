//! Copies of a ballot in one file for Word: every one of them must read as every other, or the votes would not be secret.
//!
//! In the PDF all are the same pages. In Word they are one document, in which numbers of pages, headings, notes and figures would count on
//! from one to the next.

use std::collections::BTreeSet;

use typst::foundations::{NativeElement, Repr, Smart, StyleChain};
use typst::introspection::Introspector;
use typst::layout::{Frame, FrameItem};
use typst::model::{FigureElem, FigureKind};
use typst_layout::PagedDocument;

use crate::forms::Form;
use crate::typeset::{Diagnostic, Severity};

/// Sets back what counts, before each copy: pages, headings, notes, equations, and figures of the kinds there are.
pub(super) fn anew(one: &PagedDocument) -> String {
    let figures = one.introspector().query(&FigureElem::ELEM.select());
    let kinds: BTreeSet<String> = figures
        .iter()
        .filter_map(|figure| match figure.to_packed::<FigureElem>()?.kind.get_cloned(StyleChain::default()) {
            Smart::Custom(FigureKind::Elem(elem)) => Some(elem.name().to_owned()),
            Smart::Custom(FigureKind::Name(name)) => Some(name.repr().to_string()),
            Smart::Auto => None,
        })
        .collect();
    let mut code = String::new();
    for counted in ["page", "heading", "footnote", "math.equation"] {
        let first = u8::from(counted == "page");
        code.push_str(&format!("  counter({counted}).update({first})\n"));
    }
    for kind in kinds {
        code.push_str(&format!("  counter(figure.where(kind: {kind})).update(0)\n"));
    }
    code
}

/// That there are no copies for Word, and why.
pub(super) fn none_for_word(form: &Form, reason: &str) -> Diagnostic {
    Diagnostic {
        severity: Severity::Warning,
        file: Some(form.path.clone()),
        position: None,
        called: None,
        message: format!("DOCX 没有做：{reason}"),
        hints: vec!["选票要份份相同：模板里不要用逐份变化的计数、编号，也不要引用标签；PDF 照做".to_owned()],
    }
}

/// Whether the first and the last of several copies read as the one that was laid out alone.
pub(super) fn alike(one: &PagedDocument, several: &PagedDocument) -> bool {
    let words = |document: &PagedDocument| {
        let pages = document.pages().iter().map(|page| {
            let mut words = String::new();
            read(&page.frame, &mut words);
            words
        });
        pages.collect::<Vec<_>>()
    };
    let (one, several) = (words(one), words(several));
    let last = several.len().saturating_sub(one.len());
    several.starts_with(&one) && several.get(last..).is_some_and(|last| last == one)
}

fn read(frame: &Frame, words: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => read(&group.frame, words),
            FrameItem::Text(text) => words.push_str(&text.text),
            _ => {}
        }
    }
}
