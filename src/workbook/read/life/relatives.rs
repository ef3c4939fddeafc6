//! A whole family in one cell of the roster, a line for each relative.

use crate::language::name::Name;
use crate::problem::{Place, Problem};
use crate::round::Relative;
use crate::workbook::table::Row;
use crate::workbook::values::{Reader, is_nothing, party, read_date};

/// Words for relatives, as forms have them.
const RELATIONS: &[&str] = &[
    "配偶",
    "丈夫",
    "妻子",
    "爱人",
    "妻",
    "夫",
    "父亲",
    "母亲",
    "父",
    "母",
    "儿子",
    "女儿",
    "子",
    "女",
    "长子",
    "次子",
    "长女",
    "次女",
    "独子",
    "独女",
    "岳父",
    "岳母",
    "公公",
    "婆婆",
    "公爹",
    "哥哥",
    "弟弟",
    "姐姐",
    "妹妹",
    "兄",
    "弟",
    "姐",
    "妹",
    "哥",
    "继父",
    "继母",
    "养父",
    "养母",
    "祖父",
    "祖母",
    "外祖父",
    "外祖母",
    "儿媳",
    "女婿",
    "岳丈",
    "叔父",
    "伯父",
    "舅父",
    "姑父",
    "姑母",
    "姨母",
    "姨父",
    "养子",
    "养女",
    "继子",
    "继女",
    "三子",
    "三女",
    "大哥",
    "二哥",
    "大姐",
    "二姐",
    "嫂子",
    "姐夫",
    "妹夫",
    "弟媳",
];

/// 家庭成员 from the roster's own column.
pub(crate) fn family(row: &Row, reader: &mut Reader<'_>) -> Vec<Relative> {
    let (cell, place) = row.cell("家庭成员");
    let text = reader.text(cell, &place);
    let mut out = Vec::new();
    if is_nothing(&text) {
        return out;
    }
    for line in text.split(['\n', '；', ';']).flat_map(relatives).map(str::trim).filter(|line| !line.is_empty()) {
        let Some((relative, age)) = relative(line) else {
            let problem =
                Problem::warning("family-line", place.clone(), "家庭成员里有一行看不懂，登记表上不印").found(line);
            reader.report(problem.advice("请每人一行，写成“妻子，李某，1977.05，中共党员，某中学教师”的样子。"));
            continue;
        };
        if let Some(age) = age.filter(|_| relative.birth.is_none()) {
            reader.report(no_birth(&place, line, age));
        }
        out.push(relative);
    }
    out
}

/// A form asks for the month of birth.
fn no_birth(place: &Place, line: &str, age: &str) -> Problem {
    let message = format!("家庭成员里有一行只写了年龄（{age}），登记表上的出生年月空着");
    Problem::warning("family-line", place.clone(), message)
        .found(line)
        .advice("请写出生年月，如“妻子，李某，1977.05，中共党员，某中学教师”。")
}

/// The relatives in a line, where one follows another: 父：张某，母：李某.
fn relatives(line: &str) -> Vec<&str> {
    let begins = |text: &str| {
        let words = RELATIONS.iter().filter_map(|word| text.strip_prefix(word));
        words.into_iter().any(|rest| rest.starts_with(['：', ':']))
    };
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in line.char_indices().filter(|(_, c)| matches!(c, '，' | ',' | '、' | '。' | ' ' | '\u{3000}' | '\t'))
    {
        let next = at + c.len_utf8();
        if line.get(next..).is_some_and(|rest| begins(rest.trim_start())) {
            out.extend(line.get(start..at));
            start = next;
        }
    }
    out.extend(line.get(start..));
    out
}

/// What parts what is said of a relative: the strongest that there is. Within it, the others are signs of a text: 党委委员、副局长.
const PARTING: [&[char]; 3] = [&['，', ',', '|', '\t'], &['、'], &[' ', '\u{3000}']];

/// `妻子：李某，1977年5月生，中共党员，某中学教师`; with the age, if one is written.
fn relative(line: &str) -> Option<(Relative, Option<&str>)> {
    let parts = |c: char| matches!(c, '：' | ':') || PARTING.iter().any(|signs| signs.contains(&c));
    let (at, _) = line.char_indices().find(|(_, c)| parts(*c))?;
    let (relation, rest) = (line.get(..at)?, line.get(at..)?.trim_start_matches(parts));
    if !RELATIONS.contains(&relation) {
        return None;
    }
    let signs = PARTING.into_iter().find(|signs| rest.contains(*signs)).unwrap_or_default();
    let by = signs.first().copied().filter(|sign| *sign == '、').unwrap_or('，');
    let mut parts = rest.split(signs).map(str::trim).filter(|part| !part.is_empty()).peekable();
    let (name, behind) = parted(parts.next()?);
    let mut name = name.to_owned();
    // 父亲 李 明 1950.01.
    if signs.contains(&' ')
        && name.chars().count() == 1
        && let Some(given) = parts.next_if(|part| part.chars().count() <= 2 && read_date(part).is_err())
    {
        name.push_str(given);
    }
    let mut relative = Relative {
        relation: relation.to_owned(),
        name: Name::read(&name),
        birth: None,
        party: String::new(),
        work: String::new(),
    };
    let mut age = None;
    // 王五，男，1984.02: a form has no place for the sex of a relative, which the relation says.
    for part in behind.into_iter().chain(parts) {
        if matches!(part, "男" | "女") {
            continue;
        }
        if relative.birth.is_none()
            && relative.work.is_empty()
            && let Ok(date) = read_date(part)
        {
            relative.birth = Some(date);
        } else if relative.work.is_empty() && is_age(part) {
            age = Some(part);
        } else if relative.party.is_empty()
            && let Some(party) = party(part)
        {
            relative.party = party;
        } else {
            if !relative.work.is_empty() {
                relative.work.push(by);
            }
            relative.work.push_str(part);
        }
    }
    Some((relative, age))
}

/// A name and what stands behind it without a sign of its own: 王某（1982.05）, 李某 1977.05 群众.
fn parted(text: &str) -> (&str, Vec<&str>) {
    let bracket = text.strip_suffix(['）', ')']).and_then(|open| open.split_once(['（', '(']));
    if let Some((name, within)) = bracket.filter(|(_, within)| read_date(within).is_ok() || is_age(within)) {
        return (name.trim_end(), vec![within]);
    }
    let says =
        |part: &str| matches!(part, "男" | "女") || read_date(part).is_ok() || is_age(part) || party(part).is_some();
    let blanks = text.char_indices().filter(|(_, c)| c.is_whitespace());
    let mut cuts = blanks.filter_map(|(at, _)| Some((text.get(..at)?.trim_end(), text.get(at..)?)));
    match cuts.find(|(_, rest)| rest.split_whitespace().next().is_some_and(says)) {
        Some((name, rest)) => (name, rest.split_whitespace().collect()),
        None => (text, Vec::new()),
    }
}

/// 41岁, 41周岁, 现年41岁.
fn is_age(text: &str) -> bool {
    let bare = text.strip_suffix('岁').map(|text| text.trim_end_matches('周').trim_start_matches("现年"));
    bare.is_some_and(|bare| (1..=3).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relatives_in_a_line() {
        assert_eq!(relatives("父：张大，母：李大"), ["父：张大", "母：李大"]);
        assert_eq!(relatives("妻子：李某，群众，某中学"), ["妻子：李某，群众，某中学"]);
        assert!(relative("住址 某路").is_none());
    }

    #[test]
    fn a_relative_in_every_spelling() {
        for (line, relation, name, birth, party, work) in [
            ("丈夫:王五,男,1984.02,中共党员,县财政局", "丈夫", "王五", "1984年2月", "中共党员", "县财政局"),
            ("妻子：李某，1977年5月生，党员，某中学教师", "妻子", "李某", "1977年5月", "中共党员", "某中学教师"),
            (
                "父亲：李 明，1950.01，中共党员，某局委员、副局长",
                "父亲",
                "李明",
                "1950年1月",
                "中共党员",
                "某局委员、副局长",
            ),
            ("父亲 李 明 1950.01 群众 某局 退休", "父亲", "李明", "1950年1月", "群众", "某局，退休"),
            ("母亲、王某、1952.03、群众、某厂工人、已退休", "母亲", "王某", "1952年3月", "群众", "某厂工人、已退休"),
            ("妻子：王某（1982.05），群众，某公司", "妻子", "王某", "1982年5月", "群众", "某公司"),
            ("妻子：王某 1982.05，群众，某公司", "妻子", "王某", "1982年5月", "群众", "某公司"),
            ("妻子 李 某 1977.05 群众，某中学教师", "妻子", "李某", "1977年5月", "群众", "某中学教师"),
            ("儿子：李小明，2010.03，学生", "儿子", "李小明", "2010年3月", "", "学生"),
            ("岳母：王某，某村委员，妇女主任", "岳母", "王某", "", "", "某村委员，妇女主任"),
        ] {
            let (read, _) = relative(line).unwrap_or_else(|| panic!("{line}"));
            let said = read.birth.map(|date| date.to_string()).unwrap_or_default();
            let own =
                (read.relation.as_str(), read.name.as_str(), said.as_str(), read.party.as_str(), read.work.as_str());
            assert_eq!(own, (relation, name, birth, party, work), "{line}");
        }
        assert_eq!(relative("妻子：王某，41岁，群众，某公司").unwrap().1, Some("41岁"));
    }
}
