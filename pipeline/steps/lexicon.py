"""The words and verbs that hazm ships: what may be written with a ZWNJ."""

from dataclasses import dataclass
from functools import cache

from hazm.lemmatizer import Conjugation
from hazm.utils import verbs_list, words_list

ZWNJ = "\u200c"
_MI = ("می" + ZWNJ, "نمی" + ZWNJ)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Known words, those of them written with a ZWNJ in use, and verbs whose «می» is glued on, with its length."""

    words: frozenset[str]
    compounds: frozenset[str]
    glued_mi: dict[str, int]


@cache
def lexicon() -> Lexicon:
    """Load hazm's lists, once in a process: 0.6 s and 60 MB, where a hazm Normalizer takes 1.2 s and 141 MB."""
    counts = {word: count for word, count, _ in words_list()}  # of a word listed twice hazm takes the last
    verbs = _verbs()
    return Lexicon(
        frozenset(counts),
        verbs.union(word for word, count in counts.items() if ZWNJ in word and count > 0),
        {verb.replace(ZWNJ, ""): verb.index(ZWNJ) for verb in verbs if verb.startswith(_MI) and verb.count(ZWNJ) == 1},
    )


def _verbs() -> frozenset[str]:
    """Conjugate hazm's verbs; forms of several words can't come out of joining two and are left out."""
    conjugation = Conjugation()
    forms = {form for verb in verbs_list() for form in conjugation.get_all(verb)}
    return frozenset(form for form in forms if ZWNJ in form and " " not in form)
