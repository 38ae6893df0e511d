//! `people`: a sample panel of life histories.

use super::keys;
use crate::schema::{Column, TableSpec, columns, join};

/// A sample panel of life histories.
pub static PEOPLE: TableSpec = TableSpec {
    name: "people",
    title: "a sample of simulated lives, one row a person and year",
    title_zh: "模拟个人生命历程样本（每人每年一行）",
    keys: &["world", "response", "draw", "seed", "person", "year"],
    columns: join!(keys::WORLD, PERSON, keys::YEAR, ORIGIN, PLACE, WORK, RIGHTS),
};

const PERSON: &[Column] = columns! {
    person: Count ["identifier"]
        "person, the same in every world of a seed",
        "个人编号（同一种子的各情景相同）";
};

const ORIGIN: &[Column] = columns! {
    birth_year: Whole ["year"]
        "year of birth",
        "出生年份";
    birth_month: Whole ["month of the year"]
        "month of birth, 1 to 12",
        "出生月份（1—12）";
    sex: Name ["name"]
        "`female` or `male`",
        "性别：`female` 女；`male` 男";
    work_class: Name ["name"]
        "class that sets the original retirement age of 60, 55 or 50",
        "决定原法定退休年龄（60、55 或 50 岁）的身份类别";
    public_sector: Whole ["0 or 1"]
        "1 if insured in the fund of government and public institutions",
        "是否参加机关事业单位基本养老保险（1 为是）";
};

const PLACE: &[Column] = columns! {
    hukou: Whole ["GB/T 2260 code"]
        "province of the household registration",
        "户籍所在省份代码";
    residence: Whole ["GB/T 2260 code"]
        "province of residence",
        "常住省份代码";
    relation: WholeOrNone ["GB/T 2260 code"]
        "province of the pension relation; missing if there is none",
        "养老保险关系所在省份代码；无关系时缺失";
};

const WORK: &[Column] = columns! {
    status: Name ["name"]
        "`outside`, `employee`, `flexible`, `dormant`, `retired` or `dead`",
        "状态：`outside` 未参保；`employee` 单位职工；`flexible` 灵活就业；`dormant` 中断缴费；`retired` 已退休；`dead` 已死亡";
    age: Whole ["years"]
        "age reached in the year",
        "当年年龄";
    wage_yuan_month: Number ["yuan/month"]
        "own wage; missing for people without one",
        "本人月工资；无工资者缺失";
    base_yuan_month: Number ["yuan/month"]
        "contribution base; missing for people who do not contribute",
        "月缴费基数；未缴费者缺失";
    months_paid_year: Whole ["months"]
        "months paid in this year",
        "当年缴费月数";
};

const RIGHTS: &[Column] = columns! {
    months_paid: Whole ["months"]
        "contribution period actually paid, over life",
        "累计实际缴费年限（月）";
    months_deemed: Whole ["months"]
        "contribution period deemed paid",
        "视同缴费年限（月）";
    index_mean: Number ["ratio"]
        "mean contribution index over the months paid; missing before the first, and of people retired at the opening, whose index is not known",
        "平均缴费工资指数；首次缴费前，以及期初已退休者（指数未知）缺失";
    account_yuan: Number ["yuan"]
        "balance of the individual account",
        "个人账户记账余额";
    pension_yuan_month: Number ["yuan/month"]
        "pension; missing before award",
        "月养老金；待遇核定前缺失";
    award_year: WholeOrNone ["year"]
        "year the pension was awarded; missing if it has not been",
        "待遇核定年份；未核定时缺失";
};
