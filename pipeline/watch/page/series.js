// What the charts show: their series, scales, and how a sample becomes columns.

import { duration, NONE, percent, rate, short } from "./format.js";

export const WINDOW_S = 600;

const SHARE_OVER = 30; // samples: over fewer the shares of a slow stream only flicker
const OUTCOMES = ["delivered", "duplicate", "refused"];
const LABELS = { delivered: "delivered", duplicate: "duplicates", refused: "refused" };
const DASHES = { delivered: undefined, duplicate: [6, 3], refused: [2, 3] };

const column = (name) => (samples) => samples.map((sample) => sample[name] ?? null);
const columnsOf =
  (...names) =>
  (samples) =>
    ["time", ...names].map((name) => column(name)(samples));

export const CHARTS = [
  {
    id: "throughput",
    title: "Throughput, records a second",
    scales: { rate: { write: short, floor: 1 } },
    series: OUTCOMES.map((name) => ({
      name,
      label: LABELS[name],
      scale: "rate",
      dash: DASHES[name],
      area: name === "delivered",
      write: rate,
    })),
    columns: columnsOf("delivered_per_s", "duplicate_per_s", "refused_per_s"),
  },
  {
    id: "latency",
    title: "Latency, append to commit",
    scales: { seconds: { write: duration, floor: 0.05 } },
    series: [
      { name: "p50", label: "median", scale: "seconds", area: true, write: duration },
      { name: "p99", label: "99th percentile", scale: "seconds", dash: [6, 3], write: duration },
    ],
    columns: columnsOf("latency_p50_s", "latency_p99_s"),
  },
  {
    id: "lag",
    title: "Lag",
    scales: { records: { write: short, floor: 10 }, seconds: { write: duration, floor: 1 } },
    series: [
      { name: "records", label: "records", scale: "records", area: true, write: short },
      { name: "seconds", label: "time", scale: "seconds", dash: [6, 3], write: duration },
    ],
    columns: columnsOf("lag_records", "lag_seconds"),
  },
  {
    id: "outcomes",
    title: "Outcomes, share of the last 30 s",
    scales: { share: { write: percent, most: 1 } },
    series: OUTCOMES.map((name) => ({
      name,
      label: LABELS[name],
      scale: "share",
      dash: DASHES[name],
      area: name === "delivered",
      write: (share) => (share == null ? NONE : percent(share)),
    })),
    columns: shares,
  },
];

/** Gives the share of each outcome in what ended over the last samples; none where nothing ended. */
function shares(samples) {
  const rates = OUTCOMES.map((name) => samples.map((sample) => sample[`${name}_per_s`] ?? 0));
  const sums = rates.map((values) => movingSums(values, SHARE_OVER));
  const shareOf = (at) => {
    const all = sums.reduce((total, values) => total + values[at], 0);
    return (values) => (all > 0.01 ? values[at] / all : null);
  };
  return [samples.map(({ time }) => time), ...sums.map((values) => values.map((_, at) => shareOf(at)(values)))];
}

function movingSums(values, over) {
  let sum = 0;
  return values.map((value, at) => (sum += value - (at >= over ? values[at - over] : 0)));
}
