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

// Sums of money are counted in other units in Chinese: `times` has what a number is multiplied with, by language.
const digitsOf = (of) => Math.max(0, of.digits - Math.round(Math.log10(spoken(of.times))));
const counted = (of, value) => (value === null ? null : value * spoken(of.times));

// The measures as the language that is spoken counts them.
const DECODED = data.measures.map((measure) => ({
  ...measure,
  worlds: measure.worlds.map((world) => decoded(world, measure.digits)),
}));
const countedAll = () =>
  new Map(
    DECODED.map((measure) => {
      const count = (value) => counted(measure, value);
      const worlds =
        spoken(measure.times) === 1 ? measure.worlds : measure.worlds.map((world) => world.map((line) => line.map(count)));
      return [measure.id, { ...measure, worlds, ends: measure.ends.map(count), digits: digitsOf(measure) }];
    }),
  );
const COUNTED = [null, null];
const MEASURES = {
  get: (id) => {
    const language = chinese.checked ? 1 : 0;
    COUNTED[language] ??= countedAll();
    return COUNTED[language].get(id);
  },
};

// The number of a measure, or null: by places of world, province and year.
const numberOf = (id, world, province, year) => MEASURES.get(id)?.worlds[world]?.[province]?.[year] ?? null;
const shownAs = (value, digits) =>
  value === null || value === undefined ? "–" : value.toFixed(digits).replace(/^-(0(\.0*)?)$/, "$1");

// A number with the word of its size; money is beyond a billion, heads are below.
function inWords(value) {
  if (value === null) return "–";
  const steps = spoken(value >= 1e9 ? data.words.money : data.words.heads);
  const [size, word, digits] = steps.find(([least]) => Math.abs(value) >= least) ?? [1, "", 0];
  return `${(value / size).toFixed(Math.abs(value) < 10 * size && word ? 2 : digits)} ${word}`.trim();
}
