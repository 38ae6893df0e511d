//! `national_year`: the country, year by year.

use super::{keys, year_measures};
use crate::schema::{Column, TableSpec, columns, join};

/// The country, year by year.
pub static NATIONAL_YEAR: TableSpec = TableSpec {
    name: "national_year",
    title: "the country, one row a year",
    title_zh: "全国分年结果",
    keys: &["world", "response", "draw", "seed", "year"],
    columns: join!(
        keys::WORLD,
        keys::YEAR,
        year_measures::HEADS,
        year_measures::FLOWS,
        year_measures::BALANCES,
        year_measures::PUBLIC_FUND,
        year_measures::COLLECTION,
        BURDEN,
        LOST,
        COUNTRY,
    ),
};

const BURDEN: &[Column] = columns! {
    central_burden_yuan: Number ["yuan"]
        "central fiscal burden: base subsidy (central share) + special and emergency transfers + backstop − clawbacks and remittances kept, enterprise fund only",
        "中央财政负担：基础补助（中央部分）＋专项与应急转移支付＋兜底支出－扣回与留存上解（仅企业职工基金）";
    central_burden_constant_yuan: Number ["yuan"]
        "central fiscal burden at 2024 prices",
        "中央财政负担（2024 年不变价）";
    central_burden_gdp_share: Number ["share"]
        "central fiscal burden ÷ GDP",
        "中央财政负担占国内生产总值的比例";
    central_burden_pv_yuan: Number ["yuan"]
        "this year's central fiscal burden, discounted to 2024; sum it over years for a total",
        "当年中央财政负担折现至 2024 年的现值（逐年相加得累计现值）";
    local_burden_yuan: Number ["yuan"]
        "burden of local treasuries: base subsidy (local share) + backstop, enterprise fund only",
        "地方财政负担：基础补助（地方部分）＋兜底支出（仅企业职工基金）";
    central_burden_revenue_share: Number ["share"]
        "central fiscal burden ÷ revenue of the enterprise fund (contributions, purchases, interest, subsidies, backstop)",
        "中央财政负担占企业职工基金收入的比例（缴费、利息、补助与兜底）";
    local_burden_constant_yuan: Number ["yuan"]
        "burden of local treasuries at 2024 prices",
        "地方财政负担（2024 年不变价）";
    local_burden_gdp_share: Number ["share"]
        "burden of local treasuries ÷ GDP",
        "地方财政负担占国内生产总值的比例";
    local_burden_revenue_share: Number ["share"]
        "burden of local treasuries ÷ revenue of the enterprise fund",
        "地方财政负担占企业职工基金收入的比例";
    local_burden_pv_yuan: Number ["yuan"]
        "this year's burden of local treasuries, discounted to 2024; sum it over years for a total",
        "当年地方财政负担折现至 2024 年的现值（逐年相加得累计现值）";
};

const LOST: &[Column] = columns! {
    lost_constant_yuan: Number ["yuan"]
        "contributions lost against provinces that keep all they collect, at 2024 prices",
        "与全额留存相比损失的征缴收入（2024 年不变价）";
    lost_in_surplus_share: Number ["share"]
        "of them, the share of provinces in surplus in the year, before transfers; missing where nothing is lost",
        "其中当年有结余省份所占比例（统筹调拨前）；无损失时缺失";
    lost_in_surplus_2024_share: Number ["share"]
        "of them, the share of provinces in surplus in the published accounts of 2024; missing where nothing is lost",
        "其中 2024 年公布账目有结余省份所占比例；无损失时缺失";
};

const COUNTRY: &[Column] = columns! {
    pool_reserves_yuan: Number ["yuan"]
        "what the national pool holds at the end of the year, beside the reserves of the provinces",
        "年末全国统筹调剂资金结存（各省累计结余之外）";
    gdp_yuan: Number ["yuan"]
        "gross domestic product at current prices; after 2024 it grows with average wages and the nation's residents of 20 to 59 (assumption)",
        "国内生产总值（现价）；2024 年以后随平均工资与全国 20—59 岁常住人口增长（假设）";
    deaths: CountOrNone ["persons"]
        "residents who died in the year, WPP's death rates; children under 16 with the few of them who emigrated; missing in the opening year",
        "当年死亡人口（死亡率取自世界人口展望；16 岁以下含少量迁出境外者）；期初年份缺失";
    emigrants: CountOrNone ["persons"]
        "residents of 16 and older who left the country, net of those who came; to 2024 with what leads the cohorts of the census to the reference population of 2024; missing in the opening year",
        "当年 16 岁及以上净迁出境外人口（2024 年以前含普查队列与 2024 年参照人口之间的调整）；期初年份缺失";
    births: CountOrNone ["persons"]
        "children born in the year: WPP's births times census over WPP of those under five; missing in the opening year",
        "当年出生人口（世界人口展望出生数乘以五岁以下普查与展望之比）；期初年份缺失";
    entrants_16: CountOrNone ["persons"]
        "children who turned 16 and became persons of the model; missing in the opening year",
        "当年满 16 岁进入模型的人口；期初年份缺失";
};
