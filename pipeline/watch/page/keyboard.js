// Keys for those who keep their hands on them; none works while something is being typed.

import { byId } from "./dom.js";

/** Binds the keys to the stream of stories. */
export function bindKeys(stories) {
  const keys = {
    "/": () => byId("filter-text").focus(),
    j: () => step(stories, 1),
    k: () => step(stories, -1),
    o: () => open(stories),
    p: () => stories.pause(),
  };
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") return leave(event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || isTyped(event.target) || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
}

const isTyped = (target) => target.matches("select, textarea, input:not([type=checkbox])");

/** Goes from a story back to the stream, so that it flows again, or out of a field. */
function leave(target) {
  if (target.closest(".list")) byId("stories").focus({ preventScroll: true });
  else if (isTyped(target) && !target.value) target.blur();
}

function step(stories, by) {
  const cards = stories.cards();
  const at = cards.indexOf(document.activeElement.closest(".story"));
  const next = cards[at < 0 ? 0 : Math.min(cards.length - 1, Math.max(0, at + by))];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
}

function open(stories) {
  const story = document.activeElement.closest(".story") ?? stories.cards()[0];
  const box = story?.querySelector("details.whole");
  if (box) box.open = !box.open;
}
