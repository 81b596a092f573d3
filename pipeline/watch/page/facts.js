// What was found in a story, as a list: entities, dates, amounts, credits, links, and where the record came from.

import { element } from "./dom.js";
import { outletTime, signed } from "./format.js";
import { CLASSES, TONES } from "./names.js";

const SHOWN = 60; // of a kind

/** Makes the list of facts of a story; `on` has entity(name) and goTo(id, version). */
export function facts(story, on) {
  const list = element("dl", { class: "facts", dir: "ltr" });
  const row = (name, values) => {
    if (values.length === 0) return;
    const more = values.length > SHOWN ? [`and ${values.length - SHOWN} more`] : [];
    const cells = [...values.slice(0, SHOWN), ...more].map((value) => element("li", {}, value));
    list.append(element("div", {}, element("dt", {}, name), element("dd", {}, element("ul", {}, ...cells))));
  };
  const entities = [...(story.entities ?? [])].sort((one, other) => other.mentions.length - one.mentions.length);
  for (const [code, name] of Object.entries(CLASSES)) {
    row(
      name,
      entities.filter((entity) => entity.class === code).map((entity) => entityButton(entity, on)),
    );
  }
  row(
    "dates",
    (story.dates ?? []).map((date) => pair(date.text, date.value ?? "not told")),
  );
  row(
    "amounts",
    (story.amounts ?? []).map((sum) => pair(sum.text, `${sum.value.toLocaleString("en")} ${sum.unit}`)),
  );
  row(
    "credits",
    (story.credits ?? []).map((credit) => pair(credit.agency, credit.role)),
  );
  row(
    "links",
    (story.links ?? []).map((link) => pair(link.id, `${link.kind} of, version ${link.version}`)),
  );
  row("tone", story.tone ? [toneFact(story.tone)] : []);
  row("record", record(story));
  return list;
}

function entityButton(entity, on) {
  const times = entity.mentions.length > 1 ? ` ×${entity.mentions.length}` : "";
  const tone = entity.tone.label === "neu" || entity.tone.abstained ? "" : ` ${TONES[entity.tone.label]}`;
  const name = element("mark", { "data-class": entity.class, dir: "auto" }, entity.name);
  const button = element(
    "button",
    { type: "button", class: "entity", title: entity.ref ?? "Show the stories that name it" },
    name,
    times,
    tone,
  );
  button.addEventListener("click", () => on.entity(entity.name));
  return button;
}

function toneFact(tone) {
  const sure = tone.abstained ? "unsure, best guess " : "";
  return `${sure}${TONES[tone.label]} ${signed(tone.score)}, confidence ${tone.confidence.toFixed(2)}`;
}

function record(story) {
  const models = Object.entries(story.made_by?.models ?? {}).map(([name, model]) => `${name} ${model}`);
  return [
    element("bdi", {}, story.id),
    `version ${story.version}`,
    story.origin,
    `received ${outletTime(story.received)} UTC`,
    address(story.url),
    `Khabar ${story.made_by?.khabar}, ${models.join(", ")}`,
  ].filter(Boolean);
}

/** Links to where a story was published; an address of any other kind than the web's is text. */
function address(url) {
  if (!url) return null;
  if (!/^https?:\/\//i.test(url)) return element("bdi", {}, url);
  return element("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, "the outlet's page");
}

const pair = (text, value) => {
  const node = document.createDocumentFragment();
  node.append(element("bdi", {}, text), " ", element("span", { class: "note" }, value));
  return node;
};
