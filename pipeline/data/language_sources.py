"""Read what the language tables are learned from: only what is not held out for measuring."""

import json
import random
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.steps.language_weights import letters
from pipeline.steps.package_data import rows

HELD_OUT = (0, 4)  # remainders of a wire story's number by 5: 0 is never read, 4 is measured on
HALF_SEED = 1  # of the draw that gives half of NTREX's documents to learning
OUTLETS_IN_DARI = frozenset(
    {
        "آوا", "اطلاعات روز", "باختر", "پژواک", "پیک آفتاب", "خامه پرس", "خامه\u200cپرس", "خبرگزاری آوا",
        "شبکه اطلاع\u200cرسانی افغانستان", "صدای افغان", "طلوع\u200cنیوز",
    }
)  # fmt: skip
_MARK = re.compile(r"\[[A-Z]{3}:([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text of `tests/quality/language.jsonl`."""

    text: str
    language: str
    is_story: bool


@dataclass(frozen=True, slots=True)
class Sources:
    """All that is learned from: `persian` are wire stories, `fas` and `prs` the same sentences in both."""

    persian: list[str]
    headlines: list[str]
    fas: list[str]
    prs: list[str]
    own: list[Labelled]
    cues: dict[str, list[str]]
    names: list[str]


def read(folder: Path, labelled: Path) -> Sources:
    """Read the sources of `pipeline/data/README.md` below `folder` and our own texts."""
    own = [json.loads(line) for line in labelled.read_text(encoding="utf-8").splitlines()]
    headlines, persian = zip(*_wire(folder / "wire"), strict=True)
    return Sources(
        persian=list(persian),
        headlines=list(headlines),
        fas=[text for half, text in ntrex(folder / "ntrex", "fas") if half == "learned"],
        prs=[text for half, text in ntrex(folder / "ntrex", "prs") if half == "learned"],
        own=[_labelled(text) for text in own if not text["held"] and "trap" not in text],
        cues={language: letters(words).split() for language, words in rows("language_cues.tsv")},
        names=[name for class_, _, name, _ in rows("names.tsv") if class_ in ("PER", "LOC") or _is_short(class_, name)],
    )


def _is_short(class_: str, name: str) -> bool:
    """Tell the names of bodies that are no words by themselves: acronyms and clubs."""
    return class_ == "ORG" and " " not in name


def _labelled(text: dict[str, str]) -> Labelled:
    return Labelled(text["text"], text["language"], text["kind"] == "story")


def _wire(folder: Path) -> Iterable[tuple[str, str]]:
    for path in sorted(folder.glob("*.jsonl")):
        for story in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            if int(story["id"].split("-")[1]) % 5 not in HELD_OUT and story["agency"] not in OUTLETS_IN_DARI:
                texts = [_MARK.sub(r"\1", text) for text in (story["headline"], story["lede"], *story["body"])]
                yield texts[0], " ".join(texts)


def ntrex(folder: Path, language: str) -> Iterable[tuple[str, str]]:
    """Give the sentences with the half that their document is in: "learned" or the document's id."""
    of_sentence = (folder / "DOCUMENT_IDS.tsv").read_text(encoding="utf-8").split()
    documents = sorted(set(of_sentence))
    random.Random(HALF_SEED).shuffle(documents)
    learned = set(documents[::2])
    sentences = (folder / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    for document, sentence in zip(of_sentence, sentences, strict=True):
        yield "learned" if document in learned else document, sentence
