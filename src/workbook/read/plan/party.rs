//! 党组织类型: what the meetings of the party's organisation are called, which its name (党组织名称) says.

use crate::problem::{Place, Problem};
use crate::round::{Plan, Setting, Value, meeting_of};
use crate::workbook::header::plain;

/// How names end, the longer ending first, and what they are the names of.
/// Bodies that head an office and are no organisation of the Party decide all the same (校务会); of some the kind is not known (院务委员会).
const ENDINGS: &[(&str, &str)] = &[
    ("校务委员会", "校务委员会"),
    ("校委会", "校委会"),
    ("校务会", "校务会"),
    ("校务会议", "校务会"),
    ("行务会", "行务会"),
    ("行务会议", "行务会"),
    ("院务委员会", ""),
    ("所务委员会", ""),
    ("馆务委员会", ""),
    ("行务委员会", ""),
    ("常委会", STANDING),
    ("常务委员会", STANDING),
    ("党组", "党组"),
    ("工作委员会", "党工委"),
    ("工委", "党工委"),
    ("总支部委员会", "党总支"),
    ("总支委员会", "党总支"),
    ("总支部", "党总支"),
    ("总支", "党总支"),
    ("支部委员会", "党支部"),
    ("支委会", "党支部"),
    ("支部", "党支部"),
    ("室务会", "室务会"),
    ("室务会议", "室务会"),
    ("部务会", "部务会"),
    ("部务会议", "部务会"),
    ("党委", "党委"),
    ("委员会", "党委"),
];

/// The standing committee of a Party committee, which decides for it in universities and larger companies.
const STANDING: &str = "党委常委会";

/// The kind of organisation a name is of, if its end says so.
fn kind(name: &str) -> Option<&'static str> {
    let bare = plain(name);
    let bare = bare.trim_end_matches(['。', '.']);
    ENDINGS.iter().find(|(end, _)| bare.ends_with(end)).map(|(_, kind)| *kind).filter(|kind| !kind.is_empty())
}

/// Where the kind is left open, it is what the name says; where it is not what the name says, that is told.
pub(crate) fn by_name(plan: &mut Plan, fallback: &Place, problems: &mut Vec<Problem>) {
    let written = plan.text("党组织类型").to_owned();
    let name = plan.text("党组织名称");
    let Some(named) = kind(name) else {
        // What is taken for want of a better word is told: 党委会议 of a county's office reads as that of the county.
        let says = name.contains("党委") || name.ends_with('委');
        if !name.is_empty() && !says && plan.get("党组织类型").is_none() {
            let problem = Problem::warning("setting", plan.place("党组织名称", fallback), "从名称看不出是党委还是党组");
            let advice = "文书上印“党委会议”；不是党委的，请填“党组织类型”。";
            problems.push(problem.found(name.to_owned()).advice(advice));
        }
        return;
    };
    if plan.get("党组织类型").is_none() {
        let origin = plan.origin("党组织名称");
        plan.set("党组织类型", Setting { value: Value::Text(named.to_owned()), text: named.to_owned(), origin });
    } else if !written.is_empty() && written != named && (written.as_str(), named) != (STANDING, "党委") {
        let message = format!("与“党组织名称”“{}”不符：照名称是{named}", plan.text("党组织名称"));
        let problem = Problem::warning("setting", plan.place("党组织类型", fallback), message);
        let advice = format!("文书上印“{}”；请核对名称和类型，类型不填的按名称。", meeting_of(&written));
        problems.push(problem.found(written).advice(advice));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_it_is_the_name_of() {
        for (name, wanted) in [
            ("中共临河大学委员会常务委员会", Some("党委常委会")),
            ("临河大学党委常委会", Some("党委常委会")),
            ("中共临河县水务局党组", Some("党组")),
            ("中共苏州市住房和城乡建设委员会党组", Some("党组")),
            ("中共临河县金桥街道工作委员会", Some("党工委")),
            ("金桥街道党工委", Some("党工委")),
            ("中共临河县第一中学总支部委员会", Some("党总支")),
            ("第一中学党总支", Some("党总支")),
            ("中共临河县第一中学支部委员会", Some("党支部")),
            ("中共苏州市吴中区甪直镇委员会", Some("党委")),
            ("中共江海集团委员会 ", Some("党委")),
            ("甪直镇党委", Some("党委")),
            ("中共临河县委办公室室务会", Some("室务会")),
            ("中共如皋市委党校校务委员会", Some("校务委员会")),
            ("市委党校校务会", Some("校务会")),
            ("临河县第一人民医院院务委员会", None),
            ("中共临河县委", None),
            ("", None),
        ] {
            assert_eq!(kind(name), wanted, "{name}");
        }
    }

    #[test]
    fn what_a_name_does_not_say_is_told() {
        let told = |items: &[(&str, &str)]| {
            let (_, problems) = crate::workbook::plan_of(items);
            problems.iter().any(|problem| problem.message.contains("看不出是党委还是党组"))
        };
        assert!(told(&[("党组织名称", "中共临河县委办公室")]));
        assert!(!told(&[("党组织名称", "中共临河大学委员会"), ("党组织类型", "党委常委会")]));
        assert!(!told(&[("党组织名称", "中共临河县委办公室"), ("党组织类型", "室务会")]));
        for name in ["中共临河县水务局党组", "中共临河县委", "水务局党委会"] {
            assert!(!told(&[("党组织名称", name)]), "{name}");
        }
    }
}
