// Counts by kind as bars: a list that reads as text, with a bar beside each number.

import { byId, element, setText } from "./dom.js";
import { count, percent } from "./format.js";
import { CLASSES, LANGUAGES, TONES } from "./names.js";

const MOST = 10;

/** Shows the distributions of a STATE. */
export function showShares(state) {
  bars("share-tones", Object.entries(state.tones), TONES);
  bars("share-entities", Object.entries(state.entities), CLASSES);
  bars("share-languages", largest(state.languages), LANGUAGES);
  bars("share-outlets", largest(state.outlets));
  bars("refused-reasons", largest(state.refused));
}

/** Gives the kinds that there are, the most frequent first; what exceeds the list is told together at its end. */
function largest({ other = 0, ...counts }) {
  const present = Object.entries(counts).filter(([, number]) => number > 0);
  const ordered = present.sort((one, two) => two[1] - one[1] || one[0].localeCompare(two[0]));
  const rest = ordered.slice(MOST).reduce((total, [, number]) => total + number, other);
  return rest ? [...ordered.slice(0, MOST), ["other", rest]] : ordered;
}

function bars(id, counts, names = {}) {
  const total = counts.reduce((sum, [, number]) => sum + number, 0);
  const most = Math.max(1, ...counts.map(([, number]) => number));
  const list = byId(id);
  while (list.childElementCount > counts.length) list.lastChild.remove();
  counts.forEach(([kind, number], at) => {
    const row = list.children[at] ?? list.appendChild(emptyRow());
    const [name, track, value, share] = row.children;
    row.dataset.kind = kind;
    setText(name, names[kind] ?? kind.replaceAll("_", " "));
    track.firstChild.style.inlineSize = `${(100 * number) / most}%`;
    setText(value, count(number));
    value.value = number;
    setText(share, total ? percent(number / total) : "");
  });
  list.hidden = counts.length === 0;
}

function emptyRow() {
  const track = element("span", { class: "track", "aria-hidden": "true" }, element("span"));
  return element("li", {}, element("span"), track, element("data"), element("span", { class: "note" }));
}
