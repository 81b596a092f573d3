"""The road without Kafka: every record given has one outcome, and none an exception."""

import pytest

from pipeline.enrich import enrich_records
from schemas.refusal import Reason

GOOD = {"id": "a", "headline": "بارش باران در تهران", "body": "باران از بامداد امروز در تهران بارید."}


@pytest.mark.parametrize("field", ["id", "headline", "body"])
def test_a_lone_surrogate_is_refused(field):
    """A string that no UTF-8 can hold costs one record; those after it go on."""
    bad, good = enrich_records([GOOD | {field: GOOD[field] + "\ud800"}, GOOD])
    assert (bad.kind, bad.reason) == ("refused", Reason.NOT_JSON)
    assert b"\\ud800" in bad.value
    assert good.kind == "delivered"


def test_a_number_of_any_size_is_taken():
    """What JSON can hold and orjson can't write is a record like any other."""
    (end,) = enrich_records([GOOD | {"note": 10**30}])
    assert end.kind == "delivered"
    bad, good = enrich_records([GOOD | {"id": 10**30}, GOOD])
    assert (bad.kind, good.kind) == ("refused", "delivered")
