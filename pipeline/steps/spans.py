"""Spans of a text that may be names: known ones, those that a head opens, persons beside a cue, Latin script."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.steps.names import Lexicon, Name
from pipeline.steps.words import Words

AND, COMMA, OPEN_QUOTE, CLOSE_QUOTE = "و", "،", "«", "»"
HYPHENS = frozenset("-–")
PARTICLES = frozenset(("بن", "ابن", "بنت", "ال", "فون", "دو", "دی", "الله", "الدین", "زاده", "پور", "نژاد"))
TENS = frozenset(("بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود"))
ORDINAL_END, FIRSTS = "مین", frozenset(("اولین", "نخستین"))
NUMBERED = frozenset({"EVE", "PRO"})  # classes whose names may end with a number: المپیک ۲۰۲۰, آیفون ۱۲
DESCRIBED = frozenset({"ORG", "LOC", "FAC"})  # classes whose head and adjectives alone are no name: «استان جنوبی»
FINITE = re.compile("ن?می\u200c|.*\u200c(?:اند|ایم|اید)$")  # what a verb begins or ends with: «می‌رود», «فعال‌اند»
LATIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9'’&.+-]*")
LATIN_NAME = re.compile(r"[A-Z](?:\.$|[A-Za-z'’&]+(?:$|[-.]))")  # what may begin one: «J.», «Airbus», «COVID-19»
CODE = re.compile(r"(?:.*-)?\d+(?:\.\d+)?")  # «GPT-3.5», and the 12 of «Windows 12»
MAX_COMPLEMENT, MAX_PERSON, MAX_QUOTED = 7, 4, 6


@dataclass(frozen=True, slots=True)
class Span:
    """Words `start` to `end` of a text, taken for a name by `rule`; `known` is its entry in a gazetteer."""

    start: int
    end: int
    class_: str
    rule: str
    known: Name | None = None


class SpanFinder:
    """Reads one text's words and gives every span that some rule takes for a name, overlaps included."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def find(self, words: Words) -> list[Span]:
        """List the candidates of all rules, in order of their first word."""
        known = self._known(words)
        places = {span.start: span for span in known}
        found = list(known)
        lexicon, keys = self._lexicon, words.keys
        for at, key in enumerate(keys):
            if key in lexicon.heads:
                found += self._headed(words, at, places)
            if key in lexicon.works:
                found += self._quoted(words, at)
            if self._is_name_word(key):
                found += self._person(words, at)
            if LATIN_NAME.match(words.texts[at]):
                found += self._latin(words, at)
        return found

    def _known(self, words: Words) -> list[Span]:
        keys, lexicon = words.keys, self._lexicon
        found = [Span(at, end, name.class_, "known", name) for at, end, name in lexicon.world.find(keys)]
        for at, end, name in lexicon.sources.find(keys):
            before = at - 2 if at > 1 and keys[at - 1] == OPEN_QUOTE else at - 1
            if before >= 0 and keys[before] in lexicon.source_cues:
                found.append(Span(at, end, name.class_, "known", name))
        return found

    def _headed(self, words: Words, at: int, places: dict[int, Span]) -> Iterator[Span]:
        class_ = self._lexicon.heads[words.keys[at]]
        end, limit = at + 1, min(at + 1 + MAX_COMPLEMENT, len(words))
        while end < limit:
            place = places.get(end)
            if place is not None:
                end = place.end
                if place.class_ != "PER":
                    end = self._over_hyphen(words, end)
                    break
            elif self._goes_on(words, end, class_) and not (words.keys[end] == AND and end + 1 in places):
                end += 1
            else:
                break
        while words.keys[end - 1] == AND or words.keys[end - 1] in HYPHENS:
            end -= 1
        if end > at + 1 and not (class_ in DESCRIBED and self._lexicon.describing.issuperset(words.keys[at + 1 : end])):
            yield Span(self._with_ordinal(words, at) if class_ == "EVE" else at, end, class_, "head")

    def _goes_on(self, words: Words, at: int, class_: str) -> bool:
        key, closing = words.keys[at], self._lexicon.closing
        if key == AND:
            return self._is_second(words, at + 1)
        if key.isdigit():
            return class_ in NUMBERED or key not in closing
        return key.isalpha() and key not in closing and not FINITE.match(words.texts[at])

    def _is_second(self, words: Words, at: int) -> bool:
        """Tell whether a word after «و» belongs to the name before: a common noun that opens no name of its own."""
        key, lexicon = words.keys[at] if at < len(words) else COMMA, self._lexicon
        return key in lexicon.plain and key not in lexicon.closing and key not in lexicon.heads

    def _over_hyphen(self, words: Words, end: int) -> int:
        return end + 2 if self._is_tight(words, end) and words.keys[end + 1] not in self._lexicon.plain else end

    @staticmethod
    def _is_tight(words: Words, at: int) -> bool:
        """Tell whether word `at` is a hyphen between two words with no blank."""
        return at + 1 < len(words) and words.keys[at] in HYPHENS and words.starts[at + 1] == words.ends[at - 1] + 1

    def _with_ordinal(self, words: Words, at: int) -> int:
        before = words.keys[at - 1] if at else ""
        if before in FIRSTS:
            return at - 1
        if not before.endswith(ORDINAL_END) or before == ORDINAL_END:
            return at
        return at - 3 if at > 2 and words.keys[at - 2] == AND and words.keys[at - 3] in TENS else at - 1

    def _quoted(self, words: Words, at: int) -> Iterator[Span]:
        if at + 2 >= len(words) or words.keys[at + 1] != OPEN_QUOTE:
            return
        for end in range(at + 3, min(at + 3 + MAX_QUOTED, len(words))):
            if words.keys[end] == CLOSE_QUOTE:
                inside = [place for place in range(at + 2, end) if words.keys[place].isalnum()]
                if inside:
                    yield Span(inside[0], inside[-1] + 1, self._lexicon.works[words.keys[at]], "quoted")
                return

    def _is_name_word(self, key: str) -> bool:
        return key not in self._lexicon.plain and key not in self._lexicon.heads and key.isalpha() and len(key) > 1

    def _person(self, words: Words, at: int) -> Iterator[Span]:
        keys, lexicon = words.keys, self._lexicon
        if keys[at].isascii():
            return
        first = keys[at] in lexicon.first
        end = self._person_end(words, at)
        before = keys[at - 1] if at else ""
        if before == OPEN_QUOTE and at > 1:
            before = keys[at - 2]
        if before in lexicon.titles:
            yield Span(at, end, "PER", "title")
        elif end - at > 1 and first:
            yield Span(at, end, "PER", "first name")
        elif end - at > 1 and (before in lexicon.roles or self._role_follows(words, end)):
            yield Span(at, end, "PER", "role")

    def _person_end(self, words: Words, at: int) -> int:
        keys, last = words.keys, self._lexicon.last
        end = at + 1
        while end < min(at + MAX_PERSON, len(keys)):
            if not (self._is_name_word(keys[end]) or keys[end] in last or keys[end] in PARTICLES):
                break
            end += 1
        while end > at + 1 and keys[end - 1] in PARTICLES and keys[end - 1] not in last:
            end -= 1
        return end

    def _role_follows(self, words: Words, end: int) -> bool:
        keys = words.keys
        if end < len(keys) and keys[end] in (COMMA, CLOSE_QUOTE):
            return end + 1 < len(keys) and keys[end + 1] in self._lexicon.roles
        return end < len(keys) and keys[end] in self._lexicon.speech

    def _latin(self, words: Words, at: int) -> Iterator[Span]:
        texts = words.texts
        if at > 0 and (LATIN_NAME.match(texts[at - 1]) or self._is_month(words, at)):
            return
        end = at + 1
        while end < len(texts) and LATIN.fullmatch(texts[end]):
            end += 1
        numbered = any(CODE.fullmatch(text) for text in texts[at:end])
        yield Span(at, end, "PRO" if numbered else "ORG" if texts[at].isupper() and end == at + 1 else "PER", "latin")

    def _is_month(self, words: Words, at: int) -> bool:
        """Tell whether a Latin word is the month behind a day: «۳ August»."""
        return words.keys[at] in self._lexicon.months and words.keys[at - 1].isdecimal()
