"""Joining: the blanks between words that Persian writes as a ZWNJ, one character for another."""

import re

from pipeline.steps.invisible import ZWNJ
from pipeline.steps.lexicon import AFFIXES, AFTER_ANY, AFTER_HE, SUFFIXES, Lexicon, word_set
from pipeline.steps.points import LETTER_NAMES, LONG_NAME
from pipeline.steps.words import fold

_MARKS = re.compile(r'([\n\d.:!?…،؛؟»«\[\](){}"/\\]+)')
# Longer words don't grow: hazm's longest compound has 17 characters, and a chain of a million «ها» stays linear.
_LONGEST = 40

_MI = word_set("می نمی")
_MAY_BEFORE = word_set(
    """ماه اوایل اواسط اواخر اول آخر پایان از تا خانم آقای ترزا یکم دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم یازدهم
    دوازدهم سیزدهم چهاردهم پانزدهم شانزدهم هفدهم هجدهم نوزدهم بیستم"""
) | {f"سی{ZWNJ}ام"}
_MAY_AFTER = word_set("سال ماه میلادی امسال گذشته آینده جاری و تا در به از با که را است بود وارد نخست")

# Suffixes that are names or words, too, and what then stands before or behind: «شان پن», «آقای گری», «در شان او».
_NAMES = word_set("شان مان تان تری گری")
_BEFORE_NAMES = word_set("آقای خانم جناب جان با از به در و که")
_AFTER_NAMES = word_set("پن")

_NO_STEMS = word_set("و یا که از در با تا را")  # «زن و ام باپه», «خشک و تر»

_LETTER_NAMES = word_set(f"{LETTER_NAMES} {LONG_NAME} ایکس") - {"الف"}  # which is a word in Persian


def join_words(text: str, lexicon: Lexicon) -> str:
    """Put a ZWNJ for the blank after «می», before suffixes and inside known compounds; the length stays."""
    pieces = _MARKS.split(text)
    for at in range(0, len(pieces), 2):
        words = pieces[at].split(" ")
        places = _places(words, lexicon)
        if places and (
            (places[-1] == len(words) - 1 and _is_dotted(pieces[at + 1 : at + 3]))
            or (places[-1] == len(words) - 2 and _is_code(words[-3:], pieces[at + 1 : at + 2]))
        ):
            places.pop()
        if places:
            pieces[at] = _joined_phrase(words, places, lexicon, at > 0 and pieces[at - 1][-1].isdigit())
    return "".join(pieces)


def _is_dotted(behind: list[str]) -> bool:
    """Tell whether the word before is the first letter of «ام.اس»: elsewhere a blank follows a point by now."""
    return behind[:1] == ["."] and behind[1][:1].isalpha()


def _is_code(words: list[str], behind: list[str]) -> bool:
    """Tell whether a letter and the number behind it are a code: «ماسک ان ۹۵», not «خسته ام ۲ روز» and «سی ام ۱۲»."""
    before, letter, blank = words
    is_number = not blank and bool(behind) and behind[0][0].isdigit()
    return is_number and letter in _LETTER_NAMES and not before.endswith("ه") and before != "سی"


def _places(words: list[str], lexicon: Lexicon) -> list[int]:
    """Find the words that may join the one before them: one in ten, and the others cost no more than this."""
    starts, ends = lexicon.starts, lexicon.ends
    if _MI.isdisjoint(words):
        return [
            at for at, word in enumerate(words) if word in ends and at and (words[at - 1] in starts or word in AFFIXES)
        ]
    return [at for at, word in enumerate(words) if at and (word in ends or words[at - 1] in _MI)]


def _joined_phrase(words: list[str], places: list[int], lexicon: Lexicon, after_number: bool) -> str:
    while places:  # a joined word may join again; _LONGEST bounds how often
        joined = _joined(words, places, lexicon, after_number)
        places = _places(joined, lexicon) if len(joined) < len(words) else []
        words = joined
    return " ".join(words)


def _joined(words: list[str], places: list[int], lexicon: Lexicon, after_number: bool) -> list[str]:
    apart = set() if _LETTER_NAMES.isdisjoint(words) else _spelled_acronyms(words)
    result: list[str] = []
    done = 0
    for at in places:
        result += words[done:at]
        done, last, word = at, result[-1], words[at]
        if at in apart or len(last) > _LONGEST or not (last[-1:].isalnum() and word[:1].isalnum()) or last[0] in "#@":
            continue
        if last in _MI:
            joins = _is_verb(result, word, lexicon, after_number)
        elif word in _NAMES and _is_name(last, words[at + 1 : at + 2], lexicon):
            continue
        else:
            joins = f"{last}{ZWNJ}{word}" in lexicon.compounds or _is_affix(last, word, lexicon.words)
        if joins:
            result[-1] = f"{last}{ZWNJ}{word}"
            done = at + 1
    return result + words[done:]


def _is_affix(last: str, word: str, known: frozenset[str]) -> bool:
    if word not in AFFIXES or last in _NO_STEMS:
        return False
    if last in known and word in SUFFIXES:
        return True
    return len(last) > 1 and (word in AFTER_ANY or (last.endswith("ه") and word in AFTER_HE))


def _is_verb(before: list[str], word: str, lexicon: Lexicon, after_number: bool) -> bool:
    """Tell whether `word` goes on a verb that «می» at the end of `before` begins: no noun, and not the month of May."""
    last, day = before[-1], before[-2] if len(before) > 1 else ""
    is_listed = f"{last}{ZWNJ}{word}" in lexicon.compounds
    if last == "می":
        is_date = day in _MAY_BEFORE if day else after_number
        if (is_date or not is_listed) and word in _MAY_AFTER:
            return False
        if is_date:
            return is_listed
    is_other_word = last == "می" and word in lexicon.words  # «آوریل و می رشد»; «نمی توان» is as good as listed
    return is_listed or not (is_other_word or lexicon.is_noun_in_mi(last + word))


def _is_name(last: str, behind: list[str], lexicon: Lexicon) -> bool:
    """Tell whether what may be a suffix is a name, by a given name or title before it, or a strange word behind."""
    if last in _BEFORE_NAMES or fold(last) in lexicon.given_names:
        return True
    return any(word in _AFTER_NAMES or (word.isalpha() and word not in lexicon.words) for word in behind)


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
