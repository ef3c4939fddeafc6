//! 任用: the publication, the appointment, its letter and its trial.

use super::stated_terms;
use crate::problem::{Place, Problem};
use crate::round::{Appointment, Publication, Round, UnreadAppointment};
use crate::workbook::cell::CellValue;
use crate::workbook::header::plain;
use crate::workbook::join::People;
use crate::workbook::read::examination::given::Given;
use crate::workbook::read::row::{date, post, rows, text};
use crate::workbook::table::Table;
use crate::workbook::values::{Reader, clean};

/// Reads 任用.
pub(crate) fn read(table: Option<&Table>, people: &People, round: &mut Round, problems: &mut Vec<Problem>) {
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
        let trial = if plain(&cell.show()).contains("延长") {
            let problem = Problem::warning("trial", place, "延长试用期的，先按还在试用期").found(clean(&cell.show()));
            reader.report(problem.advice("延长以后考核了，请改成“合格”或者“不合格”。"));
            None
        } else {
            reader.choice(cell, &place, &["合格", "不合格"]).map(|word| word == "合格")
        };
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
    let known = [
        ("有异议不影响任用", Publication::ObjectionDismissed),
        ("不影响任用", Publication::ObjectionDismissed),
        ("有异议影响任用", Publication::ObjectionUpheld),
        ("影响任用", Publication::ObjectionUpheld),
    ];
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
