//! The ends of lines whose characters stand apart (字间加空): Word adds room after the last of them too, which would move a centred line
//! by half of it and one at the right edge by all of it. So that one is a run of its own, without.

use std::borrow::Cow;

use crate::docx::model::{Align, Inline, Paragraph, RunFormat, TabKind, Twips, stands_alone};

/// Less than this nobody sees.
const LEAST: Twips = Twips(20);

/// What stands in a paragraph, the last characters of its lines without room after them where it would count.
pub(super) fn without_room(paragraph: &Paragraph) -> Cow<'_, [Inline]> {
    let Paragraph { format, inlines, .. } = paragraph;
    let all = matches!(format.align, Align::Centre | Align::Right);
    let stops = format.tabs.iter().any(|tab| tab.kind != TabKind::Left);
    let mut out = Cow::Borrowed(inlines.as_slice());
    if format.rtl || !(all || stops) {
        return out;
    }
    for (index, inline) in inlines.iter().enumerate().rev() {
        let after = inlines.iter().skip(index + 1).find(|inline| !is_mark(inline));
        let row = || inlines.iter().take(index).rev().take_while(|inline| !matches!(inline, Inline::LineBreak(_)));
        if after.is_none_or(|after| matches!(after, Inline::LineBreak(_)))
            && (all || row().any(|inline| matches!(inline, Inline::Tab(_))))
            && let Some(parts) = parted(inline)
        {
            // From the last one on: what comes before stays where it is.
            out.to_mut().splice(index..=index, parts);
        }
    }
    out
}

fn is_mark(inline: &Inline) -> bool {
    inline.is_bookmark() || matches!(inline, Inline::FieldEnd(_))
}

/// The last character of a text apart from the rest.
fn parted(inline: &Inline) -> Option<Vec<Inline>> {
    match inline {
        // Room behind the words of a framed or filled box belongs to the box.
        Inline::Text(text, look)
            if (look.highlight.is_some() || look.border.is_some()) && text.chars().nth(1).is_none() =>
        {
            None
        }
        Inline::Text(text, look) if look.tracking >= LEAST => {
            let last = text.chars().next_back().filter(|c| stands_alone(*c))?;
            let end = Inline::Text(last.to_string(), RunFormat { tracking: Twips::ZERO, ..look.clone() });
            let rest = text.strip_suffix(last).filter(|rest| !rest.is_empty());
            Some(rest.map(|rest| Inline::Text(rest.to_owned(), look.clone())).into_iter().chain([end]).collect())
        }
        Inline::Link { target, inlines } => {
            let (last, rest) = inlines.split_last()?;
            let inlines = rest.iter().cloned().chain(parted(last)?).collect();
            Some(vec![Inline::Link { target: target.clone(), inlines }])
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::docx::model::{LinkTarget, ParagraphFormat, Tab};

    fn look(tracking: i32) -> RunFormat {
        RunFormat { tracking: Twips(tracking), ..RunFormat::default() }
    }

    fn text(text: &str, tracking: i32) -> Inline {
        Inline::Text(text.to_owned(), look(tracking))
    }

    fn set(format: &ParagraphFormat, inlines: Vec<Inline>) -> Vec<Inline> {
        without_room(&Paragraph { format: format.clone(), inlines, ..Paragraph::default() }).into_owned()
    }

    #[test]
    fn the_last_character_of_a_line_has_no_room_after_it_where_that_would_move_the_line() {
        let centred = ParagraphFormat { align: Align::Centre, ..ParagraphFormat::default() };
        let line = Inline::LineBreak(look(480));
        let inlines = vec![text("简历", 480), line.clone(), text("备", 480), Inline::BookmarkEnd(1)];
        let expected = vec![text("简", 480), text("历", 0), line, text("备", 0), Inline::BookmarkEnd(1)];
        assert_eq!(set(&centred, inlines), expected);
        // Where lines begin it is not seen.
        let left = ParagraphFormat::default();
        assert_eq!(set(&left, vec![text("简历", 480)]), vec![text("简历", 480)]);
        let tab = Inline::Tab(look(0));
        let stop = Tab { position: Twips(900), kind: TabKind::Right, leader: "none" };
        let tabbed = ParagraphFormat { tabs: vec![stop], ..left };
        assert_eq!(
            set(&tabbed, vec![text("甲乙", 40), tab.clone(), text("丙丁", 40)]),
            vec![text("甲乙", 40), tab, text("丙", 40), text("丁", 0)]
        );
        let link = |inlines| Inline::Link { target: LinkTarget::Url("a".to_owned()), inlines };
        assert_eq!(set(&centred, vec![link(vec![text("甲乙", 40)])]), vec![link(vec![text("甲", 40), text("乙", 0)])]);
    }

    #[test]
    fn blanks_and_signs_that_join_others_keep_theirs() {
        let right = ParagraphFormat { align: Align::Right, ..ParagraphFormat::default() };
        for kept in [text("年\u{a0}", 60), text("\u{3000}", 60), text("e\u{301}", 60), text("简历", 10)] {
            assert_eq!(set(&right, vec![kept.clone()]), vec![kept]);
        }
    }
}
