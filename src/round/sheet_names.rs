//! What the workbook calls its sheets (表名): messages name a sheet as the clerk sees it, and not by the name the program has for it.

use ecow::EcoString;

use crate::problem::{Place, Problem};

/// The sheets that are called otherwise: the program's name, and the workbook's.
#[derive(Debug, Clone, Default)]
pub struct SheetNames(Vec<(&'static str, EcoString)>);

impl SheetNames {
    /// A sheet that is called otherwise. Of several parts of one table the first is named.
    pub fn put(&mut self, own: &'static str, called: EcoString) {
        if !self.0.iter().any(|(name, _)| *name == own) {
            self.0.push((own, called));
        }
    }

    fn called(&self, own: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| *name == own).map(|(_, called)| called.as_str())
    }

    /// A message with the workbook's names: “方案”表, “方案”和“岗位”表. What else stands in quotation marks is no sheet.
    pub fn in_text(&self, text: String) -> String {
        if !self.0.iter().any(|(own, _)| text.contains(own)) {
            return text;
        }
        // From the end, as what follows tells whether it is a sheet.
        let mut out = text.clone();
        let mut rest = text.as_str();
        let mut of_sheet = false;
        // What several sheets are called is one sheet.
        let mut listed: Vec<&str> = Vec::new();
        while let Some(close) = rest.rfind('”') {
            let Some(open) = rest.get(..close).and_then(|before| before.rfind('“')) else { break };
            let (name, behind) = (open + '“'.len_utf8()..close, close + '”'.len_utf8());
            let behind = text.get(behind..).unwrap_or_default();
            let joined = ["、“", "或者“", "和“", "或“", "“"].iter().any(|word| behind.starts_with(word));
            if !joined {
                listed.clear();
            }
            of_sheet = behind.starts_with('表') || (of_sheet && joined);
            if let Some(own) = rest.get(name.clone()).filter(|_| of_sheet) {
                let called = self.called(own).unwrap_or(own);
                if listed.contains(&called) && behind.starts_with('、') {
                    out.replace_range(open..close + '”'.len_utf8() + '、'.len_utf8(), "");
                } else {
                    out.replace_range(name, called);
                }
                listed.push(called);
            }
            rest = rest.get(..open).unwrap_or_default();
        }
        out
    }

    /// A problem with the workbook's names.
    pub fn in_problem(&self, problem: &mut Problem) {
        problem.message = self.in_text(std::mem::take(&mut problem.message));
        problem.advice = self.in_text(std::mem::take(&mut problem.advice));
        if let Some(called) = self.called(&problem.place.sheet) {
            problem.place = Place { sheet: called.into(), ..problem.place.clone() };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_are_called_as_the_workbook_calls_them() {
        let mut names = SheetNames::default();
        names.put("方案", "竞岗方案".into());
        names.put("票决", "票决结果".into());
        names.put("成绩", "报名".into());
        names.put("任用", "报名".into());
        for (text, called) in [
            ("请在“方案”表里填写。", "请在“竞岗方案”表里填写。"),
            ("请在“方案”或者“票决”表里填写。", "请在“竞岗方案”或者“票决结果”表里填写。"),
            ("“方案”和“岗位”表", "“竞岗方案”和“岗位”表"),
            ("请在“省去的步骤”里删去“票决”", "请在“省去的步骤”里删去“票决”"),
            ("“票决”写在“方案”表", "“票决”写在“竞岗方案”表"),
            ("填“成绩”、“谈话”、“任用”表", "填“谈话”、“报名”表"),
        ] {
            assert_eq!(names.in_text(text.to_owned()), called);
        }
    }
}
