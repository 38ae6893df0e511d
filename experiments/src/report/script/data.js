// The numbers of the page, out of their compact form.
const data = JSON.parse(document.getElementById("data").textContent);
const YEARS = data.years;
const PROVINCES = data.provinces.map(([code, en, zh]) => ({ code, title: [en, zh] }));

// Years of a province are the first number and what each year adds, in units of the last digit.
function decoded(coded, digits) {
  const scale = 10 ** digits;
  const provinces = [];
  for (let start = 0; start < coded.length; start += YEARS.length) {
    let sum = 0;
    provinces.push(
      coded.slice(start, start + YEARS.length).map((more) => {
        if (more === null) return null;
        sum += more;
        return sum / scale;
      }),
    );
  }
  return provinces;
}

const MEASURES = new Map(
  data.measures.map((measure) => {
    const worlds = measure.worlds.map((world) => decoded(world, measure.digits));
    return [measure.id, { ...measure, worlds }];
  }),
);

// The number of a measure, or null: by places of world, province and year.
const numberOf = (id, world, province, year) => MEASURES.get(id)?.worlds[world]?.[province]?.[year] ?? null;
const shownAs = (value, digits) =>
  value === null || value === undefined ? "–" : value.toFixed(digits).replace(/^-(0(\.0*)?)$/, "$1");
