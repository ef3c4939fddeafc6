//! File names that every system takes.

/// Names Windows keeps for devices.
const DEVICES: &[&str] = &[
    "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8",
    "COM9", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
];

/// The longest name in characters; with folders this stays well below Windows' 260.
const LONGEST: usize = 80;

/// A name of two parts, of which the second stays whole: of a long post and a person's name the post is cut.
pub fn safe_name_with(head: &str, tail: &str) -> String {
    let room = LONGEST.saturating_sub(tail.chars().count());
    let head: String = head.chars().take(room).collect();
    safe_name(&format!("{head}{tail}"))
}

/// The names, each but once: systems that know no capitals take 甲A and 甲a for one file. What comes later is numbered.
pub fn apart(names: Vec<String>) -> Vec<String> {
    let mut taken = std::collections::BTreeSet::new();
    let mut free = |name: &str| taken.insert(name.to_lowercase());
    let mut own = |name: String| {
        if free(&name) {
            return name;
        }
        let numbered = (2..).map(|number| safe_name_with(&name, &format!("（{number}）")));
        numbered.into_iter().find(|name| free(name)).unwrap_or(name)
    };
    names.into_iter().map(&mut own).collect()
}

/// A name for a file or folder: signs that systems forbid become their full-width forms, white space and points at the ends go.
pub fn safe_name(name: &str) -> String {
    let replaced: String = name
        .chars()
        .map(|c| match c {
            '/' => '／',
            '\\' => '＼',
            ':' => '：',
            '*' => '＊',
            '?' => '？',
            '"' => '＂',
            '<' => '＜',
            '>' => '＞',
            '|' => '｜',
            c if c.is_control() => '_',
            c => c,
        })
        .collect();
    let short: String = replaced.chars().take(LONGEST).collect();
    let trimmed = short.trim_matches(|c: char| c.is_whitespace() || c == '.');
    let stem = trimmed.split('.').next().unwrap_or_default().to_uppercase();
    if trimmed.is_empty() || DEVICES.contains(&stem.as_str()) { format!("_{trimmed}") } else { trimmed.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forbidden_signs_become_full_width() {
        assert_eq!(safe_name("科长/副科长:1名?"), "科长／副科长：1名？");
        assert_eq!(safe_name(" 张三. "), "张三");
        assert_eq!(safe_name("con"), "_con");
        assert_eq!(safe_name("COM7"), "_COM7");
        assert_eq!(safe_name(""), "_");
        assert_eq!(safe_name(&"长".repeat(200)).chars().count(), 80);
        assert_eq!(safe_name("许念𤧛"), "许念𤧛");
    }

    #[test]
    fn of_a_long_post_the_name_of_the_person_stays() {
        let name = safe_name_with(&"长".repeat(90), "-阿不都热合曼");
        assert!(name.ends_with("长-阿不都热合曼"), "{name}");
        assert_eq!(name.chars().count(), 80);
        assert_eq!(safe_name_with("科长", "-张三"), "科长-张三");
    }

    #[test]
    fn no_two_files_have_one_name() {
        let long = "长".repeat(80);
        let names = apart(vec![long.clone(), long.clone(), "A岗".into(), "a岗".into(), "a岗（2）".into()]);
        let cut = format!("{}（2）", "长".repeat(77));
        assert_eq!(names, [long.as_str(), cut.as_str(), "A岗", "a岗（2）", "a岗（2）（2）"]);
    }
}
