//! `sensitivity`: Sobol' indices of headlines over the uncertain parameters; `fastox sensitivity` leaves it.

use super::keys;
use crate::schema::{Column, TableSpec, columns, join};

/// Sobol' indices of headlines over the uncertain parameters.
pub static SENSITIVITY: TableSpec = TableSpec {
    name: "sensitivity",
    title: "Sobol' indices of headlines, one row a headline and uncertain parameter (left by `fastox sensitivity`)",
    title_zh: "主要指标对不确定参数的 Sobol' 敏感性指数（由 `fastox sensitivity` 生成）",
    keys: &["headline", "parameter"],
    columns: join!(keys::HEADLINE, INDICES),
};

const INDICES: &[Column] = columns! {
    first: Number ["share"]
        "first-order index: share of the headline's variance that goes if this parameter alone is known; estimates scatter below zero; missing if the headline does not vary",
        "一阶指数：仅知该参数可消除的方差份额；估计值可略小于零；指标无变化时缺失";
    first_se: Number ["share"]
        "its standard error, by bootstrap over the rows of the design",
        "一阶指数的自助法标准误";
    total: Number ["share"]
        "total index: share of the variance that stays if all other parameters are known",
        "总指数：其余参数均已知时仍剩余的方差份额";
    total_se: Number ["share"]
        "its standard error, by bootstrap",
        "总指数的自助法标准误";
    samples: Count ["number"]
        "rows of the Saltelli design",
        "Saltelli 设计的行数";
    not_reached: Number ["share"]
        "share of the design's runs in which the year did not come by the last year, and counts as the year after it",
        "设计中截至末年仍未出现该年份（按末年次年计）的运行份额";
};
