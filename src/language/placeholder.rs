//! What stands in a text for something that was never filled in: XXX, ××, ○○, …… alone.

/// Characters that are written in place of others, a class a line; a run of one class is one blank.
const CLASSES: [&[char]; 5] =
    [&['X', 'x', 'Ｘ', 'ｘ'], &['×', '✕', '╳'], &['○', '〇', '◯'], &['*', '＊'], &['_', '＿']];

/// What a lone X begins as a word.
const WORDS: [&str; 9] = ["光", "射线", "线", "染色体", "轴", "型", "形", "档", "片"];

/// What is written alone in place of what is to come.
const PROMISES: [&str; 16] = [
    "待补",
    "待补充",
    "待定",
    "待填",
    "待填写",
    "待完善",
    "待核实",
    "未填",
    "未定",
    "暂缺",
    "暂未填",
    "空",
    "空白",
    "见附件",
    "见附表",
    "另附",
];

/// Whether a text only says that something is still to be written, or written elsewhere: 待补, （空）, ？, 见附件.
#[must_use]
pub fn is_promise(text: &str) -> bool {
    let bare = text.trim().trim_matches(['(', ')', '（', '）', '。']);
    let asks = !bare.is_empty() && bare.chars().all(|c| matches!(c, '?' | '？'));
    asks || PROMISES.contains(&bare) || matches!(text.trim(), ".." | "。。")
}

/// The first blank of a text. A letter within a word or a number, a name or a year with 〇, a number that is masked, a sign of
/// multiplication are none.
#[must_use]
pub fn placeholder(text: &str) -> Option<&str> {
    let whole = text.trim();
    if is_dots(whole) {
        return Some(whole);
    }
    let mut rest = 0;
    while let Some(tail) = text.get(rest..) {
        let (start, class) = tail
            .char_indices()
            .find_map(|(at, c)| CLASSES.into_iter().find(|class| class.contains(&c)).map(|class| (rest + at, class)))?;
        let run = text.get(start..)?;
        let length = run.find(|c| !class.contains(&c)).unwrap_or(run.len());
        let (run, behind) = run.split_at_checked(length)?;
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        if is_blank(run, before, behind) {
            return Some(run);
        }
        rest = start + length;
    }
    None
}

/// Dots and nothing else.
fn is_dots(text: &str) -> bool {
    let dots = text.chars().filter(|c| matches!(c, '…' | '.' | '。' | '·' | '．')).count();
    dots == text.chars().count() && (text.contains('…') || dots > 2)
}

/// Whether a run of such characters, between what stands before and behind it, is a blank.
fn is_blank(run: &str, before: Option<char>, behind: &str) -> bool {
    let after = behind.chars().next();
    let count = run.chars().count();
    let next_to = |is: fn(char) -> bool| before.is_some_and(is) || after.is_some_and(is);
    match run.chars().next() {
        Some('X' | 'x' | 'Ｘ' | 'ｘ') if next_to(|c| c.is_ascii_alphabetic() || ('Ａ'..='ｚ').contains(&c)) => {
            false
        }
        Some('X' | 'x' | 'Ｘ' | 'ｘ') if count > 1 => true,
        // X名, 近X年, X镇; X光 and the 3X4 of a table are words.
        Some('X' | 'x' | 'Ｘ' | 'ｘ') => {
            let word = WORDS.iter().any(|word| behind.starts_with(word));
            let joined =
                next_to(|c| c.is_ascii_digit() || ('０'..='９').contains(&c) || matches!(c, '-' | '－' | '·' | '.'));
            !word && !joined && (before.is_some_and(is_han) || after.is_none_or(is_han))
        }
        Some('×' | '✕' | '╳') => count > 1,
        // 二〇〇八年 is a year.
        Some('○' | '〇' | '◯') => count > 1 && !next_to(is_numeral),
        // 138****1234 is a number that is masked.
        Some('*' | '＊') => count > 1 && !next_to(|c| c.is_ascii_alphanumeric()),
        _ => count > 2 && !next_to(|c| c.is_ascii_alphanumeric()),
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}')
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || super::numeral::is_numeral(c) || matches!(c, '百' | '千' | '两')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_to_come_stands_alone() {
        for text in ["待补", "待定", "（空）", "(待补)", "?", "？？", "..", "见附件", "暂缺。"] {
            assert!(is_promise(text), "{text}");
        }
        for text in ["", "无", "/", "（）", "待业", "见附件1第三行", "党政办公室科员（待定）", "空军某部", "."]
        {
            assert!(!is_promise(text), "{text}");
        }
    }

    #[test]
    fn what_was_never_filled_in_is_told_from_what_was() {
        for (text, blank) in [
            ("吴中区XXX镇", "XXX"),
            ("吴中区ＸＸ局", "ＸＸ"),
            ("吴中区××镇", "××"),
            ("吴中区○○镇", "○○"),
            ("〇〇镇党政办公室", "〇〇"),
            ("**局", "**"),
            ("XX", "XX"),
            ("xxx", "xxx"),
            ("X", "X"),
            ("0512-XXXXXXXX", "XXXXXXXX"),
            ("138XXXX1234", "XXXX"),
            ("近X年年度考核称职", "X"),
            ("副科长X名", "X"),
            ("X镇", "X"),
            ("〔2012〕X号", "X"),
            ("甪政发〔2012〕XX号文", "XX"),
            ("2012年X月X日", "X"),
            ("李X", "X"),
            ("……", "……"),
            ("…", "…"),
            ("......", "......"),
            ("联系人：____", "____"),
            ("教材ABC及XX读本", "XX"),
        ] {
            assert_eq!(placeholder(text), Some(blank), "{text}");
        }
        for text in [
            "",
            "教材ABC",
            "李〇",
            "二〇〇八年",
            "二○○八年五月",
            "一九〇〇年",
            "三〇〇",
            "2○○8",
            "0512-65951234转8001",
            "32050619750314001X",
            "MAX",
            "XML、XXL",
            "X光室医师",
            "X-ray",
            "3X4米",
            "笔试成绩×50%＋面试成绩×权重",
            "138****1234",
            "3205****0016",
            "zhang_san@163.com",
            "德、能、勤、绩、廉……",
            "会计学、法学等……专业",
            "第IX期",
            "iPhoneX",
            "A.",
            "—",
            "√",
            "×",
        ] {
            assert_eq!(placeholder(text), None, "{text}");
        }
    }
}
