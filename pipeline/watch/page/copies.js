// The copies of a story: records that came later, repeated it, and were not delivered.

import { element } from "./dom.js";
import { duration, percent, plural } from "./format.js";

const SHOWN = 100;

/** Shows on the card of a story how many copies of it came, and which. */
export function showCopies(entry, article) {
  if (entry.copies === 0) return;
  const box = article.querySelector("details.copies") ?? copiesBox(entry, article);
  box.querySelector("summary span").textContent = plural(entry.copies, "copy", "copies");
  if (box.open) list(entry, box);
}

/** Keeps a note of a duplicate with the entry of the story that it repeats. */
export function addCopy(entry, duplicate) {
  entry.copies += 1;
  entry.lastCopies.push(duplicate);
  if (entry.lastCopies.length > SHOWN) entry.lastCopies.shift();
}

function copiesBox(entry, article) {
  const summary = element("summary", {}, element("span", { dir: "ltr" }));
  const box = element("details", { class: "copies" }, summary, element("ol", { dir: "ltr" }));
  box.addEventListener("toggle", () => box.open && list(entry, box));
  article.querySelector(".more").append(box);
  return box;
}

function list(entry, box) {
  box.querySelector("ol").replaceChildren(...entry.lastCopies.map(row));
}

function row(copy) {
  const outlet = element("bdi", {}, copy.outlet ?? "No outlet");
  return element("li", {}, outlet, ` · ${copy.kind} · ${delay(copy.delay_s)} · ${percent(copy.similarity)} alike`);
}

function delay(seconds) {
  if (seconds == null) return "time not told";
  if (seconds === 0) return "same time";
  return seconds < 0 ? `${duration(-seconds)} earlier` : `${duration(seconds)} later`;
}
