//! What a 干部任免审批表 holds beyond the columns of 报名: the family, part by part.

use crate::round::Relative;
use crate::workbook::cell::CellValue;
use crate::workbook::form::{FormCells, FormKind};
use crate::workbook::values::{Reader, is_nothing};

/// 家庭主要成员及重要社会关系.
pub(crate) fn family(form: &FormCells, reader: &mut Reader<'_>) -> Vec<Relative> {
    let mut out = Vec::new();
    for (index, relative) in form.form.relatives.iter().enumerate() {
        if is_nothing(relative.relation.trim()) && is_nothing(relative.name.trim()) {
            continue;
        }
        let number = index + 1;
        let place = |label: &str, element: &str| {
            let label = format!("家庭成员第{number}人的{label}");
            match form.form.kind {
                FormKind::Lrmx => form.place(&label, &format!("JiaTingChengYuan/Item/{element}")),
                FormKind::Lrm => form.place(&label, ""),
            }
        };
        let cell = |text: &str| CellValue::Text(text.to_owned());
        out.push(Relative {
            relation: reader.text(&cell(&relative.relation), &place("称谓", "ChengWei")),
            name: reader.name(&cell(&relative.name), &place("姓名", "XingMing")),
            birth: reader.partial_date(&cell(&relative.birth), &place("出生年月", "ChuShengRiQi")),
            party: reader.party(&cell(&relative.party), &place("政治面貌", "ZhengZhiMianMao")),
            work: reader.text(&cell(&relative.work), &place("工作单位及职务", "GongZuoDanWeiJiZhiWu")),
        });
    }
    out
}
