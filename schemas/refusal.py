"""A refused record: the closed list of reasons, and the line that carries its original bytes."""

from dataclasses import dataclass
from enum import StrEnum

REFUSAL = "khabar.refusal/1"


class Reason(StrEnum):
    """Why a record was refused. The list is closed: consumers may match on it."""

    EMPTY = "empty"
    NOT_UTF8 = "not_utf8"
    NOT_JSON = "not_json"
    NOT_A_STORY = "not_a_story"
    WRONG_TYPE = "wrong_type"
    NO_TEXT = "no_text"
    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    BUG = "bug"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record that no step could read on; on the topic the same facts travel as headers beside the original bytes."""

    schema: str
    origin: str
    reason: Reason
    detail: str
    id: str | None
    bytes_base64: str
