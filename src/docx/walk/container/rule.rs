//! Lines that stand between blocks.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Packed, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, AlignElem, HideElem};
use typst_library::visualize::LineElem;

use super::around;
use crate::docx::model::{Borders, Line, Paragraph, ParagraphFormat, RunFormat, Twips};
use crate::docx::walk::flow::Flow;
use crate::docx::walk::table::grid::border;
use crate::docx::walk::text::paint::is_solid;
use crate::docx::walk::{Area, Walker};

impl Walker<'_, '_> {
    /// A horizontal line of its own: the lower border of an empty paragraph of one point.
    pub fn rule(
        &mut self,
        elem: &Packed<LineElem>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let stroke = elem.stroke.resolve(styles).unwrap_or_default();
        let length = elem.length.resolve(styles).relative_to(area.base);
        let start = elem.start.resolve(styles);
        let level = elem.end.get_ref(styles).is_none()
            && elem.angle.get(styles).to_deg().abs() < 1e-9
            && start.x.is_zero()
            && start.y.is_zero();
        if !level || !is_solid(&stroke.paint) {
            let content = elem.clone().pack();
            return self.block_picture(&content, "斜线", styles, locator, area, flow);
        }
        let [above, below] = around(styles, area);
        flow.weak(above);
        if styles.get(HideElem::hidden) {
            flow.room(Abs::zero());
            flow.weak(below);
            return Ok(());
        }
        let rest = (area.width - length).max(Abs::zero());
        let left = styles.resolve(AlignElem::alignment).x.position(rest);
        let format = ParagraphFormat {
            left: Twips::from_pt((area.left + left).to_pt()),
            right: Twips::from_pt((area.right + rest - left).to_pt()),
            line: Some(Line::Exact(Twips(20))),
            borders: Borders { bottom: Some(border(&stroke)), ..Borders::default() },
            ..ParagraphFormat::default()
        };
        let mark = RunFormat { size: 2, ..self.run_format(styles) };
        let mut line = Paragraph { format, inlines: Vec::new(), mark };
        // Word draws one line for neighbours with the same borders and indents.
        if let Some(last) = flow.last_paragraph()
            && (last.format.borders, last.format.left, last.format.right)
                == (line.format.borders, line.format.left, line.format.right)
        {
            line.format.right += Twips(1);
        }
        let half = stroke.thickness / 2.0;
        flow.rule(line, Abs::pt(1.0) + half, half);
        flow.weak(below);
        Ok(())
    }
}
