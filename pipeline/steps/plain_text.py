"""A story as plain text: headline, lede and body, divided by blank lines."""

import re

from pipeline.draft import Draft, Part
from pipeline.errors import RecordError
from pipeline.steps.identity import id_from_text
from pipeline.steps.paragraphs import check_letters, check_size, field, paragraph_spans, piece
from schemas.record import Record
from schemas.refusal import Reason

_MARKUP = re.compile(r"<[A-Za-z?!/]")  # "<<" opens a quotation in old feeds
_MIN_PARAGRAPHS = 2  # headline and lede
_JSON_ARRAY = re.compile(r'\[\s*[\[\]{"]')  # "[" alone opens a headline such as "[ویدئو] ..."


def read_plain_text(record: Record) -> Draft:
    """Read a story from the text of a record; offsets count in the whole text, BOM and line ends included."""
    text = decode(record.value)
    check_size(len(text), 0)
    spans = paragraph_spans(text)
    _check_form(text, spans)
    whole = field(text, "text")
    if whole.text != text:
        spans = paragraph_spans(whole.text)
    if len(spans) < _MIN_PARAGRAPHS:
        detail = f"expected headline and lede with a blank line between, came {whole.text.strip()[:40]!r} and markup"
        raise RecordError(Reason.NOT_A_STORY, detail)
    headline, lede = (piece(whole, span) for span in spans[:2])
    paragraphs = tuple(piece(whole, span, index) for index, span in enumerate(spans[2:]))
    check_size(len(text), len(paragraphs))
    check_letters((headline, lede, *paragraphs))
    return _draft(record, headline, lede, paragraphs)


def decode(value: bytes) -> str:
    """Decode UTF-8, or refuse with the first byte that isn't."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RecordError(Reason.NOT_UTF8, f"byte 0x{value[error.start]:02x} at {error.start}") from None


def _check_form(text: str, spans: list[tuple[int, int]]) -> None:
    if not spans:
        raise RecordError(Reason.EMPTY, f"{len(text):,} characters, none of them visible")
    start, end = spans[0]
    came = f"came {text[start : min(end, start + 40)]!r}"
    if _MARKUP.match(text, start):
        raise RecordError(Reason.NOT_A_STORY, f"expected plain text or a JSON object, {came}: XML or HTML")
    if _JSON_ARRAY.match(text, start):
        raise RecordError(Reason.NOT_A_STORY, f"expected plain text or a JSON object, {came}: a JSON array")
    if len(spans) < _MIN_PARAGRAPHS:
        raise RecordError(Reason.NOT_A_STORY, f"expected headline and lede with a blank line between, {came} alone")


def _draft(record: Record, headline: Part, lede: Part, paragraphs: tuple[Part, ...]) -> Draft:
    return Draft(
        origin=record.origin,
        received=record.received,
        id=id_from_text((headline, lede, *paragraphs), None),
        id_from="text",
        version=1,
        outlet=None,
        url=None,
        published=None,
        claimed_language=None,
        extra={},
        headline=headline,
        lede=lede,
        paragraphs=paragraphs,
    )
