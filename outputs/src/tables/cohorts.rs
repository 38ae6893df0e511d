//! `cohorts`: what birth cohorts pay in and draw over life.

use super::keys;
use crate::schema::{Column, TableSpec, columns, join};

/// What birth cohorts pay in and draw over life.
pub static COHORTS: TableSpec = TableSpec {
    name: "cohorts",
    title: "what members of the enterprise fund pay in and draw over life, one row a birth cohort, sex, wage group and mobility",
    title_zh: "企业职工基金参保人终身缴费与待遇（按五年出生队列、性别、工资组与是否流动）",
    keys: &["world", "response", "draw", "seed", "birth_cohort", "sex", "wage_group", "mobility"],
    columns: join!(keys::WORLD, COHORT, HEADS, FLOWS, RETURNS, AWARD),
};

const COHORT: &[Column] = columns! {
    birth_cohort: Whole ["year"]
        "first of five years of birth",
        "五年出生队列的首年";
    sex: Name ["name"]
        "`female` or `male`",
        "性别：`female` 女；`male` 男";
    wage_group: Whole ["quintile"]
        "quintile of the persistent wage at entry, 1 (lowest) to 5",
        "进入时持久工资的五等分组，1 为最低";
    mobility: Name ["name"]
        "`mover`: lived outside the hukou province at the end of 2020 or later; what was paid before the first move stands with `stayer`",
        "`mover`：2020 年末或之后曾在户籍省以外居住；首次流动前的缴费计入 `stayer`（未流动者）";
};

const HEADS: &[Column] = columns! {
    in_service: Count ["persons"]
        "members in service at the end of the last year",
        "末年年末在职参保人数";
    retired: Count ["persons"]
        "members whose pension was awarded from 2021 on and who live at the end of the last year",
        "2021 年起核定待遇且末年年末健在的退休人员";
    awards: Count ["persons"]
        "pensions awarded from 2021 to the last year",
        "2021 年至末年新核定待遇的人数";
};

const FLOWS: &[Column] = columns! {
    contributions_before_yuan: Number ["yuan"]
        "contributions before 2021 of those in service at the end of 2020, with interest to then: account × (all rates ÷ account rate), 2024 prices; synthetic",
        "2020 年末在职者此前缴费的本息（按个人账户余额与费率之比推算，2024 年价，合成值）";
    contributions_yuan: Number ["yuan"]
        "contributions from 2021 to the last year, firm, worker and flexible, with months bought in one sum, 2024 prices",
        "2021 年至末年的缴费（单位、个人、灵活就业与一次性缴费，2024 年价）";
    own_contributions_yuan: Number ["yuan"]
        "of them what workers, flexible workers and purchasers paid themselves, 2024 prices",
        "其中：个人缴纳部分（2024 年价）";
    benefits_yuan: Number ["yuan"]
        "pensions, accounts paid out and survivors' benefits from 2021 to the last year, 2024 prices",
        "2021 年至末年的待遇（养老金、个人账户退还、遗属待遇，2024 年价）";
    benefits_after_yuan: Number ["yuan"]
        "expected pensions after the last year at its mortality and indexation, and accounts of those still in service, 2024 prices",
        "末年之后按末年死亡率与待遇调整推算的养老金及在职者账户余额（2024 年价）";
    benefits_opening_yuan: Number ["yuan"]
        "benefits from 2021 on of people retired by 2020, outside all measures of this row, 2024 prices",
        "2020 年前已退休者 2021 年起的待遇（不计入本行各指标，2024 年价）";
    simulated_share: Number ["share"]
        "contributions and benefits of 2021 to the last year ÷ all contributions and benefits of the row; missing where there are none after those of the opening",
        "模拟期缴费与待遇占本行全部缴费与待遇之比；均无时缺失";
};

const RETURNS: &[Column] = columns! {
    internal_rate_of_return: Number ["share"]
        "yearly real rate at which contributions of firm and worker and benefits have one value; missing if there is none, or while over 5 % of the members are in service",
        "实际内部收益率（单位与个人缴费合计）；不存在或在职成员超过 5% 时缺失";
    internal_rate_of_return_own: Number ["share"]
        "the same on what people paid themselves; missing alike",
        "实际内部收益率（仅个人缴费）；缺失同上";
    benefit_contribution_ratio: Number ["ratio"]
        "present value of benefits ÷ present value of contributions, at the discount rate of the run; missing where nothing was paid, or while over 5 % of the members are in service",
        "待遇现值 ÷ 缴费现值（按设定贴现率）；无缴费或在职成员超过 5% 时缺失";
    net_present_value_yuan: Number ["yuan"]
        "present value in 2024 of benefits less contributions; missing while over 5 % of the members are in service",
        "待遇减缴费的净现值（2024 年）；在职成员超过 5% 时缺失";
};

const AWARD: &[Column] = columns! {
    first_pension_yuan_month: Number ["yuan/month"]
        "mean first pension of those awarded, at the prices of the award; missing where nobody was",
        "首次月养老金均值（当年价）；无人核定时缺失";
    last_wage_yuan_month: Number ["yuan/month"]
        "mean own wage of the year of award, insured or not, at the prices of the award; missing where nobody was awarded",
        "核定当年本人月工资均值（无论是否缴费，当年价）；无人核定时缺失";
    replacement_rate: Number ["share"]
        "gross replacement rate at award: mean first pension ÷ mean last wage; missing where nobody was awarded",
        "核定时总替代率：首次月养老金均值 ÷ 退休前月工资均值；无人核定时缺失";
};
