//! `range`: headlines over the settings and orderings of the response.

use super::keys;
use crate::schema::{Column, TableSpec, columns, join};

/// Headlines over the settings and orderings of the response.
pub static RANGE: TableSpec = TableSpec {
    name: "range",
    title: "headlines over settings and orderings of the response, one row a world, measure and province",
    title_zh: "主要指标在反应强度与排序设定下的范围",
    keys: &["world", "draw", "measure", "year", "province"],
    columns: join!(keys::REGIME, keys::DRAW, MEASURE, keys::PROVINCE, keys::PROVINCE_NAMES, RANGE_OF),
};

const MEASURE: &[Column] = columns! {
    measure: Name ["name"]
        "name of the measure in `summary.json` (of the nation), or `marginal_retention`, `points_lost`, `yuan_lost` of a province",
        "`summary.json` 中的指标名（全国），或分省 `marginal_retention`、`points_lost`、`yuan_lost`";
    year: WholeOrNone ["year"]
        "year of a provincial measure; missing for the nation, where the name says the year",
        "分省指标的年份；全国指标缺失（年份见指标名）";
};

const RANGE_OF: &[Column] = columns! {
    lowest: Number ["as the measure"]
        "lowest value over the settings and orderings, mean over seeds, on the people of the range pass; missing unless all know it",
        "各设定下的最低值（种子均值，范围运行）；有设定无值时缺失";
    central: Number ["as the measure"]
        "value of the central setting on the same people; missing where `lowest` is",
        "同一人群下中心设定的值；缺失同最低值";
    highest: Number ["as the measure"]
        "highest value; missing alike",
        "最高值；缺失同上";
    lowest_response: Name ["name"]
        "the response that gives the lowest value",
        "给出最低值的反应设定";
    highest_response: Name ["name"]
        "the response that gives the highest value",
        "给出最高值的反应设定";
    responses: Count ["number"]
        "how many responses were compared",
        "比较的反应设定个数";
    people: Count ["number"]
        "simulated people of the range pass",
        "范围运行的模拟人数";
};
