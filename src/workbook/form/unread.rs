//! Forms that cannot be read: papers that were made with them are not made again without.

use std::path::Path;

use super::folder::number_in;
use super::rows::id_of;
use crate::language::name::normalize;
use crate::problem::Problem;
use crate::workbook::file::file_name;
use crate::workbook::file_words::parts;
use crate::workbook::table::Table;

/// Marks the people of the roster whose forms cannot be read, by what the files are called; where the name of a file says nothing of
/// anybody, everybody who has no other form. A file that is called as somebody else is the form of somebody the roster does not have.
pub(super) fn mark(table: &mut Table, problems: &mut [Problem]) {
    for problem in problems.iter_mut().filter(|problem| problem.code == "form-damaged") {
        let file = file_name(Path::new(problem.place.file.as_str()));
        let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
        let (number, words) = (number_in(stem), parts(stem));
        let is_named = |name: &str, id: &str| {
            let named = words.iter().any(|word| *word == normalize(name).to_uppercase());
            match (&number, id_of(id)) {
                (Some(number), Some(own)) => *number == own,
                _ => named,
            }
        };
        let named =
            |row: &crate::workbook::table::Row| is_named(&row.value("姓名").show(), &row.value("身份证号").show());
        let known = table.rows.iter().any(named);
        // 新建, 1 and the like are no names.
        let says_nothing = number.is_none() && words.iter().all(|word| !may_be_a_name(word));
        let mut names: Vec<String> = Vec::new();
        for row in table.rows.iter_mut().filter(|row| row.form.is_none()) {
            if named(row) || (!known && says_nothing) {
                row.unread_form.get_or_insert_with(|| problem.place.clone());
                names.push(normalize(&row.value("姓名").show()));
            }
        }
        names.dedup();
        let held = match names.as_slice() {
            [] => continue,
            [name] if known => {
                problem.person = Some(name.clone());
                format!("改好以前，{name}的文书先不做，做好的不动。")
            }
            _ => "看不出是谁的：改好以前，没有审批表的各人的文书先不做，做好的不动。".to_owned(),
        };
        problem.message = problem.message.replace("，这个人没有读进来", "");
        problem.advice.push_str(&held);
    }
}

/// Whether a word is as long as names of people are, and none that files are called by.
fn may_be_a_name(word: &str) -> bool {
    const NONE: &[&str] = &["新建", "未命名", "无标题", "干部", "人员", "报名", "NEW", "LRMX"];
    let han = word.chars().all(|c| matches!(u32::from(c), 0x3400..=0x9FFF | 0x20000..=0x3FFFF) || c == '·');
    han && (2..=4).contains(&word.chars().count()) && !NONE.contains(&word)
}
