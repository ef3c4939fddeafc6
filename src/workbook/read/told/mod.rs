//! What is told though no paper comes of it: columns and sheets that nobody reads, cells that somebody should look at.

pub(super) mod cell_notes;
pub(super) mod cells_with;
pub(super) mod column_hints;
pub(super) mod doubts;
pub(super) mod remarks;
pub(super) mod sheets;
pub(super) mod struck;
pub(super) mod unfilled;
pub(super) mod unread_columns;
