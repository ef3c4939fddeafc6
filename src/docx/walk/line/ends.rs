//! The ends of lines: what Word would not show there, and the signs that give up half of their width in Typst.

use typst_library::foundations::StyleChain;
use typst_library::layout::{Abs, Dir};
use typst_library::text::{Lang, Region, TextElem};

use super::Line;
use crate::docx::model::{Align, Emu, Inline, ParagraphFormat, RunFormat, TabKind, Twips, stands_alone};
use crate::docx::walk::text::metrics::is_wide;

/// Space at the end of lines, which Word would not show: where every line of a paragraph set to the right or centred ends with the
/// same, it is an indent; elsewhere it sticks to the text. `wraps`: whether there are lines without such an end, where the text breaks.
pub(crate) fn keep_trailing(inlines: &mut Vec<Inline>, format: &mut ParagraphFormat, wraps: bool) {
    stop_before_room(inlines, format);
    for index in line_ends(inlines).into_iter().rev() {
        keep_blank(inlines, index);
        keep_ground(inlines, index);
    }
    if !matches!(format.align, Align::Right | Align::Centre) {
        return;
    }
    let is_room = |index: &usize| matches!(inlines.get(*index), Some(Inline::Space(..)));
    let ends: Vec<usize> = line_ends(inlines).into_iter().filter(is_room).collect();
    let lines = 1 + inlines.iter().filter(|inline| matches!(inline, Inline::LineBreak(_))).count();
    let widths: Vec<Emu> = ends
        .iter()
        .filter_map(|&index| if let Some(Inline::Space(width, _)) = inlines.get(index) { Some(*width) } else { None })
        .collect();
    let seen = |index: &usize| matches!(inlines.get(*index), Some(Inline::Space(_, look)) if look.highlight.is_some() || look.border.is_some());
    if let Some(&first) = widths.first()
        && widths.len() == lines
        && !wraps
        && !ends.iter().any(seen)
        && widths.iter().all(|width| *width == first)
    {
        format.right += Twips::from_pt(first.to_pt());
        let mut index = 0;
        inlines.retain(|_| {
            index += 1;
            !ends.contains(&(index - 1))
        });
        // What stood before the room ends its line now.
        for index in line_ends(inlines).into_iter().rev() {
            keep_blank(inlines, index);
        }
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

/// Has the blanks that lines end with (年　月　日　　) be room: programs let blanks at the end of a line hang over, so that a line set to the
/// right or centred would stand further right. Whether the last line ends with them.
pub(crate) fn blanks_are_room(inlines: &mut Vec<Inline>) -> bool {
    let mut last = false;
    for index in line_ends(inlines).into_iter().rev() {
        let alone = index == 0 || matches!(inlines.get(index - 1), Some(Inline::LineBreak(_)));
        let ends_all = index + 1 == inlines.len();
        let Some(Inline::Text(text, look)) = inlines.get_mut(index) else { continue };
        let words = text.trim_end_matches('\u{3000}');
        let blanks = text.chars().count() - words.chars().count();
        let seen = look.underline.is_some() || look.strike || look.highlight.is_some() || look.border.is_some();
        if blanks == 0 || seen || alone && words.is_empty() {
            continue;
        }
        last |= ends_all;
        let each = f64::from(look.size) / 2.0 + look.tracking.to_pt();
        let room = Inline::Space(Emu::from_pt(each * blanks as f64), look.clone());
        let end = words.len();
        text.truncate(end);
        let empty = text.is_empty();
        inlines.insert(index + 1, room);
        if empty {
            inlines.remove(index);
        }
    }
    last
}

/// Where the lines between breaks end.
fn line_ends(inlines: &[Inline]) -> Vec<usize> {
    let ends = |index: usize| inlines.get(index + 1).is_none_or(|next| matches!(next, Inline::LineBreak(_)));
    (0..inlines.len()).filter(|index| ends(*index)).collect()
}

/// Room at the end of a line that a fraction fills: the words before it end so much further left. Programs do not count a blank there.
fn stop_before_room(inlines: &mut Vec<Inline>, format: &mut ParagraphFormat) {
    let plain = |look: &RunFormat| look.highlight.is_none() && look.border.is_none() && look.underline.is_none();
    if let Some(Inline::Space(width, look)) = inlines.last()
        && plain(look)
        && let Some(stop) = format.tabs.last_mut().filter(|stop| stop.kind == TabKind::Right)
        && inlines.iter().any(|inline| matches!(inline, Inline::Tab(_)))
        && !inlines.iter().any(|inline| matches!(inline, Inline::LineBreak(_)))
    {
        stop.position -= Twips::from_pt(width.to_pt());
        inlines.pop();
    }
}

/// The room at the end of each of the lines between breaks: what it is decides which of them can be one paragraph.
pub(crate) fn trailing(inlines: &[Inline]) -> Vec<Emu> {
    let mut inlines = inlines.to_vec();
    blanks_are_room(&mut inlines);
    let rows = inlines.split(|inline| matches!(inline, Inline::LineBreak(_)));
    let room = |row: &[Inline]| match row.iter().rfind(|inline| !inline.is_bookmark()) {
        Some(Inline::Space(width, look)) if look.highlight.is_none() && look.border.is_none() => *width,
        _ => Emu(0),
    };
    rows.map(room).collect()
}

/// A blank at the end of a line: a space that is no mere space to Word closes it, and its spaces give it room.
fn keep_blank(inlines: &mut Vec<Inline>, index: usize) {
    let Some(Inline::Text(text, look)) = inlines.get_mut(index) else { return };
    if look.underline.is_none()
        || text.is_empty()
        || text.chars().any(|c| !matches!(c, '\u{3000}' | '\u{2003}' | '\u{2007}'))
    {
        return;
    }
    let end = Inline::Text("\u{a0}".to_owned(), RunFormat { tracking: Twips::ZERO, ..look.clone() });
    look.tracking -= Twips::from_pt(look.space() / text.chars().count() as f64);
    inlines.insert(index + 1, end);
}

/// The room at the end of a framed or filled box: a space that is no mere space closes it, or is all of it, if it is narrow. One narrower
/// than a space is that of the last sign of its words: LibreOffice sets such spaces no nearer.
fn keep_ground(inlines: &mut Vec<Inline>, index: usize) {
    let Some(Inline::Space(width, look)) = inlines.get(index) else { return };
    if look.border.is_none() && look.highlight.is_none() {
        return;
    }
    let (width, look) = (*width, look.clone());
    if width.to_pt() <= f64::from(look.size) / 2.0 {
        let words = index.checked_sub(1).and_then(|before| inlines.get(before));
        if width.to_pt() < look.space()
            && let Some(Inline::Text(_, own)) = words
            && (own.border.is_some() || own.highlight.is_some())
        {
            let after = inlines.split_off(index);
            let closed = room_behind(inlines, Abs::pt(width.to_pt()));
            inlines.extend(after.into_iter().skip(usize::from(closed)));
            if closed {
                return;
            }
        }
        if let Some(room) = inlines.get_mut(index) {
            let tracking = Twips::from_pt(width.to_pt() - look.space());
            *room = Inline::Text("\u{a0}".to_owned(), RunFormat { tracking, ..look });
        }
        return;
    }
    if let Some(room) = inlines.get_mut(index) {
        *room = Inline::Space(Emu(width.0 - Emu::from_pt(look.space()).0), look.clone());
    }
    inlines.insert(index + 1, Inline::Text("\u{a0}".to_owned(), RunFormat { tracking: Twips::ZERO, ..look }));
}

/// The squeezing of Chinese and Japanese signs at the ends of lines, which Typst does in text of any language.
pub(crate) struct Squeeze {
    /// Whether stops stand at the left of their squares, so that they give up their right halves: everywhere but in Taiwan and Hong Kong.
    stops: bool,
    /// Whether question and exclamation marks do: not in Japanese either.
    questions: bool,
}

/// The halves of their widths that signs at the ends of a line give up: an opening one at its start, a closing one at its end. Word
/// keeps the signs whole. Curly quotes count where they come from the Chinese font.
pub(crate) struct Halves {
    /// What an opening sign gives up.
    pub start: Abs,
    /// What a closing sign gives up.
    pub end: Abs,
    /// Whether the opening sign is a bracket, which is as wide in every program, and no quote.
    pub bracket: bool,
}

impl Squeeze {
    /// That of a text; `None` if it has none.
    pub(crate) fn of(styles: StyleChain) -> Option<Self> {
        let region = styles.get(TextElem::region);
        let (stops, questions) = match (styles.get(TextElem::lang), region.as_ref().map(Region::as_str)) {
            (Lang::CHINESE, Some("TW" | "HK")) => (false, false),
            (Lang::JAPANESE, _) => (true, false),
            _ => (true, true),
        };
        (styles.resolve(TextElem::dir) == Dir::LTR).then_some(Self { stops, questions })
    }

    /// What a line gives up, or lines with breaks between them of which each ends as the last one does.
    pub(crate) fn halves(&self, inlines: &[Inline]) -> Halves {
        let mut texts = inlines.iter().filter(|inline| !inline.is_bookmark());
        let first = match texts.clone().next() {
            Some(Inline::Text(text, look)) => text.chars().next().filter(|&c| opens(c, look)).map(|c| (c, half(look))),
            _ => None,
        };
        let end = texts.next_back().and_then(|last| self.closing(last)).unwrap_or(Abs::zero());
        let bracket = first.is_some_and(|(c, _)| !matches!(c, '“' | '‘'));
        Halves { start: first.map_or(Abs::zero(), |(_, half)| half), end, bracket }
    }

    /// What the sign at the end of each of the lines between breaks gives up.
    pub(crate) fn row_ends(&self, inlines: &[Inline]) -> Vec<Abs> {
        let rows = inlines.split(|inline| matches!(inline, Inline::LineBreak(_)));
        let end = |row: &[Inline]| row.iter().rfind(|inline| !inline.is_bookmark()).and_then(|last| self.closing(last));
        rows.map(|row| end(row).unwrap_or(Abs::zero())).collect()
    }

    /// How much further lines between breaks must reach than they have room, as in a column as wide as its text: none if they have room,
    /// or not even without what they give up.
    pub(crate) fn rows_reach(&self, line: &Line, room: Abs) -> Abs {
        let widths = line.rows.iter().map(|row| row.width).chain([line.current]);
        let mut most = Abs::zero();
        for (width, end) in widths.zip(self.row_ends(&line.inlines)) {
            if width - end > room {
                return Abs::zero();
            }
            if width > room {
                most = most.max(end);
            }
        }
        most
    }

    /// What signs give up beside others within a line: of two of them with half of a width or more empty between them, half of one.
    pub(crate) fn between(&self, inlines: &[Inline]) -> Abs {
        let mut total = Abs::zero();
        for inline in inlines {
            let Inline::Text(text, look) = inline else { continue };
            // The empty halves of a sign, before and after it; `None` for other characters.
            let empty = |c: char| match c {
                c if opens(c, look) => Some((1, 0)),
                c if self.closes(c, look) => Some((0, 1)),
                _ => None,
            };
            let pairs = text.chars().zip(text.chars().skip(1));
            let nearer = pairs.filter(|&(c, next)| {
                empty(c).zip(empty(next)).is_some_and(|((_, after), (before, _))| after + before > 0)
            });
            total += half(look) * nearer.count() as f64;
        }
        total
    }

    /// What all signs and spaces of a line give up at most where it is justified: half of a sign's width, a third of a space's.
    pub(crate) fn most(&self, inlines: &[Inline]) -> Abs {
        let given = |c: char, look: &RunFormat| match c {
            ' ' => Abs::pt(look.space() / 3.0),
            c if opens(c, look) || self.closes(c, look) || matches!(c, '·' | '・') => half(look),
            _ => Abs::zero(),
        };
        let texts = inlines.iter().filter_map(|inline| match inline {
            Inline::Text(text, look) => Some(text.chars().map(|c| given(c, look)).sum::<Abs>()),
            _ => None,
        });
        texts.sum()
    }

    /// What the last sign of a line gives up there.
    fn closing(&self, last: &Inline) -> Option<Abs> {
        let Inline::Text(text, look) = last else { return None };
        let c = text.chars().next_back()?;
        self.closes(c, look).then(|| half(look))
    }

    /// Whether the right half of a sign is empty.
    fn closes(&self, c: char, look: &RunFormat) -> bool {
        matches!(c, '》' | '）' | '』' | '」' | '】' | '〗' | '〕' | '〉' | '］' | '｝')
            || look.hint_east_asian && matches!(c, '”' | '’')
            || self.stops && matches!(c, '，' | '。' | '．' | '、' | '：' | '；')
            || self.questions && matches!(c, '？' | '！')
    }
}

/// Sets the characters of a line so much nearer to each other, all alike. Where it is set in several stretches of one font, LibreOffice
/// sets the last of each no nearer to what follows, so the others give it all.
pub(crate) fn set_nearer(inlines: &mut [Inline], by: Abs) {
    let count: usize = inlines.iter().map(characters).sum();
    let ends = inlines.iter().map(stretches).sum::<usize>().saturating_sub(1);
    let each = Twips((by.to_pt() * 20.0 / count.saturating_sub(ends).max(1) as f64).ceil() as i32);
    for inline in inlines {
        if let Inline::Text(_, look) = inline {
            look.tracking -= each;
        }
    }
}

/// In how many stretches of one font an inline is set: Han characters and others are of two.
fn stretches(inline: &Inline) -> usize {
    let Inline::Text(text, _) = inline else { return 0 };
    let mut before = None;
    text.chars().map(is_wide).filter(|&wide| before.replace(wide) != Some(wide)).count()
}

/// Gives the last sign of words some room behind it. False where they end with anything else.
pub(crate) fn room_behind(inlines: &mut Vec<Inline>, room: Abs) -> bool {
    let Some(Inline::Text(text, look)) = inlines.last_mut() else { return false };
    let Some(last) = text.chars().next_back().filter(|last| stands_alone(*last)) else { return false };
    text.pop();
    let tracking = look.tracking + Twips::from_pt(room.to_pt());
    let look = RunFormat { tracking, ..look.clone() };
    if text.is_empty() {
        inlines.pop();
    }
    inlines.push(Inline::Text(last.to_string(), look));
    true
}

/// How many characters of text an inline is.
pub(crate) fn characters(inline: &Inline) -> usize {
    if let Inline::Text(text, _) = inline { text.chars().count() } else { 0 }
}

fn half(look: &RunFormat) -> Abs {
    Abs::pt(f64::from(look.size) / 4.0)
}

fn opens(c: char, look: &RunFormat) -> bool {
    matches!(c, '《' | '（' | '『' | '「' | '【' | '〖' | '〔' | '〈' | '［' | '｛')
        || look.hint_east_asian && matches!(c, '“' | '‘')
}
