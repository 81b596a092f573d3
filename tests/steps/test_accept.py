"""What becomes a story, what is refused, and with which reason."""

import gzip

import orjson
import pytest

from pipeline.draft import Draft
from pipeline.errors import RecordError
from pipeline.steps.accept import Accept
from pipeline.steps.json_story import MAX_KEPT_DEPTH
from pipeline.steps.paragraphs import MAX_CHARS, MAX_SHORT_PARAGRAPHS
from schemas.record import MAX_RECORD_BYTES, Record
from schemas.refusal import Reason

ACCEPT = Accept()
STORY = {"id": "s-1", "headline": "سد تازه پر شد", "lede": "آب به دشت رسید.", "body": ["بند یک.", "بند دو."]}


def accept(value: bytes | str | dict[str, object]) -> Draft:
    if isinstance(value, dict):
        value = orjson.dumps(value)
    value = value.encode() if isinstance(value, str) else value
    return ACCEPT(Record(value, "news.raw/0@7", "2025-01-12T08:00:00+00:00"))


def refusal(value: bytes | str | dict[str, object]) -> RecordError:
    with pytest.raises(RecordError) as caught:
        accept(value)
    return caught.value


def test_plain_text_is_headline_lede_and_body() -> None:
    """Blank lines divide, of whatever ends and invisible characters they are made; offsets count in the whole text."""
    above = "\ufeff\n\r\n \u200f\n\u202bسد تازه پر شد\r\n\u200c \r\nآب به دشت رسید."
    value = f"{above}\n\n\n\nبند یک،\nسطر دو.\n\t\n بند دو. ".encode()
    draft = accept(value)
    assert [part.text for _, part in draft.parts()] == [
        "سد تازه پر شد",
        "آب به دشت رسید.",
        "بند یک،\nسطر دو.",
        "بند دو.",
    ]
    assert {part.source_part for _, part in draft.parts()} == {"text"}
    assert (draft.origin, draft.received, draft.version, draft.id_from) == (
        "news.raw/0@7",
        "2025-01-12T08:00:00+00:00",
        1,
        "text",
    )
    text = value.decode()
    assert [text[slice(*part.alignment.to_source(0, 3))] for _, part in draft.parts()] == ["سد ", "آب ", "بند", "بند"]


@pytest.mark.parametrize("opening", ['"ما آمدیم"', "[ویدئو]", "[5+1]", "<<فوری>>", "«فوری»", "(فوری)"])
def test_headlines_may_open_with_a_bracket(opening: str) -> None:
    """A bracket or a quotation mark alone makes neither JSON nor markup."""
    assert accept(f"{opening} سد پر شد\n\nآب رسید").headline.text == f"{opening} سد پر شد"


def test_a_json_object_is_a_story() -> None:
    """All fields of RECORDS.md come through, unknown ones under `extra`."""
    story = STORY | {"version": 3, "outlet": "agency", "url": "https://example.org/1", "language": "fa-IR"}
    value = b"\xef\xbb\xbf \r\n" + orjson.dumps(
        story | {"published": "2025-01-12T11:42:00+03:30", "desk": {"name": ["آب"]}}
    )
    draft = accept(value)
    assert (draft.id, draft.id_from, draft.version, draft.outlet) == ("s-1", "given", 3, "agency")
    assert (draft.url, draft.claimed_language) == ("https://example.org/1", "fa-IR")
    assert draft.published == "2025-01-12T11:42:00+03:30"
    assert draft.extra == {"desk": {"name": ["آب"]}}
    assert [part.source_part for _, part in draft.parts()] == ["headline", "lede", "body.0", "body.1"]
    assert [part.index for _, part in draft.parts()] == [0, 0, 0, 1]


def test_a_body_is_a_string_or_a_list() -> None:
    """Blank lines divide in both; the part keeps the name of the piece it stands in."""
    text, listed = accept(STORY | {"body": "یک\n\nدو\r\n\r\nسه"}), accept(STORY | {"body": ["یک\n\nدو", " ", "سه"]})
    assert [part.text for part in text.paragraphs] == [part.text for part in listed.paragraphs] == ["یک", "دو", "سه"]
    assert [part.source_part for part in text.paragraphs] == ["body"] * 3
    assert [part.source_part for part in listed.paragraphs] == ["body.0", "body.0", "body.2"]


def test_blank_fields_count_as_missing() -> None:
    """Null and blank are the same as not there."""
    blank = dict.fromkeys(("outlet", "url", "published", "language", "lede", "version"))
    draft = accept(STORY | blank | {"outlet": " ", "lede": "\u200c\n"})
    assert (draft.outlet, draft.url, draft.published, draft.claimed_language, draft.lede) == (None,) * 5
    assert draft.version == 1


def test_an_id_is_made_of_the_address_or_the_text() -> None:
    """The same story gets the same id again, whatever its spacing and form; another outlet's gets another."""
    story = {name: value for name, value in STORY.items() if name != "id"}
    url, other = accept(story | {"url": "u", "outlet": "a"}), accept(story | {"url": "u", "outlet": "b"})
    assert (url.id_from, other.id_from, url.id[:4], len(url.id)) == ("url", "url", "url:", 36)
    assert url.id == accept({"headline": "دیگر", "url": "u", "outlet": "a", "id": " "}).id != other.id
    text = accept(story)
    plain = accept("سد تازه\u200cپر  شد\n\nآب به دشت رسید\n\nبند یک\n\nبند دو!")
    assert (text.id, text.id_from) == (plain.id, "text")
    assert text.id != accept(story | {"outlet": "a"}).id != accept(story | {"body": "بند سه"}).id


@pytest.mark.parametrize(
    ("came", "outlet", "published"),
    [
        (" ۲۰۲۵-۰۱-۱۲T۱۱:۴۲:۰۰+03:30\u200f", None, "2025-01-12T11:42:00+03:30"),  # RLM
        ("۱۴۰۳/۱۰/۲۳ ۱۱:۴۲", "ایرنا", "2025-01-12T11:42:00+03:30"),
        ("۱۴۰۳/۱۰/۲۳ ۱۱:۴۲", "طلوع نیوز", "2025-01-12T11:42:00+04:30"),
        (1736669520, "طلوع نیوز", "2025-01-12T08:12:00+00:00"),
    ],
)
def test_times_get_an_offset(came: object, outlet: str | None, published: str) -> None:
    """In whatever form they come, that of the outlet's country where none is given."""
    draft = accept(STORY | {"published": came, "outlet": outlet})
    assert (draft.published, draft.problems) == (published, ())


UNREAD_TIMES = {
    "words": ("دیروز", "unreadable"),
    "no day": ("2025-02-30", "impossible"),
    "never": ("0001-01-01T00:00:00Z", "impossible"),
    "either of two days": ("10/06/1404", "ambiguous"),
    "a time that came twice": ("2021-09-21 23:30", "ambiguous"),
    "no time since 1970": (0, "impossible"),
    "a bool": (True, "unreadable"),
    "an object": ({"$date": [1736669520]}, "unreadable"),
    "a book": ("x" * 300_000, "unreadable"),
}


@pytest.mark.parametrize(("came", "reason"), UNREAD_TIMES.values(), ids=UNREAD_TIMES)
def test_a_story_is_not_lost_for_its_time(came: object, reason: str) -> None:
    """A time that can't be taken is left out, named as a problem and kept as it came."""
    draft = accept(STORY | {"published": came})
    assert (draft.id, draft.headline.text, draft.published) == ("s-1", "سد تازه پر شد", None)
    (problem,) = draft.problems
    assert (problem.field, problem.value, problem.reason) == ("published", came, reason)
    assert 5 < len(problem.detail) < 250


@pytest.mark.parametrize(("levels", "items"), [(100, 1), (1, 300_000)])
def test_what_is_kept_of_a_wrong_time_has_limits(levels: int, items: int) -> None:
    """Those of unknown fields: what could not be written again is refused."""
    came = "[" * levels + ",".join(["1E15"] * items) + "]" * levels
    error = refusal(f'{{"id": "s-1", "headline": "x", "published": {came}}}')
    assert error.reason == (Reason.TOO_DEEP if levels > 1 else Reason.TOO_LARGE)


REFUSED = {
    "empty": (b"", Reason.EMPTY),
    "blank": (b" \r\n\t\n", Reason.EMPTY),
    "invisible": ("\ufeff\u200f\n\u00a0\x00".encode(), Reason.EMPTY),
    "not UTF-8": (b"sixteen letters \n\xff", Reason.NOT_UTF8),
    "JSON not UTF-8": (b'{"headline": "\xe9"}', Reason.NOT_UTF8),
    "gzip": (gzip.compress(b"x\n\ny"), Reason.NOT_UTF8),
    "UTF-16": ("سد\n\nآب".encode("utf-16"), Reason.NOT_UTF8),
    "broken JSON": (b'{"headline": "x"', Reason.NOT_JSON),
    "lone surrogate": (rb'{"headline": "\ud800"}', Reason.NOT_JSON),
    "two objects": (b'{"headline": "x"}\n{"headline": "y"}', Reason.NOT_JSON),
    "array": (b'[{"headline":\n\n "x"}]', Reason.NOT_A_STORY),
    "string": (b'"headline\\n\\nlede"', Reason.NOT_A_STORY),
    "number": (b"12.5", Reason.NOT_A_STORY),
    "null": (b"null", Reason.NOT_A_STORY),
    "XML": (b"\xef\xbb\xbf\n<?xml version='1.0'?>\n\n<a/>", Reason.NOT_A_STORY),
    "HTML": (b"<p>x</p>\n\n<p>y</p>", Reason.NOT_A_STORY),
    "one paragraph": ("سد\nتازه پر شد".encode(), Reason.NOT_A_STORY),
    "no field of a story": (b'{"id": "s-1", "body": null, "title": "x"}', Reason.NOT_A_STORY),
    "no letter": ("…\n\n— !\n\n\u064e".encode(), Reason.NO_TEXT),
    "JSON without a letter": (b'{"headline": "", "body": ["...", "\\u0000"]}', Reason.NO_TEXT),
    "too many bytes": (b"x" * (MAX_RECORD_BYTES + 1), Reason.TOO_LARGE),
    "too many characters": (b"x\n\n" + b"y" * MAX_CHARS, Reason.TOO_LARGE),
    "too many paragraphs": (b"x\n\n" * (MAX_SHORT_PARAGRAPHS + 3), Reason.TOO_LARGE),
    "depth that can't be read": (b'{"headline": "x", "a": ' + b"[" * 20_000 + b"]" * 20_000 + b"}", Reason.TOO_DEEP),
}


@pytest.mark.parametrize(("value", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_story_is_refused(value: bytes, reason: Reason) -> None:
    """Each reason is reached by the bytes it is meant for, and says something of them."""
    error = refusal(value)
    assert error.reason == reason
    assert 5 < len(error.detail) <= 400


REFUSED_STORIES = {
    "version a bool": ({"version": True}, Reason.WRONG_TYPE),
    "version a string": ({"version": "2"}, Reason.WRONG_TYPE),
    "version a float": ({"version": 2.0}, Reason.WRONG_TYPE),
    "version negative": ({"version": -1}, Reason.WRONG_TYPE),
    "version too large to be exact": ({"version": 2**53}, Reason.WRONG_TYPE),
    "headline a list": ({"headline": ["x"]}, Reason.WRONG_TYPE),
    "lede an object": ({"lede": {"a": 1}}, Reason.WRONG_TYPE),
    "body a number": ({"body": 3}, Reason.WRONG_TYPE),
    "body of numbers": ({"body": ["x", 3]}, Reason.WRONG_TYPE),
    "outlet a bool": ({"outlet": False}, Reason.WRONG_TYPE),
    "url a list": ({"url": []}, Reason.WRONG_TYPE),
    "language a number": ({"language": 1}, Reason.WRONG_TYPE),
    "url too long": ({"url": "x" * 2_001}, Reason.TOO_LARGE),
    "outlet too long": ({"outlet": "x" * 2_001}, Reason.TOO_LARGE),
    "too many characters in all": ({"lede": "x" * 300_000, "body": ["y" * 300_000]}, Reason.TOO_LARGE),
    "too many items": ({"body": [""] * (MAX_SHORT_PARAGRAPHS + 1)}, Reason.TOO_LARGE),
    "too many unknown fields": ({"note": [10.0**15] * 300_000}, Reason.TOO_LARGE),
}


@pytest.mark.parametrize(("fields", "reason"), REFUSED_STORIES.values(), ids=REFUSED_STORIES)
def test_a_refused_story_keeps_its_id(fields: dict[str, object], reason: Reason) -> None:
    """A wrong field is named with what was expected, and the refusal carries the story's id."""
    error = refusal(STORY | fields)
    assert (error.reason, error.story_id) == (reason, "s-1")
    assert reason == Reason.TOO_LARGE or next(iter(fields)) in error.detail


@pytest.mark.parametrize(("story_id", "reason"), [(7, Reason.WRONG_TYPE), ("x" * 2_001, Reason.TOO_LARGE)])
def test_an_unusable_id_is_refused(story_id: object, reason: Reason) -> None:
    """No id is made up for a story that came with a wrong one."""
    error = refusal(STORY | {"id": story_id})
    assert (error.reason, error.story_id) == (reason, None)


def test_refusals_say_what_came() -> None:
    """The details are for people: the byte and its place, the value that was wrong."""
    assert refusal(b"sixteen letters \n\xff").detail == "byte 0xff at 17"
    assert refusal(STORY | {"version": "2"}).detail == "expected version as an integer from 0 to 2^53 - 1, came '2'"
    assert refusal(STORY | {"body": ["x", {}]}).detail == "expected body.1 as a string, came an object of 0 fields"


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_unknown_fields_go_so_deep_and_no_deeper(opening: str, closing: str) -> None:
    """What is accepted can be written again; what can't is refused before."""

    def nested(levels: int) -> str:
        return f'{{"id": "s-1", "headline": "x", "note": {opening * levels}0{closing * levels}}}'

    assert orjson.dumps(accept(nested(MAX_KEPT_DEPTH)).extra)
    error = refusal(nested(MAX_KEPT_DEPTH + 1))
    assert (error.reason, error.story_id) == (Reason.TOO_DEEP, "s-1")


def test_control_characters_in_text_are_no_reason_to_refuse() -> None:
    """The clean step takes them out; offsets still count them."""
    draft = accept(STORY | {"headline": "\x00سد\x07\u202e پر"})
    assert draft.headline.text == "سد\x07\u202e پر"
    assert draft.headline.alignment.to_source(0, 1) == (1, 2)


def test_the_last_of_equal_keys_wins() -> None:
    """JSON leaves it open; this is what orjson does."""
    assert accept('{"id": "a", "headline": "x", "id": "b"}').id == "b"
