//! Page numbers in headers and footers: the numerals that differ between the same header of several pages become fields.

use super::heading::render;
use super::numeral::split;
use crate::docx::model::{Block, Inline};

/// How far the probes of a header's page and of the number of pages are apart.
pub(super) const STEP: u64 = 2;

/// What is known of the numbers when they are replaced.
pub(super) struct Numbers {
    /// What the page counter is on the page that was asked for.
    pub page: u64,
    /// The number of pages that was asked for.
    pub pages: u64,
    /// The real number of pages, if it is known.
    pub total: Option<usize>,
}

impl Numbers {
    /// The number of the page as printed, if one is.
    pub fn printed(blocks: &[Block], next: &[Block], pages: &[Block]) -> Option<u64> {
        let numbers = Self { page: 0, pages: 0, total: None };
        let mut found = None;
        numbers.fields(blocks.to_vec(), next, pages, &mut found);
        found
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
        let texts = |list: &[Inline]| -> Vec<String> {
            list.iter()
                .filter_map(|inline| if let Inline::Text(text, _) = inline { Some(text.clone()) } else { None })
                .collect()
        };
        let (next, pages) = (texts(next), texts(pages));
        let count = texts(&inlines).len();
        if next.len() != count || pages.len() != count {
            return inlines;
        }
        let mut others = next.into_iter().zip(pages);
        let mut out = Vec::with_capacity(inlines.len());
        for inline in inlines {
            let Inline::Text(text, format) = inline else {
                out.push(inline);
                continue;
            };
            let (next, pages) = others.next().unwrap_or_default();
            for piece in split(&text, &next, &pages, STEP) {
                let Some(name) = piece.counts else {
                    out.push(Inline::Text(piece.text, format.clone()));
                    continue;
                };
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
                let shown = (known.map_or(1, |known| known as i64) + ahead).max(0);
                let shown = if ahead == 0 { 1 } else { shown };
                let instruction = format!("{what}{}", piece.switch());
                out.push(Inline::Field { instruction, shown: shown.to_string(), format: format.clone() });
            }
        }
        out
    }
}

/// The text of blocks with fields shown as what they count, the page or the number of pages: to compare versions.
pub(super) fn shown(blocks: &[Block], number: u64, pages: u64) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                out.push_str(&format!("{:?}|", paragraph.format.align));
                for inline in &paragraph.inlines {
                    match inline {
                        Inline::Text(text, _) => out.push_str(text),
                        Inline::Field { instruction, .. } if instruction.contains("NUMPAGES") => {
                            out.push_str(&written(pages, instruction));
                        }
                        Inline::Field { instruction, .. } if instruction.contains("PAGE") => {
                            out.push_str(&written(number, instruction));
                        }
                        Inline::Field { instruction, .. } => out.push_str(instruction),
                        Inline::Tab(_) => out.push('\t'),
                        Inline::Picture(picture) => out.push_str(&format!("[{}]", picture.media)),
                        _ => {}
                    }
                }
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

/// A number as a field writes it: the page's, or what is counted on from it.
fn written(number: u64, instruction: &str) -> String {
    let ahead = instruction.split_once('}').and_then(|(_, rest)| {
        let mut words = rest.split_whitespace();
        let sign = if words.next()? == "-" { -1 } else { 1 };
        Some(sign * words.next()?.parse::<i64>().ok()?)
    });
    let number = u64::try_from(number as i64 + ahead.unwrap_or(0)).unwrap_or(0);
    let format = match instruction.split("\\* ").nth(1) {
        Some("roman") => "lowerRoman",
        Some("ROMAN") => "upperRoman",
        Some("CHINESENUM3") => "chineseCountingThousand",
        Some("CHINESENUM2") => "chineseLegalSimplified",
        Some("alphabetic") => "lowerLetter",
        Some("ALPHABETIC") => "upperLetter",
        Some("CIRCLENUM") => "decimalEnclosedCircle",
        _ => "decimal",
    };
    render("%1", &[(1, format)], &[number]).unwrap_or_else(|| number.to_string())
}
