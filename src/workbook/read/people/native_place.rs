//! 籍贯 and 出生地 with the words 省, 市, 区, which 干部任免审批表 leaves out: 江苏苏州, 江苏吴中.

use crate::problem::Problem;
use crate::workbook::read::told::cells_with::cells_with;
use crate::workbook::table::Table;

/// Places whose name ends so without being any such thing.
const NAMES: [&str; 3] = ["沙市", "津市", "前锋区"];

/// Such a word in a text. What is left when it goes is not for the program to say: of 江苏省苏州市吴中区 the form wants two names of three.
fn word(text: &str) -> Option<String> {
    let text = text.trim();
    let bare = NAMES.iter().fold(text.to_owned(), |text, name| text.replace(name, ""));
    let word = ["自治区", "省", "市"].into_iter().find(|word| bare.contains(word));
    word.or_else(|| bare.ends_with('区').then_some("区")).map(str::to_owned)
}

/// Tells of it.
pub(crate) fn report(applicants: Option<&Table>, problems: &mut Vec<Problem>) {
    let Some(table) = applicants else { return };
    let wanted = |column: &crate::workbook::schema::Column| matches!(column.key, "籍贯" | "出生地");
    for (found, more) in cells_with(table, wanted, |_, text| word(text)) {
        let message = format!("写了“{}”字，任免审批表上照印{more}", found.part);
        let problem = Problem::warning("native-place", found.place.clone(), message);
        problems.push(found.told(problem.advice(
            "请写成“江苏苏州”“江苏吴中”的样子：省名和县（市、区）名连写，不带省、市、区字；直辖市的只写“上海”。",
        )));
    }
}

#[cfg(test)]
mod tests {
    use super::word;

    #[test]
    fn places_of_the_form_are_told_from_addresses() {
        for (text, found) in [
            ("江苏吴中", None),
            ("上海", None),
            ("河南浚县", None),
            ("湖南津市", None),
            ("江苏省苏州市吴中区", Some("省")),
            ("苏州市", Some("市")),
            ("江苏吴中区", Some("区")),
            ("广西壮族自治区", Some("自治区")),
            ("", None),
        ] {
            assert_eq!(word(text).as_deref(), found, "{text}");
        }
    }
}
