"""Texts of recent owners: what changed, and how much room they take."""

from pipeline.duplicates.texts import OF_EACH, Texts
from schemas.duplicate import Changed


def test_words_added_and_removed_are_told_in_their_order():
    """A word counts as often as it stands there."""
    texts = Texts()
    texts.add(3, "باران در تهران بارید در شب")
    assert texts.changed(3, "باران و برف در تهران بارید") == Changed(("و", "برف"), ("در", "شب"), 2, 2)
    assert texts.changed(3, "باران در تهران بارید در شب") == Changed((), (), 0, 0)


def test_long_changes_are_cut_and_counted():
    """A note stays small."""
    texts = Texts()
    texts.add(0, "")
    changed = texts.changed(0, " ".join(map(str, range(50))))
    assert (len(changed.added), changed.added_count) == (20, 50)


def test_the_oldest_text_makes_room():
    """Memory is bounded; of a text that is gone nothing is told."""
    texts = Texts(max_chars=10 + OF_EACH)
    texts.add(0, "a" * 6)
    texts.add(1, "b" * 6)
    assert texts.changed(0, "a") is None
    assert texts.changed(1, "b" * 6) == Changed((), (), 0, 0)
