// A map that stands in the page: its countries found by their links, and painted anew.
import { mark } from "./svg.js";

const codeOf = (link) => link.getAttribute("href").match(/([^/]+)\/$/)[1];

// `Kazakhstan: 4.47` without its score, which is what changes from node to node.
const nameIn = (said) => said.slice(0, said.lastIndexOf(": "));

const LEGEND = /\b(?:worse|better)-(\d)\b/;

// The legend keeps its place; its ramp and the scores that stand below it are those of the node.
const relabel = (svg, { meaning, limits }) => {
  const steps = [...svg.querySelectorAll("rect")].filter((rect) => LEGEND.test(rect.getAttribute("class")));
  if (!steps.length) return;
  const number = (name) => Number(steps[0].getAttribute(name));
  const wide = number("width") * steps.length;
  const old = [...svg.querySelectorAll(":scope > text.mid")];
  const y = old[0].getAttribute("y");
  for (const rect of steps)
    rect.setAttribute("class", rect.getAttribute("class").replace(LEGEND, `${meaning}-$1`));
  old.slice(1).forEach((text) => text.remove());
  old[0].replaceWith(...limits.map(([place, text]) =>
    mark("text", { x: Math.round((number("x") + place * wide) * 10) / 10, y, class: "mute tiny mid" }, text)));
};

// What can be taken of the map is the file of the node that is shown.
const retake = (box, { title, size }, before, now) => {
  const renamed = (text) => text.replace(new RegExp(`(^|/)${before}\\.svg`), `$1${now}.svg`);
  for (const link of box.querySelectorAll(".take a[href$='.svg']"))
    link.setAttribute("href", renamed(link.getAttribute("href")));
  for (const button of box.querySelectorAll("[data-png]"))
    button.dataset.png = renamed(button.dataset.png);
  const escaped = title.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  for (const code of box.querySelectorAll("code.embed"))
    code.textContent = code.textContent
      .replace(`${before}.svg`, () => `${now}.svg`)
      .replace(/title="[^"]*"/, () => `title="${escaped}"`)
      .replace(/width="\d+" height="\d+"/, `width="${size[0]}" height="${size[1]}"`);
};

// Two lines side by side, one of which can be seen on any colour.
const pattern = (name, unit) => {
  const line = (shade, x) => mark("rect", { class: shade, x, width: unit, height: 5 * unit });
  const made = mark("pattern", { id: `hatch-${name}`, width: 5 * unit, height: 5 * unit,
    patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
  made.append(line("ink", 0), line("paper", unit));
  return made;
};

export const painted = (box) => {
  const svg = box.querySelector("svg.map");
  const links = new Map([...svg.querySelectorAll("a")].map((link) => [codeOf(link), link]));
  const names = new Map();
  let shown = box.dataset.node;
  let outlined = "";
  let ring = null;

  // The browser's own tip would cover what the card explains.
  for (const [iso3, link] of links) {
    const title = link.querySelector("title");
    names.set(iso3, nameIn(title.textContent));
    link.setAttribute("aria-label", title.textContent);
    title.remove();
  }

  const areaOf = (iso3) => links.get(iso3)?.querySelector(".area");

  const paint = (figures, now) => {
    for (const [iso3, step, score] of figures.rows) {
      const link = links.get(iso3);
      if (!link) continue;
      areaOf(iso3).setAttribute("class", `area ${figures.meaning}-${step}`);
      link.setAttribute("aria-label", `${names.get(iso3)}: ${score}`);
    }
    box.querySelector("h2").textContent = figures.name;
    box.querySelector(".finding").textContent = figures.said;
    svg.setAttribute("aria-label", `${figures.title}. ${figures.said}`);
    relabel(svg, figures);
    retake(box, figures, shown, now);
    shown = now;
  };

  // Above their colours; the patterns are made when they are first asked for.
  const hatch = (iso3s) => {
    svg.querySelectorAll(".hatch").forEach((area) => area.remove());
    if (!iso3s.length) return;
    if (!document.getElementById("hatch-area")) {
      const scale = svg.querySelector("g[transform]").transform.baseVal[0].matrix.a;
      svg.prepend(pattern("area", 1 / scale), pattern("spot", 0.8));
    }
    for (const iso3 of iso3s) {
      const area = areaOf(iso3);
      if (!area) continue;
      const above = area.cloneNode();
      above.setAttribute("class", "hatch");
      above.setAttribute("fill", `url(#hatch-${area.tagName === "circle" ? "spot" : "area"})`);
      area.after(above);
    }
  };

  // Above all others, as neighbours cover half of a border.
  const outline = (iso3) => {
    ring?.remove();
    const area = areaOf(iso3);
    outlined = area ? iso3 : "";
    if (!area) return;
    ring = area.cloneNode();
    ring.setAttribute("class", "ring");
    (area.closest("g") ?? svg).append(ring);
  };

  // `tell` gets the country that a pointer or the keyboard is on; a finger points by touching once.
  const onPoint = (tell, leave) => {
    const at = ({ target }) => {
      const link = target.closest("a");
      return link && svg.contains(link) ? codeOf(link) : "";
    };
    svg.addEventListener("pointerover", (event) => {
      const iso3 = at(event);
      if (iso3 && event.pointerType !== "touch") tell(iso3);
    });
    svg.addEventListener("pointerleave", ({ pointerType }) => {
      if (pointerType !== "touch") leave();
    });
    // A touch brings the focus along, before its click.
    let before = "";
    svg.addEventListener("pointerdown", () => { before = outlined; });
    // Chromium lets a drawing that listens for the focus have it; its box may listen.
    svg.parentElement.addEventListener("focusin", (event) => tell(at(event)));
    svg.parentElement.addEventListener("focusout", leave);
    svg.addEventListener("click", (event) => {
      const iso3 = at(event);
      if (event.pointerType !== "touch" || !iso3 || iso3 === before) return;
      event.preventDefault();
      tell(iso3);
    });
  };

  return {
    links, names, paint, hatch, outline, onPoint,
    nameOf: (iso3) => names.get(iso3) ?? "",
    outlined: () => outlined,
  };
};
