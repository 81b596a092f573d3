"""The last delivered story as a person reads it: its text with the names in colour, what was found, what was folded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rich.text import Text

from pipeline.rtl import Typesetter, for_terminal

# Of middle luminance: 3.4 to 6 times the contrast on black as on white, so both kinds of terminal do; and in a terminal
# of 16 colours each falls on another one.
ENTITY_CLASSES = {
    "PER": ("people", "color(33)"),
    "ORG": ("organisations", "color(127)"),
    "LOC": ("places", "color(28)"),
    "FAC": ("facilities", "color(30)"),
    "EVE": ("events", "color(166)"),
    "PRO": ("products", "color(168)"),
}
TONES = {"neg": ("negative", "color(160)"), "neu": ("neutral", "bold"), "pos": ("positive", "color(28)")}
FAINT = "dim"  # a grey would vanish in terminals of 16 colours, on one of the two backgrounds

HEADLINE_LINES = 2
TEXT_LINES = 3  # what the text gets at least
LABEL_CELLS = 17
PART_CHARACTERS = 20_000  # more than fits on a screen: 5 MB cost 1.5 s a picture


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story laid out in rows; `story` is the JSON object of `news.enriched`."""

    story: Mapping[str, Any]
    typesetter: Typesetter

    def title(self) -> str:
        """Name outlet, time and id."""
        published = (self.story.get("published") or "")[:16].replace("T", " ")
        facts = (self.story.get("outlet"), published, self.story.get("language"), self.story.get("id"))
        return " · ".join(for_terminal(fact, self.typesetter.mode) for fact in facts if fact)

    def rows(self, height: int) -> list[Text]:
        """Lay the story out in at most `height` rows: what was found comes first, the text takes what is left."""
        facts = list(self._facts())
        found = [*list(self._entities())[: max(0, height - TEXT_LINES - len(facts))], *facts]
        return [*self._text(height - len(found)), *found]

    def _text(self, height: int) -> list[Text]:
        rows = self.typesetter.lines(self._marked("headline", "bold"), min(HEADLINE_LINES, max(1, height)))
        for part in ("lede", *(f"paragraphs.{at}" for at in range(len(self.story["paragraphs"])))):
            if len(rows) >= height:
                break
            text = self._marked(part)
            rows += self.typesetter.lines(text, height - len(rows)) if text else []
        return rows

    def _marked(self, part: str, style: str = "") -> Text:
        """Colour the names in one part of the story."""
        name, _, at = part.partition(".")
        whole = (self.story[name][int(at)] if at else self.story[name]) or ""
        text = Text(whole[:PART_CHARACTERS], style=style)
        for entity in self.story["entities"]:
            for mention in entity["mentions"]:
                if mention["part"] == part:
                    text.stylize(ENTITY_CLASSES[entity["class"]][1], mention["start"], mention["end"])
        return text

    def _entities(self) -> Iterable[Text]:
        """Give a row for each class present: its names, most mentioned first, and the legend at the right edge."""
        setter = replace(self.typesetter, width=max(1, self.typesetter.width - LABEL_CELLS))
        by_mentions = sorted(self.story["entities"], key=lambda entity: -len(entity["mentions"]))
        for code, (label, style) in ENTITY_CLASSES.items():
            names = [entity["name"] for entity in by_mentions if entity["class"] == code]
            if names:
                row = setter.lines(Text("، ".join(names), style=style))[0]
                row.pad_right(setter.width - row.cell_len)
                yield Text.assemble(row, (f"  ● {label}", style))

    def _facts(self) -> Iterable[Text]:
        yield Text("   ").join([self._tone(), *self._folded()])
        links = list(self._links())
        if links:
            yield Text("   ").join(links)

    def _tone(self) -> Text:
        tone = self.story.get("tone")
        if tone is None:
            return Text("no tone", style=FAINT)
        word, style = TONES[tone["label"]]
        unsure = " unsure," if tone["abstained"] else ""
        return Text.assemble(("tone", FAINT), f"{unsure} ", (f"{word} {tone['score']:+.2f}", style))

    def _folded(self) -> Iterable[Text]:
        folded = self.story["folded"]
        if folded:
            first, more = folded[0], len(folded) - 1
            repeats = first["of"] if isinstance(first["of"], str) else f"paragraph {first['of']}"
            what = "lede" if first["paragraph"] is None else f"paragraph {first['paragraph']}"
            what = what if first.get("whole", True) else f"beginning of {what}"
            others = f", {more} more" if more else ""
            yield Text.assemble(("folded", FAINT), f" {what} = {repeats} ({first['match']}){others}")

    def _links(self) -> Iterable[Text]:
        for link in self.story["links"]:
            yield Text.assemble((link["kind"], FAINT), f" of {for_terminal(link['id'], self.typesetter.mode)}")
