//! `province_year`: every province, year by year.

use super::{keys, year_measures};
use crate::schema::{Column, TableSpec, columns, join};

/// Every province, year by year.
pub static PROVINCE_YEAR: TableSpec = TableSpec {
    name: "province_year",
    title: "the provinces, one row a province and year",
    title_zh: "分省分年结果",
    keys: &["world", "response", "draw", "seed", "year", "province"],
    columns: join!(
        keys::WORLD,
        keys::YEAR,
        keys::PROVINCE,
        keys::PROVINCE_NAMES,
        year_measures::HEADS,
        year_measures::FLOWS,
        year_measures::BALANCES,
        year_measures::PUBLIC_FUND,
        year_measures::COLLECTION,
        PLACE,
    ),
};

const PLACE: &[Column] = columns! {
    moves_in: CountOrNone ["persons"]
        "people aged 16 and older who moved in from other provinces in the year; missing in the opening year",
        "当年由外省迁入的 16 岁及以上人口；期初年份缺失";
    moves_out: CountOrNone ["persons"]
        "people aged 16 and older who moved out to other provinces in the year; missing in the opening year",
        "当年迁往外省的 16 岁及以上人口；期初年份缺失";
    gdp_per_head_yuan: Number ["yuan"]
        "gross regional product per resident at current prices",
        "人均地区生产总值（现价）";
};
