//! 综合成绩: the weights, and where it is rounded.

use rust_decimal::{Decimal, RoundingStrategy};

use super::interview::Mean;
use crate::problem::Problem;
use crate::procedure::dates::place_of;
use crate::procedure::rules::full_mark;
use crate::round::{Plan, Round};

/// What is waited for while the weights make no whole.
pub(crate) const WEIGHTS_OPEN: &str = "等改正笔试权重和面试权重";

/// 笔试权重 and 面试权重 as fractions, if they make a whole.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weights {
    written: (u32, u32),
    interview: (u32, u32),
}

impl Weights {
    /// The weights; a round with only one of the two parts needs none.
    pub(super) fn of(round: &Round, problems: &mut Vec<Problem>) -> Option<Self> {
        let plan = &round.plan;
        let held = |part: &&str| plan.holds(part);
        // A weight that cannot be read, or cannot be all, has been reported where it stands.
        if ["笔试", "面试"].iter().filter(|part| held(part)).any(|part| plan.is_unread(&format!("{part}权重"))) {
            return None;
        }
        match (plan.holds("笔试"), plan.holds("面试")) {
            (true, false) => return Some(Self { written: (1, 1), interview: (0, 1) }),
            (false, true) => return Some(Self { written: (0, 1), interview: (1, 1) }),
            _ => {}
        }
        let (written, interview) = (plan.fraction("笔试权重"), plan.fraction("面试权重"));
        let ((a, b), (c, d)) = (wide(written), wide(interview));
        if a * d + c * b == b * d {
            return Some(Self { written, interview });
        }
        problems.push(
            Problem::error("weights", place_of(round, "面试权重"), "笔试权重与面试权重合计不是100%")
                .found(format!("{}＋{}", plan.text("笔试权重"), plan.text("面试权重")))
                .advice("请改正，改正前不计算综合成绩。"),
        );
        None
    }
}

/// Wide enough for the sum of two products of such products.
fn wide((part, whole): (u32, u32)) -> (u128, u128) {
    (u128::from(part), u128::from(whole))
}

/// 综合成绩 and what it comes from.
pub(super) struct Total {
    /// Rounded where the plan says.
    pub total: Decimal,
    /// Before its last rounding.
    pub exact: Decimal,
    /// Either mark times its weight.
    pub weighted: (Decimal, Decimal),
}

/// 综合成绩. Divided once, at the end, so that a half is a half. `shown`: the mark of the interview as papers print it.
pub(super) fn total(plan: &Plan, weights: Weights, written: Decimal, interview: Mean, shown: Decimal) -> Total {
    let places = plan.count("成绩小数位");
    let decimal = |(part, whole): (u32, u32)| (Decimal::from(part), Decimal::from(whole.max(1)));
    let ((a, b), (c, d)) = (decimal(weights.written), decimal(weights.interview));
    // Each mark out of a hundred, as a sum over a divisor.
    let out_of = |part: &str| Decimal::from(full_mark(plan, part));
    let (written, full) = (written * Decimal::ONE_HUNDRED, out_of("笔试"));
    let (interview, over) =
        (interview.sum * Decimal::ONE_HUNDRED, Decimal::from(interview.count.max(1)) * out_of("面试"));
    // written ÷ full × a/b + interview ÷ over × c/d over one denominator.
    let exact = (written * a * d * over + interview * c * b * full) / (b * d * full * over);
    let parts = (written * a / (b * full), interview * c / (d * over));
    let rounded = |places: u32| (round_half_up(parts.0, places), round_half_up(parts.1, places));
    let (total, weighted) = match plan.text("取整时机") {
        // What is rounded first is rounded as it is printed: the mean of the judges, too, before it is converted.
        "折算前" => {
            let shown = shown * Decimal::ONE_HUNDRED / out_of("面试");
            let (written, interview) = (round_half_up(written / full, places), round_half_up(shown, places));
            let total = round_half_up((written * a * d + interview * c * b) / (b * d), places);
            (total, (round_half_up(written * a / b, places + 2), round_half_up(interview * c / d, places + 2)))
        }
        "各项折算后" => {
            let weighted = rounded(places);
            (round_half_up(weighted.0 + weighted.1, places), weighted)
        }
        _ => (round_half_up(exact, places), rounded(places + 2)),
    };
    Total { total, exact, weighted }
}

/// 笔试成绩 or 面试成绩 as papers print it: where it is rounded before it is weighted (取整时机 折算前), what is weighted is the rounded
/// mark, and the paper must add up. A mark that is converted first is printed as it was given.
pub(crate) fn printed(plan: &Plan, part: &str, mark: Decimal) -> Decimal {
    if plan.is("取整时机", "折算前") && full_mark(plan, part) == 100 {
        round_half_up(mark, plan.count("成绩小数位"))
    } else {
        mark
    }
}

/// 四舍五入, written with all its places: 80 to two places is 80.00.
pub(super) fn round_half_up(value: Decimal, places: u32) -> Decimal {
    let mut rounded = value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(places.min(20));
    rounded
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn rounding_is_half_up_on_decimals() {
        for (value, places, rounded) in [
            ("86.125", 2, "86.13"),
            ("2.675", 2, "2.68"),
            ("1.005", 2, "1.01"),
            ("84.994", 2, "84.99"),
            ("84.5", 0, "85"),
            ("80", 2, "80.00"),
        ] {
            assert_eq!(round_half_up(value.parse().unwrap(), places).to_string(), rounded);
        }
    }
}
