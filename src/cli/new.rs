//! `new`: a round's folder to start from.

use super::args::New;
use super::{Ending, Refusal, say, write_file};
use crate::delivery::templates as built_in;
use crate::problem::in_chinese;
use crate::{sample, workbook};

pub(super) fn run(args: &New) -> Result<Ending, Refusal> {
    let shown = args.folder.display();
    if args.templates {
        return templates(args);
    }
    let book = args.folder.join("轮次.xlsx");
    if book.exists() {
        return Err(Refusal(format!("“{}”已经有了，不会覆盖。请换一个文件夹。", book.display())));
    }
    let failed = |error: &dyn std::fmt::Display| Refusal(format!("写不了“{shown}”：{error}"));
    if args.sample {
        sample::write(&args.folder).map_err(|error| failed(&in_chinese(&error)))?;
        say(&format!("示例轮次在“{shown}”里。"));
        return Ok(Ending::Done);
    }
    std::fs::create_dir_all(args.folder.join("照片")).map_err(|error| failed(&in_chinese(&error)))?;
    let bytes = workbook::workbook(|_| None).map_err(|error| failed(&error))?;
    write_file(&book, &bytes)?;
    say(&format!("请填写“{}”，照片放进旁边的“照片”文件夹，用身份证号或姓名作文件名。", book.display()));
    Ok(Ending::Done)
}

/// Writes the program's templates into a folder of their own: which of them are changed, and put into a round's 模板, is up to the office.
fn templates(args: &New) -> Result<Ending, Refusal> {
    let shown = args.folder.display();
    let failed = |error: &dyn std::fmt::Display| Refusal(format!("写不了“{shown}”：{error}"));
    if std::fs::read_dir(&args.folder).is_ok_and(|mut own| own.next().is_some()) {
        return Err(Refusal(format!("“{shown}”里已经有东西，不会覆盖。请换一个空的或者新的文件夹。")));
    }
    let source = built_in(None);
    for path in source.list().files {
        let content = source.read(&path).map_err(|error| Refusal(format!("读不了自带的模板“{path}”：{error:?}")))?;
        let file = args.folder.join(&path);
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).map_err(|error| failed(&in_chinese(&error)))?;
        }
        write_file(&file, &content)?;
    }
    say(&format!(
        "自带的模板在“{shown}”里。要改的，按同样的路径拷到轮次的“模板”文件夹再改，如“模板/8-公示聘任/聘书.typ”；没有改的不要拷。"
    ));
    Ok(Ending::Done)
}
