// What fits a query best: names by where the words stand in them, texts by how rare the words are.

import { folded, isUnparted, shardOf, terms } from "./folding.js";

const NAMES = 12;
const TEXTS = 10;

const nearness = (name, also, words, whole) => {
  if (name === whole) return 5;
  if (name.startsWith(whole)) return 4;
  const parts = `${name} ${also}`.split(/[^\p{L}\p{N}]+/u);
  const every = words.every((word) => parts.some((part) => part.startsWith(word)));
  if (every) return name.includes(words[0]) ? 3 : 2;
  return words.every((word) => name.includes(word)) ? 1 : 0;
};

// The entries whose names fit, the best first, in the order of the list where they fit alike.
export const names = (entries, query) => {
  const whole = folded(query.trim());
  const words = whole.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  if (!words.length) return [];
  return entries
    .map(([kind, name, address, also], i) => ({
      kind, name, address, i, rank: nearness(folded(name), folded(also), words, whole),
    }))
    .filter((entry) => entry.rank)
    .sort((a, b) => b.rank - a.rank || a.i - b.i)
    .slice(0, NAMES);
};

// A letter begins too many words; a character of Chinese is one.
export const sought = (query) => [...new Set(terms(query))]
  .filter((term) => [...term].length > 1 || isUnparted(term));

// The texts that hold every word, each with its best section, the best first.
export const texts = async (index, query, load) => {
  const wanted = sought(query);
  if (!wanted.length || !index.shards) return [];
  const scores = new Map();
  for (const term of wanted) {
    const { terms: known } = await load(shardOf(term, index.shards));
    const here = new Map();
    for (const [word, found] of Object.entries(known)) {
      if (!word.startsWith(term)) continue;
      const rare = Math.log(1 + (3 * index.texts.length) / found.length) + 0.1;
      for (let i = 0; i < found.length; i += 3) {
        const [text, section, count] = found.slice(i, i + 3);
        const sections = here.get(text) ?? new Map();
        const more = rare * Math.log(1 + count) * (word === term ? 1 : 0.5);
        sections.set(section, (sections.get(section) ?? 0) + more);
        here.set(text, sections);
      }
    }
    scores.set(term, here);
  }
  const [first, ...rest] = wanted.map((term) => scores.get(term));
  const held = [...first.keys()].filter((text) => rest.every((other) => other.has(text)));
  return held
    .map((text) => ({ text, ...best(text, [first, ...rest]) }))
    .sort((a, b) => b.score - a.score || a.text - b.text)
    .slice(0, TEXTS);
};

const best = (text, found) => {
  const sums = new Map();
  for (const sections of found.map((each) => each.get(text))) {
    for (const [section, score] of sections) sums.set(section, (sums.get(section) ?? 0) + score);
  }
  const [section, score] = [...sums].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0];
  return { section, score };
};
