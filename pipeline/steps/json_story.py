"""A story as a JSON object: its fields, their types and their limits."""

import reprlib
from collections.abc import Iterable, Sequence

import orjson

from pipeline.draft import Draft, Part
from pipeline.errors import RecordError
from pipeline.steps.identity import id_from_text, id_from_url
from pipeline.steps.moment import BadTime
from pipeline.steps.outlet_zone import outlet_zone
from pipeline.steps.paragraphs import INVISIBLE, check_letters, check_size, field, paragraph_spans, piece, seen
from pipeline.steps.plain_text import decode
from pipeline.steps.published import published_time
from schemas.record import Record
from schemas.refusal import Reason
from schemas.story import Problem

MAX_ATTRIBUTE_CHARS = 2_000  # ids and addresses go into keys and headers; no browser takes longer ones everywhere
MAX_VERSION = 2**53 - 1  # the largest integer that every JSON reader keeps exact
MAX_KEPT_DEPTH = 64  # of what is kept as it came: orjson reads 1,024 levels but writes 254
# A number can be written four times as long as it came (1E15): this keeps a delivered story below 16 MiB.
MAX_KEPT_BYTES = 4 * 2**20
_SMALL_BYTES = 2**18  # what a record below this holds can't pass the limit

_TEXTS = ("headline", "lede", "body")
_FIELDS = frozenset(("id", "version", "outlet", "url", "published", "language", *_TEXTS))


def read_json_story(record: Record, story_json: bytes) -> Draft:
    """Read a story from `story_json`, the record's value from its first brace on.

    Whatever is refused once the id is known carries the id.
    """
    story = _parse(record.value, story_json)
    story_id = _attribute(story, "id")
    try:
        return _draft(record, story, story_id)
    except RecordError as error:
        raise RecordError(error.reason, error.detail, story_id=story_id) from None


def _parse(value: bytes, story_json: bytes) -> dict[str, object]:
    try:
        story: dict[str, object] = orjson.loads(story_json)
    except orjson.JSONDecodeError as error:
        decode(value)
        reason = Reason.TOO_DEEP if error.msg.startswith("depth limit") else Reason.NOT_JSON
        raise RecordError(reason, str(error)) from None
    return story


def _draft(record: Record, story: dict[str, object], story_id: str | None) -> Draft:
    outlet, url = _attribute(story, "outlet"), _attribute(story, "url")
    headline, lede, paragraphs = _parts(story)
    made_id, id_from = story_id, "given"
    if made_id is None and url is not None:
        made_id, id_from = id_from_url(url, outlet), "url"
    if made_id is None:
        made_id, id_from = id_from_text((headline, lede, *paragraphs), outlet), "text"
    extra, (published, problems) = _extra(story), _published(story, outlet)
    _check_kept([extra, *(problem.value for problem in problems)], len(record.value))
    return Draft(
        origin=record.origin,
        received=record.received,
        id=made_id,
        id_from=id_from,
        version=_version(story),
        outlet=outlet,
        url=url,
        published=published,
        claimed_language=_attribute(story, "language"),
        problems=problems,
        extra=extra,
        headline=headline,
        lede=lede,
        paragraphs=paragraphs,
    )


def _parts(story: dict[str, object]) -> tuple[Part | None, Part | None, tuple[Part, ...]]:
    headline, lede, body = _text(story, "headline"), _text(story, "lede"), _body(story)
    if headline is None and lede is None and story.get("body") is None:
        expected = "expected an object with a headline, a lede or a body"
        raise RecordError(Reason.NOT_A_STORY, f"{expected}, came the fields {reprlib.repr(list(story))}")
    chars = len(headline or "") + len(lede or "") + sum(len(text) for _, text in body)
    check_size(chars, len(body))
    fields = [field(text, source_part) for source_part, text in body]
    places = [(whole, span) for whole in fields for span in paragraph_spans(whole.text)]
    check_size(chars, len(places))
    parts = seen(field(headline or "", "headline")), seen(field(lede or "", "lede"))
    paragraphs = tuple(piece(*place, index) for index, place in enumerate(places))
    check_letters((*parts, *paragraphs))
    return *parts, paragraphs


def _body(story: dict[str, object]) -> Sequence[tuple[str, str]]:
    """Give the pieces of the body, each with the name of its source part."""
    body = story.get("body")
    if body is None:
        return ()
    if isinstance(body, list):
        return [(f"body.{at}", _string(f"body.{at}", text)) for at, text in enumerate(body)]
    return (("body", _string("body", body, "a string or a list of strings")),)


def _text(story: dict[str, object], name: str) -> str | None:
    text = story.get(name)
    return None if text is None else _string(name, text)


def _string(name: str, value: object, expected: str = "a string") -> str:
    if isinstance(value, str):
        return value
    raise _wrong_type(name, expected, value)


def _attribute(story: dict[str, object], name: str) -> str | None:
    """Give a short text field; a blank one counts as missing."""
    text = _text(story, name)
    if text is None or not text.strip():
        return None
    if len(text) > MAX_ATTRIBUTE_CHARS:
        raise RecordError(Reason.TOO_LARGE, f"{name} of {len(text):,} characters, at most {MAX_ATTRIBUTE_CHARS:,}")
    return text


def _version(story: dict[str, object]) -> int:
    version = story.get("version")
    if version is None:
        return 1
    if type(version) is int and 0 <= version <= MAX_VERSION:
        return version
    raise _wrong_type("version", "an integer from 0 to 2^53 - 1", version)


def _published(story: dict[str, object], outlet: str | None) -> tuple[str | None, tuple[Problem, ...]]:
    """Give the time, or what is wrong with it: a story is not lost for its time."""
    came = story.get("published")
    if came is None or (isinstance(came, str) and not came.strip(INVISIBLE)):
        return None, ()
    try:
        return published_time(came, outlet_zone(outlet)), ()
    except BadTime as error:
        return None, (Problem("published", came, error.reason, error.detail),)


def _extra(story: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in story.items() if name not in _FIELDS}


def _check_kept(kept: Sequence[object], record_bytes: int) -> None:
    """Refuse what is kept as it came where it could not be written again."""
    if any(_deeper_than(MAX_KEPT_DEPTH, value) for value in kept):
        raise RecordError(Reason.TOO_DEEP, f"unknown fields go deeper than {MAX_KEPT_DEPTH} levels")
    if record_bytes > _SMALL_BYTES and (size := len(orjson.dumps(kept))) > MAX_KEPT_BYTES:
        raise RecordError(Reason.TOO_LARGE, f"{size:,} bytes of unknown fields, at most {MAX_KEPT_BYTES:,}")


def _deeper_than(levels: int, value: object) -> bool:
    """Look level by level: a recursive look would end before the input does."""
    level = [value]
    for _ in range(levels + 1):
        level = [child for node in level for child in _children(node) if isinstance(child, dict | list)]
        if not level:
            return False
    return True


def _children(node: object) -> Iterable[object]:
    if isinstance(node, dict):
        return node.values()
    return node if isinstance(node, list) else ()


def _wrong_type(name: str, expected: str, value: object) -> RecordError:
    return RecordError(Reason.WRONG_TYPE, f"expected {name} as {expected}, came {_shown(value)}")


def _shown(value: object) -> str:
    """Show a value in few characters, without going through all of it."""
    if isinstance(value, dict):
        return f"an object of {len(value):,} fields"
    return f"a list of {len(value):,} items" if isinstance(value, list) else reprlib.repr(value)
