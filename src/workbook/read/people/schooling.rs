//! Schooling as rosters have it: 学历, 学位 and 院校 in one cell, one column for both kinds of education, the subject in a column of its own.

use std::sync::Arc;

use super::level::doubtful;
use crate::problem::Problem;
use crate::round::{Degree, Round, names_level};
use crate::workbook::table::{Row, Table};
use crate::workbook::values::{Reader, clean, is_nothing};

/// What one cell says of schooling.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Parted {
    /// 学历.
    pub level: String,
    /// 学位.
    pub degree: String,
    /// 毕业院校及专业.
    pub school: String,
}

impl Parted {
    /// With what the column of schools has. Where that is another school, this one stays where it stands.
    pub fn beside(mut self, school: &str) -> Self {
        if is_nothing(school) || self.school.is_empty() {
            return self;
        }
        if !school.contains(&self.school) {
            self.level = format!("{}、{}", self.level, self.school);
        }
        self.school.clear();
        self
    }
}

/// 大学 工学学士 苏州大学法学专业: the level, the degree behind it, the school behind that. A text that is only one of them stays as it is.
pub(crate) fn parted(text: &str) -> Parted {
    let parts = text
        .split(|c: char| c.is_whitespace() || matches!(c, '、' | '，' | ',' | '；' | ';' | '/' | '／'))
        .filter(|part| !part.is_empty());
    let (mut levels, mut degrees): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    let mut school = String::new();
    let mut in_school = false;
    for part in parts {
        let (level, degree) = behind_level(part);
        degrees.extend(Some(degree).filter(|degree| !degree.is_empty()));
        let institution = SCHOOLS.iter().any(|word| level.contains(word));
        // What follows a school without naming a level is what was studied there.
        in_school = !level.is_empty() && !names_level(level) && (institution || level.ends_with("专业") || in_school);
        if in_school {
            school.push_str(if institution && !school.is_empty() { "、" } else { "" });
            school.push_str(level);
        } else {
            levels.extend(Some(level).filter(|level| !level.is_empty()));
        }
    }
    if levels.is_empty() || degrees.is_empty() && school.is_empty() {
        return Parted { level: text.to_owned(), degree: String::new(), school: String::new() };
    }
    Parted { level: levels.join("、"), degree: degrees.join("、"), school }
}

/// Words for a school.
const SCHOOLS: &[&str] = &["大学", "学院", "学校", "党校", "中学", "电大"];

/// Words that end a level, behind which a degree may stand without a mark between them.
const LEVELS: &[&str] = &["大学", "本科", "研究生", "大专", "专科"];

pub(crate) fn is_academic(text: &str) -> bool {
    text.contains("学位") || ["学士", "硕士", "博士"].iter().any(|end| text.ends_with(end))
}

/// A part of the cell: the level, and the degree that stands behind it, in brackets (大学（法学学士）) or not (大学法学学士).
fn behind_level(part: &str) -> (&str, &str) {
    if let Some((level, degree)) = part.strip_suffix([')', '）']).and_then(|inner| inner.rsplit_once(['(', '（']))
        && is_academic(degree)
    {
        return (level, degree);
    }
    if !is_academic(part) {
        return (part, "");
    }
    // 同等学力硕士 is a degree, taken without the level.
    let end = LEVELS.iter().filter_map(|word| part.rfind(word).map(|at| at + word.len())).max().unwrap_or(0);
    let (level, degree) = part.split_at_checked(end).unwrap_or(("", part));
    // 研究生学历硕士学位, 大学本科毕业法学学士: what joins the two is no part of the degree.
    let joints = ["学历", "毕业", "文化程度", "并", "及", "和", "、", "，", ",", "获得", "取得", "获", "授"];
    let mut bare = degree;
    while let Some(rest) = joints.iter().find_map(|word| bare.strip_prefix(word)) {
        bare = rest.trim_start();
    }
    if level.is_empty() || bare.is_empty() { (level, degree) } else { (level, bare) }
}

/// The same of a roster's one column 学历, which the rules read as well.
pub(crate) fn one_level(row: &Row, reader: &mut Reader<'_>) {
    let (cell, at) = row.cell("学历");
    if !cell.is_unusable() {
        doubtful(&parted(&clean(&cell.show())).level, &at, reader);
    }
}

/// The kinds of schooling.
const KINDS: [&str; 2] = ["全日制", "在职"];

/// What a roster may have one column for where it has one for the level of each kind.
const SHARED: [&str; 2] = ["学位", "毕业院校及专业"];

/// Whether the roster's one column of degrees or of schools tells of a kind of schooling: it does if there is a column for the level
/// of that kind alone, or if that is the only kind somebody has.
pub(crate) fn shares(row: &Row, kind: &str, part: &str) -> bool {
    let other = if kind == "全日制" { "在职" } else { "全日制" };
    let has = |kind: &str, part: &str| row.has(&format!("{kind}{part}"));
    if !row.has(part) || has(kind, part) || !has(kind, "学历") {
        return false;
    }
    // 学历 beside 在职学历 is the level of the other kind.
    if has(other, part) || !has(other, "学历") {
        return kind == "全日制" || !row.has("学历");
    }
    schooled(row, kind) && !schooled(row, other)
}

/// Whether somebody has a kind of schooling.
fn schooled(row: &Row, kind: &str) -> bool {
    filled(row, &format!("{kind}学历"))
}

/// Whether something stands in a column.
fn filled(row: &Row, key: &str) -> bool {
    !is_nothing(&clean(&row.value(key).show()))
}

/// The same in the texts that documents print; and the school with its subject.
pub(crate) fn whole(row: &Row, texts: &mut Vec<(Arc<str>, String)>) {
    for (kind, part) in KINDS.into_iter().flat_map(|kind| SHARED.map(|part| (kind, part))) {
        if shares(row, kind, part) {
            let text = find(texts, part).unwrap_or_default().to_owned();
            put(texts, &format!("{kind}{part}"), text);
        }
    }
    parted_texts(texts);
}

fn parted_texts(texts: &mut Vec<(Arc<str>, String)>) {
    for kind in ["全日制", "在职", ""] {
        let [level, degree, school] = ["学历", "学位", "毕业院校及专业"].map(|part| format!("{kind}{part}"));
        let Some(own) = find(texts, &level).map(parted) else { continue };
        let own = own.beside(find(texts, &school).unwrap_or_default());
        // Where the column of degrees says another, the cell stays as it is.
        let academic = find(texts, &degree).filter(|text| !is_nothing(text));
        if academic.is_some_and(|academic| !own.degree.is_empty() && own.degree != academic) {
            continue;
        }
        put(texts, &level, own.level);
        for (key, text) in [(degree, own.degree), (school, own.school)] {
            if !text.is_empty() {
                put(texts, &key, text);
            }
        }
    }
    let Some(subject) = find(texts, "所学专业").filter(|text| !is_nothing(text)).map(str::to_owned) else { return };
    let schools = KINDS.map(|kind| format!("{kind}毕业院校及专业"));
    let own: Vec<&String> =
        schools.iter().filter(|key| find(texts, key).is_some_and(|text| !is_nothing(text))).collect();
    // Of two schools it is not said which the subject belongs to.
    let [key] = own.as_slice() else { return };
    let school = find(texts, key).unwrap_or_default().to_owned();
    if !school.contains(&subject) {
        let end = if subject.ends_with("专业") { "" } else { "专业" };
        put(texts, key, format!("{school}{subject}{end}"));
    }
}

/// A roster with one column 学历: the forms have one place for 全日制教育 and one for 在职教育, and nobody has said which it is.
pub(crate) fn one_column(table: &Table, round: &Round, problems: &mut Vec<Problem>) {
    let Some(column) = table.column("学历") else { return };
    if round.posts.is_empty() {
        return;
    }
    let kinds: Vec<&str> = KINDS.into_iter().filter(|kind| table.column(&format!("{kind}学历")).is_some()).collect();
    match kinds.as_slice() {
        [] => {}
        [kind] => return highest(table, kind, column, problems),
        _ => return,
    }
    problems.push(
        Problem::warning(
            "one-schooling",
            table.place.at(table.header, column),
            "只有一列学历，分不出全日制还是在职，报名登记表和干部任免审批表的学历、毕业院校各栏空着",
        )
        .advice("要印的话，请改成“全日制学历”“在职学历”两列；审查和名单不受影响。"),
    );
}

/// 第一学历 beside 最高学历: of which kind the higher one is, the roster does not say, and the forms ask.
fn highest(table: &Table, kind: &str, column: u32, problems: &mut Vec<Problem>) {
    let first = format!("{kind}学历");
    let level = |row: &Row, key: &str| clean(&row.value(key).show()).parse::<Degree>().ok();
    let open = |row: &&Row| level(row, "学历").is_some_and(|own| level(row, &first) != Some(own));
    let names = table.rows.iter().filter(open).map(|row| clean(&row.value("姓名").show())).collect();
    let Some(who) = counted(names) else { return };
    let other = if kind == "全日制" { "在职" } else { "全日制" };
    let message = format!(
        "“学历”没有写明是全日制的还是在职的，与“{first}”不同的{who}，报名登记表和干部任免审批表的{other}教育栏空着"
    );
    let advice =
        format!("是{other}的，请把列名改成“{other}学历”“{other}学位”“{other}毕业院校及专业”；审查和名单不受影响。");
    problems.push(Problem::warning("one-schooling", table.place.at(table.header, column), message).advice(advice));
}

/// A roster with a column for the level of each kind of schooling and one for the school, the degree or the subject of both: whoever
/// has both kinds has it of one of them, and nobody has said of which.
pub(crate) fn shared_columns(table: &Table, problems: &mut Vec<Problem>) {
    let of_kinds = |part: &str| KINDS.iter().filter(|kind| table.column(&format!("{kind}{part}")).is_some()).count();
    for part in SHARED.into_iter().filter(|part| of_kinds("学历") == KINDS.len() && of_kinds(part) == 0) {
        let open = |row: &Row| filled(row, part) && KINDS.iter().all(|kind| schooled(row, kind));
        let advice = format!("请改成“全日制{part}”“在职{part}”两列。");
        left_open(table, part, &open, &advice, problems);
    }
    let open = |row: &Row| {
        let subject = clean(&row.value("所学专业").show());
        let schools = KINDS.map(|kind| clean(&row.value(&format!("{kind}毕业院校及专业")).show()));
        !is_nothing(&subject) && schools.iter().all(|school| !is_nothing(school) && !school.contains(&subject))
    };
    let advice = "请把专业写在“全日制毕业院校及专业”“在职毕业院校及专业”里。";
    left_open(table, "所学专业", &open, advice, problems);
}

/// Tells for whom a column is left open.
fn left_open(table: &Table, part: &str, open: &dyn Fn(&Row) -> bool, advice: &str, problems: &mut Vec<Problem>) {
    let Some(column) = table.column(part) else { return };
    let names = table.rows.iter().filter(|row| open(row)).map(|row| clean(&row.value("姓名").show())).collect();
    let Some(who) = counted(names) else { return };
    let message =
        format!("“{part}”只有一列，两种学历都有的{who}分不出是全日制的还是在职的，报名登记表和干部任免审批表上不印");
    let at = table.place.at(table.header, column);
    problems.push(Problem::warning("one-schooling", at, message).advice(advice));
}

/// 5人（张三、李四、王五等）.
fn counted(names: Vec<String>) -> Option<String> {
    let shown: Vec<&str> = names.iter().take(3).map(String::as_str).collect();
    let more = if names.len() > shown.len() { "等" } else { "" };
    (!names.is_empty()).then(|| format!("{}人（{}{more}）", names.len(), shown.join("、")))
}

pub(crate) fn find<'t>(texts: &'t [(Arc<str>, String)], key: &str) -> Option<&'t str> {
    texts.iter().find(|(own, _)| **own == *key).map(|(_, text)| text.as_str())
}

pub(crate) fn put(texts: &mut Vec<(Arc<str>, String)>, key: &str, text: String) {
    match texts.iter_mut().find(|(own, _)| **own == *key) {
        Some((_, own)) => *own = text,
        None => texts.push((Arc::from(key), text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn level_and_degree_are_told_apart() {
        for (text, level, degree) in [
            ("大学\n工学学士", "大学", "工学学士"),
            ("本科 学士", "本科", "学士"),
            ("研究生/硕士", "研究生", "硕士"),
            ("大学、法学学士学位", "大学", "法学学士学位"),
            ("大学法学学士", "大学", "法学学士"),
            ("大学（法学学士）", "大学", "法学学士"),
            ("在职研究生管理学硕士", "在职研究生", "管理学硕士"),
            ("大学本科(工学学士学位)", "大学本科", "工学学士学位"),
            ("研究生学历硕士学位", "研究生", "硕士学位"),
            ("大学本科毕业、法学学士", "大学本科毕业", "法学学士"),
            ("大学本科毕业获法学学士学位", "大学本科", "法学学士学位"),
            ("本科（大专起点）", "本科（大专起点）", ""),
            ("大学", "大学", ""),
            ("硕士研究生", "硕士研究生", ""),
            ("学士", "学士", ""),
        ] {
            let own = parted(text);
            assert_eq!((own.level.as_str(), own.degree.as_str(), own.school.as_str()), (level, degree, ""), "{text}");
        }
    }

    #[test]
    fn a_school_in_the_cell_of_the_level_is_told_apart() {
        for (text, level, degree, school) in [
            ("大学\n经济学学士\n苏州大学金融学专业", "大学", "经济学学士", "苏州大学金融学专业"),
            ("大专\n苏州职业大学会计专业", "大专", "", "苏州职业大学会计专业"),
            ("大学，苏州大学，法学", "大学", "", "苏州大学法学"),
            ("中央广播电视大学 法学 本科", "本科", "", "中央广播电视大学法学"),
            ("省委党校大学、江苏省委党校经济管理专业", "省委党校大学", "", "江苏省委党校经济管理专业"),
            ("大专、省委党校大学", "大专、省委党校大学", "", ""),
            ("大学 函授", "大学 函授", "", ""),
            ("苏州大学", "苏州大学", "", ""),
            ("苏州大学 金融学专业", "苏州大学 金融学专业", "", ""),
        ] {
            let own = parted(text);
            let parts = (own.level.as_str(), own.degree.as_str(), own.school.as_str());
            assert_eq!(parts, (level, degree, school), "{text}");
        }
        let own = parted("大学 苏州大学").beside("南京大学法学专业");
        assert_eq!((own.level.as_str(), own.school.as_str()), ("大学、苏州大学", ""));
        let own = parted("大学 苏州大学").beside("苏州大学法学专业");
        assert_eq!((own.level.as_str(), own.school.as_str()), ("大学", ""));
    }

    #[test]
    fn the_subject_goes_behind_the_school() {
        let texts = |pairs: &[(&str, &str)]| -> Vec<(Arc<str>, String)> {
            pairs.iter().map(|(key, text)| (Arc::from(*key), (*text).to_owned())).collect()
        };
        let mut own = texts(&[("全日制毕业院校及专业", "苏州大学"), ("所学专业", "法学")]);
        parted_texts(&mut own);
        assert_eq!(find(&own, "全日制毕业院校及专业"), Some("苏州大学法学专业"));
        let mut own =
            texts(&[("全日制毕业院校及专业", "苏州大学"), ("所学专业", "法学"), ("在职毕业院校及专业", "省委党校")]);
        parted_texts(&mut own);
        assert_eq!(find(&own, "全日制毕业院校及专业"), Some("苏州大学"));
    }
}
