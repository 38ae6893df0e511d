// The world shown with effort fixed, where that is another one of the run.
function fixedWorld() {
  const { regime } = data.worlds[state.world];
  const fixed = data.worlds.findIndex((world) => world.regime === regime && world.response === "fixed");
  return fixed >= 0 && fixed !== state.world ? fixed : null;
}

// The nation by year with what is not known: draws as a band, settings and orderings as bars.
function fanSeries(fan) {
  const own = fan.worlds[state.world];
  const series = [];
  if (own.band) {
    const [low, , high] = own.band;
    const plain = { type: "line", stack: "band", symbol: "none", lineStyle: { opacity: 0 }, silent: true };
    series.push(
      { ...plain, data: low },
      {
        ...plain,
        name: word("band"),
        data: high.map((value, year) => value - low[year]),
        areaStyle: { color: COLOURS[2], opacity: 0.3 },
        itemStyle: { color: COLOURS[2] },
      },
    );
  }
  series.push({
    type: "line",
    name: spoken(data.worlds[state.world].title),
    showSymbol: false,
    data: own.line,
    lineStyle: { color: COLOURS[0], width: 2.5 },
    itemStyle: { color: COLOURS[0] },
    markLine: { ...yearLine(), data: [{ xAxis: String(yearShown()) }] },
  });
  const fixed = fixedWorld();
  if (fixed !== null)
    series.push({
      type: "line",
      name: word("fixed"),
      showSymbol: false,
      data: fan.worlds[fixed].line,
      lineStyle: { color: SOFT, type: "dashed", width: 1.5 },
      itemStyle: { color: SOFT },
    });
  for (const [year, low, high] of own.ends) {
    series.push({
      type: "line",
      name: word("ends"),
      data: [
        [String(year), low],
        [String(year), high],
      ],
      symbol: "rect",
      symbolSize: [11, 2],
      lineStyle: { color: INK, width: 1.5 },
      itemStyle: { color: INK },
    });
  }
  return series;
}

// Where the axis begins: a stacked band would draw it down to nothing.
function lowestOf(fan) {
  const own = fan.worlds[state.world];
  const known = [...own.line, ...(own.band?.[0] ?? []), ...own.ends.map(([, low]) => low)].filter(
    (value) => value !== null,
  );
  const lowest = Math.min(...known);
  const step = 10 ** Math.floor(Math.log10(Math.max(Math.max(...known) - lowest, 1e-3)));
  return lowest > 0 && lowest < 2 * step ? 0 : Math.floor(lowest / step) * step;
}

function showFans() {
  for (const fan of data.fans) {
    draw(
      `fan-${fan.id}`,
      {
        title: { text: spoken(fan.title), textStyle: { fontSize: 14, fontWeight: "normal" } },
        grid: { left: 48, right: 16, top: 102, bottom: 28 },
        legend: { top: 24, left: 0, itemWidth: 18, textStyle: { fontSize: 11 } },
        tooltip: { trigger: "item" },
        // Areas are stacked on categories only.
        xAxis: {
          type: "category",
          data: YEARS.map(String),
          boundaryGap: false,
          axisLabel: { color: SOFT, hideOverlap: true },
        },
        yAxis: axis(spoken(fan.unit), { scale: true, nameGap: 8, min: lowestOf(fan) }),
        series: fanSeries(fan),
      },
      joined(spoken(fan.title), spoken(fan.unit)),
    );
  }
  // What is said is what is drawn.
  const shown = data.fans.map((fan) => fan.worlds[state.world]);
  element("fan-band").hidden = !shown.some(({ band }) => band);
  element("fan-bars").hidden = !shown.some(({ ends }) => ends.length);
  element("fan-dashed").hidden = fixedWorld() === null;
  const cell = (fan, year) => {
    const own = fan.worlds[state.world];
    const ends = own.ends.find(([of]) => of === YEARS[year]) ?? [null, null, null];
    return [own.line[year], own.band?.[0][year], own.band?.[2][year], ends[1], ends[2]];
  };
  const names = data.fans.flatMap(({ id }) => [id, `${id}_p05`, `${id}_p95`, `${id}_lowest`, `${id}_highest`]);
  const rows = () => [
    ["year", ...names],
    ...YEARS.map((of, year) => [of, ...data.fans.flatMap((fan) => cell(fan, year))]),
  ];
  tools("fan-tools", "fans", rows, nationQuery);
}
