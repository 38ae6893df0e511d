//! The measures that `national_year` and `province_year` share. Money is the enterprise fund's
//! unless the name says `public`; heads are both funds' unless the name says `enterprise`.

use crate::schema::{Column, columns};

/// People, inside and outside the scheme.
pub(super) const HEADS: &[Column] = columns! {
    population_16_59: Count ["persons"]
        "residents aged 16 to 59 at the end of the year",
        "年末 16—59 岁常住人口";
    population_60_plus: Count ["persons"]
        "residents aged 60 and older at the end of the year",
        "年末 60 岁及以上常住人口";
    population_under_16: Count ["persons"]
        "residents younger than 16 at the end of the year",
        "年末 16 岁以下常住人口";
    contributors: CountOrNone ["persons, both funds"]
        "insured in service who paid in the year, both funds; missing in the opening year, of which only stocks are known",
        "当年实际缴费人员（企业与机关事业单位合计）；期初年份仅有存量，缺失";
    insured_employees: Count ["persons, both funds"]
        "insured in service, whether they paid in the year or not, both funds",
        "在职参保人员（企业与机关事业单位合计，含未缴费人员）";
    insured_employees_enterprise: Count ["persons"]
        "insured in service, enterprise fund",
        "企业职工基本养老保险在职参保人员";
    retirees: Count ["persons, both funds"]
        "retirees who draw a pension at the end of the year, both funds",
        "年末离退休人员（企业与机关事业单位合计）";
    retirees_enterprise: Count ["persons"]
        "retirees who draw a pension at the end of the year, enterprise fund",
        "年末企业离退休人员";
    new_retirees: CountOrNone ["persons, both funds"]
        "people whose pension was awarded in the year, both funds; missing in the opening year",
        "当年新增离退休人员（企业与机关事业单位合计）；期初年份缺失";
};

/// What comes in and goes out of the enterprise fund.
pub(super) const FLOWS: &[Column] = columns! {
    contributions_yuan: Number ["yuan"]
        "contributions of firms, workers and flexible workers credited in the year, without arrears",
        "当年征缴收入（单位、职工与灵活就业人员，不含补缴）";
    purchases_yuan: Number ["yuan"]
        "missing months bought in one sum by those first insured before July 2011, and what comes in for years before the opening (2021)",
        "一次性缴费收入（2011 年 7 月前参保、延长缴费五年仍不足者），及补缴开局以前年度的缴费（2021 年）";
    benefits_yuan: Number ["yuan"]
        "pensions, accounts paid out at death or on leaving, and survivors' benefits paid in the year",
        "当年待遇支出（养老金、个人账户退还与继承、遗属待遇）";
    survivors_yuan: Number ["yuan"]
        "of the benefits: funeral grants and lump sums to survivors",
        "其中：丧葬补助金与抚恤金";
    to_residents_scheme_yuan: Number ["yuan"]
        "of the benefits: accounts of people who left for the residents' scheme without a pension",
        "其中：不足最低缴费年限者转入城乡居民养老保险的个人账户";
    interest_yuan: Number ["yuan"]
        "return on the reserves of the year",
        "当年累计结余的利息与投资收益";
    subsidy_central_yuan: Number ["yuan"]
        "base subsidy of the central treasury, the same path in every world",
        "中央财政基础补助（各情景路径相同）";
    subsidy_local_yuan: Number ["yuan"]
        "base subsidy of local treasuries, the same path in every world",
        "地方财政基础补助（各情景路径相同）";
    backstop_central_yuan: Number ["yuan"]
        "what the central treasury pays to close the gap that clauses, subsidy and reserves leave",
        "中央财政兜底支出（规则、基础补助和结余之外的剩余缺口）";
    backstop_local_yuan: Number ["yuan"]
        "what local treasuries pay to close the gap that clauses, subsidy and reserves leave",
        "地方财政兜底支出（规则、基础补助和结余之外的剩余缺口）";
    transfers_in_yuan: Number ["yuan"]
        "allocation received under the pooling rules; the nation is the sum of provinces",
        "统筹下拨收入（全国为各省之和）";
    transfers_out_yuan: Number ["yuan"]
        "remittance paid under the pooling rules; the nation is the sum of provinces",
        "统筹上解支出（全国为各省之和）";
    relations_in_yuan: Number ["yuan"]
        "accounts and pooled part that came with pension relations from other provinces; outside the current balance",
        "基本养老保险关系转移收入（个人账户与 12% 统筹部分，不计入当期结余）";
    relations_out_yuan: Number ["yuan"]
        "accounts and pooled part that left with pension relations for other provinces; outside the current balance",
        "基本养老保险关系转移支出（个人账户与 12% 统筹部分，不计入当期结余）";
};

/// Where the enterprise fund stands.
pub(super) const BALANCES: &[Column] = columns! {
    reserves_opening_yuan: Number ["yuan"]
        "accumulated balance at the start of the year; 2021 opens so that 2024 ends with the published balance, which is both funds'",
        "年初累计结余；2021 年期初值由 2024 年末公布余额（企业与机关事业单位合计）倒推";
    reserves_yuan: Number ["yuan"]
        "accumulated balance at the end of the year; opened with the balance of both funds, of which none is published for enterprises alone; special transfers and local shares that change it have no column here and stand in `ledger`",
        "年末累计结余；期初含两项基金余额（企业部分未单独公布）；影响结余的专项转移支付与地方分担不在本表列出，见 `ledger`";
    reserve_months: Number ["months"]
        "months of this year's pensions that the closing reserves would pay; missing where none are paid",
        "年末累计结余可支付月数；无待遇支出时缺失";
    current_balance_yuan: Number ["yuan"]
        "contributions + purchases + interest + base subsidy − benefits, before transfers and backstop",
        "当期结余：征缴收入＋利息＋基础财政补助－养老金支出（统筹调拨与兜底之前）";
    balance_without_subsidy_yuan: Number ["yuan"]
        "contributions + purchases + interest − benefits, before subsidy, transfers and backstop",
        "不含财政补助的当期结余：征缴收入＋利息－养老金支出";
    accounts_yuan: Number ["yuan, both funds"]
        "notional balance of the individual accounts of people in service at the end of the year, both funds",
        "年末在职参保人员个人账户记账余额（名义账户，企业与机关事业单位合计）";
};

/// The fund of government and public institutions, balanced every year by the employers' budgets.
pub(super) const PUBLIC_FUND: &[Column] = columns! {
    contributions_public_yuan: Number ["yuan"]
        "contributions to the fund of government and public institutions",
        "机关事业单位基本养老保险征缴收入";
    benefits_public_yuan: Number ["yuan"]
        "pensions paid by the fund of government and public institutions",
        "机关事业单位基本养老保险养老金支出";
    budget_public_yuan: Number ["yuan"]
        "what the employers' budgets add so that the public fund balances in the year",
        "机关事业单位基金当年由财政预算补足的金额";
};

/// How much is collected, from whom, on what wages.
pub(super) const COLLECTION: &[Column] = columns! {
    collection_rate: Number ["share"]
        "contributions ÷ potential contributions, enterprise fund; missing where nobody is insured",
        "征缴率：征缴收入 ÷ 应征收入（企业职工基金）；无人参保时缺失";
    potential_contributions_yuan: Number ["yuan"]
        "what the statutory rate on own wages within floor and cap would yield from all insured in service",
        "应征收入：全部在职参保人员按本人工资（缴费基数上下限之内）和法定费率应缴的金额";
    coverage_share: Number ["share, both funds"]
        "coverage: insured in service per resident aged 16 to 59; above 1 where a province insures more people than live there at that age",
        "覆盖率：在职参保人员 ÷ 16—59 岁常住人口；在职参保人员多于该年龄常住人口的省份大于 1";
    mean_pension_yuan_month: Number ["yuan/month"]
        "mean pension, enterprise fund; missing where nobody draws one",
        "企业离退休人员月人均养老金；无离退休人员时缺失";
    mean_base_yuan_month: Number ["yuan/month"]
        "mean contribution base of contributors, enterprise fund; missing where nobody paid",
        "企业缴费人员月人均缴费基数；无人缴费时缺失";
    average_wage_yuan_month: Number ["yuan/month"]
        "average wage that sets the floor and the cap of the contribution base",
        "全口径城镇单位就业人员月平均工资（核定缴费基数上下限）";
    effort: Number ["ratio"]
        "government effort: collection rate ÷ its value where all that is collected is kept; missing where nobody is insured",
        "政府征缴努力：征缴率 ÷ 边际留存为 1 时的征缴率；无人参保时缺失";
    dependency_ratio: Number ["ratio, both funds"]
        "system dependency ratio: retirees per insured employee, both funds; missing where nobody is insured",
        "制度赡养率：离退休人员 ÷ 在职参保人员（企业与机关事业单位合计）；无人参保时缺失";
};
