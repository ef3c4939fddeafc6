//! Forms in folders that nobody is read from: whose they are, told once a folder.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::id_of;
use super::{Aside, Form};
use crate::language::name::normalize;
use crate::problem::{Place, Problem};
use crate::workbook::schema::APPLICANTS;
use crate::workbook::table::Table;

/// So many names are shown.
const SHOWN: usize = 3;

/// Who has been read, and whether with a form.
#[derive(Default)]
struct Known {
    by_id: BTreeMap<String, bool>,
    by_name: BTreeMap<String, bool>,
}

impl Known {
    fn of(tables: &[Table]) -> Self {
        let mut out = Self::default();
        let rows = tables.iter().filter(|table| table.schema.name == APPLICANTS.name).flat_map(|table| &table.rows);
        for row in rows {
            if let Some(id) = id_of(&row.value("身份证号").show()) {
                *out.by_id.entry(id).or_default() |= row.form.is_some();
            }
            *out.by_name.entry(normalize(&row.value("姓名").show())).or_default() |= row.form.is_some();
        }
        out
    }

    /// Whether the person of a form has been read with a form; `None`: not at all.
    fn has(&self, form: &Form) -> Option<bool> {
        let id = id_of(form.text("ShenFenZheng"));
        let own = id.and_then(|id| self.by_id.get(&id));
        own.or_else(|| self.by_name.get(&normalize(form.text("XingMing")))).copied()
    }
}

/// Tells of folders with forms of people who were not read, and of people who lack the form that lies there. Copies of forms that were
/// read are nobody's concern.
pub(in crate::workbook) fn report(tables: &[Table], aside: &[Aside], problems: &mut Vec<Problem>) {
    let known = Known::of(tables);
    // In a round whose workbook says everything forms lie about for other uses.
    let of_use = known.by_name.values().any(|has| *has)
        || problems.iter().any(|problem| {
            let of_roster =
                |table: &Table| table.schema.name == APPLICANTS.name && table.place.sheet == problem.place.sheet;
            problem.code == "missing-column" && tables.iter().any(of_roster)
        });
    for Aside { folder, forms } in aside {
        let names = |wanted: Option<bool>| -> Vec<String> {
            let own = forms.iter().filter(|form| known.has(form) == wanted);
            let names: BTreeSet<String> = own.map(|form| normalize(form.text("XingMing"))).collect();
            names.into_iter().filter(|name| !name.is_empty()).collect()
        };
        let count = forms.len();
        let (strangers, bare) = (names(None), names(Some(false)));
        let place = Place::file(folder);
        let message = |what: String| format!("这个文件夹里有{count}份任免审批表没有读，{what}");
        let problem = if !strangers.is_empty() {
            Problem::warning("unread-forms", place, message(format!("其中{}没有读进来", shown(&strangers))))
        } else if of_use && !bare.is_empty() {
            Problem::warning("spare-forms", place, message(format!("{}没有用上审批表", shown(&bare))))
        } else {
            continue;
        };
        problems.push(problem.advice(
            "是这一轮报名人员的，请移到工作簿旁边的“任免审批表”文件夹里（里面可以再分一层文件夹）；不是的请移到别处。",
        ));
    }
}

fn shown(names: &[String]) -> String {
    let first = names.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join("、");
    if names.len() > SHOWN { format!("{first}等{}人", names.len()) } else { first }
}
