//! The order of lists, against the published table it must follow.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

use std::cmp::Ordering;
use std::time::{Duration, Instant};

use jinggang::language::stroke_order::{NameOrder, compare, sort_by_name};
use jinggang::language::stroke_table::StrokeTable;

/// 《通用规范汉字表》: the characters of each level in official order.
fn levels() -> [Vec<char>; 3] {
    let mut levels = [Vec::new(), Vec::new(), Vec::new()];
    for line in include_str!("通用规范汉字.txt").lines().filter(|line| !line.starts_with('#')) {
        let (level, characters) = line.split_once('\t').unwrap();
        levels[level.parse::<usize>().unwrap() - 1].extend(characters.chars());
    }
    levels
}

#[test]
fn inside_each_level_of_the_8105_the_order_is_the_official_one() {
    let levels = levels();
    assert_eq!(levels.each_ref().map(Vec::len), [3500, 3000, 1605]);
    let table = StrokeTable::standard();
    for (level, official) in (1..).zip(&levels) {
        for pair in official.windows(2) {
            assert_eq!(table.compare(pair[0], pair[1]), Ordering::Less, "{level}级：{}、{}", pair[0], pair[1]);
            assert!(!table.is_undecided(pair[0], pair[1]), "{level}级：{}、{}", pair[0], pair[1]);
        }
        // Whatever order they come in, sorting gives the table back.
        let mut shuffled: Vec<char> = official.iter().rev().copied().collect();
        shuffled.rotate_left(official.len() / 3);
        shuffled.sort_by(|a, b| table.compare(*a, *b));
        assert_eq!(&shuffled, official);
    }
}

/// 200 common surnames by strokes, each line one count.
const SURNAMES: &[(u8, &str)] = &[
    (2, "丁卜"),
    (3, "于万卫马"),
    (4, "丰王韦尤车牛毛文方尹孔邓"),
    (5, "甘左石龙卢叶申田史冉白丛包冯兰宁司边"),
    (6, "邢成毕曲吕朱乔伍任华向庄刘齐关江汤安祁许阮孙阳阴牟纪"),
    (7, "严芦苏杜李杨时吴邱何位余谷邹辛闵汪沈宋张陆陈邵"),
    (8, "武苗范林欧易罗季岳金周庞净郑单房屈孟"),
    (9, "项赵郝胡柯查柏柳钟段侯俞施姜洪祝费姚贺"),
    (10, "秦袁耿聂莫桂贾夏顾柴钱倪徐殷翁凌高郭席唐涂陶"),
    (11, "黄萧梅曹龚盛常崔康章阎梁隋"),
    (12, "彭葛董蒋韩植覃景程傅焦舒鲁童曾温游谢强"),
    (13, "靳赖甄雷路詹鲍解"),
    (14, "蔡裴管廖谭翟熊"),
    (15, "樊黎颜潘"),
    (16, "薛薄霍"),
    (17, "戴魏"),
];

#[test]
fn two_hundred_common_surnames_stand_in_order() {
    let table = StrokeTable::standard();
    let surnames: Vec<char> = SURNAMES.iter().flat_map(|(_, row)| row.chars()).collect();
    assert_eq!(surnames.len(), 200);
    for (count, row) in SURNAMES {
        for surname in row.chars() {
            assert_eq!(table.stroke_count(surname), Some(*count), "{surname}");
        }
    }
    for order in [NameOrder::Surname, NameOrder::FullName] {
        let names: Vec<String> = surnames.iter().map(|surname| format!("{surname}一")).collect();
        let mut shuffled: Vec<&String> = names.iter().rev().collect();
        shuffled.rotate_left(77);
        sort_by_name(&mut shuffled, order, |name| name);
        assert_eq!(shuffled, names.iter().collect::<Vec<_>>(), "{order:?}");
    }
}

#[test]
fn a_hundred_thousand_names_sort_in_a_tenth_of_a_second() {
    let surnames: Vec<char> = SURNAMES.iter().flat_map(|(_, row)| row.chars()).collect();
    let [given, ..] = levels();
    let mut state = 20_120_315_u64;
    let mut draw = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let names: Vec<String> = (0..100_000)
        .map(|_| {
            let mut name = surnames[draw(surnames.len())].to_string();
            let length = 1 + draw(2);
            name.extend((0..length).map(|_| given[draw(given.len())]));
            name
        })
        .collect();
    // The table is read on first use, which is not part of the sort.
    assert_eq!(compare("一", "乙", NameOrder::Surname), Ordering::Less);
    // The machine may be busy with other tests: the best of a few runs is what the sort takes.
    let taken = (0..5)
        .map(|_| {
            let mut list = names.clone();
            let start = Instant::now();
            sort_by_name(&mut list, NameOrder::Surname, |name| name);
            let taken = start.elapsed();
            assert!(list.windows(2).all(|pair| compare(&pair[0], &pair[1], NameOrder::Surname).is_le()));
            taken
        })
        .min()
        .unwrap();
    println!("100,000 names sorted in {taken:?}");
    let limit = if cfg!(debug_assertions) { 1_000 } else { 100 };
    assert!(taken < Duration::from_millis(limit), "{taken:?}");
}
