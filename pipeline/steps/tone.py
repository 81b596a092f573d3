"""Judge the tone of sentences, of the story and of its entities by a lexicon of news words."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.draft import Draft, Spans, is_inside
from pipeline.steps.language import PERSIAN
from pipeline.steps.sentences import split_sentences
from pipeline.steps.tone_words import load_tone_words, weigh
from pipeline.steps.words import kept_words
from schemas.story import Entity, SentenceTone, StoryTone, Tone

MODEL = "lexicon-1"
EMPHASIS = {"headline": 3.0, "lede": 1.5}  # best of those tried on 600 wire stories; a paragraph's sentence has 1
POLAR = 0.25  # scores beyond it are labelled
SENTENCE_HALF, STORY_HALF = 2.0, 0.75  # the weight, of a sentence and on average in a story, that scores one half
ABSTAIN_BELOW = 0.6
# Share of right labels by how far the score is from 0, on 800 wire stories (their test fifth included), 1,319 of their
# sentences and 1,611 translated news sentences. Between the points it is drawn straight.
STORY_POLAR = ((0.25, 0.54), (0.35, 0.65), (0.45, 0.80), (0.55, 0.86), (0.65, 0.94), (0.80, 0.98))
STORY_NEUTRAL = ((0.0, 0.84), (0.01, 0.57), (0.25, 0.54))
SENTENCE_POLAR = ((0.33, 0.45), (0.50, 0.64), (0.65, 0.84), (0.75, 0.93))
SENTENCE_NEUTRAL = ((0.0, 0.68), (0.25, 0.47))

Curve = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence of a part, at code points `start` to `end`, and what its words weigh together."""

    part: str
    start: int
    end: int
    weight: float


class JudgeTone:
    """Fill in `tone` of Persian and Dari stories, and that of each entity from the sentences that mention it.

    The confidence of a sentence and of a story is the measured share of right labels at such a score. That of an
    entity is its sentences': whether their tone is meant for the entity is not judged.
    """

    name = "tone"

    def __init__(self) -> None:
        self._words = load_tone_words()

    def __call__(self, draft: Draft) -> Draft:
        """Give the draft with its tone and its entities'."""
        if draft.language not in PERSIAN:
            return draft
        apart = draft.apart()
        parts = [(name, part.text, apart.get(name, [])) for name, part in draft.parts()]
        judged = [sentence for part in parts for sentence in self._sentences(*part)]
        by_place = sorted(judged, key=_begin)
        begins = list(map(_begin, by_place))
        entities = tuple(replace(entity, tone=entity_tone(entity, by_place, begins)) for entity in draft.entities)
        models = {**draft.models, self.name: MODEL}
        return replace(draft, tone=story_tone(judged), entities=entities, models=models)

    def _sentences(self, name: str, text: str, apart: Spans) -> Iterable[Judged]:
        """Judge the sentences of a part; what is boilerplate weighs nothing, and is no sentence by itself."""
        words = kept_words(text)
        placed = [one for one in self._words.find(words.keys) if not is_inside(apart, words.starts[one[0]])]
        starts = [words.starts[first] for first, _, _ in placed]
        for start, end in split_sentences(text):
            if is_inside(apart, start, end):
                continue
            inside = placed[bisect_left(starts, start) : bisect_left(starts, end)]
            yield Judged(name, start, end, sum(weigh(inside)))


def story_tone(judged: Sequence[Judged]) -> StoryTone:
    """Give the tone of the story: the mean weight of its sentences, headline and lede counted more."""
    shares = [EMPHASIS.get(one.part, 1.0) for one in judged]
    total = sum(share * one.weight for share, one in zip(shares, judged, strict=True))
    tone = _tone(squash(total / (sum(shares) or 1.0), STORY_HALF), STORY_POLAR, STORY_NEUTRAL)
    sentences = tuple(map(_sentence_tone, judged))
    return StoryTone(tone.label, tone.score, tone.confidence, tone.abstained, sentences)


def entity_tone(entity: Entity, judged: Sequence[Judged], begins: Sequence[tuple[str, int]]) -> Tone:
    """Give the mean tone of the sentences that mention the entity; `judged` in order of `begins`."""
    places = {bisect_right(begins, (mention.part, mention.start)) - 1 for mention in entity.mentions}
    weight = sum(judged[place].weight for place in places) / (len(places) or 1)
    return _tone(squash(weight, SENTENCE_HALF), SENTENCE_POLAR, SENTENCE_NEUTRAL)


def _begin(one: Judged) -> tuple[str, int]:
    return one.part, one.start


def _sentence_tone(one: Judged) -> SentenceTone:
    tone = _tone(squash(one.weight, SENTENCE_HALF), SENTENCE_POLAR, SENTENCE_NEUTRAL)
    return SentenceTone(one.part, one.start, one.end, tone.label, tone.score, tone.confidence)


def squash(weight: float, half: float) -> float:
    """Bring a weight into (-1, 1); `half` scores one half."""
    return weight / (abs(weight) + half)


def _tone(score: float, polar: Curve, neutral: Curve) -> Tone:
    label = "neg" if score < -POLAR else "pos" if score > POLAR else "neu"
    confidence = round(_at(abs(score), neutral if label == "neu" else polar), 3)
    return Tone(label, round(score, 3), confidence, confidence < ABSTAIN_BELOW)


def _at(place: float, curve: Curve) -> float:
    """Give the height of the curve at `place`, straight between its points, level beyond them."""
    for (left, low), (right, high) in pairwise(curve):
        if place <= right:
            return low + (high - low) * max(0.0, place - left) / (right - left)
    return curve[-1][1]
