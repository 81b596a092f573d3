"""The words and verbs that hazm ships: what may be written with a ZWNJ."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.steps.hazm_data import verbs as listed_verbs
from pipeline.steps.hazm_data import words as listed_words
from pipeline.steps.invisible import ZWNJ
from pipeline.steps.package_data import lines

_STARTS = ("می", "نمی")
_MI = ("می" + ZWNJ, "نمی" + ZWNJ)
_PERSONS = ("م", "ی", "یم", "ید", "ند")
_PERFECT_PERSONS = ("ام", "ای", "ایم", "اید", "اند")
_NOUN_ENDS = ("ی", "ها", "های", "هایی")


def word_set(words: str) -> frozenset[str]:
    """Give the words that blanks divide."""
    return frozenset(words.split())


# hazm's suffixes but م, ت and ش: in news a lone letter is an initial or a calendar («م. ر. عارف», «۲۰۲۱ م»); but ین,
# which is the yen; and but یم, ید and ند, which nobody writes apart: ید is iodine, and a hand («خلع ید»).
SUFFIXES = word_set("ی ای ها های هایی تر تری ترین گر گری ام ات اش مان تان شان هایمان هایتان هایشان ان")
AFTER_ANY = word_set("تر تری ترین گر گری ها های")
AFTER_HE = word_set("ی ام ایم اش اند ای اید ات")
AFFIXES = SUFFIXES | AFTER_HE


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Known words, those of them written with a ZWNJ in use, and verbs whose «می» is glued on, with its length.

    `starts` and `ends` are what can stand before and after a ZWNJ: the pieces of compounds, but «می», and suffixes.
    `in_mi` are the other words in use that begin with «می» or «نمی»: nouns such as «میدان» and «میگو». `nouns` are
    what hazm knows for nouns and nothing else.
    """

    words: frozenset[str]
    compounds: frozenset[str]
    starts: frozenset[str]
    ends: frozenset[str]
    glued_mi: dict[str, int]
    in_mi: frozenset[str]
    given_names: frozenset[str]
    nouns: frozenset[str]

    def is_noun_in_mi(self, glued: str) -> bool:
        """Tell whether a word that begins with «می» is no verb, bare or with a suffix: «میگوی», «میزها»."""
        return not self.in_mi.isdisjoint((glued, *(glued.removesuffix(end) for end in _NOUN_ENDS)))


@cache
def lexicon() -> Lexicon:
    """Load hazm's lists, once in a process: 0.4 s and 40 MB, where a hazm Normalizer takes 1.2 s and 141 MB."""
    listed = listed_words()
    verbs = _verbs()
    in_use = {word for word, (count, _) in listed.items() if count > 0}
    glued = {
        verb.replace(ZWNJ, ""): verb.index(ZWNJ) for verb in verbs if verb.startswith(_MI) and verb.count(ZWNJ) == 1
    }
    compounds = verbs.union(word for word in in_use if ZWNJ in word)
    return Lexicon(
        frozenset(listed),
        compounds,
        *_halves(compounds),
        {verb: at for verb, at in glued.items() if len(verb) > at + 1 and not _is_noun(verb, in_use)},
        frozenset(word for word in in_use - glued.keys() if word.startswith(_STARTS) and ZWNJ not in word),
        frozenset(lines("first_names.txt")),
        frozenset(word for word, (_, kinds) in listed.items() if kinds == "N"),
    )


def _halves(compounds: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Split compounds at each ZWNJ; a start that has a ZWNJ counts by its last word, too: that is what is looked up."""
    splits = {
        (compound[:at], compound[at + 1 :])
        for compound in compounds
        for at, character in enumerate(compound)
        if character == ZWNJ and compound[:at] not in _STARTS
    }
    starts = {piece for start, _ in splits for piece in _tails(start)}
    return frozenset(starts), AFFIXES.union(end for _, end in splits)


def _tails(word: str) -> list[str]:
    return [word, *(word[at + 1 :] for at, character in enumerate(word) if character == ZWNJ)]


def _is_noun(glued: str, in_use: set[str]) -> bool:
    """Tell whether what may be a verb is a noun in use, bare or with its «ی»: «میانجی», «میگوی تازه», «میدانی»."""
    return glued in in_use or (glued.endswith("ی") and glued[:-1] in in_use)


def _verbs() -> frozenset[str]:
    """Conjugate the verbs as hazm does, but only the forms written in one word with a ZWNJ.

    «می» with a bare present stem, which nobody writes, is left out: «می‌گوی» would make a verb of the shrimp.
    """
    listed = [stems for stems in listed_verbs() if ZWNJ not in stems[0]]  # «می‌زید#میز» is no verb
    pasts, presents = {past for past, _ in listed}, {present for _, present in listed}
    bare = {f"{mi}{present}" for mi in _MI for present in presents - pasts}
    return frozenset(form for form in _forms(pasts, presents) if " " not in form) - bare


def _forms(pasts: set[str], presents: set[str]) -> Iterator[str]:
    for past in pasts:
        participle = f"{past}ه"
        yield from (f"{mi}{form}" for mi in _MI for form in (past, participle))
        yield from (f"{mi}{past}{person}" for mi in _MI for person in _PERSONS)
        yield from (f"{before}{participle}{ZWNJ}{person}" for before in ("", "ن", *_MI) for person in _PERFECT_PERSONS)
    for present in presents:
        yield from (f"{mi}{present}{person}" for mi in _MI for person in ("د", *_PERSONS))
