// What moves a headline: one parameter low or high, the others central.
const tornadoHeadline = element("tornado-headline");
const SHOWN_BARS = 15;

// The bars of a headline. A year that does not come is missing, and stands one after the latest that does; a word of a
// choice has no low end.
function tornadoBars(headline) {
  const of = data.tornado.filter(([of]) => of === headline);
  const known = of.flatMap(([, , ...values]) => values.filter((value) => value !== null));
  const never = data.headlines[headline].year ? Math.max(...known) + 1 : null;
  const bars = of.map(([, name, low, central, high]) => [
    headline,
    name,
    low ?? (name.includes(" = ") ? null : never),
    central ?? never,
    high ?? never,
  ]);
  const reach = ([, , low, central, high]) =>
    Math.max(Math.abs((low ?? central) - central), Math.abs((high ?? central) - central));
  const shown = bars.filter(([, , low, central, high]) => central !== null && (low !== null || high !== null));
  return { bars: shown.sort((a, b) => reach(a) - reach(b)).slice(-SHOWN_BARS), never };
}

function showTornado() {
  const analysed = data.tornado !== null;
  element("tornado-missing").hidden = analysed;
  element("tornado-switch").hidden = !analysed;
  element("tornado-chart").hidden = !analysed;
  if (!analysed) {
    element("tornado-missing").querySelector("code").textContent =
      `fastox sensitivity --samples 0 --out sensitivity\nfastox report ${data.run} --sensitivity sensitivity`;
    return;
  }
  const known = data.tornado.filter(([, , ...values]) => values.some((value) => value !== null));
  const headlines = [...new Set(known.map(([headline]) => headline))];
  fill(
    tornadoHeadline,
    headlines.map((headline) => [headline, data.headlines[headline].title]),
  );
  const { bars, never } = tornadoBars(tornadoHeadline.value);
  const { title, unit, times, digits } = data.headlines[tornadoHeadline.value];
  const central = bars[0]?.[3] ?? 0;
  const shown = (more) =>
    never !== null && central + more >= never ? word("later") : ((central + more) * times).toFixed(digits);
  const named = joined(spoken(title), spoken(unit));
  const side = (name, place, colour) => ({
    type: "bar",
    name: word(name),
    // Beside one another: both ends of a parameter may lie on one side of the centre.
    barGap: "0%",
    barCategoryGap: "25%",
    data: bars.map((bar) => (bar[place] === null ? 0 : bar[place] - central)),
    itemStyle: { color: colour },
  });
  draw(
    "tornado-chart",
    {
      grid: { left: Math.min(230, element("tornado-chart").clientWidth * 0.5), right: 24, top: 34, bottom: 46 },
      legend: { top: 0 },
      // The name that commands take stands in the tooltip and in the data.
      tooltip: {
        trigger: "axis",
        formatter: (sides) =>
          [bars[sides[0].dataIndex][1], ...sides.map((one) => said(one.seriesName, shown(one.value)))].join(
            "\n",
          ),
      },
      // The headline is named by the switch above.
      xAxis: below(unit[0] ? spoken(unit) : "", {
        axisLabel: { formatter: shown, hideOverlap: true, color: SOFT },
      }),
      yAxis: {
        type: "category",
        data: bars.map((bar) => spoken(data.parameters[bar[1]])),
        axisLabel: {
          interval: 0,
          fontSize: 10,
          lineHeight: 11,
          width: Math.min(220, element("tornado-chart").clientWidth * 0.48),
          overflow: "break",
          color: INK,
        },
      },
      series: [side("low", 2, COLOURS[1]), side("high", 4, COLOURS[2])],
    },
    said(named, joined(...bars.map((bar) => bar[1]).reverse())),
  );
  tools(
    "tornado-tools",
    "tornado",
    () => [["headline", "parameter", "value_at_low", "value_at_central", "value_at_high"], ...data.tornado],
    () => data.analysis,
  );
}

tornadoHeadline.addEventListener("change", showTornado);
