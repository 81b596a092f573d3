"""The chain of one story as a tree for the terminal."""

from collections.abc import Iterator

from pipeline.copies.chain import Chain, Story
from pipeline.copies.shown import ELLIPSIS, clean, counted, outlet_name, set_apart
from pipeline.copies.times import signed, told, written
from pipeline.plain_lines import duration
from pipeline.rtl import Mode
from schemas.duplicate import Duplicate

WORDS_SHOWN = 6
HEADLINE_CHARACTERS = 100
BRANCH, LAST = ("├─ ", "│    "), ("└─ ", "     ")  # at a copy, and below it


def tree(chain: Chain, mode: Mode) -> Iterator[str]:
    """Lay a chain out in lines: the owner, each copy with what it changed, and a line that sums them up."""
    yield from _owner(chain, mode)
    width = max((len(signed(note.delay_s)) for note in chain.notes), default=0)
    for at, note in enumerate(chain.notes, start=1):
        branch, below = LAST if at == len(chain.notes) else BRANCH
        yield f"{branch}{signed(note.delay_s):<{width}}  {_copy(note, chain, mode)}"
        if changed := _changed(note, mode):
            yield f"{below}{changed}"
    yield _sum(chain)


def _owner(chain: Chain, mode: Mode) -> Iterator[str]:
    versions = ", ".join(map(str, chain.versions))
    noun = "version" if len(chain.versions) == 1 else "versions"
    time = written(chain.told) if chain.told else "time not known"
    yield f"{_story(chain.owner, mode)} · {noun} {versions} · {time}"
    if chain.headline:
        headline = clean(chain.headline)
        cut = headline if len(headline) <= HEADLINE_CHARACTERS else headline[: HEADLINE_CHARACTERS - 1] + ELLIPSIS
        yield f"│  {set_apart(cut, mode)}"
    for story in chain.repeats:
        yield f"│  itself a copy of {_story(story, mode)}"


def _copy(note: Duplicate, chain: Chain, mode: Mode) -> str:
    facts = [_story(Story(note.outlet, note.id), mode), note.kind, f"{note.similarity:.2f} alike"]
    if note.version != 1:
        facts.insert(1, f"version {note.version}")
    if len(chain.versions) > 1:
        facts.append(f"of version {note.of_version}")
    if time := told(note):
        facts.append(written(time))
    return " · ".join(facts)


def _story(story: Story, mode: Mode) -> str:
    return f"{set_apart(outlet_name(story.outlet), mode)} · {set_apart(story.id, mode)}"


def _changed(note: Duplicate, mode: Mode) -> str:
    """Tell some of the words added and removed; nothing where the text is the same."""
    changed = note.changed
    if changed is None:
        return "changes not known" if note.kind == "near" else ""
    sides = ("+", changed.added, changed.added_count), ("−", changed.removed, changed.removed_count)
    return "   ".join(_words(sign, words, count, mode) for sign, words, count in sides if count)


def _words(sign: str, words: tuple[str, ...], count: int, mode: Mode) -> str:
    some = words[:WORDS_SHOWN]
    more = f" and {count - len(some):,} more" if count > len(some) else ""
    return (
        f"{sign} {set_apart('، '.join(map(clean, some)), mode)}{more}" if some else f"{sign} {counted(count, 'word')}"
    )


def _sum(chain: Chain) -> str:
    if not chain.notes:
        return "no copies"
    times = "once" if len(chain.notes) == 1 else f"{len(chain.notes):,} times"
    outlets = len({note.outlet for note in chain.notes} - {chain.owner.outlet})
    others = f", by {counted(outlets, 'other outlet')}" if outlets else ""
    last_s = chain.notes[-1].delay_s
    return f"repeated {times}{others}{f', last {duration(last_s)} after it' if last_s > 0 else ''}"
