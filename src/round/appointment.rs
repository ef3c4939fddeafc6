//! 任用: the publication and the appointment.

use chrono::NaiveDate;

use super::{PersonId, PostId, StatedTerm};
use crate::language::nothing::is_nothing;
use crate::problem::Place;

/// 公示结果.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Publication {
    /// 无异议.
    NoObjection,
    /// 有异议不影响任用.
    ObjectionDismissed,
    /// 有异议影响任用.
    ObjectionUpheld,
    /// 本人放弃: the person no longer wants the office.
    Withdrawn,
    /// Something is given, but not understood, which has been reported: it may have been any of them.
    Unread,
}

/// A row of 任用 that could not be read in: it is not known whom or which post it is about, or it contradicts itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadAppointment {
    /// Its row.
    pub at: Place,
    /// Who, if that is known.
    pub person: Option<PersonId>,
    /// 任职文号.
    pub document: String,
    /// Why, in words.
    pub why: &'static str,
}

/// 任用: what follows for one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// Its row.
    pub at: Place,
    /// Who.
    pub person: PersonId,
    /// To which post.
    pub post: PostId,
    /// 公示结果.
    pub publication: Option<Publication>,
    /// 拟免职务: the office the person gives up with the new one.
    pub relieved: String,
    /// 任职文号.
    pub document: String,
    /// 任职日期.
    pub date: Option<NaiveDate>,
    /// 聘书编号.
    pub letter: String,
    /// 试用期考核: passed or not.
    pub trial: Option<bool>,
    /// 聘期 and 试用期 as the office has written them beside it.
    pub stated: Vec<StatedTerm>,
}

/// The post somebody gives up, without the words that the documents put around it: 免去某科科长职务 is 某科科长, 无 nothing.
#[must_use]
pub fn relieved(text: &str) -> &str {
    let text = text.trim().trim_end_matches(['。', '.', '；', ';']);
    if is_nothing(text) || text == "不免" {
        return "";
    }
    let bare = ["拟免去其", "拟免去", "免去该同志", "免去其", "免去", "同时免去其", "同时免去", "拟免", "免"]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text);
    let bare = ["的职务", "职务", "一职"].iter().find_map(|word| bare.strip_suffix(word)).unwrap_or(bare);
    // 原任职务 names no post: it stays as it is written.
    if bare.is_empty() || matches!(bare, "原" | "原任" | "现任" | "现") { text } else { bare }
}
