"""The words of SVG that the picture is made of. Whatever comes from outside passes through here and is escaped."""

from xml.sax.saxutils import escape, quoteattr

from pipeline.copies.shown import clean
from pipeline.rtl import reads_right_to_left

FSI, PDI = "\u2068", "\u2069"  # first strong isolate, pop directional isolate: for names within a tooltip


def number(value: float) -> str:
    """Write a coordinate."""
    return f"{value:.1f}".removesuffix(".0")


def element(name: str, *content: str, **attributes: str | float) -> str:
    """Write an element around content that is markup already; "_" in an attribute's name is "-"."""
    given = "".join(f" {key.strip('_').replace('_', '-')}={_value(value)}" for key, value in attributes.items())
    return f"<{name}{given}>{''.join(content)}</{name}>" if content else f"<{name}{given}/>"


def text(x: float, y: float, words: str, kind: str, *, ends: bool = False) -> str:
    """Write a line that begins at `x` seen from the left, or `ends` there; it runs in the direction that it is read."""
    right_to_left = reads_right_to_left(words)
    anchor = "start" if right_to_left == ends else "end"
    way = {"direction": "rtl", "unicode_bidi": "embed"} if right_to_left else {"direction": "ltr"}
    return element("text", escape(clean(words)), x=x, y=y, class_=kind, text_anchor=anchor, **way)


def title(words: str) -> str:
    """Write a tooltip."""
    return element("title", escape(words))


def isolated(name: str) -> str:
    """Give a name that keeps its direction to itself."""
    return f"{FSI}{clean(name)}{PDI}"


def _value(value: str | float) -> str:
    return quoteattr(value if isinstance(value, str) else number(value))
