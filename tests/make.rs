//! `make`, as a clerk runs it: on the sample, twice, interrupted, on a workbook with mistakes, on a file that is none.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use support::{Book, Cell, contents, files, run, sample_folder};

/// The documents of the sample, and how many of each.
const KINDS: [(&str, &str, usize); 37] = [
    ("1-动员部署", "动员会签到表", 1),
    ("2-公布方案", "关于印发实施方案的通知", 1),
    ("2-公布方案", "实施方案", 1),
    ("2-公布方案", "简章", 1),
    ("2-公布方案", "职位一览表", 1),
    ("3-公开报名", "报名登记表", 42),
    ("3-公开报名", "报名情况一览表", 1),
    ("4-资格审查", "资格审查表", 42),
    ("4-资格审查", "资格审查一览表", 1),
    ("4-资格审查", "合格人员名单公示", 1),
    ("4-资格审查", "取消职位及改报通知", 1),
    ("5-考试", "准考证", 5),
    ("5-考试", "笔试签到表", 1),
    ("5-考试", "面试抽签及签到表", 1),
    ("5-考试", "面试评分表", 5),
    ("5-考试", "面试成绩统计表", 1),
    ("5-考试", "成绩汇总表", 1),
    ("5-考试", "成绩公示", 1),
    ("6-组织考察", "考察对象名单", 1),
    ("6-组织考察", "考察预告", 1),
    ("6-组织考察", "民主测评票", 2),
    ("6-组织考察", "民主测评会签到表", 2),
    ("6-组织考察", "民主测评票（一人一张）", 2),
    ("6-组织考察", "民主测评汇总表", 2),
    ("6-组织考察", "替补情况说明", 1),
    ("6-组织考察", "考察预告（替补）", 1),
    ("6-组织考察", "个别谈话记录表", 12),
    ("6-组织考察", "考察材料", 12),
    ("7-讨论决定", "票决票", 1),
    ("7-讨论决定", "票决结果报告单", 1),
    ("7-讨论决定", "会议纪要", 1),
    ("8-公示聘任", "任前公示", 1),
    ("8-公示聘任", "公示结果报告", 1),
    ("8-公示聘任", "干部任免审批表", 5),
    ("8-公示聘任", "任职通知", 1),
    ("8-公示聘任", "聘书", 3),
    ("8-公示聘任", "试用期满考核表", 5),
];

fn make(round: &Path, out: &Path, more: &[&str]) -> support::Ended {
    let mut args = vec!["make".to_owned(), round.display().to_string(), "-o".to_owned(), out.display().to_string()];
    args.extend(more.iter().map(|&arg| arg.to_owned()));
    run(args)
}

fn manifest(out: &Path) -> serde_json::Value {
    serde_json::from_slice(&std::fs::read(out.join("清单.json")).unwrap()).unwrap()
}

#[test]
fn the_sample_is_clean_and_all_its_documents_are_made() {
    let folder = tempfile::tempdir().unwrap();
    let check = run(["check".into(), sample_folder().into_os_string()]);
    assert_eq!(check.code, 0, "{}", check.out);
    assert!(check.out.contains("没有发现问题"), "{}", check.out);
    let made = make(&sample_folder(), folder.path(), &[]);
    assert_eq!(made.code, 0, "{}{}", made.out, made.err);
    let files = files(folder.path());
    for (step, name, count) in KINDS {
        for extension in ["pdf", "docx"] {
            let ending = format!(".{extension}");
            let found = files
                .iter()
                .filter(|file| file.ends_with(&ending))
                .filter(|file| {
                    let rest = file.strip_prefix(&format!("{step}/{name}"));
                    rest.is_some_and(|rest| rest.starts_with('/') || rest.starts_with('.'))
                })
                .count();
            assert_eq!(found, count, "{name} as {extension}");
        }
    }
    let kinds: usize = KINDS.iter().map(|(_, _, count)| count).sum();
    assert_eq!(
        files.iter().filter(|file| file.ends_with(".docx")).count(),
        kinds,
        "a document that KINDS does not name"
    );
    // One file to print for each document a person has.
    for name in ["3-公开报名/报名登记表-打印.pdf", "6-组织考察/考察材料-打印.pdf", "8-公示聘任/聘书-打印.pdf"]
    {
        assert!(files.iter().any(|file| file == name), "{name}");
    }
    let listed = manifest(folder.path());
    let entries = listed["文件"].as_array().unwrap();
    assert_eq!(entries.len() + 2, files.len(), "every file but the two lists is in the manifest");
    for entry in entries {
        let bytes = std::fs::read(folder.path().join(entry["路径"].as_str().unwrap())).unwrap();
        assert_eq!(entry["字节"].as_u64().unwrap(), bytes.len() as u64);
        assert_eq!(entry["SHA256"].as_str().unwrap(), sha256(&bytes));
    }
    let index = std::fs::read_to_string(folder.path().join("目录.html")).unwrap();
    assert!(index.contains("吴中区甪直镇竞争上岗材料") && index.contains("聘书"));
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn threads_do_not_show_in_the_bytes_and_nothing_is_made_twice() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    assert_eq!(make(&sample_folder(), one.path(), &["--jobs", "1"]).code, 0);
    assert_eq!(make(&sample_folder(), two.path(), &["--jobs", "2"]).code, 0);
    let (one_bytes, two_bytes) = (contents(one.path()), contents(two.path()));
    let names = |list: &[(String, Vec<u8>)]| list.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&one_bytes), names(&two_bytes));
    for ((name, a), (_, b)) in one_bytes.iter().zip(&two_bytes) {
        assert!(a == b, "{name} differs");
    }
    let again = make(&sample_folder(), one.path(), &["--json"]);
    let report: serde_json::Value = serde_json::from_str(&again.out).unwrap();
    assert_eq!((again.code, report["written"].as_u64()), (0, Some(0)));
    assert_eq!(contents(one.path()), one_bytes);
}

fn is_temporary(name: &str) -> bool {
    name.rsplit('/').next().is_some_and(|name| name.starts_with(".jinggang-"))
}

/// A folder in which a run was cut off as soon as so many files were there; none if it had ended by then.
fn cut_off(after: usize) -> Option<tempfile::TempDir> {
    let cut = tempfile::tempdir().unwrap();
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_jinggang"))
        .args(["make", sample_folder().to_str().unwrap(), "-o", cut.path().to_str().unwrap(), "--jobs", "1"])
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let started = std::time::Instant::now();
    while started.elapsed().as_secs() < 60 && files(cut.path()).len() < after {
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    child.kill().ok();
    // One that ended by itself has a code.
    child.wait().unwrap().code().is_none().then_some(cut)
}

#[test]
fn a_run_that_was_cut_off_is_completed_by_the_next() {
    let whole = tempfile::tempdir().unwrap();
    assert_eq!(make(&sample_folder(), whole.path(), &[]).code, 0);
    // On a machine that is faster than this looks, it has ended before: then it is cut off sooner.
    let cut = [8, 4, 2, 1, 1, 1].into_iter().find_map(cut_off).expect("it is cut off");
    let good: BTreeMap<String, Vec<u8>> = contents(whole.path()).into_iter().collect();
    let torn = contents(cut.path());
    for (name, bytes) in torn {
        // A half-written file may only lie under a temporary name.
        if !is_temporary(&name) && name != "清单.未完" {
            assert!(good.get(&name) == Some(&bytes), "{name} is torn");
        }
    }
    assert_eq!(make(&sample_folder(), cut.path(), &[]).code, 0);
    // What it was writing lies there until a day later: another computer might be at it.
    let done = contents(cut.path()).into_iter().filter(|(name, _)| !is_temporary(name));
    assert_eq!(done.collect::<BTreeMap<_, _>>(), good);
}

#[test]
fn mistakes_are_told_with_their_cells_and_stop_nobody_else() {
    let folder = tempfile::tempdir().unwrap();
    let round = folder.path().join("轮次");
    let mut book = Book::sample().without("票决");
    let id = book.set("报名", "丁砚秋", "身份证号", Cell::Number(320_524_198_011_069_062.0));
    let date = book.set("报名", "方启东", "出生年月", Cell::Text("1979年14月".into()));
    let post = book.set("报名", "何岸", "报考岗位", Cell::Text("城建科副科长".into()));
    book.write(&round);
    std::fs::remove_file(round.join("照片/320502198202089404.jpg")).unwrap();
    let out = folder.path().join("out");
    let made = make(&round, &out, &[]);
    assert_eq!(made.code, 1, "{}{}", made.out, made.err);
    let line = |needle: &str| {
        let found = made.out.lines().find(|line| line.contains(needle));
        found.unwrap_or_else(|| panic!("nothing about {needle} in\n{}", made.out)).to_owned()
    };
    let told = line(&format!("“报名”表 {id}"));
    assert!(told.contains("丁砚秋") && told.contains("后三位已经丢失"), "{told}");
    let told = line(&format!("“报名”表 {date}"));
    assert!(told.contains("方启东") && told.contains("1979年14月"), "{told}");
    let told = line(&format!("“报名”表 {post}"));
    assert!(told.contains("何岸") && told.contains("城建科副科长") && told.contains("城乡建设科副科长"), "{told}");
    assert!(line("没有照片").contains("申佳"));
    assert_eq!(made.out.matches("没有照片").count(), 1, "a photograph that only a bad number hides is not missing");
    assert!(line("没有“票决”表").contains("轮次.xlsx"));
    let files = files(&out);
    let forms = files.iter().filter(|file| file.starts_with("3-公开报名/报名登记表/") && file.ends_with(".pdf"));
    assert_eq!(forms.count(), 39, "everybody but the three");
    assert!(!files.iter().any(|file| file.contains("丁砚秋") || file.contains("方启东") || file.contains("何岸")));
    // Without the photograph the form is made all the same.
    assert!(files.iter().any(|file| file.contains("报名登记表/党政办公室副主任-申佳.docx")));
    let absent = manifest(&out)["未做"].to_string();
    assert!(absent.contains("何岸") && absent.contains("聘书"), "{absent}");
}

#[test]
fn many_missing_photographs_are_told_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let round = folder.path().join("轮次");
    Book::sample().write(&round);
    std::fs::remove_dir_all(round.join("照片")).unwrap();
    std::fs::create_dir(round.join("照片")).unwrap();
    let photo = sample_folder().join("照片").read_dir().unwrap().flatten().next().unwrap();
    std::fs::copy(photo.path(), round.join("照片").join(photo.file_name())).unwrap();
    let made = make(&round, &folder.path().join("out"), &["--only", "聘书", "--format", "pdf"]);
    assert_eq!(made.code, 1);
    let told: Vec<&str> = made.out.lines().filter(|line| line.contains("没有照片")).collect();
    assert!(matches!(told.as_slice(), [one] if one.contains("人没有照片（")), "{told:?}");
}

#[test]
fn what_is_no_workbook_is_refused_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes, word) in [
        ("通知.xlsx", b"%PDF-1.7 ...".as_slice(), "是 PDF 文件"),
        ("空.xlsx", b"".as_slice(), "是空文件"),
        ("半.xlsx", b"PK\x03\x04\x14\x00\x00\x00".as_slice(), "损坏了"),
        ("网页.xls", b"<html><table><tr><td>1</td></tr></table></html>".as_slice(), "网页"),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let out = folder.path().join("out");
        let made = make(&path, &out, &[]);
        assert_eq!(made.code, 2, "{name}: {}{}", made.out, made.err);
        assert!(made.err.contains(word) && made.err.contains(name), "{name}: {}", made.err);
        assert_eq!(made.err.trim().lines().count(), 1, "{}", made.err);
        assert!(made.out.is_empty() && !out.exists(), "{name}");
    }
    let missing = make(&folder.path().join("没有"), &folder.path().join("out"), &[]);
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("找不到"), "{}", missing.err);
    assert_eq!(run(["make"]).code, 2, "usage");
}

#[test]
fn only_what_is_asked_for_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path();
    let made = make(
        &sample_folder(),
        out,
        &["--only", "报名登记表", "--person", "于喆,32072119830421937x", "--format", "pdf"],
    );
    assert_eq!(made.code, 0, "{}", made.out);
    let of = |ending: &str| files(out).into_iter().filter(|file| file.ends_with(ending)).collect::<Vec<_>>();
    assert_eq!(of(".pdf"), ["3-公开报名/报名登记表/党政办公室副主任-于喆.pdf"]);
    assert!(of(".docx").is_empty());
    let made = make(&sample_folder(), out, &["--step", "8", "--post", "经济服务中心主任", "--format", "docx"]);
    assert_eq!(made.code, 0, "{}", made.out);
    let wanted = ["干部任免审批表", "聘书", "试用期满考核表"];
    assert_eq!(of(".docx"), wanted.map(|name| format!("8-公示聘任/{name}/经济服务中心主任-吴振湖.docx")));
    // What an earlier run made stays in the list.
    assert_eq!(manifest(out)["文件"].as_array().unwrap().len(), 4);
    let unknown = make(&sample_folder(), out, &["--only", "成绩单"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("成绩单") && unknown.err.contains("报名登记表"), "{}", unknown.err);
    // What the round does not have is refused, not made nothing of.
    for (asked, word) in [
        (["--person", "于喆,无此人"], "没有“无此人”"),
        (["--post", "无"], "有的岗位是：党政办公室副主任"),
        (["--step", "9"], "第9步没有文书。有文书的步骤是：1-动员部署"),
        (["--step", "0"], "第0步没有文书"),
    ] {
        let refused = make(&sample_folder(), out, &asked);
        assert_eq!((refused.code, refused.out.as_str()), (2, ""), "{asked:?}");
        assert!(refused.err.contains(word), "{asked:?}: {}", refused.err);
    }
    let nothing = make(&sample_folder(), out, &["--only", "聘书", "--person", "于喆"]);
    assert_eq!(nothing.code, 1);
    assert!(nothing.out.contains("没有做成：聘书：要的人或者岗位没有这种文书"), "{}", nothing.out);
}

#[test]
fn shards_together_are_the_whole() {
    let (whole, parts) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    assert_eq!(make(&sample_folder(), whole.path(), &["--format", "pdf"]).code, 0);
    for part in ["1/3", "2/3", "3/3"] {
        let made = make(&sample_folder(), parts.path(), &["--format", "pdf", "--shard", part]);
        assert_eq!(made.code, 0);
        // A share has no index to be opened: what is left to do is said.
        assert!(made.out.contains("不带 --shard 再 make 一次") && !made.out.contains("打开其中的"), "{}", made.out);
    }
    let documents = |folder: &Path| {
        let made = contents(folder).into_iter().filter(|(name, _)| name.ends_with(".pdf") && !name.contains("-打印"));
        made.collect::<BTreeMap<_, _>>()
    };
    assert_eq!(documents(parts.path()), documents(whole.path()));
}

#[test]
fn shares_and_the_whole_take_none_of_each_others_files_for_edited() {
    let folder = tempfile::tempdir().unwrap();
    let (round, out) = (folder.path().join("轮次"), folder.path().join("out"));
    let mut book = Book::sample();
    let asked = ["--only", "聘书", "--format", "docx"];
    let mut written = |number: &str, shares: &[&str]| {
        for (who, other) in [("吴振湖", "2"), ("许念𤧛", "3"), ("金鹤年", "5")] {
            book.set("任用", who, "聘书编号", Cell::Text(format!("另编{number}{other}")));
        }
        book.write(&round);
        let mut count = 0;
        for share in shares {
            let share: Vec<&str> = if share.is_empty() { Vec::new() } else { vec!["--shard", share] };
            let made = make(&round, &out, &[&asked[..], &share].concat());
            assert!(made.code == 0 && !made.out.contains("有人改过"), "{}", made.out);
            let told = made.out.split("写出 ").nth(1).and_then(|rest| rest.split(' ').next());
            count += told.and_then(|told| told.parse::<usize>().ok()).unwrap();
        }
        count
    };
    // Back to 乙 and 丙: what a list has entered last is not what lies there.
    let whole_and_shares =
        [("甲", &[""][..]), ("乙", &["1/2", "2/2"]), ("丙", &[""]), ("乙", &["1/2", "2/2"]), ("丙", &[""])];
    for (number, shares) in whole_and_shares {
        assert_eq!(written(number, shares), 3, "{number}");
    }
    assert!(files(&out).iter().all(|name| !name.contains("（旧")), "{:?}", files(&out));
    // Who changes a share's file by hand keeps it, and another round's shares are not written over.
    let path = out.join("8-公示聘任/聘书/经济服务中心主任-吴振湖.docx");
    std::fs::write(&path, b"by hand").unwrap();
    assert!(make(&round, &out, &asked).out.contains("1 个有人改过、没有重做"));
    assert_eq!(std::fs::read(&path).unwrap(), b"by hand");
    std::fs::remove_file(out.join("清单.json")).unwrap();
    let mut other = Book::sample();
    other.set("方案", "单位名称", "内容", Cell::Text("某市某某局".into()));
    other.write(&round);
    let refused = make(&round, &out, &asked);
    assert!(refused.code == 2 && refused.err.contains("不是这一轮的"), "{}{}", refused.out, refused.err);
}

#[test]
fn a_document_changed_by_hand_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let (round, out) = (folder.path().join("轮次"), folder.path().join("out"));
    let mut book = Book::sample();
    book.write(&round);
    let args = ["--only", "聘书", "--format", "docx"];
    make(&round, &out, &args);
    let path = out.join("8-公示聘任/聘书/经济服务中心主任-吴振湖.docx");
    std::fs::write(&path, b"edited by hand").unwrap();
    // Nothing of it is to be written otherwise: the edited file stays where it is, run after run.
    for _ in 0..2 {
        let again = make(&round, &out, &args);
        assert_eq!(again.code, 1, "{}", again.out);
        assert!(again.out.contains("聘书/经济服务中心主任-吴振湖.docx：这份有人改过"), "{}", again.out);
        assert!(again.out.contains("写出 0 个文件") && again.out.contains("1 个有人改过、没有重做"), "{}", again.out);
        assert_eq!(std::fs::read(&path).unwrap(), b"edited by hand");
    }
    // Nor where other data comes to the same bytes.
    book.set("报名", "吴振湖", "报名时间", Cell::Text("2012-03-14".into()));
    book.write(&round);
    make(&round, &out, &args);
    assert_eq!(std::fs::read(&path).unwrap(), b"edited by hand");
    // What it says has changed, or it is asked for: it is moved aside.
    book.set("任用", "吴振湖", "聘书编号", Cell::Text("另编007".into()));
    book.write(&round);
    let changed = make(&round, &out, &args);
    assert!(changed.out.contains("已改名留存为“经济服务中心主任-吴振湖（旧1）.docx”"), "{}", changed.out);
    assert_eq!(std::fs::read(path.with_file_name("经济服务中心主任-吴振湖（旧1）.docx")).unwrap(), b"edited by hand");
    assert!(std::fs::read(&path).unwrap().starts_with(b"PK"));
    std::fs::write(&path, b"edited again").unwrap();
    make(&round, &out, &["--only", "聘书", "--format", "docx", "--force"]);
    assert_eq!(std::fs::read(path.with_file_name("经济服务中心主任-吴振湖（旧2）.docx")).unwrap(), b"edited again");
    assert!(std::fs::read(&path).unwrap().starts_with(b"PK"));
}

#[test]
fn what_comes_out_the_same_counts_as_unchanged() {
    let folder = tempfile::tempdir().unwrap();
    make(&sample_folder(), folder.path(), &["--step", "1", "--format", "pdf"]);
    let again = make(&sample_folder(), folder.path(), &["--step", "1", "--format", "pdf", "--force"]);
    assert!(again.out.contains("写出 0 个文件，1 个没有变化，"), "{}", again.out);
}

#[test]
fn a_file_that_is_of_no_use_any_more_is_named_until_it_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let (round, out) = (folder.path().join("轮次"), folder.path().join("out"));
    let mut book = Book::sample();
    book.write(&round);
    let args = ["--step", "8", "--format", "docx"];
    make(&round, &out, &args);
    let path = out.join("8-公示聘任/聘书/经济服务中心主任-吴振湖.docx");
    let first = std::fs::read(&path).unwrap();
    book.set("任用", "吴振湖", "公示结果", Cell::Text("有异议影响任用".into()));
    book.write(&round);
    let named = |made: &support::Ended| {
        made.out.lines().any(|line| line.contains("以前做的这些文件") && line.contains("聘书/经济服务中心主任-吴振湖"))
    };
    // Also in a run that has nothing to do with it, and in the one after that.
    for args in [&args[..], &["--step", "1", "--format", "pdf"], &["--only", "聘书", "--person", "申佳"], &args[..]]
    {
        let again = make(&round, &out, args);
        assert!(named(&again) && again.code == 1, "{args:?}: {}", again.out);
    }
    assert!(std::fs::read_to_string(out.join("目录.html")).unwrap().contains("请核对后删去"));
    // Called for again, it is no file that somebody has changed.
    book.set("任用", "吴振湖", "公示结果", Cell::Text("无异议".into()));
    book.set("任用", "吴振湖", "聘书编号", Cell::Text("另编007".into()));
    book.write(&round);
    let back = make(&round, &out, &args);
    assert!(!named(&back) && !back.out.contains("有人改过"), "{}", back.out);
    assert_ne!(std::fs::read(&path).unwrap(), first);
    // And one that has been deleted is spoken of no more.
    book.set("任用", "吴振湖", "公示结果", Cell::Text("有异议影响任用".into()));
    book.write(&round);
    assert!(named(&make(&round, &out, &args)));
    std::fs::remove_file(&path).unwrap();
    assert!(!named(&make(&round, &out, &args)));
}

#[test]
fn a_folder_that_belongs_to_something_else_is_not_written_into() {
    let folder = tempfile::tempdir().unwrap();
    let (round, out) = (folder.path().join("轮次"), folder.path().join("out"));
    let mut book = Book::sample();
    book.write(&round);
    let args = ["--step", "1", "--format", "pdf"];
    for place in ["", "照片"] {
        let made = make(&round, &round.join(place), &args);
        assert!(made.code == 2 && made.err.contains("请用 -o 另写一个文件夹"), "{}", made.err);
    }
    make(&round, &out, &args);
    let before = contents(&out);
    book.set("方案", "单位名称", "内容", Cell::Text("吴中区木渎镇".into()));
    book.write(&round);
    let other = make(&round, &out, &args);
    assert_eq!(other.code, 2, "{}", other.out);
    assert!(other.err.contains("是“吴中区甪直镇2012年”那一轮的材料"), "{}", other.err);
    assert_eq!(contents(&out), before);
    assert_ne!(make(&round, &out, &["--step", "1", "--format", "pdf", "--force"]).code, 2);
    assert_ne!(contents(&out), before);
}

#[test]
fn another_workbook_in_the_folder_is_named() {
    let folder = tempfile::tempdir().unwrap();
    Book::sample().write(folder.path());
    let workbook = folder.path().join("轮次.xlsx");
    std::fs::copy(&workbook, folder.path().join("轮次（副本）.xlsx")).unwrap();
    std::fs::write(folder.path().join("~$轮次.xlsx"), b"").unwrap();
    // What is called as the workbook was exported from it; a roster of another name may be meant to be read.
    for name in ["轮次.csv", "报名.csv"] {
        std::fs::write(folder.path().join(name), "姓名,性别\n张三,男\n").unwrap();
    }
    let check = run(["check".into(), folder.path().as_os_str().to_owned()]);
    assert!(check.out.contains("文件夹里还有报名.csv、轮次（副本）.xlsx，没有读"), "{}", check.out);
    // Who names the file knows which is read.
    let check = run(["check".into(), workbook.into_os_string()]);
    assert!(!check.out.contains("没有读"), "{}", check.out);
}

#[test]
fn a_person_who_left_the_round_is_pointed_out_not_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let (round, out) = (folder.path().join("轮次"), folder.path().join("out"));
    let book = Book::sample();
    book.write(&round);
    make(&round, &out, &[]);
    let mut book = Book::sample();
    book.set("任用", "吴振湖", "公示结果", Cell::Text("有异议影响任用".into()));
    book.write(&round);
    let again = make(&round, &out, &[]);
    assert_eq!(again.code, 1, "{}", again.out);
    let told = again.out.lines().find(|line| line.contains("以前做的这些文件")).expect("a word about it");
    assert!(told.contains("聘书/经济服务中心主任-吴振湖.pdf"), "{told}");
    assert!(out.join("8-公示聘任/聘书/经济服务中心主任-吴振湖.pdf").is_file());
}

#[test]
fn documents_wait_for_an_item_of_the_plan_that_cannot_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let round = folder.path().join("轮次");
    let mut book = Book::sample();
    book.set("方案", "公示天数", "内容", Cell::Text("5个工作日".into()));
    book.write(&round);
    for (document, waits) in [("任前公示", true), ("公示结果报告", true), ("简章", true), ("成绩汇总表", false)]
    {
        let out = folder.path().join(document);
        let made = make(&round, &out, &["--only", document, "--format", "docx"]);
        assert_eq!(made.out.contains("“公示天数”看不懂（方案第59行），改正后再定"), waits, "{document}: {}", made.out);
        let written = files(&out).iter().any(|name| format!("{name:?}").contains(".docx"));
        assert_eq!(written, !waits, "{document}");
    }
}

#[test]
fn papers_of_a_term_that_begins_on_no_day_are_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let round = folder.path().join("轮次");
    let mut book = Book::sample();
    book.set("方案", "聘期起算", "内容", Cell::Text("票决日期".into()));
    book.set("方案", "票决日期", "内容", Cell::Text(String::new()));
    let day = book.column("票决", "票决日期");
    for row in book.rows("票决").iter_mut().skip(1) {
        row[day] = Cell::Text(String::new());
    }
    book.write(&round);
    for document in ["任职通知", "聘书", "试用期满考核表"] {
        let out = folder.path().join(document);
        let made = make(&round, &out, &["--only", document, "--format", "docx"]);
        let told = made.out + &made.err;
        assert!(told.contains("“聘期起算”是票决日期，没有填票决日期"), "{document}: {told}");
        assert!(!files(&out).iter().any(|name| name.ends_with(".docx")), "{document}");
    }
}

#[test]
fn what_has_nothing_to_stand_for_any_more_is_named_in_a_part_of_a_run_too() {
    let folder = tempfile::tempdir().unwrap();
    let (round, out) = (folder.path().join("轮次"), folder.path().join("材料"));
    let mut book = Book::sample();
    book.write(&round);
    make(&round, &out, &["--step", "8", "--format", "pdf"]);
    book.set("任用", "申佳", "公示结果", Cell::Text("有异议影响任用".into()));
    book.write(&round);
    // A part that has nothing to do with it does not find out.
    let other = make(&round, &out, &["--step", "3", "--format", "pdf"]);
    assert!(!other.out.contains("已没有对应的内容"), "{}", other.out);
    let again = make(&round, &out, &["--step", "8", "--format", "pdf"]);
    assert_eq!(again.code, 1);
    let line = again.out.lines().find(|line| line.contains("已没有对应的内容")).unwrap_or_default();
    assert!(line.contains("申佳.pdf") && !line.contains("打印"), "{line}");
}

#[test]
fn a_document_that_is_asked_for_by_name_and_not_made_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let more = ["--post", "城乡建设科副科长", "--only", "民主测评票,准考证", "--format", "pdf"];
    let made = make(&sample_folder(), folder.path(), &more);
    assert_eq!(made.code, 1, "{}", made.out);
    assert!(made.out.contains("没有做成：民主测评票：") && made.out.contains("--post"), "{}", made.out);
}

#[test]
fn a_template_that_says_what_is_not_understood_is_not_used() {
    let folder = tempfile::tempdir().unwrap();
    let round = folder.path().join("轮次");
    Book::sample().write(&round);
    let own = round.join("模板/3-公开报名");
    std::fs::create_dir_all(&own).unwrap();
    for (about, word) in [
        ("每: \"轮次\", 公布: true", "看不懂的“公布”"),
        ("每: \"轮次\", 需要: (\"工资\",)", "“需要”写的“工资”不是工作簿的表"),
        ("每: \"轮次\", 需要: 5", "“需要”要写表名"),
        ("每: \"轮次\", 需要: (\"票决\", 5)", "“需要”要写表名"),
        ("每: \"轮次\", 印: \"聘用年数\"", "“印”写的“聘用年数”不是程序认得的方案项目"),
        ("每: \"轮次\", 印: (\"聘期年数\", 5)", "“印”要写方案的项目"),
        ("每: \"轮次\", 序: \"甲\"", "“序”要写整数"),
        ("每: 1", "“每”要写引号里的文字"),
    ] {
        std::fs::write(own.join("本单位名单.typ"), format!("#let 说明 = ({about})\n#let 文书(数据) = [名单]\n"))
            .unwrap();
        let made = make(&round, &folder.path().join("材料"), &["--only", "本单位名单"]);
        assert_eq!(made.code, 2, "{about}: {}", made.out);
        assert!(made.err.contains(word), "{about}: {}", made.err);
    }
}

#[test]
fn a_template_of_an_offices_own_waits_for_the_items_it_says_it_prints() {
    let folder = tempfile::tempdir().unwrap();
    let round = folder.path().join("轮次");
    let mut book = Book::sample();
    let value = book.column("方案", "内容");
    let rows = book.rows("方案");
    let term = |row: &Vec<Cell>| row.iter().any(|cell| matches!(cell, Cell::Text(text) if text == "聘期年数"));
    let row = rows.iter().position(term).unwrap();
    rows[row][value] = Cell::Text("若干".to_owned());
    book.write(&round);
    let own = round.join("模板/9-归档");
    std::fs::create_dir_all(&own).unwrap();
    let text = "#let 文书(数据) = [聘期]\n";
    std::fs::write(own.join("聘期说明.typ"), format!("#let 说明 = (每: \"轮次\", 印: \"聘期年数\")\n{text}")).unwrap();
    std::fs::write(own.join("别的说明.typ"), format!("#let 说明 = (每: \"轮次\")\n{text}")).unwrap();
    let made = make(&round, &folder.path().join("材料"), &["--step", "9", "--format", "pdf"]);
    assert!(made.out.contains("聘期说明") && made.out.contains("“聘期年数”看不懂"), "{}", made.out);
    let files = files(&folder.path().join("材料"));
    assert!(
        files.iter().any(|name| name.contains("别的说明")) && !files.iter().any(|name| name.contains("聘期说明")),
        "{files:?}"
    );
}

#[test]
fn a_photograph_that_is_nobodys_is_named() {
    let folder = tempfile::tempdir().unwrap();
    Book::sample().write(folder.path());
    let photos = folder.path().join("照片");
    let any = std::fs::read_dir(&photos).unwrap().flatten().next().unwrap().path();
    std::fs::copy(any, photos.join("甲科科长-赵乙.png")).unwrap();
    let check = run(["check".into(), folder.path().as_os_str().to_owned()]);
    assert!(check.out.contains("有1张对不上人：甲科科长-赵乙.png"), "{}", check.out);
}

#[test]
fn a_paper_on_some_of_the_posts_says_which_it_leaves_out() {
    let folder = tempfile::tempdir().unwrap();
    let (round, out) = (folder.path().join("轮次"), folder.path().join("材料"));
    let mut book = Book::sample();
    let post = book.column("票决", "岗位");
    let votes = &mut book.sheets.iter_mut().find(|(name, _)| name == "票决").unwrap().1;
    let text = |cell: &Cell| if let Cell::Text(text) = cell { text.clone() } else { String::new() };
    let first = text(&votes[1][post]);
    let left: Vec<String> = votes[2..].iter().map(|row| text(&row[post])).filter(|own| *own != first).collect();
    votes.retain(|row| text(&row[post]) == first || text(&row[post]) == "岗位");
    book.write(&round);
    let made = make(&round, &out, &["--only", "票决结果报告单", "--format", "pdf"]);
    assert_eq!(made.code, 1, "{}", made.out);
    let line = made.out.lines().find(|line| line.contains("只写了已经有结果的岗位")).unwrap_or_default();
    assert!(!left.is_empty() && left.iter().all(|name| line.contains(name.as_str())), "{left:?}: {line}");
}

#[test]
fn templates_that_are_not_read_for_their_place_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let (round, out) = (folder.path().join("轮次"), folder.path().join("材料"));
    Book::sample().write(&round);
    let template = "#let 说明 = (每: \"轮次\")\n#let 文书(数据) = [名单]\n";
    let own = round.join("模板");
    std::fs::create_dir_all(own.join("3-公开报名/部件")).unwrap();
    std::fs::write(own.join("名单甲.typ"), template).unwrap();
    std::fs::write(own.join("3-公开报名/名单乙.TYP"), template).unwrap();
    std::fs::write(own.join("3-公开报名/部件/名单丙.typ"), template).unwrap();
    // What templates import is none.
    std::fs::write(own.join("公用.typ"), "#let 边 = 1mm\n").unwrap();
    let made = make(&round, &out, &["--only", "职位一览表", "--format", "pdf"]);
    assert_eq!(made.code, 1, "{}", made.out);
    for (name, advice) in [
        ("名单甲.typ", "模板要放在步骤的文件夹里"),
        ("名单乙.TYP", "扩展名请改成小写的“.typ”"),
        ("部件/名单丙.typ", "模板要放在步骤的文件夹里"),
    ] {
        let line = made.out.lines().find(|line| line.contains(name)).unwrap_or_else(|| panic!("{name}: {}", made.out));
        assert!(line.contains(advice), "{line}");
    }
    assert!(!made.out.contains("公用.typ"), "{}", made.out);
}

#[test]
fn a_long_post_leaves_the_names_of_its_people_in_the_names_of_the_files() {
    let folder = tempfile::tempdir().unwrap();
    let (round, out) = (folder.path().join("轮次"), folder.path().join("材料"));
    let mut book = Book::sample();
    let long = format!("{}副科长", "城乡建设与生态环境综合治理".repeat(7));
    for (_, rows) in &mut book.sheets {
        for cell in rows.iter_mut().flatten() {
            if matches!(cell, Cell::Text(text) if text == "城乡建设科副科长") {
                *cell = Cell::Text(long.clone());
            }
        }
    }
    book.write(&round);
    let made = make(&round, &out, &["--only", "聘书,考察材料", "--format", "pdf"]);
    let names = files(&out.join("6-组织考察/考察材料"));
    assert!(
        ["许念𤧛", "何岸", "孙敬亭", "戴听澜"]
            .iter()
            .all(|name| names.iter().any(|own| own.ends_with(&format!("-{name}.pdf")))),
        "{names:?}"
    );
    assert!(!made.out.contains("旧1"), "{}", made.out);
}

#[test]
fn a_list_of_another_share_that_cannot_be_read_is_told() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("清单-1-2.json"), b"{\"\xe7\xa8\x8b").unwrap();
    let made = make(&sample_folder(), folder.path(), &["--only", "试用期满考核表", "--format", "docx"]);
    assert_eq!(made.code, 1, "{}{}", made.out, made.err);
    let told = "清单-1-2.json：清单读不出来（内容不完整，或者不是程序写的），它记着的文件都当作有人改过，不会重写。";
    assert!(made.out.contains(told), "{}{}", made.out, made.err);
}

#[cfg(unix)]
#[test]
fn a_form_is_not_made_again_without_a_photograph_that_cannot_be_read_just_now() {
    let folder = tempfile::tempdir().unwrap();
    let (round, out) = (folder.path().join("轮次"), folder.path().join("out"));
    Book::sample().write(&round);
    let (photo, away) = (round.join("照片/320524198011069062.jpg"), round.join("原来的"));
    let wanted = ["--person", "丁砚秋", "--only", "报名登记表", "--format", "docx"];
    assert_eq!(make(&round, &out, &wanted).code, 0);
    let before = contents(&out);
    std::fs::rename(&photo, &away).unwrap();
    // A link to itself cannot be read, not even by an administrator.
    std::os::unix::fs::symlink("320524198011069062.jpg", &photo).unwrap();
    let made = make(&round, &out, &wanted);
    assert!(made.out.contains("（丁砚秋）：照片读不了：") && made.out.contains("没有做成：报名登记表"), "{}", made.out);
    let documents =
        |all: Vec<(String, Vec<u8>)>| all.into_iter().filter(|(name, _)| name.ends_with(".docx")).collect::<Vec<_>>();
    assert!(documents(contents(&out)) == documents(before), "{}", made.out);
    std::fs::remove_file(&photo).unwrap();
    std::fs::rename(&away, &photo).unwrap();
    let again = make(&round, &out, &wanted);
    assert!(again.out.contains("写出 0 个文件，1 个没有变化"), "{}", again.out);
}

/// While documents are made, somebody puts folders where the lists go.
struct Taking<'a>(&'a Path);

impl jinggang::delivery::Progress for Taking<'_> {
    fn start(&self, _: usize) {}
    fn step(&self, _: &str) {}
    fn finish(&self) {
        for name in ["清单.json", "目录.html"] {
            std::fs::create_dir(self.0.join(name)).unwrap();
        }
    }
}

#[test]
fn a_list_that_cannot_be_written_is_told_with_what_was_made() {
    let folder = tempfile::tempdir().unwrap();
    let (round, out) = (folder.path().join("轮次"), folder.path().join("out"));
    Book::sample().write(&round);
    let read = jinggang::workbook::read(&round).unwrap().round;
    let office = jinggang::delivery::Office::open(Some(&round), &[], false).unwrap();
    let decisions = jinggang::procedure::Decisions::of(&read);
    let options = jinggang::delivery::Options {
        only: vec!["动员会签到表".to_owned()],
        ..jinggang::delivery::Options::new(&out)
    };
    let report = jinggang::delivery::make(&office, &read, &decisions, &options, &Taking(&out)).unwrap();
    assert_eq!(report.written, 2);
    let told: Vec<String> = report.failures.iter().map(|own| format!("{} {}", own.form, own.reason)).collect();
    let reason = "这是一个文件夹。请把那个文件夹改名，或者移到别处";
    let wanted = ["清单.json", "目录.html"].map(|name| format!("{name} 写不了文件“{name}”：{reason}"));
    assert_eq!(told, wanted);
    // The next run does not begin before it can know what is there, and says which file it is.
    let next = make(&round, &out, &["--only", "动员会签到表"]);
    assert_eq!(next.code, 2, "{}", next.out);
    assert!(next.err.contains("清单.json”：这是一个文件夹。请把那个文件夹改名"), "{}", next.err);
    for name in ["清单.json", "目录.html"] {
        std::fs::remove_dir(out.join(name)).unwrap();
    }
    // What it had made it knows all the same.
    let mut book = Book::sample();
    for row in book.rows("方案") {
        for cell in row {
            if matches!(cell, Cell::Text(text) if text == "吴中区甪直镇") {
                *cell = Cell::Text("吴中区木渎镇".to_owned());
            }
        }
    }
    book.write(&round);
    let next = make(&round, &out, &["--only", "动员会签到表", "--force"]);
    let said = format!("{}{}", next.out, next.err);
    assert!(said.contains("写出 2 个文件") && !said.contains("改名留存"), "{said}");
    assert!(!out.join("清单.未完").exists());
}
