//! 干部任免审批表 files (.lrmx, .lrm): read by themselves and beside a workbook, told what is wrong with them, and written for those
//! elected. The fixtures are made by tools/fixtures/forms.py.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

#[path = "lrmx/beside.rs"]
mod beside_a_workbook;
mod support;

use std::path::{Path, PathBuf};

use jinggang::round::{Applicant, Period, PhotoSource};
use jinggang::workbook::{Reading, read};
use support::{Book, Cell, run};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/forms").join(name)
}

fn told(reading: &Reading) -> Vec<String> {
    reading.problems.iter().filter(|one| one.code != "only-roster").map(|one| format!("{} {one}", one.code)).collect()
}

fn photo(applicant: &Applicant) -> Option<Vec<u8>> {
    applicant.photo.as_ref().map(|photo| match &photo.source {
        PhotoSource::File(path) => std::fs::read(path).unwrap(),
        PhotoSource::Embedded(bytes) => bytes.to_vec(),
    })
}

#[test]
fn a_folder_of_forms_is_a_roster() {
    let reading = read(&fixture("好的")).unwrap();
    assert_eq!(
        told(&reading),
        [
            "no-post 王立.LRMX 的“拟任职务”（NiRenZhiWu）（王立）：缺报考岗位。请填写“岗位”表中的一个岗位。",
            "no-id-number 王立.LRMX 的“身份证号”（ShenFenZheng）（王立）：缺身份证号。请对照身份证填写。",
            "photo-missing 王立.LRMX 的“照片”（ZhaoPian）（王立）：没有照片，登记表的照片处留空。请把照片放进“照片”文件夹，用身份证号或姓名作文件名。",
        ],
        "what is right gives no message"
    );
    let [zhang, li, wang] = reading.round.applicants.as_slice() else { panic!("three people") };
    assert_eq!(
        [zhang.name.as_str(), li.name.as_str(), wang.name.as_str()],
        ["张涛", "李小平", "王立"],
        "in the order of the files"
    );
    let id = |one: &Applicant| one.id_number.as_ref().map(|id| id.value.as_str().to_owned());
    assert_eq!(id(zhang).as_deref(), Some("320506197503140016"));
    assert_eq!(id(li).as_deref(), Some("320502197811020029"), "from the file's name: .lrm has none inside");
    for (key, wanted) in [
        ("出生年月", "1975.03"),
        ("入党时间", "1999.07；九三学社"),
        ("政治面貌", "中共党员"),
        ("参加工作时间", "1997.08"),
        ("全日制毕业院校及专业", "苏州大学中文系\n苏州大学汉语言文学专业"),
        ("现工作单位及职务", "某镇党政办公室科员"),
        ("报考岗位", "某镇党政办公室副主任"),
        ("拟免职务", "某镇党政办公室科员"),
        ("奖惩情况", "2010年<先进工作者>&嘉奖"),
        ("填表人", "王某"),
    ] {
        assert_eq!(zhang.text(key), wanted, "{key}");
    }
    let resume = |one: &Applicant| -> Vec<String> {
        one.resume
            .iter()
            .map(|period| format!("{}→{:?} {}", period.from, period.to.map(|to| to.to_string()), period.text))
            .collect()
    };
    assert_eq!(
        resume(zhang),
        [
            "1993年9月→Some(\"1997年8月\") 苏州大学中文系学习",
            "1997年8月→Some(\"2005年6月\") 某镇科员\n（其间：2001.09--2004.07 党校学习）",
            "2005年6月→None 某镇党政办公室科员"
        ]
    );
    assert_eq!(resume(li)[1], "2000年8月→None 某镇财政所会计，兼\"出纳\"");
    let family = |one: &Applicant| -> Vec<String> {
        one.family
            .iter()
            .map(|own| {
                format!(
                    "{} {} {:?} {} {}",
                    own.relation,
                    own.name,
                    own.birth.map(|at| at.to_string()),
                    own.party,
                    own.work
                )
            })
            .collect()
    };
    assert_eq!(
        family(zhang),
        ["妻子 李某 Some(\"1977年5月\") 群众 某中学教师", "儿子 张某某 Some(\"2003年8月\")  某小学学生"]
    );
    assert_eq!(family(li)[2], "父亲 李某某 Some(\"1949年5月\") 中共党员 已退休");
    assert_eq!((li.full_time.academic.as_str(), li.part_time.degree.as_str()), ("法学学士", "研究生"));
    assert_eq!((zhang.assessments.len(), li.assessments.len()), (3, 3));
    assert!(photo(zhang).unwrap().starts_with(&[0xFF, 0xD8]));
    assert_eq!(photo(li).unwrap(), std::fs::read(fixture("好的/李小平_320502197811020029.pic")).unwrap());
    assert_eq!(wang.birth.as_ref().unwrap().value.to_string(), "1980年10月15日");
}

#[test]
fn one_form_may_be_given_by_itself() {
    let reading = read(&fixture("好的/张涛.lrmx")).unwrap();
    assert_eq!((reading.round.applicants.len(), reading.round.workbook.as_str()), (1, "张涛.lrmx"));
}

#[test]
fn what_is_wrong_is_told_by_file_and_element() {
    let told = told(&read(&fixture("坏的")).unwrap());
    let again = "请用任免表编辑器打开，重新保存；打不开的话，请用备份。";
    let damaged =
        |file: &str| format!("form-damaged {file}：这份任免审批表损坏了，读不出来，这个人没有读进来。{again}");
    let other = |file: &str| {
        format!(
            "form-damaged {file}：名字像任免审批表，内容不是，没有读进来。请用任免表编辑器导出 .lrmx 文件；不是任免审批表的请移到别处。"
        )
    };
    for wanted in [
        damaged("半个.lrmx"),
        damaged("半个老的.lrm"),
        damaged("实体.lrmx"),
        damaged("空的.lrmx"),
        other("不是.lrmx"),
        other("不是老的.lrm"),
        "no-name 没姓名.lrmx 的“姓名”（XingMing）：缺姓名。请填写姓名，或者删去这一行。".to_owned(),
        "date 赵明.lrmx 的“出生年月”（ChuShengNianYue）（赵明）：“197513”不是真实的日期（填的是“197513”）。请写成 1975.03、1975.03.14 或 1975年3月 的样子。".to_owned(),
        "id-number 赵明.lrmx 的“身份证号”（ShenFenZheng）（赵明）：身份证号校验不符：按前 17 位，末位应为 6，实为 7（填的是“320506197503140017”）。多半是录错了某一位，请对照身份证核对。".to_owned(),
        "ethnicity 赵明.lrmx 的“民族”（MinZu）（赵明）：不是国家标准里的民族名称（填的是“汗族”）。请核对，写全称，如“汉族”。".to_owned(),
        "date 赵明.lrmx 的“家庭成员第1人的出生年月”（JiaTingChengYuan/Item/ChuShengRiQi）（赵明）：“1977.5.40”不是真实的日期（填的是“1977.5.40”）。请写成 1975.03、1975.03.14 或 1975年3月 的样子。".to_owned(),
        "party 赵明.lrmx 的“家庭成员第1人的政治面貌”（JiaTingChengYuan/Item/ZhengZhiMianMao）（赵明）：看不懂政治面貌，照写印在文书上（填的是“青年”）。请填中共党员、中共预备党员、共青团员、群众，或者民主党派的名称；改正以前，本人的任免审批表不印入党时间。".to_owned(),
        "photo-damaged 赵明.lrmx 的“照片”（ZhaoPian）（赵明）：照片不是图片，登记表的照片处留空（填的是“赵明.lrmx 的照片”）。请换一张能打开的照片。".to_owned(),
    ] {
        assert!(told.contains(&wanted), "{wanted}\nis not in\n{}", told.join("\n"));
    }
    assert_eq!(told.len(), 13, "{}", told.join("\n"));
}

/// The sample's workbook with 报名 reduced to who applies for what, and the forms beside it.
fn beside(folder: &Path, forms: &str) {
    let mut book = Book::sample().without("简历").without("家庭成员");
    let keep = ["姓名", "身份证号", "报考岗位", "手机", "任现职时间", "编制类别", "报名时间"];
    let sheet = &mut book.sheets.iter_mut().find(|(name, _)| name == "报名").unwrap().1;
    let columns: Vec<usize> = (0..sheet[0].len())
        .filter(|at| matches!(&sheet[0][*at], Cell::Text(text) if keep.contains(&text.as_str())))
        .collect();
    for row in sheet.iter_mut() {
        *row = columns.iter().map(|at| row[*at].clone()).collect();
    }
    book.write(folder);
    std::fs::remove_dir_all(folder.join("照片")).unwrap();
    let target = folder.join("任免审批表");
    std::fs::create_dir_all(&target).unwrap();
    for entry in std::fs::read_dir(forms).unwrap().flatten() {
        std::fs::copy(entry.path(), target.join(entry.file_name())).unwrap();
    }
}

#[test]
fn what_is_exported_for_those_elected_is_read_back_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let round = folder.path().join("轮次");
    Book::sample().write(&round);
    let out = folder.path().join("审批表");
    let ended = run(["export".as_ref(), round.as_os_str(), "--lrmx".as_ref(), "-o".as_ref(), out.as_os_str()]);
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
    let before = read(&round).unwrap().round;
    let names: Vec<String> = support::files(&out).into_iter().filter(|name| name.ends_with(".lrmx")).collect();
    assert!(names.len() >= 5 && ended.out.contains(&format!("写出 {} 份", names.len())), "{names:?}: {}", ended.out);
    // Beside a workbook that says no more than who applies for what.
    let again = folder.path().join("再读");
    beside(&again, out.to_str().unwrap());
    let reading = read(&again).unwrap();
    let mut compared = 0;
    for name in &names {
        let name = name.trim_end_matches(".lrmx");
        let find = |list: &[Applicant]| list.iter().find(|one| one.name.as_str() == name).cloned().expect("the person");
        let (one, other) = (find(&before.applicants), find(&reading.round.applicants));
        assert_eq!((one.sex, &one.ethnicity, one.post), (other.sex, &other.ethnicity, other.post), "{name}");
        assert_eq!(one.id_number.as_ref().map(|id| &id.value), other.id_number.as_ref().map(|id| &id.value), "{name}");
        assert!(other.birth.as_ref().unwrap().value.agrees_with(one.birth.as_ref().unwrap().value), "{name}");
        let education =
            |own: &jinggang::round::Education| [own.degree.clone(), own.academic.clone(), own.school.clone()];
        assert_eq!(education(&one.full_time), education(&other.full_time), "{name}");
        assert_eq!(education(&one.part_time), education(&other.part_time), "{name}");
        for key in [
            "籍贯",
            "出生地",
            "政治面貌",
            "入党时间",
            "参加工作时间",
            "健康状况",
            "专业技术职务",
            "熟悉专业有何专长",
            "现工作单位及职务",
            "手机",
        ] {
            // 群众 and 共青团员 have nothing in the form that says so.
            if key == "政治面貌" && one.text("入党时间").is_empty() {
                continue;
            }
            assert_eq!(one.text(key), other.text(key), "{name}: {key}");
        }
        let honours = if one.text("奖惩情况").is_empty() { "无" } else { one.text("奖惩情况") };
        assert_eq!(honours, other.text("奖惩情况"), "{name}");
        let said = |list: &[Period]| list.iter().map(|own| (own.from, own.to, own.text.clone())).collect::<Vec<_>>();
        assert_eq!(said(&one.resume), said(&other.resume), "{name}");
        assert_eq!(one.family, other.family, "{name}");
        assert_eq!(photo(&one), photo(&other), "{name}");
        assert!(photo(&one).is_some() && !one.resume.is_empty() && !one.family.is_empty(), "{name}");
        assert!(other.blocked.is_none(), "{name}");
        compared += 1;
    }
    assert_eq!(compared, names.len());
    // What the 任用 sheet and the plan say is in the files as it is on the printed form.
    let written = std::fs::read_to_string(out.join("吴振湖.lrmx")).unwrap();
    for element in ["<NiMianZhiWu>经济服务中心副主任</NiMianZhiWu>", "<TianBiaoRen>严守诚</TianBiaoRen>"] {
        assert!(written.contains(element), "{element}: {written}");
    }
    let codes: Vec<&str> =
        reading.problems.iter().filter(|own| own.place.file.ends_with(".lrmx")).map(|own| own.code).collect();
    assert_eq!(codes, Vec::<&str>::new(), "a file written has nothing wrong with it");
}

#[test]
fn an_export_never_overwrites_what_somebody_changed() {
    let folder = tempfile::tempdir().unwrap();
    let (round, out) = (folder.path().join("轮次"), folder.path().join("审批表"));
    let mut book = Book::sample();
    book.write(&round);
    let export = || run(["export".as_ref(), round.as_os_str(), "--lrmx".as_ref(), "-o".as_ref(), out.as_os_str()]);
    assert_eq!(export().code, 0);
    let first = support::contents(&out);
    let again = export();
    assert!(again.code == 0 && again.out.contains("写出 0 份"), "{}", again.out);
    assert_eq!(support::contents(&out), first, "the same input gives the same bytes");
    let path = out.join("吴振湖.lrmx");
    let good = std::fs::read(&path).unwrap();
    // Filled in by hand, as the files are there for: nothing else is to be written, so it stays, export after export.
    std::fs::write(&path, b"by hand").unwrap();
    for _ in 0..2 {
        let edited = export();
        assert!(edited.code == 1 && edited.out.contains("有人改过，内容没有要改的"), "{}", edited.out);
        assert!(edited.out.contains("1 份有人改过、没有重写"), "{}", edited.out);
        assert_eq!(std::fs::read(&path).unwrap(), b"by hand");
    }
    // Somebody who is held back in between keeps what is known of the file.
    let at = book.set("报名", "吴振湖", "出生年月", Cell::Text("1972年14月".into()));
    book.write(&round);
    let blocked = export();
    assert!(blocked.out.contains("没有做成") && blocked.out.contains(&at), "{}", blocked.out);
    assert!(!blocked.out.contains("请核对后删去"), "{}", blocked.out);
    Book::sample().write(&round);
    assert!(export().out.contains("1 份有人改过、没有重写"));
    // Something else is to be written: the changed one is moved aside.
    let mut book = Book::sample();
    book.set("任用", "吴振湖", "拟免职务", Cell::Text("经济服务中心主任助理".into()));
    book.write(&round);
    let moved = export();
    assert!(moved.code == 1 && moved.out.contains("有人改过的旧文件留着"), "{}", moved.out);
    assert_eq!(std::fs::read(out.join("吴振湖（旧1）.lrmx")).unwrap(), b"by hand");
    assert_ne!(std::fs::read(&path).unwrap(), good);
}

#[test]
fn files_of_people_who_are_not_to_be_appointed_any_more_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let (round, out) = (folder.path().join("轮次"), folder.path().join("审批表"));
    let export = || run(["export".as_ref(), round.as_os_str(), "--lrmx".as_ref(), "-o".as_ref(), out.as_os_str()]);
    let mut book = Book::sample();
    book.write(&round);
    assert_eq!(export().code, 0);
    // A figure that is wrong decides nothing.
    book.set("票决", "吴振湖", "不同意", Cell::Text("9".into()));
    book.write(&round);
    let open = export();
    assert!(!open.out.contains("请核对后删去"), "{}", open.out);
    book.set("票决", "吴振湖", "同意", Cell::Text("0".into()));
    book.write(&round);
    // Until it is gone, and no longer.
    for _ in 0..2 {
        let lost = export();
        assert!(lost.code == 1 && lost.out.contains("请核对后删去：吴振湖.lrmx"), "{}", lost.out);
    }
    std::fs::remove_file(out.join("吴振湖.lrmx")).unwrap();
    let gone = export();
    assert!(gone.code == 0 && !gone.out.contains("吴振湖"), "{}", gone.out);
}

#[test]
fn two_of_one_name_and_post_have_a_form_each() {
    let folder = tempfile::tempdir().unwrap();
    let (round, out) = (folder.path().join("轮次"), folder.path().join("审批表"));
    let mut book = Book::sample();
    for cell in book.sheets.iter_mut().flat_map(|(_, rows)| rows).flatten() {
        if matches!(cell, Cell::Text(text) if text == "何岸") {
            *cell = Cell::Text("许念𤧛".into());
        }
    }
    book.write(&round);
    for _ in 0..2 {
        let ended = run(["export".as_ref(), round.as_os_str(), "--lrmx".as_ref(), "-o".as_ref(), out.as_os_str()]);
        assert!(ended.code == 0 && !ended.out.contains("有人改过"), "{}{}", ended.out, ended.err);
    }
    let names: Vec<String> = support::files(&out).into_iter().filter(|name| name.contains("许念𤧛")).collect();
    assert_eq!(names, ["许念𤧛（城乡建设科副科长，9274）.lrmx", "许念𤧛（城乡建设科副科长，9343）.lrmx"]);
}

#[test]
fn a_round_without_anybody_elected_exports_nothing() {
    let folder = tempfile::tempdir().unwrap();
    Book::sample().without("票决").without("任用").write(&folder.path().join("轮次"));
    let (round, out) = (folder.path().join("轮次"), folder.path().join("审批表"));
    let ended = run(["export".as_ref(), round.as_os_str(), "--lrmx".as_ref(), "-o".as_ref(), out.as_os_str()]);
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("还没有拟聘任人选") && !out.exists(), "{}", ended.err);
}

#[test]
fn every_command_takes_a_folder_of_forms() {
    let folder = tempfile::tempdir().unwrap();
    let forms = folder.path().join("报名人员");
    std::fs::create_dir(&forms).unwrap();
    for entry in std::fs::read_dir(fixture("好的")).unwrap().flatten() {
        std::fs::copy(entry.path(), forms.join(entry.file_name())).unwrap();
    }
    let checked = run(["check".as_ref(), forms.as_os_str(), "--json".as_ref()]);
    let report: serde_json::Value = serde_json::from_str(&checked.out).unwrap();
    assert_eq!((report["applicants"].as_u64(), report["workbook"].as_str()), (Some(3), Some("报名人员")));
    let problems = report["problems"].as_array().unwrap();
    assert!(problems.iter().any(|one| one["element"] == "“身份证号”（ShenFenZheng）" && one["file"] == "王立.LRMX"));
    assert_eq!(run(["status".as_ref(), forms.as_os_str()]).code, 1);
    // Without a plan nothing can be made, and nothing fails either.
    let out = folder.path().join("材料");
    let made = run([
        "make".as_ref(),
        forms.as_os_str(),
        "-o".as_ref(),
        out.as_os_str(),
        "--only".as_ref(),
        "报名登记表".as_ref(),
    ]);
    assert_eq!(made.code, 1, "{}{}", made.out, made.err);
    // Beside a workbook with the plan the forms are applicants.
    let round = folder.path().join("轮次");
    Book::sample().without("报名").without("简历").without("家庭成员").write(&round);
    std::fs::copy(fixture("好的/张涛.lrmx"), round.join("张涛.lrmx")).unwrap();
    let checked = run(["check".as_ref(), round.as_os_str(), "--json".as_ref()]);
    let report: serde_json::Value = serde_json::from_str(&checked.out).unwrap();
    assert_eq!(report["applicants"].as_u64(), Some(1), "{}", checked.out);
    let of_form = report["problems"].as_array().unwrap().iter().filter(|one| one["file"] == "张涛.lrmx");
    assert_eq!(of_form.count(), 0, "某镇党政办公室副主任 is the post 党政办公室副主任: {}", checked.out);
}

#[test]
fn a_form_that_fits_nobody_for_sure_is_not_used() {
    let folder = tempfile::tempdir().unwrap();
    let round = folder.path().join("轮次");
    let mut book = Book::sample();
    book.write(&round);
    let form = std::fs::read_to_string(fixture("好的/张涛.lrmx")).unwrap();
    let named = |name: &str, id: &str| form.replace("张  涛", name).replace("320506197503140016", id);
    let before = read(&round).unwrap().round;
    let first = &before.applicants[0];
    let id = first.id_number.as_ref().unwrap().value.as_str();
    // Somebody of the roster, whose birth is written otherwise there; and once more.
    std::fs::write(round.join("一.lrmx"), named(first.name.as_str(), id)).unwrap();
    std::fs::write(round.join("二.lrmx"), named(first.name.as_str(), id)).unwrap();
    // A name of the roster with another number.
    std::fs::write(round.join("三.lrmx"), named(before.applicants[1].name.as_str(), "320506197503140016")).unwrap();
    let reading = read(&round).unwrap();
    let told = told(&reading);
    let has = |start: &str| told.iter().any(|one| one.starts_with(start));
    assert!(has("form-repeated 二.lrmx（"), "{told:#?}");
    assert!(has("form-id-differs 三.lrmx 的“姓名”（XingMing）（"), "{told:#?}");
    assert!(
        told.iter().any(|one| one.starts_with("form-differs “报名”表 ") && one.contains("与“一.lrmx”里的“出生年月”")),
        "{told:#?}"
    );
    assert_eq!(reading.round.applicants.len(), before.applicants.len());
    assert_eq!(reading.round.applicants[0].text("出生年月"), first.text("出生年月"), "the roster stands");
    drop(book.set("报名", first.name.as_str(), "出生年月", Cell::Text(String::new())));
    book.write(&round);
    let filled = read(&round).unwrap().round;
    assert_eq!(filled.applicants[0].text("出生年月"), "1975.03", "what the roster leaves open, the form says");
}

/// A folder that leads nowhere but to itself is one that the system does not list, whoever asks.
#[cfg(unix)]
#[test]
fn a_folder_of_forms_that_cannot_be_listed_is_not_one_without_forms() {
    let folder = tempfile::tempdir().unwrap();
    let round = folder.path().join("轮次");
    Book::sample().write(&round);
    std::os::unix::fs::symlink("任免审批表", round.join("任免审批表")).unwrap();
    let reading = read(&round).unwrap();
    let told = told(&reading);
    let closed = "forms-closed 任免审批表：这个文件夹打不开，里面的任免审批表没有读进来：";
    assert!(told.iter().any(|one| one.starts_with(closed)), "{told:#?}");
    // Who is in it may have applied for any post, and what it says of the others is in none of their papers.
    assert!(reading.round.missed.is_some() && reading.round.unread.is_some());
    assert!(reading.round.applicants.iter().all(|own| own.blocked.is_some()));
}

#[cfg(unix)]
#[test]
fn a_form_that_cannot_be_read_is_told_in_words() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(fixture("好的/张涛.lrmx"), folder.path().join("张涛.lrmx")).unwrap();
    std::os::unix::fs::symlink("没有的.lrmx", folder.path().join("王立.lrmx")).unwrap();
    let reading = read(folder.path()).unwrap();
    let told = told(&reading);
    let wanted = "form-damaged 王立.lrmx：这份任免审批表读不了：没有这个文件夹或者文件。如果文件正在任免表编辑器里打开，请先关闭。";
    assert!(told.contains(&wanted.to_owned()), "{told:#?}");
    assert_eq!(reading.round.applicants.len(), 1);
}

#[test]
fn the_photograph_of_an_old_form_may_end_in_any_way() {
    let name = "李小平_320502197811020029";
    for ending in ["Jpg", "JPEG", "PNG", "Pic", "webp"] {
        let folder = tempfile::tempdir().unwrap();
        let form = folder.path().join(format!("{name}.lrm"));
        std::fs::copy(fixture(&format!("好的/{name}.lrm")), &form).unwrap();
        let picture = folder.path().join(format!("{name}.{ending}"));
        std::fs::copy(fixture(&format!("好的/{name}.pic")), &picture).unwrap();
        for path in [folder.path(), &form] {
            let reading = read(path).unwrap();
            let own = photo(&reading.round.applicants[0]);
            assert_eq!(own, Some(std::fs::read(&picture).unwrap()), "{ending}: {:#?}", told(&reading));
        }
    }
}
