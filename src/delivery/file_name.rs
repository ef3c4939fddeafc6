//! File names that every system takes.

/// Names Windows keeps for devices.
const DEVICES: &[&str] = &["CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "LPT1", "LPT2", "LPT3", "LPT4"];

/// The longest name in characters; with folders this stays well below Windows' 260.
const LONGEST: usize = 80;

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
        assert_eq!(safe_name(""), "_");
        assert_eq!(safe_name(&"长".repeat(200)).chars().count(), 80);
        assert_eq!(safe_name("许念𤧛"), "许念𤧛");
    }
}
