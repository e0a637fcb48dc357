// Exact fractions, as pairs of whole numbers [top, bottom] with a positive bottom.

const divisor = (a, b) => (b ? divisor(b, a % b) : a < 0n ? -a : a);

export const fraction = (top, bottom = 1n) => {
  const by = divisor(top, bottom) || 1n;
  return [top / by, bottom / by];
};

// `67/15`, `2` or `0.5`.
export const read = (text) => {
  if (text.includes("/")) return fraction(...text.split("/").map(BigInt));
  const [whole, decimals = ""] = text.split(".");
  return fraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
};

export const times = ([a, b], [c, d]) => fraction(a * c, b * d);
export const over = ([a, b], [c, d]) => fraction(a * d, b * c);
export const plus = ([a, b], [c, d]) => fraction(a * d + c * b, b * d);
export const minus = (a, [c, d]) => plus(a, [-c, d]);
export const common = (a, b) => (a / divisor(a, b)) * b;

// Rounded half away from zero, as everything that the site prints.
export const display = ([top, bottom], decimals) => {
  const size = top < 0n ? -top : top;
  const shifted = size * 10n ** BigInt(decimals);
  const rounded = (2n * shifted + bottom) / (2n * bottom);
  const digits = String(rounded).padStart(decimals + 1, "0");
  const text = decimals ? `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}` : digits;
  return (top < 0n && rounded ? "-" : "") + text;
};
