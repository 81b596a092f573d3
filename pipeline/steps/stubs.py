"""Stubs: short lines that a page puts under a story and no form knows, and that are no sentences."""

import re

from pipeline.steps.verbs import tense
from pipeline.steps.words import fold

MOST_STUBS = 3  # in a row; pages have one or two: a slogan, a name of the outlet
_MOST_WORDS, _LONGEST = 4, 40
_SAYS_MORE = re.compile(r"[.؟?!،؛:…«»\"\d/|]|\A\W")  # a stop, a quote, a figure, a label, a row, an item of a list
_IS = frozenset(map(fold, ("است", "نیست", "هست", "بود", "نبود", "شد", "نشد", "دارد", "ندارد", "را", "که")))


def is_stub(line: str) -> bool:
    """Tell whether a line is a few words without a verb: «پایگاه جامع البرز»."""
    words = [fold(word) for word in line.split()] if len(line) <= _LONGEST and not _SAYS_MORE.search(line) else []
    return 0 < len(words) <= _MOST_WORDS and _IS.isdisjoint(words) and not any(map(tense, words))
