"""Name a story's language from its script, the parts of its words, and for Dari its words and pairs of words."""

import re
from dataclasses import replace

from pipeline.draft import Draft
from pipeline.steps.language_weights import letters, tables, words_in_arabic_script, words_in_latin_script

PERSIAN = frozenset({"fa", "prs"})  # what is cleaned as Persian, and enriched

SAMPLE_CHARS = 1500  # Dari words are rare: from 1,000 characters 3 stories of 61 fewer were named right
_QUOTED = re.compile('«[^«»]*»|"[^"]*"')
_MIN_TOLD_WORDS = 3  # no text of tests/quality/language.jsonl is named otherwise for it
# «بایدن، پوتین، زلنسکی» is no evidence: Arabic has its article there, other languages letters of their own.
_NAME = "(?!ال)[ءآئابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی]{2,}"
_FULL_NAME = f"{_NAME}(?:[ \u200c]{_NAME})?"  # ZWNJ
_LIST_OF_NAMES = re.compile(
    rf"\s*(?:{_NAME}(?:\s?،\s{_NAME}){{1,9}}(?:\sو\s{_FULL_NAME})?"
    rf"|{_FULL_NAME}(?:\s?،\s{_FULL_NAME}){{2,9}}|{_FULL_NAME}(?:\s?،\s{_FULL_NAME}){{1,9}}\sو\s{_FULL_NAME})\s*"
)
_WORDS = 60  # that name the language, from all over the sample: 100 named no more stories right


class NameLanguage:
    """Set `draft.language` from the beginning of the text; what the sender claims is not looked at.

    It knows fa, prs, ps, ckb, ar, ur, azb, sd, ug and en; all else is und, but Luri, which is taken for fa or ps.
    Keyboards, vowel signs and half-spaces are no evidence, names hardly any, a quotation none where three words stand
    outside it. Persian is Dari (prs) only where its words are. It stands before clean, which takes the letters of
    Kurdish, Pashto and Urdu for variants of Persian ones.
    """

    name = "language"

    def __init__(self) -> None:
        tables()

    def __call__(self, draft: Draft) -> Draft:
        """Give the draft with its language."""
        sample = ""
        for _, part in draft.parts():
            if len(sample) >= SAMPLE_CHARS:
                break
            sample += f"{part.text[:SAMPLE_CHARS]} "
        return replace(draft, language=language_of(sample))


def language_of(text: str) -> str:
    """Name the language of `text`, long or as short as a headline."""
    sample = letters(_outside_quotations(text[:SAMPLE_CHARS]))
    languages, english, dari = tables()
    words, enough = words_in_arabic_script(sample), sample.count(" ") // 3 + 1
    if len(words) >= enough:
        if _LIST_OF_NAMES.fullmatch(sample):
            return "fa"
        language = languages.best(_spread(words))
        return "prs" if language == "fa" and dari.is_likely(words) else language
    words = words_in_latin_script(sample)
    return "en" if len(words) >= enough and english.is_likely(_spread(words)) else "und"


def _outside_quotations(text: str) -> str:
    """Leave out what others say, in whatever language: «إنا لله…» in a Persian headline."""
    told = _QUOTED.sub(" ", text) if "«" in text or '"' in text else text
    return told if len(told.split(None, _MIN_TOLD_WORDS)) >= _MIN_TOLD_WORDS else text


def _spread(words: list[str]) -> list[str]:
    return words[:: len(words) // _WORDS + 1]
