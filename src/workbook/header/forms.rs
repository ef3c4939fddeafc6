//! The words of a header, without what people write around them.

/// The ways a word may be meant: as it stands, without what is in brackets, without marks and numbers around it.
pub(in crate::workbook) fn forms(word: &str) -> Vec<String> {
    let bare = without_brackets(word);
    let trimmed = bare.trim_matches(['*', ':', '.', '、', '★', '※']).to_owned();
    let unnumbered =
        trimmed.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['.', '、']).to_owned();
    let chinese = without_latin(&unnumbered).to_owned();
    let (question, bare_question) = asked(&chinese);
    let whole = without_share(&chinese).to_owned();
    let mut out = vec![word.to_owned()];
    for form in [bare, trimmed, unnumbered, chinese, question, bare_question, whole] {
        if !form.is_empty() && !out.contains(&form) {
            out.push(form);
        }
    }
    out
}

/// 笔试成绩占60%: how much it counts is not what it is called. Of 笔试成绩60% it may be that part alone.
fn without_share(word: &str) -> &str {
    let Some(digits) = word.strip_suffix('%') else { return word };
    let before = digits.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    before.strip_suffix('占').filter(|name| before.len() < digits.len() && !name.is_empty()).unwrap_or(word)
}

/// 姓名 Name: the name in the other language behind it says the same. One letter tells columns apart (志愿A).
fn without_latin(word: &str) -> &str {
    let own = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || matches!(c, '.' | '/' | '-' | '&' | '\''));
    let latin = word.get(own.len()..).unwrap_or_default();
    let letters = latin.chars().filter(char::is_ascii_alphabetic).count();
    if letters > 1 && own.chars().next_back().is_some_and(|c| !c.is_ascii()) { own } else { word }
}

/// 您的姓名, 请选择您报名的岗位, 您现在的工作单位及职务是: the questions of an online form. Second: without 的 in it. Both empty where
/// nobody is asked.
fn asked(word: &str) -> (String, String) {
    let bare = word.trim_end_matches(['?', ':', '是', '为']);
    let bare = ["请填写", "请输入", "请选择", "请问"].iter().find_map(|verb| bare.strip_prefix(verb)).unwrap_or(bare);
    let bare = ["您的", "你的", "您", "你"].iter().find_map(|whose| bare.strip_prefix(whose)).unwrap_or(bare);
    let bare = ["现在的", "目前的", "现在", "目前"].iter().find_map(|when| bare.strip_prefix(when)).unwrap_or(bare);
    if bare == word { (String::new(), String::new()) } else { (bare.to_owned(), bare.replace('的', "")) }
}

/// “姓名（曾用名）” is a name all the same: what stands in brackets is left out.
fn without_brackets(text: &str) -> String {
    let mut out = String::new();
    let mut depth = 0_u32;
    for c in text.chars() {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}
