//! Columns that nobody reads and that look like one the sheet lacks: 选拔名额数 where no column is 职数. Every sheet may have columns of its
//! own; one that is meant for the program must not be passed over without a word. In the sheets of posts and of the review, where each column
//! decides something, every other column is named, too; in a roster those that by their words are about what the forms ask.

use super::{stated, stated_terms};
use crate::problem::{Place, Problem};
use crate::workbook::cell::CellValue;
use crate::workbook::header::{Meaning, SECOND, is_left_over, is_name_in};
use crate::workbook::schema::{APPLICANTS, SCORES, Sheet};
use crate::workbook::table::Table;
use crate::workbook::values::{clean, is_nothing, whole_number};

/// What is looked for: in which sheet, for want of which columns, by which words of a header and without which, as what the column may
/// be meant.
type Hint = (&'static str, &'static [&'static str], &'static [&'static str], &'static [&'static str], &'static str);

/// What makes a name of posts or positions one of something about them.
const ABOUT_POSTS: &[&str] =
    &["时间", "年月", "日期", "年限", "性质", "类别", "级", "层次", "编号", "代码", "电话", "地址", "部门", "科室"];

/// What makes a name of marks one of what follows from them.
const FROM_MARKS: &[&str] = &["总成绩", "综合", "合计", "名次", "排名", "进入", "时间", "日期", "地点"];

const HINTS: &[Hint] = &[
    ("岗位", &["职数"], &["职数", "名额", "人数", "数量"], &[], "职数"),
    ("岗位", &["年龄上限"], &["年龄", "周岁", "岁"], &[], "年龄上限"),
    ("岗位", &["学历要求"], &["学历", "文化程度"], &[], "学历要求"),
    ("岗位", &["任现职年限"], &["年限", "任现职"], &[], "任现职年限"),
    ("报名", &["身份证号"], &["身份证", "证件"], &["地址", "住址", "照"], "身份证号"),
    ("报名", &["出生年月"], &["出生"], &["地", "籍"], "出生年月"),
    (
        "报名",
        &["报考岗位"],
        &["报考", "竞聘", "竞岗", "竞争", "应聘", "志愿", "意向", "拟任", "拟聘", "目标岗位"],
        ABOUT_POSTS,
        "报考岗位",
    ),
    ("报名", &["现工作单位及职务"], &["职务", "岗位", "职位", "从事工作"], ABOUT_POSTS, "现工作单位及职务"),
    ("报名", &["政治面貌", "政治面貌及入党时间"], &["面貌", "党派"], &[], "政治面貌"),
    ("报名", &["入党时间", "政治面貌及入党时间"], &["入党", "加入"], &[], "入党时间"),
    ("报名", &["参加工作时间"], &["参加工作", "工作时间", "参加革命"], &[], "参加工作时间"),
    ("报名", &["任现职时间"], &["任职时间", "任现职", "级时间"], &[], "任现职时间"),
    ("报名", &["编制类别"], &["编制", "身份性质", "职工身份", "用工"], &[], "编制类别"),
    ("报名", &["报名时间"], &["报名时间", "报名日期", "填报时间", "填报日期"], &[], "报名时间"),
    ("报名", &["手机"], &["手机", "移动", "联系电话"], &["单位", "办公", "家庭", "住宅"], "手机"),
    ("报名", &["健康状况"], &["健康", "身体"], &[], "健康状况"),
    ("报名", &["民族"], &["民族"], &[], "民族"),
    ("成绩", &["笔试成绩"], &["笔试"], FROM_MARKS, "笔试成绩"),
    ("成绩", &["面试成绩"], &["面试"], FROM_MARKS, "面试成绩"),
    ("成绩", &["加试成绩"], &["加试"], FROM_MARKS, "加试成绩"),
    ("任用", &["任职日期"], &["任职", "发文日期"], &[], "任职日期"),
    ("任用", &["公示结果"], &["公示", "异议"], &[], "公示结果"),
    ("任用", &["拟免职务"], &["免去", "免职", "拟免"], &[], "拟免职务"),
];

/// What says that a mark is no longer as it was given: folded into a share of the total.
const FOLDED: &[&str] = &["折", "×", "*", "%", "加权", "权重"];

/// The parts of schooling, by the words for them, with the columns of what is not said to be of either kind, of 全日制教育 and of 在职教育.
const SCHOOLING: &[(&[&str], [&str; 3])] = &[
    (&["院校", "学校", "毕业"], ["毕业院校及专业", "全日制毕业院校及专业", "在职毕业院校及专业"]),
    (&["学历", "文化程度", "教育程度"], ["学历", "全日制学历", "在职学历"]),
    (&["学位"], ["学位", "全日制学位", "在职学位"]),
];

/// What says that schooling is of 在职教育, and what of 全日制教育.
const IN_SERVICE: &[&str] =
    &["非全日制", "在职", "后续", "后取", "第二", "继续教育", "成人", "业余", "函授", "自考", "党校"];
const FULL_TIME: &[&str] = &["全日制", "第一", "初始", "原始", "起始", "普通"];

/// The column of schooling that a name is like, if the roster lacks it. Of a name that says of which kind it is, the column of that kind is
/// meant; any other may stand only where no kind has a column.
fn of_schooling(header: &str, has: impl Fn(&str) -> bool) -> Option<&'static str> {
    let says = |words: &[&str]| words.iter().any(|word| header.contains(word));
    let (_, [either, full_time, in_service]) = SCHOOLING.iter().find(|(words, _)| says(words))?;
    match () {
        () if says(IN_SERVICE) => Some(*in_service).filter(|key| !has(key)),
        () if says(FULL_TIME) => Some(*full_time).filter(|key| !has(key)),
        () => Some(*either).filter(|_| ![either, full_time, in_service].into_iter().any(|key| has(key))),
    }
}

/// Words for people who are not the applicant.
const RELATIVES: &[&str] = &["子女", "配偶", "爱人", "父亲", "母亲", "父母", "儿子", "女儿", "亲属"];

/// Whether a column is about somebody else, or about one period of a career.
fn of_others(name: &str) -> bool {
    is_left_over(name) || RELATIVES.iter().any(|word| name.contains(word))
}

/// Reports the columns of a roster about somebody else, or about periods of a career, that are no whole relative and no period.
fn left_over(table: &Table, problems: &mut Vec<Problem>) {
    if table.schema.name != "报名" {
        return;
    }
    let filled = |column: u32| table.rows.iter().any(|row| row.others.iter().any(|(_, own, _)| *own == column));
    let columns: Vec<(u32, &str)> = (1..)
        .zip(&table.columns)
        .filter_map(|(column, meaning)| match meaning {
            Meaning::Unknown(name) if of_others(name) && filled(column) => Some((column, name.as_str())),
            _ => None,
        })
        .collect();
    let Some((first, _)) = columns.first() else { return };
    let names: Vec<&str> = columns.iter().map(|(_, name)| *name).collect();
    let message = format!("没有读这几列，不当作报名人员本人的：{}", names.join("、"));
    problems.push(Problem::warning("unread-column", table.place.at(table.header, *first), message).advice(
        "家庭成员请写在“家庭成员”表里，或者每人写成称谓、姓名、出生年月、政治面貌、工作单位及职务几列；简历请写在“简历”表里；别的不用管。",
    ));
}

/// Words of a roster's columns that are about what the forms ask. 考核 is told elsewhere.
const ASKED: &[&str] = &[
    "单位",
    "部门",
    "科室",
    "岗位",
    "职位",
    "职务",
    "职级",
    "职称",
    "学历",
    "学位",
    "院校",
    "学校",
    "专业",
    "籍贯",
    "出生",
    "面貌",
    "入党",
    "加入",
    "党员",
    "党龄",
    "参加工作",
    "参加革命",
    "入职",
    "任职",
    "级时间",
    "工龄",
    "健康",
    "身体",
    "简历",
    "经历",
    "奖",
    "惩",
    "处分",
    "调剂",
    "服从",
    "调配",
    "电话",
    "手机",
    "移动",
    "地址",
    "住址",
    "编制",
    "用工",
    "身份",
];

/// What the office's own column may be called and yet reach a form: 拟免职务 that of appointment.
const PRINTED: &[&str] = &["拟免职务"];

/// What stands in a column that is not read, but for words that say nothing.
fn values(table: &Table, column: u32) -> Vec<String> {
    let cells = table.rows.iter().flat_map(|row| &row.others).filter(|(_, own, _)| *own == column);
    cells.map(|(.., value)| clean(&value.show())).filter(|text| !is_nothing(text)).collect()
}

/// Reports what else is not read and has something in it.
fn others(table: &Table, told: &[u32], problems: &mut Vec<Problem>) {
    let sheet = table.schema.name;
    let wanted = |name: &str| match sheet {
        "岗位" => name != "序号",
        // 性别, 出生年月, 岗位 say once more who it is.
        "资格审查" => {
            name == "备注" || ["奖", "处分"].iter().any(|word| name.contains(word)) || !is_name_in(&APPLICANTS, name)
        }
        // Who it is and what was marked may be written again.
        "任用" | "票决" | "考察" => {
            let said = |sheet: &Sheet| is_name_in(sheet, name);
            name == "备注" || !(said(&APPLICANTS) || said(&SCORES) || stated::is_result(name))
        }
        "报名" => ASKED.iter().any(|word| name.contains(word)) && !name.contains("考核"),
        _ => false,
    };
    let compared = |name: &str, cell: &CellValue| match sheet {
        "任用" => stated_terms::is_compared(name, cell),
        sheet => stated::is_compared(sheet, name, cell),
    };
    // What is compared is told where it differs.
    let filled = |column: u32| {
        let cells = table.rows.iter().flat_map(|row| &row.others).filter(|(_, own, _)| *own == column);
        let mut cells = cells.filter(|(_, _, cell)| !is_nothing(&clean(&cell.show())));
        cells.any(|(name, _, cell)| !compared(name, cell))
    };
    let columns: Vec<(u32, &str)> = (1..)
        .zip(&table.columns)
        .filter_map(|(column, meaning)| match meaning {
            Meaning::Unknown(name) if !told.contains(&column) && !PRINTED.contains(&name.as_str()) => {
                (wanted(name) && filled(column)).then_some((column, name.as_str()))
            }
            _ => None,
        })
        .collect();
    let Some((first, _)) = columns.first() else { return };
    let names: Vec<&str> = columns.iter().map(|(_, name)| *name).collect();
    let message = format!("没有读这几列，文书上不用：{}", names.join("、"));
    problems.push(
        Problem::warning("unread-column", table.place.at(table.header, *first), message)
            .advice("要用的，请改成程序认得的列名（见“工作簿”说明），或者并到认得的列里；不用的不用管。"),
    );
}

/// Reports a second choice of post: everybody applies for one.
fn second_choice(table: &Table, problems: &mut Vec<Problem>) {
    if table.schema.name != "报名" {
        return;
    }
    for (column, meaning) in (1..).zip(&table.columns) {
        let Meaning::Unknown(header) = meaning else { continue };
        if !SECOND.iter().any(|word| header.contains(word)) {
            continue;
        }
        let mut given = table.rows.iter().filter(|row| {
            row.others.iter().any(|(_, own, value)| *own == column && !is_nothing(&clean(&value.show())))
        });
        // The rows may be those of several sheets: the header is not that of all of them.
        if let Some(first) = given.next().map(|row| row.place.at(row.place.row, column)) {
            let given = given.count() + 1;
            let message = format!("“{header}”没有读（有{given}人填了）：每人限报一个岗位，只看“报考岗位”");
            problems.push(
                Problem::warning("unread-column", first, message).advice("原报岗位取消以后改报的，填在“改报岗位”列。"),
            );
        }
    }
}

/// Tells of a mark that is folded already, where the one that was given has no column: under its name it would be folded twice.
fn folded(header: &str, key: &str, place: Place) -> Problem {
    let message = format!("“{header}”像是折算以后的分，没有读；没有“{key}”列");
    Problem::warning("unread-column", place, message)
        .advice(format!("请加一列“{key}”，填折算以前的成绩，程序按方案的权重折算。"))
}

/// Numbers of a few beside each post are most likely how many are wanted.
fn is_few(value: &str) -> bool {
    value.parse::<f64>().is_ok_and(|number| (1.0..=20.0).contains(&number) && number.fract() == 0.0)
}

/// The column of posts, from 1, that is not read and seems to say how many are wanted of each, where it does not say of every one that it
/// is 1, as is taken where nothing is said.
pub(super) fn seats(table: &Table) -> Option<u32> {
    const SEATS: &str = "职数";
    // How many there are, or have applied, is not how many are wanted.
    const OTHERS: &[&str] =
        &["报名", "报考", "参加", "合格", "符合", "现有", "实有", "在岗", "在职", "编制", "年", "岁", "比例", "是否"];
    let hint = HINTS.iter().find(|(sheet, .., key)| *sheet == table.schema.name && *key == SEATS)?;
    let (_, _, words, _, _) = hint;
    if table.column(SEATS).is_some() {
        return None;
    }
    let unknown = || {
        (1..).zip(&table.columns).filter_map(|(column, meaning)| match meaning {
            Meaning::Unknown(name) if !OTHERS.iter().any(|word| name.contains(word)) => Some((column, name)),
            _ => None,
        })
    };
    let by_name = unknown()
        .find(|(column, name)| words.iter().any(|word| name.contains(word)) && !values(table, *column).is_empty());
    let numbered = |column: u32| {
        let values = values(table, column);
        !values.is_empty() && values.iter().all(|value| is_few(value))
    };
    let (column, _) = by_name.or_else(|| unknown().find(|(column, _)| numbered(*column)))?;
    let values = values(table, column);
    // 1, 2, 3, …: the posts are numbered.
    let rising = (1_usize..).zip(&values).all(|(number, value)| *value == number.to_string());
    let one = |value: &String| whole_number(SEATS, value) == Some(1);
    (!values.iter().all(one) && !rising).then_some(column)
}

/// The column of the review that asks whether a sanction holds, and what makes a name of it the contrary: √ would mean that there is none.
const SANCTION: &str = "是否受处分影响期";
const CONTRARY: &[&str] =
    &["无打", "无的打", "无则", "没有打", "无处分", "无受处分", "不在处分", "未受", "不受", "没有受", "无√"];

/// Reports columns of the review that ask the contrary of what the program's column does; gives those that are not read.
fn contrary(table: &Table, problems: &mut Vec<Problem>) -> Vec<u32> {
    let mut unread = Vec::new();
    if table.schema.name != "资格审查" {
        return unread;
    }
    let known = table.column(SANCTION);
    for ((column, meaning), word) in (1..).zip(&table.columns).zip(&table.words) {
        let is_own = known == Some(column);
        let name = match meaning {
            Meaning::Unknown(name) => name,
            _ if is_own => word,
            _ => continue,
        };
        if !name.contains("处分") || !CONTRARY.iter().any(|word| name.contains(word)) {
            continue;
        }
        let place = table.place.at(table.header, column);
        let advice = format!("请把列名改成“{SANCTION}”，没有的填“否”，还在影响期的填“是”。");
        if is_own {
            let message = format!("“{name}”与“{SANCTION}”意思相反，打√的会读成还在影响期");
            problems.push(Problem::error("header", place, message).advice(advice));
        } else if !values(table, column).is_empty() {
            unread.push(column);
            let message = format!("“{name}”与“{SANCTION}”意思相反，没有读");
            problems.push(Problem::warning("unread-column", place, message).advice(advice));
        }
    }
    unread
}

/// Reports them.
pub(super) fn report(table: &Table, problems: &mut Vec<Problem>) {
    left_over(table, problems);
    second_choice(table, problems);
    let has = |key: &&str| table.column(key).is_some();
    let mut meant: Vec<&str> = Vec::new();
    let mut told: Vec<u32> = contrary(table, problems);
    for (column, meaning) in (1..).zip(&table.columns) {
        let Meaning::Unknown(header) = meaning else { continue };
        // 配偶政治面貌, 子女就读学校 are not the applicant's.
        let other = of_others(header) || SECOND.iter().any(|word| header.contains(word));
        if table.schema.name == "报名" && other {
            told.push(column);
            continue;
        }
        let values = values(table, column);
        if values.is_empty() {
            continue;
        }
        // What 是 or 否 answers is no column of a date or a mark.
        let question = header.contains("是否");
        let like = HINTS.iter().find(|(sheet, columns, words, without, key)| {
            *sheet == table.schema.name
                && !question
                && !columns.iter().any(&has)
                && words.iter().any(|word| header.contains(word))
                && !without.iter().any(|word| header.contains(word))
                && !meant.contains(key)
        });
        let schooling = || {
            let has = |key: &str| has(&key) || meant.contains(&key);
            of_schooling(header, has).filter(|_| table.schema.name == "报名" && !question)
        };
        let numbers = table.schema.name == "岗位"
            && !has(&"职数")
            && !meant.contains(&"职数")
            && values.iter().all(|value| is_few(value));
        let key = match like {
            Some((.., key)) => Some(*key),
            None if numbers => Some("职数"),
            None => schooling(),
        };
        let Some(key) = key else { continue };
        let place = table.place.at(table.header, column);
        if table.schema.name == "成绩" && FOLDED.iter().any(|word| header.contains(word)) {
            told.push(column);
            problems.push(folded(header, key, place));
            continue;
        }
        meant.push(key);
        told.push(column);
        let message = format!("“{header}”这一列没有读；没有“{key}”列，这一列像是");
        problems.push(if key == "职数" && seats(table) == Some(column) {
            Problem::error("unread-column", place, message)
                .advice("是的请把列名改成“职数”；不是的，请加一列“职数”，填每个岗位的名额。")
        } else {
            Problem::warning("unread-column", place, message).advice(format!("是的请把列名改成“{key}”；不是的不用管。"))
        });
    }
    others(table, &told, problems);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_schooling_is_like_the_column_of_its_kind() {
        for (name, key) in [
            ("初始学历", Some("全日制学历")),
            ("全日制最高学历", Some("全日制学历")),
            ("非全日制学历", Some("在职学历")),
            ("后续学历", Some("在职学历")),
            ("第二学历", Some("在职学历")),
            ("继续教育学历", Some("在职学历")),
            ("现学历", Some("学历")),
            ("最高学历毕业院校", Some("毕业院校及专业")),
            ("在职最高学位", Some("在职学位")),
            ("邮箱", None),
        ] {
            assert_eq!(of_schooling(name, |_| false), key, "{name}");
        }
        assert_eq!(of_schooling("现学历", |key| key == "全日制学历"), None);
        assert_eq!(of_schooling("后续学历", |key| key == "全日制学历"), Some("在职学历"));
    }
}
