//! File names that every system takes.

/// Names Windows keeps for devices.
const DEVICES: &[&str] = &[
    "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8",
    "COM9", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
    // To Windows these are figures, too.
    "COM¹", "COM²", "COM³", "LPT¹", "LPT²", "LPT³",
];

/// The longest name as Windows counts, in units of UTF-16; with folders this stays well below its 260.
const LONGEST: usize = 80;

/// The longest name in bytes: Linux takes 255, and an ending and （旧12） may follow. A rare character alone has four.
const MOST_BYTES: usize = 228;

/// As much of a text as there is room for beside something else.
fn cut(text: &str, beside: &str) -> String {
    let units = |text: &str| text.encode_utf16().count();
    let mut left = (LONGEST.saturating_sub(units(beside)), MOST_BYTES.saturating_sub(beside.len()));
    let fits = |c: &char| {
        let rest = left.0.checked_sub(c.len_utf16()).zip(left.1.checked_sub(c.len_utf8()));
        left = rest.unwrap_or_default();
        rest.is_some()
    };
    text.chars().take_while(fits).collect()
}

/// A name of two parts, of which the second stays whole: of a long post and a person's name the post is cut.
pub fn safe_name_with(head: &str, tail: &str) -> String {
    let (head, tail) = (replaced(head), replaced(tail));
    safe_name(&format!("{}{tail}", cut(&head, &tail)))
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
    let short = cut(&replaced(name), "");
    let trimmed = short.trim_matches(|c: char| c.is_whitespace() || c == '.');
    let stem = trimmed.split('.').next().unwrap_or_default().trim_end().to_uppercase();
    if trimmed.is_empty() || DEVICES.contains(&stem.as_str()) {
        format!("_{}", cut(trimmed, "_"))
    } else {
        trimmed.to_owned()
    }
}

/// The name with signs that every system takes.
fn replaced(name: &str) -> String {
    name.chars()
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
        .collect()
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
        assert_eq!(safe_name("COM¹"), "_COM¹");
        assert_eq!(safe_name("con .pdf"), "_con .pdf");
        assert_eq!(safe_name(&"长".repeat(200)).chars().count(), 76);
        assert_eq!(safe_name(&"a".repeat(200)).chars().count(), 80);
        assert_eq!(safe_name("许念𤧛"), "许念𤧛");
    }

    #[test]
    fn of_a_long_post_the_name_of_the_person_stays() {
        let name = safe_name_with(&"长".repeat(90), "-阿不都热合曼");
        assert!(name.ends_with("长-阿不都热合曼"), "{name}");
        assert_eq!(name.chars().count(), 76);
        assert_eq!(safe_name_with("科长", "-张三"), "科长-张三");
    }

    #[test]
    fn a_name_is_bounded_in_bytes_and_as_windows_counts() {
        // A Linux file system takes 255 bytes, with what is put behind.
        for name in ["𤧛", "长", "ü", "a", "👩‍👧"].map(|c| c.repeat(100)) {
            for own in [safe_name(&name), safe_name_with(&name, "-许念𤧛"), safe_name(&format!("con.{name}"))] {
                assert!(format!("{own}（旧12）.docx").len() <= 255, "{own}: {}", own.len());
                assert!(own.encode_utf16().count() <= 80, "{own}");
            }
        }
        assert!(safe_name_with(&"𤧛".repeat(100), "-许念𤧛").ends_with("𤧛-许念𤧛"));
    }

    #[test]
    fn no_two_files_have_one_name() {
        let long = "长".repeat(76);
        let names = apart(vec![long.clone(), long.clone(), "A岗".into(), "a岗".into(), "a岗（2）".into()]);
        let cut = format!("{}（2）", "长".repeat(73));
        assert_eq!(names, [long.as_str(), cut.as_str(), "A岗", "a岗（2）", "a岗（2）（2）"]);
    }
}
