// Text as search sees it: without half-spaces, vowel signs and letter variants that a reader does not tell apart.

// Marks, tatweel, ZWNJ and other characters that only format.
const LEFT_OUT = /[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const ONE_OF = new Map([
  ["\u064a", "\u06cc"], // Arabic yeh
  ["\u0649", "\u06cc"], // alef maksura
  ["\u0626", "\u06cc"], // yeh with hamza
  ["\u0643", "\u06a9"], // Arabic kaf
  ["\u0629", "\u0647"], // teh marbuta
  ["\u06c0", "\u0647"], // heh with yeh above
  ["\u06c1", "\u0647"], // heh goal
  ["\u06be", "\u0647"], // heh doachashmee
  ["\u0622", "\u0627"], // alef with madda
  ["\u0623", "\u0627"], // alef with hamza above
  ["\u0625", "\u0627"], // alef with hamza below
  ["\u0671", "\u0627"], // alef wasla
  ["\u0624", "\u0648"], // waw with hamza
]);
for (let digit = 0; digit < 10; digit += 1) {
  ONE_OF.set(String.fromCharCode(0x06f0 + digit), String(digit)); // Persian digits
  ONE_OF.set(String.fromCharCode(0x0660 + digit), String(digit)); // Arabic digits
}
const VARIANTS = new RegExp(`[${[...ONE_OF.keys()].join("")}]`, "g");

/** Gives text in the form in which it is compared. */
export function searchable(text) {
  return text
    .normalize("NFC")
    .replace(LEFT_OUT, "")
    .replace(VARIANTS, (letter) => ONE_OF.get(letter))
    .toLowerCase();
}

/** Gives the words of a query, each to be found somewhere, in any order. */
export const wordsOf = (query) => searchable(query).split(/\s+/).filter(Boolean);
