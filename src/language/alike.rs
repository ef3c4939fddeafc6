//! Names that differ by one character: another one, one too many, one too few, or two in each other's place. Found by what is left of
//! them without one character, so that a name is not compared with every other: rosters hold a hundred thousand.

use std::collections::{BTreeSet, HashMap};

/// Some names, to be asked for those that are like another.
#[derive(Debug, Clone, Default)]
pub struct Alike {
    /// Sorted.
    names: Vec<String>,
    /// By the place of a character and the name without it, which names those are.
    lacking: HashMap<(usize, String), Vec<usize>>,
}

impl Alike {
    /// Makes the index.
    #[must_use]
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let names: BTreeSet<&str> = names.into_iter().collect();
        let mut lacking: HashMap<(usize, String), Vec<usize>> = HashMap::new();
        for (index, name) in names.iter().enumerate() {
            for at in 0..name.chars().count() {
                lacking.entry((at, without(name, at))).or_default().push(index);
            }
        }
        Self { names: names.into_iter().map(str::to_owned).collect(), lacking }
    }

    /// The names that differ from one by one character, sorted; `None` if there are more than so many.
    #[must_use]
    pub fn to(&self, name: &str, most: usize) -> Option<Vec<&str>> {
        let characters: Vec<char> = name.chars().collect();
        let length = characters.len();
        let mut found: BTreeSet<&str> = BTreeSet::new();
        for at in 0..=length {
            let rest = without(name, at);
            // Another character there; and one more, where anything is left without it.
            let other = (at < length).then(|| self.lacking(at, &rest, most));
            let more = (length > 1).then(|| self.lacking(at, name, most));
            found.extend(other.into_iter().chain(more).flatten().filter(|own| *own != name));
            let less = if at < length && length > 2 { self.exactly(&rest) } else { None };
            let mut turned = characters.clone();
            let swapped = if at + 1 < length {
                turned.swap(at, at + 1);
                self.exactly(&turned.iter().collect::<String>())
            } else {
                None
            };
            found.extend(less.into_iter().chain(swapped).filter(|own| *own != name));
            if found.len() > most {
                return None;
            }
        }
        Some(found.into_iter().collect())
    }

    /// The names that are a text without their character at a place: all that matter where no more than so many do, one of which may be
    /// the name that is asked about.
    fn lacking<'s>(&'s self, at: usize, rest: &str, most: usize) -> impl Iterator<Item = &'s str> + use<'s> {
        let found = self.lacking.get(&(at, rest.to_owned())).map(Vec::as_slice).unwrap_or_default();
        found.iter().take(most + 2).filter_map(|index| Some(self.names.get(*index)?.as_str()))
    }

    fn exactly(&self, name: &str) -> Option<&str> {
        let at = self.names.binary_search_by(|own| own.as_str().cmp(name)).ok()?;
        self.names.get(at).map(String::as_str)
    }
}

/// A name without its character at a place.
fn without(name: &str, at: usize) -> String {
    name.chars().enumerate().filter(|(place, _)| *place != at).map(|(_, c)| c).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_one_character() {
        for (one, other) in [
            ("张伟", "张玮"),
            ("王维堃", "王维坤"),
            ("王维堃", "王堃维"),
            ("张建国", "张国"),
            ("张國强", "张国强"),
            ("艾合买提江·玉素甫", "艾合买提·玉素甫"),
        ] {
            assert_eq!(Alike::new([one]).to(other, 3), Some(vec![one]));
            assert_eq!(Alike::new([other]).to(one, 3), Some(vec![other]));
        }
        for (one, other) in [("张伟", "李强"), ("张伟", "张伟"), ("张伟", "张"), ("王维堃", "王建国")]
        {
            assert_eq!(Alike::new([one]).to(other, 3), Some(vec![]), "{one} {other}");
            assert_eq!(Alike::new([other]).to(one, 3), Some(vec![]), "{other} {one}");
        }
    }

    /// The same, character by character.
    fn differ_by_one(one: &str, other: &str) -> bool {
        let [one, other] = [one, other].map(|name| name.chars().collect::<Vec<char>>());
        let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
        let [one, other] = [&one, &other].map(|name| name.get(same..).unwrap_or_default());
        match (one, other) {
            ([_, one @ ..], [_, other @ ..]) if one == other => true,
            ([a, b, one @ ..], [c, d, other @ ..]) if a == d && b == c && one == other => true,
            ([_, one @ ..], other) if one == other => same + one.len() > 1,
            (one, [_, other @ ..]) if one == other => same + other.len() > 1,
            _ => false,
        }
    }

    #[test]
    fn the_index_finds_what_comparing_each_finds() {
        let mut names = vec![String::new()];
        for length in 0..4 {
            let shorter: Vec<String> = names.iter().filter(|name| name.chars().count() == length).cloned().collect();
            names.extend(shorter.iter().flat_map(|name| ["甲", "乙", "丙"].map(|c| format!("{name}{c}"))));
        }
        assert_eq!(names.len(), 1 + 3 + 9 + 27 + 81);
        let index = Alike::new(names.iter().map(String::as_str));
        for name in &names {
            let mut each: Vec<&str> =
                names.iter().map(String::as_str).filter(|own| *own != name && differ_by_one(own, name)).collect();
            each.sort_unstable();
            assert_eq!(index.to(name, usize::MAX - 2).as_ref(), Some(&each), "{name}");
            assert_eq!(index.to(name, 3).is_some(), each.len() <= 3, "{name}");
        }
    }
}
