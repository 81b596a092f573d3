"""A story coming in, as JSON on `news.raw` or a line of a file."""

from dataclasses import dataclass, field

INCOMING_STORY = "khabar.story/1"


@dataclass(frozen=True, slots=True)
class IncomingStory:
    """A story as an outlet sends it; headline, lede or body must hold text.

    `body` is text with blank lines between paragraphs, or a list of paragraphs. `published` is ISO 8601; without an
    offset it is taken as Tehran's time. `language` is a claim, and checked. An `id` is made from url or text when
    missing. Fields not named here are kept under `extra`.
    """

    id: str | None = None
    version: int | None = field(default=1, metadata={"minimum": 0})
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    headline: str | None = None
    lede: str | None = None
    body: str | tuple[str, ...] | None = None
