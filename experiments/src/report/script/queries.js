// Queries of DuckDB that give what a chart shows, out of the tables of the run: means over its seeds.
const sqlText = (name) => `'${String(name).replaceAll("'", "''")}'`;
const sqlTable = (table) => sqlText(`${data.run}/${table}.parquet`);
// What a yuan of a year is worth at the prices of 2024.
const PRICE =
  "(n.central_burden_constant_yuan + n.local_burden_constant_yuan) / (n.central_burden_yuan + n.local_burden_yuan)";
const RESIDENTS = "sum(p.population_under_16 + p.population_16_59 + p.population_60_plus)";
const FROM_POOL = "(p.transfers_in_yuan - p.transfers_out_yuan)";
const FROM_CENTRE = "(p.subsidy_central_yuan + coalesce(c.moved, 0))";
const money = () => 1e9 / spoken(DECODED.find(({ id }) => id === "net").times);
const LOST = `sum(i.yuan_lost * ${PRICE})`;

// The numbers of a measure: `p` is a province in a year, `n` the nation, `i` the margin of collection, `c` the centre.
const VALUES = {
  kept: () => "100 * avg(i.marginal_retention)",
  effort: () => "100 * avg(i.effort)",
  rate: () => "100 * avg(p.collection_rate)",
  months: () => "avg(p.reserve_months)",
  loss: () => `${LOST} / ${RESIDENTS}`,
  net: () => `avg(${FROM_POOL} * ${PRICE}) / ${money()}`,
  net_head: () => `sum(${FROM_POOL} * ${PRICE}) / ${RESIDENTS}`,
  net_gdp: () => `100 * sum(${FROM_POOL}) / sum(n.gdp_yuan)`,
  centre: () => `avg(${FROM_CENTRE} * ${PRICE}) / ${money()}`,
  burden: () => `sum(${FROM_CENTRE} * ${PRICE}) / ${RESIDENTS}`,
  centre_gdp: () => `100 * sum(${FROM_CENTRE}) / sum(n.gdp_yuan)`,
};

const duckdb = (select) => `duckdb -c "${select}"`;
const ofWorld = (of) => {
  const { regime, response } = data.worlds[state.world];
  return `${of}world = ${sqlText(regime)} AND ${of}response = ${sqlText(response)} AND ${of}draw = 0`;
};

// Measures of provinces by some columns of `p`; only the tables they need are joined.
function provinceQuery(columns, ids, where) {
  const values = ids.map((id) => `${VALUES[id]()} AS ${id}`).join(", ");
  const keys = "world, response, draw, seed, year";
  const moved =
    `(SELECT ${keys}, province, sum(amount_yuan) AS moved FROM ${sqlTable("transfers")} ` +
    `WHERE counterparty = 'centre' GROUP BY ALL)`;
  const joins = [
    ["n.", ` JOIN ${sqlTable("national_year")} n USING (${keys})`],
    ["i.", ` JOIN ${sqlTable("incentives")} i USING (${keys}, province)`],
    ["c.", ` LEFT JOIN ${moved} c USING (${keys}, province)`],
  ].filter(([alias]) => values.includes(alias));
  const margin = values.includes("i.") ? " AND i.margin = 'collection'" : "";
  return duckdb(
    `SELECT ${columns}, ${values} FROM ${sqlTable("province_year")} p${joins.map(([, join]) => join).join("")} ` +
      `WHERE ${where}${margin} GROUP BY ALL ORDER BY ALL`,
  );
}

// The lines of the nation; `fans` names them.
function nationQuery() {
  const { reserves, burden, rate } = {
    reserves: `avg((n.reserves_yuan + n.pool_reserves_yuan) * ${PRICE}) / 1e12`,
    burden: "100 * avg(n.central_burden_gdp_share)",
    rate: "100 * avg(n.collection_rate)",
  };
  return duckdb(
    `SELECT n.year, ${reserves} AS reserves, ${burden} AS burden, ${rate} AS rate ` +
      `FROM ${sqlTable("national_year")} n WHERE ${ofWorld("n.")} AND n.year >= ${YEARS[0]} GROUP BY ALL ORDER BY ALL`,
  );
}

// Returns and replacement; see `cohorts.rs` for the returns that are left out.
function cohortQuery(sex, mobility) {
  const all = (column) => `sum(sum(${column})) OVER (PARTITION BY birth_cohort)`;
  return duckdb(
    `SELECT birth_cohort, wage_group, CASE WHEN ${all("contributions_before_yuan")} <= ${all("contributions_yuan")} ` +
      `THEN 100 * avg(internal_rate_of_return) END AS return_percent, 100 * avg(replacement_rate) AS replacement_percent ` +
      `FROM ${sqlTable("cohorts")} WHERE ${ofWorld("")} AND sex = '${sex}' AND mobility = '${mobility}' ` +
      `AND birth_cohort + 60 <= ${YEARS.at(-1)} GROUP BY birth_cohort, wage_group ORDER BY ALL`,
  );
}
