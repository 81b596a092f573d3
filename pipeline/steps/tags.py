"""Tags: which "<" of a text opens markup, and what becomes of the elements of HTML."""

import re


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


# What these hold is no text of the story: code, styles, pages within the page, what stands in for a missing player.
_PLAYERS = _names("iframe object audio video")
HIDDEN = _PLAYERS | _names(
    "script style noscript noembed noframes template head title svg canvas textarea select button datalist"
)
# These begin and end a paragraph.
BREAKS = _names(
    """address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol option
    optgroup p plaintext pre search section summary table tbody tfoot thead tr ul xmp"""
)
# These stand between words that don't touch.
BLANKS = _PLAYERS | _names("area embed frame img input map param source td th track")
VOID = _names("area base br col embed hr img input link meta param source track wbr")  # these hold nothing
OPTIONAL_END = _names("p li dt dd td th tr option")  # these end where the next one begins, or what they stand in ends
FRAME = _names("html body")  # which scripts hide until the page is there
_INLINE = _names(
    """a abbr acronym applet b base basefont bdi bdo bgsound big blink cite code col colgroup data del dfn em font i
    image ins isindex kbd keygen label link mark marquee math menuitem meta meter nobr output picture progress q rb rp
    rt rtc ruby s samp slot small span spacer strike strong sub sup tt u var wbr"""
)
_KNOWN = HIDDEN | BREAKS | BLANKS | _INLINE
# The tokenizer reads on to the end tag of these, and to the end of the text where there is none.
_RAW = _names("script style iframe noscript noembed noframes textarea title xmp plaintext")

_MAX_NAME = 40
_NAMESPACED = re.compile(r"[a-z][a-z0-9]{0,9}:[a-z][a-z0-9._-]*")
_CUSTOM = re.compile(r"[a-z][a-z0-9._]*-[a-z0-9._-]*")
_NAME = rf"[a-z][^\s/<>]{{0,{_MAX_NAME}}}+"
_OPENING = re.compile(
    rf"<!\[CDATA\[|\]\]>|<(?P<slash>/?)(?P<name>{_NAME})(?=[\s/]*+(?P<next>.?))|<[!?/]?",
    re.IGNORECASE | re.ASCII | re.DOTALL,
)
_END = re.compile(rf"</({_NAME})", re.IGNORECASE | re.ASCII)
_AFTER_NAME = re.compile("[>a-z_:@\"'=]", re.IGNORECASE | re.ASCII)
_DECLARES = re.compile(r"<(?:!(?:[a-z\[]|--)|\?[a-z])", re.IGNORECASE | re.ASCII)


def probe(text: str) -> str:
    """Give `text` as the tokenizer is to see it: as long, on one line, with a blank for each "<" that opens nothing.

    «قیمت < ۵۰۰», «a<b», «<info@mehrnews.com>» are text; so are comments and declarations that never end. Of a
    CDATA section the marks go and the text stays. An element whose text would be hidden to the end of the story, for
    want of an end tag, hides nothing.
    """
    line = text.replace("\n", " ").replace("\r", " ").replace("\0", " ")
    return _OPENING.sub(_Judge(line), line) if "<" in line else line


class _Judge:
    """Decides for one opening after the other what the tokenizer sees of it."""

    def __init__(self, line: str) -> None:
        self._line = line
        self._ends = {match[1].lower(): match.start() for match in _END.finditer(line)}
        self._last_close, self._last_comment, self._last_cdata = map(line.rfind, (">", "-->", "]]>"))
        self._in_cdata = False

    def __call__(self, match: re.Match[str]) -> str:
        opening, start = match[0], match.start()
        if match["name"]:
            seen = self._tag(match, match["name"].lower())
        elif opening == "]]>":
            seen = "<u>" if self._in_cdata else opening
            self._in_cdata = False
        elif len(opening) == len("<![CDATA["):
            self._in_cdata = start < self._last_cdata
            seen = "<u      >" if self._in_cdata else ""
        else:
            seen = opening if self._declares(start) else ""
        return seen.ljust(len(opening))

    def _tag(self, match: re.Match[str], name: str) -> str:
        is_known = name in _KNOWN or _NAMESPACED.fullmatch(name) or (_CUSTOM.fullmatch(name) and name in self._ends)
        if not (is_known and _AFTER_NAME.match(match["next"])):
            return ""
        is_endless = name in _RAW and not match["slash"] and self._ends.get(name, -1) < match.start()
        return "<u" if is_endless or name == "plaintext" else match[0]

    def _declares(self, start: int) -> bool:
        last = self._last_comment - 1 if self._line.startswith("<!--", start) else self._last_close
        return start < last and _DECLARES.match(self._line, start) is not None
