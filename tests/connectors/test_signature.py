"""The signature on committed offsets: written, read back, and read where it is older, newer or another tool's."""

import pytest

from connectors.kafka.offsets import Signature


@pytest.mark.parametrize("signature", [Signature(3, "a1b2", 4), Signature(12, "a1b2", 1, "0@1042")])
def test_what_was_signed_is_read_back(signature):
    """With a pack or without; Kafka takes no more than 4,096 bytes of it."""
    assert Signature.read(str(signature)) == signature
    assert len(str(signature)) < 100


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ("3:a1b2:4", Signature(3, "a1b2", 4)),  # of a release that wrote no packs
        ("3:a1b2:4:", Signature(3, "a1b2", 4)),
        ("3:a1b2:4:0@7:more", Signature(3, "a1b2", 4, "0@7")),
        ("3:a1b2:4:nowhere", Signature(3, "a1b2", 4)),
        ("3:a1b2:4:0@-1", Signature(3, "a1b2", 4)),
        ("3:a1b2:4x", None),
        ("3:a1b2", None),
        ("", None),
        ("by hand", None),
    ],
)
def test_a_signature_is_read_as_far_as_it_is_one(metadata, expected):
    """Without its pack where that is no place; not at all where its head is not ours."""
    assert Signature.read(metadata) == expected
