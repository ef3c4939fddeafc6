//! The sample with people, posts and lists at the ends of what offices have.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Book, Cell};

/// A post of forty characters.
pub const LONG_POST: &str = "甪直古镇历史文化遗产保护管理和旅游融合发展综合协调服务中心信息与档案统计科副科长";

/// Names of 2, 3, 4, 8 and 15 characters, and whom of the sample they replace.
pub const NAMES: [(&str, &str); 5] = [
    ("何岸", "何岸"),
    ("孙敬亭", "孙敬亭"),
    ("申佳", "欧阳司马"),
    ("李沁蓝", "古丽努尔·买买提"),
    ("许念𤧛", "阿卜杜热合曼江·麦麦提图尔荪拜"),
];

/// Adds a row to a sheet, by the names of its columns.
pub fn append(rows: &mut Vec<Vec<Cell>>, values: &[(&str, &str)]) {
    let row = rows[0]
        .iter()
        .map(|header| {
            let value = values.iter().find(|(name, _)| matches!(header, Cell::Text(text) if text == name));
            Cell::Text(value.map_or("", |(_, value)| value).to_owned())
        })
        .collect();
    rows.push(row);
}

/// Writes it: thirty posts, one of them of forty characters; names of two to fifteen; twelve relatives; and somebody of whom
/// nothing but the necessary is known.
pub fn extremes(folder: &Path) {
    let mut book = Book::sample();
    let mut renamed: BTreeMap<&str, &str> = NAMES.into();
    renamed.insert("城乡建设科副科长", LONG_POST);
    for (name, rows) in &mut book.sheets {
        for cell in rows.iter_mut().flatten() {
            if let Cell::Text(text) = cell
                && let Some(other) = renamed.get(text.as_str())
            {
                *text = (*other).to_owned();
            }
        }
        if name == "岗位" {
            let model = rows[1].clone();
            let columns =
                |key: &str| rows[0].iter().position(|cell| matches!(cell, Cell::Text(text) if text == key)).unwrap();
            let (code, post) = (columns("岗位编号"), columns("岗位名称"));
            for index in 0..24 {
                let mut row = model.clone();
                row[code] = Cell::Text(format!("{}", 10 + index));
                row[post] = Cell::Text(format!("综合管理服务第{}中心主任", index + 1));
                rows.push(row);
            }
        }
        if name == "家庭成员" {
            rows.retain(|row| !matches!(&row[0], Cell::Text(name) if name == NAMES[4].1));
            for sign in "甲乙丙丁戊己庚辛壬癸子丑".chars() {
                let relative = [
                    ("姓名", NAMES[4].1),
                    ("身份证号", "320524198308199343"),
                    ("称谓", "舅父"),
                    ("成员姓名", &*format!("麦麦提江·图尔荪{sign}")),
                    ("成员出生年月", "1950.03"),
                    ("成员政治面貌", "中国民主促进会会员"),
                    ("成员工作单位及职务", "苏州市吴中区甪直镇机械制造有限公司工会副主席（退休）"),
                ];
                append(rows, &relative);
            }
        }
    }
    for key in [
        "民族",
        "籍贯",
        "出生地",
        "政治面貌",
        "入党时间",
        "参加工作时间",
        "健康状况",
        "全日制学位",
        "任现职时间",
        "职级",
        "手机",
        "办公电话",
        "通讯地址",
        "奖惩情况",
        "专业技术职务",
        "熟悉专业有何专长",
    ] {
        book.set("报名", "金鹤年", key, Cell::Text(String::new()));
    }
    book.write(folder);
}
