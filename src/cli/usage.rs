//! What is wrong with a command as typed, in the clerk's language: what stands there, and what to write instead.

use std::error::Error as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The sentence for an error of the parser; `None` where it only shows the help.
pub(super) fn sentence(error: &clap::Error) -> Option<String> {
    let said = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(list)) if !list.is_empty() => Some(list.join("、")),
        _ => None,
    };
    let arg = bare(&said(ContextKind::InvalidArg).unwrap_or_default());
    let value = said(ContextKind::InvalidValue).unwrap_or_default();
    let meant = |kind: ContextKind| said(kind).map(|text| format!("是不是“{text}”？")).unwrap_or_default();
    Some(match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            return None;
        }
        ErrorKind::InvalidSubcommand => {
            let name = said(ContextKind::InvalidSubcommand).unwrap_or_default();
            let meant = meant(ContextKind::SuggestedSubcommand);
            format!("没有“{name}”这个命令。{meant}有哪些命令，用 jinggang --help 看。")
        }
        ErrorKind::UnknownArgument if arg.starts_with('-') => {
            let meant = meant(ContextKind::SuggestedArg);
            format!("没有“{arg}”这个选项。{meant}这个命令有哪些选项，在命令后面写 --help 看。")
        }
        ErrorKind::UnknownArgument => {
            format!("多写了“{arg}”。名字里有空格的，前后要加英文引号；这个命令怎么写，在命令后面写 --help 看。")
        }
        ErrorKind::MissingRequiredArgument => {
            format!("缺少 {arg}，请补上。这个命令怎么写，在命令后面写 --help 看。")
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("{arg} 后面没有写内容，请补上。"),
        ErrorKind::InvalidValue => {
            let valid = said(ContextKind::ValidValue).unwrap_or_default();
            format!("{arg} 不能写“{value}”，可以写：{valid}。")
        }
        ErrorKind::ValueValidation => {
            let reason = error.source().map(ToString::to_string).unwrap_or_default();
            format!("{arg} 写的“{value}”不对：{reason}。")
        }
        ErrorKind::ArgumentConflict => format!("{arg} 写了不止一次，请只留一个。"),
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => {
            format!("{arg} 后面的内容多了或者少了，请核对；这个命令怎么写，在命令后面写 --help 看。")
        }
        ErrorKind::InvalidUtf8 => "命令里有看不懂的字符，请重新输入。".to_owned(),
        _ => "命令写得不对。怎么写，用 jinggang --help 看。".to_owned(),
    })
}

/// `--copies <张数>` as the clerk types it: `--copies`.
fn bare(arg: &str) -> String {
    let own = |arg: &str| match arg.split_once(' ') {
        Some((flag, _)) if flag.starts_with('-') => flag.to_owned(),
        _ => arg.to_owned(),
    };
    arg.split('、').map(own).collect::<Vec<_>>().join("、")
}
