//! `fonts`: which fonts there are, and the characters of a round that none of them has.

use serde_json::json;

use super::args::Fonts as Args;
use super::make::tell_problems;
use super::{Ending, Refusal, print_json, say};
use crate::delivery::{templates, unprintable};
use crate::typeset::{Coverage, Fonts, Typesetter};
use crate::workbook;

/// The roles that are told; which families play them, in which order, templates/lib/字体.typ says.
const ROLES: &[&str] = &["小标宋", "仿宋", "楷体", "黑体", "宋体", WESTERN, "后备"];

/// The role of Latin letters, which goes before the others in several lists.
const WESTERN: &str = "西文";

pub(super) fn run(args: &Args) -> Result<Ending, Refusal> {
    let fonts = Fonts::find(&args.fonts.paths, args.fonts.system_fonts)?;
    let reading = args.round.as_ref().map(|round| workbook::read(round)).transpose()?;
    // A round's own 字体.typ goes before the program's.
    let own = reading.as_ref().map(|reading| reading.round.folder.join("模板"));
    let typesetter = Typesetter::new(fonts, templates(own));
    let fonts = typesetter.fonts();
    let western = typesetter.families(WESTERN).map_err(Refusal)?;
    let mut roles: Vec<(&str, Vec<String>)> = Vec::new();
    for role in ROLES {
        let mut families = typesetter.families(role).map_err(Refusal)?;
        let here = |family: &String| fonts.book().contains_family(&family.to_lowercase());
        families.retain(|family| here(family) && (*role == WESTERN || !western.contains(family)));
        roles.push((*role, families));
    }
    let problems = match &reading {
        Some(reading) => unprintable(&reading.rare, &Coverage::new(fonts)),
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
            let first = families.first().map_or("（没有）", String::as_str);
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
