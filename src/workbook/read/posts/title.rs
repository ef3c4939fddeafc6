//! Whether a post's name says of which department it is, or is but a title (职务): nobody is appointed 厂长 of nothing, nor is 林场厂长 the
//! head of a workshop. What says nothing of where is called by its department.

use crate::language::title::TITLES;

/// A post's name with its department before it: 党政办公室 and 副主任. What both have in common at the seam is written once: 一车间 and
/// 车间主任, 语文教研组 and 教研组长.
pub(crate) fn of_department(department: &str, name: &str) -> String {
    if name.starts_with(department) {
        return name.to_owned();
    }
    let behind = seam(department, name).and_then(|common| name.strip_prefix(common)).unwrap_or(name);
    format!("{department}{behind}")
}

/// What a department ends with and a name begins with. A title stays whole: the head of 治安大队 is its 大队长, that of 加工厂 its 厂长.
fn seam<'n>(department: &str, name: &'n str) -> Option<&'n str> {
    let whole = bare(name);
    let (title, listed) = title_of(whole)?;
    // 教研组长 is the 长 of the 教研组.
    let most = if listed { title } else { title + whole.get(title..)?.chars().next()?.len_utf8() };
    let ends = whole.char_indices().map(|(at, _)| at).filter(|at| *at <= most && *at > 0);
    // One character is no word, unless it is all that stands before the title: 科主任.
    let long = |at: &usize| whole.get(..*at).is_some_and(|common| common.chars().count() > 1) || *at == title;
    ends.filter(long).filter_map(|at| whole.get(..at)).rfind(|common| department.ends_with(common))
}

/// Whether a post's name says of which department it is: by its name, by what it is called for short, or because it is of another body
/// (工会主席). Where the department is not known, or is but the office itself (`office`, 局机关), there is nothing to say.
pub(crate) fn says_where(name: &str, department: &str, office: &str) -> bool {
    // 副主任 of the whole office is called by the office.
    let whole = department == office && !is_title(name);
    if department.is_empty() || whole || is_office(department) || name.contains(department) {
        return true;
    }
    let place = before_title(name);
    if says_nothing(place) || is_part(place) || seam(department, name).is_some() {
        return false;
    }
    shares_a_word(place, department) || is_short_for(place, department) || is_unit(place)
}

/// Words for the office as a whole in the column of departments.
fn is_office(department: &str) -> bool {
    const ENDS: &[&str] = &["机关", "本部", "总部", "班子", "班子成员", "院部", "校部", "领导", "政府"];
    department == "行政" || ENDS.iter().any(|end| department.ends_with(end))
}

/// Whether a name is that of a part of a department: 一中队, 案件办理队.
fn is_part(place: &str) -> bool {
    place.ends_with(['队', '班'])
}

/// Whether a post's name is but a title, and says nothing of where: 副主任, 科长（正股级）, 站长助理, 党委委员.
pub(crate) fn is_title(name: &str) -> bool {
    let bare = bare(name);
    says_nothing(before_title(name)) && before_title(name).len() < bare.len()
}

/// Whether a post's name ends in a title, whatever stands before it.
pub(in crate::workbook) fn is_titled(name: &str) -> bool {
    title_of(bare(name)).is_some()
}

/// A name without what is in brackets, and of two posts in one the first: 科长兼会计.
fn bare(name: &str) -> &str {
    let bare = name.split(['（', '(']).next().unwrap_or(name).trim();
    bare.split('兼').next().filter(|first| !first.is_empty()).unwrap_or(bare)
}

/// What stands before the title in a post's name: 党政办公室 of 党政办公室副主任; nothing of 常务副主任.
fn before_title(name: &str) -> &str {
    let whole = bare(name);
    let Some(mut place) = title_of(whole).and_then(|(at, _)| whole.get(..at)) else { return whole };
    while let Some(rest) = RANKS.iter().find_map(|rank| place.strip_suffix(rank)) {
        place = rest;
    }
    place
}

/// Where the title begins in a name without brackets, and whether it is one of the list. Besides those every two characters that end in 长
/// are one: 片长, 厂长.
fn title_of(whole: &str) -> Option<(usize, bool)> {
    let level = whole.strip_suffix('级').unwrap_or(whole);
    let helper = level.strip_suffix("助理").filter(|rest| !rest.is_empty()).unwrap_or(level);
    let listed = TITLES.iter().filter(|title| helper.ends_with(**title)).map(|title| title.len()).max();
    if let Some(length) = listed {
        return Some((helper.len() - length, true));
    }
    let (at, _) = helper.strip_suffix('长')?.char_indices().next_back()?;
    Some((at, false))
}

/// Whether what stands before a title is nothing, one character, or what every department has.
fn says_nothing(place: &str) -> bool {
    place.chars().count() < 2 || EVERYWHERE.contains(&place)
}

/// Whether two characters follow one another in both: 财务 of 财务总监 and 财务部.
fn shares_a_word(place: &str, department: &str) -> bool {
    let pairs = place.char_indices().zip(place.char_indices().skip(1));
    let mut words = pairs.filter_map(|((first, _), (at, last))| place.get(first..at + last.len_utf8()));
    words.any(|word| department.contains(word))
}

/// Whether a name is made of another's characters in their order: 综治办 of 社会治安综合治理办公室.
fn is_short_for(place: &str, department: &str) -> bool {
    let mut signs = department.chars();
    place.chars().all(|wanted| signs.any(|sign| sign == wanted))
}

/// Whether a name is that of a body of its own: 工会, 机关党委, 财政所.
fn is_unit(place: &str) -> bool {
    const SIGNS: &str = "办科处所站局部队股室委馆厅院会厂场校园台社行系组团联庭镇乡村街学店库矿";
    const WORDS: &[&str] = &["中心", "公司", "人大", "政协", "纪检", "武装", "街道", "基地", "学校"];
    let inside = |(at, sign): (usize, char)| at > 0 && SIGNS.contains(sign);
    WORDS.iter().any(|word| place.contains(word)) || place.chars().enumerate().skip(1).any(inside)
}

/// What may stand before a title and says as little of where as the title does. 工会主席 and 团委书记 say it.
const EVERYWHERE: &[&str] = &[
    "党委",
    "党组",
    "党总支",
    "总支",
    "党支部",
    "支部",
    "团支部",
    "车间",
    "教研组",
    "教研",
    "教研室",
    "年级",
    "年级组",
    "科室",
    "处室",
    "股室",
    "班组",
    "分局",
    "分公司",
    "支行",
    "支队",
    "大队",
    "中队",
    "小组",
    "网点",
    "病区",
    "工区",
    "网格",
    "项目",
    "项目部",
    "值班",
    "部门",
];

/// What stands right before a title and belongs to it.
const RANKS: &[&str] = &[
    "常务", "第一", "副", "正", "总", "专职", "兼职", "执行", "高级", "中级", "初级", "首席", "主任", "代理", "见习",
    "一级", "二级", "三级", "四级",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_says_nothing_of_where() {
        for name in [
            "副主任",
            "科长（正股级）",
            "站长助理",
            "党委委员",
            "会计",
            "副镇长",
            "党支部副书记",
            "常务副主任",
            "厂长",
            "护士长",
            "教导员",
            "副分局长",
            "总工程师",
            "值班长",
            "片长",
            "车间主任",
            "教研组长",
            "专职副主任",
            "总支书记",
            "首席记者",
            "副科长级",
            "科长兼会计",
            "主任科员",
        ] {
            assert!(is_title(name), "{name}");
        }
        for name in ["党政办公室副主任", "财政所会计", "工会主席", "团委书记", "助理", "主任助理岗位", "综治办主任"]
        {
            assert!(!is_title(name), "{name}");
        }
    }

    #[test]
    fn a_post_is_called_by_its_department_unless_its_name_says_it() {
        for (department, name, called) in [
            ("木材加工厂", "厂长", "木材加工厂厂长"),
            ("开发区分局", "分局长", "开发区分局分局长"),
            ("治安大队", "大队长", "治安大队大队长"),
            ("治安大队", "一中队中队长", "治安大队一中队中队长"),
            ("心内科", "科主任", "心内科主任"),
            ("党群服务中心", "中心主任", "党群服务中心主任"),
            ("城关人民法庭", "法庭庭长", "城关人民法庭庭长"),
            ("语文教研组", "教研组长", "语文教研组长"),
            ("局机关", "院长助理", "院长助理"),
            ("吴中区甪直镇", "安全总监", "安全总监"),
            ("吴中区甪直镇", "副镇长", "吴中区甪直镇副镇长"),
            ("局领导", "总工程师", "总工程师"),
            ("教育局", "实验小学校长", "实验小学校长"),
            ("一车间", "车间主任", "一车间主任"),
            ("内科", "护士长", "内科护士长"),
            ("信息中心", "网络管理员", "信息中心网络管理员"),
            ("党政办公室", "办公室主任", "党政办公室主任"),
            ("财务部", "财务总监", "财务总监"),
            ("社会治安综合治理办公室", "综治办主任", "综治办主任"),
            ("机关", "工会主席", "工会主席"),
            ("新闻部", "首席记者", "新闻部首席记者"),
            ("", "副主任", "副主任"),
        ] {
            let own = if says_where(name, department, "吴中区甪直镇") {
                name.to_owned()
            } else {
                of_department(department, name)
            };
            assert_eq!(own, called, "{department} {name}");
        }
    }
}
