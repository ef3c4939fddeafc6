//! Runs: characters of one look, as their style's look plus differences.

use docx_rs::{RunFonts, RunProperty, Shading, ShdType, VertAlignType};

use super::xml::{Element, escape};
use crate::docx::model::{Colour, Features, Figures, LetterOutline, RunFormat, Script, Spaced, Twips};

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
    // Hollow letters have a colour for Word beside that for others. LibreOffice takes a colour of its own from where the one is said
    // without the other.
    let hollow = |run: &RunFormat| inside(run) != run.colour;
    let filled = if hollow(style) { inside(run) != inside(style) } else { hollow(run) };
    if run.colour != style.colour || filled {
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
    if run.caps != style.caps {
        extra.push(Element::val("w:caps", u8::from(run.caps)));
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
    let narrow = if run.tracking == style.tracking { None } else { super::narrow::narrow(text, run) };
    let tracking = if narrow.is_some() { Twips::ZERO } else { run.tracking };
    if tracking != style.tracking {
        property = property.spacing(tracking.bounded());
    }
    if let Some(part) = narrow {
        extra.push(Element::val("w:w", part));
    }
    if run.lang != style.lang {
        extra.push(lang(run));
    }
    if run.rtl != style.rtl {
        extra.push(Element::val("w:rtl", u8::from(run.rtl)));
    }
    if run.hidden != style.hidden {
        extra.push(Element::val("w:vanish", u8::from(run.hidden)));
    }
    if run.outline != style.outline {
        extra.push(outline(run.outline));
    }
    if filled {
        extra.push(Element::new("w14:textFill", "").with(solid(inside(run))));
    }
    extra.extend(features(&run.features, &style.features));
    (property, extra)
}

/// The line around letters, or that there is none (the words of Word 2010).
fn outline(line: Option<LetterOutline>) -> Element<'static> {
    let Some(line) = line else {
        return Element::new("w14:textOutline", "").with("<w14:noFill/>");
    };
    let width = line.width.0.clamp(0, 20_116_800);
    let look = format!(" w14:w=\"{width}\" w14:cap=\"flat\" w14:cmpd=\"sng\" w14:algn=\"ctr\"");
    Element::new("w14:textOutline", look)
        .with(format!("{}<w14:prstDash w14:val=\"solid\"/><w14:miter w14:lim=\"400000\"/>", solid(line.line)))
}

/// The colour of letters within their outline.
fn inside(run: &RunFormat) -> Colour {
    run.outline.map_or(run.colour, |line| line.fill)
}

fn solid(colour: Colour) -> String {
    format!("<w14:solidFill><w14:srgbClr w14:val=\"{}\"/></w14:solidFill>", colour.hex())
}

/// The size in half-points from which on letters are kerned: all of it.
pub(super) const KERNED: u8 = 2;

/// What text asks of its font, where it differs from what the style asks (the words of Word 2010; others pass over them).
pub(super) fn features(own: &Features, style: &Features) -> Vec<Element<'static>> {
    let mut out = Vec::new();
    if own.kerning != style.kerning {
        out.push(Element::val("w:kern", if own.kerning { KERNED } else { 0 }));
    }
    let mut say = |name, value: &str| out.push(Element::new(name, format!(" w14:val=\"{value}\"")));
    if ligatures(own) != ligatures(style) {
        say("w14:ligatures", ligatures(own));
    }
    if own.figures != style.figures {
        say(
            "w14:numForm",
            match own.figures {
                Figures::Own => "default",
                Figures::Lining => "lining",
                Figures::OldStyle => "oldStyle",
            },
        );
    }
    if own.spaced != style.spaced {
        say(
            "w14:numSpacing",
            match own.spaced {
                Spaced::Own => "default",
                Spaced::Proportional => "proportional",
                Spaced::Tabular => "tabular",
            },
        );
    }
    if own.contextual != style.contextual {
        say("w14:cntxtAlts", if own.contextual { "1" } else { "0" });
    }
    if own.sets != style.sets {
        let sets = (1..=20).filter(|set| own.sets & (1 << set) != 0);
        let sets: String = sets.map(|set| format!("<w14:styleSet w14:id=\"{set}\"/>")).collect();
        let element = Element::new("w14:stylisticSets", "");
        out.push(if sets.is_empty() { element } else { element.with(sets) });
    }
    out
}

/// Word's name of the ligatures text has. Contextual ones go with the standard ones, as in Typst.
fn ligatures(features: &Features) -> &'static str {
    match (features.standard, features.historical, features.discretionary) {
        (false, false, false) => "none",
        (false, true, false) => "historical",
        (false, false, true) => "discretional",
        (false, true, true) => "historicalDiscretional",
        (true, false, false) => "standardContextual",
        (true, true, false) => "standardContextualHistorical",
        (true, false, true) => "standardContextualDiscretional",
        (true, true, true) => "all",
    }
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
