//! Each applicant's photograph: found in the workbook or beside it, looked at, and whatever is wrong with it reported.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::row_of;
use crate::problem::{Place, Problem};
use crate::round::{Applicant, Photo, PhotoSource, Round};
use crate::workbook::file::{RawBook, RawPicture, RawSheet, file_name};
use crate::workbook::form::{FormCells, FormPhoto};
use crate::workbook::photo::{LEAST, Look, Photos, is_answer, look};
use crate::workbook::table::{Row, Table};

/// A photograph found for an applicant: whose, where problems about it belong, and the photograph.
type Found = (usize, Place, Photo);

/// Finds the photographs.
pub(crate) fn read(table: &Table, book: &RawBook, round: &mut Round, problems: &mut Vec<Problem>) {
    let mut photos = Photos::beside(&round.folder);
    let embedded = embedded(table, book);
    let in_forms = table.rows.iter().any(|row| row.form.is_some());
    let unread = unread(table, book);
    // A folder that nothing has been put into yet is said once, and not of everybody.
    let named = round.applicants.iter().any(|applicant| !is_answer(applicant.text("照片")));
    if let Some(reason) = &photos.closed {
        return closed(reason, table, round, problems);
    }
    let none = photos.empty && !(photos.exists && named);
    if none && embedded.is_empty() && !in_forms && unread == 0 {
        if !round.is_roster() && !round.applicants.is_empty() {
            let (message, advice) = if photos.exists {
                ("“照片”文件夹是空的，照片处都留空", "请把照片放进“照片”文件夹，用身份证号或姓名作文件名。")
            } else {
                ("工作簿旁边没有“照片”文件夹，照片处都留空", "请建“照片”文件夹，照片用身份证号或姓名作文件名。")
            };
            problems.push(Problem::warning("no-photos", table.place.clone(), message).advice(advice));
        }
        return;
    }
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for applicant in &round.applicants {
        *names.entry(applicant.name.as_str()).or_default() += 1;
    }
    let rows: HashMap<(&str, &str, u32), &Row> = table.rows.iter().map(|row| (row_of(&row.place), row)).collect();
    for (file, named, numbered) in photos.contested(&round.applicants) {
        let (Some(named), Some(numbered)) = (round.applicants.get(named), round.applicants.get(numbered)) else {
            continue;
        };
        let place = rows.get(&row_of(&named.at)).map_or_else(|| named.at.clone(), |row| photo_cell(row));
        let message =
            format!("照片“{file}”的文件名里的姓名是{}，身份证号是{}的，两人都没有用", named.name, numbered.name);
        problems.push(
            Problem::warning("photo-differs", place, message)
                .advice("请核对是谁的照片，改正文件名：用本人的身份证号或姓名。")
                .about(named.name.as_str()),
        );
    }
    let mut found: Vec<Found> = Vec::new();
    for (index, applicant) in round.applicants.iter().enumerate() {
        let shared = names.get(applicant.name.as_str()).is_some_and(|count| *count > 1);
        let row = rows.get(&row_of(&applicant.at));
        let place = row.map_or_else(|| applicant.at.clone(), |row| photo_cell(row));
        let inside = match embedded.get(&(applicant.at.sheet.as_str(), applicant.at.row)) {
            Some(pictures) => in_cell(applicant, pictures, &place),
            None => Ok(None),
        };
        let before = problems.len();
        let outcome = match inside {
            Ok(None) => photos.find(applicant, &place, shared, problems),
            other => other,
        };
        let form = row.and_then(|row| row.form.as_deref());
        let (outcome, place) = match (outcome, form.and_then(in_form)) {
            (Ok(None), Some((photo, place))) => (Ok(Some(photo)), place),
            (outcome, _) => (outcome, place),
        };
        match outcome {
            Ok(Some(photo)) => found.push((index, place, photo)),
            // With a spoiled identity number the photograph named by it cannot be found: the number is reported already.
            Ok(None) if applicant.id_number.is_none() && !applicant.text("身份证号").is_empty() => {}
            // Why the one that bears the name is not used has been said.
            Ok(None) if problems.len() > before => {}
            // It may stand in the form.
            Ok(None) if row.is_some_and(|row| row.unread_form.is_some()) => {}
            Ok(None) => problems.push(
                Problem::warning("photo-missing", place, "没有照片，登记表的照片处留空")
                    .advice("请把照片放进“照片”文件夹，用身份证号或姓名作文件名。")
                    .about(applicant.name.as_str()),
            ),
            Err(problem) => problems.push(*problem),
        }
    }
    unclaimed(&photos, &found, table, problems);
    let found = claimed_once(found, round, problems);
    let looks: Vec<Look> = found.par_iter().map(|(_, _, photo)| look(photo)).collect();
    for ((index, place, photo), look) in found.into_iter().zip(looks) {
        let Some(applicant) = round.applicants.get_mut(index) else { continue };
        let told =
            |problem: Problem, advice: &str| problem.found(&photo.name).advice(advice).about(applicant.name.as_str());
        match look {
            Look::Good => {}
            Look::Broken(how) => {
                let problem = Problem::warning("photo-damaged", place, format!("照片{how}，登记表的照片处留空"));
                problems.push(told(problem, "请换一张能打开的照片。"));
                continue;
            }
            // It stays the person's: papers that have it are not made without it, and are if it can be read by then.
            Look::Closed(reason) => {
                let problem = Problem::error("photo-closed", place, format!("照片读不了：{reason}"));
                problems.push(told(
                    problem,
                    "请关上正开着它的程序，看看有没有权限、盘有没有接好；在这以前，本人的文书先不做，做好的不动。",
                ));
            }
            Look::Shape(width, height) => {
                let small = if height < LEAST { "，也太小，印出来不清楚" } else { "" };
                let message = format!("照片宽 {width} 高 {height}，不是竖的证件照，会留出白边{small}");
                let problem = Problem::warning("photo-shape", place, message);
                problems.push(told(problem, "请裁成一寸或二寸照（宽高比约 5:7）。"));
            }
            Look::Small(width, height) => {
                let message = format!("照片宽 {width} 高 {height}，太小，印出来不清楚");
                let problem = Problem::warning("photo-small", place, message);
                problems.push(told(problem, "请换一张宽 295、高 413 像素以上的照片。"));
            }
        }
        applicant.photo = Some(photo);
    }
    if unread > 0 && round.applicants.iter().any(|applicant| applicant.photo.is_none()) {
        let message = format!("表里有{unread}张图片读不出来：没有固定在单元格里，或者是这种格式读不了的");
        problems.push(Problem::warning("photo-unread", table.place.clone(), message).advice(
            "请在 Excel 或 WPS 里把图片放进各人那一行的格子，另存为 .xlsx；或者把照片放进“照片”文件夹，用身份证号或姓名作文件名。",
        ));
    }
}

/// A folder that cannot be opened is not one without photographs: papers that were made with them are not made again without.
fn closed(reason: &str, table: &Table, round: &mut Round, problems: &mut Vec<Problem>) {
    let problem = Problem::error("photos-closed", Place::file(&table.place.file), reason);
    for applicant in &mut round.applicants {
        applicant.block(Some(&problem.place));
    }
    problems.push(problem.advice("请看看有没有权限、盘有没有接好；改好以前，各人的文书先不做，做好的不动。"));
}

/// Photographs that are nobody's, by their names: most likely a name is wrong. Those of which it has been said that they cannot be
/// told apart are not among them.
fn unclaimed(photos: &Photos, found: &[Found], table: &Table, problems: &mut Vec<Problem>) {
    let files = found.iter().filter_map(|(.., photo)| match &photo.source {
        PhotoSource::File(path) => Some(path.as_path()),
        PhotoSource::Embedded(_) => None,
    });
    let told = |name: &String| {
        problems.iter().any(|one| one.code.starts_with("photo-") && one.message.contains(name.as_str()))
    };
    let names: Vec<String> = photos.unclaimed(&files.collect()).into_iter().filter(|name| !told(name)).collect();
    if names.is_empty() {
        return;
    }
    let shown = names.iter().take(FEW).map(String::as_str).collect::<Vec<_>>().join("、");
    let rest = if names.len() > FEW { "等" } else { "" };
    let message = format!("“照片”文件夹里有{}张对不上人：{shown}{rest}", names.len());
    problems.push(
        Problem::warning("photo-unclaimed", table.place.clone(), message)
            .advice("请用身份证号或姓名作文件名；不要的请删去。"),
    );
}

/// So many files are named one by one.
const FEW: usize = 5;

/// How many pictures on the sheets with applicants cannot be read.
fn unread(table: &Table, book: &RawBook) -> u32 {
    let people = |sheet: &RawSheet| table.rows.iter().any(|row| row.place.sheet == sheet.name);
    book.sheets
        .iter()
        .filter(|sheet| sheet.unread_pictures > 0 && people(sheet))
        .map(|sheet| sheet.unread_pictures)
        .sum()
}

/// Where problems about a person's photograph belong: the 照片 column, else the name.
fn photo_cell(row: &Row) -> Place {
    let photo = row.cell("照片").1;
    match &row.form {
        _ if photo.column > 0 => photo,
        Some(form) if row.place.row == 0 => form.place("照片", "ZhaoPian"),
        _ => row.cell("姓名").1,
    }
}

/// The photograph of a person's 任免审批表.
fn in_form(form: &FormCells) -> Option<(Photo, Place)> {
    let (name, source) = match &form.form.photo {
        FormPhoto::None => return None,
        FormPhoto::Inside(bytes) => (format!("{} 的照片", form.file()), PhotoSource::Embedded(bytes.clone())),
        FormPhoto::Beside(path) => (file_name(path), PhotoSource::File(path.clone())),
    };
    Some((Photo { name, source }, form.place("照片", "ZhaoPian")))
}

/// The workbook's pictures by the row of the person they stand in. A person on several lines has what stands in any of them.
fn embedded<'b>(table: &Table, book: &'b RawBook) -> HashMap<(&'b str, u32), Vec<&'b RawPicture>> {
    let mut out: HashMap<(&str, u32), Vec<&RawPicture>> = HashMap::new();
    for sheet in book.sheets.iter().filter(|sheet| !sheet.pictures.is_empty()) {
        let rows: Vec<&Row> = table.rows.iter().filter(|row| row.place.sheet == sheet.name).collect();
        for picture in &sheet.pictures {
            let line = picture.row.saturating_add(1);
            let after = rows.partition_point(|row| row.place.row <= line);
            let Some(row) = after.checked_sub(1).and_then(|at| rows.get(at)) else { continue };
            let name = row.cell("姓名").1.column.saturating_sub(1);
            let lines = sheet.merged.covering(row.place.row - 1, name).map_or(row.place.row, |(.., bottom)| bottom + 1);
            if line <= lines {
                out.entry((sheet.name.as_str(), row.place.row)).or_default().push(picture);
            }
        }
    }
    out
}

/// The picture in a person's row: the one in the 照片 column, or the only one.
fn in_cell(applicant: &Applicant, pictures: &[&RawPicture], place: &Place) -> Result<Option<Photo>, Box<Problem>> {
    let here: Vec<&&RawPicture> = pictures.iter().filter(|picture| picture.column + 1 == place.column).collect();
    let chosen: &RawPicture = match (here.as_slice(), pictures) {
        ([only], _) => only,
        ([], [only]) => only,
        _ => {
            let message = format!("这一行有{}张图片，分不清哪张是照片", pictures.len());
            let problem = Problem::warning("photo-several", place.clone(), message);
            return Err(Box::new(problem.advice("请只留下要用的一张。").about(applicant.name.as_str())));
        }
    };
    let cell = place.at(chosen.row + 1, chosen.column + 1).cell();
    Ok(Some(Photo { name: format!("{cell} 的图片"), source: PhotoSource::Embedded(chosen.bytes.clone()) }))
}

/// A file that two people would get is nobody's until somebody says whose.
fn claimed_once(found: Vec<Found>, round: &Round, problems: &mut Vec<Problem>) -> Vec<Found> {
    let mut claims: HashMap<std::path::PathBuf, Vec<usize>> = HashMap::new();
    for (index, _, photo) in &found {
        if let PhotoSource::File(path) = &photo.source {
            claims.entry(path.clone()).or_default().push(*index);
        }
    }
    let mut out = Vec::new();
    for (index, place, photo) in found {
        let others = match &photo.source {
            PhotoSource::File(path) => claims.get(path).map(Vec::as_slice).unwrap_or_default(),
            PhotoSource::Embedded(_) => &[],
        };
        if others.len() < 2 {
            out.push((index, place, photo));
            continue;
        }
        let name = |index: &usize| round.applicants.get(*index).map(|applicant| applicant.name.to_string());
        let names: Vec<String> = others.iter().filter_map(name).collect();
        let problem =
            Problem::warning("photo-shared", place, format!("{}用的是同一张照片，照片处都留空", names.join("、")));
        let problem = problem.found(&photo.name).advice("请核对是谁的照片，用身份证号作文件名。");
        problems.push(problem.about(name(&index).unwrap_or_default()));
    }
    out
}
