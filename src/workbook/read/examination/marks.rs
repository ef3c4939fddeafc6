//! 成绩: the marks, on one sheet or on several: 笔试 on one, 面试 on another.
//!
//! What one row leaves empty another may say; it wipes nothing. Two rows that say different things leave it open which is right.

use std::collections::BTreeMap;

use super::given::Given;
use crate::problem::{Place, Problem};
use crate::round::{Located, PersonId, Round, Score};
use crate::workbook::join::People;
use crate::workbook::table::{Row, Table};
use crate::workbook::values::{Reader, clean, is_not_invited, is_nothing};

/// A person in a second row of a sheet.
pub(crate) fn repeated_row(row: &Row, first: &Place, what: &str) -> Problem {
    let (_, place) = row.cell("姓名");
    let sheet = &row.place.sheet;
    let message = format!("同一个人在“{sheet}”表里有两行，{what}：前面的是第{}行", first.row);
    Problem::error("repeated-row", place, message).advice("请只留一行。")
}

/// Reads 成绩.
pub(crate) fn scores(table: Option<&Table>, people: &People, round: &mut Round, problems: &mut Vec<Problem>) {
    let mut seen: BTreeMap<(PersonId, &str), &Place> = BTreeMap::new();
    let mut tickets = Given::new("准考证号");
    let mut seats = Given::new("座位号");
    for row in table.map(|table| table.rows.as_slice()).unwrap_or_default() {
        let mut reader = Reader { problems, person: None };
        let Some(person) = people.find(row, &mut reader) else { continue };
        if let Some(first) = seen.insert((person, row.place.sheet.as_str()), &row.place) {
            reader.report(repeated_row(row, first, "不同的成绩都不作数"));
        }
        let (cell, place) = row.cell("准考证号");
        let ticket = reader.code(cell, &place);
        tickets.give(&ticket, person, &place, &mut reader);
        let (cell, seat_place) = row.cell("座位号");
        let seat = reader.code(cell, &seat_place);
        let (cell, room_place) = row.cell("考场");
        let room = reader.text(cell, &room_place);
        seats.give_within(&room, &seat, person, &seat_place, &mut reader);
        // Whether a mark is within 满分 is the procedure's to say; a higher one than 100 must be readable first.
        let full = |key: &str| match key {
            "笔试成绩" => round.plan.count("笔试满分").max(100),
            "面试成绩" => round.plan.count("面试满分").max(100),
            _ => 100,
        };
        let mut unread = Vec::new();
        let mut score = |key: &'static str| {
            let (cell, place) = row.cell(key);
            if key == "面试成绩" && is_not_invited(cell) {
                return None;
            }
            let full = full(key);
            let found = reader.score_within(cell, &place, full).map(|value| Located { value, at: place });
            if found.is_none() && !is_nothing(&clean(&cell.show())) {
                unread.push(key);
            }
            found
        };
        let (written, interview, extra) = (score("笔试成绩"), score("面试成绩"), score("加试成绩"));
        let Some(marks) = round.applicants.get_mut(person.0).map(|applicant| &mut applicant.marks) else { continue };
        marks.listed = true;
        marks.unread.extend(unread);
        if marks.ticket.is_empty() {
            marks.ticket = ticket;
        } else if !ticket.is_empty() && ticket != marks.ticket {
            let problem = Problem::warning("marks-differ", place, format!("准考证号与前面的 {} 不同", marks.ticket));
            reader.report(problem.found(ticket).advice("请核对；文书上用前面的一个。"));
        }
        for (held, given, key, at) in
            [(&mut marks.room, room, "考场", room_place), (&mut marks.seat, seat, "座位号", seat_place)]
        {
            let given = Some(given).filter(|text| !is_nothing(text)).unwrap_or_default();
            if held.is_empty() {
                *held = given;
            } else if !given.is_empty() && given != *held {
                let problem = Problem::warning("marks-differ", at, format!("{key}与前面的 {held} 不同"));
                reader.report(problem.found(given).advice("请核对；文书上用前面的一个。"));
            }
        }
        for (key, held, more) in
            [("笔试成绩", &mut marks.written, written), ("面试成绩", &mut marks.interview, interview)]
        {
            let given = held.is_some();
            settle(held, more, &mut reader);
            if given && held.is_none() {
                marks.unread.push(key);
            }
        }
        settle(&mut marks.extra, extra, &mut reader);
    }
}

/// Takes a mark in. Where another one stands already, neither counts until it is known which is right.
fn settle(held: &mut Option<Located<Score>>, more: Option<Located<Score>>, reader: &mut Reader<'_>) {
    let Some(more) = more else { return };
    match held {
        // 缺考 on one sheet and 放弃 on another come to the same.
        Some(own) if own.value != more.value && !(own.value.is_absent() && more.value.is_absent()) => {
            let shown = match own.value {
                Score::Points(points) => points.normalize().to_string(),
                Score::Absent(absence) => absence.as_str().to_owned(),
            };
            let sheet =
                if own.at.sheet == more.at.sheet { String::new() } else { format!("“{}”表 ", own.at.sheet) };
            let found = match more.value {
                Score::Points(points) => points.normalize().to_string(),
                Score::Absent(absence) => absence.as_str().to_owned(),
            };
            let message = format!("与 {sheet}{} 的{shown}不同，两个都不作数", own.at.cell());
            reader.report(Problem::error("marks-differ", more.at, message).found(found).advice("请核对，只留一个。"));
            *held = None;
        }
        Some(_) => {}
        None => *held = Some(more),
    }
}
