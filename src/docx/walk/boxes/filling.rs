//! Boxes that fill the rest of their line: leaders, blanks, and words with room after them.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Resolve, SequenceElem, StyleChain, StyledElem};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{
    Abs, AlignElem, BoxElem, FixedAlignment, Fr, HElem, HideElem, RepeatElem, Size, Sizing, Spacing,
};
use typst_library::model::ParElem;
use typst_library::routines::{Arenas, FragmentKind, Pair};
use typst_library::text::{SpaceElem, TextElem};
use typst_library::visualize::{LineElem, Stroke};

use super::inline_box::InlineBox;
use super::{each_format, rule_of, underline};
use crate::docx::model::{ParagraphFormat, RunFormat, Twips};
use crate::docx::walk::flow::Flow;
use crate::docx::walk::line::Line;
use crate::docx::walk::line::fractions::fraction;
use crate::docx::walk::line::inline::significant;
use crate::docx::walk::table::grid::border;
use crate::docx::walk::text::direction::is_rtl;
use crate::docx::walk::text::paint::colour_on;
use crate::docx::walk::{Area, NOTE, Walker};

impl Walker<'_, '_> {
    /// A box whose width is a fraction of what its line has left: a tab. A frame around it, or a ground, is that of its words and of
    /// the tab.
    pub(crate) fn filling_box(
        &mut self,
        boxed: &InlineBox,
        share: Fr,
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<()> {
        let &InlineBox { elem, styles, body, .. } = boxed;
        let seen = !styles.get(HideElem::hidden);
        let sides = elem.stroke.resolve(styles).map(Option::flatten);
        let framed = sides.iter().all(Option::is_some);
        let around = sides.top.clone().filter(|_| framed && seen).map(|stroke| border(&stroke.unwrap_or_default()));
        let ground = elem.fill.get_ref(styles).as_ref().filter(|_| seen).map(|fill| colour_on(fill, self.ground));
        let below = sides.bottom.as_ref().filter(|_| !framed);
        if !framed && [&sides.left, &sides.top, &sides.right].into_iter().any(Option::is_some) {
            self.warn(elem.span(), format!("{NOTE}占满余下宽度的 box 只画下边线"));
        }
        let rest = if below.is_some() { "underscore" } else { "none" };
        let leader = leader_of(body, styles).filter(|leader| *leader != "none").unwrap_or(rest);
        let mut dress = |format: &mut RunFormat| {
            format.border = around.or(format.border);
            format.highlight = format.highlight.or(ground);
        };
        let mut format = self.run_format(styles);
        dress(&mut format);
        self.grow(styles, "", line);
        // A leader is drawn in the colour of its tab; what is hidden keeps that of its ground.
        let drawn = body.and_then(|body| drawn_line(body, styles)).or_else(|| below.cloned());
        if let Some(stroke) = drawn.filter(|_| seen).map(Stroke::unwrap_or_default) {
            format.colour = colour_on(&stroke.paint, self.ground);
            if stroke.thickness.to_pt() >= HEAVY {
                self.warn(elem.span(), format!("{NOTE}占满余下宽度的线没有粗细"));
            }
        } else if seen
            && let Some(repeat) = body.and_then(|body| body.to_packed::<RepeatElem>())
            && let Some(styled) = repeat.body.to_packed::<StyledElem>()
        {
            format.colour = colour_on(styles.chain(&styled.styles).get_ref(TextElem::fill), self.ground);
        }
        let mut rest = share.get();
        if let Some(body) = body.filter(|body| leader_of(Some(body), styles).is_none()) {
            // What stands in it, and the rest of its room after that.
            let arenas = Arenas::default();
            let pairs = self.realize_par(&arenas, locator, body, styles)?;
            let trunk = StyleChain::trunk_from_pairs(&significant(&pairs)).unwrap_or(styles);
            // Where the line has been broken the first of two tabs would end at the right edge, and the words behind it in one more line.
            let broken = line.current > area.width;
            let part = part_before(trunk);
            let lead = if broken && part < 1.0 { 0.0 } else { rest * part };
            if lead > 0.0 {
                fraction(lead, leader, format.clone(), line);
                rest -= lead;
            }
            let before = line.set_aside();
            self.inlines(&pairs, locator, area, line)?;
            if below.is_some() {
                underline(&mut line.inlines, rule_of(below));
            }
            each_format(&mut line.inlines, &mut dress);
            line.inlines.splice(0..0, before);
        }
        if rest > 0.0 {
            fraction(rest, leader, format, line);
        }
        Ok(())
    }
}

/// A line as thick as this is seen to be another one than a leader, in points.
const HEAVY: f64 = 1.5;

/// Words, and a box that fills the rest of their line (抄送：#box(width: 1fr)[…]).
pub(crate) struct Hung<'a> {
    words: Vec<Pair<'a>>,
    body: Content,
    styles: StyleChain<'a>,
    /// What stands after it, which is only space.
    after: Vec<Pair<'a>>,
}

/// The words and the box, if that is all there is of a paragraph.
pub(crate) fn hung_box<'a>(seen: &[Pair<'a>]) -> Option<Hung<'a>> {
    let at = seen.iter().position(|(child, _)| child.is::<BoxElem>())?;
    let &(child, styles) = seen.get(at)?;
    let elem = child.to_packed::<BoxElem>()?;
    let (words, after) = (seen.get(..at)?, seen.get(at + 1..)?);
    let plain = matches!(elem.width.get(styles), Sizing::Fr(_))
        && elem.height.get(styles).is_auto()
        && elem.fill.get_ref(styles).is_none()
        && elem.stroke.resolve(styles).iter().all(|side| side.as_ref().is_none_or(Option::is_none))
        && elem.inset.resolve(styles).iter().all(|side| side.is_none_or(|side| side.is_zero()));
    let is_text = |child: &Content| child.is::<TextElem>() || child.is::<SpaceElem>();
    let is_space = |child: &Content| {
        child.is::<SpaceElem>()
            || child.to_packed::<HElem>().is_some_and(|space| matches!(space.amount, Spacing::Rel(_)))
    };
    let body = elem.body.get_cloned(styles)?;
    let fits = plain
        && !words.is_empty()
        && words.iter().all(|(child, _)| is_text(child))
        && after.iter().all(|(child, _)| is_space(child))
        && leader_of(Some(&body), styles).is_none();
    fits.then(|| Hung { words: words.to_vec(), body, styles, after: after.to_vec() })
}

impl Walker<'_, '_> {
    /// A box that fills the rest of its line and has several lines: they hang beside the words before it, in one paragraph. False if
    /// there is one line, which stays beside its words, or more than text.
    pub fn hanging_box(
        &mut self,
        hung: &Hung,
        locator: &mut SplitLocator,
        area: Area,
        spacing: Abs,
        leading: Abs,
        flow: &mut Flow,
    ) -> SourceResult<bool> {
        let mut before = Abs::zero();
        for &(child, styles) in &hung.words {
            let text = child.to_packed::<TextElem>().map_or(" ", |elem| elem.text.as_str());
            before += self.text_width(styles, text);
        }
        let space = |&(child, styles): &Pair| match child.to_packed::<HElem>()?.amount {
            Spacing::Rel(rel) => Some(rel.resolve(styles).relative_to(area.base)),
            Spacing::Fr(_) => None,
        };
        let after: Abs = hung.after.iter().filter_map(space).sum();
        let room = area.width - before - after;
        let natural = self.previewed(&hung.body, hung.styles, locator, Size::splat(Abs::inf()))?;
        if room <= Abs::zero() || natural.width() <= room {
            return Ok(false);
        }
        let arenas = Arenas::default();
        let (pairs, kind) = self.realize(&arenas, locator, &hung.body, hung.styles)?;
        let own = significant(&pairs);
        let paragraph = match (kind, own.as_slice()) {
            (FragmentKind::Inline, _) => None,
            (FragmentKind::Block, [(only, styles)]) => match only.to_packed::<ParElem>() {
                Some(par) => Some((par, *styles)),
                None => return Ok(false),
            },
            (FragmentKind::Block, _) => return Ok(false),
        };
        let mut line = Line::new();
        let inner = area.inset(before, after);
        self.inlines(&hung.words, locator, inner, &mut line)?;
        let inner_arenas = Arenas::default();
        let (look, justify, leading) = match paragraph {
            None => {
                self.inlines(&pairs, locator, inner, &mut line)?;
                let styles = StyleChain::trunk_from_pairs(&own).unwrap_or(hung.styles);
                (styles, styles.get(ParElem::justify), leading)
            }
            Some((par, styles)) => {
                let body = self.realize_par(&inner_arenas, locator, &par.body, styles)?;
                self.inlines(&body, locator, inner, &mut line)?;
                (styles, par.justify.get(styles), par.leading.resolve(styles))
            }
        };
        let format = ParagraphFormat {
            align: self.align(look, justify),
            left: Twips::from_pt(before.to_pt()),
            right: Twips::from_pt(after.to_pt()),
            first_line: Twips::from_pt(-before.to_pt()),
            widow_control: true,
            ..ParagraphFormat::default()
        };
        flow.space(spacing, 4);
        self.add_line(line, format, leading, look, area, flow);
        flow.space(spacing, 4);
        Ok(true)
    }
}

/// Which part of the room of a box is before its words, as they are aligned in it; none where they begin at the right.
fn part_before(words: StyleChain) -> f64 {
    match words.resolve(AlignElem::alignment).x {
        _ if is_rtl(words) => 0.0,
        FixedAlignment::Start => 0.0,
        FixedAlignment::Center => 0.5,
        FixedAlignment::End => 1.0,
    }
}

/// Whether there are words in a box, not only what fills its room.
pub(crate) fn holds_words(body: &Content, styles: StyleChain) -> bool {
    !body.plain_text().trim().is_empty() && leader_of(Some(body), styles).is_none()
}

/// The line that is all there is in a box, and in a box in it.
fn drawn_line(body: &Content, styles: StyleChain) -> Option<Stroke<Abs>> {
    if let Some(line) = body.to_packed::<LineElem>() {
        return Some(line.stroke.resolve(styles));
    }
    let inner = body.to_packed::<BoxElem>()?;
    drawn_line(inner.body.get_ref(styles).as_ref()?, styles)
}

/// Whether there is nothing but room in content.
fn is_room(content: &Content) -> bool {
    if let Some(sequence) = content.to_packed::<SequenceElem>() {
        return sequence.children.iter().all(is_room);
    }
    if let Some(styled) = content.to_packed::<StyledElem>() {
        return is_room(&styled.child);
    }
    content.is::<HElem>() || content.is::<SpaceElem>()
}

/// The leader that a repeated sign or a line stands for; none for blanks, which fill the room and are not seen.
pub(crate) fn leader_of(body: Option<&Content>, styles: StyleChain) -> Option<&'static str> {
    if let Some(stroke) = drawn_line(body?, styles) {
        return Some(match border(&stroke.unwrap_or_default()).kind {
            "dotted" => "dot",
            "dashed" | "dotDash" | "dotDotDash" => "hyphen",
            _ => "underscore",
        });
    }
    if let Some(inner) = body?.to_packed::<BoxElem>() {
        return leader_of(inner.body.get_ref(styles).as_ref(), styles);
    }
    let repeat = body?.to_packed::<RepeatElem>()?;
    let text = repeat.body.plain_text();
    Some(match text.trim() {
        "" if !text.is_empty() || is_room(&repeat.body) => "none",
        "-" | "—" | "–" | "−" | "‐" | "‑" | "－" => "hyphen",
        "_" | "＿" => "underscore",
        "·" | "…" => "middleDot",
        _ => "dot",
    })
}
