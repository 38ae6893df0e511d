//! The formulas of an award with the numbers filled in.

use fastox_model::law::award::{
    AwardRule, BasicForm, LocalItem, Record, Supplement, Takeover, TransitionalForm, VIRTUAL_ACCOUNT_MONTHS,
};

/// A number with at most four decimals.
pub(crate) fn short(value: f64) -> String {
    format!("{}", (value * 1e4).round() / 1e4)
}

pub(crate) fn percent(share: f64) -> String {
    format!("{} %", short(share * 100.0))
}

/// The basic pension in numbers.
pub(crate) fn basic(rule: &AwardRule, record: &Record) -> String {
    let (province, city) = (short(record.base.province), short(record.base.city));
    let index = short(record.index);
    let halves = match rule.basic {
        BasicForm::Standard => format!("{province} + {province} · {index}"),
        BasicForm::Guangdong => {
            let level = short((record.index / 0.6).min(1.0));
            format!("{province} · {level} + {province} · {index}")
        }
        BasicForm::CityBase => format!("{city} + {city} · {index}"),
        BasicForm::TwoBase => format!("{city} + {province} · {index}"),
        BasicForm::Henan => format!("{province} + {city} · {index}"),
    };
    format!("({halves}) / 2 · {} · {}", short(record.years), percent(rule.accrual))
}

/// The account pension in numbers.
pub(crate) fn account(record: &Record) -> String {
    format!("{:.2} / {}", record.account.yuan(), f64::from(record.payout_tenths) / 10.0)
}

/// The transitional pension in numbers.
pub(crate) fn transitional(rule: &AwardRule, record: &Record) -> String {
    let form = by_the_form(rule, record);
    let Takeover { fixed, per_year, share } = rule.takeover;
    let old = rule.transitional.by_the_old_method(record);
    if fixed == 0.0 && per_year == 0.0 && old.is_none() {
        return form;
    }
    let mut older = format!("{} · {}", short(per_year), (record.years + 1e-6).floor());
    older = old.map_or(older.clone(), |old| format!("{older} + {old:.2}"));
    let share = if old.is_some() { percent(share) } else { percent(1.0) };
    format!("{} + O + {share} · max(0, {form} − O), O = {older}", short(fixed))
}

fn by_the_form(rule: &AwardRule, record: &Record) -> String {
    let (province, city) = (short(record.base.province), short(record.base.city));
    let (index, years) = (short(record.index_transitional), short(record.years_transitional));
    let coefficient = percent(rule.coefficients.of(record));
    match rule.transitional {
        TransitionalForm::Standard | TransitionalForm::Guangdong => {
            format!("{province} · {index} · {years} · {coefficient}")
        }
        TransitionalForm::Weighted => {
            format!("({city} + {city} · {index}) / 2 · {years} · {coefficient}")
        }
        TransitionalForm::IndexFloorOne => {
            format!("{province} · max({index}, 1) · {years} · {coefficient}")
        }
        TransitionalForm::CityBase => format!("{city} · {index} · {years} · {coefficient}"),
        TransitionalForm::Beijing => {
            let deemed = record.years_deemed.min(record.years_transitional);
            let paid = short(record.years_transitional - deemed);
            format!("{province} · ({} · 1 + {paid} · {index}) · {coefficient}", short(deemed))
        }
        TransitionalForm::Shanghai => format!(
            "{province} · 1 · {years} · {coefficient} + {:.2} / {VIRTUAL_ACCOUNT_MONTHS}",
            record.virtual_account.yuan()
        ),
    }
}

/// One local item in words and numbers.
pub(crate) fn local(item: &LocalItem, rule: &AwardRule, record: &Record) -> String {
    let indexed = format!("{:.2}", record.indexed_wage());
    match *item {
        LocalItem::Monthly { deemed_years, .. } if deemed_years > 0.0 => {
            format!("fixed amount, from {deemed_years} deemed years on")
        }
        LocalItem::Monthly { .. } => "fixed amount".to_owned(),
        LocalItem::Yearly(fen) => format!("heating, {} yuan a year / 12", fen as f64 / 100.0),
        LocalItem::Group(group, pays) => {
            format!("{}, {}", group.name(), supplement(pays, rule, record))
        }
        LocalItem::Plateau { .. } => format!("plateau, share of {indexed} by years there"),
        LocalItem::LongService { .. } => {
            format!("years over 20, 25, 30, on {:.2}", rule.basic.mean_base(record))
        }
        LocalItem::PerIndexYear { fen, fen_per_index_year } => format!(
            "{} + {} · {} · {}",
            fen as f64 / 100.0,
            fen_per_index_year as f64 / 100.0,
            short(record.index),
            short(record.years)
        ),
    }
}

fn supplement(pays: Supplement, rule: &AwardRule, record: &Record) -> String {
    match pays {
        Supplement::Fixed(fen) => format!("{} each", fen as f64 / 100.0),
        Supplement::OfPension(share) => {
            format!("{} of the pension {:.2}", percent(share), rule.national(record).total().yuan())
        }
        Supplement::OfBasic(share) => format!("{} of the basic pension", percent(share)),
        Supplement::OfIndexedWageYears(share) => {
            let (indexed, years) = (record.indexed_wage(), short(record.years));
            format!("{indexed:.2} · {} · {years} each", percent(share))
        }
        Supplement::OfMeanPension { share, mean } => {
            format!("{} of the province's mean pension {mean}", percent(share))
        }
    }
}
