// The table of partitions: how far each is behind, read and committed.

import { byId, element, setText } from "./dom.js";
import { count, duration } from "./format.js";

const rows = new Map();

/** Shows the partitions of a STATE; rows stay where they are, so that a reader can follow one. */
export function showPartitions(partitions) {
  for (const place of partitions) {
    const cells = rows.get(place.partition) ?? addRow(place.partition);
    setText(cells.lagRecords, count(place.lag_records));
    setText(cells.lagSeconds, duration(place.lag_seconds));
    setText(cells.read, count(place.read));
    setText(cells.committed, count(place.committed));
  }
  forgetOthers(new Set(partitions.map(({ partition }) => partition)));
}

function addRow(partition) {
  const cell = () => element("td");
  const cells = { lagRecords: cell(), lagSeconds: cell(), read: cell(), committed: cell() };
  cells.row = element("tr", {}, element("th", { scope: "row" }, String(partition)), ...Object.values(cells));
  const later = [...rows.keys()].filter((other) => other > partition).sort((one, other) => one - other)[0];
  byId("partition-rows").insertBefore(cells.row, rows.get(later)?.row ?? null);
  rows.set(partition, cells);
  return cells;
}

function forgetOthers(present) {
  for (const [partition, { row }] of rows) {
    if (present.has(partition)) continue;
    row.remove();
    rows.delete(partition);
  }
}
