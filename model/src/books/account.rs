//! Who can pay or receive, and what for.

use crate::geography::{PROVINCES, Province};
use std::fmt;

/// Who can pay or receive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Account {
    /// The enterprise fund of a province.
    Fund(Province),
    /// The general budgets of a province and below.
    Local(Province),
    /// Firms and workers who pay in.
    Members(Province),
    /// Retirees and heirs.
    Retirees(Province),
    /// The centre's general budget.
    Centre,
    /// The national pool.
    Pool,
    /// What reserves earn.
    Returns,
    /// Pension relations on their way from one fund to another; empty at the end of the year.
    Relations,
    /// State capital held for pensions (划转国有资本).
    StateCapital,
}

impl Account {
    /// How many accounts there are.
    pub const COUNT: usize = 4 * PROVINCES + 5;

    /// Its place among all accounts.
    pub const fn index(self) -> usize {
        match self {
            Self::Fund(p) => p.index(),
            Self::Local(p) => PROVINCES + p.index(),
            Self::Members(p) => 2 * PROVINCES + p.index(),
            Self::Retirees(p) => 3 * PROVINCES + p.index(),
            Self::Centre => 4 * PROVINCES,
            Self::Pool => 4 * PROVINCES + 1,
            Self::Returns => 4 * PROVINCES + 2,
            Self::Relations => 4 * PROVINCES + 3,
            Self::StateCapital => 4 * PROVINCES + 4,
        }
    }

    /// Its province, if it has one.
    pub const fn province(self) -> Option<Province> {
        match self {
            Self::Fund(p) | Self::Local(p) | Self::Members(p) | Self::Retirees(p) => Some(p),
            Self::Centre | Self::Pool | Self::Returns | Self::Relations | Self::StateCapital => None,
        }
    }

    /// Its name in the ledger.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fund(_) => "fund",
            Self::Local(_) => "local budget",
            Self::Members(_) => "members",
            Self::Retirees(_) => "retirees",
            Self::Centre => "centre",
            Self::Pool => "pool",
            Self::Returns => "returns",
            Self::Relations => "relations",
            Self::StateCapital => "state capital",
        }
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.province() {
            Some(p) => write!(f, "{} of {p}", self.name()),
            None => f.write_str(self.name()),
        }
    }
}

/// What a flow is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// 征缴收入
    Contributions,
    /// 一次性缴费
    Purchases,
    /// 关系转移资金
    Relations,
    /// 待遇支出
    Benefits,
    /// 利息
    Interest,
    /// The subsidy of the base period, carried forward (财政补助基数).
    BaseSubsidy,
    /// 上解
    Remittance,
    /// 下拨
    Allocation,
    /// What a clause has the centre pay beyond the base subsidy (专项转移支付).
    SpecialTransfer,
    /// What a clause has the local budget pay (地方分担).
    LocalShare,
    /// What the centre takes back from the general transfer to a local budget (扣减一般性转移支付).
    Clawback,
    /// Dividends of state capital.
    Dividends,
    /// What clauses and subsidy leave open (兜底).
    Backstop,
}

impl Item {
    /// Its name in the ledger.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Contributions => "contributions",
            Self::Purchases => "purchases",
            Self::Relations => "relations",
            Self::Benefits => "benefits",
            Self::Interest => "interest",
            Self::BaseSubsidy => "base subsidy",
            Self::Remittance => "remittance",
            Self::Allocation => "allocation",
            Self::SpecialTransfer => "special transfer",
            Self::LocalShare => "local share",
            Self::Clawback => "clawback",
            Self::Dividends => "dividends",
            Self::Backstop => "backstop",
        }
    }
}
