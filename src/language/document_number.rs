//! 发文字号 as GB/T 9704-2012, 7.2.5 writes it: the year in 〔〕, the number without leading noughts and without 第.

/// What is typed for 〔 and 〕, as keyboards have neither.
const OPENING: &str = "〔[［(（【{｛<＜〈《﹝﹙﹛";
const CLOSING: &str = "〕]］)）】}｝>＞〉》﹞﹚﹜";

/// A 发文字号 as it is printed: “吴水党[2020]第01号” is 吴水党〔2020〕1号. White space is left out; a text without a year in brackets
/// keeps the rest as it is.
#[must_use]
pub fn tidy(text: &str) -> String {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let found = bare.char_indices().find_map(|(at, c)| {
        let rest = OPENING.contains(c).then(|| bare.get(at + c.len_utf8()..)).flatten()?;
        let digits: String = rest.chars().map_while(digit).collect();
        let closing = rest.chars().skip(digits.len()).find(|c| *c != '年').filter(|c| CLOSING.contains(*c))?;
        let end = rest.find(closing)? + closing.len_utf8();
        (digits.len() == 4).then(|| (bare.get(..at).unwrap_or_default(), digits, rest.get(end..).unwrap_or_default()))
    });
    let Some((before, year, after)) = found else { return bare };
    let after = after.strip_prefix('第').unwrap_or(after);
    let digits: String = after.chars().map_while(digit).collect();
    let tail: String = after.chars().skip(digits.chars().count()).collect();
    let number = digits.trim_start_matches('0');
    format!("{before}〔{year}〕{}{tail}", if number.is_empty() { digits.as_str() } else { number })
}

/// A figure, half-width or full-width.
fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_stands_in_the_brackets_of_the_standard() {
        for (typed, printed) in [
            ("吴水党〔2020〕1号", "吴水党〔2020〕1号"),
            ("吴水党[2020]1号", "吴水党〔2020〕1号"),
            ("吴水党﹝2020﹞1号", "吴水党〔2020〕1号"),
            ("吴水发（2020） 12 号", "吴水发〔2020〕12号"),
            ("吴水发【２０２０】第０１２号", "吴水发〔2020〕12号"),
            ("（2020年）6号", "〔2020〕6号"),
            ("中共吴中区水务局党组（扩大）会议纪要[2020]6号", "中共吴中区水务局党组（扩大）会议纪要〔2020〕6号"),
            ("第6期", "第6期"),
            ("〔2020〕号", "〔2020〕号"),
            ("", ""),
        ] {
            assert_eq!(tidy(typed), printed, "{typed}");
        }
    }
}
