//! Headings shown in a header whose words are not one text: some in another look, a formula among them, quotes that Typst has turned.
//! A field shows a heading as a whole, so its words become one text, by which it is known.

use typst_library::foundations::{Content, SequenceElem, StyledElem};
use typst_library::math::EquationElem;

use super::running::Title;
use crate::docx::model::{Block, Inline};
use crate::docx::walk::Walker;
use crate::docx::walk::finish::each_in_blocks;

/// Stands for a formula.
const FORMULA: char = '\u{FFFC}';

impl Walker<'_, '_> {
    /// Makes one text of each heading that blocks show in parts, if they may show another one on another page.
    pub(crate) fn whole_titles(&mut self, blocks: &mut [Block]) {
        if !self.hearing.found_in_margin() {
            return;
        }
        let titles = self.titles_in_all();
        if titles.len() > 1 {
            each_in_blocks(blocks, &mut |paragraph| join_line(&mut paragraph.inlines, &titles));
        }
    }
}

/// How a heading's words are compared: with one sign for a formula, and straight quotes.
pub(crate) fn pattern(body: &Content) -> Vec<char> {
    let mut text = String::new();
    gather(body, &mut text);
    text.trim().chars().map(straight).collect()
}

fn gather(body: &Content, text: &mut String) {
    if body.is::<EquationElem>() {
        text.push(FORMULA);
    } else if let Some(sequence) = body.to_packed::<SequenceElem>() {
        sequence.children.iter().for_each(|child| gather(child, text));
    } else if let Some(styled) = body.to_packed::<StyledElem>() {
        gather(&styled.child, text);
    } else {
        text.push_str(&body.plain_text());
    }
}

/// Words with apostrophes as Typst shows them.
pub(crate) fn apostrophes(words: &str) -> String {
    let mut last = ' ';
    let turned = |c: char| {
        if c == '\'' && std::mem::replace(&mut last, c).is_alphanumeric() {
            '’'
        } else {
            last = c;
            c
        }
    };
    words.chars().map(turned).collect()
}

fn straight(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‹' | '›' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        c => c,
    }
}

fn join_line(inlines: &mut Vec<Inline>, titles: &[Title]) {
    let mut rest = std::mem::take(inlines).into_iter().peekable();
    while rest.peek().is_some() {
        let mut run = Vec::new();
        while let Some(inline) = rest.next_if(|inline| matches!(inline, Inline::Text(..) | Inline::Math(_))) {
            run.push(inline);
        }
        inlines.append(&mut whole(&run, titles).unwrap_or(run));
        inlines.extend(rest.next());
    }
}

/// Texts and formulas with the longest heading among them as one text; `None` where there is none, or it is one already.
fn whole(run: &[Inline], titles: &[Title]) -> Option<Vec<Inline>> {
    let chars = |inline: &Inline| match inline {
        Inline::Text(text, _) => text.chars().collect(),
        _ => vec![FORMULA],
    };
    let words: Vec<char> = run.iter().flat_map(chars).map(straight).collect();
    let place = |title: &Title| {
        let pattern = &title.pattern;
        let named = pattern.iter().any(|c| c.is_alphanumeric());
        let at = words.windows(pattern.len().max(1)).position(|part| part == pattern.as_slice())?;
        named.then_some(at..at + pattern.len())
    };
    let found = titles.iter().filter_map(|title| Some((title, place(title)?)));
    let (title, place) = found.max_by_key(|(_, place)| place.len())?;
    let mut out = Vec::new();
    let mut at = 0;
    let mut put = false;
    for inline in run {
        let own = chars(inline);
        let (start, end) = (at, at + own.len());
        at = end;
        let Inline::Text(text, format) = inline else {
            out.extend((end <= place.start || start >= place.end).then(|| inline.clone()));
            continue;
        };
        let part = |from: usize, to: usize| {
            let text: String = own.iter().skip(from.saturating_sub(start)).take(to.saturating_sub(from)).collect();
            (!text.is_empty()).then(|| Inline::Text(text, format.clone()))
        };
        if start < place.end && end > place.start {
            if start <= place.start && end >= place.end && text.contains(&title.text) {
                return None;
            }
            out.extend(part(start, place.start.max(start)));
            out.extend((!put).then(|| Inline::Text(title.text.clone(), format.clone())));
            put = true;
            out.extend(part(place.end.min(end), end));
        } else {
            out.push(inline.clone());
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use typst_library::introspection::Location;

    use super::*;
    use crate::docx::model::RunFormat;

    #[test]
    fn a_heading_shown_in_parts_becomes_one_text() {
        let title = |text: &str, pattern: &str| Title {
            location: Location::new(1),
            level: 1,
            text: text.into(),
            pattern: pattern.chars().collect(),
            numbering: None,
            number: None,
            counted: false,
            with_room: false,
            typed: String::new(),
            written: true,
            case: Default::default(),
        };
        let text = |text: &str| Inline::Text(text.into(), RunFormat::default());
        let titles = [title("The χ2 test", "The \u{FFFC} test"), title(&apostrophes("Don't panic"), "Don't panic")];
        let mut line = vec![text("1 The "), Inline::Math("<m:oMath/>".into()), text(" test, p. ")];
        join_line(&mut line, &titles);
        assert_eq!(line, [text("1 "), text("The χ2 test"), text(", p. ")]);
        let mut line = vec![text("Don't"), text(" panic")];
        join_line(&mut line, &titles);
        assert_eq!(line, [text("Don’t panic")]);
        join_line(&mut line, &titles);
        assert_eq!(line, [text("Don’t panic")]);
    }
}
