//! `fonts`: which fonts there are, and the characters of a round that none of them has.

use serde_json::json;

use super::args::Fonts as Args;
use super::make::tell_problems;
use super::{Ending, Refusal, print_json, say};
use crate::delivery::unprintable;
use crate::typeset::{Coverage, Fonts};
use crate::workbook;

/// Which families play which role, office names first, as templates/lib/字体.typ has them.
const ROLES: &[(&str, &[&str])] = &[
    ("小标宋", &["方正小标宋简体", "FZXiaoBiaoSong-B05S", "Noto Serif SC"]),
    ("仿宋", &["仿宋_GB2312", "FangSong_GB2312", "FangSong", "FandolFang R"]),
    ("楷体", &["楷体_GB2312", "KaiTi_GB2312", "KaiTi", "AR PL KaitiM GB"]),
    ("黑体", &["黑体", "SimHei", "Noto Sans SC"]),
    ("宋体", &["宋体", "SimSun", "Noto Serif SC"]),
    ("西文", &["Times New Roman", "Liberation Serif"]),
    ("后备", &["LXGW WenKai", "Noto Serif SC", "HanaMinB"]),
];

pub(super) fn run(args: &Args) -> Result<Ending, Refusal> {
    let fonts = Fonts::find(&args.fonts.paths, args.fonts.system_fonts)?;
    let has = |family: &str| fonts.book().contains_family(&family.to_lowercase());
    let roles: Vec<(&str, Vec<&str>)> = ROLES
        .iter()
        .map(|(role, families)| (*role, families.iter().copied().filter(|family| has(family)).collect()))
        .collect();
    let problems = match &args.round {
        Some(round) => unprintable(&workbook::read(round)?.rare, &Coverage::new(&fonts)),
        None => Vec::new(),
    };
    if args.json {
        let files: Vec<_> = fonts
            .files()
            .iter()
            .filter_map(|file| {
                let path = file.path.as_ref()?;
                Some(
                    json!({ "family": file.info.family, "weight": file.info.variant.weight.to_number(), "path": path }),
                )
            })
            .collect();
        let roles: serde_json::Map<String, serde_json::Value> =
            roles.iter().map(|(role, families)| ((*role).to_owned(), json!(families))).collect();
        print_json(&json!({ "roles": roles, "files": files, "problems": problems }))?;
    } else {
        for (role, families) in &roles {
            let first = families.first().copied().unwrap_or("（没有）");
            let rest = families.get(1..).unwrap_or_default();
            let more = if rest.is_empty() { String::new() } else { format!("，其次 {}", rest.join("、")) };
            say(&format!("{role}：{first}{more}"));
        }
        if args.round.is_some() && problems.is_empty() {
            say("这一轮次的字都能印出来。");
        }
        tell_problems(&problems);
    }
    Ok(if problems.is_empty() { Ending::Done } else { Ending::Attention })
}
