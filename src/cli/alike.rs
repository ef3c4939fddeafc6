//! Problems that say the same of many cells: told in full a few times, then where the others stand.

use crate::problem::Problem;

/// As many problems of one kind are told in full; of the others, where they stand.
const IN_FULL: usize = 5;

/// Each setting of the plan is a matter of its own.
const PLAN: &str = "方案";

/// Of problems of one kind, those that are told in full, and a sentence on where the others stand. `folds`: which of them may be but named.
pub(super) fn folded<'p>(
    same: &[&'p Problem],
    folds: impl Fn(&Problem) -> bool,
) -> (impl Iterator<Item = &'p Problem>, Option<String>) {
    // Of a missing sheet there is no cell to name: only its sentence tells which.
    let may_be = |problem: &&Problem| !short_place(problem).is_empty() && folds(problem);
    let (mut cells, whole): (Vec<&Problem>, Vec<&Problem>) = same.iter().partition(|problem| may_be(problem));
    let of_plan = same.first().is_some_and(|problem| problem.place.sheet == PLAN);
    let rest = if of_plan { Vec::new() } else { cells.split_off(cells.len().min(IN_FULL)) };
    let places: Vec<String> = rest.iter().map(|problem| short_place(problem)).collect();
    let named = (!rest.is_empty()).then(|| format!("同样的还有 {} 处：{}。", rest.len(), places.join("、")));
    (whole.into_iter().chain(cells), named)
}

/// Problems of one kind together, in the order of their first: those that say the same of other cells of the sheet.
pub(super) fn kinds<'p>(group: &[&'p Problem]) -> Vec<Vec<&'p Problem>> {
    type Kind<'k> = (&'k str, &'k str, String);
    let mut out: Vec<(Kind<'_>, Vec<&Problem>)> = Vec::new();
    for problem in group {
        let kind = (problem.code, problem.place.sheet.as_str(), wording(&problem.message));
        match out.iter_mut().find(|(own, _)| *own == kind) {
            Some((_, same)) => same.push(problem),
            None => out.push((kind, vec![problem])),
        }
    }
    out.into_iter().map(|(_, same)| same).collect()
}

/// A sentence without what it quotes, its numbers and what it gives as the reason.
fn wording(message: &str) -> String {
    let mut quoted = false;
    let kept = message.split('：').next().unwrap_or_default().chars().filter(|c| {
        quoted = (quoted || *c == '“') && *c != '”';
        !quoted && !c.is_ascii_digit()
    });
    kept.collect()
}

/// The cell and whom it is about; empty for a problem of a whole sheet or file.
fn short_place(problem: &Problem) -> String {
    match &problem.person {
        Some(person) => format!("{}（{person}）", problem.place.cell()),
        None => problem.place.cell(),
    }
}
