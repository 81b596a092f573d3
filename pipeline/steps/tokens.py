"""The marks that part words, and the Latin words among Persian ones: what one word is, says tests/quality/WORDS.md."""

import re

from pipeline.steps.invisible import LINE_ENDS, ODD_BLANKS, ZWNJ
from pipeline.steps.points import POINT
from pipeline.steps.units import UNIT

_ALONE = '«»‹›“”‘"()[]{}؛;٪%$€£¥°<>|^`\\٭•·©®×÷■□▪●○◆★►▶←→'
_BLANKS = LINE_ENDS + ODD_BLANKS  # all but the space
_ASKING = "!?؟"
_REPEATED = "*=~—…"
_LATIN = r"A-Za-z\u00c0-\u024f\d_"
_END = ".,:;!?'،؛؟…"  # no address ends with these
_PATH = rf"(?:[^\s«»\"<>()\[\]]|\([^\s«»\"<>()]*\))*(?<![{_END}])"

# Behind the first character, and bounded where it could be tried again from every character.
_LATIN_WORD = "|".join(
    (
        rf"(?<=h)ttps?://{_PATH}|(?<=f)tp://{_PATH}",
        r"[A-Za-z\d._%+-]{0,63}@[A-Za-z\d-]{1,63}(?:\.[A-Za-z\d-]{1,63}){1,8}",
        rf"[A-Za-z\d-]{{0,62}}\.(?:[A-Za-z\d-]{{1,63}}\.){{0,7}}[A-Za-z]{{2,24}}(?::\d{{1,5}})?/{_PATH}",
        rf"[{_LATIN}]*(?:[-.'’&+][{_LATIN}]+)*\+*(?:{ZWNJ}\w+)*(?:\.(?:{POINT}))?",  # F-35, O'Brien, AT&T, C++, Dr.
    )
)
# The search runs over what its first character cannot be: that, and few matches, is what makes it fast. So a mark
# that stands within a word (a decimal point, a hyphen before a figure) is passed over, and the word left to the blanks.
MARK = re.compile(
    rf"([{re.escape(_ALONE)}{_BLANKS}{_ASKING}{_REPEATED}.,،:/'’–−A-Za-z-]"
    rf"(?:(?<=\.)(?:\.+|(?!\w|{POINT}))"
    rf"|(?<=،)(?!(?<=\d،)(?:\d{{3}}(?!\d)|\d++{UNIT}))"
    rf"|(?<=[{re.escape(_ALONE)}{_BLANKS}])"
    r"|(?<=[,:/–])(?!(?<=\d.)\d)"
    r"|(?<=[-−])(?:-+|(?!\d))"
    rf"|(?<=[{_ASKING}])[{_ASKING}]{{0,3}}"
    rf"|(?<=[A-Za-z])(?<![\w@#.&+].)(?:{_LATIN_WORD})"
    r"|(?<=\*)\**|(?<==)=*|(?<=~)~*|(?<=—)—*|(?<=…)…*|(?<=['’])))"
)
