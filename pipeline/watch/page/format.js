// Numbers, times and sizes as the page writes them.

const WHOLE = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const SHORT = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const SIGNED = new Intl.NumberFormat("en", {
  signDisplay: "exceptZero",
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});
const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const SOLAR = new Intl.DateTimeFormat("en-u-ca-persian", { dateStyle: "long", timeZone: "Asia/Tehran" });

export const NONE = "–";

export const count = (value) => (value == null ? NONE : WHOLE.format(value));
export const short = (value) => (value == null ? NONE : SHORT.format(value));
export const signed = (value) => SIGNED.format(value);

/** Writes a rate with one digit after the point below a hundred. */
export const rate = (value) => (value == null ? NONE : value < 99.95 ? value.toFixed(1) : count(value));

/** Writes a share with one digit after the point below ten percent. */
export function percent(share) {
  if (!Number.isFinite(share)) return NONE;
  return `${(100 * share).toFixed(share > 0 && share < 0.0995 ? 1 : 0)} %`;
}

export const plural = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;

/** Writes seconds as a person says them: 98 ms, 4.2 s, 3 min 5 s, 2 h 10 min, 4 d 3 h. */
export function duration(seconds) {
  if (seconds == null) return NONE;
  if (seconds === 0) return "0 s";
  if (seconds < 0.9995) return `${(1000 * seconds).toFixed(0)} ms`;
  if (seconds < 59.95) return `${seconds.toFixed(1).replace(/\.0$/, "")} s`;
  const whole = Math.round(seconds);
  for (const [unit, size, less, small] of [
    ["d", 86400, "h", 3600],
    ["h", 3600, "min", 60],
    ["min", 60, "s", 1],
  ]) {
    if (whole >= size) {
      const rest = Math.floor((whole % size) / small);
      return `${Math.floor(whole / size)} ${unit}${rest ? ` ${rest} ${less}` : ""}`;
    }
  }
  return `${whole} s`;
}

export function bytes(size) {
  if (size < 1024) return plural(size, "byte");
  return size < 1024 ** 2 ? `${(size / 1024).toFixed(1)} KiB` : `${(size / 1024 ** 2).toFixed(1)} MiB`;
}

/** Writes Unix seconds as the time of day here. */
export const clock = (unixSeconds) => CLOCK.format(new Date(unixSeconds * 1000));

/** Writes an ISO 8601 time as its outlet gave it, without seconds and offset. */
export const outletTime = (iso) => iso.slice(0, 16).replace("T", " ");

/** Writes the day of an ISO 8601 time in the Solar Hijri calendar; empty when there is no such time. */
export function solarDay(iso) {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? "" : SOLAR.format(at);
}
