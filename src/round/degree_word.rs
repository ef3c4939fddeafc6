//! 学历 in the words of 干部任免审批表: 大学 for 本科, 大专 for 专科, 研究生 for 硕士研究生.

/// Levels as they are written, longer words first, and the form's word for each.
const WORDS: [(&str, &str); 18] = [
    ("硕士研究生", "研究生"),
    ("博士研究生", "研究生"),
    ("研究生", "研究生"),
    ("硕士", "研究生"),
    ("博士", "研究生"),
    ("大学本科", "大学"),
    ("本科", "大学"),
    ("专升本", "大学"),
    ("专接本", "大学"),
    ("专转本", "大学"),
    ("专插本", "大学"),
    ("大学专科", "大专"),
    ("专科", "大专"),
    ("大专", "大专"),
    ("大学", "大学"),
    ("中专", "中专"),
    ("高中", "高中"),
    ("初中", "初中"),
];

/// What may stand behind a level and says no more.
const BEHIND: [&str; 4] = ["学历", "毕业", "文化程度", "教育"];

/// What may stand before it: the form has a row for 全日制教育 and one for 在职教育.
const KINDS: [&str; 4] = ["全日制普通", "全日制", "普通", "在职"];

/// The words of the form for what is written. 中央党校大学 stays what it is; what is no plain level (本科在读, 苏州大学) stays as written.
#[must_use]
pub fn form_word(text: &str) -> String {
    let marks = |c: char| c.is_whitespace() || matches!(c, '、' | '，' | ',' | '；' | ';' | '/' | '／');
    let mut out = String::new();
    for part in text.split_inclusive(marks) {
        let end = part.find(marks).unwrap_or(part.len());
        let (own, mark) = part.split_at_checked(end).unwrap_or((part, ""));
        out.push_str(&one(own));
        out.push_str(mark);
    }
    out
}

/// One level.
fn one(text: &str) -> String {
    // 大学（本科） says one thing twice; what else stands in brackets stays.
    let inner = text.strip_suffix(['）', ')']).and_then(|text| text.split_once(['（', '(']));
    if let Some((own, note)) = inner {
        let (own, note) = (one(own), note);
        let bracket = text.find(['（', '(']).and_then(|at| text.get(at..)).unwrap_or_default();
        return if one(note) == own { own } else { format!("{own}{bracket}") };
    }
    let bare = BEHIND.iter().fold(text, |text, word| text.strip_suffix(word).unwrap_or(text));
    let found = WORDS.iter().find_map(|(word, form)| Some((bare.strip_suffix(word)?, form)));
    let Some((before, form)) = found else { return text.to_owned() };
    let school = KINDS.iter().find_map(|kind| before.strip_prefix(kind)).unwrap_or(before);
    if school.is_empty() || school.ends_with("党校") { format!("{school}{form}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::form_word;

    #[test]
    fn levels_have_the_words_of_the_form() {
        for (written, word) in [
            ("本科", "大学"),
            ("大学本科", "大学"),
            ("大学", "大学"),
            ("大学学历", "大学"),
            ("全日制本科", "大学"),
            ("全日制普通本科", "大学"),
            ("在职大学", "大学"),
            ("在职研究生", "研究生"),
            ("硕士研究生", "研究生"),
            ("博士研究生毕业", "研究生"),
            ("硕士", "研究生"),
            ("大学专科", "大专"),
            ("专科", "大专"),
            ("大专", "大专"),
            ("专升本", "大学"),
            ("大学（本科）", "大学"),
            ("本科（函授）", "大学（函授）"),
            ("中央党校大学", "中央党校大学"),
            ("省委党校本科", "省委党校大学"),
            ("省委党校研究生", "省委党校研究生"),
            ("大专、在职本科", "大专、大学"),
            ("中专", "中专"),
            ("高中", "高中"),
            // Not for the program to say.
            ("苏州大学", "苏州大学"),
            ("苏州大学本科", "苏州大学本科"),
            ("本科在读", "本科在读"),
            ("大普", "大普"),
            ("技校", "技校"),
            ("", ""),
        ] {
            assert_eq!(form_word(written), word, "{written}");
        }
    }
}
