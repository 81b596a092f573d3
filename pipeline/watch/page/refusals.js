// The last refused records: why, where they came from, and how their bytes begin.

import { byId, element } from "./dom.js";
import { bytes, clock, count } from "./format.js";

const KEPT = 100;
const HEX_BYTES = 24;

let waiting = []; // oldest first
let frame = 0;

/** Takes a refused record; `at` is the Unix time of its commit. */
export function refuse(at, refusal) {
  waiting.push({ at, refusal });
  if (waiting.length > KEPT) waiting.shift();
  frame ||= requestAnimationFrame(show);
}

function show() {
  frame = 0;
  const list = byId("refused-list");
  list.prepend(...waiting.map(row).reverse());
  waiting = [];
  while (list.childElementCount > KEPT) list.lastChild.remove();
  byId("refused-none").hidden = true;
}

function row({ at, refusal }) {
  const time = element("time", { datetime: new Date(1000 * at).toISOString() }, clock(at));
  const head = element("p", {}, element("strong", {}, refusal.reason.replaceAll("_", " ")), " ", time);
  const detail = element("p", { dir: "auto" }, refusal.detail);
  const id = refusal.id ? [" · ", element("bdi", {}, refusal.id)] : [];
  const origin = element("p", { class: "note" }, refusal.origin, ...id);
  return element("li", { "data-reason": refusal.reason }, head, detail, origin, beginning(refusal));
}

/** Shows the first bytes as text, what is no UTF-8 replaced, and a few as they are; read when it is opened. */
function beginning({ bytes_base64, bytes: size }) {
  const box = element("details", {}, element("summary", {}, "First bytes"));
  const build = () => {
    const first = Uint8Array.from(atob(bytes_base64), (letter) => letter.charCodeAt(0));
    const told = size > first.length ? `${count(first.length)} of ${bytes(size)}` : bytes(first.length);
    const hex = Array.from(first.slice(0, HEX_BYTES), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(first);
    box.append(
      element("p", { class: "note" }, told),
      element("pre", { dir: "auto" }, text),
      element("pre", { class: "hex" }, hex),
    );
  };
  box.addEventListener("toggle", build, { once: true });
  return box;
}
