//! The data of one document: what its template is given.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::approval::reason;
use super::audience::{Audience, Everybody, Staff};
use super::catalog::{Form, Per};
use super::employer::office;
use super::notice::notice_of;
use super::person::Detail;
use super::photo;
use super::post::{age_bound, applicants, highest_age_bound, post};
use super::repeated::{Repeated, repeated};
use super::subjects::{Subject, appointed, letter_holders};
use crate::language::date::prose;
use crate::language::document_number::tidy;
use crate::language::numeral::chinese;
use crate::language::period::span_in_words;
use crate::procedure::{Acceptance, Decisions, PeopleOrder, Rule, Verdict, publicity};
use crate::round::{PersonId, Round};
use crate::workbook::plan_items::ItemKind;

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
    let copies = if form.ballot { copies.unwrap_or_else(|| ballots(form, round)) } else { 1 };
    let (data, attachments) = if form.public {
        gather::<Everybody>(form, subject, round, decisions)?
    } else {
        gather::<Staff>(form, subject, round, decisions)?
    };
    Ok(Material { data: Value::Object(data), attachments, copies })
}

/// The data for one kind of reader.
fn gather<A: Audience>(
    form: &Form,
    subject: &Subject,
    round: &Round,
    decisions: &Decisions,
) -> Result<(Map<String, Value>, Vec<Attachment>), String> {
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
    let mut photos = Photos::default();
    if let Some(id) = subject.person {
        let mut own = A::person(round, decisions, id, Detail::Full);
        if A::INTERNAL {
            photos.put(round, id, &mut own)?;
        }
        if let Value::Object(own) = &mut own
            && matches!(form.per, Per::Nominee)
        {
            let post = decisions.post(id).and_then(|post| round.post(post));
            own.insert("任免理由".into(), json!(reason(&round.plan, post.map_or("", |post| &post.name))));
        }
        map.insert("本人".into(), own);
        if form.per == Per::LetterHolder
            && let Some(widest) = widest_letter(round, decisions, id)
        {
            map.insert("字最多的".into(), json!(A::person(round, decisions, widest, Detail::Brief)));
        }
    }
    if let Some(id) = subject.post.filter(|_| subject.person.is_none()) {
        let mut own = post::<A>(round, decisions, id);
        if A::INTERNAL
            && form.photos
            && let Some(Value::Array(list)) = own.get_mut("人员")
        {
            for (person, value) in applicants(round, decisions, id).into_iter().zip(list) {
                photos.put(round, person, value)?;
            }
        }
        map.insert("岗位".into(), own);
    }
    if let Some(batch) = subject.batch {
        map.insert("批次".into(), json!(batch));
        map.insert("人员".into(), batch_people::<A>(round, decisions, batch));
    }
    if let Some(notice) = &subject.notice {
        map.insert("文号".into(), json!(notice));
        // Who issues a notice that has no number yet is known by the others.
        let numbers = round.appointments.iter().map(|own| own.document.as_str()).chain([notice.as_str()]);
        map.insert("别的文号".into(), json!(numbers.map(tidy).find(|own| !own.is_empty()).unwrap_or_default()));
        let people: Vec<Value> = appointed(round, decisions)
            .into_iter()
            .filter(|id| notice_of(round, *id) == notice.as_str())
            .map(|id| A::person(round, decisions, id, Detail::Brief))
            .collect();
        map.insert("人员".into(), json!(people));
    }
    if let Some(ballot) = subject.ballot.and_then(|index| repeated(round, decisions).into_iter().nth(index)) {
        map.insert("第几次".into(), json!(ballot.number));
        map.insert("岗位列表".into(), voted_again::<A>(round, decisions, &ballot));
    }
    // What is told of a batch is told post by post; its ballots must not show who leads.
    if matches!(form.per, Per::Round) || (matches!(form.per, Per::Batch) && !form.ballot) {
        let posts: Vec<Value> = round.post_ids().map(|id| post::<A>(round, decisions, id)).collect();
        map.insert("岗位列表".into(), json!(posts));
    }
    if matches!(form.per, Per::Round) {
        map.insert("考官列表".into(), json!(round.judges));
    }
    map.insert("汇总".into(), totals(round, decisions));
    Ok((map, photos.files))
}

/// Whose 聘书 has the most to say, of those appointed on the same day as somebody: letters that are handed over together are set in
/// type of one size.
fn widest_letter(round: &Round, decisions: &Decisions, id: PersonId) -> Option<PersonId> {
    let own = |person: PersonId| round.appointments.iter().find(|own| own.person == person);
    let length = |person: PersonId| {
        let post = own(person).and_then(|own| round.post(own.post)).map_or(0, |post| post.name.chars().count());
        post + round.applicant(person).map_or(0, |applicant| applicant.name.as_str().chars().count())
    };
    let day = own(id)?.date;
    let together =
        letter_holders(round, decisions).into_iter().filter(|person| own(*person).is_some_and(|own| own.date == day));
    together.max_by_key(|person| (length(*person), std::cmp::Reverse(*person)))
}

/// The photographs of a document, numbered as they come.
#[derive(Default)]
struct Photos {
    count: usize,
    files: Vec<Attachment>,
}

impl Photos {
    /// Adds a person's photograph, and its path to the person's data; without one the data says so.
    fn put(&mut self, round: &Round, id: PersonId, own: &mut Value) -> Result<(), String> {
        let Value::Object(own) = own else { return Ok(()) };
        own.insert("照片".into(), Value::Null);
        if let Some(photo) = round.applicant(id).and_then(|applicant| applicant.photo.as_ref()) {
            self.count += 1;
            let photo = photo::shown(photo, self.count)?;
            own.insert("照片".into(), json!(format!("/{}", photo.path)));
            self.files.extend(photo.files);
        }
        Ok(())
    }
}

/// 应到人数 and the spare share on top, each part of a ballot counted as one.
fn ballots(form: &Form, round: &Round) -> u32 {
    let voters = if form.committee {
        round.plan.maybe_count("票决应到人数").or_else(|| round.votes.iter().filter_map(|count| count.members).max())
    } else {
        round
            .plan
            .maybe_count("测评应到人数")
            .or_else(|| round.evaluations.iter().filter_map(|count| count.present.0).max())
    };
    let voters = voters.unwrap_or(1);
    let (part, whole) = round.plan.fraction("备用票比例");
    let spare = (u64::from(voters) * u64::from(part)).div_ceil(u64::from(whole.max(1)));
    voters.saturating_add(u32::try_from(spare).unwrap_or(0)).max(1)
}

fn plan(round: &Round) -> Value {
    let mut map = Map::new();
    for item in crate::workbook::plan_items::ITEMS {
        map.insert(item.key.to_owned(), json!(round.plan.text(item.key)));
        if matches!(item.kind, ItemKind::Date) {
            map.insert(format!("{}正文", item.key), json!(round.plan.date(item.key).map(prose).unwrap_or_default()));
        }
    }
    map.insert("可能改报".to_owned(), json!(crate::procedure::cancels_applied(&round.plan)));
    map.insert("人数不足".to_owned(), json!(crate::procedure::too_few(&round.plan)));
    let trial = round.plan.months("试用期年数");
    map.insert("试用期".to_owned(), json!(if trial > 0 { span_in_words(trial) } else { String::new() }));
    map.insert("聘期汉字".to_owned(), json!(round.plan.maybe_count("聘期年数").map(chinese).unwrap_or_default()));
    for (key, text) in &round.plan.unknown {
        map.insert(key.clone(), json!(text));
    }
    map.insert("会议应到人数".into(), json!(round.plan.maybe_count("票决应到人数")));
    map.insert("会议出席人数".into(), json!(crate::procedure::named_present(&round.plan)));
    let base = round.plan.age_base_date();
    map.insert("年龄计算基准日".into(), json!(base.map(prose).unwrap_or_default()));
    map.insert("年龄条件".into(), json!(age_bound(round, None)));
    map.insert("年龄最高条件".into(), json!(highest_age_bound(round)));
    map.insert("替补说明日期列表".into(), json!(crate::procedure::told_on(&round.plan)));
    for key in ["测评通过比例", "票决通过比例", "票决会议出席比例"] {
        let share = round.plan.share(key);
        let words = crate::procedure::in_words((share.part, share.whole));
        map.insert(format!("{key}汉字"), json!(if share.over { format!("过{words}") } else { words }));
    }
    map.insert("省去".into(), json!(round.plan.names("省去的步骤")));
    map.insert("考核年度列表".into(), json!(round.plan.assessed_years()));
    let mut rules = Map::new();
    for rule in Rule::ALL {
        let clause = rule.of(&round.plan);
        rules.insert(rule.name().to_owned(), json!({ "内容": clause.text, "出处": clause.origin() }));
    }
    map.insert("规则".into(), Value::Object(rules));
    if let Some(publicity) = publicity(round) {
        map.insert("公示".into(), json!({
            "起": prose(publicity.from), "止": prose(publicity.to), "依据": publicity.rule.text, "暂定": publicity.provisional,
            "说明": publicity.warning,
        }));
    }
    Value::Object(map)
}

/// The people on a batch's ballot, by name alone: a ballot must not show who leads.
fn batch_people<A: Audience>(round: &Round, decisions: &Decisions, batch: u32) -> Value {
    let mut list = decisions.evaluations.batch(batch);
    let order = PeopleOrder::of(round);
    list.sort_by_cached_key(|(_, person)| (order.key(*person), *person));
    json!(list.iter().map(|(_, id)| A::person(round, decisions, *id, Detail::Brief)).collect::<Vec<_>>())
}

/// The posts of a further ballot, each with the people it is on and the seats left.
fn voted_again<A: Audience>(round: &Round, decisions: &Decisions, ballot: &Repeated) -> Value {
    let posts = ballot.posts.iter().map(|(post, own)| {
        let people: Vec<Value> = own.people.iter().map(|id| A::person(round, decisions, *id, Detail::Brief)).collect();
        json!({ "岗位名称": round.post(*post).map(|post| post.name.as_str()), "名额": own.seats, "人员": people })
    });
    json!(posts.collect::<Vec<_>>())
}

fn totals(round: &Round, decisions: &Decisions) -> Value {
    let count = |verdict: Verdict| decisions.eligibility.iter().filter(|found| found.verdict == verdict).count();
    // Who came late is refused whatever the post.
    let unplaced = decisions.applications.iter().filter(|own| own.acceptance == Acceptance::NoPost).count();
    json!({
        "报名": round.applicants.len(),
        "符合": count(Verdict::Eligible),
        "不符合": count(Verdict::Ineligible),
        "本人放弃": count(Verdict::Withdrawn),
        "待核": count(Verdict::Pending),
        "岗位待改正": unplaced,
        "没有读进来": round.missed.as_ref().map(ToString::to_string),
        "取消岗位": decisions.cancelled.iter().filter(|reason| reason.is_some()).count(),
    })
}
