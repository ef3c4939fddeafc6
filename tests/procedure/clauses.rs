//! The rules in words, as documents print them: `规则.txt`, each line a rule, the settings it is read under, and the sentence.

use jinggang::procedure::Rule;
use jinggang::workbook::plan_of;

#[test]
fn every_rule_says_what_holds_and_where_it_comes_from() {
    let mut wrong = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for (number, line) in (1..).zip(include_str!("规则.txt").lines()) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [name, settings, expected] = cells.as_slice() else { panic!("第{number}行") };
        let rule =
            *Rule::ALL.iter().find(|rule| rule.name() == *name).unwrap_or_else(|| panic!("第{number}行：{name}"));
        seen.insert(rule);
        let items: Vec<(&str, &str)> = settings.split('；').filter_map(|item| item.split_once('＝')).collect();
        let (plan, problems) = plan_of(&items);
        assert!(problems.is_empty(), "第{number}行：{problems:?}");
        let found = rule.of(&plan).to_string();
        if found != *expected {
            wrong.push(format!("第{number}行 {name}：应为“{expected}”，得到“{found}”"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert_eq!(seen.len(), Rule::ALL.len(), "every rule has a line");
}

/// Spellings that say what another item says too, or are only typed otherwise.
#[test]
fn settings_are_read_as_offices_write_them() {
    let (plan, problems) =
        plan_of(&[("差额比例", "1∶2"), ("考核年数", "近三年"), ("公示天数", "5个工作日"), ("公示日类型", "工作日")]);
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(["差额比例", "考核年数", "公示天数"].map(|item| plan.count(item)), [2, 3, 5]);
    let (plan, problems) = plan_of(&[("公示天数", "5个工作日"), ("公示日类型", "日历日")]);
    assert!(plan.is_unread("公示天数") && problems.len() == 1, "{problems:?}");
}

#[test]
fn settings_that_cannot_be_read_are_said() {
    for (item, content, message) in [
        ("同分处理", "抽签", "“同分处理”里的“抽签”看不懂，只能填"),
        ("省去的步骤", "面试、午饭", "“省去的步骤”里的“午饭”看不懂，只能填"),
        ("取整时机", "随便", "“取整时机”只能填"),
        ("测评通过比例", "3/2", "“测评通过比例”要填比例"),
        ("票决通过比例", "超过三分之二以上", "“票决通过比例”要填比例"),
        ("测评通过比例", "超过100%", "“测评通过比例”是要超过的比例"),
        ("差额比例", "1.5", "“差额比例”要填整数"),
        // What cannot be left out is not left to the default either.
        ("差额比例", "无", "“差额比例”不能没有"),
        ("公示天数", "/", "“公示天数”不能没有"),
        ("年龄上限", "不限", "“年龄上限”不能没有"),
        ("公示首日计入", "—", "“公示首日计入”不能没有"),
        // Numbers that are none for a rule.
        ("差额比例", "0", "“差额比例”不能是 0"),
        ("测评通过比例", "0", "“测评通过比例”不能是 0"),
        ("公示天数", "0", "“公示天数”不能是 0"),
        ("聘期年数", "0", "“聘期年数”不能是 0"),
        ("笔试满分", "0", "“笔试满分”不能是 0"),
        ("笔试合格线", "-1", "“笔试合格线”不能小于 0"),
        ("年龄上限", "0", "“年龄上限”不能小于18周岁"),
        ("年份", "24", "“年份”要写四位数的年份"),
        ("票决通过比例", "100%", "“票决通过比例”是要超过的比例"),
        ("成绩小数位", "60", "“成绩小数位”至多6位"),
    ] {
        let (plan, problems) = plan_of(&[(item, content)]);
        assert_eq!(problems.len(), 1, "{item}");
        assert!(problems[0].message.starts_with(message), "{}", problems[0].message);
        // No default takes the place of what cannot be read.
        assert!(plan.is_unread(item), "{item}");
        assert_eq!(plan.text(item), "", "{item}");
    }
}

#[test]
fn items_that_do_not_go_together_are_said() {
    for (items, message, open) in [
        (vec![("笔试满分", "50")], "“笔试合格线”60分高于“笔试满分”50分，没有人能合格", Some("笔试合格线")),
        (vec![("面试合格线", "100.5")], "“面试合格线”100.5分高于“面试满分”100分，没有人能合格", Some("面试合格线")),
        (
            vec![("综合成绩合格线", "110"), ("面试满分", "150")],
            "“综合成绩合格线”110分高于综合成绩的满分100分，没有人能合格",
            Some("综合成绩合格线"),
        ),
        (
            vec![("综合成绩合格线", "126"), ("面试满分", "150"), ("满分换算", "不换算")],
            "“综合成绩合格线”126分高于综合成绩的满分125分，没有人能合格",
            Some("综合成绩合格线"),
        ),
        (vec![("试用期年数", "5")], "试用期5年，比聘期的3年还长", Some("试用期年数")),
        (vec![("试用期年数", "18个月"), ("聘期年数", "1")], "试用期18个月，比聘期的1年还长", Some("试用期年数")),
        (vec![("年份", "2012"), ("报名截止", "2024-03-15")], "“年份”是2012，方案里的日期却在2024年", None),
        (vec![("年份", "2024"), ("年龄计算基准日", "2034-03-15")], "“年龄计算基准日”在2034年，离“年份”2024太远", None),
    ] {
        let (plan, problems) = plan_of(&items);
        let told: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(told, [message]);
        assert!(open.is_none_or(|item| plan.is_unread(item)), "{items:?}");
    }
    // The party's organisation is of the kind its name says, unless something else is written.
    let name = ("党组织名称", "中共临河县水务局党组");
    let (plan, problems) = plan_of(&[name]);
    assert!(plan.text("党组织类型") == "党组" && problems.is_empty(), "{problems:?}");
    let (plan, problems) = plan_of(&[name, ("党组织类型", "党委")]);
    let told: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(
        (plan.text("党组织类型"), told),
        ("党委", vec!["与“党组织名称”“中共临河县水务局党组”不符：照名称是党组"])
    );
    // A round that goes on into the next year.
    let items = [("年份", "2023"), ("报名截止", "2023-12-20"), ("票决日期", "2024-01-15")];
    assert!(plan_of(&items).1.is_empty());
}

#[test]
fn numbers_that_nobody_means_are_no_rules() {
    for (item, text, most) in [
        ("公示天数", "20120417", "至多366天"),
        ("聘期年数", "300000", "至多50年"),
        ("试用期年数", "2013", "至多50年"),
        ("测评应到人数", "4294967295", "至多10000人"),
        ("票决应到人数", "99999", "至多10000人"),
        ("笔试满分", "4294967295", "至多1000分"),
        ("年龄上限", "1972", "不能大于100周岁"),
    ] {
        let (plan, problems) = plan_of(&[(item, text)]);
        let told: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
        assert!(told.iter().any(|message| message.contains(item) && message.contains(most)), "{item}: {told:?}");
        assert!(plan.is_unread(item), "{item}");
    }
}
