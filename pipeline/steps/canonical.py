"""Canonical text: what of a story is compared across outlets."""

import re

from pipeline.draft import Draft

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
_SIGNATURE = re.compile(r"(?:انتهای|پایان) (?:پیام|خبر)\b.{0,30}\Z", re.DOTALL)


def canonical(draft: Draft) -> str:
    """Give the words of headline, lede and paragraphs, without credits, datelines and signatures.

    Copies of a story differ in these from outlet to outlet; two drafts with the same canonical text are copies.
    """
    texts = [part.text for _, part in draft.parts()]
    texts[-1:] = [_SIGNATURE.sub("", text) for text in texts[-1:]]
    text = "\n".join(texts)
    for credit in draft.credits:
        text = text.replace(credit.text, " ")
    return " ".join(words_of(text))


def words_of(text: str) -> list[str]:
    """Give the words and numbers of a text as every outlet would spell them: letters and digits alone.

    Spelling of hamza, letters, digits, ZWNJ, tatweel, vowel signs and Latin case makes no difference.
    """
    return _WORD.findall(_VARIANT.sub(_the_same, _UNSEEN.sub("", text)).lower())


def _the_same(match: re.Match[str]) -> str:
    return _SAME[match[0]]
