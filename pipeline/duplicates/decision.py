"""The decision: whether a story that is like an owner only repeats it, and what it is to it where it does not."""

from collections.abc import Callable
from math import log1p

from pipeline.duplicates.entry import Entry, later_ms
from pipeline.duplicates.profile import Profile
from pipeline.duplicates.sketch import Likeness, is_from_elsewhere

# All measured on the records of tests/quality/duplicates.jsonl that are not held (`khabar eval duplicates`).
MIN_SIZE = 6  # shingles of a story that may repeat another without being the same, word for word
MIN_CONTAINED, MIN_KNOWN = 0.45, 0.3  # of a story's shingles; the lower where all that it tells is known
REPEATS = 0.5  # logits: of a hundred that are dropped one is news, each hand's records judged by the other hands'
SAME_TEXT = 0.8  # Jaccard, above which one new fact or turn of events is what a story is sent for
EXACT_TEXT, SHINGLES_OF_A_WORD = 0.9, 4  # Jaccard and shingles of its own, where one new name or turn is
WHOLE = 0.85  # of the owner's shingles, above which a new clause is: who only edits rarely keeps all and adds one
SAME_EXCERPT = 0.8  # contained, above which one new clause is
SWAPPED = 2  # figures where the owner has others: of those that it tells elsewhere, too, one may be by chance
ANNOUNCED = 2  # words new in the headline and in the text: what seems background there is none
DENIED = 0.8  # contained, above which «نکرد» is, beside other new words, where the owner does not say so
HALF_A_DAY_MS = 12 * 3600 * 1000  # no story of the set that its outlet repeats later names a day (35 others do)
CLAUSE = 4  # telling words in a row that the owner lacks: who only edits rarely puts in so many
TOLD = 3  # telling words in a row, beside a new fact or turn of events: a clause tells it, no editor's other word
SAME_EVENT = 0.4  # of the shingles of one or the other: 67 % of updates are linked, 7 % of look-alikes; at 0.6 59, 6

type Weights = tuple[tuple[float, float, Callable[[Likeness], float]], ...]

# Logits, fitted by logistic regression to the pairs of five hands, as if all were of two outlets; each with the most
# that its count may be. A clause weighs half as much again as fitted: what hands write that were asked for updates of
# one clause without a number («hard») would have it weigh more. What facts of the lead weigh was not fitted: of 1.0,
# 1.5 and 2.0 the middle was taken; with each step a tenth of a hundred repetitions more are delivered.
BIAS = 5.80
SAME_OUTLET = -1.5  # an outlet's second story on an event has news; if it repeats itself, then word for word
WEIGHTS: Weights = (
    (2.66, 1, lambda like: like.contained),
    (-5.22, 1, lambda like: like.containing),
    (-0.30, 5, lambda like: log1p(like.own)),
    (-0.79, 3, lambda like: log1p(like.in_lead)),
    (-1.00, 3, lambda like: like.facts),
    (-1.50, 2, lambda like: like.facts_in_lead),
    (-1.33, 3, lambda like: like.facts_set_in),
    (-1.01, 3, lambda like: like.names_set_in),
    (-1.48, 3, lambda like: like.announced),
    (-0.82, 2, lambda like: like.turns_in_headline),
    (-0.41, 3, lambda like: like.turns),
    (-3.74, 2, lambda like: like.fresh),
    (-1.20, 1, lambda like: like.in_a_row >= CLAUSE),
)
# Fitted to 284 updates and 260 look-alikes that are no repetitions, but for the bias: with 1.78, as fitted, 92 in a
# hundred of the former are linked and 13 of the latter, each fifth of the set judged by the others; with 2.28 they are
# 94 and 15.
EVENT_BIAS = 2.1
EVENT_WEIGHTS: Weights = (
    (-2.21, 1, lambda like: like.contained),
    (4.05, 1, lambda like: like.containing),
    (-1.16, 5, lambda like: like.facts_set_in),
    (-0.73, 4, lambda like: like.names_set_in),
    (-0.63, 5, lambda like: like.names),
)


def repeats(like: Likeness, *, same_outlet: bool, at: float = REPEATS) -> bool:
    """Tell whether a story has no news beside what it repeats: whether it scores `at`, in logits, or more.

    What weighs most are sentences that tell what has just happened, facts of its own, and what its headline tells and
    the owner does not: two more dead, another price, another day, a fire put out, a culprit found: that is the news. A
    new figure where the owner has another is never a repetition, however short the excerpt; nor is an outcome in the
    headline that the text tells, too.
    """
    if like.size < MIN_SIZE or like.contained < (MIN_KNOWN if tells_nothing_new(like) else MIN_CONTAINED):
        return False
    if _has_news(like):
        return False
    return BIAS + SAME_OUTLET * same_outlet + _sum(WEIGHTS, like) >= at


def _sum(weights: Weights, like: Likeness) -> float:
    return sum(weight * min(of(like), most) for weight, most, of in weights)


def _has_news(like: Likeness) -> bool:
    """Tell whether a story has what is news beside any number of repeated words."""
    return bool(
        like.facts_set_in >= (1 if like.facts else SWAPPED)
        or like.turns_announced
        or (like.aside and like.announced >= ANNOUNCED)
        or (like.denied_in_lead and (like.contained >= DENIED or _only_turns(like)))
        or (like.contained >= SAME_EXCERPT and _adds_a_clause(like))
        or (like.containing >= WHOLE and like.own >= TOLD and like.in_a_row >= CLAUSE)
        or (like.jaccard >= SAME_TEXT and _changes_a_detail(like))
    )


def _adds_a_clause(like: Likeness) -> bool:
    """Tell whether an excerpt that is else the same tells more: with a fact, or at length."""
    return like.own >= TOLD and bool((like.facts and like.in_a_row >= TOLD) or like.in_a_row > CLAUSE)


def _changes_a_detail(like: Likeness) -> bool:
    """Tell whether a text that is else the same has another figure, name or turn: that is the news, or corrects it."""
    turned = like.turns and (like.in_a_row >= TOLD or _only_turns(like))
    is_exact = like.jaccard >= EXACT_TEXT and like.own <= SHINGLES_OF_A_WORD
    detail = is_exact and (like.names or like.turns or like.turns_in_headline)
    named = like.names and like.names_set_in
    return bool(like.facts_set_in or like.facts_in_lead or like.denied or turned or named or detail)


def _only_turns(like: Likeness) -> bool:
    """Tell whether nothing is new but turns of events: «مجاز» where the owner says «ممنوع»."""
    return like.told == like.turns + like.turns_in_headline


def is_same_event(like: Likeness, *, is_another: bool = False) -> bool:
    """Tell whether a story that is no repetition goes on with the owner's event.

    A report of the same kind has other figures and names in the places of the owner's; one of the same event keeps
    most of what the owner tells, and adds to it. In the words of the owner's, another day or town is another event.
    """
    if is_another and like.jaccard >= SAME_TEXT:
        return False
    return max(like.contained, like.containing) >= SAME_EVENT and EVENT_BIAS + _sum(EVENT_WEIGHTS, like) >= 0


def is_notice(story: Entry, known: Entry, like: Likeness) -> bool:
    """Tell whether a story is a notice on another; a second correction or update says something else than the first."""
    if story.notice != known.notice:
        return story.notice is not None
    return story.notice in ("correction", "update") and not tells_nothing_new(like)


def is_another_report(story: Entry, profile: Profile, known: Entry) -> bool:
    """Tell whether a story is another's next report, in what words ever: of today, half a day later, by its outlet.

    Or the same report from another town.
    """
    its_outlets = story.outlet == known.outlet
    is_of_another_day = profile.names_a_day and its_outlets and abs(later_ms(story, known)) >= HALF_A_DAY_MS
    return is_of_another_day or is_from_elsewhere(profile, known.sketch)


def tells_nothing_new(like: Likeness) -> bool:
    """Tell whether nothing in a story is new but, maybe, a plain word."""
    return not (like.facts or like.names or like.turns or like.turns_in_headline) and like.in_lead <= 1
