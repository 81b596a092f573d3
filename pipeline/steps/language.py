"""Name a story's language from its script, its letters and a few of its words."""

import re
from collections import Counter
from dataclasses import replace
from itertools import chain
from unicodedata import normalize

from pipeline.draft import Draft

ENRICHED_LANGUAGES = frozenset({"fa", "prs"})

SAMPLE_CHARS = 800  # 0.07 ms; 2,000 take twice the time and named the same in 800 wire stories
_HEADLINE_WORDS = 30  # in a longer text one Dari word may be a quoted name: it takes two

# Letters, and beginnings and ends of words (marked by blanks), that one language has and Persian hardly ever.
# Arabic yeh and kaf are no evidence: many Persian keyboards write them.
_LETTERS = {
    "ps": "ټډړږښګځڅېۍڼ",
    "ckb": "ڕڵۆێ\u06d5",  # AE: looks like heh
    "ur": "ٹڈڑںے\u06c1\u06be",  # heh goal, heh doachashmee: look like heh
    "ar": "ةإ",
    "sd": "ٻڀٺٿڄڃڪڳڻ",
    "ug": "ۇۈۋڭ",
}
_AFFIXES = (
    ("ar", " أ"), ("ar", " ال"), ("ar", " لل"),
    ("azb", "گؤ"), ("azb", "اؤ"), ("azb", "بؤ"), ("azb", "دؤ"), ("azb", "یئ"), ("azb", "گئ"), ("azb", "چیخ"),
    ("azb", "لرین"), ("azb", "لارین"), ("azb", "یندا "), ("azb", "یلدی "), ("azb", "جاق "), ("azb", "\u200cجک "),
    ("azb", "ندیر "), ("azb", "\u200cلر"),  # U+200C: ZWNJ
)  # fmt: skip

# Function words, and for Dari and Iranian Persian the words they don't share. Each stands for one language alone.
_WORDS = {
    "fa": """از در به که این آن را با است اند برای شد شده شدند می نمی کرد کرده کردند دارد دارند گفت گفته باید ها های
        هایی شود شوند کند کنند بود بودند خواهد پس نیست نیز درباره وی چند یک دیگر اگر""",
    "ps": """د په چې کې سره څخه هغه دغه یې شوي شوی لپاره وو کړي کړې کړ کړه وکړ وکړه وکړي وویل وایي دوی موږ خپل خپله
        خپلو پکې کېږي""",
    "ckb": "لە بە کە بۆ ئەم ئەو لەگەڵ لەسەر هەر دەکات دوای",
    "ur": "کے میں ہے کو نے سے اور کا یہ ہیں بھی تھا گیا لیے ساتھ کہا ہو گئی کی",
    "ar": """في أن إن إلى عن مع هذا هذه التي الذي الذين كان كانت قال قالت لم لن أو منذ ذلك تلك بأن أنه أنها إنه لدى""",
    "azb": """بیر بو ایله اوچون اولان اولدو اولوب اولاجاق اولاراق اولور ائتدی ائدیب ائدیر ائتمک ائدن ائدیلدی سونرا
        حاقیندا گؤره طرفیندن دئدی بؤیوک یئنی ایکی اوزره وئردی چوخ یوخ وار کیمی قارشی ایلک ایندی اؤز اؤلکه ایدی اونون
        بونون آراسیندا باشلادی باشلاییر گلدی میللی دونیا دوشدو گونو تورکیه تورکجه ایرانین یئر""",
    "en": """the of and to for on with at by from is are has have after as says said over amid new his her its it
        that this be not but who into across about how why what hits kills killed wins calls urges warns agree first
        more than""",
    "und": """la el le les los las un una des du der die das und den von mit ist nicht et est dans pour que y en por con
        del di il che per non na i se je do w z ve bir bu ile için de da van het een yang dan""",
    "prs": """ولسوالی ولسوال څارنوالی څارنوال سارنوالی سارنوال پوهنتون پوهنځی شاروالی شاروال ولسی طیاره طیارات شفاخانه
        داکتر داکتران دالر ملیون ملیارد فیصد جنرال پولیس قوماندان قوماندانی تروریزم فبروری اپریل جولای اگست سپتمبر
        اکتوبر نومبر دسمبر موتر سرک محصلان محصلین مکاتب معاش تذکره والی ولایات باشنده باشندگان قریه دوسیه محکمه
        خبرنامه لیلام فابریکه کمپنی هوتل انترنت تیلفون تلیفون تکنالوژی دیپارتمنت ماستری کنترول سکتور کمپاین منحیث
        جرمنی هالند کوریای""",
    "fa-IR": """دانشگاه استان استاندار دلار پلیس ژنرال تروریسم ژانویه فوریه آوریل ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر
        دسامبر خودرو بیمارستان شهرداری شهردار فرماندار دادگاه دانشجویان دادستانی ریال تومان اینترنت روستا کارخانه
        هلند""",
}


def _spellings(word: str) -> set[str]:
    """Give `word` as Persian and as Arabic keyboards write it."""
    kaf = {word, word.replace("ک", "ك"), word.replace("ك", "ک")}
    return set(chain.from_iterable((each, each.replace("ی", "ي"), each.replace("ي", "ی")) for each in kaf))


_LANGUAGE_OF = {
    spelling: language for language, words in _WORDS.items() for word in words.split() for spelling in _spellings(word)
}
_LANGUAGE_OF_LETTER = {letter: language for language, letters in _LETTERS.items() for letter in letters}
_LETTER = re.compile(f"[{''.join(_LANGUAGE_OF_LETTER)}]")
_ARABIC_SCRIPT = re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff]+")
_LATIN_SCRIPT = re.compile(r"[a-z\u00df-\u024f]+")
_OTHERS = ("ps", "ckb", "ur", "ar", "azb", "sd", "ug")


class NameLanguage:
    """Set `draft.language` from the beginning of the text; what the sender claims is not looked at.

    It knows fa, prs, ps, ckb, ar, ur, azb, sd, ug and en; all else is und. Texts in Arabic script without evidence
    for another language are Persian, and Persian is Dari (prs) only where its words are. It stands before clean,
    which takes the letters of Kurdish, Pashto and Urdu for variants of Persian ones.
    """

    name = "language"

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
    sample = normalize("NFKC", f" {text[:SAMPLE_CHARS]} ")  # presentation forms become letters
    words = _ARABIC_SCRIPT.findall(sample)
    if 3 * len(words) >= len(sample.split()) > 0:
        return _in_arabic_script(sample, words)
    return _in_latin_script(sample)


def _in_arabic_script(sample: str, words: list[str]) -> str:
    seen = Counter(map(_LANGUAGE_OF.get, words))
    persian = seen["fa"] + seen["prs"] + seen["fa-IR"]
    seen.update(map(_LANGUAGE_OF_LETTER.get, _LETTER.findall(sample)))
    halves = Counter({language: 2 * seen[language] for language in _OTHERS})
    for language, affix in _AFFIXES:
        halves[language] += sample.count(affix)
    best = max(_OTHERS, key=halves.__getitem__)
    if halves[best] > max(1, 2 * persian):
        return best
    enough = 1 if len(words) <= _HEADLINE_WORDS else 2
    return "prs" if seen["prs"] >= enough and seen["prs"] > seen["fa-IR"] else "fa"


def _in_latin_script(sample: str) -> str:
    seen = Counter(map(_LANGUAGE_OF.get, _LATIN_SCRIPT.findall(sample.lower())))
    return "en" if seen["en"] > seen["und"] else "und"
