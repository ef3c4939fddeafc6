//! What the later steps bring: evaluation, inspection, votes, appointments, and what an office states of its own beside them.

pub(super) mod appointments;
pub(super) mod evaluations;
pub(super) mod inspections;
pub(in crate::workbook) mod stated;
pub(super) mod stated_terms;
pub(super) mod votes;
