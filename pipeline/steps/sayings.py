"""Sayings: «رویترز گزارش داد که», and whom people spoke to: «به خبرنگار ایسنا گفت», «در گفت‌وگو با ایلنا»."""

from collections.abc import Iterable, Iterator
from re import Match

from pipeline.steps.agency_names import WINDOW, Named, named_at
from pipeline.steps.attribution import QUOTED, REPORTER, Attribution, attribution, of_outlet
from pipeline.steps.credit_forms import (
    BY,
    CHAIN,
    CLAUSE,
    IN_TALK,
    NOT_BETWEEN,
    NOT_TOLD,
    OUR_OWN,
    OUR_REPORTER,
    OWN,
    SAID,
    SPEAKING,
    TALK,
    THAT,
    TOLD,
)  # fmt: skip
from pipeline.steps.leads import tail_end

_BEFORE_SAID = 4  # words between the agency and its verb: «نیز در گزارشی اعلام کرد»; with more of them it's a sentence
_BEFORE_TOLD = 6  # words between the reporter and the verb: «به خبرنگار ایسنا با اشاره به این طرح گفت»
_MOST_CLAUSES = 4  # before a verb, that are looked at: «ایسنا: رویترز، که ..., نوشت» has 3
_TO, _MOST_TO = "به ", 3
_LONGEST_BEFORE_TALK = 9  # characters: «ضمن یک »
_LONGEST_TO = 70  # characters from «به» to the verb


def sayings(text: str, outlet: str | None, first: int) -> Iterable[Attribution]:
    """Find the agencies that say so themselves, and to whom the people of a story spoke; the story opens at `first`."""
    return _sayings(text, outlet, first) if SPEAKING.search(text) else ()


def _sayings(text: str, outlet: str | None, first: int) -> Iterator[Attribution]:
    before, names = 0, _Names(text)
    for verb in SPEAKING.finditer(text):
        said, told, talk = (form.match(text, verb.end()) for form in (SAID, TOLD, TALK))
        if said:
            yield from _said(text, said, names, (outlet, first))
        if told:
            yield from _told(text, _asked(text, before, told.start()), outlet)
            before = told.end()
        if talk:
            yield from _told(text, _talked_to(text, talk), outlet)


def _told(text: str, listeners: Iterable[tuple[int, Named]], outlet: str | None) -> Iterator[Attribution]:
    """Give whom people spoke to: a reporter of this story if the outlet is his, else of none."""
    for start, listener in listeners:
        own = of_outlet(outlet)
        agency = own if not listener.agency or listener.agency == own else None
        yield attribution(agency, REPORTER, text, (start, listener.end), tail_end(text, listener.end))


class _Names(dict[int, Named | None]):
    """The agencies named at the clauses of a text: the verbs of one clause ask for the same."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __missing__(self, start: int) -> Named | None:
        self[start] = named = self._reporter(start) or named_at(self._text, start, sure=False) or self._numbered(start)
        return named

    def _reporter(self, start: int) -> Named | None:
        """Find «خبرنگار مهر» and «خبرنگار ما»; the latter's agency is not named."""
        if not OWN.match(self._text, start):
            return None
        ours = OUR_OWN.match(self._text, start)
        return Named("", ours.end()) if ours else named_at(self._text, start)

    def _numbered(self, start: int) -> Named | None:
        """Find «ورزش ۳» and «کانال ۱۲», if what they do follows at once."""
        named = named_at(self._text, start)
        sure = named and self._text[named.end - 1].isdigit() and SAID.match(self._text, named.end + 1)
        return named if sure else None


def _said(text: str, verb: Match[str], names: _Names, story: tuple[str | None, int]) -> Iterator[Attribution]:
    """Take the agency only where a clause begins: who speaks to an agency isn't one.

    What stands between it and its verb may be whom it quotes.
    """
    window = max(0, verb.start() - WINDOW)
    starts = [clause.end() for clause in CLAUSE.finditer(text, window, verb.start())]
    for start in (starts if window else [max(0, story[1]), *starts])[-_MOST_CLAUSES:]:
        named = names[start]
        if not named or named.end >= verb.start() or _is_in_name(text, start, named):
            continue
        that = THAT.match(text, verb.end())
        end = that.end() if that else verb.end()
        chain = CHAIN.match(text, named.end) or BY.match(text, named.end)
        quoted = named_at(text, chain.end()) if chain else None
        if chain and "گزارش" in chain[0] and not (quoted and text[quoted.end : verb.start()] == " "):
            chain = quoted = None
        if _is_near(text, (quoted or named).end, verb.start()):
            agency, role = _speaker(text, start, named, story)
            role = REPORTER if chain else role  # «ایرنا به نقل از رویترز نوشت»
            yield attribution(agency, role, text, (start, verb.end()), end)
            return
        if chain:
            yield attribution(named.agency, QUOTED, text, (start, chain.end()))
            yield attribution(None, QUOTED, text, (verb.start(), verb.end()), end)
            return


def _speaker(text: str, start: int, named: Named, story: tuple[str | None, int]) -> tuple[str | None, str]:
    """Tell who says so, and whether as the reporter: «خبرنگار ایلنا» is of his own outlet, or opens a story of none."""
    outlet, first = story
    own = of_outlet(outlet)
    if not OWN.match(text, start):
        return named.agency, QUOTED
    if not named.agency:
        return own, REPORTER
    is_own = named.agency == own or (own is None and start == first)
    return named.agency, REPORTER if is_own else QUOTED


def _is_in_name(text: str, start: int, named: Named) -> bool:
    """Tell whether quotes hold more than the agency: «رویترز پلاستیک»."""
    return text[start - 1 : start] == "«" and text[named.end - 1] != "»"


def _is_near(text: str, start: int, verb: int) -> bool:
    return text.count(" ", start, verb) <= _BEFORE_SAID + 1


def _asked(text: str, begin: int, verb: int) -> Iterator[tuple[int, Named]]:
    """Find «به خبرنگار ایسنا» before «گفت», and behind the verb before it, which ends at `begin`."""
    window, place = max(begin, verb - _LONGEST_TO), verb
    for _ in range(_MOST_TO):
        place = text.rfind(_TO, window, place)
        if place < 0:
            return
        if place and not text[place - 1].isspace():
            continue
        listener = _listener(text[place:verb], len(_TO) - 1)
        if listener and _is_told(text, place, text[place + listener.end : verb]):
            yield place, Named(listener.agency, place + listener.end)
            return


def _listener(text: str, place: int) -> Named | None:
    ours = OUR_REPORTER.match(text, place)
    return Named("", ours.end()) if ours else named_at(text, place)


def _is_told(text: str, start: int, gap: str) -> bool:
    """Tell whether who is named at `start` was told what follows the `gap`, and nothing was done to him."""
    before, between = text[max(0, start - 20) : start].split(), gap.split()
    done = before and before[-1] in NOT_TOLD
    return not done and len(between) <= _BEFORE_TOLD and NOT_BETWEEN.isdisjoint(between)


def _talked_to(text: str, talk: Match[str]) -> Iterator[tuple[int, Named]]:
    """Find «در گفت‌وگو با خبرنگار ایلنا»."""
    window = max(0, talk.start() - _LONGEST_BEFORE_TALK)
    before = IN_TALK.search(text[window : talk.start() - 1])
    listener = _listener(text, talk.end()) if before else None
    if before and listener:
        yield window + before.start(), listener
