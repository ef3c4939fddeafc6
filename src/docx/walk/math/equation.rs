//! Where equations stand: in a line, or in a paragraph of their own with a number at the edge.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, NativeElement, Packed, Resolve, StyleChain};
use typst_library::introspection::{Counter, SplitLocator};
use typst_library::layout::{Abs, AlignElem, FixedAlignment, Frame, Size};
use typst_library::math::EquationElem;
use typst_library::model::{Numbering, ParElem};
use typst_library::text::TextElem;

use super::lines::versions;
use super::numbered::displayed;
use super::numbered_row::Number;
use super::{NAMESPACE, justification};
use crate::docx::model::{Inline, ParagraphFormat, RunFormat, Tab, TabKind, Twips};
use crate::docx::walk::drawing::picture::seen;
use crate::docx::walk::flow::Flow;
use crate::docx::walk::line::{Line, Pictured};
use crate::docx::walk::text::metrics::{BASELINE, Extent};
use crate::docx::walk::{Area, NOTE, Walker};

impl Walker<'_, '_> {
    /// An equation in a line.
    pub fn inline_equation(
        &mut self,
        equation: &Packed<EquationElem>,
        whole: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<()> {
        let Some(markup) = self.office_math(equation, styles, locator)? else {
            if self.inline_picture(whole, styles, locator, area, line)? {
                self.warn(equation.span(), format!("{NOTE}公式转为图片"));
            }
            return Ok(());
        };
        let frame = self.previewed(whole, styles, locator, Size::new(area.base, Abs::inf()))?;
        let notes = std::mem::take(&mut self.formula_notes);
        self.notes_beside(notes, styles)?;
        self.grow(styles, "x", line);
        // Exact line spacing would cut a high formula off.
        if frame.height() > styles.resolve(TextElem::size) * 1.3 {
            line.hold(Pictured { height: frame.height(), ..Pictured::default() });
        } else {
            // A letter before it shows where its baseline is.
            let lettered = TextElem::packed("x") + whole.clone();
            let frame = self.previewed(&lettered, styles, locator, Size::new(Abs::inf(), Abs::inf()))?;
            let baselines = crate::docx::walk::text::metrics::baselines(&frame);
            if let (Some(baseline), Some((top, bottom))) = (baselines.first(), seen(&frame)) {
                line.formula = line.formula.max(Extent { ascent: *baseline - top, descent: bottom - *baseline });
            }
        }
        line.advance(frame.width());
        line.inlines.push(Inline::Math(versions(&markup)));
        Ok(())
    }

    /// An equation in a paragraph of its own, with its number at an edge.
    pub fn block_equation(
        &mut self,
        equation: &Packed<EquationElem>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let whole = equation.clone().pack();
        let Some(markup) = self.office_math(equation, styles, locator)? else {
            return self.block_picture(&whole, "公式", styles, locator, area, flow);
        };
        let frame = self.previewed(&whole, styles, locator, Size::new(area.base, Abs::inf()))?;
        let notes = std::mem::take(&mut self.formula_notes);
        let alone = notes.is_empty();
        self.notes_beside(notes, styles)?;
        let mut line = Line::new();
        let leading = styles.resolve(ParElem::leading);
        match low(&frame, styles.resolve(TextElem::size), leading) {
            // One that a line of its height has room for is set as a line of text is.
            Some(extent) => {
                line.grow(extent);
                line.formula = Extent { ascent: Abs::inf(), descent: Abs::inf() };
            }
            None => {
                line.hold(Pictured { height: frame.height(), ..Pictured::default() });
                self.grow(styles, "x", &mut line);
            }
        }
        let mut format = ParagraphFormat { widow_control: true, ..ParagraphFormat::default() };
        match self.number_of(equation, styles, locator)? {
            Some(number) => {
                let formula = Displayed { equation, markup, line, format, alone };
                self.beside_number(formula, &number, styles, locator, area, flow)
            }
            None => {
                let align = justification(styles.resolve(AlignElem::alignment).x);
                format.align = self.align(styles, false);
                line.inlines.push(Inline::Math(versions(&format!(
                    "<m:oMathPara xmlns:m=\"{NAMESPACE}\"><m:oMathParaPr><m:jc m:val=\"{align}\"/></m:oMathParaPr>{markup}</m:oMathPara>"
                ))));
                self.add_line(line, format, leading, styles, area, flow);
                Ok(())
            }
        }
    }

    /// The number of an equation that has one.
    fn number_of(
        &mut self,
        equation: &Packed<EquationElem>,
        styles: StyleChain,
        locator: &mut SplitLocator,
    ) -> SourceResult<Option<Numbered>> {
        let (Some(numbering), Some(location)) = (equation.numbering.get_cloned(styles), equation.location()) else {
            return Ok(None);
        };
        let counter = Counter::of(EquationElem::ELEM);
        let content = counter.display_at(self.engine, location, styles, &numbering, equation.span())?;
        // A numbering that is computed may give its numbers a look of their own.
        let look = match numbering {
            Numbering::Func(_) => Some(self.look_of(&content, styles, locator)?),
            Numbering::Pattern(_) => None,
        };
        Ok(Some(Numbered { content, look }))
    }

    /// The formula where it is aligned, the number at its edge: tab stops, as in books.
    fn beside_number(
        &mut self,
        formula: Displayed,
        number: &Numbered,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let Displayed { equation, markup, mut line, mut format, alone } = formula;
        let leading = styles.resolve(ParElem::leading);
        let look = self.run_format(styles);
        let text = self.shown(&number.content, styles, locator)?;
        let side = equation.number_align.get(styles).x().map_or(FixedAlignment::End, |x| x.resolve(styles));
        let room = self.text_width(styles, &text) + styles.resolve(TextElem::size);
        let stand = styles.resolve(AlignElem::alignment).x;
        let centred = stand == FixedAlignment::Center && alone;
        // Of a number at the right of what stands in the middle Word has a form of its own.
        if alone && (side != FixedAlignment::End || !centred) {
            let number = Number { content: &number.content, room, side, formula: stand };
            if self.numbered_in_row(equation, &markup, &number, styles, locator, area, flow)? {
                self.captions.typed_equations = true;
                return Ok(());
            }
        }
        let stop = |position: Abs, kind| Tab {
            position: Twips::from_pt((area.left + position).to_pt()),
            kind,
            leader: "none",
        };
        let (before, after) = if side == FixedAlignment::Start { (room, Abs::zero()) } else { (Abs::zero(), room) };
        let tab = match stand {
            FixedAlignment::Start if before > Abs::zero() => Some(stop(before, TabKind::Left)),
            FixedAlignment::Start => None,
            FixedAlignment::Center => Some(stop(area.width / 2.0, TabKind::Centre)),
            FixedAlignment::End => Some(stop(area.width - after, TabKind::Right)),
        };
        let own = number.look.as_ref().unwrap_or(&look);
        if side == FixedAlignment::End
            && centred
            && let Some(shown) = displayed(&markup, &text, own)
        {
            self.captions.typed_equations = true;
            format.tabs = tab.into_iter().chain([stop(area.width, TabKind::Right)]).collect();
            let number = Inline::ForOthers(text, own.clone());
            line.inlines.push(Inline::ForOthers("\t".into(), look.clone()));
            line.inlines.push(Inline::Math(shown));
            line.inlines.push(Inline::ForOthers("\t".into(), look));
            line.inlines.push(number);
            self.add_line(line, format, leading, styles, area, flow);
            return Ok(());
        }
        let number = Typed { equation, text: &text, look: number.look.as_ref() };
        if side == FixedAlignment::Start {
            self.type_number(&number, styles, &mut line);
        }
        line.inlines.extend(tab.is_some().then(|| Inline::Tab(look.clone())));
        line.inlines.push(Inline::Math(versions(&markup)));
        format.tabs.extend(tab);
        if side != FixedAlignment::Start {
            format.tabs.push(stop(area.width, TabKind::Right));
            line.inlines.push(Inline::Tab(look));
            self.type_number(&number, styles, &mut line);
        }
        self.add_line(line, format, leading, styles, area, flow);
        Ok(())
    }

    /// The number in the line, which Word counts where it can.
    fn type_number(&mut self, number: &Typed, styles: StyleChain, line: &mut Line) {
        let from = line.inlines.len();
        self.text(number.text, styles, line);
        let mut made = line.inlines.split_off(from);
        for inline in &mut made {
            if let (Some(own), Inline::Text(_, format)) = (number.look, inline) {
                format.clone_from(own);
            }
        }
        self.count_equation(number.equation, styles, &mut made);
        line.inlines.append(&mut made);
    }
}

/// A formula in a paragraph of its own, as far as it has come.
struct Displayed<'a> {
    equation: &'a Packed<EquationElem>,
    markup: String,
    line: Line,
    format: ParagraphFormat,
    /// Whether no note stands beside it.
    alone: bool,
}

/// The number of an equation.
struct Numbered {
    content: Content,
    /// The look that a computed numbering gives it.
    look: Option<RunFormat>,
}

/// A number as text.
struct Typed<'a> {
    equation: &'a Packed<EquationElem>,
    text: &'a str,
    look: Option<&'a RunFormat>,
}

/// Has a formula of its own stand at a side: its paragraph's alignment is nothing to it.
pub(crate) fn set_side(markup: &mut String, side: FixedAlignment) {
    let said = |side| format!("<m:jc m:val=\"{}\"/>", justification(side));
    for other in [FixedAlignment::Start, FixedAlignment::Center, FixedAlignment::End] {
        *markup = markup.replace(&said(other), &said(side));
    }
}

/// Makes a formula of its own one in a line: after a tab Word takes it for one, LibreOffice gives it a paragraph.
pub(crate) fn in_line(markup: &mut String) {
    while let (Some(begin), Some(from)) = (markup.find("<m:oMathPara "), markup.find(PARA_LOOKS_END)) {
        markup.replace_range(begin..from + PARA_LOOKS_END.len(), "");
    }
    *markup = markup.replace("</m:oMathPara>", "");
}

/// What the looks of a formula of its own end with.
const PARA_LOOKS_END: &str = "</m:oMathParaPr>";

/// How far a formula of its own reaches above and below its baseline, if it is low enough for a line of text.
fn low(frame: &Frame, size: Abs, leading: Abs) -> Option<Extent> {
    let (top, bottom) = seen(frame)?;
    let baselines = crate::docx::walk::text::metrics::baselines(frame);
    // The letters in its middle, not those of scripts and fractions.
    let middle = (top + bottom) / 2.0 + size * 0.25;
    let baseline = baselines.into_iter().min_by_key(|baseline| (*baseline - middle).abs())?;
    let extent = Extent { ascent: baseline.max(Abs::zero()), descent: (frame.height() - baseline).max(Abs::zero()) };
    let pitch = extent.height() + leading;
    (baseline - top <= pitch * BASELINE && bottom - baseline <= pitch * (1.0 - BASELINE)).then_some(extent)
}
