"""Fingerprint: what of a story is compared with other stories."""

from base64 import b64encode
from hashlib import blake2b

from pipeline.draft import Draft
from pipeline.duplicates.notices import marked
from pipeline.duplicates.profile import Printed, profile
from pipeline.duplicates.sketch import sketch
from pipeline.steps.canonical import Canonical, run_together
from pipeline.steps.places import sent_from
from schemas.fingerprint import Fingerprint


def fingerprint(draft: Draft, canonical: Canonical) -> Printed:
    """Give the fingerprint of a folded draft: its names, its times, hash and sketch of its canonical text.

    A story without a letter or digit in its canonical text (all of it credits) is told apart by its raw parts.
    """
    text = f"{' '.join(canonical.headline)} {' '.join(canonical.body)}"
    told = run_together((*canonical.headline, *canonical.body)) or "\n".join(part.text for _, part in draft.parts())
    notice = marked(draft.headline.text) if draft.headline else None
    known = profile(canonical, notice=notice, town=sent_from(draft))
    story = Fingerprint(
        id=draft.id,
        version=draft.version,
        outlet=draft.outlet,
        published=draft.published,
        received=draft.received,
        origin=draft.origin,
        text=blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest(),
        keys=known.keys,
        sketch=b64encode(sketch(known)).decode(),
        notice=known.notice,
    )
    return Printed(story, known, text)
