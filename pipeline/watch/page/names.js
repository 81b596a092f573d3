// What codes in the records are called on the page, and which languages run right to left.

export const CLASSES = {
  PER: "people",
  ORG: "organisations",
  LOC: "places",
  FAC: "facilities",
  EVE: "events",
  PRO: "products",
};

export const TONES = { neg: "negative", neu: "neutral", pos: "positive", abstained: "unsure" };

export const LANGUAGES = {
  fa: "Persian",
  prs: "Dari",
  ps: "Pashto",
  ckb: "Sorani",
  ar: "Arabic",
  ur: "Urdu",
  azb: "South Azerbaijani",
  sd: "Sindhi",
  ug: "Uyghur",
  en: "English",
  und: "not known",
};

export const CONNECTIONS = {
  connecting: "Connecting",
  live: "Live",
  reconnecting: "Reconnecting",
  draining: "Draining",
};

const RIGHT_TO_LEFT = new Set(["fa", "prs", "ps", "ckb", "ar", "ur", "azb", "sd", "ug"]);

/** Gives the attributes of an element that holds text in a language. */
export function inLanguage(language) {
  const known = language && language !== "und" && /^[a-z]{2,3}$/.test(language);
  return { dir: RIGHT_TO_LEFT.has(language) ? "rtl" : "auto", ...(known ? { lang: language } : {}) };
}

/** Gives the tone that a story is filtered and counted by: its label, `abstained`, or "" where none was told. */
export function toneOf(tone) {
  if (!tone) return "";
  return tone.abstained ? "abstained" : tone.label;
}
