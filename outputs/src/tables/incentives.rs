//! `incentives`: what a province keeps at the margin, and what it does about it.

use super::keys;
use crate::schema::{Column, TableSpec, columns, join};

/// What a province keeps at the margin, and what it does about it.
pub static INCENTIVES: TableSpec = TableSpec {
    name: "incentives",
    title: "marginal retention and government effort, one row a province, year and margin",
    title_zh: "边际留存与政府征缴努力（按省、年份与边际）",
    keys: &["world", "response", "draw", "seed", "year", "province", "margin"],
    columns: join!(keys::WORLD, keys::YEAR, keys::PROVINCE, MARGIN, keys::PROVINCE_NAMES, RETENTION, ANSWER),
};

const MARGIN: &[Column] = columns! {
    margin: Name ["name"]
        "`collection`: one more yuan collected; `enrolment`: one more worker's contributions; `certification`: one more retiree's pension; `local-benefits`: one more yuan of benefits the province grants itself",
        "边际：`collection` 多征一元；`enrolment` 多参保一人；`certification` 多核准一名退休人员；`local-benefits` 地方性待遇多支一元";
};

const RETENTION: &[Column] = columns! {
    marginal_retention: Number ["share"]
        "what the province keeps of one more yuan, expected over its own forecast error",
        "边际留存：多征一元本省所得，按政府自身预测误差取期望";
    marginal_retention_at_balance: Number ["share"]
        "what the province keeps of one more yuan at the balance it ends with, without forecast error",
        "边际留存（按实际收支状况，无预测误差）";
    marginal_retention_surplus_side: Number ["share"]
        "what the province keeps of one more yuan were it clearly in surplus; missing where the nudge would be less than a tenth of that at the balance, so that the ratio has no base",
        "边际留存（假定当期明显有结余）；该侧边际金额不足实际状况下十分之一时缺失";
    marginal_retention_deficit_side: Number ["share"]
        "what the province keeps of one more yuan were it clearly in deficit; missing alike, as at enrolment in a province that would collect next to nothing there",
        "边际留存（假定当期明显有缺口）；同上，如该侧几乎无征缴收入时的参保边际";
    whip_tax: Number ["share"]
        "1 − marginal retention: the whip on the fast ox",
        "“鞭打快牛”税率：1－边际留存";
    pooled_share: Number ["share"]
        "share of the current surpluses that goes up to the pool, σ; missing where no province has a surplus, or where more goes up than the surpluses hold and so deficits pay, too",
        "当期结余的上解比例 σ；各省均无结余，或上解额超过结余总额（有缺口省份亦上解）时缺失";
    position: Name ["name"]
        "`surplus` or `deficit`: the province's current balance before transfers",
        "统筹调拨前的当期状态：`surplus` 结余；`deficit` 缺口";
    position_2024: Name ["name"]
        "the same in the published accounts of 2024, the groups of the response",
        "2024 年公布账目中的状态（反应分组）：`surplus` 结余；`deficit` 缺口";
};

const ANSWER: &[Column] = columns! {
    effort: Number ["ratio"]
        "what the government does this year at this margin, 1 where it keeps all: collection effort, the factor on entry, on early approvals, on local benefits",
        "当年政府在该边际上的行为（全额留存时为 1）：征缴努力、参保率因子、提前退休审批因子、地方性待遇因子";
    target_effort: Number ["ratio"]
        "what the government moves towards at this margin, part of the way each year",
        "政府在该边际上的目标值（逐年部分调整）";
    collection_rate: Number ["share"]
        "contributions ÷ potential contributions, enterprise fund; missing where nobody is insured",
        "征缴率：征缴收入 ÷ 应征收入（企业职工基金）；无人参保时缺失";
    points_lost: Number ["percentage points"]
        "points of the collection rate lost against a province that keeps all it collects, 0 at other margins; missing where nobody is insured",
        "与全额留存相比损失的征缴率（百分点），其他边际为 0；无人参保时缺失";
    yuan_lost: Number ["yuan"]
        "contributions lost against a province that keeps all it collects, at current prices; at those of 2024, of the nation, `lost_constant_yuan` of `national_year`",
        "与全额留存相比损失的征缴收入（当年价）；全国按 2024 年不变价见 `national_year` 的 `lost_constant_yuan`";
};
