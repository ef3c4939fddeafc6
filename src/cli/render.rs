//! `render`: any single Typst file, for people who write templates.

use std::path::Path;

use serde_json::json;

use super::args::Render;
use super::{Ending, Refusal, print_json, say};
use crate::typeset::{Diagnostic, Folder, Fonts, Job, Layered, Severity, Typesetter};

pub(super) fn run(args: &Render) -> Result<Ending, Refusal> {
    let name = args.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if !args.file.is_file() {
        return Err(Refusal(format!("找不到“{}”。", args.file.display())));
    }
    let folder = args.file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let fonts = Fonts::find(&args.fonts.paths, args.fonts.system_fonts)?;
    let typesetter = Typesetter::new(fonts, Box::new(Layered(vec![Box::new(Folder::new(folder))])));
    let mut job = Job::of_file(&typesetter, &name).map_err(|error| Refusal(format!("读不了“{name}”：{error}")))?;
    if let Some(data) = &args.data {
        let bytes = std::fs::read(data).map_err(|error| Refusal(format!("读不了“{}”：{error}", data.display())))?;
        job = job.with_file("数据.json", bytes.into());
    }
    let stem = args.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let targets = match args.out.extension().and_then(|extension| extension.to_str()) {
        Some("pdf") => vec![(true, args.out.clone())],
        Some("docx") => vec![(false, args.out.clone())],
        _ => {
            std::fs::create_dir_all(&args.out)
                .map_err(|error| Refusal(format!("写不了“{}”：{error}", args.out.display())))?;
            vec![(true, args.out.join(format!("{stem}.pdf"))), (false, args.out.join(format!("{stem}.docx")))]
        }
    };
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let mut written = Vec::new();
    for (pdf, path) in targets {
        let made = if pdf {
            job.pages().and_then(|made| {
                diagnostics.extend(made.warnings);
                job.pdf(&made.value)
            })
        } else {
            job.docx().map(|made| {
                diagnostics.extend(made.warnings);
                made.value
            })
        };
        match made {
            Ok(bytes) => {
                std::fs::write(&path, bytes)
                    .map_err(|error| Refusal(format!("写不了“{}”：{error}", path.display())))?;
                written.push(path.display().to_string());
            }
            Err(error) => diagnostics.extend(error.0),
        }
    }
    diagnostics.sort();
    diagnostics.dedup();
    let failed = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    if args.json {
        print_json(&json!({ "written": written, "diagnostics": diagnostics }))?;
    } else {
        for diagnostic in &diagnostics {
            let word = if diagnostic.severity == Severity::Error { "错误" } else { "提醒" };
            eprintln!("{word}：{diagnostic}");
        }
        for path in &written {
            say(path);
        }
    }
    Ok(if failed { Ending::Attention } else { Ending::Done })
}
