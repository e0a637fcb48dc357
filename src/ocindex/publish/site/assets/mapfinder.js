// Finds countries on a map by what is typed: Enter opens the page of the one that is left.
import { folded } from "./folding.js";
import { make } from "./words.js";

export const finder = ({ box, map }, tell, leave) => {
  const input = box.querySelector("[type=search]");
  if (!input) return;
  const countries = [...map.names].map(([iso3, name]) => ({ iso3, name, plain: folded(name) }));
  box.querySelector("datalist").append(...countries.map(({ name }) => make("option", { value: name })));

  const found = () => {
    const wanted = folded(input.value.trim());
    if (!wanted) return [];
    const exact = countries.filter(({ plain }) => plain === wanted);
    return exact.length ? exact : countries.filter(({ plain }) => plain.includes(wanted));
  };

  input.addEventListener("input", () => {
    const left = found();
    const some = left.length > 0;
    for (const { iso3 } of countries)
      map.links.get(iso3).classList.toggle("away", some && !left.some((one) => one.iso3 === iso3));
    input.setCustomValidity("");
    if (left.length === 1) tell(left[0].iso3);
    else leave();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !input.value.trim()) return;
    event.preventDefault();
    const left = found();
    if (left.length === 1) return location.assign(map.links.get(left[0].iso3).href.baseVal);
    if (!left.length) input.setCustomValidity(input.dataset.unknown.replace("{name}", () => input.value));
    input.reportValidity();
  });
};
