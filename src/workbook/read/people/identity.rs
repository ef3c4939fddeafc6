//! Who somebody is: name, identity number, sex, birth and ethnicity, and whether they agree with each other.

use chrono::{Datelike, NaiveDate};

use crate::language::age::age_on;
use crate::language::date::{DateStyle, PartialDate, prose};
use crate::language::id_number::IdNumber;
use crate::language::name::Name;
use crate::language::sex::Sex;
use crate::problem::{Place, Problem};
use crate::round::Located;
use crate::workbook::cell::CellValue;
use crate::workbook::read::told::doubts;
use crate::workbook::table::Row;
use crate::workbook::values::{Noted, Reader, clean, half_width, is_nothing};

/// Who somebody is, but for the name.
pub(crate) struct Identity {
    pub id_number: Option<Located<IdNumber>>,
    pub birth: Option<Located<PartialDate>>,
    pub sex: Option<Sex>,
    /// Empty where nothing says it.
    pub ethnicity: String,
}

/// 姓名. None where there is none, which is told.
pub(crate) fn name(row: &Row, reader: &mut Reader<'_>) -> Option<Name> {
    let (cell, place) = row.cell("姓名");
    let name = reader.name(cell, &place);
    if name.is_empty() {
        no_name(row, place, reader);
        return None;
    }
    Some(name)
}

fn no_name(row: &Row, place: Place, reader: &mut Reader<'_>) {
    let first =
        row.filled().map(|(column, value)| (column, value.show())).min().map_or(String::new(), |(_, text)| text);
    let below = ["身份证号", "性别", "报考岗位"].iter().all(|key| row.value(key).is_blank());
    let advice = if !row.has("姓名") {
        "这张表认不出“姓名”列：请把写姓名的一列的列名改成“姓名”，不要删行。"
    } else if below {
        "是上一个人的另一行的，请把内容并到上一行的格子里；是另一个人的，请填写姓名。"
    } else {
        "请填写姓名；多余的请删去这一行。"
    };
    let (message, advice) = match clean(&first).replace('\n', " ") {
        // A form has no row.
        first if first.is_empty() => ("缺姓名".to_owned(), "请填写姓名，或者删去这一行。"),
        first => (format!("缺姓名：这一行的开头是“{first}”"), advice),
    };
    reader.report(Problem::error("no-name", place, message).advice(advice));
}

/// 身份证号, 性别, 出生年月, 民族.
pub(crate) fn identity(row: &Row, reader: &mut Reader<'_>) -> Identity {
    let id_number = id_number(row, reader);
    let birth = birth(row, reader);
    let (cell, sex_place) = row.cell("性别");
    let stated = reader.choice(cell, &sex_place, &["男", "女"]);
    let sex = stated.and_then(|text| text.parse().ok());
    if let Some(id) = &id_number {
        compare_birth(id, birth.as_ref(), reader);
        if let Some(own) = stated
            && sex.is_some_and(|sex: Sex| sex != id.value.sex())
        {
            let message = format!("与身份证号不符：身份证号显示为{}", id.value.sex().as_str());
            let problem = Problem::warning("sex-differs", sex_place, message).found(own);
            reader.report(problem.advice("请核对性别和身份证号。"));
        }
    }
    let (cell, place) = row.cell("民族");
    let ethnicity = reader.ethnicity(cell, &place);
    // What an official list says behind the name (女，回族) it says nowhere else.
    let noted = Noted::behind(&row.value("姓名").show());
    doubts::note_differs(row, &noted, sex, &ethnicity, reader);
    let ethnicity = if ethnicity.is_empty() { noted.ethnicity.unwrap_or_default() } else { ethnicity };
    let open = row.value("性别").is_blank();
    let sex = if open { noted.sex } else { sex };
    if sex.is_none() && open {
        no_sex(row, id_number.as_ref(), reader);
    }
    Identity { id_number, birth, sex, ethnicity }
}

fn id_number(row: &Row, reader: &mut Reader<'_>) -> Option<Located<IdNumber>> {
    let (cell, at) = row.cell("身份证号");
    // A stroke is no number.
    let written = if is_nothing(&clean(&cell.show())) { &CellValue::Empty } else { cell };
    let number = reader.id_number(written, &at);
    if written.is_blank() && row.has("身份证号") {
        let problem = Problem::error("no-id-number", at.clone(), "缺身份证号").found(clean(&cell.show()));
        reader.report(problem.advice("请对照身份证填写。"));
    }
    number.map(|value| Located { value, at })
}

fn birth(row: &Row, reader: &mut Reader<'_>) -> Option<Located<PartialDate>> {
    let (cell, at) = row.cell("出生年月");
    let birth = reader.partial_date(cell, &at);
    let written = clean(&cell.show());
    if !cell.is_unusable() && is_nothing(&written) && row.has("出生年月") {
        let problem = Problem::error("no-birth", at.clone(), "缺出生年月").found(written.as_str());
        reader.report(problem.advice("请填写，如 1975.03。"));
    }
    if let Some(birth) = birth.filter(|birth| birth.year() < EARLIEST) {
        let message = format!("出生年份 {} 太早了", birth.year());
        let problem = Problem::warning("birth-early", at.clone(), message).found(cell.show());
        reader.report(problem.advice("多半是数字被当成了日期，请核对。"));
    }
    birth.map(|value| Located { value, at })
}

/// Nobody who applies was born before.
const EARLIEST: i32 = 1930;

/// Whether a row has little but a name, which is told already, or only says 改报.
pub(crate) fn is_hardly_begun(row: &Row) -> bool {
    let nobody = row.value("身份证号").is_blank() && row.value("出生年月").is_blank();
    nobody || super::repeated::only_renews(row)
}

/// 性别 that is left open: lists name women as such, and this one they would not.
fn no_sex(row: &Row, id: Option<&Located<IdNumber>>, reader: &mut Reader<'_>) {
    if !row.has("性别") || is_hardly_begun(row) {
        return;
    }
    let card = id.map(|id| format!("，身份证号显示为{}", id.value.sex().as_str())).unwrap_or_default();
    let message = format!("缺性别，文书上空着{card}");
    reader.report(Problem::warning("no-sex", row.cell("性别").1, message).advice("请填写男或女。"));
}

/// Birth in the archive and on the identity card may differ lawfully, so a difference is only pointed out.
fn compare_birth(id: &Located<IdNumber>, birth: Option<&Located<PartialDate>>, reader: &mut Reader<'_>) {
    let Some(birth) = birth else { return };
    let card = PartialDate::from(id.value.birth());
    if !birth.value.agrees_with(card) {
        reader.report(
            Problem::warning(
                "birth-differs",
                birth.at.clone(),
                format!("与身份证号不符：身份证号显示为 {}", card.format(DateStyle::Digits)),
            )
            .found(birth.value.to_string())
            .advice("请核对；以档案认定的出生日期为准的可以不改。"),
        );
    }
}

/// An age that is written down, in its own column or behind the birth in brackets. It may be counted to the day, to the month, by
/// the year alone or, as of old, with the year of birth as the first (虚岁); what none of these gives is pointed out.
pub(crate) fn compare_age(row: &Row, birth: PartialDate, base: NaiveDate, reader: &mut Reader<'_>) {
    let years = base.year() - birth.year();
    let least = birth.last_day().and_then(|last| age_on(last, base)).and_then(|age| i32::try_from(age).ok());
    let (least, most) = (least.unwrap_or(years), years + 1);
    for key in ["年龄", "出生年月"] {
        let (cell, place) = row.cell(key);
        let text = half_width(&clean(&cell.show()));
        let written = match key {
            "年龄" => text.as_str(),
            _ => text.split_once('(').map_or("", |(_, rest)| rest.split(')').next().unwrap_or_default()),
        };
        let bare = written.trim().trim_end_matches('岁').trim_end_matches(['周', '虚', '实']).trim();
        let Ok(age) = bare.parse::<i32>() else { continue };
        if age < least || age > most {
            let message = format!(
                "年龄与出生年月不符：{}出生的人，到{}是 {least} 岁",
                birth.format(DateStyle::Prose),
                prose(base),
            );
            let problem = Problem::warning("age-differs", place, message).found(cell.show().replace('\n', " "));
            reader.report(problem.advice("请核对年龄和出生年月；文书上的年龄由程序计算。"));
        }
    }
}
