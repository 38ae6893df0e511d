//! `fit`: model against published numbers.

use super::keys;
use crate::schema::{Column, TableSpec, columns, join};

/// Model against published numbers. It has no world: only the world as enacted, with governments
/// that respond, is compared with what happened.
pub static FIT: TableSpec = TableSpec {
    name: "fit",
    title: "model against published numbers, one row a target, province, year and source",
    title_zh: "模型与公布数据的对照",
    keys: &["target", "province", "year", "source"],
    columns: join!(TARGET, keys::YEAR, SOURCE, keys::PROVINCE_NAMES, COMPARISON),
};

const TARGET: &[Column] = columns! {
    target: Name ["name"]
        "what is compared",
        "对照指标";
    province: Whole ["GB/T 2260 code"]
        "province-level unit, first two digits of the code; 10 is the nation, 90 some provinces together (the source names them): leave both out of sums over provinces",
        "省级行政区划代码前两位；10 为全国，90 为若干省份合计（见来源列）；两者不可与各省相加";
};

const SOURCE: &[Column] = columns! {
    source: Name ["name"]
        "quality and source of the published value, or why nothing is published",
        "公布值的质量与来源；未公布时为原因";
};

const COMPARISON: &[Column] = columns! {
    unit: Name ["name"]
        "unit of `model` and `published`",
        "`model` 与 `published` 的单位";
    model: Number ["as `unit` says"]
        "value of the model; missing where nobody stands behind it, as a mean age of claims in a year without any",
        "模型值；无对应人员时缺失（如无人申领的年份的平均领取年龄）";
    published: Number ["as `unit` says"]
        "published value; missing where nothing is published",
        "公布值；无公布数据时缺失";
    error: Number ["share"]
        "model ÷ published − 1; missing where nothing is published, or where the model has no value",
        "相对误差：模型值 ÷ 公布值 － 1；无公布数据或模型无值时缺失";
    tolerance: Number ["share"]
        "largest relative error that counts as a hit; missing for context",
        "允许的相对误差；仅作背景参考时缺失";
    role: Name ["name"]
        "`fit`: fitted; `weighed`: in the likelihood of the response; `hold-out`: never fitted; `context`: shown only; `by-construction`: holds by definition",
        "用途：`fit` 拟合；`weighed` 用于响应规模的似然；`hold-out` 样本外检验；`context` 背景参考；`by-construction` 依定义成立";
    note: Name ["name"]
        "definition, sampling error of the model, the world that is compared",
        "口径、模型抽样误差与所对照的世界";
};
