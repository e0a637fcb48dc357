// Your weights: sliders on the table of weights, ranks computed anew at every move.
import { display, times } from "./fractions.js";
import { buttons, copyAddress } from "./picking.js";
import { addSliders, factorOf, fromAddress, show, toAddress } from "./sliders.js";
import { standings } from "./standings.js";
import { ranks, shares, weigh } from "./weighing.js";
import { loaded, wordsOf } from "./words.js";

const NAMED = 3;
const box = document.getElementById("weights");
const words = wordsOf(box);
const outcome = box.querySelector(".outcome");
const said = outcome.querySelector(".said");

const start = (figures) => {
  const heads = [...box.querySelectorAll("[data-head]")];
  const rows = heads.flatMap((head) => [...head.querySelectorAll("[data-key]")]);
  const blockOf = new Map(rows.map(({ dataset }) => [dataset.key, dataset.block]));
  const search = new URLSearchParams(location.search);
  const known = heads.map((head) => head.dataset.head);
  let of = known.includes(search.get("of")) ? search.get("of") : known[0];
  let chosen = fromAddress(search, blockOf);
  const past = [];
  let settled = chosen;

  const shared = (chosen) => {
    const factor = factorOf(chosen);
    return shares(figures.nodes, of, (node) => factor(node, blockOf.get(node.id)));
  };
  const standing = (chosen) => ranks(weigh(figures, shared(chosen)).sums);
  const publishedRanks = new Map();
  const published = () => {
    if (!publishedRanks.has(of)) publishedRanks.set(of, standing(new Map()));
    return publishedRanks.get(of);
  };
  const render = standings(outcome, figures, published, box.dataset.home, words);

  let telling = 0;
  const tell = (text) => {
    // Spoken once the slider rests, not at each of its steps.
    clearTimeout(telling);
    telling = setTimeout(() => { said.textContent = text; }, 250);
  };

  const update = (animate) => {
    const share = shared(chosen);
    const head = heads.find((head) => head.dataset.head === of);
    for (const row of head.querySelectorAll("[data-key]")) {
      const parts = row.classList.contains("block")
        ? [...blockOf].filter(([, block]) => block === row.dataset.key).map(([id]) => share.get(id))
        : [share.get(row.dataset.key)];
      const sum = parts.reduce(([a, b], [c, d]) => [a * d + c * b, b * d]);
      row.querySelector(".share").textContent = words.says("share",
        { share: words.number(display(times(sum, [100n, 1n]), 1)) });
    }
    const nothing = !share.get(of)[0];
    outcome.querySelector(".standings").hidden = nothing;
    outcome.querySelector(".movers").hidden = nothing;
    if (nothing) return tell(words.says("none"));
    const { sums, score } = weigh(figures, share);
    const { moved, first } = render(ranks(sums), score, animate);
    const names = first.slice(0, NAMED).map((i) => figures.countries[i][1]).join(", ")
      + (first.length > NAMED ? ` … (${first.length})` : "");
    tell([...chosen.values()].every((quarters) => quarters === 4)
      ? words.says("published")
      : words.says("changed", { n: moved, all: sums.length, first: names }));
  };

  let waiting = 0;
  const soon = (animate) => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => update(animate));
  };

  const settle = () => {
    const now = toAddress(chosen, of === known[0] ? "" : of);
    history.replaceState(null, "", now ? `?${now}` : location.origin + location.pathname);
    box.querySelector("[data-do=undo]").disabled = !past.length;
    box.querySelector("[data-do=reset]").disabled = !toAddress(chosen, "");
    settled = chosen;
  };
  const sliders = new Map();
  const moved = (key, quarters, done) => {
    if (quarters !== (chosen.get(key) ?? 4)) {
      chosen = new Map(chosen).set(key, quarters);
      sliders.get(key)(quarters);
      soon(false);
    }
    if (done && toAddress(chosen, "") !== toAddress(settled, "")) {
      past.push(settled);
      settle();
      soon(true);
    }
  };
  const choose = (weights, animate = true) => {
    chosen = weights;
    show(sliders, chosen);
    settle();
    update(animate);
  };
  buttons(box, {
    undo: () => past.length && choose(past.pop()),
    reset: () => { past.push(chosen); choose(new Map()); },
    copy: copyAddress(() => tell(words.says("copied"))),
  });
  const turn = () => {
    for (const head of heads) head.hidden = head.dataset.head !== of;
    outcome.querySelector(".first").textContent =
      heads.find((head) => !head.hidden).dataset.first;
  };
  box.querySelectorAll("[name=of]").forEach((radio) => {
    radio.checked = radio.value === of;
    radio.addEventListener("change", () => {
      of = radio.value;
      turn();
      settle();
      update(true);
    });
  });
  for (const head of heads)
    for (const [key, set] of addSliders(head.querySelector("table"), words, moved))
      sliders.set(key, set);
  box.querySelectorAll("[hidden]").forEach((part) => { part.hidden = false; });
  box.classList.add("live");
  turn();
  choose(chosen, false);
};

loaded(box.dataset.figures).then(start, () => {
  outcome.hidden = false;
  outcome.replaceChildren(words.says("failed"));
});
