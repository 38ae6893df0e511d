//! The steps of a year in words and numbers, each with the rule it follows.

use super::numbers::{amount, name, rounded, whole};
use super::{Met, TracedStep, award, rule, yuan};
use crate::questions::person::formula::{percent, short};
use fastox_model::people::Exit;
use fastox_model::people::columns::NOWHERE;
use fastox_model::people::{Life, State, Status, Step, mean_index};
use fastox_model::units::Money;

/// What somebody brings along into the model.
pub(super) fn opening(state: State, months: u16, deemed: u16, life: &Life, place: usize) -> Vec<TracedStep> {
    let (account, pension) = (yuan(life.account.at(place) as i64), yuan(life.bases_or_pension[place].into()));
    let text = match state.status() {
        Status::Retired => {
            let year = state.award_year().unwrap_or_default();
            format!("pension of {} awarded in {year}", amount(pension))
        }
        Status::Outside | Status::Gone => return Vec::new(),
        _ => {
            let account = amount(account);
            match mean_index(life.index[place], months).map(short) {
                Some(index) => format!("{months} months paid, {deemed} deemed, mean index {index}, account {account}"),
                None => format!("{months} months paid, {deemed} deemed, account {account}"),
            }
        }
    };
    vec![TracedStep::new("opening", text, rule::OPENING)]
}

/// All steps of a year.
pub(super) fn of(met: &Met<'_>) -> Vec<TracedStep> {
    let mut lines: Vec<TracedStep> = hukou(met).into_iter().collect();
    let mut state = met.before.map_or(State::OUTSIDE, |before| before.state);
    for (_, step) in &met.view.report.tally.steps {
        match *step {
            Step::Moved { from, to, before, after, account, bases, lost } => {
                lines.push(moved(from, to, before, after));
                if before.relation() != after.relation() {
                    let (left, joined) = (before.relation(), after.relation());
                    lines.extend(handed_over(met, left, joined, account, bases));
                }
                if lost {
                    lines.push(months_lost(met));
                }
                state = after;
            }
            Step::ChangedStatus { before, after } => {
                lines.push(status_change(before, after));
                state = after;
            }
            Step::Paid { in_service, months, base, wage } => {
                lines.extend(paid(met, state, in_service, months, base, wage));
            }
            Step::Credited { opening, deposit, interest } => {
                lines.extend(credited(met, opening, deposit, interest));
            }
            Step::Indexed { before, after } => lines.extend(indexed(met, state, before, after)),
            Step::Drew { pension, months } => lines.push(drew(pension, months)),
            Step::Awarded { month, outcome, bought, bases, sheet, place, pension, months } => {
                lines.push(award::claim(met, month, outcome, bought));
                lines.push(award::place(met, state, place));
                let account = sheet.account.fen() as u64;
                lines.extend(handed_over(met, state.relation(), place, account, bases));
                lines.extend(award::award(met, &sheet, place, pension));
                lines.push(drew(pension, months));
            }
            Step::Refunded { account, to_residents, .. } => {
                lines.push(refunded(account, to_residents));
            }
            Step::Left { exit, months, account, grants } => {
                lines.push(left(exit, months, account));
                lines.extend(survivors(grants));
            }
        }
    }
    lines
}

fn hukou(met: &Met<'_>) -> Option<TracedStep> {
    let (before, now) = (met.before?.traits.hukou(), met.row.traits.hukou());
    let text = || format!("from {} to {}, the residence of long standing", name(before), name(now));
    (before != now).then(|| TracedStep::new("hukou", text(), rule::HUKOU))
}

fn moved(from: usize, to: usize, before: State, after: State) -> TracedStep {
    let rights = match before.status() {
        Status::Retired => format!("the pension is still paid by {}", name(before.relation())),
        Status::Outside | Status::Gone => "there is no pension relation to move".to_owned(),
        _ if before.relation() != from => {
            format!("the pension relation is and stays in {}", name(before.relation()))
        }
        _ if after.relation() == to => {
            let months = before.months_here();
            format!("the pension relation moves along, {months} months paid there")
        }
        _ if after.works_away() == 1 => {
            format!("too old to join a new province, the relation stays in {}", name(from))
        }
        _ => format!("the pension relation stays behind in {}", name(from)),
    };
    TracedStep::new("move", format!("{} → {}; {rights}", name(from), name(to)), rule::MOVE)
}

fn status_change(before: State, after: State) -> TracedStep {
    let alone = match after.status() {
        Status::Flexible => "paying alone",
        _ => "through a firm",
    };
    let place = name(after.relation());
    let text = match (before.status(), after.status()) {
        (Status::Outside, _) => format!("enters the scheme in {place}, {alone}"),
        (_, Status::Dormant) => "pauses".to_owned(),
        (Status::Dormant, _) if before.relation() != after.relation() => {
            format!("resumes {alone}, in {place} instead of {}", name(before.relation()))
        }
        (Status::Dormant, _) => format!("resumes {alone}"),
        _ => format!("turns from {} to {}", before.status().name(), after.status().name()),
    };
    TracedStep::new("status", text, rule::STATUS)
}

fn paid(met: &Met<'_>, state: State, in_service: u8, months: u32, base: u32, wage: f32) -> Vec<TracedStep> {
    let p = state.relation();
    let average = f64::from(met.view.inputs.people.wages.average[p]);
    let own = f64::from(wage) * average;
    let text = format!("{} · {}, average wage of {}", short(wage.into()), whole(average), name(p));
    let mut lines = vec![TracedStep::new("wage", text, rule::WAGE).with(own, "yuan/month")];
    if months > 0 {
        let text = base_formula(met, state, own);
        lines.push(TracedStep::new("base", text, rule::BASE).with(f64::from(base), "yuan/month"));
    }
    let share = f64::from(met.policy.months[p]);
    let part = if share < 1.0 && met.row.traits.public() == 0 {
        format!(", share of months paid {}", rounded(share))
    } else {
        String::new()
    };
    let text = format!("of {in_service} months in service{part}");
    lines.push(TracedStep::new("months", text, rule::MONTHS).with(f64::from(months), "months"));
    if months > 0 {
        lines.push(pool(met, state, f64::from(base) * f64::from(months)));
        lines.push(index(met, base, months));
    }
    lines
}

fn base_formula(met: &Met<'_>, state: State, own: f64) -> String {
    let (p, traits) = (state.relation(), met.row.traits);
    let law = &met.policy.institutions.law;
    let (floor, ceiling) = (whole(law.floor[p].into()), whole(law.ceiling[p].into()));
    if state.status() == Status::Flexible && traits.floor_payer() == 1 {
        return format!("the floor {floor}, chosen by who pays alone");
    }
    let public = traits.public() == 1;
    let declared = if public { &met.policy.declared_at_full_effort } else { &met.policy.declared };
    let declared = rounded(declared[p].into());
    format!("min(max({declared} of {}, {floor}), {ceiling})", amount(own))
}

fn pool(met: &Met<'_>, state: State, base: f64) -> TracedStep {
    let (economy, p) = (&met.view.variant.economy, state.relation());
    let alone = state.status() == Status::Flexible;
    let rate = if alone {
        economy.flexible_rate[p].as_f64() - economy.employee_rate.as_f64()
    } else {
        economy.employer_rate[p].as_f64()
    };
    let (who, rule) = if alone { ("own", rule::POOL_ALONE) } else { ("the employer's", rule::POOL) };
    let text = format!("{who} {} of {}", percent(rate), whole(base));
    TracedStep::new("pool", text, rule).with(base * rate, "yuan")
}

fn index(met: &Met<'_>, base: u32, months: u32) -> TracedStep {
    let national = f64::from(met.view.inputs.people.wages.national);
    let year = short(f64::from(base) / national);
    let total = met.row.months;
    let mean = f64::from(met.row.index_sum) / f64::from(total);
    let national = whole(national);
    let text = format!("{base} / {national} national wage = {year} for {months} months; mean of {total} months");
    TracedStep::new("index", text, rule::INDEX).with(mean, "ratio")
}

fn credited(met: &Met<'_>, opening: u64, deposit: u64, interest: u64) -> Vec<TracedStep> {
    let law = &met.policy.institutions.law;
    let [opening, put, earned] = [opening, deposit, interest].map(|fen| yuan(fen as i64));
    let mut lines = Vec::new();
    if deposit > 0 {
        let rate = percent(law.account_fen_per_yuan / 100.0);
        let text = format!("{rate} of the base over the months paid");
        lines.push(TracedStep::new("deposit", text, rule::ACCOUNT).with(put, "yuan"));
    }
    let (rate, half) = (percent(law.crediting_rate), short(law.deposit_interest_share));
    let text = format!("{rate} of {} + {rate} · {half} of {}", amount(opening), amount(put));
    lines.push(TracedStep::new("interest", text, rule::INTEREST).with(earned, "yuan"));
    let text = format!("{} + {} + {}", amount(opening), amount(put), amount(earned));
    lines.push(TracedStep::new("account", text, rule::ACCOUNT).with(opening + put + earned, "yuan"));
    lines
}

fn indexed(met: &Met<'_>, state: State, before: u32, after: u32) -> Option<TracedStep> {
    let by = &met.policy.indexation;
    let key = state.relation() + 32 * met.row.traits.public();
    let (own, before_yuan) = (percent(by.own - 1.0), amount(yuan(before.into())));
    let service = met.row.months + met.row.deemed;
    let [fixed, per_month] = by.fixed_and_per_month[key].map(|fen| fen / 100.0);
    let old = met.row.year - met.row.birth_year >= by.tilt_age as i32;
    let tilt = if old { format!(" + {} old age", amount(by.tilt[key] / 100.0)) } else { String::new() };
    let text = format!(
        "{before_yuan} + {} + {} · {service} months + {own} of {before_yuan}{tilt}",
        amount(fixed),
        short(per_month),
    );
    let pension = yuan(after.into());
    let step = |text, rule| TracedStep::new("indexation", text, rule).with(pension, "yuan/month");
    if met.row.state.delayed() == 1 {
        let text = "the increase of a high pension waits a year".to_owned();
        return Some(step(text, rule::DELAY));
    }
    (after != before).then(|| step(text, rule::INDEXATION))
}

fn drew(pension: u32, months: u32) -> TracedStep {
    let pension = yuan(pension.into());
    let text = format!("{} · {months} months", amount(pension));
    TracedStep::new("pension", text, rule::PAYMENT).with(pension * f64::from(months), "yuan")
}

fn refunded(account: i64, to_residents: bool) -> TracedStep {
    let (how, rule) =
        if to_residents { ("goes to the residents' scheme", rule::RESIDENTS) } else { ("is paid out", rule::REFUND) };
    let text = format!("the minimum period was not reached; the account {how}");
    TracedStep::new("refund", text, rule).with(yuan(account), "yuan")
}

fn survivors(grants: i64) -> Option<TracedStep> {
    let text = "funeral grant and lump sum to survivors".to_owned();
    (grants > 0).then(|| TracedStep::new("survivors", text, rule::SURVIVORS).with(yuan(grants), "yuan"))
}

/// What the fund that a relation leaves pays to the one it joins.
fn handed_over(met: &Met<'_>, from: usize, to: usize, account: u64, bases: u32) -> Option<TracedStep> {
    if from == to || met.row.traits.public() == 1 || from == NOWHERE {
        return None;
    }
    let law = &met.policy.institutions.law.portability;
    let fen = |amount| Money::from_fen(amount);
    let moved = law.transfer(fen(account as i64), fen(100 * i64::from(bases)));
    let text = format!(
        "{} hands over the account {} + {} of the bases since 1998, {}",
        name(from),
        amount(yuan(account as i64)),
        percent(law.pooled_share.as_f64()),
        whole(bases.into()),
    );
    let value = (moved.account + moved.pooled).yuan();
    Some(TracedStep::new("transfer", text, rule::MOVE).with(value, "yuan"))
}

fn months_lost(met: &Met<'_>) -> TracedStep {
    let lost = met.policy.institutions.law.months_lost.1;
    let text = format!("{lost} months of this year are lost while the transfer is pending");
    TracedStep::new("lost", text, rule::LOST).with(f64::from(lost), "months")
}

fn left(exit: Exit, months: u8, account: i64) -> TracedStep {
    let (step, how, who) = match exit {
        Exit::Emigration => ("emigration", "leaves the country", "goes along"),
        _ => ("death", "dies", "goes to the heirs"),
    };
    let how = format!("{how} after {months} months of the year");
    if account == 0 {
        return TracedStep::new(step, how, rule::MORTALITY);
    }
    let text = format!("{how}; what is left of the account {who}");
    TracedStep::new(step, text, rule::HEIRS).with(yuan(account), "yuan")
}
