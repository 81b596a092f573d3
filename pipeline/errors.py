"""What can go wrong, as one tree.

KhabarError
├── RecordError      one record can't go on: it is refused, the stream goes on
├── SettingsError    a flag, a variable or the settings file holds an impossible value
├── InputError       a file to be read is missing, unreadable or of an unknown kind
├── Fenced           another instance took the group over: step aside
├── OffsetsLost      the group's offsets expired: someone must decide where to begin
└── TooManyRefused   the share of refusals passed its limit
"""

from schemas.refusal import Reason


class KhabarError(Exception):
    """Base of every error that Khabar raises on purpose."""


class RecordError(KhabarError):
    """Raised by a step: this record is refused for `reason`; `retriable` when the same bytes may pass later."""

    def __init__(self, reason: Reason, detail: str, *, story_id: str | None = None, retriable: bool = False) -> None:
        super().__init__(reason, detail)
        self.reason, self.detail, self.story_id, self.retriable = reason, detail, story_id, retriable

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}"


class SettingsError(KhabarError):
    """A setting is impossible; the message names the flag and its environment variable."""


class InputError(KhabarError):
    """A file to be read is missing, unreadable or of an unknown kind; the message names it."""


class Fenced(KhabarError):
    """Another instance owns the group now. Never retried: that would fence the rightful owner."""


class OffsetsLost(KhabarError):
    """Committed offsets are missing where there were some: `--on-lost-offsets` decides, never Khabar alone."""


class TooManyRefused(KhabarError):
    """The share of refused records passed `--max-refused-share`."""
