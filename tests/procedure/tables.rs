//! The tables of cases in `cases/`: each line one case, input cells and what must come of them, as a clerk would write it.
//!
//! A file begins with comments (`#`), settings that hold for all its cases (`设 方案.年份 = 2012`), and the condition it is about
//! (`检查 学历`). Then a line of column names, then the cases. A column named 表.列 is a cell of the workbook, on the row of the
//! person 甲 or of the only post; 人员, 报名者, 审查情况, 考官打分, 测评票, 票决票, 任用给 and 考察给 stand for many cells and are explained where they are read
//! below. All other columns are results.

use std::path::Path as FilePath;

use jinggang::language::date::{DateStyle, PartialDate};
use jinggang::problem::Problem;
use jinggang::procedure::{Acceptance, Decisions, Outcome, Path, Rule, Status, publicity};
use jinggang::round::{PersonId, PostId, Round};
use jinggang::workbook::plan_items::{ITEMS, ItemKind};

use super::book::Book;

/// A table of cases.
struct Table {
    file: String,
    check: String,
    given: Vec<(String, String)>,
    columns: Vec<String>,
    cases: Vec<(usize, Vec<String>)>,
}

impl Table {
    fn read(path: &FilePath) -> Self {
        let file = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(path).unwrap();
        let mut table = Self { file, check: String::new(), given: Vec::new(), columns: Vec::new(), cases: Vec::new() };
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(check) = line.strip_prefix("检查 ") {
                table.check = check.to_owned();
            } else if let Some((column, value)) = line.strip_prefix("设 ").and_then(|line| line.split_once('=')) {
                table.given.push((column.trim().to_owned(), value.trim().to_owned()));
            } else {
                let cells: Vec<String> = line.split('|').map(|cell| cell.trim().to_owned()).collect();
                if table.columns.is_empty() {
                    table.columns = cells;
                } else {
                    assert_eq!(cells.len(), table.columns.len(), "{}.txt 第{number}行", table.file);
                    table.cases.push((number, cells));
                }
            }
        }
        table
    }

    fn is_input(column: &str) -> bool {
        column.contains('.')
            || matches!(column, "审查情况" | "人员" | "测评票" | "票决票" | "报名者" | "考官打分" | "任用给" | "考察给")
    }

    /// Runs every case; gives what went wrong. Under mutation testing (`FAIL_FAST`) the first wrong one is enough.
    fn run(&self) -> Vec<String> {
        let fail_fast = std::env::var_os("FAIL_FAST").is_some();
        let mut wrong = Vec::new();
        for (number, cells) in &self.cases {
            let mut book = Book::new();
            book.post("科长", 1);
            let crowd = self.columns.iter().any(|column| matches!(column.as_str(), "人员" | "报名者"));
            let crowd = crowd || self.given.iter().any(|(column, _)| column == "人员");
            if !crowd {
                book.person("甲", "科长");
            }
            let inputs = self.given.iter().map(|(column, value)| (column.as_str(), value.as_str()));
            let own = self.columns.iter().zip(cells).filter(|(column, _)| Self::is_input(column));
            for (column, value) in inputs.chain(own.map(|(column, value)| (column.as_str(), value.as_str()))) {
                enter(&mut book, column, value);
            }
            let reading = book.read();
            let round = &reading.round;
            let decisions = Decisions::of(round);
            for (column, expected) in self.columns.iter().zip(cells).filter(|(column, _)| !Self::is_input(column)) {
                let found = match column.as_str() {
                    "检查" => problems(&reading.problems),
                    _ => result(column, &self.check, round, &decisions),
                };
                if found != *expected {
                    wrong.push(format!("{}.txt 第{number}行 {column}：应为“{expected}”，得到“{found}”", self.file));
                    if fail_fast {
                        println!("{}", wrong.join("\n"));
                        std::process::exit(101);
                    }
                }
            }
        }
        wrong
    }
}

/// Enters a cell, or the cells a word stands for. An empty value leaves what is there, `空` empties it.
fn enter(book: &mut Book, column: &str, value: &str) {
    if value.is_empty() {
        return;
    }
    let value = if value == "空" { "" } else { value };
    match column {
        "人员" => people(book, value),
        "报名者" => applicants(book, value),
        "考官打分" => marks(book, value),
        "任用给" => {
            for name in value.split('、') {
                let row = [("姓名", name), ("岗位", "科长"), ("任职日期", "2012-04-24")];
                book.rows("任用").push(row.map(|(column, cell)| (column.to_owned(), cell.to_owned())).into());
            }
        }
        "审查情况" => drop(book.sheets.remove("资格审查")),
        "考察给" => {
            for name in value.split('、') {
                book.row("考察", name);
            }
        }
        "测评票" => evaluation(book, value),
        "票决票" => vote(book, value),
        _ => {
            let (sheet, key) = column.split_once('.').unwrap();
            match sheet {
                "方案" => book.set_plan(key, value),
                "岗位" => drop(book.rows("岗位")[0].insert(key.to_owned(), value.to_owned())),
                "另一岗位" => drop(book.rows("岗位")[1].insert(key.to_owned(), value.to_owned())),
                // Another row of the person 甲 in a sheet, the same as the first but for one cell: 批次=2.
                "再写一行" => {
                    let mut row = book.row(key, "甲").clone();
                    row.extend(value.split_once('=').map(|(column, value)| (column.to_owned(), value.to_owned())));
                    book.rows(key).push(row);
                }
                "节假日" => {
                    for day in value.split_whitespace() {
                        let row = [("日期".to_owned(), day.to_owned()), ("安排".to_owned(), key.to_owned())];
                        book.rows("节假日").push(row.into());
                    }
                }
                // Judges' marks in one cell: one each, parted by blanks; elements parted by ／.
                "面试打分" if key == "打分" => judges(book, value),
                // The same under two rows of header: 考官1语言表达=18 …
                "面试打分" if key == "分栏打分" => {
                    for (column, mark) in value.split_whitespace().filter_map(|cell| cell.split_once('=')) {
                        book.row("面试打分", "甲").insert(column.to_owned(), mark.to_owned());
                    }
                }
                // The row of the person 乙.
                "乙的民主测评" => drop(book.row("民主测评", "乙").insert(key.to_owned(), value.to_owned())),
                _ => drop(book.row(sheet, "甲").insert(key.to_owned(), value.to_owned())),
            }
            if matches!(sheet, "民主测评" | "票决" | "任用") {
                book.row(sheet, "甲").insert("岗位".to_owned(), "科长".to_owned());
            }
        }
    }
}

fn judges(book: &mut Book, value: &str) {
    let elements: Vec<&str> = value.split('／').collect();
    for (index, marks) in elements.iter().enumerate() {
        let mut row = super::book::Row::from([("姓名".to_owned(), "甲".to_owned())]);
        if elements.len() > 1 {
            row.insert("要素".to_owned(), format!("要素{}", index + 1));
        }
        for (judge, mark) in (1..).zip(marks.split_whitespace()) {
            row.insert(format!("考官{judge}"), mark.to_owned());
        }
        book.rows("面试打分").push(row);
    }
}

/// 考官打分: `甲80/81/82 乙80/81`: each person's marks, a judge each.
fn marks(book: &mut Book, value: &str) {
    for part in value.split_whitespace() {
        let name: String = part.chars().take(1).collect();
        for (judge, mark) in (1..).zip(part.strip_prefix(&name).unwrap().split('/')) {
            book.row("面试打分", &name).insert(format!("考官{judge}"), mark.to_owned());
        }
    }
}

/// 人员: `甲85/80 乙85/78/90 丙缺考`: applicants with 笔试/面试/加试.
fn people(book: &mut Book, value: &str) {
    for part in value.split_whitespace() {
        let end = part.find("缺考").into_iter().chain(part.find(|c: char| c == '/' || c.is_ascii_digit())).min();
        let (name, marks) = part.split_at(end.unwrap_or(part.len()));
        book.person(name, "科长");
        for (column, mark) in ["笔试成绩", "面试成绩", "加试成绩"].into_iter().zip(marks.split('/')) {
            if !mark.is_empty() {
                book.row("成绩", name).insert(column.to_owned(), mark.to_owned());
            }
        }
    }
}

/// 报名者: `甲 乙逾期 丙不符合 丁待核 戊两报`: applicants for the post 科长, and how each stands.
fn applicants(book: &mut Book, value: &str) {
    book.post("主任", 1);
    book.post("股长", 1);
    for part in value.split_whitespace() {
        let name: String = part.chars().take(1).collect();
        book.person(&name, "科长");
        match part.strip_prefix(&name).unwrap() {
            "" => {}
            "逾期" => drop(book.row("报名", &name).insert("报名时间".to_owned(), "2012-03-17".to_owned())),
            "看不懂时间" => drop(book.row("报名", &name).insert("报名时间".to_owned(), "3月9日上午".to_owned())),
            "无岗位" => drop(book.row("报名", &name).insert("报考岗位".to_owned(), "科的长".to_owned())),
            "不符合" => drop(book.row("资格审查", &name).insert("在编在职".to_owned(), "否".to_owned())),
            "两报不符合" => {
                again(book, &name, &[("报考岗位", "主任")]);
                book.row("资格审查", &name).insert("在编在职".to_owned(), "否".to_owned());
            }
            "待核" => drop(book.row("资格审查", &name).remove("在编在职")),
            "放弃" => drop(book.row("资格审查", &name).insert("审查结论".to_owned(), "本人放弃".to_owned())),
            // A further row of the same person: 报考岗位, 报名时间, 改报岗位, 改报时间, what differs from the first.
            "两报无岗位" => again(book, &name, &[("报考岗位", "科的长")]),
            "两报" => again(book, &name, &[("报考岗位", "主任")]),
            "两行" => again(book, &name, &[]),
            "两报先报主任" => again(book, &name, &[("报考岗位", "主任"), ("报名时间", "2012-03-12")]),
            "两报后一份逾期" => again(book, &name, &[("报考岗位", "主任"), ("报名时间", "2012-03-17")]),
            "另一行改报" => {
                again(book, &name, &[("报考岗位", ""), ("改报岗位", "主任"), ("改报时间", "2012-03-19")]);
            }
            "另一行报并改报" => {
                again(book, &name, &[("报考岗位", "主任"), ("报名时间", "2012-03-19"), ("改报岗位", "主任")]);
            }
            "另一行重抄并改报" => again(book, &name, &[("改报岗位", "主任"), ("改报时间", "2012-03-19")]),
            "改报又写一行" => {
                book.row("报名", &name).insert("改报岗位".to_owned(), "主任".to_owned());
                again(book, &name, &[("报考岗位", "主任"), ("报名时间", "2012-03-21"), ("改报岗位", "")]);
            }
            "改报两个" => {
                book.row("报名", &name).insert("改报岗位".to_owned(), "主任".to_owned());
                again(book, &name, &[("报考岗位", ""), ("改报岗位", "股长"), ("改报时间", "2012-03-19")]);
            }
            other => panic!("报名者：{other}"),
        }
    }
    // The other posts have people of their own.
    for name in ["子", "丑", "寅", "卯"] {
        book.person(name, "主任");
    }
    for name in ["辰", "巳", "午", "未"] {
        book.person(name, "股长");
    }
}

/// A second row of a person, the same as the first but for some cells.
fn again(book: &mut Book, name: &str, cells: &[(&str, &str)]) {
    let mut second = book.row("报名", name).clone();
    second.extend(cells.iter().map(|(column, value)| ((*column).to_owned(), (*value).to_owned())));
    second.retain(|_, value| !value.is_empty());
    book.rows("报名").push(second);
}

/// 测评票: `甲30/44 乙20/44`: 胜任 of 有效票, the rest 不胜任. Behind @ in which batch (`丙30/44@2`).
fn evaluation(book: &mut Book, value: &str) {
    for part in value.split_whitespace() {
        let name: String = part.chars().take(1).collect();
        let (part, batch) = part.split_once('@').unwrap_or((part, ""));
        let (competent, valid) = part.strip_prefix(&name).unwrap().split_once('/').unwrap();
        let (competent, valid): (u32, u32) = (competent.parse().unwrap(), valid.parse().unwrap());
        let row = book.row("民主测评", &name);
        if !batch.is_empty() {
            row.insert("批次".to_owned(), batch.to_owned());
        }
        row.insert("岗位".to_owned(), "科长".to_owned());
        for (column, count) in [
            ("发出票数", valid),
            ("收回票数", valid),
            ("有效票数", valid),
            ("胜任", competent),
            ("基本胜任", 0),
            ("不胜任", valid - competent),
        ] {
            row.insert(column.to_owned(), count.to_string());
        }
    }
}

/// 票决票: `甲5/9 乙4/9`: 同意 of the ballots of a meeting with everybody present, the rest 不同意. Behind @ which ballot it is, or of
/// which day (`甲5/9@2`, `甲5/9@2012-04-17`): a row of its own.
fn vote(book: &mut Book, value: &str) {
    for part in value.split_whitespace() {
        let name: String = part.chars().take(1).collect();
        let (part, which) = part.split_once('@').unwrap_or((part, ""));
        let (agree, ballots) = part.strip_prefix(&name).unwrap().split_once('/').unwrap();
        let (agree, ballots): (u32, u32) = (agree.parse().unwrap(), ballots.parse().unwrap());
        let row = if which.is_empty() {
            book.row("票决", &name)
        } else {
            let column = if which.contains('-') { "票决日期" } else { "第几次投票" };
            let row = [("姓名".to_owned(), name.clone()), (column.to_owned(), which.to_owned())];
            book.rows("票决").push(row.into());
            book.rows("票决").last_mut().unwrap()
        };
        row.insert("岗位".to_owned(), "科长".to_owned());
        for (column, count) in [
            ("应到人数", ballots),
            ("实到人数", ballots),
            ("发出票数", ballots),
            ("收回票数", ballots),
            ("有效票数", ballots),
            ("无效票数", 0),
            ("同意", agree),
            ("不同意", ballots - agree),
            ("弃权", 0),
        ] {
            row.insert(column.to_owned(), count.to_string());
        }
    }
}

fn names(round: &Round, people: impl IntoIterator<Item = PersonId>) -> String {
    let name = |person: PersonId| round.applicant(person).unwrap().name.to_string();
    people.into_iter().map(name).collect::<Vec<_>>().join("、")
}

/// What came of a case.
fn result(column: &str, check: &str, round: &Round, decisions: &Decisions) -> String {
    let person = PersonId(0);
    let post = PostId(0);
    let eligibility = decisions.eligibility(person).unwrap();
    let own = |name: &str| eligibility.checks.iter().find(|found| found.name == name);
    let examination = decisions.examination(person).unwrap();
    let list = &decisions.shortlists[post.0];
    let evaluation = &decisions.evaluations.posts[post.0];
    let ballot = decisions.evaluations.ballot(person);
    let vote = &decisions.votes[post.0];
    let prose = |day| PartialDate::from(day).format(DateStyle::Digits);
    let term = decisions.placements.get(&person).and_then(|own| own.term.as_ref());
    match column {
        "结果" => own(check).map_or("—".to_owned(), |found| found.finding.as_str().to_owned()),
        "理由" => own(check).map_or_else(String::new, |found| found.reason.clone()),
        "依据" => own(check).map_or_else(String::new, |found| found.rule.to_string()),
        "结论" => {
            let by_hand = if eligibility.by_hand { "（人工）" } else { "" };
            format!("{}{by_hand}", eligibility.verdict.as_str())
        }
        "原因" => eligibility.reasons.join("；"),
        "受理" => match decisions.application(person).unwrap().acceptance {
            Acceptance::Accepted => "受理",
            Acceptance::Late => "逾期",
            Acceptance::Conflicting => "待选定",
            Acceptance::NoPost => "没有岗位",
        }
        .to_owned(),
        "是否取消" => if decisions.is_cancelled(post) { "是" } else { "否" }.to_owned(),
        "岗位取消" => match (&decisions.cancelled[post.0], &decisions.undecided[post.0]) {
            (Some(cancelled), _) => cancelled.reason.clone(),
            (None, Some(open)) => open.clone(),
            (None, None) => "保留".to_owned(),
        },
        "状态" => Path::of(round, decisions)[0].state.as_str().to_owned(),
        "说法" => Path::of(round, decisions)[0].reason.clone(),
        "经历" => {
            let events = &Path::of(round, decisions)[0].events;
            events.iter().map(|event| format!("{} {}", event.step, event.text)).collect::<Vec<_>>().join(" → ")
        }
        "去向依据" => Path::of(round, decisions)[0].rule.clone(),
        "岗位情况" => Status::of(round, decisions).posts[0].text.clone(),
        "先后" => names(round, Status::of(round, decisions).posts[0].paths.iter().map(|path| path.person)),
        "下一步" => Status::of(round, decisions).next.join("；"),
        step if step.starts_with("步骤") => {
            let number: usize = step.trim_start_matches("步骤").parse().unwrap();
            let stage = &Status::of(round, decisions).stages[number - 1];
            assert_eq!(stage.number as usize, number);
            format!("〔{}〕{}", stage.state.as_str(), stage.text)
        }
        "参考岗位" => decisions.post(person).map_or("", |post| round.post(post).unwrap().name.as_str()).to_owned(),
        "情况" => examination.standing.as_str().to_owned(),
        "面试" => examination.interview.as_ref().map(|own| own.points.to_string()).unwrap_or_default(),
        "综合" => examination.total.map(|total| total.to_string()).unwrap_or_default(),
        "名次" => decisions
            .examination
            .iter()
            .filter_map(|own| Some(format!("{}{}", names(round, [own.person]), own.rank?)))
            .collect::<Vec<_>>()
            .join(" "),
        "看不出的" => decisions
            .examination
            .iter()
            .filter_map(|own| Some(format!("{}{}", names(round, [own.person]), own.unshown.as_ref()?)))
            .collect::<Vec<_>>()
            .join(" "),
        "名次说明" => examination.note.clone().unwrap_or_default(),
        "差额" => names(round, list.people.iter().copied()),
        "说明" => {
            [list.waiting.clone(), list.stopped.clone(), list.told()].into_iter().flatten().next().unwrap_or_default()
        }
        "测评" => ballot
            .map_or("—", |ballot| match ballot.outcome {
                Outcome::Passed => "通过",
                Outcome::Failed => "不通过",
                Outcome::Withdrawn => "放弃",
                Outcome::Waiting => "未定",
            })
            .to_owned(),
        "测评理由" => ballot.map_or_else(String::new, |ballot| ballot.reason.clone()),
        "通过" => names(round, evaluation.passed.iter().copied()),
        "经过" => evaluation.steps.iter().map(|step| step.text.clone()).collect::<Vec<_>>().join("；"),
        "各批" => (1..=decisions.evaluations.batches)
            .map(|batch| names(round, decisions.evaluations.batch(batch).into_iter().map(|(_, person)| person)))
            .collect::<Vec<_>>()
            .join("／"),
        "候补" => names(round, evaluation.reserve.iter().copied()),
        "停在" => evaluation.stopped.clone().unwrap_or_default(),
        "满额或用尽" => if evaluation.complete { "是" } else { "否" }.to_owned(),
        "当选" => names(round, vote.winners.iter().map(|winner| winner.person)),
        "空缺" => vote.vacant.to_string(),
        "有票数" => if vote.held { "是" } else { "否" }.to_owned(),
        "票决说明" => vote.stopped.clone().unwrap_or_default(),
        "票决理由" => {
            vote.results.iter().find(|(own, ..)| *own == person).map_or_else(String::new, |(.., why)| why.clone())
        }
        "公示期" => publicity(round).map_or_else(String::new, |own| {
            let provisional = if own.provisional { "（暂定）" } else { "" };
            format!("{} 至 {}{provisional}", prose(own.from), prose(own.to))
        }),
        "公示依据" => publicity(round).map_or_else(String::new, |own| own.rule.text),
        "聘期" => term.map_or_else(String::new, |term| format!("{} 至 {}", prose(term.from), prose(term.to))),
        "试用期" => term.map_or_else(String::new, |term| match (term.trial_from, term.trial) {
            (Some(from), Some(to)) => format!("{} 至 {}", prose(from), prose(to)),
            _ => "无".to_owned(),
        }),
        "聘书" => match decisions.placements.get(&person).and_then(|own| own.letter) {
            Some(true) => "签",
            Some(false) => "不签",
            None => "待核",
        }
        .to_owned(),
        "问题" => problems(&decisions.problems),
        // Most books have but one candidate: told apart from the problems that their cases are about.
        "没有差额" => {
            let own = decisions.problems.iter().filter(|problem| problem.code == "uncontested");
            own.map(|problem| problem.message.clone()).collect::<Vec<_>>().join("；")
        }
        other => panic!("没有“{other}”这种结果"),
    }
}

/// Problems in words; 格: the problem names a cell, and not only a row.
fn problems(problems: &[Problem]) -> String {
    let told = |problem: &Problem| {
        let cell = if problem.place.column > 0 { "格" } else { "" };
        format!("{}{cell}：{}", problem.place.sheet, problem.message)
    };
    // What the books of the cases leave out is no matter.
    let beside = |problem: &&Problem| {
        !problem.place.sheet.is_empty()
            && !matches!(problem.code, "no-photos" | "uncontested" | "blank-item" | "empty-form")
    };
    problems.iter().filter(beside).map(told).collect::<Vec<_>>().join("；")
}

/// A setting that offers a choice has a case for each word of it; the default is what an empty cell stands for.
#[test]
fn every_alternative_of_every_setting_has_a_case() {
    let mut tried: std::collections::BTreeSet<(String, String)> = std::collections::BTreeSet::new();
    let folder = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("tests/procedure/cases");
    for entry in std::fs::read_dir(folder).unwrap() {
        let table = Table::read(&entry.unwrap().path());
        tried.extend(table.given.iter().cloned());
        for (_, cells) in &table.cases {
            tried.extend(table.columns.iter().cloned().zip(cells.iter().cloned()));
        }
    }
    let rests_on: Vec<&str> = Rule::ALL.iter().flat_map(|rule| rule.items()).copied().collect();
    let mut missing = Vec::new();
    for item in ITEMS.iter().filter(|item| rests_on.contains(&item.key)) {
        let column = format!("方案.{}", item.key);
        let with = |wanted: &dyn Fn(&str) -> bool| tried.iter().any(|(own, value)| *own == column && wanted(value));
        let words = match item.kind {
            ItemKind::Choice(words) => words.iter().filter(|word| item.default != Some(**word)).collect(),
            ItemKind::Words(words) => words.iter().collect(),
            _ => Vec::new(),
        };
        missing.extend(
            words
                .iter()
                .filter(|word| !with(&|value| value.split('、').any(|own| own == ***word)))
                .map(|word| format!("{column}＝{word}")),
        );
        if !with(&|value| !value.is_empty()) {
            missing.push(column);
        }
    }
    assert!(missing.is_empty(), "没有例子：{}", missing.join("、"));
}

/// Every table of the folder. A file without a case fails, so that none is forgotten.
#[test]
fn every_case_of_every_table_comes_out_as_written() {
    let folder = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("tests/procedure/cases");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut wrong = Vec::new();
    let mut count = 0;
    for file in &files {
        let table = Table::read(file);
        assert!(!table.cases.is_empty(), "{} 没有例子", table.file);
        count += table.cases.len();
        wrong.extend(table.run());
    }
    println!("{count} 个例子，{} 张表", files.len());
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
