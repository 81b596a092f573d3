"""Speed, construction and memory of clean, words and sentences, beside hazm's in the same run."""

import subprocess
import sys
from pathlib import Path

from hazm import Normalizer

from pipeline.quality.race import race
from pipeline.quality.stories import persian_drafts
from pipeline.quality.table import Table
from pipeline.quality.words import clean_parts, speed_runners
from pipeline.steps.clean import Clean

ROUNDS = 7

# In a process of its own: the processor time until the first story could come, and the most memory that it took. What
# `getrusage` calls that is the parent's, if it was more, so Linux is asked.
_CONSTRUCTION = """
import re
from pathlib import Path
from time import process_time
def kilobytes():
    return int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text(encoding="utf-8"))[1])
bare, began = kilobytes(), process_time()
from pipeline.steps.clean import Clean
from pipeline.steps.sentences import split_sentences
from pipeline.steps.words import split_words
clean = Clean()
split_words("آمد."), split_sentences("آمد.")
print(process_time() - began, (kilobytes() - bare) / 1024)
"""


def report(_: Path) -> Table:
    """Time ours and hazm's in turn on the seeds' stories; no labelled set is needed."""
    cleaned, cut, (seconds, megabytes) = clean_times(), cut_times(), construction()
    rows = (
        ("clean with its map, µs a story", *_compared(*cleaned), ">= 4"),
        ("words and sentences, µs a part", *_compared(cut["ours"], cut["hazm"]), ">= 2"),
        ("the same with every word's place", *_compared(cut["ours, every place"], cut["hazm"]), ""),
        ("construction, s", f"{seconds:.2f}", "", "", "<= 1.5"),
        ("memory above the interpreter, MB", f"{megabytes:.0f}", "", "", "<= 120"),
    )
    return Table("Speed", ("", "ours", "hazm", "times hazm's", "goal"), rows)


def _compared(ours: float, hazms: float) -> tuple[str, str, str]:
    return f"{1e6 * ours:.1f}", f"{1e6 * hazms:.1f}", f"{hazms / ours:.2f}"


def clean_times() -> tuple[float, float]:
    """Give the seconds that a story takes: ours, with the map to the text as it came, and hazm's."""
    drafts, clean, normalizer = list(persian_drafts()), Clean(), Normalizer()
    texts = [[part.text for _, part in draft.parts()] for draft in drafts]

    def ours() -> None:
        for draft in drafts:
            clean(draft)

    def hazms() -> None:
        for parts in texts:
            for text in parts:
                normalizer.normalize(text)

    best = race({"ours": ours, "hazm": hazms}, ROUNDS)
    return best["ours"] / len(drafts), best["hazm"] / len(drafts)


def cut_times() -> dict[str, float]:
    """Give the seconds that a part takes to be cut into words and sentences."""
    texts = clean_parts()
    return {name: seconds / len(texts) for name, seconds in race(speed_runners(texts), ROUNDS).items()}


def construction() -> tuple[float, float]:
    """Give the seconds and megabytes that it takes to make clean, words and sentences ready in a fresh process."""
    done = subprocess.run([sys.executable, "-c", _CONSTRUCTION], stdout=subprocess.PIPE, text=True, check=True)
    seconds, megabytes = map(float, done.stdout.split())
    return seconds, megabytes
