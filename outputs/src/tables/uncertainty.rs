//! `uncertainty`: headlines over the draws of the uncertain parameters.

use super::keys;
use crate::schema::{Column, TableSpec, columns, join};

/// Headlines over the draws of the uncertain parameters. Only runs with draws have it.
pub static UNCERTAINTY: TableSpec = TableSpec {
    name: "uncertainty",
    title: "headlines over the draws of the uncertain parameters, one row a world and measure, and one a difference; only with `--draws`",
    title_zh: "主要指标在不确定参数各次抽样间的分布（仅在使用 `--draws` 时生成）",
    keys: &["world", "response", "against", "measure"],
    columns: join!(keys::REGIME, keys::RESPONSE, AGAINST, keys::MEASURE, BAND),
};

const AGAINST: &[Column] = columns! {
    against: Name ["name"]
        "empty: the measure itself; otherwise the regime it is compared with, and the row is the difference draw by draw, same response",
        "为空表示指标本身；否则为对照情景名，本行为同一反应设定下逐次抽样之差";
};

const BAND: &[Column] = columns! {
    central: Number ["as the measure"]
        "value at the central parameters, draw 0, mean over seeds",
        "参数取中心值（抽样 0）时的值（种子均值）";
    p05: Number ["as the measure"]
        "smallest value with at least 5 % of the weight of the draws at or below it; a year that never comes is later than any, and missing",
        "5% 分位数（取最小的、至少有 5% 抽样权重不超过它的值；未出现的年份视为最晚，记为缺失）";
    p50: Number ["as the measure"]
        "the same with half of the weight: the median",
        "中位数（同上）";
    p95: Number ["as the measure"]
        "the same with 95 % of the weight",
        "95% 分位数（同上）";
    positive: Number ["share"]
        "share of the draws, by their weights, where the value is above zero",
        "取值大于零的抽样所占权重";
    draws: Count ["number"]
        "draws that know the measure, draw 0 not counted",
        "有该指标值的抽样次数（不含抽样 0）";
};
