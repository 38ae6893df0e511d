//! What can be typed after `retirement`, `pension` and `trace`.

use clap::Args;
use std::path::PathBuf;

pub(super) const RETIREMENT: &str = "\
Examples:
  fastox retirement --born 1971-04 --class female-55
  fastox retirement --born 1980-11 --class female-55 --province Xizang --ground province";

/// `fastox retirement`.
#[derive(Debug, Args)]
pub struct RetirementArguments {
    /// Month of birth, as 1971-04
    #[arg(long, value_name = "MONTH", allow_hyphen_values = true)]
    pub born: String,
    /// Class of work: male-60, female-55 (posts) or female-50 (workers)
    #[arg(long, value_name = "CLASS")]
    pub class: String,
    /// Province, for an age of its own: GB code, Chinese or English name
    #[arg(long, value_name = "P")]
    pub province: Option<String>,
    /// Ground of the earliest claim: special-occupation, high-altitude, illness, or province where it has an age of its
    /// own
    #[arg(long, value_name = "GROUND")]
    pub ground: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

pub(super) const PENSION: &str = "\
A case:
  province      = \"西藏\"        # GB code, Chinese or English name
  award         = \"2025-11\"
  sex           = \"male\"
  age_months    = 660
  years         = 26.75
  index         = 0.671
  account_yuan  = 69473.19
The benefit base is the published one, unless `base_yuan_month` gives another; `base_city_yuan_month` is that of the \
city. What provinces pay to some: `only_child`, `childless`, `intellectual` (true or false), `grounds` (a number). \
Where an input changes nothing in the province, the answer says so.

Example:
  fastox pension my-case.toml --json";

/// `fastox pension`.
#[derive(Debug, Args)]
pub struct PensionArguments {
    /// File that describes the award
    #[arg(value_name = "CASE.toml")]
    pub case: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

pub(super) const TRACE: &str = "\
Ids of people stand in the table `people` of a run; any other person of the run can be traced, too. The world of the \
run is lived again with all its people, to the year of death or the last of the run, and checked against the tables. \
By default the world is national-pooling with governments that respond, or else the first of the run.

Examples:
  fastox trace --person 4711
  fastox trace --where \"province=辽宁 retired born<1965\"
  fastox trace outputs/runs/main-1 --person 4711 --world stand-alone --response fixed --json";

/// `fastox trace`.
#[derive(Debug, Args)]
pub struct TraceArguments {
    /// Folder of a run [default: the newest in outputs/runs]
    #[arg(value_name = "RUN")]
    pub run: Option<PathBuf>,
    /// Id of the person
    #[arg(long, value_name = "ID", allow_hyphen_values = true, required_unless_present = "conditions")]
    pub person: Option<String>,
    /// Somebody of the sample who meets these conditions in one year: a status, or a column, a sign and a value
    #[arg(long = "where", value_name = "CONDITIONS", conflicts_with = "person")]
    pub conditions: Option<String>,
    /// Regime of the world
    #[arg(long, value_name = "W")]
    pub world: Option<String>,
    /// Response of governments: fixed, responding or another of the run
    #[arg(long, value_name = "R")]
    pub response: Option<String>,
    /// Seed [default: the first of the run]
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub seed: Option<String>,
    /// Print the years as a JSON array
    #[arg(long)]
    pub json: bool,
}
