"""Joining: the blanks between words that Persian writes as a ZWNJ, one character for another."""

import re

from pipeline.steps.invisible import ZWNJ
from pipeline.steps.lexicon import AFFIXES, Lexicon, word_set
from pipeline.steps.points import LETTER_NAMES, LONG_NAME
from pipeline.steps.suffixes import ends_in_silent_he, is_name, is_suffix

_MARKS = re.compile(r'([\n\d.:!?…،؛؟»«\[\](){}"/\\]+)')
# Longer words don't grow: hazm's longest compound has 17 characters, and a chain of a million «ها» stays linear.
_LONGEST = 40

_MI = word_set("می نمی")
_WITH_MI = f"می{ZWNJ}", f"نمی{ZWNJ}"
_MAY_BEFORE = word_set(
    """ماه اوایل اواسط اواخر اول آخر پایان از تا خانم آقای یکم دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم یازدهم
    دوازدهم سیزدهم چهاردهم پانزدهم شانزدهم هفدهم هجدهم نوزدهم بیستم"""
) | {f"سی{ZWNJ}ام"}
_THERESA = "ترزا"
_MAY_AFTER = word_set("سال ماه میلادی امسال گذشته آینده جاری و تا در به از با که را است بود وارد نخست")

_LETTER_NAMES = word_set(f"{LETTER_NAMES} {LONG_NAME} ایکس") - {"الف"}  # which is a word in Persian


def join_words(text: str, lexicon: Lexicon) -> str:
    """Put a ZWNJ for the blank after «می», before suffixes and inside known compounds; the length stays."""
    pieces = _MARKS.split(text)
    for at in range(0, len(pieces), 2):
        words = pieces[at].split(" ")
        places = _places(words, lexicon)
        if places:
            apart = _apart_at_end(words, places[-1], pieces[at + 1 : at + 3])
            phrase = words[: len(words) - apart]
            places = places[:-1] if apart else places
            joined = _joined_phrase(phrase, places, lexicon, at > 0 and pieces[at - 1][-1].isdigit())
            pieces[at] = " ".join((*joined, *words[len(phrase) :]))
    return "".join(pieces)


def _apart_at_end(words: list[str], last: int, behind: list[str]) -> int:
    """Count the words from the last that may join that belong to what stands behind: «ام.اس», «ام ۵»."""
    if last == len(words) - 1 and _is_dotted(behind):
        return 1
    return 2 if last == len(words) - 2 and _is_code(words[-3:], behind[:1]) else 0


def _is_dotted(behind: list[str]) -> bool:
    """Tell whether the word before is the first letter of «ام.اس»: elsewhere a blank follows a point by now."""
    return behind[:1] == ["."] and behind[1][:1].isalpha()


def _is_code(words: list[str], behind: list[str]) -> bool:
    """Tell whether a letter and the number behind it are a code: «بزرگراه ام ۵», not «خسته ام ۲ روز», «سی ام ۱۲»."""
    before, letter, blank = words
    is_number = not blank and bool(behind) and behind[0][0].isdigit()
    return is_number and letter in _LETTER_NAMES and before != "سی" and not ends_in_silent_he(before)


def _places(words: list[str], lexicon: Lexicon) -> list[int]:
    """Find the words that may join the one before them: one in ten, and the others cost no more than this."""
    starts, ends = lexicon.starts, lexicon.ends
    if _MI.isdisjoint(words):
        return [
            at for at, word in enumerate(words) if word in ends and at and (words[at - 1] in starts or word in AFFIXES)
        ]
    return [at for at, word in enumerate(words) if at and (word in ends or words[at - 1] in _MI)]


def _joined_phrase(words: list[str], places: list[int], lexicon: Lexicon, after_number: bool) -> list[str]:
    while places:  # a joined word may join again; _LONGEST bounds how often
        joined = _joined(words, places, lexicon, after_number)
        places = _places(joined, lexicon) if len(joined) < len(words) else []
        words = joined
    return words


def _joined(words: list[str], places: list[int], lexicon: Lexicon, after_number: bool) -> list[str]:
    apart = set() if _LETTER_NAMES.isdisjoint(words) else _spelled_acronyms(words)
    result: list[str] = []
    done = 0
    for at in places:
        result += words[done:at]
        done, last, word = at, result[-1], words[at]
        too_long = len(last) > _LONGEST or len(word) > _LONGEST
        if at in apart or too_long or not (last[-1:].isalnum() and word[:1].isalnum()) or last[0] in "#@":
            continue
        if last in _MI:
            joins = not word.startswith(_WITH_MI) and _is_verb(result, word, lexicon, after_number)
        elif is_name(last, word, words[at + 1 : at + 2], lexicon):
            joins = False
        else:
            joins = f"{last}{ZWNJ}{word}" in lexicon.compounds or is_suffix(
                result, word, words[at + 1 : at + 2], lexicon
            )
        if joins:
            result[-1] = f"{last}{ZWNJ}{word}"
            done = at + 1
    return result + words[done:]


def _is_verb(before: list[str], word: str, lexicon: Lexicon, after_number: bool) -> bool:
    """Tell whether `word` goes on a verb that «می» at the end of `before` begins: no noun, and not the month of May."""
    last, day = before[-1], before[-2] if len(before) > 1 else ""
    is_listed = f"{last}{ZWNJ}{word}" in lexicon.compounds
    if last == "می" and day == _THERESA:
        return False
    if last == "می":
        is_date = day in _MAY_BEFORE if day else after_number
        if (is_date or not is_listed) and word in _MAY_AFTER:
            return False
        if is_date:
            return is_listed
    is_other_word = last == "می" and word in lexicon.words  # «آوریل و می رشد»; «نمی توان» is as good as listed
    return is_listed or not (is_other_word or lexicon.is_noun_in_mi(last + word))


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
