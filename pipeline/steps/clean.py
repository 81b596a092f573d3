"""Clean: the one place where text changes."""

import re
from dataclasses import replace

from pipeline.alignment import Alignment, edited
from pipeline.draft import Draft, Part
from pipeline.errors import RecordError
from pipeline.steps.characters import neutral_edits, persian_edits
from pipeline.steps.joining import join_words
from pipeline.steps.language import PERSIAN
from pipeline.steps.letters import hyphenated, unify
from pipeline.steps.lexicon import lexicon
from pipeline.steps.masks import masks
from pipeline.steps.spacing import spacing_edits
from schemas.refusal import Reason

MODEL = "rules-4"  # the version of clean_rules.md
# A lone word in Persian letters, a line of dashes, and a lone character have nothing to be divided from or joined to: a
# story of thousands of them is soon done.
_ALONE = re.compile("[ءآأإؤئابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی]+|[-–—*=_~•]+(?: [-–—*=_~•]+)*+")
_JOINS = re.compile("می|هها")


class Clean:
    """Normalise every part as hazm's Normalizer does, with its way back to the text as it came.

    Persian and Dari get hazm's letters, digits, quotes, spacing and half-spaces; other languages only lose what is
    invisible. Every change is an edit whose place is known, so the map to the source is exact. The rules, and where
    they differ from hazm's, are in clean_rules.md.
    """

    name = "clean"

    def __init__(self) -> None:
        self._lexicon = lexicon()

    def __call__(self, draft: Draft) -> Draft:
        """Clean all parts; one that becomes empty is dropped, the other paragraphs keep their `index`."""
        change = self._persian if draft.language in PERSIAN else _neutral
        headline, lede, *paragraphs = (
            change(part) if part else None for part in (draft.headline, draft.lede, *draft.paragraphs)
        )
        kept = tuple(part for part in paragraphs if part)
        if not (headline or lede or kept):
            raise RecordError(Reason.NO_TEXT, "nothing but blanks and invisible characters", story_id=draft.id)
        models = {**draft.models, self.name: MODEL}
        return replace(draft, headline=headline, lede=lede, paragraphs=kept, models=models)

    def _persian(self, part: Part) -> Part | None:
        if _ALONE.fullmatch(part.text) and not _JOINS.search(part.text):
            return part
        plain, to_part = edited(part.text, persian_edits(part.text))
        plain = hyphenated(plain)
        if len(plain) < 2:
            return _changed(part, unify(plain, []), to_part)
        spans = masks(plain)
        unified = unify(plain, spans)
        spaced, to_plain = edited(unified, spacing_edits(unified, spans, self._lexicon.glued_mi))
        text = join_words(spaced, self._lexicon) if " " in spaced else spaced
        return _changed(part, text, to_plain.after(to_part))


def _neutral(part: Part) -> Part | None:
    text, to_part = edited(part.text, neutral_edits(part.text))
    return _changed(part, text, to_part)


def _changed(part: Part, text: str, to_part: Alignment) -> Part | None:
    if text == part.text and not to_part.blocks[0]:
        return part
    return Part(text, part.source_part, to_part.after(part.alignment), part.index) if text else None
