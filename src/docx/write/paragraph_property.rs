//! The properties of paragraphs: as their style has them, and what differs.

use docx_rs::{
    AlignmentType, BorderType, IndentLevel, LineSpacing, LineSpacingType, NumberingId, OutlineLvl, ParagraphBorder,
    ParagraphBorderPosition, ParagraphBorders, ParagraphProperty, ParagraphStyle, SpecialIndentType, Tab,
    TabLeaderType, TabValueType,
};

use super::style::Style;
use super::xml::Element;
use crate::docx::model::{self, Align, Border, Borders, Line, ParagraphFormat, TabKind, Twips};

/// The properties in which a paragraph differs from its style.
pub(super) fn paragraph_property(
    format: &ParagraphFormat,
    style: &Style,
) -> (ParagraphProperty, Vec<Element<'static>>) {
    let base = &style.paragraph;
    let mut property = ParagraphProperty::new();
    let mut extra = Vec::new();
    if style.id != "Normal" {
        property.style = Some(ParagraphStyle { val: style.id.clone() });
    }
    if format.align != base.align {
        property = property.align(alignment(format.align));
    }
    // A numbering has indents of its own, which only the paragraph's overrule; or its style's, if the numbering is the style's.
    let numbered = format.numbering != base.numbering;
    if numbered || (format.left, format.right, format.first_line) != (base.left, base.right, base.first_line) {
        // Indents in twips only: LibreOffice scales character units wrongly.
        let special = if format.first_line < Twips::ZERO {
            SpecialIndentType::Hanging((-format.first_line).bounded())
        } else {
            SpecialIndentType::FirstLine(format.first_line.bounded())
        };
        property = property.indent(Some(format.left.bounded()), Some(special), Some(format.right.bounded()), None);
    }
    if (format.before, format.after, format.line) != (base.before, base.after, base.line) {
        // Only where it differs: in all else a change of the style changes it.
        let mut spaces = LineSpacing::new();
        if format.before != base.before {
            spaces = spaces.before(unsigned(format.before));
        }
        if format.after != base.after {
            spaces = spaces.after(unsigned(format.after));
        }
        if format.line != base.line {
            spaces = lines(spaces, format.line);
        }
        property = property.line_spacing(spaces);
    }
    if format.keep_next != base.keep_next {
        property = property.keep_next(format.keep_next);
    }
    if format.keep_lines != base.keep_lines {
        property = property.keep_lines(format.keep_lines);
    }
    if format.widow_control != base.widow_control {
        extra.push(Element::val("w:widowControl", u8::from(format.widow_control)));
    }
    if format.line_numbers == Some(false) {
        extra.push(Element::new("w:suppressLineNumbers", ""));
    }
    if format.page_break_before {
        property = property.page_break_before(true);
    }
    if !format.borders.is_empty() {
        property.borders = Some(borders(&format.borders));
    }
    if format.tabs != base.tabs {
        property.tabs.extend(format.tabs.iter().map(tab_stop));
    }
    if let Some((numbering, level)) = format.numbering
        && format.numbering != base.numbering
    {
        property = property.numbering(NumberingId::new(numbering + 1), IndentLevel::new(level));
    }
    if format.outline != base.outline {
        if format.outline > 0 {
            property.outline_lvl = Some(OutlineLvl::new(usize::from(format.outline) - 1));
        } else {
            extra.push(Element::val("w:outlineLvl", 9));
        }
    }
    if let Some(frame) = format.frame {
        extra.push(Element::new(
            "w:framePr",
            format!(
                " w:w=\"{}\" w:hSpace=\"0\" w:vSpace=\"0\" w:wrap=\"around\" w:vAnchor=\"page\" w:hAnchor=\"page\" w:x=\"{}\" w:y=\"{}\"",
                frame.width.0.max(1),
                // Zero would mean "where it is": one twip is as good as none.
                if frame.x.0 == 0 { 1 } else { frame.x.0 },
                if frame.y.0 == 0 { 1 } else { frame.y.0 },
            ),
        ));
    }
    if let Some(gap) = format.auto_space
        && base.auto_space.unwrap_or(true) != gap
    {
        extra.extend(["w:autoSpaceDE", "w:autoSpaceDN"].map(|name| Element::val(name, u8::from(gap))));
    }
    if format.set_out != base.set_out {
        extra.push(Element::val("w:topLinePunct", u8::from(!format.set_out)));
    }
    if format.rtl != base.rtl {
        extra.push(Element::val("w:bidi", u8::from(format.rtl)));
    }
    (property, extra)
}

pub(super) fn alignment(align: Align) -> AlignmentType {
    match align {
        Align::Left => AlignmentType::Left,
        Align::Centre => AlignmentType::Center,
        Align::Right => AlignmentType::Right,
        Align::Both => AlignmentType::Both,
    }
}

pub(super) fn spacing(format: &ParagraphFormat) -> LineSpacing {
    lines(LineSpacing::new().before(unsigned(format.before)).after(unsigned(format.after)), format.line)
}

fn unsigned(twips: Twips) -> u32 {
    u32::try_from(twips.bounded()).unwrap_or(0)
}

fn lines(spacing: LineSpacing, line: Option<Line>) -> LineSpacing {
    match line {
        Some(Line::Exact(line)) => spacing.line(line.bounded().max(1)).line_rule(LineSpacingType::Exact),
        Some(Line::AtLeast(line)) => spacing.line(line.bounded().max(1)).line_rule(LineSpacingType::AtLeast),
        None => spacing.line(240).line_rule(LineSpacingType::Auto),
    }
}

fn borders(borders: &Borders) -> ParagraphBorders {
    let mut out = ParagraphBorders::with_empty();
    let sides = [
        (borders.top, ParagraphBorderPosition::Top),
        (borders.left, ParagraphBorderPosition::Left),
        (borders.bottom, ParagraphBorderPosition::Bottom),
        (borders.right, ParagraphBorderPosition::Right),
    ];
    for (border, position) in sides {
        if let Some(border) = border {
            out = out.set(
                ParagraphBorder::new(position)
                    .val(border_type(&border))
                    .size(border.size as usize)
                    .space(border.space as usize)
                    .color(border.colour.hex()),
            );
        }
    }
    out
}

fn border_type(border: &Border) -> BorderType {
    match border.kind {
        "dotted" => BorderType::Dotted,
        "dashed" => BorderType::Dashed,
        "dotDash" => BorderType::DotDash,
        "dotDotDash" => BorderType::DotDotDash,
        _ => BorderType::Single,
    }
}

pub(super) fn tab_stop(tab: &model::Tab) -> Tab {
    let value = match tab.kind {
        TabKind::Left => TabValueType::Left,
        TabKind::Centre => TabValueType::Center,
        TabKind::Right => TabValueType::Right,
    };
    let leader = match tab.leader {
        "dot" => TabLeaderType::Dot,
        "hyphen" => TabLeaderType::Hyphen,
        "underscore" => TabLeaderType::Underscore,
        "middleDot" => TabLeaderType::MiddleDot,
        _ => TabLeaderType::None,
    };
    Tab::new().val(value).leader(leader).pos(tab.position.unsigned())
}
