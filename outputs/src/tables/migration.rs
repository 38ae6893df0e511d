//! `migration`: who moved between which provinces, and whose rights moved along.

use super::keys;
use crate::schema::{Column, TableSpec, columns, join};

/// Who moved between which provinces, and whose rights moved along.
pub static MIGRATION: TableSpec = TableSpec {
    name: "migration",
    title: "moves between provinces, one row a pair of provinces and year",
    title_zh: "省际流动与养老保险关系转移接续",
    keys: &["world", "response", "draw", "seed", "year", "from", "to"],
    columns: join!(keys::WORLD, keys::YEAR, MOVES),
};

const MOVES: &[Column] = columns! {
    from: Whole ["GB/T 2260 code"]
        "province of residence before the move",
        "迁出省份代码";
    to: Whole ["GB/T 2260 code"]
        "province of residence after the move",
        "迁入省份代码";
    persons: Count ["persons"]
        "people aged 16 and older who moved",
        "迁移的 16 岁及以上人口";
    insured: Count ["persons"]
        "movers who had a pension relation in service",
        "其中在职参保人员";
    rights_kept: Count ["persons"]
        "insured movers whose pension relation moved along",
        "其中养老保险关系实现转移接续的人员";
};
