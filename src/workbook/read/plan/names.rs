//! Several people in one item of the plan (领导小组成员, 会议出席).

use crate::language::name::normalize;
use crate::language::title::ends_in_title;
use crate::problem::{Place, Problem};
use crate::workbook::cell::{CellValue, is_space};
use crate::workbook::values::{Reader, clean};

/// Names, separated by 、 or what else is typed for it. Spaces may stand between people (李四 王五) or within a name (张 三): where
/// both would be possible, that is told.
pub(crate) fn names(cell: &CellValue, place: &Place, reader: &mut Reader<'_>) -> Vec<String> {
    let text = clean(&reader.text(cell, place));
    let mut out = Vec::new();
    let marks = |c: char| matches!(c, '、' | '，' | ',' | ';' | '；' | '\n');
    for part in split_outside(&text, marks).into_iter().filter(|part| !part.chars().all(is_space)) {
        match people(part) {
            Some(people) => out.extend(people),
            None => {
                let problem = Problem::warning("name", place.clone(), "分不清是几个人");
                reader.report(problem.found(part.trim()).advice("人与人之间请用顿号分开，姓名中间不空格。"));
                out.push(normalize(part));
            }
        }
    }
    out
}

/// The parts of a text between marks that stand outside of brackets: 王某（书记、局长） is one.
fn split_outside(text: &str, mark: impl Fn(char) -> bool) -> Vec<&str> {
    let (mut out, mut start, mut depth) = (Vec::new(), 0, 0_u32);
    for (at, c) in text.char_indices() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            c if depth == 0 && mark(c) => {
                out.extend(text.get(start..at));
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    // A bracket that is never closed holds nothing together.
    if depth > 0 {
        return text.split(mark).collect();
    }
    out.extend(text.get(start..));
    out
}

/// The people between two marks; `None` if that cannot be told.
fn people(text: &str) -> Option<Vec<String>> {
    let mut whole: Vec<String> = Vec::new();
    for part in split_outside(text, is_space).into_iter().map(normalize).filter(|part| !part.is_empty()) {
        match whole.last_mut() {
            // 赵一 （纪检组长）: what is in brackets belongs to the name before it.
            Some(last) if part.starts_with(['（', '(']) => last.push_str(&part),
            _ => whole.push(part),
        }
    }
    let noted = whole.iter().any(|part| part.contains(['（', '(']));
    if noted && whole.len() > 1 {
        let bare = |part: &String| part.split(['（', '(']).next().unwrap_or_default().chars().count();
        // 李 梅（副局长）: two single characters make a name.
        if whole.len() == 2 && whole.iter().all(|part| bare(part) == 1) {
            return Some(vec![whole.concat()]);
        }
        // One alone may belong to either side.
        return whole.iter().all(|part| bare(part) > 1).then_some(whole);
    }
    let parts = whole;
    let lengths: Vec<usize> = parts.iter().map(|part| part.chars().count()).collect();
    let chinese = |c: char| matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}' | '·' | '〇');
    let one = || Some(vec![parts.concat()]);
    if parts.len() <= 1 || !parts.iter().all(|part| part.chars().all(chinese)) {
        return one();
    }
    // 张 三, 欧阳 修, 王 小 明.
    if lengths.contains(&1) && (parts.len() == 2 || (parts.len() == 3 && lengths.iter().all(|length| *length == 1))) {
        return one();
    }
    let mut out: Vec<String> = Vec::new();
    let mut before = String::new();
    let mut rest = parts.iter().peekable();
    while let Some(part) = rest.next() {
        let whole = if part.chars().count() > 1 {
            part.clone()
        } else {
            // 张 三 李四: two single characters make a name; one alone, or three, may belong to either side.
            let second = rest.next_if(|next| next.chars().count() == 1)?;
            if rest.peek().is_some_and(|next| next.chars().count() == 1) {
                return None;
            }
            format!("{part}{second}")
        };
        before.push_str(&whole);
        // 党委书记 张三 is one person.
        let titled = ends_in_title(&whole) || whole.ends_with("同志");
        if !titled || rest.peek().is_none() {
            out.push(std::mem::take(&mut before));
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_apart_by_any_mark() {
        for (written, wanted, told) in [
            ("张三，李四 王五、赵六", "张三、李四、王五、赵六", 0),
            ("张三,李四；王五", "张三、李四、王五", 0),
            ("张　三、李四", "张三、李四", 0),
            ("张 三 李四", "张三、李四", 0),
            ("欧阳 修", "欧阳修", 0),
            ("王 小 明", "王小明", 0),
            ("党委书记 张三、李四", "党委书记张三、李四", 0),
            ("阿卜杜拉·买买提 李四", "阿卜杜拉·买买提、李四", 0),
            ("李四 张 小明", "李四张小明", 1),
            ("张 三 李 四", "张三李四", 1),
            ("赵一（纪检组长） 钱二 孙三", "赵一（纪检组长）、钱二、孙三", 0),
            ("王某（书记、局长）、李 梅（副局长）", "王某（书记、局长）、李梅（副局长）", 0),
            ("赵一 （纪检组长） 钱二", "赵一（纪检组长）、钱二", 0),
            ("John Smith", "JohnSmith", 0),
            ("无", "无", 0),
        ] {
            let mut problems = Vec::new();
            let mut reader = Reader { problems: &mut problems, person: None };
            let found = names(&CellValue::Text(written.to_owned()), &Place::sheet("", "方案"), &mut reader);
            assert_eq!((found.join("、").as_str(), problems.len()), (wanted, told), "{written}");
        }
    }
}
