//! What is written of one candidate under the name of another: a column sorted alone, a row copied. Nothing is decided by it; it is
//! pointed out.

use super::order::name;
use crate::problem::{Place, Problem};
use crate::round::{PersonId, Round};

/// What stands behind a name at the beginning of what is said of somebody: names of two characters may be words (方正不阿).
const BEHIND: &[&str] = &["同志", "，", ",", "：", ":", "该"];

/// As many characters of a name are no word.
const NO_WORD: usize = 3;

/// Reports texts that begin with somebody else's name and do not have the candidate's own.
pub(super) fn report(round: &Round, problems: &mut Vec<Problem>) {
    for own in &round.inspections {
        let aspects = own.aspects.iter().map(|(key, text)| (*key, text.as_str()));
        let texts: Vec<_> =
            aspects.chain([("主要不足", own.shortcomings.as_str()), ("考察组意见", own.opinion.as_str())]).collect();
        problems.extend(others(round, ("考察材料", ""), &own.at, own.person, &texts));
    }
    for talk in &round.talks {
        problems.extend(others(
            round,
            ("谈话记录", talk.with.as_str()),
            &talk.at,
            talk.person,
            &[("谈话要点", talk.points.as_str())],
        ));
    }
}

/// A text without blanks, and without a number before its first words.
fn words(text: &str) -> String {
    let numbered = |c: &char| c.is_ascii_digit() || matches!(c, '.' | '、' | '．' | '（' | '）' | '(' | ')');
    text.chars().filter(|c| !c.is_whitespace()).skip_while(numbered).collect()
}

/// Whether words begin with a name.
fn are_about(words: &str, name: &str) -> bool {
    let Some(behind) = words.strip_prefix(name) else { return false };
    let long = name.chars().count();
    long >= NO_WORD || long > 1 && BEHIND.iter().any(|word| behind.starts_with(word))
}

/// The first text of somebody's row that is about another applicant.
fn others(
    round: &Round,
    (paper, with): (&str, &str),
    at: &Place,
    person: PersonId,
    texts: &[(&str, &str)],
) -> Option<Problem> {
    let own = round.applicant(person)?.name.as_str();
    texts.iter().filter(|(_, text)| !text.contains(own)).find_map(|(key, text)| {
        let words = words(text);
        let names = round.applicants.iter().map(|other| other.name.as_str());
        // 王小 would be found in what is said of 王小明.
        let other = names
            .filter(|other| !own.starts_with(*other) && *other != with && are_about(&words, other))
            .max_by_key(|other| other.len())?;
        let called = name(round, person);
        let message = format!("“{key}”写的是{other}，会印在{called}的{paper}里");
        let problem = Problem::warning("others-words", at.clone(), message).found(*text);
        Some(problem.advice("请核对是不是错了行、复制了别人的没有改。").about(called))
    })
}
