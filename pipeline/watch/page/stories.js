// The stream of stories: takes them as they come, puts them on the page a few a frame, and keeps still for a reader.

import { addCopy, showCopies } from "./copies.js";
import { byId, setText } from "./dom.js";
import { Filters } from "./filters.js";
import { count, plural } from "./format.js";
import { card } from "./story.js";

const KEPT = 300;
const SHOWN = 60; // cards on the page, and how many more at a time
const A_FRAME = 12; // cards built in one frame
const CALM = 3; // so few at once may fade in

export class Stories {
  #list = byId("list");
  #bar = byId("bar"); // sticks to the top, above the list
  #waiting = []; // oldest first
  #entries = []; // newest first
  #owners = new Map(); // id → the entries of its versions, oldest first
  #changed = new Set(); // entries whose copies are to be shown
  #filters = new Filters(() => this.#filter());
  #asked = { goTo: (id, version) => this.#goTo(id, version), entity: (name) => this.#filters.setEntity(name) };
  #limit = SHOWN;
  #passing = 0;
  #paused = false;
  #whole = false;
  #frame = 0;

  constructor() {
    byId("pause").addEventListener("click", () => this.pause());
    byId("waiting").addEventListener("click", () => this.#showWaiting());
    byId("older").addEventListener("click", () => this.#showOlder());
    byId("whole").addEventListener("change", (event) => this.#openAll(event.target.checked));
    this.#list.addEventListener("toggle", () => this.#soon(), true);
    this.#list.addEventListener("focusout", () => this.#soon());
    addEventListener("scroll", () => this.#soon(), { passive: true });
  }

  /** Takes a delivered story: `key` names it on this page, `at` is the Unix time of its commit. */
  deliver(key, at, story) {
    const entry = { key, at, story, copies: 0, lastCopies: [], card: null, calm: false };
    this.#waiting.push(entry);
    if (this.#waiting.length > KEPT) this.#forget(this.#waiting.shift());
    const versions = this.#owners.get(story.id);
    if (versions) versions.push(entry);
    else this.#owners.set(story.id, [entry]);
    this.#filters.learn(story);
    this.#soon();
  }

  /** Takes the note of a duplicate; the story that it repeats may have left the page. */
  duplicate(note) {
    const versions = this.#owners.get(note.of) ?? [];
    const entry = versions.findLast(({ story }) => story.version === note.of_version) ?? versions.at(-1);
    if (!entry) return;
    addCopy(entry, note);
    this.#changed.add(entry);
    this.#soon();
  }

  /** Holds new stories back until asked again. */
  pause() {
    this.#paused = !this.#paused;
    byId("pause").toggleAttribute("data-on", this.#paused);
    this.#soon();
  }

  /** Gives the cards that are shown, newest first. */
  cards() {
    return [...this.#list.children];
  }

  #soon() {
    this.#frame ||= requestAnimationFrame(() => this.#flush());
  }

  #flush() {
    this.#frame = 0;
    for (const entry of this.#changed) if (entry.card) showCopies(entry, entry.card);
    this.#changed.clear();
    const still = this.#paused || this.#isRead();
    if (!still) this.#put(A_FRAME);
    this.#say(still);
    if (!still && this.#waiting.length) this.#soon();
  }

  /** Tells whether a reader would lose the line: the list is scrolled up, a story is open, or the keys are in it. */
  #isRead() {
    const top = Math.max(0, this.#bar.getBoundingClientRect().bottom - 1);
    return (
      this.#list.getBoundingClientRect().top < top ||
      (!this.#whole && this.#list.querySelector("details[open]") !== null) ||
      this.#list.querySelector(":focus-visible") !== null
    );
  }

  #put(most) {
    const fresh = this.#waiting.splice(0, most);
    if (fresh.length === 0) return;
    for (const entry of fresh) entry.calm = fresh.length <= CALM;
    this.#entries.unshift(...fresh.toReversed());
    for (const gone of this.#entries.splice(KEPT)) this.#forget(gone);
    this.#arrange();
  }

  /** Puts the newest stories that pass on the page in their order, takes the others off, and moves none that stays. */
  #arrange() {
    let next = this.#list.firstChild;
    this.#passing = 0;
    for (const entry of this.#entries) {
      const shown = this.#filters.pass(entry) && (this.#passing += 1) <= this.#limit;
      if (shown && entry.card?.isConnected) next = entry.card.nextSibling;
      else if (shown) this.#list.insertBefore(this.#cardOf(entry), next);
      else if (entry.card?.isConnected) {
        if (next === entry.card) next = next.nextSibling;
        entry.card.remove();
      }
    }
  }

  #cardOf(entry) {
    entry.card ??= card(entry, this.#asked);
    entry.card.classList.toggle("new", entry.calm);
    entry.calm = false;
    const box = entry.card.querySelector("details.whole");
    if (this.#whole && box) box.open = true;
    return entry.card;
  }

  #forget(entry) {
    entry.card?.remove();
    const versions = this.#owners.get(entry.story.id).filter((other) => other !== entry);
    if (versions.length) this.#owners.set(entry.story.id, versions);
    else this.#owners.delete(entry.story.id);
  }

  #filter() {
    this.#limit = SHOWN;
    this.#arrange();
    this.#say(this.#paused || this.#isRead());
    this.#soon();
    setText(byId("announce"), byId("shown").textContent);
  }

  #showOlder() {
    const last = this.#list.lastChild;
    this.#limit += SHOWN;
    this.#arrange();
    this.#soon();
    last?.nextSibling?.focus({ preventScroll: true });
  }

  #showWaiting() {
    this.#put(this.#waiting.length);
    this.#soon();
    byId("stories").scrollIntoView();
    byId("stories").focus({ preventScroll: true });
  }

  #openAll(whole) {
    this.#whole = whole;
    for (const box of this.#list.querySelectorAll("details.whole")) box.open = whole;
  }

  /** Goes to a version of a story, or the last there is, whatever the filters say; gives false when none is here. */
  #goTo(id, version) {
    const versions = (this.#owners.get(id) ?? []).filter((entry) => this.#entries.includes(entry));
    const entry = versions.findLast(({ story }) => story.version === version) ?? versions.at(-1);
    if (!entry) return false;
    if (!entry.card?.isConnected) {
      this.#filters.clear();
      this.#limit = KEPT;
      this.#arrange();
    }
    entry.card.scrollIntoView({ block: "center" });
    entry.card.focus({ preventScroll: true });
    return true;
  }

  #say(still) {
    const all = this.#entries.length;
    const passing = this.#passing;
    setText(
      byId("shown"),
      passing === all ? plural(all, "story", "stories") : `${count(passing)} of ${plural(all, "story", "stories")}`,
    );
    byId("older").hidden = passing <= this.#limit;
    const waiting = this.#waiting.length;
    byId("waiting").hidden = !still || waiting === 0;
    const many = waiting === KEPT ? `${KEPT} or more new stories` : plural(waiting, "new story", "new stories");
    setText(byId("waiting"), `${many} ${this.#paused ? "while paused" : "above"}`);
    setText(byId("pause"), this.#paused ? "Resume" : "Pause");
    byId("none").hidden = passing > 0;
    setText(
      byId("none"),
      all ? "No story passes these filters." : "No story yet. They appear here as they are delivered.",
    );
  }
}
