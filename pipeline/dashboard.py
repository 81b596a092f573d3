"""The live account as one picture of the terminal's size."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from pipeline.plain_lines import conservation, duration, is_conserved
from pipeline.rtl import Mode, Typesetter, for_terminal
from pipeline.story_card import FAINT, StoryCard
from pipeline.watch.account import Snapshot

BARS = "▁▂▃▄▅▆▇█"
MARGIN = 1
RIGHT_MARGIN: dict[Mode, int] = {"visual": 1, "logical": 4}  # mlterm gives LRM, RLE and PDF a cell each
BAR_STYLE = "color(33)"
MINUTE_S = 60
NOT_KNOWN = "–"


def sparkline(values: Sequence[float], width: int) -> str:
    """Draw the last `width` values as bars, the highest of them full; all are of the lowest bar when all are 0."""
    shown = [max(0.0, value) for value in values[-width:]] if width > 0 else []
    top = max(shown, default=0.0) or 1.0
    return "".join(BARS[round(value / top * (len(BARS) - 1))] for value in shown)


@dataclass(frozen=True, slots=True)
class Dashboard:
    """One picture: `rates` are the stories per second of each of the last seconds, oldest first.

    `settled` is the last picture, the one that stays: it takes no more rows than it needs.
    """

    snapshot: Snapshot
    rates: Sequence[float]
    title: str
    footer: str
    rtl_mode: Mode
    settled: bool = False

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the rows; one row of the terminal stays free, so that nothing scrolls."""
        width = options.max_width - MARGIN - RIGHT_MARGIN[self.rtl_mode]
        head = [self._title(width), self._rate(width), *self._counts(), self._check(), Text()]
        foot = [self._duplicate(), *([Text(self.footer, style="bold")] if self.footer else [])]
        room = max(1, options.size.height - 1 - len(head) - len(foot) - 1)
        for row in [*head, *self._story(Typesetter(console, width, self.rtl_mode), room), *foot]:
            row.truncate(width, overflow="ellipsis")
            yield Text(" " * MARGIN).append_text(row)

    def _title(self, width: int) -> Text:
        return _apart(Text(self.title, style="bold"), Text(_clock(self.snapshot.elapsed_s), style=FAINT), width)

    def _rate(self, width: int) -> Text:
        row = Text.assemble((f"{self.snapshot.stories_per_s:7,.1f}", "bold"), (" stories/s ", FAINT))
        cells = max(0, min(MINUTE_S, width - row.cell_len))
        row.append(f"{sparkline(self.rates, cells):<{cells}}", style=BAR_STYLE)
        return row.append(" last minute" if row.cell_len + 12 <= width else "", style=FAINT)

    def _counts(self) -> Iterable[Text]:
        now = self.snapshot
        p50, p99 = duration(now.latency_p50_s), duration(now.latency_p99_s)
        latency = Text.assemble(("latency p50 ", FAINT), p50, ("  p99 ", FAINT), p99)
        refused = sum(now.refused.values())
        yield (
            _count("records in", now.records_in)
            + _count("duplicates", sum(now.duplicates.values()))
            + _split(now.duplicates)
        )
        yield _count("delivered", now.delivered) + _count("refused", refused, "color(160)") + _split(now.refused)
        yield _count("in flight", now.in_flight) + _count("lag", now.lag) + latency

    def _check(self) -> Text:
        if is_conserved(self.snapshot):
            return Text.assemble(("✓ ", "bold color(28)"), (conservation(self.snapshot), FAINT))
        return Text(f"✗ NOT conserved: {conservation(self.snapshot)}", style="bold color(160)")

    def _story(self, typesetter: Typesetter, height: int) -> list[Text]:
        if self.snapshot.last_story is None:
            rows = [_rule("last story", "", typesetter.width), Text("waiting for the first one", style=FAINT)]
        else:
            card = StoryCard(self.snapshot.last_story, typesetter)
            rows = [_rule("last story", card.title(), typesetter.width), *card.rows(height)[:height]]
        # The rows below keep their places from picture to picture.
        return rows if self.settled else rows + [Text()] * (height + 1 - len(rows))

    def _duplicate(self) -> Text:
        note = self.snapshot.last_duplicate
        told = "none yet" if note is None else describe_duplicate(note, self.rtl_mode)
        return Text.assemble(("last duplicate  ", FAINT), told)


def describe_duplicate(note: Mapping[str, Any], mode: Mode) -> str:
    """Tell in words who repeated whom, how late and how closely."""
    names = (note.get("outlet") or note["id"], note.get("of_outlet") or note["of"], note["of"])
    later, earlier, of = (for_terminal(name, mode) for name in names)
    who = f"{later} repeats {earlier}"
    if note.get("delay_s") is not None:
        who += f" {duration(abs(note['delay_s']))} {'later' if note['delay_s'] >= 0 else 'earlier'}"
    return f"{note['kind']} · {who} · alike {note['similarity']:.2f} · {of}"


def _apart(left: Text, right: Text, width: int) -> Text:
    left.truncate(max(0, width - right.cell_len - 1), overflow="ellipsis")
    left.pad_right(width - left.cell_len - right.cell_len)
    return Text.assemble(left, right)


def _rule(label: str, detail: str, width: int) -> Text:
    row = Text.assemble((f"── {label} ", FAINT), detail, " " if detail else "")
    return row.append("─" * (width - row.cell_len), style=FAINT)


def _count(label: str, count: int | None, style: str = "") -> Text:
    shown = NOT_KNOWN if count is None else f"{count:,}"
    return Text.assemble((f"{label:<11}", FAINT), (f"{shown:>9}", f"bold {style}" if count else "bold"), "   ")


def _split(counts: Mapping[str, int]) -> Text:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return Text(" · ", style=FAINT).join(Text(f"{name} {count:,}") for name, count in ordered if count)


def _clock(elapsed_s: float) -> str:
    minutes, seconds = divmod(int(elapsed_s), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
