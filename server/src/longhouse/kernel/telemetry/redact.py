"""Keeping secrets out of whatever is about to be written down.

Three nets, because each has holes: names that announce a secret, shapes that only a secret has,
and the exact values that the settings declare as secret. Too much is hidden rather than too little.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import cast

import msgspec

HIDDEN = "[redacted]"

_LONGEST_TEXT = 32_768
_MAX_DEPTH = 6
_MAX_ITEMS = 100

# Anywhere inside a name.
_STRONG = (
    "password|passwd|passphrase|secret|token|cookie|authorization|credential|api[_-]?key"
    "|private[_-]?key|csrf|session[_-]?id|recovery"
)
# Only as a whole word of a name; `code` has honest compounds.
_WEAK = frozenset({"code", "codes", "otp", "totp", "ticket", "pwd", "signature"})
_HONEST = frozenset(
    f"{kind}_code"
    for kind in ("close", "country", "currency", "error", "exit", "language", "return", "status")
)
_STRONG_NAME = re.compile(_STRONG)
_WORDS = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z0-9]+")

# The rest of a name behind the word that gives it away; bounded and never gone back on, and what is
# before the word is not matched, so that a long run of letters makes no line expensive.
_REST = r"[\w-]{0,64}+"
_QUOTED = r"""b?"(?:[^"\\]|\\.)*"?|b?'(?:[^'\\]|\\.)*'?"""
# What may hold spaces ends with its line, everything else with the next space.
_SPACED = re.compile(
    rf"""(?i)((?:password|passwd|passphrase|cookie|authorization){_REST}"""
    r"""["']?\s*[=:]\s*)"""
    rf"""({_QUOTED}|[^\r\n]+)"""
)
_NAMED = re.compile(
    rf"""(?i)((?:(?:{_STRONG}){_REST}|\b(?:codes?|otp|totp|ticket|pwd|signature))"""
    rf"""["']?\s*[=:]\s*)({_QUOTED}|\S+)"""
)
_NAMED_HINT = re.compile(rf"(?i){_STRONG}|\bcode|otp|ticket|pwd|signature")
_SCHEME = re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{6,}")
_USERINFO = re.compile(r"(://[^\s:/@]*:)[^\s/@]+@")
_FRAGMENT = re.compile(r"(https?://[^\s#]{1,200}|/\w{1,100})#[\w.~-]{12,}")
_BCRYPT = re.compile(r"\$2[abxy]\$\d\d\$[./A-Za-z0-9]+")
_PRIVATE_KEY = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)", re.DOTALL
)
# PostgreSQL quotes the row that broke a rule, with every column.
_ROW = re.compile(r"Failing row contains \(.*\)|(?<=\)=)\(.*?\)(?= (?:already|is not|conflicts))")
_RUN = re.compile(r"[A-Za-z0-9_-]{32,}")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TRACE_ID = re.compile(r"[0-9a-f]{32}")

_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
# Controls of ASCII and Latin-1, line and paragraph separators, and what turns text around.
_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


class Redactor:
    """`known` are values that must never appear, whatever surrounds them."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        # Very short values would blank out half of every line, and protect nothing.
        values = sorted({value for value in known if len(value) >= 6}, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, values))) if values else None

    def text(self, text: str) -> str:
        """`text` without secrets and without anything that a terminal would obey."""
        if len(text) > _LONGEST_TEXT:
            text = text[:_LONGEST_TEXT] + " [cut]"
        if self._known is not None:
            text = self._known.sub(HIDDEN, text)
        if not text.isprintable():
            text = _CONTROL.sub("", _ANSI.sub("", text))
            # What was broken up by control characters may be whole only now.
            if self._known is not None:
                text = self._known.sub(HIDDEN, text)
        return _hide_shapes(_hide_named(text))

    def line(self, text: str) -> str:
        """The same on one line."""
        return " ".join(self.text(text).split("\n")).replace("\t", " ")

    def value(self, value: object, depth: int = 0) -> object:
        """`value` as plain JSON, secrets hidden by name and by shape."""
        if value is None or isinstance(value, bool | int | float):
            return value
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, bytes | bytearray):
            return f"<{len(value)} bytes>"
        if depth >= _MAX_DEPTH:
            return "<deeper>"
        if isinstance(value, msgspec.Struct):
            value = {name: getattr(value, name) for name in value.__struct_fields__}
        if isinstance(value, Mapping):
            return self.mapping(cast("Mapping[object, object]", value), depth)
        if isinstance(value, Sequence | set | frozenset):
            items = list(cast("Iterable[object]", value))[:_MAX_ITEMS]
            return [self.value(item, depth + 1) for item in items]
        return self.text(str(value))

    def mapping(self, mapping: Mapping[object, object], depth: int = 0) -> dict[str, object]:
        hidden: dict[str, object] = {}
        for key, value in list(mapping.items())[:_MAX_ITEMS]:
            name = str(key)
            keep = value is None or isinstance(value, bool) or not names_a_secret(name)
            hidden[self.line(name)] = self.value(value, depth + 1) if keep else HIDDEN
        return hidden


@lru_cache(maxsize=1024)
def names_a_secret(name: str) -> bool:
    """Whether a field of this name is hidden whatever it holds."""
    words = [word.lower() for word in _WORDS.findall(name)]
    if "_".join(words) in _HONEST:
        return False
    return not _WEAK.isdisjoint(words) or _STRONG_NAME.search("".join(words)) is not None


def _hide_named(text: str) -> str:
    if _NAMED_HINT.search(text) is None:
        return text
    text = _SPACED.sub(rf"\g<1>{HIDDEN}", text)
    return _NAMED.sub(_hide_named_value, text)


def _hide_named_value(match: re.Match[str]) -> str:
    name = match[1].rstrip(" =:\"'").lower().replace("-", "_")
    return match[0] if name in _HONEST else match[1] + HIDDEN


def _hide_shapes(text: str) -> str:
    if "://" in text:
        text = _USERINFO.sub(rf"\g<1>{HIDDEN}@", text)
    if "#" in text:
        text = _FRAGMENT.sub(rf"\g<1>#{HIDDEN}", text)
    if "$2" in text:
        text = _BCRYPT.sub(HIDDEN, text)
    if "-----BEGIN" in text:
        text = _PRIVATE_KEY.sub(HIDDEN, text)
    if " (" in text or "=(" in text:
        text = _ROW.sub(HIDDEN, text)
    return _RUN.sub(_hide_run, _SCHEME.sub(rf"\g<1> {HIDDEN}", text))


def _hide_run(match: re.Match[str]) -> str:
    """Tokens mix cases, or letters and digits without a pause; names and ids do neither."""
    run = match[0]
    if _UUID.fullmatch(run) or _TRACE_ID.fullmatch(run):
        return run
    mixed = run not in (run.lower(), run.upper())
    dense = any(len(part) >= 32 for part in re.split("[-_]", run)) and not run.isalpha()
    return HIDDEN if mixed or dense else run
