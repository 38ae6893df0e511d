//! `inequality`: how unequal provinces are, before pooling and after.

use super::keys;
use crate::schema::{Column, TableSpec, columns, join};

/// How unequal provinces are, before pooling and after.
pub static INEQUALITY: TableSpec = TableSpec {
    name: "inequality",
    title: "Gini and Theil across provinces, one row a year, measure and stage",
    title_zh: "省际差异：基尼系数与泰尔指数（统筹前后）",
    keys: &["world", "response", "draw", "seed", "year", "measure", "stage"],
    columns: join!(keys::WORLD, keys::YEAR, WHAT, INDICES),
};

const WHAT: &[Column] = columns! {
    measure: Name ["name"]
        "`reserve_months`; `benefit_per_retiree` in yuan; `benefit_relative_to_wage`; `burden_of_wages` and `burden_of_gdp`, contributions ÷ wages of the insured or GDP",
        "`reserve_months` 可支付月数；`benefit_per_retiree` 人均待遇；`benefit_relative_to_wage` 待遇与平均工资之比；`burden_of_wages`、`burden_of_gdp` 缴费占工资总额或地区生产总值之比";
    stage: Name ["name"]
        "`before`: each province on its own means of the year; `after`: with transfers and backstop",
        "`before`：统筹前（仅本省当年财力）；`after`：统筹与兜底之后";
};

const INDICES: &[Column] = columns! {
    national: Number ["as the measure"]
        "the nation's ratio, the mean of the provinces by the size of their denominator",
        "全国水平（以各省分母加权的均值）";
    gini: Number ["ratio"]
        "Gini coefficient of the provinces, weighted by their denominator; missing where a province is negative or the nation zero, since parts of a whole have one sign",
        "基尼系数（以各省分母加权）；有省份为负或全国为零时缺失";
    theil: Number ["ratio"]
        "Theil T index of the provinces, weighted alike; missing where the Gini coefficient is",
        "泰尔指数 T（同一权重）；缺失同基尼系数";
    theil_between: Number ["ratio"]
        "its part between east, centre, west and north-east; missing where the index is",
        "泰尔指数的区域间部分（东、中、西、东北）；缺失同泰尔指数";
    theil_within: Number ["ratio"]
        "its part within these regions; missing alike",
        "泰尔指数的区域内部分；缺失同上";
};
