"""A story coming in, as JSON on `news.raw` or a line of a file."""

from dataclasses import dataclass, field

INCOMING_STORY = "khabar.story/1"


@dataclass(frozen=True, slots=True)
class IncomingStory:
    """A story as an outlet sends it; headline, lede or body must hold text.

    `body` is text with blank lines between paragraphs, or a list of paragraphs. `published` is a time in ISO 8601,
    RFC 822 or words, of the solar or the common calendar, or seconds or milliseconds since 1970; without an offset it
    is the time of Kabul for outlets of Afghanistan, of Tehran for others. `language` is a claim, and checked. An `id`
    is made from url or text when missing. Fields not named here are kept under `extra`.
    """

    id: str | None = None
    version: int | None = field(default=1, metadata={"minimum": 0})
    outlet: str | None = None
    url: str | None = None
    published: str | int | float | None = None
    language: str | None = None
    headline: str | None = None
    lede: str | None = None
    body: str | tuple[str, ...] | None = None
