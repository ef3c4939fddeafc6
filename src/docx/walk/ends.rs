//! The ends of lines: what Word would not show there, and the signs that give up half of their width in Typst.

use typst_library::layout::Abs;

use crate::docx::model::{Align, Emu, Inline, ParagraphFormat, RunFormat, Twips};

/// Space at the end of lines, which Word would not show: where every line of a paragraph set to the right or centred ends with the
/// same, it is an indent; elsewhere it sticks to the text.
pub(super) fn keep_trailing(inlines: &mut Vec<Inline>, format: &mut ParagraphFormat) {
    if !matches!(format.align, Align::Right | Align::Centre) {
        return;
    }
    let last = |inlines: &[Inline], index: usize| {
        inlines.get(index + 1).is_none_or(|next| matches!(next, Inline::LineBreak(_)))
    };
    for index in (0..inlines.len()).rev() {
        if last(inlines, index) {
            keep_blank(inlines, index);
        }
    }
    let ends: Vec<usize> = (0..inlines.len())
        .filter(|&index| matches!(inlines.get(index), Some(Inline::Space(..))) && last(inlines, index))
        .collect();
    let lines = 1 + inlines.iter().filter(|inline| matches!(inline, Inline::LineBreak(_))).count();
    let widths: Vec<Emu> = ends
        .iter()
        .filter_map(|&index| if let Some(Inline::Space(width, _)) = inlines.get(index) { Some(*width) } else { None })
        .collect();
    let seen = |index: &usize| matches!(inlines.get(*index), Some(Inline::Space(_, look)) if look.highlight.is_some() || look.border.is_some());
    if let Some(&first) = widths.first()
        && widths.len() == lines
        && !ends.iter().any(seen)
        && widths.iter().all(|width| *width == first)
    {
        format.right += Twips::from_pt(first.to_pt());
        let mut index = 0;
        inlines.retain(|_| {
            index += 1;
            !ends.contains(&(index - 1))
        });
        return;
    }
    for index in ends {
        if let Some(inline) = inlines.get_mut(index)
            && let Inline::Space(width, look) = inline
        {
            let tracking = Twips::from_pt(width.to_pt() - look.space());
            *inline = Inline::Text("\u{a0}".to_owned(), RunFormat { tracking, ..look.clone() });
        }
    }
}

/// A blank at the end of a line: a space that is no mere space to Word closes it, and its spaces give it room.
fn keep_blank(inlines: &mut Vec<Inline>, index: usize) {
    let Some(Inline::Text(text, look)) = inlines.get_mut(index) else { return };
    if look.underline.is_none() || text.is_empty() || text.chars().any(|c| c != '\u{3000}') {
        return;
    }
    let end = Inline::Text("\u{a0}".to_owned(), RunFormat { tracking: Twips::ZERO, ..look.clone() });
    look.tracking -= Twips::from_pt(look.space() / text.chars().count() as f64);
    inlines.insert(index + 1, end);
}

/// The halves of their widths that signs at the ends of a line give up in Typst (GB style): an opening one at its start, a closing
/// one at its end. Word keeps the signs whole. Curly quotes count where they come from the Chinese font.
pub(super) fn half_signs(inlines: &[Inline], region: Option<&str>) -> (Abs, Abs) {
    let mut texts =
        inlines.iter().filter(|inline| !matches!(inline, Inline::BookmarkStart(..) | Inline::BookmarkEnd(_)));
    let mainland = !matches!(region, Some("TW" | "HK"));
    let half = |look: &RunFormat| Abs::pt(f64::from(look.size) / 4.0);
    let opens = |c: char, quotes: bool| {
        matches!(c, '《' | '（' | '『' | '「' | '【' | '〖' | '〔' | '〈' | '［' | '｛')
            || quotes && matches!(c, '“' | '‘')
    };
    let closes = |c: char, quotes: bool| {
        matches!(c, '》' | '）' | '』' | '」' | '】' | '〗' | '〕' | '〉' | '］' | '｝')
            || quotes && matches!(c, '”' | '’')
            || mainland && matches!(c, '，' | '。' | '．' | '、' | '：' | '；' | '？' | '！')
    };
    let start = match texts.clone().next() {
        Some(Inline::Text(text, look)) if text.chars().next().is_some_and(|c| opens(c, look.hint_east_asian)) => {
            half(look)
        }
        _ => Abs::zero(),
    };
    let end = match texts.next_back() {
        Some(Inline::Text(text, look)) if text.chars().next_back().is_some_and(|c| closes(c, look.hint_east_asian)) => {
            half(look)
        }
        _ => Abs::zero(),
    };
    (start, end)
}
