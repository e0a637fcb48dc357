// Marks of the site's charts, for what is drawn in the browser.

const SVG = "http://www.w3.org/2000/svg";

export const mark = (tag, attributes = {}, ...children) => {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
};

// The step (0 to 8) of a ramp for a place on the scale, as charts/tokens.py has it.
export const step = (place) => Math.min(8, Math.max(0, Math.floor(place * 9 + 1e-9)));

// A bar from the scale's low end, as wide as its cell; the places of an interval's ends, if any, are
// a line over its end.
export const bar = (place, ramp, ends) => {
  const d = ends && `M${Math.round(ends[0] * 900)} 5H${Math.round(ends[1] * 900)}`;
  return mark("svg", { class: "bar", viewBox: "0 0 900 10", preserveAspectRatio: "none", "aria-hidden": "true" },
    mark("rect", { width: 900, height: 10, class: "ground" }),
    mark("rect", { width: Math.round(place * 900), height: 10, class: `${ramp}-${step(place)}` }),
    ...(d ? [mark("path", { class: "rim", d }), mark("path", { class: "whisker", d })] : []));
};

const SIZE = 240;
const RADIUS = 92;

const at = (place, i, of) => {
  const turn = (2 * Math.PI * i) / of - Math.PI / 2;
  return [SIZE / 2 + Math.cos(turn) * place * RADIUS, SIZE / 2 + Math.sin(turn) * place * RADIUS];
};
const outline = (places) =>
  `M${places.map((place, i) => at(place, i, places.length).map((x) => x.toFixed(1)).join(" ")).join("L")}Z`;

// `here` and the `others` are places from 0 to 1, an axis each; null where one is not measured.
export const radar = (here, others, numbers, meaning, text) => {
  const n = here.length;
  const drawn = (places) => outline(places.map((place) => place ?? 0));
  const spokes = here.map((_, i) => {
    const [x, y] = at(1, i, n);
    return `M${SIZE / 2} ${SIZE / 2}L${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  const labels = numbers.map((number, i) => {
    const [x, y] = at(1.13, i, n);
    return mark("text", { x: x.toFixed(1), y: (y + 4).toFixed(1), class: "spoke" }, String(number));
  });
  const frames = [0.5, 1].map((place) => mark("path", { class: "frame", d: outline(here.map(() => place)) }));
  return mark("svg", { class: `radar ${meaning}`, viewBox: `0 0 ${SIZE} ${SIZE}`, role: "img", dir: "ltr", "aria-label": text },
    ...frames, mark("path", { class: "frame", d: spokes.join("") }),
    ...others.map((places) => mark("path", { class: "other", d: drawn(places) })),
    mark("path", { class: "shape", d: drawn(here) }), ...labels);
};
