//! 任用: the publication and the appointment.

use chrono::NaiveDate;

use super::{PersonId, PostId, StatedTerm};
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
