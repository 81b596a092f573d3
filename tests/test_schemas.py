"""The published JSON Schemas are those of the classes, and real output keeps to them."""

import json

import pytest
from jsonschema import Draft202012Validator

from schemas.json_schema import PUBLISHED, json_schema, path

HINT = "run `uv run python -m schemas.json_schema` and say in the CHANGELOG what changed"


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_file_of_a_schema_is_that_of_its_class(name):
    """A record and its schema can't drift apart."""
    assert json.loads(path(name).read_text(encoding="utf-8")) == json_schema(name), HINT


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_schema_is_a_schema(name):
    """Each is valid JSON Schema, 2020-12."""
    Draft202012Validator.check_schema(json_schema(name))
