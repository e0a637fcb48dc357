// Words as the index has them: publish/site/indexing.py says the same in Python.

const UNPARTED = "\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const PIECE = new RegExp(`[${UNPARTED}]+|(?:(?![${UNPARTED}])[\\p{L}\\p{N}])+`, "gu");
const IS_UNPARTED = new RegExp(`^[${UNPARTED}]`, "u");
const LONGEST = 32;

export const folded = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");

export const isUnparted = (term) => IS_UNPARTED.test(term);

export const terms = (text) => (folded(text).match(PIECE) ?? []).flatMap((piece) => {
  const characters = [...piece];
  if (!isUnparted(piece)) return [characters.slice(0, LONGEST).join("")];
  if (characters.length === 1) return [piece];
  return characters.slice(1).map((character, i) => characters[i] + character);
});

// FNV-1a of the characters by which terms are parted into files.
export const shardOf = (term, count) => {
  let value = 2166136261;
  for (const character of [...term].slice(0, isUnparted(term) ? 1 : 2)) {
    value = Math.imul(value ^ character.codePointAt(0), 16777619) >>> 0;
  }
  return value % count;
};

// A text's pieces, those marked that begin with one of the terms.
export const marked = (text, wanted) => {
  const pieces = [];
  const add = (part, mark) => {
    if (part) pieces.push({ text: part, mark });
  };
  let last = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    for (const [start, end] of spans(match[0], wanted)) {
      add(text.slice(last, match.index + start), false);
      add(match[0].slice(start, end), true);
      last = match.index + end;
    }
  }
  add(text.slice(last), false);
  return pieces;
};

const spans = (word, wanted) => {
  const plain = folded(word);
  if (wanted.some((term) => !isUnparted(term) && plain.startsWith(term))) return [[0, word.length]];
  const found = [];
  for (const term of wanted.filter(isUnparted)) {
    // Such characters have no marks: places in the folded word are those in the word.
    for (let i = plain.indexOf(term); i >= 0 && plain.length === word.length; i = plain.indexOf(term, i + 1)) {
      found.push([i, i + term.length]);
    }
  }
  found.sort((a, b) => a[0] - b[0]);
  return found.reduce((joined, span) => {
    const before = joined.at(-1);
    if (before && span[0] <= before[1]) before[1] = Math.max(before[1], span[1]);
    else joined.push(span);
    return joined;
  }, []);
};
