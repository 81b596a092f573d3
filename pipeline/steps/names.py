"""What the entities step knows before it reads: names of the world, and words that open, continue or end a name."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.steps.package_data import lines, rows
from pipeline.steps.phrases import Phrases, phrase_keys
from pipeline.steps.words import fold

COUNTRY = "iso3166:"
ONLY_AS_SOURCE = "ORG?"  # names that are common words, but agencies after a source cue: «به گزارش مهر»


@dataclass(frozen=True, slots=True)
class Name:
    """A known name: its class, its stable id (None when it has none) and its full form."""

    class_: str
    ref: str | None
    full: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists, as keys. `heads` gives the class of the name that a head opens; `works` are heads before «…».

    Words that are `describing` name nothing behind a head: «استان جنوبی», «تیم آمریکایی»; nor do Latin `months`.
    """

    world: Phrases[Name]
    sources: Phrases[Name]
    heads: dict[str, str]
    works: dict[str, str]
    titles: frozenset[str]
    source_cues: frozenset[str]
    roles: frozenset[str]
    speech: frozenset[str]
    describing: frozenset[str]
    plain: frozenset[str]
    closing: frozenset[str]
    first: frozenset[str]
    last: frozenset[str]
    months: frozenset[str]


def load_lexicon() -> Lexicon:
    """Read the package data."""
    names = list(_names())
    heads = rows("heads.tsv")
    cues = {kind: frozenset(map(fold, words.split(" "))) for kind, words in rows("cues.tsv")}
    plain, inner = frozenset(lines("plain_words.txt")), frozenset(lines("inner_words.txt"))
    return Lexicon(
        world=Phrases((keys, name) for keys, name in names if name.class_ != ONLY_AS_SOURCE),
        sources=Phrases((keys, replace(name, class_="ORG")) for keys, name in names if name.class_ == ONLY_AS_SOURCE),
        heads={fold(head): class_ for head, class_, mode in heads if mode == "open"},
        works={fold(head): class_ for head, class_, _ in heads},
        titles=cues["title"], source_cues=cues["source"], roles=cues["role"], speech=cues["speech"],
        describing=cues["describing"] | frozenset(_demonyms(names)),
        plain=plain, closing=(plain - inner) | frozenset(lines("closing_words.txt")),
        first=frozenset(lines("first_names.txt")), last=frozenset(lines("surnames.txt")),
        months=frozenset(_latin_months()),
    )  # fmt: skip


def _names() -> Iterable[tuple[tuple[str, ...], Name]]:
    for class_, ref, full, others in rows("names.tsv"):
        name = Name(class_, None if ref == "-" else ref, full)
        for form in (full, *filter(None, others.split("|"))):
            yield phrase_keys(form), name


def _demonyms(names: Iterable[tuple[tuple[str, ...], Name]]) -> Iterable[str]:
    """Form «ایرانی» and «آمریکایی» of the names of countries."""
    for keys, name in names:
        if name.ref and name.ref.startswith(COUNTRY) and len(keys) == 1:
            yield from (keys[0] + "ی", keys[0] + "یی")


def _latin_months() -> Iterable[str]:
    for kind, _, forms in rows("values.tsv"):
        if kind == "gregorian":
            yield from (fold(form) for form in forms.split("|") if form.isascii())
