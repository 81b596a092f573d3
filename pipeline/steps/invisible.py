"""Invisible characters by what they are: the one list of them, for the steps that read, clean and cut text."""


def _between(*ends: int) -> str:
    """Give the characters from each first to its last code, both included."""
    return "".join(
        chr(code) for first, last in zip(ends[::2], ends[1::2], strict=True) for code in range(first, last + 1)
    )


ZWNJ = "\u200c"
ZWJ = "\u200d"  # shows a heh as in «ه.ش»; emoji are joined by it, too
TATWEEL = "\u0640"  # makes a word longer, or is typed for a dash

LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"
ODD_BLANKS = "\t\x1c\x1d\x1e\x1f\u00a0\u1680\u202f\u205f\u3000" + _between(0x2000, 0x200A)
_CONTROLS = _between(0x00, 0x08, 0x0E, 0x1B, 0x7F, 0x84, 0x86, 0x9F)
_BIDI_MARKS = "\u061c\u200e\u200f" + _between(0x202A, 0x202E, 0x2066, 0x2069)
_OTHERS = "\u00ad\u180e\u200b\ufeff" + _between(0x2060, 0x2065, 0x206A, 0x206F, 0xFFF9, 0xFFFB)  # soft hyphen, ZWSP ...
NOTHING = _CONTROLS + _BIDI_MARKS + _OTHERS
"""What says nothing in any language."""
