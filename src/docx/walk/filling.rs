//! Boxes that fill the rest of their line: leaders, blanks, and words with room after them.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Packed, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{BoxElem, Fr, HideElem};
use typst_library::routines::Arenas;
use typst_library::visualize::LineElem;

use super::boxes::{each_format, rule_of, underline};
use super::grid::border;
use super::line::{Line, fraction};
use super::paint::colour_on;
use super::{Area, NOTE, Walker};
use crate::docx::model::RunFormat;

impl Walker<'_, '_> {
    /// A box whose width is a fraction of what its line has left: a tab. A frame around it, or a ground, is that of its words and of
    /// the tab.
    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    pub fn filling_box(
        &mut self,
        elem: &Packed<BoxElem>,
        share: Fr,
        body: Option<&Content>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<()> {
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
        let leader = leader_of(body, styles).unwrap_or(rest);
        let mut dress = |format: &mut RunFormat| {
            format.border = around.or(format.border);
            format.highlight = format.highlight.or(ground);
        };
        let mut format = self.run_format(styles);
        dress(&mut format);
        self.grow(styles, "", line);
        if let Some(body) = body.filter(|body| leader_of(Some(body), styles).is_none()) {
            // What stands in it, and the rest of its room after that.
            let arenas = Arenas::default();
            let pairs = self.realize_par(&arenas, locator, body, styles)?;
            let before = line.set_aside();
            self.inlines(&pairs, locator, area, line)?;
            if below.is_some() {
                underline(&mut line.inlines, rule_of(below));
            }
            each_format(&mut line.inlines, &mut dress);
            line.inlines.splice(0..0, before);
        }
        fraction(share.get(), leader, format, line);
        Ok(())
    }
}

/// Whether there are words in a box, not only what fills its room.
pub(super) fn holds_words(body: &Content, styles: StyleChain) -> bool {
    !body.plain_text().trim().is_empty() && leader_of(Some(body), styles).is_none()
}

/// The leader that a repeated sign or a line stands for.
fn leader_of(body: Option<&Content>, styles: StyleChain) -> Option<&'static str> {
    if let Some(line) = body?.to_packed::<LineElem>() {
        let stroke = line.stroke.resolve(styles).unwrap_or_default();
        return Some(match border(&stroke).kind {
            "dotted" => "dot",
            "dashed" => "hyphen",
            _ => "underscore",
        });
    }
    if let Some(inner) = body?.to_packed::<BoxElem>() {
        return leader_of(inner.body.get_ref(styles).as_ref(), styles);
    }
    let repeat = body?.to_packed::<typst_library::layout::RepeatElem>()?;
    let text = repeat.body.plain_text();
    Some(match text.trim() {
        "-" | "—" | "–" | "−" | "‐" | "‑" | "－" => "hyphen",
        "_" | "＿" => "underscore",
        "·" | "…" => "middleDot",
        _ => "dot",
    })
}
