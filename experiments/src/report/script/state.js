// What is chosen on the page, and who must know when it changes.
const state = { world: data.first[0], year: data.first[1], measure: "kept", province: null };
const listeners = [];
const onChange = (listener) => listeners.push(listener);

function change(more) {
  Object.assign(state, more);
  for (const listener of listeners) listener();
}

const element = (id) => document.getElementById(id);
const yearShown = () => YEARS[state.year];

// A choice from a list of [value, pair]; texts follow the language.
function fill(select, options) {
  const before = select.value;
  select.replaceChildren(
    ...options.map(([value, pair]) => {
      const option = document.createElement("option");
      option.value = value;
      option.textContent = spoken(pair);
      return option;
    }),
  );
  if (options.some(([value]) => String(value) === before)) select.value = before;
}
