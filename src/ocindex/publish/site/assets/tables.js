// Sorts and filters the tables that are complete without it.

const number = (text) => {
  const found = text.replace("\u2212", "-").match(/^[+-]?[\d.]+/);
  return found ? Number(found[0]) : NaN;
};

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// Values that cannot be compared (n/a) stand last, whichever way the column is sorted.
const compare = (one, other, numeric, way) => {
  if (!numeric) return way * one.localeCompare(other, document.documentElement.lang);
  const [a, b] = [number(one), number(other)];
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) - Number.isNaN(b);
  return way * (a - b);
};

const sortable = (table) => {
  const heads = [...table.tHead.rows[0].cells];
  const body = table.tBodies[0];
  heads.forEach((head, column) => {
    if (head.hasAttribute("data-plain")) return;
    const numeric = head.classList.contains("n");
    const ranked = numeric && /^\d+=?/.test(body.rows[0]?.cells[column]?.textContent ?? "")
      && !body.rows[0].cells[column].querySelector(".chip");
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const before = head.getAttribute("aria-sort");
      const falling = before ? before === "ascending" : numeric && !ranked;
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", falling ? "descending" : "ascending");
      const rows = [...body.rows].map((row) => [row.cells[column].textContent.trim(), row]);
      rows.sort((a, b) => compare(a[0], b[0], numeric, falling ? -1 : 1));
      body.append(...rows.map((pair) => pair[1]));
    });
  });
};

const findable = (finder) => {
  const table = document.getElementById(finder.dataset.for);
  const [input, select, output] = ["input", "select", "output"].map((tag) => finder.querySelector(tag));
  const place = [...table.tHead.rows[0].cells].findIndex((head) => head.hasAttribute("data-region"));
  const rows = [...table.tBodies[0].rows].map((row) => ({
    row,
    name: plain(row.querySelector("th").textContent),
    region: row.cells[place].textContent,
  }));
  const wanted = () => {
    const option = select?.selectedOptions[0];
    if (!option?.value) return null;
    if (!option.hasAttribute("data-all")) return [option.value];
    return [...option.parentElement.children].filter((o) => o !== option).map((o) => o.value);
  };
  const filter = () => {
    const regions = wanted();
    const text = plain(input.value.trim());
    let shown = 0;
    for (const { row, name, region } of rows) {
      row.hidden = !(name.includes(text) && (!regions || regions.includes(region)));
      shown += row.hidden ? 0 : 1;
    }
    output.textContent = output.dataset.text
      .replace("{shown}", String(shown)).replace("{all}", String(rows.length));
  };
  input.addEventListener("input", filter);
  select?.addEventListener("change", filter);
  finder.hidden = false;
  filter();
};

document.querySelectorAll("table.sortable").forEach(sortable);
document.querySelectorAll(".finder").forEach(findable);
