//! 替补, in the papers: each batch has papers of its own, which stay as they were given out when the next one comes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod support;

use support::frames::{Desk, with};
use support::{Book, Cell};

const NOTICE: &str = "考察预告（替补）";
const ACCOUNT: &str = "替补情况说明";

fn set(book: &mut Book, sheet: &str, who: &str, cells: &[(&str, &str)]) {
    for (header, text) in cells {
        book.set(sheet, who, header, Cell::Text((*text).to_owned()));
    }
}

/// The sample, whose substitute of the second batch does not pass: 29 of 44 votes.
fn failing(book: &mut Book) {
    set(book, "民主测评", "吴振湖", &[("胜任", "17"), ("基本胜任", "12"), ("不胜任", "15"), ("弃权", "0")]);
}

#[track_caller]
fn says(text: &str, wanted: &[&str], unwanted: &[&str]) {
    for piece in wanted {
        assert!(text.contains(piece), "{piece} is missing: {text}");
    }
    for piece in unwanted {
        assert!(!text.contains(piece), "{piece} stands there: {text}");
    }
}

#[test]
fn each_batch_of_substitutes_has_papers_of_its_own() {
    let (_folder, desk) = with(|book| {
        failing(book);
        set(book, "方案", "替补说明日期", &[("内容", "2012-04-10、2012年4月12日")]);
    });
    assert_eq!(desk.made(NOTICE).unwrap(), ["第2批", "第3批"]);
    assert_eq!(desk.made(ACCOUNT).unwrap(), ["第1批", "第2批"]);
    // What has been given out stays to the letter.
    let sample = Desk::sample();
    for (paper, batch) in [(NOTICE, "第2批"), (ACCOUNT, "第1批"), ("考察预告", "")] {
        assert_eq!(desk.paper(paper, batch), sample.paper(paper, batch), "{paper}");
    }
    let first = desk.paper(ACCOUNT, "第1批");
    says(&first, &["由综合成绩的下一名吴振湖替补", "替补的吴振湖列入第二批测评", "2012年4月10日"], &["钱闻笙", "次）"]);
    says(&desk.paper(NOTICE, "第2批"), &["考察预告（替补）", "吴振湖", "2012年4月10日"], &["钱闻笙", "朱怀瑾"]);
    // Who has failed is not announced again.
    let second = desk.paper(NOTICE, "第3批");
    says(&second, &["考察预告（第二次替补）", "钱闻笙", "2012年4月12日"], &["吴振湖", "本人放弃"]);
    let account = desk.paper(ACCOUNT, "第2批");
    says(&account, &["（第二次）", "吴振湖测评未通过，取消资格，由综合成绩的下一名钱闻笙替补"], &["朱怀瑾", "申佳"]);
    says(&account, &["已经通过测评的差额人选：王维堃；替补的钱闻笙列入第三批测评", "2012年4月12日"], &[]);
    assert!(desk.decisions.problems.iter().all(|problem| problem.code != "dates"), "{:?}", desk.decisions.problems);
}

#[test]
fn where_nobody_is_left_the_account_says_so_and_nobody_is_announced() {
    let (_folder, desk) = with(|book| {
        failing(book);
        for who in ["钱闻笙", "艾合买提江·玉素甫"] {
            set(book, "资格审查", who, &[("审查结论", "不符合")]);
        }
    });
    assert_eq!(desk.made(NOTICE).unwrap(), ["第2批"]);
    let account = desk.paper(ACCOUNT, "第2批");
    says(&account, &["无人可替补", "测评后的差额人选：王维堃，共1名，应有2名，再没有人可以替补"], &[]);
    says(&desk.paper(ACCOUNT, "第1批"), &["替补的吴振湖列入第二批测评"], &["再没有人可以替补"]);
}

#[test]
fn while_the_votes_of_a_batch_are_missing_nobody_is_announced() {
    let (_folder, desk) = with(|book| {
        book.rows("民主测评").retain(|row| !row.iter().any(|cell| matches!(cell, Cell::Text(own) if own == "司马青")));
    });
    for paper in [NOTICE, ACCOUNT] {
        assert_eq!(desk.made(paper), Err("等“民主测评”表的票数".to_owned()), "{paper}");
    }
}

#[test]
fn a_tie_among_the_substitutes_is_the_reason_why_their_papers_wait() {
    let (_folder, desk) = with(|book| {
        set(book, "方案", "笔试权重", &[("内容", "100%")]);
        set(book, "方案", "面试权重", &[("内容", "0")]);
        set(book, "成绩", "钱闻笙", &[("笔试成绩", "73.5")]);
    });
    for paper in [NOTICE, ACCOUNT] {
        let reason = desk.made(paper).unwrap_err();
        assert!(reason.contains("钱闻笙") && reason.contains("只能替补其中的一部分"), "{paper}: {reason}");
    }
}
