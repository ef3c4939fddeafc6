//! What holds in every round, tried on thousands of generated ones: some of few people, with ties and gaps everywhere.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use jinggang::language::name::Name;
use jinggang::problem::Place;
use jinggang::procedure::{Decisions, Outcome, Path, Side, Standing, State, Status};
use jinggang::round::{
    Absence, Applicant, Appointment, Cells, Conclusion, Education, Employment, EvaluationCount, InterviewMarks,
    Located, Marks, OtherApplication, PersonId, Post, PostId, Publication, Reapplication, Review, Round, Score,
    VoteCount,
};
use jinggang::workbook::plan_of;
use proptest::prelude::*;
use rust_decimal::Decimal;

/// What one generated person is made of; small ranges, so that ties and thresholds are met often.
#[derive(Debug, Clone)]
struct Person {
    post: Option<usize>,
    again: Option<usize>,
    /// A second row for a post, and whether it came after 报名截止.
    other: Option<(usize, bool)>,
    late: bool,
    employed: Option<bool>,
    conclusion: Option<bool>,
    written: Option<Option<u32>>,
    interview: Option<Option<u32>>,
    judges: Option<Vec<u32>>,
    extra: Option<u32>,
    evaluated: Option<(u32, u32)>,
    agree: Option<u32>,
    appointed: Option<(bool, Option<bool>)>,
}

#[derive(Debug, Clone)]
struct Seed {
    posts: Vec<u32>,
    people: Vec<Person>,
    plan: Vec<(&'static str, String)>,
}

fn choice(item: &'static str, words: &'static [&'static str]) -> BoxedStrategy<(&'static str, String)> {
    prop::sample::select(words).prop_map(move |word| (item, word.to_owned())).boxed()
}

fn plan() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let items = vec![
        choice("最少报名人数", &["0", "1", "2", "3"]),
        choice("最少人数口径", &["报名人数", "合格人数"]),
        choice("笔试不合格能否面试", &["能", "不能"]),
        choice("同分处理", &["并列", "笔试成绩高者在前", "综合成绩多取小数、面试成绩高者在前"]),
        choice("取整时机", &["折算前", "各项折算后", "折算后"]),
        choice("成绩小数位", &["0", "1", "2"]),
        choice("差额比例", &["1", "2", "3"]),
        choice("测评基数", &["有效票", "收回票", "发出票"]),
        choice("票决基数", &["应到会成员", "实到会成员", "有效票"]),
        choice("票决通过比例", &["1/2", "2/3"]),
        choice("试用期年数", &["0", "1"]),
        choice("省去的步骤", &["", "", "", "", "笔试", "面试", "民主测评", "票决", "笔试、面试", "任前公示"]),
        choice("面试去最高最低分", &["是", "否"]),
        choice("笔试满分", &["100", "120"]),
        choice("面试满分", &["100", "150"]),
        choice("满分换算", &["换算成百分制", "不换算"]),
    ];
    let weights = prop::sample::select(&[("50%", "50%"), ("60%", "40%"), ("1/3", "2/3"), ("60%", "50%")][..]);
    (items, weights).prop_map(|(mut plan, (written, interview))| {
        plan.push(("笔试权重", written.to_owned()));
        plan.push(("面试权重", interview.to_owned()));
        plan
    })
}

fn mark() -> impl Strategy<Value = Option<Option<u32>>> {
    prop_oneof![1 => Just(None), 1 => Just(Some(None)), 12 => (56_u32..66).prop_map(|mark| Some(Some(mark)))]
}

fn person() -> impl Strategy<Value = Person> {
    let registration = (
        prop::option::weighted(0.95, 0_usize..3),
        prop::option::weighted(0.2, 0_usize..3),
        prop::option::weighted(0.1, (0_usize..3, any::<bool>())),
        prop::bool::weighted(0.05),
        prop_oneof![12 => Just(Some(true)), 1 => Just(Some(false)), 1 => Just(None)],
        prop_oneof![16 => Just(None), 1 => Just(Some(true)), 1 => Just(Some(false))],
    );
    let marks = (
        mark(),
        mark(),
        prop::option::weighted(0.2, prop::collection::vec(70_u32..80, 2..6)),
        prop::option::weighted(0.2, 60_u32..63),
    );
    let counts = (
        prop::option::weighted(0.85, (0_u32..=12, 9_u32..=12)),
        prop::option::weighted(0.85, 0_u32..=9),
        prop::option::weighted(0.5, (any::<bool>(), any::<Option<bool>>())),
    );
    (registration, marks, counts).prop_map(|(registration, marks, counts)| {
        let (post, again, other, late, employed, conclusion) = registration;
        let (written, interview, judges, extra) = marks;
        let (evaluated, agree, appointed) = counts;
        Person {
            post,
            again,
            other,
            late,
            employed,
            conclusion,
            written,
            interview,
            judges,
            extra,
            evaluated,
            agree,
            appointed,
        }
    })
}

fn seed() -> impl Strategy<Value = Seed> {
    (prop::collection::vec(1_u32..3, 1..4), prop::collection::vec(person(), 0..16), plan())
        .prop_map(|(posts, people, plan)| Seed { posts, people, plan })
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A different name for each number, all of them characters the stroke table has.
fn name(number: usize) -> Name {
    let (surnames, given): (Vec<char>, Vec<char>) =
        ("丁于万马王韦毛方孔邓".chars().collect(), "宁波伟丽纯".chars().collect());
    Name::read(&format!("{}{}", surnames[number % surnames.len()], given[number / surnames.len() % given.len()]))
}

impl Seed {
    /// The round, its people in the given order of rows.
    fn round(&self, order: &[usize]) -> Round {
        let mut settings: Vec<(&str, &str)> = self.plan.iter().map(|(item, value)| (*item, value.as_str())).collect();
        settings.extend([
            ("单位名称", "某镇"),
            ("年份", "2012"),
            ("报名截止", "2012-03-16"),
            ("票决应到人数", "9"),
            ("票决日期", "2012-04-16"),
            ("公示开始", "2012-04-17"),
        ]);
        let mut round = Round { plan: plan_of(&settings).0, ..Round::default() };
        for (index, seats) in self.posts.iter().enumerate() {
            round.posts.push(Post {
                unread: Vec::new(),
                at: Place::default(),
                code: String::new(),
                name: format!("岗位{}", index + 1),
                seats: *seats,
                department: String::new(),
                degree: jinggang::round::Asked::AsPlan,
                subject: String::new(),
                max_age: None,
                min_tenure: None,
                other: String::new(),
                texts: Vec::new(),
            });
        }
        for number in order {
            self.enter(&mut round, *number);
        }
        round
    }

    fn enter(&self, round: &mut Round, number: usize) {
        let own = &self.people[number];
        let person = PersonId(round.applicants.len());
        let at = Place::sheet("轮次.xlsx", "报名").at(number as u32 + 2, 0);
        let post = own.post.filter(|post| *post < self.posts.len()).map(PostId);
        let score = |mark: &Option<Option<u32>>| {
            mark.map(|mark| Located {
                value: mark.map_or(Score::Absent(Absence::Missed), |points| Score::Points(Decimal::from(points))),
                at: at.clone(),
            })
        };
        let judged = own.judges.as_ref().map(|marks| InterviewMarks {
            at: at.clone(),
            marks: marks.iter().map(|mark| Decimal::from(*mark)).collect(),
            ..InterviewMarks::default()
        });
        round.applicants.push(Applicant {
            at: at.clone(),
            name: name(number),
            sex: None,
            birth: Some(Located { value: "1980.01.15".parse().unwrap(), at: at.clone() }),
            ethnicity: String::new(),
            id_number: None,
            full_time: Education { degree: "大学".into(), ..Education::default() },
            part_time: Education::default(),
            in_post_since: None,
            employment: Some(Employment::Institution),
            post,
            applied: Some(Located { value: day(if own.late { "2012-03-17" } else { "2012-03-13" }), at: at.clone() }),
            reapplied: own.again.map(|again| Reapplication {
                at: at.clone(),
                post: Some(PostId(again)).filter(|_| again < self.posts.len()),
                date: None,
                unread: false,
            }),
            withdrawal: None,
            number_of_another: false,
            also_applied: own
                .other
                .filter(|(other, _)| *other < self.posts.len() && post != Some(PostId(*other)) && post.is_some())
                .map(|(other, late)| OtherApplication {
                    at: at.clone(),
                    post: Some(PostId(other)),
                    applied: Some(day(if late { "2012-03-17" } else { "2012-03-14" })),
                })
                .into_iter()
                .collect(),
            order: None,
            assessments: (2009..2012).map(|year| jinggang::round::Assessment { year, grade: "合格".into() }).collect(),
            resume: Vec::new(),
            family: Vec::new(),
            photo: None,
            review: Some(Review {
                employed: own.employed,
                basic: Some(true),
                recusal: Some(true),
                sanctioned: Some(false),
                conclusion: own.conclusion.map(|met| Located {
                    value: if met { Conclusion::Met } else { Conclusion::NotMet },
                    at: at.clone(),
                }),
                ..Review::default()
            }),
            marks: Marks {
                written: score(&own.written),
                interview: if own.judges.is_some() { None } else { score(&own.interview) },
                judged,
                extra: own.extra.map(|extra| Located { value: Score::Points(Decimal::from(extra)), at: at.clone() }),
                ..Marks::default()
            },
            texts: vec![("健康状况".into(), "健康".into())],
            blocked: None,
        });
        let target = own.again.filter(|again| *again < self.posts.len()).map(PostId).or(post);
        let (Some(post), Some(also)) = (post, target) else { return };
        // The counts are for either post a person may have come to be a candidate for.
        let posts: BTreeSet<PostId> = [post, also].into();
        for post in posts {
            if let Some((competent, valid)) = own.evaluated {
                let competent = competent.min(valid);
                round.evaluations.push(EvaluationCount {
                    at: at.clone(),
                    cells: Cells::default(),
                    batch: 1,
                    person,
                    post,
                    date: None,
                    present: (None, None),
                    issued: 12,
                    returned: 12,
                    valid,
                    invalid: 12 - valid,
                    aspects: Vec::new(),
                    overall: Vec::new(),
                    competent,
                    basically: 0,
                    not_competent: valid - competent,
                    abstained: 0,
                });
            }
            if let Some(agree) = own.agree {
                round.votes.push(VoteCount {
                    at: at.clone(),
                    cells: Cells::default(),
                    post,
                    person,
                    ballot: None,
                    date: None,
                    members: Some(9),
                    present: Some(9),
                    issued: Some(9),
                    returned: Some(9),
                    valid: Some(9),
                    invalid: Some(0),
                    agree,
                    against: Some(9 - agree),
                    abstained: Some(0),
                    unread: Vec::new(),
                    recused: Vec::new(),
                });
            }
            if let Some((fine, trial)) = own.appointed {
                let publication = if fine { Publication::NoObjection } else { Publication::ObjectionUpheld };
                round.appointments.push(Appointment {
                    at: at.clone(),
                    person,
                    post,
                    publication: Some(publication),
                    document: String::new(),
                    date: Some(day("2012-04-25")),
                    relieved: String::new(),
                    letter: String::new(),
                    trial,
                    stated: Vec::new(),
                });
            }
        }
    }

    fn in_order(&self) -> Vec<usize> {
        (0..self.people.len()).collect()
    }
}

/// What a reader of `status` sees, person by person.
fn outcomes(round: &Round) -> BTreeMap<String, (State, String, String, Vec<String>)> {
    let decisions = Decisions::of(round);
    Path::of(round, &decisions)
        .into_iter()
        .map(|path| {
            let name = round.applicant(path.person).unwrap().name.to_string();
            let events = path.events.into_iter().map(|event| event.text).collect();
            (name, (path.state, path.reason, path.rule, events))
        })
        .collect()
}

/// Two thousand rounds for each property, or as many as `PROPTEST_CASES` says.
fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(2000);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    /// 每人只有一个去向，有理由；每人限一个岗位。
    #[test]
    fn everybody_has_one_state_with_a_reason_and_nobody_two_posts(seed in seed()) {
        let round = seed.round(&seed.in_order());
        let decisions = Decisions::of(&round);
        let paths = Path::of(&round, &decisions);
        prop_assert_eq!(paths.len(), round.applicants.len());
        for path in &paths {
            prop_assert!(!path.reason.is_empty(), "{:?}", path);
            prop_assert!(path.state.side() == Side::Open || !path.rule.is_empty(), "{:?}", path);
        }
        for lists in [
            decisions.candidates.clone(),
            decisions.shortlists.iter().map(|list| [list.people.clone(), list.reserve.clone()].concat()).collect(),
            decisions.evaluations.posts.iter().map(|post| post.passed.clone()).collect(),
            decisions.votes.iter().map(|vote| vote.winners.iter().map(|winner| winner.person).collect()).collect(),
        ] {
            let all: Vec<PersonId> = lists.concat();
            let once: BTreeSet<PersonId> = all.iter().copied().collect();
            prop_assert_eq!(all.len(), once.len());
        }
    }

    /// 人数和职数对得上。
    #[test]
    fn counts_reconcile(seed in seed()) {
        let round = seed.round(&seed.in_order());
        let decisions = Decisions::of(&round);
        let status = Status::of(&round, &decisions);
        prop_assert_eq!(status.posts.iter().map(|post| post.paths.len()).sum::<usize>(), round.applicants.len());
        prop_assert_eq!(status.stages.len(), 9);
        for (index, post) in round.posts.iter().enumerate() {
            let (list, evaluation, vote) =
                (&decisions.shortlists[index], &decisions.evaluations.posts[index], &decisions.votes[index]);
            prop_assert!(list.people.len() <= list.places);
            prop_assert!(list.reserve.is_empty() || list.people.len() == list.places);
            prop_assert!(evaluation.passed.len() <= list.people.len());
            prop_assert!(vote.winners.len() <= post.seats as usize);
            let decided = vote.held && vote.stopped.is_none();
            prop_assert!(!decided || vote.winners.len() + vote.vacant as usize == post.seats as usize);
            for winner in &vote.winners {
                prop_assert!(evaluation.passed.contains(&winner.person));
            }
            // Everybody on a list is a candidate of that post, and a cancelled post has none.
            for person in list.people.iter().chain(&list.reserve) {
                prop_assert_eq!(decisions.post(*person), Some(PostId(index)));
                prop_assert!(!decisions.is_cancelled(PostId(index)));
            }
            // A full list is only short of people if nobody is left to take a place.
            let failed = evaluation.ballots.iter().filter(|ballot| ballot.outcome == Outcome::Failed).count();
            if evaluation.complete && !evaluation.ballots.is_empty() {
                prop_assert_eq!(evaluation.passed.len() + failed, evaluation.ballots.len());
                prop_assert!(evaluation.passed.len() == list.people.len() || evaluation.reserve.is_empty());
            }
        }
    }

    /// 差额人选里没有人排在落选的人后面；名次是1、2、2、4。
    #[test]
    fn nobody_on_the_shortlist_is_ranked_below_somebody_left_out(seed in seed()) {
        let round = seed.round(&seed.in_order());
        let decisions = Decisions::of(&round);
        let rank = |person: PersonId| decisions.examination[person.0].rank;
        for list in &decisions.shortlists {
            let worst = list.people.iter().filter_map(|person| rank(*person)).max();
            let best = list.reserve.iter().filter_map(|person| rank(*person)).min();
            prop_assert!(worst.zip(best).is_none_or(|(worst, best)| worst < best));
            let steps: Vec<Option<u32>> = list.reserve.iter().map(|person| rank(*person)).collect();
            prop_assert!(steps.is_sorted());
        }
        for people in &decisions.candidates {
            let ranked: Vec<&_> = people
                .iter()
                .map(|person| &decisions.examination[person.0])
                .filter(|own| own.rank.is_some())
                .collect();
            for own in &ranked {
                let ahead = ranked.iter().filter(|other| other.rank < own.rank).count();
                prop_assert_eq!(own.rank, Some(ahead as u32 + 1));
                for other in &ranked {
                    prop_assert!(other.total <= own.total || other.rank < own.rank);
                }
            }
        }
    }

    /// 成绩提高，去向不会变差（看到差额人选为止：以后的票数是对当时的人选录的）。
    #[test]
    fn raising_a_mark_never_lowers_an_outcome(seed in seed(), who in any::<prop::sample::Index>(), by in 1_u32..30) {
        let mut before = seed.clone();
        prop_assume!(!before.people.is_empty());
        for person in &mut before.people {
            person.evaluated = None;
            person.agree = None;
            person.appointed = None;
            person.judges = None;
        }
        let mut after = before.clone();
        let index = who.index(after.people.len());
        let raised = &mut after.people[index];
        for mark in [&mut raised.written, &mut raised.interview] {
            if let Some(Some(points)) = mark {
                *points = (*points + by).min(100);
            }
        }
        let state = |seed: &Seed| outcomes(&seed.round(&seed.in_order()))[name(index).as_str()].0;
        // A place on the list outranks waiting for it, which outranks being behind it; a tie across the cut is waiting.
        let place = |state: State| match state {
            State::NotShortlisted | State::Reserve => 10,
            State::AwaitingShortlist => 11,
            State::AwaitingEvaluation | State::AwaitingVote => 12,
            State::AwaitingInterview => 4,
            State::FailedWritten | State::AbsentWritten(_) | State::AwaitingWritten => 3,
            State::AbsentInterview(_) => 4,
            _ => 0,
        };
        let (old, new) = (state(&before), state(&after));
        prop_assert!(place(new) >= place(old), "{:?} → {:?}", old, new);
    }

    /// 工作簿里行的先后不影响任何结果。
    #[test]
    fn the_order_of_rows_changes_nothing(seed in seed(), shuffle in any::<u64>()) {
        let straight = seed.in_order();
        let mut shuffled = straight.clone();
        let mut state = shuffle | 1;
        for index in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            shuffled.swap(index, (state >> 33) as usize % (index + 1));
        }
        let mut mixed = seed.round(&shuffled);
        mixed.evaluations.reverse();
        mixed.votes.reverse();
        mixed.appointments.reverse();
        let plain = seed.round(&straight);
        prop_assert_eq!(outcomes(&plain), outcomes(&mixed));
        let text = |round: &Round| Status::of(round, &Decisions::of(round)).to_string();
        prop_assert_eq!(text(&plain), text(&mixed));
    }

    /// 没有录入的不会有结果：没有成绩就没有名次，没有票数就没有通过和当选。
    #[test]
    fn nothing_is_decided_without_its_data(seed in seed()) {
        let round = seed.round(&seed.in_order());
        let decisions = Decisions::of(&round);
        let held = |step: &str| round.plan.holds(step);
        for own in &decisions.examination {
            // Where somebody of the post may be missing, nobody has a place.
            let placed = decisions.post(own.person).is_none_or(|post| decisions.unplaced[post.0].is_none());
            prop_assert_eq!(own.rank.is_some(), own.standing == Standing::Ranked && placed);
            prop_assert_eq!(own.total.is_some(), own.standing == Standing::Ranked);
        }
        for post in &decisions.evaluations.posts {
            for ballot in &post.ballots {
                prop_assert!(ballot.outcome == Outcome::Waiting || ballot.count.is_some());
            }
        }
        for (index, vote) in decisions.votes.iter().enumerate() {
            for winner in &vote.winners {
                let rows = round.votes.iter().filter(|row| row.person == winner.person && row.post == PostId(index));
                prop_assert!(!held("票决") || rows.count() == 1);
            }
        }
    }
}

/// Ten thousand people take no more than the time their number asks for: the rules are linear in people.
#[test]
fn a_district_of_ten_thousand_is_decided_at_once() {
    let made = |people: usize| {
        let person = Person {
            post: Some(0),
            again: None,
            other: None,
            late: false,
            employed: Some(true),
            conclusion: None,
            written: Some(Some(80)),
            interview: Some(Some(80)),
            judges: None,
            extra: None,
            evaluated: Some((9, 12)),
            agree: Some(3),
            appointed: None,
        };
        let posts = people / 10;
        let people: Vec<Person> = (0..people)
            .map(|index| Person {
                post: Some(index % posts),
                written: Some(Some(60 + (index / posts % 40) as u32)),
                ..person.clone()
            })
            .collect();
        let seed = Seed { posts: vec![1; posts], people, plan: vec![("差额比例", "2".to_owned())] };
        let round = seed.round(&seed.in_order());
        let start = std::time::Instant::now();
        let decisions = Decisions::of(&round);
        let text = Status::of(&round, &decisions).to_string();
        assert!(text.len() > round.applicants.len());
        start.elapsed()
    };
    let (few, many) = (made(1_000), made(10_000));
    println!("1,000 people: {few:?}; 10,000 people: {many:?}");
    // Ten times the people in well under the hundred times that comparing all with all would take.
    assert!(many < few * 40 + std::time::Duration::from_millis(200), "{few:?} {many:?}");
}
