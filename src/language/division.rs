//! 行政区划代码 (GB/T 2260): which codes were ever given out. The first six digits of an identity number are the code of the day it
//! was issued, whatever has become of the place since.

use std::sync::OnceLock;

/// The codes the Ministry of Civil Affairs has published, from 1980 to April 2019.
const CODES: &str = include_str!("divisions.txt");

/// Provinces whose divisions are not in the list: 台湾, 香港, 澳门, and 83, which residence permits for 台湾居民 begin with.
const WITHOUT_DIVISIONS: &[&str] = &["71", "81", "82", "83"];

/// What of a code is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// The whole code.
    Whole,
    /// Its province only, or its province and prefecture.
    Part,
    /// Not even its province.
    Nothing,
}

/// Looks up six digits.
#[must_use]
pub fn known(code: &str) -> Known {
    let codes = codes();
    let has = |code: Option<u32>| code.is_some_and(|code| codes.binary_search(&code).is_ok());
    let province = code.get(..2).unwrap_or_default();
    if WITHOUT_DIVISIONS.contains(&province) || has(code.parse().ok()) {
        Known::Whole
    } else if has(province.parse::<u32>().ok().map(|province| province * 10_000)) {
        Known::Part
    } else {
        Known::Nothing
    }
}

/// All codes, sorted.
fn codes() -> &'static [u32] {
    static CODES_READ: OnceLock<Vec<u32>> = OnceLock::new();
    CODES_READ.get_or_init(|| {
        let mut out = Vec::with_capacity(8000);
        for line in CODES.lines().filter(|line| !line.starts_with('#')) {
            let mut words = line.split(' ');
            let Some(prefecture) = words.next().and_then(|word| word.parse::<u32>().ok()) else { continue };
            out.extend(words.filter_map(|word| word.parse::<u32>().ok()).map(|last| prefecture * 100 + last));
        }
        out.sort_unstable();
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_today_and_of_former_days_are_known() {
        // 吴中区 since 2001; 吴县 before; 吴县市 between; 崇文区 until 2010; 江阴县.
        for code in ["320506", "320524", "320586", "110103", "320221", "441900", "710000", "830000"] {
            assert_eq!(known(code), Known::Whole, "{code}");
        }
        for code in ["320599", "329901"] {
            assert_eq!(known(code), Known::Part, "{code}");
        }
        for code in ["990101", "000000", "abc"] {
            assert_eq!(known(code), Known::Nothing, "{code}");
        }
        assert!(codes().len() > 7000 && codes().windows(2).all(|pair| pair[0] < pair[1]), "{}", codes().len());
    }
}
