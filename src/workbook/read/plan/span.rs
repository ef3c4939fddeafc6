//! Spans of time as clerks write them for the plan: 1, 一年, 6个月, 半年, 一年半.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::workbook::values::{decimal, half_width, whole_number};

/// How many months are meant; a number alone is one of years.
pub(crate) fn months(text: &str) -> Option<u32> {
    let narrow: String = half_width(text).chars().filter(|c| !c.is_whitespace()).collect();
    let number = |text: &str| whole_number("试用期年数", text);
    let years = |text: &str| number(text)?.checked_mul(12);
    let of_months = |text: &str| {
        let count = ["个月", "月"].iter().find_map(|unit| text.strip_suffix(unit))?;
        number(count).filter(|_| !count.ends_with('年'))
    };
    if narrow == "半年" {
        return Some(6);
    }
    if let Some(whole) = years(&narrow).or_else(|| of_months(&narrow)) {
        return Some(whole);
    }
    if let Some(whole) = narrow.strip_suffix("年半") {
        return years(whole)?.checked_add(6);
    }
    if let Some((whole, rest)) = narrow.split_once('年').filter(|(_, rest)| !rest.is_empty()) {
        return years(whole)?.checked_add(of_months(rest.trim_start_matches(['零', '又']))?);
    }
    // 0.5 and 1.5年 are whole months, a third of a year in decimals is not.
    let months = decimal(narrow.trim_end_matches('年'))?.checked_mul(Decimal::from(12))?;
    months.is_integer().then(|| months.to_u32()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_in_years_and_months() {
        for (text, wanted) in [
            ("1", Some(12)),
            ("一年", Some(12)),
            ("2年", Some(24)),
            ("0", Some(0)),
            ("6个月", Some(6)),
            ("六个月", Some(6)),
            ("３个月", Some(3)),
            ("18 个月", Some(18)),
            ("半年", Some(6)),
            ("一年半", Some(18)),
            ("1年6个月", Some(18)),
            ("0.5", Some(6)),
            ("1.5年", Some(18)),
            ("0.33", None),
            ("1_2", None),
            ("-1", None),
            ("2013-04-19", None),
            ("至2013年4月", None),
            ("几个月", None),
        ] {
            assert_eq!(months(text), wanted, "{text}");
        }
    }
}
