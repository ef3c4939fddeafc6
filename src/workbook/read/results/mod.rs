//! What the later steps bring: review, evaluation, inspection, votes, appointments, and what an office states of its own beside them.

pub(super) mod appointments;
mod conclusion;
pub(super) mod evaluations;
pub(super) mod inspections;
pub(super) mod relieved;
pub(super) mod review;
pub(in crate::workbook) mod stated;
pub(super) mod stated_terms;
pub(super) mod votes;
