//! 成绩 and 面试打分: the marks of the examination.

pub(super) mod elements;
pub(super) mod folded_marks;
pub(super) mod given;
pub(super) mod header_shares;
pub(super) mod interview;
pub(super) mod interview_elements;
pub(super) mod judges;
pub(super) mod marks;
