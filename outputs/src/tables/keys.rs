//! The keys that come first in every table.

use crate::schema::{Column, columns, join};

/// Which world, and which draw of its uncertainty.
pub(super) const WORLD: &[Column] = join!(REGIME, RESPONSE, DRAW, SEED);

/// The regime.
pub(super) const REGIME: &[Column] = columns! {
    world: Name ["name"]
        "pooling regime that is simulated, for instance `stand-alone` or `national-pooling`",
        "统筹情景名称，例如 `stand-alone`（省级自求平衡）或 `national-pooling`（全国统筹）";
};

/// Whether governments react, and how.
pub(super) const RESPONSE: &[Column] = columns! {
    response: Name ["name"]
        "`fixed`: governments keep their effort; `responding`: they react to what they retain, central setting; other names add the setting, the ordering or the play",
        "`fixed`：政府征缴努力不变；`responding`：政府随边际留存作出反应（中心设定）；其他名称另注强度、排序或博弈方式";
};

/// Which draw.
pub(super) const DRAW: &[Column] = columns! {
    draw: Whole ["number"]
        "draw of the uncertain parameters, or point of the design (table `design`); 0 is the central values",
        "不确定参数的抽样序号，或实验设计的取值点（见表 `design`）；0 为中心取值";
};

/// Which seed.
pub(super) const SEED: &[Column] = columns! {
    seed: Count ["number"]
        "seed of the random numbers, shared by all worlds of an experiment",
        "随机数种子，同一实验的各情景共用";
};

/// The calendar year.
pub(super) const YEAR: &[Column] = columns! {
    year: Whole ["year"]
        "calendar year",
        "年份";
};

/// The province, for tables that have one row each.
pub(super) const PROVINCE: &[Column] = columns! {
    province: Whole ["GB/T 2260 code"]
        "province-level unit, first two digits of the code; 10 is the nation in tables that have rows of it (leave it out of sums over provinces), and in `ledger` the pool's own account; 65 includes the Xinjiang Production and Construction Corps",
        "省级行政区划代码前两位；10 为全国（仅部分表有此行，不可与各省相加；`ledger` 中为统筹资金本身）；65 含新疆生产建设兵团";
};

/// Its names, after the keys.
pub(super) const PROVINCE_NAMES: &[Column] = columns! {
    province_name: Category ["name"]
        "name of the province; `China` for the nation",
        "省份英文名；全国为 `China`";
    province_name_zh: Category ["name"]
        "Chinese name of the province; `全国` for the nation",
        "省份中文名；全国为“全国”";
};

/// The measure of a summary.
pub(super) const MEASURE: &[Column] = columns! {
    measure: Name ["name"]
        "name of the measure in `summary.json`; yuan, shares or years as the name says",
        "`summary.json` 中的指标名（单位见名称）";
};

/// A headline and the uncertain parameter it is set against.
pub(super) const HEADLINE: &[Column] = columns! {
    headline: Name ["name"]
        "headline, most of them numbers of `fastox evaluate`; shares as fractions, points as points, years as years",
        "主要指标名称（多为 `fastox evaluate` 的输出项）；份额为小数，百分点按点计，年份为公历年";
    parameter: Name ["name"]
        "uncertain parameter (`fastox evaluate --list`); of a choice with the word it takes",
        "不确定参数名（见 `fastox evaluate --list`）；选项类参数并注所取选项";
};
