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
        "headline with the parameter low; missing for a word of a choice, or where the headline is not known then",
        "参数取低值时的指标；选项类参数或指标无值时缺失";
    value_at_central: Number ["as the headline"]
        "headline with all parameters central",
        "全部参数取中心值时的指标";
    value_at_high: Number ["as the headline"]
        "headline with the parameter high, or with the word that is named; missing where the headline is not known then",
        "参数取高值（或所注选项）时的指标；指标无值时缺失";
};
