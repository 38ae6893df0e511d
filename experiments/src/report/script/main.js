// Switches, slider and language; the page as it opens.
const [regime, response, year, measureSwitch, play] = ["regime", "response-switch", "year", "measure", "play"].map(
  element,
);

// The world of both switches; a response that the regime has not been lived with gives way.
function chooseWorld() {
  const is = (world) => world.regime === regime.value;
  const both = data.worlds.findIndex((world) => is(world) && world.response === response.value);
  const place = both >= 0 ? both : data.worlds.findIndex(is);
  response.value = data.worlds[place].response;
  change({ world: place });
}

function chooseYear(place) {
  year.value = String(YEARS[place]);
  element("year-shown").textContent = String(YEARS[place]);
  year.setAttribute("aria-valuetext", String(YEARS[place]));
  change({ year: place });
}

const once = (all, key) => [...new Map(all.map((one) => [key(one), one])).values()];

function speak() {
  document.documentElement.lang = chinese.checked ? "zh-CN" : "en";
  fill(
    regime,
    once(data.worlds, (world) => world.regime).map((world) => [world.regime, world.title]),
  );
  fill(
    response,
    once(data.worlds, (world) => world.response).map((world) => [world.response, world.answer]),
  );
  fill(
    measureSwitch,
    data.measures.filter((measure) => measure.tiles).map((measure) => [measure.id, measure.title]),
  );
  sandboxSwitches();
  showRule();
  change({});
}

let playing = null;
function pause() {
  clearInterval(playing);
  playing = null;
  play.setAttribute("aria-pressed", "false");
  play.textContent = word("play");
}

play.addEventListener("click", () => {
  if (playing !== null) return pause();
  if (state.year === YEARS.length - 1) chooseYear(0);
  play.setAttribute("aria-pressed", "true");
  play.textContent = word("pause");
  playing = setInterval(() => (state.year < YEARS.length - 1 ? chooseYear(state.year + 1) : pause()), 350);
});

regime.addEventListener("change", chooseWorld);
response.addEventListener("change", chooseWorld);
year.addEventListener("input", () => chooseYear(YEARS.indexOf(Number(year.value))));
measureSwitch.addEventListener("change", () => change({ measure: measureSwitch.value }));
for (const language of [english, chinese]) {
  language.addEventListener("change", () => {
    pause();
    speak();
  });
}
document.querySelector(".controls").addEventListener("submit", (event) => event.preventDefault());

// Under a click on a regime the provinces are sorted by what they lose under it.
const whipBody = document.querySelector("#whip tbody");
for (const [place, button] of [...document.querySelectorAll("#whip th button")].entries()) {
  const lost = (row) => Number(row.querySelectorAll("[data-lost]")[place].dataset.lost);
  button.addEventListener("click", () => {
    whipBody.append(...[...whipBody.rows].sort((a, b) => lost(b) - lost(a)));
    const lines = [...button.querySelectorAll("[lang]")].map((title, language) => {
      const line = title.cloneNode();
      line.textContent = WORDS.sorted[language].replace("…", title.textContent);
      return line;
    });
    element("whip-order").replaceChildren(...lines);
  });
}

// A table that is wider than its place says so.
const WIDE = [...document.querySelectorAll(".wide")].map((wide) => {
  const line = document.createElement("p");
  line.className = "note scroll";
  wide.before(line);
  return [wide, line];
});
function showScrolls() {
  for (const [wide, line] of WIDE) {
    const scrolls = wide.scrollWidth > wide.clientWidth + 1;
    wide.classList.toggle("scrolls", scrolls);
    line.textContent = scrolls ? word("scrolls") : "";
  }
}
onChange(showScrolls);
window.addEventListener("resize", showScrolls);

await loadCharts();
document.body.classList.add("scripted");
for (const show of [showProvince, showPayments, showResponse, showFans, showTornado, showCohorts]) onChange(show);
pause();
speak();
chooseYear(state.year);
window.addEventListener("resize", () => {
  // Paper shrinks what was drawn for the window.
  if (window.matchMedia("print").matches) return;
  for (const chart of charts.values()) chart.resize();
  change({});
});
