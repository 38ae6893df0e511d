//! `dates`: when funds turn to deficit, need the backstop, and run dry.

use super::keys;
use crate::schema::{Column, TableSpec, columns, join};

/// When funds turn to deficit, need the backstop, and run dry.
pub static DATES: TableSpec = TableSpec {
    name: "dates",
    title: "first years since 2022, one row a world and province, the nation among them",
    title_zh: "首次出现年份（2022 年起，按省并含全国）",
    keys: &["world", "response", "draw", "seed", "province"],
    columns: join!(keys::WORLD, keys::PROVINCE, keys::PROVINCE_NAMES, YEARS),
};

const YEARS: &[Column] = columns! {
    first_deficit_year: WholeOrNone ["year"]
        "first year with a negative current balance, base subsidy included, before transfers; missing = never",
        "首个当期缺口年份（含基础补助，调拨前）；缺失＝未出现";
    first_deficit_without_subsidy: WholeOrNone ["year"]
        "the same without the base subsidy; missing = never",
        "首个当期缺口年份（不含财政补助）；缺失＝未出现";
    first_backstop_year: WholeOrNone ["year"]
        "first year in which central or local budgets pay the backstop; missing = never",
        "首个财政兜底年份；缺失＝未出现";
    exhaustion_year: WholeOrNone ["year"]
        "first year that ends with reserves below a month of benefits; the nation by the sum of provinces; missing = never",
        "累计结余首次低于一个月支出的年份（全国按各省合计）；缺失＝未出现";
};
