"""The first step: a record becomes a story, or is refused with the reason."""

from codecs import BOM_UTF8

from pipeline.draft import Draft
from pipeline.errors import RecordError
from pipeline.steps.json_story import read_json_story
from pipeline.steps.plain_text import read_plain_text
from schemas.record import MAX_RECORD_BYTES, Record
from schemas.refusal import Reason


class Accept:
    """Read a story from JSON (first byte "{" after BOM and blanks) or plain text; raise RecordError for all else."""

    name = "accept"

    def __call__(self, record: Record) -> Draft:
        """Give the story of `record`, its text as it came but for markup, mojibake and blanks around paragraphs."""
        if len(record.value) > MAX_RECORD_BYTES:
            raise RecordError(Reason.TOO_LARGE, f"{len(record.value):,} bytes, at most {MAX_RECORD_BYTES:,}")
        value = record.value.removeprefix(BOM_UTF8).lstrip()
        if not value:
            raise RecordError(Reason.EMPTY, f"{len(record.value):,} bytes, all of them blank")
        if value.startswith(b"{"):
            return read_json_story(record, value)
        return read_plain_text(record)
