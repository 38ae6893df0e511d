// One province: its path in all worlds, its people, its accounts.
function row(cells, head) {
  const line = document.createElement("tr");
  line.append(
    ...cells.map((cell, place) => {
      const one = document.createElement(head || place === 0 ? "th" : "td");
      one.scope = head ? "col" : "row";
      if (one.tagName === "TD") one.removeAttribute("scope");
      one.textContent = cell ?? "–";
      return one;
    }),
  );
  return line;
}

function fillTable(table, head, rows) {
  const [thead, tbody] = ["thead", "tbody"].map((name) => document.createElement(name));
  thead.append(row(head, true));
  tbody.append(...rows.map((cells) => row(cells, false)));
  table.replaceChildren(thead, tbody);
}

// A line a world: colour and dashes by regime, thin where effort is fixed.
function worldLines(id, place) {
  const regimes = [...new Set(data.worlds.map((world) => world.regime))];
  return data.worlds.map((world, number) => {
    const regime = regimes.indexOf(world.regime);
    const fixed = world.response === "fixed";
    const line = MEASURES.get(id).worlds[number]?.[place] ?? [];
    return {
      type: "line",
      showSymbol: false,
      name: joined(spoken(world.title), spoken(world.answer)),
      data: line.map((value, year) => [YEARS[year], value]),
      lineStyle: {
        color: world.colour,
        type: DASHES[regime % DASHES.length],
        width: number === state.world ? 4 : fixed ? 1 : 2,
        opacity: fixed ? 0.6 : 1,
      },
      itemStyle: { color: world.colour },
    };
  });
}

// The lines of legends below the plot; where a name is wider than the plot, names are broken and each begins a line.
function legendLines(width, names) {
  const wide = names.map((name) => 45 + name.length * (chinese.checked ? 13.6 : 6.4));
  const broken = wide.some((one) => one > width);
  let [lines, used] = [0, width];
  for (const one of wide) {
    const begins = broken || used + one > width;
    if (begins) lines += Math.ceil(one / width);
    used = begins ? one : used + one;
  }
  return { lines, textStyle: broken ? { width: width - 60, overflow: "break" } : {} };
}

function showProvince() {
  const panel = element("province");
  panel.hidden = state.province === null;
  if (panel.hidden) return;
  const province = PROVINCES[state.province];
  const measure = MEASURES.get(state.measure);
  element("province-name").textContent = said(spoken(province.title), spoken(measure.title));
  const series = worldLines(measure.id, state.province);
  const place = element("province-chart");
  const { lines, textStyle } = legendLines(
    Math.max(place.clientWidth, 200),
    series.map((one) => one.name),
  );
  place.style.height = `${340 + 22 * lines}px`;
  charts.get("province-chart")?.resize();
  draw(
    "province-chart",
    {
      grid: { left: 60, right: 20, top: 36, bottom: 40 + 22 * lines },
      legend: { bottom: 0, type: "plain", itemWidth: 28, textStyle },
      tooltip: { trigger: "item" },
      xAxis: {
        type: "value",
        min: YEARS[0],
        max: YEARS.at(-1),
        axisLabel: { formatter: String, color: SOFT, hideOverlap: true },
      },
      yAxis: axis(spoken(measure.unit), { scale: true }),
      series: series.map((one, number) => (number === state.world ? { ...one, markLine: yearLine() } : one)),
    },
    said(spoken(province.title), spoken(measure.title)),
  );
  const rows = () => [
    ["world", "response", ...YEARS],
    ...data.worlds.map((world, number) => [
      world.regime,
      world.response,
      ...(measure.worlds[number]?.[state.province] ?? []),
    ]),
  ];
  tools("province-tools", `${measure.id}-${province.code}`, rows, () =>
    provinceQuery("p.world, p.response, p.year", [measure.id], `p.draw = 0 AND p.year >= ${YEARS[0]} AND p.province = ${province.code}`),
  );
  showPeople(province);
}

const yearLine = () => ({
  silent: true,
  symbol: "none",
  label: { show: false },
  lineStyle: { color: SOFT, type: "dotted", width: 1.5 },
  data: [{ xAxis: yearShown() }],
});

function showPeople(province) {
  const at = (id) => {
    const measure = MEASURES.get(id);
    return [
      joined(spoken(measure.title), spoken(measure.unit)),
      shownAs(numberOf(id, state.world, state.province, state.year), measure.digits),
    ];
  };
  fillTable(
    element("province-people"),
    [`${spoken(province.title)} ${yearShown()}`, ""],
    ["insured", "retirees", "months", "rate", "net", "centre"].map(at),
  );
  const accounts = data.accounts.filter(([code]) => code === province.code);
  const rows = accounts.map(([, target, model, published]) => [
    spoken(target),
    inWords(model),
    inWords(published),
  ]);
  fillTable(
    element("province-accounts"),
    [word("accounts"), word("model"), word("official")],
    rows.length ? rows : [[word("none"), "", ""]],
  );
}

element("province-close").addEventListener("click", () => {
  const tile = tileOf.get(PROVINCES[state.province].code);
  change({ province: null });
  tile.focus();
});
