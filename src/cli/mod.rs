//! The command line: what the user typed, turned into what the program does; one file a command.

mod args;
mod check;
mod export;
mod fonts;
mod help;
mod list;
mod make;
mod new;
mod progress;
mod render;
mod status;
mod usage;
mod watch;

use std::path::Path;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use args::{Args, Command};

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
                Some(sentence) => eprintln!("{sentence}"),
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
            eprintln!("{reason}");
            ExitCode::from(2)
        }
    }
}

/// Whether two paths lead to one file or folder that is there.
pub(crate) fn same_path(a: &Path, b: &Path) -> bool {
    a.canonicalize().ok().zip(b.canonicalize().ok()).is_some_and(|(a, b)| a == b)
}

/// Prints a value as JSON.
pub(crate) fn print_json(value: &impl serde::Serialize) -> Result<(), Refusal> {
    let text = serde_json::to_string_pretty(value)?;
    say(&text);
    Ok(())
}

/// Prints a line; a reader that has gone away (`| head`) is no reason to fail.
pub(crate) fn say(line: &str) {
    use std::io::Write;
    writeln!(std::io::stdout(), "{line}").ok();
}
