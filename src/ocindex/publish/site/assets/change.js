// What a country's change is made of, between any two editions, from the countries' own files.
import { display, minus, plus, read } from "./fractions.js";
import { buttons, copyAddress, picker } from "./picking.js";
import { mark } from "./svg.js";
import { loaded, make, wordsOf } from "./words.js";

const box = document.getElementById("change");
const words = wordsOf(box);
const { root, here, start } = box.dataset;
const decimals = Number(box.dataset.decimals);
const pairs = JSON.parse(box.dataset.pairs);
const said = box.querySelector(".said");
const drawn = box.querySelector(".drawn");
const [input, editions, nodes] = ["input", "[name=pair]", "[name=node]"].map((name) => box.querySelector(name));
const options = [...box.querySelectorAll("datalist option")];
const search = new URLSearchParams(location.search);

const known = (iso3) => options.some((option) => option.dataset.iso3 === iso3);
let iso3 = known(search.get("c")) ? search.get("c") : start;
const pairOf = (from, to) => pairs.findIndex(({ earlier, later }) => earlier === from && later === to);
const asked = pairOf(search.get("from"), search.get("to"));
const usual = pairs.findIndex(({ later }) => later === here);
if (editions) editions.value = String(asked < 0 ? usual : asked);
if (nodes && [...nodes.options].some(({ value }) => value === search.get("of"))) nodes.value = search.get("of");

const printed = (value) => {
  const text = display(value, decimals);
  return words.number(value[0] > 0n && /[1-9]/.test(text) ? `+${text}` : text);
};

// A bar from zero, to the right for more and to the left for less.
const waterfall = (value, most) => {
  const width = Math.round((Math.abs(value) / most) * 450);
  return mark("svg", { class: "bar parts", viewBox: "0 0 900 10", preserveAspectRatio: "none", dir: "ltr", "aria-hidden": "true" },
    mark("rect", { class: value < 0 ? "less" : "more", x: value < 0 ? 450 - width : 450, width, height: 10 }),
    mark("path", { class: "zero", d: "M450 0v10" }));
};

const tableOf = (parts, names, totals) => {
  const size = ([top, bottom]) => Number(top) / Number(bottom);
  const most = Math.max(...parts.map(([, value]) => Math.abs(size(value))), Number.EPSILON);
  const rows = parts.map(([id, value]) => make("tr", { class: id === "framework" ? "framework" : "" },
    make("th", { scope: "row" }, names(id)),
    make("td", { class: "bars" }, waterfall(size(value), most)),
    make("td", { class: "n" }, printed(value))));
  return make("table", { class: "breakdown" }, make("caption", {}, words.says("parts")),
    make("thead", {}, make("tr", {}, make("th", { scope: "col" }, words.says("part")),
      make("th", { class: "bars", scope: "col" }, make("span", { class: "hide" }, words.says("points"))),
      make("th", { scope: "col", class: "n" }, words.says("points")))),
    make("tbody", {}, ...rows),
    make("tfoot", {}, ...totals.map(([name, value]) => make("tr", {},
      make("th", { scope: "row", colspan: 2 }, name), make("td", { class: "n" }, printed(value))))));
};

const show = (country, pair, id) => {
  const node = country.nodes[id];
  const change = node?.changes[pair.earlier];
  if (!change) {
    said.textContent = words.says("missing");
    return drawn.replaceChildren();
  }
  const zero = [0n, 1n];
  const all = Object.entries(change.parts).map(([part, text]) => [part, read(text)]);
  const framework = all.find(([part]) => part === "framework")?.[1] ?? zero;
  const total = all.map(([, value]) => value).reduce(plus, zero);
  const both = minus(total, framework);
  const moved = all.filter(([, value]) => value[0])
    .sort(([, a], [, b]) => Math.abs(Number(b[0]) / Number(b[1])) - Math.abs(Number(a[0]) / Number(a[1])));
  const same = !framework[0];
  said.textContent = words.says(same ? "same" : "differs", {
    country: country.country, node: node.name, earlier: pair.earlier, later: pair.later,
    before: words.number(display(minus(read(node.exact), total), decimals)),
    now: words.number(node.display), change: printed(total), both: printed(both), framework: printed(framework),
  });
  const totals = [...(same ? [] : [[words.says("both"), both]]), [words.says("published"), total]];
  const names = (part) => (part === "framework" ? words.says("framework") : country.nodes[part]?.name ?? part);
  drawn.replaceChildren(...(moved.length ? [tableOf(moved, names, totals)] : []),
    make("p", { class: "hint" }, words.says("still", { n: all.filter(([part, value]) => part !== "framework" && !value[0]).length })));
};

const renew = async () => {
  const pair = pairs[editions ? Number(editions.value) : usual];
  const id = nodes ? nodes.value : null;
  const address = new URLSearchParams({ c: iso3, from: pair.earlier, to: pair.later, ...(id ? { of: id } : {}) });
  history.replaceState(null, "", `?${address}`);
  try {
    const country = await loaded(`${root}${pair.address}country/${iso3}/${iso3}.json`);
    show(country, pair, id ?? Object.keys(country.nodes)[0]);
  } catch {
    drawn.replaceChildren();
    said.textContent = words.says("failed");
  }
};

picker(input, options, (picked, name) => {
  iso3 = picked;
  input.value = name;
  renew();
}, (name) => { said.textContent = words.says("unknown", { name }); });
for (const select of [editions, nodes]) select?.addEventListener("change", renew);
buttons(box, { copy: copyAddress(() => { said.textContent = words.says("copied"); }) });
input.value = options.find((option) => option.dataset.iso3 === iso3).value;
box.hidden = false;
renew();
