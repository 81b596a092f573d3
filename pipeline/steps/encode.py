"""Encode: the draft as the JSON of an enriched story."""

from dataclasses import fields

import orjson

from pipeline.draft import Draft
from pipeline.errors import RecordError
from schemas.refusal import Reason
from schemas.story import ENRICHED_STORY, EnrichedStory, Entity, MadeBy

MAX_ENRICHED_BYTES = 15 * 1024 * 1024  # below the 16 MiB that `khabar topics create` lets out, room for headers

_FIELDS = tuple(field.name for field in fields(EnrichedStory))


class Encode:
    """Makes the bytes that `news.enriched` carries; too many of them is a refusal, never a broken transaction."""

    name = "encode"

    def __init__(self, version: str) -> None:
        self._version = version

    def __call__(self, draft: Draft) -> bytes:
        """Give a draft as JSON bytes."""
        value = orjson.dumps(as_json(self.story(draft)))
        if len(value) > MAX_ENRICHED_BYTES:
            detail = f"expected at most {MAX_ENRICHED_BYTES} bytes of enriched story, got {len(value)}"
            raise RecordError(Reason.TOO_LARGE, detail, story_id=draft.id)
        return value

    def story(self, draft: Draft) -> EnrichedStory:
        """Give a draft as the record that is published."""
        return EnrichedStory(
            schema=ENRICHED_STORY,
            origin=draft.origin,
            id=draft.id,
            id_from=draft.id_from,
            version=draft.version,
            outlet=draft.outlet,
            url=draft.url,
            language=draft.language,
            published=draft.published,
            received=draft.received,
            headline=draft.headline.text if draft.headline else "",
            lede=draft.lede.text if draft.lede else "",
            paragraphs=tuple(part.text for part in draft.paragraphs),
            folded=draft.folded,
            credits=draft.credits,
            boilerplate=draft.boilerplate,
            links=draft.links,
            entities=draft.entities,
            tone=draft.tone,
            dates=draft.dates,
            amounts=draft.amounts,
            problems=draft.problems,
            extra=draft.extra,
            made_by=MadeBy(self._version, draft.models),
        )


def as_json(story: EnrichedStory) -> dict[str, object]:
    """Give a story as orjson takes it: its own fields, and `class` where Python needs `class_`."""
    shallow: dict[str, object] = {name: getattr(story, name) for name in _FIELDS}
    shallow["entities"] = [_entity(entity) for entity in story.entities]
    return shallow


def _entity(entity: Entity) -> dict[str, object]:
    return {
        "class": entity.class_,
        "name": entity.name,
        "ref": entity.ref,
        "mentions": entity.mentions,
        "tone": entity.tone,
    }
