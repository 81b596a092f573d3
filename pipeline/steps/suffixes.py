"""Suffixes: which of the words that may be one are, by what stands before and behind."""

from pipeline.steps.lexicon import AFFIXES, AFTER_ANY, AFTER_HE, SUFFIXES, Lexicon, word_set
from pipeline.steps.numbers import NUMERALS
from pipeline.steps.words import fold

# Suffixes that are names or words, too, and what then stands before or behind: «شان پن», «آقای گری», «در شان او».
_NAMES = word_set("شان مان تان تری گری")
_BEFORE_NAMES = word_set("آقای خانم جناب جان با از به در و که")
_AFTER_NAMES = word_set("پن")

_NO_STEMS = word_set("و یا که از به در با تا را")  # «زن و ام باپه», «به تر اشتگن», «خشک و تر»

_VOWELS = ("ه", "ا", "و", "ی")  # what a word ends in when it may end in a vowel
_MOTHERS = word_set("کلثوم درمان قصر فحم باپه سلمه حبیبه ایمن فروه عماره ابیها")
_AFTER_AM = word_set("که و را تا از به در با بر هم نیز اما ولی چون اگر این آن است بود")
_AFTER_VOCATIVE = word_set("کاش کاشکی")

_COMPARATIVES = word_set("تر تری")  # «تر» is wet, too, and a name: «چشم تر», «آندره تر اشتگن»
_MAKE_ADJECTIVES = word_set("با بی پر کم خوش بد هم نا صاحب در به از")  # of the noun behind: «خوش قیافه تر»


def is_suffix(before: list[str], word: str, behind: list[str], lexicon: Lexicon) -> bool:
    """Tell whether `word` goes on the last word of `before`, as hazm does, but where it is a word of its own."""
    last = before[-1]
    if word not in AFFIXES or last in _NO_STEMS or _is_own_word(before, word, behind, lexicon):
        return False
    if last in lexicon.words and word in SUFFIXES:
        return True
    return len(last) > 1 and (word in AFTER_ANY or (last.endswith("ه") and word in AFTER_HE))


def is_name(last: str, word: str, behind: list[str], lexicon: Lexicon) -> bool:
    """Tell whether what may be a suffix is a name, by a given name or title before it, or a strange word behind."""
    if word not in _NAMES:
        return False
    if last in _BEFORE_NAMES or fold(last) in lexicon.given_names:
        return True
    return any(following in _AFTER_NAMES or _is_strange(following, lexicon) for following in behind)


def ends_in_silent_he(word: str) -> bool:
    """Tell whether a word ends in a vowel written as heh: «خسته», not «بزرگراه»; «جاده» counts as a road's name."""
    return word.endswith("ه") and not word.endswith("اه") and word != "جاده"


def _is_own_word(before: list[str], word: str, behind: list[str], lexicon: Lexicon) -> bool:
    """Tell whether what hazm takes for a suffix is a word, by what each of them goes on."""
    last, following = before[-1], behind[0] if behind else ""
    if word in _COMPARATIVES:
        return last in lexicon.nouns and _MAKE_ADJECTIVES.isdisjoint(before[-2:-1])
    if word == "ای":  # «رابرت ای لی», «السلام ای دوست»
        return not last.endswith(_VOWELS) or following in _AFTER_VOCATIVE
    return word == "ام" and _is_mother(last, following, lexicon)


def _is_mother(last: str, following: str, lexicon: Lexicon) -> bool:
    """Tell whether «ام» is no «am»: «مصر ام کلثوم», «به ام القری»."""
    strange = _is_strange(following, lexicon)
    if following in _MOTHERS or (strange and following.startswith("ال")):
        return True
    if ends_in_silent_he(last) or last in NUMERALS:
        return False
    return strange if last.endswith(_VOWELS) else bool(following) and following not in _AFTER_AM


def _is_strange(word: str, lexicon: Lexicon) -> bool:
    return word.isalpha() and word not in lexicon.words
