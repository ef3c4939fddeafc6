//! The words for relatives, and which of them a line begins with.

/// Words for relatives, as forms have them.
const RELATIONS: &[&str] = &[
    "配偶",
    "丈夫",
    "妻子",
    "爱人",
    "妻",
    "夫",
    "父亲",
    "母亲",
    "父",
    "母",
    "儿子",
    "女儿",
    "子",
    "女",
    "长子",
    "次子",
    "长女",
    "次女",
    "独子",
    "独女",
    "岳父",
    "岳母",
    "公公",
    "婆婆",
    "公爹",
    "哥哥",
    "弟弟",
    "姐姐",
    "妹妹",
    "兄",
    "弟",
    "姐",
    "妹",
    "哥",
    "继父",
    "继母",
    "养父",
    "养母",
    "祖父",
    "祖母",
    "外祖父",
    "外祖母",
    "儿媳",
    "女婿",
    "岳丈",
    "叔父",
    "伯父",
    "舅父",
    "姑父",
    "姑母",
    "姨母",
    "姨父",
    "养子",
    "养女",
    "继子",
    "继女",
    "三子",
    "三女",
    "大哥",
    "二哥",
    "大姐",
    "二姐",
    "嫂子",
    "姐夫",
    "妹夫",
    "弟媳",
];

/// The relation a line begins with, however wide it is set (妻 子, 父　亲), and what follows the sign behind it.
pub(super) fn head(line: &str) -> Option<(&'static str, &str)> {
    let longest = RELATIONS.iter().filter_map(|word| Some((*word, behind(line, word)?)));
    longest.max_by_key(|(word, _)| word.len())
}

/// What follows a word that a line begins with, if it ends at a sign.
fn behind<'t>(line: &'t str, word: &str) -> Option<&'t str> {
    let mut rest = line;
    for sign in word.chars() {
        rest = rest.trim_start().strip_prefix(sign)?;
    }
    rest.starts_with(|c: char| is_parting(c)).then_some(rest)
}

/// Whether a sign parts what is said of a relative.
pub(super) fn is_parting(c: char) -> bool {
    matches!(c, '：' | ':' | '，' | ',' | '|' | '\t' | '、' | ' ' | '\u{3000}')
}

/// The relatives in a line, where one follows another: 父：张某，母：李某. A word that is set wide is none of two: 岳 父：张某.
pub(super) fn relatives(line: &str) -> Vec<&str> {
    let begins = |text: &str| head(text).is_some_and(|(_, rest)| rest.trim_start().starts_with(['：', ':']));
    let mut out = Vec::new();
    let (mut start, mut within) = (0, after_head(line));
    for (at, c) in line.char_indices().filter(|(_, c)| is_end(*c)) {
        let next = at + c.len_utf8();
        let Some(rest) = line.get(next..) else { break };
        if at >= within && begins(rest.trim_start()) {
            out.extend(line.get(start..at));
            start = next;
            within = next + after_head(rest);
        }
    }
    out.extend(line.get(start..));
    out
}

/// Behind what a relative may end.
fn is_end(c: char) -> bool {
    matches!(c, '，' | ',' | '、' | '。' | ' ' | '\u{3000}' | '\t')
}

/// Where what follows the relation of a line begins.
fn after_head(line: &str) -> usize {
    head(line.trim_start()).map_or(0, |(_, rest)| line.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relatives_in_a_line() {
        assert_eq!(relatives("父：张大，母：李大"), ["父：张大", "母：李大"]);
        assert_eq!(relatives("妻子：李某，群众，某中学"), ["妻子：李某，群众，某中学"]);
        assert_eq!(relatives("妻 子：李某，群众 儿　子：张小，学生"), ["妻 子：李某，群众", "儿　子：张小，学生"]);
        assert_eq!(relatives("岳 父：李某，1950.02"), ["岳 父：李某，1950.02"]);
    }

    #[test]
    fn a_relation_that_is_set_wide_is_one_word() {
        for (line, relation, rest) in [
            ("妻 子：王某", "妻子", "：王某"),
            ("父  亲 李明", "父亲", " 李明"),
            ("岳　父：李强", "岳父", "：李强"),
            ("外 祖 父，李强", "外祖父", "，李强"),
            ("子 李小", "子", " 李小"),
        ] {
            assert_eq!(head(line), Some((relation, rest)), "{line}");
        }
        assert_eq!(head("住址 某路"), None);
        assert_eq!(head("父亲李明"), None);
    }
}
