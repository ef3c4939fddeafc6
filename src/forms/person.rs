//! A person's data for the templates: the row's own columns, and what follows from them.

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::appointment::{appointment, given_up};
use super::approval::age_date;
use super::joined::joined;
use crate::language::age::age_in_months_rule;
use crate::language::date::{DateStyle, PartialDate, prose};
use crate::language::name::roster_note;
use crate::language::natural::natural_key;
use crate::language::nothing::is_nothing;
use crate::procedure::{Acceptance, Decisions, Finding, Outcome, Standing, namesake_note, printed_mark, withdrawn_in};
use crate::round::form_word;
use crate::round::{Applicant, Opinion, PersonId, Plan, PostId, Relative, Round, Score, Talk, WithdrawnIn};

/// How much of a person's data is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// Everything: the document is about this person.
    Full,
    /// Without career, family, talks and written judgement: a list of people.
    Brief,
}

/// A person's data, all of it: what published documents may say of it is decided in `audience`.
pub(super) fn person(round: &Round, decisions: &Decisions, id: PersonId, detail: Detail) -> Map<String, Value> {
    let mut map = Map::new();
    let Some(applicant) = round.applicant(id) else { return map };
    for (key, text) in &applicant.texts {
        map.insert(key.to_string(), json!(text));
    }
    // Every column of the schema is there, empty if not filled, so that templates need not ask.
    for column in crate::workbook::schema::APPLICANTS.columns {
        map.entry(column.key).or_insert_with(|| json!(""));
    }
    identity(&mut map, applicant, round);
    for key in ["全日制学历", "在职学历"] {
        let word = form_word(applicant.text(key));
        map.insert(key.into(), json!(word));
    }
    let (degree, academic) = best_education(applicant);
    let degree = form_word(degree);
    map.insert("学历".into(), json!(level_in_prose(applicant, &degree)));
    let both: Vec<&str> = [degree.as_str(), academic].into_iter().filter(|text| !text.is_empty()).collect();
    map.insert("学历学位".into(), json!(both.join("\n")));
    map.insert("学位".into(), json!(academic));
    map.insert("年度考核列表".into(), assessments(applicant, round));
    let post = decisions.post(id).and_then(|post| round.post(post));
    map.insert("岗位".into(), json!(post.map_or("", |post| post.name.as_str())));
    map.insert("部门".into(), json!(post.map_or("", |post| post.department.as_str())));
    map.insert("报名".into(), application(round, decisions, id));
    map.insert("审查".into(), review(applicant, id, decisions));
    map.insert("成绩".into(), marks(id, applicant, decisions, &round.plan));
    map.insert("测评".into(), evaluation(round, decisions, id));
    map.insert("票决".into(), vote(decisions, id));
    map.insert("任用".into(), appointment(round, decisions, id));
    map.insert("拟免职务".into(), json!(given_up(round, id)));
    map.insert("同名注".into(), json!(namesake_note(round, id)));
    map.insert("放弃".into(), json!(withdrawn_in(round, id).map(WithdrawnIn::as_str).unwrap_or_default()));
    if detail == Detail::Full {
        map.insert("简历".into(), json!(applicant.resume.iter().map(period).collect::<Vec<_>>()));
        // 干部任免审批表 counts to a day of its own.
        let later = age_date(round, id).map(PartialDate::from);
        let birth = applicant.birth.as_ref().map(|birth| birth.value);
        map.insert("审批表年龄".into(), json!(age(birth, later)));
        let relatives = applicant.family.iter().map(|member| relative(member, round, later));
        map.insert("家庭成员".into(), json!(relatives.collect::<Vec<_>>()));
        map.insert("谈话".into(), talks(round, id));
        map.insert("考察".into(), inspection(round, id));
    }
    map
}

fn identity(map: &mut Map<String, Value>, applicant: &Applicant, round: &Round) {
    map.insert("姓名".into(), json!(applicant.name.as_str()));
    map.insert("姓名显示".into(), json!(applicant.name.padded()));
    map.insert("姓名注".into(), json!(roster_note(applicant.sex, &applicant.ethnicity)));
    map.insert("性别".into(), json!(applicant.sex.map(|sex| sex.as_str()).unwrap_or_default()));
    map.insert("他".into(), json!(applicant.sex.map_or("他", |sex| sex.pronoun())));
    map.insert("民族".into(), json!(applicant.ethnicity));
    if let Some(id) = &applicant.id_number {
        map.insert("身份证号".into(), json!(id.value.as_str()));
    }
    let base = round.plan.age_base_date().map(PartialDate::from);
    let birth = applicant.birth.as_ref().map(|birth| birth.value);
    map.insert("年龄".into(), json!(age(birth, base)));
    map.insert("出生年月".into(), json!(birth.map(|birth| birth.format(DateStyle::Form)).unwrap_or_default()));
    map.insert("出生年月正文".into(), json!(birth.map(month_prose).unwrap_or_default()));
    map.insert("出生日期".into(), json!(birth.map(|birth| birth.to_string()).unwrap_or_default()));
    // 干部任免审批表 has the Party's date or another party's name there.
    map.insert("入党或党派".into(), json!(joined(applicant.text("入党时间"), applicant.text("政治面貌"))));
    for key in ["入党时间", "参加工作时间", "任现职时间"] {
        // 1999.07；九三学社: the day of joining, and what else somebody belongs to.
        let own = applicant.text(key).split('；').next().unwrap_or_default();
        let prose = own.parse::<PartialDate>().map(month_prose).unwrap_or_default();
        map.insert(format!("{key}正文"), json!(prose));
    }
}

/// The age to the month, where both days are known.
fn age(birth: Option<PartialDate>, base: Option<PartialDate>) -> Option<u32> {
    birth.zip(base).and_then(|(birth, base)| age_in_months_rule(birth, base))
}

/// 1975年3月: year and month in prose, whatever else is known.
fn month_prose(date: PartialDate) -> String {
    let month = PartialDate::new(date.year(), date.month(), None).unwrap_or(date);
    month.format(DateStyle::Prose)
}

/// 学历 as a sentence has it: the highest level, with the Party school that gave it as the forms say.
fn level_in_prose(applicant: &Applicant, word: &str) -> String {
    let level = applicant.degree();
    let of_party_school = word.contains("党校") && word.parse().ok() == level;
    let plain = word.chars().all(char::is_alphabetic);
    // 中专 has other names of its own.
    let own = ["技校", "中技", "职高", "职业高中"].contains(&word);
    match level {
        Some(_) if own || of_party_school && plain => word.to_owned(),
        Some(level) => level.as_str().to_owned(),
        None => String::new(),
    }
}

/// The higher of the two kinds of schooling, and its degree: 大学, 法学学士.
fn best_education(applicant: &Applicant) -> (&str, &str) {
    let (full, part) = (&applicant.full_time, &applicant.part_time);
    let best = if part.level() > full.level() { part } else { full };
    let some = |text: &'_ str| !is_nothing(text);
    // 第一学历 and 最高学历 side by side: the latter is of neither kind, and the higher of them.
    if applicant.text("学历").parse().ok() > best.level() {
        return (applicant.text("学历"), if some(applicant.text("学位")) { applicant.text("学位") } else { "" });
    }
    // A roster may have one column for whatever is the highest.
    let one = |own: &'_ str, key: &str| !some(own) && some(applicant.text(key));
    let degree = if one(&best.degree, "学历") { applicant.text("学历") } else { best.degree.as_str() };
    let academic = if one(&best.academic, "学位") { applicant.text("学位") } else { best.academic.as_str() };
    (if some(degree) { degree } else { "" }, if some(academic) { academic } else { "" })
}

fn assessments(applicant: &Applicant, round: &Round) -> Value {
    let years = round.plan.assessed_years();
    let grade = |year: i32| {
        applicant
            .assessments
            .iter()
            .find(|assessment| assessment.year == year)
            .map_or("", |assessment| assessment.grade.as_str())
    };
    json!(years.iter().map(|year| json!({ "年": year, "等次": grade(*year) })).collect::<Vec<_>>())
}

fn period(period: &crate::round::Period) -> Value {
    let mut lines = period.text.lines();
    json!({
        "起": period.from.format(DateStyle::Form),
        "止": period.to.map(|to| to.format(DateStyle::Form)).unwrap_or_default(),
        "内容": lines.next().unwrap_or_default(),
        "附注": lines.collect::<Vec<_>>(),
    })
}

fn relative(relative: &Relative, round: &Round, later: Option<PartialDate>) -> Value {
    let base = round.plan.age_base_date().map(PartialDate::from);
    let gone = relative.work.contains("去世") || relative.work.contains("已故");
    let age_on = |base| age(relative.birth, base).filter(|_| !gone);
    json!({
        "称谓": relative.relation,
        "姓名": relative.name.as_str(),
        "姓名显示": relative.name.padded(),
        "出生年月": relative.birth.map(|birth| birth.format(DateStyle::Form)).unwrap_or_default(),
        "年龄": age_on(base),
        "审批表年龄": age_on(later),
        "政治面貌": relative.party,
        "工作单位及职务": relative.work,
    })
}

/// 报名: the post first applied for, whether it was accepted, and the post applied for again.
fn application(round: &Round, decisions: &Decisions, id: PersonId) -> Value {
    let Some(found) = decisions.application(id) else { return Value::Null };
    let name = |post: Option<PostId>| post.and_then(|post| round.post(post)).map_or("", |post| post.name.as_str());
    json!({
        "岗位": name(found.first),
        "逾期": found.acceptance == Acceptance::Late,
        // 同时报了甲、乙，待本人选定一个.
        "待选定": if found.acceptance == Acceptance::Conflicting { found.reason.as_str() } else { "" },
        "改报": if found.post == found.first { "" } else { name(found.post) },
    })
}

fn review(applicant: &Applicant, id: PersonId, decisions: &Decisions) -> Value {
    let Some(found) = decisions.eligibility(id) else { return Value::Null };
    let mut checks = Map::new();
    for check in &found.checks {
        checks.insert(
            check.name.to_owned(),
            json!({ "结果": check.finding.as_str(), "理由": check.reason, "依据": check.rule.text, "不符": check.finding == Finding::NotMet }),
        );
    }
    let review = applicant.review.as_ref();
    let date = review.and_then(|review| review.date);
    json!({
        "结论": found.verdict.as_str(),
        "人工": found.by_hand,
        "原因": found.reasons.join("；"),
        "各项": checks,
        "审查人": review.map_or("", |review| review.reviewer.as_str()),
        "日期": date.map(prose).unwrap_or_default(),
    })
}

fn marks(id: PersonId, applicant: &Applicant, decisions: &Decisions, plan: &Plan) -> Value {
    let places = plan.count("成绩小数位");
    let Some(found) = decisions.examination(id) else { return Value::Null };
    // As many decimals as the plan asks for; a mark that was entered with more keeps them.
    let fixed = |points: Decimal| format!("{points:.*}", points.scale().max(places) as usize);
    let score = |score: Option<Score>| match score {
        Some(Score::Points(points)) => fixed(points),
        Some(Score::Absent(absence)) => absence.as_str().to_owned(),
        None => String::new(),
    };
    let sound = applicant.marks.judged.as_ref().filter(|own| !own.unsound);
    let texts = |marks: &[Decimal]| marks.iter().map(ToString::to_string).collect::<Vec<_>>();
    let judged = sound.map(|own| texts(&own.marks)).unwrap_or_default();
    let elements = sound.map(|own| own.elements.as_slice()).unwrap_or_default();
    let elements: Vec<Value> =
        elements.iter().map(|(name, marks)| json!({ "要素": name, "打分": texts(marks) })).collect();
    json!({
        "准考证号": applicant.marks.ticket,
        "考场": applicant.marks.room,
        "座位号": applicant.marks.seat,
        "号次": natural_key(&applicant.marks.ticket),
        "座次": natural_key(&applicant.marks.seat),
        "考场次": natural_key(&applicant.marks.room),
        "抽签号": applicant.marks.judged.as_ref().map_or("", |judged| judged.lot.as_str()),
        "考官": applicant.marks.judged.as_ref().map_or(&[][..], |judged| judged.judges.as_slice()),
        "考官打分": judged,
        "要素打分": elements,
        "笔试": score(found.written.map(|written| match written {
            Score::Points(points) => Score::Points(printed_mark(plan, "笔试", points)),
            absent @ Score::Absent(_) => absent,
        })),
        "面试": found.interview.as_ref().map(|interview| fixed(interview.points)).unwrap_or_default(),
        "笔试折算": found.weighted.map(|(written, _)| weighted(written, places)).unwrap_or_default(),
        "面试折算": found.weighted.map(|(_, interview)| weighted(interview, places)).unwrap_or_default(),
        "综合": found.total.map(fixed).unwrap_or_default(),
        "名次": found.rank,
        "排列注": found.unshown.as_deref().unwrap_or_default(),
        "情况": found.standing.as_str(),
        "进入面试": found.invited,
        "有综合成绩": found.standing == Standing::Ranked,
    })
}

/// A mark times its weight: the places of all marks, and further ones only where there is something in them.
fn weighted(part: Decimal, places: u32) -> String {
    let short = part.normalize();
    format!("{short:.*}", short.scale().max(places) as usize)
}

fn evaluation(round: &Round, decisions: &Decisions, id: PersonId) -> Value {
    let Some(ballot) = decisions.evaluations.ballot(id) else { return Value::Null };
    let Some(count) = ballot.count.and_then(|index| round.evaluations.get(index)) else { return Value::Null };
    let percent = |part: u32, whole: u32| crate::language::numeral::percent(u64::from(part), u64::from(whole), 2);
    let mut aspects = Map::new();
    for aspect in &count.aspects {
        if !aspect.votes.is_empty() {
            aspects.insert(aspect.name.to_owned(), json!(aspect.votes));
        }
    }
    json!({
        "批次": ballot.batch,
        "日期": count.date.map(prose).unwrap_or_default(),
        "应到": count.present.0,
        "实到": count.present.1,
        "发出": count.issued,
        "收回": count.returned,
        "有效": count.valid,
        "无效": count.invalid,
        "各项": aspects,
        "总体": count.overall,
        "胜任": count.competent,
        "基本胜任": count.basically,
        "不胜任": count.not_competent,
        "弃权": count.abstained,
        "合计": ballot.votes,
        "基数": ballot.base,
        "基数名称": round.plan.text("测评基数"),
        "比例": percent(ballot.votes, ballot.base),
        // Who gave up since had passed all the same.
        "通过": matches!(ballot.outcome, Outcome::Passed | Outcome::Withdrawn),
        "结论": ballot.reason,
    })
}

fn talks(round: &Round, id: PersonId) -> Value {
    let talks: Vec<_> = round.talks.iter().filter(|talk| talk.person == id).collect();
    // Somebody who was talked with twice is one, of the opinion given last.
    let mut people: Vec<&Talk> = Vec::new();
    for talk in &talks {
        match people.iter_mut().find(|own| own.is_with(talk)) {
            Some(own) if talk.date >= own.date => *own = talk,
            Some(_) => {}
            None => people.push(talk),
        }
    }
    let count = |opinion: Option<Opinion>| people.iter().filter(|talk| talk.opinion == opinion).count();
    json!({
        "人数": people.len(),
        "同意": count(Some(Opinion::Agrees)),
        "不同意": count(Some(Opinion::Disagrees)),
        "弃权": count(Some(Opinion::Abstains)),
        "未表态": count(None),
        "记录": talks.iter().map(|talk| json!({
            "谈话对象": talk.with.as_str(),
            "职务": talk.position,
            "日期": talk.date.map(prose).unwrap_or_default(),
            "意见": talk.opinion.map_or("", Opinion::as_str),
            "要点": talk.points,
        })).collect::<Vec<_>>(),
    })
}

fn inspection(round: &Round, id: PersonId) -> Value {
    let Some(found) = round.inspections.iter().find(|inspection| inspection.person == id) else { return Value::Null };
    let mut aspects = Map::new();
    for (name, text) in &found.aspects {
        aspects.insert((*name).to_owned(), json!(text));
    }
    json!({
        "各项": aspects,
        "主要不足": found.shortcomings,
        "考察组意见": found.opinion,
        "考察人": found.inspectors.iter().map(|name| name.as_str()).collect::<Vec<_>>(),
        "日期": found.date.map(prose).unwrap_or_default(),
    })
}

fn vote(decisions: &Decisions, id: PersonId) -> Value {
    let result = decisions.votes.iter().flat_map(|vote| &vote.results).find(|(person, ..)| *person == id);
    let Some((_, agree, base, over, reason)) = result else { return Value::Null };
    let won = decisions.votes.iter().any(|vote| vote.winners.iter().any(|winner| winner.person == id));
    json!({ "同意": agree, "基数": base, "过半": over, "当选": won, "结论": reason })
}
