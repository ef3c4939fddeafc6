//! What stands beside a box in its line: a row of boxes with a letter or a digit each, the words of a choice.

use typst_library::foundations::{Content, StyleChain};
use typst_library::introspection::TagElem;
use typst_library::layout::BoxElem;
use typst_library::routines::Pair;
use typst_library::text::{SpaceElem, TextElem};

/// What stands beside a box.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Beside {
    /// Another framed box directly at it: the borders of characters would be one frame around both.
    pub joined: bool,
    /// It is the second, the fourth … of a row of such boxes.
    pub even: bool,
    /// Letters or digits in the row of such boxes (身份证号、信用代码).
    pub lettered: bool,
    /// Words that say what is chosen by it.
    pub choice: bool,
    /// Words anywhere in the line.
    pub worded: bool,
}

/// What stands beside a box, by its index among what stands in its line.
pub(crate) fn beside(pairs: &[Pair], index: usize) -> Beside {
    let Some(&(child, styles)) = pairs.get(index) else { return Beside::default() };
    let worded = pairs.iter().any(|(child, _)| is_words(child));
    if !is_framed(child, styles) {
        return Beside { worded, ..Beside::default() };
    }
    let (before, after) = pairs.split_at(index);
    let after = after.get(1..).unwrap_or_default();
    let in_row = |(child, styles): &&Pair| is_framed(child, *styles);
    let is_seen = |(child, _): &&Pair| !child.is::<TagElem>();
    let left = || before.iter().rev().filter(is_seen);
    let right = || after.iter().filter(is_seen);
    let even = left().take_while(in_row).count() % 2 == 1;
    let row: Vec<&Pair> = left().take_while(in_row).chain(right().take_while(in_row)).collect();
    let lettered = !row.is_empty()
        && row.iter().map(|(child, styles)| words_in(child, *styles)).any(|words| says_something(&words));
    let is_word = |pair: Option<&Pair>| pair.is_some_and(|(child, _)| is_words(child));
    let follows = is_word(right().find(|(child, _)| !child.is::<SpaceElem>()));
    let precedes = is_word(left().find(|(child, _)| !child.is::<SpaceElem>()));
    let others = || left().chain(right()).any(|(child, styles)| is_empty_box(child, *styles));
    Beside { joined: !row.is_empty(), even, lettered, choice: follows || precedes && others(), worded }
}

/// Whether it is a box with a line on every side.
fn is_framed(child: &Content, styles: StyleChain) -> bool {
    child.to_packed::<BoxElem>().is_some_and(|elem| {
        let stroke = elem.stroke.get_cloned(styles);
        [stroke.left, stroke.top, stroke.right, stroke.bottom].iter().all(|side| matches!(side, Some(Some(_))))
    })
}

fn is_empty_box(child: &Content, styles: StyleChain) -> bool {
    is_framed(child, styles) && words_in(child, styles).is_empty()
}

/// The words in a box.
fn words_in(child: &Content, styles: StyleChain) -> String {
    let body = child.to_packed::<BoxElem>().and_then(|elem| elem.body.get_cloned(styles));
    body.map(|body| body.plain_text().trim().to_owned()).unwrap_or_default()
}

fn is_words(child: &Content) -> bool {
    child.to_packed::<TextElem>().is_some_and(|elem| says_something(&elem.text))
}

fn says_something(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}
