//! 谈话 and 考察: the conversations about each candidate, and what the inspectors write.

use crate::language::name::Name;
use crate::problem::Problem;
use crate::round::{ASPECTS, Inspection, Opinion, Round, Talk};
use crate::workbook::join::People;
use crate::workbook::read::examination::marks::repeated_row;
use crate::workbook::read::row::{date, rows, text};
use crate::workbook::table::Table;
use crate::workbook::values::Reader;

/// Reads 谈话.
pub(crate) fn talks(table: Option<&Table>, people: &People, round: &mut Round, problems: &mut Vec<Problem>) {
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
pub(crate) fn inspection(table: Option<&Table>, people: &People, round: &mut Round, problems: &mut Vec<Problem>) {
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
        let inspectors =
            inspectors.split(['、', '，', ',', '\n']).map(Name::read).filter(|name| !name.is_empty()).collect();
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
