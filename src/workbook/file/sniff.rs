//! What a file is, by its content: names and extensions lie.

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// Nothing, or only white space.
    Empty,
    /// A zip package: .xlsx, .xlsm, .xlsb, .ods, or a document of another kind.
    Package,
    /// An OLE compound file: .xls, .et, an encrypted workbook, or a document of another kind.
    Compound,
    /// Text that may be a table: CSV, TSV.
    Text,
    /// Something else: what it is, in words.
    Other(&'static str),
}

/// The beginnings of files that are no spreadsheets.
const KINDS: &[(&[u8], &str)] = &[
    (b"%PDF", "是 PDF 文件"),
    (&[0xFF, 0xD8, 0xFF], "是图片"),
    (b"\x89PNG", "是图片"),
    (b"GIF8", "是图片"),
    (b"BM", "是图片"),
    (b"RIFF", "是图片或者音像文件"),
    (b"{\\rtf", "是 RTF 文档"),
    (b"Rar!", "是压缩包，请先解压"),
    (b"7z\xBC\xAF", "是压缩包，请先解压"),
    (&[0x1F, 0x8B], "是压缩包，请先解压"),
    (b"MIME-Version", "是网页（单个文件网页）"),
    (b"From: ", "是网页（单个文件网页）"),
    (b"ID;P", "是 SYLK 格式（.slk）"),
    (b"TABLE\r\n0,1", "是 DIF 格式（.dif）"),
    (b"TABLE\n0,1", "是 DIF 格式（.dif）"),
    // BIFF2 to BIFF4 streams that stand in a file by themselves.
    (&[0x09, 0x00, 0x04, 0x00], "是 Excel 4.0 以前的老格式"),
    (&[0x09, 0x02, 0x06, 0x00], "是 Excel 4.0 以前的老格式"),
    (&[0x09, 0x04, 0x06, 0x00], "是 Excel 4.0 以前的老格式"),
];

/// What the bytes are.
pub(super) fn sniff(bytes: &[u8]) -> Content {
    if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return Content::Empty;
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Content::Package;
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Content::Compound;
    }
    if let Some((_, what)) = KINDS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Content::Other(what);
    }
    let head = bytes.get(..4096).unwrap_or(bytes);
    let words: String = match head {
        [0xFF, 0xFE, rest @ ..] | [0xFE, 0xFF, rest @ ..] => {
            rest.iter().filter(|byte| **byte != 0).map(|byte| char::from(*byte).to_ascii_lowercase()).collect()
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => latin(rest),
        all => latin(all),
    };
    let start = words.trim_start();
    if start.starts_with('<') {
        return Content::Other(if words.contains("urn:schemas-microsoft-com:office:spreadsheet") {
            "是“XML 表格 2003”"
        } else if ["<html", "<table", "<!doctype html", "<meta", "<body"].iter().any(|tag| words.contains(tag)) {
            "其实是网页，只是名字像表格"
        } else {
            "是 XML 文件"
        });
    }
    Content::Text
}

fn latin(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte).to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_bytes() {
        for (bytes, content) in [
            (b"".as_slice(), Content::Empty),
            (b" \r\n\0", Content::Empty),
            (b"PK\x03\x04rest", Content::Package),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Content::Compound),
            (b"  <html><table>", Content::Other("其实是网页，只是名字像表格")),
            (b"\xEF\xBB\xBF<HTML xmlns:x=\"urn\">", Content::Other("其实是网页，只是名字像表格")),
            (b"\xFF\xFE<\0t\0a\0b\0l\0e\0>\0", Content::Other("其实是网页，只是名字像表格")),
            (
                b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                Content::Other("是“XML 表格 2003”"),
            ),
            (b"ID;PWXL;N;E\r\n", Content::Other("是 SYLK 格式（.slk）")),
            (b"TABLE\r\n0,1\r\n\"EXCEL\"", Content::Other("是 DIF 格式（.dif）")),
            (b"%PDF-1.7", Content::Other("是 PDF 文件")),
            ("姓名,身份证号\n".as_bytes(), Content::Text),
        ] {
            assert_eq!(sniff(bytes), content, "{:?}", String::from_utf8_lossy(bytes));
        }
    }
}
