//! `new`: a round's folder to start from.

use super::args::New;
use super::{Ending, Refusal, say, write_file};
use crate::problem::in_chinese;
use crate::{sample, workbook};

pub(super) fn run(args: &New) -> Result<Ending, Refusal> {
    let shown = args.folder.display();
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
