//! The form's fields: what the form calls them, what the files do, and which column of 报名 they are.

use super::FormKind;

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::workbook) struct Field {
    /// Its name in .lrmx files.
    pub element: &'static str,
    /// What the form calls it.
    pub label: &'static str,
    /// The column of 报名 it fills, or under which it reaches the templates.
    pub key: &'static str,
    /// Where it stands in .lrm files: the number of the quoted field from 0, and of the part within it.
    pub item: Option<(usize, usize)>,
}

impl Field {
    /// What it is called in messages: `“出生年月”（ChuShengNianYue）`, `“出生年月”（第3项）`.
    pub fn name_in(&self, kind: FormKind) -> String {
        match (kind, self.item) {
            (FormKind::Lrm, Some((item, _))) => format!("“{}”（第{}项）", self.label, item + 1),
            (FormKind::Lrm, None) => format!("“{}”", self.label),
            (FormKind::Lrmx, _) => format!("“{}”（{}）", self.label, self.element),
        }
    }
}

const fn field(element: &'static str, label: &'static str, key: &'static str, item: Option<(usize, usize)>) -> Field {
    Field { element, label, key, item }
}

const fn item(number: usize) -> Option<(usize, usize)> {
    Some((number, 0))
}

/// The fields in the order of .lrmx files; 家庭成员, 照片 and 版本 stand between them and at the end. Those without a place in .lrm
/// files are in .lrmx files only, the last two of them in some.
pub(in crate::workbook) const FIELDS: &[Field] = &[
    field("XingMing", "姓名", "姓名", item(0)),
    field("XingBie", "性别", "性别", item(1)),
    field("ChuShengNianYue", "出生年月", "出生年月", item(2)),
    field("MinZu", "民族", "民族", item(3)),
    field("JiGuan", "籍贯", "籍贯", item(4)),
    field("ChuShengDi", "出生地", "出生地", item(7)),
    field("RuDangShiJian", "入党时间", "入党时间", item(5)),
    field("CanJiaGongZuoShiJian", "参加工作时间", "参加工作时间", item(8)),
    field("JianKangZhuangKuang", "健康状况", "健康状况", item(6)),
    field("ZhuanYeJiShuZhiWu", "专业技术职务", "专业技术职务", item(11)),
    field("ShuXiZhuanYeYouHeZhuanChang", "熟悉专业有何专长", "熟悉专业有何专长", item(16)),
    field("QuanRiZhiJiaoYu_XueLi", "全日制教育学历", "全日制学历", Some((9, 0))),
    field("QuanRiZhiJiaoYu_XueWei", "全日制教育学位", "全日制学位", Some((9, 1))),
    field("QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "全日制教育毕业院校系及专业", SCHOOL, Some((10, 0))),
    field("QuanRiZhiJiaoYu_XueWei_BiYeYuanXiaoXi", "全日制教育学位院校系及专业", SCHOOL, Some((10, 1))),
    field("ZaiZhiJiaoYu_XueLi", "在职教育学历", "在职学历", Some((9, 2))),
    field("ZaiZhiJiaoYu_XueWei", "在职教育学位", "在职学位", Some((9, 3))),
    field("ZaiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "在职教育毕业院校系及专业", LATER_SCHOOL, Some((10, 2))),
    field("ZaiZhiJiaoYu_XueWei_BiYeYuanXiaoXi", "在职教育学位院校系及专业", LATER_SCHOOL, Some((10, 3))),
    field("XianRenZhiWu", "现任职务", "现工作单位及职务", item(25)),
    field("NiRenZhiWu", "拟任职务", "报考岗位", item(26)),
    field("NiMianZhiWu", "拟免职务", "拟免职务", item(27)),
    field("JianLi", "简历", "简历", item(17)),
    field("JiangChengQingKuang", "奖惩情况", "奖惩情况", item(18)),
    field("NianDuKaoHeJieGuo", "年度考核结果", "年度考核", item(19)),
    field("RenMianLiYou", "任免理由", "任免理由", item(28)),
    field("ChengBaoDanWei", "呈报单位", "呈报单位", item(29)),
    field("JiSuanNianLingShiJian", "计算年龄时间", "计算年龄时间", item(30)),
    field("TianBiaoShiJian", "填表时间", "填表时间", item(32)),
    field("TianBiaoRen", "填表人", "填表人", item(31)),
    field("ShenFenZheng", "身份证号", "身份证号", None),
    field("ZhengZhiMianMao", "政治面貌", "政治面貌", None),
    field("DaoLingNianYue", "到龄年月", "到龄年月", None),
];

const SCHOOL: &str = "全日制毕业院校及专业";
const LATER_SCHOOL: &str = "在职毕业院校及专业";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::schema::APPLICANTS;

    #[test]
    fn fields_are_columns_or_reach_the_templates_under_their_own_name() {
        for field in FIELDS {
            let column = APPLICANTS.columns.iter().any(|column| column.key == field.key);
            assert!(column || field.key == field.label, "{}", field.element);
        }
        let mut items: Vec<(usize, usize)> = FIELDS.iter().filter_map(|field| field.item).collect();
        items.sort_unstable();
        let held = items.len();
        items.dedup();
        assert_eq!(items.len(), held, "no two fields stand in one place");
    }
}
