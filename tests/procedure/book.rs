//! Workbooks written as text: sheets of rows, with whatever a test does not care about filled in.

use std::collections::BTreeMap;
use std::path::Path;

use jinggang::workbook::{self, Reading};
use rust_xlsxwriter::Workbook;

/// A row: column → text.
pub type Row = BTreeMap<String, String>;

/// A workbook under construction.
#[derive(Debug, Clone, Default)]
pub struct Book {
    pub plan: BTreeMap<String, String>,
    pub sheets: BTreeMap<String, Vec<Row>>,
}

impl Book {
    /// A plan that asks for little: an office, a year, dates, and one applicant is enough.
    pub fn new() -> Self {
        let mut book = Self::default();
        for (item, value) in [
            ("单位名称", "某镇"),
            ("年份", "2012"),
            ("报名开始", "2012-03-12"),
            ("报名截止", "2012-03-16"),
            ("最少报名人数", "1"),
        ] {
            book.set_plan(item, value);
        }
        book
    }

    /// Sets an item of the plan; an empty value takes it out.
    pub fn set_plan(&mut self, item: &str, value: &str) {
        if value.is_empty() {
            self.plan.remove(item);
        } else {
            self.plan.insert(item.to_owned(), value.to_owned());
        }
    }

    /// The rows of a sheet.
    pub fn rows(&mut self, sheet: &str) -> &mut Vec<Row> {
        self.sheets.entry(sheet.to_owned()).or_default()
    }

    /// The row of a person, made if it is not there.
    pub fn row(&mut self, sheet: &str, name: &str) -> &mut Row {
        let rows = self.rows(sheet);
        let at = rows.iter().position(|row| row.get("姓名").is_some_and(|own| own == name)).unwrap_or_else(|| {
            rows.push(Row::from([("姓名".to_owned(), name.to_owned())]));
            rows.len() - 1
        });
        &mut rows[at]
    }

    /// Adds a post.
    pub fn post(&mut self, name: &str, seats: u32) -> &mut Row {
        let rows = self.rows("岗位");
        rows.push(Row::from([("岗位名称".to_owned(), name.to_owned()), ("职数".to_owned(), seats.to_string())]));
        rows.last_mut().unwrap()
    }

    /// Adds an applicant who meets every condition.
    pub fn person(&mut self, name: &str, post: &str) {
        let number = self.sheets.get("报名").map_or(0, Vec::len) as u32;
        let row = self.row("报名", name);
        for (column, value) in [
            ("性别", "男"),
            ("民族", "汉族"),
            ("出生年月", "1980.01.15"),
            ("健康状况", "健康"),
            ("全日制学历", "大学"),
            ("现工作单位及职务", "某镇科员"),
            ("任现职时间", "2005.01"),
            ("编制类别", "事业"),
            ("年度考核", "2009—2011年合格"),
            ("报名时间", "2012-03-13"),
            ("奖惩情况", "无"),
        ] {
            row.insert(column.to_owned(), value.to_owned());
        }
        row.insert("报考岗位".to_owned(), post.to_owned());
        row.insert("身份证号".to_owned(), id_number("19800115", number));
        let review = self.row("资格审查", name);
        for column in ["符合基本条件", "在编在职", "符合回避和轮岗规定", "符合专业要求", "符合岗位特定条件"]
        {
            review.insert(column.to_owned(), "是".to_owned());
        }
        review.insert("是否受处分影响期".to_owned(), "否".to_owned());
    }

    /// Reads a workbook written as text: `【表】`, then a line of columns, then rows, cells parted by `|`. The sheet 报名 may leave
    /// out whatever [`Book::person`] fills in; 方案 has two columns and needs no header.
    pub fn parse(text: &str) -> Self {
        let mut book = Self::new();
        let mut sheet = String::new();
        let mut header: Vec<String> = Vec::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('【').and_then(|line| line.strip_suffix('】')) {
                sheet = name.to_owned();
                header.clear();
                continue;
            }
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            if sheet == "方案" {
                book.set_plan(cells[0], cells[1]);
            } else if header.is_empty() {
                header = cells.into_iter().map(str::to_owned).collect();
            } else {
                book.add(&sheet, &header, &cells);
            }
        }
        book
    }

    fn add(&mut self, sheet: &str, header: &[String], cells: &[&str]) {
        assert!(cells.len() <= header.len(), "{sheet}: {cells:?}");
        let given: Row = header
            .iter()
            .zip(cells)
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(column, cell)| (column.clone(), (*cell).to_owned()))
            .collect();
        match (sheet, given.get("姓名"), given.get("报考岗位")) {
            ("报名", Some(name), Some(post)) => {
                let (name, post) = (name.clone(), post.clone());
                self.person(&name, &post);
                self.row("报名", &name).extend(given);
            }
            ("资格审查", Some(name), _) => {
                let name = name.clone();
                self.row(sheet, &name).extend(given);
            }
            _ => self.rows(sheet).push(given),
        }
    }

    /// Writes the workbook.
    pub fn write(&self, path: &Path) {
        let mut workbook = Workbook::new();
        self.fill(&mut workbook);
        workbook.save(path).unwrap();
    }

    /// Adds the sheets to a workbook.
    pub fn fill(&self, workbook: &mut Workbook) {
        let plan = workbook.add_worksheet();
        plan.set_name("方案").unwrap();
        plan.write_string(0, 0, "项目").unwrap();
        plan.write_string(0, 1, "内容").unwrap();
        for (row, (item, value)) in (1..).zip(&self.plan) {
            plan.write_string(row, 0, item).unwrap();
            plan.write_string(row, 1, value).unwrap();
        }
        for (name, rows) in &self.sheets {
            let worksheet = workbook.add_worksheet();
            worksheet.set_name(name).unwrap();
            // The name first, so that it is easy to find; then by name of the column.
            let mut columns: Vec<&String> = rows.iter().flat_map(BTreeMap::keys).collect();
            columns.sort_by_key(|column| (column.as_str() != "姓名", column.as_str()));
            columns.dedup();
            for (at, column) in (0..).zip(&columns) {
                worksheet.write_string(0, at, column.as_str()).unwrap();
                for (row, cells) in (1..).zip(rows) {
                    if let Some(value) = cells.get(*column).filter(|value| !value.is_empty()) {
                        worksheet.write_string(row, at, value).unwrap();
                    }
                }
            }
        }
    }

    /// The workbook, written and read again.
    pub fn read(&self) -> Reading {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("轮次.xlsx");
        self.write(&path);
        workbook::read(&path).unwrap()
    }
}

/// A valid identity number of somebody who does not exist.
pub fn id_number(birth: &str, number: u32) -> String {
    let digits = format!("320506{birth}{:03}", (2 * number + 1) % 1000);
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = digits.chars().zip(weights).map(|(digit, weight)| digit.to_digit(10).unwrap() * weight).sum();
    let check = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'][sum as usize % 11];
    format!("{digits}{check}")
}
