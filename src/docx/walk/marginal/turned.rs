//! A line of text turned a quarter, in a header or footer: a floating table of one cell whose text runs that way.
//!
//! A text box would turn it too, but programs leave the text of some upright, and in a cell page numbers still count.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Packed, Resolve, SequenceElem, StyleChain, StyledElem};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, FixedAlignment, PlaceElem, RotateElem, Size};
use typst_library::text::SpaceElem;

use crate::docx::model::{Align, Block, Cell, CellAlign, Line, Row, RowHeight, Table, TablePlace, TextFlow, Twips};
use crate::docx::walk::flow::{Flow, spacer};
use crate::docx::walk::place::shift;
use crate::docx::walk::{Area, Walker};

/// More room than measured, in points, so that another machine's font does not break the line.
const SPARE: f64 = 4.0;

impl Walker<'_, '_> {
    /// Turned text placed in a header or footer. False if it is anything else.
    pub fn turned(
        &mut self,
        elem: &Packed<PlaceElem>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<bool> {
        let Some(origin) = self.origin else { return Ok(false) };
        let Some((turn, turned)) = quarter(&elem.body, styles) else { return Ok(false) };
        let align = elem.alignment.get(styles).unwrap_or_default();
        let room = Size::new(area.width, area.height);
        // The stand-in for a page number is longer than most, and must not break the line.
        let size = self.previewed(&elem.body, styles, locator, Size::splat(Abs::inf()))?.size();
        let delta = shift(elem, styles, room);
        let stands = align.y().map_or(FixedAlignment::Start, |y| y.resolve(styles));
        let x = origin.x + align.x().unwrap_or_default().resolve(styles).position(area.width - size.x) + delta.x;
        let y = origin.y + stands.position(area.height - size.y) + delta.y;
        let spare = Abs::pt(SPARE);
        let inner = Area::of(Size::new(size.y + spare, size.x));
        let mut blocks = self.body(&turned.body, styles, locator, inner, Abs::zero(), false)?.blocks;
        let [Block::Paragraph(line)] = blocks.as_mut_slice() else { return Ok(false) };
        // The cell is as wide as the line is high, and the line fills it.
        line.format.line = Some(Line::Exact(Twips::from_pt(size.x.to_pt())));
        (line.format.before, line.format.after) = (Twips::ZERO, Twips::ZERO);
        (line.format.left, line.format.right, line.format.first_line) = (Twips::ZERO, Twips::ZERO, Twips::ZERO);
        // Whatever the number is: what is placed at the lower edge ends there.
        line.format.align = match (stands, turn) {
            (FixedAlignment::Center, _) => Align::Centre,
            (FixedAlignment::Start, TextFlow::Up) | (FixedAlignment::End, TextFlow::Down) => Align::Right,
            _ => Align::Left,
        };
        let width = Twips::from_pt(size.x.to_pt());
        let cell = Cell { columns: 1, flow: turn, align: CellAlign::Top, blocks, ..Cell::default() };
        let top = y - stands.position(spare);
        let row = Row {
            height: RowHeight::Exact(Twips::from_pt((size.y + spare).to_pt())),
            cells: vec![cell],
            ..Row::default()
        };
        let place = TablePlace {
            x: Twips::from_pt((x - self.page.margins.left).to_pt()),
            y: Twips::from_pt(top.to_pt()),
            ..TablePlace::default()
        };
        flow.float(Table { grid: vec![width], rows: vec![row], float: Some(place), ..Table::default() });
        flow.anchor(spacer(Abs::pt(1.0), false).0);
        Ok(true)
    }
}

/// Content that is nothing but something turned a quarter, and which way.
fn quarter<'a>(content: &'a Content, styles: StyleChain) -> Option<(TextFlow, &'a Packed<RotateElem>)> {
    if let Some(styled) = content.to_packed::<StyledElem>() {
        return quarter(&styled.child, styles);
    }
    if let Some(sequence) = content.to_packed::<SequenceElem>() {
        let mut pieces = sequence.children.iter().filter(|child| !child.is::<SpaceElem>());
        return match (pieces.next(), pieces.next()) {
            (Some(only), None) => quarter(only, styles),
            _ => None,
        };
    }
    let turned = content.to_packed::<RotateElem>()?;
    let degrees = turned.angle.get(styles).to_deg().rem_euclid(360.0);
    let turn = if (degrees - 90.0).abs() < 0.01 {
        TextFlow::Down
    } else if (degrees - 270.0).abs() < 0.01 {
        TextFlow::Up
    } else {
        return None;
    };
    turned.reflow.get(styles).then_some((turn, turned))
}
