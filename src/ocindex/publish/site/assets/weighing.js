// Scores and ranks by any weights, in whole numbers: countries tie when they are equal.
import { common, fraction, over, plus, read, times } from "./fractions.js";

// What the parts of a headline count, by id: each parent's share is divided among its children.
// `factor` gives what a published weight is multiplied by; a parent without any part weighs 0.
export const shares = (nodes, root, factor) => {
  const children = (id) => nodes.filter((node) => node.parent === id);
  const alive = (node) =>
    factor(node)[0] > 0n && (!node.component || children(node.id).some(alive));
  const found = new Map();
  const divide = (id, share) => {
    found.set(id, share);
    const parts = children(id);
    const weights = parts.map((node) =>
      alive(node) ? times(read(node.weight), factor(node)) : [0n, 1n]);
    const total = weights.reduce(plus, [0n, 1n]);
    parts.forEach((node, i) =>
      divide(node.id, total[0] ? times(share, over(weights[i], total)) : [0n, 1n]));
  };
  divide(root, children(root).some(alive) ? [1n, 1n] : [0n, 1n]);
  return found;
};

// Whole weights a column of units, and the fraction by which a sum of them becomes a score.
const wholeWeights = (figures, share) => {
  const columns = figures.nodes.filter((node) => !node.component)
    .map((node) => share.get(node.id) ?? [0n, 1n]);
  const bottom = columns.reduce((bottom, part) => common(bottom, part[1]), 1n);
  return { columns: columns.map(([top, own]) => top * (bottom / own)), bottom };
};

// Each country's sum, as a whole number, and how its score is printed.
export const weigh = (figures, share) => {
  const { columns, bottom } = wholeWeights(figures, share);
  const most = figures.units.flat().reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  // Sums that a double holds exactly are many times as fast; no sum is above bottom times most.
  const fits = bottom * BigInt(most) <= BigInt(Number.MAX_SAFE_INTEGER);
  const weights = fits ? columns.map(Number) : columns;
  const used = weights.map((_, i) => i).filter((i) => columns[i]);
  const sums = figures.units.map((units) =>
    used.reduce((sum, i) => sum + weights[i] * (fits ? units[i] : BigInt(units[i])), fits ? 0 : 0n));
  const unit = read(figures.unit);
  return { sums, score: (i) => times(fraction(BigInt(sums[i]), bottom), unit) };
};

// 1 and as many as are strictly above.
export const ranks = (sums) => {
  const falling = [...sums].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0));
  const first = new Map();
  falling.forEach((sum, i) => first.has(sum) || first.set(sum, i + 1));
  return sums.map((sum) => first.get(sum));
};
