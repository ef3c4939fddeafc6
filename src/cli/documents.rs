//! How a round's documents stand: what `list` and `status` tell of each.

use crate::forms::{Form, Subjects, subjects};
use crate::procedure::Decisions;
use crate::round::Round;

/// How a document stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Standing {
    /// How many can be made.
    pub count: usize,
    /// How many more there would be but for errors in the data of those they are for.
    pub blocked: usize,
    /// What it waits for, if none can be made.
    pub waiting: Option<String>,
}

impl Standing {
    /// Of a form in a round.
    pub fn of(form: &Form, round: &Round, decisions: &Decisions) -> Self {
        match subjects(form, round, decisions) {
            Subjects::Ready(list) => {
                let blocked = list.iter().filter(|subject| subject.blocked.is_some()).count();
                Self { count: list.len() - blocked, blocked, waiting: None }
            }
            Subjects::Waiting(reason) => Self { count: 0, blocked: 0, waiting: Some(reason) },
        }
    }

    /// What is said of those that are held back; empty if none are.
    pub fn held_back(&self) -> String {
        match self.blocked {
            0 => String::new(),
            blocked => format!("，另有{blocked}份因数据有错误暂不做"),
        }
    }
}
