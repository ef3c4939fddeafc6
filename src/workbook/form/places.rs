//! Where forms lie: beside the workbook, in the folders for them and one level of folders below, as people are sorted by department;
//! and in other folders, from which nobody is read, but which are not passed over without a word.

use std::collections::BTreeMap;
use std::io::ErrorKind::{InvalidInput, NotADirectory, NotFound};
use std::path::{Path, PathBuf};

use super::folder::{FOLDERS, is_form_name};
use crate::workbook::file::file_name;

/// What the program leaves in folders it has made: the forms in them were written, not handed in.
const MADE: &[&str] = &["清单.json", "导出清单.json"];

/// The forms of a round.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// Those to be read, and what they are called.
    pub read: Vec<(PathBuf, String)>,
    /// Those in other folders, by what the folder is called.
    pub aside: Vec<(String, Vec<PathBuf>)>,
    /// Folders for forms that cannot be listed, what they are called, and why.
    pub closed: Vec<(String, std::io::Error)>,
}

/// What of a folder matters here, by name.
#[derive(Default)]
struct Listed {
    forms: Vec<PathBuf>,
    folders: Vec<PathBuf>,
    /// Whether the program has made it.
    is_made: bool,
}

impl Places {
    /// Looks through a folder.
    pub fn of(folder: &Path) -> Self {
        let mut places = Self::default();
        let mut found = Vec::new();
        let own = places.list(folder, folder);
        found.extend(own.forms);
        // A folder for forms may be given by itself.
        let is_for_forms = |path: &Path| FOLDERS.contains(&file_name(path).as_str());
        let given = is_for_forms(&folder.canonicalize().unwrap_or_else(|_| folder.to_owned()));
        let mut parts: Vec<PathBuf> = if given { own.folders.clone() } else { Vec::new() };
        for name in FOLDERS {
            let inner = places.list(&folder.join(name), folder);
            found.extend(inner.forms);
            parts.extend(inner.folders);
        }
        for part in &parts {
            let inner = places.list(part, folder);
            found.extend(inner.forms);
            places.put_aside(inner.folders, folder);
        }
        let others = own.folders.into_iter().filter(|path| !is_for_forms(path) && !parts.contains(path));
        places.put_aside(others.collect(), folder);
        places.read = named(found, folder);
        places
    }

    /// Lists a folder that forms are read from.
    fn list(&mut self, folder: &Path, round: &Path) -> Listed {
        listed(folder).unwrap_or_else(|error| {
            self.closed.push((relative(folder, round), error));
            Listed::default()
        })
    }

    /// Folders that nobody is read from, and one level below. One that cannot be listed is nobody's concern.
    fn put_aside(&mut self, folders: Vec<PathBuf>, round: &Path) {
        for folder in folders {
            let Ok(inner) = listed(&folder) else { continue };
            if inner.is_made {
                continue;
            }
            let below = inner.folders.iter().filter_map(|folder| Some((folder, listed(folder).ok()?)));
            let below: Vec<(&PathBuf, Listed)> = below.filter(|(_, own)| !own.is_made).collect();
            let all = std::iter::once((&folder, inner.forms)).chain(below.into_iter().map(|(at, own)| (at, own.forms)));
            for (at, forms) in all.filter(|(_, forms)| !forms.is_empty()) {
                self.aside.push((relative(at, round), forms));
            }
        }
    }
}

/// Lists a folder; nothing where there is none of that name.
fn listed(folder: &Path) -> std::io::Result<Listed> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if matches!(error.kind(), NotFound | NotADirectory | InvalidInput) => return Ok(Listed::default()),
        Err(error) => return Err(error),
    };
    let mut out = Listed::default();
    for entry in entries {
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name());
        let name = name.to_string_lossy();
        let is_folder = entry
            .file_type()
            .map_or_else(|_| path.is_dir(), |kind| kind.is_dir() || (kind.is_symlink() && path.is_dir()));
        if is_folder {
            out.folders.extend((!name.starts_with(['.', '~'])).then_some(path));
        } else if is_form_name(&path) {
            // What cannot be looked at is not left out: that it cannot be read is told of it.
            out.forms.push(path);
        } else {
            out.is_made |= MADE.contains(&name.as_ref());
        }
    }
    out.forms.sort();
    out.folders.sort();
    Ok(out)
}

/// A path as seen from the round's folder; the folder itself by its name.
fn relative(path: &Path, round: &Path) -> String {
    let parts = path.strip_prefix(round).map(|rest| rest.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>());
    match parts {
        Ok(parts) if !parts.is_empty() => parts.join("/"),
        _ => file_name(path),
    }
}

/// What files are called in messages: by their names, with the folder where the name alone leaves open which is meant.
fn named(paths: Vec<PathBuf>, round: &Path) -> Vec<(PathBuf, String)> {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for path in &paths {
        *count.entry(file_name(path)).or_default() += 1;
    }
    let is_usual = |path: &Path| {
        let folder = path.parent().unwrap_or(round);
        folder == round || FOLDERS.iter().any(|name| folder == round.join(name))
    };
    let name = |path: &Path| {
        let own = file_name(path);
        let only = count.get(&own).is_none_or(|count| *count == 1);
        if only && is_usual(path) { own } else { relative(path, round) }
    };
    paths.into_iter().map(|path| (path.clone(), name(&path))).collect()
}
