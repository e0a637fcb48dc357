// The search page: finds names and words as they are typed; without it the page lists all names.

import { names, sought, texts } from "./finding.js";
import { marked } from "./folding.js";

const AROUND = 110;

const form = document.querySelector(".seek");
const input = form.querySelector("input");
const output = form.querySelector("output");
const list = document.getElementById("found");
const all = document.getElementById("all");
const home = form.dataset.home;

const loaded = new Map();
const load = (path) => {
  if (!loaded.has(path)) {
    const wanted = fetch(path).then((answer) => {
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      return answer.json();
    });
    // What failed is asked for again.
    wanted.catch(() => loaded.delete(path));
    loaded.set(path, wanted);
  }
  return loaded.get(path);
};

const item = (href, title, kind) => {
  const made = document.createElement("li");
  const link = document.createElement("a");
  link.href = href;
  link.textContent = title;
  const note = document.createElement("span");
  note.className = "soft";
  note.textContent = kind;
  made.append(link, " ", note);
  return made;
};

// The words found, with a few before and after them.
const excerpt = (paragraphs, wanted, lang) => {
  const found = paragraphs.map((text) => marked(text, wanted)).find((pieces) => pieces.some((p) => p.mark));
  if (!found) return null;
  const made = document.createElement("p");
  made.dir = "auto";
  made.lang = lang;
  const first = found.findIndex((piece) => piece.mark);
  let room = AROUND * 2;
  found.slice(Math.max(0, first - 1)).forEach(({ text, mark }, i) => {
    if (room <= 0) return;
    const before = i === 0 && !mark;
    // A cut between words; a script that parts none is cut anywhere.
    const cut = before
      ? text.slice(-AROUND).replace(text.length > AROUND ? /^\S{0,30}\s/u : "", "")
      : text.slice(0, room).replace(text.length > room ? /\s\S{0,30}$/u : "", "");
    const part = document.createElement(mark ? "mark" : "span");
    part.textContent = (before && cut.length < text.length ? "\u2026" : "") + cut
      + (!before && cut.length < text.length ? "\u2026" : "");
    room -= cut.length;
    made.append(part);
  });
  return made;
};

const textItem = async (index, found, wanted) => {
  const { iso3, lang, sections } = index.texts[found.text];
  const id = sections[found.section];
  const entry = index.entries.find(([, , address]) => address === `country/${iso3}/`);
  const made = item(`${home}${entry[2]}#text-${found.section + 1}`, entry[1], index.sections[id]);
  const page = await load(`${home}country/${iso3}/${iso3}.json`);
  const said = excerpt(page.narratives[lang][id], wanted, lang);
  if (said) made.append(said);
  return made;
};

let turn = 0;
const search = async () => {
  const mine = ++turn;
  const query = input.value.trim();
  const address = new URL(location.href);
  if (query) address.searchParams.set("q", query);
  else address.searchParams.delete("q");
  history.replaceState(null, "", address);
  all.hidden = Boolean(query);
  list.hidden = !query;
  if (!query) {
    output.textContent = "";
    return;
  }
  try {
    const index = await load("index.json");
    const named = names(index.entries, query)
      .map(({ kind, name, address: at }) => item(home + at, name, form.dataset[kind]));
    const found = await texts(index, query, (i) => load(`words-${i}.json`));
    const said = await Promise.all(found.map((each) => textItem(index, each, sought(query))));
    if (mine !== turn) return;
    list.replaceChildren(...named, ...said);
    const count = named.length + said.length;
    output.textContent = count ? output.dataset.found.replace("{n}", String(count)) : output.dataset.none;
  } catch (error) {
    if (mine !== turn) return;
    list.replaceChildren();
    output.textContent = output.dataset.failed;
    throw error;
  }
};

// Arrows go from the field through what was found; Escape goes back to it.
const move = (event) => {
  const links = [...list.querySelectorAll("a")];
  const here = links.indexOf(document.activeElement);
  if (event.key === "Escape" && here >= 0) input.focus();
  else if (event.key === "ArrowDown" && here < links.length - 1) links[here + 1].focus();
  else if (event.key === "ArrowUp" && here >= 0) (links[here - 1] ?? input).focus();
  else return;
  event.preventDefault();
};

let waiting;
input.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(search, 120);
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  await search();
  list.querySelector("a")?.focus();
});
for (const part of [input, list]) part.addEventListener("keydown", move);

form.hidden = false;
input.value = new URLSearchParams(location.search).get("q") ?? "";
if (input.value) search();
