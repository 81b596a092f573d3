"""The decision: whether a story that is like an owner only repeats it, and what it is to it where it does not."""

from collections.abc import Callable

from pipeline.duplicates.profile import FLASH_WORDS
from pipeline.duplicates.sketch import Likeness

# All measured on the half of tests/quality/duplicates.jsonl that is not held out (`khabar eval duplicates`).
MIN_SIZE = 6  # shingles of a story that may repeat another without being the same, word for word
MIN_CONTAINED = 0.55  # of a story's shingles; what shares fewer has words of its own, or is a flash
# A long owner's sketch holds few of its shingles, and what a short story shares is a guess: its words tell, too.
LONG, MIN_GUESSED, MAX_LACKING = 150, 0.2, 0.1
REPEATS = 0.5  # logits
SAME_TEXT = 0.8  # Jaccard, above which one fact of its own is what a story is sent for
ALL_OF_IT = 0.9  # of an owner's shingles
SAME_EVENT = 0.4  # of the shingles of one or the other
EVENT_FACTS, EVENT_NAMES = 2, 4  # of headline and lead that may be new in a later report of an event
FLASH_FACTS, FLASH_LACKING = 3, 0.25  # facts and names that the owner has, share of words that it may lack
ALL_THERE = 2  # facts are enough where no word is lacking

# Logits, fitted by logistic regression to the pairs of that half, as if all were of two outlets; each with the most
# that its count may be.
BIAS = 3.02
SAME_OUTLET = -2.5  # an outlet's second story on an event has news; if it repeats itself, then word for word
WEIGHTS: tuple[tuple[float, float, Callable[[Likeness], float]], ...] = (
    (4.12, 1, lambda like: like.contained),
    (-5.30, 1, lambda like: like.containing),
    (-0.05, 8, lambda like: like.headline),
    (-0.25, 8, lambda like: like.lead),
    (-0.07, 8, lambda like: like.further),
    (-0.66, 8, lambda like: like.facts_in_headline),
    (-0.51, 8, lambda like: like.facts_in_lead),
    (-0.30, 8, lambda like: like.facts_further),
    (-0.80, 3, lambda like: like.facts_set_in),
    (-0.22, 8, lambda like: like.names),
    (-0.70, 2, lambda like: _lacking_facts(like) if like.containing > ALL_OF_IT else 0),
)


def repeats(like: Likeness, *, same_outlet: bool, at: float = REPEATS) -> bool:
    """Tell whether a story has no news beside what it repeats: whether it scores `at`, in logits, or more.

    What weighs most is a fact of its own: in text that both share, or beside all that the owner told. Two more dead,
    another price, another day: that is the news.
    """
    if _is_flash(like):
        return True
    if like.size < MIN_SIZE or not _is_contained(like) or (like.facts_set_in and like.jaccard >= SAME_TEXT):
        return False
    score = BIAS + SAME_OUTLET * same_outlet + sum(weight * min(of(like), most) for weight, most, of in WEIGHTS)
    return score >= at


def is_same_event(like: Likeness) -> bool:
    """Tell whether a story that is no repetition goes on with the owner's event: much is the same, little is new."""
    alike = max(like.contained, like.containing)
    return (
        alike >= SAME_EVENT and like.facts_in_headline + like.facts_in_lead <= EVENT_FACTS and like.names <= EVENT_NAMES
    )


def _is_contained(like: Likeness) -> bool:
    if like.contained >= MIN_CONTAINED:
        return True
    if like.owner_size < LONG or like.contained < MIN_GUESSED or _lacking_facts(like) or like.names:
        return False
    return _lacking(like) <= MAX_LACKING * like.telling


def _lacking_facts(like: Likeness) -> int:
    return like.facts_in_headline + like.facts_in_lead + like.facts_further


def _lacking(like: Likeness) -> int:
    return like.headline + like.lead + like.further


def _is_flash(like: Likeness) -> bool:
    """Tell whether a short story tells in other words what the owner has told: nearly all its words are there."""
    if like.size > FLASH_WORDS or _lacking_facts(like) or like.facts_set_in or like.names > 1:
        return False
    lacking = _lacking(like)
    return like.known_facts >= (FLASH_FACTS if lacking else ALL_THERE) and lacking <= FLASH_LACKING * like.telling
