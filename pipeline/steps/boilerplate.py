"""Boilerplate: what outlets add to a story that is no part of it, and where it stands."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.draft import Draft
from pipeline.steps.agency_names import is_agency
from pipeline.steps.boilerplate_forms import FIRM_CUE, is_heading, is_number, kind_anywhere, kind_at_edge, signed_name
from pipeline.steps.bylines import byline_kind, sources_of
from pipeline.steps.flags import flag_before, headline_flags, is_exclusive
from pipeline.steps.page_forms import name_beside_address, page_kind
from pipeline.steps.refrains import is_prose
from pipeline.steps.stubs import MOST_STUBS, is_stub
from schemas.story import Boilerplate

_TAIL = 200  # characters at the end of a line in which boilerplate may follow a sentence
_MOST_TAILS = 8  # pieces behind one sentence: signature, code, tags, link ...
_MOST_BREAKS = 16  # a code with its marks, an address and a label have fewer
_BREAK = re.compile(r"[.!؟»…)/*|](?![a-z\d])[\s\u200c]*|\s+(?=[(\[{]|@|https?:|\d{3,5} ?\*\*)", re.IGNORECASE)  # ZWNJ
_UNPUNCTUATED = re.compile("(?<!در)(?<!به)(?<!تا)(?<!از)(?<!با)\\s+/?(?=انتهای پیام|پایان پیام)")
_LABELS = frozenset(("byline", "photo", "source", "tags", "code", "signature", "share"))
_ABOVE_STUBS = frozenset(("byline", "tags", "copyright"))  # and «منبع: ایسنا»
_VAGUE = re.compile(r"\W*گزارش ?[:：]")  # «گزارش: شمار قربانیان»
_FIRM = frozenset(("signature", "code", "related", "page"))  # kinds that may end any paragraph

_SURE = _FIRM | {"share"}  # unless they are of an edge only

_COUNTS = re.compile(r":\s*\d")  # «کشته‌ها: ۱۲ نفر»
_BULLET = re.compile(r"[^\w\s«\"(\[#@]")
_ENDS_PROSE = re.compile(r"[.؛:،][\s»\")]*\Z")
_MOST_HEADLINES, _HEADLINE_WORDS, _HEADLINE_CHARS = 8, 18, 140
_MOST_TAGS, _TAG_WORDS = 15, 12


@dataclass(slots=True)
class _Line:
    """A line of a part: it starts at `start`, what is left of its text ends at `end`, what came at `written`."""

    part: str
    text: str
    start: int
    end: int
    written: int
    kind: str | None = None

    @property
    def left(self) -> str:
        return self.text[self.start : self.end]

    @property
    def announces(self) -> bool:
        """Tell whether the line leads to the next: «برگزیدگان جشنواره:»."""
        return self.text.startswith(":", self.written - 1)


def find_boilerplate(draft: Draft) -> tuple[Boilerplate, ...]:
    """List what of the story is boilerplate, in reading order; the spans of a part do not overlap."""
    parts = draft.parts()
    lines = [line for name, part in parts if name != "headline" for line in _lines(name, part.text)]
    for line in lines:
        text = line.left
        line.kind = kind_anywhere(text) or ("photo" if byline_kind(text) == "photo" else None)
    for before, line in pairwise(lines):
        if before.kind == "signature" and is_number(line.left):
            line.kind = "signature"
    _mark_blocks(lines)
    found = [*_headline(draft), *_opening(lines), *_endings(lines)]
    found += [_boilerplate(line, line.start, line.kind) for line in lines if line.kind]
    order = {name: at for at, (name, _) in enumerate(parts)}
    return tuple(sorted(found, key=lambda one: (order[one.part], one.start)))


def _lines(part: str, text: str) -> Iterator[_Line]:
    place = 0
    for line in text.split("\n"):
        if bare := line.rstrip():
            yield _Line(part, text, place, place + len(bare), place + len(bare))
        place += len(line) + 1


def _boilerplate(line: _Line, start: int, kind: str) -> Boilerplate:
    return Boilerplate(kind, line.part, start, line.end, line.text[start : line.end])


def _mark_blocks(lines: Sequence[_Line]) -> None:
    """Mark the headlines after «بیشتر بخوانید:» and the tags after «برچسب‌ها:»."""
    kind, left = None, 0
    for line in lines:
        text = line.left
        heading = is_heading(text)
        if heading:
            kind, left, line.kind = heading, _MOST_TAGS if heading == "tags" else _MOST_HEADLINES, heading
        elif line.kind == "related":
            kind, left = "bulleted", _MOST_HEADLINES
        elif not line.kind and kind and left and _continues(kind, text):
            line.kind, left = "tags" if kind == "tags" else "related", left - 1
        else:
            kind = None


def _continues(kind: str, text: str) -> bool:
    words = len(text.split())
    if len(text) > _HEADLINE_CHARS or _ENDS_PROSE.search(text) or _COUNTS.search(text):
        return False
    if kind == "bulleted":
        return bool(_BULLET.match(text)) and words <= _HEADLINE_WORDS
    return words <= (_TAG_WORDS if kind == "tags" else _HEADLINE_WORDS)


def _opening(lines: Sequence[_Line]) -> Iterator[Boilerplate]:
    """Mark the lines before the story, and give «فوری/» or «اختصاصی ایسنا؛» where its text begins."""
    for line in lines:
        line.kind = line.kind or _edge_kind(line.left)
        if not line.kind:
            flag = flag_before(line.left)
            if flag:
                start, line.start = line.start, line.start + flag.end
                yield Boilerplate(flag.kind, line.part, start, line.start, line.text[start : line.start].rstrip())
            return


def _endings(lines: Sequence[_Line]) -> list[Boilerplate]:
    """Mark the lines after the story, and cut what follows the last sentences of its paragraphs."""
    found: list[Boilerplate] = []
    story = len(lines) - 1
    while story >= 0 and _is_around(lines[story], found):
        story -= 1
    _mark_above_stubs(lines[: story + 1])
    if story >= 0 and lines[story].announces:
        _give_back(lines[story + 1 :])
    for line in reversed(lines[: max(0, story)]):
        found += () if line.kind else _tails(line, at_end=False)
    return found


def _is_around(line: _Line, found: list[Boilerplate]) -> bool:
    """Mark a line at the end or cut what is boilerplate from its end, and tell whether nothing is left."""
    line.kind = line.kind or _edge_kind(line.left) or page_kind(line.left)
    if not line.kind:
        found += _tails(line, at_end=True)
    return line.kind is not None or line.start == line.end


def _mark_above_stubs(lines: Sequence[_Line]) -> None:
    """Mark bylines and tags above up to three lines at the end that no form knows: «پایگاه جامع البرز».

    These lines stay, and so does all where no sentence stands before: it may be a list, with its headings.
    """
    stubs = 0
    for at in reversed(range(len(lines))):
        if lines[at].kind or stubs == MOST_STUBS or not is_stub(lines[at].left):
            break
        stubs += 1
    above: list[tuple[_Line, str]] = []
    for line in reversed(lines[: len(lines) - stubs] if stubs else ()):
        kind = line.kind or _kind_above_stubs(line.left)
        if not kind:
            if is_prose(line.left, len(line.left.split())):
                _mark(above)
            return
        above.append((line, kind))


def _mark(lines: Iterable[tuple[_Line, str]]) -> None:
    for line, kind in lines:
        line.kind = kind


def _kind_above_stubs(text: str) -> str | None:
    kind = _edge_kind(text)
    sure = (kind in _ABOVE_STUBS and not _VAGUE.match(text)) or (
        kind == "source" and any(map(is_agency, sources_of(text)))
    )
    return kind if sure else None


def _give_back(lines: Sequence[_Line]) -> None:
    """Unmark what a line announces right before: «برگزیدگان جشنواره:», «نویسنده: …», «تعداد کشته‌ها:», «۱۲۰۰»."""
    for line in lines:
        if line.kind not in _LABELS or (line.kind in _SURE and kind_anywhere(line.left)):
            return
        line.kind = None


def _edge_kind(text: str) -> str | None:
    return kind_at_edge(text) or byline_kind(text) or _named_kind(text)


def _named_kind(text: str) -> str | None:
    """Name the kind of a line that is boilerplate because of the agency in it: «انتهای پیام/ایسنا»."""
    if len(text) > _HEADLINE_CHARS:
        return None
    name = signed_name(text)
    if name and is_agency(name):
        return "signature"
    beside = name_beside_address(text)
    if beside and is_agency(beside):
        return "channel"
    return "exclusive" if is_exclusive(text) else None


def _tails(line: _Line, *, at_end: bool) -> list[Boilerplate]:
    found: list[Boilerplate] = []
    while len(found) < _MOST_TAILS and (tail := _tail(line, at_end=at_end)):
        found.append(_boilerplate(line, *tail))
        line.end = len(line.text[: tail[0]].rstrip())
    return found


def _tail(line: _Line, *, at_end: bool) -> tuple[int, str] | None:
    """Find the longest piece after a sentence's end that is boilerplate: its start and kind."""
    window = max(line.start, line.end - _TAIL)
    if not at_end and not FIRM_CUE.search(line.text, window, line.end):
        return None
    breaks = [*_BREAK.finditer(line.text, window, line.end), *_UNPUNCTUATED.finditer(line.text, window, line.end)]
    for start in sorted(one.end() for one in breaks if one.end() < line.end)[-_MOST_BREAKS:]:
        text = line.text[start : line.end]
        kind = kind_anywhere(text) or (_edge_kind(text) if at_end else None)
        if kind and (at_end or kind in _FIRM):
            return _with_slash(line.text, start), kind
    return None


def _with_slash(text: str, start: int) -> int:
    """Take the slash of «/انتهای پیام» and the stars of «**انتهای پیام» along."""
    while start and text[start - 1] in "/*":
        start -= 1
    return start


def _headline(draft: Draft) -> Iterator[Boilerplate]:
    """Give «+ فیلم» and «عکس |» of the headline: outlets add them to the same story."""
    text = draft.headline.text if draft.headline else ""
    for start, end in headline_flags(text):
        yield Boilerplate("media", "headline", start, end, text[start:end])
