// A field in which a country is picked from a list of names, by pointer or by keyboard.
import { folded } from "./folding.js";

// `picked` gets the iso3, `unknown` what was entered where it can mean no country.
export const picker = (input, options, picked, unknown) => {
  const pick = (entered) => {
    const wanted = folded(input.value.trim());
    if (!wanted) return;
    const exact = options.find(({ value }) => folded(value) === wanted);
    const like = options.filter(({ value }) => folded(value).includes(wanted));
    const option = exact ?? (entered && like.length === 1 ? like[0] : null);
    if (option) picked(option.dataset.iso3, option.value);
    else if (entered) unknown(input.value);
  };
  input.addEventListener("input", (event) => {
    // What is being typed may go on (Guinea, Niger); a name taken from the list is whole.
    if (!(event instanceof InputEvent) || event.inputType === "insertReplacementText") pick(false);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    pick(true);
  });
};

// The buttons of a tool, by what each does.
export const buttons = (box, does) => {
  for (const button of box.querySelectorAll("[data-do]"))
    button.addEventListener("click", does[button.dataset.do]);
};

export const copyAddress = (say) => async () => {
  await navigator.clipboard.writeText(location.href);
  say();
};
