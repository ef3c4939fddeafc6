//! The data of one document: what its template is given.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::catalog::Form;
use super::person::person;
use super::photo;
use super::subjects::{Subject, by_name};
use crate::language::date::{DateStyle, PartialDate};
use crate::procedure::{Decisions, Rule, Verdict, publicity};
use crate::round::{PersonId, PostId, Round};

/// A file the template can read beside its data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The path in the template (`照片/1.jpg`).
    pub path: String,
    /// The content.
    pub content: Arc<[u8]>,
}

/// What a document is made from.
#[derive(Debug, Clone)]
pub struct Material {
    /// The data, as JSON.
    pub data: Value,
    /// Photographs.
    pub attachments: Vec<Attachment>,
    /// How many copies are printed in one file.
    pub copies: u32,
}

/// Gathers the data of a document. `copies` overrides the number of ballots.
///
/// # Errors
/// If a photograph cannot be read: a sentence that says which.
pub fn material(
    form: &Form,
    subject: &Subject,
    round: &Round,
    decisions: &Decisions,
    copies: Option<u32>,
) -> Result<Material, String> {
    let mut map = Map::new();
    map.insert("单位".into(), office(round));
    map.insert("方案".into(), plan(round));
    map.insert(
        "排序说明".into(),
        json!(if round.plan.is("姓名排序", "姓名笔画") {
            "按姓名笔画为序"
        } else {
            "按姓氏笔画为序"
        }),
    );
    let mut attachments = Vec::new();
    if let Some(id) = subject.person {
        let mut own = person(round, decisions, id, form.public);
        if !form.public
            && let Value::Object(own) = &mut own
        {
            own.insert("照片".into(), Value::Null);
            if let Some(photo) = round.applicant(id).and_then(|applicant| applicant.photo.as_ref()) {
                let photo = photo::attachment(photo)?;
                own.insert("照片".into(), json!(format!("/{}", photo.path)));
                attachments.push(photo);
            }
        }
        map.insert("本人".into(), own);
    }
    if let Some(post) = subject.post.filter(|_| subject.person.is_none()) {
        map.insert("岗位".into(), post_with_people(round, decisions, post, form.public));
    }
    if let Some(batch) = subject.batch {
        map.insert("批次".into(), json!(batch));
        map.insert("人员".into(), batch_people(round, decisions, batch, form.public));
    }
    if subject.person.is_none() && subject.batch.is_none() {
        let posts: Vec<Value> =
            round.post_ids().map(|post| post_with_people(round, decisions, post, form.public)).collect();
        map.insert("岗位列表".into(), json!(posts));
        map.insert("汇总".into(), totals(round, decisions));
    }
    let copies = if form.ballot { copies.unwrap_or_else(|| ballots(round)) } else { 1 };
    Ok(Material { data: Value::Object(map), attachments, copies })
}

/// 应到人数 and the spare share on top, each part of a ballot counted as one.
fn ballots(round: &Round) -> u32 {
    let voters = round
        .plan
        .maybe_count("测评应到人数")
        .or_else(|| round.evaluations.iter().filter_map(|count| count.present.0).max())
        .unwrap_or(1);
    let (part, whole) = round.plan.fraction("备用票比例");
    let spare = (u64::from(voters) * u64::from(part)).div_ceil(u64::from(whole.max(1)));
    voters.saturating_add(u32::try_from(spare).unwrap_or(0)).max(1)
}

fn office(round: &Round) -> Value {
    let plan = &round.plan;
    let name = plan.text("单位名称");
    let issuer = plan.text("发文机关");
    json!({
        "名称": name,
        "类型": plan.text("单位类型"),
        "发文机关": if issuer.is_empty() { name } else { issuer },
        "党组织": plan.text("党组织名称"),
        "党组织类型": plan.text("党组织类型"),
        "领导小组": plan.text("领导小组名称"),
        "年份": plan.count("年份"),
    })
}

fn plan(round: &Round) -> Value {
    let mut map = Map::new();
    for item in crate::workbook::plan_items::ITEMS {
        map.insert(item.key.to_owned(), json!(round.plan.text(item.key)));
    }
    for (key, text) in &round.plan.unknown {
        map.insert(key.clone(), json!(text));
    }
    let base = crate::procedure::base_date(&round.plan);
    map.insert(
        "年龄计算基准日".into(),
        json!(base.map(|date| PartialDate::from(date).format(DateStyle::Prose)).unwrap_or_default()),
    );
    for key in ["测评通过比例", "票决通过比例", "票决会议出席比例"] {
        map.insert(format!("{key}汉字"), json!(crate::procedure::in_words(round.plan.fraction(key))));
    }
    map.insert("考核年度列表".into(), json!(crate::procedure::assessed_years(&round.plan)));
    let mut rules = Map::new();
    for rule in Rule::ALL {
        let clause = rule.of(&round.plan);
        rules.insert(rule.name().to_owned(), json!({ "内容": clause.text, "出处": clause.origin() }));
    }
    map.insert("规则".into(), Value::Object(rules));
    if let Some(publicity) = publicity(round) {
        let prose = |date| PartialDate::from(date).format(DateStyle::Prose);
        map.insert("公示".into(), json!({
            "起": prose(publicity.from), "止": prose(publicity.to), "依据": publicity.rule, "暂定": publicity.provisional,
            "说明": publicity.warning,
        }));
    }
    Value::Object(map)
}

fn post_with_people(round: &Round, decisions: &Decisions, post: PostId, public: bool) -> Value {
    let Some(found) = round.post(post) else { return Value::Null };
    let mut people: Vec<PersonId> = round.people().filter(|person| decisions.post(*person) == Some(post)).collect();
    people.sort_by(|a, b| by_name(round, *a, *b));
    let mut map = Map::new();
    for (key, text) in &found.texts {
        map.insert(key.clone(), json!(text));
    }
    map.insert("岗位名称".into(), json!(found.name));
    map.insert("职数".into(), json!(found.seats));
    map.insert(
        "取消".into(),
        json!(decisions.cancelled.get(post.0).and_then(Option::as_ref).map(|cancelled| cancelled.reason.as_str())),
    );
    map.insert("人员".into(), json!(people.iter().map(|id| person(round, decisions, *id, public)).collect::<Vec<_>>()));
    Value::Object(map)
}

/// The people on a batch's ballot, by name alone: a ballot must not show who leads.
fn batch_people(round: &Round, decisions: &Decisions, batch: u32, public: bool) -> Value {
    let mut list = decisions.evaluations.batch(batch);
    list.sort_by(|a, b| by_name(round, a.1, b.1));
    json!(list.iter().map(|(_, id)| person(round, decisions, *id, public)).collect::<Vec<_>>())
}

fn totals(round: &Round, decisions: &Decisions) -> Value {
    let count = |verdict: Verdict| decisions.eligibility.iter().filter(|found| found.verdict == verdict).count();
    json!({
        "报名": round.applicants.len(),
        "符合": count(Verdict::Eligible),
        "不符合": count(Verdict::Ineligible),
        "待核": count(Verdict::Pending),
        "取消岗位": decisions.cancelled.iter().filter(|reason| reason.is_some()).count(),
    })
}
