// The matrix: finds countries among the dots, by name or region, and says which one is pointed at.
import { folded } from "./folding.js";
import { remember, remembered } from "./remembering.js";
import { wordsOf } from "./words.js";

const box = document.getElementById("matrix");
const words = wordsOf(box);
const said = box.querySelector(".said");
const [input, select] = ["input", "select"].map((tag) => box.querySelector(tag));
// The tables below know each country; its dot leads to the same page.
const countries = [...document.querySelectorAll("[data-iso3]")].map((row) => ({
  row,
  name: row.cells[0].textContent,
  region: row.dataset.region,
  labels: [...box.querySelectorAll("svg > text")].filter((text) => text.textContent === row.cells[0].textContent),
  dots: [...box.querySelectorAll(`a[href$="/${row.dataset.iso3}/"]`)],
}));

const wanted = () => {
  const option = select?.selectedOptions[0];
  if (!option?.value) return null;
  if (!option.hasAttribute("data-all")) return [option.value];
  return [...option.parentElement.children].filter((o) => o !== option).map((o) => o.value);
};

const tell = ({ row, name }) => {
  const [across, up] = [...row.cells].slice(1).map((cell) => cell.textContent.trim());
  said.textContent = words.says("said", { country: name, across, up });
};

const filter = () => {
  const text = folded(input.value.trim());
  const regions = wanted();
  const only = [];
  for (const country of countries) {
    const { row, name, region, dots, labels } = country;
    const found = folded(name).includes(text) && (!regions || regions.includes(region));
    row.hidden = !found;
    for (const mark of [...dots, ...labels]) mark.classList.toggle("away", !found);
    for (const dot of dots) dot.classList.toggle("found", found && Boolean(text || regions));
    if (found) only.push(country);
  }
  for (const section of document.querySelectorAll(".quadrants section"))
    section.hidden = !section.querySelector("tbody tr:not([hidden])");
  if (!text && !regions) said.textContent = "";
  else if (only.length === 1) tell(only[0]);
  else said.textContent = words.says("shown", { shown: only.length, all: countries.length });
};

for (const country of countries)
  for (const dot of country.dots)
    for (const event of ["pointerenter", "focus"]) dot.addEventListener(event, () => tell(country));
const chosen = () => {
  filter();
  remember("find", input.value.trim());
  if (select) remember("in", select.value);
};
input.addEventListener("input", chosen);
select?.addEventListener("change", chosen);
input.value = remembered("find");
const group = remembered("in");
if (select && [...select.options].some(({ value }) => value === group)) select.value = group;
filter();
box.querySelector(".picker").hidden = false;
