//! Numbers that are given to one person each: 准考证号, 抽签号, 聘书编号.

use std::collections::BTreeMap;

use crate::problem::{Place, Problem};
use crate::round::PersonId;
use crate::workbook::header::plain;
use crate::workbook::values::{Reader, is_nothing};

/// The numbers of one kind that have been given, and to whom.
pub(crate) struct Given {
    what: &'static str,
    /// By where they are given (the post, for lots drawn post by post) and the number.
    held: BTreeMap<(String, String), (PersonId, Place, String)>,
}

impl Given {
    pub fn new(what: &'static str) -> Self {
        Self { what, held: BTreeMap::new() }
    }

    /// Takes a number in; one that somebody else has already is reported.
    pub fn give(&mut self, number: &str, person: PersonId, place: &Place, reader: &mut Reader<'_>) {
        self.give_within("", number, person, place, reader);
    }

    /// The same where numbers begin anew for each post.
    pub fn give_within(&mut self, post: &str, number: &str, person: PersonId, place: &Place, reader: &mut Reader<'_>) {
        let key = plain(number);
        if is_nothing(&key) {
            return;
        }
        let name = reader.person.clone().unwrap_or_default();
        let (holder, first, other) = self.held.entry((post.to_owned(), key)).or_insert((person, place.clone(), name));
        if *holder != person {
            let what = self.what;
            let sheet = if first.sheet == place.sheet { String::new() } else { format!("“{}”表 ", first.sheet) };
            let message = format!("{what}与 {sheet}{}（{other}）的重复", first.cell());
            reader.report(
                Problem::error("repeated-number", place.clone(), message)
                    .found(number)
                    .advice(format!("{what}一人一个，请核对改正。")),
            );
        }
    }
}
