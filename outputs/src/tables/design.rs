//! `design` and `outcomes`: what the points of a design have, and what comes of them.

use super::keys;
use crate::schema::{Column, TableSpec, columns, join};

/// The points of a design. Only runs of an experiment with a `[design]` have it.
pub static DESIGN: TableSpec = TableSpec {
    name: "design",
    title: "points of the design, one row a point and parameter it varies; only of an experiment with a `[design]`",
    title_zh: "实验设计的各个取值点，每点每个参数一行（仅在实验文件含 `[design]` 时生成）",
    keys: &["draw", "parameter"],
    columns: join!(keys::DRAW, POINT),
};

/// The headlines at each point.
pub static OUTCOMES: TableSpec = TableSpec {
    name: "outcomes",
    title: "headlines at each point of the design, one row a point, world and measure; only of an experiment with a `[design]`",
    title_zh: "各取值点的主要指标，每点、每情景、每指标一行（仅在实验文件含 `[design]` 时生成）",
    keys: &["draw", "world", "response", "measure"],
    columns: join!(keys::DRAW, keys::REGIME, keys::RESPONSE, keys::MEASURE, OUTCOME),
};

const POINT: &[Column] = columns! {
    parameter: Name ["name"]
        "dotted name of a parameter",
        "参数名";
    written: Name ["name"]
        "its value as people write it, with dates where it has some",
        "书写形式的取值（如有日期则附日期）";
    value: Number ["unit of the parameter"]
        "its only changed value: shares as fractions of one, times in months, money in yuan; missing = several, or a choice",
        "唯一被改动的取值：份额为小数，时间为月，金额为元；有多个取值或为选项时缺失";
    measured_in: Name ["name"]
        "unit of the parameter",
        "计量单位";
};

const OUTCOME: &[Column] = columns! {
    value: Number ["as the measure"]
        "mean over seeds; missing = it does not come about, or there is none",
        "种子均值；未出现或不存在时缺失";
    less_central: Number ["as the measure"]
        "the same less its value at the central parameters, draw 0; missing where either is",
        "与参数取中心值（抽样 0）时之差；任一缺失时缺失";
};
