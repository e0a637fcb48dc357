// The sliders of the table of weights: a factor from 0 to 4 in quarters a part.
import { fraction } from "./fractions.js";
import { make } from "./words.js";

const MOST = 4;
const QUARTERS = 4;

// What each part's published weight is multiplied by, in quarters; 4 changes nothing.
export const factorOf = (chosen) => {
  const of = (key) => fraction(BigInt(chosen.get(key) ?? QUARTERS), BigInt(QUARTERS));
  return (node, block) => {
    const [own, shared] = [of(node.id), block ? of(block) : [1n, 1n]];
    return fraction(own[0] * shared[0], own[1] * shared[1]);
  };
};

// Only what differs stands in the address: `?criminal_actors=2&drugs=0.5`.
export const toAddress = (chosen, of) => {
  const search = new URLSearchParams();
  if (of) search.set("of", of);
  for (const [key, quarters] of [...chosen].sort())
    if (quarters !== QUARTERS) search.set(key, String(quarters / QUARTERS));
  return `${search}`;
};

export const fromAddress = (search, keys) => {
  const chosen = new Map();
  for (const [key, text] of search) {
    const quarters = Math.round(Number(text) * QUARTERS);
    if (keys.has(key) && quarters >= 0 && quarters <= MOST * QUARTERS) chosen.set(key, quarters);
  }
  return chosen;
};

// Put a slider into each row; `moved(key, quarters, done)` hears of every move.
export const addSliders = (table, words, moved) => {
  const sliders = new Map();
  table.querySelector("[data-mine]").textContent = words.says("mine");
  for (const row of table.tBodies[0].rows) {
    const { key, name } = row.dataset;
    const input = make("input", {
      type: "range", min: 0, max: MOST * QUARTERS, step: 1, value: QUARTERS, "aria-label": name,
    });
    const output = make("output");
    row.cells[1].className = "slide";
    row.cells[1].replaceChildren(input, output);
    input.addEventListener("input", () => moved(key, Number(input.value), false));
    input.addEventListener("change", () => moved(key, Number(input.value), true));
    const set = (quarters) => {
      const factor = words.number(quarters / QUARTERS);
      input.value = String(quarters);
      input.setAttribute("aria-valuetext", words.says("times", { factor }));
      output.textContent = words.number(`×${quarters / QUARTERS}`);
      row.classList.toggle("differs", quarters !== QUARTERS);
    };
    set(QUARTERS);
    sliders.set(key, set);
  }
  return sliders;
};

export const show = (sliders, chosen) => {
  for (const [key, set] of sliders) set(chosen.get(key) ?? QUARTERS);
};
