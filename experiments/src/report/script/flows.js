// Who pays whom: flows between payers, pool, centre and receivers, and all provinces ranked.
const FLOW_UNITS = { total: ["net", "centre"], head: ["net_head", "burden"], gdp: ["net_gdp", "centre_gdp"] };
const flowUnit = element("flow-unit");
const flowTitle = (unit) => (unit === "total" ? MEASURES.get("net").unit : WORDS[unit]);

function flowRows() {
  const [pool, centre] = FLOW_UNITS[flowUnit.value].map((id) => MEASURES.get(id));
  const at = (measure, place) => numberOf(measure.id, state.world, place, state.year);
  return PROVINCES.map((province, place) => ({
    name: spoken(province.title),
    code: province.code,
    pool: at(pool, place) ?? 0,
    centre: at(centre, place) ?? 0,
  })).sort((a, b) => a.pool - b.pool || a.code - b.code);
}

// The largest by their own name, the small ones together, so that no label covers another.
const LARGEST = 12;
function together(rows, size, name) {
  const sorted = [...rows].sort((a, b) => size(b) - size(a));
  const large = sorted.slice(0, LARGEST).map((row) => [row.name + name, size(row)]);
  const small = sorted.slice(LARGEST);
  const rest = small.reduce((sum, row) => sum + size(row), 0);
  return rest > 0 ? [...large, [`${word("others")} (${small.length})${name}`, rest]] : large;
}

// Payers left, the pool and the centre between, receivers right.
function showFlows(rows, digits) {
  const [pool, centre] = [word("pool"), word("centre")];
  const least = 10 ** -digits / 2;
  const moved = rows.filter((row) => Math.abs(row.pool) > least);
  const payers = together(
    moved.filter((row) => row.pool < 0),
    (row) => -row.pool,
    " ",
  );
  const receivers = together(
    moved.filter((row) => row.pool > 0),
    (row) => row.pool,
    "",
  );
  const covered = together(
    rows.filter((row) => row.centre > least),
    (row) => row.centre,
    "",
  );
  const links = [
    ...payers.map(([name, value]) => ({ source: name, target: pool, value })),
    ...receivers.map(([name, value]) => ({ source: pool, target: name, value })),
    ...covered.map(([name, value]) => ({ source: centre, target: name, value })),
  ];
  const nodes = [...new Set(links.flatMap((link) => [link.source, link.target]))];
  // Names of payers stand to their left, away from the ribbons; those between the columns have a ground of their own.
  const paying = new Set(payers.map(([name]) => name));
  const side = (name) => (paying.has(name) ? "left" : "right");
  const colour = (name) => (name === pool ? COLOURS[0] : name === centre ? COLOURS[1] : SOFT);
  draw(
    "flow-chart",
    {
      tooltip: { trigger: "item", valueFormatter: (value) => Number(value).toFixed(digits) },
      series: [
        {
          type: "sankey",
          left: payers.length ? 110 : 6,
          right: 110,
          top: 6,
          bottom: 14,
          nodeGap: 15,
          nodeWidth: 12,
          emphasis: { focus: "adjacency" },
          data: nodes.map((name) => ({ name, itemStyle: { color: colour(name) }, label: { position: side(name) } })),
          links,
          lineStyle: { color: "source", opacity: 0.25 },
          label: { color: INK, fontSize: 11, backgroundColor: "rgba(255, 253, 249, 0.8)", padding: [1, 3] },
          layoutIterations: 64,
          draggable: false,
        },
      ],
    },
    said(pool, moved.length),
  );
}

function showBars(rows, digits) {
  const narrow = element("bar-chart").clientWidth < 500;
  draw(
    "bar-chart",
    {
      grid: { left: narrow ? 104 : 110, right: 20, top: 34, bottom: 44 },
      legend: { top: 0 },
      tooltip: {
        trigger: "axis",
        axisPointer: { type: "shadow" },
        valueFormatter: (value) => Number(value).toFixed(digits),
      },
      xAxis: below(spoken(flowTitle(flowUnit.value))),
      yAxis: {
        type: "category",
        data: rows.map((row) => row.name),
        axisLabel: { interval: 0, fontSize: 11, color: INK },
        axisTick: { show: false },
      },
      series: [
        {
          type: "bar",
          name: word("pool"),
          stack: "all",
          data: rows.map((row) => row.pool),
          itemStyle: { color: COLOURS[0] },
        },
        {
          type: "bar",
          name: word("centre"),
          stack: "all",
          data: rows.map((row) => row.centre),
          itemStyle: { color: "#b9cad8", borderColor: COLOURS[1] },
        },
      ],
    },
    joined(word("pool"), word("centre"), spoken(flowTitle(flowUnit.value)), yearShown()),
  );
}

function showPayments() {
  fill(
    flowUnit,
    Object.keys(FLOW_UNITS).map((unit) => [unit, flowTitle(unit)]),
  );
  const rows = flowRows();
  const digits = MEASURES.get(FLOW_UNITS[flowUnit.value][0]).digits;
  showFlows(rows, digits);
  showBars(rows, digits);
  const table = () => [
    ["code", "province", word("pool"), word("centre")],
    ...rows.map((row) => [row.code, row.name, row.pool, row.centre]),
  ];
  tools("flow-tools", "who-pays-whom", table, () =>
    provinceQuery("p.province, p.province_name", FLOW_UNITS[flowUnit.value], `${ofWorld("p.")} AND p.year = ${yearShown()}`),
  );
}

flowUnit.addEventListener("change", showPayments);
