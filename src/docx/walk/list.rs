//! Lists: Word's own numbering where it has the number's form, a typed marker with a hanging indent elsewhere.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Context, Packed, Resolve, Smart, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, Dir};
use typst_library::model::{EnumElem, ListElem, Numbering as Pattern, NumberingPattern, ParElem, ParbreakElem};
use typst_library::routines::Arenas;
use typst_library::text::TextElem;
use typst_syntax::Span;

use super::flow::Flow;
use super::inline::push_text;
use super::{Area, Walker};
use crate::docx::model::{Block, Inline, ListLevel, Numbering, Paragraph, RunFormat, Tab, TabKind, Twips};

/// The marker of one item.
enum Marker {
    /// Word counts: numbering and level.
    Counted(usize, usize),
    /// Typed text.
    Typed(String),
}

/// Where the items of a list stand.
struct Shape {
    indent: Abs,
    marker: Abs,
    gap: Abs,
    gutter: Abs,
    tight: bool,
}

impl Shape {
    fn text(&self) -> Abs {
        self.indent + self.marker + self.gap
    }
}

impl Walker<'_, '_> {
    /// A bullet list.
    pub fn list(
        &mut self,
        elem: &Packed<ListElem>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let typst_library::foundations::Depth(depth) = styles.get(ListElem::depth);
        let marker = elem.marker.get_ref(styles).resolve(self.engine, styles, depth)?;
        let text = marker.plain_text().to_string();
        let tight = elem.tight.get(styles);
        let shape = Shape {
            indent: elem.indent.resolve(styles),
            marker: self.text_width(styles, &text),
            gap: elem.body_indent.resolve(styles),
            gutter: gutter(elem.spacing.get(styles).map(|spacing| spacing.resolve(styles)), tight, styles),
            tight,
        };
        let level = depth.min(8);
        let look = self.look_of(&marker, styles, locator)?;
        let numbering = self.numbering("bullet", &text, 1, level, &shape, area, &look);
        for (index, item) in elem.children.iter().enumerate() {
            let body = item.body.clone().set(ListElem::depth, typst_library::foundations::Depth(1));
            let marker =
                if text.chars().count() == 1 { Marker::Counted(numbering, level) } else { Marker::Typed(text.clone()) };
            self.item(index, marker, body, &shape, &look, styles, locator, area, flow)?;
        }
        Ok(())
    }

    /// A numbered list.
    pub fn enumeration(
        &mut self,
        elem: &Packed<EnumElem>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let tight = elem.tight.get(styles);
        let reversed = elem.reversed.get(styles);
        let full = elem.full.get(styles);
        let pattern = elem.numbering.get_ref(styles);
        let mut parents = styles.get_cloned(EnumElem::parents);
        let level = parents.len().min(8);
        let mut number =
            elem.start.get(styles).unwrap_or_else(|| if reversed { elem.children.len() as u64 } else { 1 });
        let mut labels = Vec::new();
        let plain = self.run_format(styles);
        for item in &elem.children {
            number = item.number.get(styles).unwrap_or(number);
            let mut look = plain.clone();
            let label = match pattern {
                Pattern::Pattern(pattern) if !full => {
                    pattern.apply_kth(self.engine, item.span(), parents.len(), number).to_string()
                }
                other => {
                    use comemo::Track;
                    let context = Context::new(None, Some(styles));
                    parents.push(number);
                    let numbers = if full { parents.as_slice() } else { parents.get(level..).unwrap_or_default() };
                    let label = other.apply(self.engine, context.track(), item.span(), numbers)?.display();
                    parents.pop();
                    look = self.look_of(&label, styles, locator)?;
                    label.plain_text().to_string()
                }
            };
            labels.push((number, label, look));
            number = if reversed { number.saturating_sub(1) } else { number.saturating_add(1) };
        }
        let widest = labels.iter().map(|(_, label, _)| self.text_width(styles, label)).fold(Abs::zero(), Abs::max);
        let shape = Shape {
            indent: elem.indent.resolve(styles),
            marker: widest,
            gap: elem.body_indent.resolve(styles),
            gutter: gutter(elem.spacing.get(styles).map(|spacing| spacing.resolve(styles)), tight, styles),
            tight,
        };
        let format = match pattern {
            Pattern::Pattern(pattern) if !full => self.word_format(pattern, level, elem.span()),
            _ => None,
        };
        let mut current: Option<(usize, u64)> = None;
        for (index, (item, (number, label, look))) in elem.children.iter().zip(labels).enumerate() {
            let marker = match &format {
                None => Marker::Typed(label),
                Some((kind, text)) => {
                    let numbering = match current {
                        Some((numbering, next)) if next == number => numbering,
                        _ => self.numbering(kind, text, number, level, &shape, area, &plain),
                    };
                    current = Some((numbering, number.saturating_add(1)));
                    Marker::Counted(numbering, level)
                }
            };
            let body = item.body.clone().set(EnumElem::parents, std::iter::once(number).collect());
            self.item(index, marker, body, &shape, &look, styles, locator, area, flow)?;
        }
        Ok(())
    }

    /// How a marker looks: as its first text does.
    fn look_of(&mut self, marker: &Content, styles: StyleChain, locator: &mut SplitLocator) -> SourceResult<RunFormat> {
        if marker.is::<TextElem>() {
            return Ok(self.run_format(styles));
        }
        let arenas = Arenas::default();
        let (pairs, _) = self.realize(&arenas, locator, marker, styles)?;
        let text = pairs.iter().find(|(child, _)| child.is::<TextElem>());
        Ok(self.run_format(text.map_or(styles, |(_, styles)| *styles)))
    }

    /// Word's number format for a level of a pattern, found by what the pattern makes of a three.
    fn word_format(&mut self, pattern: &NumberingPattern, level: usize, span: Span) -> Option<(&'static str, String)> {
        let three = pattern.apply_kth(self.engine, span, level, 3);
        FORMATS.iter().find_map(|(sign, format)| {
            let at = three.find(sign)?;
            let (before, after) = three.split_at(at);
            let after = after.get(sign.len()..)?;
            // Signs of other numerals in what surrounds the number would be misread.
            (!before.contains('%') && !after.contains('%')).then(|| (*format, format!("{before}%{}{after}", level + 1)))
        })
    }

    #[allow(clippy::too_many_arguments, reason = "a numbering's level has this many parts")]
    fn numbering(
        &mut self,
        format: &'static str,
        text: &str,
        start: u64,
        level: usize,
        shape: &Shape,
        area: Area,
        run: &RunFormat,
    ) -> usize {
        let indent = Twips::from_pt((area.left + shape.text()).to_pt());
        let hanging = Twips::from_pt((shape.marker + shape.gap).to_pt());
        let levels = (0..=level)
            .map(|at| ListLevel {
                format,
                text: if format == "bullet" {
                    text.to_owned()
                } else {
                    text.replace(&format!("%{}", level + 1), &format!("%{}", at + 1))
                },
                start: if at == level { start } else { 1 },
                indent,
                hanging,
                suffix: "tab",
                heading: None,
                run: run.clone(),
            })
            .collect();
        let numbering = Numbering { levels, restart: None };
        if format == "bullet"
            && let Some(known) = self.numberings.iter().position(|known| *known == numbering)
        {
            return known;
        }
        self.numberings.push(numbering);
        self.numberings.len() - 1
    }

    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    fn item(
        &mut self,
        index: usize,
        marker: Marker,
        mut body: Content,
        shape: &Shape,
        look: &RunFormat,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        if !shape.tight {
            body += ParbreakElem::shared();
        }
        if index > 0 {
            flow.space(shape.gutter, 0);
        }
        // What is set aside for the markers lies where the lines begin.
        let rtl = styles.resolve(TextElem::dir) == Dir::RTL;
        let inner = if rtl { area.inset(Abs::zero(), shape.text()) } else { area.inset(shape.text(), Abs::zero()) };
        let before = flow.count();
        flow.enter();
        self.content(&body, styles, locator, inner, flow)?;
        flow.leave();
        let run = look.clone();
        let hanging = Twips::from_pt((shape.marker + shape.gap).to_pt());
        match flow.block_mut(before) {
            Some(Block::Paragraph(paragraph)) => mark(paragraph, &marker, hanging, run),
            // An item without text, or one that begins with a table: the marker stands alone.
            _ => {
                let mut paragraph = Paragraph { mark: run.clone(), ..Paragraph::default() };
                paragraph.format.left = Twips::from_pt(inner.left.to_pt());
                mark(&mut paragraph, &marker, hanging, run);
                flow.insert(before, paragraph);
            }
        }
        Ok(())
    }
}

fn mark(paragraph: &mut Paragraph, marker: &Marker, hanging: Twips, run: RunFormat) {
    paragraph.format.first_line = -hanging;
    match marker {
        Marker::Counted(numbering, level) => paragraph.format.numbering = Some((*numbering, *level)),
        Marker::Typed(text) => {
            let mut inlines = Vec::new();
            push_text(&mut inlines, text, run.clone(), None);
            inlines.push(Inline::Tab(run));
            inlines.append(&mut paragraph.inlines);
            paragraph.inlines = inlines;
            let stop = Tab { position: paragraph.format.left, kind: TabKind::Left, leader: "none" };
            paragraph.format.tabs.insert(0, stop);
        }
    }
}

fn gutter(spacing: Smart<Abs>, tight: bool, styles: StyleChain) -> Abs {
    spacing.unwrap_or_else(|| if tight { styles.resolve(ParElem::leading) } else { styles.resolve(ParElem::spacing) })
}

/// What a three looks like, and Word's name of such numbers. The order matters: iii before i would be found in it.
pub(super) const FORMATS: &[(&str, &str)] = &[
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
