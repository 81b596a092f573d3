"""Learn how much each gram of a word speaks for a language: logistic regression on short pieces of text."""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from pipeline.data.language_sources import Labelled, Sources
from pipeline.steps.language_weights import ZERO, grams, letters, words_in_arabic_script, words_in_latin_script

IN_ARABIC_SCRIPT = ("fa", "ps", "ckb", "ar", "ur", "azb", "sd", "ug")
OTHERS_IN_ARABIC_SCRIPT = ("bal", "pnb", "uz-Arab")  # which are told apart, and named und
IN_LATIN_SCRIPT = (
    "en", "fa-Latn", "ku", "uz", "az", "de", "fr", "es", "it", "pt", "nl", "pl", "tr", "id", "sv", "ro",
)  # fmt: skip
PIECE_CHARS = (15, 25, 40, 40, 60, 100)
POINTS = 25  # to a nat, for languages: the furthest weight, 1.7, is still a printable letter
POINTS_IN_LATIN = 100
PERSIAN_AHEAD = 1.0  # most of what comes is Persian: of 200 headlines cut to three words 2 were not with it, 5 with 0.6
OTHERS_BEHIND = 2.0  # little of what comes is in them, and lists of cues are all that is known of them
BARE_NAMES = 3000  # pieces of one to three names and nothing else
KEPT = 7000  # grams; all 17,000 named no more pieces right
# Letters of a language that its readers' keyboards or older texts replace by Persian ones.
POORER = {
    "ar": (str.maketrans("أإةؤ", "ااهو"),),
    "azb": (str.maketrans("ؤئ", "وی"),),
    "ckb": (
        str.maketrans("ۆێ\u06d5ڵڕ", "وی\u0647لر"),  # AE to heh
        str.maketrans({"\u06d5": "\u0647\u200c"}),  # AE to heh and ZWNJ
        str.maketrans("ۆێ\u06d5ڵڕ", "ؤیةلر"),  # of fonts from before Unicode
    ),
    "ps": (str.maketrans("ېۍيڼ", "ییین"),),
    "ur": (str.maketrans("\u06c1\u06be", "\u0647\u0647"),),  # heh goal, heh doachashmee to heh
}
LATIN = {
    "ا": "a", "آ": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "s", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d",
    "ذ": "z", "ر": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "z", "ط": "t", "ظ": "z", "ع": "a",
    "غ": "gh", "ف": "f", "ق": "gh", "ک": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "و": "o", "ه": "h", "ی": "i",
    "ئ": "e",
}  # fmt: skip

Pieces = dict[tuple[str, str], list[str]]  # by language and kind of source


def piece(text: str, chars: int, dice: random.Random) -> str:
    """Cut about `chars` characters out of a text, at blanks, at a random place."""
    words = text.split()
    at = dice.randrange(len(words))
    while at and len(" ".join(words[at:])) < chars:
        at -= 1
    end = at + 1
    while end < len(words) and len(" ".join(words[at : end + 1])) <= chars:
        end += 1
    return " ".join(words[at:end])


def _pieces(text: str, times: int, dice: random.Random) -> list[str]:
    return [piece(text, dice.choice(PIECE_CHARS), dice) for _ in range(times)]


def _listed(count: int) -> Iterator[str]:
    lines = (files("hazm") / "data/words.dat").read_text(encoding="utf-8").splitlines()
    listed = [(word, int(times)) for word, times, _ in (line.split("\t") for line in lines) if int(times) >= 10]
    shares = np.array([times for _, times in listed]) ** 0.5  # rarer words are seen, too
    drawn = np.random.default_rng(3).choice(len(listed), (count, 5), p=shares / shares.sum())
    return (" ".join(listed[at][0] for at in row) for row in drawn)


def _own(own: Iterable[Labelled], languages: Iterable[str], dice: random.Random) -> Pieces:
    pieces: Pieces = defaultdict(list)
    for text in own:
        language = "fa" if text.language == "prs" else text.language
        if language in languages:
            times = 40 if text.is_story else 4
            pieces[language, "own"] += _pieces(text.text, times, dice)
            for letters_lost in POORER.get(language, ()):
                pieces[language, "poorer"] += _pieces(text.text.translate(letters_lost), times // 2, dice)
    return pieces


def _with_names(texts: Iterable[str], names: list[str], dice: random.Random) -> Iterator[str]:
    """Put names of anywhere between words, for names are no evidence."""
    for text in texts:
        words = text.split()[: dice.choice((1, 2, 3, 4))]
        for _ in range(dice.choice((1, 2, 2))):
            words.insert(dice.randrange(len(words) + 1), dice.choice(names))
        yield " ".join(words)


def arabic_pieces(sources: Sources) -> Pieces:
    """Collect pieces of the languages in Arabic script."""
    dice = random.Random(7)
    pieces = _own(sources.own, IN_ARABIC_SCRIPT, dice)
    for story in sources.persian:
        pieces["fa", "wire"] += _pieces(story, 8, dice)
    for headline in sources.headlines:
        pieces["fa", "headlines"] += [headline, *_pieces(headline, 2, dice)]
    for sentence in sources.fas + sources.prs:
        pieces["fa", "ntrex"] += _pieces(sentence, 2, dice)
    for language in (*IN_ARABIC_SCRIPT[1:], *OTHERS_IN_ARABIC_SCRIPT):
        for _ in range(1000):
            cues = " ".join(dice.choices(sources.cues[language], k=4))
            pieces[language, "cues"] += [cues, cues.translate(dice.choice(POORER.get(language, ({},))))]
    pieces["fa", "listed"] += _listed(3000)
    for _ in range(BARE_NAMES):
        pieces["fa", "bare names"].append(" ".join(dice.choices(sources.names, k=dice.choice((1, 2, 3)))))
    return _mixed(pieces, sources, dice)


def _mixed(pieces: Pieces, sources: Sources, dice: random.Random) -> Pieces:
    arabic = [word for word in sources.cues["ar"] if word.startswith("ال")]
    pieces["fa", "arab names"] += _with_names(sources.headlines, arabic, dice)
    for (language, kind), texts in list(pieces.items()):
        if kind in ("own", "wire", "ntrex", "cues"):
            chosen = texts[: 1500 if language == "fa" else 800]
            pieces[language, "names"] += _with_names(chosen, sources.names, dice)
    return pieces


def latin_pieces(sources: Sources) -> Pieces:
    """Collect pieces in English and in anything else in Latin script, Persian among it."""
    dice = random.Random(7)
    pieces = _own(sources.own, ("en", "und"), dice)
    for language in IN_LATIN_SCRIPT:
        of, count = ("en", 6000) if language == "en" else ("und", 800)
        pieces[of, "cues"] += (" ".join(dice.choices(sources.cues[language], k=4)) for _ in range(count))
    for story in sources.persian:
        for text in _pieces(letters(story), 3, dice):
            words = (_romanized(word, dice) for word in words_in_arabic_script(text))
            cues = sources.cues["fa-Latn"]
            pieces["und", "romanized"].append(" ".join(w if dice.random() < 0.7 else dice.choice(cues) for w in words))
    return pieces


def _romanized(word: str, dice: random.Random) -> str:
    """Write a Persian word in Latin letters, with vowels by chance where it has none."""
    spelled = "".join(LATIN.get(letter, "") for letter in word)
    return re.sub("(?<=[^aioe])(?=[^aioeh])", lambda _: dice.choice("aaeeo") if dice.random() < 0.7 else "", spelled)


def learn(
    pieces: Pieces, share: Callable[[str, str], float], cut: Callable[[str], list[str]], strength: float
) -> tuple[list[str], list[str], np.ndarray, np.ndarray]:
    """Fit weights: `share` says how much all pieces of a kind count. Gives languages, grams, weights and start."""
    ordered = sorted(pieces.items())
    counted = [Counter(gram for word in cut(letters(text)) for gram in grams(word)) for _, ts in ordered for text in ts]
    seen = Counter(gram for counts in counted for gram in counts)
    known = sorted(gram for gram, times in seen.items() if times >= 4)
    place = {gram: at for at, gram in enumerate(known)}
    cells = [(row, place[gram], n) for row, counts in enumerate(counted) for gram, n in counts.items() if gram in place]
    rows, columns, values = np.array(cells).T
    matrix = csr_matrix((values.astype(float), (rows, columns)), shape=(len(counted), len(known)))
    answers = [language for (language, _), texts in ordered for _ in texts]
    weights = [1000 * share(*key) / len(texts) for key, texts in ordered for _ in texts]
    model = LogisticRegression(C=strength, max_iter=300).fit(matrix, answers, sample_weight=weights)
    return list(model.classes_), known, model.coef_.T, model.intercept_


def language_grams(sources: Sources) -> list[str]:
    """Give the lines of `language_grams.tsv`: the languages, where they start, grams with a letter for each."""
    shares = {"own": 1, "poorer": 1, "wire": 1, "headlines": 1, "ntrex": 0.6, "cues": 2, "names": 1}
    shares |= {"listed": 0.5, "bare names": 0.5, "arab names": 0.2}
    persian = {"own": 0.6, "names": 2}  # its names twice: most of what comes is Persian

    def share(language: str, kind: str) -> float:
        return persian.get(kind, shares[kind]) if language == "fa" else shares[kind]

    languages, known, weights, start = learn(arabic_pieces(sources), share, words_in_arabic_script, 0.05)
    weights = weights - weights.mean(axis=1, keepdims=True)
    telling = np.abs(weights - weights[:, [languages.index("fa")]]).max(axis=1)
    points = np.clip(np.rint(weights * POINTS), -46, 46).astype(int) + ZERO
    kept = sorted(np.argsort(-telling, kind="stable")[:KEPT])
    start[languages.index("fa")] += PERSIAN_AHEAD
    start[[languages.index(language) for language in OTHERS_IN_ARABIC_SCRIPT]] -= OTHERS_BEHIND
    first = np.rint((start - start.min()) * POINTS).astype(int)
    named = ["und" if language in OTHERS_IN_ARABIC_SCRIPT else language for language in languages]
    heading = ["languages\t" + " ".join(named), "start\t" + " ".join(map(str, first))]
    return heading + [f"{known[at]}\t{''.join(map(chr, points[at]))}" for at in kept]


def english_grams(sources: Sources) -> list[str]:
    """Give the lines of `english_grams.tsv`: where it starts, grams with their weights in hundredths."""
    shares = {"own": 1.5, "cues": 3, "romanized": 1}
    _, known, weights, start = learn(
        latin_pieces(sources), lambda _, kind: shares[kind], words_in_latin_script, 0.2
    )  # classes are en, und: the weights speak for und
    points = np.rint(-weights[:, 0] * POINTS_IN_LATIN).astype(int)
    kept = sorted(np.argsort(-np.abs(weights[:, 0]), kind="stable")[:KEPT])
    heading = [f"start\t{round(-start[0] * POINTS_IN_LATIN)}"]
    return heading + [f"{known[at]}\t{points[at]}" for at in kept if points[at]]
