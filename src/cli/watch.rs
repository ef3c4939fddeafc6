//! `watch`, and `render --watch`: the same again each time a file changes.
//!
//! Files are looked at twice a second, by length and time of change: that works on every system and on network drives, where
//! notices of changes do not arrive. A run that fails is told and the next change waited for.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::args::Make;
use super::{Ending, Refusal, complain, say};
use crate::workbook::folder_of;

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(500);

/// What files were there: length and time of change.
type Seen = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

/// `watch`: makes the round's documents, and makes what changed again whenever the workbook, a photograph or a template is saved.
pub(super) fn make(args: &Make) -> Result<Ending, Refusal> {
    let folder = if args.round.is_dir() { args.round.clone() } else { folder_of(&args.round) };
    if !args.round.exists() {
        return Err(Refusal(format!("找不到“{}”。", args.round.display())));
    }
    let look = || {
        let mut seen = Seen::new();
        // The round's own files; below it only what is read there: the output may lie there too.
        files(&folder, false, &mut seen);
        for own in super::inputs() {
            files(&folder.join(own), true, &mut seen);
        }
        seen
    };
    again(look, || super::make::run(args))
}

/// Runs once, and again after each change, for ever.
pub(super) fn again(
    look: impl Fn() -> Seen,
    mut run: impl FnMut() -> Result<Ending, Refusal>,
) -> Result<Ending, Refusal> {
    let mut seen = look();
    let mut why = String::from("开始");
    for count in 1_u64.. {
        say(&format!("第{count}次（{why}）："));
        let ending = match run() {
            Ok(Ending::Done) => "做好了",
            Ok(Ending::Attention) => "做完了，有要看的",
            // An unreadable workbook is likely half saved; an error in a template is about to be mended.
            Err(Refusal(reason)) => {
                complain(&reason);
                "没有做成"
            }
        };
        say(&format!("第{count}次{ending}，等下一次改动；按 Ctrl+C 结束。"));
        let next = changed(&seen, &look);
        why = told(&seen, &next);
        seen = next;
    }
    Ok(Ending::Done)
}

/// Waits until something is different and has stayed so for one look: a file is not read while it is being written.
fn changed(seen: &Seen, look: &impl Fn() -> Seen) -> Seen {
    let mut last = look();
    loop {
        std::thread::sleep(PAUSE);
        let now = look();
        if now != *seen && now == last {
            return now;
        }
        last = now;
    }
}

/// Which files are different, by name.
fn told(before: &Seen, now: &Seen) -> String {
    let differs = |path: &&PathBuf| before.get(*path) != now.get(*path);
    let name = |path: &PathBuf| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut names: Vec<String> =
        now.keys().chain(before.keys().filter(|path| !now.contains_key(*path))).filter(differs).map(name).collect();
    let more = names.len().saturating_sub(3);
    names.truncate(3);
    let rest = if more > 0 { format!("等{}个文件", names.len() + more) } else { String::new() };
    format!("{}{rest}有改动", names.join("、"))
}

/// The files of a folder, or below it: not hidden ones, nor what office programs lay beside an open file, nor what is made.
pub(super) fn files(folder: &Path, below: bool, seen: &mut BTreeMap<PathBuf, (u64, Option<SystemTime>)>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with('.') || name.starts_with('~') {
            continue;
        }
        if path.is_dir() {
            if below {
                files(&path, below, seen);
            }
        } else if !matches!(path.extension().and_then(|own| own.to_str()), Some("pdf" | "docx" | "tmp")) {
            file(&path, seen);
        }
    }
}

/// One file.
pub(super) fn file(path: &Path, seen: &mut BTreeMap<PathBuf, (u64, Option<SystemTime>)>) {
    if let Ok(data) = std::fs::metadata(path) {
        seen.insert(path.to_owned(), (data.len(), data.modified().ok()));
    }
}
