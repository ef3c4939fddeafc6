//! The sheets of what was counted and written down: 民主测评, 谈话, 考察, 票决, 任用.

use super::given::Given;
use super::marks::repeated_row;
use super::names_of_posts::Posts;
use super::plan_sense::MOST_PEOPLE;
use super::stated_terms;
use crate::language::nothing::is_nothing;
use crate::problem::{Place, Problem};
use crate::round::{
    ASPECTS, Appointment, Aspect, Cells, EvaluationCount, Inspection, Opinion, PostId, Publication, Round, Talk,
    UnreadAppointment, VoteCount,
};
use crate::workbook::cell::CellValue;
use crate::workbook::header::plain;
use crate::workbook::join::People;
use crate::workbook::table::{Row, Table};
use crate::workbook::values::{Reader, clean};

fn rows(table: Option<&Table>) -> &[Row] {
    table.map(|table| table.rows.as_slice()).unwrap_or_default()
}

fn text(row: &Row, key: &str, reader: &mut Reader<'_>) -> String {
    let (cell, place) = row.cell(key);
    reader.text(cell, &place)
}

/// People or ballots; more than there can be is a number of something else, and no count.
fn count(row: &Row, key: &str, reader: &mut Reader<'_>) -> Option<u32> {
    let (cell, place) = row.cell(key);
    // A stroke or 无 where nobody abstained is as good as 0: the column is there, and nobody is in it.
    if NOBODY.contains(&key) && (is_stroke(cell) || matches!(clean(&cell.show()).as_str(), "无" | "没有")) {
        return Some(0);
    }
    // Elsewhere a stroke is as good as a blank.
    if is_stroke(cell) {
        return None;
    }
    let count = reader.count(cell, &place)?;
    if count > MOST_PEOPLE {
        let problem = Problem::error("count", place, format!("{key}至多{MOST_PEOPLE}"));
        reader.report(problem.found(cell.show()).advice("像是别的号码填错了格子，请改正。"));
        return None;
    }
    Some(count)
}

/// Columns in which nobody may be counted.
const NOBODY: &[&str] = &["弃权", "不胜任"];

/// Whether nothing but strokes stands in a cell.
fn is_stroke(cell: &CellValue) -> bool {
    let text = clean(&cell.show());
    !text.is_empty() && text.chars().all(|c| matches!(c, '/' | '／' | '-' | '－' | '—' | '–' | '\\'))
}

fn date(row: &Row, key: &str, reader: &mut Reader<'_>) -> Option<chrono::NaiveDate> {
    let (cell, place) = row.cell(key);
    reader.date(cell, &place)
}

/// Where the cells of a row stand.
fn cells(row: &Row) -> Cells {
    Cells::new(row.schema().columns.iter().map(|column| (column.key, row.cell(column.key).1.column)))
}

/// The post a row is about: the one named, else the one the person applied for.
fn post(row: &Row, round: &Round, person: crate::round::PersonId, reader: &mut Reader<'_>) -> Option<PostId> {
    let (cell, place) = row.cell("岗位");
    let named = plain(&reader.text(cell, &place));
    if named.is_empty() {
        return round.applicant(person).and_then(|applicant| applicant.post);
    }
    let found = Posts::of(round).find(&named);
    if found.is_none() {
        reader.report(
            Problem::error("unknown-post", place, "“岗位”表里没有这个岗位")
                .found(cell.show())
                .advice("请与“岗位”表核对。"),
        );
    }
    found.map(PostId)
}

/// 批次: 2, 第二批, 第2批次.
fn batch(row: &Row, reader: &mut Reader<'_>) -> u32 {
    let (cell, place) = row.cell("批次");
    reader.limit("批次", cell, &place).unwrap_or(1).max(1)
}

/// 第几次投票: 2, 第二次, 第2轮.
fn ballot(row: &Row, reader: &mut Reader<'_>) -> Option<u32> {
    let (cell, place) = row.cell("第几次投票");
    reader.limit("第几次投票", cell, &place).map(|number| number.max(1))
}

/// Reads 民主测评.
pub(super) fn evaluation(table: Option<&Table>, people: &People, round: &mut Round, problems: &mut Vec<Problem>) {
    for row in rows(table) {
        let mut reader = Reader { problems, person: None };
        let Some(person) = people.find(row, &mut reader) else { continue };
        let Some(post) = post(row, round, person, &mut reader) else { continue };
        let reader = &mut reader;
        let before = reader.problems.len();
        let mut need = |key: &str| {
            let value = count(row, key, reader);
            // A column that is wanting is told once.
            if value.is_none() && row.has(key) && (row.cell(key).0.is_blank() || is_stroke(row.cell(key).0)) {
                let (_, place) = row.cell(key);
                reader.report(Problem::error("no-count", place, format!("缺{key}")).advice("请填写票数，没有填 0。"));
            }
            value
        };
        let numbers =
            (need("发出票数"), need("收回票数"), need("有效票数"), need("胜任"), need("基本胜任"), need("不胜任"));
        let (Some(issued), Some(returned), Some(valid), Some(competent), Some(basically), Some(not_competent)) =
            numbers
        else {
            round.unread_evaluations.push((person, post));
            continue;
        };
        let aspects = ASPECTS
            .iter()
            .map(|name| {
                let votes: Vec<Option<u32>> = ["好", "较好", "一般", "差"]
                    .iter()
                    .map(|grade| count(row, &format!("{name}{grade}"), reader))
                    .collect();
                let filled = votes.iter().any(Option::is_some);
                Aspect {
                    name,
                    votes: if filled { votes.into_iter().map(Option::unwrap_or_default).collect() } else { Vec::new() },
                }
            })
            .collect();
        let overall: Vec<Option<u32>> =
            ["总体优秀", "总体称职", "总体基本称职", "总体不称职"].iter().map(|key| count(row, key, reader)).collect();
        let overall = if overall.iter().any(Option::is_some) {
            overall.into_iter().map(Option::unwrap_or_default).collect()
        } else {
            Vec::new()
        };
        let count = EvaluationCount {
            at: row.place.clone(),
            cells: cells(row),
            batch: batch(row, reader),
            person,
            post,
            date: date(row, "测评日期", reader),
            present: (count(row, "应到人数", reader), count(row, "实到人数", reader)),
            issued,
            returned,
            valid,
            // A sheet without the column leaves it to be reckoned: what came back is valid or is not.
            invalid: count(row, "无效票数", reader)
                .or_else(|| (!row.has("无效票数")).then(|| returned.saturating_sub(valid)))
                .unwrap_or(0),
            aspects,
            overall,
            competent,
            basically,
            not_competent,
            abstained: count(row, "弃权", reader).unwrap_or(0),
        };
        // What cannot be read is no blank and no 0: the row waits until it is mended.
        let told = reader.problems.get(before..).unwrap_or_default();
        if told.iter().any(Problem::is_error) {
            round.unread_evaluations.push((person, post));
        } else {
            round.evaluations.push(count);
        }
    }
}

/// Reads 谈话.
pub(super) fn talks(table: Option<&Table>, people: &People, round: &mut Round, problems: &mut Vec<Problem>) {
    for row in rows(table) {
        let mut reader = Reader { problems, person: None };
        let Some(person) = people.find(row, &mut reader) else { continue };
        let (cell, place) = row.cell("谈话对象");
        let with = reader.name(cell, &place);
        let (cell, place) = row.cell("意见");
        let word = reader.choice(cell, &place, &Opinion::ALL.map(Opinion::as_str));
        let opinion = Opinion::ALL.into_iter().find(|opinion| Some(opinion.as_str()) == word);
        let talk = Talk {
            at: row.place.clone(),
            person,
            with,
            position: text(row, "谈话对象职务", &mut reader),
            date: date(row, "谈话日期", &mut reader),
            opinion,
            points: text(row, "谈话要点", &mut reader),
        };
        // On another day it is another conversation.
        if let Some(first) = round.talks.iter().find(|own| own.is_with(&talk) && own.date == talk.date) {
            let (cell, place) = row.cell("谈话对象");
            let sheet =
                if first.at.sheet == place.sheet { String::new() } else { format!("“{}”表 ", first.at.sheet) };
            let message = format!("与{sheet}第{}行是同一天和同一个人的谈话，谈话人数只算一名", first.at.row);
            let advice = "多写的请删去；不是同一个人的，请写明谈话对象职务；不是同一次的，请写明谈话日期。";
            reader.report(Problem::warning("repeated-row", place, message).found(cell.show()).advice(advice));
        }
        round.talks.push(talk);
    }
}

/// Reads 考察.
pub(super) fn inspection(table: Option<&Table>, people: &People, round: &mut Round, problems: &mut Vec<Problem>) {
    for row in rows(table) {
        let mut reader = Reader { problems, person: None };
        let Some(person) = people.find(row, &mut reader) else { continue };
        if let Some(first) = round.inspections.iter().find(|own| own.person == person) {
            reader.report(repeated_row(row, &first.at, "只用前面的一行"));
            continue;
        }
        let aspects = ASPECTS
            .iter()
            .map(|name| (*name, text(row, name, &mut reader)))
            .filter(|(_, text)| !text.is_empty())
            .collect();
        let inspectors = text(row, "考察人", &mut reader);
        let inspectors = inspectors
            .split(['、', '，', ',', '\n'])
            .map(crate::language::name::Name::read)
            .filter(|name| !name.is_empty())
            .collect();
        round.inspections.push(Inspection {
            at: row.place.clone(),
            person,
            aspects,
            shortcomings: text(row, "主要不足", &mut reader),
            opinion: text(row, "考察组意见", &mut reader),
            inspectors,
            date: date(row, "考察日期", &mut reader),
        });
    }
}

/// Reads 票决.
pub(super) fn vote(table: Option<&Table>, people: &People, round: &mut Round, problems: &mut Vec<Problem>) {
    for row in rows(table) {
        let mut reader = Reader { problems, person: None };
        let Some(person) = people.find(row, &mut reader) else { continue };
        let Some(post) = post(row, round, person, &mut reader) else { continue };
        let Some(agree) = count(row, "同意", &mut reader) else {
            let (cell, place) = row.cell("同意");
            if cell.is_blank() || is_stroke(cell) {
                reader.report(Problem::error("no-count", place, "缺同意票数").advice("请填写票数，没有填 0。"));
            }
            continue;
        };
        let reader = &mut reader;
        let before = reader.problems.len();
        let mut vote = VoteCount {
            at: row.place.clone(),
            cells: cells(row),
            post,
            person,
            ballot: ballot(row, reader),
            date: date(row, "票决日期", reader),
            members: count(row, "应到人数", reader),
            present: count(row, "实到人数", reader),
            recused: recused(&text(row, "回避人员", reader)),
            issued: count(row, "发出票数", reader),
            returned: count(row, "收回票数", reader),
            valid: count(row, "有效票数", reader),
            invalid: count(row, "无效票数", reader),
            agree,
            against: count(row, "不同意", reader),
            abstained: count(row, "弃权", reader),
            unread: Vec::new(),
        };
        vote.unread = unread(row, &vote, reader.problems.get(before..).unwrap_or_default());
        round.votes.push(vote);
    }
    share_recused(&mut round.votes);
}

/// Columns of a row of 票决 in which something stands that no number or date came of; told are what was reported of the row.
fn unread(row: &Row, vote: &VoteCount, told: &[Problem]) -> Vec<&'static str> {
    let wrong = |key: &str| {
        let (cell, place) = row.cell(key);
        !is_nothing(&clean(&cell.show())) || told.iter().any(|problem| problem.is_error() && problem.place == place)
    };
    let found = [
        ("第几次投票", vote.ballot.is_some()),
        ("票决日期", vote.date.is_some()),
        ("应到人数", vote.members.is_some()),
        ("实到人数", vote.present.is_some()),
        ("发出票数", vote.issued.is_some()),
        ("收回票数", vote.returned.is_some()),
        ("有效票数", vote.valid.is_some()),
        ("无效票数", vote.invalid.is_some()),
        ("不同意", vote.against.is_some()),
        ("弃权", vote.abstained.is_some()),
    ];
    found.into_iter().filter(|(key, found)| !found && wrong(key)).map(|(key, _)| key).collect()
}

/// Who takes no part in a ballot takes none for any candidate: named in one row, the others need not name them again.
fn share_recused(votes: &mut [VoteCount]) {
    let of = |row: &VoteCount| (row.post, row.ballot);
    let named: Vec<_> =
        votes.iter().filter(|row| !row.recused.is_empty()).map(|row| (of(row), row.recused.clone())).collect();
    for row in votes.iter_mut().filter(|row| row.recused.is_empty()) {
        if let Some((_, names)) = named.iter().find(|(ballot, _)| *ballot == of(row)) {
            row.recused.clone_from(names);
        }
    }
}

/// The names of 回避人员.
fn recused(text: &str) -> Vec<String> {
    if is_nothing(text) {
        return Vec::new();
    }
    let names = text.split(['、', '，', ',', '；', ';', '\n']).map(str::trim).filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

/// Reads 任用.
pub(super) fn appointment(table: Option<&Table>, people: &People, round: &mut Round, problems: &mut Vec<Problem>) {
    let mut letters = Given::new("聘书编号");
    for row in rows(table) {
        let mut reader = Reader { problems, person: None };
        let found = people.find(row, &mut reader);
        let of = found.and_then(|person| Some((person, post(row, round, person, &mut reader)?)));
        let reader = &mut reader;
        let document = text(row, "任职文号", reader);
        let unread = |person, document, why| UnreadAppointment { at: row.place.clone(), person, document, why };
        let Some((person, post)) = of else {
            round.unread_appointments.push(unread(found, document, "的姓名或者岗位看不懂"));
            continue;
        };
        let (cell, place) = row.cell("公示结果");
        let publication = publication(cell, &place, reader);
        let date = date(row, "任职日期", reader);
        let goes_on = match publication {
            Some(own) => matches!(own, Publication::NoObjection | Publication::ObjectionDismissed),
            None => date.is_some(),
        };
        if goes_on && let Some((header, place, cell)) = stated_terms::refusal(row) {
            let message = format!("“{header}”写的是不任用，这一行却填了公示结果或者任职日期，这个人的任用文书先不做");
            let problem = Problem::error("appointment-differs", place, message).found(clean(&cell.show()));
            let name = round.applicant(person).map(|own| own.name.to_string()).unwrap_or_default();
            reader.report(problem.about(name).advice(
                "不任用的，请在“公示结果”里写“有异议影响任用”或者“本人放弃”，任职日期空着；任用的，请改这一格。",
            ));
            round.unread_appointments.push(unread(Some(person), document, "写着不任用"));
            continue;
        }
        let (cell, place) = row.cell("试用期考核");
        let trial = reader.choice(cell, &place, &["合格", "不合格"]).map(|word| word == "合格");
        let (cell, place) = row.cell("聘书编号");
        let letter = reader.code(cell, &place);
        letters.give(&letter, person, &place, reader);
        round.appointments.push(Appointment {
            at: row.place.clone(),
            person,
            post,
            publication,
            relieved: text(row, "拟免职务", reader),
            document,
            date,
            letter,
            trial,
            stated: stated_terms::terms(row),
        });
    }
}

/// 公示结果: 有异议，影响任用 is as good as 有异议影响任用.
fn publication(cell: &CellValue, place: &Place, reader: &mut Reader<'_>) -> Option<Publication> {
    let bare: String = plain(&cell.show()).chars().filter(|c| !",，、;；:：。.".contains(*c)).collect();
    let bare = bare.replace('但', "");
    let known =
        [("有异议不影响任用", Publication::ObjectionDismissed), ("有异议影响任用", Publication::ObjectionUpheld)];
    if let Some((_, found)) = known.iter().find(|(word, _)| *word == bare) {
        return Some(*found);
    }
    if ["放弃", "本人放弃", "退出", "本人退出", "公示期间本人放弃", "公示期本人放弃"].contains(&bare.as_str())
    {
        return Some(Publication::Withdrawn);
    }
    // Most offices write it for 无异议. One that means that nothing is known yet leaves the cell empty, but may mean it here.
    if bare == "无" {
        let message = "“无”按“无异议”计";
        let problem = Problem::warning("publication", place.clone(), message).found("无");
        reader.report(problem.advice("公示没有收到异议的，请写“无异议”；还没有结果的，请清空。"));
        return Some(Publication::NoObjection);
    }
    match reader.choice(cell, place, &["无异议", "有异议不影响任用", "有异议影响任用", "本人放弃"])
    {
        Some("无异议") => Some(Publication::NoObjection),
        Some("有异议不影响任用") => Some(Publication::ObjectionDismissed),
        Some("本人放弃") => Some(Publication::Withdrawn),
        Some(_) => Some(Publication::ObjectionUpheld),
        None => (!cell.is_blank()).then_some(Publication::Unread),
    }
}
