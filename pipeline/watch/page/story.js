// The card of one story in the stream; what a reader must open is built when it is opened.

import { beginsWithBody, body, isCut, SHOWN_POINTS } from "./body.js";
import { showCopies } from "./copies.js";
import { element } from "./dom.js";
import { bytes, clock, outletTime, signed, solarDay } from "./format.js";
import { firstPoints, marked, marksByPart } from "./marks.js";
import { inLanguage, LANGUAGES, toneOf, TONES } from "./names.js";

/** Makes the card of an entry; `on` has goTo(id, version) and entity(name). */
export function card(entry, on) {
  const { story, key } = entry;
  const article = element("article", {
    class: "story",
    tabindex: "-1",
    "aria-labelledby": `story-${key}`,
    "data-id": story.id,
  });
  if (story.too_large) article.append(tooLarge(story, key));
  else article.append(meta(entry, on), text(story, key, on));
  showCopies(entry, article);
  return article;
}

function text(story, key, on) {
  const language = inLanguage(story.language);
  const marks = marksByPart(story);
  const part = (tag, name, whole, facts) =>
    element(tag, { ...facts, ...language, "data-part": name }, beginning(whole, marks.get(name)));
  const id = `story-${key}`;
  const headline = story.headline
    ? part("h3", "headline", story.headline, { id })
    : element("h3", { id, class: "note" }, element("span", { dir: "ltr" }, "No headline"));
  const [name, lede] = beginsWithBody(story) ? ["paragraphs.0", story.paragraphs[0]] : ["lede", story.lede];
  const more = element("div", { class: "more" }, body(story, marks, on));
  return element(
    "div",
    { class: "text", dir: language.dir },
    headline,
    lede ? part("p", name, lede, { class: "lede" }) : null,
    more,
  );
}

/** Marks a headline or lede; the whole of one that is cut here stands in the body. */
function beginning(whole, spans) {
  if (!isCut(whole)) return marked(whole, spans);
  const start = marked(firstPoints(whole, SHOWN_POINTS), spans);
  start.append(" …");
  return start;
}

function meta(entry, on) {
  const { story } = entry;
  const { published } = story;
  const solar = published ? solarDay(published) : "";
  return element(
    "div",
    { class: "meta" },
    element("p", { class: "outlet" }, element("bdi", {}, story.outlet ?? "No outlet")),
    published
      ? element(
          "p",
          {},
          element("time", { datetime: published, title: `Published ${published} · ${solar}` }, outletTime(published)),
        )
      : null,
    element(
      "p",
      {},
      LANGUAGES[story.language] ?? story.language,
      story.version > 1 ? `, version ${story.version}` : null,
    ),
    toneBadge(story.tone),
    ...(story.links ?? []).map((link) => linkButton(link, on)),
    element("p", { title: "When its delivery was committed" }, `in at ${clock(entry.at)}`),
  );
}

function toneBadge(tone) {
  const kind = toneOf(tone);
  if (!kind) return element("p", {}, "no tone");
  const word = kind === "abstained" ? `unsure, ${TONES[tone.label]}` : TONES[kind];
  const facts = { class: "tone", "data-tone": tone.label, "data-abstained": String(tone.abstained) };
  return element("p", facts, element("i", { "aria-hidden": "true" }), `${word} ${signed(tone.score)}`);
}

function linkButton(link, on) {
  const button = element("button", { type: "button", class: "link" }, `${link.kind} of `, element("bdi", {}, link.id));
  button.addEventListener(
    "click",
    () => on.goTo(link.id, link.version) || button.replaceWith(`${button.textContent}, not on this page`),
  );
  return element("p", {}, button);
}

function tooLarge(story, key) {
  const title = `A story of ${bytes(story.too_large)}: delivered, but too large for this page`;
  const place = element("p", { class: "note" }, element("bdi", {}, story.id ?? ""), ` · ${story.origin}`);
  return element(
    "div",
    { class: "text" },
    element("h3", { id: `story-${key}` }, title),
    place,
    element("div", { class: "more" }),
  );
}
