//! The DOCX files read back: part by part, and by docx-rs's own reader.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use support::dump::parts;
use support::xml::{W, all_named, children, part, text_of, value};
use support::{contents, run, sample_folder};

/// One document of the sample.
fn document(path: &str) -> BTreeMap<String, Vec<u8>> {
    parts(&std::fs::read(all().join(format!("{path}.docx"))).unwrap())
}

/// The sample's Word files, made once for all tests of this file.
fn all() -> &'static Path {
    static OUT: std::sync::OnceLock<tempfile::TempDir> = std::sync::OnceLock::new();
    OUT.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let sample = sample_folder();
        let args = ["make", sample.to_str().unwrap(), "--format", "docx", "--copies", "3", "-o"];
        let made = run(args.into_iter().map(str::to_owned).chain([folder.path().display().to_string()]));
        assert_eq!(made.code, 0, "{}{}", made.out, made.err);
        folder
    })
    .path()
}

#[test]
fn the_registration_form_is_real_tables_of_exact_size() {
    let parts = document("3-公开报名/报名登记表/城乡建设科副科长-许念𤧛");
    let source = part(&parts, "word/document.xml");
    let xml = roxmltree::Document::parse(&source).unwrap();
    let tables = all_named(&xml, "tbl");
    assert_eq!(tables.len(), 2, "one table a page, nothing nested");
    let mm = |twips: i32| f64::from(twips) * 25.4 / 1440.0;
    let mut rules: Vec<String> = Vec::new();
    for (table, wanted) in
        tables.iter().zip([&[20.0, 26.0, 18.0, 22.0, 20.0, 24.0, 36.0][..], &[14.0, 18.0, 22.0, 28.0, 26.0, 58.0]])
    {
        let grid: Vec<i32> = children(children(*table, "tblGrid").next().unwrap(), "gridCol")
            .map(|column| column.attribute((W, "w")).unwrap().parse().unwrap())
            .collect();
        assert_eq!(grid.len(), wanted.len());
        for (column, wanted) in grid.iter().zip(wanted) {
            assert!((mm(*column) - wanted).abs() < 0.02, "{grid:?}");
        }
        assert_eq!(
            children(children(*table, "tblPr").next().unwrap(), "tblLayout").next().unwrap().attribute((W, "type")),
            Some("fixed")
        );
        for row in children(*table, "tr") {
            let properties = children(row, "trPr").next().unwrap();
            let height = children(properties, "trHeight").next().unwrap();
            // As high as they are where their content fits, they grow with it; what is full to the brim stays as it is.
            rules.push(height.attribute((W, "hRule")).unwrap().to_owned());
            // Every row's cells fill the grid.
            let mut at = 0;
            for cell in children(row, "tc") {
                let properties = children(cell, "tcPr").next().unwrap();
                let span: usize = value(properties, "gridSpan").map_or(1, |span| span.parse().unwrap());
                let width: i32 =
                    children(properties, "tcW").next().unwrap().attribute((W, "w")).unwrap().parse().unwrap();
                assert_eq!(width, grid[at..at + span].iter().sum::<i32>());
                let last = cell.children().rfind(|child| child.is_element()).unwrap();
                assert!(last.has_tag_name((W, "p")), "a cell ends with a paragraph");
                at += span;
            }
            assert_eq!(at, grid.len());
        }
    }
    let rows: Vec<i32> = children(tables[0], "tr")
        .map(|row| {
            let height = children(children(row, "trPr").next().unwrap(), "trHeight").next().unwrap();
            height.attribute((W, "val")).unwrap().parse().unwrap()
        })
        .collect();
    assert_eq!(rows.len(), 12);
    assert!(rows[..11].iter().all(|height| (mm(*height) - 10.4).abs() < 0.02), "{rows:?}");
    assert!((mm(rows[11]) - 125.0).abs() < 0.02);
    let growing = rules.iter().filter(|rule| *rule == "atLeast").count();
    assert!(growing >= 20 && rules.iter().all(|rule| rule == "atLeast" || rule == "exact"), "{rules:?}");
    // Above a signature alone in its box is a line to write in, and the signature keeps to the lower edge.
    let boxes: Vec<_> =
        all_named(&xml, "tc").into_iter().filter(|cell| text_of(*cell).starts_with("负责人签名")).collect();
    let [opinion] = boxes.as_slice() else { panic!("{} boxes", boxes.len()) };
    assert_eq!(value(children(*opinion, "tcPr").next().unwrap(), "vAlign"), Some("bottom"));
    let lines: Vec<String> = children(*opinion, "p").map(text_of).collect();
    assert!(lines.len() == 2 && lines[0].is_empty(), "{lines:?}");
    // The photograph, 学历学位 and the label of the family span rows; 简历 is written downwards.
    let merged = all_named(&xml, "vMerge");
    assert_eq!(merged.iter().filter(|merge| merge.attribute((W, "val")) == Some("restart")).count(), 3);
    assert!(all_named(&xml, "textDirection").iter().any(|node| node.attribute((W, "val")) == Some("tbRlV")));
    assert_eq!(text_of(tables[0]).matches("许念𤧛").count(), 1);
    assert!(text_of(tables[0]).contains("320524198308199343"));
}

#[test]
fn photographs_keep_their_bytes_and_their_ratio() {
    let parts = document("3-公开报名/报名登记表/城乡建设科副科长-许念𤧛");
    let photo = std::fs::read(sample_folder().join("照片/320524198308199343.jpg")).unwrap();
    let media: Vec<&String> = parts.keys().filter(|name| name.starts_with("word/media/")).collect();
    assert_eq!(media, ["word/media/image1.jpeg"]);
    assert!(parts["word/media/image1.jpeg"] == photo, "a JPEG stays as it is");
    let source = part(&parts, "word/document.xml");
    let xml = roxmltree::Document::parse(&source).unwrap();
    let extent = xml.descendants().find(|node| node.tag_name().name() == "extent").unwrap();
    let length = |name: &str| extent.attribute(name).unwrap().parse::<f64>().unwrap() / 36_000.0;
    assert!((length("cx") / length("cy") - 413.0 / 579.0).abs() < 0.005);
    assert!(length("cx") <= 34.01 && length("cy") <= 41.61);
}

#[test]
fn fonts_are_named_as_the_office_has_them() {
    for (path, name, other) in [
        ("3-公开报名/报名登记表/党政办公室副主任-申佳", "宋体", "SimSun"),
        ("6-组织考察/考察材料/党政办公室副主任-申佳", "仿宋_GB2312", "仿宋"),
    ] {
        let parts = document(path);
        for part_name in ["word/styles.xml", "word/document.xml"] {
            let source = part(&parts, part_name);
            let xml = roxmltree::Document::parse(&source).unwrap();
            for fonts in all_named(&xml, "rFonts") {
                let of = |name: &str| fonts.attribute((W, name));
                if let Some(east) = of("eastAsia") {
                    assert!(["仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"].contains(&east), "{east}");
                }
                if let Some(latin) = of("ascii") {
                    // Figures in a title are in the title's face.
                    let title = of("eastAsia") == Some("方正小标宋简体") && latin == "方正小标宋简体";
                    assert!(title || latin == "Times New Roman", "{latin}");
                }
            }
        }
        let defaults = part(&parts, "word/styles.xml");
        // Which of its own styles Word offers stands between the defaults and the styles.
        let order =
            ["</w:docDefaults>", "<w:latentStyles ", "</w:latentStyles>", "<w:style "].map(|tag| defaults.find(tag));
        assert!(order.iter().all(Option::is_some) && order.is_sorted(), "{order:?}");
        assert!(defaults.contains("w:eastAsia=\"zh-CN\""), "the language of Han text");
        let table = part(&parts, "word/fontTable.xml");
        let entry = format!("w:name=\"{name}\"><w:altName w:val=\"{other}\"/>");
        assert!(table.contains(&entry), "{table}");
    }
}

#[test]
fn lists_are_landscape_with_repeated_headers() {
    let parts = document("4-资格审查/资格审查一览表");
    let source = part(&parts, "word/document.xml");
    let xml = roxmltree::Document::parse(&source).unwrap();
    for section in all_named(&xml, "sectPr") {
        let size = children(section, "pgSz").next().unwrap();
        let length = |name: &str| size.attribute((W, name)).unwrap().parse::<i32>().unwrap();
        assert_eq!((length("w"), length("h"), size.attribute((W, "orient"))), (16838, 11906, Some("landscape")));
    }
    let tables: Vec<_> = all_named(&xml, "tbl");
    for table in &tables {
        let first = children(*table, "tr").next().unwrap();
        let properties = children(first, "trPr").next().unwrap();
        assert!(children(properties, "tblHeader").next().is_some(), "the header row is one");
        assert!(text_of(first).contains("报考岗位"));
        // The post stands in the first row of each page's table.
        assert!(text_of(children(*table, "tr").nth(1).unwrap()).contains("名）"));
    }
    // Page numbers are fields, in runs of their own.
    let footer = parts.keys().find(|name| name.starts_with("word/footer")).unwrap();
    let source = part(&parts, footer);
    let xml = roxmltree::Document::parse(&source).unwrap();
    let instructions: Vec<String> =
        all_named(&xml, "instrText").iter().map(|node| node.text().unwrap_or_default().trim().to_owned()).collect();
    assert_eq!(instructions, ["PAGE", "NUMPAGES"]);
    for run in all_named(&xml, "r") {
        let parts = run.children().filter(|child| child.is_element() && !child.has_tag_name((W, "rPr"))).count();
        assert!(parts <= 1, "a field's pieces need runs of their own");
    }
}

#[test]
fn ballots_are_alike_and_bear_no_mark() {
    let parts = document("6-组织考察/民主测评票/第1批");
    let source = part(&parts, "word/document.xml");
    let xml = roxmltree::Document::parse(&source).unwrap();
    let tables = all_named(&xml, "tbl");
    assert_eq!(tables.len(), 3, "one a copy");
    let texts: BTreeSet<String> = tables.iter().map(|table| text_of(*table)).collect();
    assert_eq!(texts.len(), 1);
    for name in parts.keys() {
        assert!(!name.starts_with("word/header") && !name.starts_with("word/footer"), "{name}");
    }
    assert!(!text_of(xml.root()).contains("编号"));
}

#[test]
fn every_package_is_sound() {
    let mut count = 0;
    for (name, bytes) in contents(all()) {
        if !name.ends_with(".docx") {
            continue;
        }
        count += 1;
        docx_rs::read_docx(&bytes).unwrap_or_else(|error| panic!("docx-rs cannot read {name}: {error:?}"));
        let parts = parts(&bytes);
        let types = part(&parts, "[Content_Types].xml");
        for (part_name, content) in &parts {
            if !part_name.ends_with(".xml") && !part_name.ends_with(".rels") {
                continue;
            }
            let text = std::str::from_utf8(content).unwrap();
            let xml = roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{name} {part_name}: {error}"));
            let listed = types.contains(&format!("\"/{part_name}\"")) || part_name.ends_with(".rels");
            assert!(listed || part_name == "[Content_Types].xml", "{name}: {part_name} has no content type");
            let mut ids = BTreeSet::new();
            for node in xml.descendants().filter(|node| node.tag_name().name() == "docPr") {
                assert!(ids.insert(node.attribute("id").unwrap().to_owned()), "{name}: docPr id twice");
            }
        }
        // Whatever is referred to is there.
        for (rels_name, content) in parts.iter().filter(|(name, _)| name.starts_with("word/_rels/")) {
            let text = std::str::from_utf8(content).unwrap();
            let xml = roxmltree::Document::parse(text).unwrap();
            for relation in xml.root_element().children().filter(|node| node.is_element()) {
                if relation.attribute("TargetMode") == Some("External") {
                    continue;
                }
                let target = format!("word/{}", relation.attribute("Target").unwrap());
                assert!(parts.contains_key(&target), "{name} {rels_name}: {target} is missing");
            }
        }
    }
    assert_eq!(count, 163);
}

/// A Typst file as Word has it, and what was said.
fn rendered(source: &str) -> (BTreeMap<String, Vec<u8>>, String) {
    let folder = tempfile::tempdir().unwrap();
    let (file, out) = (folder.path().join("一.typ"), folder.path().join("一.docx"));
    std::fs::write(&file, source).unwrap();
    let ended = run(["render", file.to_str().unwrap(), "-o", out.to_str().unwrap()]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    (parts(&std::fs::read(out).unwrap()), ended.err)
}

#[test]
fn what_goes_wrong_beside_the_text_of_one_page_only_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("一.typ");
    let ended = |settings: &str, kind: &str| {
        let text = "= 甲\n正文\n#pagebreak()\n= 乙\n正文";
        std::fs::write(&file, format!("#set page({settings})\n{text}")).unwrap();
        let out = folder.path().join(format!("一.{kind}"));
        run(["render", file.to_str().unwrap(), "-o", out.to_str().unwrap()])
    };
    let after = "query(selector(heading).before(here())).len()";
    for settings in [
        format!("header: context if {after} > 0 {{ panic(\"坏了\") }}"),
        format!("footer: context {{ let n = {after}; if n > 1 [#n()] else [页脚] }}"),
        "background: context if here().page() == 2 { panic(\"坏了\") }".to_owned(),
    ] {
        let [pdf, docx] = ["pdf", "docx"].map(|kind| ended(&settings, kind));
        assert_eq!((pdf.code, docx.code), (1, 1), "{settings}");
        assert_eq!(docx.err.replace("docx", "pdf"), pdf.err, "{settings}");
    }
    // What would go wrong on a page that is not there does not.
    let right = ended("header: context if here().page() > 2 { panic(\"坏了\") }", "docx");
    assert_eq!(right.code, 0, "{}", right.err);
}

#[test]
fn pictures_that_nothing_shows_are_not_in_the_file() {
    let header =
        "#set page(header: context rotate(30deg, box(fill: gradient.linear(red, blue))[#counter(page).display()]))";
    let (parts, _) = rendered(&format!("{header}\n正文"));
    let shown = |name: &str| {
        let file = name.trim_start_matches("word/");
        parts.iter().any(|(path, xml)| path.ends_with(".rels") && String::from_utf8_lossy(xml).contains(file))
    };
    let media: Vec<&String> = parts.keys().filter(|name| name.starts_with("word/media/")).collect();
    assert!(!media.is_empty());
    assert!(media.iter().all(|name| shown(name)), "{media:?}");
}

#[test]
fn an_empty_page_that_word_puts_in_is_told_to_have_no_header() {
    let said = |text: &str| rendered(&format!("#set page(numbering: \"1\")\n一\n{text}\n末")).1;
    // One that is like the pages before it is in the document, one after an empty page of its own is not.
    assert!(!said("#pagebreak(to: \"odd\")").contains("凑单数"));
    assert!(said("#pagebreak()\n#pagebreak(to: \"even\")").contains("凑单数"));
    assert!(said("#set page(header: [另一个])\n#pagebreak(to: \"odd\")").contains("凑单数"));
    // Where pages are known, one that stays away is not spoken of.
    assert!(!said("#pagebreak()\n二 #context here().page()\n#pagebreak(to: \"odd\")").contains("凑单数"));
    let (_, bare) = rendered("一\n#pagebreak(to: \"odd\")\n末");
    assert!(!bare.contains("凑单数"));
}

#[test]
fn what_word_has_bounds_for_stays_within_them() {
    let columns = "#columns(60)[#lorem(400)]";
    let (parts, said) = rendered(&format!("#set text(lang: \"ja\")\n#counter(page).update(70000)\n{columns}"));
    let document = part(&parts, "word/document.xml");
    assert!(document.contains("w:num=\"45\"") && !document.contains("w:num=\"60\""));
    assert!(said.contains("至多45栏"), "{said}");
    let (parts, _) = rendered("#set enum(start: 70000)\n+ 一\n+ 二");
    assert!(part(&parts, "word/numbering.xml").contains("w:val=\"32767\""));
}

#[test]
fn the_number_of_a_heading_that_begins_with_a_block_is_counted_above_it() {
    let (parts, _) = rendered("#set heading(numbering: \"1.\")\n= #block(fill: aqua)[甲]\n= 乙");
    let source = part(&parts, "word/document.xml");
    let xml = roxmltree::Document::parse(&source).unwrap();
    let body: Vec<_> = xml.root_element().first_element_child().unwrap().children().collect();
    let counted = |node: &roxmltree::Node| node.descendants().any(|one| one.has_tag_name((W, "numPr")));
    assert!(body[0].has_tag_name((W, "p")) && counted(&body[0]) && text_of(body[0]).is_empty(), "{source}");
    assert!(body[1].has_tag_name((W, "tbl")) && text_of(body[1]) == "甲", "{source}");
}

#[test]
fn a_table_of_contents_in_a_cell_is_a_field_to_word_alone() {
    let outlines = ["#outline()\n= 甲", "#block(fill: aqua)[#outline()]\n= 甲"];
    for (source, alone) in outlines.into_iter().zip([false, true]) {
        let (parts, _) = rendered(source);
        let document = part(&parts, "word/document.xml");
        let at = document.find(" TOC ").unwrap();
        let within =
            document[..at].rfind("<mc:Choice").is_some_and(|from| !document[from..at].contains("</mc:Choice>"));
        assert_eq!(within, alone, "{document}");
        assert_eq!(document.matches("fldCharType=\"begin\"").count(), document.matches("fldCharType=\"end\"").count());
    }
}

#[test]
fn hidden_leaders_have_no_colour_of_their_own() {
    let leaders = [
        "#box(width: 1fr, line(length: 100%, stroke: red))",
        "#box(width: 1fr, stroke: (bottom: 1pt + red))[]",
        "#box(width: 1fr, repeat(text(red)[.]))",
    ];
    for leader in leaders {
        for (source, seen) in [(format!("Words {leader}"), true), (format!("Words #hide[{leader}]"), false)] {
            let (parts, _) = rendered(&source);
            assert_eq!(part(&parts, "word/document.xml").contains("FF4136"), seen, "{source}");
        }
    }
}

#[test]
fn the_east_asian_language_is_that_of_the_document() {
    for (lang, wanted) in
        [("lang: \"zh\"", "zh-CN"), ("lang: \"zh\", region: \"tw\"", "zh-TW"), ("lang: \"ja\"", "ja-JP")]
    {
        let (parts, _) = rendered(&format!("#set text({lang})\n文"));
        let settings = part(&parts, "word/settings.xml");
        assert!(settings.contains(&format!("w:eastAsia=\"{wanted}\"")), "{lang}: {settings}");
    }
}

#[test]
fn names_keep_their_point_where_blanks_are_set_wider() {
    let families = "((name: \"Liberation Serif\", covers: regex(\"[A-Za-z ]\")), \"LXGW WenKai\")";
    let point = |spacing: &str| {
        let set = format!("#set text(lang: \"zh\", font: {families})\n{spacing}");
        let (parts, _) = rendered(&format!("{set}\n买买提·艾力 甲"));
        let document = part(&parts, "word/document.xml");
        let (_, run) = document.split_once("买买提</w:t></w:r>").expect("the point has a run of its own");
        run.split("</w:r>").next().unwrap().to_owned()
    };
    let own = point("");
    assert!(own.contains('·') && own.contains("w:ascii=\"LXGW WenKai\""), "{own}");
    assert_eq!(point("#set text(spacing: 150%)"), own);
}
