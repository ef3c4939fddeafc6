//! The help of the command line (`--help`) in the clerk's language: clap has its headings and remarks in English only.

use clap::{Arg, ArgAction, Command};

/// A help page: what it does, how it is written, what can be added.
const PAGE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}";

/// A command and those below it with Chinese headings, defaults and values. `path`: what is typed before its name.
pub(super) fn in_chinese(command: Command, path: &str) -> Command {
    let typed = if path.is_empty() { command.get_name().to_owned() } else { format!("{path} {}", command.get_name()) };
    let below: Vec<String> = command.get_subcommands().map(|own| own.get_name().to_owned()).collect();
    let usage = usage(&command, &typed);
    let version = path.is_empty();
    let mut command = command
        .help_template(PAGE)
        .override_usage(usage)
        .subcommand_help_heading("命令")
        .disable_help_flag(true)
        .disable_version_flag(true)
        .mut_args(explained)
        .arg(flag("help", 'h', "显示这份说明", ArgAction::Help));
    if version {
        command = command.arg(flag("version", 'V', "显示版本", ArgAction::Version));
    }
    below.into_iter().fold(command, |command, name| command.mut_subcommand(name, |own| in_chinese(own, &typed)))
}

/// How a command is written.
fn usage(command: &Command, typed: &str) -> String {
    let mut usage = typed.to_owned();
    if command.has_subcommands() {
        return usage + " <命令>";
    }
    usage.push_str(" [选项]");
    for arg in command.get_positionals() {
        for name in arg.get_value_names().unwrap_or_default() {
            usage.push_str(&if arg.is_required_set() { format!(" <{name}>") } else { format!(" [{name}]") });
        }
    }
    usage
}

/// An argument with its heading, and with its default and its values in words.
fn explained(arg: Arg) -> Arg {
    let takes = arg.get_action().takes_values();
    let mut remarks = Vec::new();
    if takes {
        let values: Vec<String> = arg.get_possible_values().iter().map(|own| own.get_name().to_owned()).collect();
        if !values.is_empty() {
            remarks.push(format!("可以写 {}", values.join("、")));
        }
        let default: Vec<String> =
            arg.get_default_values().iter().map(|own| own.to_string_lossy().into_owned()).collect();
        if !default.is_empty() {
            remarks.push(format!("不写就是 {}", default.join(",")));
        }
    }
    let heading = if arg.is_positional() { "参数" } else { "选项" };
    let said = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let said = if remarks.is_empty() { said } else { format!("{said}（{}）", remarks.join("，")) };
    arg.help(said).help_heading(heading).hide_default_value(true).hide_possible_values(true)
}

fn flag(name: &'static str, short: char, help: &'static str, action: ArgAction) -> Arg {
    Arg::new(name).short(short).long(name).help(help).help_heading("选项").action(action)
}
