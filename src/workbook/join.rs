//! Joining the rows of later sheets to people: by identity number, or by name where that is unique, or unique among those of the post
//! that is named beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::header::plain;
use super::read::posts::names::Posts;
use super::schema::POST_NAMES;
use super::table::Row;
use super::values::Reader;
use crate::language::alike::Alike;
use crate::language::name::Name;
use crate::problem::Problem;
use crate::round::{Applicant, PersonId, Post, PostId, Round};

/// How many names like one that nobody has are worth naming.
const LIKE: usize = 3;

/// Finds people.
pub(super) struct People {
    /// More than one only where a number is mistyped: the name says who is meant.
    by_id: BTreeMap<String, Vec<PersonId>>,
    by_name: BTreeMap<String, Vec<PersonId>>,
    /// By person.
    names: Vec<String>,
    /// Their names, made ready when somebody is first looked for whom nobody knows.
    alike: OnceLock<Alike>,
    /// Those whose number is known.
    numbered: BTreeSet<PersonId>,
    /// The posts of those who have a name in common, and what is needed to find a post by what is written.
    namesakes: Option<Namesakes>,
}

/// People of one name are told apart by their posts.
struct Namesakes {
    posts: Vec<Post>,
    offices: Vec<String>,
    /// By person: the post of the application, and that of a later one.
    wanted: Vec<[Option<PostId>; 2]>,
}

impl Namesakes {
    fn of(round: &Round) -> Self {
        let wanted = |own: &Applicant| [own.post, own.reapplied.as_ref().and_then(|again| again.post)];
        let offices = Posts::of(round).offices;
        Self { posts: round.posts.clone(), offices, wanted: round.applicants.iter().map(wanted).collect() }
    }

    /// The one of several who is the only one of the post that a row names.
    fn of_post(&self, row: &Row, several: &[PersonId]) -> Option<PersonId> {
        let known = ["岗位", "报考岗位"].into_iter().map(|key| plain(&row.value(key).show()));
        // Sheets of marks have no such column of their own.
        let others =
            row.others.iter().filter(|(header, ..)| header.trim() == "岗位" || POST_NAMES.contains(&header.trim()));
        let mut names = known.chain(others.map(|(.., cell)| plain(&cell.show())));
        let named = names.find(|name| !name.is_empty())?;
        let post = Posts { all: &self.posts, offices: self.offices.clone() }.find(&named).map(PostId)?;
        let is_of = |person: &&PersonId| self.wanted.get(person.0).is_some_and(|own| own.contains(&Some(post)));
        let mut own = several.iter().filter(is_of);
        own.next().filter(|_| own.next().is_none()).copied()
    }
}

impl People {
    /// The people of a round.
    pub fn of(round: &Round) -> Self {
        let applicants = &round.applicants;
        let mut by_id: BTreeMap<String, Vec<PersonId>> = BTreeMap::new();
        let mut numbered = BTreeSet::new();
        let mut by_name: BTreeMap<String, Vec<PersonId>> = BTreeMap::new();
        for (index, applicant) in applicants.iter().enumerate() {
            let person = PersonId(index);
            if let Some(id) = &applicant.id_number {
                numbered.insert(person);
                by_id.entry(id.value.as_str().to_owned()).or_default().push(person);
            }
            by_name.entry(applicant.name.as_str().to_owned()).or_default().push(person);
        }
        let namesakes = by_name.values().any(|people| people.len() > 1).then(|| Namesakes::of(round));
        let names = applicants.iter().map(|applicant| applicant.name.as_str().to_owned()).collect();
        Self { by_id, by_name, names, alike: OnceLock::new(), numbered, namesakes }
    }

    /// The person a row of several about one person is about: where neither name nor number stands, the one of the row above, as
    /// clerks write the name once for all the lines below it.
    pub fn find_below(
        &self,
        row: &Row,
        above: &mut Option<Option<PersonId>>,
        reader: &mut Reader<'_>,
    ) -> Option<PersonId> {
        if row.value("姓名").is_blank()
            && row.value("身份证号").is_blank()
            && let Some(person) = above
        {
            return *person;
        }
        let person = self.find(row, reader);
        *above = Some(person);
        person
    }

    /// The person a row is about, where what stands in the way has been told already.
    pub fn known(&self, row: &Row) -> Option<PersonId> {
        self.find(row, &mut Reader { problems: &mut Vec::new(), person: None })
    }

    /// The person a row is about. Whatever stands in the way is reported with its cell.
    pub fn find(&self, row: &Row, reader: &mut Reader<'_>) -> Option<PersonId> {
        let (name_cell, name_place) = row.cell("姓名");
        let mut doubts = Vec::new();
        let name: Name = Reader { problems: &mut doubts, person: None }.name(name_cell, &name_place);
        // What is odd about the name of somebody in 报名 was told there.
        if !self.by_name.contains_key(name.as_str()) {
            reader.problems.append(&mut doubts);
        }
        if name.is_empty() {
            reader.report(Problem::error("no-name", name_place, "缺姓名").advice("请填写姓名。"));
            return None;
        }
        reader.person = Some(name.as_str().to_owned());
        let same_name = self.by_name.get(name.as_str()).map(Vec::as_slice).unwrap_or_default();
        let (id_cell, id_place) = row.cell("身份证号");
        if !id_cell.is_blank() {
            let id = reader.id_number(id_cell, &id_place)?;
            let found = self.by_id.get(id.as_str());
            if let Some(person) = found.and_then(|found| found.iter().find(|person| same_name.contains(person))) {
                return Some(*person);
            }
            match found {
                Some(found) => {
                    reader.report(
                        Problem::error("name-id-differ", name_place, "姓名与身份证号在“报名”表里不是同一个人")
                            .found(format!("{name} {}", id.masked()))
                            .advice(self.whose(found)),
                    );
                    return None;
                }
                // A number that 报名 lacks, or has wrong, is told there; here the name is enough.
                None if same_name.iter().all(|person| !self.numbered.contains(person)) => {}
                None => {
                    reader.report(
                        Problem::error("unknown-id", id_place, "“报名”表里没有这个身份证号")
                            .found(id.as_str())
                            .advice("请与“报名”表核对。"),
                    );
                    return None;
                }
            }
        }
        match same_name {
            [only] => Some(*only),
            [] => {
                reader.report(
                    Problem::error("unknown-person", name_place, "“报名”表里没有这个人")
                        .found(name.as_str())
                        .advice(self.like(name.as_str())),
                );
                None
            }
            several => {
                if let Some(own) = self.namesakes.as_ref().and_then(|own| own.of_post(row, several)) {
                    return Some(own);
                }
                reader.report(
                    Problem::error(
                        "same-name",
                        name_place,
                        format!("“报名”表里有{}个同名的人，分不清是谁", several.len()),
                    )
                    .found(name.as_str())
                    .advice("请在“身份证号”列填上身份证号。"),
                );
                None
            }
        }
    }

    /// Who has a number: the advice where another name stands beside it.
    fn whose(&self, people: &[PersonId]) -> String {
        let names: BTreeSet<&str> = people.iter().filter_map(|own| self.names.get(own.0)).map(String::as_str).collect();
        let names: Vec<&str> = names.into_iter().collect();
        format!("在“报名”表里这个身份证号是{}的；请核对姓名和身份证号。", names.join("、"))
    }

    /// Who may be meant by a name that nobody has: the advice. Where many names are like it, none of them helps.
    fn like(&self, name: &str) -> String {
        let alike = self.alike.get_or_init(|| Alike::new(self.by_name.keys().map(String::as_str)));
        match alike.to(name, LIKE) {
            Some(like) if !like.is_empty() => {
                format!("报了名的有{}，是的请改正；请核对姓名。", like.join("、"))
            }
            _ => "请核对姓名。".to_owned(),
        }
    }
}
