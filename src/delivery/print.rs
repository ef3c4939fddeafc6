//! One document for one subject: from its material to PDF and DOCX.

use typst::foundations::{Label, Selector, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use super::copies::{alike, anew, none_for_word};
use crate::docx::COPIES_WRITTEN;
use crate::forms::{Form, Material, Per};
use crate::typeset::{Diagnostic, Job, TypesetError, Typesetter, cooled, merge};

/// What was made of one subject.
pub struct Printed {
    /// Its pages, laid out.
    pub pages: Option<PagedDocument>,
    /// The PDF file.
    pub pdf: Option<Vec<u8>>,
    /// The DOCX file.
    pub docx: Option<Vec<u8>>,
    /// Columns whose text did not fit even at the smallest size.
    pub overflowing: Vec<String>,
    /// Characters that came out as empty boxes.
    pub unprintable: Vec<String>,
    /// Other warnings.
    pub warnings: Vec<Diagnostic>,
}

impl Printed {
    /// Notes warnings: what is said of the pages is not said of Word once more.
    fn warn(&mut self, warnings: Vec<Diagnostic>) {
        for warning in warnings {
            if !self.warnings.contains(&warning) {
                self.warnings.push(warning);
            }
        }
    }
}

/// What is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// The pages themselves, to be printed with others.
    pub pages: bool,
    /// The PDF file.
    pub pdf: bool,
    /// The DOCX file.
    pub docx: bool,
}

/// Makes a document from its material.
///
/// # Errors
/// What Typst says is wrong in the template.
pub fn print(
    typesetter: &Typesetter,
    form: &Form,
    material: &Material,
    wanted: Wanted,
) -> Result<Printed, TypesetError> {
    let mut printed = Printed {
        pages: None,
        pdf: None,
        docx: None,
        overflowing: Vec::new(),
        unprintable: Vec::new(),
        warnings: Vec::new(),
    };
    let data: std::sync::Arc<[u8]> = material.data.to_string().into_bytes().into();
    let job = |main: String| {
        let mut job = Job::new(typesetter, main).with_file("数据.json", data.clone());
        for file in &material.attachments {
            job = job.with_file(&file.path, file.content.clone());
        }
        job
    };
    // Copies of several pages start on the front of a sheet each: nobody gets a sheet with somebody else's ballot on its back.
    let mut fronts = form.duplex;
    // It is laid out for Word alone, too: only the pages tell what does not fit and which characters come out as boxes.
    let paged = job(main(form, 1, false, ""));
    let made = paged.pages()?;
    fronts |= made.value.pages().len() > 1;
    printed.warn(made.warnings);
    printed.overflowing = overflowing(&made.value);
    printed.unprintable = Job::unprintable(&made.value).iter().map(ToString::to_string).collect();
    let mut before = String::new();
    let mut for_word = wanted.docx;
    if wanted.docx && material.copies > 1 {
        let differ = |before: &str| {
            let two = job(main(form, 2, fronts, before)).pages();
            two.map(|two| !alike(&made.value, &two.value)).map_err(|error| error.to_string())
        };
        let mut differs = differ(&before);
        if differs == Ok(true) {
            before = anew(&made.value);
            differs = differ(&before);
        }
        let reason = differs.map(|differs| differs.then(|| "印几份时各份不一样".to_owned())).unwrap_or_else(Some);
        for_word = reason.is_none();
        printed.warn(reason.map(|reason| none_for_word(form, &reason)).into_iter().collect());
    }
    if wanted.pages || wanted.pdf {
        // All copies are the same pages: laid out once, put in as often as wanted.
        let document =
            if material.copies > 1 { merge(&vec![made.value; material.copies as usize], fronts) } else { made.value };
        if wanted.pdf {
            printed.pdf = Some(paged.pdf(&document)?);
        }
        if wanted.pages {
            printed.pages = Some(document);
        }
    }
    if for_word {
        if form.per == Per::Round {
            // What was cached for the pages of a long list is of no use to Word, and would lie beside what is cached for it.
            cooled(0);
        }
        // The same for Word: a few copies, and the others after them.
        let few = material.copies.min(COPIES_WRITTEN);
        if few < material.copies {
            let made = job(main(form, few, fronts, &before)).docx_of_copies(material.copies - few)?;
            printed.docx = made.value;
            if printed.docx.is_some() {
                printed.warn(made.warnings);
            }
        }
        if printed.docx.is_none() {
            let made = job(main(form, material.copies, fronts, &before)).docx()?;
            printed.warn(made.warnings);
            printed.docx = Some(made.value);
        }
    }
    Ok(printed)
}

/// The main file: it imports the template and calls it with the data. The template is evaluated once for all subjects; only the data
/// changes. With `fronts`, each copy starts on an odd page. `before` is markup that precedes each copy. The file's properties say which paper
/// of which office it is, and nothing of whom it is about.
fn main(form: &Form, copies: u32, fronts: bool, before: &str) -> String {
    let path = form.path.replace('\\', "\\\\").replace('"', "\\\"");
    let call = if copies > 1 {
        let to = if fronts { ", to: \"odd\"" } else { "" };
        format!(
            "#for 份 in range({copies}) {{\n  if 份 > 0 {{ pagebreak(weak: true{to}) }}\n{before}  文书(数据)\n}}\n"
        )
    } else {
        "#文书(数据)\n".to_owned()
    };
    let name = path.rsplit('/').next().unwrap_or(&path).trim_end_matches(".typ");
    let office = "数据.at(\"单位\", default: (:)).at(\"名称\", default: ())";
    let head = format!("#set document(title: \"{name}\", author: {office})\n");
    format!("#import \"/{path}\": 文书\n#let 数据 = json(\"/数据.json\")\n{head}{call}")
}

/// The columns a template marked as overflowing (`<溢出>`), each once.
fn overflowing(document: &PagedDocument) -> Vec<String> {
    let Some(label) = Label::new(PicoStr::intern("溢出")) else { return Vec::new() };
    let mut out: Vec<String> = Vec::new();
    for found in document.introspector().query(&Selector::Label(label)) {
        let Some(metadata) = found.to_packed::<MetadataElem>() else { continue };
        if let Value::Dict(dict) = &metadata.value
            && let Ok(Value::Str(column)) = dict.get("栏")
            && !out.iter().any(|held| held.as_str() == column.as_str())
        {
            out.push(column.to_string());
        }
    }
    out
}
