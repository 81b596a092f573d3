// Light, dark, or as the system has it; remembered where the browser lets us.

const CHOICES = ["auto", "light", "dark"];
const KEY = "khabar-theme";
const listeners = new Set();
let chosen = remembered();

apply();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", tell);

/** Calls back whenever colours may have changed. */
export function onThemeChange(listener) {
  listeners.add(listener);
}

/** Makes a button that goes through the choices. */
export function bindTheme(button) {
  const say = () => (button.textContent = `Theme: ${chosen}`);
  button.addEventListener("click", () => {
    chosen = CHOICES[(CHOICES.indexOf(chosen) + 1) % CHOICES.length];
    remember();
    apply();
    say();
    tell();
  });
  say();
}

function apply() {
  if (chosen === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}

function tell() {
  for (const listener of listeners) listener();
}

function remembered() {
  try {
    const kept = localStorage.getItem(KEY);
    return CHOICES.includes(kept) ? kept : "auto";
  } catch {
    return "auto"; // storage is switched off: the choice lasts as long as the page
  }
}

function remember() {
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // as above
  }
}
