//! Runs: characters of one look, as their style's look plus differences.

use docx_rs::{RunFonts, RunProperty, Shading, ShdType, VertAlignType};

use super::xml::{Element, escape};
use crate::docx::model::{RunFormat, Script};

/// The properties in which a run differs from its style, and those docx-rs has no words for.
///
/// The hint that quotes, dashes and the like belong to the East Asian font is written only for text that holds such signs.
pub(super) fn difference(run: &RunFormat, style: &RunFormat, text: &str) -> (RunProperty, Vec<Element<'static>>) {
    let hint = run.hint_east_asian && text.chars().any(ambiguous);
    let mut property = RunProperty::new();
    let mut extra = Vec::new();
    // Without a name of its own text takes its style's: an empty name would be a font that nobody has.
    if run.fonts != style.fonts && !(run.fonts.latin.is_empty() && run.fonts.east_asian.is_empty()) {
        let fonts = fonts(run);
        property = property.fonts(if hint { fonts.hint("eastAsia") } else { fonts });
    } else if hint {
        property = property.fonts(RunFonts::new().hint("eastAsia"));
    }
    if run.size != style.size {
        property = property.size(run.size as usize);
    }
    if run.bold != style.bold {
        property = if run.bold { property.bold() } else { property.disable_bold() };
    }
    if run.italic != style.italic {
        property = if run.italic { property.italic() } else { property.disable_italic() };
    }
    if run.colour != style.colour {
        property = property.color(run.colour.hex());
    }
    if run.underline != style.underline {
        extra.push(match run.underline {
            None => Element::val("w:u", "none"),
            Some(line) => {
                let colour = line.colour.map(|colour| format!(" w:color=\"{}\"", colour.hex())).unwrap_or_default();
                Element::new("w:u", format!(" w:val=\"{}\"{colour}", line.kind))
            }
        });
    }
    if run.strike != style.strike {
        property = if run.strike { property.strike() } else { property.disable_strike() };
    }
    if run.highlight != style.highlight {
        let fill = run.highlight.map_or_else(|| "auto".to_owned(), |colour| colour.hex());
        property = property.shading(Shading::new().shd_type(ShdType::Clear).color("auto").fill(fill));
    }
    if run.border != style.border {
        extra.push(match run.border {
            None => Element::val("w:bdr", "nil"),
            Some(line) => Element::new(
                "w:bdr",
                format!(
                    " w:val=\"{}\" w:sz=\"{}\" w:space=\"0\" w:color=\"{}\"",
                    line.kind,
                    line.size,
                    line.colour.hex()
                ),
            ),
        });
    }
    if run.small_caps != style.small_caps {
        extra.push(Element::val("w:smallCaps", u8::from(run.small_caps)));
    }
    if run.script != style.script {
        property = property.vert_align(match run.script {
            Script::Normal => VertAlignType::Baseline,
            Script::Super => VertAlignType::SuperScript,
            Script::Sub => VertAlignType::SubScript,
        });
    }
    if run.position != style.position {
        extra.push(Element::val("w:position", run.position));
    }
    if run.tracking != style.tracking {
        property = property.spacing(run.tracking.0);
    }
    if run.lang != style.lang {
        extra.push(lang(run));
    }
    if run.rtl != style.rtl {
        extra.push(Element::val("w:rtl", u8::from(run.rtl)));
    }
    (property, extra)
}

/// Font names for each script.
pub(super) fn fonts(run: &RunFormat) -> RunFonts {
    let latin = escape(&run.fonts.latin);
    RunFonts::new().ascii(&latin).hi_ansi(&latin).east_asia(escape(&run.fonts.east_asian)).cs(&latin)
}

/// A sign like the numbers of a format, where they exist in Latin and in East Asian fonts.
pub(super) fn like(format: &str) -> &'static str {
    if format.starts_with("decimalEnclosed") { "①" } else { "" }
}

/// Signs that exist in Latin and in East Asian fonts, so that Word needs to be told which is meant.
pub(super) fn ambiguous(c: char) -> bool {
    !c.is_ascii() && !(0x2E80..=0x3FFFF).contains(&u32::from(c))
}

/// The language of Latin and of East Asian text.
pub(super) fn lang(run: &RunFormat) -> Element<'static> {
    let (latin, east_asian) = &run.lang;
    Element::new("w:lang", format!(" w:val=\"{}\" w:eastAsia=\"{}\"", escape(latin), escape(east_asian)))
}
