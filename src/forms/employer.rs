//! 单位: the office that holds the round, and what the offices above it are called.

use serde_json::{Value, json};

use crate::round::{Plan, Round, meeting_of, organ_of, party_of};

/// The office's names for the templates.
pub(super) fn office(round: &Round) -> Value {
    let plan = &round.plan;
    let name = plan.text("单位名称");
    let issuer = plan.text("发文机关");
    let kind = plan.text("党组织类型");
    let party = party_of(plan);
    let standing = organ_of(kind) != kind && !party.ends_with("常委会") && !party.ends_with("常务委员会");
    // A meeting of a kind of its own (部务会) is the office's, whatever its Party organisation is called.
    let deciding = match (standing, kind.ends_with("务会") && !party.ends_with(kind)) {
        (true, _) => format!("{party}常务委员会"),
        (false, true) => format!("{name}{kind}"),
        (false, false) => party,
    };
    json!({
        "名称": name,
        "类型": plan.text("单位类型"),
        "发文机关": if issuer.is_empty() { name } else { issuer },
        "党组织": plan.text("党组织名称"),
        "党组织类型": organ_of(kind),
        "会议": meeting_of(kind),
        "会议全称": meeting_of(&deciding),
        "领导小组": plan.text("领导小组名称"),
        "人员": crate::procedure::staff(plan),
        "年份": plan.count("年份"),
        "纪检监察部门": above(plan, "纪检监察部门"),
        "组织人社部门": above(plan, "组织人社部门"),
    })
}

/// What an office above is called: as the plan says, or by the level of the office.
fn above(plan: &Plan, key: &str) -> String {
    match plan.text(key) {
        "" => format!("{}{key}", level(["单位名称", "发文机关", "党组织名称"].map(|item| plan.text(item)))),
        named => named.to_owned(),
    }
}

/// 区, 县, 旗, 州, 市, 地区 or 省: the lowest that the office's names speak of. Where they speak of none, a 街道 is below a 区; of a company
/// or a university only 上级 is sure.
fn level(names: [&str; 3]) -> &'static str {
    let speaks = |of: &dyn Fn(&str) -> bool| names.iter().any(|name| of(name));
    let whole = |name: &str| name.contains("自治区");
    // 气象路街道 is a street.
    let apart = |name: &str| OF_NO_PLACE.iter().any(|word| name.contains(word)) && !name.contains("街道");
    if speaks(&apart) {
        return "上级";
    }
    if speaks(&is_of_district) {
        "区"
    } else if speaks(&|name| name.contains('县')) {
        "县"
    } else if speaks(&is_of_banner) {
        "旗"
    } else if speaks(&|name| name.contains("自治州")) {
        "州"
    } else if speaks(&is_of_city) {
        "市"
    } else if speaks(&|name| name.contains("地区")) {
        "地区"
    } else if speaks(&|name| name.contains('省')) {
        "省"
    } else if speaks(&whole) {
        "自治区"
    } else if speaks(&|name| name.contains("街道")) {
        "区"
    } else {
        "上级"
    }
}

/// Bodies that are led from above, whatever place their names speak of: the 县 has no say in whom its 税务局 promotes.
const OF_NO_PLACE: &[&str] = &[
    "税务",
    "国网",
    "电网",
    "供电",
    "海关",
    "海事",
    "烟草",
    "邮政",
    "银行",
    "气象",
    "消防救援",
    "边防检查",
    "出入境",
    "调查队",
    "农垦",
    "农场",
];

/// Words with a 区 that is none of an administration.
const NO_DISTRICT: &[&str] = &[
    "自治区",
    "社区",
    "校区",
    "院区",
    "景区",
    "名胜区",
    "保护区",
    "地区",
    "市区",
    "小区",
    "片区",
    "厂区",
    "库区",
    "灌区",
    "灾区",
    "区域",
    "区间",
    "区划",
];

/// Whether a name speaks of a 区: the 县 of a 新区 is a 县, and so is the one with a 城区.
fn is_of_district(name: &str) -> bool {
    let bare = NO_DISTRICT.iter().fold(name.to_owned(), |bare, word| bare.replace(word, ""));
    let bare = if bare.contains('县') { bare.replace("城区", "") } else { bare };
    bare.rfind('区').is_some_and(|district| bare.rfind('县').is_none_or(|county| county < district))
}

/// Whether a name speaks of a 旗, not of 红旗.
fn is_of_banner(name: &str) -> bool {
    let chars: Vec<char> = name.chars().collect();
    chars
        .windows(2)
        .any(|pair| matches!(pair, [before, '旗'] if !['红', '锦', '国', '军', '战', '彩'].contains(before)))
}

/// Whether a name speaks of a 市, not of 市场 or 城市.
fn is_of_city(name: &str) -> bool {
    let chars: Vec<char> = name.chars().collect();
    chars.iter().enumerate().any(|(at, c)| {
        let before = at.checked_sub(1).and_then(|before| chars.get(before));
        let after = chars.get(at + 1);
        *c == '市'
            && at != 1
            && !before.is_some_and(|c| ['城', '超', '上', '省', '门'].contains(c))
            && !after.is_some_and(|c| ['场', '容', '政'].contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_offices_above_are_of_the_offices_level() {
        for (name, wanted) in [
            ("吴中区甪直镇", "区"),
            ("苏州市吴中区水务局", "区"),
            ("苏州工业园区", "区"),
            ("沛县张庄镇", "县"),
            ("江苏省徐州市沛县水务局", "县"),
            ("昆山市张浦镇", "市"),
            ("苏州市水务局", "市"),
            ("江苏省水利厅", "省"),
            ("江苏省市场监督管理局", "省"),
            ("江苏省城市管理局", "省"),
            ("广西壮族自治区水利厅", "自治区"),
            ("达拉特旗水务局", "旗"),
            ("凉山彝族自治州水务局", "州"),
            ("雄安新区容城县水务局", "县"),
            ("临河县城区街道", "县"),
            ("市第一人民医院", "市"),
            ("昆山市青阳社区卫生服务中心", "市"),
            ("苏州市太湖中学太湖校区", "市"),
            ("张家港市双山岛风景区管理处", "市"),
            ("江苏省自然保护区管理站", "省"),
            ("沭阳县人民医院（城南院区）", "县"),
            ("大兴安岭地区水务局", "地区"),
            ("昆山市市区环境卫生管理所", "市"),
            ("苏州市区域合作办公室", "市"),
            ("苏州市吴中区越溪社区卫生服务中心", "区"),
            ("红旗街道", "区"),
            ("金桥街道", "区"),
            ("水务局", "上级"),
            ("江海大学", "上级"),
            ("江海城市建设投资集团有限公司", "上级"),
        ] {
            assert_eq!(level([name, "", ""]), wanted, "{name}");
        }
        assert_eq!(level(["水利厅", "江苏省水利厅", ""]), "省");
    }
}
