//! The later steps whose columns a roster may go on with, and which column may be which of theirs.

use std::collections::BTreeSet;

use super::groups::{is_below, is_elsewhere, is_group, is_of_others, number, of_number};
use crate::workbook::file::RawSheet;
use crate::workbook::header::{Finder, Header, Meaning, index_in};
use crate::workbook::schema::{APPOINTMENT, EVALUATION, INSPECTION, INTERVIEW, REVIEW, SCORES, Sheet, VOTE};
use crate::workbook::table::marks::is_judge;

/// A later step.
pub(super) struct Step {
    pub sheet: &'static Sheet,
    /// Words of columns that it has and no roster: one of them has to be there.
    pub tells: &'static [&'static str],
    /// What it is called above its columns, or in front of their names: 测评应到.
    pub called: &'static [&'static str],
}

/// Words of the review. 是否合格 and 是否通过 may be said of an examination, of the health, of a vote.
const REVIEWED: &[&str] = &[
    "审查结论",
    "审查意见",
    "审查结果",
    "审查原因",
    "审核结论",
    "审核意见",
    "审核结果",
    "审核原因",
    "资审结论",
    "资审结果",
    "是否符合条件",
    "是否通过资格审查",
    "是否通过审查",
    "是否通过审核",
    "审查是否",
    "在编在职",
    "受处分影响期",
];

/// All of them.
pub(super) const STEPS: &[Step] = &[
    Step { sheet: &REVIEW, tells: REVIEWED, called: &["资格审查", "资格审核", "审查", "审核"] },
    Step { sheet: &SCORES, tells: &["笔试", "面试"], called: &["笔试", "考试", "成绩"] },
    Step { sheet: &INTERVIEW, tells: &["考官", "评委"], called: &["面试"] },
    Step {
        sheet: &EVALUATION, tells: &["胜任", "测评", "总体优秀", "总体称职"], called: &["民主测评", "测评"]
    },
    Step { sheet: &INSPECTION, tells: &["考察"], called: &["组织考察", "考察"] },
    Step {
        sheet: &VOTE,
        tells: &["同意", "赞成", "票决"],
        called: &["党委会", "党组会", "常委会", "无记名票决", "票决", "表决", "投票"],
    },
    Step {
        sheet: &APPOINTMENT,
        tells: &["公示结果", "任职文号", "聘书编号", "试用期考核"],
        called: &["公示", "任用", "任职", "聘任"],
    },
];

/// What says who a row is about, and what every sheet may have: such columns stay the roster's.
pub(super) const SHARED: &[&str] = &["姓名", "身份证号", "岗位", "备注"];

/// A step with columns in a roster; of several ballots, one of them.
pub(super) struct Later {
    pub schema: &'static Sheet,
    pub step: &'static Step,
    /// Which of several ballots or batches.
    pub number: u32,
    /// The roster's header, read as that of the step's sheet.
    pub header: Header,
    /// By column, which of the step's own it may be.
    own: Vec<Option<usize>>,
    /// By column, which of the step's own it is called like and is not.
    pub other: Vec<Option<usize>>,
}

/// What a column of the roster is to a step.
enum Fit {
    /// One of its own; whether it says so.
    Own(usize, bool),
    /// One that is only called so.
    Other(usize),
    None,
}

impl Later {
    /// The columns of a step in a header of a roster, which begins no higher than a row and ends in another one, both from 0, if one of
    /// them is none of a roster.
    pub fn of(raw: &RawSheet, columns: &[Meaning], (highest, row): (usize, usize), step: &'static Step) -> Vec<Self> {
        let schema = step.sheet;
        let Some(header) = Finder::of(schema).ending(raw, highest, row, is_group) else { return Vec::new() };
        let judged = columns.iter().any(|meaning| matches!(meaning, Meaning::Unknown(name) if is_judge(name)));
        if schema.name == INTERVIEW.name && !judged {
            return Vec::new();
        }
        let fits: Vec<Fit> = (0..columns.len()).map(|column| fit(&header, column, step, judged)).collect();
        let numbers: BTreeSet<u32> = (0..columns.len())
            .filter(|column| matches!(fits.get(*column), Some(Fit::Own(..))))
            .map(|column| number(&header, column, step))
            .collect();
        let later = |nth: u32| Self::numbered(&header, &fits, nth, step);
        let tells = |later: &Self, (column, meaning): (usize, &Meaning)| match meaning {
            Meaning::Unknown(name) if later.at(column).is_some() || later.is_judge(name) => {
                step.tells.iter().any(|word| name.contains(word)) || is_below(&later.header, column, step)
            }
            _ => false,
        };
        let named = |later: &Self, (column, meaning): (usize, &Meaning)| match meaning {
            Meaning::Unknown(name) => {
                later.other.get(column).copied().flatten().is_some()
                    && step.tells.iter().any(|word| name.contains(word))
            }
            _ => false,
        };
        let told = |later: &Self| columns.iter().enumerate().any(|own| tells(later, own));
        let likely = |later: &Self| columns.iter().enumerate().any(|own| named(later, own));
        // What has no number is of the first.
        let numbers = if numbers.is_empty() { BTreeSet::from([1]) } else { numbers };
        let mut out: Vec<Self> = numbers.into_iter().map(later).collect();
        // What is only called like the step's own is told, and nothing is its own beside it.
        out.retain(|later| told(later) || likely(later));
        for later in out.iter_mut().filter(|later| !told(later)) {
            later.own.fill(None);
        }
        out
    }

    fn numbered(header: &Header, fits: &[Fit], nth: u32, step: &'static Step) -> Self {
        let is_of = |column: usize| number(header, column, step) == nth;
        let said: BTreeSet<usize> = fits
            .iter()
            .enumerate()
            .filter(|(column, _)| is_of(*column))
            .filter_map(|(_, fit)| if let Fit::Own(index, true) = fit { Some(*index) } else { None })
            .collect();
        // 票决同意 goes before a 同意 that does not say what of.
        let own = fits.iter().enumerate().map(|(column, fit)| match fit {
            Fit::Own(index, sure) if is_of(column) && (*sure || !said.contains(index)) => Some(*index),
            _ => None,
        });
        let other = fits.iter().map(|fit| match fit {
            Fit::Own(index, false) if said.contains(index) => Some(*index),
            Fit::Other(index) => Some(*index),
            _ => None,
        });
        Self {
            schema: step.sheet,
            step,
            number: nth,
            header: header.clone(),
            own: own.collect(),
            other: other.collect(),
        }
    }

    /// Which of its own columns may stand in a column, from 0.
    pub fn at(&self, column: usize) -> Option<usize> {
        self.own.get(column).copied().flatten()
    }

    /// Whether a column that nobody knows holds a judge's marks.
    pub fn is_judge(&self, name: &str) -> bool {
        self.schema.name == INTERVIEW.name && is_judge(name)
    }
}

/// What is left of a name without the word of a step it begins with.
fn bare<'n>(name: &'n str, step: &Step) -> Option<&'n str> {
    step.called.iter().find_map(|called| name.strip_prefix(called))
}

/// Which column of a step stands in a column of the roster, by its name, or by what is left of it without the step's; `judged`: judges'
/// marks stand in the sheet, and without them 面试 is over the marks of a list.
fn fit(header: &Header, column: usize, step: &Step, judged: bool) -> Fit {
    let meaning = header.columns.get(column);
    let index = match meaning {
        Some(Meaning::Known(index) | Meaning::Repeated(index)) => Some(*index),
        Some(Meaning::Unknown(name)) => {
            let own = header.words_of(column).last().unwrap_or_default();
            // 票决同意票 may have the step's word above it, too.
            let names = [bare(name, step), bare(own, step), of_number(own, step)];
            names.into_iter().flatten().find_map(|name| index_in(step.sheet, name))
        }
        _ => None,
    };
    let key = index.and_then(|index| step.sheet.columns.get(index)).map(|column| column.key);
    let (Some(index), Some(key)) = (index, key) else { return Fit::None };
    // 应到 below 民主测评 is none of the ballot.
    let besides = Some(INTERVIEW.name).filter(|_| !judged && step.sheet.name == SCORES.name);
    if SHARED.contains(&key) || is_elsewhere(header, column, step, besides) {
        return Fit::None;
    }
    if is_of_others(header, column, step) {
        return Fit::Other(index);
    }
    let own = header.words_of(column).last().unwrap_or_default();
    let said = is_below(header, column, step) || step.called.iter().any(|called| own.contains(called));
    Fit::Own(index, said)
}
