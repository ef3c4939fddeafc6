//! Each applicant's photograph: found, looked at, and whatever is wrong with it reported.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::problem::Problem;
use crate::round::Round;
use crate::workbook::photo::{Photos, damage};
use crate::workbook::table::Table;

/// Finds the photographs.
pub(super) fn read(table: &Table, round: &mut Round, problems: &mut Vec<Problem>) {
    let photos = Photos::beside(&round.folder);
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for applicant in &round.applicants {
        *names.entry(applicant.name.as_str().to_owned()).or_default() += 1;
    }
    if !photos.exists && !round.applicants.is_empty() {
        problems.push(
            Problem::warning("no-photos", table.place.clone(), "工作簿旁边没有“照片”文件夹，照片处都留空")
                .advice("请建“照片”文件夹，照片用身份证号或姓名作文件名。"),
        );
        return;
    }
    let mut found = Vec::new();
    for (index, applicant) in round.applicants.iter().enumerate() {
        let shared = names.get(applicant.name.as_str()).is_some_and(|count| *count > 1);
        let place = table.rows.iter().find(|row| row.place == applicant.at).map_or_else(
            || applicant.at.clone(),
            |row| {
                let photo = row.cell("照片").1;
                if photo.column > 0 { photo } else { row.cell("姓名").1 }
            },
        );
        match photos.find(applicant, &place, shared) {
            Ok(Some(photo)) => found.push((index, place, photo)),
            // With a spoiled identity number the photograph named by it cannot be found: the number is reported already.
            Ok(None) if applicant.id_number.is_none() && !applicant.text("身份证号").is_empty() => {}
            Ok(None) => problems.push(
                Problem::warning("photo-missing", place, "没有照片，登记表的照片处留空")
                    .advice("请把照片放进“照片”文件夹，用身份证号或姓名作文件名。")
                    .about(applicant.name.as_str()),
            ),
            Err(problem) => problems.push(*problem),
        }
    }
    let damaged: Vec<Option<&str>> = found.par_iter().map(|(_, _, photo)| damage(&photo.path)).collect();
    for ((index, place, photo), damaged) in found.into_iter().zip(damaged) {
        let Some(applicant) = round.applicants.get_mut(index) else { continue };
        match damaged {
            None => applicant.photo = Some(photo),
            Some(how) => {
                let name = photo.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                let message = format!("照片文件{how}，登记表的照片处留空");
                let problem = Problem::warning("photo-damaged", place, message).found(name);
                problems.push(problem.advice("请换一张能打开的照片。").about(applicant.name.as_str()));
            }
        }
    }
}
