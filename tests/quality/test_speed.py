"""Floors of speed, construction and memory; generous ones, for other work may run beside the tests."""

from pipeline.quality.speed import construction, cut_times

WORDS_AND_SENTENCES, PLACES = 1.6, 1.1  # times hazm's; `khabar eval text` printed 2.2 to 2.4, and 1.7


def test_words_and_sentences_are_faster_than_hazm_s() -> None:
    """In one run, though hazm gives no places; with every word's place, too."""
    taken = cut_times()
    assert taken["hazm"] / taken["ours"] >= WORDS_AND_SENTENCES
    assert taken["hazm"] / taken["ours, every place"] >= PLACES


def test_construction_is_quick_and_small() -> None:
    """Clean, words and sentences are ready within 1.5 s and 120 MB above the bare interpreter."""
    seconds, megabytes = min(construction() for _ in range(3))
    assert seconds <= 1.5
    assert megabytes <= 120
