//! Lists: Word's own numbering where it has the number's form, a typed marker with a hanging indent elsewhere.

pub(super) mod computed;
pub(super) mod from_text;
pub(super) mod hung_marker;
pub(super) mod item_begin;
pub(super) mod label;
pub(super) mod level_text;

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Packed, Resolve, Smart, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, FixedAlignment, Size, VAlignment};
use typst_library::model::{EnumElem, ListElem, Numbering as Pattern, ParElem, ParbreakElem};
use typst_library::text::TextElem;

use self::computed::Computed;
use self::item_begin::{begin_later, begins_with_room, hang_alone, is_room, takes_marker};
use self::label::{Label, baseline, counts_alike};
use super::flow::Flow;
use super::line::inline::push_text;
use super::math::equation::in_line;
use super::text::direction::is_rtl;
use super::{Area, Walker};
use crate::docx::model::{Align, Block, Emu, Inline, ListLevel, Numbering, Paragraph, RunFormat, Tab, TabKind, Twips};

/// The marker of one item.
enum Marker {
    /// Word counts: numbering and level.
    Counted(usize, usize),
    /// Typed text, or what else stands for it, and how far the baseline of what is drawn is below its top, if it has one.
    Typed(Vec<Inline>, Option<Abs>),
}

/// Where the items of a list stand.
struct Shape {
    indent: Abs,
    marker: Abs,
    gap: Abs,
    gutter: Abs,
    tight: bool,
    /// Where narrower markers stand in the room of the widest.
    align: FixedAlignment,
    /// Whether the lines run to the left.
    rtl: bool,
    /// How much higher than a line of text the markers make theirs.
    higher: Abs,
    /// How far signs at the ends of markers reach beyond them with the halves of their widths that Typst takes from them: Word keeps
    /// those, so that the markers hang out at the start and take of the gap at the end.
    halves: (Abs, Abs),
}

impl Shape {
    fn text(&self) -> Abs {
        self.indent + self.marker + self.gap
    }

    /// Whether a marker and its text stand next to each other: no tab could part them, it would go to the next stop.
    fn joined(&self) -> bool {
        self.gap - self.halves.1 < Abs::pt(0.5)
    }

    /// How far before its text Word puts a marker: its left edge, its middle or its right edge, as it is aligned.
    fn hanging(&self) -> Abs {
        let rest = self.align.position(self.marker);
        let (start, end) = self.halves;
        let over = match self.align {
            FixedAlignment::Start => start,
            FixedAlignment::Center => (start - end) / 2.0,
            FixedAlignment::End => -end,
        };
        self.gap + over + if self.rtl { rest } else { self.marker - rest }
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
        let area = self.list_room(&elem.clone().pack(), styles, locator, area)?;
        let typst_library::foundations::Depth(depth) = styles.get(ListElem::depth);
        let marker = elem.marker.get_ref(styles).resolve(self.engine, styles, depth)?;
        let text = marker.plain_text().to_string();
        let tight = elem.tight.get(styles);
        let rtl = is_rtl(styles);
        let drawn = if text.is_empty() { self.drawn_marker(&marker, styles, locator, area)? } else { None };
        let drawn_baseline = match drawn {
            Some(_) => baseline(&self.previewed(&marker, styles, locator, Size::new(area.base, Abs::inf()))?),
            None => None,
        };
        let look = self.look_of(&marker, styles, locator)?;
        let size = f64::from(look.size) / 2.0 / styles.resolve(TextElem::size).to_pt();
        let higher = if size > 1.01 { self.extent(styles, &text).ascent * (size - 1.0) } else { Abs::zero() };
        let shape = Shape {
            indent: elem.indent.resolve(styles),
            marker: drawn.as_ref().map_or_else(|| self.text_width(styles, &text) * size, |(_, width)| *width),
            gap: elem.body_indent.resolve(styles),
            gutter: gutter(elem.spacing.get(styles).map(|spacing| spacing.resolve(styles)), tight, styles),
            tight,
            // All are as wide as each other.
            align: if rtl { FixedAlignment::Center } else { FixedAlignment::Start },
            rtl,
            higher,
            halves: (Abs::zero(), Abs::zero()),
        };
        let level = self.list_level();
        let numbering = (drawn.is_none() && text.chars().count() == 1)
            .then(|| self.numbering("bullet", &text, 1, level, &shape, area, &look));
        for (index, item) in elem.children.iter().enumerate() {
            let body = item.body.clone().set(ListElem::depth, typst_library::foundations::Depth(1));
            let marker = match (&drawn, numbering) {
                (Some((inlines, _)), _) => Marker::Typed(inlines.clone(), drawn_baseline),
                (None, Some(numbering)) => Marker::Counted(numbering, level),
                (None, None) => Marker::Typed(vec![Inline::Text(text.clone(), look.clone())], None),
            };
            self.item(index, marker, body, &shape, &look, styles, locator, area, flow)?;
        }
        if elem.marker_align.get(styles).y().is_some_and(|y| y != VAlignment::Top) {
            let bodies = elem.children.iter().map(|item| &item.body);
            self.stands_at_first_line(bodies, elem.span(), area.width - shape.text(), styles);
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
        let area = self.list_room(&elem.clone().pack(), styles, locator, area)?;
        let tight = elem.tight.get(styles);
        let full = elem.full.get(styles);
        let pattern = elem.numbering.get_ref(styles);
        let parents = styles.get_cloned(EnumElem::parents);
        let level = self.list_level();
        let plain = self.run_format(styles);
        let labels = self.labels(elem, styles, locator, area)?;
        let widest = labels.iter().map(|label| label.width).fold(Abs::zero(), Abs::max);
        let largest = labels.iter().map(|label| label.look.size).max().unwrap_or(plain.size);
        let higher = if largest > plain.size {
            self.extent(styles, "1").ascent * (f64::from(largest) / f64::from(plain.size.max(1)) - 1.0)
        } else {
            Abs::zero()
        };
        let gap = elem.body_indent.resolve(styles);
        let align = elem.number_align.get(styles).x().map_or(FixedAlignment::End, |x| x.resolve(styles));
        let most = |half: fn(&Label) -> Abs| labels.iter().map(half).fold(Abs::zero(), Abs::max);
        let mut halves = (most(|label| label.halves.0), most(|label| label.halves.1));
        let mut widest = widest;
        let alike = labels.iter().all(|label| (widest - label.width).abs() < Abs::pt(0.1));
        if align != FixedAlignment::End && !alike && gap - halves.1 < Abs::pt(0.5) {
            // No tab could part the widest from its text, and nothing else the others.
            widest += halves.1;
            halves.1 = Abs::zero();
        }
        let above = if full { parents.as_slice() } else { &[] };
        let (format, computed) = match pattern {
            Pattern::Pattern(pattern) if !full => {
                (self.word_format(pattern, parents.len().min(8), level, elem.span()), None)
            }
            _ => {
                let computed = Computed::of(&labels, above);
                (computed.as_ref().and_then(|computed| computed.at(level)), computed)
            }
        };
        let rtl = is_rtl(styles);
        let shape = Shape {
            indent: elem.indent.resolve(styles),
            marker: widest,
            gap,
            gutter: gutter(elem.spacing.get(styles).map(|spacing| spacing.resolve(styles)), tight, styles),
            tight,
            // The sides of what Word counts are those of the page to LibreOffice 7.4, and those of the line to others: in the middle
            // all agree.
            align: if rtl && format.is_some() { FixedAlignment::Center } else { align },
            rtl,
            higher,
            halves,
        };
        let run = computed.as_ref().map_or_else(|| plain.clone(), |computed| computed.look.clone());
        let around = match (&computed, &format, labels.first()) {
            (Some(Computed { whole: Some(whole), .. }), Some((kind, text)), Some(first)) => {
                let own = list_level(kind, text, first.number, &shape, area, &run);
                self.next_level(whole, &labels, above, own)
            }
            _ => None,
        };
        let mut current: Option<(usize, u64)> = None;
        for (index, (item, label)) in elem.children.iter().zip(labels).enumerate() {
            let Label { number, text, inlines, baseline, width, look, .. } = label;
            let marker = match &format {
                Some((kind, text)) if counts_alike(kind, number) => {
                    let numbering = match (around, current) {
                        (Some(around), _) => around,
                        (_, Some((numbering, next))) if next == number => numbering,
                        _ => self.numbering(kind, text, number, level, &shape, area, &run),
                    };
                    current = Some((numbering, number.saturating_add(1)));
                    Marker::Counted(numbering, level)
                }
                _ => {
                    let rest = shape.marker - width;
                    let before = shape.align.position(rest);
                    let before = if shape.rtl { rest - before } else { before };
                    let room =
                        (before > Abs::pt(0.5)).then(|| Inline::Space(Emu::from_pt(before.to_pt()), look.clone()));
                    let mut marker = Vec::from_iter(room);
                    if inlines.is_empty() {
                        push_text(&mut marker, &text, look.clone(), None);
                    }
                    marker.extend(inlines);
                    Marker::Typed(marker, baseline)
                }
            };
            let body = item.body.clone().set(EnumElem::parents, std::iter::once(number).collect());
            self.item(index, marker, body, &shape, &look, styles, locator, area, flow)?;
        }
        if elem.number_align.get(styles).y().is_some_and(|y| y != VAlignment::Top) {
            let bodies = elem.children.iter().map(|item| &item.body);
            self.stands_at_first_line(bodies, elem.span(), area.width - shape.text(), styles);
        }
        Ok(())
    }

    /// At which level of Word's a list stands: as deep as it is in others, of whatever kind.
    fn list_level(&self) -> usize {
        self.counting.len().min(8)
    }

    /// A level of the lists around: Shift+Tab finds it in Word.
    fn level_around(&self, at: usize) -> Option<ListLevel> {
        let numbering = (*self.counting.get(at)?)?;
        self.numberings.get(numbering)?.levels.get(at).cloned()
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
        let levels = (0..=level)
            .map(|at| {
                let around = if at < level { self.level_around(at) } else { None };
                around.unwrap_or_else(|| {
                    let start = if at == level { start } else { 1 };
                    let mut own = list_level(format, text, start, shape, area, run);
                    if format != "bullet" {
                        own.text = text.replace(&format!("%{}", level + 1), &format!("%{}", at + 1));
                    }
                    own
                })
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
        flow.space(shape.higher, 0);
        let inner =
            if shape.rtl { area.inset(Abs::zero(), shape.text()) } else { area.inset(shape.text(), Abs::zero()) };
        // Typst sets items in a column as wide as they are.
        let inner = Area { base: inner.width, loose: false, ..inner };
        flow.break_column();
        let before = flow.count();
        let hanging = match &marker {
            Marker::Counted(..) => shape.hanging(),
            Marker::Typed(..) => shape.marker + shape.gap + shape.halves.0,
        };
        let hung = match &marker {
            Marker::Typed(inlines, baseline) if !shape.rtl => {
                self.hang_marker(inlines, *baseline, &body, inner.left - hanging, styles, locator, inner, flow)?
            }
            _ => None,
        };
        flow.enter();
        let depth = self.counting.len();
        self.counting.push(match marker {
            Marker::Counted(numbering, _) => Some(numbering),
            Marker::Typed(..) => None,
        });
        self.placed_within(&body, styles, locator, inner, flow)?;
        self.counting.truncate(depth);
        flow.leave();
        if let Some(rest) = hung {
            flow.space(rest, 0);
            return Ok(());
        }
        let run = look.clone();
        // What is set aside for the markers lies where the lines begin.
        let edge = if shape.rtl { inner.right } else { inner.left };
        let (edge, start) = (Twips::from_pt(edge.to_pt()), Twips::from_pt((edge - hanging).to_pt()));
        let alone = flow.count() == before + 1;
        let mut lower = None;
        match flow.block_mut(before) {
            Some(Block::Paragraph(paragraph)) if takes_marker(paragraph) => {
                lower = alone.then(|| hang_alone(paragraph, look, inner.width)).flatten();
                self.keep_one_line(paragraph, shape.halves.1 - shape.gap, inner.width, styles);
                let own = std::mem::take(&mut paragraph.format.align);
                let place = match own {
                    // The marker stays where it is; only the text is aligned in its room.
                    Align::Centre | Align::Right if paragraph.format.hyphenate.is_none() && !shape.rtl => {
                        // The room behind the words is an indent, which a stop must not lie in.
                        let behind = paragraph.format.right.0 - Twips::from_pt(inner.right.to_pt()).0;
                        Some((own, Twips(Twips::from_pt(inner.width.to_pt()).0 - behind.max(0))))
                    }
                    _ => {
                        paragraph.format.align = own;
                        None
                    }
                };
                let typed = match &marker {
                    Marker::Typed(inlines, _) if shape.joined() => inlines.len(),
                    _ => 0,
                };
                mark(paragraph, marker, start, shape.joined(), run.clone());
                if let Some((align, room)) = place {
                    align_text(paragraph, align, room, typed, run);
                }
            }
            // An item without text, or one that begins with a table or another list's counted item: the marker stands alone.
            first => {
                let room = matches!(first, Some(Block::Paragraph(room)) if is_room(room));
                let mut paragraph = Paragraph { mark: run.clone(), ..Paragraph::default() };
                paragraph.format.left = edge;
                mark(&mut paragraph, marker, start, shape.joined(), run);
                flow.insert(before, paragraph, room);
            }
        }
        flow.space(lower.unwrap_or_default(), 0);
        Ok(())
    }
}

/// A level whose items stand like this.
fn list_level(format: &'static str, text: &str, start: u64, shape: &Shape, area: Area, run: &RunFormat) -> ListLevel {
    ListLevel {
        format,
        text: text.to_owned(),
        start,
        indent: Twips::from_pt((area.left + shape.text()).to_pt()),
        hanging: Twips::from_pt(shape.hanging().to_pt()),
        suffix: if shape.joined() { "nothing" } else { "tab" },
        align: match shape.align {
            FixedAlignment::Start => Align::Left,
            FixedAlignment::Center => Align::Centre,
            FixedAlignment::End => Align::Right,
        },
        heading: None,
        of_chapter: false,
        run: run.clone(),
    }
}

/// Sets the text after a marker in the middle of its room or at its right edge, by a tab stop. `typed`: how many inlines are a marker
/// with no tab behind it.
fn align_text(paragraph: &mut Paragraph, align: Align, room: Twips, typed: usize, run: RunFormat) {
    let (kind, position) = match align {
        Align::Centre => (TabKind::Centre, Twips(room.0 / 2)),
        _ => (TabKind::Right, room),
    };
    let left = paragraph.format.left;
    paragraph.format.tabs.push(Tab { position: left + position, kind, leader: "none" });
    let at = paragraph.inlines.iter().position(|inline| matches!(inline, Inline::Tab(_)));
    let at = match typed {
        0 if paragraph.format.numbering.is_some() => 0,
        0 => at.map_or(0, |at| at + 1),
        typed => {
            // A hanging indent is a stop as well, and the marker need not reach it.
            let format = &mut paragraph.format;
            format.left += std::mem::take(&mut format.first_line);
            typed
        }
    };
    paragraph.inlines.insert(at, Inline::Tab(run));
    for inline in &mut paragraph.inlines {
        if let Inline::Math(markup) = inline {
            in_line(markup);
        }
    }
}

/// Puts a marker before a paragraph's text: `start` is where it stands. A tab is between them if they are not `joined`.
fn mark(paragraph: &mut Paragraph, marker: Marker, start: Twips, joined: bool, run: RunFormat) {
    let format = &mut paragraph.format;
    let text = format.left + format.first_line;
    format.first_line = start - format.left;
    let stop = Tab { position: text, kind: TabKind::Left, leader: "none" };
    match marker {
        Marker::Counted(numbering, level) => {
            format.numbering = Some((numbering, level));
            let indented = text > format.left;
            if text != format.left {
                format.tabs.insert(0, stop);
            }
            if !joined && (indented || begins_with_room(&paragraph.inlines).is_some()) {
                begin_later(paragraph, text, run);
            }
        }
        Marker::Typed(mut inlines, _) => {
            if !joined {
                inlines.push(Inline::Tab(run));
                format.tabs.insert(0, stop);
            }
            inlines.append(&mut paragraph.inlines);
            paragraph.inlines = inlines;
        }
    }
}

fn gutter(spacing: Smart<Abs>, tight: bool, styles: StyleChain) -> Abs {
    spacing.unwrap_or_else(|| if tight { styles.resolve(ParElem::leading) } else { styles.resolve(ParElem::spacing) })
}
