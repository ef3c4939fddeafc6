//! Copies of a ballot in one Word file: all alike, however many there are and whatever the template counts.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod support;

use std::collections::BTreeSet;

use support::dump::parts;
use support::xml::{all_named, part, text_of};
use support::{run, sample_folder};

#[test]
fn many_copies_of_a_ballot_are_the_few_and_as_many_more() {
    let folder = tempfile::tempdir().unwrap();
    let sample = sample_folder();
    let ballots = ["民主测评票/第1批", "民主测评票（一人一张）/第1批", "民主测评票（一人一张）/第2批"];
    let made = |copies: usize| {
        let out = folder.path().join(copies.to_string());
        let args = [
            "make",
            sample.to_str().unwrap(),
            "--format",
            "docx",
            "--step",
            "6",
            "--copies",
            &copies.to_string(),
            "-o",
        ];
        let made = run(args.into_iter().map(str::to_owned).chain([out.display().to_string()]));
        assert_eq!(made.code, 0, "{}{}", made.out, made.err);
        ballots.map(|ballot| {
            let file = std::fs::read(out.join(format!("6-组织考察/{ballot}.docx"))).unwrap();
            part(&parts(&file), "word/document.xml")
        })
    };
    let (few, more, many) = (made(3), made(4), made(23));
    for ((few, more), many) in few.iter().zip(&more).zip(&many) {
        let [few, more, many] = [few, more, many].map(|source| roxmltree::Document::parse(source).unwrap());
        let paragraphs = |xml: &roxmltree::Document| all_named(xml, "p").len();
        let copy = paragraphs(&more) - paragraphs(&few);
        assert_eq!(paragraphs(&many), paragraphs(&more) + 19 * copy);
        let words = |xml: &roxmltree::Document| text_of(xml.root());
        let one = words(&more)[words(&few).len()..].to_owned();
        assert_eq!(words(&many), one.repeat(23));
        let ids: Vec<String> = all_named(&many, "p")
            .iter()
            .filter_map(|node| node.attributes().find(|own| own.name() == "paraId"))
            .map(|own| own.value().to_owned())
            .collect();
        let distinct: BTreeSet<&String> = ids.iter().collect();
        assert_eq!((ids.len(), distinct.len()), (paragraphs(&many), paragraphs(&many)));
        let sections = |xml: &roxmltree::Document| all_named(xml, "sectPr").len();
        assert_eq!(sections(&many), if sections(&few) == 3 { 23 } else { 1 });
    }
}

/// A ballot of an office's own with all that counts on from copy to copy, and with a list, whose numbers stand in another part.
#[test]
fn copies_of_any_ballot_read_alike() {
    let folder = tempfile::tempdir().unwrap();
    let templates = folder.path().join("模板/6-组织考察");
    std::fs::create_dir_all(&templates).unwrap();
    support::Book::sample().write(folder.path());
    let template = |name: &str, body: &str| {
        let head = "#import \"/lib/页面.typ\": *\n#import \"/lib/文书.typ\": 页次\n";
        let about = "#let 说明 = (每: \"轮次\", 选票: true, 待: \"差额人选\")\n";
        let text = format!("{head}{about}#let 文书(数据) = {{\n  show: 表格页.with(页脚: 页次)\n{body}\n}}\n");
        std::fs::write(templates.join(format!("{name}.typ")), text).unwrap();
    };
    template(
        "编号票",
        "set heading(numbering: \"一、\")\nheading[测试]\n[正文 #footnote[注]]\nfigure([图], caption: [说明])",
    );
    template("列项票", "enum([请打勾], [不署名])");
    let out = folder.path().join("out");
    let round = folder.path().display().to_string();
    let args = ["make", &round, "--only", "编号票,列项票", "--format", "docx", "--copies", "7", "-o"];
    let made = run(args.into_iter().map(str::to_owned).chain([out.display().to_string()]));
    assert_eq!(made.code, 0, "{}{}", made.out, made.err);
    let read = |name: &str| parts(&std::fs::read(out.join(format!("6-组织考察/{name}.docx"))).unwrap());
    let own = read("编号票");
    let xml = part(&own, "word/document.xml");
    let source = roxmltree::Document::parse(&xml).unwrap();
    let texts: Vec<String> = all_named(&source, "p").iter().map(|own| text_of(*own)).collect();
    let heads: Vec<&String> = texts.iter().filter(|text| text.contains("测试")).collect();
    assert!(heads.len() == 7 && heads.iter().all(|head| *head == heads[0]), "{heads:?}");
    let captions: Vec<&String> = texts.iter().filter(|text| text.contains("说明")).collect();
    assert!(captions.len() == 7 && captions.iter().all(|caption| *caption == captions[0]), "{captions:?}");
    assert_eq!(xml.matches("<w:pgNumType w:start=\"1\"").count(), 7, "{xml}");
    let list = read("列项票");
    let defined = part(&list, "word/numbering.xml").matches("<w:num ").count();
    let named: BTreeSet<String> = part(&list, "word/document.xml")
        .split("<w:numId w:val=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect();
    assert!(named.len() == 7 && defined >= 7, "{named:?} of {defined}");
}
