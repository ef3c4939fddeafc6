//! 报名: one applicant a row.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

use super::wanted::post;
use super::{assessments, doubts};
use crate::language::age::age_on;
use crate::language::date::{DateStyle, PartialDate, prose};
use crate::problem::{Place, Problem};
use crate::round::{Applicant, Education, Located, Marks, Reapplication, Round};
use crate::round::{Withdrawal, WithdrawnIn};
use crate::workbook::cell::CellValue;
use crate::workbook::file::RawBook;
use crate::workbook::header::{List, plain};
use crate::workbook::table::{Row, Table};
use crate::workbook::values::{Noted, Reader, clean, half_width, is_nothing, list};

/// Reads the applicants.
pub(super) fn read(table: Option<&Table>, book: &RawBook, round: &mut Round, problems: &mut Vec<Problem>) {
    let Some(table) = table else { return };
    let mut seen: HashMap<String, Vec<usize>> = HashMap::new();
    for row in &table.rows {
        let mut reader = Reader { problems, person: None };
        let Some(mut applicant) = applicant(row, round, &mut reader) else { continue };
        if let Some(id) = &applicant.id_number {
            let held = seen.entry(id.value.as_str().to_owned()).or_default();
            let named = |at: &&usize| round.applicants.get(**at).is_some_and(|own| own.name == applicant.name);
            let same = held.iter().find(named).or(held.first()).and_then(|at| round.applicants.get_mut(*at));
            match same {
                Some(first) if first.name == applicant.name => {
                    super::repeated::take_in(first, applicant, round.plan.date("报名截止"), &mut reader);
                    continue;
                }
                // Two names are two people, one of whom has the number by a slip: neither is lost for it.
                Some(first) => super::repeated::same_number(first, &mut applicant, &mut reader),
                None => {}
            }
            held.push(round.applicants.len());
        }
        round.applicants.push(applicant);
    }
    if round.applicants.is_empty() {
        problems.push(
            // A round begins with an empty sheet; what needs people waits for them.
            Problem::warning("no-applicants", table.place.clone(), "还没有报名人员")
                .advice("报名开始后，请在表头下面填写报名人员，一人一行。"),
        );
    }
    assessments::unread(table, problems);
    super::schooling::one_column(table, round, problems);
    super::schooling::shared_columns(table, problems);
    doubts::same_names(&round.applicants, &mut Reader { problems, person: None });
    super::photos::read(table, book, round, problems);
}

fn applicant(row: &Row, round: &Round, reader: &mut Reader<'_>) -> Option<Applicant> {
    let (cell, name_place) = row.cell("姓名");
    let name = reader.name(cell, &name_place);
    if name.is_empty() {
        let first =
            row.filled().map(|(column, value)| (column, value.show())).min().map_or(String::new(), |(_, text)| text);
        let below =
            row.value("身份证号").is_blank() && row.value("性别").is_blank() && row.value("报考岗位").is_blank();
        let advice = if below {
            "是上一个人的另一行的，请把内容并到上一行的格子里；是另一个人的，请填写姓名。"
        } else {
            "请填写姓名；多余的请删去这一行。"
        };
        let (message, advice) = match clean(&first).replace('\n', " ") {
            // A form has no row.
            first if first.is_empty() => ("缺姓名".to_owned(), "请填写姓名，或者删去这一行。"),
            first => (format!("缺姓名：这一行的开头是“{first}”"), advice),
        };
        reader.report(Problem::error("no-name", name_place, message).advice(advice));
        return None;
    }
    reader.person = Some(name.as_str().to_owned());
    doubts::two_names(row, reader);
    doubts::more_than_name(row, reader);
    let date = |reader: &mut Reader<'_>, key: &str| {
        let (cell, place) = row.cell(key);
        reader.partial_date(cell, &place)
    };
    let (cell, id_place) = row.cell("身份证号");
    // A stroke is no number.
    let written = if is_nothing(&clean(&cell.show())) { &CellValue::Empty } else { cell };
    let id_number = reader.id_number(written, &id_place).map(|value| Located { value, at: id_place.clone() });
    if written.is_blank() && row.has("身份证号") {
        reader.report(
            Problem::error("no-id-number", id_place.clone(), "缺身份证号")
                .found(clean(&cell.show()))
                .advice("请对照身份证填写。"),
        );
    }
    let (cell, sex_place) = row.cell("性别");
    let sex_text = reader.choice(cell, &sex_place, &["男", "女"]);
    let sex = sex_text.and_then(|text| text.parse().ok());
    let (cell, birth_place) = row.cell("出生年月");
    let birth = reader.partial_date(cell, &birth_place).map(|value| Located { value, at: birth_place.clone() });
    let written = clean(&cell.show());
    if !cell.is_unusable() && is_nothing(&written) && row.has("出生年月") {
        let problem = Problem::error("no-birth", birth_place.clone(), "缺出生年月").found(written.as_str());
        reader.report(problem.advice("请填写，如 1975.03。"));
    }
    if let Some(birth) = &birth
        && birth.value.year() < 1930
    {
        reader.report(
            Problem::warning("birth-early", birth.at.clone(), format!("出生年份 {} 太早了", birth.value.year()))
                .found(cell.show())
                .advice("多半是数字被当成了日期，请核对。"),
        );
    }
    if let Some(id) = &id_number {
        compare_birth(id, birth.as_ref(), reader);
        if sex.is_some_and(|sex| sex != id.value.sex()) {
            reader.report(
                Problem::warning(
                    "sex-differs",
                    sex_place,
                    format!("与身份证号不符：身份证号显示为{}", id.value.sex().as_str()),
                )
                .found(sex_text.unwrap_or_default())
                .advice("请核对性别和身份证号。"),
            );
        }
    }
    doubts::dates(row, birth.as_ref(), round.plan.age_base_date(), reader);
    doubts::party_without_members(row, reader);
    if let Some((birth, base)) = birth.as_ref().zip(round.plan.age_base_date()) {
        compare_age(row, birth.value, base, reader);
    }
    let post = post(row, round, "报考岗位", reader);
    let reapplied = reapplication(row, round, reader);
    let withdrawal = withdrawal(row, reader);
    let (cell, order_place) = row.cell("排序号");
    let order = reader.count(cell, &order_place);
    let (cell, employment_place) = row.cell("编制类别");
    let employment_text = reader.text(cell, &employment_place);
    let employment = employment_text.parse().ok();
    if employment.is_none() && !employment_text.is_empty() {
        reader.report(
            Problem::warning("employment", employment_place, "看不懂编制类别")
                .found(&employment_text)
                .advice("请填公务员、参公、事业或其他：公务员不签聘书。"),
        );
    }
    let full_time = education(row, "全日制", reader);
    let part_time = education(row, "在职", reader);
    super::schooling::one_level(row, reader);
    let ethnicity = {
        let (cell, place) = row.cell("民族");
        reader.ethnicity(cell, &place)
    };
    // What an official list says behind the name (女，回族) it says nowhere else.
    let noted = Noted::behind(&row.value("姓名").show());
    doubts::note_differs(row, &noted, sex, &ethnicity, reader);
    let ethnicity = if ethnicity.is_empty() { noted.ethnicity.unwrap_or_default() } else { ethnicity };
    let sex = if row.value("性别").is_blank() { noted.sex } else { sex };
    if sex.is_none() && row.value("性别").is_blank() {
        no_sex(row, id_number.as_ref(), reader);
    }
    let in_post_since = date(reader, "任现职时间");
    // A column that cannot be read is not replaced.
    let unwritten = is_nothing(&clean(&row.value("任现职时间").show()));
    let in_post_since = in_post_since.or_else(|| super::position_since::since(row).filter(|_| unwritten));
    let applied = {
        let (cell, place) = row.cell("报名时间");
        reader.date(cell, &place).map(|value| Located { value, at: place })
    };
    let assessments = assessments::assessments(row, &round.plan, reader);
    let mut resume = super::cells_of_life::resume(row, reader);
    let mut family = match &row.form {
        Some(form) if row.own("家庭成员").is_none() && row.items(List::Family).is_empty() => {
            super::forms::family(form, reader)
        }
        _ => super::cells_of_life::family(row, reader),
    };
    let before = reader.problems.len();
    resume.extend(super::items_of_life::resume(row, reader));
    family.extend(super::items_of_life::family(row, reader));
    // They may stand in further lines of the person.
    let blocked = super::life::first_error(reader.problems, before).cloned();
    let texts = super::texts::texts(row, reader);
    super::position::missing(row, &texts, reader);
    Some(Applicant {
        at: row.place.clone(),
        name,
        sex,
        birth,
        ethnicity,
        id_number,
        full_time,
        part_time,
        in_post_since,
        employment,
        post,
        applied,
        reapplied,
        withdrawal,
        also_applied: Vec::new(),
        number_of_another: false,
        order,
        assessments,
        resume,
        family,
        photo: None,
        review: None,
        marks: Marks::default(),
        texts,
        blocked,
    })
}

/// Whether a row has little but a name, which is told already, or only says 改报.
pub(super) fn is_hardly_begun(row: &Row) -> bool {
    let nobody = row.value("身份证号").is_blank() && row.value("出生年月").is_blank();
    nobody || super::repeated::only_renews(row)
}

/// 性别 that is left open: lists name women as such, and this one they would not.
fn no_sex(row: &Row, id: Option<&Located<crate::language::id_number::IdNumber>>, reader: &mut Reader<'_>) {
    if !row.has("性别") || is_hardly_begun(row) {
        return;
    }
    let card = id.map(|id| format!("，身份证号显示为{}", id.value.sex().as_str())).unwrap_or_default();
    let message = format!("缺性别，文书上空着{card}");
    reader.report(Problem::warning("no-sex", row.cell("性别").1, message).advice("请填写男或女。"));
}

/// Birth in the archive and on the identity card may differ lawfully, so a difference is only pointed out.
fn compare_birth(
    id: &Located<crate::language::id_number::IdNumber>,
    birth: Option<&Located<PartialDate>>,
    reader: &mut Reader<'_>,
) {
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
fn compare_age(row: &Row, birth: PartialDate, base: NaiveDate, reader: &mut Reader<'_>) {
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

/// What is written of somebody who stays with the post, or goes with it.
const NOT_AGAIN: &[&str] = &["不改报", "没有改报", "未改报", "否", "不改"];

fn reapplication(row: &Row, round: &Round, reader: &mut Reader<'_>) -> Option<Reapplication> {
    let (cell, at) = row.cell("改报岗位");
    let written = clean(&cell.show());
    if !cell.is_unusable() && (is_nothing(&written) || NOT_AGAIN.contains(&plain(&written).as_str())) {
        return None;
    }
    let post = post(row, round, "改报岗位", reader);
    let (cell, place) = row.cell("改报时间");
    let date = reader.date(cell, &place);
    let unread = date.is_none() && !is_nothing(&clean(&cell.show()));
    Some(Reapplication { at, post, date, unread })
}

/// 退出步骤 and 退出原因.
fn withdrawal(row: &Row, reader: &mut Reader<'_>) -> Option<Withdrawal> {
    let (cell, place) = row.cell("退出原因");
    let reason = reader.text(cell, &place);
    let reason = if is_nothing(&reason) { String::new() } else { reason };
    let (cell, at) = row.cell("退出步骤");
    let text = reader.text(cell, &at);
    if is_nothing(&text) {
        return (!reason.is_empty()).then_some(Withdrawal { at: place, step: None, written: false, reason });
    }
    let step = plain(&text).parse().ok();
    if step.is_none() {
        let message = format!("看不懂退出步骤：要填{}", list(&WithdrawnIn::WORDS));
        reader.report(
            Problem::error("withdrawal", at.clone(), message)
                .found(&text)
                .advice("请填本人放弃的那一步：成绩公布以后的填组织考察，票决以后的填公示聘任；没有退出的，请清空。"),
        );
    }
    Some(Withdrawal { at, step, written: true, reason })
}

fn education(row: &Row, kind: &str, reader: &mut Reader<'_>) -> Education {
    // A roster may have one column for the degrees or the schools of both kinds.
    let part = |name: &str| {
        let shared = super::schooling::shares(row, kind, name);
        row.cell(&if shared { name.to_owned() } else { format!("{kind}{name}") })
    };
    let (cell, at) = part("学历");
    let degree = reader.text(cell, &at);
    let (cell, academic_place) = part("学位");
    let academic = reader.academic(cell, &academic_place);
    let (cell, place) = part("毕业院校及专业");
    let school = reader.text(cell, &place);
    let whole = super::schooling::parted(&degree).beside(&school);
    let academic = if is_nothing(&academic) && !whole.degree.is_empty() { whole.degree } else { academic };
    let (degree, school) = (whole.level, if whole.school.is_empty() { school } else { whole.school });
    super::level::doubtful(&degree, &at, reader);
    Education { degree, academic, school, at }
}

/// The row, or the form, that a place belongs to.
pub(super) fn row_of(place: &Place) -> (&str, &str, u32) {
    (place.file.as_str(), place.sheet.as_str(), place.row)
}

/// An error in a person's row keeps documents about that person from being made; rows of 简历 and 家庭成员 have done so already.
pub(super) fn block(round: &mut Round, table: Option<&Table>, problems: &[Problem]) {
    let mut wrong: HashMap<(&str, &str, u32), &Place> = HashMap::new();
    for problem in problems.iter().filter(|problem| problem.is_error()) {
        wrong.entry(row_of(&problem.place)).or_insert(&problem.place);
    }
    let rows = table.map(|table| table.rows.as_slice()).unwrap_or_default();
    let spoiled: HashMap<(&str, &str, u32), &Place> = rows
        .iter()
        .filter_map(|row| {
            let at = wrong.get(&(row.form.as_ref()?.file(), "", 0))?;
            Some((row_of(&row.place), *at))
        })
        .collect();
    for applicant in &mut round.applicants {
        let row = row_of(&applicant.at);
        let at = wrong.get(&row).or_else(|| spoiled.get(&row)).copied();
        applicant.block(at);
    }
}
