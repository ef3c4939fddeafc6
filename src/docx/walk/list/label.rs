//! The numbers of list items: what they say, how wide they are, and how Word would count them.

use comemo::Track;
use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Context, NativeElement, Packed, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, BlockElem, BoxElem, Frame, Size};
use typst_library::model::{EnumElem, Numbering as Pattern, NumberingPattern, ParbreakElem};
use typst_library::routines::Arenas;
use typst_library::text::{LinebreakElem, TextElem};
use typst_syntax::Span;

use crate::docx::model::{FontNames, Inline, RunFormat};
use crate::docx::walk::flow::fill::found;
use crate::docx::walk::line::Line;
use crate::docx::walk::line::ends::Squeeze;
use crate::docx::walk::reference::shown::push_words;
use crate::docx::walk::{Area, NOTE, Walker};

/// The number of an item.
pub(crate) struct Label {
    pub number: u64,
    pub text: String,
    /// What stands for it where it is more than text of one look.
    pub inlines: Vec<Inline>,
    /// How far its baseline is below its top, if it is drawn and has one.
    pub baseline: Option<Abs>,
    /// Without what the signs at its ends give up.
    pub width: Abs,
    pub look: RunFormat,
    /// What an opening sign at its start and a closing one at its end give up of their widths, as at the ends of any line.
    pub halves: (Abs, Abs),
}

/// How far the baseline of a frame is below its top, if it has one of its own.
pub(crate) fn baseline(frame: &Frame) -> Option<Abs> {
    frame.has_baseline().then(|| frame.baseline())
}

impl Walker<'_, '_> {
    /// The numbers of a list's items.
    pub(crate) fn labels(
        &mut self,
        elem: &Packed<EnumElem>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<Vec<Label>> {
        let reversed = elem.reversed.get(styles);
        let full = elem.full.get(styles);
        let pattern = elem.numbering.get_ref(styles);
        let mut parents = styles.get_cloned(EnumElem::parents);
        let level = parents.len().min(8);
        let mut number =
            elem.start.get(styles).unwrap_or_else(|| if reversed { elem.children.len() as u64 } else { 1 });
        let mut labels = Vec::new();
        let squeeze = Squeeze::of(styles);
        let plain = self.run_format(styles);
        for item in &elem.children {
            number = item.number.get(styles).unwrap_or(number);
            let mut look = plain.clone();
            let mut drawn = None;
            let mut laid_out = None;
            let label = match pattern {
                Pattern::Pattern(pattern) if !full => {
                    pattern.apply_kth(self.engine, item.span(), parents.len(), number).to_string()
                }
                other => {
                    let context = Context::new(None, Some(styles));
                    parents.push(number);
                    let numbers = if full { parents.as_slice() } else { parents.get(level..).unwrap_or_default() };
                    let label = other.apply(self.engine, context.track(), item.span(), numbers)?.display();
                    parents.pop();
                    look = self.look_of(&label, styles, locator)?;
                    // What is more than words of one look is typed as it is, as wide as Typst has it.
                    let mut words = label.plain_text().to_string();
                    if !label.is::<TextElem>()
                        && let Some((inlines, _)) = self.drawn_marker(&label, styles, locator, area)?
                    {
                        if inlines.iter().all(|inline| matches!(inline, Inline::Text(_, own) if *own == look)) {
                            // Computed where it stands, it has no words before.
                            words.clear();
                            push_words(&inlines, &mut words);
                            if look != plain {
                                let frame =
                                    self.previewed(&label, styles, locator, Size::new(area.base, Abs::inf()))?;
                                laid_out = Some(frame.width());
                            }
                        } else {
                            let frame = self.previewed(&label, styles, locator, Size::new(area.base, Abs::inf()))?;
                            drawn = Some((inlines, frame));
                        }
                    }
                    words
                }
            };
            let halves = |inlines: &[Inline]| {
                let halves = squeeze.as_ref().map(|squeeze| squeeze.halves(inlines));
                halves.map_or((Abs::zero(), Abs::zero()), |halves| (halves.start, halves.end))
            };
            let baseline = drawn.as_ref().and_then(|(_, frame)| baseline(frame));
            let (inlines, width, halves) = match drawn {
                Some((inlines, frame)) => {
                    let halves = halves(&inlines);
                    (inlines, frame.width(), halves)
                }
                None => {
                    let halves = halves(&[Inline::Text(label.clone(), look.clone())]);
                    let width = laid_out.unwrap_or_else(|| self.text_width(styles, &label) - halves.0 - halves.1);
                    (Vec::new(), width, halves)
                }
            };
            labels.push(Label { number, text: label, inlines, baseline, width, look, halves });
            number = if reversed { number.saturating_sub(1) } else { number.saturating_add(1) };
        }
        Ok(labels)
    }

    /// A marker that is no text, and its width.
    pub(crate) fn drawn_marker(
        &mut self,
        marker: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<Option<(Vec<Inline>, Abs)>> {
        if marker.is_empty() {
            return Ok(None);
        }
        let arenas = Arenas::default();
        let content = BoxElem::new().with_body(Some(marker.clone())).pack();
        let pairs = self.realize_par(&arenas, locator, &content, styles)?;
        let mut line = Line::new();
        self.inlines(&pairs, locator, area, &mut line)?;
        // Every item has them.
        line.inlines.retain(|inline| !inline.is_bookmark());
        Ok((!line.inlines.is_empty()).then_some((line.inlines, line.width)))
    }

    /// How a marker looks: as its first text does.
    pub(crate) fn look_of(
        &mut self,
        marker: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
    ) -> SourceResult<RunFormat> {
        if let Some(text) = marker.to_packed::<TextElem>() {
            return Ok(self.look_of_sign(&text.text, styles));
        }
        let arenas = Arenas::default();
        let (pairs, _) = self.realize(&arenas, locator, marker, styles)?;
        let text = pairs.iter().find_map(|(child, styles)| Some((child.to_packed::<TextElem>()?, *styles)));
        Ok(match text {
            Some((text, styles)) => self.look_of_sign(&text.text, styles),
            None => self.run_format(styles),
        })
    }

    /// How a text looks; of one sign, which may come from a font that is not in the list, in that one.
    fn look_of_sign(&mut self, text: &str, styles: StyleChain) -> RunFormat {
        let mut look = self.run_format(styles);
        let mut signs = text.chars();
        if let (Some(sign), None) = (signs.next(), signs.next())
            && let Some(name) = self.font_beyond(sign, styles)
        {
            look.fonts = FontNames { latin: name.clone(), east_asian: name };
        }
        look
    }

    /// Tells of markers that do not stand at the first line of their items, where these have more than one.
    pub(crate) fn stands_at_first_line<'a>(
        &mut self,
        mut bodies: impl Iterator<Item = &'a Content>,
        span: Span,
        room: Abs,
        styles: StyleChain,
    ) {
        let several = |body: &Content| {
            found(body, |elem| elem.is::<LinebreakElem>() || elem.is::<ParbreakElem>() || elem.is::<BlockElem>())
                || self.text_width(styles, &body.plain_text()) > room
        };
        if bodies.any(several) {
            self.warn(span, format!("{NOTE}列表的编号和符号在 Word 中总在第一行"));
        }
    }

    /// Word's number format for a level of a pattern, found by what the pattern makes of a three, and the text of Word's level `at`.
    pub(crate) fn word_format(
        &mut self,
        pattern: &NumberingPattern,
        level: usize,
        at: usize,
        span: Span,
    ) -> Option<(&'static str, String)> {
        let three = pattern.apply_kth(self.engine, span, level, 3);
        FORMATS.iter().find_map(|(sign, format)| {
            let (before, after) = three.split_at(three.find(sign)?);
            let after = after.get(sign.len()..)?;
            // Signs of other numerals in what surrounds the number would be misread.
            (!before.contains('%') && !after.contains('%')).then(|| (*format, format!("{before}%{}{after}", at + 1)))
        })
    }
}

/// Whether Word writes a number as Typst does: its ten in the numerals of finance is 壹拾, where Typst has 拾.
pub(crate) fn counts_alike(format: &str, number: u64) -> bool {
    format != "chineseLegalSimplified" || !(10..20).contains(&number)
}

/// What a three looks like, and Word's name of such numbers. The order matters: iii before i would be found in it.
pub(crate) const FORMATS: &[(&str, &str)] = &[
    ("3", "decimal"),
    ("iii", "lowerRoman"),
    ("III", "upperRoman"),
    ("三", "chineseCountingThousand"),
    ("叁", "chineseLegalSimplified"),
    ("③", "decimalEnclosedCircle"),
    ("丙", "ideographTraditional"),
    ("c", "lowerLetter"),
    ("C", "upperLetter"),
];
