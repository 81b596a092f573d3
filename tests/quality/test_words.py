"""Words and sentences: floors on the labelled set, and that the set is what it says."""

from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.quality.clean_beside_hazm import cleaned
from pipeline.quality.words import Case, aligned, read_cases, score, splitters
from pipeline.steps.clean import Clean

SETS = Path(__file__).parent
WORDS_FLOOR, SENTENCES_FLOOR = 99.0, 98.0
MIN_CASES = 420


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return read_cases(SETS)


def f1(cases: list[Case], name: str) -> tuple[float, float]:
    """The F1 of words and of sentences."""
    words, sentences = splitters()[name]
    found = score((words(case.text) for case in cases), (case.words for case in cases))
    return found.f1, score((sentences(case.text) for case in cases), (case.sentences for case in cases)).f1


@pytest.mark.parametrize("held", [False, True])
def test_words_and_sentences_stay_above_their_floors(cases: list[Case], held: bool) -> None:
    """On the half that the rules were made with, and on the half that was held out."""
    words, sentences = f1([case for case in cases if case.held is held], "ours")
    assert words >= WORDS_FLOOR
    assert sentences >= SENTENCES_FLOOR


@pytest.mark.parametrize("name", ["hazm", "rishe"])
def test_ours_are_better(cases: list[Case], name: str) -> None:
    """Than what others offer for the same."""
    theirs, ours = f1(cases, name), f1(cases, "ours")
    assert ours[0] > theirs[0] > 50
    assert ours[1] > theirs[1] > 50


def test_the_set_is_large_and_half_of_it_held(cases: list[Case]) -> None:
    """No case stands twice."""
    assert len({case.text for case in cases}) == len(cases) >= MIN_CASES
    assert sum(case.held for case in cases) == len(cases) // 2


def test_the_texts_are_clean(cases: list[Case]) -> None:
    """Clean leaves every text as it is: words and sentences are measured on what they are given on the road."""
    clean = Clean()
    assert [case.text for case in cases if cleaned(clean, case.text).text != case.text] == []


def test_marks_cover_the_texts(cases: list[Case]) -> None:
    """Words do not overlap and leave out blanks alone; each sentence begins and ends with a word."""
    for case in cases:
        words = sorted(case.words)
        between = [0, *(place for word in words for place in word), len(case.text)]
        assert all(start <= end for start, end in pairwise(between)), case.text
        assert not "".join(case.text[between[at] : between[at + 1]] for at in range(0, len(between), 2)).strip()
        assert {start for start, _ in case.sentences} <= {start for start, _ in words}
        assert {end for _, end in case.sentences} <= {end for _, end in words}


def test_a_score_counts_whole_spans() -> None:
    """A span with one wrong end is wrong."""
    found = score([{(0, 2), (3, 5)}], [{(0, 2), (3, 6), (6, 7)}])
    assert (found.precision, round(found.recall, 2), found.f1) == (50.0, 33.33, 40.0)


def test_pieces_without_places_are_found_in_order() -> None:
    """The second «از» is not the first."""
    assert aligned("از ما\nاز او", ["از", "ما", "از او"]) == {(0, 2), (3, 5), (6, 11)}
