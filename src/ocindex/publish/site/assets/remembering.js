// What a reader has chosen lives in the address, so that it can be sent to others.

export const remembered = (name) => new URLSearchParams(location.search).get(name) ?? "";

export const remember = (name, value) => {
  // A page that was opened from a disk has no address that it may change.
  if (location.protocol === "file:") return;
  const search = new URLSearchParams(location.search);
  if (value) search.set(name, value);
  else search.delete(name);
  const said = search.toString();
  history.replaceState(null, "", location.pathname + (said ? `?${said}` : "") + location.hash);
};
