// The page: binds the stream of events to what shows them.

import { showShares } from "./bars.js";
import { Charts } from "./charts.js";
import { byId, setText } from "./dom.js";
import { plural } from "./format.js";
import { bindKeys } from "./keyboard.js";
import { Live } from "./live.js";
import { showConnection, showNumbers, showRoad } from "./numbers.js";
import { showPartitions } from "./partitions.js";
import { refuse } from "./refusals.js";
import { Stories } from "./stories.js";
import { bindTheme } from "./theme.js";

const charts = new Charts(byId("charts"));
const stories = new Stories();
let dropped = 0; // came faster than they are sent
let missed = 0; // came while the page was not connected
let taken = 0; // ends since the page was opened: names them over restarts, too

bindTheme(byId("theme"));
bindKeys(stories);

new Live({
  connection: showConnection,
  opened: () => charts.refill(),
  restarted: forgetDropped,
  state(state) {
    showNumbers(state);
    showRoad(state);
    showPartitions(state.partitions);
    showShares(state);
    charts.add(state.sample);
  },
  ends(ends) {
    for (const { at, end } of ends) {
      taken += 1;
      if (end.outcome === "delivered") stories.deliver(taken, at, end);
      else if (end.outcome === "duplicate") stories.duplicate(end);
      else refuse(at, end);
    }
  },
  dropped: showDropped,
});

function showDropped(count, away) {
  if (away) missed += count;
  else dropped += count;
  tellDropped();
}

function forgetDropped() {
  dropped = missed = 0;
  tellDropped();
}

function tellDropped() {
  const told = [
    dropped && `${plural(dropped, "record", "records")} not shown here: they came too fast.`,
    missed && `${plural(missed, "record", "records")} came while this page was not connected.`,
  ];
  byId("dropped").hidden = !(dropped || missed);
  setText(byId("dropped"), told.filter(Boolean).join(" "));
}
