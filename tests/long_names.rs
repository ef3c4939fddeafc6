//! Papers of offices, posts and people with long names: whole, of one size where they stand beside each other, broken between words.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod support;

use jinggang::delivery::{Wanted, print};
use support::extremes::append;
use support::frames::{Desk, Facts, changed, with};
use support::{Book, Cell};

/// Thirty-three characters.
const OFFICE: &str = "苏州市吴中区住房和城乡建设综合管理与城市更新交通运输水务事业发展局";

/// The sample with other names for posts or people.
fn renamed(names: &[(&str, &str)]) -> impl FnOnce(&mut Book) {
    let names: Vec<(String, String)> = names.iter().map(|(old, new)| ((*old).into(), (*new).into())).collect();
    move |book| {
        for cell in book.sheets.iter_mut().flat_map(|(_, rows)| rows).flatten() {
            if let Cell::Text(own) = cell
                && let Some((_, new)) = names.iter().find(|(old, _)| old == own)
            {
                new.clone_into(own);
            }
        }
    }
}

fn sizes(facts: &Facts, needles: &[&str]) -> Vec<f64> {
    needles.iter().map(|needle| facts.find(needle).first().unwrap_or_else(|| panic!("{needle}")).size).collect()
}

fn paper(desk: &Desk, form: &str) -> Facts {
    desk.laid_out(form, "").0
}

#[test]
fn the_mark_of_a_long_office_is_larger_than_the_title() {
    let (_folder, desk) = changed(&[("方案", "单位名称", "内容", OFFICE), ("方案", "发文机关", "内容", OFFICE)]);
    for form in ["关于印发实施方案的通知", "任职通知"] {
        let facts = paper(&desk, form);
        let red: Vec<_> = facts.texts.iter().filter(|text| text.colour == "#ff0000").collect();
        let red: Vec<_> = red.into_iter().filter(|text| text.page == 1).collect();
        assert!(red.len() > 1 && red.iter().all(|text| text.size > 22.0), "{form}: {red:?}");
        assert!(red.iter().all(|text| text.x > 27.9 && text.end < 184.5), "{form}: {red:?}");
    }
}

#[test]
fn titles_of_tables_break_where_the_name_of_the_office_reads() {
    let (_folder, desk) = changed(&[("方案", "单位名称", "内容", OFFICE)]);
    for form in ["报名情况一览表", "资格审查一览表", "动员会签到表", "面试成绩统计表", "成绩汇总表", "笔试签到表"]
    {
        let facts = paper(&desk, form);
        let title: Vec<_> = facts.texts.iter().filter(|text| text.page == 1 && text.size >= 16.0).collect();
        assert!(title.len() > 1, "{form}: {title:?}");
        for line in title {
            let torn = [("交通", "运输"), ("综合", "管理"), ("事业", "发展"), ("城市", "更新")];
            for (head, tail) in torn {
                assert!(!line.text.ends_with(head) && !line.text.starts_with(tail), "{form}: {}", line.text);
            }
        }
    }
}

#[test]
fn the_form_of_the_review_is_one_page_under_a_title_of_two_lines() {
    let (_folder, desk) = changed(&[("方案", "单位名称", "内容", OFFICE)]);
    for label in desk.made("资格审查表").unwrap() {
        assert_eq!(desk.laid_out("资格审查表", &label).0.pages.len(), 1, "{label}");
    }
}

#[test]
fn posts_beside_each_other_are_of_one_size() {
    let long = "城乡规划编制与建筑工程设计管理科信息化建设与统计分析岗位主管";
    let (_folder, desk) =
        with(renamed(&[("社会事业科副科长", long), ("党政办公室副主任", "组织人事与教育培训科科长")]));
    let needles = ["经济服务中心主任", "城乡规划", "组织人事"];
    for form in ["票决结果报告单", "成绩汇总表", "考察对象名单", "票决票"] {
        let facts = paper(&desk, form);
        let sizes = sizes(&facts, &needles);
        assert!(sizes.iter().all(|size| (size - sizes[0]).abs() < 0.01 && *size >= 9.0), "{form}: {sizes:?}");
        // 科长 is never parted, nor does a single character end a name.
        for text in &facts.texts {
            assert!(!matches!(text.text.as_str(), "长" | "管" | "任"), "{form}: {}", text.text);
        }
    }
}

#[test]
fn a_ballot_sets_all_candidates_in_one_size() {
    let (_folder, desk) = changed(&[(
        "报名",
        "申佳",
        "现工作单位及职务",
        "吴中区甪直镇党政办公室科员、机要秘书，兼任镇安全生产委员会办公室副主任、镇外来投资企业投诉受理站站长、镇中小企业融资服务中心\
         负责人、澄湖水上乐园筹备组副组长、镇妇女联合会兼职副主席",
    )]);
    let facts = paper(&desk, "民主测评票");
    let posts: Vec<f64> =
        facts.texts.iter().filter(|text| text.text.starts_with("拟任：")).map(|text| text.size).collect();
    assert!(posts.len() > 5 && posts.iter().all(|size| (size - posts[0]).abs() < 0.01 && *size >= 8.0), "{posts:?}");
}

#[test]
fn a_note_behind_a_post_stays_whole_and_goes_into_brackets_that_are_there() {
    let long = "城乡规划编制与建筑工程设计管理科科长";
    let (_folder, desk) =
        with(renamed(&[("城乡建设科副科长", long), ("党政办公室副主任", "党政办公室副主任（副科级）")]));
    let facts = paper(&desk, "考察预告");
    assert!(facts.words().contains("党政办公室副主任（副科级，职数1名）"), "{}", facts.words());
    assert!(facts.texts.iter().any(|text| text.text.contains("（职数2名）")), "{}", facts.words());
    let words = paper(&desk, "任前公示").words();
    assert!(words.contains("拟任党政办公室副主任（副科级，试用期一年）"), "{words}");
    let words = paper(&desk, "公示结果报告").words();
    assert!(words.contains("申佳，党政办公室副主任（副科级）") && !words.contains("））"), "{words}");
}

#[test]
fn a_dot_in_a_name_begins_no_line() {
    let name = "阿卜杜热合曼·买买提吐尔逊";
    for shift in 0..14 {
        // The name before it moves it along the line.
        let first: String = "欧阳".chars().chain("甲乙丙丁戊己庚辛壬癸子丑寅卯".chars().take(shift)).collect();
        let (_folder, desk) = with(renamed(&[("叶亦舟", name), ("申佳", &first)]));
        let facts = paper(&desk, "会议纪要");
        assert!(facts.words().contains("买买提吐尔逊"));
        let starts: Vec<&str> =
            facts.texts.iter().filter(|text| text.x < 30.0).map(|text| text.text.as_str()).collect();
        assert!(starts.iter().all(|line| !line.starts_with('·')), "{shift}: {starts:?}");
    }
}

#[test]
fn a_degree_is_not_parted_from_itself() {
    let (_folder, desk) =
        changed(&[("报名", "申佳", "在职学历", "研究生"), ("报名", "申佳", "在职学位", "公共管理硕士")]);
    let label = desk.made("报名登记表").unwrap().into_iter().find(|label| label.ends_with("申佳")).unwrap();
    let facts = desk.laid_out("报名登记表", &label).0;
    assert!(facts.texts.iter().any(|text| text.text == "公共管理硕士"));
}

#[test]
fn elements_with_long_names_stand_within_the_head_of_the_judges_form() {
    let elements = "政治素质与思想道德修养15、综合分析与逻辑思维能力15、组织协调与计划执行能力15、应急应变与突发事件处置能力15、\
                    人际交往与沟通合作意识15、语言表达与文字运用水平15、举止仪表与心理素质10";
    let (_folder, desk) = with(|book| append(book.rows("方案"), &[("项目", "面试测评要素"), ("内容", elements)]));
    let facts = desk.laid_out("面试评分表", "经济服务中心主任").0;
    // The frame of the table is thicker than the lines within.
    let lines = |stroke: f64| {
        facts.shapes.iter().filter(move |shape| shape.width > 15.0 && shape.stroke > stroke).map(|shape| shape.y)
    };
    let top = lines(0.3).fold(f64::MAX, f64::min);
    let next = lines(0.1).filter(|y| *y > top + 5.0).fold(f64::MAX, f64::min);
    for text in facts.texts.iter().filter(|text| text.text.contains("15分")) {
        assert!(text.top > top && text.bottom < next, "{text:?} within {top}–{next}");
    }
}

#[test]
fn every_page_of_a_judges_form_can_be_told_and_signed() {
    let desk = Desk::sample();
    let (index, mut material) = desk.material("面试评分表", "经济服务中心主任");
    let people = material.data["岗位"]["人员"].as_array_mut().unwrap();
    let few = people.clone();
    (0..4).for_each(|_| people.extend(few.iter().cloned()));
    let wanted = Wanted { pages: true, pdf: false, docx: false };
    let printed = print(&desk.office.typesetter, &desk.office.forms[index], &material, wanted).unwrap();
    let facts = Facts::of(&printed.pages.unwrap());
    assert!(facts.pages.len() > 1);
    for page in 1..=facts.pages.len() {
        let words = facts.page(page);
        assert!(
            words.contains("考官编号") && words.contains("考官签名") && words.contains("报考岗位"),
            "{page}: {words}"
        );
    }
}

#[test]
fn a_total_that_is_not_the_only_mark_is_shown() {
    let (_folder, desk) = changed(&[("方案", "省去的步骤", "内容", "面试"), ("方案", "笔试满分", "内容", "150")]);
    for form in ["成绩公示", "成绩汇总表"] {
        assert!(paper(&desk, form).words().contains("笔试综合"), "{form}");
    }
    let (_folder, desk) = changed(&[("方案", "省去的步骤", "内容", "面试")]);
    assert!(!paper(&desk, "成绩公示").words().contains("笔试综合"));
}
