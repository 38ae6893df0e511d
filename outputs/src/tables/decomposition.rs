//! `decomposition`: what a change of the regime does by itself, and what reactions add.

use super::keys;
use crate::schema::{Column, TableSpec, columns, join};

/// What a change of the regime does by itself, and what reactions add.
pub static DECOMPOSITION: TableSpec = TableSpec {
    name: "decomposition",
    title: "headline measures from one regime to another, one row a pair, seed and measure",
    title_zh: "情景间主要指标差异的分解（机械效应与行为效应）",
    keys: &["from_world", "to_world", "response", "draw", "seed", "statistic", "measure"],
    columns: join!(PAIR, keys::RESPONSE, keys::DRAW, SEED, STATISTIC, keys::MEASURE, EFFECTS),
};

const PAIR: &[Column] = columns! {
    from_world: Name ["name"]
        "regime A, the earlier of the two in the run",
        "对照情景 A（在实验中排序在前）";
    to_world: Name ["name"]
        "regime B",
        "比较情景 B";
};

const SEED: &[Column] = columns! {
    seed: CountOrNone ["number"]
        "seed of the random numbers, shared by all worlds of an experiment; missing for a mean over seeds",
        "随机数种子，同一实验的各情景共用；种子均值时缺失";
};

const STATISTIC: &[Column] = columns! {
    statistic: Name ["name"]
        "`seed`: one seed; `mean`: mean over all seeds, where all know the measure, without a `seed`",
        "`seed`：单一种子；`mean`：全部种子的均值（各种子均有值时；`seed` 列缺失）";
};

const EFFECTS: &[Column] = columns! {
    mechanical: Number ["as the measure"]
        "B fixed − A fixed: provinces keep their effort",
        "机械效应：征缴努力不变时 B 与 A 之差";
    behavioural: Number ["as the measure"]
        "(B responding − B fixed) − (A responding − A fixed): what reactions add",
        "行为效应：政府反应带来的差异之差";
    total: Number ["as the measure"]
        "mechanical + behavioural = B responding − A responding",
        "合计：机械效应＋行为效应";
};
