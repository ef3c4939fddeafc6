//! docs/工作簿.md says what the program reads and docs/规则.md by which rules it decides, so they are made from the same tables.
//! `UPDATE_DOCS=1 cargo test --release --test docs` writes them anew.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod support;

use std::fmt::Write;
use std::path::Path;

use jinggang::procedure::Rule;
use jinggang::workbook::plan_items::{ITEMS, ItemKind};
use jinggang::workbook::plan_of;
use jinggang::workbook::printed_items::PRINTED;
use jinggang::workbook::schema::{Column, Kind, SHEETS};
use support::frames::Desk;
use support::sample_folder;

#[test]
fn the_workbook_page_is_up_to_date() {
    up_to_date("docs/工作簿.md", &page());
}

#[test]
fn the_page_of_rules_is_up_to_date() {
    up_to_date("docs/规则.md", &rules());
}

fn up_to_date(name: &str, wanted: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, wanted).unwrap();
    }
    let held = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(held == wanted, "{name} is out of date: UPDATE_DOCS=1 cargo test --release --test docs");
}

/// Each rule as it holds when the plan says nothing, and what of it the plan may set.
fn rules() -> String {
    let mut out = String::from(
        "# 规则\n\n<!-- 由 tests/docs.rs 按程序里的规则生成，不要手改。 -->\n\n\
        程序只按下面的规则算，不替人决定。方案里写了的按方案，没有写的按“不填时”一栏；每个决定都写明依据和出处（“方案第12行”或者\
        “默认值”），`jinggang status` 逐人列出。\n\n\
        下面这些情况程序停下来，说清是谁、还要什么：\n\n\
        - 同一个人报了两个岗位而没有说改报；改报了两个岗位；最少人数要看待核的、报考岗位看不懂的人才知道够不够。\n\
        - “方案”或“岗位”里写了，但是看不懂：不按默认值算，用到它的规则和文书等改正。\n\
        - “审查结论”“公示结果”或者一名考官的打分写了，但是看不懂：这个人先待核、先不任用、面试成绩先不算，等改正；公示结果报告和同一文号的任职通知也等，“任用”表里姓名或者岗位看不懂的一样；公示期满没有填公示结果的\
        也先不任用。\n\
        - 资格待核的人：要公布的文书和公示结果报告、干部任免审批表、聘书、试用期满考核表等资格审查有了结论再做。\n\
        - 面试打分的要素与方案的“面试测评要素”或者同岗位别人的不同（缺一个、多一个、名称不同）的：这个人的面试成绩先不算。\n\
        - “报名时间”“改报时间”写了，但是看不懂：这个人先待核，要公布的名单等改正；空着的算没有逾期。\n\
        - “退出步骤”写了，但是看不懂，或者与审查结论矛盾：不知道在哪一步放弃，这一岗位的成绩和差额人选等改正。\n\
        - 报考岗位看不懂或者空着的人，改报还没有定的人，报了两个岗位没有选定的人，缺姓名等没有读进来的人：可能属于哪个岗位（看不出的，每个岗位都可能），哪个岗位的名次、差额人选、考试用的表和要公布的名单就等改正；报名情况一览表、资格审查一览表照做，写明还有几人待改正。\n\
        - 报名还没有截止的，人数不足的岗位先不取消，取消通知等着。程序不看今天的日期：有了只在报名截止以后才有的内容（“资格审查”表的审查情况、方案的\
        “取消职位通知日期”、改报、报名截止以后的报名、准考证号、成绩或者后面各表），才算已经截止。\n\
        - 还有人没有成绩（没有参加的要写“缺考”，缺考不是零分）；笔试权重与面试权重合计不是 100%。\n\
        - 综合成绩并列，正好跨在差额的分界上；只能替补一部分人而他们并列；不考试而人多于差额名额，\
        “考察”表没有写明是哪几位，测评以后补的人多于空出的名额。\n\
        - “票决”表的票数、人数、第几次投票看不懂；测评、票决的票数前后不符（逐格指出），“票决”表里有候选人以外的人，或者会议人数不够、不知道够不够。\n\
        - 票决得票相同而人多于职数（再次投票的另起几行，写“第几次投票”，以最后一次为准，前几次的留着）；同一个人在“任用”表里有两行。\n\n\
        同一个人写了两行的：后一行说改报（填了“改报岗位”），或者报的正是前一行改报的岗位，是改报，原报岗位取消的以改报为准；报名截止以后又报另一个\
        岗位的，不予受理，前一个照旧；报同一个岗位的，只是多写了一行。哪一行作数不看先后：不是改报的那一行，先报的那一行。\n\n\
        本人中途放弃的，在“报名”表的“退出步骤”写明在哪一步，以前各步的结果不变，公布的文书只写“本人放弃”，不写原因：\n\n\
        - 资格审查（或者审查结论写“本人放弃”）：不参加以后各步，报名人数照算。\n\
        - 考试：成绩表上留着，写“放弃”“本人放弃”，不排名。\n\
        - 组织考察：成绩和名次不变。还没有测评的不再考察，由同一岗位综合成绩的下一名递补；已经测评的，那一批不变，由下一名在下一批替补。\
        本轮不考试的不依次递补，名额空着；测评没有通过的也一样，另行研究补了人的，写进“考察”表，作为下一批测评。\n\
        - 讨论决定：测评的结果不变，不列入票决，不再递补。\n\
        - 公示聘任（或者“任用”表的公示结果写“本人放弃”）：票决的结果不变，不再任职，岗位空缺。\n\n\
        方案规定了面试入围比例的，笔试成绩齐了才定谁进入面试：末位成绩相同的都进入；面试前放弃的由下一名递补，这一岗位已经有了面试成绩的，没有面试成绩的\
        不算递补进入。没有进入面试的不用写“缺考”，文书上写“未进入面试”，有面试成绩也不排名。\n\n\
        方案规定了面试合格线、综合成绩合格线的，低于的不排名次，不列为考察对象，也不替补；按文书上印的分数比，正好到线的合格。面试合格线按面试满分，\
        综合成绩合格线按算出来的综合成绩。\n\n\
        需要人判断的条件（在编在职、回避、轮岗、专业等）由审查人在“资格审查”表里回答，没有回答、看不懂的是“待核”；岗位没有要求的专业、特定条件，答了“否”的也不符合；审查人写了结论的，以结论为准。\n\
        报名以后本人放弃的，按报名人数算最少人数时仍计入（已经报了名），按合格人数算时不计入；\
        报名截止以前撤回报名、不算报名的，在“报名”表里删去那一行。\n\
        每条规则的例子在 [tests/procedure/cases](../tests/procedure/cases)，一行一例。\n\n\
        | 规则 | 不填时 | 方案里可以改的项目 |\n|---|---|---|\n",
    );
    let plan = plan_of(&[("年份", "2012"), ("报名截止", "2012-03-16")]).0;
    for rule in Rule::ALL {
        writeln!(out, "| {} | {} | {} |", rule.name(), rule.of(&plan).text, rule.items().join("、")).unwrap();
    }
    out.push_str("\n年份、日期是举例：年份 2012，报名截止 2012年3月16日。\n");
    out
}

/// The page says how many documents the suite has, and how many of them agree with LibreOffice's pages to a millimetre and a half.
#[test]
fn the_suites_figures_are_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("docs/docx.md")).unwrap();
    let figure = |number: usize| {
        let digits = number.to_string();
        match digits.len().checked_sub(3) {
            Some(at) if at > 0 => format!("{},{}", &digits[..at], &digits[at..]),
            _ => digits,
        }
    };
    fn documents(folder: &Path) -> usize {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries
            .map(
                |path| {
                    if path.is_dir() {
                        documents(&path)
                    } else {
                        path.extension().is_some_and(|end| end == "typ").into()
                    }
                },
            )
            .sum()
    }
    let all = figure(documents(&root.join("tests/docx/suite")));
    let passes = figure(std::fs::read_to_string(root.join("tests/docx/passes.txt")).unwrap().lines().count());
    for wanted in [format!("the {all} small documents"), format!("({passes} of {all} with LibreOffice")] {
        assert!(page.contains(&wanted), "docs/docx.md does not say “{wanted}”");
    }
}

#[test]
fn the_examples_of_the_handbook_can_be_set() {
    let handbook = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/模板手册.md")).unwrap();
    let examples: Vec<&str> =
        handbook.split("```typ\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(examples.len() >= 4);
    let folder = tempfile::tempdir().unwrap();
    let templates = folder.path().join("模板/9-手册");
    std::fs::create_dir_all(&templates).unwrap();
    std::fs::copy(sample_folder().join("轮次.xlsx"), folder.path().join("轮次.xlsx")).unwrap();
    for (index, example) in examples.iter().enumerate() {
        std::fs::write(templates.join(format!("例{index}.typ")), example).unwrap();
    }
    let desk = Desk::of(folder.path());
    assert!(desk.office.broken.is_empty(), "{:?}", desk.office.broken);
    for index in 0..examples.len() {
        let (facts, overflowing) = desk.laid_out(&format!("例{index}"), "");
        assert!(!facts.texts.is_empty() && overflowing.is_empty(), "example {index}");
    }
    // Every picture it shows is there.
    for rest in handbook.split("](images/").skip(1) {
        let name = rest.split(')').next().unwrap();
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/images").join(name).is_file(), "{name}");
    }
}

fn page() -> String {
    let mut out = String::from(
        "# 工作簿\n\n<!-- 由 tests/docs.rs 按程序里的表生成，不要手改。 -->\n\n\
        一本工作簿就是全部输入，照片放在旁边的“照片”文件夹里，用身份证号或姓名作文件名。`jinggang new 文件夹` 给出一本空白的，\
        `jinggang new 文件夹 --sample` 给出一本填好的。\n\n\
        - 文件按内容认，不看扩展名：.xlsx、.xlsm、.xlsb、.xls、.et、.ods，UTF-8、UTF-16 或 GB18030（GBK）的 CSV 和制表符分隔的文字。\
        网页另存的假 .xls、设了密码的、损坏的文件会说明原因，不读。\n\
        - 文件夹里有几本工作簿的，读叫“轮次”的那一本，别的会指出来，没有读；没有叫“轮次”的要写明读哪一本。\n\
        - 各表先按名称找；没有这个名称的，按表头找。各列按表头找：列的先后、从哪一格开始、表头上面的大标题、两三行的表头、表头里的空格、换行和\
        括号都不影响；每页重复的表头、分节标题、小计和合计行、栏次行、填表说明、页脚和签名行、只编了序号的行不当作人员；有身份证号的总是人员。\
        “序号”写“例”“示例”的行当作示例，里面有身份证号的会说明。“序号”不是编号、又没有身份证号、出生年月、性别和报考岗位的行，也不当作人员，里面像是有姓名的会说明。\
        表名和列名的别名见各表；民主测评的“胜任程度”写成“是否胜任”“胜任与否”也认得；姓名列写成应聘者、竞聘人员、报名人姓名、职工姓名一类的也认得。\n\
        - 列相同的几张名册（一个部门一张）都读；资格审查、面试打分、民主测评、考察、票决、任用分成几张的（民主测评（甲科）、民主测评（乙科）），列相同而没有同一个人的都读；再次投票另占一张票决表的也读，表名写了“第二次”“重新投票”“第二批”一类的，“第几次投票”“批次”就照表名；笔试成绩、面试成绩可以各一张表，合起来用；一个岗位一张的“面试-××”，有考官打分的列的，也是面试打分。\
        成绩表、面试打分表只写准考证号、抽签号而没有姓名的，按别的表里写在一起的姓名和号码对应；号码有几个人相同的、对不上的要报错。隐藏的表，\
        名称认得的照样读，名称认不得的不读，都会说明。\n\
        - “方案”和“岗位”里的数可以照平常写（35周岁以下、满2年、7天、三年、半年、1:2、2009—2011、大专及以上）；看不懂的不按默认值算，\
        用到它的等改正。数后面的括号只能把同一个数再说一遍（含、含本数、含40周岁）；另有规定的（女45周岁、工作日）按看不懂的办。“聘期年数”连试用期一起写的（三年，含试用期一年），两项都读；写成几个月的，是整年才读（36个月）；与“试用期年数”不同的要报错。“岗位”的专业要求、其他条件写“不限”“专业不限”“无特殊要求”一类的，就是没有要求，不用审查人核定。写“无”“不设”或者一横的：笔试合格线、最少报名人数、试用期年数、备用票比例就是没有，学历要求就是不限；岗位的“年龄上限”写“不限”的，按方案的“年龄最高上限”；别的有默认值的项目不能没有，要报错；\
        没有默认值的等于没填。数不合情理的（公示 0 天、公示 20120417 天、聘期 300 年、应到 99999 人、通过比例 0、年份 24）也等改正。“方案”的项目名称带括号、单位、冒号的照样认得，左右排成几栏的、横着排（项目在上，内容在下）的也读；不认得的会指出来，\
        并写出相近的名称。\n\
        - “学历要求”只写级别或者“不限”；两个级别写在一起的（高中（中专））按低的。要求学位、硕士、博士、全日制、国民教育的，写在岗位的“其他条件”里由审查人判断；研究生没有毕业的（在读、肄业）不当作大学毕业。\
        名册里只有一列“学历”的，名单照印，登记表和审批表的两栏空着。学位、院校的列名里写明全日制、在职的照写明的，没有写明的归左边的一种学历；两种学历排在一起、学位或者院校只有一列的，归那个人有的一种，两种都有的不猜，会说明。\
        两三行的表头，“全日制学历”“在职学历”“第一学历”在上面，下面分学历、学位、院校的，归上面写的一种。两列“学历”分不出、填得又不一样的报错，不用其中一列。\n\
        - 名册里的日期只写一个：后面或者括号里另有一个不同的日期的、入党时间写“转正”的，报错。\n\
        - 报考岗位写名称、写编号都可以（01 存成数字 1 也认得）；前后的“竞聘”“岗位”“（1名）”、编号、本单位的名称不影响，只要不会是别的岗位。部门另有一列的（报考部门、竞聘部门，或者“竞聘岗位”下面分部门、职务），合起来找；与岗位的部门对不上的报错。别的表里的岗位也可以这样写。\n\
        - “方案”里的日期怎么写都可以（日期格子、2012-03-05、2012/3/5、2012.3.5），文书上都印成 2012年3月5日；时间是日期格子的连时刻一起印。\
        发文字号的年份不管用什么括号，都印六角括号〔〕。姓名之间用逗号、分号、空格的，印出来都是顿号。\n\
        - 只有一张花名册、没有“方案”和“岗位”的文件也可以 `check`：人员照样逐格检查。\n\
        - 程序不认识的列原样交给模板，用它自己的表头作名称；公开的文书除外。家庭成员、配偶、联系人这些分组表头下面的列不是本人的：\
        家庭成员写成称谓、姓名、出生年月、政治面貌、工作单位及职务几列的（一组或几组，或者列名带数字：称谓1、姓名1），还有简历1起止时间、简历1单位及职务，\
        读成家庭成员和简历；别的说明没有读。单位、部门、职务分三列的合起来，职务开头又写了单位后一段的只写一次；学历、学位、毕业院校写在一格的分开；“政治面貌”里写了入党时间的，放到“入党时间”；职务后面写了任职时间的（科员，2009.05至今），放到“任现职时间”，有头有尾的时间（2008.03—2011.12）像是以前的职务，会说明，文书上的职务都不带时间；性别、报考岗位、学历、政治面貌下面一个答案一列、打勾的，照打勾的读；“岗位”和“报考岗位”都有的，“岗位”是现在的岗位。联系人后面一列的电话是联系人的。奖励、处分各占一列的合成“奖惩情况”：都写“无”的是“无”，有一列空着的、只问处分的不当作“无”。“岗位”“资格审查”表里不认识的列，名册里像是登记表要用的列，有内容的会说明没有读。“岗位”表的工作经历、政治面貌、性别、职称要求和另外一列的条件（岗位要求、必备条件、报名条件一类）并进“其他条件”。“岗位”表里只有名称的行，写着“一、”“（二）”或者只是机关、事业单位一类的字的，是下面几个岗位的标题，不是岗位，只看字认的会说明；看不出是岗位还是标题的，职数合并在几个岗位上的，像是职数的列没有认出来而不都是1的，要报错，不当作1名。\n\
        - 成绩、面试打分、民主测评表里本单位自己算的综合成绩、名次、平均分、胜任率、测评是否通过、是否入围与程序的比较，不同的提醒，文书用程序的；加分、扣分一类的分数列不计入成绩，\
        会说明。列名里写了百分数的（笔试成绩（60%））与方案的权重对照，不同的、另有别的分写了百分数的，改正前不计算综合成绩。叫作“笔试成绩”的表，只有“成绩”或者“总分”一列的就是笔试成绩。有报名人员姓名而没有读的表会说明。别的没有读的表也会点名。\n\
        - 准考证号、抽签号一类的号码存成数字、格式是 0000 或者 \"25\"0000 的，照格子里显示的读（0001、250001）。\n\
        - 人员按身份证号对应，没有身份证号的按姓名（姓名不能重复）。\n\
        - 任免审批表文件：“任免表编辑器”存的 .lrmx、.lrm（照片是旁边同名的 .pic）放在工作簿旁边，或者旁边的“任免审批表”文件夹里，就同“报名”\
        表合起来用，按身份证号或姓名对应：表里写了的按表，没写的按文件，名单里没有的人也算报名；拟任职务就是报考岗位。只有这些文件、没有\
        工作簿的文件夹可以 `check`。`jinggang export 轮次 --lrmx -o 文件夹` 给拟聘任人选每人写一个 .lrmx，带照片；在任免表编辑器里改过的，内容没有要改的\
        留在原处，有要改的改名留存；已不是拟聘任人选的，点名请删去；试用期考核\
        不合格的也写，另外提醒；读审批表的文件夹里不写，免得下次当成报名人员。\n\
        - 写“同上”、“〃”、“↑”、“-do-”的格报错，不照印：请把内容写出来。\n\
        - 2008年到2026年国务院办公厅的放假和调休安排程序里有，节假日表不用填；以后各年的，地方自己放假的（如三月三），填在节假日表里，与国务院\
        安排不同的以表为准，会提醒。公示按工作日算的，程序和表里都没有那一年、或者公示期里的法定节日的安排，截止日期是暂定的，会说明，文书上\
        先空着；按日历日算的，最后一日是节假日（表里写了放假的，法定节日的几天，连同挨着的周末），顺延到节后的第一个工作日，文书上写明。\
        公示天数比那一年的规定短的提醒：2014年起不少于五个工作日，以前一般七至十五天。\n\
        - 学历照任免审批表的写法印：本科是“大学”，专科是“大专”，硕士、博士研究生是“研究生”，党校的连党校写。\n\
        - 暂时用不到的表可以没有；用到它的文书会写明在等什么。\n\n",
    );
    let (first, last) = jinggang::language::arrangements::years().unwrap();
    assert!(out.contains(&format!("{first}年到{last}年国务院办公厅的放假和调休安排程序里有")));
    for sheet in SHEETS {
        writeln!(out, "## {}\n\n{}。", sheet.name, sheet.purpose).unwrap();
        if !sheet.synonyms.is_empty() {
            writeln!(out, "表名也可以是：{}。", sheet.synonyms.join("、")).unwrap();
        }
        out.push('\n');
        if sheet.name == "方案" {
            out.push_str("| 项目 | 填什么 | 不填时 | 说明 |\n|---|---|---|---|\n");
            for item in ITEMS {
                let default = item.default.unwrap_or("");
                writeln!(out, "| {} | {} | {default} | {} |", item.key, item_kind(&item.kind), item.note).unwrap();
            }
            out.push_str("\n照填的内容印在文书上、规则不用的项目，都可以不填：\n\n| 项目 | 说明 |\n|---|---|\n");
            for (key, _, note) in PRINTED {
                writeln!(out, "| {key} | {note} |").unwrap();
            }
        } else {
            out.push_str("| 列 | 填什么 | 必填 | 列名也可以是 | 说明 |\n|---|---|---|---|---|\n");
            for column in sheet.columns.iter().filter(|column| column.offered) {
                writeln!(
                    out,
                    "| {} | {} | {} | {} | {} |",
                    header(column),
                    kind(column.kind),
                    if column.required { "是" } else { "" },
                    [column.synonyms, column.loose].concat().join("、"),
                    column.note
                )
                .unwrap();
            }
        }
        let understood: Vec<String> = sheet
            .columns
            .iter()
            .filter(|column| !column.offered)
            .map(|column| match column.synonyms {
                [] => column.key.to_owned(),
                names => format!("{}（{}）", column.key, names.join("、")),
            })
            .collect();
        if !understood.is_empty() {
            writeln!(out, "\n现成的名册里还认得这些列：{}。", understood.join("，")).unwrap();
        }
        out.push('\n');
    }
    format!("{}\n", out.trim_end())
}

fn header(column: &Column) -> String {
    match column.group {
        Some(group) => format!("{group} / {}", column.label),
        None => column.label.to_owned(),
    }
}

fn kind(kind: Kind) -> String {
    match kind {
        Kind::Text => "文字".into(),
        Kind::LongText => "文字，可以多行".into(),
        Kind::Name => "姓名".into(),
        Kind::IdNumber => "18位身份证号，文本格式".into(),
        Kind::Phone => "电话，文本格式".into(),
        Kind::Code => "编号，文本格式".into(),
        Kind::Month => "年月，如 1975.03".into(),
        Kind::Date => "日期，如 2012-03-16".into(),
        Kind::Score => "0到100的分数，或“缺考”".into(),
        Kind::Count => "整数".into(),
        Kind::Choice(words) => words.join("、"),
    }
}

fn item_kind(kind: &ItemKind) -> String {
    match kind {
        ItemKind::Choice(words) => words.join("、"),
        ItemKind::Words(words) => format!("{}，可以几个", words.join("、")),
        ItemKind::Text => "文字".into(),
        ItemKind::Names => "姓名，用顿号分开".into(),
        ItemKind::Date => "日期".into(),
        ItemKind::Dates => "日期，用顿号分开".into(),
        ItemKind::When => "日期、时间，照写".into(),
        ItemKind::Phone => "电话，文本格式".into(),
        ItemKind::Addressee | ItemKind::CopiedTo | ItemKind::Number => "文字".into(),
        ItemKind::Millimetres => "毫米，可以是负数".into(),
        ItemKind::Count => "整数".into(),
        ItemKind::Applicants => "整数，或者与职数的比例，如 3:1".into(),
        ItemKind::Span => "年数，或者几个月".into(),
        ItemKind::Decimal => "数字，可以有小数".into(),
        ItemKind::Fraction => "比例，如 2/3、10%".into(),
        ItemKind::Share { .. } => "比例，如 2/3、3/4以上、超过60%".into(),
        ItemKind::Years => "年份，用顿号分开".into(),
    }
}

/// Whatever a template takes from the plan is offered in the guided workbook.
#[test]
fn every_item_a_template_asks_for_is_offered() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let folders = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
    let mut asked = 0;
    for file in folders.flat_map(|folder| std::fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path()) {
        let text = std::fs::read_to_string(&file).unwrap();
        for rest in ["项(数据, \"", "文号或空(数据, \""].into_iter().flat_map(|call| text.split(call).skip(1))
        {
            let key = rest.split('"').next().unwrap();
            let known = ITEMS.iter().any(|item| item.key == key) || PRINTED.iter().any(|(own, ..)| *own == key);
            assert!(known, "{}: {key}", file.display());
            asked += 1;
        }
    }
    assert!(asked > 20, "{asked}");
}
