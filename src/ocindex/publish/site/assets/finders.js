// Filters a table of countries by name and by group; ranks are then those within the group.
import { remember, remembered } from "./remembering.js";

// So few rows are left of a table that those that tie may be hidden.
const FEW = 12;

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

const rowsOf = (table) => {
  const heads = [...table.tHead.rows[0].cells];
  const region = heads.findIndex((head) => head.hasAttribute("data-region"));
  const inRegion = heads.findIndex((head) => head.dataset.key === "rank-region");
  return [...table.tBodies[0].rows].map((row) => {
    const head = row.querySelector("th");
    const world = row.cells[0].textContent;
    return {
      row,
      head,
      name: head.textContent,
      plain: plain(head.textContent),
      region: row.dataset.in ?? row.cells[region].textContent,
      ranks: { world, continent: row.dataset.c, region: row.cells[inRegion]?.textContent },
    };
  });
};

// The regions that an option of the list stands for; null for the world.
const groupOf = (option) => {
  if (!option?.value) return { scope: "world", regions: null };
  if (!option.hasAttribute("data-all")) return { scope: "region", regions: [option.value] };
  const inside = [...option.parentElement.children].filter((other) => other !== option);
  return { scope: "continent", regions: inside.map((other) => other.value) };
};

// `34=` as the table writes it: the sign hangs, so that digits stay below digits.
const rankNodes = (text) => {
  if (!text.endsWith("=")) return [text];
  const sign = document.createElement("abbr");
  sign.textContent = "=";
  return [text.slice(0, -1), sign];
};

// Shows the ranks within a scope, and names it at their head.
const ranker = (table, rows) => {
  const head = table.querySelector('th[data-key="rank"]');
  if (!head) return () => {};
  const place = head.querySelector("button") ?? head;
  const [title, cells] = [place.textContent, rows.map(({ row }) => [...row.cells[0].childNodes])];
  let now = "world";
  return (scope, name) => {
    place.textContent = scope === "world" ? title : filled(head.dataset.within, { name });
    if (scope === now) return;
    now = scope;
    rows.forEach(({ row, ranks }, i) =>
      row.cells[0].replaceChildren(...(scope === "world" ? cells[i] : rankNodes(ranks[scope]))));
  };
};

const sayTies = (rows, scope, texts) => {
  const language = document.documentElement.lang;
  const shown = rows.filter(({ row }) => !row.hidden);
  const group = shown.length <= FEW && shown.length < rows.length;
  for (const one of rows) {
    one.head.querySelector("small")?.remove();
    const rank = one.ranks[scope];
    if (!texts.tied || !group || one.row.hidden || !rank.endsWith("=")) continue;
    const same = rows.filter((other) => other !== one && other.ranks[scope] === rank
      && (scope === "world" || other.group === one.group));
    if (same.every(({ row }) => !row.hidden)) continue;
    const note = document.createElement("small");
    const names = new Intl.ListFormat(language).format(same.map(({ name }) => name));
    note.textContent = same.length <= 5 ? filled(texts.tied, { names }) : filled(texts.many, { n: same.length });
    one.head.append(note);
  }
};

export const finders = (finder) => {
  const table = document.getElementById(finder.dataset.for);
  const [input, select, output] = ["input", "select", "output"].map((tag) => finder.querySelector(tag));
  const rows = rowsOf(table);
  const sayRanks = ranker(table, rows);
  const filter = () => {
    const option = select?.selectedOptions[0];
    const { scope, regions } = groupOf(option);
    const text = plain(input.value.trim());
    for (const one of rows) {
      const within = !regions || regions.includes(one.region);
      one.row.hidden = !(within && one.plain.includes(text));
      one.group = within;
    }
    sayRanks(scope, option?.dataset.name ?? option?.textContent);
    sayTies(rows, scope, finder.dataset);
    const shown = rows.filter(({ row }) => !row.hidden).length;
    output.textContent = filled(output.dataset.text, { shown, all: rows.length });
  };
  const chosen = () => {
    filter();
    remember("find", input.value.trim());
    if (select) remember("in", select.value);
  };
  input.addEventListener("input", chosen);
  select?.addEventListener("change", chosen);
  input.value = remembered("find");
  const wanted = remembered("in");
  if (select && [...select.options].some(({ value }) => value === wanted)) select.value = wanted;
  finder.hidden = false;
  filter();
};
