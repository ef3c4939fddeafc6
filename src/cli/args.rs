//! Flags and arguments, as typed.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

/// 竞岗：把竞争上岗的一本工作簿变成全部纸面材料（PDF 和可编辑的 DOCX）。
#[derive(Debug, Parser)]
#[command(name = "jinggang", version, about, disable_help_subcommand = true)]
pub(super) struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 新建一个轮次文件夹：工作簿和“照片”文件夹
    New(New),
    /// 检查工作簿，列出全部问题
    Check(Check),
    /// 进行到哪一步，谁在谁不在，为什么，接着做什么
    Status(Status),
    /// 生成材料
    Make(Make),
    /// 工作簿、照片或模板一有改动就再生成一次，按 Ctrl+C 结束
    Watch(Make),
    /// 把拟聘任人选导出为任免审批表文件（.lrmx），供组织部门的任免表编辑器打开
    Export(Export),
    /// 列出能生成的材料
    List(List),
    /// 排版任意一个 Typst 文件，供写模板的人用
    Render(Render),
    /// 列出字体和印不出来的字
    Fonts(Fonts),
}

#[derive(Debug, ClapArgs)]
pub(super) struct FontArgs {
    /// 另外的字体文件夹，排在程序自带的字体前面，可以写多次
    #[arg(long = "font-path", value_name = "文件夹")]
    pub paths: Vec<PathBuf>,
    /// 也用系统里安装的字体（不同电脑的结果会不一样）
    #[arg(long)]
    pub system_fonts: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct New {
    /// 新建在哪里
    #[arg(value_name = "文件夹")]
    pub folder: PathBuf,
    /// 填好的示例轮次
    #[arg(long)]
    pub sample: bool,
    /// 程序自带的模板，供写模板的人照着改
    #[arg(long, conflicts_with = "sample")]
    pub templates: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Check {
    /// 轮次文件夹，或者工作簿文件
    #[arg(value_name = "轮次")]
    pub round: PathBuf,
    #[command(flatten)]
    pub fonts: FontArgs,
    /// 另写一份工作簿，有问题的格子涂上颜色、加上批注
    #[arg(long, value_name = "输出.xlsx")]
    pub annotate: Option<PathBuf>,
    /// 输出 JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Status {
    /// 轮次文件夹，或者工作簿文件
    #[arg(value_name = "轮次")]
    pub round: PathBuf,
    #[command(flatten)]
    pub fonts: FontArgs,
    /// 输出 JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatArg {
    Pdf,
    Docx,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Make {
    /// 轮次文件夹，或者工作簿文件
    #[arg(value_name = "轮次")]
    pub round: PathBuf,
    /// 输出到哪里
    #[arg(short, long, value_name = "文件夹", default_value = "out")]
    pub out: PathBuf,
    /// 只做这几种文书
    #[arg(long, value_name = "文书名", value_delimiter = ',')]
    pub only: Vec<String>,
    /// 只做这几步
    #[arg(long, value_name = "步骤号", value_delimiter = ',', value_parser = step)]
    pub step: Vec<u32>,
    /// 只做这几个人的，写姓名或身份证号
    #[arg(long, value_name = "人", value_delimiter = ',')]
    pub person: Vec<String>,
    /// 只做这几个岗位的
    #[arg(long, value_name = "岗位", value_delimiter = ',')]
    pub post: Vec<String>,
    /// 做成哪种文件
    #[arg(long, value_name = "格式", value_delimiter = ',', default_value = "pdf,docx", ignore_case = true)]
    pub format: Vec<FormatArg>,
    /// 空白票印几张（不写：应到人数加备用票）
    #[arg(long, value_name = "张数", value_parser = whole::<1, 10_000>)]
    pub copies: Option<u32>,
    /// 用几个线程
    #[arg(long, value_name = "个数", value_parser = whole::<1, 256>)]
    pub jobs: Option<u32>,
    /// 只做第 K 份，共 N 份，用几台电脑分着做
    #[arg(long, value_name = "K/N", value_parser = shard)]
    pub shard: Option<(usize, usize)>,
    /// 已经做好的也重做
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    pub fonts: FontArgs,
    /// 输出 JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Export {
    /// 轮次文件夹，或者工作簿文件
    #[arg(value_name = "轮次")]
    pub round: PathBuf,
    /// 写成 .lrmx，每人一个文件，带照片
    #[arg(long, required = true)]
    pub lrmx: bool,
    /// 输出到哪里
    #[arg(short, long, value_name = "文件夹")]
    pub out: PathBuf,
    /// 输出 JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct List {
    /// 轮次文件夹，或者工作簿文件；写了就显示每种文书做几份、还等什么
    #[arg(value_name = "轮次")]
    pub round: Option<PathBuf>,
    #[command(flatten)]
    pub fonts: FontArgs,
    /// 输出 JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Render {
    /// Typst 文件
    #[arg(value_name = "文件.typ")]
    pub file: PathBuf,
    /// 数据（JSON）：文书模板把它交给“文书”函数，别的文件里用 json("/数据.json") 读
    #[arg(long, value_name = "数据.json")]
    pub data: Option<PathBuf>,
    /// 输出：.pdf、.docx 文件，或者文件夹（两种都出）
    #[arg(short, long, value_name = "输出")]
    pub out: PathBuf,
    /// 文件、它用到的 lib 或者数据一有改动就再排一次，按 Ctrl+C 结束
    #[arg(long)]
    pub watch: bool,
    #[command(flatten)]
    pub fonts: FontArgs,
    /// 输出 JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Fonts {
    /// 轮次文件夹，或者工作簿文件；写了就检查其中的字
    #[arg(value_name = "轮次")]
    pub round: Option<PathBuf>,
    #[command(flatten)]
    pub fonts: FontArgs,
    /// 输出 JSON
    #[arg(long)]
    pub json: bool,
}

/// The options that take several values, and what else than a comma clerks type between them. A post's name may have 、 in it.
const LISTS: &[(&str, &[char])] = &[
    ("--only", &['，', '、']),
    ("--step", &['，', '、']),
    ("--person", &['，', '、']),
    ("--format", &['，', '、']),
    ("--post", &['，']),
];

/// The command as typed, with commas between the values of an option that takes several: --step 4，5 is --step 4,5.
pub(super) fn with_commas(typed: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut marks: &[char] = &[];
    typed
        .map(|own| {
            let Some(text) = own.to_str() else { return own };
            let of = |flag: &str| LISTS.iter().find(|(name, _)| *name == flag).map_or(&[][..], |(_, marks)| *marks);
            let value = std::mem::replace(&mut marks, of(text));
            match text.split_once('=').filter(|(flag, _)| value.is_empty() && !of(flag).is_empty()) {
                Some((flag, rest)) => format!("{flag}={}", rest.replace(of(flag), ",")).into(),
                None if value.is_empty() => own,
                None => text.replace(value, ",").into(),
            }
        })
        .collect()
}

/// A whole number within bounds.
fn whole<const FROM: u32, const TO: u32>(text: &str) -> Result<u32, String> {
    let number = text.trim().parse().ok().filter(|number| (FROM..=TO).contains(number));
    number.ok_or_else(|| format!("要写 {FROM} 到 {TO} 的整数"))
}

/// A step's number, or its name as messages and folders have it (6-组织考察).
fn step(text: &str) -> Result<u32, String> {
    let named = text.split_once('-').filter(|(_, name)| !name.starts_with(|c: char| c.is_ascii_digit()));
    whole::<0, 99>(named.map_or(text, |(number, _)| number))
}

/// `2/5`: the second of five.
fn shard(text: &str) -> Result<(usize, usize), String> {
    let wrong = || "要写成 K/N，如 1/3，K 从 1 到 N".to_owned();
    let (part, of) = text.split_once('/').ok_or_else(wrong)?;
    let (part, of): (usize, usize) =
        (part.trim().parse().map_err(|_| wrong())?, of.trim().parse().map_err(|_| wrong())?);
    if part == 0 || part > of { Err(wrong()) } else { Ok((part, of)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_are_counted_from_one() {
        assert_eq!(shard("1/3"), Ok((1, 3)));
        assert_eq!(shard("3/3"), Ok((3, 3)));
        assert!(shard("0/3").is_err());
        assert!(shard("4/3").is_err());
        assert!(shard("x").is_err());
    }

    #[test]
    fn values_are_parted_by_whatever_comma_is_typed() {
        let read = |typed: &[&str]| {
            let typed = ["jinggang", "make"].iter().chain(typed).map(OsString::from);
            Args::try_parse_from(with_commas(typed)).ok().and_then(|args| match args.command {
                Command::Make(args) => Some(args),
                _ => None,
            })
        };
        let args = read(&["轮次，一", "--step", "4，5、6", "--only=聘书、简章", "--format", "PDF、docx"]);
        let shown = args.map(|args| (args.step, args.only.join("|"), args.format, args.round));
        let formats = vec![FormatArg::Pdf, FormatArg::Docx];
        assert_eq!(shown, Some((vec![4, 5, 6], "聘书|简章".to_owned(), formats, PathBuf::from("轮次，一"))));
        let args = read(&["轮次", "--step", "6-组织考察，8"]);
        assert_eq!(args.map(|args| args.step), Some(vec![6, 8]));
        assert!(read(&["轮次", "--step", "4-6"]).is_none());
        let args = read(&["轮次", "--post", "甲、乙科长，丙科长"]);
        assert_eq!(args.map(|args| args.post.join("|")).as_deref(), Some("甲、乙科长|丙科长"));
    }

    #[test]
    fn the_command_line_is_consistent() {
        use clap::CommandFactory;
        Args::command().debug_assert();
    }
}
