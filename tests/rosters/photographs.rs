//! Photographs by the names of their files: whose they are, and what is told of those that are nobody's for sure.

use std::collections::BTreeMap;

use super::*;

/// A roster of people with numbers and births, photographs of these names beside it: who gets which, and what is told of photographs.
fn with(rows: &[&str], files: &[&str]) -> (BTreeMap<String, String>, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let csv = format!("序号,姓名,性别,出生年月,身份证号,现工作单位及职务,报考岗位,照片\n{}\n", rows.join("\n"));
    std::fs::write(folder.path().join("名册.csv"), csv).unwrap();
    let photos = folder.path().join("照片");
    std::fs::create_dir(&photos).unwrap();
    let portrait = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/luzhi-2012/照片")).unwrap();
    let portrait = portrait.flatten().next().unwrap().path();
    for file in files {
        std::fs::copy(&portrait, photos.join(file)).unwrap();
    }
    let reading = read(folder.path()).unwrap();
    let own = reading.round.applicants.iter();
    let found = own.filter_map(|own| Some((own.name.to_string(), own.photo.as_ref()?.name.clone()))).collect();
    let told = reading.problems.iter().filter(|one| one.code.starts_with("photo-") && one.code != "photo-missing");
    (found, told.map(|one| format!("{} {one}", one.code)).collect())
}

const ZHANG: &str = "1,张正,男,1980.01,320506198001010013,水务局科员,甲科科长,";
const LI: &str = "2,李清,女,1983.03,320506198303050029,水务局科员,甲科科长,";
const ZHOU: &str = "3,周涛,男,1979.05,320506197905060019,水务局科员,甲科科长,";

#[test]
fn a_name_between_other_words_says_whose_it_is() {
    for (file, name) in [
        ("李清_水资源科科长.jpg", "李清"),
        ("水资源科科长_张正.jpg", "张正"),
        ("5-李清-河湖科.JPG", "李清"),
        ("张正2寸蓝底.jpg", "张正"),
        ("周 涛 的照片.jpg", "周涛"),
        ("张正.jpg.jpg", "张正"),
        ("张正 水资源科.jpg", "张正"),
        ("李清_320506198303050029.jpg", "李清"),
        ("李清 1983.03.jpg", "李清"),
        ("李清_20240512.jpg", "李清"),
    ] {
        let (found, told) = with(&[ZHANG, LI, ZHOU], &[file]);
        let wanted: BTreeMap<String, String> = [(name.to_owned(), file.to_owned())].into();
        assert_eq!((found, told), (wanted, Vec::new()), "{file}");
    }
    // Part of another name is nobody's.
    let (found, told) = with(&[ZHANG], &["张正明_科长.jpg"]);
    assert!(found.is_empty() && told[0].contains("对不上人：张正明_科长.jpg"), "{told:?}");
}

#[test]
fn a_number_or_a_birth_of_somebody_else_is_told_and_not_used() {
    let (found, told) = with(&[ZHANG, LI], &["张正_320506197503140016.jpg", "李清 1990.05.jpg"]);
    assert_eq!(found, BTreeMap::new());
    let advice = "请核对是谁的照片，改正文件名：用本人的身份证号或姓名。";
    assert_eq!(
        told,
        [
            format!(
                "photo-differs “名册”表 H2（张正）：照片“张正_320506197503140016.jpg”的文件名里的身份证号320506197503140016不是本人的（320506198001010013），没有用。{advice}"
            ),
            format!(
                "photo-differs “名册”表 H3（李清）：照片“李清 1990.05.jpg”的文件名里的出生年月1990.05不是本人的（1983.03），没有用。{advice}"
            ),
        ]
    );
    // The right one beside it is used.
    let (found, told) = with(&[ZHANG], &["张正_320506197503140016.jpg", "水资源科_张正.jpg"]);
    assert_eq!((found["张正"].as_str(), told.len()), ("水资源科_张正.jpg", 1), "{told:?}");
}

#[test]
fn a_name_and_a_number_of_two_applicants_are_used_for_neither() {
    let both = "李清_320506198001010013.jpg";
    let wanted = format!(
        "photo-differs “名册”表 H3（李清）：照片“{both}”的文件名里的姓名是李清，身份证号是张正的，两人都没有用。请核对是谁的照片，改正文件名：用本人的身份证号或姓名。"
    );
    let (found, told) = with(&[ZHANG, LI], &[both]);
    assert_eq!((found, told), (BTreeMap::new(), vec![wanted.clone()]));
    // Their own ones are used beside it.
    let (found, told) = with(&[ZHANG, LI], &[both, "李清.jpg", "张正_水资源科.jpg"]);
    assert_eq!((found["李清"].as_str(), found["张正"].as_str()), ("李清.jpg", "张正_水资源科.jpg"));
    assert_eq!(told, [wanted]);
    // Of two that are named, it is the one whose number it is.
    let (found, told) = with(&[ZHANG, LI], &["张正和李清_320506198001010013.jpg", "张正-李清-320506198001010013.jpg"]);
    assert!(!found.contains_key("李清") && told.iter().all(|one| !one.contains("两人都没有用")), "{told:?}");
}

#[test]
fn a_column_of_ticks_names_no_file() {
    let ticked = |row: &str, mark: &str| format!("{row}{mark}");
    for mark in ["有", "已交", "√", "无", "是"] {
        let (found, told) = with(&[&ticked(ZHANG, mark), &ticked(LI, mark)], &["张正.jpg"]);
        assert_eq!((found.len(), told), (1, Vec::new()), "{mark}");
    }
    let (found, _) = with(&[&ticked(ZHANG, "一.jpg")], &["张正.jpg", "一.jpg"]);
    assert_eq!(found["张正"], "一.jpg");
}

#[test]
fn of_two_of_one_name_the_photograph_is_nobodys() {
    let other = "4,张正,男,1975.03,320506197503140016,水务局科员,乙科科长,";
    let (found, told) = with(&[ZHANG, other], &["张正_水资源科科长.jpg"]);
    assert!(found.is_empty() && told.len() == 2, "{told:?}");
    assert!(
        told[0].starts_with("photo-shared ") && told[0].contains("分不清“张正_水资源科科长.jpg”是谁的照片"),
        "{told:?}"
    );
    let (found, _) = with(&[ZHANG, other], &["张正_320506197503140016.jpg"]);
    assert_eq!(found.len(), 1);
}

#[test]
fn a_small_picture_of_the_wrong_shape_is_told_to_be_small() {
    let folder = tempfile::tempdir().unwrap();
    let csv = format!("序号,姓名,性别,出生年月,身份证号,现工作单位及职务,报考岗位,照片\n{ZHANG}\n");
    std::fs::write(folder.path().join("名册.csv"), csv).unwrap();
    std::fs::create_dir(folder.path().join("照片")).unwrap();
    image::RgbImage::new(1, 1).save(folder.path().join("照片/张正.png")).unwrap();
    let reading = read(folder.path()).unwrap();
    let told: Vec<&str> =
        reading.problems.iter().filter(|one| one.code == "photo-shape").map(|one| one.message.as_str()).collect();
    assert_eq!(told, ["照片宽 1 高 1，不是竖的证件照，会留出白边，也太小，印出来不清楚"]);
}
