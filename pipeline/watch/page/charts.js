// Four charts of the last ten minutes: filled from /history, moved by each state.

import uPlot from "./vendor/uPlot.js";
import { element, setText } from "./dom.js";
import { clock } from "./format.js";
import { CHARTS, WINDOW_S } from "./series.js";
import { onThemeChange } from "./theme.js";

const GAP_S = 3.5; // samples come every second; over a longer silence no line is drawn
const HEIGHT = 132;
const FONT = "11px Vazirmatn, sans-serif";

export class Charts {
  #section;
  #samples = [];
  #charts;
  #refills = 0;

  constructor(section) {
    this.#section = section;
    this.#charts = CHARTS.map((chart) => new Chart(chart, section));
    onThemeChange(() => this.#charts.forEach((chart) => chart.recolour()));
    document.addEventListener("visibilitychange", () => this.#draw());
    document.fonts.ready.then(() => this.#draw());
  }

  /** Takes the history of the server in place of what is there; samples that came meanwhile are kept. */
  async refill() {
    const mine = (this.#refills += 1);
    try {
      const answer = await fetch("history");
      if (!answer.ok) return;
      const { samples } = await answer.json();
      if (mine !== this.#refills) return;
      const last = samples.at(-1)?.time ?? 0;
      this.#samples = [...samples, ...this.#samples.filter(({ time }) => time > last)];
      this.#draw();
    } catch {
      // the server is gone again: the next connection refills
    }
  }

  /** Takes one more sample. */
  add(sample) {
    const last = this.#samples.at(-1)?.time ?? 0;
    if (sample.time < last - GAP_S) this.#samples = []; // the server's clock was set back
    if (sample.time <= last && this.#samples.length) return;
    this.#samples.push(sample);
    const start = sample.time - WINDOW_S;
    while (this.#samples[0].time < start) this.#samples.shift();
    this.#draw();
  }

  #draw() {
    this.#section.dataset.samples = this.#samples.length;
    if (document.hidden || this.#samples.length === 0) return;
    const samples = withGaps(this.#samples);
    for (const chart of this.#charts) chart.draw(samples);
  }
}

class Chart {
  #chart;
  #plot;
  #box;
  #keys;
  #colours = new Map();

  constructor(chart, section) {
    this.#chart = chart;
    this.#keys = chart.series.map(({ name, label }) => {
      const swatch = element("i", { class: "swatch", "data-series": name, "aria-hidden": "true" });
      return { swatch, label, value: element("b", {}, "–") };
    });
    const legend = this.#keys.map(({ swatch, label, value }) => element("li", {}, swatch, `${label} `, value));
    const caption = element("figcaption", {}, element("h2", {}, chart.title), element("ul", {}, ...legend));
    this.#box = element("div", { class: "plot", role: "img", "aria-label": `${chart.title}: no sample yet` });
    section.append(element("figure", { class: "chart", "data-chart": chart.id }, caption, this.#box));
    new ResizeObserver(() => this.#resize()).observe(this.#box);
  }

  draw(samples) {
    const data = this.#chart.columns(samples);
    if (this.#plot) this.#plot.setData(data);
    else this.#plot = new uPlot(this.#options(), data, this.#box);
    const last = data[0].length - 1;
    if (this.#plot.cursor.idx == null) this.#tell(last);
    const told = this.#chart.series.map(({ label }, series) => `${label} ${this.#written(series, last)}`).join(", ");
    this.#box.setAttribute("aria-label", `${this.#chart.title}, the last ten minutes; now ${told}`);
  }

  recolour() {
    this.#colours.clear();
    this.#plot?.redraw(false);
  }

  #resize() {
    const width = this.#box.clientWidth;
    if (this.#plot && width > 0 && width !== this.#plot.width) this.#plot.setSize({ width, height: HEIGHT });
  }

  /** Writes the values of one moment beside the names of the series: of the last, or of that under the pointer. */
  #tell(at) {
    this.#keys.forEach(({ value }, series) => setText(value, this.#written(series, at)));
  }

  #written(series, at) {
    return this.#chart.series[series].write(this.#plot.data[series + 1][at]);
  }

  #options() {
    const { scales, series } = this.#chart;
    const colour = (name) => () => this.#colour(name);
    const axis = { stroke: colour("axis"), font: FONT, ticks: { show: false }, gap: 6 };
    const grid = { stroke: colour("grid"), width: 1 };
    const lines = series.map(({ name, label, scale, dash, area, width = 1.5 }) => ({
      label,
      scale,
      dash,
      width,
      stroke: colour(name),
      fill: area ? colour(`${name}-area`) : undefined,
      points: { show: false },
      spanGaps: false,
    }));
    const heights = Object.entries(scales).map(([scale, { write, floor, most }], at) => [
      { [scale]: { range: (_, low, high) => [0, most ?? Math.max(floor, 1.08 * (high ?? 0))] } },
      {
        ...axis,
        scale,
        side: at ? 1 : 3,
        size: 54,
        space: 26,
        grid: at ? { show: false } : grid,
        values: (_, ticks) => ticks.map(write),
      },
    ]);
    return {
      width: this.#box.clientWidth,
      height: HEIGHT,
      padding: [8, Object.keys(scales).length > 1 ? 0 : 12, 0, 0],
      legend: { show: false },
      cursor: { sync: { key: "khabar" }, drag: { x: false, y: false }, y: false, points: { size: 6 } },
      scales: Object.assign({ x: { time: true, range: span } }, ...heights.map(([scale]) => scale)),
      axes: [{ ...axis, size: 24, space: 70, grid: { show: false }, values: times }, ...heights.map(([, one]) => one)],
      series: [{}, ...lines],
      hooks: { setCursor: [(plot) => this.#tell(plot.cursor.idx ?? plot.data[0].length - 1)] },
    };
  }

  /** Gives a colour of the style sheet as it is now, in light or dark. */
  #colour(name) {
    if (!this.#colours.has(name)) {
      const [series, area] = name.split("-");
      const probe = this.#keys.find(({ swatch }) => swatch.dataset.series === series)?.swatch ?? this.#box;
      const style = getComputedStyle(probe);
      this.#colours.set(name, area ? style.backgroundColor : name === "grid" ? style.outlineColor : style.color);
    }
    return this.#colours.get(name);
  }
}

/** The window grows with the history, from one minute to ten. */
const span = (_, low, high) => [Math.max(high - WINDOW_S, Math.min(low, high - 60)), high];

/** Writes ticks with seconds where they are close. */
function times(_, ticks) {
  const length = ticks.length > 1 && ticks[1] - ticks[0] < 60 ? 8 : 5;
  return ticks.map((unixSeconds) => clock(unixSeconds).slice(0, length));
}

/** Puts an empty sample into each silence, so that no line is drawn over it. */
function withGaps(samples) {
  const filled = [];
  for (const sample of samples) {
    const last = filled.at(-1);
    if (last && sample.time - last.time > GAP_S) filled.push({ time: last.time + 1 });
    filled.push(sample);
  }
  return filled;
}
