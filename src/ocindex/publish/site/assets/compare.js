// Compare: what the address names, as radars and a table with bars.
import { display, read, times } from "./fractions.js";
import { buttons, copyAddress, picker } from "./picking.js";
import { bar, radar } from "./svg.js";
import { loaded, make, wordsOf } from "./words.js";

const box = document.getElementById("compare");
const words = wordsOf(box);
const { root, home, here } = box.dataset;
const most = Number(box.dataset.most);
const editions = JSON.parse(box.dataset.editions);
const said = box.querySelector(".said");
const options = [...box.querySelectorAll("datalist option")];
const nameOf = new Map(options.map((option) => [option.dataset.iso3, option.value]));
const kept = new Map();

const figuresOf = (id) => {
  if (!kept.has(id))
    kept.set(id, loaded(root + editions.find((edition) => edition.id === id).address));
  return kept.get(id);
};

const figuresAt = (address) => {
  if (!kept.has(address)) kept.set(address, loaded(address));
  return kept.get(address);
};

const listed = (search, name, known) =>
  [...new Set((search.get(name) ?? "").split(",").filter((key) => known.has(key)))];
const search = new URLSearchParams(location.search);
const ids = new Set(editions.map((edition) => edition.id));
let countries = listed(search, "c", nameOf).slice(0, most);
let chosen = listed(search, "e", ids);
if (!countries.length) countries = box.dataset.start.split(",");
if (!chosen.length) chosen = [here];
// What is named stays within what can be drawn: countries first.
const within = () => { chosen = chosen.slice(0, Math.max(1, Math.floor(most / countries.length))); };

// A country in an edition, with its scores: as printed, and as places on the scale.
const seriesOf = (figures, iso3) => {
  const row = figures.countries.findIndex(([code]) => code === iso3);
  if (row < 0) return null;
  const [leaves, components] = [false, true].map((kind) =>
    figures.nodes.filter((node) => node.component === kind));
  const unit = read(figures.unit);
  const printed = new Map(components.map((node, i) => [node.id, figures.components[row][i]]));
  leaves.forEach((node, i) => printed.set(node.id,
    display(times([BigInt(figures.units[row][i]), 1n], unit), figures.decimals)));
  const along = (printed) => (Number(printed) - figures.low) / (figures.high - figures.low);
  const name = figures.countries[row][1];
  return {
    iso3, edition: figures.edition, printed, along,
    place: (id) => (printed.has(id) ? along(printed.get(id)) : null),
    label: chosen.length > 1 ? words.says("in", { country: name, edition: figures.edition }) : name,
  };
};

// The first of several indicators of a block bears the block's name, unless its component has.
const withBlocks = (rows) => {
  const names = new Map(rows.map(({ node }) => [node.id, node.name]));
  rows.forEach((row, i) => {
    const block = row.node.block === names.get(row.node.parent) ? "" : row.node.block;
    const starts = block && rows[i - 1]?.node.block !== block;
    row.block = starts && rows[i + 1]?.node.block === block ? block : "";
  });
  return rows;
};

// Each component above its parts; nodes that only another edition has stand after its siblings.
const outline = (all) => {
  const nodes = [...new Map(all.flatMap(({ nodes }) => nodes).map((node) => [node.id, node]).reverse())
    .values()].reverse();
  const rows = [];
  const below = (parent, depth, top) => {
    for (const node of nodes.filter((node) => node.parent === parent)) {
      rows.push({ node, depth, top: top ?? node.id });
      below(node.id, depth + 1, top ?? node.id);
    }
  };
  below(null, 0, null);
  let number = 0;
  for (const row of rows) row.number = row.node.component ? 0 : (number += 1);
  return withBlocks(rows);
};

const cellOf = (one, node) => {
  const text = one.printed.get(node.id);
  if (text === undefined) return make("td", { class: "n soft" }, words.says("none"));
  const span = one.spans?.[node.id];
  const said = span ? [make("small", {}, words.says("span", { low: words.number(span[0]), high: words.number(span[1]) }))] : [];
  return make("td", { class: "n" }, make("span", {}, words.number(text)), ...said,
    bar(one.place(node.id), node.high, span?.map(one.along)));
};

const tableOf = (rows, series) => {
  const head = make("tr", {}, make("th", { scope: "col" }, words.says("indicator")),
    ...series.map((one) => make("th", { scope: "col", class: "n" },
      make("a", { href: `${root}${editions.find(({ id }) => id === one.edition).address.replace(/[^/]*$/, "")}country/${one.iso3}/` }, one.label))));
  const body = rows.flatMap(({ node, depth, number, block }) => [
    ...(block ? [make("tr", { class: "block" }, make("th", { scope: "rowgroup", colspan: series.length + 1, class: `d${Math.min(depth, 3)}` }, block))] : []),
    make("tr", { class: node.component ? "sum" : "" },
      make("th", { scope: "row", class: `d${Math.min(depth, 3)}` },
        ...(number ? [make("span", { class: "soft number" }, `${number} `)] : []),
        make("a", { href: `${home}ranking/${node.slug}/` }, node.name)),
      ...series.map((one) => cellOf(one, node)))]);
  return make("div", { class: "scroll", role: "region", tabindex: 0, "aria-label": words.says("table") },
    make("table", { class: "sides" },
      make("caption", {}, series.some((one) => one.spans) ? words.says("tableSure") : words.says("table")),
      make("thead", {}, head), make("tbody", {}, ...body)));
};

const radarsOf = (rows, series, head) => {
  const own = rows.filter((row) => row.top === head.id && row.number);
  if (own.length < 3) return [];
  const places = series.map((one) => own.map(({ node }) => one.place(node.id)));
  const figures = series.map((one, i) => make("figure", {},
    radar(places[i], places.filter((_, k) => k !== i), own.map(({ number }) => number), head.high,
      words.says("radar", { node: head.name, name: one.label })),
    make("figcaption", {}, `${one.label}: ${words.number(one.printed.get(head.id) ?? words.says("none"))}`)));
  return [make("section", { class: "radars" }, make("h2", {}, head.name), make("div", { class: "row" }, ...figures))];
};

// How likely each country lies above each other one: in the page's own edition, by headline.
const chance = (mille) => {
  if (mille > 995) return words.says("over");
  if (mille < 5) return words.says("under");
  return words.says("percent", { n: Math.round(mille / 10) });
};
const likelyOf = async (own, heads) => {
  if (!("likely" in box.dataset) || countries.length < 2 || !chosen.includes(here)) return [];
  const codes = own.countries.map(([iso3]) => iso3).sort();
  const known = await Promise.all(countries.map((iso3) => figuresAt(`above/${iso3}.json`)));
  const name = (iso3) => nameOf.get(iso3);
  const of = (i, k, head) => known[i].above[head.id][codes.indexOf(countries[k])];
  const shown = heads.filter(({ id }) => known.every(({ above }) => above[id]));
  const sentences = countries.length > 2 ? [] : shown.filter((head) => of(0, 1, head) !== null)
    .map((head) => {
      const [one, other] = of(0, 1, head) < of(1, 0, head) ? [1, 0] : [0, 1];
      return make("p", {}, words.says("likelier", { node: head.name, one: name(countries[one]),
        other: name(countries[other]), chance: chance(of(one, other, head)) }));
    });
  const tables = shown.map((head) => {
    const said = words.says("likely", { node: head.name });
    const rows = countries.map((iso3, i) => make("tr", {}, make("th", { scope: "row" }, name(iso3)),
      ...countries.map((_, k) => {
        const mille = of(i, k, head);
        return make("td", { class: "n" }, mille === null ? "–" : chance(mille));
      })));
    return make("div", { class: "scroll", role: "region", tabindex: 0, "aria-label": said },
      make("table", { class: "fit likely" }, make("caption", {}, said),
        make("thead", {}, make("tr", {}, make("td", {}), ...countries.map((iso3) => make("th", { scope: "col", class: "n" }, name(iso3))))),
        make("tbody", {}, ...rows)));
  });
  return shown.length ? [make("section", { class: "chances" }, make("h2", {}, words.says("likelyTitle")),
    ...sentences, ...tables, make("p", { class: "hint" }, words.says("likelyNote")))] : [];
};

let table = [];
const draw = async () => {
  const all = await Promise.all(chosen.map(figuresOf));
  const series = countries.flatMap((iso3) => all.map((figures) => seriesOf(figures, iso3))).filter(Boolean);
  const own = all.find((figures) => figures.edition === here);
  if ("likely" in box.dataset)
    for (const one of series)
      if (one.edition === here) one.spans = (await figuresAt(`above/${one.iso3}.json`)).spans;
  const rows = outline(own ? [own, ...all] : all);
  const heads = rows.filter(({ depth }) => !depth).map(({ node }) => node);
  said.textContent = heads.map((head) => words.says("said", {
    node: head.name,
    scores: series.filter((one) => one.printed.has(head.id))
      .map((one) => `${one.label} ${words.number(one.printed.get(head.id))}`).join(words.says("between")),
  })).join(" ");
  box.querySelector(".drawn").replaceChildren(
    ...heads.flatMap((head) => radarsOf(rows, series, head)),
    ...(own ? await likelyOf(own, heads) : []), tableOf(rows, series));
  const columns = (one) => [`${one.iso3} ${one.edition}`,
    ...(one.spans ? [`${one.iso3} ${one.edition} low90`, `${one.iso3} ${one.edition} high90`] : [])];
  const fields = (one, { id }) => [one.printed.get(id) ?? "", ...(one.spans ? one.spans[id] ?? ["", ""] : [])];
  table = [["node", "name", ...series.flatMap(columns)],
    ...rows.map(({ node }) => [node.id, node.name, ...series.flatMap((one) => fields(one, node))])];
  if (all.some((figures) => figures.notice)) table.push([all[0].notice]);
};

const chips = () => {
  box.querySelector(".chips").replaceChildren(...countries.map((iso3) => {
    const button = make("button", { type: "button", "aria-label": words.says("remove", { name: nameOf.get(iso3) }) }, `${nameOf.get(iso3)} \u00d7`);
    button.disabled = countries.length === 1;
    button.addEventListener("click", () => {
      countries = countries.filter((other) => other !== iso3);
      renew();
      input.focus();
    });
    return make("li", {}, button);
  }));
  box.querySelectorAll("[name=edition]").forEach((check) => { check.checked = chosen.includes(check.value); });
};

const renew = () => {
  within();
  const address = new URLSearchParams({ c: countries.join(",") });
  if (chosen.join() !== here) address.set("e", chosen.join(","));
  history.replaceState(null, "", `?${`${address}`.replaceAll("%2C", ",")}`);
  chips();
  return draw().catch(() => { said.textContent = words.says("failed"); });
};

const input = box.querySelector("input[type=search]");
const add = (iso3) => {
  if (!countries.includes(iso3) && (countries.length + 1) * chosen.length > most) {
    said.textContent = words.says("full", { most });
    return;
  }
  input.value = "";
  if (!countries.includes(iso3)) countries.push(iso3);
  renew();
};
picker(input, options, add, (name) => { said.textContent = words.says("unknown", { name }); });

box.querySelectorAll("[name=edition]").forEach((check) => check.addEventListener("change", () => {
  const wanted = editions.map(({ id }) => id)
    .filter((id) => (id === check.value ? check.checked : chosen.includes(id)));
  if (wanted.length * countries.length > most) said.textContent = words.says("full", { most });
  else if (wanted.length) chosen = wanted;
  if (chosen === wanted) renew();
  else chips();
}));

// A field that a spreadsheet would run as a formula stands behind an apostrophe.
const field = (text) => {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?[\d.]+$/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
const download = () => {
  const text = table.map((row) => row.map(field).join(",")).join("\n");
  const link = make("a", { download: `${countries.join("-")}.csv`,
    href: URL.createObjectURL(new Blob([`${text}\n`], { type: "text/csv" })) });
  link.click();
  URL.revokeObjectURL(link.href);
};
buttons(box, {
  csv: download,
  copy: copyAddress(() => { said.textContent = words.says("copied"); }),
});
box.hidden = false;
renew();
