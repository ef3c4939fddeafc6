//! The order of things that are numbered: 第2考场 before 第10考场, 第二考场 before 第十考场.

use super::numeral::{is_numeral, number};

/// A text that sorts as the numbers in a text do: every number as wide as the widest. Figures and Chinese numerals up to 九十九 count.
#[must_use]
pub fn natural_key(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        let figures = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let words = rest.find(|c| !is_numeral(c)).unwrap_or(rest.len());
        let length = figures.max(words).max(first.len_utf8());
        let (own, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
        match if figures > 0 { own.parse().ok() } else { number(own).map(u64::from) } {
            Some(number) => out.push_str(&format!("{number:020}")),
            None => out.push_str(own),
        }
        rest = behind;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::natural_key;

    #[test]
    fn numbers_sort_as_numbers() {
        for sorted in [
            ["第1考场", "第2考场", "第10考场"],
            ["第二考场", "第十考场", "第十一考场"],
            ["第九考场", "第二十考场", "第三十二考场"],
            ["2", "10", "11"],
            ["A2", "A10", "B1"],
            ["", "01", "2"],
        ] {
            let mut own = sorted;
            own.sort_by_key(|text| natural_key(text));
            assert_eq!(own, sorted);
        }
    }
}
