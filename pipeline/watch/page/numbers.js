// The counts at the top, the state of the road beside its name, and the readiness checks.

import { byId, element, setText } from "./dom.js";
import { count, duration, percent, plural, rate } from "./format.js";
import { CONNECTIONS } from "./names.js";

const sum = (counts) => Object.values(counts).reduce((total, one) => total + one, 0);

/** Shows a STATE of the server in the tiles. */
export function showNumbers(state) {
  const { sample } = state;
  const duplicates = sum(state.duplicates);
  const refused = sum(state.refused);
  number("in", state.in);
  number("delivered", state.delivered);
  number("duplicates", duplicates);
  number("refused", refused);
  number("in-flight", state.in_flight);
  number("conservation", state.conservation);
  number("lag", sample.lag_records);
  number("p50", sample.latency_p50_s, duration);
  note("uptime", `records in ${duration(Math.round(state.uptime_s))}`);
  note("delivered-rate", `${rate(sample.delivered_per_s)} a second`);
  note("duplicate-kinds", kinds(state.duplicates));
  note("refused-share", `${percent(refused / state.in)} of what was read`);
  note(
    "lag-seconds",
    sample.lag_seconds == null ? "records, not known yet" : `records, ${duration(sample.lag_seconds)}`,
  );
  note("p99", `99th percentile ${duration(sample.latency_p99_s)}`);
  note("conservation-note", accounted(state.conservation));
  byId("conservation").toggleAttribute("data-broken", state.conservation !== 0);
}

/** Shows who runs, and whether it is ready. */
export function showRoad(state) {
  setText(byId("group"), state.group);
  setText(byId("topic"), state.topic);
  setText(byId("about"), `Khabar ${state.version}, ${plural(state.browsers, "browser")} on this page.`);
  const items = state.checks.map(({ check, ok, detail }) => {
    const name = element(
      "span",
      {},
      check,
      element("span", { class: "unseen" }, ok ? " passes: " : " fails: ", detail),
    );
    return element("li", { "data-ok": String(ok), title: detail }, element("i", { "aria-hidden": "true" }), name);
  });
  byId("checks").replaceChildren(...items);
}

/** Shows whether what is on the page is live. */
export function showConnection(name) {
  if (document.body.dataset.connection === name) return;
  document.body.dataset.connection = name;
  setText(byId("connection"), CONNECTIONS[name]);
  document.title = name === "live" ? "Khabar" : `${CONNECTIONS[name]} · Khabar`;
}

function kinds(duplicates) {
  const present = Object.entries(duplicates).filter(([, number]) => number > 0);
  return present.map(([kind, number]) => `${count(number)} ${kind}`).join(" · ") || "none yet";
}

function accounted(records) {
  if (records === 0) return "every record accounted for";
  return records > 0 ? "records lost" : "records ended twice";
}

function number(name, value, format = count) {
  const target = byId(`n-${name}`);
  setText(target, format(value));
  target.value = value ?? "";
}

const note = (name, text) => setText(byId(`n-${name}`), text);
