// The maps of a page: each shows the node that its reader chooses; all show who is pointed at.
import { finder } from "./mapfinder.js";
import { painted } from "./painting.js";
import { remember, remembered } from "./remembering.js";
import { loaded } from "./words.js";

const kept = new Map();

const figuresOf = (address) => {
  if (!kept.has(address)) kept.set(address, loaded(address));
  return kept.get(address);
};

const boxes = [...document.querySelectorAll(".worldmap")].map((box) => {
  const { key, folder, node: start } = box.dataset;
  const [select, card, sheet, says] = ["select", ".card", ".panorama", ".finding"].map((name) => box.querySelector(name));
  const radios = [...box.querySelectorAll("[type=radio]")];
  const map = painted(box);
  let node = start;

  const figures = async () => {
    try {
      return await figuresOf(`${folder}${node}.json`);
    } catch {
      says.textContent = box.dataset.failed;
      return null;
    }
  };

  const tick = box.querySelector("[data-unsure]");
  const hatching = (iso3s, text) => {
    map.hatch(tick.checked ? iso3s : []);
    box.querySelector(".hatching").textContent = tick.checked ? text : "";
  };
  let unsure = tick && [JSON.parse(tick.dataset.unsure), tick.dataset.said];
  if (tick) {
    tick.parentElement.hidden = false;
    tick.addEventListener("change", () => hatching(...unsure));
  }

  const show = async (wanted) => {
    node = wanted;
    select.value = wanted;
    for (const radio of radios) radio.checked = radio.value === wanted;
    const found = await figures();
    // Who chooses quickly may have chosen another by now.
    if (!found || node !== wanted) return;
    map.paint(found, wanted);
    if (!tick) return;
    unsure = [found.unsure ?? [], found.unsureSaid ?? ""];
    hatching(...unsure);
  };

  const tell = async (iso3) => {
    map.outline(iso3);
    const found = await figures();
    const row = found?.rows.find(([code]) => code === iso3);
    if (!row || map.outlined() !== iso3) return;
    const [, step, score, band, rank, moved] = row;
    const fill = (name, text) => {
      const place = card.querySelector(name);
      if (place) place.textContent = text;
    };
    fill(".who", map.nameOf(iso3));
    fill(".chip", score);
    fill(".band", band);
    fill(".rank", rank);
    fill(".moved", moved);
    for (const group of card.querySelectorAll("dl > div"))
      group.hidden = !group.querySelector("dd").textContent;
    card.querySelector(".chip").className = `chip ${found.meaning}-${step}`;
    card.hidden = false;
  };

  const leave = () => {
    map.outline("");
    card.hidden = true;
  };

  // On a phone the map is wider than the screen: it opens on its middle, and its legend goes along.
  const svg = sheet.querySelector("svg.map");
  const follow = () => {
    const unit = svg.clientWidth / svg.viewBox.baseVal.width;
    svg.style.setProperty("--seen", `${unit ? sheet.scrollLeft / unit : 0}px`);
  };
  sheet.addEventListener("scroll", follow, { passive: true });
  sheet.scrollLeft = (sheet.scrollWidth - sheet.clientWidth) / 2;
  follow();
  return { box, key, start, map, select, radios, show, tell, leave };
});

const all = (does) => (iso3) => boxes.forEach((one) => one[does](iso3));
const [tell, leave] = [all("tell"), all("leave")];

for (const one of boxes) {
  const { key, start, map, select, radios, show } = one;
  const choose = ({ target }) => {
    show(target.value);
    remember(key, target.value === start ? "" : target.value);
  };
  for (const control of [select, ...radios]) control.addEventListener("change", choose);
  map.onPoint(tell, leave);
  finder(one, tell, leave);
  const wanted = remembered(key);
  if ([...select.options].some(({ value }) => value === wanted)) show(wanted);
  else select.value = start;
}

document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") leave();
});
