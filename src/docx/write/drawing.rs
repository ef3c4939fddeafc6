//! Pictures and drawings as DrawingML. docx-rs numbers pictures by a process-wide counter and turns JPEG into PNG, so the
//! markup is our own.

use super::alternative::{alternatives, for_word};
use super::outline;
use super::part::Part;
use super::xml::escape;
use crate::docx::model::{
    Align, Block, Canvas, Emu, Fill, Ink, Lettering, Picture, Piece, Placement, Segment, Shape, StandIn,
};

pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
pub(super) const SHAPE: &str = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape";
const DECORATIVE: &str = "http://schemas.microsoft.com/office/drawing/2017/decorative";
const GROUP: &str = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup";

impl Part<'_> {
    pub(super) fn drawing_id(&mut self) -> u32 {
        self.ids.drawing += 1;
        self.ids.drawing
    }

    /// A picture's markup.
    pub fn picture(&mut self, picture: &Picture) -> String {
        let id = self.drawing_id();
        let relation = self.relation_to_media(picture.media);
        let (cx, cy) = (picture.width.0.max(1), picture.height.0.max(1));
        let [left, top, right, bottom] = picture.crop;
        let crop = if picture.crop == [0; 4] {
            String::new()
        } else {
            format!("<a:srcRect l=\"{left}\" t=\"{top}\" r=\"{right}\" b=\"{bottom}\"/>")
        };
        let graphic = format!(
            "<a:graphic xmlns:a=\"{MAIN}\"><a:graphicData uri=\"{PICTURE}\"><pic:pic xmlns:pic=\"{PICTURE}\">\
             <pic:nvPicPr><pic:cNvPr id=\"{id}\" name=\"图片 {id}\"/><pic:cNvPicPr/></pic:nvPicPr>\
             <pic:blipFill><a:blip r:embed=\"{relation}\"/>{crop}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
             <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>"
        );
        let lock = format!(
            "<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a=\"{MAIN}\" noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>"
        );
        placed(picture.place, picture.width, picture.height, id, Says::Text(&picture.alt), &lock, &graphic)
    }

    /// A drawing's markup: one shape, or a group.
    pub fn canvas(&mut self, canvas: &Canvas) -> String {
        let drawing = self.group(canvas);
        // LibreOffice 7.4 takes the first two of a gradient's colours for all.
        let simple = two_coloured(canvas);
        let plain = simple.as_ref().unwrap_or(canvas);
        let other = match (canvas.fallback, canvas.place) {
            // Word knows the namespace and takes the group; LibreOffice does not and takes the picture.
            (Some(stand_in), _) => {
                let mut picture = pictured(canvas, stand_in);
                // It makes a row higher by what hangs out of a cell, unless that stands behind the text.
                if let Placement::Anchored { behind, .. } = &mut picture.place {
                    *behind |= self.in_growing_row && !self.on_ground;
                }
                self.picture(&picture)
            }
            // The same with a group that stands where LibreOffice understands it.
            (None, Placement::Character { y, column: Some(x), .. }) if canvas.has_words() => {
                self.group(&Canvas { place: Placement::Anchored { x, y, behind: false }, ..plain.clone() })
            }
            // Behind the text LibreOffice 7.4 sets a text box alone in the corner of the page, unless it is told in its old terms.
            (None, Placement::Page { x, y, behind: true }) if upright_words(canvas).is_some() => {
                upright_words(canvas).map_or_else(String::new, |words| self.old_text_box(words, x, y))
            }
            _ if simple.is_some() => self.group(plain),
            _ => {
                let needed = if only_shape(canvas).is_some() { "wps" } else { "wpg" };
                return for_word(needed, &drawing);
            }
        };
        alternatives(&drawing, &other)
    }

    fn group(&mut self, canvas: &Canvas) -> String {
        let id = self.drawing_id();
        if let Some((shape, [x0, y0, x1, y1])) = only_shape(canvas) {
            // Alone it can be taken by its ends or corners.
            let mut own = shape.clone();
            own.path.iter_mut().for_each(|segment| segment.shift(Emu(-x0), Emu(-y0)));
            if let [_, end @ Segment::Line(..)] = own.path.as_mut_slice()
                && x0 == x1
            {
                end.shift(Emu(UPRIGHT), Emu(0));
            }
            let shape = self.shape(&own, false);
            let graphic = format!(
                "<a:graphic xmlns:a=\"{MAIN}\"><a:graphicData uri=\"{SHAPE}\">{shape}</a:graphicData></a:graphic>"
            );
            let place = canvas.place.moved(Emu(x0), Emu(y0));
            return placed(
                place,
                Emu(x1 - x0),
                Emu(y1 - y0),
                id,
                Says::of(canvas),
                "<wp:cNvGraphicFramePr/>",
                &graphic,
            );
        }
        let (cx, cy) = (canvas.width.0.max(1), canvas.height.0.max(1));
        let mut shapes = String::new();
        // LibreOffice lowers the text of a group's first text box by what the group itself is lowered: let it be an empty one, so
        // that lines stay below each other.
        let lowered = matches!(canvas.place, Placement::Inline { lowered } if lowered != 0);
        let mut empty = lowered && canvas.has_words();
        for piece in &canvas.pieces {
            shapes.push_str(&match piece {
                Piece::Shape(shape) => self.shape(shape, std::mem::take(&mut empty)),
                Piece::Lettering(lettering) => self.lettering(lettering),
            });
        }
        let graphic = format!(
            "<a:graphic xmlns:a=\"{MAIN}\"><a:graphicData uri=\"{GROUP}\"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>\
             <a:off x=\"0\" y=\"0\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"{cx}\" cy=\"{cy}\"/>\
             </a:xfrm></wpg:grpSpPr>{shapes}</wpg:wgp></a:graphicData></a:graphic>"
        );
        let frame = "<wp:cNvGraphicFramePr/>";
        match (canvas.place, only_words(canvas)) {
            // A group's text boxes lie in front of the text whatever is said of the group; one alone does not.
            (Placement::Page { x, y, behind: true }, Some(words)) => {
                let place = Placement::Page { x: Emu(x.0 + words.x.0), y: Emu(y.0 + words.y.0), behind: true };
                let shape = self.lettering(&Lettering { x: Emu(0), y: Emu(0), ..words.clone() });
                let graphic = format!(
                    "<a:graphic xmlns:a=\"{MAIN}\"><a:graphicData uri=\"{SHAPE}\">{shape}</a:graphicData></a:graphic>"
                );
                placed(place, words.width, words.height, id, Says::of(canvas), frame, &graphic)
            }
            _ => placed(canvas.place, canvas.width, canvas.height, id, Says::of(canvas), frame, &graphic),
        }
    }

    /// A line of text behind that of the page as programs had it before DrawingML.
    fn old_text_box(&mut self, words: &Lettering, x: Emu, y: Emu) -> String {
        let outer = std::mem::replace(&mut self.in_drawing, true);
        let content = self.inner_blocks(&[Block::Paragraph(words.line.clone())]);
        self.in_drawing = outer;
        let [left, top] = [x.0 + words.x.0, y.0 + words.y.0].map(|at| Emu(at).to_pt());
        let [width, height] = [words.width, words.height].map(Emu::to_pt);
        let wraps = if wraps(words) { "square" } else { "none" };
        format!(
            "<w:pict><v:rect style=\"position:absolute;margin-left:{left:.2}pt;margin-top:{top:.2}pt;width:{width:.2}pt;\
             height:{height:.2}pt;z-index:-251658240;mso-position-horizontal-relative:page;\
             mso-position-vertical-relative:page;mso-wrap-style:{wraps}\" stroked=\"f\" filled=\"f\">\
             <v:textbox inset=\"0,0,0,0\"><w:txbxContent>{content}</w:txbxContent></v:textbox></v:rect></w:pict>"
        )
    }

    /// A line of text in a drawing: a text box that cannot be seen, turned as a whole.
    fn lettering(&mut self, lettering: &Lettering) -> String {
        let id = self.drawing_id();
        let Lettering { x, y, width, height, rotation, line } = lettering;
        let outer = std::mem::replace(&mut self.in_drawing, true);
        let content = self.inner_blocks(&[Block::Paragraph(line.clone())]);
        self.in_drawing = outer;
        let wraps = if wraps(lettering) { "square" } else { "none" };
        let turn = if *rotation == 0 { String::new() } else { format!(" rot=\"{rotation}\"") };
        format!(
            "<wps:wsp><wps:cNvPr id=\"{id}\" name=\"文字 {id}\"/><wps:cNvSpPr txBox=\"1\"/><wps:spPr>\
             <a:xfrm{turn}><a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{}\" cy=\"{}\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>\
             <wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>\
             <wps:bodyPr wrap=\"{wraps}\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"t\"><a:noAutofit/></wps:bodyPr></wps:wsp>",
            x.0,
            y.0,
            width.0.max(1),
            height.0.max(1),
        )
    }

    /// A line or area; `empty`: with a text box that has nothing in it.
    fn shape(&mut self, shape: &Shape, empty: bool) -> String {
        let id = self.drawing_id();
        let text = if empty {
            let nothing = self.inner_blocks(&[Block::Paragraph(self.tiny())]);
            format!("<wps:txbx><w:txbxContent>{nothing}</w:txbxContent></wps:txbx>")
        } else {
            String::new()
        };
        let Some([x0, y0, x1, y1]) = outline::extent(&shape.path) else { return String::new() };
        let (cx, cy) = (x1 - x0, y1 - y0);
        let fill = match &shape.fill {
            None => "<a:noFill/>".to_owned(),
            Some(Fill::Ink(ink)) => format!("<a:solidFill>{}</a:solidFill>", colour(*ink)),
            Some(Fill::Linear(stops, angle)) => {
                let stops: String =
                    stops.iter().map(|(at, ink)| format!("<a:gs pos=\"{at}\">{}</a:gs>", colour(*ink))).collect();
                format!(
                    "<a:gradFill rotWithShape=\"1\"><a:gsLst>{stops}</a:gsLst>\
                     <a:lin ang=\"{angle}\" scaled=\"0\"/></a:gradFill>"
                )
            }
        };
        let line = shape.stroke.map_or_else(
            || "<a:ln><a:noFill/></a:ln>".to_owned(),
            |(ink, width, dash)| {
                let dash = dash.map(|dash| format!("<a:prstDash val=\"{dash}\"/>")).unwrap_or_default();
                format!(
                    "<a:ln w=\"{}\"><a:solidFill>{}</a:solidFill>{dash}<a:miter lim=\"800000\"/></a:ln>",
                    width.0.clamp(0, 20_116_800),
                    colour(ink)
                )
            },
        );
        format!(
            "<wps:wsp><wps:cNvPr id=\"{id}\" name=\"图形 {id}\"/>{kind}<wps:spPr>\
             <a:xfrm{flip}><a:off x=\"{x0}\" y=\"{y0}\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/></a:xfrm>{geometry}{fill}{line}\
             </wps:spPr>{text}<wps:bodyPr/></wps:wsp>",
            kind = if outline::is_line(&shape.path) { "<wps:cNvCnPr/>" } else { "<wps:cNvSpPr/>" },
            flip = outline::flip(&shape.path),
            geometry = outline::geometry(&shape.path, x0, y0, cx, cy),
        )
    }
}

/// The picture shown instead of a drawing. In a line it is as large as the drawing, so that what follows stays where it is.
fn pictured(canvas: &Canvas, stand_in: StandIn) -> Picture {
    let in_line = matches!(canvas.place, Placement::Inline { .. });
    let [left, top, right, bottom] = if in_line { [Emu(0); 4] } else { stand_in.over };
    Picture {
        media: stand_in.media,
        width: Emu(canvas.width.0 + left.0 + right.0),
        height: Emu(canvas.height.0 + top.0 + bottom.0),
        crop: [0; 4],
        over: [Emu(0); 4],
        alt: canvas.alt.clone(),
        place: canvas.place.moved(Emu(-left.0), Emu(-top.0)),
    }
}

/// How wide an upright line is, too little to be seen: LibreOffice lays some down that have no width at all, as the second of
/// two drawings that hang from one paragraph.
const UPRIGHT: i64 = 720;

/// Whether a line of text keeps to the width of its box, as one that stands by its right edge or in its middle does.
fn wraps(line: &Lettering) -> bool {
    line.line.format.align != Align::Left
}

/// The line or area that is all there is to see of a drawing, and its extent: one that stands in a line of text takes all of the
/// drawing's room.
fn only_shape(canvas: &Canvas) -> Option<(&Shape, [i64; 4])> {
    let mut seen = canvas.pieces.iter().filter(|piece| match piece {
        Piece::Shape(shape) => shape.fill.is_some() || shape.stroke.is_some(),
        Piece::Lettering(_) => true,
    });
    let (Some(Piece::Shape(shape)), None) = (seen.next(), seen.next()) else { return None };
    let extent = outline::extent(&shape.path)?;
    let whole = [0, 0, canvas.width.0, canvas.height.0];
    let fills = extent.iter().zip(whole).all(|(own, whole)| (own - whole).abs() <= 127);
    let free = !matches!(canvas.place, Placement::Inline { .. });
    (free || fills).then_some((shape, extent))
}

/// The drawing with two colours for each gradient that has more, if one has: where it had two of its own, these say nearly the same.
fn two_coloured(canvas: &Canvas) -> Option<Canvas> {
    let mut simple = None;
    for (index, piece) in canvas.pieces.iter().enumerate() {
        let Piece::Shape(Shape { fill: Some(Fill::Linear(stops, angle)), .. }) = piece else { continue };
        let [first, _, .., last] = stops.as_slice() else { continue };
        let canvas = simple.get_or_insert_with(|| canvas.clone());
        if let Some(Piece::Shape(shape)) = canvas.pieces.get_mut(index) {
            shape.fill = Some(Fill::Linear(vec![*first, *last], *angle));
        }
    }
    simple
}

/// What a drawing says to those who do not see it.
#[derive(Clone, Copy)]
pub(super) enum Says<'a> {
    Text(&'a str),
    /// It is mere decoration: lines and grounds.
    Nothing,
}

impl<'a> Says<'a> {
    fn of(canvas: &'a Canvas) -> Self {
        if canvas.alt.is_empty() && !canvas.has_words() { Self::Nothing } else { Self::Text(&canvas.alt) }
    }
}

/// The line of text that is all there is to see of a drawing.
fn only_words(canvas: &Canvas) -> Option<&Lettering> {
    let mut seen = canvas.pieces.iter().filter(|piece| match piece {
        Piece::Shape(shape) => shape.fill.is_some() || shape.stroke.is_some(),
        Piece::Lettering(_) => true,
    });
    match (seen.next(), seen.next()) {
        (Some(Piece::Lettering(words)), None) => Some(words),
        _ => None,
    }
}

/// The same of a line that is not turned.
fn upright_words(canvas: &Canvas) -> Option<&Lettering> {
    only_words(canvas).filter(|words| words.rotation == 0)
}

/// A single colour, seen through where it is not opaque.
fn colour(ink: Ink) -> String {
    let colour = ink.colour.hex();
    if ink.opacity == u8::MAX {
        return format!("<a:srgbClr val=\"{colour}\"/>");
    }
    let alpha = u32::from(ink.opacity) * 100_000 / 255;
    format!("<a:srgbClr val=\"{colour}\"><a:alpha val=\"{alpha}\"/></a:srgbClr>")
}

/// From here on Word counts which drawing lies above which; LibreOffice loses those below.
const LOWEST: u32 = 251_658_240;

/// The frame around a graphic: in the line, or at a place.
pub(super) fn placed(
    place: Placement,
    width: Emu,
    height: Emu,
    id: u32,
    says: Says,
    lock: &str,
    graphic: &str,
) -> String {
    let (cx, cy) = (width.0.max(1), height.0.max(1));
    let extent = format!("<wp:extent cx=\"{cx}\" cy=\"{cy}\"/><wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/>");
    let properties = match says {
        Says::Text(text) => format!("<wp:docPr id=\"{id}\" name=\"图形 {id}\" descr=\"{}\"/>{lock}", escape(text)),
        Says::Nothing => format!(
            "<wp:docPr id=\"{id}\" name=\"图形 {id}\" descr=\"\"><a:extLst xmlns:a=\"{MAIN}\">\
             <a:ext uri=\"{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}\"><adec:decorative xmlns:adec=\"{DECORATIVE}\" val=\"1\"/>\
             </a:ext></a:extLst></wp:docPr>{lock}"
        ),
    };
    let anchor = |x: Emu, y: Emu, horizontal: &str, vertical: &str, behind: bool| {
        format!(
            "<w:drawing><wp:anchor distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\" simplePos=\"0\" relativeHeight=\"{}\" \
             behindDoc=\"{}\" locked=\"0\" layoutInCell=\"1\" allowOverlap=\"1\"><wp:simplePos x=\"0\" y=\"0\"/>\
             <wp:positionH relativeFrom=\"{horizontal}\"><wp:posOffset>{}</wp:posOffset></wp:positionH>\
             <wp:positionV relativeFrom=\"{vertical}\"><wp:posOffset>{}</wp:posOffset></wp:positionV>\
             {extent}<wp:wrapNone/>{properties}{graphic}</wp:anchor></w:drawing>",
            LOWEST + id,
            u8::from(behind),
            x.0,
            y.0
        )
    };
    match place {
        Placement::Inline { .. } => format!(
            "<w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">{extent}{properties}{graphic}</wp:inline></w:drawing>"
        ),
        Placement::Character { x, y, first, .. } => {
            anchor(x, y, "character", if first { "paragraph" } else { "line" }, false)
        }
        Placement::Page { x, y, behind } => anchor(x, y, "page", "page", behind),
        Placement::Anchored { x, y, behind } => anchor(x, y, "column", "paragraph", behind),
    }
}
