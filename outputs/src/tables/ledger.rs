//! `ledger`: every flow of the books, with payer and receiver.

use super::keys;
use crate::schema::{Column, TableSpec, columns, join};

/// Every flow of the books, with payer and receiver.
pub static LEDGER: TableSpec = TableSpec {
    name: "ledger",
    title: "the books in double entry, one row a province, account, counterpart and entry",
    title_zh: "复式账簿（按省、账户、对应账户与分录）",
    keys: &["world", "response", "draw", "seed", "year", "province", "account", "counterpart", "entry"],
    columns: join!(keys::WORLD, keys::YEAR, keys::PROVINCE, ENTRY, keys::PROVINCE_NAMES, AMOUNT),
};

const ENTRY: &[Column] = columns! {
    account: Name ["name"]
        "account that receives, or pays where the amount is negative",
        "记账账户（金额为负时为付款方）";
    counterpart: Name ["name"]
        "account on the other side of the flow",
        "对应账户";
    entry: Name ["name"]
        "what the flow is: contributions, pensions, interest, a clause, …",
        "分录名称：征缴收入、养老金支出、利息、统筹条款等";
};

const AMOUNT: &[Column] = columns! {
    amount_fen: Fen ["fen"]
        "money moved; positive = received by the account; sums over years pass 2^53 fen, so sum as integers",
        "金额；正数为该账户收入；多年合计超过 2^53，应按整数求和";
    amount_yuan: Number ["yuan"]
        "the same in yuan",
        "同上，以元计";
};
