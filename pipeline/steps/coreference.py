"""Which spans of a story name the same thing, and where else in it that thing is named."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.draft import Part
from pipeline.steps.agencies import agencies, agency_key
from pipeline.steps.agency_names import is_agency
from pipeline.steps.names import Name
from pipeline.steps.phrases import Phrases
from pipeline.steps.spans import PARTICLES, Span
from pipeline.steps.words import Words, name_key

MIN_SURNAME_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Text:
    """A part of a story under its published name, with its words and the spans kept in it."""

    name: str
    part: Part
    words: Words
    spans: tuple[Span, ...]

    def written(self, span: Span) -> str:
        """Give the span as it stands in the text."""
        return self.part.text[self.words.starts[span.start] : self.words.ends[span.end - 1]]


def resolve(texts: Iterable[Text]) -> list[Text]:
    """Give every span its name, a lone surname the full one, and add the places where a name stands again."""
    named = [replace(text, spans=tuple(_named(text, span) for span in text.spans)) for text in texts]
    story = Phrases(_forms(named))
    return [_again(text, story) for text in named]


def _named(text: Text, span: Span) -> Span:
    if span.known:
        return span
    written = text.written(span)
    agency = _agency(written) if span.class_ == "ORG" else None
    return replace(span, known=agency or Name(span.class_, None, written))


def _agency(written: str) -> Name | None:
    """Name the agency that «خبرگزاری دولتی ایرنا» is; ordinary words count after «خبرگزاری» and the like only."""
    name = is_agency(written, sure=False)
    agency = agencies().get(agency_key(name)) if name else None  # no table knows «تلویزیون پاکستان»
    return Name("ORG", agency.ref, agency.formal) if agency else None


def _forms(texts: list[Text]) -> list[tuple[tuple[str, ...], Name]]:
    """List the story's names, full names before lone words, so that a surname goes to its full name."""
    found = [(text.words.keys[span.start : span.end], span) for text in texts for span in text.spans if _repeats(span)]
    found.sort(key=lambda one: one[1].class_ != "PER" or len(one[0]) == 1)
    return [(form, span.known) for keys, span in found if span.known for form in (keys, *_surname(keys, span))]


def _repeats(span: Span) -> bool:
    """Tell whether other places of a name are to be looked for: known ones were all found, but for surnames."""
    return span.class_ == "PER" or span.rule != "known"


def _surname(keys: tuple[str, ...], span: Span) -> tuple[tuple[str, ...], ...]:
    if span.class_ != "PER" or len(keys) == 1 or len(keys[-1]) < MIN_SURNAME_LETTERS:
        return ()
    return (keys[-2:],) if keys[-2] in PARTICLES and len(keys) > 2 else (keys[-1:],)


def _again(text: Text, story: Phrases[Name]) -> Text:
    taken = {at: span for span in text.spans for at in range(span.start, span.end)}
    spans = {span.start: span for span in text.spans}
    for start, end, name in story.find(text.words.keys):
        same = taken.get(start)
        if same is None and not any(at in taken for at in range(start, end)):
            spans[start] = Span(start, end, name.class_, "again", name)
        elif same is not None and _is_namesake(same, Span(start, end, name.class_, "again", name)):
            spans[start] = replace(same, known=name)
    return replace(text, spans=tuple(spans[start] for start in sorted(spans)))


def _is_namesake(span: Span, other: Span) -> bool:
    """Tell whether both are the same words and class, and the first has no id that the other could take away."""
    same = (span.start, span.end, span.class_) == (other.start, other.end, other.class_)
    return same and (span.known is None or span.known.ref is None)


def identity(name: Name) -> tuple[str, str]:
    """Give what all mentions of one thing share."""
    return name.class_, name.ref or name_key(name.full)
