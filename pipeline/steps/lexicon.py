"""The words and verbs that hazm ships: what may be written with a ZWNJ."""

from dataclasses import dataclass
from functools import cache

from hazm.lemmatizer import Conjugation
from hazm.utils import verbs_list, words_list

ZWNJ = "\u200c"
_STARTS = ("می", "نمی")
_MI = ("می" + ZWNJ, "نمی" + ZWNJ)
_NOUN_ENDS = ("ی", "ها", "های", "هایی")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Known words, those of them written with a ZWNJ in use, and verbs whose «می» is glued on, with its length.

    `in_mi` are the other words in use that begin with «می» or «نمی»: nouns such as «میدان» and «میگو».
    """

    words: frozenset[str]
    compounds: frozenset[str]
    glued_mi: dict[str, int]
    in_mi: frozenset[str]

    def is_noun_in_mi(self, glued: str) -> bool:
        """Tell whether a word that begins with «می» is no verb, bare or with a suffix: «میگوی», «میزها»."""
        return not self.in_mi.isdisjoint((glued, *(glued.removesuffix(end) for end in _NOUN_ENDS)))


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
        frozenset(word for word in in_use - glued.keys() if word.startswith(_STARTS) and ZWNJ not in word),
    )


def _is_noun(glued: str, in_use: set[str]) -> bool:
    """Tell whether what may be a verb is a noun in use, bare or with its «ی»: «میانجی», «میگوی تازه», «میدانی»."""
    return glued in in_use or (glued.endswith("ی") and glued[:-1] in in_use)


def _verbs() -> frozenset[str]:
    """Conjugate hazm's verbs; forms of several words can't come out of joining two and are left out.

    So are «می» and a bare present stem, which nobody writes: «می‌گوی» would make a verb of the shrimp.
    """
    conjugation, listed = Conjugation(), verbs_list()
    pasts, presents = ({verb.split("#")[place] for verb in listed} for place in (0, 1))
    forms = {form for verb in listed for form in conjugation.get_all(verb)}
    bare = {f"{start}{stem}" for start in _MI for stem in presents - pasts}
    return frozenset(form for form in forms - bare if ZWNJ in form and " " not in form)
