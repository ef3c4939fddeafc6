//! The workbook that is given out: what it holds, and that LibreOffice's copies of the filled one read the same.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

use std::io::{Cursor, Read};
use std::path::Path;
use std::process::{Command, Stdio};

use jinggang::sample;
use jinggang::workbook::schema::SHEETS;
use jinggang::workbook::{Reading, read, workbook};

/// Everything that was read, the places left out.
fn all(reading: &Reading) -> Vec<String> {
    let round = &reading.round;
    let mut out: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
    out.extend(round.plan.all().map(|(key, setting)| format!("{key} {:?}", setting.value)));
    out.extend(
        round
            .posts
            .iter()
            .map(|post| format!("{} {} {:?} {:?} {:?}", post.name, post.seats, post.degree, post.max_age, post.texts)),
    );
    for one in &round.applicants {
        out.push(format!("{} {:?} {:?} {:?} {:?}", one.name, one.sex, one.post, one.employment, one.texts));
        let career: Vec<_> = one.resume.iter().map(|own| (own.from, own.to, &own.text)).collect();
        out.push(format!("{:?} {career:?}", one.assessments));
        out.push(format!("{:?} {:?}", one.family, one.applied.as_ref().map(|applied| applied.value)));
        out.push(format!(
            "{} {:?} {:?}",
            one.marks.ticket,
            one.marks.written.as_ref().map(|mark| mark.value),
            one.marks.judged.as_ref().map(|judged| &judged.marks)
        ));
        let review = one.review.as_ref();
        out.push(format!("{:?}", review.map(|review| (review.employed, &review.reason, review.date))));
    }
    out.extend(round.evaluations.iter().map(|count| {
        format!("{:?} {} {} {:?} {:?}", count.person, count.competent, count.valid, count.aspects, count.date)
    }));
    out.extend(
        round.talks.iter().map(|talk| format!("{:?} {} {} {:?}", talk.person, talk.with, talk.points, talk.date)),
    );
    out.extend(round.inspections.iter().map(|one| format!("{:?} {:?} {:?}", one.person, one.aspects, one.date)));
    out.extend(
        round.votes.iter().map(|vote| format!("{:?} {} {:?} {:?}", vote.person, vote.agree, vote.members, vote.date)),
    );
    out.extend(
        round
            .appointments
            .iter()
            .map(|one| format!("{:?} {:?} {:?} {}", one.person, one.date, one.trial, one.document)),
    );
    out
}

#[test]
fn libre_office_changes_nothing() {
    let ready = Command::new("soffice").arg("--version").output().is_ok();
    if !ready {
        assert!(std::env::var_os("CI").is_none(), "soffice must be there in CI");
        eprintln!("skipped: soffice not installed");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("轮次.xlsx");
    std::fs::write(&source, workbook(sample::rows).unwrap()).unwrap();
    std::fs::create_dir(folder.path().join("照片")).unwrap();
    let first = read(&source).unwrap();
    assert_eq!(first.round.applicants.len(), 42);
    for kind in ["xlsx", "xls", "ods"] {
        let out = folder.path().join(kind);
        std::fs::create_dir_all(out.join("照片")).unwrap();
        let status = Command::new("soffice")
            .arg(format!("-env:UserInstallation=file://{}", folder.path().join("profile").display()))
            .args(["--headless", "--convert-to", kind, "--outdir"])
            .arg(&out)
            .arg(&source)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap();
        assert!(status.success(), "{kind}");
        let again = read(&out.join(format!("轮次.{kind}"))).unwrap();
        for (own, other) in all(&first).iter().zip(all(&again).iter()) {
            assert_eq!(own, other, "{kind}");
        }
        assert_eq!(all(&first).len(), all(&again).len(), "{kind}");
    }
}

#[test]
fn the_blank_workbook_makes_mistakes_hard() {
    let bytes = workbook(|_| None).unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let book = part("xl/workbook.xml");
    assert!(
        book.contains("name=\"说明\"") && SHEETS.iter().all(|sheet| book.contains(&format!("name=\"{}\"", sheet.name)))
    );
    // 报名 is the fourth sheet: after 说明, 方案, 岗位.
    let people = part("xl/worksheets/sheet4.xml");
    for piece in [
        "<sheetProtection ",
        "<dataValidations ",
        "<conditionalFormatting ",
        "<legacyDrawing ",
        "COUNTA(岗位!$B$2:$B$301)",
        "中共预备党员",
    ] {
        assert!(people.contains(piece), "{piece}");
    }
    assert!(part("xl/comments3.xml").contains("18 位，文本格式"));
}

#[test]
fn the_blank_workbook_asks_only_for_what_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("轮次.xlsx");
    std::fs::write(&path, workbook(|_| None).unwrap()).unwrap();
    let reading = read(Path::new(&path)).unwrap();
    let codes: Vec<&str> = reading.problems.iter().map(|problem| problem.code).collect();
    assert!(codes.iter().all(|code| ["missing-item", "no-posts", "no-applicants"].contains(code)), "{codes:?}");
}
