//! 清单.json: every file that was made, from what, and what was not made and why. It holds no times and no absolute paths, so
//! that the same input gives the same list.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::journal;
use crate::problem::{Place, Problem, in_chinese};
use crate::round::Round;

/// A file that was made.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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

    /// Reads a list; `None` if it is none.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok().filter(|list: &Self| list.program.starts_with("jinggang "))
    }

    /// Whether a file is such a list, and not somebody's own of the same name.
    pub fn is_own(bytes: &[u8]) -> bool {
        Self::read(bytes).is_some()
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

/// The lists in a folder.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// By their names: that of all, and those of shares.
    pub lists: BTreeMap<String, Manifest>,
    /// By the names of their lists: what runs that were cut off, or are under way, have entered.
    pub journals: BTreeMap<String, Manifest>,
    /// What cannot be read of them, to be told: the files that such a list has entered would count as edited without a word.
    pub unread: Vec<Problem>,
}

/// The lists in a folder.
pub(super) fn lists(folder: &Path) -> Lists {
    let mut out = Lists::default();
    let unread = |name: &str, reason: &str| {
        let message = format!("清单读不出来（{reason}），它记着的文件都当作有人改过，不会重写");
        let advice = "请看看是不是没有传完、正被别的程序占用；坏了的请删去，在做这一份的电脑上重做。";
        Problem::warning("list-unread", Place::file(name), message).advice(advice)
    };
    let entries: std::io::Result<Vec<_>> = std::fs::read_dir(folder).and_then(Iterator::collect);
    let entries = match entries {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return out,
        Err(error) => {
            out.unread.push(unread(&folder.display().to_string(), &in_chinese(&error)));
            return out;
        }
    };
    let mut names: Vec<String> =
        entries.into_iter().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    let is_list = |name: &str| {
        let share = name.strip_prefix("清单-").and_then(|rest| rest.strip_suffix(".json"));
        name == Manifest::NAME || share.is_some_and(|share| share.chars().all(|c| c.is_ascii_digit() || c == '-'))
    };
    for name in names {
        let of = journal::list_of(&name).filter(|list| is_list(list));
        if of.is_none() && !is_list(&name) {
            continue;
        }
        match (std::fs::read(folder.join(&name)), of) {
            (Ok(bytes), Some(list)) => drop(out.journals.insert(list, journal::read(&bytes))),
            (Ok(bytes), None) => match Manifest::read(&bytes) {
                Some(list) => drop(out.lists.insert(name, list)),
                None => out.unread.push(unread(&name, "内容不完整，或者不是程序写的")),
            },
            // Deleted since, by a run that has come to its end.
            (Err(error), Some(_)) if error.kind() == std::io::ErrorKind::NotFound => {}
            (Err(error), _) => out.unread.push(unread(&name, &in_chinese(&error))),
        }
    }
    out
}

/// The round whose documents lie in a folder, if that is another one than this.
pub fn another_round(out: &Path, round: &Round) -> Option<String> {
    let own = round_of(round);
    let Lists { lists, journals, .. } = lists(out);
    let others = lists.into_values().chain(journals.into_values()).map(|list| list.round);
    others.into_iter().find(|there| !there.is_empty() && !own.is_empty() && *there != own)
}
