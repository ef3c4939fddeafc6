//! 年度考核 with a column a year: which year a header means.

use super::half_width;

/// Words in the header of a column about 考核 that holds no grade: money, places, points.
pub(in crate::workbook) const NO_GRADE: &[&str] =
    &["奖", "排名", "名次", "排序", "分", "金额", "工资", "津贴", "补贴", "备注", "文号"];

/// The year of a column like 2009年考核, 2009年度考核结果, 2009年度等次, 09年考核, 2009.
pub(in crate::workbook) fn year_of(header: &str) -> Option<i32> {
    let header = half_width(header);
    let digits: String = header.chars().filter(char::is_ascii_digit).collect();
    let words: String = header.chars().filter(|c| !c.is_ascii_digit()).collect();
    if NO_GRADE.iter().any(|word| words.contains(word)) {
        return None;
    }
    let named = words.contains("考核") || words.contains("等次");
    let about = ["", "年", "年度"].contains(&words.as_str()) || named;
    let number = digits.parse::<i32>().ok()?;
    let year = match digits.len() {
        4 if about => number,
        // Two digits mean a year only before 年, and in a column of 考核.
        2 if named && header.contains(&format!("{digits}年")) => of_two_digits(number),
        _ => return None,
    };
    (1950..=2100).contains(&year).then_some(year)
}

/// The year of a column that is called by two digits and nothing else: 20年, 98年度. It may as well be a length of time: the cells below it
/// say which.
pub(in crate::workbook) fn short_year_of(header: &str) -> Option<i32> {
    let header = half_width(header);
    let digits = header.strip_suffix("年度").or_else(|| header.strip_suffix('年'))?;
    let year = digits.parse::<i32>().ok().filter(|_| digits.len() == 2)?;
    Some(of_two_digits(year))
}

/// Nobody who is at work has been assessed before 1950.
fn of_two_digits(year: i32) -> i32 {
    year + if year < 50 { 2000 } else { 1900 }
}

/// Whether a header that may be that of 年度考核 means one year only: 2009年度考核, 年度考核（2009）; not 近三年考核（2009—2011年）.
pub(in crate::workbook) fn is_of_one_year(header: &str) -> bool {
    !["近", "历年"].iter().any(|word| header.contains(word)) && year_of(header).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_years_are_known_by_their_header() {
        for (header, year) in [
            ("2009年考核", Some(2009)),
            ("２０１０年度考核结果", Some(2010)),
            ("2011", Some(2011)),
            ("近三年年度考核结果2011", Some(2011)),
            ("3201考核", None),
            ("2011年工资", None),
            ("09年考核", Some(2009)),
            ("2011年度等次", Some(2011)),
            ("2011年考核奖", None),
            ("2011年考核得分", None),
            ("2011年考核排名", None),
            ("近三年考核09", None),
        ] {
            assert_eq!(year_of(header), year, "{header}");
        }
    }

    #[test]
    fn a_year_of_two_digits() {
        for (header, year) in
            [("20年", Some(2020)), ("98年度", Some(1998)), ("2年", None), ("2020年", None), ("工龄20年", None)]
        {
            assert_eq!(short_year_of(header), year, "{header}");
        }
    }

    #[test]
    fn a_column_for_all_years_is_of_no_single_one() {
        for (header, one) in [
            ("2017年度考核", true),
            ("年度考核(2017)", true),
            ("17年度考核等次", true),
            ("年度考核", false),
            ("年度考核(2017-2019年)", false),
            ("近三年年度考核结果(2019)", false),
        ] {
            assert_eq!(is_of_one_year(header), one, "{header}");
        }
    }
}
