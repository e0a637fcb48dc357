// Words and numbers that a script adds to a page, in the page's language. The page brings them:
// texts with places in braces, and how its language writes one half.

export const wordsOf = (element) => {
  const texts = JSON.parse(element.dataset.texts);
  const point = element.dataset.half.slice(1, -1);
  return {
    says: (name, values = {}) =>
      texts[name].replace(/\{(\w+)\}/g, (whole, key) => String(values[key] ?? whole)),
    number: (display) => {
      const text = String(display).replace("-", "\u2212").replace(".", point);
      // Right to left, a sign in front would else be carried behind the figure, and the figures
      // that follow would be drawn into its run.
      return document.documentElement.dir === "rtl" && /^[\u2212+\u00d7]/.test(text) ? `\u200e${text}\u200f` : text;
    },
  };
};

// An element with attributes and children; `null` and `false` leave an attribute out.
export const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  element.append(...children);
  return element;
};

export const loaded = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
};
