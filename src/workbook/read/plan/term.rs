//! A term that says its own trial: 三年（含试用期一年）. The trial is an item of its own; said in both, it has to be the same.

use super::span::months;
use crate::language::period::span;
use crate::problem::{Place, Problem};
use crate::round::{Origin, Plan, Setting, Value};
use crate::workbook::values::half_width;

/// The trial that is said beside a term (聘期年数).
pub(crate) struct Trial {
    months: u32,
    written: String,
    place: Place,
}

/// The term without the trial, and the trial.
pub(crate) fn with_trial(text: &str, place: &Place) -> Option<(String, Trial)> {
    let narrow: String = half_width(text).chars().filter(|c| !c.is_whitespace()).collect();
    let (term, beside) = narrow.split_once(['(', ',', '，', ';', '；', '、'])?;
    let beside = beside.strip_suffix(')').unwrap_or(beside).trim_start_matches(['含', '其', '中', '包', '括']);
    let trial = beside.strip_prefix("试用期")?.trim_start_matches(['为', '是', ':']);
    let months = months(trial)?;
    Some((term.to_owned(), Trial { months, written: text.to_owned(), place: place.clone() }))
}

impl Trial {
    /// Puts the trial in where its own item (试用期年数) says nothing. Where that says something else, both wait.
    pub fn put(self, plan: &mut Plan, problems: &mut Vec<Problem>) {
        const KEY: &str = "试用期年数";
        let Some(other) = plan.get(KEY) else {
            let years = self.months.is_multiple_of(12);
            let text = if years { (self.months / 12).to_string() } else { span(self.months) };
            let origin = Origin::Plan(self.place);
            plan.set(KEY, Setting { value: Value::Months(self.months), text, origin });
            return;
        };
        let Value::Months(own) = other.value else { return };
        if own == self.months {
            return;
        }
        let message = format!("“聘期年数”里写的试用期是{}，“{KEY}”是{}", span(self.months), span(own));
        problems.push(Problem::error("setting", self.place, message).found(self.written).advice("请改正其中一项。"));
        let origin = plan.origin(KEY);
        plan.set(KEY, Setting { value: Value::Unread, text: String::new(), origin });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_may_say_its_trial() {
        let read = |text: &str| with_trial(text, &Place::default()).map(|(term, trial)| (term, trial.months));
        for (text, wanted) in [
            ("三年（含试用期一年）", Some(("三年", 12))),
            ("3年(其中试用期6个月)", Some(("3年", 6))),
            ("三年，含试用期半年", Some(("三年", 6))),
            ("3（试用期：1年）", Some(("3", 12))),
            ("三年（含试用期）", None),
            ("三年（不含试用期一年）", None),
            ("三年", None),
        ] {
            assert_eq!(read(text), wanted.map(|(term, months): (&str, u32)| (term.to_owned(), months)), "{text}");
        }
    }
}
