//! 公示聘任, the end of the walk: publication, appointment and trial.

use super::State;
use super::walk::Walk;
use crate::language::date::prose;
use crate::procedure::appointment::cleared;
use crate::procedure::rules::Rule;
use crate::round::{Appointment, Publication, WithdrawnIn};

impl Walk<'_> {
    /// Where somebody stands who has been elected: the state, the reason, and the rule.
    pub(super) fn placed(&mut self) -> (State, String, String) {
        let held = self.round.plan.holds("任前公示");
        let publicity = self.rule(if held { Rule::Publicity } else { Rule::LeftOut });
        let Some(own) = self.decisions.placements.get(&self.person) else {
            return (State::Elected, "待公示".to_owned(), publicity);
        };
        if own.publication == Some(Publication::ObjectionUpheld) && !held {
            let reason = "不举行任前公示，“任用”表却填了公示有异议影响任用，等改正";
            return (State::Elected, reason.to_owned(), publicity);
        }
        if own.publication == Some(Publication::ObjectionUpheld) {
            self.happened(8, "公示有异议，影响任用");
            return (State::ObjectionUpheld, "公示期间的反映影响任用".to_owned(), publicity);
        }
        if own.publication == Some(Publication::Withdrawn) {
            return self.gave_up(8, WithdrawnIn::Appointment, "，不再聘任，岗位空缺");
        }
        if own.publication == Some(Publication::Unread) {
            return (State::Elected, "公示结果没有看懂，等改正".to_owned(), publicity);
        }
        match own.publication.filter(|_| held) {
            Some(Publication::NoObjection) => self.happened(8, "公示无异议"),
            Some(Publication::ObjectionDismissed) => self.happened(8, "公示有异议，不影响任用"),
            _ => {}
        }
        let appointment = own.appointment.and_then(|row| self.round.appointments.get(row));
        let may = |row: &&Appointment| cleared(&self.round.plan, row);
        let Some(date) = appointment.filter(may).and_then(|row| row.date) else {
            let dated = appointment.is_some_and(|row| row.date.is_some());
            let reason = match (own.publication.is_some() || !held, dated) {
                (true, _) => "等任职日期",
                (false, true) => "等“任用”表的公示结果",
                (false, false) => "待公示",
            };
            return (State::Elected, reason.to_owned(), publicity);
        };
        self.happened(8, format!("{}任职", prose(date)));
        let Some(term) = &own.term else {
            let plan = &self.round.plan;
            let unread = [Rule::Term, Rule::Trial].into_iter().find_map(|rule| Some((rule, rule.unread(plan)?)));
            let (rule, reason) = unread.unwrap_or_else(|| (Rule::Term, "聘期起算的日期还不知道".to_owned()));
            return (State::OnTrial, reason, self.rule(rule));
        };
        let letter = match own.letter {
            Some(true) => "，签聘书",
            Some(false) => "，不签聘书",
            None => "，编制类别没有填或者看不懂，是否签聘书待核",
        };
        let rule = format!("{}；{}", self.rule(Rule::Term), self.rule(Rule::Letter));
        let period = format!("聘期{}至{}{letter}", prose(term.from), prose(term.to));
        match (term.trial, own.trial) {
            (None, _) => (State::Appointed, period, rule),
            (Some(_), Some(true)) => {
                self.happened(8, "试用期考核合格，正式聘任");
                (State::Appointed, period, rule)
            }
            (Some(_), Some(false)) => {
                self.happened(8, "试用期考核不合格");
                let reason = "试用期考核不合格，职务自然免除，按原职级安排".to_owned();
                (State::TrialFailed, reason, self.rule(Rule::Trial))
            }
            (Some(end), None) => (State::OnTrial, format!("{period}，试用期至{}", prose(end)), rule),
        }
    }
}
