//! `render`: any single Typst file, for people who write templates.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::Render;
use super::{Ending, Refusal, complain, print_json, say, watch, write_file};
use crate::delivery::{Workers, templates};
use crate::forms::is_template;
use crate::problem::in_chinese;
use crate::typeset::{Diagnostic, Fonts, Job, Severity, Typesetter};

pub(super) fn run(args: &Render) -> Result<Ending, Refusal> {
    if !args.file.is_file() {
        return Err(Refusal(format!("找不到“{}”。", args.file.display())));
    }
    let once = |args| on_worker(|| once(args));
    if !args.watch {
        return once(args);
    }
    let (root, _) = place(&args.file);
    let look = || {
        let mut seen = std::collections::BTreeMap::new();
        watch::files(&root, true, &mut seen);
        watch::file(&args.file, &mut seen);
        if let Some(data) = &args.data {
            watch::file(data, &mut seen);
        }
        seen
    };
    watch::again(look, || once(args))
}

/// Deeply nested content needs the stack that the documents of a round are made on, too.
fn on_worker(work: impl Fn() -> Result<Ending, Refusal> + Sync) -> Result<Ending, Refusal> {
    let workers = Workers::new(Some(1)).map_err(|error| Refusal(format!("系统不给线程：{error}")))?;
    workers.each(&[()], |()| work()).pop().unwrap_or(Ok(Ending::Attention))
}

/// The folder that is the root of a file's paths, and the file's path in it: the folder 模板 or templates it lies in, so that
/// `/lib/…` is found as when documents are made; or else its own folder.
fn place(file: &Path) -> (PathBuf, String) {
    let full = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    let is_templates = |folder: &&Path| folder.file_name().is_some_and(|name| name == "模板" || name == "templates");
    let root = full.ancestors().skip(1).find(is_templates).or_else(|| full.parent()).unwrap_or(Path::new("."));
    let path = full.strip_prefix(root).unwrap_or(&full);
    let parts: Vec<String> = path.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    (root.to_owned(), parts.join("/"))
}

/// The data: what is no JSON is told under the file's own name, not under the one that templates read it by.
fn data(path: &Path) -> Result<Vec<u8>, Refusal> {
    let shown = path.display();
    let bytes = std::fs::read(path).map_err(|error| Refusal(format!("读不了“{shown}”：{}", in_chinese(&error))))?;
    // Editors put a mark of the encoding before JSON that is none of it.
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let text = std::str::from_utf8(bytes)
        .map_err(|_| Refusal(format!("“{shown}”不是 UTF-8 编码的文字：请用记事本“另存为”，编码选 UTF-8。")))?;
    match serde_json::from_str::<serde::de::IgnoredAny>(text) {
        Ok(_) => Ok(bytes.to_vec()),
        Err(error) => Err(Refusal(format!(
            "“{shown}”第 {} 行第 {} 列不是 JSON 的写法：请看看引号、逗号是不是英文的，括号有没有配对，最后一项后面不能有逗号。",
            error.line(),
            error.column()
        ))),
    }
}

fn once(args: &Render) -> Result<Ending, Refusal> {
    let (root, name) = place(&args.file);
    let fonts = Fonts::find(&args.fonts.paths, args.fonts.system_fonts)?.with_stand_ins();
    let typesetter = Typesetter::new(fonts, templates(Some(root)));
    let text = std::fs::read_to_string(&args.file)
        .map_err(|error| Refusal(format!("读不了“{}”：{}", args.file.display(), in_chinese(&error))))?;
    // Most files are none: they are not evaluated twice.
    let mut job = if text.contains("文书") && text.contains("说明") && is_template(&typesetter, &name) {
        if args.data.is_none() {
            return Err(Refusal(format!(
                "“{name}”是文书模板，要用 --data 给出数据；用轮次里的数据试排，请放进轮次的“模板”文件夹，用 make 或 watch 的 --only。"
            )));
        }
        let path = name.replace('\\', "\\\\").replace('"', "\\\"");
        Job::new(&typesetter, format!("#import \"/{path}\": 文书\n#文书(json(\"/数据.json\"))\n"))
    } else {
        Job::of_file(&typesetter, &name).map_err(|error| Refusal(format!("读不了“{name}”：{error}")))?
    };
    if let Some(path) = &args.data {
        job = job.with_file("数据.json", data(path)?.into());
    }
    let stem = args.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let ending = args.out.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let targets = match ending.as_deref() {
        Some("pdf") => vec![(true, args.out.clone())],
        Some("docx") => vec![(false, args.out.clone())],
        _ => {
            std::fs::create_dir_all(&args.out)
                .map_err(|error| Refusal(format!("写不了“{}”：{}", args.out.display(), in_chinese(&error))))?;
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
                write_file(&path, &bytes)?;
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
            complain(&format!("{word}：{diagnostic}"));
        }
        for path in &written {
            say(path);
        }
    }
    Ok(if failed { Ending::Attention } else { Ending::Done })
}
