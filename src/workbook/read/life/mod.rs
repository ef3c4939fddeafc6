//! What belongs to an applicant besides the roster's columns: 简历 and 家庭成员, on sheets of their own, in columns, or whole in one cell.

pub(super) mod career;
pub(super) mod items;
pub(super) mod periods;
mod relations;
pub(super) mod relatives;
mod sheet;

pub(super) use sheet::{family, resume};

use crate::problem::{Place, Problem};

/// Where the first error stands of those found since.
pub(crate) fn first_error(problems: &[Problem], before: usize) -> Option<&Place> {
    problems.iter().skip(before).find(|problem| problem.is_error()).map(|problem| &problem.place)
}
