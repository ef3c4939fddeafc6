//! Forms beside a workbook: where they lie, what they say otherwise than the workbook, and what happens while one cannot be read.

use super::*;

/// The fixture as somebody's form.
fn form(name: &str, id: &str, changes: &[(&str, &str)]) -> String {
    let mut text = std::fs::read_to_string(fixture("好的/张涛.lrmx")).unwrap();
    text = text.replace("张  涛", name).replace("320506197503140016", id);
    for (element, value) in changes {
        let (open, close) = (format!("<{element}>"), format!("</{element}>"));
        let from = text.find(&open).unwrap_or_else(|| panic!("{element}")) + open.len();
        let to = text.find(&close).unwrap();
        text.replace_range(from..to, value);
    }
    text
}

const DING: (&str, &str) = ("丁砚秋", "320524198011069062");
const WU: (&str, &str) = ("吴振湖", "320524197207229270");

fn put(path: PathBuf, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// The sample round with everybody's form in 任免审批表, and a roster that says who applies for what.
fn round_of_forms(folder: &Path) -> PathBuf {
    let (whole, round) = (folder.join("原来"), folder.join("轮次"));
    let book = Book::sample();
    book.write(&whole);
    let out = folder.join("导出");
    let ended = run(["export".as_ref(), whole.as_os_str(), "--lrmx".as_ref(), "-o".as_ref(), out.as_os_str()]);
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
    super::beside(&round, out.to_str().unwrap());
    round
}

fn names(reading: &Reading) -> Vec<&str> {
    reading.round.applicants.iter().map(|own| own.name.as_str()).collect()
}

fn has(told: &[String], start: &str) -> bool {
    told.iter().any(|one| one.starts_with(start))
}

#[test]
fn forms_lie_one_level_below_the_folder_and_those_elsewhere_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let round = folder.path().join("轮次");
    Book::sample().without("报名").without("简历").without("家庭成员").write(&round);
    let numbers = ["320506197503140016", "320506197811020024", "320524197207229270", "320524198011069062"];
    let forms = round.join("任免审批表");
    put(forms.join("张涛.lrmx"), &form("张涛", numbers[0], &[]));
    put(forms.join("城建科/李平.lrmx"), &form("李平", numbers[1], &[]));
    put(forms.join("城建科/以前/王立.lrmx"), &form("王立", numbers[2], &[]));
    put(round.join("报名材料/赵敏.lrmx"), &form("赵敏", numbers[3], &[]));
    // A copy of what was read, and what the program itself has written, are nobody's concern.
    put(round.join("备份/张涛.lrmx"), &form("张涛", numbers[0], &[]));
    put(round.join("导出/钱一.lrmx"), &form("钱一", numbers[3], &[]));
    put(round.join("导出/导出清单.json"), "{}");
    let reading = read(&round).unwrap();
    let told = told(&reading);
    assert_eq!(names(&reading), ["张涛", "李平"]);
    let advice =
        "是这一轮报名人员的，请移到工作簿旁边的“任免审批表”文件夹里（里面可以再分一层文件夹）；不是的请移到别处。";
    let aside: Vec<&String> = told.iter().filter(|one| one.contains("-forms ")).collect();
    assert_eq!(
        aside,
        [
            &format!(
                "unread-forms 任免审批表/城建科/以前：这个文件夹里有1份任免审批表没有读，其中王立没有读进来。{advice}"
            ),
            &format!("unread-forms 报名材料：这个文件夹里有1份任免审批表没有读，其中赵敏没有读进来。{advice}"),
        ]
    );
    // Who lies there may have applied for any post: none is cancelled for want of applicants.
    assert_eq!(reading.round.unread.as_ref().map(|at| at.file.as_str()), Some("任免审批表/城建科/以前"));
    // Of people who are read, without the form that lies elsewhere.
    std::fs::remove_dir_all(round.join("报名材料")).unwrap();
    std::fs::remove_dir_all(forms.join("城建科/以前")).unwrap();
    Book::sample().write(&round);
    put(round.join("报名材料/丁砚秋.lrmx"), &form(DING.0, DING.1, &[]));
    let told = super::told(&read(&round).unwrap());
    assert!(has(&told, "spare-forms 报名材料：这个文件夹里有1份任免审批表没有读，丁砚秋没有用上审批表。"), "{told:#?}");
}

#[test]
fn a_folder_of_forms_given_by_itself_is_read_one_level_down() {
    let folder = tempfile::tempdir().unwrap();
    let forms = folder.path().join("任免审批表");
    put(forms.join("城建科/张涛.lrmx"), &form("张涛", "320506197503140016", &[]));
    let reading = read(&forms).unwrap();
    assert_eq!(names(&reading), ["张涛"]);
}

#[test]
fn of_two_files_of_one_name_the_folder_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let round = folder.path().join("轮次");
    Book::sample().write(&round);
    put(round.join("丁砚秋.lrmx"), &form(DING.0, DING.1, &[]));
    put(round.join("任免审批表/丁砚秋.lrmx"), &form(DING.0, DING.1, &[]));
    let told = told(&read(&round).unwrap());
    let wanted =
        "form-repeated 任免审批表/丁砚秋.lrmx（丁砚秋）：与“丁砚秋.lrmx”是同一个人的任免审批表，这一份没有用。";
    assert!(has(&told, wanted), "{told:#?}");
}

#[test]
fn while_a_form_cannot_be_read_its_persons_papers_are_not_made_without_it() {
    let folder = tempfile::tempdir().unwrap();
    let round = round_of_forms(folder.path());
    let path = round.join("任免审批表/吴振湖.lrmx");
    let whole = read(&round).unwrap();
    let lacking = |told: &[String]| told.iter().filter(|one| one.starts_with("missing-column")).count();
    let others = whole.round.applicants.iter().filter(|own| own.name.as_str() != WU.0 && own.blocked.is_some()).count();
    let half = std::fs::read_to_string(&path).unwrap();
    let half: String = half.chars().take(1500).collect();
    let after = |name: &str| {
        std::fs::remove_file(&path).ok();
        let broken = round.join("任免审批表").join(name);
        std::fs::write(&broken, &half).unwrap();
        let reading = read(&round).unwrap();
        std::fs::remove_file(&broken).unwrap();
        reading
    };
    let blocked = |reading: &Reading, name: &str| {
        let own = reading.round.applicants.iter().find(|own| own.name.as_str() == name).unwrap();
        own.blocked.as_ref().map(|at| at.file.to_string())
    };
    for name in ["吴振湖.lrmx", "320524197207229270.lrmx", "3_吴振湖-经济服务中心.lrmx"] {
        let reading = after(name);
        let told = told(&reading);
        let wanted = format!(
            "form-damaged {name}（吴振湖）：这份任免审批表损坏了，读不出来。请用任免表编辑器打开，重新保存；打不开的话，请用备份。改好以前，吴振湖的文书先不做，做好的不动。"
        );
        assert!(told.contains(&wanted), "{name}: {told:#?}");
        assert_eq!(blocked(&reading, WU.0).as_deref(), Some(name));
        let now = reading.round.applicants.iter().filter(|own| own.name.as_str() != WU.0 && own.blocked.is_some());
        assert_eq!(now.count(), others, "nobody else is stopped by it: {name}");
        assert_eq!(lacking(&told), lacking(&super::told(&whole)), "no column is missing: {told:#?}");
    }
    // Whose it is, the name does not say; that somebody else has it.
    assert_eq!(blocked(&after("1.lrmx"), WU.0).as_deref(), Some("1.lrmx"));
    assert_eq!(blocked(&after("钱多多.lrmx"), WU.0), None);
    let told = super::told(&after("新建.lrmx"));
    assert!(told.iter().any(|one| one.contains("看不出是谁的：改好以前，没有审批表的各人的文书先不做")), "{told:#?}");
}

#[test]
fn a_number_or_a_post_that_differs_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let round = folder.path().join("轮次");
    Book::sample().write(&round);
    let path = round.join("丁砚秋.lrmx");
    let told = |id: &str, post: &str| {
        put(path.clone(), &form(DING.0, id, &[("NiRenZhiWu", post)]));
        let told = super::told(&read(&round).unwrap());
        told.into_iter().filter(|one| one.contains("身份证号") || one.contains("拟任职务")).collect::<Vec<_>>()
    };
    for post in ["党政办公室副主任", "甪直镇党政办公室副主任", "副主任", "党政办公室副主任（试用期一年）", ""]
    {
        assert_eq!(told(DING.1, post), Vec::<String>::new(), "{post}");
    }
    for post in ["社会事业科副科长", "甪直镇城乡建设科副科长", "某所所长"] {
        assert_eq!(
            told(DING.1, post),
            [format!(
                "form-differs “报名”表 Y3（丁砚秋）：与“丁砚秋.lrmx”里的“拟任职务”（NiRenZhiWu）不同：那里是“{post}”，按“报名”表做（填的是“党政办公室副主任”）。请与本人核实报的是哪个岗位，把错的一处改正。"
            )]
        );
    }
    // A number that is none joins by the name.
    for id in ["320524198011069063", "3205241980110690621"] {
        assert_eq!(
            told(id, "党政办公室副主任"),
            [format!(
                "form-differs “报名”表 L3（丁砚秋）：与“丁砚秋.lrmx”里的“身份证号”（ShenFenZheng）不同：那里是“{id}”，按“报名”表做（填的是“320524198011069062”）。请核对，把错的一处改正。"
            )]
        );
    }
}

#[test]
fn the_post_given_up_is_the_same_on_every_paper() {
    let folder = tempfile::tempdir().unwrap();
    let (round, out) = (folder.path().join("轮次"), folder.path().join("审批表"));
    let written = |sheet: &str| {
        let mut book = Book::sample();
        book.set("任用", WU.0, "拟免职务", Cell::Text(sheet.into()));
        book.write(&round);
        let (name, id) = WU;
        let form = format!(
            "<Person><XingMing>{name}</XingMing><NiMianZhiWu>防汛办副主任</NiMianZhiWu><ShenFenZheng>{id}</ShenFenZheng></Person>"
        );
        put(round.join("吴振湖.lrmx"), &form);
        std::fs::remove_dir_all(&out).ok();
        let ended = run(["export".as_ref(), round.as_os_str(), "--lrmx".as_ref(), "-o".as_ref(), out.as_os_str()]);
        let text = std::fs::read_to_string(out.join("吴振湖.lrmx")).unwrap_or_else(|_| panic!("{}", ended.out));
        let from = text.find("<NiMianZhiWu>").unwrap() + "<NiMianZhiWu>".len();
        let to = text.find("</NiMianZhiWu>").unwrap();
        let told = super::told(&read(&round).unwrap());
        (text[from..to].to_owned(), told.into_iter().find(|one| one.contains("拟免职务")))
    };
    assert_eq!(written(""), ("防汛办副主任".to_owned(), None), "what the sheet leaves open, the form says");
    assert_eq!(written("免去水务局防汛办副主任职务"), ("水务局防汛办副主任".to_owned(), None));
    for (sheet, wanted) in [("办公室副主任", "办公室副主任"), ("无", "")] {
        let told = format!(
            "form-differs “任用”表 E3（吴振湖）：与“吴振湖.lrmx”里的“拟免职务”（NiMianZhiWu）不同：那里是“防汛办副主任”，按“任用”表做（填的是“{sheet}”）。请核对，把错的一处改正。"
        );
        assert_eq!(written(sheet), (wanted.to_owned(), Some(told)));
    }
    // The notice and the printed form say what the file does.
    written("");
    let made = folder.path().join("材料");
    let data = run([
        "make".as_ref(),
        round.as_os_str(),
        "-o".as_ref(),
        made.as_os_str(),
        "--format".as_ref(),
        "docx".as_ref(),
        "--only".as_ref(),
        "任职通知".as_ref(),
        "--only".as_ref(),
        "干部任免审批表".as_ref(),
    ]);
    let texts: Vec<String> = support::files(&made)
        .into_iter()
        .filter(|name| name.ends_with(".docx") && (name.contains("吴振湖") || name.contains("任职通知")))
        .map(|name| {
            support::xml::part(&support::dump::parts(&std::fs::read(made.join(name)).unwrap()), "word/document.xml")
        })
        .collect();
    assert!(texts.len() >= 2, "{}{}", data.out, data.err);
    for text in texts {
        assert!(text.contains("防汛办副主任"), "{text}");
    }
}

#[test]
fn a_form_in_utf_16_is_read_with_and_without_noughts_at_its_end() {
    let text = form("张涛", "320506197503140016", &[]);
    let text = text.trim_start_matches('\u{FEFF}').trim_end().replace("utf-8", "utf-16");
    let mark = |order: fn(u16) -> [u8; 2], more: usize| {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        units.flat_map(order).chain(std::iter::repeat_n(0, more)).collect::<Vec<u8>>()
    };
    for order in [u16::to_le_bytes, u16::to_be_bytes] {
        for more in [0, 2, 3, 512] {
            let folder = tempfile::tempdir().unwrap();
            std::fs::write(folder.path().join("张涛.lrmx"), mark(order, more)).unwrap();
            let reading = read(folder.path()).unwrap();
            assert_eq!(names(&reading), ["张涛"], "{:#?}", told(&reading));
        }
    }
}

#[test]
fn a_date_behind_another_partys_name_is_hers() {
    let folder = tempfile::tempdir().unwrap();
    let read_as = |text: &str| {
        put(folder.path().join("张涛.lrmx"), &form("张涛", "320506197503140016", &[("RuDangShiJian", text)]));
        let reading = read(folder.path()).unwrap();
        let doubt = told(&reading).into_iter().any(|one| one.starts_with("party ") && one.contains("看不出这个时间"));
        (reading.round.applicants[0].text("政治面貌").to_owned(), doubt)
    };
    for (text, party, doubt) in [
        ("199907", "中共党员", false),
        ("199907；九三学社", "中共党员", false),
        ("民盟", "民盟盟员", false),
        ("民盟(2002.06)", "民盟盟员", false),
        ("民盟（2002年6月）", "民盟盟员", false),
        ("致公党；2002.06", "致公党党员", true),
        ("", "", false),
    ] {
        assert_eq!(read_as(text), (party.to_owned(), doubt), "{text}");
    }
}

#[test]
fn a_second_row_of_somebody_lacks_no_column_that_the_form_fills() {
    let folder = tempfile::tempdir().unwrap();
    let round = folder.path().join("轮次");
    let mut book = Book {
        sheets: Book::sample().sheets.into_iter().filter(|(name, _)| name == "方案" || name == "岗位").collect(),
    };
    let row = |cells: [&str; 4]| cells.iter().map(|text| Cell::Text((*text).to_owned())).collect::<Vec<_>>();
    book.sheets.push((
        "报名".to_owned(),
        vec![
            row(["姓名", "身份证号", "报考岗位", "改报岗位"]),
            row(["张涛", "320506197503140016", "党政办公室副主任", ""]),
            row(["张涛", "320506197503140016", "", "社会事业科副科长"]),
        ],
    ));
    book.write(&round);
    put(round.join("张涛.lrmx"), &form("张涛", "320506197503140016", &[]));
    let reading = read(&round).unwrap();
    let told = told(&reading);
    assert!(!has(&told, "missing-column “报名”表"), "{told:#?}");
    assert_eq!(names(&reading), ["张涛"]);
    // Somebody else without a form does.
    book.rows("报名").push(row(["丁砚秋", "320524198011069062", "党政办公室副主任", ""]));
    book.write(&round);
    let told = super::told(&read(&round).unwrap());
    assert!(has(&told, "missing-column “报名”表"), "{told:#?}");
}
