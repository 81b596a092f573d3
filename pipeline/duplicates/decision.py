"""The decision: whether a story that is like an owner only repeats it, and what it is to it where it does not."""

from collections.abc import Callable
from math import log1p

from pipeline.duplicates.sketch import Likeness

# All measured on the records of tests/quality/duplicates.jsonl that are not held (`khabar eval duplicates`).
MIN_SIZE = 6  # shingles of a story that may repeat another without being the same, word for word
MIN_CONTAINED, MIN_KNOWN = 0.45, 0.3  # of a story's shingles; the lower where all that it tells is known
REPEATS = 0.5  # logits: where one in a hundred that are dropped is none, each hand's records judged by the other hands'
SAME_TEXT = 0.8  # Jaccard, above which one new fact in its place is what a story is sent for
CLAUSE = 4  # telling words in a row that the owner lacks: who only edits rarely puts in so many
SAME_EVENT = 0.4  # of the shingles of one or the other
EVENT_FACTS, EVENT_NAMES = 2, 4  # facts of the lead, and names, that may be new in a later report of an event

# Logits, fitted by logistic regression to the pairs of five hands, as if all were of two outlets; each with the most
# that its count may be. A clause weighs half as much again as fitted: what hands write that were asked for updates of
# one clause without a number («hard») would have it weigh more.
BIAS = 5.80
SAME_OUTLET = -1.5  # an outlet's second story on an event has news; if it repeats itself, then word for word
WEIGHTS: tuple[tuple[float, float, Callable[[Likeness], float]], ...] = (
    (2.66, 1, lambda like: like.contained),
    (-5.22, 1, lambda like: like.containing),
    (-0.30, 5, lambda like: log1p(like.own)),
    (-0.79, 3, lambda like: log1p(like.in_lead)),
    (-1.00, 3, lambda like: like.facts),
    (-1.33, 3, lambda like: like.facts_set_in),
    (-1.01, 3, lambda like: like.names_set_in),
    (-1.48, 3, lambda like: like.announced),
    (-0.82, 2, lambda like: like.turns_in_headline),
    (-0.41, 3, lambda like: like.turns),
    (-3.74, 2, lambda like: like.fresh),
    (-1.20, 1, lambda like: like.in_a_row >= CLAUSE),
)


def repeats(like: Likeness, *, same_outlet: bool, at: float = REPEATS) -> bool:
    """Tell whether a story has no news beside what it repeats: whether it scores `at`, in logits, or more.

    What weighs most are sentences that tell what has just happened, facts of its own, and what its headline tells and
    the owner does not: two more dead, another price, another day, a fire put out, a culprit found: that is the news. A
    new figure where the owner has another is never a repetition, however short the excerpt.
    """
    if like.size < MIN_SIZE or like.contained < (MIN_KNOWN if _is_known(like) else MIN_CONTAINED):
        return False
    if (like.facts and like.facts_set_in) or (like.jaccard >= SAME_TEXT and _changes_a_detail(like)):
        return False
    return BIAS + SAME_OUTLET * same_outlet + sum(weight * min(of(like), most) for weight, most, of in WEIGHTS) >= at


def _changes_a_detail(like: Likeness) -> bool:
    """Tell whether a text that is else the same has another figure or name: that is the news, or corrects it."""
    return bool(like.facts_set_in or like.facts_in_lead or (like.names and like.names_set_in))


def is_same_event(like: Likeness) -> bool:
    """Tell whether a story that is no repetition goes on with the owner's event: much is the same, little is new."""
    alike = max(like.contained, like.containing)
    return alike >= SAME_EVENT and like.facts_in_lead <= EVENT_FACTS and like.names <= EVENT_NAMES


def _is_known(like: Likeness) -> bool:
    """Tell whether nothing in a story is new but, maybe, a plain word."""
    return not (like.facts or like.names or like.turns or like.turns_in_headline) and like.in_lead <= 1
