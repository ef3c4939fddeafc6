//! What a post may be called: its name, its number, its department and its name, and words around them that change nothing —
//! 竞聘财务科科长, （02）财务科科长, 财务科科长（1名）, 财务科-科长. Each is the post only where it can be no other.

use crate::round::{Post, Round};
use crate::workbook::header::plain;
use crate::workbook::read::people::wanted::post_named;
use crate::workbook::values::brackets;

/// Signs around a name or between its parts.
const MARKS: &[char] = &['。', '.', ',', '，', '、', ':', '"', '“', '”', '-', '—', '–', '－', '/', '·', '_'];

/// What may stand before the name, and behind it.
const BEFORE: &[&str] = &["报考", "竞聘", "竞争", "竞岗", "应聘", "申报", "报名", "拟任", "拟聘"];
const BEHIND: &[&str] = &["岗位", "职位", "一职", "岗"];

/// The posts of a round, to be found by what somebody wrote.
pub(in crate::workbook) struct Posts<'r> {
    /// All of them.
    pub all: &'r [Post],
    /// What the office calls itself.
    pub offices: Vec<String>,
}

impl<'r> Posts<'r> {
    pub fn of(round: &'r Round) -> Self {
        let offices = ["单位名称", "发文机关"].iter().map(|key| plain(round.plan.text(key)));
        Self { all: &round.posts, offices: offices.filter(|name| !name.is_empty()).collect() }
    }

    /// Whether a text is the office itself, or a part of its name (测试局).
    pub fn is_office(&self, text: &str) -> bool {
        text.chars().count() > 1 && self.offices.iter().any(|office| office.contains(text))
    }

    /// A department's name without the office's before it (测试局办公室), if what is left is a department.
    pub fn without_office<'t>(&self, text: &'t str) -> &'t str {
        if !self.in_department(text).is_empty() {
            return text;
        }
        let parts = text.char_indices().skip(2).filter_map(|(at, _)| text.split_at_checked(at));
        let own = |(office, rest): &(&str, &str)| self.is_office(office) && !self.in_department(rest).is_empty();
        parts.filter(own).map(|(_, rest)| rest).last().unwrap_or(text)
    }

    /// The post of a name in a department.
    pub fn of_department(&self, department: &str, name: &str) -> Option<usize> {
        if department.is_empty() {
            return None;
        }
        self.named(&format!("{department}{name}")).or_else(|| self.find(&format!("{department}{}", bare(name))))
    }

    /// The names of a department's posts.
    pub fn in_department(&self, department: &str) -> Vec<&'r str> {
        let own = |post: &&Post| plain(&post.department) == department || plain(&post.name).starts_with(department);
        self.all.iter().filter(own).map(|post| post.name.as_str()).collect()
    }

    /// The post that a text without spaces means.
    pub fn find(&self, text: &str) -> Option<usize> {
        if let Some(found) = self.exact(text) {
            return Some(found);
        }
        // A post's own name may have brackets: 外一科（东院区）护士长.
        let text = text.trim_matches(MARKS);
        if let Some(found) = self.alone(bare(&without_idle(text))) {
            return Some(found);
        }
        let (outside, notes) = brackets(text)?;
        let notes: Vec<&str> = notes.into_iter().filter(|note| !is_idle(note)).collect();
        let name = bare(&outside);
        match notes.as_slice() {
            // 副科长（财务科）, 财务科科长（02）, 02（财务科科长）.
            [note] => self.named(&format!("{note}{name}")).or_else(|| {
                let (outside, inside) = (self.exact(name)?, self.exact(note)?);
                (outside == inside).then_some(outside)
            }),
            _ => None,
        }
    }

    /// The post that a text without notes means: its name or number, one with the other, the name without its brackets.
    fn alone(&self, name: &str) -> Option<usize> {
        let joined: String = name.chars().filter(|c| !MARKS.contains(c)).collect();
        self.exact(name)
            .or_else(|| self.beside(name, |this, index, rest| this.coded(rest) == Some(index)))
            .or_else(|| self.exact(&joined))
            .or_else(|| {
                self.beside(name, |this, _, rest| {
                    is_number(rest) && rest.len() < 4 && name.starts_with(rest) && this.has_no_codes()
                })
            })
            .or_else(|| self.beside(name, |this, _, rest| this.is_office(rest)))
            .or_else(|| self.unbracketed(name))
    }

    /// The only post whose name, which has brackets, is this without them. Where another one's name ends so, it may be meant as well.
    fn unbracketed(&self, text: &str) -> Option<usize> {
        let outside = |post: &Post| brackets(&plain(&post.name)).map(|(outside, _)| outside);
        let mut like =
            self.all.iter().enumerate().filter(|(_, post)| outside(post).is_some_and(|own| own.ends_with(text)));
        let (index, post) = like.next().filter(|_| !text.is_empty() && like.next().is_none())?;
        outside(post).is_some_and(|own| own == text).then_some(index)
    }

    /// The only post whose name a text ends with.
    pub fn ending(&self, text: &str) -> Option<usize> {
        self.beside(text, |_, _, _| true)
    }

    /// How many posts a text names, whatever stands between them (1.办公室主任 2.财务科科长). A name inside of another one's is that one's.
    pub fn within(&self, text: &str) -> usize {
        let mut names: Vec<String> = self.all.iter().map(|post| plain(&post.name)).collect();
        names.sort_unstable_by_key(|name| std::cmp::Reverse(name.len()));
        names.dedup();
        let (mut left, mut found) = (text.to_owned(), 0);
        for name in names.iter().filter(|name| !name.is_empty()) {
            if left.contains(name.as_str()) {
                left = left.replace(name.as_str(), " ");
                found += 1;
            }
        }
        found
    }

    /// The only post whose name is much like a text: a part of it, one character aside, or with a character or two more. A deputy is
    /// no slip for the head.
    pub fn like(&self, text: &str) -> Option<&'r str> {
        let (text, length) = (bare(text), bare(text).chars().count());
        let near = |post: &&Post| {
            let name = plain(&post.name);
            let other = name.chars().zip(text.chars()).filter(|(own, theirs)| own != theirs).count();
            let deputy = |text: &str| text.contains('副');
            let more = name.chars().count().saturating_sub(length);
            let part = name.contains(text) || text.contains(&name);
            let near =
                name.chars().count() == length && other == 1 || (1..=2).contains(&more) && leaves_out(&name, text);
            (length > 1 && part || length > 3 && near) && deputy(&name) == deputy(text)
        };
        let mut found = self.all.iter().filter(near);
        found.next().filter(|_| found.next().is_none()).map(|post| post.name.as_str())
    }

    fn exact(&self, text: &str) -> Option<usize> {
        self.named(text).or_else(|| self.coded(text))
    }

    fn named(&self, text: &str) -> Option<usize> {
        post_named(self.all, text)
    }

    /// The post of a number. A cell that was a number has lost the zeros before it.
    fn coded(&self, text: &str) -> Option<usize> {
        let only = |same: &dyn Fn(&str) -> bool| {
            let mut posts = self.all.iter().enumerate().filter(|(_, post)| same(&plain(&post.code)));
            posts.next().filter(|_| posts.next().is_none()).map(|(index, _)| index)
        };
        if text.is_empty() || self.all.iter().any(|post| plain(&post.code) == text) {
            return only(&|code| code == text).filter(|_| !text.is_empty());
        }
        let value = |text: &str| text.trim_start_matches('0').to_owned();
        only(&|code| {
            code.eq_ignore_ascii_case(text) || (is_number(code) && is_number(text) && value(code) == value(text))
        })
    }

    /// Whether the posts have no numbers, so that one before a name only counts a list (1.办公室主任).
    fn has_no_codes(&self) -> bool {
        self.all.iter().all(|post| plain(&post.code).is_empty())
    }

    /// The only post whose name a text begins or ends with, and of which what is left says what it should.
    fn beside(&self, text: &str, says: impl Fn(&Self, usize, &str) -> bool) -> Option<usize> {
        let mut found = (0..self.all.len()).filter(|index| {
            let Some(post) = self.all.get(*index) else { return false };
            let name = plain(&post.name);
            let rest = text.strip_suffix(&name).or_else(|| text.strip_prefix(&name));
            rest.is_some_and(|rest| says(self, *index, rest.trim_matches(MARKS)))
        });
        found.next().filter(|_| found.next().is_none())
    }
}

/// A name without the words around it.
fn bare(text: &str) -> &str {
    let text = text.trim_matches(MARKS);
    let text = BEFORE.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let text = BEHIND.iter().find_map(|word| text.strip_suffix(word)).unwrap_or(text);
    text.trim_matches(MARKS)
}

/// A text without the notes in brackets that say nothing.
fn without_idle(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some((before, (note, behind))) =
        rest.split_once('(').and_then(|(before, inside)| Some((before, inside.split_once(')')?)))
    {
        out.push_str(before);
        if !is_idle(note) {
            out.push_str(&format!("({note})"));
        }
        rest = behind;
    }
    out + rest
}

/// Whether a text is a name with some of its characters left out.
fn leaves_out(name: &str, text: &str) -> bool {
    let mut rest = name.chars();
    text.chars().all(|c| rest.any(|own| own == c))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a note in brackets says nothing of which post it is: 1名, 第一志愿, 正科级.
fn is_idle(note: &str) -> bool {
    let counted = note.trim_start_matches(['共', '限', '招']).trim_end_matches(['名', '人', '个', '职']);
    let number = counted != note && counted.chars().all(|c| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c));
    let level = note.strip_suffix('级').map(|rank| rank.trim_start_matches(['正', '副']));
    let level = level.is_some_and(|rank| ["科", "股", "处", "县处", "乡科", "局", "所"].contains(&rank))
        || matches!(note, "中层正职" | "中层副职");
    note.is_empty() || number || level || note.contains("志愿")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Place;
    use crate::round::Asked;

    fn posts() -> Vec<Post> {
        let post = |code: &str, department: &str, name: &str| Post {
            code: code.into(),
            department: department.into(),
            name: name.into(),
            at: Place::default(),
            seats: 1,
            degree: Asked::AsPlan,
            subject: String::new(),
            max_age: None,
            min_tenure: None,
            other: String::new(),
            unread: Vec::new(),
            texts: Vec::new(),
        };
        vec![post("01", "办公室", "办公室副主任"), post("02", "财务科", "科长"), post("A3", "业务科", "副科长")]
    }

    #[test]
    fn a_number_before_a_name_only_counts_where_posts_have_none() {
        let mut all = posts();
        let find = |all: &[Post], text: &str| Posts { all, offices: Vec::new() }.find(text);
        assert_eq!(find(&all, "3.办公室副主任"), None);
        for post in &mut all {
            post.code.clear();
        }
        assert_eq!(find(&all, "3.办公室副主任"), Some(0));
        assert_eq!(find(&all, "办公室副主任3"), None);
        assert_eq!(find(&all, "13812345678办公室副主任"), None);
        assert_eq!(find(&all, "3"), None);
    }

    #[test]
    fn a_posts_own_name_may_have_brackets() {
        let mut all = posts();
        for (post, name) in
            all.iter_mut().zip(["内一科（心血管内科）护士长", "外一科护士长", "计算机学院（软件学院）副院长"])
        {
            (post.name, post.department) = (name.into(), String::new());
            post.code.clear();
        }
        let found = Posts { all: &all, offices: Vec::new() };
        for (text, index) in [
            ("竞聘计算机学院(软件学院)副院长", Some(2)),
            ("计算机学院(软件学院)副院长(1名)", Some(2)),
            ("2、内一科(心血管内科)护士长", Some(0)),
            ("内一科护士长", Some(0)),
            ("竞聘外一科护士长(1名)", Some(1)),
            ("内一科(神经内科)护士长", None),
            ("护士长", None),
            ("科护士长", None),
        ] {
            assert_eq!(found.find(text), index, "{text}");
        }
    }

    #[test]
    fn a_post_is_known_by_what_can_mean_no_other() {
        let all = posts();
        let found = Posts { all: &all, offices: vec!["吴中区测试局".into()] };
        for (text, index) in [
            ("办公室副主任", Some(0)),
            ("01", Some(0)),
            ("1", Some(0)),
            ("a3", Some(2)),
            ("01办公室副主任", Some(0)),
            ("1、办公室副主任", Some(0)),
            ("(01)办公室副主任", Some(0)),
            ("办公室副主任(01)", Some(0)),
            ("(02)办公室副主任", None),
            ("02办公室副主任", None),
            ("办公室副主任(1名)", Some(0)),
            ("办公室副主任(第一志愿)", Some(0)),
            ("办公室副主任(正科级)", Some(0)),
            ("竞聘办公室副主任岗位", Some(0)),
            ("办公室-副主任", Some(0)),
            ("测试局办公室副主任", Some(0)),
            ("财政局办公室副主任", None),
            ("财务科科长", Some(1)),
            ("科长(财务科)", Some(1)),
            ("科长(业务科)", None),
            ("业务科科长", None),
            // The title alone, where only one post has it.
            ("副主任", Some(0)),
            ("主任", None),
            ("办公室", None),
            ("3", None),
            ("", None),
        ] {
            assert_eq!(found.find(text), index, "{text}");
        }
        assert_eq!(found.like("副主任"), Some("办公室副主任"));
        assert_eq!(found.like("办公室副主住"), Some("办公室副主任"));
        assert_eq!(found.like("主管"), None);
        assert_eq!(found.within("1.办公室副主任2.财务科科长"), 2);
        assert_eq!(found.within("业务科副科长"), 1);
    }
}
