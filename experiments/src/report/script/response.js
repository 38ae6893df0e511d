// The best response, with what is published and where the provinces stand.
// What provinces in surplus are drawn as, and those in deficit.
const SYMBOLS = { true: "circle", false: "triangle" };
const CURVE_LINES = { mild: "dashed", central: "solid", severe: "dotted" };

function responseLines() {
  if (!data.response) return [];
  return data.response.curves.map((curve) => ({
    type: "line",
    name: word(curve.id),
    symbol: "none",
    silent: true,
    data: curve.effort.map((effort, step) => [2 * step, effort]),
    lineStyle: { type: CURVE_LINES[curve.id], color: INK, width: curve.id === "central" ? 2.5 : 1.3 },
    itemStyle: { opacity: 0 },
  }));
}

function publishedMarks() {
  const published = data.response?.published ?? [];
  const mark = (one, name, value, style) => ({
    type: "scatter",
    name,
    symbol: SYMBOLS[one.surplus],
    symbolSize: 15,
    itemStyle: style,
    data: [[one.kept, value]],
    tooltip: { formatter: (at) => said(name, joined(`${at.value[0].toFixed(0)} %`, at.value[1].toFixed(1))) },
    z: 4,
  });
  const hollow = { color: "transparent", borderColor: COLOURS[1], borderWidth: 2.5 };
  return published.flatMap((one) => {
    const named = (name) => joined(word(name), word(one.surplus ? "surplus" : "deficit"));
    return [
      mark(one, named("published"), one.effort, hollow),
      mark(one, named("scaled"), one.scaled, { color: COLOURS[1] }),
    ];
  });
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
  // A name is shown beside its dot where nothing else stands: no dot, no mark, no other name, no line.
  const width = Math.max(element("response-chart").clientWidth - 70, 200);
  const place = (dot) => [(dot.kept / widest) * width, ((dot.effort - lowest) / (100 - lowest)) * 250];
  const marks = (data.response?.published ?? []).flatMap(({ kept, effort, scaled }) => [
    { kept, effort },
    { kept, effort: scaled },
  ]);
  const lines = (data.response?.curves ?? []).flatMap(({ effort }) =>
    effort.map((value, step) => ({ kept: 2 * step, effort: value, line: true })),
  );
  const isFree = (dot, side) => {
    const [x, y] = place(dot);
    const long = spoken(dot.province.title).length * (chinese.checked ? 11 : 6);
    const [from, up] = { right: [8, 0], left: [-8 - long, 0], top: [-long / 2, 20], bottom: [-long / 2, -20] }[side];
    if (x + from < 0 || x + from + long > width + 20 || y + up < 8) return false;
    return [...all, ...marks, ...lines].every((other) => {
      if (other === dot || other.kept === null) return true;
      const [dx, dy] = place(other).map((at, axis) => at - [x, y][axis]);
      const space = other.line ? 0 : 8;
      return Math.abs(dy - up) > 9 + space / 2 || dx < from - space || dx > from + long + space;
    });
  };
  const sideOf = (dot) => ["right", "left", "bottom", "top"].find((side) => isFree(dot, side));
  const group = (name, surplus) => ({
    type: "scatter",
    name: word(name),
    symbol: SYMBOLS[surplus],
    symbolSize: 9,
    z: 5,
    itemStyle: { color: COLOURS[0], opacity: surplus ? 0.9 : 0.55 },
    data: all
      .filter((dot) => dot.surplus > 0.5 === surplus && dot.kept !== null)
      .map((dot) => ({
        name: spoken(dot.province.title),
        value: [dot.kept, dot.effort],
        label: { show: sideOf(dot) !== undefined, position: sideOf(dot) ?? "right", distance: ["top", "bottom"].includes(sideOf(dot)) ? 9 : 5 },
      })),
    label: { fontSize: 10, color: INK, opacity: 1, textBorderColor: "#fffef9", textBorderWidth: 2, formatter: "{b}" },
    labelLayout: { hideOverlap: true },
    tooltip: { formatter: (at) => said(at.name, joined(`${at.value[0].toFixed(1)} %`, at.value[1].toFixed(1))) },
  });
  const series = [...responseLines(), group("surplus", true), group("deficit", false), ...publishedMarks()];
  const { lines: rowsOfLegend, textStyle } = legendLines(width + 40, series.map(({ name }) => name));
  const chart = element("response-chart");
  chart.style.height = `${340 + 24 * rowsOfLegend}px`;
  charts.get("response-chart")?.resize();
  draw(
    "response-chart",
    {
      grid: { left: 46, right: 24, top: 40 + 24 * rowsOfLegend, bottom: 46 },
      legend: { top: 0, textStyle },
      tooltip: { trigger: "item" },
      xAxis: below(word("kept"), {
        min: (value) => Math.min(0, Math.floor(value.min / 10) * 10),
        max: (value) => Math.max(100, Math.ceil(value.max / 10) * 10),
      }),
      yAxis: axis(word("effort"), { scale: true }),
      series,
    },
    joined(word("effort"), yearShown()),
  );
  const rows = () => [
    ["code", "province", "kept", "effort"],
    ...dots().map((dot) => [dot.province.code, spoken(dot.province.title), dot.kept, dot.effort]),
  ];
  tools("response-tools", "best-response", rows, () =>
    provinceQuery("p.province, p.province_name", ["kept", "effort"], `${ofWorld("p.")} AND p.year = ${yearShown()}`),
  );
}
