//! The sample round: 吴中区甪直镇, 2012. Invented people, but with everything real rounds hold: rare characters, a name with ·,
//! compound surnames, somebody over age, a post with two applicants, a failed evaluation with a substitute, a vote nobody wins.
//!
//! The tables lie beside this module as text, so that they can be changed; the workbook and the photographs are made from them.

mod portrait;

use std::path::Path;

use crate::files::write_whole;
use crate::workbook::{Rows, workbook};

/// Each sheet's rows as text: tab-separated, `\n` for a line break within a cell, the columns' keys in the first line.
const DATA: &[(&str, &str)] = &[
    ("方案", include_str!("data/方案.tsv")),
    ("岗位", include_str!("data/岗位.tsv")),
    ("报名", include_str!("data/报名.tsv")),
    ("简历", include_str!("data/简历.tsv")),
    ("家庭成员", include_str!("data/家庭成员.tsv")),
    ("资格审查", include_str!("data/资格审查.tsv")),
    ("成绩", include_str!("data/成绩.tsv")),
    ("面试打分", include_str!("data/面试打分.tsv")),
    ("民主测评", include_str!("data/民主测评.tsv")),
    ("谈话", include_str!("data/谈话.tsv")),
    ("考察", include_str!("data/考察.tsv")),
    ("票决", include_str!("data/票决.tsv")),
    ("任用", include_str!("data/任用.tsv")),
];

/// A sheet's rows.
pub fn rows(sheet: &str) -> Option<Rows> {
    let (_, text) = DATA.iter().find(|(name, _)| *name == sheet)?;
    let mut lines = text.lines();
    let keys = lines.next()?.split('\t').map(str::to_owned).collect();
    let rows = lines.map(|line| line.split('\t').map(|cell| cell.replace("\\n", "\n")).collect()).collect();
    Some(Rows { keys, rows })
}

/// Writes the sample round into a folder: 轮次.xlsx and 照片/.
///
/// # Errors
/// If the folder cannot be written.
pub fn write(folder: &Path) -> std::io::Result<()> {
    let photos = folder.join("照片");
    std::fs::create_dir_all(&photos)?;
    let book = workbook(rows).map_err(std::io::Error::other)?;
    let people = rows("报名").unwrap_or_default();
    let column = |key: &str| people.keys.iter().position(|own| own == key);
    let (Some(id), Some(sex)) = (column("身份证号"), column("性别")) else {
        return Err(std::io::Error::other("示例的“报名”缺身份证号或者性别"));
    };
    for row in &people.rows {
        let (Some(id), Some(sex)) = (row.get(id), row.get(sex)) else { continue };
        let picture = portrait::draw(id, sex == "女").map_err(std::io::Error::other)?;
        write_whole(&photos.join(format!("{id}.jpg")), &picture)?;
    }
    // Last, as it is by the workbook that a round counts as being there.
    write_whole(&folder.join("轮次.xlsx"), &book)
}
