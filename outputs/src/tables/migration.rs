//! `migration`: who moved between which provinces, and whose rights moved along.

use super::keys;
use crate::schema::{Column, TableSpec, columns, join};

/// Who moved between which provinces, and whose rights moved along.
pub static MIGRATION: TableSpec = TableSpec {
    name: "migration",
    title: "moves between provinces, one row a pair of provinces and year",
    title_zh: "省际流动与养老保险关系转移接续",
    keys: &["world", "response", "draw", "seed", "year", "origin", "destination"],
    columns: join!(keys::WORLD, keys::YEAR, MOVES),
};

const MOVES: &[Column] = columns! {
    origin: Whole ["GB/T 2260 code"]
        "province of residence before the move",
        "迁出省份代码";
    destination: Whole ["GB/T 2260 code"]
        "province of residence after the move",
        "迁入省份代码";
    origin_name: Category ["name"]
        "name of the origin",
        "迁出省份英文名";
    origin_name_zh: Category ["name"]
        "Chinese name of the origin",
        "迁出省份中文名";
    destination_name: Category ["name"]
        "name of the destination",
        "迁入省份英文名";
    destination_name_zh: Category ["name"]
        "Chinese name of the destination",
        "迁入省份中文名";
    persons: Count ["persons"]
        "people aged 16 and older who moved",
        "迁移的 16 岁及以上人口";
    insured: Count ["persons, both funds"]
        "movers who had a pension relation in service",
        "其中在职参保人员";
    rights_kept: Count ["persons, both funds"]
        "insured movers whose pension relation moved along",
        "其中养老保险关系实现转移接续的人员";
};
