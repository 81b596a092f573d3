"""Lines that no pipeline can read on, each with the reason for which it is to be refused."""

import orjson

_STORY = '{"id": "broken", "outlet": "ایرنا", "headline": "برف در راه است", "lede": "برف از فردا می‌بارد."'
_UTF8 = f"{_STORY}}}".encode()


def _with(**fields: object) -> bytes:
    return orjson.dumps({**orjson.loads(_UTF8), **fields})


BROKEN: tuple[tuple[str, bytes], ...] = (
    (
        "not_utf8",
        f"{_STORY}}}".replace("\u200c", " ").translate({0x6CC: 0x64A}).encode("cp1256"),
    ),  # farsi to Arabic yeh
    ("not_json", _UTF8[:-30].decode(errors="ignore").encode()),
    ("not_a_story", b"[" + _UTF8 + b"]"),
    ("wrong_type", _with(body=17)),
    ("no_text", _with(headline="", lede=" \u200c ", body=[])),
    ("not_utf8", _UTF8[:60] + b"\xff" + _UTF8[60:]),
    ("not_json", _UTF8[:-1] + b', "body": "a\tb"}'),
    ("not_a_story", b"{}"),
    ("wrong_type", _with(headline=["برف", "باران"])),
    ("empty", "\ufeff\u200b\u200f".encode()),  # BOM, zero-width space, right-to-left mark
    ("not_json", b"{" + _UTF8),
    ("too_deep", _UTF8[:-1] + b', "body": ' + b"[" * 3000 + b"]" * 3000 + b"}"),
    ("not_a_story", "<rss><channel><title>برف در راه است</title></channel></rss>".encode()),
    ("wrong_type", _with(version="دوم")),
    ("not_utf8", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xab\x56\xca\x4c\x51\xb2"),  # the start of a gzip file
    ("not_a_story", "فوری".encode()),
    ("too_large", _with(url="https://wire.example/" + "a" * 2000)),
    ("no_text", _with(headline="…", lede="***", body="———")),
    ("wrong_type", _with(body=["برف می‌بارد.", None])),
    ("not_json", b'{"id": "broken", headline: "x"}'),
)
