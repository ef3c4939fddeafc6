//! 本人放弃, in the papers: what was decided before the step stays to the letter, what follows leaves the person out, and no published
//! paper says why.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod support;

use support::extremes::append;
use support::frames::{Desk, with};
use support::{Book, Cell};

const REASON: &str = "因照顾家人";

/// 退出步骤 and 退出原因 of somebody, in columns behind the others.
fn withdraws(book: &mut Book, who: &str, step: &str) {
    for row in book.rows("报名").iter_mut() {
        let is = |text: &str| row.iter().any(|cell| matches!(cell, Cell::Text(own) if own == text));
        let (own, reason) = match (is("身份证号"), is(who)) {
            (true, _) => ("退出步骤", "退出原因"),
            (_, true) => (step, REASON),
            _ => ("", ""),
        };
        row.extend([own, reason].map(|text| Cell::Text(text.to_owned())));
    }
}

/// Takes a person's rows out of a sheet.
fn without(book: &mut Book, sheet: &str, who: &str) {
    book.rows(sheet).retain(|row| !row.iter().any(|cell| matches!(cell, Cell::Text(own) if own == who)));
}

/// Papers that say what they said before.
#[track_caller]
fn unchanged(desk: &Desk, papers: &[(&str, &str)]) {
    let sample = Desk::sample();
    for (paper, subject) in papers {
        assert_eq!(desk.paper(paper, subject), sample.paper(paper, subject), "{paper}");
    }
}

#[track_caller]
fn says(text: &str, wanted: &[&str], unwanted: &[&str]) {
    for piece in wanted {
        assert!(text.contains(piece), "{piece} is missing: {text}");
    }
    for piece in unwanted.iter().chain([&REASON]) {
        assert!(!text.contains(piece), "{piece} stands there: {text}");
    }
}

#[test]
fn in_the_examination() {
    let (_folder, desk) = with(|book| {
        withdraws(book, "陆晓筠", "考试");
        without(book, "面试打分", "陆晓筠");
    });
    says(&desk.paper("成绩公示", ""), &["陆晓筠66.50放弃—"], &[]);
    says(&desk.paper("成绩汇总表", ""), &["陆晓筠66.50放弃—本人放弃"], &[]);
    says(&desk.paper("面试抽签及签到表", ""), &["放弃"], &[]);
    unchanged(&desk, &[("资格审查一览表", ""), ("合格人员名单公示", ""), ("考察对象名单", "")]);
}

#[test]
fn before_the_evaluation_the_next_steps_in() {
    let (_folder, desk) = with(|book| {
        withdraws(book, "叶亦舟", "组织考察");
        without(book, "民主测评", "叶亦舟");
        without(book, "票决", "叶亦舟");
    });
    unchanged(&desk, &[("成绩公示", "")]);
    says(
        &desk.paper("成绩汇总表", ""),
        &["丁砚秋82.50(49.50)82.58(33.032)82.53差额人选", "叶亦舟81.00(48.60)86.54(34.616)83.22本人放弃"],
        &[],
    );
    let list = desk.paper("考察对象名单", "");
    says(&list, &["丁砚秋", "叶亦舟本人放弃，由综合成绩的下一名丁砚秋递补"], &[]);
    // It stands in the row of the one who comes in, after the name.
    let row = list.find("丁砚秋").zip(list.find("叶亦舟本人放弃"));
    assert!(row.is_some_and(|(name, note)| name < note), "{list}");
    let ballot = desk.paper("民主测评票", "第1批");
    says(&ballot, &["丁砚秋"], &["叶亦舟"]);
    // Where the first batch was evaluated without anybody in the place, it stays as it was.
    let (_folder, desk) = with(|book| {
        withdraws(book, "叶亦舟", "组织考察");
        without(book, "民主测评", "叶亦舟");
        without(book, "票决", "叶亦舟");
        append(
            book.rows("民主测评"),
            &[
                ("批次", "2"),
                ("姓名", "丁砚秋"),
                ("岗位", "党政办公室副主任"),
                ("发出票数", "44"),
                ("收回票数", "44"),
                ("有效票数", "44"),
                ("胜任", "40"),
                ("基本胜任", "2"),
                ("不胜任", "2"),
            ],
        );
    });
    says(&desk.paper("民主测评票", "第1批"), &["申　佳"], &["叶亦舟", "丁砚秋"]);
    says(&desk.paper("民主测评票", "第2批"), &["丁砚秋"], &[]);
    assert!(desk.decisions.problems.iter().all(|problem| problem.code != "batch"), "{:?}", desk.decisions.problems);
}

#[test]
fn after_the_evaluation_another_batch_follows() {
    let (_folder, desk) = with(|book| {
        withdraws(book, "叶亦舟", "组织考察");
        without(book, "票决", "叶亦舟");
    });
    unchanged(&desk, &[("成绩公示", ""), ("成绩汇总表", ""), ("考察对象名单", ""), ("民主测评票", "第1批")]);
    unchanged(&desk, &[("民主测评汇总表", "第1批")]);
    let told = desk.paper("替补情况说明", "");
    says(
        &told,
        &["叶亦舟本人放弃，由综合成绩的下一名丁砚秋替补", "测评以后本人放弃的，同样替补"],
        &["叶亦舟的测评结果"],
    );
    says(&desk.paper("民主测评票", "第2批"), &["丁砚秋"], &["叶亦舟"]);
    assert!(!desk.made("考察材料").unwrap_or_default().iter().any(|label| label.ends_with("叶亦舟")));
}

/// Who is passed over is named with why: the next by results is not who is called.
#[test]
fn a_substitute_who_gave_up_before_being_called_is_named() {
    let (_folder, desk) = with(|book| {
        withdraws(book, "吴振湖", "组织考察");
        without(book, "民主测评", "吴振湖");
        without(book, "票决", "吴振湖");
    });
    let told = desk.paper("替补情况说明", "");
    says(&told, &["测评未通过，取消资格，吴振湖本人放弃，由综合成绩的下一名钱闻笙替补"], &[]);
    says(&desk.paper("民主测评票", "第2批"), &["钱闻笙"], &["吴振湖"]);
}

#[test]
fn before_the_vote_nobody_votes_on_the_person() {
    let (_folder, desk) = with(|book| {
        withdraws(book, "叶亦舟", "讨论决定");
        without(book, "票决", "叶亦舟");
    });
    // One is left for one seat: that is told.
    let told: Vec<&str> = desk.decisions.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(told, ["uncontested"], "{:?}", desk.decisions.problems);
    unchanged(&desk, &[("民主测评汇总表", "第1批"), ("考察对象名单", ""), ("考察材料", "叶亦舟")]);
    says(&desk.paper("票决票", ""), &["申　佳"], &["叶亦舟"]);
    says(
        &desk.paper("会议纪要", ""),
        &["党政办公室副主任：叶亦舟同志本人放弃，没有列入票决。候选人只有1名，没有差额。发出9票", "申佳得同意票6票"],
        &[],
    );
    says(&desk.paper("票决结果报告单", ""), &["党政办公室副主任：叶亦舟同志本人放弃，没有列入票决"], &[]);
}

#[test]
fn after_the_vote_the_seat_stays_vacant() {
    let by_column: fn(&mut Book) = |book| withdraws(book, "申佳", "公示期间");
    let by_result: fn(&mut Book) = |book| drop(book.set("任用", "申佳", "公示结果", Cell::Text("本人放弃".into())));
    for change in [by_column, by_result] {
        let (_folder, desk) = with(|book| {
            change(book);
            book.set("任用", "申佳", "任职日期", Cell::Text(String::new()));
        });
        unchanged(
            &desk,
            &[("成绩公示", ""), ("票决票", ""), ("票决结果报告单", ""), ("会议纪要", ""), ("任前公示", "")],
        );
        let report = desk.paper("公示结果报告", "");
        says(&report, &["以下1名人选本人放弃，不再办理任职手续，岗位空缺：申佳（党政办公室副主任）"], &[]);
        assert_eq!(report.matches("申佳").count(), 1, "{report}");
        for paper in ["聘书", "干部任免审批表", "试用期满考核表"] {
            let labels = desk.made(paper).unwrap_or_default();
            assert!(!labels.is_empty() && !labels.iter().any(|label| label.ends_with("申佳")), "{paper} {labels:?}");
        }
        assert!(!desk.paper("任职通知", "").contains("申佳"));
    }
}

#[test]
fn a_step_that_cannot_be_read_stops_what_rests_on_it() {
    let (_folder, desk) = with(|book| withdraws(book, "叶亦舟", "中途"));
    for paper in ["成绩公示", "成绩汇总表", "考察对象名单", "会议纪要"] {
        assert_eq!(desk.made(paper).unwrap_or_default(), Vec::<String>::new(), "{paper}");
    }
}
