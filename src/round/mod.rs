//! The round as data: the office and its plan, the posts, the people, what was counted and decided. No input or output here.

mod applicant;
mod appointment;
mod cells;
mod degree;
mod degree_word;
mod evaluation;
mod inspection;
mod marks;
mod plan;
mod post;
mod sheet_names;
mod stated;
mod vote;
mod withdrawal;

pub use applicant::{
    Applicant, Assessment, Conclusion, Education, Employment, OtherApplication, Period, Photo, PhotoSource,
    Reapplication, Relative, Review,
};
pub use appointment::{Appointment, Publication, UnreadAppointment, relieved};
pub use cells::Cells;
pub use degree::Degree;
pub(crate) use degree::{COURSES, EQUAL, LEVELS, UNFINISHED, names_level};
pub use degree_word::form_word;
pub use evaluation::{ASPECTS, Aspect, EvaluationCount, Overall};
pub use inspection::{Inspection, Opinion, Talk};
pub use marks::{Absence, InterviewMarks, Marks, Score};
pub use plan::{Origin, Plan, Setting, Share, Value, meeting_of, organ_of, party_of};
pub use post::{ANY_AGE, Asked, Post};
pub use sheet_names::SheetNames;
pub use stated::{Stated, StatedKind, StatedTerm};
pub use vote::VoteCount;
pub use withdrawal::{UnknownStep, Withdrawal, WithdrawnIn};

use std::path::PathBuf;

use crate::language::calendar::Calendar;
use crate::problem::Place;

/// A value and the place it was read from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub at: Place,
}

/// The number of an applicant in [`Round::applicants`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub usize);

/// The number of a post in [`Round::posts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PostId(pub usize);

/// A whole round.
#[derive(Debug, Clone, Default)]
pub struct Round {
    /// The folder the workbook lies in.
    pub folder: PathBuf,
    /// The workbook's file name.
    pub workbook: String,
    /// The plan: office, dates, rules.
    pub plan: Plan,
    /// 岗位, in the order of the plan.
    pub posts: Vec<Post>,
    /// 报名人员, in the order of the sheet.
    pub applicants: Vec<Applicant>,
    /// 考官 who gave anybody a mark, in the order of the columns of 面试打分.
    pub judges: Vec<String>,
    /// 民主测评.
    pub evaluations: Vec<EvaluationCount>,
    /// Whose row of 民主测评 for which post cannot be read: it is counted by no other row, either.
    pub unread_evaluations: Vec<(PersonId, PostId)>,
    /// 谈话.
    pub talks: Vec<Talk>,
    /// 考察.
    pub inspections: Vec<Inspection>,
    /// 票决.
    pub votes: Vec<VoteCount>,
    /// 任用.
    pub appointments: Vec<Appointment>,
    /// Rows of 任用 that could not be read in: of nobody who is known, or for no post that is.
    pub unread_appointments: Vec<UnreadAppointment>,
    /// Results that the office has worked out itself, to be compared.
    pub stated: Vec<Stated>,
    /// 节假日: days off and days of work that the week alone does not tell.
    pub calendar: Calendar,
    /// Which sheets the workbook has.
    pub sheets: Vec<&'static str>,
    /// What it calls those that have another name with the program.
    pub sheet_names: SheetNames,
    /// Where people stand of whom it is not known who they are: a sheet or form that could not be read.
    pub unread: Option<Place>,
    /// The same of an applicant, or of all of them: what hides them is an error, not a sheet that may hold others.
    pub missed: Option<Place>,
}

impl Round {
    /// An applicant.
    pub fn applicant(&self, id: PersonId) -> Option<&Applicant> {
        self.applicants.get(id.0)
    }

    /// A post.
    pub fn post(&self, id: PostId) -> Option<&Post> {
        self.posts.get(id.0)
    }

    /// Whether the workbook has a sheet.
    pub fn has_sheet(&self, name: &str) -> bool {
        self.sheets.contains(&name)
    }

    /// Whether there is nothing but people: a roster (花名册), neither plan nor posts.
    pub fn is_roster(&self) -> bool {
        self.has_sheet("报名") && !self.has_sheet("方案") && !self.has_sheet("岗位")
    }

    /// Everybody's number, in the order of the sheet.
    pub fn people(&self) -> impl Iterator<Item = PersonId> + use<> {
        (0..self.applicants.len()).map(PersonId)
    }

    /// Every post's number, in the order of the plan.
    pub fn post_ids(&self) -> impl Iterator<Item = PostId> + Clone + use<> {
        (0..self.posts.len()).map(PostId)
    }
}
