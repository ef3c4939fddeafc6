//! 清单.json: every file that was made, from what, and what was not made and why. It holds no times and no absolute paths, so
//! that the same input gives the same list.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::round::Round;

/// A file that was made.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Entry {
    /// Its path below the output folder, with `/`.
    #[serde(rename = "路径")]
    pub path: String,
    /// The step.
    #[serde(rename = "步骤")]
    pub step: String,
    /// The document.
    #[serde(rename = "文书")]
    pub form: String,
    /// Whom it is for; empty for the round.
    #[serde(rename = "对象")]
    pub subject: String,
    /// The template.
    #[serde(rename = "模板")]
    pub template: String,
    /// Its length in bytes.
    #[serde(rename = "字节")]
    pub size: u64,
    /// Its SHA-256.
    #[serde(rename = "SHA256")]
    pub sha256: String,
    /// The hash of everything it was made from.
    #[serde(rename = "输入")]
    pub input: String,
    /// What there is to say about it.
    #[serde(rename = "提醒", default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// A document that was not made.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Absent {
    /// The document.
    #[serde(rename = "文书")]
    pub form: String,
    /// Whom it would be for; empty for all.
    #[serde(rename = "对象")]
    pub subject: String,
    /// Why.
    #[serde(rename = "原因")]
    pub reason: String,
}

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Manifest {
    /// The program's version.
    #[serde(rename = "程序")]
    pub program: String,
    /// The workbook's name.
    #[serde(rename = "工作簿")]
    pub workbook: String,
    /// Whose round it is: 单位名称 and year; empty where the workbook does not say.
    #[serde(rename = "轮次", default, skip_serializing_if = "String::is_empty")]
    pub round: String,
    /// The files, by path.
    #[serde(rename = "文件")]
    pub files: Vec<Entry>,
    /// Files of earlier runs that the round no longer calls for and that still lie there.
    #[serde(rename = "过时", default, skip_serializing_if = "Vec::is_empty")]
    pub stale: Vec<Entry>,
    /// What was not made.
    #[serde(rename = "未做")]
    pub absent: Vec<Absent>,
}

impl Manifest {
    /// Its file name.
    pub const NAME: &'static str = "清单.json";

    /// Reads a list; anything unreadable counts as none.
    pub fn parse(bytes: &[u8]) -> Self {
        serde_json::from_slice(bytes).unwrap_or_default()
    }

    /// Whether a file is such a list, and not somebody's own of the same name.
    pub fn is_own(bytes: &[u8]) -> bool {
        Self::parse(bytes).program.starts_with("jinggang ")
    }

    /// The list as JSON, sorted.
    ///
    /// # Errors
    /// If it cannot be put into words; an empty list must not take its place.
    pub fn to_json(&self) -> std::io::Result<Vec<u8>> {
        let mut sorted = self.clone();
        sorted.files.sort();
        sorted.stale.sort();
        sorted.absent.sort();
        let mut out = serde_json::to_vec_pretty(&sorted)?;
        out.push(b'\n');
        Ok(out)
    }
}

/// 单位名称 and year, by which one round is told from another; empty for a roster.
pub(super) fn round_of(round: &Round) -> String {
    let (office, year) = (round.plan.text("单位名称"), round.plan.text("年份"));
    if office.is_empty() { String::new() } else { format!("{office}{year}年") }
}

/// The name of a run's list: each share of several computers has its own.
pub(super) fn name_of(shard: Option<(usize, usize)>) -> String {
    match shard {
        Some((part, of)) => format!("清单-{part}-{of}.json"),
        None => Manifest::NAME.to_owned(),
    }
}

/// The lists in a folder, by their names: that of all, and those of shares.
pub(super) fn lists(folder: &Path) -> BTreeMap<String, Manifest> {
    let Ok(entries) = std::fs::read_dir(folder) else { return BTreeMap::new() };
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let is_list = |name: &String| {
        let share = name.strip_prefix("清单-").and_then(|rest| rest.strip_suffix(".json"));
        name == Manifest::NAME || share.is_some_and(|share| share.chars().all(|c| c.is_ascii_digit() || c == '-'))
    };
    let read = |name: String| {
        let bytes = std::fs::read(folder.join(&name)).ok()?;
        Some((name, Manifest::parse(&bytes)))
    };
    names.filter(is_list).filter_map(read).collect()
}

/// The round whose documents lie in a folder, if that is another one than this.
pub fn another_round(out: &Path, round: &Round) -> Option<String> {
    let own = round_of(round);
    let others = lists(out).into_values().map(|list| list.round);
    others.into_iter().find(|there| !there.is_empty() && !own.is_empty() && *there != own)
}
