//! `parameters`: every parameter as it stands in a year; the Python package hands it over.

use crate::schema::{Column, TableSpec, columns};

/// Every parameter as it stands in a year.
pub static PARAMETERS: TableSpec = TableSpec {
    name: "parameters",
    title: "every parameter of the model as it stands in a year, nationally (handed over by `fastox.parameters` in Python)",
    title_zh: "某一年份的全部模型参数（全国值；由 Python 的 `fastox.parameters` 给出）",
    keys: &["parameter"],
    columns: COLUMNS,
};

const COLUMNS: &[Column] = columns! {
    parameter: Name ["name"]
        "dotted name, as in an `[override]`",
        "参数名（用于 `[override]`）";
    central: Number ["unit of the parameter"]
        "mean over the months of the year; shares as fractions of one, times in months, money in yuan; missing = by province only, or a choice",
        "当年各月均值；份额为小数，时间为月，金额为元；仅有分省值或为选项时缺失";
    written: Name ["name"]
        "the value as people write it",
        "书写形式的取值";
    low: Number ["unit of the parameter"]
        "low end of the sweep, or 1.96 standard errors below; missing = not swept",
        "敏感性区间下限，或中心值减 1.96 个标准误；未设区间时缺失";
    high: Number ["unit of the parameter"]
        "high end of the sweep, or 1.96 standard errors above; missing = not swept",
        "敏感性区间上限，或中心值加 1.96 个标准误；未设区间时缺失";
    least: Number ["unit of the parameter"]
        "refused below; missing for a choice",
        "允许的最小值；选项时缺失";
    most: Number ["unit of the parameter"]
        "refused above; missing for a choice",
        "允许的最大值；选项时缺失";
    spread: Name ["name"]
        "`uniform` or `normal` between low and high; empty = not drawn",
        "在区间内的分布：`uniform` 或 `normal`；空＝不抽样";
    standard_error: Number ["unit of the parameter"]
        "standard error of an estimate",
        "估计值的标准误";
    measured_in: Name ["name"]
        "unit of the parameter",
        "计量单位";
    kind: Name ["name"]
        "`law`, `estimate` or `assumption`",
        "性质：`law`、`estimate` 或 `assumption`";
    quality: Name ["name"]
        "how good the figure is: `published`, `secondary`, `derived`, `recalled` or `assumed`",
        "数据质量：`published`、`secondary`、`derived`、`recalled` 或 `assumed`";
    source: Name ["name"]
        "where it comes from",
        "来源";
    title: Name ["name"]
        "what it is",
        "英文名称";
    title_zh: Name ["name"]
        "what it is, in Chinese",
        "中文名称";
    read_by: Name ["name"]
        "who reads it: `run`, `person`, `calibration`, joined by `+`",
        "由谁读取：`run`、`person`、`calibration`（以 `+` 相连）";
    moves: Name ["name"]
        "column of `national_year` that moved most between the ends of its range in a small country; empty = none",
        "在小规模国家中随取值变化最大的 `national_year` 列；空＝无";
    first_year: Name ["name"]
        "first year that moved there; empty = none",
        "最先变化的年份；空＝无";
};
