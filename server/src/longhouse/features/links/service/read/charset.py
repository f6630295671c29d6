"""From bytes to text, by the charsets that browsers know and no other.

Python's codecs of other names are no charsets of pages, and some of them take quadratic time.
"""

import codecs
import re
from collections.abc import Iterator

CHUNK = 16 * 1024
_LOOKED_AT = 2048
_DECLARED = re.compile(
    rb"charset[ \t\n]{0,8}=[ \t\n]{0,8}[\"']?([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FALLBACK = "cp1252"
_NAMES = {
    "utf-8": ("utf-8", "utf8", "unicode-1-1-utf-8"),
    "utf-16-le": ("utf-16", "utf-16le"),
    "utf-16-be": ("utf-16be",),
    # What calls itself ASCII or Latin-1 is the Windows charset on the web.
    "cp1252": ("ascii", "us-ascii", "iso-8859-1", "latin1", "windows-1252"),
    "cp1254": ("iso-8859-9", "windows-1254"),
    "cp932": ("shift_jis", "sjis", "shift-jis", "x-sjis", "windows-31j"),
    "cp949": ("euc-kr", "ks_c_5601-1987"),
    "gb18030": ("gb2312", "gbk", "gb18030", "x-gbk"),
    "mac-roman": ("macintosh",),
}
_KNOWN = {
    **{name: codec for codec, names in _NAMES.items() for name in names},
    **{f"iso-8859-{n}": f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **{f"windows-{n}": f"cp{n}" for n in (1250, 1251, 1253, 1255, 1256, 1257, 1258, 874)},
    **{name: name for name in ("koi8-r", "koi8-u", "big5", "euc-jp", "iso-2022-jp")},
}


def charset_of(body: bytes, named: str | None) -> str:
    """The order of browsers: the mark at the beginning, the header, the page itself, a guess."""
    for mark, charset in _BOMS:
        if body.startswith(mark):
            return charset
    if named and (known := _KNOWN.get(named.lower())):
        return known
    declared = _DECLARED.search(body[:_LOOKED_AT])
    if declared and (known := _KNOWN.get(declared[1].decode().lower())):
        # Whoever can read the declaration byte by byte does not read UTF-16.
        return "utf-8" if known.startswith("utf-16") else known
    return _guess(body)


def chunks(body: bytes, charset: str) -> Iterator[bytes]:
    """The text as UTF-8, in pieces; what cannot be decoded is replaced."""
    decoder = codecs.getincrementaldecoder(charset)(errors="replace")
    for start in range(0, len(body), CHUNK):
        text = decoder.decode(body[start : start + CHUNK])
        yield text.removeprefix("\ufeff").encode("utf-8", errors="replace")
    yield decoder.decode(b"", final=True).encode("utf-8", errors="replace")


def _guess(body: bytes) -> str:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(body[: 64 * 1024])
    except UnicodeDecodeError:
        return _FALLBACK
    return "utf-8"
