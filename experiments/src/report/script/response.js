// The best response, with what is published and where the provinces stand.
const CURVE_LINES = { mild: "dashed", central: "solid", severe: "dotted" };

function responseLines() {
  if (!data.response) return [];
  return data.response.curves.map((curve) => ({
    type: "line",
    name: word(curve.id),
    showSymbol: false,
    silent: true,
    data: curve.effort.map((effort, step) => [2 * step, effort]),
    lineStyle: { type: CURVE_LINES[curve.id], color: INK, width: curve.id === "central" ? 2.5 : 1.3 },
    itemStyle: { color: INK },
  }));
}

function publishedMarks() {
  const published = data.response?.published ?? [];
  const mark = (name, value, style) => ({
    type: "scatter",
    name,
    symbolSize: 15,
    itemStyle: style,
    data: published.map((one) => ({ value: [one.kept, value(one)], symbol: one.surplus ? "circle" : "triangle" })),
    tooltip: { formatter: (at) => said(name, joined(`${at.value[0].toFixed(0)} %`, at.value[1].toFixed(1))) },
    z: 4,
  });
  if (!published.length) return [];
  return [
    mark(word("published"), (one) => one.effort, { color: "transparent", borderColor: COLOURS[1], borderWidth: 2.5 }),
    mark(word("scaled"), (one) => one.scaled, { color: COLOURS[1] }),
  ];
}

function dots() {
  return PROVINCES.map((province, place) => {
    const at = (id) => numberOf(id, state.world, place, state.year);
    return { province, kept: at("kept"), effort: at("effort"), surplus: at("surplus") };
  });
}

function showResponse() {
  const all = dots();
  const widest = Math.max(100, ...all.map((dot) => dot.kept ?? 0));
  const lowest = Math.min(...all.map((dot) => dot.effort ?? 100), ...(data.response?.curves ?? []).flatMap((c) => c.effort));
  // A name is shown where nothing else stands in its place: no dot, no mark, no other name.
  const width = Math.max(element("response-chart").clientWidth - 70, 200);
  const place = (dot) => [(dot.kept / widest) * width, ((dot.effort - lowest) / (100 - lowest)) * 250];
  const marks = (data.response?.published ?? []).flatMap(({ kept, effort, scaled }) => [
    { kept, effort },
    { kept, effort: scaled },
  ]);
  const isFree = (dot) => {
    const [x, y] = place(dot);
    const left = dot.kept > 0.85 * widest;
    const reach = spoken(dot.province.title).length * (chinese.checked ? 11 : 6) + 12;
    return [...all, ...marks].every((other) => {
      if (other === dot || other.kept === null) return true;
      const [dx, dy] = place(other).map((at, axis) => at - [x, y][axis]);
      return Math.abs(dy) > 13 || (left ? dx > 8 || dx < -reach : dx < -8 || dx > reach);
    });
  };
  const group = (name, surplus, symbol) => ({
    type: "scatter",
    name: word(name),
    symbol,
    symbolSize: 9,
    z: 5,
    itemStyle: { color: COLOURS[0], opacity: surplus ? 0.9 : 0.55 },
    data: all
      .filter((dot) => dot.surplus > 0.5 === surplus && dot.kept !== null)
      .map((dot) => ({
        name: spoken(dot.province.title),
        value: [dot.kept, dot.effort],
        // At the right end a name would leave the chart.
        label: { show: isFree(dot), position: dot.kept > 0.85 * widest ? "left" : "right" },
      })),
    label: { fontSize: 10, color: INK, opacity: 1, textBorderColor: "#fffef9", textBorderWidth: 2, formatter: "{b}" },
    labelLayout: { hideOverlap: true },
    tooltip: { formatter: (at) => said(at.name, joined(`${at.value[0].toFixed(1)} %`, at.value[1].toFixed(1))) },
  });
  draw(
    "response-chart",
    {
      grid: { left: 46, right: 24, top: 84, bottom: 46 },
      legend: { top: 0 },
      tooltip: { trigger: "item" },
      xAxis: below(word("kept"), {
        min: (value) => Math.min(0, Math.floor(value.min / 10) * 10),
        max: (value) => Math.max(100, Math.ceil(value.max / 10) * 10),
      }),
      yAxis: axis(word("effort"), { scale: true }),
      series: [
        ...responseLines(),
        group("surplus", true, "circle"),
        group("deficit", false, "triangle"),
        ...publishedMarks(),
      ],
    },
    joined(word("effort"), yearShown()),
  );
  const rows = () => [
    ["code", "province", "kept", "effort"],
    ...dots().map((dot) => [dot.province.code, spoken(dot.province.title), dot.kept, dot.effort]),
  ];
  tools("response-tools", "best-response", rows, () =>
    query("province_name, marginal_retention, effort", "incentives", `margin = 'collection' AND year = ${yearShown()}`),
  );
}
