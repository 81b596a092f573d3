"""Find named entities: known names, heads with their complements, persons beside a cue; the same name everywhere."""

from collections.abc import Iterable
from dataclasses import replace

from pipeline.draft import Draft, Spans, is_inside
from pipeline.steps.coreference import Text, identity, resolve
from pipeline.steps.language import PERSIAN
from pipeline.steps.names import load_lexicon
from pipeline.steps.spans import Span, SpanFinder
from pipeline.steps.words import Words, kept_words
from schemas.story import Entity, Mention, Tone

MODEL = "rules-1"

UNJUDGED = Tone("neu", 0.0, 0.0, abstained=True)
# Score of a mention: the share of its rule's spans that were right, class and both borders, in 200 wire stories and
# 1,611 translated news sentences that the lists were not made from.
PRECISION = {
    "first name": 0.91, "known": 0.86, "quoted": 0.82, "title": 0.74, "again": 0.71, "role": 0.71, "head": 0.66,
    "latin": 0.59,
}  # fmt: skip


class FindEntities:
    """Fill in `entities` of Persian and Dari stories, in order of first mention; their tone is left open."""

    name = "entities"

    def __init__(self) -> None:
        self._finder = SpanFinder(load_lexicon())

    def __call__(self, draft: Draft) -> Draft:
        """Give the draft with its entities."""
        if draft.language not in PERSIAN:
            return draft
        words = [(name, part, kept_words(part.text)) for name, part in draft.parts()]
        apart = draft.apart()
        texts = resolve(
            Text(name, part, found, outermost(_told(found, self._finder.find(found), apart.get(name, []))))
            for name, part, found in words
        )
        texts = [replace(one, spans=tuple(_told(one.words, one.spans, apart.get(one.name, [])))) for one in texts]
        return replace(draft, entities=tuple(entities(texts)), models={**draft.models, self.name: MODEL})


def _told(words: Words, spans: Iterable[Span], apart: Spans) -> Iterable[Span]:
    """Leave out what boilerplate names: a link to another story, a reporter, a channel."""
    return [span for span in spans if not is_inside(apart, words.starts[span.start])] if apart else spans


def outermost(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Keep the longest of overlapping spans, of equally long ones the known or the surest, in reading order."""
    kept: list[Span] = []
    taken: set[int] = set()
    for span in sorted(spans, key=lambda span: (span.start - span.end, span.known is None, -PRECISION[span.rule])):
        places = range(span.start, span.end)
        if taken.isdisjoint(places):
            kept.append(span)
            taken.update(places)
    return tuple(sorted(kept, key=lambda span: span.start))


def entities(texts: Iterable[Text]) -> Iterable[Entity]:
    """Gather the mentions of each thing under its fullest name."""
    groups: dict[tuple[str, str], list[tuple[Text, Span]]] = {}
    for text in texts:
        for span in text.spans:
            if span.known:
                groups.setdefault(identity(span.known), []).append((text, span))
    for (class_, _), ones in groups.items():
        fullest = max((span.known for _, span in ones if span.known), key=lambda name: len(name.full))
        yield Entity(class_, fullest.full, fullest.ref, tuple(mention(*one) for one in ones), UNJUDGED)


def mention(text: Text, span: Span) -> Mention:
    """Give the span's places in the clean text and in the text as it came."""
    start, end = text.words.starts[span.start], text.words.ends[span.end - 1]
    source = text.part.alignment.to_source(start, end)
    return Mention(text.written(span), text.name, start, end, text.part.source_part, *source, PRECISION[span.rule])
