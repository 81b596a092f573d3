"""JSON Schemas of the records, derived from their classes: `python -m schemas.json_schema` writes the files."""

import json
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from inspect import getdoc
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

from schemas.duplicate import DUPLICATE, Duplicate
from schemas.fingerprint import FINGERPRINTS, FingerprintLog
from schemas.incoming import INCOMING_STORY, IncomingStory
from schemas.refusal import REFUSAL, Refusal
from schemas.story import ENRICHED_STORY, EnrichedStory

PUBLISHED: dict[str, type] = {
    INCOMING_STORY: IncomingStory,
    ENRICHED_STORY: EnrichedStory,
    DUPLICATE: Duplicate,
    REFUSAL: Refusal,
    FINGERPRINTS: FingerprintLog,
}

PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}


def path(name: str) -> Path:
    """Give the file of a schema: "khabar.refusal/1" is json/khabar.refusal.1.json."""
    return Path(__file__).parent / "json" / f"{name.replace('/', '.')}.json"


def json_schema(name: str) -> dict[str, Any]:
    """Derive the schema of a record from its class: types, bounds in the fields' metadata, docstrings."""
    defs: dict[str, Any] = {}
    top = _object(PUBLISHED[name], defs)
    if "schema" in top["properties"]:
        top["properties"]["schema"] = {"const": name}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": name}
    return head | top | {"$defs": dict(sorted(defs.items()))}


def _object(record: type, defs: dict[str, Any]) -> dict[str, Any]:
    properties = {_name(field): _type(field.type, defs) | dict(field.metadata) for field in fields(record)}
    required = [_name(field) for field in fields(record) if field.default is MISSING]
    return {"description": getdoc(record), "type": "object", "required": required, "properties": properties}


def _name(field: Field[Any]) -> str:
    return field.name.removesuffix("_")  # `class` is Python's own word


def _type(found: Any, defs: dict[str, Any]) -> dict[str, Any]:
    if found is object:
        return {}
    if is_dataclass(found) and isinstance(found, type):
        defs.setdefault(found.__name__, _object(found, defs))
        return {"$ref": f"#/$defs/{found.__name__}"}
    if isinstance(found, type) and issubclass(found, StrEnum):
        return {"enum": [member.value for member in found]}
    if isinstance(found, UnionType):
        return _union([_type(member, defs) for member in get_args(found)])
    if get_origin(found) is tuple:
        return {"type": "array", "items": _type(get_args(found)[0], defs)}
    if get_origin(found) is dict:
        values = get_args(found)[1]
        return {"type": "object"} | ({} if values is object else {"additionalProperties": _type(values, defs)})
    return {"type": PLAIN[found]}


def _union(members: list[dict[str, Any]]) -> dict[str, Any]:
    if all(set(member) == {"type"} for member in members):
        return {"type": [member["type"] for member in members]}
    return {"anyOf": members}


def write() -> None:
    """Write every schema to its file."""
    for name in PUBLISHED:
        path(name).parent.mkdir(exist_ok=True)
        path(name).write_text(json.dumps(json_schema(name), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
