// A rule chosen from the grid, its outcome beside the enacted one, and the command that lives it.
const AXES = data.sandbox.axes;
const chosen = AXES.map((axis) => axis.values.indexOf(axis.enacted));
const enactedRule = [...chosen];
const AT = { rate: 2, burden: 5 };

// Rules stand with the last axis turning fastest.
const ruleNumber = (places) => places.reduce((number, place, axis) => number * AXES[axis].values.length + place, 0);
const ruleName = (places) => AXES.map((axis, place) => `${axis.id}=${axis.values[places[place]]}`).join(",");

function sandboxSwitches() {
  const labels = AXES.map((axis, number) => {
    const label = document.createElement("label");
    const select = document.createElement("select");
    select.id = `sandbox-${axis.id}`;
    const text = (value) => (axis.switch ? WORDS[value ? "on" : "off"] : [`${value} %`, `${value} %`]);
    fill(
      select,
      axis.values.map((value, place) => [place, text(value)]),
    );
    select.value = String(chosen[number]);
    select.addEventListener("change", () => {
      chosen[number] = Number(select.value);
      showRule();
    });
    label.append(spoken(axis.title), select);
    return label;
  });
  element("sandbox-switches").replaceChildren(...labels);
}

function showRule() {
  const known = data.sandbox.rules !== null;
  element("sandbox-missing").hidden = known;
  for (const id of ["sandbox-switches", "sandbox-chart"]) element(id).hidden = !known;
  if (!known) return;
  const { outcomes, rules } = data.sandbox;
  const [own, enacted] = [chosen, enactedRule].map((places) => rules[ruleNumber(places)]);
  const text = (value, outcome) => (value === null ? word("never") : shownAs(counted(outcome, value), digitsOf(outcome)));
  const rows = outcomes.map((outcome, place) => [
    joined(spoken(outcome.title), spoken(outcome.unit)),
    text(own[place], outcome),
    text(enacted[place], outcome),
  ]);
  fillTable(element("sandbox-outcome"), ["", word("chosen"), word("enacted")], rows);
  showAllRules(own, enacted);
  const table = () => [
    [...AXES.map((axis) => axis.id), ...outcomes.map((outcome) => outcome.title[0])],
    ...rules.map((rule, number) => [...placesOf(number), ...rule]),
  ];
  const name = ruleName(chosen);
  tools("sandbox-tools", "sandbox", table, () =>
    [
      `fastox sandbox --rule ${name}`,
      `fastox sandbox --rule ${name} --scenario my-rule.toml`,
      "fastox run --regimes national-pooling,my-rule.toml",
    ].join("\n"),
  );
}

// The values of a rule from its number.
function placesOf(number) {
  const places = [];
  for (const axis of [...AXES].reverse()) {
    places.unshift(axis.values[number % axis.values.length]);
    number = Math.floor(number / axis.values.length);
  }
  return places;
}

function showAllRules(own, enacted) {
  const { outcomes, rules } = data.sandbox;
  const mark = (name, points, style) => ({
    type: "scatter",
    name,
    data: points.map((rule) => [rule[AT.rate], rule[AT.burden]]),
    ...style,
  });
  draw(
    "sandbox-chart",
    {
      grid: { left: 54, right: 24, top: 62, bottom: 46 },
      legend: { top: 0 },
      tooltip: { trigger: "item" },
      xAxis: below(joined(spoken(outcomes[AT.rate].title), spoken(outcomes[AT.rate].unit)), { scale: true }),
      yAxis: axis(joined(spoken(outcomes[AT.burden].title), spoken(outcomes[AT.burden].unit)), { scale: true }),
      series: [
        mark(word("rules"), rules, { symbolSize: 5, itemStyle: { color: SOFT, opacity: 0.35 }, silent: true }),
        mark(word("enacted"), [enacted], {
          symbol: "diamond",
          symbolSize: 18,
          itemStyle: { color: "transparent", borderColor: INK, borderWidth: 2.5 },
        }),
        mark(word("chosen"), [own], { symbolSize: 13, itemStyle: { color: COLOURS[0] } }),
      ],
    },
    word("rules"),
  );
}
