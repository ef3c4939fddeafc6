//! Layout facts, read from Typst's own frames: where things stand, in millimetres, not only that they are there.

use std::path::Path;

use jinggang::delivery::{Office, Wanted, print};
use jinggang::forms::{Form, Material, Subjects, material, subjects};
use jinggang::procedure::Decisions;
use jinggang::round::Round;
use jinggang::workbook;
use typst::layout::{Frame, FrameItem, Point, Transform};
use typst::visualize::Paint;
use typst_layout::PagedDocument;

use super::{Book, Cell, sample_folder};

/// A piece of text on a page: where its baseline starts, in mm from the page's top left corner, its size in points.
#[derive(Debug, Clone)]
pub struct Text {
    pub page: usize,
    pub x: f64,
    pub y: f64,
    pub end: f64,
    pub size: f64,
    /// The highest and the lowest point of its ink, in mm.
    pub top: f64,
    pub bottom: f64,
    pub text: String,
    pub fonts: Vec<String>,
    /// The colour of its letters, as `#rrggbb`.
    pub colour: String,
    /// The highest point of the first glyph's ink, in mm.
    pub first_top: f64,
}

/// A line or area: its ends or corners in mm.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    pub page: usize,
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
    /// The width of its stroke in mm, if it has one.
    pub stroke: f64,
}

#[derive(Default)]
pub struct Facts {
    pub texts: Vec<Text>,
    /// The same, one run of one font each.
    pub runs: Vec<Text>,
    pub shapes: Vec<Shape>,
    pub images: Vec<Shape>,
    pub pages: Vec<(f64, f64)>,
}

impl Facts {
    pub fn of(document: &PagedDocument) -> Self {
        let mut facts = Self::default();
        for (index, page) in document.pages().iter().enumerate() {
            facts.pages.push((page.frame.width().to_mm(), page.frame.height().to_mm()));
            facts.frame(&page.frame, Transform::identity(), index + 1);
        }
        facts
    }

    fn frame(&mut self, frame: &Frame, transform: Transform, page: usize) {
        for (at, item) in frame.items() {
            let place = |point: Point| {
                let point = point.transform(transform);
                (point.x.to_mm(), point.y.to_mm())
            };
            let (x, y) = place(*at);
            match item {
                FrameItem::Group(group) => {
                    let inner = transform.pre_concat(Transform::translate(at.x, at.y)).pre_concat(group.transform);
                    self.frame(&group.frame, inner, page);
                }
                FrameItem::Text(text) => {
                    let family = text.font.info().family.clone();
                    let end = x + text.width().to_mm();
                    let ink = text.bbox();
                    // Typst counts the upper edge as the greater one.
                    let (top, bottom) = (y + ink.max.y.to_mm(), y + ink.min.y.to_mm());
                    let mut first = text.clone();
                    first.glyphs.truncate(1);
                    let first_top = y + first.bbox().max.y.to_mm();
                    let colour = match &text.fill {
                        Paint::Solid(colour) => colour.to_hex().to_string(),
                        _ => String::new(),
                    };
                    let run = Text {
                        first_top,
                        colour,
                        page,
                        x,
                        y,
                        end,
                        size: text.size.to_pt(),
                        top,
                        bottom,
                        text: text.text.to_string(),
                        fonts: vec![family.clone()],
                    };
                    self.runs.push(run.clone());
                    // Characters from another font of the chain are a piece of their own, but the same text to a reader.
                    match self.texts.last_mut() {
                        Some(last) if last.page == page && (last.y - y).abs() < 0.01 && (last.end - x).abs() < 0.05 => {
                            last.end = end;
                            last.top = last.top.min(top);
                            last.bottom = last.bottom.max(bottom);
                            last.text.push_str(&text.text);
                            last.fonts.push(family);
                        }
                        _ => self.texts.push(run),
                    }
                }
                FrameItem::Shape(shape, _) => {
                    let size = shape.bbox(false).size();
                    let stroke = shape.stroke.as_ref().map_or(0.0, |stroke| stroke.thickness.to_mm());
                    self.shapes.push(Shape { page, x, y, width: size.x.to_mm(), height: size.y.to_mm(), stroke });
                }
                FrameItem::Image(_, size, _) => {
                    let (width, height) = (size.x.to_mm(), size.y.to_mm());
                    self.images.push(Shape { page, x, y, width, height, stroke: 0.0 });
                }
                _ => {}
            }
        }
    }

    /// The pieces that hold a text.
    pub fn find(&self, needle: &str) -> Vec<&Text> {
        self.texts.iter().filter(|text| text.text.contains(needle)).collect()
    }

    pub fn text(&self, needle: &str) -> &Text {
        match self.find(needle).as_slice() {
            [only] => only,
            found => panic!("{needle} stands {} times", found.len()),
        }
    }

    /// All text in the order in which it was set.
    pub fn words(&self) -> String {
        self.texts.iter().map(|text| text.text.as_str()).collect()
    }

    /// All text of a page in the order in which it was set.
    pub fn page(&self, page: usize) -> String {
        self.texts.iter().filter(|text| text.page == page).map(|text| text.text.as_str()).collect()
    }
}

pub struct Desk {
    pub office: Office,
    pub round: Round,
    pub decisions: Decisions,
}

impl Desk {
    pub fn of(folder: &Path) -> Self {
        let round = workbook::read(folder).unwrap().round;
        let decisions = Decisions::of(&round);
        Self { office: Office::open(Some(folder), &[], false).unwrap(), round, decisions }
    }

    pub fn sample() -> Self {
        Self::of(&sample_folder())
    }

    /// The forms that the sample has something for: all but the ballot on those whose votes are equal, as nobody's are.
    pub fn forms(&self) -> impl Iterator<Item = &Form> {
        self.office.forms.iter().filter(|form| form.name != "票决票（再次投票）")
    }

    /// Whom a document is made for, by label, or why it is not made.
    pub fn made(&self, name: &str) -> Result<Vec<String>, String> {
        let form = self.office.forms.iter().find(|form| form.name == name).unwrap();
        match subjects(form, &self.round, &self.decisions) {
            Subjects::Waiting(reason) => Err(reason),
            Subjects::Ready(list) => Ok(list.into_iter().map(|subject| subject.label).collect()),
        }
    }

    pub fn material(&self, form: &str, subject: &str) -> (usize, Material) {
        let index = self.office.forms.iter().position(|own| own.name == form).unwrap();
        let form = &self.office.forms[index];
        let Subjects::Ready(list) = subjects(form, &self.round, &self.decisions) else { panic!("it waits") };
        let subject = list.iter().find(|own| own.label.ends_with(subject)).expect("the subject");
        (index, material(form, subject, &self.round, &self.decisions, None).unwrap())
    }

    /// All that a document says.
    pub fn paper(&self, form: &str, subject: &str) -> String {
        self.laid_out(form, subject).0.words()
    }

    /// A document, and the columns that overflow in it.
    pub fn laid_out(&self, form: &str, subject: &str) -> (Facts, Vec<String>) {
        let (index, mut material) = self.material(form, subject);
        material.copies = 1;
        let wanted = Wanted { pages: true, pdf: false, docx: false };
        let printed = print(&self.office.typesetter, &self.office.forms[index], &material, wanted).unwrap();
        assert!(printed.unprintable.is_empty(), "{:?}", printed.unprintable);
        (Facts::of(&printed.pages.unwrap()), printed.overflowing)
    }
}

/// The sample with some cells changed: sheet, row, column, value.
pub fn changed(cells: &[(&str, &str, &str, &str)]) -> (tempfile::TempDir, Desk) {
    with(|book| {
        for (sheet, row, column, value) in cells {
            book.set(sheet, row, column, Cell::Text((*value).to_owned()));
        }
    })
}

/// The sample's workbook changed, in a folder of its own.
pub fn with(change: impl FnOnce(&mut Book)) -> (tempfile::TempDir, Desk) {
    let folder = tempfile::tempdir().unwrap();
    let mut book = Book::sample();
    change(&mut book);
    book.write(folder.path());
    let desk = Desk::of(folder.path());
    (folder, desk)
}

#[track_caller]
pub fn near(value: f64, wanted: f64, tolerance: f64) {
    assert!((value - wanted).abs() <= tolerance, "{value:.2} is not {wanted:.2} ± {tolerance}");
}
