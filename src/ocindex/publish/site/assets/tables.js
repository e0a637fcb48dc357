// Sorts the tables that are complete without it, and starts what filters them.
import { finders } from "./finders.js";
import { remember, remembered } from "./remembering.js";

// A printed figure: its decimal sign may be a comma, its minus a true one, a mark of direction before it.
const number = (text) => {
  const found = text.replace(/[\u200e\u200f]/g, "").replace("\u2212", "-").replace(",", ".")
    .match(/^[+-]?\d+(\.\d+)?/);
  return found ? Number(found[0]) : NaN;
};

// Values that cannot be compared (n/a) stand last, whichever way the column is sorted.
const compare = (one, other, numeric, way) => {
  if (!numeric) return way * one.localeCompare(other, document.documentElement.lang);
  const [a, b] = [number(one), number(other)];
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) - Number.isNaN(b);
  return way * (a - b);
};

// A rank may have its interval behind it, in small.
const isRank = (cell) => cell && /^\d+=?(\s|$)/.test(cell.textContent.trim()) && !cell.querySelector(".chip");

const sortable = (table) => {
  const heads = [...table.tHead.rows[0].cells];
  const body = table.tBodies[0];
  const sort = (head, falling) => {
    const column = heads.indexOf(head);
    const numeric = head.classList.contains("n");
    heads.forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", falling ? "descending" : "ascending");
    const rows = [...body.rows].map((row) => [row.cells[column].textContent.trim(), row]);
    rows.sort((a, b) => compare(a[0], b[0], numeric, falling ? -1 : 1));
    body.append(...rows.map((pair) => pair[1]));
  };
  for (const head of heads) {
    if (head.hasAttribute("data-plain")) continue;
    const column = heads.indexOf(head);
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const before = head.getAttribute("aria-sort");
      // Ranks begin with the first, figures with the highest.
      const firstFalls = head.classList.contains("n") && head.dataset.key !== "rank"
        && !isRank(body.rows[0]?.cells[column]);
      const falling = before ? before === "ascending" : firstFalls;
      sort(head, falling);
      if (head.dataset.key) remember("sort", (falling ? "-" : "") + head.dataset.key);
    });
  }
  const wanted = remembered("sort");
  const head = heads.find((other) => other.dataset.key && other.dataset.key === wanted.replace(/^-/, ""));
  if (head) sort(head, wanted.startsWith("-"));
};

document.querySelectorAll("table.sortable").forEach(sortable);
document.querySelectorAll(".finder").forEach(finders);
