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

#[test]
fn settings_that_cannot_be_read_are_said() {
    for (item, content, message) in [
        ("同分处理", "抽签", "“同分处理”里的“抽签”看不懂，只能填"),
        ("省去的步骤", "面试、午饭", "“省去的步骤”里的“午饭”看不懂，只能填"),
        ("取整时机", "随便", "“取整时机”只能填"),
        ("测评通过比例", "3/2", "“测评通过比例”要填比例"),
        ("差额比例", "1.5", "“差额比例”要填整数"),
    ] {
        let (plan, problems) = plan_of(&[(item, content)]);
        assert_eq!(problems.len(), 1, "{item}");
        assert!(problems[0].message.starts_with(message), "{}", problems[0].message);
        // No default takes the place of what cannot be read.
        assert!(plan.is_unread(item), "{item}");
        assert_eq!(plan.text(item), "", "{item}");
    }
}
