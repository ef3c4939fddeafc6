//! Rosters as offices have them, one trap or a few in each: written by openpyxl, xlwt and LibreOffice (tools/fixtures/make.py), read
//! by the library. What is right gives no problem; what is wrong gives this very sentence at this very cell.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

#[path = "rosters/photographs.rs"]
mod photographs;

use std::path::{Path, PathBuf};

use jinggang::problem::Problem;
use jinggang::round::{Applicant, PhotoSource};
use jinggang::workbook::{Reading, read};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rosters").join(name)
}

fn reading(name: &str) -> Reading {
    read(&fixture(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The problems, without the one that a roster is only a roster; the sheet's name left out, as CSV has the file's.
fn told(reading: &Reading) -> Vec<String> {
    let relevant = |problem: &&Problem| problem.code != "only-roster";
    reading
        .problems
        .iter()
        .filter(relevant)
        .map(|problem| {
            let person = problem.person.as_deref().unwrap_or_default();
            let found = if problem.found.is_empty() { String::new() } else { format!("[{}]", problem.found) };
            format!("{} {person} {} {}{found}", problem.place.cell(), problem.code, problem.message)
        })
        .collect()
}

/// What was read of a person.
fn person(applicant: &Applicant) -> String {
    let sex = applicant.sex.map(|sex| sex.as_str()).unwrap_or_default();
    let id = applicant.id_number.as_ref().map(|id| id.value.as_str()).unwrap_or_default();
    let texts: Vec<String> = applicant.texts.iter().map(|(key, text)| format!("{key}={text}")).collect();
    format!("{} {sex} {id} {} {}", applicant.name, applicant.ethnicity, texts.join("|"))
}

fn people(reading: &Reading) -> Vec<String> {
    reading.round.applicants.iter().map(person).collect()
}

#[test]
fn the_numbered_title_of_a_part_is_nobody() {
    let csv = "序号,姓名,性别,出生年月,身份证号,报考岗位\n一、,报考城乡建设科,,,,\n1,张三,男,1980.05,320586198005010018,甲科科长\n\
               二、,社会事业科,,,,\n2,李四,女,1981.06,320586198106020026,乙科科长\n三、,欧阳,,,,\n";
    let reading = jinggang::workbook::read_bytes("名册.csv", csv.as_bytes()).unwrap();
    let names: Vec<&str> = reading.round.applicants.iter().map(|own| own.name.as_str()).collect();
    // Two characters may be somebody whose cells are still empty.
    assert_eq!(names, ["张三", "李四", "欧阳"], "{:?}", told(&reading));
}

#[test]
fn the_same_roster_is_the_same_in_every_format() {
    let first = reading("同一名册.xlsx");
    assert_eq!(told(&first), Vec::<String>::new());
    assert_eq!(people(&first).len(), 3);
    assert!(people(&first)[2].contains("欧阳修远 男 ") && people(&first)[2].contains("出生年月=1981.10"));
    for name in [
        "同一名册.ods",
        "同一名册-biff5.xls",
        "同一名册-biff8.xls",
        "同一名册-xlwt.xls",
        "同一名册.et",
        "同一名册.xlsb",
        "同一名册-utf8.csv",
        "同一名册-gbk.csv",
        "同一名册-utf16.txt",
        "其实是xlsx.xls",
    ] {
        let other = reading(name);
        assert_eq!((people(&other), told(&other)), (people(&first), Vec::new()), "{name}");
    }
}

#[test]
fn the_same_mistakes_are_told_in_every_format() {
    let wanted = [
        "D2 张三 date “1975年13月”不是真实的日期[1975年13月]",
        "G3 李四 id-number 身份证号校验不符：按前 17 位，末位应为 4，实为 0[320506197811020020]",
        "E4 欧阳修远 ethnicity 不是国家标准里的民族名称[汗族]",
    ];
    for name in ["同样的错.xlsx", "同样的错.xls", "同样的错.ods", "同样的错.csv"] {
        assert_eq!(told(&reading(name)), wanted, "{name}");
    }
}

#[test]
fn headers_titles_sums_and_notes_are_understood() {
    for name in ["表头各种样子.xlsx", "表头各种样子.xls", "表头各种样子.ods"] {
        let reading = reading(name);
        assert_eq!(told(&reading), Vec::<String>::new(), "{name}");
        let people = people(&reading);
        assert_eq!(people.len(), 3, "{name}: {people:#?}");
        for part in [
            "张三 男 320506197503140016",
            "出生年月=1975.03",
            "全日制学历=大专",
            "在职学历=大学",
            "在职毕业院校及专业=苏州大学法学",
            "手机=13800138001",
            "报考岗位=党政办公室副主任",
            "爱好=书法",
        ] {
            assert!(people[0].contains(part), "{name}: {part} is not in {}", people[0]);
        }
        assert_eq!(reading.round.applicants[2].at.row, 11, "{name}");
    }
}

#[test]
fn a_person_may_occupy_several_lines() {
    let reading = reading("一人占几行.xlsx");
    assert_eq!(told(&reading), Vec::<String>::new());
    let [zhang, li] = reading.round.applicants.as_slice() else { panic!("two people") };
    let resume: Vec<String> = zhang.resume.iter().map(|period| format!("{} {}", period.from, period.text)).collect();
    assert_eq!(
        resume,
        ["1993年9月 苏州大学学习", "1997年8月 某镇科员\n（其间：2001.09--2004.07 党校学习）", "2005年6月 某镇科员"]
    );
    let family: Vec<String> =
        zhang.family.iter().map(|one| format!("{} {} {}", one.relation, one.name, one.work)).collect();
    assert_eq!(family, ["妻子 李某 某中学教师", "儿子 张某 某中学学生"]);
    assert_eq!((li.resume.len(), li.resume[0].to, li.family.len()), (1, None, 0));
}

#[test]
fn a_sheet_for_each_department_is_one_roster() {
    let reading = reading("几张名册.xlsx");
    let places: Vec<String> =
        reading.round.applicants.iter().map(|one| format!("{}{}", one.at.sheet, one.at.row)).collect();
    assert_eq!(
        (places.as_slice(), told(&reading)),
        (["党政办2".to_owned(), "党政办3".into(), "财政所2".into()].as_slice(), vec![])
    );
}

#[test]
fn every_wrong_value_has_its_sentence() {
    assert_eq!(
        told(&reading("值的各种错.xlsx")),
        [
            "G2 张三 id-number-cut 身份证号被存成了数字，后三位已经丢失[320506197503140000]",
            "D3 李四 date 分不清是1月还是10月：数字格式会去掉末尾的0[1975.1]",
            "J5 史某\u{e123} uncomputed 公式没有保存计算结果[=NA()]",
            "K5 史某\u{e123} uncomputed 公式没有保存计算结果[=A2&B2]",
            "N3 李四 party 政治面貌是群众，又填了入党时间[1999.07]",
            "C4 欧阳修远 sex-differs 与身份证号不符：身份证号显示为男[女]",
            "D4 欧阳修远 birth-differs 与身份证号不符：身份证号显示为 1981-10-20[1981年11月]",
            "F4 欧阳修远 party 看不懂政治面貌，照写印在文书上[青年]",
            "I4 欧阳修远 academic 不像学位[本科]",
            "L4 欧阳修远 phone 不像电话号码：有10位数字[1380013800]",
            "M4 欧阳修远 grade 看不出哪一年是什么考核等次[优秀、称职]",
            "B5  private-use 有老系统的自造字（U+E123），印不出来[史某\u{e123}]",
        ]
    );
    let reading = reading("值的各种错.xlsx");
    let [.., shi, lu] = reading.round.applicants.as_slice() else { panic!("people") };
    assert_eq!((shi.text("出生年月"), shi.text("政治面貌"), shi.text("入党时间")), ("1979.05", "中共党员", "2001.06"));
    assert_eq!((shi.text("手机"), shi.assessments.len()), ("13800138005", 3));
    assert_eq!((lu.name.sorting().as_str(), lu.ethnicity.as_str(), lu.text("入党时间")), ("陆|羽", "维吾尔族", ""));
}

#[test]
fn number_formats_and_epochs_decide_dates() {
    for name in ["数字格式.xlsx", "数字格式.xls", "数字格式.ods", "1904日期.xlsx"] {
        let reading = reading(name);
        assert_eq!(told(&reading), Vec::<String>::new(), "{name}");
        let birth = |at: usize| reading.round.applicants[at].birth.as_ref().unwrap().value.to_string();
        assert_eq!(birth(0), "1975年3月14日", "{name}");
        assert_eq!(birth(2), "1981年10月", "{name}");
    }
}

#[test]
fn people_who_cannot_be_joined_are_named() {
    let reading = reading("对不上的人.xlsx");
    assert_eq!(
        told(&reading),
        [
            "G5 张三 two-posts 同一个人报了两个岗位：G2 报“党政办公室副主任”，这一行报“财政所副所长”；每人限报一个[320506197503140016]",
            "A4 李四 same-name “报名”表里有2个同名的人，分不清是谁[李四]",
            "A5 王五 unknown-person “报名”表里没有这个人[王五]",
            "A6 张三 name-id-differ 姓名与身份证号在“报名”表里不是同一个人[张三 320506********0024]",
        ]
    );
    let ouyang = reading.round.applicants.iter().find(|one| one.name.as_str() == "欧阳修远").unwrap();
    let resume: Vec<&str> = ouyang.resume.iter().map(|period| period.text.as_str()).collect();
    assert_eq!(resume, ["某大学学习", "某镇科员"], "the name stands in the first line only");
    assert_eq!((ouyang.family.len(), ouyang.family[0].name.as_str()), (1, "钱某"));
    assert!(reading.round.applicants[0].blocked.is_some(), "nobody decides for 张三 which post is meant");
}

#[test]
fn photographs_in_cells_and_beside_the_workbook() {
    let inside = |one: &Applicant| one.photo.as_ref().map(|photo| matches!(photo.source, PhotoSource::Embedded(_)));
    let reading = reading("带照片");
    assert_eq!(told(&reading), ["M4 欧阳修远 photo-shape 照片宽 900 高 600，不是竖的证件照，会留出白边[欧阳修远.png]"]);
    let photos: Vec<Option<bool>> = reading.round.applicants.iter().map(inside).collect();
    assert_eq!(photos, [Some(true), Some(false), Some(false)]);
    let wps = self::reading("WPS单元格图片.xlsx");
    assert_eq!(
        told(&wps),
        [
            "M3 李四 photo-damaged 照片是空的，登记表的照片处留空[M3 的图片]",
            "M4 欧阳修远 photo-missing 没有照片，登记表的照片处留空",
        ]
    );
    assert_eq!(wps.round.applicants.iter().map(inside).collect::<Vec<_>>(), [Some(true), None, None]);
}

#[test]
fn what_cannot_be_read_is_refused_with_advice() {
    for (name, words) in [
        ("网页.xls", ["其实是网页", "另存为 .xlsx"]),
        ("表格2003.xls", ["XML 表格 2003", "另存为 .xlsx"]),
        ("半个.xlsx", ["损坏了", "另存为 .xlsx"]),
        ("半个.xls", ["损坏了", "另存为 .xlsx"]),
        ("有密码.xlsx", ["设了打开密码", "取消密码"]),
    ] {
        let error = read(&fixture(name)).map(|_| ()).unwrap_err().to_string();
        assert!(words.iter().all(|word| error.contains(word)) && error.contains(name), "{name}: {error}");
    }
}

#[test]
fn an_empty_folder_for_photographs_is_told_once() {
    let folder = tempfile::tempdir().unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/luzhi-2012/轮次.xlsx");
    std::fs::copy(&sample, folder.path().join("轮次.xlsx")).unwrap();
    std::fs::create_dir(folder.path().join("照片")).unwrap();
    let told = |reading: &Reading| -> Vec<String> {
        let problems = reading.problems.iter().filter(|one| matches!(one.code, "no-photos" | "photo-missing"));
        problems.map(|one| one.message.clone()).collect()
    };
    let reading = read(folder.path()).unwrap();
    assert_eq!(told(&reading), ["“照片”文件夹是空的，照片处都留空"]);
    // With one in it, everybody else's is missing.
    let photo = sample.with_file_name("照片").read_dir().unwrap().flatten().next().unwrap();
    std::fs::copy(photo.path(), folder.path().join("照片").join(photo.file_name())).unwrap();
    let told = told(&read(folder.path()).unwrap());
    assert!(told.len() > 3 && told.iter().all(|one| one.starts_with("没有照片")), "{told:?}");
}

#[test]
fn schooling_is_split_rightly_or_told() {
    let told_of = |level: &str| {
        let csv = format!(
            "姓名,性别,出生年月,身份证号,全日制学历,全日制学位,报考岗位\n张三,男,1980.05,320506198005010010,\"{level}\",,甲科科长\n"
        );
        let reading = jinggang::workbook::read_bytes("名册.csv", csv.as_bytes()).unwrap();
        let own = &reading.round.applicants[0];
        let read = format!("{}|{}", own.text("全日制学历"), own.text("全日制学位"));
        let told: Vec<String> = told(&reading).into_iter().filter(|line| line.contains(" degree ")).collect();
        (read, told.join(""))
    };
    assert_eq!(told_of("研究生学历硕士学位"), ("研究生|硕士学位".to_owned(), String::new()));
    assert_eq!(told_of("大学（函授）"), ("大学（函授）|".to_owned(), String::new()));
    assert!(told_of("大专\n苏州职大会计").1.contains("学历里还写了“苏州职大会计”"));
    assert!(told_of("同等学力硕士").1.contains("不是研究生学历"));
    assert!(told_of("硕士").1.contains("写的是学位"));
}

#[test]
fn what_is_no_date_and_what_is_left_open_is_told() {
    let head = "姓名,性别,出生年月,身份证号,政治面貌,入党时间,参加工作时间,任现职时间,现工作单位及职务,报考岗位\n";
    let told_of = |rows: &str| {
        let reading = jinggang::workbook::read_bytes("名册.csv", format!("{head}{rows}").as_bytes()).unwrap();
        told(&reading)
    };
    let own = "某镇科员,甲科科长\n";
    let id = "320506198005010010";
    assert_eq!(told_of(&format!("张三,男,1980.05,{id},中共党员,2001.06,2002.08,2010.03,{own}")), Vec::<String>::new());
    for (row, wanted) in [
        (format!("张三,男,至今,{id},群众,,2002.08,2010.03,{own}"), "C2 张三 date “至今”不是可识别的日期[至今]"),
        (format!("张三,男,—,{id},群众,,2002.08,2010.03,{own}"), "C2 张三 no-birth 缺出生年月[—]"),
        (format!("张三,男,1980.05,{id},群众,,2002.08,至今,{own}"), "H2 张三 date “至今”不是可识别的日期[至今]"),
        (
            format!("张三,男,1980.05,{id},群众,,不详,2010.03,{own}"),
            "G2  no-date “参加工作时间”写的不是日期，当作没有填[不详]",
        ),
        (
            format!("张三,男,1980.05,{id},中共党员,至今,2002.08,2010.03,{own}"),
            "F2 张三 party 政治面貌是中共党员，入党时间写的却不是日期，文书上照印[至今]",
        ),
        (
            format!("张三,男,1980.05,{id},中共党员,/,2002.08,2010.03,{own}"),
            "F2  no-date “入党时间”（政治面貌是党员的）写的不是日期，当作没有填[/]",
        ),
        (
            format!("张三,男,1980.05,{id},中共党员（99.07）,,2002.08,2010.03,{own}"),
            "E2 张三 party 后面写的时间看不懂，“入党时间”空着[中共党员（99.07）]",
        ),
        (
            format!("张三,男,1980.05,{id},中共党员（2011.12转正）,,2002.08,2010.03,{own}"),
            "E2 张三 party 写的是转正的时间，不是入党时间，“入党时间”空着[中共党员（2011.12转正）]",
        ),
        (
            format!("张三,,1980.05,{id},群众,,2002.08,2010.03,{own}"),
            "B2 张三 no-sex 缺性别，文书上空着，身份证号显示为男",
        ),
        (
            format!("张三,男,1980.05,{id},群众,,2002.08,2010.03,,甲科科长\n"),
            "I2 张三 no-position 缺现工作单位及职务，文书上空着",
        ),
        (
            format!("张三,男,1980.05,{id},群众,,2002.08,2010.03,↑科员,甲科科长\n"),
            "I2 张三 ditto 写的是和上面一样，没有写内容[↑科员]",
        ),
    ] {
        assert_eq!(told_of(&row), [wanted], "{row}");
    }
    // Who is in no party has no day of joining; a name may have its notes.
    for row in [
        format!("张三,男,1980.05,{id},群众,未入党,2002.08,2010.03,{own}"),
        format!("张三,男,1980.05,{id},群众,—,2002.08,2010.03,{own}"),
        format!("马兰（男，回）,男,1980.05,{id},群众,,2002.08,2010.03,{own}"),
        format!("张三,男,1980.05,{id},\"中共党员（1999.07入党，2000.07转正）\",,2002.08,2010.03,{own}"),
    ] {
        assert_eq!(told_of(&row), Vec::<String>::new(), "{row}");
    }
}

#[test]
fn an_example_with_the_number_of_somebody_is_told() {
    let csv = "序号,姓名,性别,出生年月,身份证号,报考岗位\n示例,张三,男,1980.05,320506198005010010,甲科科长\n\
               例,王某,男,1980.05,320506198005010000,甲科科长\n2,李四,女,1981.06,320506198106020023,乙科科长\n";
    let reading = jinggang::workbook::read_bytes("名册.csv", csv.as_bytes()).unwrap();
    let told = told(&reading);
    let passed: Vec<&String> = told.iter().filter(|line| line.contains("passed-rows")).collect();
    assert_eq!(passed, ["第2行  passed-rows 当作填写示例，没有读：第2行“示例 张三”"], "{told:?}");
}

#[test]
fn a_header_below_a_page_of_words_is_found() {
    let words: String = (1..=45).map(|line| format!("第{line}条说明,,,,\n")).collect();
    let csv = format!("{words}姓名,性别,出生年月,身份证号,报考岗位\n张三,男,1980.05,320506198005010010,甲科科长\n");
    let reading = jinggang::workbook::read_bytes("名册.csv", csv.as_bytes()).unwrap();
    assert_eq!(reading.round.applicants.len(), 1, "{:?}", told(&reading));
}

#[test]
fn answers_beside_one_another_are_read_by_what_is_ticked() {
    let csv = "序号,姓名,男,女,出生年月,身份证号,报考岗位,,现工作单位及职务\n,,,,,,甲科科长,乙科科长,\n\
               1,张三,√,,1980.05,320506198005010010,,√,某镇科员\n2,李四,,1,1981.06,320506198106020023,✓,,某镇科员\n\
               3,王五,,,1981.06,320506198106020031,,,某镇科员\n4,赵六,√,,1981.07,320506198107020012,√,√,某镇科员\n";
    let reading = jinggang::workbook::read_bytes("名册.csv", csv.as_bytes()).unwrap();
    let own: Vec<String> = reading
        .round
        .applicants
        .iter()
        .map(|own| format!("{} {:?} {}", own.name, own.sex.map(|sex| sex.as_str()), own.text("报考岗位")))
        .collect();
    let wanted = [
        "张三 Some(\"男\") 乙科科长",
        "李四 Some(\"女\") 甲科科长",
        "王五 None ",
        "赵六 Some(\"男\") 甲科科长、乙科科长",
    ];
    assert_eq!(own, wanted, "{:?}", told(&reading));
    let told = told(&reading);
    assert!(told.iter().any(|line| line.starts_with("C5 王五 no-sex")), "{told:?}");
    assert!(told.iter().any(|line| line.starts_with("G5 王五 no-post")), "{told:?}");
}
