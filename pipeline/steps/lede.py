"""The lede as it comes again: at the beginning of a paragraph, or some sentences of it as a paragraph."""

from bisect import bisect_left
from operator import eq

from pipeline.steps.canonical import run_together, words_of
from pipeline.steps.comparable import word_spans
from pipeline.steps.refrains import is_question
from pipeline.steps.sentences import split_sentences
from pipeline.steps.spelling import followed
from pipeline.steps.told import OPENING, Told

MIN_WORDS = 4  # of a lede that opens a paragraph; shorter ones are phrases («خبر تکمیلی»)
MIN_WORDS_ALONE = 3  # of sentences of the lede that are a paragraph: «دلیلش را پرسیدیم.»
_LAST = 10  # characters in which the marks at the end of a sentence stand
_LONGEST_SEARCHED = 2_000  # characters; a lede has 200


class Lede:
    """Knows the lede's sentences; every question about a paragraph takes time in proportion to the paragraph."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self._is_question = is_question(told.part.text)
        self._sentences: _Sentences | None = None
        self._spans: list[tuple[int, int]] = []

    def stretch(self, first: int, last: int) -> str:
        """Give the text that words `first` to `last` (exclusive) stand in."""
        if first >= last:
            return ""
        self._spans = self._spans or word_spans(self.told.plain)
        return self.told.part.text[self._spans[first][0] : self._spans[last - 1][1]]

    def sentences_in(self, told: Told) -> str:
        """Give the sentences of the lede that are all of `told`; nothing if it tells something else."""
        if len(told.words) < MIN_WORDS_ALONE or not self._may_hold(told.key):
            return ""
        self._sentences = self._sentences or _Sentences(self.told)
        first, last = self._sentences.find(run_together(told.words))
        sentences = self.stretch(first, last)
        return sentences if is_question(sentences) == is_question(told.part.text) else ""

    def end_in(self, told: Told) -> int:
        """Give where the sentences end in `told`, from its first on, that repeat all of the lede; 0 without them."""
        if len(self.told.words) < MIN_WORDS or not _begin_alike(self.told, told):
            return 0
        text = told.part.text
        spans, ends = word_spans(told.plain), [end for _, end in split_sentences(text)]
        place = found = 0
        while count := self._words_at(told, place):
            place += count
            goes_on = place < len(spans)
            end = ends[bisect_left(ends, spans[place - 1][1])] if goes_on else len(text)
            asks = is_question(text[max(found, end - _LAST) : end])
            if asks != self._is_question or (goes_on and end > spans[place][0]):
                break
            found = end
        return found

    def _may_hold(self, key: str) -> bool:
        """Tell whether a closer look is worth its time; a very long lede is not searched."""
        return len(self.told.key) > _LONGEST_SEARCHED or key[:OPENING].rstrip("?") in self.told.key

    def _words_at(self, told: Told, place: int) -> int:
        mine = self.told.words
        return followed(mine, told.words[place : place + 2 * len(mine)]) or 0


class _Sentences:
    """The keys of the lede's sentences run together: where each begins and ends, and after how many words."""

    def __init__(self, told: Told) -> None:
        self._starts: dict[str, tuple[int, int]] = {}
        self._ends: dict[int, int] = {}
        sentences = [words_of(told.plain[start:end]) for start, end in split_sentences(told.part.text)]
        keys = [run_together(words) for words in sentences]
        self._key = "".join(keys)
        place = count = 0
        for words, key in zip(sentences, keys, strict=True):
            self._starts.setdefault(self._key[place : place + OPENING], (place, count))
            place, count = place + len(key), count + len(words)
            self._ends[place] = count

    def find(self, key: str) -> tuple[int, int]:
        """Give the lede's words that are whole sentences with this key; an empty stretch if there are none."""
        start, first = self._starts.get(key[:OPENING], (-1, 0))
        found = start >= 0 and self._key.startswith(key, start)
        return first, self._ends.get(start + len(key), first) if found else first


def _begin_alike(one: Told, other: Told) -> bool:
    return any(map(eq, one.words[:2], other.words[:2])) or one.key[:OPENING] == other.key[:OPENING]
