//! The post somebody applies for, as rosters write it: by its name, by its number or by both; with words around it that change
//! nothing; with the department in a column of its own.

use crate::problem::{Place, Problem};
use crate::round::{Post, PostId, Round};
use crate::workbook::header::plain;
use crate::workbook::read::posts::names::Posts;
use crate::workbook::read::posts::title::of_department;
use crate::workbook::table::Row;
use crate::workbook::values::{Reader, clean, is_nothing};

/// Reads the post of a column.
pub(crate) fn post(row: &Row, round: &Round, key: &str, reader: &mut Reader<'_>) -> Option<PostId> {
    let (cell, place) = row.cell(key);
    let written = reader.text(cell, &place);
    let wanted = written.replace('\n', "");
    if wanted.is_empty() {
        // A row that only says 改报 is the second of a person.
        if row.has(key) && cell.is_blank() && row.value("改报岗位").is_blank() {
            reader.report(Problem::error("no-post", place, "缺报考岗位").advice("请填写“岗位”表中的一个岗位。"));
        }
        return None;
    }
    let posts = Posts::of(round);
    let department = if key == "报考岗位" { department(row, &posts) } else { None };
    let own = department.as_ref().map_or("", |(name, _)| name.as_str());
    let found = posts.of_department(own, &plain(&wanted)).or_else(|| posts.find(&plain(&wanted)));
    // 拟任职务 in a form is the whole title, with the office before the post.
    let found = found.or_else(|| posts.ending(&plain(&wanted)).filter(|_| !place.element.is_empty()));
    if let (Some(found), Some((name, at))) = (found, &department) {
        return agreed(found, name, at, &posts, reader).map(PostId);
    }
    if found.is_none() && !round.posts.is_empty() {
        reader.report(not_found(&written, own, &posts, place));
    }
    found.map(PostId)
}

/// The department somebody applies for, where it has a column of its own, without the office's own name before it.
fn department(row: &Row, posts: &Posts<'_>) -> Option<(String, Place)> {
    let (cell, place) = row.cell("报考部门");
    let text = plain(&clean(&cell.show()));
    let own = posts.without_office(&text);
    let unknown = posts.in_department(own).is_empty();
    let nothing = cell.is_unusable() || is_nothing(&text) || (unknown && posts.is_office(&text));
    (!nothing).then(|| (own.to_owned(), place))
}

/// The post that was found, if it is one of the department that is named beside it.
fn agreed(found: usize, name: &str, at: &Place, posts: &Posts<'_>, reader: &mut Reader<'_>) -> Option<usize> {
    let post = posts.all.get(found)?;
    let department = plain(&post.department);
    let same = !department.is_empty() && (department.contains(name) || name.contains(&department));
    if same || plain(&post.name).contains(name) {
        return Some(found);
    }
    let others = posts.in_department(name);
    if department.is_empty() && others.is_empty() {
        let message = format!("“岗位”表里没有这个部门，报考岗位按“{}”算", post.name);
        reader.report(
            Problem::warning("post-department", at.clone(), message).found(name).advice("请核对报考部门和报考岗位。"),
        );
        return Some(found);
    }
    let whose = if department.is_empty() { String::new() } else { format!("，是“{department}”的岗位") };
    let message = format!("报考部门与报考岗位对不上：“岗位”表里的“{}”不是这个部门的{whose}", post.name);
    let advice = match others.as_slice() {
        [] => "请与本人核实，改正其中一列。".to_owned(),
        others => format!("请与本人核实，改正其中一列；这个部门的岗位有：{}。", others.join("、")),
    };
    reader.report(Problem::error("post-department", at.clone(), message).found(name).advice(advice));
    None
}

/// What is said of a post that the plan does not have.
fn not_found(written: &str, department: &str, posts: &Posts<'_>, place: Place) -> Problem {
    let wanted = written.replace('\n', "");
    let parts = written.split(['\n', '、', '，', ',', '/', '；', ';', '和', '或']);
    let mut several: Vec<usize> = parts.filter_map(|part| posts.find(&plain(part))).collect();
    several.sort_unstable();
    several.dedup();
    if several.len() > 1 || posts.within(&plain(&wanted)) > 1 {
        let problem = Problem::error("two-posts", place, "一格写了两个以上岗位，每人限报一个");
        return problem.found(written.replace('\n', " ")).advice("请与本人核实，只留一个。");
    }
    let names: Vec<&str> = posts.all.iter().map(|post| post.name.as_str()).collect();
    let advice = match posts.like(&plain(&wanted)).filter(|_| department.is_empty() && names.len() > 1) {
        Some(like) => format!("是不是“{like}”？请改成其中之一：{}。", names.join("、")),
        None => format!("请改成其中之一：{}。", names.join("、")),
    };
    let problem = Problem::error("unknown-post", place, "“岗位”表里没有这个岗位").advice(advice);
    problem.found(if department.is_empty() { wanted } else { format!("{department}{wanted}") })
}

/// The post a text without spaces names: by its name, by its department and its name (党政办主任), or by its title alone, which the
/// sheet of the posts may give without the department (副主任), if that is only one.
pub(crate) fn post_named(posts: &[Post], name: &str) -> Option<usize> {
    let whole = |post: &Post| plain(&post.name) == name;
    let with_department = |post: &Post| plain(&format!("{}{}", post.department, post.name)) == name;
    // 高一年级 and 年级主任 are 高一年级主任, written one behind the other or the title alone.
    let called = |post: &Post, title: &str| plain(&of_department(&post.department, title)) == plain(&post.name);
    let behind = |post: &Post| {
        let title = name.strip_prefix(plain(&post.department).as_str()).filter(|_| !post.department.is_empty());
        title.is_some_and(|title| !title.is_empty() && called(post, title))
    };
    let title_alone = |post: &Post| {
        let whole = plain(&post.name) == plain(&format!("{}{name}", post.department));
        !post.department.is_empty() && (whole || called(post, name))
    };
    let only = |is: &dyn Fn(&Post) -> bool| {
        let mut found = posts.iter().enumerate().filter(|(_, post)| is(post));
        found.next().filter(|_| found.next().is_none()).map(|(index, _)| index)
    };
    posts
        .iter()
        .position(whole)
        .or_else(|| only(&with_department))
        .or_else(|| only(&behind))
        .or_else(|| only(&title_alone))
}
