//! Marks that look folded into their share of the total already: 笔试（占60%） with nobody above 60. They would be folded once more.

use rust_decimal::Decimal;

use crate::problem::Problem;
use crate::round::Plan;
use crate::workbook::table::Table;
use crate::workbook::values::{clean, decimal, half_width};

/// Points them out, once for a column.
pub(crate) fn report(table: Option<&Table>, plan: &Plan, problems: &mut Vec<Problem>) {
    let Some(table) = table else { return };
    for (key, full) in [("笔试成绩", "笔试满分"), ("面试成绩", "面试满分")] {
        let Some(column) = table.column(key) else { continue };
        let word = usize::try_from(column).ok().and_then(|column| table.words.get(column.checked_sub(1)?));
        let Some((header, share)) = word.and_then(|word| Some((word, share(word)?))) else { continue };
        let most = Decimal::from(plan.count(full)) * share / Decimal::ONE_HUNDRED;
        // The header is that of one sheet; other sheets may have joined it.
        let rows = table.rows.iter().filter(|row| row.place.sheet == table.place.sheet);
        let marks = rows.filter_map(|row| decimal(&half_width(&clean(&row.value(key).show()))));
        let highest = marks.filter(|mark| !mark.is_zero()).max();
        if highest.is_none_or(|highest| highest > most) {
            continue;
        }
        let message = format!(
            "“{header}”列没有一个超过{}分，像是已经折算过的分，程序还要按方案的权重再折算一次",
            most.normalize()
        );
        let problem = Problem::warning("folded-marks", table.place.at(table.header, column), message);
        problems.push(problem.advice("请填折算以前的成绩；本来就是折算以前的，不用管。"));
    }
}

/// The share a header names: 笔试（占60%）.
pub(crate) fn share(header: &str) -> Option<Decimal> {
    let (before, _) =
        half_width(header).split_once('%').map(|(before, behind)| (before.to_owned(), behind.to_owned()))?;
    let start = before.rfind(|c: char| !(c.is_ascii_digit() || c == '.'));
    let digits = match start {
        Some(at) => before.get(at..)?.trim_start_matches(|c: char| !c.is_ascii_digit()),
        None => before.as_str(),
    };
    digits.parse().ok().filter(|share| *share > Decimal::ZERO && *share < Decimal::ONE_HUNDRED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_stands_before_its_sign() {
        for (header, found) in [
            ("笔试(占60%)", Some(60)),
            ("笔试成绩（40％）", Some(40)),
            ("笔试成绩", None),
            ("笔试(100%)", None),
            ("%", None),
        ] {
            assert_eq!(share(header), found.map(Decimal::from), "{header}");
        }
    }
}
