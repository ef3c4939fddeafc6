//! Lists of people in stroke order: 姓氏笔画 and 姓名笔画.
//!
//! The rule, as published lists follow it: fewer strokes first, then stroke by stroke 横 竖 撇 点 折. 按姓氏笔画 sorts by
//! the surname, puts every single-character given name before every longer one of the same surname, then compares the
//! given names. 按姓名笔画 (people's congresses) compares the whole name character by character. An interpunct does not
//! count. The characters' places come from [`StrokeTable`]; ICU and CLDR order otherwise and must not be mixed in.

use super::name::{SPLIT_MARK, is_blank, is_interpunct};
use super::stroke_table::StrokeTable;
use std::cmp::Ordering;

/// Which of the two official orders a list follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum NameOrder {
    /// 按姓氏笔画为序: within one surname single-character given names come first. The usual order of party and CPPCC
    /// lists, and the default.
    #[default]
    Surname,
    /// 按姓名笔画为序: the whole name, character by character. The order of people's congresses.
    FullName,
}

/// Compound surnames (复姓) that are recognised at the head of a name. Rare ones that are likelier to be a surname and a
/// given name (乐正, 东门, 段干) are left out: for them the clerk writes the split mark.
const COMPOUND_SURNAMES: [&str; 56] = [
    "欧阳", "上官", "司马", "诸葛", "司徒", "司空", "司寇", "皇甫", "尉迟", "公孙", "公羊", "公冶", "公西", "慕容",
    "令狐", "长孙", "仲孙", "叔孙", "宇文", "夏侯", "轩辕", "端木", "东方", "东郭", "南宫", "西门", "钟离", "闻人",
    "赫连", "澹台", "宗政", "濮阳", "淳于", "单于", "太叔", "申屠", "呼延", "万俟", "拓跋", "百里", "独孤", "第五",
    "左丘", "梁丘", "鲜于", "完颜", "耶律", "纳兰", "亓官", "巫马", "漆雕", "壤驷", "羊舌", "微生", "颛孙", "谷梁",
];

/// What a name sorts by. Keys compare as names do, as long as they were made for the same order and by the same table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameKey(Vec<u32>);

/// Ends the surname in a key: less than any character's place, so that 欧 comes before 欧阳 whatever follows.
const END_OF_SURNAME: u32 = 0;

/// A name taken apart for sorting: its characters, and how many of them are the surname.
struct Parts {
    characters: Vec<char>,
    surname: usize,
}

impl Parts {
    /// Takes a name apart. This is the one place that decides what a surname is, hence how compound surnames sort: a
    /// marked surname as marked, else a compound surname of the list before at least one more character, else the first
    /// character. A compound surname is a surname of its own: it follows all names under its first character alone.
    fn of(name: &str) -> Self {
        let mut characters = Vec::with_capacity(4);
        let mut marked = None;
        let mut interpunct = false;
        for c in name.chars() {
            match c {
                SPLIT_MARK | '｜' => marked = Some(characters.len()),
                c if is_interpunct(c) => interpunct = true,
                c if is_blank(c) => {}
                c => characters.push(c),
            }
        }
        let surname = match marked {
            Some(split) if split > 0 && split < characters.len() => split,
            // A name with an interpunct has no compound surname; it is compared character by character.
            _ if interpunct => 1,
            _ if starts_with_compound(&characters) => 2,
            _ => 1,
        };
        Self { surname: surname.min(characters.len()), characters }
    }

    fn surname(&self) -> &[char] {
        self.characters.get(..self.surname).unwrap_or_default()
    }

    fn given(&self) -> &[char] {
        self.characters.get(self.surname..).unwrap_or_default()
    }

    /// 0 for a given name of one character (or none), 1 for a longer one: the second step of 姓氏笔画.
    fn group(&self) -> u32 {
        u32::from(self.given().len() > 1)
    }
}

/// Whether a compound surname and at least one more character open the name.
fn starts_with_compound(characters: &[char]) -> bool {
    let [first, second, _, ..] = characters else { return false };
    COMPOUND_SURNAMES.iter().any(|compound| {
        let mut letters = compound.chars();
        letters.next() == Some(*first) && letters.next() == Some(*second)
    })
}

impl StrokeTable {
    /// What a name sorts by in the given order. White space and interpuncts do not count; `欧阳|修` marks the surname.
    #[must_use]
    pub fn name_key(&self, name: &str, order: NameOrder) -> NameKey {
        let parts = Parts::of(name);
        let mut key = Vec::with_capacity(parts.characters.len() + 2);
        match order {
            NameOrder::Surname => {
                key.extend(parts.surname().iter().map(|c| self.order_of(*c)));
                key.extend([END_OF_SURNAME, parts.group()]);
                key.extend(parts.given().iter().map(|c| self.order_of(*c)));
            }
            NameOrder::FullName => key.extend(parts.characters.iter().map(|c| self.order_of(*c))),
        }
        NameKey(key)
    }

    /// Compares two names; equal only if they are the same characters with the same surname.
    #[must_use]
    pub fn compare_names(&self, a: &str, b: &str, order: NameOrder) -> Ordering {
        self.name_key(a, order).cmp(&self.name_key(b, order))
    }

    /// Sorts things by the names they bear. Stable: people of the same name keep the order they came in.
    pub fn sort_names<T>(&self, items: &mut [T], order: NameOrder, name: impl Fn(&T) -> &str) {
        items.sort_by_cached_key(|item| self.name_key(name(item), order));
    }

    /// The characters of a name that the table does not have, in order of appearance, each once. They sort last; the
    /// clerk is to be told.
    #[must_use]
    pub fn unknown_in(&self, name: &str) -> Vec<char> {
        let mut unknown = Vec::new();
        for c in Parts::of(name).characters {
            if !self.contains(c) && !unknown.contains(&c) {
                unknown.push(c);
            }
        }
        unknown
    }

    /// Whether the strokes leave open which of two names comes first, so that the organisation must decide: the first
    /// characters that differ are undecided, or the names are the same and belong to two people.
    #[must_use]
    pub fn is_undecided_between(&self, a: &str, b: &str, order: NameOrder) -> bool {
        let (a, b) = (Parts::of(a), Parts::of(b));
        match order {
            NameOrder::Surname => match self.first_doubt(a.surname(), b.surname()) {
                Some(undecided) => undecided,
                None => a.group() == b.group() && self.first_doubt(a.given(), b.given()).unwrap_or(true),
            },
            NameOrder::FullName => self.first_doubt(&a.characters, &b.characters).unwrap_or(true),
        }
    }

    /// Whether the first difference of two runs of characters is undecided; `None` if there is no difference.
    fn first_doubt(&self, a: &[char], b: &[char]) -> Option<bool> {
        match a.iter().zip(b).find(|(a, b)| a != b) {
            Some((a, b)) => Some(self.is_undecided(*a, *b)),
            None if a.len() == b.len() => None,
            None => Some(false),
        }
    }
}

/// [`StrokeTable::name_key`] by the standard table.
#[must_use]
pub fn name_key(name: &str, order: NameOrder) -> NameKey {
    StrokeTable::standard().name_key(name, order)
}

/// [`StrokeTable::compare_names`] by the standard table.
#[must_use]
pub fn compare(a: &str, b: &str, order: NameOrder) -> Ordering {
    StrokeTable::standard().compare_names(a, b, order)
}

/// [`StrokeTable::sort_names`] by the standard table.
pub fn sort_by_name<T>(items: &mut [T], order: NameOrder, name: impl Fn(&T) -> &str) {
    StrokeTable::standard().sort_names(items, order, name);
}

/// [`StrokeTable::unknown_in`] by the standard table.
#[must_use]
pub fn unknown_characters(name: &str) -> Vec<char> {
    StrokeTable::standard().unknown_in(name)
}

/// [`StrokeTable::is_undecided_between`] by the standard table.
#[must_use]
pub fn is_undecided(a: &str, b: &str, order: NameOrder) -> bool {
    StrokeTable::standard().is_undecided_between(a, b, order)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test may panic")]
mod tests {
    use super::*;
    use NameOrder::{FullName, Surname};

    /// Sorting the row, whatever way round it starts, gives the row. Split marks stay.
    fn assert_sorted(row: &str, order: NameOrder) {
        let expected: Vec<&str> = row.split_whitespace().collect();
        let mut reversed: Vec<&str> = expected.iter().rev().copied().collect();
        sort_by_name(&mut reversed, order, |name| name);
        assert_eq!(reversed, expected, "{order:?}");
        let mut rotated = expected.clone();
        rotated.rotate_left(expected.len() / 2);
        sort_by_name(&mut rotated, order, |name| name);
        assert_eq!(rotated, expected, "{order:?}");
    }

    #[test]
    fn surname_order_opens_as_published_lists_do() {
        // The opening of a published 按姓氏笔画 list; distinctive given names are replaced, which moves nobody.
        assert_sorted(
            "丁宁 丁纯 丁炜 丁铭 丁小禾 丁中禾 于波 于洋 于勇 于川禾 才让禾 万伟 么永禾 习文禾 马龙 马伟 马丽",
            Surname,
        );
    }

    #[test]
    fn single_given_names_come_first_within_a_surname_only() {
        assert_sorted("丁一 丁鑫 丁一帆 于一 于一一 王一 王乙 王鑫 王一一 王一丁", Surname);
        assert_sorted("丁一 丁一帆 丁鑫 于一 于一一 王一 王一一 王一丁 王乙 王鑫", FullName);
    }

    #[test]
    fn surnames_sort_by_count_then_stroke_by_stroke() {
        assert_sorted(
            "丁一 于一 万一 马一 王一 韦一 毛一 方一 孔一 邓一 石一 叶一 申一 田一 白一 冯一 刘一 江一 许一 孙一 李一 \
             吴一 何一 沈一 张一 陈一 林一 罗一 金一 周一 郑一 孟一 赵一 胡一 钟一 徐一 郭一 黄一 曹一 龚一 章一 彭一 \
             蒋一 程一 曾一 谢一 赖一 蔡一 谭一 潘一 薛一 魏一",
            Surname,
        );
    }

    #[test]
    fn ties_settled_by_the_official_table_sort() {
        assert_sorted("干一 于一 贝一 水一 叶一 申一", Surname);
        for (a, b) in [("干一", "于一"), ("贝一", "水一"), ("叶一", "申一")] {
            assert_eq!(compare(a, b, Surname), Ordering::Less);
            assert!(!is_undecided(a, b, Surname));
        }
    }

    #[test]
    fn open_ties_are_told_and_keep_families_together() {
        for (a, b) in [("井丁", "亓一"), ("勾丁", "殳一"), ("王井", "王亓"), ("王一井", "王一亓"), ("王伟", "王　伟")]
        {
            assert!(is_undecided(a, b, Surname) && is_undecided(b, a, Surname), "{a} {b}");
        }
        // What follows the undecided characters must not mix the two families.
        let mut names = ["亓一", "井鑫", "亓鑫", "井一"];
        sort_by_name(&mut names, Surname, |name| name);
        assert_eq!(names, ["井一", "井鑫", "亓一", "亓鑫"]);
        // The length of the given name decides before its characters do, but not where the whole name is compared.
        assert!(!is_undecided("王井", "王亓一", Surname));
        assert!(is_undecided("王井", "王亓一", FullName));
        for (a, b) in [("丁宁", "丁纯"), ("王一", "王一一"), ("于波", "万伟")] {
            assert!(!is_undecided(a, b, Surname) && !is_undecided(a, b, FullName), "{a} {b}");
        }
    }

    #[test]
    fn compound_surnames_are_surnames_of_their_own() {
        // 欧 before 欧阳, whatever the given names; inside 欧阳 single given names first.
        assert_sorted("欧一 欧鑫 欧一一 欧鑫鑫 欧阳修 欧阳鑫 欧阳一一 诸葛亮 诸葛一一", Surname);
        assert_eq!(name_key("欧阳|修", Surname), name_key("欧阳修", Surname));
        assert_eq!(name_key("东方|红", Surname), name_key("东方红", Surname));
        // The split mark overrules the list, and helps where the list says nothing.
        assert_ne!(name_key("东|方红", Surname), name_key("东方红", Surname));
        assert_sorted("乐天 乐天天 乐正|宇 乐正|一一", Surname);
        // Two characters are always surname and given name; a mark at either end marks nothing.
        assert_eq!(name_key("司马", Surname), name_key("司|马", Surname));
        assert_eq!(name_key("|王伟", Surname), name_key("王伟", Surname));
        assert_eq!(name_key("王伟|", Surname), name_key("王伟", Surname));
        for compound in COMPOUND_SURNAMES {
            assert_eq!(compound.chars().count(), 2);
            assert!(unknown_characters(compound).is_empty(), "{compound}");
        }
    }

    #[test]
    fn interpuncts_and_white_space_do_not_count() {
        let plain = name_key("买买提吐尔逊", Surname);
        for name in ["买买提·吐尔逊", "买买提•吐尔逊", "买买提．吐尔逊", " 买买提 · 吐尔逊", "买买提\n吐尔逊"]
        {
            assert_eq!(name_key(name, Surname), plain, "{name}");
        }
        assert_eq!(name_key("刘　英", Surname), name_key("刘英", Surname));
        assert_sorted("买一 买丁一 买买提·吐尔逊 买鑫鑫", Surname);
        assert_sorted("买一 买丁一 买买提·吐尔逊 买鑫鑫", FullName);
        // It has no compound surname, whatever it begins with.
        assert_eq!(name_key("欧阳·一", Surname), name_key("欧|阳一", Surname));
        assert_ne!(name_key("欧阳·一", Surname), name_key("欧阳一", Surname));
    }

    #[test]
    fn unknown_characters_sort_last_and_are_reported() {
        assert_sorted("王一 王鑫 王𰻞 龘一 𰻞一", Surname);
        assert_eq!(unknown_characters("𰻞\u{E000}·𰻞 一"), ['𰻞', '\u{E000}']);
        assert!(unknown_characters("买买提·吐尔逊").is_empty() && unknown_characters("欧阳|修").is_empty());
        assert!(is_undecided("王𰻞", "王鑫", Surname));
        let table = StrokeTable::standard().with_strokes([('𰻞', 12)]);
        assert!(table.unknown_in("𰻞").is_empty());
        assert_eq!(table.compare_names("王𰻞", "王鑫", Surname), Ordering::Less);
        assert!(!table.is_undecided_between("王𰻞", "王鑫", Surname));
    }

    #[test]
    fn the_sort_is_stable() {
        let mut people = [("王伟", 1), ("丁宁", 2), ("王　伟", 3), ("王伟", 4)];
        sort_by_name(&mut people, Surname, |person| person.0);
        assert_eq!(people.map(|person| person.1), [2, 1, 3, 4]);
    }

    /// Names of every kind, drawn by a fixed linear congruence.
    fn many_names(count: usize) -> Vec<String> {
        let surnames: Vec<&str> =
            "王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 欧阳 诸葛 井 亓 勾 殳 𬱖 开"
                .split(' ')
                .collect();
        let given: Vec<char> =
            "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂一乙丁𰻞㐊井亓殳鑫堃喆犇䶮".chars().collect();
        let mut seed = 20_120_315_u64;
        let mut draw = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % below
        };
        (0..count)
            .map(|_| {
                let length = 1 + draw(2);
                let mut name = surnames[draw(surnames.len())].to_owned();
                name.extend((0..length).map(|_| given[draw(given.len())]));
                name
            })
            .collect()
    }

    #[test]
    fn names_are_totally_ordered() {
        let names = many_names(70);
        for order in [Surname, FullName] {
            for a in &names {
                assert_eq!(compare(a, a, order), Ordering::Equal);
                for b in &names {
                    let ab = compare(a, b, order);
                    assert_eq!(ab, compare(b, a, order).reverse(), "{a} {b}");
                    assert_eq!(is_undecided(a, b, order), is_undecided(b, a, order), "{a} {b}");
                    for c in &names {
                        if ab.is_le() && compare(b, c, order).is_le() {
                            assert!(compare(a, c, order).is_le(), "{a} {b} {c}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_hundred_thousand_names_sort_at_once() {
        let mut names = many_names(100_000);
        assert!(compare("一", "乙", Surname).is_lt(), "also loads the table, which is not part of the sort");
        let start = std::time::Instant::now();
        sort_by_name(&mut names, Surname, |name| name);
        let taken = start.elapsed();
        println!("100,000 names sorted in {taken:?}");
        assert!(names.windows(2).all(|pair| compare(&pair[0], &pair[1], Surname).is_le()));
        // Generous: the test shares its machine, and may be built without optimisation.
        assert!(taken.as_millis() < if cfg!(debug_assertions) { 3_000 } else { 500 }, "{taken:?}");
    }
}
