"""Canonical text: what of a story is compared across outlets."""

import re

from pipeline.draft import Draft, Spans

_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"  # vowel signs, Quranic marks
_INVISIBLE = "\u00ad\u061c\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"  # ZWNJ, tatweel, bidi marks ...
_SAME = {
    **dict(zip("يىئكةۀأإٱآؤ", "یییکههااااو", strict=True)),
    **{chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)},
    "_": " ",
}
_VARIANT = re.compile(f"[{''.join(_SAME)}]")
_UNSEEN = re.compile(f"[{_MARKS}{_INVISIBLE}ء]+")
_WORD = re.compile(r"\w+")


def canonical(draft: Draft) -> str:
    """Give the words of headline, lede and paragraphs, without credits, datelines and boilerplate.

    Copies of a story differ in these from outlet to outlet; two drafts with the same canonical text are copies.
    """
    left_out: dict[str, Spans] = {}
    for part, start, end in draft.credited:
        left_out.setdefault(part, []).append((start, end))
    for one in draft.boilerplate:
        left_out.setdefault(one.part, []).append((one.start, one.end))
    texts = [
        _without(part.text, sorted(left_out[name])) if name in left_out else part.text for name, part in draft.parts()
    ]
    return " ".join(words_of("\n".join(texts)))


def _without(text: str, spans: Spans) -> str:
    """Give the text without the spans, which may overlap, a blank in the place of each."""
    pieces, place = [], 0
    for start, end in spans:
        pieces.append(text[place : max(start, place)])
        place = max(end, place)
    return " ".join((*pieces, text[place:]))


def words_of(text: str) -> list[str]:
    """Give the words and numbers of a text as every outlet would spell them: letters and digits alone.

    Spelling of hamza, letters, digits, ZWNJ, tatweel, vowel signs and Latin case makes no difference.
    """
    return _WORD.findall(_VARIANT.sub(_the_same, _UNSEEN.sub("", text)).lower())


def _the_same(match: re.Match[str]) -> str:
    return _SAME[match[0]]
