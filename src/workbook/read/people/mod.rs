//! 报名: one applicant a row.

mod assessments;
pub(super) mod form_post;
pub(super) mod forms;
mod graded;
pub(super) mod headless;
pub(super) mod honours;
pub(super) mod identity;
pub(super) mod level;
pub(super) mod native_place;
pub(super) mod off_staff;
pub(super) mod party;
pub(super) mod photos;
pub(super) mod position;
pub(super) mod position_since;
pub(super) mod repeated;
pub(super) mod review_answer;
pub(super) mod sanction;
pub(super) mod schooling;
pub(super) mod texts;
pub(super) mod undated;
pub(super) mod wanted;

use std::collections::HashMap;

use self::identity::Identity;
use self::wanted::post;
use super::told::doubts;
use crate::language::date::PartialDate;
use crate::problem::{Place, Problem};
use crate::round::{Applicant, Education, Employment, Located, Marks, Reapplication, Round};
use crate::round::{Withdrawal, WithdrawnIn};
use crate::workbook::file::RawBook;
use crate::workbook::header::{List, plain};
use crate::workbook::table::{Row, Table};
use crate::workbook::values::{Reader, clean, is_nothing, list};

/// Reads the applicants.
pub(crate) fn read(table: Option<&Table>, book: &RawBook, round: &mut Round, problems: &mut Vec<Problem>) {
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
                    self::repeated::take_in(first, applicant, round.plan.date("报名截止"), &mut reader);
                    continue;
                }
                // Two names are two people, one of whom has the number by a slip: neither is lost for it.
                Some(first) => self::repeated::same_number(first, &mut applicant, &mut reader),
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
    self::schooling::one_column(table, round, problems);
    self::schooling::shared_columns(table, problems);
    doubts::same_names(&round.applicants, &mut Reader { problems, person: None });
    doubts::same_mobiles(&round.applicants, &mut Reader { problems, person: None });
    self::photos::read(table, book, round, problems);
}

fn applicant(row: &Row, round: &Round, reader: &mut Reader<'_>) -> Option<Applicant> {
    let name = identity::name(row, reader)?;
    reader.person = Some(name.as_str().to_owned());
    doubts::two_names(row, reader);
    doubts::more_than_name(row, reader);
    let Identity { id_number, birth, sex, ethnicity } = identity::identity(row, reader);
    doubts::dates(row, birth.as_ref(), round.plan.age_base_date(), reader);
    doubts::party_without_members(row, reader);
    if let Some((birth, base)) = birth.as_ref().zip(round.plan.age_base_date()) {
        identity::compare_age(row, birth.value, base, reader);
    }
    let post = post(row, round, "报考岗位", reader);
    let reapplied = reapplication(row, round, reader);
    let withdrawal = withdrawal(row, reader);
    let (cell, order_place) = row.cell("排序号");
    let order = reader.count(cell, &order_place);
    let employment = employment(row, reader);
    let full_time = education(row, "全日制", reader);
    let part_time = education(row, "在职", reader);
    self::schooling::one_level(row, reader);
    let in_post_since = in_post_since(row, reader);
    let applied = {
        let (cell, place) = row.cell("报名时间");
        reader.date(cell, &place).map(|value| Located { value, at: place })
    };
    let assessments = assessments::assessments(row, &round.plan, reader);
    let mut resume = super::life::periods::resume(row, reader);
    let mut family = match &row.form {
        Some(form) if row.own("家庭成员").is_none() && row.items(List::Family).is_empty() => {
            self::forms::family(form, reader)
        }
        _ => super::life::relatives::family(row, reader),
    };
    let before = reader.problems.len();
    resume.extend(super::life::items::resume(row, reader));
    family.extend(super::life::items::family(row, reader));
    // They may stand in further lines of the person.
    let blocked = super::life::first_error(reader.problems, before).cloned();
    let texts = self::texts::texts(row, reader);
    self::position::missing(row, &texts, reader);
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

/// 编制类别.
fn employment(row: &Row, reader: &mut Reader<'_>) -> Option<Employment> {
    let (cell, place) = row.cell("编制类别");
    let text = reader.text(cell, &place);
    let employment = text.parse().ok();
    if employment.is_none() && !text.is_empty() {
        reader.report(
            Problem::warning("employment", place, "看不懂编制类别")
                .found(&text)
                .advice("请填公务员、参公、事业或其他：公务员不签聘书。"),
        );
    }
    employment
}

/// 任现职时间, in a column of its own or with the position.
fn in_post_since(row: &Row, reader: &mut Reader<'_>) -> Option<PartialDate> {
    let (cell, place) = row.cell("任现职时间");
    let own = reader.partial_date(cell, &place);
    // A column that cannot be read is not replaced.
    let unwritten = is_nothing(&clean(&cell.show()));
    own.or_else(|| self::position_since::since(row).filter(|_| unwritten))
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
    let has = |words: &[&str]| words.iter().any(|word| reason.contains(word));
    if step.is_some() && has(NOT_OWN) && !has(OWN) {
        let message = "退出原因不像是本人放弃，公布的文书却只写“本人放弃”";
        reader.report(Problem::warning("withdrawal", place, message).found(&reason).advice(
            "被取消资格的，请清空“退出步骤”，在“资格审查”表的审查结论填“不符合”，并写审查原因；去世的，请在做好的 DOCX 里改写。",
        ));
    }
    Some(Withdrawal { at, step, written: true, reason })
}

/// Why somebody is out without having given up.
const NOT_OWN: &[&str] =
    &["病故", "去世", "死亡", "逝世", "取消资格", "取消其", "取消竞", "不合格", "违纪", "违法", "立案", "处分"];

/// What makes such a word another's, or denies it.
const OWN: &[&str] = &[
    "本人放弃",
    "自愿",
    "个人原因",
    "父",
    "母",
    "亲属",
    "家属",
    "家人",
    "岳",
    "祖",
    "配偶",
    "爱人",
    "妻",
    "丈夫",
    "无",
    "没有",
    "未",
];

fn education(row: &Row, kind: &str, reader: &mut Reader<'_>) -> Education {
    // A roster may have one column for the degrees or the schools of both kinds.
    let part = |name: &str| {
        let shared = self::schooling::shares(row, kind, name);
        row.cell(&if shared { name.to_owned() } else { format!("{kind}{name}") })
    };
    let (cell, at) = part("学历");
    let degree = reader.text(cell, &at);
    let (cell, academic_place) = part("学位");
    let academic = reader.academic(cell, &academic_place);
    let (cell, place) = part("毕业院校及专业");
    let school = reader.text(cell, &place);
    let whole = self::schooling::parted(&degree).beside(&school);
    let academic = if is_nothing(&academic) && !whole.degree.is_empty() { whole.degree } else { academic };
    let (degree, school) = (whole.level, if whole.school.is_empty() { school } else { whole.school });
    self::level::doubtful(&degree, &at, reader);
    Education { degree, academic, school, at }
}

/// The row, or the form, that a place belongs to.
pub(crate) fn row_of(place: &Place) -> (&str, &str, u32) {
    (place.file.as_str(), place.sheet.as_str(), place.row)
}

/// The applicants by the row or form they stand in.
pub(crate) type ByRow<'r> = HashMap<(&'r str, &'r str, u32), &'r Applicant>;

/// Puts them so; of several in one row the first.
pub(crate) fn by_row(round: &Round) -> ByRow<'_> {
    let mut out = ByRow::new();
    for applicant in &round.applicants {
        out.entry(row_of(&applicant.at)).or_insert(applicant);
    }
    out
}

/// An error in a person's row keeps documents about that person from being made; rows of 简历 and 家庭成员 have done so already.
pub(crate) fn block(round: &mut Round, table: Option<&Table>, problems: &[Problem]) {
    let mut wrong: HashMap<(&str, &str, u32), &Place> = HashMap::new();
    for problem in problems.iter().filter(|problem| problem.is_error()) {
        wrong.entry(row_of(&problem.place)).or_insert(&problem.place);
    }
    let rows = table.map(|table| table.rows.as_slice()).unwrap_or_default();
    let spoiled: HashMap<(&str, &str, u32), &Place> = rows
        .iter()
        .filter_map(|row| {
            let own = row.form.as_ref().and_then(|form| wrong.get(&(form.file(), "", 0)).copied());
            Some((row_of(&row.place), own.or(row.unread_form.as_ref())?))
        })
        .collect();
    // What forms that nobody can look at say of a person is in none of their papers.
    let closed = problems.iter().find(|problem| problem.code == "forms-closed").map(|problem| &problem.place);
    for applicant in &mut round.applicants {
        let row = row_of(&applicant.at);
        let at = wrong.get(&row).or_else(|| spoiled.get(&row)).copied().or(closed);
        applicant.block(at);
    }
}
