//! 资格审查: the form of the review, and the lists that follow from it.

use crate::support::Cell;
use crate::support::frames::{changed, with};

#[test]
fn the_form_of_the_review_has_every_condition_in_the_order_of_the_program() {
    // One answer 否 for 任职回避 and 岗位轮换 together is one condition.
    let (_folder, desk) =
        changed(&[("资格审查", "何岸", "符合回避和轮岗规定", "否"), ("岗位", "城乡建设科副科长", "任现职年限", "2")]);
    let mut seen: Vec<&str> = Vec::new();
    for (index, applicant) in desk.round.applicants.iter().enumerate() {
        let checks = &desk.decisions.eligibility[index].checks;
        let (facts, overflowing) = desk.laid_out("资格审查表", &format!("-{}", applicant.name));
        assert!(overflowing.is_empty(), "{} {overflowing:?}", applicant.name);
        // The first column: 27 mm from the margin.
        let column: Vec<&str> =
            facts.texts.iter().filter(|text| text.x < 22.0 + 27.0).map(|text| text.text.as_str()).collect();
        let mut rest = column.iter();
        for check in checks {
            let found = rest.any(|text| *text == check.name);
            assert!(found, "{}: {} is missing or out of order in {column:?}", applicant.name, check.name);
            if !seen.contains(&check.name) {
                seen.push(check.name);
            }
        }
    }
    for name in ["报名", "基本条件", "健康状况", "任职回避", "岗位轮换", "回避和轮岗", "专业", "任现职年限"]
    {
        assert!(seen.contains(&name), "no case has {name}: {seen:?}");
    }
}

#[test]
fn a_list_of_nobody_is_not_published() {
    let (_folder, desk) = with(|book| {
        for limit in ["年龄上限", "年龄最高上限"] {
            book.set("方案", limit, "内容", Cell::Text("18".into()));
        }
    });
    assert_eq!(desk.made("合格人员名单公示").unwrap_err(), "没有资格审查合格的人员");
}

#[test]
fn who_withdraws_is_not_counted_among_those_found_wanting() {
    let (_folder, desk) = changed(&[("资格审查", "何岸", "审查结论", "本人放弃")]);
    let list = desk.paper("资格审查一览表", "");
    assert!(list.contains("本人放弃1人") && !list.contains("（人工）"), "{list}");
    let form = desk.paper("资格审查表", "-何岸");
    assert!(form.contains("本人放弃") && !form.contains("审查人认定"), "{form}");
}

#[test]
fn a_form_of_the_review_with_much_to_say_stays_on_one_page() {
    let subjects = "土木工程、建筑学、城乡规划、给排水科学与工程、工程管理、法学、会计学等相关专业";
    let rest = "具有注册建造师、注册监理工程师、注册造价工程师等执业资格之一，从事建设工程管理工作满五年，熟悉工程建设法律法规和强制性标准";
    let (_folder, desk) = with(|book| {
        book.set("岗位", "城乡建设科副科长", "专业要求", Cell::Text(subjects.into()));
        book.set("岗位", "城乡建设科副科长", "其他条件", Cell::Text(rest.into()));
        book.set("岗位", "城乡建设科副科长", "任现职年限", Cell::Text("2".into()));
    });
    for name in ["何岸", "许念𤧛"] {
        let (facts, overflowing) = desk.laid_out("资格审查表", &format!("-{name}"));
        assert_eq!((facts.pages.len(), overflowing), (1, vec![]), "{name}");
        assert!(facts.page(1).contains("审查人签名"), "{name}");
        assert!(facts.find("依据").iter().all(|text| text.size >= 8.0), "{name}");
    }
    // One page each: no empty pages between them where all are printed at a stretch.
    assert!(desk.forms().any(|form| form.name == "资格审查表" && !form.duplex));
}

#[test]
fn the_review_of_who_applied_again_says_so() {
    let (_folder, desk) = with(|book| {
        for (row, own) in book.rows("报名").iter_mut().enumerate() {
            let again = own.iter().any(|cell| matches!(cell, Cell::Text(text) if text == "俞安澜"));
            let (post, day) = match row {
                0 => ("改报岗位", "改报时间"),
                _ if again => ("社会事业科副科长", "2012-03-20"),
                _ => ("", ""),
            };
            own.extend([Cell::Text(post.into()), Cell::Text(day.into())]);
        }
    });
    let shown = desk.paper("资格审查表", "-俞安澜");
    assert!(shown.contains("报考财政所副所长；因该岗位取消，2012年3月20日改报社会事业科副科长"), "{shown}");
}

#[test]
fn a_list_says_what_is_not_met_where_the_reviewer_goes_over_it() {
    let answers = [("资格审查", "何岸", "符合基本条件", "否"), ("资格审查", "何岸", "审查结论", "符合")];
    let (_folder, desk) = changed(&answers);
    let list = desk.paper("资格审查一览表", "").replace('\n', "");
    assert!(list.contains("不符合基本条件；审查人认定符合"), "{list}");
    let reason = [answers[0], answers[1], ("资格审查", "何岸", "审查原因", "经研究同意")];
    let (_folder, desk) = changed(&reason);
    let list = desk.paper("资格审查一览表", "").replace('\n', "");
    assert!(list.contains("经研究同意") && !list.contains("审查人认定符合"), "{list}");
}
