//! Text boxes that cannot be seen, each with a table in it that has a place on its page: they hang from the paragraph that follows the
//! table, and grow with what is written in them.

use docx_rs::ParagraphChild;

use super::alternative::for_word;
use super::drawing::{MAIN, SHAPE, Says, placed};
use super::part::Part;
use crate::docx::model::{Block, Emu, Placement, RunFormat, Table, Twips, Wrap};

/// Whether a text box holds a table.
pub(super) fn is_boxed(table: &Table) -> bool {
    table.float.is_some_and(|place| matches!(place.wrap, Wrap::Boxed(_)))
}

impl Part<'_> {
    /// Writes the text boxes that wait for a paragraph.
    pub fn table_boxes(&mut self, style: &RunFormat, children: &mut Vec<ParagraphChild>) {
        for table in std::mem::take(&mut self.boxed) {
            let Some((place, Wrap::Boxed(height))) = table.float.map(|place| (place, place.wrap)) else { continue };
            let [x, y] = [place.x, place.y].map(|at| Emu::from_pt(at.to_pt()));
            let place = Placement::Page { x, y, behind: false };
            let markup = self.table_box(table, height, place);
            self.drawn(markup, place, style, children);
        }
    }

    fn table_box(&mut self, table: Table, height: Twips, place: Placement) -> String {
        let [id, inner] = [self.drawing_id(), self.drawing_id()];
        let [width, height] = [table.width(), height].map(|length| Emu::from_pt(length.to_pt()));
        let table = [Block::Table(table)];
        let outer = std::mem::replace(&mut self.in_drawing, true);
        let content = self.inner_blocks(&table);
        self.in_drawing = outer;
        let (cx, cy) = (width.0.max(1), height.0.max(1));
        let graphic = format!(
            "<a:graphic xmlns:a=\"{MAIN}\"><a:graphicData uri=\"{SHAPE}\"><wps:wsp><wps:cNvPr id=\"{inner}\" name=\"文字 {inner}\"/>\
             <wps:cNvSpPr txBox=\"1\"/><wps:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>\
             <wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>\
             <wps:bodyPr wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"t\"><a:spAutoFit/></wps:bodyPr>\
             </wps:wsp></a:graphicData></a:graphic>"
        );
        let frame = "<wp:cNvGraphicFramePr/>";
        for_word("wps", &placed(place, width, height, id, Says::Text(""), frame, &graphic))
    }
}
