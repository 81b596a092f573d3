"""Fingerprint: what of a story is compared with other stories."""

from hashlib import blake2b

from pipeline.draft import Draft
from pipeline.steps.canonical import canonical
from schemas.fingerprint import Fingerprint


def fingerprint(draft: Draft) -> Fingerprint:
    """Give the fingerprint of a folded draft: its names, its times, the hash of its canonical text.

    A story without a letter or digit in its canonical text (all of it credits) is told apart by its raw parts.
    """
    text = canonical(draft) or "\n".join(part.text for _, part in draft.parts())
    return Fingerprint(
        id=draft.id,
        version=draft.version,
        outlet=draft.outlet,
        published=draft.published,
        received=draft.received,
        origin=draft.origin,
        text=blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest(),
    )
