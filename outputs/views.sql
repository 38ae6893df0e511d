-- The five questions of the model as views of one run, for DuckDB. Central parameters, means over seeds. From the root:
--   duckdb -cmd "SET file_search_path = 'outputs/runs/main-1'" -init outputs/views.sql
--   SELECT * FROM kept_at_the_margin WHERE year = 2035 AND margin = 'collection';

-- 1. Who pays whom before anybody reacts, 谁补贴谁: what rules move to a province (positive) and from it, current prices.
CREATE OR REPLACE VIEW who_pays_whom AS
SELECT world, year, province, province_name, province_name_zh,
       avg(transfers_in_yuan) / 1e9 AS received_bn_yuan,
       avg(transfers_out_yuan) / 1e9 AS paid_bn_yuan,
       avg(transfers_in_yuan - transfers_out_yuan) / 1e9 AS net_bn_yuan,
       100 * sum(transfers_in_yuan - transfers_out_yuan) / sum(benefits_yuan) AS net_percent_of_benefits
FROM 'province_year.parquet'
WHERE draw = 0 AND year > 2020 AND response = 'fixed'
GROUP BY ALL ORDER BY world, year, province;

-- 2. What each province keeps at the margin, 边际留存, and what it then does.
CREATE OR REPLACE VIEW kept_at_the_margin AS
SELECT world, year, province, province_name, province_name_zh, margin, position,
       100 * avg(marginal_retention) AS kept_percent,
       avg(effort) AS effort,
       avg(yuan_lost) / 1e9 AS lost_bn_yuan  -- current prices
FROM 'incentives.parquet'
WHERE draw = 0 AND response = 'responding'
GROUP BY ALL ORDER BY world, year, province, margin;

-- The same for provinces in surplus and in deficit, weighted by what they collect: the first rows of the README's table.
CREATE OR REPLACE VIEW kept_by_position AS
SELECT world, year, position,
       100 * sum(marginal_retention * contributions_yuan) / sum(contributions_yuan) AS kept_percent
FROM 'incentives.parquet' JOIN 'province_year.parquet' USING (world, response, draw, seed, year, province)
WHERE draw = 0 AND response = 'responding' AND margin = 'collection'
GROUP BY ALL ORDER BY world, year, position DESC;

-- 3. What that costs, 代价: collection, revenue lost, burdens, reserves of the nation year by year.
CREATE OR REPLACE VIEW what_it_costs AS
WITH lost AS (
  SELECT world, response, seed, year, sum(yuan_lost) AS yuan FROM 'incentives.parquet'
  WHERE draw = 0 AND margin = 'collection' GROUP BY ALL)
SELECT world, response, year,
       100 * avg(collection_rate) AS collection_rate_percent,
       avg(lost.yuan) / 1e9 AS lost_bn_yuan,  -- current prices
       avg(lost_constant_yuan) / 1e9 AS lost_bn_yuan_2024_prices,
       avg(central_burden_constant_yuan) / 1e9 AS central_burden_bn_yuan_2024_prices,
       100 * sum(central_burden_yuan) / sum(gdp_yuan) AS central_burden_percent_of_gdp,
       avg(local_burden_constant_yuan) / 1e9 AS local_burden_bn_yuan_2024_prices,
       avg(reserves_yuan + pool_reserves_yuan) / 1e9 AS reserves_bn_yuan
FROM 'national_year.parquet' LEFT JOIN lost USING (world, response, seed, year)
WHERE draw = 0 AND year > 2020
GROUP BY ALL ORDER BY world, response, year;

-- 4. Who bears it, 谁负担: returns and replacement by year of birth, sex, wage and whether people moved.
CREATE OR REPLACE VIEW who_bears_it AS
SELECT world, response, birth_cohort, sex, wage_group, mobility,
       100 * avg(internal_rate_of_return) AS return_percent_a_year,
       avg(benefit_contribution_ratio) AS benefits_to_contributions,
       100 * avg(replacement_rate) AS replacement_percent,
       avg(net_present_value_yuan) / 1e9 AS net_present_value_bn_yuan
FROM 'cohorts.parquet'
WHERE draw = 0
GROUP BY ALL ORDER BY ALL;

-- 5. Which package does best, 哪一套办法最好: incentives, cost and equity side by side, a row a regime, to the last year.
CREATE OR REPLACE VIEW which_package AS
WITH last AS (SELECT least(2035, max(year)) AS year FROM 'national_year.parquet'),
kept AS (
  SELECT world, max(kept_percent) FILTER (position = 'surplus') AS surplus_keeps_percent,
         max(kept_percent) FILTER (position = 'deficit') AS deficit_keeps_percent
  FROM kept_by_position WHERE year = (SELECT year FROM last) GROUP BY ALL),
cost AS (
  SELECT world, max(collection_rate_percent) FILTER (year = (SELECT year FROM last)) AS collection_rate_percent,
         sum(central_burden_bn_yuan_2024_prices) AS central_burden_bn_yuan_2024_prices,
         sum(lost_bn_yuan_2024_prices) AS lost_bn_yuan_2024_prices
  FROM what_it_costs WHERE response = 'responding' AND year > 2021 GROUP BY ALL),
equity AS (
  SELECT world, avg(gini) AS gini_of_reserve_months FROM 'inequality.parquet'
  WHERE draw = 0 AND response = 'responding' AND measure = 'reserve_months' AND stage = 'after'
    AND year = (SELECT year FROM last) GROUP BY ALL)
SELECT * FROM kept JOIN cost USING (world) LEFT JOIN equity USING (world) ORDER BY world;
