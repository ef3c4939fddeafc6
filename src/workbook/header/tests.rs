use super::items::List;
use super::names::Names;
use super::*;
use crate::workbook::cell::CellValue;
use crate::workbook::file::Merged;
use crate::workbook::schema::{APPLICANTS, EVALUATION, INTERVIEW, Sheet};

fn raw(rows: &[&[&str]], merged: &[(u32, u32, u32, u32)]) -> RawSheet {
    let cell = |text: &&str| if text.is_empty() { CellValue::Empty } else { CellValue::Text((*text).to_owned()) };
    RawSheet {
        name: "报名".into(),
        rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
        merged: Merged::new(merged.iter().copied()),
        hidden: false,
        unseen: crate::workbook::file::Unseen::default(),
        notes: Vec::new(),
        pictures: Vec::new(),
        unread_pictures: 0,
    }
}

fn keys(header: &Header, sheet: &Sheet) -> Vec<String> {
    header
        .columns
        .iter()
        .map(|meaning| match meaning {
            Meaning::Known(index) => sheet.columns[*index].key.to_owned(),
            Meaning::Unknown(name) => format!("?{name}"),
            Meaning::Nameless => "-".to_owned(),
            Meaning::Repeated(index) => format!("!{}", sheet.columns[*index].key),
            Meaning::Item(item) => {
                format!("{}{}{}", if item.list == List::Family { "家庭" } else { "简历" }, item.number, item.part)
            }
        })
        .collect()
}

#[test]
fn a_title_row_and_odd_spelling_do_not_matter() {
    let raw = raw(
        &[
            &["吴中区某镇竞争上岗报名汇总表", "", "", "", ""],
            &["填表单位：某镇", "", "", "", ""],
            &["姓  名", "身份证\n号码", "出生年月（岁）", "竞聘岗位", "爱好"],
            &["张三", "", "", "", ""],
        ],
        &[(0, 0, 0, 4)],
    );
    let header = find(&raw, &APPLICANTS).unwrap();
    assert_eq!(header.data, 3);
    assert_eq!(keys(&header, &APPLICANTS), ["姓名", "身份证号", "出生年月", "报考岗位", "?爱好"]);
}

#[test]
fn questions_and_names_in_two_languages_are_the_names() {
    let questions = [
        "1、您的姓名",
        "4、您的身份证号码",
        "7、您现在的工作单位及职务",
        "8、您报名的岗位是？",
        "请填写您的手机号码",
        "考官A",
    ];
    let header = find(&raw(&[&questions, &["张三", "", "", "", "", ""]], &[]), &APPLICANTS).unwrap();
    let wanted = ["姓名", "身份证号", "现工作单位及职务", "报考岗位", "手机", "?考官A"];
    assert_eq!(keys(&header, &APPLICANTS), wanted);
    let two = ["姓名 Name", "性别/Gender", "出生年月 Date of birth", "身份证号 ID No.", "报考岗位 Post applied"];
    let header = find(&raw(&[&two, &["张三", "", "", "", ""]], &[]), &APPLICANTS).unwrap();
    assert_eq!(keys(&header, &APPLICANTS), ["姓名", "性别", "出生年月", "身份证号", "报考岗位"]);
}

#[test]
fn two_rows_with_merged_groups() {
    let raw = raw(
        &[
            &["姓名", "全日制教育", "", "在职教育", "", "报考岗位"],
            &["", "学历", "学位", "学历", "毕业院校\n及专业", ""],
        ],
        &[(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4), (0, 5, 1, 5)],
    );
    let header = find(&raw, &APPLICANTS).unwrap();
    assert_eq!(header.data, 2);
    assert_eq!(
        keys(&header, &APPLICANTS),
        ["姓名", "全日制学历", "全日制学位", "在职学历", "在职毕业院校及专业", "报考岗位"]
    );
}

#[test]
fn ballots_are_counted_under_merged_aspects() {
    // The last group has the words of the ballot.
    for group in ["胜任程度", "是否胜任", "胜任与否"] {
        let raw = raw(
            &[
                &["姓名", "岗位", "发出", "收回", "有效", "德", "", "", "", group, "", ""],
                &["", "", "", "", "", "好", "较好", "一般", "差", "胜任", "基本胜任", "不胜任"],
            ],
            &[(0, 5, 0, 8), (0, 9, 0, 11)],
        );
        let header = find(&raw, &EVALUATION).unwrap();
        assert_eq!(
            keys(&header, &EVALUATION),
            [
                "姓名",
                "岗位",
                "发出票数",
                "收回票数",
                "有效票数",
                "德好",
                "德较好",
                "德一般",
                "德差",
                "胜任",
                "基本胜任",
                "不胜任"
            ]
        );
    }
}

#[test]
fn judges_over_elements_are_two_rows_of_header() {
    let top = ["姓名", "抽签号", "考官1", "", "考官2", "", "备注"];
    let below = ["", "", "语言表达(20分)", "综合分析", "语言表达(20分)", "综合分析", ""];
    let data = ["张三", "1", "18", "70", "17", "71", ""];
    let merged = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 0, 5), (0, 6, 1, 6)];
    // The judges may be merged over their elements, and the names of other columns not down to them.
    for merged in [&merged[..], &merged[2..4], &[]] {
        let header = find(&raw(&[&top, &below, &data], merged), &INTERVIEW).unwrap();
        assert_eq!((header.row, header.data), (1, 2));
        assert_eq!(
            keys(&header, &INTERVIEW),
            [
                "姓名",
                "抽签号",
                "?考官1语言表达(20分)",
                "?考官1综合分析",
                "?考官2语言表达(20分)",
                "?考官2综合分析",
                "?备注"
            ]
        );
    }
    // One row of header: what stands below is a person, marks or none.
    for data in
        [["张三", "1", "88", "", "", "", ""], ["张三", "", "", "", "", "", "缺考"], ["", "", "1", "2", "", "", ""]]
    {
        assert_eq!(find(&raw(&[&top, &data], &[]), &INTERVIEW).unwrap().data, 1, "{data:?}");
    }
}

#[test]
fn a_second_column_for_the_same_thing_is_noticed() {
    let raw = raw(&[&["姓名", "身份证号", "报考岗位", "身份证号码"]], &[]);
    let header = find(&raw, &APPLICANTS).unwrap();
    assert_eq!(keys(&header, &APPLICANTS)[3], "!身份证号");
}

#[test]
fn a_year_of_assessment_is_not_all_of_it() {
    for names in [["2017年度考核", "2018年度考核"], ["年度考核（2017）", "年度考核（2018）"]] {
        let raw = raw(&[&["姓名", "身份证号", names[0], names[1], "报考岗位"]], &[]);
        let wanted = names.map(|name| format!("?{}", plain(name)));
        assert_eq!(keys(&find(&raw, &APPLICANTS).unwrap(), &APPLICANTS)[2..4], wanted);
    }
    let raw = raw(&[&["姓名", "身份证号", "3年度考核（2009—2011年）", "报考岗位"]], &[]);
    assert_eq!(keys(&find(&raw, &APPLICANTS).unwrap(), &APPLICANTS)[2], "年度考核");
}

#[test]
fn a_sheet_without_a_header_has_none() {
    assert!(find(&raw(&[&["甲", "乙"], &["丙", "丁"]], &[]), &APPLICANTS).is_none());
}

#[test]
fn groups_are_known_without_merged_cells() {
    let raw = raw(
        &[
            &["名册", "", "", "", "", "", ""],
            &["姓名", "全日制教育", "", "在职教育", "", "民族", "联系电话"],
            &["", "学历", "学位", "学历", "学位", "", ""],
        ],
        &[],
    );
    let header = find(&raw, &APPLICANTS).unwrap();
    assert_eq!(
        keys(&header, &APPLICANTS),
        ["姓名", "全日制学历", "全日制学位", "在职学历", "在职学位", "民族", "手机"]
    );
    assert_eq!((header.row, header.data), (2, 3));
}

#[test]
fn schooling_in_a_row_belongs_to_the_kind_on_its_left() {
    let wanted = ["姓名", "全日制学历", "全日制毕业院校及专业", "在职学历", "在职毕业院校及专业", "报考岗位"];
    let low = ["", "全日制教育", "毕业院校及专业", "在职教育", "毕业院校及专业", ""];
    let top = ["姓名", "学历学位", "", "", "", "报考岗位"];
    let merged = [(0, 0, 1, 0), (0, 1, 0, 4), (0, 5, 1, 5)];
    for merged in [&merged[..], &[]] {
        let header = find(&raw(&[&top, &low], merged), &APPLICANTS).unwrap();
        assert_eq!(keys(&header, &APPLICANTS), wanted);
    }
    let one = ["姓名", "全日制教育", "毕业院校及专业", "在职教育", "毕业院校及专业", "报考岗位"];
    assert_eq!(keys(&find(&raw(&[&one], &[]), &APPLICANTS).unwrap(), &APPLICANTS), wanted);
    let one = ["姓名", "全日制学历", "毕业院校及专业", "在职学历", "毕业院校及专业", "报考岗位"];
    assert_eq!(keys(&find(&raw(&[&one], &[]), &APPLICANTS).unwrap(), &APPLICANTS), wanted);
    // A group's word over the level and the degree is no level itself.
    let rows: [&[&str]; 2] = [&["姓名", "全日制教育", "在职教育", "报考岗位"], &["", "学历", "学历", ""]];
    let header = find(&raw(&rows, &[]), &APPLICANTS).unwrap();
    assert_eq!(
        (header.data, &keys(&header, &APPLICANTS)[1..3]),
        (2, &["全日制学历".to_owned(), "在职学历".into()][..])
    );
}

#[test]
fn marks_on_paper_are_the_marks() {
    let rows: [&[&str]; 2] = [&["姓名", "笔试", "", "面试", ""], &["", "卷面", "折算60%", "得分", "折算40%"]];
    let header = find(&raw(&rows, &[(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4)]), &super::super::schema::SCORES).unwrap();
    assert_eq!(
        keys(&header, &super::super::schema::SCORES),
        ["姓名", "笔试成绩", "?笔试折算60%", "面试成绩", "?面试折算40%"]
    );
}

#[test]
fn a_loose_name_gives_way_to_a_sure_one() {
    let raw = raw(&[&["姓名", "联系电话", "手机", "办公电话", "学历", "性别(男/女)", "*身份证号:"]], &[]);
    let header = find(&raw, &APPLICANTS).unwrap();
    assert_eq!(keys(&header, &APPLICANTS), ["姓名", "?联系电话", "手机", "办公电话", "学历", "性别", "身份证号"]);
}

#[test]
fn three_rows_and_a_table_that_begins_at_b3() {
    let raw = raw(
        &[
            &[],
            &["", "花名册", "", "", ""],
            &["", "基本情况", "", "教育情况", ""],
            &["", "姓名", "性别", "全日制", ""],
            &["", "", "", "学历", "学位"],
            &["", "张三", "男", "大学", "学士"],
        ],
        &[(1, 1, 1, 4), (2, 1, 2, 2), (2, 3, 2, 4), (3, 1, 4, 1), (3, 2, 4, 2), (3, 3, 3, 4)],
    );
    let header = find(&raw, &APPLICANTS).unwrap();
    assert_eq!(keys(&header, &APPLICANTS), ["-", "姓名", "性别", "全日制学历", "全日制学位"]);
    assert_eq!(header.data, 5);
}

#[test]
fn every_name_of_the_table_finds_its_column() {
    for sheet in super::super::schema::SHEETS {
        for (index, column) in sheet.columns.iter().enumerate() {
            for name in
                std::iter::once(column.key).chain(column.synonyms.iter().copied()).chain(column.loose.iter().copied())
            {
                let names = Names::of(sheet);
                let spread: String = name.chars().flat_map(|c| [c, '\u{3000}']).collect();
                for written in [name.to_owned(), format!(" {name}\n"), spread, format!("{name}（必填）")] {
                    let found = names.meaning(&[vec![plain(&written)]], 0).map(|(index, _)| index);
                    assert_eq!(found, Some(index), "{}: {written:?} should be {}", sheet.name, column.key);
                }
            }
        }
    }
}

#[test]
fn the_first_of_two_tables_keeps_its_header() {
    // The table below has a column more; the rows above it are people, no title.
    let sheet = raw(
        &[
            &["姓名", "性别", "出生年月", "身份证号", "报考岗位", "现任职务", ""],
            &["上一", "男", "1985.03", "320506198503140016", "主任", "科员", ""],
            &["二、事业", "", "", "", "", "", ""],
            &["序号", "姓名", "身份证号", "性别", "出生年月", "现任职务", "报考岗位"],
            &["1", "下一", "320506198503140032", "男", "1985.03", "科员", "主任"],
        ],
        &[],
    );
    let finder = Finder::of(&APPLICANTS);
    let first = finder.first(&sheet).unwrap();
    assert_eq!((first.row, first.data), (0, 1));
    let others: Vec<usize> = (1..5).filter(|row| finder.another(&sheet, *row, &first).is_some()).collect();
    assert_eq!(others, [3]);
    let below = finder.another(&sheet, 3, &first).unwrap();
    assert_eq!(
        keys(&below, &APPLICANTS),
        ["序号", "姓名", "身份证号", "性别", "出生年月", "现工作单位及职务", "报考岗位"]
    );
    // The same header once more, as on each printed page, is none of its own.
    let again = raw(&[&["姓名", "性别", "身份证号"], &["上一", "男", ""], &["姓名", "性别", "身份证号"]], &[]);
    let first = finder.first(&again).unwrap();
    assert!(finder.another(&again, 2, &first).is_none());
    // Nor is its lowest row alone, below which the groups are not said again.
    let again = raw(
        &[
            &["姓名", "性别", "全日制教育", "", "在职教育", "报考岗位"],
            &["", "", "学历", "学位", "学历", ""],
            &["上一", "男", "大专", "", "大学", "主任"],
            &["姓名", "性别", "学历", "学位", "学历", "报考岗位"],
        ],
        &[(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 5, 1, 5)],
    );
    let first = finder.first(&again).unwrap();
    assert!(first.data == 2 && finder.another(&again, 3, &first).is_none());
}

#[test]
fn votes_may_stand_below_the_option_beside_their_share() {
    let raw = raw(
        &[&["姓名", "发出", "收回", "有效", "胜任", "", "不胜任", ""], &["", "", "", "", "票数", "%", "票数", "%"]],
        &[(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 1, 3), (0, 4, 0, 5), (0, 6, 0, 7)],
    );
    let header = find(&raw, &EVALUATION).unwrap();
    assert_eq!(
        keys(&header, &EVALUATION),
        ["姓名", "发出票数", "收回票数", "有效票数", "胜任", "?胜任%", "不胜任", "?不胜任%"]
    );
}
