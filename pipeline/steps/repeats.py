"""Repeats: what of a story, read from its headline on, repeats what was read before."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pipeline.draft import Part
from pipeline.steps.earlier import Earlier
from pipeline.steps.lede import Lede
from pipeline.steps.refrains import LONG, MIN_WORDS, is_label, is_prose, is_question, is_spoken, is_verse
from pipeline.steps.told import Told, cut, told

# What repeats the headline or the lede is no label, but one word alone may be.
MIN_WORDS_OF_HEAD = 2
MIN_WORDS_OF_LEDE = 10  # of one that ends with a colon, and is no label
MOST_PIECES = 4  # paragraphs that a lede is split over
MOST_LEDES = 8  # with another credit before each, at the beginning of a paragraph


type Credited = Callable[[str, bool], Iterable[tuple[int, int]]]
"""Gives the places in a text that only say who carries it; the bool tells whether it opens the story."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """What is folded of a text, what it repeats of which earlier text, and whether it may be a refrain.

    `whole` is False where the paragraph goes on behind it.
    """

    part: Part
    place: str | int
    of: str | int
    against: str
    whole: bool = True
    may_be_refrain: bool = False


class Repeats:
    """Takes the parts in reading order. What is decided of a part depends on the earlier parts that stay.

    So what is left of a story has nothing more to fold. Two things wait for the next part: a beginning of the lede,
    which the next may complete, and a line that came before, which is a refrain if the next is a line as well.
    `starts` tells where the rest of a paragraph starts that began with the lede.
    """

    def __init__(self, headline: Part | None, lede: Part | None, credited: Credited) -> None:
        self.found: list[Repeat] = []
        self.starts: dict[int, int] = {}
        self._earlier = Earlier()
        self._kept: list[Told] = []
        self._places: dict[str | int, int] = {}
        self._pieces: list[Told] = []
        self._line: tuple[Told, Repeat] | None = None
        self._credited = credited
        self._opens = True  # nothing of the body was read yet
        self._headline = self._told(headline, "headline") if headline else None
        if self._headline:
            self._earlier.add(self._headline)
        self._lede = self._read_lede(lede) if lede else None

    @property
    def kept(self) -> tuple[Part, ...]:
        """The paragraphs that stay."""
        return tuple(one.part for one in self._kept)

    def take(self, part: Part) -> None:
        """Read a paragraph: it stays, or some or all of it is folded."""
        whole, self._opens = self._told(part, part.index, opens=self._opens), False
        rest = self._behind_lede(whole)
        if rest is whole or not self._lede:
            self._take(whole)
        elif rest.words and not self._repeat(rest):
            lede, end = self._lede.told, len(part.text) - len(rest.part.text)
            self.found.append(Repeat(cut(part, 0, end), part.index, lede.of, lede.part.text, whole=False))
            self.starts[part.index] = end
            self._take(rest)
        else:
            self.found.append(_repeat_of(whole, self._lede.told))

    def finish(self) -> None:
        """Decide what waits for another part: there is none."""
        self._settle(None)

    def _read_lede(self, part: Part) -> Lede | None:
        lede = self._told(part, "lede", opens=True)
        earlier = self._earlier.find(lede)
        if earlier and not is_label(part.text) and len(lede.words) >= MIN_WORDS_OF_HEAD:
            self.found.append(_repeat_of(lede, earlier))
            return None
        if self._headline:
            self._earlier.add(lede, self._headline.key + lede.key)
        self._earlier.add(lede)
        return Lede(lede) if lede.words else None

    def _told(self, part: Part, of: str | int, *, opens: bool = False) -> Told:
        return told(part, of, self._credited(part.text, opens))

    def _behind_lede(self, whole: Told) -> Told:
        """Give what is left behind the lede at the beginning of a paragraph."""
        rest = whole
        for _ in range(MOST_LEDES):
            if not self._lede or rest.key == self._lede.told.key:
                break
            end = self._lede.end_in(rest)
            if not end or is_label(rest.part.text):
                break
            rest = self._told(cut(rest.part, end, len(rest.part.text)), whole.of)
        return rest

    def _take(self, one: Told) -> None:
        if self._completes_lede(one):
            return
        repeat = self._repeat(one)
        if (not repeat or repeat.may_be_refrain) and (self._pieces or self._line):
            self._settle(one)
            repeat = self._repeat(one)
        if repeat and repeat.may_be_refrain:
            self._line = one, repeat
        elif repeat:
            self.found.append(repeat)
        elif self._lede and one.words and self._lede.told.key.startswith(one.key):
            self._pieces = [one]
        else:
            self._keep(one)

    def _keep(self, one: Told, *, may_be_repeated: bool = True) -> None:
        self._places[one.of] = len(self._kept)
        self._kept.append(one)
        if may_be_repeated:
            self._earlier.add(one)

    def _settle(self, following: Told | None) -> None:
        """Decide what waits: `following` doesn't complete the lede, and is sentences or a line."""
        pieces, line = self._pieces, self._line
        self._pieces, self._line = [], None
        for piece in pieces:
            self._keep(piece, may_be_repeated=False)  # what repeats it may itself begin the lede
        if line and following and not is_prose(following.part.text, len(following.words)):
            self._keep(line[0])
        elif line:
            self.found.append(line[1])

    def _completes_lede(self, one: Told) -> bool:
        """Tell whether a paragraph goes on with the lede where the pieces before it stopped; fold all at its end."""
        if not (self._lede and self._pieces and len(self._pieces) < MOST_PIECES and one.words):
            return False
        lede, pieces = self._lede.told, [*self._pieces, one]
        key = "".join(piece.key for piece in pieces)
        if not lede.key.startswith(key):
            return False
        self._pieces = pieces
        if key == lede.key:
            self._pieces, place = [], 0
            for piece in pieces:
                against = self._lede.stretch(place, place + len(piece.words))
                self.found.append(Repeat(piece.part, piece.part.index, lede.of, against))
                place += len(piece.words)
        return True

    def _repeat(self, one: Told) -> Repeat | None:
        """Tell what a paragraph as a whole repeats."""
        if len(one.words) < MIN_WORDS_OF_HEAD:
            return None
        earlier = self._earlier.find(one)
        if is_label(one.part.text):
            return (
                _repeat_of(one, earlier)
                if earlier and earlier.of == "lede" and len(one.words) >= MIN_WORDS_OF_LEDE
                else None
            )
        if not earlier:
            against = self._lede.sentences_in(one) if self._lede else ""
            return Repeat(one.part, one.part.index, "lede", against) if against else None
        return self._again(one, earlier) if isinstance(earlier.of, int) else self._head_again(one, earlier)

    def _head_again(self, one: Told, earlier: Told) -> Repeat | None:
        """Fold a head, but not a headline among lines: a poem is called by its refrain."""
        before = self._before(len(self._kept))
        among_lines = before and not _is_prose(before) and not _is_prose(one)
        return None if among_lines and earlier.of == "headline" else _repeat_of(one, earlier)

    def _again(self, one: Told, earlier: Told) -> Repeat | None:
        """Fold a paragraph that came before, unless it is one of those that may come again."""
        before, text = self._before(len(self._kept)), one.part.text
        if len(one.words) < MIN_WORDS or is_verse(text):
            return None
        asked = before and (is_question(before.part.text) or is_label(before.part.text))
        if len(one.words) < LONG and (asked or is_question(text) or is_spoken(text)):
            return None
        if _is_prose(one) or _is_prose(earlier):
            return _repeat_of(one, earlier)
        return self._line_again(one, earlier, before)

    def _line_again(self, one: Told, earlier: Told, before: Told | None) -> Repeat | None:
        """Fold a caption, which stands among sentences; lines among lines are a poem, a list or a table."""
        place = self._places[earlier.of]
        around = [self._before(place), *self._kept[place + 1 : place + 2]]
        if before is not earlier:
            around.append(before)
        if any(other and not _is_prose(other) for other in around):
            return None
        return _repeat_of(one, earlier, may_be_refrain=True)

    def _before(self, place: int) -> Told | None:
        return self._kept[place - 1] if place else None


def _is_prose(told: Told) -> bool:
    return is_prose(told.part.text, len(told.words))


def _repeat_of(one: Told, earlier: Told, *, may_be_refrain: bool = False) -> Repeat:
    place = one.part.index if isinstance(one.of, int) else one.of
    return Repeat(one.part, place, earlier.of, earlier.part.text, may_be_refrain=may_be_refrain)
