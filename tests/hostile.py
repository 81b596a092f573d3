"""Record values that no feed should send and every feed once does: a seeded generator.

Used through the fixture `hostile_inputs` of conftest.py, so that step tests and tests on brokers meet the same ones.
All stay under 6 MB: `news.raw` takes 8 MiB.
"""

import gzip
import json
from collections.abc import Callable
from random import Random

HEADLINE = "مجلس کلیات لایحه بهره‌وری آب را تصویب کرد"
LEDE = "نمایندگان در نشست علنی امروز با کلیات لایحه موافقت کردند."
TEXT = f"{HEADLINE}\n\n{LEDE}\n\nمتن لایحه هفته آینده به صحن بازمی‌گردد."
FIELDS = ("id", "version", "outlet", "url", "published", "language", "headline", "lede", "body")
OTHER_LANGUAGES = (
    "Parliament passes the water bill\n\nMembers voted for the bill on Sunday.",
    "مجلس د اوبو قانون تصویب کړ\n\nغړو نن د قانون په ګټه رایې ورکړې.",
    "پارلێمان یاسای ئاوی پەسەند کرد\n\nئەندامان ئەمڕۆ دەنگیان بە یاساکە دا.",
    "البرلمان يقر قانون المياه\n\nصوت الأعضاء اليوم على القانون في جلسة علنية.",
    "پارلیمنٹ نے پانی کا بل منظور کر لیا\n\nارکان نے آج بل کے حق میں ووٹ دیا۔",
    "مجلیس سو قانونونو تصدیق ائتدی\n\nنوماینده‌لر بو گون قانونا سس وئردیلر.",
    "Парламент принял закон о воде\n\nДепутаты проголосовали сегодня.",
    "議会が水法案を可決\n\n議員は本日、法案に賛成した。",
)
WRONG_VALUES = (
    True, False, -1, 0, 1.5, 10**30, [], {}, [1, 2], [None], ["x", 3], {"a": {"b": []}}, "", " \u200c\n", None,
)  # fmt: skip

type Maker = Callable[[Random], bytes]


def hostile_inputs(count: int, seed: int = 1) -> list[bytes]:
    """Make `count` hostile record values, always the same; a few of them are megabytes long."""
    random = Random(seed)
    huge = [make(random) for make in HUGE]
    small = [SMALL[at % len(SMALL)](random) for at in range(max(0, count - len(huge)))]
    values = small + huge[:count]
    random.shuffle(values)
    return values


def story(random: Random, **fields: object) -> dict[str, object]:
    """Make a story object, sound and like no other but for `fields`."""
    number = random.randrange(10**9)
    sound = {
        "id": f"x-{number}",
        "version": 1,
        "headline": f"{HEADLINE} {number}",
        "lede": LEDE,
        "body": [LEDE, HEADLINE],
    }
    return sound | fields


def encoded(value: object) -> bytes:
    """Write JSON as the standard library does: lone surrogates as escapes, NaN and infinity as words."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _nothing(random: Random) -> bytes:
    return b""


def _blanks(random: Random) -> bytes:
    return random.choice((" ", "\n", "\r\n", "\t", "\u200c", "\u200f\n", "\ufeff", "\u00a0")).encode() * random.randint(
        1, 99
    )


def _random_bytes(random: Random) -> bytes:
    return random.randbytes(random.randint(1, 2_000))


def _broken_utf8(random: Random) -> bytes:
    value = bytearray(random.choice((TEXT.encode(), encoded(story(random)))))
    value[random.randrange(len(value))] = random.choice((0xFF, 0xC0, 0x80, 0xED))
    return bytes(value)


def _cut_anywhere(random: Random) -> bytes:
    value = random.choice((TEXT.encode(), encoded(story(random))))
    return value[: random.randrange(1, len(value))]


def _other_encoding(random: Random) -> bytes:
    value = random.choice((TEXT, json.dumps(story(random), ensure_ascii=False)))
    return value.encode(random.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256")), "replace")


def _gzip(random: Random) -> bytes:
    return gzip.compress(TEXT.encode() * random.randint(1, 20), mtime=0)


def _markup(random: Random) -> bytes:
    return random.choice(
        (
            f"<?xml version='1.0'?>\n\n<story>{TEXT}</story>",
            f"<!DOCTYPE html>\n\n<html><p>{TEXT}</p></html>",
            f"\ufeff\n<rss>\n\n{TEXT}\n\n</rss>",
            "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>\n\n<x>&b;</x>",
        )
    ).encode()


def _no_object(random: Random) -> bytes:
    return encoded(
        random.choice(([], [story(random), story(random)], [[]], "text", TEXT, 1, -0.5, 10**400, True, None, ["x"]))
    )


def _broken_json(random: Random) -> bytes:
    return random.choice((
        b"{", b"{}", b"{]", b'{"headline"', b'{"headline": "x"', b"{'headline': 'x'}", b'{"headline": "x",}',
        b'{"headline": "x"}{"headline": "y"}', b'{"version": 01, "headline": "x"}', b'{"headline": "\\x"}',
        b'{"headline": "a\nb"}', b'{"headline": "x", "score": NaN}', b'{"headline": "x", "score": 1e999}',
        b'{"headline": "x", "score": Infinity}', b"{\\rtf1\\ansi text}", b"{{template}}\n\nlede",
    ))  # fmt: skip


def _wrong_type(random: Random) -> bytes:
    return encoded(story(random, **{random.choice(FIELDS): random.choice(WRONG_VALUES)}))


def _all_wrong(random: Random) -> bytes:
    return encoded({name: random.choice(WRONG_VALUES) for name in FIELDS if random.random() < 0.7})


def _bad_time(random: Random) -> bytes:
    times = (
        "دیروز",
        "1399/11/08",
        "1399-11-08",
        "0001-01-01T00:00:00",
        "9999-12-31T23:59:59-12:00",
        "2021-02-30",
        "now",
    )
    return encoded(story(random, published=random.choice(times)))


def _strange_number(random: Random) -> bytes:
    number = random.choice((2**53, 2**63, 2**64, -(2**63), 10**300, 1e308, 5e-324))
    return encoded(story(random, **{random.choice(("version", "published", "score")): number}))


def _lone_surrogate(random: Random) -> bytes:
    field = random.choice(("id", "headline", "lede", "body", "note"))
    return json.dumps(story(random, **{field: f"{HEADLINE}{chr(random.randint(0xD800, 0xDFFF))}"})).encode()


def _control_characters(random: Random) -> bytes:
    controls = "".join(random.choices("\x00\x01\x07\x08\x0b\x0c\x1b\x7f\x85\u2028\u2029\ufffe\U000e0001", k=20))
    return encoded(story(random, headline=controls + HEADLINE + controls, body=controls.join(LEDE.split())))


def _only_controls(random: Random) -> bytes:
    return encoded({"id": "x-2", "headline": "\x00" * random.randint(1, 50), "body": ["\u202e", "…", "\x07"]})


def _overrides(random: Random) -> bytes:
    marks = "".join(random.choices("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f", k=40))
    return f"\ufeff{marks}{HEADLINE}{marks}\r\n{marks}\r\n{LEDE}{marks}".encode()


def _combining_marks(random: Random) -> bytes:
    marks = "\u064e\u0651\u0670\u0300\u0301" * random.randint(100, 2_000)
    return encoded(story(random, headline=f"م{marks}", body=f"{marks}{LEDE}{marks}"))


def _duplicate_keys(random: Random) -> bytes:
    return b'{"id": "a", "id": 3, "headline": "x", "headline": null, "body": "y", "id": "b"}'


def _deep(random: Random) -> bytes:
    levels = random.choice((60, 70, 250, 300, 1_000, 1_100, 5_000))
    opening, closing = random.choice((("[", "]"), ('{"a":', "}")))
    return b'{"id": "x-3", "headline": "deep", "note": ' + (opening * levels + "0" + closing * levels).encode() + b"}"


def _long_attribute(random: Random) -> bytes:
    return encoded(story(random, **{random.choice(("id", "outlet", "url", "language", "x" * 20_000)): "x" * 3_000}))


def _other_language(random: Random) -> bytes:
    return random.choice(OTHER_LANGUAGES).encode()


def _one_paragraph(random: Random) -> bytes:
    return random.choice((HEADLINE, HEADLINE.replace(" ", "\n"), "x", "{", "\x00", "﷽", "۱۲", "👩‍👩‍👧")).encode()


def _bytes_around(random: Random) -> bytes:
    return random.choice(
        (b"\x00", b"\xef\xbb\xbf", b"\xef\xbb\xbf" * 2, b"\x1a", b"\x1f\x8b", b"\x00\x00\x00\x00\x01")
    ) + encoded(story(random))


SMALL: tuple[Maker, ...] = (
    _nothing, _blanks, _random_bytes, _broken_utf8, _cut_anywhere, _other_encoding, _gzip, _markup, _no_object,
    _broken_json, _wrong_type, _wrong_type, _wrong_type, _all_wrong, _bad_time, _strange_number, _lone_surrogate,
    _control_characters, _only_controls, _overrides, _combining_marks, _duplicate_keys, _deep, _long_attribute,
    _other_language, _one_paragraph, _bytes_around,
)  # fmt: skip

HUGE: tuple[Maker, ...] = (
    lambda random: encoded(story(random, body=TEXT * (5_000_000 // len(TEXT.encode())))),  # 5 MB
    lambda random: (TEXT + "\n\n").encode() * (5_000_000 // len(TEXT.encode())),
    lambda random: b"[" * 20_000 + b"]" * 20_000,
    lambda random: b'{"note":' + b"[" * 20_000 + b"]" * 20_000 + b"}",
    lambda random: b"{" + b'"a":{' * 20_000 + b"}" * 20_001,
    lambda random: b'{"a":' * 20_000,  # never closed
    lambda random: ("خ" * 500_000).encode(),  # one word of 1 MB
    lambda random: encoded(story(random, headline="x" * 1_000_000)),
    lambda random: encoded(story(random, body="خ" * 400_000)),
    lambda random: HEADLINE.encode() + b"\n" * 1_000_000 + LEDE.encode(),
    lambda random: b"\n" * 1_000_000,
    lambda random: encoded(story(random, body="\n" * 490_000)),
    lambda random: encoded(story(random, body="آ\n\n" * 4_900)),
    lambda random: encoded(story(random, body=["آ"] * 600_000)),
    lambda random: encoded(story(random, body=[""] * 1_000_000)),
    lambda random: encoded(story(random, body=[[]] * 1_000_000)),
    lambda random: encoded(story(random, note=list(range(500_000)))),
    lambda random: encoded(story(random, note=[[]] * 1_000_000)),
    lambda random: b'{"headline": "x", "note": [' + b"1E15," * 900_000 + b"0]}",  # four times longer when written
    lambda random: encoded(story(random, headline={str(at): at for at in range(200_000)})),
    lambda random: encoded(story(random, **{str(at): at for at in range(200_000)})),
    lambda random: encoded(story(random, body="\u064e" * 400_000 + LEDE)),
    lambda random: b'{"headline": ' + b"9" * 1_000_000 + b"}",
    lambda random: b'{"headline": "x", "version": ' + b"9" * 100_000 + b"}",
    lambda random: b"\x00" * 2_000_000,
    lambda random: b"\xff" * 2_000_000,
    lambda random: " ".join(["\u202e"] * 400_000).encode(),
    lambda random: (b'"' + b"x" * 1_000_000),
    lambda random: b"<" * 1_000_000,
    lambda random: b"{" * 1_000_000,
    lambda random: b'{"headline":"' + b"\\u0000" * 80_000 + b'"}',
)  # fmt: skip
