//! The later steps whose columns a roster may go on with, and which column may be which of theirs.

use crate::workbook::file::RawSheet;
use crate::workbook::header::{Header, Meaning, find, index_in};
use crate::workbook::schema::{APPOINTMENT, EVALUATION, INSPECTION, INTERVIEW, REVIEW, SCORES, Sheet, VOTE};
use crate::workbook::table::marks::is_judge;
use crate::workbook::table::row_number;

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

/// A step with columns in a roster.
pub(super) struct Later {
    pub schema: &'static Sheet,
    /// The roster's header, read as that of the step's sheet.
    pub header: Header,
    /// By column, which of the step's own it may be.
    own: Vec<Option<usize>>,
}

impl Later {
    /// The columns of a step in the header of a roster, which ends in a row from 1, if one of them is none of a roster.
    pub fn of(raw: &RawSheet, columns: &[Meaning], row: u32, step: &Step) -> Option<Self> {
        let schema = step.sheet;
        let header = find(raw, schema).filter(|header| row_number(header.row) == row)?;
        let own = (0..columns.len()).map(|column| own(&header, column, step)).collect();
        let later = Self { schema, header, own };
        let tells = |(column, meaning): (usize, &Meaning)| match meaning {
            Meaning::Unknown(name) if later.at(column).is_some() || later.is_judge(name) => {
                step.tells.iter().any(|word| name.contains(word)) || later.header.is_below(column, step.called)
            }
            _ => false,
        };
        columns.iter().enumerate().any(tells).then_some(later)
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

/// Which column of a step stands in a column of the roster, by its name, or by what is left of it without the step's.
fn own(header: &Header, column: usize, step: &Step) -> Option<usize> {
    let index = match header.columns.get(column)? {
        Meaning::Known(index) | Meaning::Repeated(index) => *index,
        Meaning::Unknown(name) => {
            let bare = step.called.iter().find_map(|called| name.strip_prefix(called))?;
            index_in(step.sheet, bare)?
        }
        _ => return None,
    };
    let key = step.sheet.columns.get(index)?.key;
    // 应到 below 民主测评 is none of the ballot.
    let elsewhere = !header.is_below(column, step.called)
        && STEPS.iter().any(|other| other.sheet.name != step.sheet.name && header.is_below(column, other.called));
    (!SHARED.contains(&key) && !elsewhere).then_some(index)
}
