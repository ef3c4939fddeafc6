//! The documents, as the template files say.

use typst::foundations::{Dict, Value};

use super::stage::Stage;
use crate::typeset::Typesetter;
use crate::workbook::plan_items::{ITEMS, OPTIONAL_STEPS};
use crate::workbook::schema::SHEETS;

/// What one copy of a document is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Per {
    /// 轮次: one for the round.
    Round,
    /// 岗位: one a post.
    Post,
    /// 报名人员: one an applicant.
    Applicant,
    /// 考察对象: one a candidate who passed the evaluation.
    Candidate,
    /// 拟聘任人选: one a person elected by the party committee.
    Nominee,
    /// 聘任人员: one a person appointed.
    Appointee,
    /// 聘书人员: one a person appointed who gets a letter of appointment.
    LetterHolder,
    /// 测评批次: one a batch of the evaluation.
    Batch,
    /// 再次投票: one a ballot of the party committee after the first.
    Repeated,
    /// 任职文号: one a notice of appointment, for everybody whose 任职文号 is the same.
    Notice,
}

impl Per {
    /// The word in a template's 说明.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Round => "轮次",
            Self::Post => "岗位",
            Self::Applicant => "报名人员",
            Self::Candidate => "考察对象",
            Self::Nominee => "拟聘任人选",
            Self::Appointee => "聘任人员",
            Self::LetterHolder => "聘书人员",
            Self::Batch => "测评批次",
            Self::Repeated => "再次投票",
            Self::Notice => "任职文号",
        }
    }

    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Round,
        Self::Post,
        Self::Applicant,
        Self::Candidate,
        Self::Nominee,
        Self::Appointee,
        Self::LetterHolder,
        Self::Batch,
        Self::Repeated,
        Self::Notice,
    ];

    /// Whether it is about one person.
    pub fn is_person(self) -> bool {
        matches!(self, Self::Applicant | Self::Candidate | Self::Nominee | Self::Appointee | Self::LetterHolder)
    }
}

/// A document that can be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The step's folder (`3-公开报名`).
    pub step: String,
    /// The step's number, from the folder's name; 0 if it has none.
    pub number: u32,
    /// The document's name.
    pub name: String,
    /// The template's path.
    pub path: String,
    /// What one copy is for.
    pub per: Per,
    /// 双面: printed on both sides of one sheet.
    pub duplex: bool,
    /// 公开: published, so that the data holds nothing private.
    pub public: bool,
    /// 选票: blank, in as many copies as there are voters and spares.
    pub ballot: bool,
    /// 票决: of a ballot, that the voters are the members of the party committee, not those of the evaluation.
    pub committee: bool,
    /// 照片: the photographs of everybody in its list go with it.
    pub photos: bool,
    /// 需要: sheets it rests on.
    pub needs: Vec<String>,
    /// 印: items of the plan that it prints besides those of its step's documents; while one cannot be read, it waits.
    pub prints: Vec<&'static str>,
    /// 属于: the part of the round it belongs to, of those that may be left out; without that part it is not made.
    pub belongs: Option<&'static str>,
    /// 待: how far the round must have come.
    pub awaits: Option<Stage>,
    /// 序: its place within the step.
    pub order: i64,
}

/// Why the templates cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{message}", if path.is_empty() { "“模板”".to_owned() } else { format!("模板“{path}”") })]
pub struct CatalogError {
    /// The template, or the folder that cannot be looked into; empty for the folder of all of them.
    pub path: String,
    /// What is wrong.
    pub message: String,
}

/// Reads every template's 说明. A template that cannot be used is reported and left out; the others stand.
pub fn catalog(typesetter: &Typesetter) -> (Vec<Form>, Vec<CatalogError>) {
    let mut forms = Vec::new();
    let mut errors = Vec::new();
    let listing = typesetter.files().list();
    errors.extend(
        listing
            .closed
            .into_iter()
            .map(|(path, reason)| CatalogError {
                path, message: format!("文件夹打不开，里面的没有读：{reason}")
            }),
    );
    for path in listing.files {
        if let Some(message) = misplaced(typesetter, &path) {
            errors.push(CatalogError { path, message });
            continue;
        }
        let Some((step, file)) = path.split_once('/') else { continue };
        let Some(name) = file.strip_suffix(".typ") else { continue };
        if step == "lib" || step.starts_with('.') || name.contains('/') {
            continue;
        }
        match form(typesetter, &path, step, name) {
            Ok(form) => forms.push(form),
            Err(message) => errors.push(CatalogError { path, message }),
        }
    }
    forms.sort_by(|a, b| (a.number, &a.step, a.order, &a.name).cmp(&(b.number, &b.step, b.order, &b.name)));
    (forms, errors)
}

/// Whether a file is the template of a document: it defines 文书 and says for what, in whichever way Typst lets it.
pub(crate) fn is_template(typesetter: &Typesetter, path: &str) -> bool {
    describe(typesetter, path).is_ok()
}

/// What is wrong with the place or the ending of a template that is not read for it; what other files import is no template.
fn misplaced(typesetter: &Typesetter, path: &str) -> Option<String> {
    let (stem, ending) = path.rsplit_once('.')?;
    let message = match (path.matches('/').count(), ending) {
        (1, "typ") => return None,
        // An editor may put its own ending behind, which the system then hides.
        (_, ending) if !["typ", "txt"].iter().any(|own| ending.eq_ignore_ascii_case(own)) => return None,
        (1, _) => {
            let stem = stem.strip_suffix(".typ").unwrap_or(stem);
            format!("没有读：扩展名请改成小写的“.typ”，即“{stem}.typ”")
        }
        _ => "没有读：模板要放在步骤的文件夹里，如“模板/8-公示聘任/”，不多套一层，也不放在最上层".to_owned(),
    };
    let content = typesetter.files().read(path).ok()?;
    let is_template = !path.starts_with("lib/") && String::from_utf8_lossy(&content).contains("#let 文书");
    is_template.then_some(message)
}

/// The number of the step whose folder a template lies in, or a folder is; 0 if it has none.
pub fn step_of(path: &str) -> u32 {
    let digits: String = path.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0)
}

/// What a 说明 may say.
const SAID: &[&str] = &["每", "属于", "双面", "公开", "选票", "票决", "照片", "需要", "印", "待", "序"];

fn form(typesetter: &Typesetter, path: &str, step: &str, name: &str) -> Result<Form, String> {
    let about = describe(typesetter, path)?;
    // 公布: true must not pass for 公开: what is not understood may be a limit on what the document may say.
    if let Some((key, _)) = about.iter().find(|(key, _)| !SAID.contains(&key.as_str())) {
        return Err(format!("的说明里有看不懂的“{key}”，只能写{}", SAID.join("、")));
    }
    let flag = |key: &str| match about.get(key) {
        Ok(Value::Bool(value)) => Ok(*value),
        Err(_) => Ok(false),
        Ok(_) => Err(format!("的说明里“{key}”要写 true 或 false")),
    };
    let per = match about.get("每") {
        Ok(Value::Str(word)) => Per::ALL.into_iter().find(|per| per.as_str() == word.as_str()).ok_or_else(|| {
            let words: Vec<&str> = Per::ALL.iter().map(|per| per.as_str()).collect();
            format!("的说明里“每”写的是“{word}”，只能写{}", words.join("、"))
        })?,
        Ok(_) => return Err("的说明里“每”要写引号里的文字".to_owned()),
        Err(_) => return Err("的说明缺“每”".to_owned()),
    };
    let belongs = match about.get("属于") {
        Ok(Value::Str(word)) => {
            let part = OPTIONAL_STEPS.iter().find(|step| **step == word.as_str());
            let error = || format!("的说明里“属于”写的是“{word}”，只能写{}", OPTIONAL_STEPS.join("、"));
            Some(*part.ok_or_else(error)?)
        }
        Ok(_) => return Err("的说明里“属于”要写引号里的文字".to_owned()),
        Err(_) => None,
    };
    let needs = words(&about, "需要").ok_or("的说明里“需要”要写表名，一个如 \"票决\"，几个如 (\"票决\", \"任用\")")?;
    let sheet = |name: &&String| !SHEETS.iter().any(|sheet| sheet.name == name.as_str());
    if let Some(unknown) = needs.iter().find(sheet) {
        let names: Vec<&str> = SHEETS.iter().map(|sheet| sheet.name).collect();
        return Err(format!("的说明里“需要”写的“{unknown}”不是工作簿的表，只能写{}", names.join("、")));
    }
    let prints = words(&about, "印")
        .ok_or("的说明里“印”要写方案的项目，一个如 \"聘期年数\"，几个如 (\"聘期年数\", \"试用期年数\")")?
        .into_iter()
        .map(|word| match ITEMS.iter().find(|item| item.key == word) {
            Some(item) => Ok(item.key),
            None => Err(format!("的说明里“印”写的“{word}”不是程序认得的方案项目，项目见“工作簿”说明里的“方案”表")),
        })
        .collect::<Result<_, _>>()?;
    let awaits = match about.get("待") {
        Ok(Value::Str(word)) => {
            Some(Stage::ALL.into_iter().find(|stage| stage.as_str() == word.as_str()).ok_or_else(|| {
                let words: Vec<&str> = Stage::ALL.iter().map(|stage| stage.as_str()).collect();
                format!("的说明里“待”写的是“{word}”，只能写{}", words.join("、"))
            })?)
        }
        Ok(_) => return Err("的说明里“待”要写引号里的文字".to_owned()),
        Err(_) => None,
    };
    let order = match about.get("序") {
        Ok(Value::Int(order)) => *order,
        Ok(_) => return Err("的说明里“序”要写整数，不加引号".to_owned()),
        Err(_) => 100,
    };
    Ok(Form {
        step: step.to_owned(),
        number: step_of(step),
        name: name.to_owned(),
        path: path.to_owned(),
        per,
        duplex: flag("双面")?,
        public: flag("公开")?,
        ballot: flag("选票")?,
        committee: flag("票决")?,
        photos: flag("照片")?,
        needs,
        prints,
        belongs,
        awaits,
        order,
    })
}

/// One word of a 说明, or several; none if it is something else.
fn words(about: &Dict, key: &str) -> Option<Vec<String>> {
    match about.get(key) {
        Ok(Value::Str(one)) => Some(vec![one.to_string()]),
        Ok(Value::Array(list)) => {
            list.iter().map(|value| if let Value::Str(text) = value { Some(text.to_string()) } else { None }).collect()
        }
        Ok(_) => None,
        Err(_) => Some(Vec::new()),
    }
}

/// The 说明 of a template, by evaluating the file as a module.
fn describe(typesetter: &Typesetter, path: &str) -> Result<Dict, String> {
    let module = typesetter.module(path)?;
    match module.scope().get("文书").map(|binding| binding.read()) {
        Some(Value::Func(_)) => {}
        Some(_) => {
            return Err("的“文书”不是函数，要写成 #let 文书(数据) = [...] 或者 #let 文书(数据) = { ... }".to_owned());
        }
        None => return Err("缺“文书”函数".to_owned()),
    }
    match module.scope().get("说明").map(|binding| binding.read()) {
        Some(Value::Dict(dict)) => Ok(dict.clone()),
        _ => Err("缺“说明”，如 #let 说明 = (每: \"报名人员\")".to_owned()),
    }
}
