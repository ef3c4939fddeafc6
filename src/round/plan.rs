//! The plan (方案): office, people, dates and rules, each with where it comes from.

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::problem::Place;

/// Where a setting comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The workbook.
    Plan(Place),
    /// The header of another sheet, which says something else than the plan.
    Header(Place),
    /// The program's default.
    Default,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plan(place) => write!(f, "方案第{}行", place.row),
            Self::Header(place) => write!(f, "“{}”表{}", place.sheet, place.cell()),
            Self::Default => f.write_str("默认值"),
        }
    }
}

/// The value of a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text, a word of a list, a time.
    Text(String),
    /// Several names.
    Names(Vec<String>),
    /// A day.
    Date(NaiveDate),
    /// A whole number.
    Count(u32),
    /// So many for each of a post's 职数 (3:1).
    PerSeat(u32),
    /// A span of months.
    Months(u32),
    /// A decimal.
    Decimal(Decimal),
    /// A part of a whole, as numerator and denominator.
    Fraction(u32, u32),
    /// A part of a whole that has to be reached or exceeded.
    Share(Share),
    /// Years.
    Years(Vec<i32>),
    /// Something stands there that cannot be read: no default takes its place, and what rests on it waits.
    Unread,
}

/// A share of votes or members that has to be reached (达到三分之二), or exceeded (过半数).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// The numerator.
    pub part: u32,
    /// The denominator.
    pub whole: u32,
    /// Whether the share itself is not enough.
    pub over: bool,
}

impl Share {
    /// Whether so many of so many are enough.
    pub fn is_met(self, votes: u32, base: u32) -> bool {
        let (have, needed) = (u64::from(votes) * u64::from(self.whole), u64::from(base) * u64::from(self.part));
        if self.over { have > needed } else { have >= needed }
    }
}

/// A setting: its value, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The value.
    pub value: Value,
    /// What stands in the workbook, or the default.
    pub text: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// The plan of a round: its settings by name. Items the workbook leaves out hold their default; those without one are absent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    settings: BTreeMap<String, Setting>,
    /// Items that no rule rests on, known or not, for the templates.
    pub unknown: Vec<(String, String)>,
    /// Where those stand.
    unknown_at: BTreeMap<String, Place>,
}

impl Plan {
    /// Puts a setting in.
    pub fn set(&mut self, key: &str, setting: Setting) {
        self.settings.insert(key.to_owned(), setting);
    }

    /// Puts in an item that no rule rests on.
    pub fn print(&mut self, key: &str, text: String, place: Place) {
        self.unknown.push((key.to_owned(), text));
        self.unknown_at.insert(key.to_owned(), place);
    }

    /// Such an item, if something is given for it, and where it stands.
    pub fn printed(&self, key: &str) -> Option<(&str, &Place)> {
        let (_, text) = self.unknown.iter().find(|(own, text)| own == key && !text.is_empty())?;
        Some((text, self.unknown_at.get(key)?))
    }

    /// What is written for the items, whatever they are.
    pub fn written(&self) -> impl Iterator<Item = (&str, &str)> {
        let settings = self.settings.iter().map(|(key, own)| (key.as_str(), own.text.as_str()));
        settings.chain(self.unknown.iter().map(|(key, text)| (key.as_str(), text.as_str())))
    }

    /// A setting by its name.
    pub fn get(&self, key: &str) -> Option<&Setting> {
        self.settings.get(key)
    }

    /// All settings, by name.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Setting)> {
        self.settings.iter().map(|(key, setting)| (key.as_str(), setting))
    }

    /// Where a setting comes from.
    pub fn origin(&self, key: &str) -> Origin {
        self.get(key).map_or(Origin::Default, |setting| setting.origin.clone())
    }

    /// Where an item stands; `otherwise` if it is left out.
    pub fn place(&self, key: &str, otherwise: &Place) -> Place {
        match self.origin(key) {
            Origin::Plan(place) | Origin::Header(place) => place,
            Origin::Default => self.unknown_at.get(key).unwrap_or(otherwise).clone(),
        }
    }

    /// A setting as text; empty if absent.
    pub fn text(&self, key: &str) -> &str {
        self.get(key).map_or("", |setting| setting.text.as_str())
    }

    /// A setting as a number; 0 if absent, which no required or defaulted number is.
    pub fn count(&self, key: &str) -> u32 {
        match self.get(key).map(|setting| &setting.value) {
            Some(Value::Count(count)) => *count,
            _ => 0,
        }
    }

    /// A setting as a number, if it is there.
    pub fn maybe_count(&self, key: &str) -> Option<u32> {
        match self.get(key).map(|setting| &setting.value) {
            Some(Value::Count(count)) => Some(*count),
            _ => None,
        }
    }

    /// How many applicants a post of so many seats must have (最少报名人数); 0 where none is cancelled for too few.
    pub fn least_applicants(&self, seats: u32) -> u32 {
        match self.get("最少报名人数").map(|setting| &setting.value) {
            Some(Value::PerSeat(count)) => count.saturating_mul(seats),
            _ => self.count("最少报名人数"),
        }
    }

    /// A setting as a span of months; 0 if absent.
    pub fn months(&self, key: &str) -> u32 {
        match self.get(key).map(|setting| &setting.value) {
            Some(Value::Months(months)) => *months,
            _ => 0,
        }
    }

    /// A setting as a decimal.
    pub fn decimal(&self, key: &str) -> Decimal {
        match self.get(key).map(|setting| &setting.value) {
            Some(Value::Decimal(decimal)) => *decimal,
            Some(Value::Count(count)) => Decimal::from(*count),
            Some(Value::Fraction(part, whole)) if *whole > 0 => Decimal::from(*part) / Decimal::from(*whole),
            _ => Decimal::ZERO,
        }
    }

    /// The pass mark of a part of the examination (面试合格线), or of all of it (综合成绩合格线), where the plan sets one.
    pub fn pass_mark(&self, part: &str) -> Option<Decimal> {
        Some(self.decimal(&format!("{part}合格线"))).filter(|mark| *mark > Decimal::ZERO)
    }

    /// A setting as the share that has to be reached, or exceeded.
    pub fn share(&self, key: &str) -> Share {
        match self.get(key).map(|setting| &setting.value) {
            Some(Value::Share(share)) => *share,
            _ => Share { part: 0, whole: 1, over: false },
        }
    }

    /// A setting as numerator and denominator.
    pub fn fraction(&self, key: &str) -> (u32, u32) {
        match self.get(key).map(|setting| &setting.value) {
            Some(Value::Fraction(part, whole)) => (*part, *whole),
            _ => (0, 1),
        }
    }

    /// Whether the round holds a part that may be left out (省去的步骤).
    pub fn holds(&self, step: &str) -> bool {
        !self.names("省去的步骤").iter().any(|left_out| left_out == step)
    }

    /// Whether there is any examination.
    pub fn examines(&self) -> bool {
        self.holds("笔试") || self.holds("面试")
    }

    /// A setting as a day.
    pub fn date(&self, key: &str) -> Option<NaiveDate> {
        match self.get(key).map(|setting| &setting.value) {
            Some(Value::Date(date)) => Some(*date),
            _ => None,
        }
    }

    /// The years whose 年度考核 is looked at, in their order: those written, else so many before the round's.
    pub fn assessed_years(&self) -> Vec<i32> {
        let set = self.years("考核年度");
        if !set.is_empty() {
            let mut years = set.to_vec();
            years.sort_unstable();
            years.dedup();
            return years;
        }
        let year = i32::try_from(self.count("年份")).unwrap_or(0);
        let count = i32::try_from(self.count("考核年数")).unwrap_or(0).clamp(0, 50);
        if year == 0 { Vec::new() } else { (year - count..year).collect() }
    }

    /// The day ages are counted to (年龄计算基准日): as set, else the last day of 报名.
    pub fn age_base_date(&self) -> Option<NaiveDate> {
        if self.is_unread("年龄计算基准日") {
            return None;
        }
        self.date("年龄计算基准日").or_else(|| self.date("报名截止"))
    }

    /// A setting as names.
    pub fn names(&self, key: &str) -> &[String] {
        match self.get(key).map(|setting| &setting.value) {
            Some(Value::Names(names)) => names,
            _ => &[],
        }
    }

    /// A setting as years.
    pub fn years(&self, key: &str) -> &[i32] {
        match self.get(key).map(|setting| &setting.value) {
            Some(Value::Years(years)) => years,
            _ => &[],
        }
    }

    /// Whether something is written for a setting that cannot be read.
    pub fn is_unread(&self, key: &str) -> bool {
        self.get(key).is_some_and(|setting| setting.value == Value::Unread)
    }

    /// Whether a setting is a certain word.
    pub fn is(&self, key: &str, word: &str) -> bool {
        self.text(key) == word
    }
}

/// What the meeting of a kind of Party organisation (党组织类型), or of one by its name, is called: 党委会议, but 室务会议.
pub fn meeting_of(body: &str) -> String {
    if body.ends_with("务会") { format!("{body}议") } else { format!("{body}会议") }
}

/// The Party organisation that decides: by its name (党组织名称), or the office's by the kind. A standing committee is the committee's.
pub fn party_of(plan: &Plan) -> String {
    match plan.text("党组织名称") {
        "" => format!("{}{}", plan.text("单位名称"), organ_of(plan.text("党组织类型"))),
        named => named.to_owned(),
    }
}

/// What an organisation of a kind calls itself: 党委, also where its 党委常委会 decides.
pub fn organ_of(kind: &str) -> &str {
    kind.strip_suffix("常委会").unwrap_or(kind)
}
