//! `tornado`: headlines with one uncertain parameter low or high, the others central; `fastox sensitivity` leaves it.

use super::keys;
use crate::schema::{Column, TableSpec, columns, join};

/// Headlines with one parameter low or high.
pub static TORNADO: TableSpec = TableSpec {
    name: "tornado",
    title: "headlines with one uncertain parameter low or high and the others central (left by `fastox sensitivity`)",
    title_zh: "单一不确定参数取低值或高值、其余取中心值时的主要指标（由 `fastox sensitivity` 生成）",
    keys: &["headline", "parameter"],
    columns: join!(keys::HEADLINE, ENDS),
};

const ENDS: &[Column] = columns! {
    low: Number ["as the parameter"]
        "low value of the parameter in its natural unit; missing for a word of a choice",
        "参数低值（自然单位）；选项类参数缺失";
    high: Number ["as the parameter"]
        "high value; missing for a word of a choice",
        "参数高值；选项类参数缺失";
    value_at_low: Number ["as the headline"]
        "headline with the parameter low; missing for a word of a choice, where the headline is not known then, or for a year that does not come by the last one",
        "参数取低值时的指标；选项类参数、指标无值或年份到末年仍未出现时缺失";
    value_at_central: Number ["as the headline"]
        "headline with all parameters central; missing for a year that does not come by the last one",
        "全部参数取中心值时的指标；年份到末年仍未出现时缺失";
    value_at_high: Number ["as the headline"]
        "headline with the parameter high, or with the word that is named; missing where the headline is not known then, or for a year that does not come by the last one",
        "参数取高值（或所注选项）时的指标；指标无值或年份到末年仍未出现时缺失";
    swing: Number ["as the headline"]
        "how far apart the three values lie; a year that does not come by the last one counts as the year after it",
        "三个取值的最大差；到末年仍未出现的年份按末年次年计";
    between_seeds: Number ["as the headline"]
        "how far apart two seeds lie in 95 of 100 cases, all parameters central: a swing within it may be chance; missing if the headline is not known on all seeds that were lived",
        "全部参数取中心值时两个种子之差在 95 % 的情形中不超过的值：变动在其内可能出于偶然；若非所有种子均有取值则缺失";
};
