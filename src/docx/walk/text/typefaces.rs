//! Fonts that go along with the file: those of the text that the machine which opens it will hardly have, as it is with the fonts Typst
//! brings. Without them every line would break elsewhere.

use std::collections::BTreeMap;

use ecow::EcoString;
use typst_library::World;
use typst_library::engine::Engine;
use typst_library::foundations::Bytes;
use typst_library::text::{Font, FontStretch, FontStyle, FontVariant, FontWeight};

use crate::docx::model::{Document, Typeface};

/// Larger ones stay out, in bytes: those of Chinese would make a letter as large as a film.
const LARGEST: usize = 1 << 20;

/// The fonts a document uses that go into its file.
pub(crate) fn typefaces(engine: &Engine, document: &Document) -> Vec<Typeface> {
    let mut used: BTreeMap<&str, [bool; 4]> = BTreeMap::new();
    let mut names: Vec<(EcoString, usize)> = Vec::new();
    document.each_look(&mut |look| {
        let face = usize::from(look.bold) + 2 * usize::from(look.italic);
        for name in [&look.fonts.latin, &look.fonts.east_asian] {
            if names.iter().all(|(known, at)| known != name || *at != face) {
                names.push((name.clone(), face));
            }
        }
    });
    for (name, face) in &names {
        if let Some(used) = used.entry(name).or_insert([true, false, false, false]).get_mut(*face) {
            *used = true;
        }
    }
    let found = used.into_iter().map(|(family, used)| Typeface {
        family: family.to_owned(),
        faces: std::array::from_fn(|at| {
            used.get(at).is_some_and(|used| *used).then(|| face(engine, family, at)).flatten()
        }),
    });
    found.filter(|typeface| matches!(typeface.faces, [Some(_), ..])).collect()
}

/// Whether a font goes into files that use it.
pub(crate) fn goes_along(engine: &Engine, family: &str) -> bool {
    face(engine, family, 0).is_some()
}

/// The file of a family's face: 0 is the regular one, 1 bold, 2 italic, 3 both. `None` where there is none of its own or it may not go
/// along.
fn face(engine: &Engine, family: &str, at: usize) -> Option<Bytes> {
    let (bold, italic) = (at % 2 == 1, at >= 2);
    let weight = if bold { FontWeight::BOLD } else { FontWeight::REGULAR };
    let style = if italic { FontStyle::Italic } else { FontStyle::Normal };
    let book = engine.world.book();
    let id = book.select(&family.to_lowercase(), FontVariant::new(style, weight, FontStretch::NORMAL))?;
    let own = book.info(id)?.variant;
    let is_it = (own.weight >= FontWeight::SEMIBOLD) == bold && (own.style != FontStyle::Normal) == italic;
    // One that stands in for another does not go by its name.
    let is_its = |font: &Font| font.info().family.eq_ignore_ascii_case(family);
    let font = engine.world.font(id).filter(|font| is_it && is_its(font))?;
    may_go_along(&font).then(|| font.data().clone())
}

/// Whether its licence, as the file tells it, lets anybody install it, and it is one font of a moderate size in one weight.
fn may_go_along(font: &Font) -> bool {
    let data = font.data();
    if data.len() > LARGEST || data.starts_with(b"ttcf") || !font.info().axes.is_empty() {
        return false;
    }
    let face = ttf_parser::Face::parse(data, font.index());
    face.is_ok_and(|face| face.permissions() == Some(ttf_parser::Permissions::Installable))
}
