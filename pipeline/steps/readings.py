"""What the readers of dates are given and give: a text with its words and day, and a span with its value."""

from dataclasses import dataclass
from datetime import date

from pipeline.steps.words import Words


@dataclass(frozen=True, slots=True)
class Value:
    """A span of text, at code points `start` to `end`, with its value in ISO 8601."""

    start: int
    end: int
    value: str
    kind: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with its words, the day on which it is read, and whether its story is on Tajikistan (Dushanbe: Monday)."""

    text: str
    words: Words
    today: date
    on_tajikistan: bool = False

    def key(self, at: int) -> str:
        """Give the key of word `at`, empty beyond the text."""
        return self.words.keys[at] if 0 <= at < len(self.words) else ""

    def value(self, first: int, end: int, value: str, kind: str = "date") -> Value:
        """Give the value of the words from `first` to `end`."""
        return Value(self.words.starts[first], self.words.ends[end - 1], value, kind)
