//! `diagnostics`: the factors that lead the census to the reference population.

use super::keys;
use crate::schema::{Column, TableSpec, columns, join};

/// Factors of the population, learned once and the same in every world.
pub static DIAGNOSTICS: TableSpec = TableSpec {
    name: "diagnostics",
    title: "factors that lead the census to the reference population, learned once and applied unchanged in every world",
    title_zh: "人口校准因子：由普查衔接参照人口，各情景一律不变",
    keys: &["factor", "sex", "age_from", "province"],
    columns: join!(FACTOR, keys::PROVINCE, keys::PROVINCE_NAMES, VALUE),
};

const FACTOR: &[Column] = columns! {
    factor: Name ["name"]
        "`census_to_wpp`: census over WPP 2024 on 1 November 2020, kept by the cohort for life; `survival_to_2024`: factor on yearly survival 2021–24; `mortality`: provincial factor on death rates",
        "`census_to_wpp`：2020年11月1日普查人口与WPP 2024之比，按队列终身不变；`survival_to_2024`：2021—2024年年存活率因子；`mortality`：分省死亡率因子";
    sex: Name ["name"]
        "`male`, `female` or `both`",
        "`male`（男）、`female`（女）或 `both`（合计）";
    age_from: Whole ["years"]
        "first age of the group in 2020",
        "2020年年龄组下限";
};

const VALUE: &[Column] = columns! {
    age_to: Whole ["years"]
        "last age of the group in 2020",
        "2020年年龄组上限";
    value: Number ["factor"]
        "the factor",
        "因子";
};
