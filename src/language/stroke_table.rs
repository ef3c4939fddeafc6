//! The table of 笔画序: where each character stands by strokes, and how sure that is.
//!
//! The data is `strokes.txt`, generated from published tables (its header names them); it is read once, on first use.
//! Inside one level of the 《通用规范汉字表》 the order is the official one. Between characters that share all their strokes
//! but no level the official order is not known here: they get a conventional order, so that a family stays together in
//! a list, and [`StrokeTable::is_undecided`] tells.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The generated table. Built by `tools/strokes/build.py`.
const SOURCE: &str = include_str!("strokes.txt");

/// First character of the block that is stored without hashing (中日韩统一表意文字扩展A).
const DENSE_START: u32 = 0x3400;
/// One past the last character of that block (end of 中日韩统一表意文字).
const DENSE_END: u32 = 0xA000;

/// Bits of an order value below the stroke count: room for a code point and the count-only mark.
const COUNT_SHIFT: u32 = 22;
/// Marks an order value whose character is known by its stroke count only; such characters follow all others of the count.
const COUNT_ONLY: u32 = 1 << 21;
/// The stroke count that stands for “not in the table”: more strokes than any character has, so that it sorts last.
const UNKNOWN_COUNT: u32 = (1 << (32 - COUNT_SHIFT)) - 1;

/// Where a character stands by strokes (字序).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Place {
    /// Sorts characters; unique to each. 0 marks a free slot of the table.
    order: u32,
    /// Number of the group of characters with the very same strokes, 0 if none is in doubt.
    group: u16,
    /// Which officially ordered run inside the group.
    chain: u8,
}

impl Place {
    fn unknown(character: char) -> Self {
        Self::counted(character, UNKNOWN_COUNT)
    }

    fn counted(character: char, strokes: u32) -> Self {
        Self { order: (strokes << COUNT_SHIFT) | COUNT_ONLY | u32::from(character), group: 0, chain: 0 }
    }

    fn strokes(self) -> u32 {
        self.order >> COUNT_SHIFT
    }

    fn is_count_only(self) -> bool {
        self.order & COUNT_ONLY != 0
    }
}

/// The order of characters by strokes (笔画序).
///
/// [`StrokeTable::standard`] is the table the program ships. [`StrokeTable::with_strokes`] adds characters whose stroke
/// count the clerk has given.
#[derive(Debug, Clone)]
pub struct StrokeTable {
    dense: Vec<Place>,
    others: HashMap<char, Place>,
}

/// The strokes of the character that has the most of them in Unicode: 𱁬.
pub const MOST_STROKES: u8 = 84;

static STANDARD: LazyLock<StrokeTable> = LazyLock::new(|| StrokeTable::read(SOURCE));

impl StrokeTable {
    /// The table built into the program: 10,820 characters with known strokes, among them the 8,105 通用规范汉字, and
    /// 16,902 of which only the stroke count is known.
    #[must_use]
    pub fn standard() -> &'static Self {
        &STANDARD
    }

    /// This table with further characters, each known by its stroke count (1–84; other counts are ignored).
    ///
    /// They stand after all characters of the same count in the table. A character the table already places by its
    /// strokes keeps its place: published order is not overruled from a workbook.
    #[must_use]
    pub fn with_strokes(&self, extra: impl IntoIterator<Item = (char, u8)>) -> Self {
        let mut table = self.clone();
        for (character, strokes) in extra {
            let settled = table.find(character).is_some_and(|place| !place.is_count_only());
            if !settled && (1..=MOST_STROKES).contains(&strokes) {
                table.insert(character, Place::counted(character, u32::from(strokes)));
            }
        }
        table
    }

    /// The number of strokes (笔画数) of a character, if the table has it.
    #[must_use]
    pub fn stroke_count(&self, character: char) -> Option<u8> {
        self.find(character).and_then(|place| u8::try_from(place.strokes()).ok())
    }

    /// Whether the table has the character, be it by its strokes or by their count.
    #[must_use]
    pub fn contains(&self, character: char) -> bool {
        self.find(character).is_some()
    }

    /// Compares two characters by stroke count, then stroke by stroke 横 竖 撇 点 折, then by the official order.
    ///
    /// A total order: only a character and itself are equal. Characters outside the table come last, by code point.
    #[must_use]
    pub fn compare(&self, a: char, b: char) -> Ordering {
        self.order_of(a).cmp(&self.order_of(b))
    }

    /// Whether the order of two different characters is a convention of this table rather than a published fact: they
    /// have the same strokes and no common level (井, 亓), or one is known by its stroke count only, or not at all.
    #[must_use]
    pub fn is_undecided(&self, a: char, b: char) -> bool {
        if a == b {
            return false;
        }
        let (Some(a), Some(b)) = (self.find(a), self.find(b)) else { return true };
        if a.is_count_only() || b.is_count_only() {
            return a.strokes() == b.strokes();
        }
        a.group != 0 && a.group == b.group && a.chain != b.chain
    }

    /// A number that sorts as [`Self::compare`] does; never 0.
    pub(super) fn order_of(&self, character: char) -> u32 {
        self.find(character).unwrap_or_else(|| Place::unknown(character)).order
    }

    fn find(&self, character: char) -> Option<Place> {
        let place = match dense_slot(character) {
            Some(slot) => self.dense.get(slot).copied(),
            None => self.others.get(&character).copied(),
        };
        place.filter(|place| place.order != 0)
    }

    fn insert(&mut self, character: char, place: Place) {
        match dense_slot(character) {
            Some(slot) => {
                if let Some(free) = self.dense.get_mut(slot) {
                    *free = place;
                }
            }
            None => {
                self.others.insert(character, place);
            }
        }
    }

    /// Reads the text of a table; its header explains the form. Lines that do not fit it are passed over: the text is
    /// built in, and a test counts what came out of it.
    fn read(text: &str) -> Self {
        let slots = (DENSE_END - DENSE_START) as usize;
        let mut table = Self { dense: vec![Place::default(); slots], others: HashMap::new() };
        let mut position = 0;
        let mut group = 0;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let Some((mark, characters)) = line.split_once('\t') else { continue };
            let (count, count_only) = match mark.strip_suffix('?') {
                Some(count) => (count, true),
                None => (mark, false),
            };
            let Ok(strokes) = count.parse::<u32>() else { continue };
            // Inside parentheses stands a group of equal strokes, its officially ordered runs parted by bars.
            let mut open = 0;
            let mut chain = 0;
            for character in characters.chars() {
                match character {
                    '(' => {
                        group += 1;
                        open = group;
                        chain = 0;
                    }
                    ')' => open = 0,
                    '|' => chain += 1,
                    _ if count_only => table.insert(character, Place::counted(character, strokes)),
                    _ => {
                        position += 1;
                        let order = (strokes << COUNT_SHIFT) | position;
                        table.insert(character, Place { order, group: open, chain });
                    }
                }
            }
        }
        table
    }
}

/// The slot of a character in the block stored without hashing.
fn dense_slot(character: char) -> Option<usize> {
    let code = u32::from(character);
    (DENSE_START..DENSE_END).contains(&code).then(|| (code - DENSE_START) as usize)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test may panic")]
mod tests {
    use super::*;

    fn table() -> &'static StrokeTable {
        StrokeTable::standard()
    }

    /// Every character of the text table, with its stroke count and whether more than the count is known, in order.
    fn listed() -> Vec<(char, u8, bool)> {
        SOURCE
            .lines()
            .filter(|line| !line.starts_with('#'))
            .flat_map(|line| {
                let (mark, characters) = line.split_once('\t').unwrap();
                let count = mark.trim_end_matches('?').parse().unwrap();
                characters
                    .chars()
                    .filter(|c| !"()|".contains(*c))
                    .map(move |c| (c, count, !mark.ends_with('?')))
                    .collect::<Vec<_>>()
            })
            .collect()
    }

    #[test]
    fn every_listed_character_is_found_once_and_in_order() {
        let listed = listed();
        assert_eq!(listed.iter().filter(|(_, _, strokes)| *strokes).count(), 10_820);
        assert_eq!(listed.iter().filter(|(_, _, strokes)| !*strokes).count(), 16_902);
        for (character, count, _) in &listed {
            assert_eq!(table().stroke_count(*character), Some(*count), "{character}");
        }
        for pair in listed.windows(2) {
            assert_eq!(table().compare(pair[0].0, pair[1].0), Ordering::Less, "{} {}", pair[0].0, pair[1].0);
        }
    }

    #[test]
    fn stroke_counts_are_those_of_the_norm() {
        // Counts that tables made for other norms get wrong: 艹 is three strokes here, 阝 two.
        let cases = [
            ('一', 1),
            ('丁', 2),
            ('艾', 5),
            ('邓', 4),
            ('陈', 7),
            ('萧', 11),
            ('郑', 8),
            ('黄', 11),
            ('龚', 11),
            ('魏', 17),
            ('甪', 6),
            ('镕', 15),
            ('堃', 11),
            ('喆', 12),
            ('犇', 12),
            ('䶮', 9),
            ('㛃', 9),
            ('𬭎', 12),
            ('𫖯', 12),
            ('𬱖', 11),
            ('韓', 17),
            ('龍', 16),
        ];
        for (character, count) in cases {
            assert_eq!(table().stroke_count(character), Some(count), "{character}");
        }
        for outside in ['A', '·', '〇', '\u{E000}', '𰻞'] {
            assert_eq!(table().stroke_count(outside), None, "{outside:?}");
            assert!(!table().contains(outside));
        }
    }

    #[test]
    fn stroke_sequences_decide_inside_a_count() {
        // Each row is in order: same count, 横 before 竖 before 撇 before 点 before 折 at the first difference.
        for row in ["王韦毛文邓", "石叶田白冯", "刘江许孙", "李吴何沈张陈", "林罗金郑孟", "徐郭黄", "于才万", "习马"]
        {
            let sorted: Vec<char> = row.chars().collect();
            for pair in sorted.windows(2) {
                assert_eq!(table().compare(pair[0], pair[1]), Ordering::Less, "{} {}", pair[0], pair[1]);
                assert!(!table().is_undecided(pair[0], pair[1]));
            }
        }
    }

    #[test]
    fn ties_inside_a_level_follow_the_official_table() {
        for (first, second) in [('叶', '申'), ('干', '于'), ('贝', '水'), ('开', '井'), ('勾', '凤'), ('旬', '旨')]
        {
            assert_eq!(table().compare(first, second), Ordering::Less, "{first} {second}");
            assert!(!table().is_undecided(first, second), "{first} {second}");
        }
    }

    #[test]
    fn ties_across_levels_stay_undecided() {
        for (a, b) in [('井', '亓'), ('开', '亓'), ('勾', '殳'), ('凤', '殳'), ('匹', '厄'), ('化', '仉')] {
            assert!(table().is_undecided(a, b) && table().is_undecided(b, a), "{a} {b}");
            assert_eq!(table().compare(a, b), table().compare(b, a).reverse());
        }
        assert!(!table().is_undecided('井', '井'));
        assert!(!table().is_undecided('井', '天'));
    }

    #[test]
    fn characters_known_by_count_only_follow_their_count() {
        // 㐊 is in no norm: four strokes, so after 毋 and before any of five.
        assert_eq!(table().compare('毋', '㐊'), Ordering::Less);
        assert_eq!(table().compare('㐊', '玉'), Ordering::Less);
        assert!(table().is_undecided('㐊', '毋') && table().is_undecided('㐊', '㐋'));
        assert!(!table().is_undecided('㐊', '玉'));
    }

    #[test]
    fn unknown_characters_come_last_and_are_undecided() {
        assert_eq!(table().compare('龘', '𰻞'), Ordering::Less);
        assert_eq!(table().compare('A', 'B'), Ordering::Less);
        assert!(table().is_undecided('一', '𰻞'));
    }

    #[test]
    fn the_workbook_can_supply_a_stroke_count() {
        let extended = table().with_strokes([('𰻞', 42), ('王', 9), ('㐊', 5), ('𰻝', 0)]);
        assert_eq!(extended.stroke_count('𰻞'), Some(42));
        assert_eq!(extended.compare('𰻞', '䲜'), Ordering::Less);
        assert_eq!(extended.stroke_count('王'), Some(4), "published strokes are not overruled");
        assert_eq!(extended.stroke_count('㐊'), Some(5), "a bare count is");
        assert_eq!(extended.stroke_count('𰻝'), None, "nothing has no strokes");
        assert_eq!(table().stroke_count('𰻞'), None, "the standard table stays as it was");
    }
}
