//! The sources of the steps of a year, by what they rule; documents with numbers as the model's own files cite them.

pub(super) const OPENING: &str = "opening population: census of 2020, synthetic history";
pub(super) const HUKOU: &str = "parameter hukou.conversion";
pub(super) const MOVE: &str =
    "国办发〔2009〕66号 arts. 4, 5; parameter portability.left_behind_at_45_days";
pub(super) const LOST: &str =
    "国办发〔2009〕66号 art. 8: 45 working days; parameters portability.*";
pub(super) const STATUS: &str = "parameters coverage.*: hazards of entry, pause and resumption";
pub(super) const WAGE: &str = "parameters wage.*: profile × persistent × transitory";
pub(super) const BASE: &str = "国办发〔2019〕13号: 60 % to 300 % of last year's average wage";
pub(super) const MONTHS: &str = "parameter effort.months_share: what effort leaves of the months";
pub(super) const POOL: &str = "国办发〔2019〕13号; parameter contribution.employer_rate";
pub(super) const POOL_ALONE: &str = "国发〔2005〕38号; parameter contribution.flexible_rate";
pub(super) const ACCOUNT: &str = "国发〔2005〕38号: 8 % of the base";
pub(super) const INTEREST: &str = "人社部发〔2017〕31号; 劳办发〔1997〕116号 (recalled)";
pub(super) const INDEX: &str = "国发〔2005〕38号";
pub(super) const INDEXATION: &str = "基本养老金调整, yearly circular; parameter indexation.rate";
pub(super) const PAYMENT: &str = "国发〔2005〕38号: for life";
pub(super) const DELAY: &str = "缓发高收入群体待遇调整, a reform of this world";
pub(super) const REFUND: &str = "社会保险法 art. 16, 实施细则 art. 3";
pub(super) const RESIDENTS: &str = "社会保险法 art. 16, 人社部发〔2014〕17号";
pub(super) const SURVIVORS: &str = "社会保险法 art. 17, 人社部发〔2021〕18号";
pub(super) const HEIRS: &str = "社会保险法 art. 14";
pub(super) const MORTALITY: &str = "q(sex, age, province) of the reference population";
pub(super) const AGES_1978: &str = "国发〔1978〕104号";
pub(super) const GRADUAL: &str = "NPC Standing Committee, 2024-09-13: gradual increase";
pub(super) const FLEXIBLE: &str = "人社部发〔2024〕94号: flexible claiming";
pub(super) const SHORT: &str = "社会保险法 art. 16: paying on until the minimum period";
pub(super) const PLACE: &str = "国办发〔2009〕66号 art. 6";
pub(super) const FORMULA: &str = "国发〔2005〕38号";
pub(super) const PROVINCIAL: &str = "provincial method of award (计发办法)";
pub(super) const LEVEL: &str = "fitted to the accounts of 2024; parameter public.pension_ratio";
