//! The names of a sheet's columns, and what the words of a header mean by them.

use std::collections::HashMap;

use super::counted;
use super::departments::department;
use super::forms::forms;
use super::items::is_foreign;
use super::reading::{groups, inherited, path};
use super::worded;
use crate::workbook::cell::is_space;
use crate::workbook::schema::{Column, Kind, SCHOOLS, Sheet};
use crate::workbook::values::{half_width, is_of_one_year};

/// Words without spaces and line breaks, brackets and digits half-width.
pub(in crate::workbook) fn plain(text: &str) -> String {
    half_width(text).chars().filter(|c| !is_space(*c)).collect()
}

/// Whether a text is a name that a sheet has for one of its columns.
pub(in crate::workbook) fn is_name_in(sheet: &Sheet, text: &str) -> bool {
    Names::of(sheet).knows(text)
}

/// Which of a sheet's columns a text is a name of, by its index.
pub(in crate::workbook) fn index_in(sheet: &Sheet, text: &str) -> Option<usize> {
    Names::of(sheet).named(&plain(text))
}

/// What stands below the name of a count, beside its share.
const VOTES: &[&str] = &["票数", "票", "得票", "得票数", "张数"];

/// Words of a second choice of post.
pub(in crate::workbook) const SECOND: &[&str] =
    &["第二志愿", "志愿二", "志愿2", "第二报考", "第三志愿", "志愿三", "志愿3", "备选岗位", "备选职位"];

/// Words over the post somebody applies for, besides the names of its column; and what stands below them for the department and
/// for the post.
const APPLYING: &[&str] = &["报考", "竞聘", "竞岗", "应聘", "拟任职务", "拟任岗位", "拟任职位"];
const UNITS: &[&str] = &["单位", "单位名称", "所在单位", "用人部门", "用人单位", "内设机构"];
const TITLES: &[&str] = &["职务", "岗位", "职位", "岗位名称", "职位名称", "职务名称", "名称", "拟任职务"];

/// Every name of every column of a sheet, made once for a search.
pub(super) struct Names<'a> {
    pub(super) sheet: &'a Sheet,
    /// By whole name: the column, and whether the name means only that.
    whole: HashMap<String, (usize, bool)>,
    /// By group and the word below it.
    grouped: HashMap<(String, String), usize>,
}

impl<'a> Names<'a> {
    pub(super) fn of(sheet: &'a Sheet) -> Self {
        let mut whole = HashMap::new();
        let mut grouped = HashMap::new();
        for (index, column) in sheet.columns.iter().enumerate() {
            for (name, sure) in names(column) {
                // The first column of a name keeps it; a sure name goes before a loose one.
                let held = whole.entry(name).or_insert((index, sure));
                if sure && !held.1 {
                    *held = (index, true);
                }
            }
            let Some(group) = column.group else { continue };
            let others = GROUPS.iter().filter(|(own, _)| *own == group).flat_map(|(_, others)| others.iter().copied());
            for group in std::iter::once(group).chain(others) {
                for label in labels(column) {
                    grouped.entry((short(&plain(group)), plain(label))).or_insert(index);
                }
            }
        }
        if let Some(name) = sheet.index("姓名") {
            for (word, sure) in names_of_people() {
                whole.entry(word).or_insert((name, sure));
            }
        }
        // A day by another word for it, unless another column is called so.
        let days = sheet.columns.iter().enumerate();
        for (index, column) in days.filter(|(_, column)| matches!(column.kind, Kind::Date | Kind::Month)) {
            for (name, sure) in names(column) {
                for other in by_other_words(&name) {
                    whole.entry(other).or_insert((index, sure));
                }
            }
        }
        Self { sheet, whole, grouped }
    }

    /// Whether a cell's words are the name of a column.
    pub(super) fn knows(&self, text: &str) -> bool {
        text.len() <= 60 && self.meant(&plain(text)).is_some()
    }

    /// The column that a name means by itself.
    pub(super) fn named(&self, word: &str) -> Option<usize> {
        self.meant(word).map(|(index, _)| index)
    }

    /// The column that a name means by itself, and whether it can mean nothing else.
    fn meant(&self, word: &str) -> Option<(usize, bool)> {
        let forms = forms(word);
        let listed = forms.iter().find_map(|form| self.whole.get(form)).copied();
        listed
            .or_else(|| forms.iter().find_map(|form| self.by_words(form)).map(|index| (index, true)))
            .or_else(|| forms.iter().find_map(|form| self.department(form)))
            .or_else(|| {
                Some((self.sheet.index("姓名").filter(|_| forms.iter().any(|form| is_name_of_somebody(form)))?, false))
            })
    }

    /// The department by whatever it is called. In the sheet of posts it is always that of the post.
    fn department(&self, form: &str) -> Option<(usize, bool)> {
        let sure = department(form)?;
        let own = |key: &str| self.sheet.index(key);
        own("工作部门").map(|index| (index, sure)).or_else(|| Some((own("所在部门")?, true)))
    }

    /// The column that a name means by the words it is made of. The post has another name in sheets of results and in that of posts.
    fn by_words(&self, form: &str) -> Option<usize> {
        if let Some(index) = counted::column(form).and_then(|key| self.sheet.index(key)) {
            return Some(index);
        }
        match worded::column(form)? {
            "报考岗位" => ["报考岗位", "岗位", "岗位名称"].iter().find_map(|key| self.sheet.index(key)),
            key => self.sheet.index(key),
        }
    }

    /// The column of the schema that a column of header words means, and whether it can mean nothing else. 2009年度考核 beside
    /// 2010年度考核 is one year of 年度考核, not all of it.
    pub(super) fn meaning(&self, rows: &[Vec<String>], column: usize) -> Option<(usize, bool)> {
        let found = self.by_name(rows, column)?;
        let assessment = self.sheet.columns.get(found.0).is_some_and(|column| column.key == "年度考核");
        let one_year = assessment && is_of_one_year(&path(rows, column).concat());
        let department = self.sheet.index("工作部门") == Some(found.0);
        let other = department && (is_of_school(rows, column) || is_wider(rows, column));
        (!one_year && !other).then_some(found)
    }

    fn by_name(&self, rows: &[Vec<String>], column: usize) -> Option<(usize, bool)> {
        let path = path(rows, column);
        let (label, above) = path.split_last()?;
        // Below 家庭成员 or 联系人 nothing is the applicant's own.
        if self.sheet.name == "报名" && is_foreign(above, &inherited(rows, column), label) {
            return None;
        }
        // Nor is a second choice what somebody applies for, or where somebody works.
        let second = |group: &&str| SECOND.iter().any(|word| group.contains(word));
        if self.sheet.name == "报名" && groups(rows, column).iter().any(second) {
            return None;
        }
        for group in groups(rows, column).into_iter().flat_map(forms) {
            // 全日制学历 over 学历, 学位, 毕业院校 is no level but the kind they are of.
            let kind = self.schooling(&group);
            for label in forms(label) {
                let own = self.grouped.get(&(short(&group), label.clone())).copied();
                if let Some(index) = own.or_else(|| self.of_kind(kind.as_deref()?, &label)) {
                    return Some((index, true));
                }
            }
        }
        if let Some(index) = self.applied_for(rows, column, label) {
            return Some((index, true));
        }
        // Whatever stands over it or beside it.
        if let Some(index) = self.named_kind(label) {
            return Some((index, true));
        }
        // 胜任 over 票数 and %: the votes are what is meant.
        if let Some((_, upper)) = rows.split_last()
            && VOTES.contains(label)
            && !above.is_empty()
            && let Some(found) = self.by_name(upper, column)
        {
            return Some(found);
        }
        // 毕业院校及专业 over 全日制 and 在职: the kind stands below what it is of.
        if let Some(kind) = self.kind_of(label)
            && let Some(own) = groups(rows, column).first().and_then(|group| part(group))
            && let Some(index) = self.of_kind(&kind, &own)
        {
            return Some((index, true));
        }
        if let Some(found) = self.beside(rows, column, label, above) {
            return Some(found);
        }
        // 最高学历 over 学历, 学位, 毕业院校: each is what it says, of the one schooling that is asked for.
        let highest = |group: &&str| {
            let named = self.named(group).and_then(|index| self.sheet.columns.get(index));
            named.is_some_and(|column| column.key == "学历")
        };
        if groups(rows, column).iter().any(highest)
            && let Some(index) = self.named(label).filter(|index| {
                let key = self.sheet.columns.get(*index).map_or("", |column| column.key);
                matches!(key, "学历" | "学位" | "毕业院校及专业")
            })
        {
            return Some((index, true));
        }
        if let Some(found) = self.meant(&path.concat()) {
            return Some(found);
        }
        // Below another group's word, the name of a grouped column is not meant.
        self.meant(label).filter(|(index, _)| {
            above.is_empty() || self.sheet.columns.get(*index).is_some_and(|column| column.group.is_none())
        })
    }
}

/// Whether 院系 stands beside the school or what was learnt there: it is where somebody has studied, and no department.
fn is_of_school(rows: &[Vec<String>], column: usize) -> bool {
    const PARTS: &[&str] = &["院系", "院(系)", "系部", "二级学院"];
    let is_part = path(rows, column).last().is_some_and(|word| PARTS.contains(word));
    let beside = [column.checked_sub(1), column.checked_add(1)].into_iter().flatten();
    let schooling = |word: &str| {
        ["毕业", "院校", "学历", "学位", "所学"].iter().any(|own| word.contains(own))
            || ["学校", "专业"].contains(&word)
    };
    is_part && beside.filter_map(|column| path(rows, column).last().copied()).any(schooling)
}

/// Whether a name is that of a part of the office within which other columns name the department: 校区 beside 部门, 支行 beside 科室.
fn is_wider(rows: &[Vec<String>], column: usize) -> bool {
    let is_inner = |column: usize| {
        let word = path(rows, column).last().copied().unwrap_or_default();
        forms(word).iter().any(|form| {
            let bare = form.strip_suffix("名称").unwrap_or(form);
            let bare =
                ["现所在", "所在", "现", "工作"].iter().find_map(|before| bare.strip_prefix(before)).unwrap_or(bare);
            ["部门", "科室", "处室", "股室", "内设机构"].contains(&bare)
        })
    };
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    !is_inner(column) && (0..columns).any(is_inner)
}

/// What the word over a group may be, besides the schema's own.
const GROUPS: &[(&str, &[&str])] = &[("胜任程度", &["是否胜任", "胜任与否", "胜任情况", "任职意见"])];

/// What the column of a group may be called below the group's word.
fn labels(column: &Column) -> impl Iterator<Item = &'static str> {
    std::iter::once(column.label).chain(column.labels.iter().copied()).chain(column.synonyms.iter().copied())
}

impl Names<'_> {
    /// The post somebody applies for in two columns: 竞聘岗位 over 部门 and 职务.
    fn applied_for(&self, rows: &[Vec<String>], column: usize, label: &str) -> Option<usize> {
        let (post, wanted) = (self.sheet.index("报考岗位")?, self.sheet.index("报考部门")?);
        let found = forms(label).iter().find_map(|form| match form.as_str() {
            form if TITLES.contains(&form) => Some(post),
            form if UNITS.contains(&form) || department(form).is_some() => Some(wanted),
            _ => None,
        })?;
        let over = |group: &String| {
            let sure = self.whole.get(group).is_some_and(|(index, sure)| *index == post && *sure);
            sure || APPLYING.contains(&group.as_str())
        };
        groups(rows, column).into_iter().flat_map(forms).any(|group| over(&group)).then_some(found)
    }

    /// Schooling in a row: 全日制教育, 毕业院校及专业, 在职教育, 毕业院校及专业, perhaps below 学历学位, as the national form has it. The
    /// kind of schooling stands for its level; a school or a degree belongs to the kind on its left.
    fn beside(&self, rows: &[Vec<String>], column: usize, label: &str, above: &[&str]) -> Option<(usize, bool)> {
        if let Some(kind) = self.kind_of(label) {
            // Alone it may as well be the word over a group.
            let below_schooling = above.iter().any(|word| word.contains("学历") || word.contains("教育"));
            return Some((self.of_kind(&kind, "学历")?, below_schooling));
        }
        let own = part(label)?;
        let row = rows.iter().rev().find(|row| row.get(column).is_some_and(|word| word == label))?;
        let kind = row.get(..column)?.iter().rev().filter(|word| part(word).is_none()).map(|word| self.kind(word));
        let kind = kind.take(1).next()??;
        let found = self.of_kind(&kind, &own)?;
        (!self.is_left_open(row, column, found)).then_some((found, true))
    }

    /// Whether it is not said which kind of schooling a column tells of, though one stands on its left: 全日制学历, 在职学历, 毕业院校.
    /// Another kind stands on the left, too, and has no such column of its own.
    fn is_left_open(&self, row: &[String], column: usize, found: usize) -> bool {
        let Some(field) = self.sheet.columns.get(found) else { return false };
        let mut kinds: Vec<String> = Vec::new();
        let mut told: Vec<usize> = Vec::new();
        let mut last: Option<String> = None;
        for (at, word) in row.iter().enumerate().filter(|(at, _)| *at != column) {
            match part(word) {
                Some(own) if at < column => told.extend(last.as_ref().and_then(|kind| self.of_kind(kind, &own))),
                Some(_) => {}
                None => {
                    told.extend(self.named_kind(word));
                    last = self.kind(word);
                    kinds.extend(last.clone().filter(|_| at < column));
                }
            }
        }
        kinds.iter().any(|kind| {
            let same = |other: &usize| {
                self.sheet.columns.get(*other).is_some_and(|own| own.label == field.label && own.group != field.group)
            };
            let other = self.of_kind(kind, field.label).filter(same);
            other.is_some_and(|other| !told.contains(&other))
        })
    }

    /// The column of a kind of schooling (全日制) by the word for a part of it.
    fn of_kind(&self, kind: &str, label: &str) -> Option<usize> {
        self.grouped.get(&(kind.to_owned(), label.to_owned())).copied()
    }

    /// The kind of schooling that a word is: 全日制教育, 在职.
    fn kind_of(&self, word: &str) -> Option<String> {
        forms(word).iter().map(|form| short(form)).find(|kind| self.of_kind(kind, "学历").is_some())
    }

    /// The kind of schooling that a word is, or that the column it names is of.
    fn kind(&self, word: &str) -> Option<String> {
        let named = || {
            let named = forms(word).iter().find_map(|form| self.whole.get(form).copied())?;
            Some(short(self.sheet.columns.get(named.0)?.group?))
        };
        self.kind_of(word).or_else(named)
    }

    /// The kind of schooling that a group's word is about: 全日制教育, 在职学历情况, 第一学历.
    fn schooling(&self, group: &str) -> Option<String> {
        let bare = ["情况", "信息", "方面"].iter().find_map(|end| group.strip_suffix(end)).unwrap_or(group);
        self.kind(bare).filter(|kind| self.of_kind(kind, "学历").is_some())
    }

    /// The column of a group whose word stands in the column's own name: 毕业院校（全日制）, 在职学位.
    fn named_kind(&self, label: &str) -> Option<usize> {
        let label = label.replace(['[', '【', '〔'], "(").replace([']', '】', '〕'], ")");
        let own = |index: &usize| {
            let group = self.sheet.columns.get(*index).and_then(|column| column.group);
            group.is_some_and(|group| label.contains(&short(group)))
        };
        self.whole.get(&label).map(|(index, _)| *index).filter(own)
    }
}

/// The word for a school or a degree, which is of one kind of schooling or the other.
fn part(word: &str) -> Option<String> {
    let named = |form: &String| matches!(form.as_str(), "学位" | "毕业院校及专业") || SCHOOLS.contains(&form.as_str());
    // 毕业院校（全日制） says itself which it is.
    let bare = !["全日制", "在职"].iter().any(|kind| word.contains(kind));
    forms(word).into_iter().find(named).filter(|_| bare)
}

/// What else 姓名 may be called: 应聘者, 竞聘人员姓名, 民警; and whether it can be nothing else.
fn names_of_people() -> impl Iterator<Item = (String, bool)> {
    const ROLES: &[&str] = &[
        "应聘", "竞聘", "竞岗", "竞争", "报名", "报考", "申报", "申请", "竞选", "参选", "参聘", "参评", "参竞", "参加",
    ];
    const OTHERS: &[&str] = &["职工姓名", "员工姓名", "教职工姓名", "教师姓名", "工作人员姓名", "考察对象姓名"];
    const PEOPLE: &[&str] =
        &["民警", "干警", "职工", "员工", "教职工", "选手", "同志", "人员名称", "Name", "name", "NAME"];
    let people = ROLES.iter().flat_map(|role| ["人", "者", "人员"].map(|who| format!("{role}{who}")));
    let named = people.flat_map(|who| [(format!("{who}姓名"), true), (who, false)]);
    let others = OTHERS.iter().map(|name| ((*name).to_owned(), true));
    named.chain(others).chain(PEOPLE.iter().map(|name| ((*name).to_owned(), false)))
}

/// 民警姓名, 医护人员姓名: whoever's it may be, but for those who have to do with a person of the table, and another name of theirs.
fn is_name_of_somebody(name: &str) -> bool {
    const OTHERS: &[&str] = &[
        "家属", "亲属", "亲", "家", "配偶", "爱人", "父", "母", "子", "女", "夫", "妻", "兄", "弟", "姐", "妹", "成员",
        "联系", "考官", "评委", "委员", "填", "推荐", "介绍", "审", "核", "负责", "导师", "师傅", "领导", "上级",
        "谈话", "经办", "监", "证明", "担保", "记录", "录入", "计", "唱", "单位", "部门", "岗位", "英文", "曾用", "原",
        "别", "汉语", "拼音", "前任", "现任", "被", "对象", "组长", "签",
    ];
    let who = name.strip_suffix("姓名").filter(|who| !who.is_empty() && who.chars().count() <= 6);
    who.is_some_and(|who| !OTHERS.iter().any(|word| who.contains(word)))
}

/// The other words for a day: 任职年月 for 任职时间.
fn by_other_words(name: &str) -> Vec<String> {
    const ENDS: &[&str] = &["时间", "年月", "日期"];
    let head = ENDS.iter().find_map(|end| name.strip_suffix(end)).filter(|head| !head.is_empty());
    head.map(|head| ENDS.iter().map(|end| format!("{head}{end}")).collect()).unwrap_or_default()
}

/// A column's names, and whether each can mean nothing else.
fn names(column: &Column) -> impl Iterator<Item = (String, bool)> {
    // 全日制教育学历, 全日制学历, 学历（全日制）, （全日制）学历.
    let grouped = column.group.into_iter().flat_map(|group| {
        let labels = std::iter::once(column.label).chain(column.labels.iter().copied());
        labels.flat_map(move |label| {
            let short = short(&plain(group));
            [
                format!("{group}{label}"),
                format!("{short}{label}"),
                format!("{label}({group})"),
                format!("{label}({short})"),
                format!("({short}){label}"),
            ]
        })
    });
    std::iter::once(column.key.to_owned())
        .chain(grouped)
        .chain(column.synonyms.iter().map(|name| (*name).to_owned()))
        .map(|name| (plain(&name), true))
        .chain(column.loose.iter().map(|name| (plain(name), false)))
}

fn short(group: &str) -> String {
    let bare = ["教育", "方面", "情况"].iter().find_map(|end| group.strip_suffix(end));
    bare.filter(|bare| !bare.is_empty()).unwrap_or(group).to_owned()
}
