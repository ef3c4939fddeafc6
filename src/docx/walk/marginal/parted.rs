//! Headers and footers that change from page to page otherwise than numbers and running titles do: Word has one for a section, so each
//! page that begins with a break becomes a section of its own.
//!
//! Whether one changes is known at the end of a walk only, when its pages were asked for. It is kept among the pages for the next walk,
//! as is where floats came to stand.

use std::num::NonZeroUsize;

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, StyleChain, Styles};
use typst_library::introspection::{Introspector, Location, PagedPosition, Tag, TagElem};
use typst_library::layout::{Abs, PageElem, PagebreakElem, Point};
use typst_library::model::HeadingElem;
use typst_library::routines::Pair;

use super::level::Versions;
use super::running::{Change, Turned, Turning};
use super::title_fields::Fields;
use super::{Margin, Marginal};
use crate::docx::introspector::Pages;
use crate::docx::model::{Block, Canvas, Inline, PageNumbers, Piece, Section, SectionStart, Segment};
use crate::docx::walk::Walker;
use crate::docx::walk::finish::paragraphs_in;
use crate::docx::walk::flow::heights::{height_of, lines_of};
use crate::docx::walk::page::runs::Run;
use crate::docx::walk::page::stretches::close;

/// Two drawings, or the columns of two tables, are the same that differ by no more than this, in points: numbers are not all of a width.
const SAME: f64 = 2.0;

/// What stands beside the text of a run's pages, as a fingerprint: Typst takes any two `context` for equal.
pub(crate) fn fingerprint(styles: StyleChain) -> u128 {
    typst_utils::hash128(&(
        styles.get_ref(PageElem::header),
        styles.get_ref(PageElem::footer),
        styles.get_ref(PageElem::background),
        styles.get_ref(PageElem::foreground),
        styles.get_ref(PageElem::fill),
        styles.get_ref(PageElem::supplement),
        styles.get(PageElem::number_align),
        styles.get(PageElem::header_ascent),
        styles.get(PageElem::footer_descent),
    ))
}

/// Under which location it is kept that such a margin changes from page to page.
fn mark(fingerprint: u128) -> Location {
    Location::new(fingerprint).variant(4)
}

/// Keeps which margins change, for the next walk.
pub(crate) fn keep(varying: &[u128], pages: &mut Pages) {
    for &fingerprint in varying {
        let somewhere = PagedPosition { page: NonZeroUsize::MIN, point: Point::zero() };
        pages.of.insert(mark(fingerprint), somewhere);
    }
}

/// Appends a part's sections. A part that begins with text and has the same beside it as the page before goes on in the same section.
pub(crate) fn append(sections: &mut Vec<Section>, mut more: Vec<Section>, parted: bool) {
    let Some(last) = sections.last_mut() else {
        sections.append(&mut more);
        return;
    };
    if parted
        && let Some(next) = more.first_mut()
        && goes_on(last, next)
        && let Some(Block::Paragraph(first)) = next.blocks.first_mut()
    {
        first.format.page_break_before = true;
        last.blocks.append(&mut next.blocks);
        more.remove(0);
    }
    if !more.is_empty() {
        close(last);
        sections.append(&mut more);
    }
}

/// Whether a section differs from the one before in nothing but its text.
fn goes_on(last: &Section, next: &Section) -> bool {
    next.start == SectionStart::NextPage
        && next.numbers == PageNumbers::default()
        && (&next.page, next.line_numbers) == (&last.page, last.line_numbers)
        && (&next.headers, &next.footers) == (&last.headers, &last.footers)
        && last.headers.first.is_none()
        && last.footers.first.is_none()
}

impl<'a> Run<'a> {
    /// The children that are on the first of its pages on which anything is; if there is none, those that say how an empty one is set.
    pub fn stretch(&self) -> &[Pair<'a>] {
        let is_break = |child: &Content| child.is::<PagebreakElem>();
        let visible = self.children.iter().position(|(child, _)| !child.is::<TagElem>() && !is_break(child));
        let children = match visible {
            Some(from) => {
                let rest = self.children.get(from..).unwrap_or_default();
                let length = rest.iter().position(|(child, _)| is_break(child)).unwrap_or(rest.len());
                rest.get(..length)
            }
            // Pages with nothing on them are set as the break between them says.
            None => match self.children.iter().position(|(child, _)| is_break(child)) {
                Some(at) => self.children.get(at..=at),
                None => Some(self.children.as_slice()),
            },
        };
        children.unwrap_or_default()
    }

    /// The styles its pages share.
    pub fn shared(&self) -> Styles {
        Styles::root(self.stretch(), self.initial)
    }

    fn has_heading(&self) -> bool {
        self.children.iter().any(|(child, _)| match child.to_packed::<TagElem>().map(|elem| &elem.tag) {
            Some(Tag::Start(elem, _)) => elem.is::<HeadingElem>(),
            _ => false,
        })
    }

    /// The run in parts, each of which begins with a page break of its own. `followed`: another run comes, whose first page the last break
    /// begins.
    fn parts(&self, followed: bool) -> Vec<Run<'a>> {
        let mut parts: Vec<Run> = self.parts_by_break().into_iter().map(|(_, part)| part).collect();
        // After the last break there may be nothing.
        let mut begun = followed;
        while parts.len() > 1
            && parts.last().is_some_and(|last| !last.has_pages() && (!last.staged || std::mem::take(&mut begun)))
        {
            let Some(last) = parts.pop() else { break };
            parts.last_mut().into_iter().for_each(|part| part.children.extend(last.children.iter().copied()));
        }
        parts
    }

    /// The run parted at each page break, with that break; the last part may have no page.
    pub fn parts_by_break(&self) -> Vec<(Option<Pair<'a>>, Run<'a>)> {
        let Self { start, staged, initial, parity, .. } = *self;
        let first = Run { children: Vec::new(), start, staged, initial, parity };
        let mut parts = vec![(None, first)];
        for &(child, styles) in &self.children {
            let Some((_, part)) = parts.last_mut() else { break };
            let Some(elem) = child.to_packed::<PagebreakElem>() else {
                part.children.push((child, styles));
                continue;
            };
            let weak = elem.weak.get(styles);
            if part.is_blank() && (weak || !part.staged) {
                part.children.push((child, styles));
                continue;
            }
            let initial = if elem.boundary.get(styles) { part.initial } else { styles };
            let start = SectionStart::NextPage;
            let next = Run { children: Vec::new(), start, staged: !weak, initial, parity: None };
            parts.push((Some((child, styles)), next));
        }
        parts
    }
}

impl Walker<'_, '_> {
    /// The page before the one on which the next part begins, or the document's last one.
    pub(crate) fn last_before(&self, next: Option<&Run>) -> Option<usize> {
        let Some(next) = next else { return self.pages_in_all() };
        let begins = next.children.iter().find_map(|(child, _)| match &child.to_packed::<TagElem>()?.tag {
            Tag::Start(elem, _) => elem.location(),
            Tag::End(..) => None,
        })?;
        let introspector = self.engine.introspector.access("what is asked here says nothing of the document");
        let page = self.hearing.unheard(|| introspector.page(begins))?;
        page.get().checked_sub(1)
    }

    /// A run in parts, if what stands beside the text is known to change on its pages. One with headings among several runs is a part even
    /// if it has no others: pages far off would show the headings of other runs. `followed`: another one comes.
    pub(crate) fn parts<'a>(&mut self, run: &Run<'a>, followed: bool, several: bool) -> Option<Vec<Run<'a>>> {
        let styles = run.shared();
        let fingerprint = fingerprint(StyleChain::new(&styles));
        if !self.known_to_vary(fingerprint) {
            return None;
        }
        self.varying.push(fingerprint);
        let parts = run.parts(followed);
        (parts.len() > 1 || several && run.has_heading()).then_some(parts)
    }

    /// Whether it was kept that a margin changes.
    fn known_to_vary(&self, fingerprint: u128) -> bool {
        let introspector = self.engine.introspector.access("what is asked here says nothing of the document");
        self.hearing.unheard(|| introspector.position(mark(fingerprint))).is_some()
    }

    /// Whether the pages are known of those that have such a margin. A document of one page is like one that was not laid out, if nothing
    /// was kept of it.
    pub(crate) fn knows_pages(&self, fingerprint: u128) -> bool {
        self.pages_in_all().is_some_and(|pages| pages > 1) || self.known_to_vary(fingerprint)
    }

    /// Whether what is drawn, or how the words look, differs from page to page of the section, where the words are the same but for
    /// numbers. `far`: what it is on an odd and an even stand-in page, of so many.
    pub(crate) fn drawn_anew(&mut self, margin: &Margin, far: [&[Block]; 2], of: usize) -> SourceResult<bool> {
        let [odd, even] = far;
        if !has_drawing(odd) && !has_drawing(even) && !self.hearing.found_in_margin() {
            return Ok(false);
        }
        let total = self.pages_in_all().unwrap_or(1);
        // The first page of a part has a header of its own anyway.
        let skipped = usize::from(self.parted);
        let pages: Vec<usize> = self.real_pages().into_iter().map(NonZeroUsize::get).skip(skipped).collect();
        let Some(&first) = pages.first() else {
            if self.parted {
                return Ok(false);
            }
            // Nothing tells the pages yet: another stand-in with digits as wide.
            let (other, ..) = self.probe(margin, (of / 2) | 1, of)?;
            return Ok(drawn_otherwise(odd, &other));
        };
        // Left and right pages have each their own.
        let sides = drawn_otherwise(odd, even);
        let (one, ..) = self.probe(margin, first, total)?;
        for page in pages {
            // Longer numbers take more room.
            if page.to_string().len() == first.to_string().len() && !(sides && page % 2 != first % 2) {
                let (other, ..) = self.probe(margin, page, total)?;
                if drawn_otherwise(&one, &other) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// A header of a section that is a part of a run: that of its first page, and of the two after it, one of which is a left page.
    /// `laid`: the height Typst gives it.
    pub(crate) fn of_its_pages(&mut self, margin: &Margin, first: usize, laid: Abs) -> SourceResult<Marginal> {
        let last = self.last.unwrap_or(first);
        let sides = last > first;
        let mut versions = vec![self.held_anyway(margin, first, sides)?];
        for page in first + 1..=last.min(first + 2) {
            versions.push(self.held_anyway(margin, page, sides)?);
        }
        let asked = versions.len();
        let several = asked > 1;
        if let [only] = versions.as_mut_slice()
            && counts_on(&only.fields)
        {
            // On one page it need not be the page's number that something counts on from.
            only.fields.clone_from(&only.blocks);
        }
        let [Some(begins), Some(other), Some(own)] =
            [0, 1, 2].map(|at| versions.get(at).or(versions.get(at % 2)).or(versions.first()))
        else {
            return Ok(Marginal::nothing());
        };
        let sides = if first.is_multiple_of(2) { [other, own] } else { [own, other] };
        let [odd, even] = sides.map(|held| held.blocks.as_slice());
        let total = self.pages_in_all().unwrap_or(first);
        let turning = Turning {
            like: [odd, even, &begins.blocks],
            fields: [&sides[0].fields, &sides[1].fields, &begins.fields],
            first_page: Some(first),
            offset: begins.ahead.unwrap_or(0),
            total,
        };
        let Turned { varies, warned, mut titles, mut firsts } = self.turned_pages(margin, &turning)?;
        if warned || several && self.drawn_anew(margin, [odd, even], total)? {
            self.one_page_only(margin);
        } else if several && last == total {
            let like = if last.is_multiple_of(2) { even } else { odd };
            self.last_differs(margin, like, total)?;
        }
        let mut fields = [&sides[0].fields, &sides[1].fields, &begins.fields].map(Clone::clone);
        if varies == Change::None && !warned {
            // A title that is all there is on the section's pages is still a field: it goes along with the heading.
            titles = self.titles_in(odd, even, margin.styles, margin.span)?;
            titles.retain(|title| self.titles.iter().any(|own| own.location == title.location));
            firsts = Default::default();
        }
        if !titles.is_empty() {
            let first = self.first_titles(margin.styles, margin.span)?;
            for (blocks, firsts) in fields.iter_mut().zip(&firsts) {
                Fields { titles: &titles, first: &first, firsts, count: 0 }.put(blocks);
            }
        }
        let height = fields.iter().map(|blocks| height_of(blocks)).fold(Abs::zero(), Abs::max);
        let [odd, even, begins_with] = &fields;
        let height = height.max(lines_of(odd, laid));
        let like = if first.is_multiple_of(2) { even } else { odd };
        let [next, after] = [1, 2].map(|after| if asked > after { first + after } else { first });
        let [on_odd, on_even] = if first.is_multiple_of(2) { [next, after] } else { [after, next] };
        let mut versions = Versions {
            own_even: odd != even,
            own_first: like != begins_with,
            pages: [on_odd, on_even, first],
            total,
            blocks: fields,
        };
        let height = self.level(margin, &mut versions, own.stands)?.unwrap_or(height);
        Ok(Marginal {
            marginals: versions.marginals(),
            height,
            below: own.below,
            stands: own.stands,
            offset: begins.ahead,
        })
    }
}

/// Whether a number is counted on from the page's.
fn counts_on(blocks: &[Block]) -> bool {
    fn inlines_count(inlines: &[Inline]) -> bool {
        inlines.iter().any(|inline| match inline {
            Inline::Field { instruction, .. } => instruction.starts_with("= {PAGE}"),
            Inline::Link { inlines, .. } => inlines_count(inlines),
            _ => false,
        })
    }
    paragraphs_in(blocks).into_iter().any(|paragraph| inlines_count(&paragraph.inlines))
}

/// Whether anything is drawn, or in columns.
fn has_drawing(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::Paragraph(paragraph) => paragraph.inlines.iter().any(|inline| matches!(inline, Inline::Canvas(_))),
        Block::Table(_) => true,
    })
}

/// Whether two versions with the same words differ in what is drawn, or in the widths of their columns.
fn drawn_otherwise(one: &[Block], other: &[Block]) -> bool {
    let far = |a: f64, b: f64| (a - b).abs() > SAME;
    one.len() == other.len()
        && one.iter().zip(other).any(|pair| match pair {
            (Block::Paragraph(a), Block::Paragraph(b)) => {
                let indents = [(a.format.left, b.format.left), (a.format.right, b.format.right)];
                a.inlines.len() == b.inlines.len()
                    && (indents.iter().any(|(a, b)| far(a.to_pt(), b.to_pt()))
                        || a.inlines.iter().zip(&b.inlines).any(|pair| match pair {
                            (Inline::Canvas(a), Inline::Canvas(b)) => canvases_differ(a, b),
                            (Inline::Text(_, a), Inline::Text(_, b)) => a != b,
                            _ => false,
                        }))
            }
            (Block::Table(a), Block::Table(b)) => {
                let cells = |table: &crate::docx::model::Table| -> Vec<Vec<Block>> {
                    table.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.blocks.clone()).collect()
                };
                a.grid.len() != b.grid.len()
                    || a.grid.iter().zip(&b.grid).any(|(a, b)| far(a.to_pt(), b.to_pt()))
                    || cells(a).iter().zip(&cells(b)).any(|(a, b)| drawn_otherwise(a, b))
            }
            _ => false,
        })
}

/// Whether two drawings differ in their shapes.
fn canvases_differ(one: &Canvas, other: &Canvas) -> bool {
    one.pieces.len() != other.pieces.len()
        || one.pieces.iter().zip(&other.pieces).any(|pair| match pair {
            (Piece::Shape(a), Piece::Shape(b)) => {
                let (a_path, b_path) = (points(&a.path), points(&b.path));
                let far = |(a, b): (&f64, &f64)| (a - b).abs() > SAME;
                a.fill != b.fill || a_path.len() != b_path.len() || a_path.iter().zip(&b_path).any(far)
            }
            _ => false,
        })
}

/// The numbers of an outline, in points.
fn points(path: &[Segment]) -> Vec<f64> {
    let mut out = Vec::with_capacity(path.len() * 2);
    for segment in path {
        match segment {
            Segment::Move(x, y) | Segment::Line(x, y) => out.extend([x.to_pt(), y.to_pt()]),
            Segment::Cubic(points) => out.extend(points.iter().flat_map(|(x, y)| [x.to_pt(), y.to_pt()])),
            Segment::Close => {}
        }
    }
    out
}
