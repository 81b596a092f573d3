// The body of a story with what was folded back where it stood, built when a reader opens it for the first time.

import { element } from "./dom.js";
import { facts } from "./facts.js";
import { percent, plural } from "./format.js";
import { marked } from "./marks.js";
import { inLanguage } from "./names.js";

export const SHOWN_POINTS = 2000; // of a headline or lede in a closed story: one may fill a quarter of a megabyte

/** Tells whether a story has nothing but paragraphs, so that the first one stands where the lede would. */
export const beginsWithBody = (story) => !story.headline && !story.lede && story.paragraphs.length > 0;

export const isCut = (text) => (text ?? "").length > SHOWN_POINTS;

/** Makes the closed body of a story; `marks` are its marks by part. */
export function body(story, marks, on) {
  const folded = story.folded.length ? `, ${story.folded.length} folded` : "";
  const label = `Whole story · ${plural(story.paragraphs.length, "paragraph")}${folded}`;
  const box = element("details", { class: "whole" }, element("summary", {}, element("span", { dir: "ltr" }, label)));
  const build = () => box.append(...paragraphs(story, marks), facts(story, on));
  box.addEventListener("toggle", build, { once: true });
  return box;
}

/** Marks count in the paragraphs that stayed, `folded[].paragraph` in the body as it came. */
function paragraphs(story, marks) {
  const language = inLanguage(story.language);
  const stayed = (part, text) => element("p", { ...language, "data-part": part }, marked(text, marks.get(part)));
  const nodes = ["headline", "lede"].filter((part) => isCut(story[part])).map((part) => stayed(part, story[part]));
  const folded = [...story.folded].sort((one, other) => placeOf(one) - placeOf(other));
  let placed = 0; // paragraphs of the body as it came
  const unfoldUpTo = (place) => {
    while (folded.length && placeOf(folded[0]) <= place()) {
      if (folded[0].paragraph !== null && folded[0].whole !== false) placed += 1;
      nodes.push(foldedBox(folded.shift(), language));
    }
  };
  story.paragraphs.forEach((text, at) => {
    unfoldUpTo(() => placed);
    if (at > 0 || isCut(text) || !beginsWithBody(story)) nodes.push(stayed(`paragraphs.${at}`, text));
    placed += 1;
  });
  unfoldUpTo(() => Infinity);
  return nodes;
}

/** A folded lede stood before the body. */
const placeOf = (fold) => fold.paragraph ?? -1;

function foldedBox(fold, language) {
  const what = fold.paragraph === null ? "lede" : fold.whole === false ? "beginning of a paragraph" : "paragraph";
  const of = typeof fold.of === "number" ? `paragraph ${fold.of + 1}` : `the ${fold.of}`;
  const alike = fold.match === "exact" ? "word for word" : `${percent(fold.similarity)} alike`;
  const label = element("span", { dir: "ltr" }, `Folded ${what}: repeats ${of}, ${alike}`);
  const facts = { class: "folded", "data-of": fold.of, "data-match": fold.match };
  return element("details", facts, element("summary", {}, label), element("p", language, fold.text));
}
