//! Equations as Office Math, editable in Word.
//!
//! Typst resolves an equation into fractions, scripts, fences and the like before it lays it out; each has its counterpart in
//! Office Math. An equation that holds what Office Math cannot (a drawing, a box) stays a picture.

pub(super) mod equation;
pub(super) mod fence;
pub(super) mod frame;
pub(super) mod function;
pub(super) mod lines;
pub(super) mod numbered;
pub(super) mod numbered_row;
pub(super) mod operator;
pub(super) mod others;
pub(super) mod scripts;
pub(super) mod size;
pub(super) mod table;
pub(super) mod text;

use typst_library::diag::SourceResult;
use typst_library::foundations::{Packed, Smart, StyleChain, Target, TargetElem};
use typst_library::introspection::{Locator, SplitLocator, Tag};
use typst_library::layout::{Abs, FixedAlignment, Ratio};
use typst_library::math::ir::{MathComponent, MathItem, MathKind, Position, resolve_equation};
use typst_library::math::{CancelAngle, EquationElem};
use typst_library::model::FootnoteElem;
use typst_library::routines::Arenas;
use typst_library::text::TextElem;

use self::function::{argument, is_function};
use self::operator::{ends_operand, operation};
use self::scripts::standing_before;
use self::text::{combining, letters};
use super::text::character::BOLD_FROM;
use super::text::paint::colour_on;
use super::{NOTE, Walker};
use crate::docx::model::Colour;
use crate::docx::write::escape;

/// The namespace of Office Math.
pub(crate) const NAMESPACE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/math";

/// Markup under construction. `None` stands for what Office Math cannot say.
pub(crate) type Markup = Option<String>;

/// Signs LibreOffice wants something on either side of.
const RELATIONS: [&str; 12] = ["=", "≠", "≈", "≡", "&lt;", "&gt;", "≤", "≥", "+", "−", "×", "→"];

/// A formula that ends with a relation (x =), which LibreOffice wants something after: a space that is none to the eye.
pub(crate) fn closed(mut markup: String) -> String {
    let last = markup.strip_suffix("</m:t></m:r>");
    if last.is_some_and(|rest| RELATIONS.iter().any(|sign| rest.ends_with(sign))) {
        markup.push_str(&unseen());
    }
    markup
}

/// A part of a formula that begins with a relation (= x), or with nothing, which LibreOffice wants something before.
pub(crate) fn opened(markup: String) -> String {
    let first = markup.split_once("<m:t xml:space=\"preserve\">").map(|(_, text)| text);
    let begins =
        markup.starts_with("<m:r>") && first.is_some_and(|text| RELATIONS.iter().any(|sign| text.starts_with(sign)));
    if begins || markup.is_empty() { unseen() + &markup } else { markup }
}

/// A sign that takes no room, as high as letters: what stands raised beside it is as high as beside one.
pub(crate) fn nothing(look: &Look) -> String {
    words("\u{200b}", look)
}

/// A sign that takes no room.
pub(crate) fn unseen() -> String {
    words("\u{200b}", &Look { size: 2, colour: Colour::BLACK, bold: false })
}

/// What all runs of an equation share.
pub(crate) struct Look {
    /// Half-points.
    pub size: u32,
    pub colour: Colour,
    pub bold: bool,
}

impl Walker<'_, '_> {
    /// An equation as `m:oMath` content; `None` if it has to be a picture.
    pub fn office_math(
        &mut self,
        equation: &Packed<EquationElem>,
        styles: StyleChain,
        locator: &mut SplitLocator,
    ) -> SourceResult<Option<String>> {
        let paged = TargetElem::target.set(Target::Paged).wrap();
        let styles = styles.chain(&paged);
        let arenas = Arenas::default();
        let locator: Locator = locator.next(&equation.span());
        let item = resolve_equation(equation, self.engine, locator, &arenas, styles)?;
        let size = (styles.resolve(TextElem::size).to_pt() * 2.0).round().clamp(2.0, 3276.0) as u32;
        let look = Look { size, colour: Colour::BLACK, bold: false };
        let markup = self.math_item(&item, &look);
        Ok(markup
            .filter(|markup| !markup.is_empty())
            .map(closed)
            .map(|markup| format!("<m:oMath xmlns:m=\"{NAMESPACE}\">{markup}</m:oMath>")))
    }

    /// What an item comes to.
    pub(crate) fn math_item(&mut self, item: &MathItem, look: &Look) -> Markup {
        self.math_row(item.as_slice(), look)
    }

    /// What a part of something comes to: programs show a place to fill in where there is nothing.
    pub(crate) fn part(&mut self, item: &MathItem, look: &Look) -> Markup {
        let markup = self.math_item(item, look)?;
        Some(if markup.is_empty() { unseen() } else { markup })
    }

    /// Items side by side. A sum or an integral takes in what it is over, a function's name what it is applied to.
    pub(crate) fn math_row(&mut self, items: &[MathItem], look: &Look) -> Markup {
        let mut out = String::new();
        let mut rest = items;
        while let [first, tail @ ..] = rest {
            rest = tail;
            if let MathItem::Component(component) = first
                && let Some((sign, scripts)) = operation(component)
            {
                let len = tail.iter().take_while(|item| !ends_operand(item)).count();
                let (operand, after) = tail.split_at(len);
                out.push_str(&self.operator(&sign, scripts, operand, look)?);
                rest = after;
            } else if let MathItem::Component(component) = first
                && is_function(component)
            {
                let (argument, after) = tail.split_at(argument(tail).min(tail.len()));
                out.push_str(&self.function(component, argument, look)?);
                rest = after;
            } else if let Some((scripts, base, after)) = standing_before(first, tail) {
                out.push_str(&self.before(scripts, base, look)?);
                rest = after;
            } else {
                out.push_str(&self.single(first, look)?);
            }
        }
        Some(out)
    }

    fn single(&mut self, item: &MathItem, look: &Look) -> Markup {
        match item {
            MathItem::Component(component) => self.component(component, look),
            MathItem::Spacing(amount, size, _) => Some(space(amount.at(*size), look)),
            MathItem::Space => Some(run(" ", "p", look)),
            MathItem::Tag(tag) => {
                self.tag(tag);
                if let Tag::Start(elem, _) = tag {
                    self.formula_notes.extend(elem.to_packed::<FootnoteElem>().cloned());
                }
                Some(String::new())
            }
        }
    }

    /// The look of a component in another's.
    pub(crate) fn own_look(&self, component: &MathComponent, look: &Look) -> Look {
        let styles = component.styles;
        let weight = i64::from(styles.get(TextElem::weight).to_number()) + styles.get(TextElem::delta).0;
        let colour = colour_on(styles.get_ref(TextElem::fill), self.ground);
        Look { colour, bold: weight >= i64::from(BOLD_FROM), ..*look }
    }

    pub(crate) fn component(&mut self, component: &MathComponent, look: &Look) -> Markup {
        let look = &self.own_look(component, look);
        match &component.kind {
            MathKind::Group(group) => self.math_row(&group.items, look),
            MathKind::Glyph(glyph) => {
                self.stretched(glyph, component.props.span);
                Some(letters(&glyph.text).iter().map(|(text, style)| run(text, style, look)).collect())
            }
            MathKind::Number(number) => Some(run(&number.text, "p", look)),
            MathKind::Text(text) => Some(words(&text.text, look)),
            MathKind::Primes(primes) => Some(run(&"′".repeat(primes.count), "p", look)),
            MathKind::Fraction(fraction) => {
                let kind = property("f", if fraction.line { "" } else { "<m:type m:val=\"noBar\"/>" }, look);
                let numerator = self.part(&fraction.numerator, look)?;
                let denominator = self.part(&fraction.denominator, look)?;
                Some(format!("<m:f>{kind}<m:num>{numerator}</m:num><m:den>{denominator}</m:den></m:f>"))
            }
            MathKind::SkewedFraction(fraction) => {
                let numerator = self.part(&fraction.numerator, look)?;
                let denominator = self.part(&fraction.denominator, look)?;
                let kind = property("f", "<m:type m:val=\"skw\"/>", look);
                Some(format!("<m:f>{kind}<m:num>{numerator}</m:num><m:den>{denominator}</m:den></m:f>"))
            }
            MathKind::Radical(radical) => {
                let (hide, index) = match &radical.index {
                    Some(index) => ("", self.math_item(index, look)?),
                    None => ("<m:degHide m:val=\"1\"/>", String::new()),
                };
                let hide = property("rad", hide, look);
                let radicand = self.part(&radical.radicand, look)?;
                Some(format!("<m:rad>{hide}<m:deg>{index}</m:deg><m:e>{radicand}</m:e></m:rad>"))
            }
            MathKind::Fenced(fenced) => self.fenced(fenced, component.props.span, look),
            MathKind::Scripts(scripts) => self.scripts(scripts, look),
            MathKind::Accent(accent) => {
                let base = self.part(&accent.base, look)?;
                let sign = sign_of(&accent.accent)?;
                let below = matches!(accent.position, Position::Below);
                self.accent_width(&accent.accent, component.props.span);
                // Braces and the like stretch over their base; other signs sit on it as accents.
                if below || matches!(sign.as_str(), "⏞" | "⏜" | "⎴" | "⏠") {
                    let (place, align) = if below { ("bot", "top") } else { ("top", "bot") };
                    let sign = self::lines::bracket(&sign).map_or(sign, String::from);
                    let says = format!(
                        "<m:chr m:val=\"{}\"/><m:pos m:val=\"{place}\"/><m:vertJc m:val=\"{align}\"/>",
                        escape(&sign)
                    );
                    let property = property("groupChr", &says, look);
                    return Some(format!("<m:groupChr>{property}<m:e>{base}</m:e></m:groupChr>"));
                }
                let property = property("acc", &format!("<m:chr m:val=\"{}\"/>", escape(&combining(&sign))), look);
                Some(format!("<m:acc>{property}<m:e>{base}</m:e></m:acc>"))
            }
            MathKind::Line(line) => {
                let base = self.part(&line.base, look)?;
                let place = if matches!(line.position, Position::Below) { "bot" } else { "top" };
                let property = property("bar", &format!("<m:pos m:val=\"{place}\"/>"), look);
                Some(format!("<m:bar>{property}<m:e>{base}</m:e></m:bar>"))
            }
            MathKind::Cancel(cancel) => {
                let base = self.part(&cancel.base, look)?;
                let hide = ["Top", "Bot", "Left", "Right"].map(|side| format!("<m:hide{side} m:val=\"1\"/>")).concat();
                let upright = quarters(&cancel.angle);
                let strikes: &[&str] = match (upright, cancel.cross, cancel.invert_first_line) {
                    (Some(true), ..) => &["V"],
                    (Some(false), ..) => &["H"],
                    (None, true, _) => &["BLTR", "TLBR"],
                    (None, false, true) => &["TLBR"],
                    (None, false, false) => &["BLTR"],
                };
                let strike: String = strikes.iter().map(|to| format!("<m:strike{to} m:val=\"1\"/>")).collect();
                if cancel.angle.is_custom() && upright.is_none() || cancel.length.rel != Ratio::one() {
                    self.warn(component.props.span, format!("{NOTE}公式中划掉的线总从一角到另一角"));
                }
                let line = Look { colour: colour_on(&cancel.stroke.paint, self.ground), ..*look };
                let property = property("borderBox", &format!("{hide}{strike}"), &line);
                Some(format!("<m:borderBox>{property}<m:e>{base}</m:e></m:borderBox>"))
            }
            MathKind::Table(table) => self.matrix(table, component.props.span, look),
            MathKind::Multiline(lines) => self.lines(&lines.rows, look),
            MathKind::Box(_) | MathKind::Mathml(_) | MathKind::External(_) => None,
        }
    }
}

/// Whether a line that strikes out is told to stand upright or to lie; `None` for one on a slant.
fn quarters(angle: &Smart<CancelAngle>) -> Option<bool> {
    let Smart::Custom(CancelAngle::Angle(angle)) = angle else { return None };
    let quarters = angle.to_deg() / 90.0;
    ((quarters - quarters.round()).abs() < 1e-3).then(|| quarters.round().rem_euclid(2.0) < 0.5)
}

/// What is said of a structure, and in which look Word is to set what it draws itself: brackets, bars, roots, sums.
pub(crate) fn property(structure: &str, says: &str, look: &Look) -> String {
    format!("<m:{structure}Pr>{says}{}</m:{structure}Pr>", control(look))
}

/// The look of what a structure draws, the last of its properties.
pub(crate) fn control(look: &Look) -> String {
    format!("<m:ctrlPr>{}</m:ctrlPr>", font(look))
}

/// Office Math's name of an alignment.
pub(crate) fn justification(align: FixedAlignment) -> &'static str {
    match align {
        FixedAlignment::Start => "left",
        FixedAlignment::Center => "center",
        FixedAlignment::End => "right",
    }
}

/// The characters of an item that is a single sign.
pub(crate) fn sign_of(item: &MathItem) -> Option<String> {
    let mut text = String::new();
    for item in item.as_slice() {
        match item {
            MathItem::Component(component) => match &component.kind {
                MathKind::Glyph(glyph) => text.push_str(&glyph.text),
                MathKind::Text(inner) => text.push_str(&inner.text),
                _ => return None,
            },
            MathItem::Tag(_) => {}
            _ => return None,
        }
    }
    Some(text)
}

/// A run of mathematical text. `style` is Word's: `p` upright, `i` italic.
pub(crate) fn run(text: &str, style: &str, look: &Look) -> String {
    let style = match (style, look.bold) {
        ("i", true) => "bi",
        ("p", true) => "b",
        (style, _) => style,
    };
    let style = if style == "i" { String::new() } else { format!("<m:rPr><m:sty m:val=\"{style}\"/></m:rPr>") };
    format!("<m:r>{style}{}<m:t xml:space=\"preserve\">{}</m:t></m:r>", font(look), escape(text))
}

/// Ordinary words in an equation.
pub(crate) fn words(text: &str, look: &Look) -> String {
    format!("<m:r><m:rPr><m:nor/></m:rPr>{}<m:t xml:space=\"preserve\">{}</m:t></m:r>", font(look), escape(text))
}

fn font(look: &Look) -> String {
    let bold = if look.bold { "<w:b/>" } else { "" };
    let colour = format!("<w:color w:val=\"{}\"/>", look.colour.hex());
    format!(
        "<w:rPr><w:rFonts w:ascii=\"Cambria Math\" w:hAnsi=\"Cambria Math\"/>{bold}{colour}<w:sz w:val=\"{0}\"/><w:szCs w:val=\"{0}\"/></w:rPr>",
        look.size
    )
}

/// Empty room as the space characters that come nearest to it.
pub(crate) fn space(width: Abs, look: &Look) -> String {
    let ems = width.to_pt() / (f64::from(look.size) / 2.0);
    let text = match ems {
        ems if ems <= 0.05 => return String::new(),
        ems if ems < 0.2 => "\u{2009}",
        ems if ems < 0.3 => "\u{2005}",
        ems if ems < 0.7 => "\u{2004}",
        ems if ems < 1.5 => "\u{2003}",
        _ => "\u{2003}\u{2003}",
    };
    run(text, "p", look)
}
