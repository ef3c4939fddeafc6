//! 年度考核 in one text: which year has which grade.
//!
//! Offices write it in many ways (2009年称职、2010年优秀；优秀（2009年）、称职（2010年）；2009—2011年：称职、称职、不称职). A year gets a grade
//! only where the words leave no doubt; what is left over is for the clerk to write out.

use crate::language::period::BETWEEN;
use crate::workbook::schema::ASSESSMENT_GRADES;
use crate::workbook::values::half_width;

/// What a text says, and what it leaves open.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Graded {
    /// A year and its grade.
    pub years: Vec<(i32, String)>,
    /// The years whose grade cannot be told.
    pub open: Vec<i32>,
    /// Whether a grade is left over whose year cannot be told.
    pub stray: bool,
}

/// A piece of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// A year, and whether 年 stands behind it.
    Year(i32, bool),
    /// From the year before to the year behind.
    To,
    Grade(String),
    /// 均, 都: the grade is that of all the years before.
    All,
    /// A mark between parts; whether it is 、, which joins what it stands between.
    Break(bool),
    /// Other words. Second: whether they deny what follows (不得评为优秀).
    Other(bool),
}

/// Words that say nothing by themselves.
const FILLERS: &[&str] = &[
    "年度", "年", "考核", "等次", "等", "结果", "评为", "定为", "确定", "评定", "被", "为", "是", "分别", "各", "度",
    "三年", "两年", "近", ":", "(", ")", "[", "]", "\"", "“", "”", "。", "“", "的", "第",
];

/// Words for: all of these years.
const ALL: &[&str] = &["连续", "均", "都", "皆", "全部", "一直"];

/// What 优秀 stands before where it is an honour and no grade.
const HONOURS: &[&str] = &["党员", "共产党员", "党务", "团员", "教师", "工作者", "干部", "个人", "员工", "奖"];

/// Reads a text.
pub(super) fn graded(text: &str) -> Graded {
    let tokens = tokens(&half_width(text));
    let first = |wanted: fn(&Token) -> bool| tokens.iter().position(wanted);
    let (year, grade) =
        (first(|token| matches!(token, Token::Year(..))), first(|token| matches!(token, Token::Grade(_))));
    let grades_lead = grade.is_some_and(|grade| year.is_some_and(|year| grade < year));
    let only = tokens.iter().filter(|token| matches!(token, Token::Grade(_))).count() == 1;
    let mut out = Graded::default();
    let mut group = Group::default();
    for token in tokens {
        if group.ends_before(&token, grades_lead) {
            std::mem::take(&mut group).settle(grades_lead, only, &mut out);
        }
        group.take(token);
    }
    group.settle(grades_lead, only, &mut out);
    out
}

/// The only grade that a text names, as in a column of one year: 优秀等次, 称职（合格）, 病假未考核.
pub(super) fn only_grade(text: &str) -> Option<String> {
    let tokens = tokens(&half_width(text));
    let denied = tokens.contains(&Token::Other(true));
    let mut group = Group::default();
    tokens.into_iter().for_each(|token| group.take(token));
    match group.grades.as_slice() {
        [only] if !denied => Some(only.clone()),
        _ => None,
    }
}

/// Years and the grades that go with them.
#[derive(Debug, Default)]
struct Group {
    years: Vec<i32>,
    grades: Vec<String>,
    /// 均 or the like was said.
    all: bool,
    /// Between the years stands nothing but 、 or 至: 2009、2010年称职 is one statement.
    tight: bool,
    /// Other words stand in it.
    other: bool,
    /// What was said last is a 至.
    to: bool,
    /// A mark was the last thing said.
    broken: bool,
    /// 年 stood behind the last year.
    closed: bool,
    /// The last mark was 、.
    joined: bool,
}

impl Group {
    /// Whether a token begins something new.
    fn ends_before(&self, token: &Token, grades_lead: bool) -> bool {
        match token {
            Token::Grade(_) => grades_lead && !self.years.is_empty(),
            Token::Year(..) if grades_lead => false,
            // A year about which something else was said (病假，2010年 …) waits no longer.
            Token::Year(..) => !self.grades.is_empty() || (self.other && !self.years.is_empty()),
            Token::Break(_) => !grades_lead && self.other && self.grades.is_empty() && !self.years.is_empty(),
            _ => false,
        }
    }

    fn take(&mut self, token: Token) {
        let broken = std::mem::replace(&mut self.broken, matches!(token, Token::Break(_)));
        match token {
            Token::Year(year, closed) => {
                match self.years.last() {
                    Some(&from) if self.to && from < year => self.years.extend(from + 1..=year),
                    Some(_) => {
                        self.tight &= !self.closed || self.joined;
                        self.years.push(year);
                    }
                    None => {
                        self.tight = true;
                        self.years.push(year);
                    }
                }
                (self.to, self.closed) = (false, closed);
            }
            Token::To => self.to = true,
            // 称职（合格） says one thing twice.
            Token::Grade(grade) => {
                let same = |own: &String| rank(own).is_some() && rank(own) == rank(&grade);
                if !broken && self.grades.last().is_some_and(same) {
                    return;
                }
                self.grades.push(grade);
            }
            Token::All => self.all = true,
            Token::Break(joins) => self.joined = joins,
            Token::Other(denies) => self.other |= denies || self.grades.is_empty(),
        }
    }

    fn settle(self, grades_lead: bool, only: bool, out: &mut Graded) {
        let Self { years, mut grades, all, tight, .. } = self;
        match (years.len(), grades.len()) {
            (0, 0) => {}
            (0, _) => out.stray = true,
            (many, 1) if many == 1 || all || only || tight || grades_lead => {
                let grade = grades.pop().unwrap_or_default();
                out.years.extend(years.into_iter().map(|year| (year, grade.clone())));
            }
            (many, given) if many == given => out.years.extend(years.into_iter().zip(grades)),
            _ => out.open.extend(years),
        }
    }
}

/// 合格 is 称职 by another name.
fn rank(grade: &str) -> Option<u8> {
    Some(match grade {
        "优秀" => 0,
        "称职" | "合格" => 1,
        "基本称职" | "基本合格" => 2,
        "不称职" | "不合格" => 3,
        _ => return None,
    })
}

fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let text = close_up(text);
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        let mut skip = c.len_utf8();
        let starts = |words: &[&str]| words.iter().filter(|word| rest.starts_with(**word)).map(|word| word.len()).max();
        if c.is_ascii_digit() {
            skip = rest.bytes().take_while(u8::is_ascii_digit).count();
            let (digits, after) = rest.split_at_checked(skip).unwrap_or((rest, ""));
            out.push(
                year(digits, after)
                    .map_or(Token::Other(false), |year| Token::Year(year, after.trim_start().starts_with('年'))),
            );
        } else if let Some((grade, length)) = grade(rest) {
            skip = length;
            let honour = rest.get(length..).is_some_and(|after| HONOURS.iter().any(|word| after.starts_with(word)));
            let denied = out.last() == Some(&Token::Other(true));
            out.push(if honour || denied { Token::Other(true) } else { Token::Grade(grade) });
        } else if BETWEEN.contains(&c) {
            if matches!(out.last(), Some(Token::Year(..))) {
                out.push(Token::To);
            }
        } else if matches!(c, '、' | ',' | '，' | ';' | '；' | '。' | '\n' | '/' | '|' | '.') {
            out.push(Token::Break(c == '、'));
        } else if let Some(length) = starts(ALL) {
            skip = length;
            out.push(Token::All);
        } else if let Some(length) = starts(FILLERS) {
            skip = length;
        } else if !c.is_whitespace() {
            let denies = matches!(c, '不' | '未' | '没' | '非' | '无' | '免');
            match out.last_mut() {
                Some(Token::Other(held)) => *held |= denies,
                _ => out.push(Token::Other(denies)),
            }
        }
        rest = rest.get(skip..).unwrap_or_default();
    }
    out
}

/// Without the spaces that stand in words (称 职); between figures they part.
fn close_up(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let digits = out.ends_with(|c: char| c.is_ascii_digit()) && chars.peek().is_some_and(char::is_ascii_digit);
        if !c.is_whitespace() || c == '\n' || digits {
            out.push(c);
        }
    }
    out
}

/// 2009, or 09 before 年.
fn year(digits: &str, after: &str) -> Option<i32> {
    let number: i32 = digits.parse().ok()?;
    match digits.len() {
        4 => Some(number).filter(|year| (1950..=2100).contains(year)),
        2 if after.trim_start().starts_with('年') => Some(if number < 50 { 2000 + number } else { 1900 + number }),
        _ => None,
    }
}

/// The grade a text begins with, and how long its words are.
fn grade(rest: &str) -> Option<(String, usize)> {
    if let Some(word) = ASSESSMENT_GRADES.iter().filter(|word| rest.starts_with(**word)).max_by_key(|word| word.len()) {
        return Some(((*word).to_owned(), word.len()));
    }
    let alone = rest.strip_prefix('优')?;
    let ends = alone.chars().next().is_none_or(|next| !next.is_alphabetic() || next == '等');
    ends.then(|| ("优秀".to_owned(), '优'.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        let Graded { years, open, stray } = graded(text);
        let mut out: Vec<String> = years.into_iter().map(|(year, grade)| format!("{year}{grade}")).collect();
        out.extend(open.iter().map(|year| format!("{year}?")));
        out.extend(stray.then(|| "?".to_owned()));
        out.join(" ")
    }

    #[test]
    fn each_year_gets_its_own_grade() {
        for (text, years) in [
            ("2009年称职、2010年优秀、2011年称职", "2009称职 2010优秀 2011称职"),
            ("2009年、2010年称职，2011年优秀", "2009称职 2010称职 2011优秀"),
            ("2009年优秀，2010年、2011年称职", "2009优秀 2010称职 2011称职"),
            ("2009年：称职  2010年：优秀 2011年：称职", "2009称职 2010优秀 2011称职"),
            ("2009年:称 职；2010年:优 秀", "2009称职 2010优秀"),
            ("2009-称职\n2010-优秀", "2009称职 2010优秀"),
            ("2009—2011年度均为合格", "2009合格 2010合格 2011合格"),
            ("2009年、2010年、2011年均为称职", "2009称职 2010称职 2011称职"),
            ("2009年至2011年连续三年优秀", "2009优秀 2010优秀 2011优秀"),
            ("2009、2010年基本称职；2011 年 优秀", "2009基本称职 2010基本称职 2011优秀"),
            ("2009—2011年：称职、称职、不称职", "2009称职 2010称职 2011不称职"),
            ("2009、2010、2011年分别为称职、基本称职、优秀", "2009称职 2010基本称职 2011优秀"),
            ("优秀（2009年）、称职（2010年）、不称职（2011年）", "2009优秀 2010称职 2011不称职"),
            ("优秀2009年，称职2010年", "2009优秀 2010称职"),
            ("优秀：2009年；称职：2010年、2011年", "2009优秀 2010称职 2011称职"),
            ("2009（优秀）、2010（称职）", "2009优秀 2010称职"),
            ("2009年称职（合格），2010年优", "2009称职 2010优秀"),
            ("09年称职，10年优秀等次", "2009称职 2010优秀"),
            ("2009年病假未考核，2010年称职", "2009未考核 2010称职"),
            ("2009年称职，2010年不确定等次", "2009称职 2010不确定等次"),
            ("2009年称职，2010年（试用期）不定等次", "2009称职 2010不定等次"),
            ("2009年优秀（嘉奖一次）、2010年称职", "2009优秀 2010称职"),
        ] {
            assert_eq!(told(text), years, "{text}");
        }
    }

    #[test]
    fn what_is_in_doubt_stays_open() {
        for (text, years) in [
            ("2010年警告处分", "2010?"),
            ("2009年称职，2010年警告处分", "2009称职 2010?"),
            ("2010年警告处分，2011年称职", "2011称职 2010?"),
            ("2010年警告处分，称职", "2010? ?"),
            ("2009—2011年称职、不称职", "2009? 2010? 2011?"),
            ("2009年，2010年称职，2011年优秀", "2011优秀 2009? 2010?"),
            ("2010年不得评为优秀", "2010?"),
            ("2010年优秀共产党员，2011年称职", "2011称职 2010?"),
            ("近三年均为称职", "?"),
            ("良好", ""),
        ] {
            assert_eq!(told(text), years, "{text}");
        }
    }

    #[test]
    fn a_column_of_one_year_names_one_grade() {
        for (text, grade) in [
            ("优 秀", Some("优秀")),
            ("优", Some("优秀")),
            ("称职等次", Some("称职")),
            ("称职（合格）", Some("称职")),
            ("不确定等次", Some("不确定等次")),
            ("病假未考核", Some("未考核")),
            ("未评为优秀", None),
            ("良好", None),
        ] {
            let text: String = text.chars().filter(|c| *c != ' ').collect();
            assert_eq!(only_grade(&text).as_deref(), grade, "{text}");
        }
    }
}
