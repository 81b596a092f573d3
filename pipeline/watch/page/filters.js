// Which stories are shown: by outlet, entity, tone and words, for those on the page and those to come.

import { byId, element } from "./dom.js";
import { CLASSES, toneOf, TONES } from "./names.js";
import { searchable, wordsOf } from "./search.js";

const NO_OUTLET = "\u0000none"; // no outlet is called that
const NO_TONE = "none";
const MOST_OUTLETS = 300;
const MOST_NAMES = 2000;
const SUGGESTED = 50;
const TYPING_MS = 120;

export class Filters {
  #changed;
  #outlets = new Set();
  #names = new Map();
  #fields = {
    text: byId("filter-text"),
    outlet: byId("filter-outlet"),
    entity: byId("filter-entity"),
    tone: byId("filter-tone"),
  };
  #wanted = { words: [], outlet: "", entity: "", tone: "" };
  #timer = 0;

  constructor(changed) {
    this.#changed = changed;
    for (const [tone, word] of [...Object.entries(TONES), [NO_TONE, "none told"]]) {
      this.#fields.tone.append(element("option", { value: tone }, word));
    }
    for (const field of Object.values(this.#fields)) field.addEventListener("input", () => this.#soon());
    this.#fields.entity.addEventListener("focus", () => this.#suggest());
    byId("filter-clear").addEventListener("click", () => {
      this.clear();
      this.#fields.text.focus(); // the button is off now
    });
    byId("legend").append(...Object.entries(CLASSES).map(([code, name]) => this.#legend(code, name)));
  }

  /** Tells whether a story passes every filter that is set. */
  pass(entry) {
    const { story } = entry;
    const { words, outlet, entity, tone } = this.#wanted;
    if (outlet && (story.outlet ?? NO_OUTLET) !== outlet) return false;
    if (tone && (toneOf(story.tone) || NO_TONE) !== tone) return false;
    if (entity && !(story.entities ?? []).some(naming(entity))) return false;
    if (words.length === 0) return true;
    entry.searchable ??= searchable(allText(story));
    return words.every((word) => entry.searchable.includes(word));
  }

  /** Learns what can be chosen from a story. */
  learn(story) {
    const outlet = story.outlet ?? NO_OUTLET;
    if (!this.#outlets.has(outlet) && this.#outlets.size < MOST_OUTLETS) this.#addOutlet(outlet);
    for (const { name } of story.entities ?? []) {
      const seen = this.#names.get(name);
      if (seen || this.#names.size < MOST_NAMES) this.#names.set(name, (seen ?? 0) + 1);
    }
  }

  /** Shows only stories that name an entity, or a class; asked for again, all. */
  setEntity(entity) {
    this.#fields.entity.value = this.#fields.entity.value === entity ? "" : entity;
    this.#apply();
  }

  /** Shows every story again. */
  clear() {
    for (const field of Object.values(this.#fields)) field.value = "";
    this.#apply();
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#apply(), TYPING_MS);
  }

  #apply() {
    const { text, outlet, entity, tone } = this.#fields;
    const named = entity.value.trim();
    this.#wanted = {
      words: wordsOf(text.value),
      outlet: outlet.value,
      entity: named && searchable(named),
      tone: tone.value,
    };
    byId("filter-clear").disabled = !(text.value || outlet.value || named || tone.value);
    for (const button of byId("legend").children) {
      button.setAttribute("aria-pressed", String(button.dataset.name === this.#wanted.entity));
    }
    this.#changed();
  }

  #addOutlet(outlet) {
    this.#outlets.add(outlet);
    const option = element("option", { value: outlet }, outlet === NO_OUTLET ? "No outlet" : outlet);
    const after = [...this.#fields.outlet.options]
      .slice(1)
      .find((other) => other.text.localeCompare(option.text, "fa") > 0);
    this.#fields.outlet.insertBefore(option, after ?? null);
  }

  #suggest() {
    const names = [...this.#names]
      .sort((one, other) => other[1] - one[1])
      .slice(0, SUGGESTED)
      .map(([name]) => name);
    byId("entity-names").replaceChildren(
      ...[...Object.values(CLASSES), ...names].map((value) => element("option", { value })),
    );
  }

  #legend(code, name) {
    const button = element(
      "button",
      { type: "button", "aria-pressed": "false", "data-name": name },
      element("mark", { "data-class": code }, name),
    );
    button.addEventListener("click", () => this.setEntity(name));
    return button;
  }
}

/** Gives a test for entities of a class, by its code or name, or with a text in their name. */
function naming(wanted) {
  const code = Object.keys(CLASSES).find((one) => one.toLowerCase() === wanted || CLASSES[one] === wanted);
  return code ? (entity) => entity.class === code : (entity) => searchable(entity.name).includes(wanted);
}

function allText(story) {
  const folded = (story.folded ?? []).map((fold) => fold.text);
  return [story.headline, story.lede, ...(story.paragraphs ?? []), ...folded, story.outlet, story.id].join("\n");
}
