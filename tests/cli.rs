//! The other commands: `new`, `check`, `list`, `render`, `fonts`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod support;

use std::ffi::OsStr;
use std::path::Path;

use support::{Book, Cell, files, jinggang, run, sample_folder};

#[test]
fn the_committed_sample_is_what_the_program_writes() {
    let folder = tempfile::tempdir().unwrap();
    let round = folder.path().join("示例");
    let made = run(["new".into(), round.clone().into_os_string(), "--sample".into()]);
    assert_eq!(made.code, 0, "{}", made.err);
    assert_eq!(files(&round), files(&sample_folder()));
    for name in files(&round) {
        let same = std::fs::read(round.join(&name)).unwrap() == std::fs::read(sample_folder().join(&name)).unwrap();
        assert!(
            same,
            "samples/luzhi-2012/{name} is out of date: run `jinggang new --sample` and commit what it writes"
        );
    }
    let again = run(["new".into(), round.into_os_string()]);
    assert_eq!(again.code, 2, "nothing is overwritten");
    assert!(again.err.contains("不会覆盖"), "{}", again.err);
}

#[test]
fn a_blank_round_asks_to_be_filled() {
    let folder = tempfile::tempdir().unwrap();
    let round = folder.path().join("新");
    assert_eq!(run(["new".into(), round.clone().into_os_string()]).code, 0);
    assert!(round.join("照片").is_dir());
    let check = run(["check".into(), round.into_os_string()]);
    assert_eq!(check.code, 1, "{}", check.out);
    assert!(check.out.contains("没有报名人员") || check.out.contains("单位名称"), "{}", check.out);
}

#[test]
fn check_speaks_json() {
    let check = run(["check".into(), sample_folder().into_os_string(), "--json".into()]);
    let report: serde_json::Value = serde_json::from_str(&check.out).unwrap();
    assert_eq!((check.code, report["applicants"].as_u64(), report["posts"].as_u64()), (0, Some(42), Some(6)));
    assert_eq!((report["errors"].as_u64(), report["warnings"].as_u64()), (Some(0), Some(0)));
}

#[test]
fn list_names_the_documents_by_step() {
    let list = run(["list".into(), sample_folder().into_os_string()]);
    assert_eq!(list.code, 0, "{}", list.err);
    for line in ["3-公开报名", "  报名登记表（每报名人员一份，双面），42 份", "  聘书（每聘书人员一份），3 份"]
    {
        assert!(list.out.lines().any(|own| own == line), "{line} is not in\n{}", list.out);
    }
    let json: serde_json::Value = serde_json::from_str(&run(["list", "--json"]).out).unwrap();
    let ballot = json.as_array().unwrap().iter().find(|form| form["name"] == "民主测评票").unwrap();
    assert_eq!((ballot["ballot"].as_bool(), ballot["per"].as_str()), (Some(true), Some("测评批次")));
}

#[test]
fn status_tells_the_steps_everybodys_way_and_what_documents_wait_for() {
    let status = run(["status".into(), sample_folder().into_os_string()]);
    assert_eq!(status.code, 0, "{}", status.err);
    for line in [
        "  8 公示聘任〔进行中〕公示2012年4月17日至2012年4月23日，试用期中待考核5人",
        "  社会事业科副科长（1名）：空缺1名：没有人得票超过半数",
        "    周砺成〔资格不符合〕1971年3月15日出生，41周岁，超过40周岁",
        "  8-公示聘任／聘书：可以做，3份",
    ] {
        assert!(status.out.lines().any(|own| own == line), "{line} is not in\n{}", status.out);
    }
    let folder = tempfile::tempdir().unwrap();
    let mut book = Book::sample().without("票决").without("任用");
    book.set("方案", "省去的步骤", "内容", Cell::Text("民主测评".into()));
    book.write(folder.path());
    let json = run(["status".into(), folder.path().as_os_str().to_owned(), "--json".into()]);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    let document = |name: &str| {
        json["documents"].as_array().unwrap().iter().find(|own| own["name"] == name).unwrap()["waiting"].clone()
    };
    assert_eq!(document("民主测评票"), "本轮不举行民主测评（方案第18行）");
    assert_eq!(document("聘书"), "等“任用”表");
    assert_eq!(document("报名登记表"), serde_json::Value::Null);
    let people: Vec<&serde_json::Value> =
        json["posts"].as_array().unwrap().iter().flat_map(|post| post["people"].as_array().unwrap()).collect();
    assert_eq!(people.len(), 42);
    let one = people.iter().find(|person| person["name"] == "申佳").unwrap();
    assert_eq!((one["side"].as_str(), one["state"].as_str()), (Some("open"), Some("等待票决")));
    assert_eq!(json["steps"].as_array().unwrap().len(), 9);
    assert!(!json.to_string().contains("320502198202089404"), "identity numbers stay in the workbook");
}

#[test]
fn fonts_say_which_plays_which_role() {
    let fonts = run(["fonts".into(), sample_folder().into_os_string()]);
    assert_eq!(fonts.code, 0, "{}", fonts.out);
    assert!(fonts.out.contains("都能印出来"), "{}", fonts.out);
    // As templates/lib/字体.typ has them: the first with what follows it, role by role.
    for line in [
        "小标宋：Noto Serif SC，其次 HanaMinB、LXGW WenKai",
        "仿宋：FandolFang R，其次 LXGW WenKai、Noto Serif SC、HanaMinB",
        "楷体：AR PL KaitiM GB，其次 FandolFang R、LXGW WenKai、Noto Serif SC、HanaMinB",
        "黑体：Noto Sans SC，其次 Noto Serif SC、HanaMinB、LXGW WenKai",
        "宋体：Noto Serif SC，其次 HanaMinB、LXGW WenKai",
        "西文：Liberation Serif",
        "后备：LXGW WenKai，其次 Noto Serif SC、HanaMinB",
    ] {
        assert!(fonts.out.lines().any(|own| own == line), "{line}\n{}", fonts.out);
    }
    // A round's own goes before it.
    let folder = tempfile::tempdir().unwrap();
    Book::sample().write(folder.path());
    let lib = folder.path().join("模板/lib");
    std::fs::create_dir_all(&lib).unwrap();
    let own = include_str!("../templates/lib/字体.typ").replace("\"FandolFang R\") + 后备", "\"LXGW WenKai\") + 后备");
    std::fs::write(lib.join("字体.typ"), own).unwrap();
    let fonts = run(["fonts".into(), folder.path().as_os_str().to_owned()]);
    assert!(fonts.out.contains("仿宋：LXGW WenKai，其次"), "{}{}", fonts.out, fonts.err);
}

#[test]
fn a_single_file_is_rendered_to_both_formats() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("函.typ");
    std::fs::write(&file, "#set text(font: \"FandolFang R\", lang: \"zh\")\n#let 数据 = json(\"/数据.json\")\n= 关于 #数据.事 的函\n正文。")
        .unwrap();
    std::fs::write(folder.path().join("d.json"), r#"{"事": "借阅档案"}"#).unwrap();
    let out = folder.path().join("出");
    let made = jinggang()
        .current_dir(folder.path())
        .args(["render", "函.typ", "--data", "d.json", "-o", out.to_str().unwrap()])
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    assert_eq!(files(&out), ["函.docx", "函.pdf"]);
    std::fs::write(&file, "第一行\n#未知\n").unwrap();
    let wrong = jinggang().current_dir(folder.path()).args(["render", "函.typ", "-o", "x.pdf"]).output().unwrap();
    assert_eq!(wrong.status.code(), Some(1));
    let err = String::from_utf8(wrong.stderr).unwrap();
    assert!(err.contains("函.typ 第 2 行第 2 列"), "{err}");
    assert!(!folder.path().join("x.pdf").exists());
}

#[test]
fn watch_makes_again_what_was_saved_and_goes_on_after_errors() {
    use std::io::BufRead;
    let folder = tempfile::tempdir().unwrap();
    let templates = folder.path().join("模板/9-其他");
    std::fs::create_dir_all(&templates).unwrap();
    Book::sample().write(folder.path());
    let template = templates.join("通告.typ");
    let write = |text: &str| {
        let head = "#import \"/lib/公文.typ\": *\n#let 说明 = (每: \"轮次\")\n";
        std::fs::write(&template, format!("{head}#let 文书(数据) = {{ show: 公文页\n{text} }}\n")).unwrap();
    };
    write("par[放假。]");
    let out = folder.path().join("out");
    let mut running = std::process::Command::new(assert_cmd::cargo::cargo_bin("jinggang"))
        .args([
            "watch",
            folder.path().to_str().unwrap(),
            "-o",
            out.to_str().unwrap(),
            "--only",
            "通告",
            "--format",
            "pdf",
        ])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = std::io::BufReader::new(running.stdout.take().unwrap()).lines();
    // What was said up to the line that ends a run.
    let mut run = || {
        let mut said = String::new();
        loop {
            let line = lines.next().expect("it goes on").unwrap();
            said.push_str(&line);
            said.push('\n');
            if line.contains("等下一次改动") {
                return said;
            }
        }
    };
    let first = run();
    assert!(first.starts_with("第1次（开始）：\n写出 1 个文件") && first.contains("第1次做好了"), "{first}");
    let pdf = out.join("9-其他/通告.pdf");
    let before = std::fs::read(&pdf).unwrap();
    write("par[放假一天。]");
    let second = run();
    assert!(second.starts_with("第2次（通告.typ有改动）：\n写出 1 个文件"), "{second}");
    assert_ne!(std::fs::read(&pdf).unwrap(), before);
    write("par[放假");
    let third = run();
    assert!(third.contains("第3次没有做成"), "{third}");
    write("par[放假。]");
    let fourth = run();
    assert!(fourth.contains("第4次做好了"), "{fourth}");
    assert_eq!(std::fs::read(&pdf).unwrap(), before);
    // Forms of applicants are read from a folder of their own, so it is looked at as well.
    let forms = folder.path().join("任免审批表");
    std::fs::create_dir_all(&forms).unwrap();
    std::fs::write(forms.join("甲.lrmx"), "<Person><XingMing>甲某</XingMing></Person>").unwrap();
    let fifth = run();
    assert!(fifth.starts_with("第5次（甲.lrmx有改动）"), "{fifth}");
    running.kill().unwrap();
    running.wait().unwrap();
}

#[test]
fn a_run_that_nobody_reads_goes_on_to_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let sample = sample_folder().into_os_string();
    let make = ["make".into(), sample, "-o".into(), out.clone().into_os_string(), "--only".into(), "聘书".into()];
    let broken = folder.path().join("轮次");
    std::fs::create_dir_all(broken.join("模板/9-其他")).unwrap();
    Book::sample().write(&broken);
    std::fs::write(broken.join("模板/9-其他/坏的.typ"), "#let 说明 = (").unwrap();
    let list = ["list".into(), broken.into_os_string()];
    for (args, code) in [(&make[..], 0), (&list, 1), (&["check".into(), "没有的.xlsx".into()], 2)] {
        let mut running = std::process::Command::new(assert_cmd::cargo::cargo_bin("jinggang"))
            .args(args)
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        // Closed before a word is said.
        drop(running.stderr.take());
        assert_eq!(running.wait().unwrap().code(), Some(code), "{args:?}");
    }
    assert!(out.join("清单.json").is_file());
}

#[test]
fn a_template_is_rendered_with_its_data_and_the_library() {
    let folder = tempfile::tempdir().unwrap();
    let templates = folder.path().join("模板/9-其他");
    std::fs::create_dir_all(&templates).unwrap();
    let template = templates.join("通告.typ");
    std::fs::write(
        &template,
        "#import \"/lib/公文.typ\": *\n#let 说明 = (每: \"轮次\")\n#let 文书(数据) = { show: 公文页\npar(数据.单位.名称) }\n",
    )
    .unwrap();
    let (file, out) = (template.to_str().unwrap(), folder.path().join("通告.pdf"));
    let refused = run(["render", file, "-o", out.to_str().unwrap()]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("--data"), "{}", refused.err);
    let data = folder.path().join("数据.json");
    // Some editors begin files with a mark of their encoding.
    std::fs::write(&data, "\u{feff}{\"单位\": {\"名称\": \"甲镇\"}}").unwrap();
    let done = run(["render", file, "--data", data.to_str().unwrap(), "-o", out.to_str().unwrap()]);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    assert!(out.is_file());
    // What is wrong in it is told with its line.
    std::fs::write(&data, "{\"单位\": {}}").unwrap();
    let wrong = run(["render", file, "--data", data.to_str().unwrap(), "-o", out.to_str().unwrap()]);
    assert_eq!(wrong.code, 1);
    assert!(wrong.err.contains("通告.typ") && wrong.err.contains("第 4 行"), "{}", wrong.err);
}

#[test]
fn a_template_is_known_in_whichever_way_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (file, data, out) = (path("通告.typ"), path("单位.json"), path("通告.docx"));
    std::fs::write(&data, "{\"单位\": \"甲镇\"}").unwrap();
    let render = || run(["render", &file, "--data", &data, "-o", &out]);
    let about = "#let 说明 = (每: \"轮次\")\n";
    for text in [
        format!("\u{feff}{about}#let 文书(数据) = [#数据.单位]\n"),
        format!("{about}#let 文书 = 数据 => [#数据.单位]\n"),
        format!("  {about}  #let 文书(数据) = [#数据.单位]\n"),
    ] {
        std::fs::write(&file, &text).unwrap();
        let done = render();
        assert_eq!(done.code, 0, "{text}: {}", done.err);
        let parts = support::dump::parts(&std::fs::read(&out).unwrap());
        assert!(support::xml::part(&parts, "word/document.xml").contains("甲镇"), "{text}");
    }
    // The lines that call it are the program's: nobody can look them up.
    std::fs::write(&file, format!("{about}#let 文书() = [甲]\n")).unwrap();
    let wrong = render();
    assert!(wrong.code == 1 && wrong.err.starts_with("错误：“文书”要写成 文书(数据)"), "{}", wrong.err);
    for (bytes, told) in [
        (&b"{\"a\": 1,\n}"[..], "单位.json”第 2 行第 1 列不是 JSON 的写法"),
        (b"\xb5\xa5", "单位.json”不是 UTF-8 编码的文字"),
    ] {
        std::fs::write(&data, bytes).unwrap();
        let refused = render();
        assert!(refused.code == 2 && refused.err.contains(told), "{}", refused.err);
    }
}

#[test]
fn what_is_nested_too_deeply_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (file, out) = (folder.path().join("一.typ"), folder.path().join("一.docx"));
    let args = ["render", file.to_str().unwrap(), "-o", out.to_str().unwrap()];
    let deep = |wrap: &str| format!("#let x = [a]\n#for i in range(3000) {{ x = {wrap} }}\n#x");
    for wrap in ["block(x)", "list(x)", "enum(x)", "stack(x)", "pad(x)", "grid(x)", "figure(x)"] {
        std::fs::write(&file, deep(wrap)).unwrap();
        let ended = run(args);
        assert_eq!(ended.code, 1, "{wrap}: {}", ended.err);
        assert!(ended.err.contains("depth exceeded"), "{wrap}: {}", ended.err);
        let made_by_a_rule = ["list(x)", "enum(x)", "figure(x)"].contains(&wrap);
        assert!(made_by_a_rule || ended.err.contains("一.typ 第 2 行"), "{wrap}: {}", ended.err);
    }
    // These are one in the other only while they are walked, which is deep as well.
    for wrap in ["box(x)", "align(center, x)", "strong(x)"] {
        std::fs::write(&file, deep(wrap)).unwrap();
        assert_eq!(run(args).code, 0, "{wrap}");
    }
}

#[test]
fn a_font_that_is_named_prints_what_no_other_has() {
    let folder = tempfile::tempdir().unwrap();
    let fonts = jinggang::typeset::Fonts::find(&[], false).unwrap();
    let at = fonts.files().iter().position(|file| file.info.family == "DejaVu Sans Mono").unwrap();
    let own = folder.path().join("字体");
    std::fs::create_dir(&own).unwrap();
    std::fs::write(own.join("own.ttf"), fonts.font(at).unwrap().unwrap().data()).unwrap();
    let round = folder.path().join("轮次");
    let mut book = Book::sample();
    book.set("方案", "发文机关", "内容", support::Cell::Text("甲镇✔".into()));
    book.write(&round);
    let made = |more: &[&str]| {
        let out = folder.path().join("材料");
        let args = ["make", round.to_str().unwrap(), "--only", "简章", "--format", "pdf", "-o", out.to_str().unwrap()];
        run(args.iter().chain(more)).out
    };
    assert!(made(&[]).contains("没有字体能印"), "{}", made(&[]));
    let named = made(&["--font-path", own.to_str().unwrap()]);
    assert!(!named.contains("没有字体能印"), "{named}");
}

#[test]
fn a_command_that_is_mistyped_is_told_in_one_chinese_sentence() {
    let sample = sample_folder().display().to_string();
    for (args, wanted) in [
        (vec!["mak", &sample], "没有“mak”这个命令。是不是“make”？"),
        (vec!["make", &sample, "--forc"], "没有“--forc”这个选项。是不是“--force”？"),
        (vec!["make"], "缺少 <轮次>，请补上。"),
        (vec!["export", &sample, "-o", "x"], "缺少 --lrmx，请补上。"),
        (vec!["check", &sample, "多的"], "多写了“多的”。"),
        (vec!["make", &sample, "--format", "doc"], "--format 不能写“doc”，可以写：pdf、docx。"),
        (vec!["make", &sample, "--copies", "0"], "--copies 写的“0”不对：要写 1 到 10000 的整数。"),
        (vec!["make", &sample, "--step", "三"], "--step 写的“三”不对：要写 0 到 99 的整数。"),
        (vec!["make", &sample, "--shard", "4/3"], "--shard 写的“4/3”不对：要写成 K/N"),
        (vec!["make", &sample, "-o"], "--out 后面没有写内容"),
        (vec!["make", &sample, "-o", "a", "-o", "b"], "--out 写了不止一次"),
    ] {
        let ended = run(&args);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{args:?}");
        assert!(ended.err.starts_with(wanted), "{args:?}: {}", ended.err);
        assert_eq!(ended.err.lines().count(), 1, "{args:?}: {}", ended.err);
    }
    let ended = run(["--help"]);
    assert_eq!(ended.code, 0);
    let commands = ["new", "check", "status", "make", "watch", "export", "list", "render", "fonts"];
    for command in commands {
        assert!(ended.out.contains(command), "{command}");
        let page = run([command, "--help"]).out;
        assert!(page.contains(&format!("用法：jinggang {command} [选项]")), "{page}");
        for english in ["Usage", "Options", "Arguments", "Print", "default", "possible"] {
            assert!(!page.contains(english), "{english}: {page}");
        }
    }
    assert!(run(["make", "--help"]).out.contains("可以写 pdf、docx，不写就是 pdf,docx"));
    assert!(run(["--version"]).out.starts_with("jinggang "));
}

#[test]
fn nothing_is_made_among_the_rounds_own_files() {
    let folder = tempfile::tempdir().unwrap();
    Book::sample().write(folder.path());
    let before = files(folder.path());
    let ask = |here: &Path, args: &[&OsStr]| {
        let output = jinggang().current_dir(here).args(args).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (round, here) = (folder.path().as_os_str(), folder.path());
    // Whether the folder is there already or not, and however the workbook was named.
    for name in ["", "任免审批表", "照片", "模板"] {
        let out = here.join(name);
        for (command, more) in [("export", Some("--lrmx")), ("make", None)] {
            let mut args: Vec<&OsStr> = vec![command.as_ref(), round, "-o".as_ref(), out.as_ref()];
            args.extend(more.map(OsStr::new));
            let (code, told) = ask(Path::new("."), &args);
            assert!(code == Some(2) && told.contains("放的是这一轮的工作簿"), "{command} {name}: {told}");
        }
    }
    for out in [".", "模板", "照片/../任免审批表"] {
        let args = ["export", "轮次.xlsx", "--lrmx", "-o", out].map(OsStr::new);
        let (code, told) = ask(here, &args);
        assert!(code == Some(2) && told.contains("会当作报名人员的审批表读进来"), "{out}: {told}");
    }
    assert_eq!(files(here), before);
}

#[test]
fn render_takes_endings_as_they_are_typed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("信.typ");
    std::fs::write(&file, "你好").unwrap();
    for name in ["信.PDF", "信.Docx"] {
        let out = folder.path().join(name);
        let ended = run(["render".as_ref(), file.as_os_str(), "-o".as_ref(), out.as_os_str()]);
        assert!(ended.code == 0 && out.is_file(), "{name}: {}{}", ended.out, ended.err);
    }
}

#[test]
fn what_is_counted_is_what_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let (round, out) = (folder.path().join("轮次"), folder.path().join("out"));
    let mut book = Book::sample();
    book.set("报名", "方启东", "出生年月", Cell::Text("1979年14月".into()));
    book.write(&round);
    let json = |args: &[&OsStr]| -> serde_json::Value { serde_json::from_str(&run(args).out).unwrap() };
    let only = ["--only", "报名登记表", "--format", "pdf"].map(OsStr::new);
    let args: Vec<&OsStr> = ["make".as_ref(), round.as_os_str(), "-o".as_ref(), out.as_ref(), "--json".as_ref()]
        .into_iter()
        .chain(only)
        .collect();
    let made = json(&args);
    for (command, list) in [("status", "/documents"), ("list", "")] {
        let told = json(&[command.as_ref(), round.as_os_str(), "--json".as_ref()]);
        let forms = told.pointer(list).and_then(serde_json::Value::as_array).unwrap();
        let form = forms.iter().find(|form| form["name"] == "报名登记表").unwrap();
        // And the file that prints everybody's.
        assert_eq!(form["count"].as_u64().unwrap() + 1, made["written"].as_u64().unwrap(), "{command}");
        assert_eq!(form["blocked"], 1, "{command}");
        let shown = run([command.as_ref(), round.as_os_str()]).out;
        assert!(shown.contains("，另有1份因数据有错误暂不做"), "{command}: {shown}");
    }
    let (status, check) = (
        json(&["status".as_ref(), round.as_os_str(), "--json".as_ref()]),
        json(&["check".as_ref(), round.as_os_str(), "--json".as_ref()]),
    );
    assert_eq!((&status["errors"], &status["warnings"]), (&check["errors"], &check["warnings"]));
}

/// A package as another program writes it: the same parts anew.
fn saved_elsewhere(package: &[u8]) -> Vec<u8> {
    let mut read = zip::ZipArchive::new(std::io::Cursor::new(package)).unwrap();
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for index in 0..read.len() {
        out.raw_copy_file(read.by_index_raw(index).unwrap()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn only_an_earlier_copy_is_written_over_by_notes() {
    let folder = tempfile::tempdir().unwrap();
    let round = folder.path().join("轮次");
    Book::sample().write(&round);
    let annotate = |out: &Path| run(["check".as_ref(), round.as_os_str(), "--annotate".as_ref(), out.as_os_str()]);
    let (copy, other) = (folder.path().join("批注.xlsx"), folder.path().join("别的.xlsx"));
    assert_eq!(annotate(&copy).code, 0);
    assert_eq!(annotate(&copy).code, 0);
    // What somebody has put right in the copy is not lost.
    let saved = saved_elsewhere(&std::fs::read(&copy).unwrap());
    std::fs::write(&copy, &saved).unwrap();
    let refused = annotate(&copy);
    assert!(refused.code == 2 && refused.err.contains("做好以后有人改过，不会覆盖"), "{}", refused.err);
    assert_eq!(std::fs::read(&copy).unwrap(), saved);
    std::fs::copy(round.join("轮次.xlsx"), &other).unwrap();
    let before = std::fs::read(&other).unwrap();
    let refused = annotate(&other);
    assert!(refused.code == 2 && refused.err.contains("不是以前做的批注，不会覆盖"), "{}", refused.err);
    assert_eq!(std::fs::read(&other).unwrap(), before);
}
