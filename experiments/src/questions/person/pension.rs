//! What a person is paid: every component with its formula and the numbers filled in.

use super::case::{Case, CaseError, PercentOf, Sex};
use super::{formula, notices, span};
use fastox_calibration::inputs::award;
use fastox_calibration::parameters::Parameters;
use fastox_model::law::PayoutTable;
use fastox_model::law::award::{
    Award, AwardRule, BenefitBase, Coefficients, LocalItem, PeriodRounding, Record, Rounding,
};
use fastox_model::law::cohort::Cohort;
use fastox_model::law::payment::first_paid;
use fastox_model::law::resettlement::{Resettlement, resettle};
use fastox_model::units::{Money, MonthlyMoney, Year};
use serde_json::json;

/// The answer of `fastox pension`.
#[derive(Clone, Debug, PartialEq)]
pub struct PensionAnswer {
    /// What was asked.
    pub case: Case,
    /// The rule applied: the province's, with the changes the case makes.
    pub rule: AwardRule,
    /// What the rule was applied to.
    pub record: Record,
    /// The pension.
    pub award: Award,
    /// The local items, each with its formula.
    pub local: Vec<(String, MonthlyMoney)>,
    /// What is paid once a year besides, such as heating; no part of the total.
    pub yearly: Money,
    /// The year whose base was taken: the last announced, if that of the award is not known and the case gives none.
    pub base_year: Year,
    /// What a reader should know of this answer.
    pub notices: Vec<String>,
    /// The preliminary award, where the case asks for it.
    pub preliminary: Option<Preliminary>,
}

/// The award on last year's base, and what changes once the base of the year is announced.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Preliminary {
    /// Last year's base, in yuan per month.
    pub base: f64,
    /// The whole pension on it.
    pub total: MonthlyMoney,
    /// The change.
    pub change: Resettlement,
}

/// The pension of one case, by the rule and on the base of the parameters where the case brings none of its own.
pub fn pension(case: &Case, parameters: &Parameters) -> Result<PensionAnswer, CaseError> {
    let mut answer = amounts(case, parameters)?;
    answer.notices = notices::of(&answer, parameters);
    Ok(answer)
}

/// The answer without its notices.
pub(super) fn amounts(case: &Case, parameters: &Parameters) -> Result<PensionAnswer, CaseError> {
    let rule = rule(case, parameters);
    let (base, base_year) = base(case, parameters)?;
    let here = parameters.in_month(case.award).in_province(case.province);
    let counts_gaps = here.says_yes("award.index_counts_gaps");
    let record = record(case, rule.period, base, counts_gaps);
    let local = local_items(case, &rule, &record);
    let award = awarded(&rule, &record, &local);
    let preliminary = preliminary(case, parameters, &rule, &record, award.total())?;
    let yearly = yearly(case, &rule);
    let (case, notices) = (case.clone(), Vec::new());
    Ok(PensionAnswer { case, rule, record, award, local, yearly, base_year, notices, preliminary })
}

/// Where the case gives no items of its own, what the province pays once a year.
fn yearly(case: &Case, rule: &AwardRule) -> Money {
    let fen = |item: &LocalItem| match item {
        LocalItem::Yearly(fen) if case.local_yuan.is_none() => *fen,
        _ => 0,
    };
    Money::from_fen(rule.local.iter().map(fen).sum())
}

fn awarded(rule: &AwardRule, record: &Record, local: &[(String, MonthlyMoney)]) -> Award {
    rule.award_with_local(record, local.iter().map(|item| item.1).sum())
}

fn preliminary(
    case: &Case,
    parameters: &Parameters,
    rule: &AwardRule,
    record: &Record,
    settled: MonthlyMoney,
) -> Result<Option<Preliminary>, CaseError> {
    let Some(announced) = case.base_announced else { return Ok(None) };
    let (place, year) = (case.province, case.award.year() - 1);
    let announced_base = || award::announced_base(parameters, place, year);
    let base = case.base_last_year_yuan_month.or_else(announced_base).ok_or_else(|| {
        CaseError(vec![format!(
            "`base_announced` is given, but no benefit base is known for {place} in {year}; give it as \
             `base_last_year_yuan_month`"
        )])
    })?;
    let before = Record { base: BenefitBase::uniform(base), ..*record };
    let total = awarded(rule, &before, &local_items(case, rule, &before)).total();
    let change = resettle(total, settled, first_paid(case.award), announced);
    Ok(Some(Preliminary { base, total, change }))
}

/// The base of the case, or that of the year of award, or the last before it, until a new one is announced.
fn base(case: &Case, parameters: &Parameters) -> Result<(f64, Year), CaseError> {
    let (place, year) = (case.province, case.award.year());
    let announced = |year| award::announced_base(parameters, place, year).map(|base| (base, year));
    let given = case.base_yuan_month.map(|base| (base, year));
    given.or_else(|| announced(year)).or_else(|| announced(year - 1)).ok_or_else(|| {
        CaseError(vec![format!("no benefit base is known for {place} in {year}; give it as `base_yuan_month`")])
    })
}

fn record(case: &Case, rounding: PeriodRounding, province: f64, counts_gaps: bool) -> Record {
    let index = case.index_over_gaps(counts_gaps);
    Record {
        base: BenefitBase { province, city: case.base_city_yuan_month.unwrap_or(province) },
        index,
        index_transitional: case.index_transitional.unwrap_or(index),
        years: case.years_counted(rounding),
        years_deemed: case.deemed_counted(rounding),
        years_transitional: case.transitional_counted(rounding),
        account: Money::from_yuan(case.account_yuan),
        virtual_account: Money::from_yuan(case.virtual_account_yuan),
        transitional_old: case.transitional_old_yuan,
        payout_tenths: PayoutTable::china_2005().tenths(case.age_months, case.award),
        plateau_years: case.plateau_years,
        entitled: case.entitled(),
    }
}

fn rule(case: &Case, parameters: &Parameters) -> AwardRule {
    let of_province = award::rule(parameters, case.province, case.award);
    let given = case.transitional_coefficient.map(Coefficients::uniform);
    AwardRule {
        basic: case.basic_form.unwrap_or(of_province.basic),
        transitional: case.transitional_form.unwrap_or(of_province.transitional),
        coefficients: given.unwrap_or(of_province.coefficients),
        ..of_province
    }
}

/// The local items of the case, or of the province if the case gives none.
fn local_items(case: &Case, rule: &AwardRule, record: &Record) -> Vec<(String, MonthlyMoney)> {
    if case.local_yuan.is_none() && case.local_percent.is_none() {
        let item = |i: &LocalItem| (formula::local(i, rule, record), i.monthly(rule, record));
        let monthly = rule.local.iter().filter(|item| !matches!(item, LocalItem::Yearly(_)));
        return monthly.map(item).filter(|line| line.1 != MonthlyMoney::ZERO).collect();
    }
    let fixed = case.local_yuan.map(|yuan| ("as given".to_owned(), MonthlyMoney::from_yuan(yuan)));
    let share = case.local_percent.zip(case.local_percent_of).map(|(percent, of)| {
        let (name, amount) = match of {
            PercentOf::IndexedWage => ("indexed wage", record.indexed_wage()),
            PercentOf::Basic => ("basic pension", rule.national(record).basic.yuan()),
            PercentOf::Pension => ("pension", rule.national(record).total().yuan()),
        };
        let text = format!("{percent} % of the {name} = {percent} % · {amount:.2}");
        (text, MonthlyMoney::from_yuan(amount * percent / 100.0))
    });
    fixed.into_iter().chain(share).collect()
}

const LEGEND: &str = "JF benefit base, I contribution index, N years, A account, M payout divisor; N_T, I_T years and index \
                      before accounts, k coefficient";

fn line(name: &str, text: &str, amount: MonthlyMoney) -> String {
    format!("{name:<13}{text:<56} {:>10.2}", amount.yuan())
}

fn resettlement(preliminary: &Preliminary) -> [String; 2] {
    let Preliminary { base, total, change } = preliminary;
    let back_pay = format!("{:.2} · {}", change.difference.yuan(), span(change.months));
    let paid_once = MonthlyMoney::from_fen(change.back_pay.fen());
    [
        line("preliminary", &format!("on last year's base {base}, until the new one"), *total),
        line("back-pay", &format!("once, {back_pay}"), paid_once),
    ]
}

impl PensionAnswer {
    /// The payout divisor in months.
    pub fn divisor(&self) -> f64 {
        f64::from(self.record.payout_tenths) / 10.0
    }

    /// Lines for a reader.
    pub fn to_text(&self) -> String {
        let (rule, record, award) = (&self.rule, &self.record, &self.award);
        let mut lines = vec![self.heading(), String::new()];
        let mut component = |name: &str, formula: &str, numbers: &str, amount: MonthlyMoney| {
            lines.push(format!("{name:<13}{formula}"));
            lines.push(line("", &format!("= {numbers}"), amount));
        };
        let basic = formula::basic(rule, record);
        component("basic", rule.basic.formula(), &basic, award.basic);
        component("account", "A / M", &formula::account(record), award.account);
        let transitional = formula::transitional(rule, record);
        component("transitional", rule.transitional.formula(), &transitional, award.transitional);
        lines.extend(self.local.iter().map(|(formula, amount)| line("local", formula, *amount)));
        if award.rounding != MonthlyMoney::ZERO {
            lines.push(line("rounding", "up to the next 0.1 yuan", award.rounding));
        }
        lines.push(line("total", "yuan per month", award.total()));
        if self.yearly != Money::ZERO {
            let heating = format!("heating, {} yuan once a year", self.yearly.yuan());
            lines.push(format!("{:<13}{heating}", "besides"));
        }
        if let Some(preliminary) = &self.preliminary {
            lines.extend(resettlement(preliminary));
        }
        lines.push(format!("\n{LEGEND}"));
        lines.extend(self.cohort_line());
        if rule.rounding == Rounding::ComponentsUpToJiao {
            lines.push("Each of the first three is rounded up to the next 0.1 yuan.".to_owned());
        }
        lines.extend(self.notices.iter().map(|notice| format!("Notice: {notice}.")));
        lines.join("\n") + "\n"
    }

    fn heading(&self) -> String {
        let case = &self.case;
        let (place, sex) = (case.province, if case.sex == Sex::Male { "man" } else { "woman" });
        let (name, chinese, age) = (place.name(), place.name_zh(), span(case.age_months));
        format!("{name} {chinese}, award {}, {sex} of {age}", case.award)
    }

    /// To which cohort of the transition the person belongs, where the case tells it.
    fn cohort_line(&self) -> Option<String> {
        let start = self.rule.account_start;
        let cohort = self.case.cohort(start)?;
        let because = match cohort {
            Cohort::Old => "retired before the scheme began; the old pension is kept, this formula does not apply",
            Cohort::Middle => "worked before accounts began and retires after",
            Cohort::New => "has worked only since accounts began",
        };
        Some(format!("{}: {because} (accounts since {start})", cohort.name_zh()))
    }

    /// One JSON object; amounts in yuan per month with two decimals, `yearly` in yuan a year besides.
    pub fn to_json(&self) -> String {
        let award = &self.award;
        let numbers = format!(
            r#""basic":{:.2},"account":{:.2},"transitional":{:.2},"local":{:.2},"rounding":{:.2},"total":{:.2},"divisor":{:.1}"#,
            award.basic.yuan(),
            award.account.yuan(),
            award.transitional.yuan(),
            award.local.yuan(),
            award.rounding.yuan(),
            award.total().yuan(),
            self.divisor()
        );
        let (base, year) = (self.record.base.province, self.base_year);
        let (yearly, notices) = (self.yearly.yuan(), json!(self.notices));
        format!(r#"{{{numbers},"yearly":{yearly:.2},"base":{base},"base_year":{year},"notices":{notices}}}"#)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LHASA: &str = r#"
        province = "西藏"
        award = "2025-11"
        sex = "male"
        age_months = 660
        years = 26.75
        years_transitional = 15.83
        index = 0.671
        account_yuan = 69473.19
        local_yuan = 329.88
        local_percent = 10
        local_percent_of = "indexed-wage"
    "#;

    #[test]
    fn the_award_sheet_of_lhasa() {
        let case = Case::from_toml(LHASA).expect("a case");
        let answer = pension(&case, &Parameters::embedded()).expect("a pension");
        assert_eq!(
            answer.to_json(),
            r#"{"basic":2632.12,"account":408.67,"transitional":1751.32,"local":1120.12,"rounding":0.00,"total":5912.23,"divisor":170.0,"yearly":0.00,"base":11777,"base_year":2025,"notices":[]}"#
        );
        let text = answer.to_text();
        assert!(text.contains("(11777 + 11777 · 0.671) / 2 · 26.75 · 1 %"), "{text}");
        assert!(text.contains("11777 · 0.671 · 15.83 · 1.4 %"), "{text}");
    }

    #[test]
    fn a_base_nobody_knows_is_asked_for() {
        let case = Case::from_toml(&LHASA.replace("2025-11", "2019-11")).expect("a case");
        let error = pension(&case, &Parameters::embedded()).expect_err("no base").to_string();
        assert_eq!(error, "no benefit base is known for Tibet in 2019; give it as `base_yuan_month`");
    }
}
