//! Page numbers in headers and footers: the numerals that differ between the same header of several pages become fields.

use std::str::FromStr;

use typst_library::model::NumberingPattern;

use super::numeral::{self, split};
use super::words;
use crate::docx::model::{Block, Inline, Piece, RunFormat};
use crate::docx::walk::finish::{each_in_blocks, each_inline};

/// How far the probes of a header's page and of the number of pages are apart.
pub(crate) const STEP: u64 = 2;

/// What is known of the numbers when they are replaced.
pub(crate) struct Numbers {
    /// What the page counter is on the page that was asked for.
    pub page: u64,
    /// The number of pages that was asked for.
    pub pages: u64,
    /// The real number of pages, if it is known.
    pub total: Option<usize>,
    /// How far the pages that are compared are apart.
    pub step: u64,
}

impl Numbers {
    /// The number of the page as printed, if one is.
    pub fn printed(blocks: &[Block], next: &[Block], pages: &[Block]) -> Option<u64> {
        let numbers = Self { page: 0, pages: 0, total: None, step: STEP };
        let mut found = None;
        numbers.fields(blocks.to_vec(), next, pages, &mut found);
        found
    }

    /// Blocks of a later page in which nothing looks like a page number that is none on a further page. `ahead`: by how much a page number
    /// may be above its own there.
    pub fn borne_out(&self, blocks: &[Block], mut next: Vec<Block>, further: &[Block], ahead: &[i64]) -> Vec<Block> {
        let (own, further) = (words(blocks), words(further));
        if own.len() == further.len() && own.len() == words(&next).len() {
            let mut others = own.into_iter().zip(further);
            let mut settle = |inline: &mut Inline| {
                if let Inline::Text(next, _) = inline
                    && let Some((own, further)) = others.next()
                {
                    *next = numeral::borne_out(own, next, further, self.step, ahead);
                }
            };
            each_in_blocks(&mut next, &mut |paragraph| each_inline(&mut paragraph.inlines, &mut settle));
        }
        next
    }

    /// Replaces numerals that change with the page, or with the number of pages, by fields. `next`: the same for a later page;
    /// `pages`: the same for a longer document; `printed`: what the page's number is.
    pub fn fields(&self, blocks: Vec<Block>, next: &[Block], pages: &[Block], printed: &mut Option<u64>) -> Vec<Block> {
        if blocks.len() != next.len() || blocks.len() != pages.len() {
            return blocks;
        }
        let others = next.iter().zip(pages);
        blocks.into_iter().zip(others).map(|(block, (next, pages))| self.block(block, next, pages, printed)).collect()
    }

    fn block(&self, block: Block, next: &Block, pages: &Block, printed: &mut Option<u64>) -> Block {
        match (block, next, pages) {
            (Block::Paragraph(mut paragraph), Block::Paragraph(next), Block::Paragraph(pages)) => {
                paragraph.inlines = self.inlines(paragraph.inlines, &next.inlines, &pages.inlines, printed);
                Block::Paragraph(paragraph)
            }
            (Block::Table(mut table), Block::Table(next), Block::Table(pages)) => {
                let others = next.rows.iter().zip(&pages.rows);
                for (row, (next, pages)) in table.rows.iter_mut().zip(others) {
                    let others = next.cells.iter().zip(&pages.cells);
                    for (cell, (next, pages)) in row.cells.iter_mut().zip(others) {
                        let blocks = std::mem::take(&mut cell.blocks);
                        cell.blocks = self.fields(blocks, &next.blocks, &pages.blocks, printed);
                    }
                }
                Block::Table(table)
            }
            (block, ..) => block,
        }
    }

    fn inlines(
        &self,
        inlines: Vec<Inline>,
        next: &[Inline],
        pages: &[Inline],
        printed: &mut Option<u64>,
    ) -> Vec<Inline> {
        let (mut own, mut then, mut more) = (Vec::new(), Vec::new(), Vec::new());
        texts(&inlines, &mut own);
        texts(next, &mut then);
        texts(pages, &mut more);
        if then.len() != own.len() || more.len() != own.len() {
            return inlines;
        }
        let mut others = then.into_iter().zip(more);
        self.replaced(inlines, &mut others, printed)
    }

    /// Replaces numerals in texts, links and drawings. `others`: their texts for a later page and for a longer document, in order.
    fn replaced<'a>(
        &self,
        inlines: Vec<Inline>,
        others: &mut dyn Iterator<Item = (&'a str, &'a str)>,
        printed: &mut Option<u64>,
    ) -> Vec<Inline> {
        let mut out = Vec::with_capacity(inlines.len());
        for inline in inlines {
            match inline {
                Inline::Text(text, format) => {
                    let (next, pages) = others.next().unwrap_or_default();
                    let pieces = split(&text, next, pages, self.step).into_iter();
                    out.extend(pieces.map(|piece| self.piece(piece, &format, printed)));
                }
                Inline::Link { target, inlines } => {
                    let inlines = self.replaced(inlines, others, printed);
                    out.push(Inline::Link { target, inlines });
                }
                Inline::Canvas(mut canvas) => {
                    for piece in &mut canvas.pieces {
                        if let Piece::Lettering(lettering) = piece {
                            let inlines = std::mem::take(&mut lettering.line.inlines);
                            lettering.line.inlines = self.replaced(inlines, others, printed);
                            unbroken(&mut lettering.line.inlines);
                        }
                    }
                    out.push(Inline::Canvas(canvas));
                }
                other => out.push(other),
            }
        }
        out
    }

    fn piece(&self, piece: numeral::Piece, format: &RunFormat, printed: &mut Option<u64>) -> Inline {
        let Some(name) = piece.counts else { return Inline::Text(piece.text, format.clone()) };
        let (asked, known) = match name {
            "PAGE" => (self.page, None),
            _ => (self.pages, self.total),
        };
        let number = piece.number();
        if name == "PAGE" && number.is_some() {
            *printed = number;
        }
        // What is counted on from the number is counted on from the field too.
        let ahead = number.map_or(0, |number| number as i64 - asked as i64);
        let what = match ahead {
            0 => name.to_owned(),
            ahead => format!("= {{{name}}} {} {}", if ahead < 0 { '-' } else { '+' }, ahead.abs()),
        };
        let instruction = format!("{what}{}", piece.switch());
        // What stays where a program does not compute.
        let shown = written(known.map_or(1, |known| known as u64), &instruction);
        Inline::Field { instruction, shown, format: format.clone() }
    }
}

/// Keeps a drawing's line of text together where it has a field: its box is as wide as the line was with one number.
fn unbroken(inlines: &mut [Inline]) {
    if inlines.iter().any(|inline| matches!(inline, Inline::Field { .. })) {
        for inline in inlines {
            if let Inline::Text(text, _) = inline {
                *text = text.replace(' ', "\u{a0}");
            }
        }
    }
}

/// The texts of inlines in order, those of links and drawings too.
pub(crate) fn texts<'a>(inlines: &'a [Inline], out: &mut Vec<&'a str>) {
    for inline in inlines {
        match inline {
            Inline::Text(text, _) => out.push(text),
            Inline::Link { inlines, .. } => texts(inlines, out),
            Inline::Canvas(canvas) => {
                for piece in &canvas.pieces {
                    if let Piece::Lettering(lettering) = piece {
                        texts(&lettering.line.inlines, out);
                    }
                }
            }
            _ => {}
        }
    }
}

/// The text of blocks with fields shown as what they count, the page or the number of pages: to compare versions.
pub(crate) fn shown(blocks: &[Block], number: u64, pages: u64) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                out.push_str(&format!("{:?}|", paragraph.format.align));
                shown_inlines(&paragraph.inlines, number, pages, &mut out);
            }
            Block::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    out.push_str(&shown(&cell.blocks, number, pages));
                    out.push('|');
                }
            }
        }
        out.push('\n');
    }
    out
}

fn shown_inlines(inlines: &[Inline], number: u64, pages: u64, out: &mut String) {
    for inline in inlines {
        match inline {
            // Beside fields in drawings spaces do not break.
            Inline::Text(text, _) => out.push_str(&text.replace('\u{a0}', " ")),
            Inline::Field { instruction, .. } if instruction.contains("NUMPAGES") => {
                out.push_str(&written(pages, instruction));
            }
            Inline::Field { instruction, .. } if instruction.contains("PAGE") => {
                out.push_str(&written(number, instruction));
            }
            Inline::Field { instruction, .. } => out.push_str(instruction),
            Inline::Tab(_) => out.push('\t'),
            Inline::Picture(picture) => out.push_str(&format!("[{}]", picture.media)),
            Inline::Link { inlines, .. } => shown_inlines(inlines, number, pages, out),
            Inline::Canvas(canvas) => {
                for piece in &canvas.pieces {
                    if let Piece::Lettering(lettering) = piece {
                        shown_inlines(&lettering.line.inlines, number, pages, out);
                    }
                }
            }
            _ => {}
        }
    }
}

/// A number as a field writes it: the page's, or what is counted on from it.
fn written(number: u64, instruction: &str) -> String {
    let ahead = instruction.split_once('}').and_then(|(_, rest)| {
        let mut words = rest.split_whitespace();
        let sign = if words.next()? == "-" { -1 } else { 1 };
        Some(sign * words.next()?.parse::<i64>().ok()?)
    });
    let number = u64::try_from(number as i64 + ahead.unwrap_or(0)).unwrap_or(0);
    let pattern = match instruction.split("\\* ").nth(1) {
        Some("roman") => "i",
        Some("ROMAN") => "I",
        Some("CHINESENUM3") => "一",
        Some("CHINESENUM2") => "壹",
        Some("alphabetic") => "a",
        Some("ALPHABETIC") => "A",
        Some("CircleNum") => "①",
        _ => "1",
    };
    let numeral = NumberingPattern::from_str(pattern).ok().and_then(|pattern| pattern.apply(None, &[number]).ok());
    numeral.map_or_else(|| number.to_string(), |numeral| numeral.to_string())
}
