//! Shares that have to be reached or exceeded, as offices write them: 三分之二以上, 达到2/3, 超过四分之三, 半数以上（不含本数）.
//! By law 以上 includes the share itself (民法典第一千二百五十九条), 超过 does not. A bare share means what the item says.

use super::values::fraction;
use crate::round::Share;
use crate::workbook::values::half_width;

/// Words before a share that include it.
const REACHED: &[&str] =
    &["达到", "达", "不得少于", "不得低于", "不少于", "不低于", "不小于", "至少", "大于等于", "大于或等于", ">=", "≥"];

/// Words before a share that leave it out.
const EXCEEDED: &[&str] = &["超过", "多于", "大于", "高于", "超", "过", ">"];

/// Words behind a share that include it.
const UPWARDS: &[&str] = &["及其以上", "及以上", "或以上", "以上"];

/// Words before those that decide nothing.
const MUST: &[&str] = &["应当", "必须", "应", "须", "需", "要"];

/// The share of an item; `over`: that a bare one has to be exceeded. What contradicts itself (超过三分之二以上) is none.
pub(crate) fn share(key: &str, text: &str, over: bool) -> Option<Share> {
    let narrow: String = half_width(text).chars().filter(|c| !c.is_whitespace()).collect();
    let (outside, note) = noted(&narrow)?;
    let mut bare = outside.as_str();
    while let Some(rest) = MUST.iter().find_map(|word| bare.strip_prefix(word)) {
        bare = rest;
    }
    let (before, bare) = without(REACHED, bare, |word, text| text.strip_prefix(word))
        .map(|rest| (Some(false), rest))
        .or_else(|| without(EXCEEDED, bare, |word, text| text.strip_prefix(word)).map(|rest| (Some(true), rest)))
        .unwrap_or((None, bare));
    let (behind, bare) = match without(UPWARDS, bare, |word, text| text.strip_suffix(word)) {
        Some(rest) => (Some(false), rest),
        None => (None, bare),
    };
    let (part, whole) = if bare == "半" { (1, 2) } else { fraction(key, bare)? };
    let note = match note {
        Some(note) => Some(left_out(key, note, (part, whole))?),
        None => None,
    };
    // 以上（不含）: the note says what is meant by 以上. Any other two that differ say nothing.
    let behind = behind.filter(|_| note.is_none());
    let mut said = [before, behind, note].into_iter().flatten();
    let first = said.next();
    if said.any(|other| Some(other) != first) {
        return None;
    }
    // Papers have a percentage as the plan has it: 60% is not 五分之三 there.
    let (part, whole) = percent(bare).map_or((part, whole), |percent| (percent, 100));
    Some(Share { part, whole, over: first.unwrap_or(over) })
}

/// A whole percentage.
fn percent(text: &str) -> Option<u32> {
    text.strip_suffix('%')?.parse().ok().filter(|percent| *percent <= 100)
}

fn without<'a>(words: &[&str], text: &'a str, strip: impl Fn(&str, &'a str) -> Option<&'a str>) -> Option<&'a str> {
    words.iter().find_map(|word| strip(word, text))
}

/// A text and what stands in its brackets; two pairs of brackets are one too many.
fn noted(text: &str) -> Option<(String, Option<&str>)> {
    let Some((before, rest)) = text.split_once('(') else { return Some((text.to_owned(), None)) };
    let (note, after) = rest.split_once(')')?;
    let outside = format!("{before}{after}");
    (!outside.contains(['(', ')'])).then_some((outside, Some(note)))
}

/// Whether a note leaves the share itself out: 不含, 不含本数; 含, 含三分之二.
fn left_out(key: &str, note: &str, share: (u32, u32)) -> Option<bool> {
    let (over, rest) = match note.strip_prefix('不') {
        Some(rest) => (true, rest),
        None => (false, note),
    };
    let what = ["包含", "包括", "含"].iter().find_map(|word| rest.strip_prefix(word))?;
    let itself = matches!(what, "" | "本数" | "本级" | "等于" | "该数") || fraction(key, what) == Some(share);
    itself.then_some(over)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_whether_the_share_itself_is_enough() {
        for (text, read) in [
            ("三分之二以上", Some((2, 3, false))),
            ("三分之二及以上", Some((2, 3, false))),
            ("2/3以上（含）", Some((2, 3, false))),
            ("三分之二以上（含本数）", Some((2, 3, false))),
            ("三分之二（含三分之二）以上", Some((2, 3, false))),
            ("2／3 以上（不含本数）", Some((2, 3, true))),
            ("三分之二（不含）", Some((2, 3, true))),
            ("三分之二(含)", Some((2, 3, false))),
            ("达到三分之二", Some((2, 3, false))),
            ("应当达到 2/3", Some((2, 3, false))),
            ("不少于四分之三", Some((3, 4, false))),
            ("不低于75%以上", Some((75, 100, false))),
            ("≥75％", Some((75, 100, false))),
            ("超过三分之二", Some((2, 3, true))),
            ("须超过60%", Some((60, 100, true))),
            ("多于3/4", Some((3, 4, true))),
            ("过半数", Some((1, 2, true))),
            ("过半", Some((1, 2, true))),
            ("超半数", Some((1, 2, true))),
            ("超过一半", Some((1, 2, true))),
            ("半数以上", Some((1, 2, false))),
            // What contradicts itself, or says something else.
            ("超过三分之二以上", None),
            ("超过三分之二（含）", None),
            ("达到三分之二（不含）", None),
            ("2/3（含）（不含）", None),
            ("2/3（应到会成员）", None),
            ("三分之二（含四分之三）", None),
            ("不足三分之二", None),
            ("不超过三分之二", None),
            ("以上", None),
            ("多数", None),
        ] {
            for over in [false, true] {
                let found = share("票决通过比例", text, over).map(|own| (own.part, own.whole, own.over));
                assert_eq!(found, read, "{text}");
            }
        }
        for over in [false, true] {
            assert_eq!(share("票决通过比例", "3/4", over), Some(Share { part: 3, whole: 4, over }));
            assert_eq!(share("测评通过比例", "半数", over), Some(Share { part: 1, whole: 2, over }));
        }
    }
}
