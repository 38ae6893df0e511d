// The provinces as tiles.
const tileOf = new Map(
  [...document.querySelectorAll("[data-province]")].map((tile) => [Number(tile.dataset.province), tile]),
);
const SPARK = [60, 16];

// Where a number stands on the colour scale, 0 to 1: the less is kept, the darker.
const DARK_IS_LOW = new Set(["kept", "rate", "months"]);
function shareOf(measure, value) {
  if (value === null) return 0.5;
  const [low, high] = measure.ends;
  const share = Math.min(1, Math.max(0, (value - low) / (high - low || 1)));
  return DARK_IS_LOW.has(measure.id) ? 1 - share : share;
}

function sparkOf(measure, line) {
  const [low, high] = measure.ends;
  const point = (value, year) => {
    const up = Math.min(1, Math.max(0, (value - low) / (high - low || 1)));
    return `${((SPARK[0] * year) / Math.max(1, YEARS.length - 1)).toFixed(1)},${(SPARK[1] * (1 - up)).toFixed(1)}`;
  };
  return line
    .map((value, year) => (value === null ? "" : point(value, year)))
    .filter(Boolean)
    .join(" ");
}

// Whether a collection rate rests on a fitted factor that went as far as it may.
const isBound = (province) => state.measure === "rate" && (data.bound ?? []).includes(province.code);

function showTiles() {
  const measure = MEASURES.get(state.measure);
  element("bound").hidden = !PROVINCES.some(isBound);
  PROVINCES.forEach((province, place) => {
    const tile = tileOf.get(province.code);
    const value = numberOf(measure.id, state.world, place, state.year);
    tile.style.setProperty("--share", shareOf(measure, value).toFixed(3));
    tile.dataset.value = value ?? "";
    const shown = shownAs(value, measure.digits);
    tile.querySelector("output").textContent = shown;
    tile.querySelector("polyline").setAttribute("points", sparkOf(measure, measure.worlds[state.world]?.[place] ?? []));
    tile.setAttribute(
      "aria-label",
      said(spoken(province.title), joined(`${spoken(measure.title)} ${shown} ${spoken(measure.unit)}`, yearShown())),
    );
    tile.classList.toggle("bound", isBound(province));
    tile.setAttribute("aria-pressed", String(state.province === place));
  });
  const [low, high] = measure.ends.map((end) => shownAs(end, measure.digits));
  const [below, above] = measure.beyond;
  element("scale-low").textContent = `${below ? "≤ " : ""}${low} ${spoken(measure.unit)}`;
  element("scale-high").textContent = `${above ? "≥ " : ""}${high}`;
  document.querySelector(".scale").classList.toggle("reversed", DARK_IS_LOW.has(measure.id));
}

function showNation() {
  const at = (id, digits) => {
    const fan = data.fans.find((one) => one.id === id);
    const value = shownAs(fan.worlds[state.world]?.line[state.year], digits);
    const [title, unit] = [fan.title, fan.unit].map(spoken);
    return chinese.checked && unit !== "%" ? `${title} ${value}（${unit}）` : `${title} ${value} ${unit}`;
  };
  const world = data.worlds[state.world];
  const parts = [at("rate", 1), at("burden", 2), at("reserves", 2)];
  const head = [spoken(world.title), spoken(world.answer), yearShown()];
  element("nation").textContent = said(joined(...head), parts.join(chinese.checked ? "；" : "; "));
  element("finding").textContent = spoken(world.finding);
}

function tileTools() {
  const measure = MEASURES.get(state.measure);
  const rows = () => [
    ["code", "province", ...YEARS],
    ...PROVINCES.map((province, place) => [
      province.code,
      spoken(province.title),
      ...(measure.worlds[state.world]?.[place] ?? []),
    ]),
  ];
  tools("country-tools", measure.id, rows, () =>
    provinceQuery("p.province, p.province_name", [measure.id], `${ofWorld("p.")} AND p.year = ${yearShown()}`),
  );
}

for (const [place, province] of PROVINCES.entries()) {
  tileOf.get(province.code).addEventListener("click", () => change({ province: place }));
}
onChange(showTiles);
onChange(showNation);
onChange(tileTools);
