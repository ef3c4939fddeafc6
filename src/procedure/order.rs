//! The order of people in lists: by strokes as the plan says, unless somebody's place was given by hand.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::OnceLock;

use super::dates::place_of;
use crate::language::date::{DateStyle, PartialDate};
use crate::language::stroke_order::{NameKey, NameOrder};
use crate::language::stroke_table::{MOST_STROKES, StrokeTable};
use crate::problem::Problem;
use crate::round::{Applicant, PersonId, Plan, Round};

/// How the people of a round are put in order.
#[derive(Debug, Clone)]
pub struct PeopleOrder<'a> {
    round: &'a Round,
    /// With the strokes the plan supplies for rare characters; made when somebody's name is first looked at.
    table: OnceLock<Cow<'static, StrokeTable>>,
    order: NameOrder,
    /// The place of each person among all, found when it is first asked for of many.
    ranks: OnceLock<Vec<usize>>,
}

/// So many people are named in a sentence; of more, how many they are.
const NAMED: usize = 5;

/// What a person sorts by: a place given by hand first, then the name, then the identity number, so that the order of the rows
/// decides nothing but who is who between two rows that say the same.
pub type PersonKey = (bool, Option<u32>, NameKey, Option<String>);

impl<'a> PeopleOrder<'a> {
    /// The order of a round: 姓氏笔画 or 姓名笔画.
    pub fn of(round: &'a Round) -> Self {
        let order =
            if round.plan.is("姓名排序", "姓名笔画") { NameOrder::FullName } else { NameOrder::Surname };
        Self { round, table: OnceLock::new(), order, ranks: OnceLock::new() }
    }

    fn table(&self) -> &StrokeTable {
        self.table.get_or_init(|| {
            let (extra, _) = rare_strokes(&self.round.plan);
            let standard = StrokeTable::standard();
            if extra.is_empty() { Cow::Borrowed(standard) } else { Cow::Owned(standard.with_strokes(extra)) }
        })
    }

    /// What a person sorts by.
    pub fn key(&self, person: PersonId) -> PersonKey {
        let applicant = self.round.applicant(person);
        let name = applicant.map(|applicant| applicant.name.sorting()).unwrap_or_default();
        let by_hand = applicant.and_then(|applicant| applicant.order);
        let id = applicant.and_then(|applicant| applicant.id_number.as_ref()).map(|id| id.value.as_str().to_owned());
        (by_hand.is_none(), by_hand, self.table().name_key(&name, self.order), id)
    }

    /// Sorts people.
    pub fn sort(&self, people: &mut [PersonId]) {
        people.sort_by_cached_key(|person| (self.key(*person), *person));
    }

    /// The people's names in order, joined by 、.
    pub(crate) fn names(&self, people: &[PersonId]) -> String {
        let mut people = people.to_vec();
        self.sort(&mut people);
        people.iter().map(|person| name(self.round, *person)).collect::<Vec<_>>().join("、")
    }

    /// The same for a sentence that somebody is to read: of more than a few people the first ones, 等12人.
    pub(crate) fn some_names(&self, people: &[PersonId]) -> String {
        if people.len() <= NAMED {
            return self.names(people);
        }
        let ranks = self.ranks.get_or_init(|| self.ranked());
        let mut first = people.to_vec();
        first.sort_by_key(|person| (ranks.get(person.0).copied(), *person));
        first.truncate(NAMED);
        let names: Vec<String> = first.iter().map(|person| name(self.round, *person)).collect();
        format!("{}等{}人", names.join("、"), people.len())
    }

    /// The place of each person among all of the round.
    fn ranked(&self) -> Vec<usize> {
        let mut people: Vec<PersonId> = self.round.people().collect();
        self.sort(&mut people);
        let mut ranks = vec![0; people.len()];
        for (rank, person) in people.iter().enumerate() {
            if let Some(own) = ranks.get_mut(person.0) {
                *own = rank;
            }
        }
        ranks
    }

    /// Reports what the order of a list rests on besides strokes: characters without strokes, ties that the strokes leave open,
    /// and places given by hand that differ from the strokes. `people` are those of one list.
    pub(super) fn report(&self, people: &[PersonId], problems: &mut Vec<Problem>) {
        let mut sorted = people.to_vec();
        self.sort(&mut sorted);
        for person in &sorted {
            self.report_unknown(*person, problems);
        }
        for pair in sorted.windows(2) {
            let [a, b] = pair else { continue };
            self.report_pair(*a, *b, problems);
        }
    }

    fn report_unknown(&self, person: PersonId, problems: &mut Vec<Problem>) {
        let Some(applicant) = self.round.applicant(person) else { return };
        // A bracket or a figure in a name is told as such; it has no strokes that could be counted.
        let unknown = self.table().unknown_in(&applicant.name.sorting()).into_iter();
        let unknown: String = unknown.filter(|c| c.is_alphabetic()).collect();
        if !unknown.is_empty() && applicant.order.is_none() {
            problems.push(
                Problem::warning(
                    "no-strokes",
                    applicant.at.clone(),
                    format!("笔画表里没有“{unknown}”，名单里排在同一位置的别的字后面"),
                )
                .advice("请在方案的“生僻字笔画”中写明笔画数，如“𰻞42”，或者填“排序号”。")
                .about(applicant.name.as_str()),
            );
        }
    }

    fn report_pair(&self, a: PersonId, b: PersonId, problems: &mut Vec<Problem>) {
        let (Some(first), Some(second)) = (self.round.applicant(a), self.round.applicant(b)) else { return };
        let (one, two) = (first.name.sorting(), second.name.sorting());
        let by_hand = first.order.is_some() || second.order.is_some();
        if by_hand {
            if self.table().compare_names(&one, &two, self.order) == Ordering::Greater {
                problems.push(
                    Problem::warning(
                        "order-by-hand",
                        first.at.clone(),
                        format!("按排序号排在{}前面，与笔画顺序不同", name(self.round, b)),
                    )
                    .advice("请确认；不需要手工排序的，删去“排序号”。")
                    .about(first.name.as_str()),
                );
            }
            return;
        }
        // A character without strokes has been reported already.
        let known = |name: &str| self.table().unknown_in(name).is_empty();
        if known(&one) && known(&two) && self.table().is_undecided_between(&one, &two, self.order) {
            problems.push(
                Problem::warning(
                    "undecided-order",
                    first.at.clone(),
                    format!("与{}按笔画分不出先后，名单里的先后是暂定的", name(self.round, b)),
                )
                .advice("请商定后填两人的“排序号”。")
                .about(first.name.as_str()),
            );
        }
    }
}

/// A person's name; where another has the same, with what tells them apart, as on the ballots: 张伟（1985.03）.
pub(super) fn name(round: &Round, person: PersonId) -> String {
    let Some(own) = round.applicant(person) else { return String::new() };
    let birth = own.birth.as_ref().map(|birth| birth.value);
    let notes = match namesakes(round, own) {
        Namesakes::None => return own.name.to_string(),
        Namesakes::OfAnotherMonth => vec![birth.map(|birth| birth.format(DateStyle::Form)).unwrap_or_default()],
        Namesakes::OfOneMonth => {
            let sex = own.sex.map(|sex| sex.as_str().to_owned()).unwrap_or_default();
            vec![birth.map(|birth| birth.to_string()).unwrap_or_default(), sex, own.ethnicity.clone()]
        }
    };
    format!("{}{}", own.name, in_brackets(notes))
}

/// What is put behind a name in a notice or a letter, which say nothing else of the person, where another of the round has the same:
/// （1975年3月生）. The day of birth is not for everybody to read.
pub(crate) fn namesake_note(round: &Round, person: PersonId) -> String {
    let Some(own) = round.applicant(person) else { return String::new() };
    let month = own.birth.as_ref().and_then(|birth| {
        let month = PartialDate::new(birth.value.year(), birth.value.month(), None).ok()?;
        Some(format!("{}生", month.format(DateStyle::Prose)))
    });
    let month = month.unwrap_or_default();
    match namesakes(round, own) {
        Namesakes::None => String::new(),
        Namesakes::OfAnotherMonth => in_brackets(vec![month]),
        Namesakes::OfOneMonth => {
            let sex = own.sex.map(|sex| sex.as_str().to_owned()).unwrap_or_default();
            in_brackets(vec![sex, own.ethnicity.clone(), month])
        }
    }
}

/// A sentence of a decision as papers print it: who has namesakes is called there as in the rest of the paper (1985年5月生), not as in
/// messages, which give the day of birth where the month is the same.
pub(crate) fn named_as_on_papers(round: &Round, people: &[PersonId], text: &str) -> String {
    people.iter().fold(text.to_owned(), |text, person| {
        let own = round.applicant(*person).map(|own| own.name.as_str()).unwrap_or_default();
        if own.is_empty() || !text.contains(own) {
            return text;
        }
        match namesake_note(round, *person).as_str() {
            "" => text,
            note => text.replace(&name(round, *person), &format!("{own}{note}")),
        }
    })
}

/// The others of a name.
enum Namesakes {
    None,
    /// Born in other months.
    OfAnotherMonth,
    /// One of them born in the same.
    OfOneMonth,
}

fn namesakes(round: &Round, own: &Applicant) -> Namesakes {
    let id = |applicant: &Applicant| applicant.id_number.as_ref().map(|id| id.value.clone());
    let month = |applicant: &Applicant| applicant.birth.as_ref().map(|birth| birth.value.format(DateStyle::Form));
    // Two rows of one person are no namesakes.
    let is_other = |other: &&Applicant| {
        other.name == own.name && other.at != own.at && (id(other) != id(own) || id(own).is_none())
    };
    let mut others = round.applicants.iter().filter(is_other).peekable();
    if others.peek().is_none() {
        Namesakes::None
    } else if others.any(|other| month(other) == month(own)) {
        Namesakes::OfOneMonth
    } else {
        Namesakes::OfAnotherMonth
    }
}

fn in_brackets(notes: Vec<String>) -> String {
    let notes: Vec<String> = notes.into_iter().filter(|note| !note.is_empty()).collect();
    if notes.is_empty() { String::new() } else { format!("（{}）", notes.join("，")) }
}

/// The strokes the plan supplies (生僻字笔画): `𰻞42、㐊5`. Second: the parts that say nothing of the kind.
fn rare_strokes(plan: &Plan) -> (Vec<(char, u8)>, Vec<String>) {
    let mut strokes = Vec::new();
    let mut strange = Vec::new();
    let text = plan.text("生僻字笔画");
    for part in text.split(['、', '，', ',', '；', ';', '\n', ' ', '　']).filter(|part| !part.is_empty()) {
        let mut characters = part.chars();
        let character = characters.next();
        let count: String = characters
            .filter(|c| !matches!(c, '＝' | '=' | '：' | ':' | '画' | '划'))
            .map(|c| char::from_digit(u32::from(c).wrapping_sub(u32::from('０')), 10).unwrap_or(c))
            .collect();
        match (character, count.parse::<u8>()) {
            (Some(character), Ok(count)) if (1..=MOST_STROKES).contains(&count) => strokes.push((character, count)),
            _ => strange.push(part.to_owned()),
        }
    }
    (strokes, strange)
}

/// Reports parts of 生僻字笔画 that cannot be read.
pub(super) fn report_rare_strokes(round: &Round, problems: &mut Vec<Problem>) {
    let place = place_of(round, "生僻字笔画");
    for part in rare_strokes(&round.plan).1 {
        problems.push(
            Problem::warning("rare-strokes", place.clone(), "“生僻字笔画”里有看不懂的内容")
                .found(part)
                .advice("请一字一项，字后面写笔画数，用顿号分开，如“𰻞42、𪚥64”。"),
        );
    }
}
