//! The command line: what the user typed, turned into what the program does; one file a command.

mod alike;
mod args;
mod check;
mod documents;
mod export;
mod fonts;
mod help;
mod json;
mod list;
mod make;
mod new;
mod progress;
mod render;
mod status;
mod usage;
mod watch;

use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use args::{Args, Command};

use crate::delivery::{Office, unprintable};
use crate::files::write_whole;
use crate::problem::{Problem, in_chinese, unwritable};
use crate::round::Round;
use crate::typeset::Coverage;
use crate::workbook::{self, Reading};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// All done.
    Done,
    /// Finished, but something in the data or a document needs attention.
    Attention,
}

/// Why a command could not start: a sentence for the user.
#[derive(Debug)]
pub(crate) struct Refusal(pub String);

impl<E: std::error::Error> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// Runs the program. 0: all done; 1: finished, but something needs attention; 2: could not start.
pub fn run() -> ExitCode {
    let typed = help::in_chinese(Args::command(), "").try_get_matches_from(args::with_commas(std::env::args_os()));
    let args = match typed.and_then(|typed| Args::from_arg_matches(&typed)) {
        Ok(args) => args,
        Err(error) => {
            let help = !error.use_stderr();
            match usage::sentence(&error) {
                Some(sentence) => complain(&sentence),
                None => drop(error.print()),
            }
            return if help { ExitCode::SUCCESS } else { ExitCode::from(2) };
        }
    };
    let ending = match args.command {
        Command::New(args) => new::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Status(args) => status::run(&args),
        Command::Make(args) => make::run(&args),
        Command::Watch(args) => watch::make(&args),
        Command::Export(args) => export::run(&args),
        Command::List(args) => list::run(&args),
        Command::Render(args) => render::run(&args),
        Command::Fonts(args) => fonts::run(&args),
    };
    match ending {
        Ok(Ending::Done) => ExitCode::SUCCESS,
        Ok(Ending::Attention) => ExitCode::from(1),
        Err(Refusal(reason)) => {
            complain(&reason);
            ExitCode::from(2)
        }
    }
}

/// Whether two paths lead to one place, whether anything is there or not.
pub(crate) fn same_path(a: &Path, b: &Path) -> bool {
    let place = |path: &Path| {
        let full = std::path::absolute(path).ok()?;
        let (there, known) = full.ancestors().find_map(|part| Some((part.canonicalize().ok()?, part)))?;
        Some(full.strip_prefix(known).map_or_else(|_| full.clone(), |rest| there.join(rest)))
    };
    place(a).zip(place(b)).is_some_and(|(a, b)| a == b)
}

/// The folders beside a workbook from which something is read: forms, photographs, templates.
pub(crate) fn inputs() -> impl Iterator<Item = &'static str> {
    workbook::FORM_FOLDERS.iter().copied().chain(["照片", "模板"])
}

/// Whether a folder is one that a round's own files lie in: the workbook, forms to be read, photographs, templates. What is made must
/// not stand among them.
pub(crate) fn is_rounds_own(out: &Path, round: &Round) -> bool {
    let here = round.folder.as_path();
    let folder = workbook::folder_of(out);
    let is_own = |path: &Path| inputs().any(|name| same_path(path, &here.join(name)));
    // Folders within them are read, too.
    same_path(out, here) || is_own(out) || is_own(&folder)
}

/// Every problem of a round: of its cells, of what follows from them (`decided`), and of characters that no font has.
pub(crate) fn problems(reading: &Reading, decided: impl FnOnce() -> Vec<Problem>, office: &Office) -> Vec<Problem> {
    let mut problems = reading.problems.clone();
    // Of a roster alone nothing can be decided: it has neither posts nor rules.
    if !reading.round.is_roster() {
        problems.extend(decided());
    }
    problems.extend(unprintable(&reading.rare, &Coverage::new(office.typesetter.fonts())));
    problems
}

/// Writes a single file, whole or not at all.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Refusal> {
    write_whole(path, bytes).map_err(|error| Refusal(format!("{}。", unwritable(&path.display().to_string(), &error))))
}

/// Prints a value as JSON.
pub(crate) fn print_json(value: &impl serde::Serialize) -> Result<(), Refusal> {
    let text = serde_json::to_string_pretty(value)?;
    print(&mut std::io::stdout(), &text)
}

/// What programs read is written to its end, or it is said that it was not: nothing at all would pass for no problems. A reader that has
/// gone away has had enough.
fn print(out: &mut impl Write, text: &str) -> Result<(), Refusal> {
    match writeln!(out, "{text}").and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Refusal(format!("结果没有写完：{}。", in_chinese(&error))))
        }
        _ => Ok(()),
    }
}

/// Prints a line; a reader that has gone away (`| head`) is no reason to fail.
pub(crate) fn say(line: &str) {
    writeln!(std::io::stdout(), "{line}").ok();
}

/// Prints a line beside what the program was asked for: why it could not, how far it has come. Nobody need be there to read it: a closed
/// window is no reason to break off in the middle of the documents.
pub(crate) fn complain(line: &str) {
    writeln!(std::io::stderr(), "{line}").ok();
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A stream that takes nothing, and why.
    struct Shut(ErrorKind);

    impl Write for Shut {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_programs_read_is_written_to_its_end() {
        let said = |kind| print(&mut Shut(kind), "{}").map_err(|Refusal(reason)| reason);
        assert_eq!(said(ErrorKind::StorageFull), Err("结果没有写完：磁盘满了。".to_owned()));
        assert_eq!(said(ErrorKind::BrokenPipe), Ok(()));
    }
}
