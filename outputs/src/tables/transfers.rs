//! `transfers`: what each clause moved, province by province.

use super::keys;
use crate::schema::{Column, TableSpec, columns, join};

/// What each clause moved, province by province.
pub static TRANSFERS: TableSpec = TableSpec {
    name: "transfers",
    title: "who pays whom, one row a province, clause and counterparty",
    title_zh: "统筹资金的上解与下拨（按条款与对手方）",
    keys: &["world", "response", "draw", "seed", "year", "province", "clause", "counterparty"],
    columns: join!(keys::WORLD, keys::YEAR, keys::PROVINCE, FLOW, keys::PROVINCE_NAMES, AMOUNT),
};

const FLOW: &[Column] = columns! {
    clause: Name ["name"]
        "clause of the regime that moved the money",
        "调拨资金所依据的条款";
    counterparty: Name ["name"]
        "`pool`: the pooled fund of the provinces; `centre`: the central treasury",
        "`pool`：统筹（调剂）基金；`centre`：中央财政";
};

const AMOUNT: &[Column] = columns! {
    amount_fen: Fen ["fen"]
        "money moved; positive = received by the province; sums over years pass 2^53 fen, so sum as integers",
        "调拨金额；正数为该省收入；多年合计超过 2^53，应按整数求和";
    amount_yuan: Number ["yuan"]
        "the same in yuan",
        "同上，以元计";
};
