"""Repeats: what of a story, read from its headline on, repeats what was read before."""

from collections.abc import Callable, Iterable, Iterator

from pipeline.alignment import Alignment
from pipeline.draft import Part
from pipeline.steps.earlier import Earlier
from pipeline.steps.lede import Lede
from pipeline.steps.left import Head, Left
from pipeline.steps.lines import Span, line_spans, stood
from pipeline.steps.refrains import LONG, MIN_WORDS, is_label, is_prose, is_question, is_spoken, is_verse
from pipeline.steps.repeat import Repeat, repeat_of
from pipeline.steps.told import Told, cut, told

# What repeats the headline or the lede is no label, but one word alone may be.
MIN_WORDS_OF_HEAD = 2
MIN_WORDS_OF_LEDE = 10  # of one that ends with a colon, and is no label
MOST_PIECES = 4  # paragraphs that a lede is split over
MOST_LEDES = 8  # with another credit before each, at the beginning of a paragraph
MIN_LINE = 6  # characters of a line that repeats the headline or the lede
MOST_ROUNDS = 3  # over the lines of a paragraph: what is folded may leave the lede at its beginning


type Credited = Callable[[str, bool], Iterable[tuple[int, int]]]
"""Gives the places in a text that only say who carries it; the bool tells whether it opens the story."""


class Repeats:
    """Takes the parts in reading order. What is decided of a part depends on the earlier parts that stay.

    So what is left of a story has nothing more to fold. Two things wait for the next part: a beginning of the lede,
    which the next may complete, and a line that came before, which is a refrain if the next is a line as well.
    What is left of a paragraph without the lede at its beginning, or without lines that repeat headline or lede, is
    taken as another paragraph would be; `spans_left` tells where it stood.
    """

    def __init__(self, headline: Part | None, lede: Part | None, credited: Credited) -> None:
        self.found: list[Repeat] = []
        self._ways: dict[int, tuple[Alignment, str]] = {}  # from what is left of a paragraph to its text
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

    def spans_left(self, part: Part) -> tuple[Span, ...]:
        """Give where what is left of a paragraph stood in it."""
        way, text = self._ways.get(part.index) or (Alignment.identity(len(part.text)), part.text)
        return stood(way, text)

    def take(self, part: Part) -> None:
        """Read a paragraph: it stays, or some or all of it is folded."""
        opens, self._opens = self._opens, False
        whole = self._told(part, part.index, opens=opens)
        rest = self._behind_lede(whole)
        if self._lede and rest is not whole and (not rest.words or self._repeat(rest)):
            self.found.append(repeat_of(whole, self._lede.told))
        elif rest is not whole or ("\n" in part.text and not self._repeat(whole)):
            self._take_without_heads(whole, opens=opens)
        else:
            self._take(whole)

    def finish(self) -> None:
        """Decide what waits for another part: there is none."""
        self._settle(None)

    def _read_lede(self, part: Part) -> Lede | None:
        lede = self._told(part, "lede", opens=True)
        earlier = self._earlier.find(lede)
        if earlier and not is_label(part.text) and len(lede.words) >= MIN_WORDS_OF_HEAD:
            self.found.append(repeat_of(lede, earlier))
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

    def _take_without_heads(self, whole: Told, *, opens: bool) -> None:
        """Fold the lede at the beginning of a paragraph, and lines that repeat it or the headline; take the rest."""
        left = Left(whole, Alignment.identity(len(whole.part.text)))
        for _ in range(MOST_ROUNDS):
            heads = list(self._heads_in(left.told, opens=opens))
            if not heads:
                break
            part = left.fold(whole.part, heads)
            left.told = self._told(part, whole.of, opens=opens)
        if left.found:
            self._ways[whole.part.index] = left.way, whole.part.text
        self.found += left.all_found(whole.part)
        if left.told.words or not left.found:
            self._take(left.told)

    def _heads_in(self, rest: Told, *, opens: bool) -> Iterator[Head]:
        """Give the lede at the beginning of what is left of a paragraph, or the lines that repeat lede or headline."""
        text, behind = rest.part.text, self._behind_lede(rest)
        if self._lede and behind is not rest:
            yield Head(0, len(text) - len(behind.part.text), "lede", self._lede.told.part.text)
            return
        before = self._before(len(self._kept))
        after_line = before is not None and not _is_prose(before)
        for start, end in () if is_verse(text) or "\n" not in text else line_spans(text):
            is_long = end - start >= MIN_LINE
            line = self._told(cut(rest.part, start, end), rest.of, opens=opens and start == 0) if is_long else None
            head = self._head_in_line(line, after_line=after_line) if line else None
            if head:
                yield Head(start, start + head[0], *head[1:])
            else:
                after_line = not is_prose(text[start:end], text.count(" ", start, end) + 1)

    def _head_in_line(self, line: Told, *, after_line: bool) -> tuple[int, str | int, str] | None:
        """Tell how much of a line repeats the headline or the lede, which of them, and its text."""
        text, behind = line.part.text, self._behind_lede(line)
        if self._lede and behind is not line:
            rest = len(behind.part.text) if behind.words else 0
            return len(text) - rest, "lede", self._lede.told.part.text
        earlier = self._earlier.find(line) if len(line.words) >= MIN_WORDS_OF_HEAD else None
        if len(line.words) < MIN_WORDS_OF_HEAD or (earlier and isinstance(earlier.of, int)):
            return None
        repeat = self._head_again(line, earlier, after_line=after_line)
        return (len(text), repeat.of, repeat.against) if repeat else None

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
        if earlier and isinstance(earlier.of, int):
            return None if is_label(one.part.text) else self._again(one, earlier)
        before = self._before(len(self._kept))
        return self._head_again(one, earlier, after_line=before is not None and not _is_prose(before))

    def _head_again(self, one: Told, earlier: Told | None, *, after_line: bool) -> Repeat | None:
        """Fold a head or whole sentences of the lede, but no headline among lines: a poem is called by its refrain."""
        if is_label(one.part.text):
            is_lede = earlier and earlier.of == "lede" and len(one.words) >= MIN_WORDS_OF_LEDE
            return repeat_of(one, earlier) if earlier and is_lede else None
        if not earlier:
            against = self._lede.sentences_in(one) if self._lede else ""
            return Repeat(one.part, one.part.index, "lede", against) if against else None
        among_lines = after_line and not _is_prose(one)
        return None if among_lines and earlier.of == "headline" else repeat_of(one, earlier)

    def _again(self, one: Told, earlier: Told) -> Repeat | None:
        """Fold a paragraph that came before, unless it is one of those that may come again."""
        before, text = self._before(len(self._kept)), one.part.text
        if len(one.words) < MIN_WORDS or is_verse(text):
            return None
        asked = before and (is_question(before.part.text) or is_label(before.part.text))
        if len(one.words) < LONG and (asked or is_question(text) or is_spoken(text)):
            return None
        if _is_prose(one) or _is_prose(earlier):
            return repeat_of(one, earlier)
        return self._line_again(one, earlier, before)

    def _line_again(self, one: Told, earlier: Told, before: Told | None) -> Repeat | None:
        """Fold a caption, which stands among sentences; lines among lines are a poem, a list or a table."""
        place = self._places[earlier.of]
        around = [self._before(place), *self._kept[place + 1 : place + 2]]
        if before is not earlier:
            around.append(before)
        if any(other and not _is_prose(other) for other in around):
            return None
        return repeat_of(one, earlier, may_be_refrain=True)

    def _before(self, place: int) -> Told | None:
        return self._kept[place - 1] if place else None


def _is_prose(told: Told) -> bool:
    return is_prose(told.part.text, len(told.words))
