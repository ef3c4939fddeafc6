//! What makes mistakes hard in the workbook that is given out: lists to choose from, notes on the headers, colours for what is
//! missing, protected headings, and a sheet that explains the others.

use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DataValidation, DataValidationErrorStyle, DataValidationRule, Format, FormatAlign,
    FormatBorder, Formula, Note, ProtectionOptions, Worksheet, XlsxError,
};

use crate::problem::column_letters;
use crate::workbook::schema::{Column, Kind, SHEETS, Sheet};

/// The sheet that explains the others. It is read as nothing.
pub(super) const EXPLANATION: &str = "说明";

/// Columns to the right of the sheet's own, free for what an office adds.
const FREE: u16 = 60;

/// Words offered where others may be entered as well.
const OFFERED: &[(&str, &[&str])] = &[
    (
        "政治面貌",
        &[
            "中共党员",
            "中共预备党员",
            "共青团员",
            "民革党员",
            "民盟盟员",
            "民建会员",
            "民进会员",
            "农工党党员",
            "致公党党员",
            "九三学社社员",
            "台盟盟员",
            "无党派人士",
            "群众",
        ],
    ),
    ("成员政治面貌", &["中共党员", "中共预备党员", "共青团员", "民主党派", "群众"]),
    ("全日制学历", &["研究生", "大学", "大专", "中专", "高中"]),
    ("在职学历", &["研究生", "大学", "大专", "中央党校大学", "省委党校研究生"]),
    ("健康状况", &["健康", "一般", "较差"]),
    ("民族", &["汉族", "回族", "满族", "蒙古族", "藏族", "维吾尔族", "苗族", "壮族", "朝鲜族", "土家族"]),
    ("称谓", &["妻子", "丈夫", "儿子", "女儿", "父亲", "母亲", "岳父", "岳母", "公公", "婆婆"]),
];

/// A column of a sheet and the rows prepared for filling in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    /// The column, from 0.
    pub column: u16,
    /// The first row, from 0.
    pub first: u32,
    /// The last row, from 0.
    pub last: u32,
}

impl Span {
    fn letters(self) -> String {
        column_letters(u32::from(self.column) + 1)
    }
}

/// What a column's cells may hold.
pub(super) fn validate(worksheet: &mut Worksheet, column: &Column, span: Span) -> Result<(), XlsxError> {
    let cell = format!("{}{}", span.letters(), span.first + 1);
    let rule = match column.kind {
        Kind::Choice(words) => {
            DataValidation::new().allow_list_strings(words)?.set_error_message("请从下拉列表中选择。")?
        }
        Kind::Count => DataValidation::new()
            .allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0))
            .set_error_message("请填整数，没有填 0。")?,
        Kind::Score => DataValidation::new()
            .allow_custom(Formula::new(format!("=OR({cell}=\"缺考\",AND(ISNUMBER({cell}),{cell}>=0,{cell}<=100))")))
            .set_error_message("请填 0 到 100 之间的分数，缺考写“缺考”。")?,
        Kind::IdNumber => DataValidation::new()
            .allow_custom(Formula::new(format!("=AND(ISTEXT({cell}),LEN({cell})=18)")))
            .set_error_style(DataValidationErrorStyle::Warning)
            .set_error_message("身份证号是 18 位，单元格要是文本格式。")?,
        // The posts are those of the 岗位 sheet, and grow with it.
        _ if matches!(column.key, "报考岗位" | "岗位") => DataValidation::new()
            .allow_list_formula(Formula::new("=OFFSET(岗位!$B$2,0,0,MAX(1,COUNTA(岗位!$B$2:$B$301)),1)"))
            .set_error_style(DataValidationErrorStyle::Warning)
            .set_error_message("“岗位”表里没有这个岗位。")?,
        _ => match OFFERED.iter().find(|(key, _)| *key == column.key) {
            Some((_, words)) => DataValidation::new().allow_list_strings(words)?.show_error_message(false),
            None => return Ok(()),
        },
    };
    worksheet.add_data_validation(span.first, span.column, span.last, span.column, &rule)?;
    Ok(())
}

/// Colours what is missing in a row that has been begun, and identity numbers of a wrong length.
pub(super) fn colour(worksheet: &mut Worksheet, column: &Column, span: Span, width: u16) -> Result<(), XlsxError> {
    let (letters, row) = (span.letters(), span.first + 1);
    let end = column_letters(u32::from(width));
    if column.required {
        let rule = ConditionalFormatFormula::new()
            .set_rule(format!("=AND(COUNTA($A{row}:${end}{row})>0,LEN(TRIM(${letters}{row}))=0)").as_str())
            .set_format(Format::new().set_background_color(Color::RGB(0x00FF_C7CE)));
        worksheet.add_conditional_format(span.first, span.column, span.last, span.column, &rule)?;
    }
    if column.kind == Kind::IdNumber {
        let rule = ConditionalFormatFormula::new()
            .set_rule(format!("=AND(LEN(${letters}{row})>0,LEN(${letters}{row})<>18)").as_str())
            .set_format(Format::new().set_background_color(Color::RGB(0x00FF_EB9C)));
        worksheet.add_conditional_format(span.first, span.column, span.last, span.column, &rule)?;
    }
    Ok(())
}

/// The note on a header: what to enter.
pub(super) fn note(worksheet: &mut Worksheet, row: u32, at: u16, column: &Column) -> Result<(), XlsxError> {
    let kind = match column.kind {
        Kind::Text | Kind::LongText => "",
        Kind::Name => "姓名，不要加空格。",
        Kind::IdNumber => "18 位，文本格式。",
        Kind::Phone => "文本格式；手机 11 位，固定电话写区号。",
        Kind::Code => "文本格式，保留开头的 0。",
        Kind::Month => "年月，写成 1975.03；文本格式。",
        Kind::Date => "日期，写成 2012-03-16。",
        Kind::Score => "0 到 100，最多几位小数都可以；缺考写“缺考”，不要写 0。",
        Kind::Count => "整数，没有填 0。",
        Kind::Choice(_) => "从下拉列表中选。",
    };
    let need = if column.required { "必填。" } else { "" };
    let text = format!("{need}{kind}{}", column.note);
    if !text.is_empty() {
        let height = 30 + u32::try_from(text.chars().count() / 14).unwrap_or(0) * 20;
        worksheet.insert_note(row, at, &Note::new(text).set_author("竞岗").set_width(220).set_height(height))?;
    }
    Ok(())
}

/// Protects the headings: everything else stays free, and there is no password.
pub(super) fn protect(worksheet: &mut Worksheet, width: u16) -> Result<(), XlsxError> {
    worksheet.set_column_range_format(width, width + FREE, &Format::new().set_unlocked())?;
    let options = ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        insert_columns: true,
        insert_rows: true,
        insert_links: true,
        delete_rows: true,
        sort: true,
        use_autofilter: true,
        edit_objects: true,
        ..ProtectionOptions::new()
    };
    worksheet.protect_with_options(&options);
    Ok(())
}

/// The sheet that says how the workbook is used.
pub(super) fn explanation(worksheet: &mut Worksheet) -> Result<(), XlsxError> {
    worksheet.set_name(EXPLANATION)?;
    let title = Format::new().set_bold().set_font_size(16);
    let bold = Format::new().set_bold().set_border(FormatBorder::Thin).set_background_color(Color::RGB(0x00DD_EBF7));
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
    let line = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    worksheet.write_string_with_format(0, 0, "这本工作簿怎么填", &title)?;
    let rules = [
        "一轮竞争上岗的全部内容都填在这一本里；暂时用不到的表可以空着。填到哪里都可以检查：jinggang check 本文件夹。",
        "橙色表头必填，蓝色选填；鼠标停在表头上有填写说明。行已经开始填而必填的格子还空着，会变成红色。",
        "身份证号、电话、准考证号和年月都是文本格式，直接录入；从别处粘贴时选“只粘贴值”。",
        "表头受保护，不要改；要加自己的列，写在最右边，列名随意，模板里可以用。没有密码，需要时可以撤销保护。",
        "照片放在旁边的“照片”文件夹，用身份证号或姓名作文件名；也可以插在“照片”列的格子里。",
        "同一个人在各表里用姓名对应；有同名的人，请在各表的“身份证号”列写上身份证号。",
    ];
    let mut row = 2;
    for (index, rule) in rules.iter().enumerate() {
        worksheet.merge_range(row, 0, row, 2, &format!("{}. {rule}", index + 1), &line)?;
        worksheet.set_row_height(row, 32)?;
        row += 1;
    }
    row += 1;
    for (column, word) in ["工作表", "一行填什么", "什么时候填"].iter().enumerate() {
        worksheet.write_string_with_format(row, u16::try_from(column).unwrap_or(0), *word, &bold)?;
    }
    for sheet in SHEETS {
        row += 1;
        for (column, word) in [sheet.name, sheet.purpose, when(sheet)].iter().enumerate() {
            worksheet.write_string_with_format(row, u16::try_from(column).unwrap_or(0), *word, &text)?;
        }
    }
    worksheet.set_column_width(0, 14)?.set_column_width(1, 52)?.set_column_width(2, 36)?;
    worksheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
    worksheet.protect();
    Ok(())
}

fn when(sheet: &Sheet) -> &'static str {
    match sheet.name {
        "方案" | "岗位" => "公布方案以前",
        "报名" | "简历" | "家庭成员" => "报名期间",
        "资格审查" => "资格审查后",
        "成绩" | "面试打分" => "笔试、面试后",
        "民主测评" | "谈话" | "考察" => "组织考察时",
        "票决" => "党委（党组）会后",
        _ => "任前公示和任用时",
    }
}
