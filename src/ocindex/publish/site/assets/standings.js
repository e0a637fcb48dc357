// The table of ranks by the reader's weights, and who moved furthest.
import { folded } from "./folding.js";
import { display } from "./fractions.js";
import { make } from "./words.js";

const MOVERS = 5;
const still = matchMedia("(prefers-reduced-motion: reduce)");

const rowOf = ([iso3, name], home) => {
  const cells = ["n", "n", "n soft", "n"].map((kind) => make("td", { class: kind }));
  const link = make("a", { href: `${home}country/${iso3}/` }, name);
  const row = make("tr", { "data-iso3": iso3 },
    cells[0], make("th", { scope: "row" }, link), ...cells.slice(1));
  return { row, cells, name: folded(name), link: [iso3, name] };
};

const signed = (moved) => (moved > 0 ? `▲ ${moved}` : moved < 0 ? `▼ ${-moved}` : "=");

// Rows that change places slide there, unless the reader wants no motion.
const slide = (rows, arrange) => {
  if (still.matches) return arrange();
  const before = rows.map(({ row }) => row.offsetTop);
  arrange();
  const after = rows.map(({ row }) => row.offsetTop);
  rows.forEach(({ row }, i) => {
    const by = before[i] - after[i];
    for (const running of row.getAnimations()) running.cancel();
    if (by && Math.abs(by) < 4000)
      row.animate([{ transform: `translateY(${by}px)` }, { transform: "none" }],
        { duration: 240, easing: "ease-out" });
  });
};

export const standings = (section, figures, published, home, words) => {
  const body = section.querySelector("tbody");
  const rows = figures.countries.map((country) => rowOf(country, home));
  body.append(...rows.map(({ row }) => row));
  const input = section.querySelector("input[type=search]");
  input.addEventListener("input", () => {
    const text = folded(input.value.trim());
    for (const { row, name } of rows) row.hidden = !name.includes(text);
  });

  const list = (element, moved, way) => {
    const found = rows.map((_, i) => i).filter((i) => moved[i] * way > 0)
      .sort((a, b) => way * (moved[b] - moved[a]) || a - b).slice(0, MOVERS);
    element.replaceChildren(...found.map((i) => make("li", {},
      make("a", { href: `${home}country/${rows[i].link[0]}/` }, rows[i].link[1]),
      ` ${signed(moved[i])}`)));
    element.parentElement.hidden = !found.length;
  };

  // `animate` tells the end of a move from its many steps.
  return (now, score, animate) => {
    const before = published();
    const moved = now.map((rank, i) => before[i] - rank);
    const order = rows.map((_, i) => i).sort((a, b) => now[a] - now[b] || a - b);
    rows.forEach(({ cells }, i) => {
      const texts = [now[i], words.number(display(score(i), figures.decimals)), before[i],
        signed(moved[i])];
      cells.forEach((cell, k) => {
        if (cell.textContent !== String(texts[k])) cell.textContent = texts[k];
      });
    });
    const arrange = () => {
      // Only rows that are out of order are taken out and put in.
      let place = body.firstElementChild;
      for (const i of order) {
        if (place === rows[i].row) place = place.nextElementSibling;
        else body.insertBefore(rows[i].row, place);
      }
    };
    if (animate) slide(rows, arrange);
    else arrange();
    const [risen, fallen] = section.querySelectorAll(".movers ol");
    list(risen, moved, 1);
    list(fallen, moved, -1);
    section.querySelector(".movers").hidden = !moved.some(Boolean);
    return { moved: moved.filter(Boolean).length, first: order.filter((i) => now[i] === 1) };
  };
};
