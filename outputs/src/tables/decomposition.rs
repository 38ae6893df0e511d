//! `decomposition`: what a change of the regime does by itself, and what reactions add; of `fastox decompose`, what each
//! of five factors adds to the country of 2024 carried on.

use super::keys;
use crate::schema::{Column, TableSpec, columns, join};

/// What a change of the regime does by itself, and what reactions add.
pub static DECOMPOSITION: TableSpec = TableSpec {
    name: "decomposition",
    title: "headline measures from one regime to another, one row a pair, seed, factor and measure",
    title_zh: "情景间主要指标差异的分解（机械效应与行为效应；五因素沙普利值）",
    keys: &["from_world", "to_world", "response", "draw", "seed", "statistic", "factor", "measure"],
    columns: join!(PAIR, keys::RESPONSE, keys::DRAW, SEED, STATISTIC, FACTOR, keys::MEASURE, EFFECTS),
};

const PAIR: &[Column] = columns! {
    from_world: Name ["name"]
        "regime A, the earlier of the two in the run; `held`: the country of 2024 carried on (`fastox decompose`)",
        "对照情景 A（在实验中排序在前）；`held`：2024 年状况延续不变（`fastox decompose`）";
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

const FACTOR: &[Column] = columns! {
    factor: Name ["name"]
        "`all`: the whole difference; `ageing`, `migration`, `wages`, `response`, `regime`: the Shapley value of one factor, which add up to it",
        "`all`：全部差异；`ageing`（老龄化）、`migration`（迁移）、`wages`（工资与覆盖）、`response`（政府反应）、`regime`（统筹制度）：各因素的沙普利值，合计即全部差异";
};

const EFFECTS: &[Column] = columns! {
    mechanical: Number ["as the measure"]
        "B fixed − A fixed: provinces keep their effort; missing from `held`",
        "机械效应：征缴努力不变时 B 与 A 之差；自 `held` 起的行缺失";
    behavioural: Number ["as the measure"]
        "(B responding − B fixed) − (A responding − A fixed): what reactions add; missing from `held`",
        "行为效应：政府反应带来的差异之差；自 `held` 起的行缺失";
    total: Number ["as the measure"]
        "mechanical + behavioural = B responding − A responding; from `held`, what the factor adds",
        "合计：机械效应＋行为效应；自 `held` 起的行为该因素的贡献";
};
