//! 本人放弃: somebody who has applied gives up, in one of the steps of the round.

use std::str::FromStr;

use crate::problem::Place;

/// The step in which somebody gives up; what was decided in the steps before stays as it was. In the order of the round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WithdrawnIn {
    /// 资格审查.
    Review,
    /// 考试.
    Examination,
    /// 组织考察.
    Inspection,
    /// 讨论决定, before the vote.
    Decision,
    /// 公示聘任, after the vote.
    Appointment,
}

impl WithdrawnIn {
    /// The words in the workbook, in the order of the round.
    pub const WORDS: [&'static str; 5] = ["资格审查", "考试", "组织考察", "讨论决定", "公示聘任"];

    /// The word in the workbook.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Review => "资格审查",
            Self::Examination => "考试",
            Self::Inspection => "组织考察",
            Self::Decision => "讨论决定",
            Self::Appointment => "公示聘任",
        }
    }
}

/// A text that names no step of the round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownStep;

/// What stands behind the name of a step and leaves it the same: 面试前放弃 is in 考试. 面试后 is another step than 面试.
const AROUND: &[&str] =
    &["本人放弃", "放弃", "退出", "以前", "之前", "前", "期间", "期", "中", "时", "阶段", "环节", "步骤"];

impl FromStr for WithdrawnIn {
    type Err = UnknownStep;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let numbered = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '、' | '第' | '步');
        let mut bare = text.trim_start_matches(numbered);
        while let Some(rest) = AROUND.iter().find_map(|word| bare.strip_suffix(word)) {
            bare = rest;
        }
        match bare {
            "资格审查" | "资格审核" | "审查" | "审核" | "资审" | "报名" | "公开报名" => {
                Ok(Self::Review)
            }
            "考试" | "笔试" | "面试" | "笔试面试" | "笔试、面试" => Ok(Self::Examination),
            "组织考察" | "考察" | "民主测评" | "测评" | "个别谈话" | "谈话" => Ok(Self::Inspection),
            "讨论决定" | "讨论" | "票决" | "表决" | "党委会" | "党组会" | "党委会议" | "党组会议" => {
                Ok(Self::Decision)
            }
            "公示聘任" | "任前公示" | "公示" | "聘任" | "任职" | "任用" => Ok(Self::Appointment),
            _ => Err(UnknownStep),
        }
    }
}

/// 退出 of a person, as it is written in the 报名 sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// Its cell.
    pub at: Place,
    /// 退出步骤, where it names one.
    pub step: Option<WithdrawnIn>,
    /// Whether something is written for it: what names no step has been reported. Otherwise there is but a reason.
    pub written: bool,
    /// 退出原因, which no published paper says.
    pub reason: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_as_clerks_name_them() {
        use WithdrawnIn::{Appointment, Decision, Examination, Inspection, Review};
        for (text, step) in [
            ("资格审查", Some(Review)),
            ("资格审查阶段", Some(Review)),
            ("考试", Some(Examination)),
            ("考试前", Some(Examination)),
            ("面试前放弃", Some(Examination)),
            ("5-考试", Some(Examination)),
            ("考察期间", Some(Inspection)),
            ("民主测评前", Some(Inspection)),
            ("测评", Some(Inspection)),
            ("票决前", Some(Decision)),
            ("讨论决定", Some(Decision)),
            ("公示期", Some(Appointment)),
            ("公示期间", Some(Appointment)),
            ("任前公示", Some(Appointment)),
            ("面试后", None),
            ("中途", None),
            ("是", None),
            ("", None),
        ] {
            assert_eq!(text.parse().ok(), step, "{text}");
        }
        for word in WithdrawnIn::WORDS {
            assert_eq!(word.parse().map(WithdrawnIn::as_str), Ok(word));
        }
    }
}
