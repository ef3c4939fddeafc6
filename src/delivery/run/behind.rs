//! Files that this run did not make again though what they were made from has changed: another format was not asked for, or only some people
//! were, and the file that prints everybody's at a stretch still has the old ones. They lie beside the new ones and look as good.

use std::collections::{BTreeMap, BTreeSet};

use super::Run;
use crate::delivery::manifest::Entry;

const ENDINGS: [&str; 2] = ["pdf", "docx"];

impl Run<'_> {
    /// Their paths, of the files that this run did not touch.
    pub(super) fn behind(&self, made: &BTreeMap<String, Entry>, untouched: &[Entry]) -> Vec<String> {
        if self.options.shard.is_some() {
            return Vec::new();
        }
        // Made for the first time in another format, it is what it was.
        let changed = |entry: &&Entry| {
            let stem = entry.path.rsplit_once('.').map_or(entry.path.as_str(), |(stem, _)| stem);
            let of =
                |ending: &str| self.earlier.entries(&format!("{stem}.{ending}")).any(|own| own.input == entry.input);
            !ENDINGS.iter().any(|ending| of(ending))
        };
        let anew: BTreeSet<&str> = made.values().filter(changed).map(|entry| entry.template.as_str()).collect();
        let is_behind = |entry: &&Entry| {
            let Some((stem, _)) = entry.path.rsplit_once('.') else { return false };
            let of_person = || self.office.forms.iter().any(|own| own.path == entry.template && own.per.is_person());
            if entry.subject.is_empty() && of_person() {
                return anew.contains(entry.template.as_str());
            }
            ENDINGS
                .iter()
                .filter_map(|ending| made.get(&format!("{stem}.{ending}")))
                .any(|own| own.input != entry.input)
        };
        untouched.iter().filter(is_behind).map(|entry| entry.path.clone()).collect()
    }
}
