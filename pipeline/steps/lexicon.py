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
    in_use = {word for word, count in counts.items() if count > 0}
    glued = {
        verb.replace(ZWNJ, ""): verb.index(ZWNJ) for verb in verbs if verb.startswith(_MI) and verb.count(ZWNJ) == 1
    }
    return Lexicon(
        frozenset(counts),
        verbs.union(word for word in in_use if ZWNJ in word),
        {verb: at for verb, at in glued.items() if len(verb) > at + 1 and not _is_noun(verb, in_use)},
    )


def _is_noun(glued: str, in_use: set[str]) -> bool:
    """Tell whether what may be a verb is a noun in use, bare or with its «ی»: «میانجی», «میگوی تازه», «میدانی»."""
    return glued in in_use or (glued.endswith("ی") and glued[:-1] in in_use)


def _verbs() -> frozenset[str]:
    """Conjugate hazm's verbs; forms of several words can't come out of joining two and are left out."""
    conjugation = Conjugation()
    forms = {form for verb in verbs_list() for form in conjugation.get_all(verb)}
    return frozenset(form for form in forms if ZWNJ in form and " " not in form)
