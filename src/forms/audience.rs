//! Who reads a document, and so what it may say of people.
//!
//! The data of a document is gathered for one kind of reader, chosen by its 说明 (公开). What a published document is given comes
//! from [`Everybody`] alone, which copies named fields only: a field nobody thought of, an office's own column, stays out by itself.

use serde_json::{Map, Value};

use super::person::{Detail, person};
use crate::procedure::Decisions;
use crate::round::{PersonId, Round};

/// A kind of reader.
pub(super) trait Audience {
    /// Whether counted votes and photographs may be shown.
    const INTERNAL: bool;

    /// A person's data.
    fn person(round: &Round, decisions: &Decisions, id: PersonId, detail: Detail) -> Value;

    /// Whether a column of the 岗位 sheet may be shown.
    fn shows_column(key: &str) -> bool;
}

/// Those who work on the round: everything.
pub(super) enum Staff {}

impl Audience for Staff {
    const INTERNAL: bool = true;

    fn person(round: &Round, decisions: &Decisions, id: PersonId, detail: Detail) -> Value {
        Value::Object(person(round, decisions, id, detail))
    }

    fn shows_column(_: &str) -> bool {
        true
    }
}

/// Everybody (公开): what is customary in a published list, and nothing else. No identity number, telephone, address, birth day,
/// family, photograph, career, judgement or count of votes.
pub(super) enum Everybody {}

/// The fields of a person that may be published.
const OPEN: &[&str] = &[
    "姓名",
    "姓名显示",
    "姓名注",
    "同名注",
    "性别",
    "他",
    "民族",
    "籍贯",
    "出生年月",
    "出生年月正文",
    "年龄",
    "政治面貌",
    "入党时间",
    "入党时间正文",
    "参加工作时间",
    "参加工作时间正文",
    "学历",
    "学位",
    "学历学位",
    "全日制学历",
    "全日制学位",
    "在职学历",
    "在职学位",
    "专业技术职务",
    "现工作单位及职务",
    "任现职时间",
    "任现职时间正文",
    "职级",
    "岗位",
    "部门",
    "任用",
];

/// The fields of a part of a person's data that may be published.
const OPEN_PARTS: &[(&str, &[&str])] = &[
    ("审查", &["结论"]),
    ("成绩", &["准考证号", "号次", "笔试", "面试", "综合", "名次", "排列注", "情况", "有综合成绩"]),
];

impl Audience for Everybody {
    const INTERNAL: bool = false;

    fn person(round: &Round, decisions: &Decisions, id: PersonId, _: Detail) -> Value {
        let all = person(round, decisions, id, Detail::Brief);
        let mut open = pick(&all, OPEN);
        for (part, fields) in OPEN_PARTS {
            let value = match all.get(*part) {
                Some(Value::Object(map)) => Value::Object(pick(map, fields)),
                _ => Value::Null,
            };
            open.insert((*part).to_owned(), value);
        }
        Value::Object(open)
    }

    fn shows_column(key: &str) -> bool {
        // Columns of the office's own cannot be known to be harmless.
        key != "备注" && crate::workbook::schema::POSTS.columns.iter().any(|column| column.key == key)
    }
}

fn pick(map: &Map<String, Value>, keys: &[&str]) -> Map<String, Value> {
    keys.iter().filter_map(|key| Some(((*key).to_owned(), map.get(*key)?.clone()))).collect()
}
