//! What is missing of whom.

use crate::procedure::PeopleOrder;
use crate::round::{PersonId, Round};

/// What somebody should have by then, and whether they have it.
pub(super) type Want<'a> = (&'static str, &'a dyn Fn(&PersonId) -> bool);

/// Says who lacks what, by name while they are few; the same people are named once for all that they lack.
pub(super) fn missing(round: &Round, people: &[PersonId], wants: &[Want<'_>]) -> Vec<String> {
    let mut found: Vec<(Vec<PersonId>, Vec<&str>)> = Vec::new();
    for (what, has) in wants {
        let lacking: Vec<PersonId> = people.iter().copied().filter(|person| !has(person)).collect();
        match found.iter_mut().find(|(others, _)| *others == lacking) {
            Some((_, whats)) => whats.push(what),
            None => found.push((lacking, vec![what])),
        }
    }
    let sentence = |(lacking, whats): (Vec<PersonId>, Vec<&str>)| {
        let who = match lacking.len() {
            0 => return None,
            1..=5 => PeopleOrder::of(round).names(&lacking),
            count => format!("{count}人"),
        };
        Some(format!("{who}还没有{}", whats.join("和")))
    };
    found.into_iter().filter_map(sentence).collect()
}
