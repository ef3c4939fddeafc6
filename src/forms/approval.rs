//! 干部任免审批表 as a file of the national form's editor (.lrmx), with what the printed form says.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::joined::joined;
use super::person::{Detail, person};
use super::photo::jpeg;
use crate::language::date::PartialDate;
use crate::procedure::Decisions;
use crate::round::{Applicant, PersonId, Plan, Round, meeting_of, party_of};
use crate::workbook::{Form, FormKind, FormPhoto, FormRelative};

/// How far the text of a period stands from the margin: two months and their dashes, two spaces.
const INDENT: usize = 18;

/// The form of one person, to be saved under a name.
///
/// # Errors
/// If the photograph cannot be read: a sentence that says which.
pub fn approval_form(round: &Round, decisions: &Decisions, id: PersonId, file: &str) -> Result<Form, String> {
    let mut form = Form::new(file, FormKind::Lrmx);
    let Some(applicant) = round.applicant(id) else { return Ok(form) };
    let data = person(round, decisions, id, Detail::Full);
    let text = |key: &str| data.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    for (element, key) in [
        ("XingMing", "姓名"),
        ("XingBie", "性别"),
        ("MinZu", "民族"),
        ("JiGuan", "籍贯"),
        ("ChuShengDi", "出生地"),
        ("JianKangZhuangKuang", "健康状况"),
        ("ZhuanYeJiShuZhiWu", "专业技术职务"),
        ("ShuXiZhuanYeYouHeZhuanChang", "熟悉专业有何专长"),
        ("QuanRiZhiJiaoYu_XueLi", "全日制学历"),
        ("QuanRiZhiJiaoYu_XueWei", "全日制学位"),
        ("ZaiZhiJiaoYu_XueLi", "在职学历"),
        ("ZaiZhiJiaoYu_XueWei", "在职学位"),
        ("XianRenZhiWu", "现工作单位及职务"),
        ("NiRenZhiWu", "岗位"),
        ("NiMianZhiWu", "拟免职务"),
        ("ShenFenZheng", "身份证号"),
    ] {
        form.set(element, text(key));
    }
    form.set("ChuShengNianYue", applicant.birth.as_ref().map(|birth| digits(birth.value)).unwrap_or_default());
    form.set("RuDangShiJian", joined_as_digits(applicant));
    form.set("CanJiaGongZuoShiJian", dates_as_digits(&text("参加工作时间")));
    // The school of the 学历 and that of the 学位 are lines of one cell, where they differ.
    for (first, second, key) in [
        ("QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "QuanRiZhiJiaoYu_XueWei_BiYeYuanXiaoXi", "全日制毕业院校及专业"),
        ("ZaiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "ZaiZhiJiaoYu_XueWei_BiYeYuanXiaoXi", "在职毕业院校及专业"),
    ] {
        // A school of 高中 or 初中 has no place in the form.
        let secondary = key.starts_with("全日制") && matches!(text("全日制学历").as_str(), "高中" | "初中");
        let school = if secondary { String::new() } else { text(key) };
        let (one, other) = school.split_once('\n').unwrap_or((&school, ""));
        form.set(first, one);
        form.set(second, other);
    }
    form.set("JianLi", resume(applicant));
    let honours = text("奖惩情况");
    form.set("JiangChengQingKuang", if honours.is_empty() { "无".to_owned() } else { honours });
    form.set("NianDuKaoHeJieGuo", assessments(&data));
    form.set("RenMianLiYou", reason(&round.plan, &text("岗位")));
    let plan = &round.plan;
    form.set("ChengBaoDanWei", own(plan, "呈报单位").unwrap_or_else(|| party_of(plan)));
    form.set(
        "JiSuanNianLingShiJian",
        age_date(round, id).map(|day| day.format("%Y%m%d").to_string()).unwrap_or_default(),
    );
    form.set("TianBiaoShiJian", own(plan, "填表时间").map(|text| dates_as_digits(&text)).unwrap_or_default());
    form.set("TianBiaoRen", own(plan, "审批表填表人").or_else(|| own(plan, "填表人")).unwrap_or_default());
    form.relatives = applicant
        .family
        .iter()
        .map(|relative| FormRelative {
            relation: relative.relation.clone(),
            name: relative.name.as_str().to_owned(),
            birth: relative.birth.map(digits).unwrap_or_default(),
            party: relative.party.clone(),
            work: relative.work.clone(),
        })
        .collect();
    if let Some(photo) = &applicant.photo {
        form.photo = FormPhoto::Inside(jpeg(photo)?.into());
    }
    Ok(form)
}

/// The day to which 干部任免审批表 counts ages: it goes up after the vote, and months after 报名 somebody may be a year older.
pub(super) fn age_date(round: &Round, id: PersonId) -> Option<NaiveDate> {
    const ITEM: &str = "审批表计算年龄时间";
    let plan = &round.plan;
    if plan.is_unread(ITEM) {
        return None;
    }
    let own = || round.votes.iter().filter(|row| row.person == id).filter_map(|row| row.date).max();
    if !plan.holds("票决") {
        return plan.date(ITEM).or_else(|| plan.age_base_date());
    }
    // A day that cannot be read is not that of another age.
    let open = plan.is_unread("票决日期");
    plan.date(ITEM).or_else(own).or_else(|| plan.date("票决日期")).or_else(|| plan.age_base_date().filter(|_| !open))
}

/// 197503: the form knows months.
fn digits(date: PartialDate) -> String {
    date.month().map_or_else(|| date.year().to_string(), |month| format!("{}{month:02}", date.year()))
}

/// A date in digits; any other text as it is.
fn dates_as_digits(text: &str) -> String {
    text.parse::<PartialDate>().map_or_else(|_| text.to_owned(), digits)
}

/// 入党时间 with its month in digits: `199907；九三学社`.
fn joined_as_digits(applicant: &Applicant) -> String {
    let whole = joined(applicant.text("入党时间"), applicant.text("政治面貌"));
    whole.split('；').map(dates_as_digits).collect::<Vec<_>>().join("；")
}

/// A period a line; further lines (其间：…) stand below its text.
fn resume(applicant: &Applicant) -> String {
    use crate::language::date::DateStyle;
    let mut lines = Vec::new();
    for period in &applicant.resume {
        let to = period.to.map(|to| to.format(DateStyle::Form)).unwrap_or_default();
        let time = format!("{}--{to}", period.from.format(DateStyle::Form));
        let mut parts = period.text.lines();
        lines.push(format!("{time:<INDENT$}{}", parts.next().unwrap_or_default()));
        lines.extend(parts.map(|part| format!("{:INDENT$}{part}", "")));
    }
    lines.join("\n")
}

fn assessments(data: &Map<String, Value>) -> String {
    let list = data.get("年度考核列表").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let graded = list.iter().filter_map(|entry| {
        let grade = entry.get("等次")?.as_str().filter(|grade| !grade.is_empty())?;
        Some(format!("{}年{grade}", entry.get("年")?))
    });
    graded.collect::<Vec<_>>().join("，")
}

/// 任免理由, as the printed form and the file have it.
pub(super) fn reason(plan: &Plan, post: &str) -> String {
    let trial = match plan.months("试用期年数") {
        0 => String::new(),
        months => format!("（试用期{}）", crate::language::period::span_in_words(months)),
    };
    let how = if plan.holds("票决") { "票决" } else { "研究" };
    format!("经竞争上岗，{}{how}，拟任{post}{trial}", meeting_of(plan.text("党组织类型")))
}

/// An item of the plan that the program knows only by the office's own name for it.
fn own(plan: &Plan, key: &str) -> Option<String> {
    plan.printed(key).map(|(text, _)| text.to_owned())
}
