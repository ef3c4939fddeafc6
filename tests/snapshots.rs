//! Every document of a round with people, posts and lists at the ends of what offices have, as pictures that were looked at:
//! `tests/snapshots/extremes.txt` has each page as some lines of ink, how many pages there are, and what was too long.
//!
//! The pages are drawn by typst-render, so no other program is needed and every machine draws the same. What is compared is how dark
//! each field of a coarse grid is, one step of six up or down allowed: a character that moves a little is no news, a table that
//! breaks, a line that wraps or a page more is. After a change that is meant: look at the pages (`SNAPSHOT_PAGES=folder` writes
//! them as PDF), then `UPDATE_SNAPSHOTS=1`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod support;

use std::fmt::Write;
use std::path::Path;

use jinggang::delivery::{Wanted, print};
use jinggang::forms::{Per, Subject, Subjects, material, subjects};
use support::extremes::{NAMES, extremes};
use support::frames::Desk;
use typst::utils::Scalar;
use typst_layout::{Page, PagedDocument};
use typst_render::RenderOptions;

/// The fields of a page along its shorter edge.
const FIELDS: usize = 24;
/// From no ink to much.
const STEPS: [char; 6] = ['.', '-', '+', 'o', 'x', '#'];

#[test]
fn the_extremes_look_as_they_did() {
    let folder = tempfile::tempdir().unwrap();
    extremes(folder.path());
    let desk = Desk::of(folder.path());
    let keep = std::env::var_os("SNAPSHOT_PAGES");
    let mut now = String::new();
    for (index, form) in desk.office.forms.iter().enumerate() {
        let Subjects::Ready(list) = subjects(form, &desk.round, &desk.decisions) else {
            writeln!(now, "== {}: not made", form.name).unwrap();
            continue;
        };
        for subject in list.iter().filter(|subject| subject.blocked.is_none() && wanted(form.per, subject)) {
            let mut material = material(form, subject, &desk.round, &desk.decisions, None).unwrap();
            material.copies = 1;
            let pages = Wanted { pages: true, pdf: keep.is_some(), docx: false };
            let printed = print(&desk.office.typesetter, &desk.office.forms[index], &material, pages).unwrap();
            let document = printed.pages.unwrap();
            let long = printed.overflowing.join("、");
            let head = format!("== {} {}", form.name, subject.label);
            writeln!(now, "{}: {} pages{}", head.trim_end(), document.pages().len(), mark(&long)).unwrap();
            picture(&document, &mut now);
            if let (Some(keep), Some(pdf)) = (&keep, printed.pdf) {
                let name = format!("{}-{}.pdf", form.name, subject.label);
                std::fs::create_dir_all(keep).unwrap();
                std::fs::write(Path::new(keep).join(name), pdf).unwrap();
            }
        }
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/extremes.txt");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, &now).unwrap();
        return;
    }
    let before = std::fs::read_to_string(&file).unwrap();
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), now.lines().collect());
    let mut at = "";
    for (number, (old, new)) in old.iter().zip(&new).enumerate() {
        if new.starts_with("==") {
            at = new;
        }
        assert!(alike(old, new), "{at}, line {}:\nbefore {old}\nnow    {new}", number + 1);
    }
    assert_eq!(old.len(), new.len());
}

/// Of documents for people: those with the extreme names, and the one of whom little is known; of those for posts, the first,
/// the long one and a cancelled one's neighbour.
fn wanted(per: Per, subject: &Subject) -> bool {
    let whom = NAMES.iter().map(|(_, name)| *name).chain(["金鹤年"]);
    !per.is_person() || whom.into_iter().any(|name| subject.label.ends_with(&format!("-{name}")))
}

fn mark(long: &str) -> String {
    if long.is_empty() { String::new() } else { format!(", too long: {long}") }
}

/// A document's pages, each as lines of characters.
fn picture(document: &PagedDocument, out: &mut String) {
    for (index, page) in document.pages().iter().enumerate() {
        writeln!(out, "-- {}", index + 1).unwrap();
        for line in ink(page) {
            writeln!(out, "{line}").unwrap();
        }
    }
}

/// How dark each field of a page is.
fn ink(page: &Page) -> Vec<String> {
    let (width, height) = (page.frame.width().to_pt(), page.frame.height().to_pt());
    // Six pixels a field along the shorter edge.
    let options = RenderOptions {
        pixel_per_pt: Scalar::new((6 * FIELDS) as f64 / width.min(height)),
        ..RenderOptions::default()
    };
    let pixels = typst_render::render(page, &options);
    let (columns, rows) = (pixels.width() as usize / 6, pixels.height() as usize / 6);
    (0..rows)
        .map(|row| {
            (0..columns)
                .map(|column| {
                    let mut dark = 0.0;
                    for y in row * 6..row * 6 + 6 {
                        for x in column * 6..column * 6 + 6 {
                            let pixel = pixels.pixel(x as u32, y as u32).unwrap().demultiply();
                            dark += 765.0 - f64::from(pixel.red()) - f64::from(pixel.green()) - f64::from(pixel.blue());
                        }
                    }
                    let share = dark / (36.0 * 765.0);
                    let step = (share.sqrt() * 8.0).round().min((STEPS.len() - 1) as f64);
                    STEPS[step as usize]
                })
                .collect()
        })
        .collect()
}

/// Whether two lines show the same, one step up or down in any field.
fn alike(old: &str, new: &str) -> bool {
    let step = |c: char| STEPS.iter().position(|own| *own == c);
    old == new
        || !old.starts_with(['=', '-'])
            && old.chars().count() == new.chars().count()
            && old.chars().zip(new.chars()).all(|(a, b)| match (step(a), step(b)) {
                (Some(a), Some(b)) => a.abs_diff(b) <= 1,
                _ => false,
            })
}
