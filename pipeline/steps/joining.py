"""Joining: the blanks between words that Persian writes as a ZWNJ, one character for another."""

import re

from pipeline.steps.lexicon import ZWNJ, Lexicon

_PHRASE = re.compile(r'[^\n\d.:!?…،؛؟»«\[\](){}"/\\]+')
# Longer words don't grow: hazm's longest compound has 17 characters, and a chain of a million «ها» stays linear.
_LONGEST = 40


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_MI = _set("می نمی")
_MAY_BEFORE = _set("ماه اوایل اواسط اواخر اول آخر پایان از تا")
_MAY_AFTER = _set("سال ماه میلادی امسال گذشته آینده جاری و تا در به از با که را است بود")

# hazm's suffixes but م, ت and ش: in news a lone letter is an initial or a calendar («م. ر. عارف», «۲۰۲۱ م»).
_SUFFIXES = _set("ی ای ها های هایی تر تری ترین گر گری ام ات اش یم ید ند مان تان شان هایمان هایتان هایشان ان ین")
_AFTER_ANY = _set("تر تری ترین گر گری ها های")
_AFTER_HE = _set("ی ام ایم اش اند ای اید ات")

_LETTER_NAMES = _set("ای آی بی سی دی ئی اف جی اچ کی ال ام ان او پی کیو آر اس تی یو وی دبلیو ایکس وای زد زی")


def join_words(text: str, lexicon: Lexicon) -> str:
    """Put a ZWNJ for the blank after «می», before suffixes and inside known compounds; the length stays."""
    return _PHRASE.sub(lambda phrase: _joined_phrase(phrase, lexicon), text)


def _joined_phrase(phrase: re.Match[str], lexicon: Lexicon) -> str:
    words = phrase[0].split(" ")
    if len(words) == 1:
        return words[0]
    after_number = phrase.start() > 0 and phrase.string[phrase.start() - 1].isdigit()
    while (joined := _joined(words, lexicon, after_number)) != words:
        words = joined  # a joined word may join again; _LONGEST bounds how often
    return " ".join(words)


def _joined(words: list[str], lexicon: Lexicon, after_number: bool) -> list[str]:
    apart = set() if _LETTER_NAMES.isdisjoint(words) else _spelled_acronyms(words)
    result = [words[0]]
    for at in range(1, len(words)):
        last, word = result[-1], words[at]
        if at in apart or len(last) > _LONGEST or not (last[-1:].isalnum() and word[:1].isalnum()):
            result.append(word)
        elif (
            f"{last}{ZWNJ}{word}" in lexicon.compounds
            or _is_affix(last, word, lexicon.words)
            or (last in _MI and not lexicon.is_noun_in_mi(last + word) and not _is_may(result, word, after_number))
        ):
            result[-1] = f"{last}{ZWNJ}{word}"
        else:
            result.append(word)
    return result


def _is_affix(last: str, word: str, known: frozenset[str]) -> bool:
    if word not in _SUFFIXES and word not in _AFTER_HE:
        return False
    if last in known and word in _SUFFIXES:
        return True
    return len(last) > 1 and (word in _AFTER_ANY or (last.endswith("ه") and word in _AFTER_HE))


def _is_may(before: list[str], word: str, after_number: bool) -> bool:
    """Tell whether «می» at the end of `before` is the month; verbs of hazm's list have been joined by now."""
    if before[-1] != "می":
        return False
    if word in _MAY_AFTER:
        return True
    month = before[-2] if len(before) > 1 else ""
    return month in _MAY_BEFORE or (not month and after_number)


def _spelled_acronyms(words: list[str]) -> set[int]:
    """Find the words that begin or go on an acronym spelled in letters: «شبکه ای بی سی», «ان پی تی»."""
    apart: set[int] = set()
    start = 0
    for at, word in enumerate([*words, ""]):
        if word not in _LETTER_NAMES:
            if at - start >= _shortest_acronym(words, start):
                apart.update(range(start, at))
            start = at + 1
    return apart


def _shortest_acronym(words: list[str], start: int) -> int:
    """Give the letters that make an acronym: three where two are words, too («جلسه ای او گفت», «سی ام دی ماه»)."""
    thirtieth = words[start : start + 2] == ["سی", "ام"]
    suffix = start > 0 and words[start : start + 1] == ["ای"] and words[start - 1].endswith("ه")
    return 4 if thirtieth else 3 if suffix else 2
