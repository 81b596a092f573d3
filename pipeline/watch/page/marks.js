// A text with its marks: entities, dates and amounts at offsets counted in code points, nested where they overlap.

import { element } from "./dom.js";
import { CLASSES } from "./names.js";

const DEEPEST = 8; // marks inside marks; of deeper ones only the text is kept

/** Gives the marks of each part of a story: "headline", "lede", "paragraphs.0" … → spans. */
export function marksByPart(story) {
  const parts = new Map();
  const add = (part, span) => (parts.has(part) ? parts.get(part).push(span) : parts.set(part, [span]));
  (story.entities ?? []).forEach((entity, at) =>
    entity.mentions.forEach((mention, nth) =>
      add(mention.part, { start: mention.start, end: mention.end, make: () => entityMark(entity, `${at}.${nth}`) }),
    ),
  );
  for (const date of story.dates ?? [])
    add(date.part, { start: date.start, end: date.end, make: () => dateMark(date) });
  for (const sum of story.amounts ?? []) add(sum.part, { start: sum.start, end: sum.end, make: () => amountMark(sum) });
  return parts;
}

/** Gives the text as nodes, every character of it once, with its spans as elements around theirs. */
export function marked(text, spans = []) {
  const points = codePointIndex(text);
  const fragment = document.createDocumentFragment();
  fill(fragment, tree(spans, points.length), points);
  return fragment;
}

/** Gives the first code points of a text. */
export function firstPoints(text, most) {
  return text.length <= most
    ? text
    : Array.from(text.slice(0, 2 * most))
        .slice(0, most)
        .join("");
}

/** Gives the length of a text in code points, and its slices by them. */
function codePointIndex(text) {
  if (!/[\ud800-\udfff]/.test(text)) return { length: text.length, slice: (start, end) => text.slice(start, end) };
  const points = Array.from(text);
  return { length: points.length, slice: (start, end) => points.slice(start, end).join("") };
}

/** Nests spans; one that reaches over the end of another is cut in two there, so that no character is lost. */
function tree(spans, length) {
  const root = { start: 0, end: length, inner: [] };
  const open = [root];
  const queue = spans.filter(({ start, end }) => 0 <= start && start < end && end <= length).sort(inOrder);
  for (let at = 0; at < queue.length; at += 1) {
    const span = queue[at];
    while (open.at(-1).end <= span.start) open.pop();
    const around = open.at(-1);
    const end = Math.min(span.end, around.end);
    if (end < span.end) insert(queue, at + 1, { ...span, start: end });
    if (open.length > DEEPEST) continue;
    const node = { ...span, end, inner: [] };
    around.inner.push(node);
    open.push(node);
  }
  return root;
}

const inOrder = (one, other) => one.start - other.start || other.end - one.end;

function insert(queue, from, span) {
  let at = from;
  while (at < queue.length && inOrder(queue[at], span) <= 0) at += 1;
  queue.splice(at, 0, span);
}

function fill(parent, { start, end, inner }, points) {
  let at = start;
  for (const span of inner) {
    if (at < span.start) parent.append(points.slice(at, span.start));
    const mark = span.make();
    fill(mark, span, points);
    parent.append(mark);
    at = span.end;
  }
  if (at < end) parent.append(points.slice(at, end));
}

function entityMark(entity, mention) {
  const title = `${CLASSES[entity.class] ?? entity.class}: ${entity.name}`;
  return element("mark", { "data-class": entity.class, "data-mention": mention, title });
}

function dateMark(date) {
  const known = date.value && date.kind !== "duration" && /^\d{4}(-\d\d(-\d\d)?)?/.test(date.value);
  const title = `${date.kind}: ${date.value ?? "not told"}`;
  return element("time", { class: "value", ...(known ? { datetime: date.value } : {}), title });
}

function amountMark(sum) {
  return element("data", {
    class: "value",
    value: sum.value,
    title: `${sum.kind}: ${sum.value.toLocaleString("en")} ${sum.unit}`,
  });
}
