// Charts, and under each its data and the command that gives them.
const charts = new Map();
const INK = "#23201c";
const SOFT = "#5d564d";
const COLOURS = ["#8c2f1b", "#1f5a86", "#b9812b", "#4c7a4c", "#6b4a86", "#444444"];
const DASHES = ["solid", [8, 3], [2, 3], [10, 3, 2, 3], [4, 4], [12, 4]];

// Draws a chart; tooltips are text and never markup.
function draw(id, option, about) {
  const place = element(id);
  const chart = charts.get(id) ?? window.echarts.init(place, null, { renderer: "svg" });
  charts.set(id, chart);
  place.setAttribute("role", "img");
  place.setAttribute("aria-label", about);
  chart.setOption(
    {
      animation: false,
      textStyle: { fontFamily: "Georgia, 'Noto Serif CJK SC', serif", color: INK },
      tooltip: { renderMode: "richText", confine: true, ...option.tooltip },
      ...Object.fromEntries(Object.entries(option).filter(([key]) => key !== "tooltip")),
    },
    true,
  );
  // On paper the picture shrinks as a whole.
  place.querySelector("svg").setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
}

// A tick as people write it: steps that binary fractions cannot hold, as 0.57, do not end in ...0000001.
const tick = (value) => (Number(value.toPrecision(12)) || 0).toLocaleString("en-US", { maximumFractionDigits: 6 });

// A value axis whose name stands above it and is never cut.
const axis = (name, more) => ({
  type: "value",
  name,
  nameTextStyle: { align: "left", color: SOFT },
  axisLabel: { formatter: tick, color: SOFT, hideOverlap: true },
  ...more,
});
const below = (name, more) =>
  axis(name, { nameLocation: "middle", nameGap: 26, nameTextStyle: { align: "center", color: SOFT }, ...more });

const quoted = (cell) => {
  const text = cell === null || cell === undefined ? "" : String(cell);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
const csvOf = (rows) => rows.map((row) => row.map(quoted).join(",")).join("\n") + "\n";

// The data and the command under a chart. `rows` gives a head and rows when somebody asks; `command` gives lines.
function tools(id, name, rows, command) {
  const place = element(id);
  const was = place.querySelector("details")?.open ?? false;
  const code = document.createElement("code");
  code.textContent = command();
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = word("data");
  const save = document.createElement("a");
  save.textContent = `${word("save")} ${name}.csv`;
  save.download = `${name}.csv`;
  save.href = "#";
  save.addEventListener("click", () => {
    save.href = `data:text/csv;charset=utf-8,${encodeURIComponent("\ufeff" + csvOf(rows()))}`;
  });
  const text = document.createElement("pre");
  text.tabIndex = 0;
  const show = () => {
    if (details.open) text.textContent = csvOf(rows());
  };
  details.addEventListener("toggle", show);
  details.append(summary, save, text);
  details.open = was;
  place.replaceChildren(details, code);
  show();
}

// The library comes compressed in the page.
async function loadCharts() {
  const bytes = Uint8Array.from(atob(element("charts").textContent), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = document.createElement("script");
  script.textContent = await new Response(stream).text();
  document.head.append(script);
}
