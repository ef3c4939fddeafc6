//! Rounds that end early, because nobody is left: what was done is printed, and what would follow says why it does not.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod support;

use jinggang::procedure::Status;
use support::Cell;
use support::frames::{Desk, changed, with};

fn status(desk: &Desk) -> String {
    Status::of(&desk.round, &desk.decisions).to_string()
}

fn waits(desk: &Desk, names: &[&str], why: &str) {
    for name in names {
        assert_eq!(desk.made(name), Err(why.to_owned()), "{name}");
    }
}

#[test]
fn where_nobody_passes_the_written_examination_its_marks_are_made_known() {
    let (_folder, desk) = changed(&[("方案", "笔试合格线", "内容", "99.9")]);
    assert_eq!(desk.made("成绩汇总表"), Ok(vec![String::new()]));
    assert!(desk.paper("成绩公示", "").contains("笔试不合格"));
    waits(&desk, &["面试抽签及签到表", "面试评分表", "面试成绩统计表"], "没有人进入面试");
    let following = ["考察对象名单", "民主测评票", "民主测评汇总表", "考察材料", "票决票", "会议纪要"];
    waits(&desk, &following, "考试没有人合格，没有考察对象");
    let told = status(&desk);
    for stage in ["5 考试〔已完成〕有综合成绩0人", "6 组织考察〔不举行〕考试没有人合格，没有考察对象"]
    {
        assert!(told.contains(stage), "{told}");
    }
}

#[test]
fn a_post_nobody_of_which_is_interviewed_has_no_sheet_for_marks() {
    let before = Desk::sample().made("面试评分表").unwrap();
    let sample = Desk::sample();
    let post = sample.round.post_ids().find(|post| before.contains(&sample.round.post(*post).unwrap().name)).unwrap();
    let people: Vec<String> = sample.decisions.candidates[post.0]
        .iter()
        .map(|person| sample.round.applicant(*person).unwrap().name.to_string())
        .collect();
    let (_folder, desk) = with(|book| {
        let column = book.column("成绩", "笔试成绩");
        for row in book.rows("成绩").iter_mut() {
            if row.iter().any(|cell| matches!(cell, Cell::Text(own) if people.contains(own))) {
                row[column] = Cell::Text("缺考".to_owned());
            }
        }
    });
    let after = desk.made("面试评分表").unwrap();
    let name = &sample.round.post(post).unwrap().name;
    assert_eq!(after, before.into_iter().filter(|own| own != name).collect::<Vec<_>>());
}

#[test]
fn where_all_candidates_give_up_there_is_no_ballot_without_a_name() {
    let (_folder, desk) = with(|book| {
        for (at, row) in book.rows("报名").iter_mut().enumerate() {
            row.push(Cell::Text(if at == 0 { "退出步骤" } else { "讨论决定" }.to_owned()));
        }
        book.sheets.retain(|(name, _)| !["票决", "任用"].contains(&name.as_str()));
    });
    waits(&desk, &["票决票", "票决结果报告单", "会议纪要"], "票决前候选人都已放弃");
    assert!(desk.made("考察材料").is_ok() && desk.made("民主测评汇总表").is_ok());
    let told = status(&desk);
    assert!(told.contains("7 讨论决定〔不举行〕票决前候选人都已放弃，空缺"), "{told}");
}
