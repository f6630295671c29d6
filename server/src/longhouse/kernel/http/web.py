"""The files of the web client: read once, sent from memory, every page with its headers.

A path that is no file is answered with the client's one page, which finds its own way; a path
that looks like a file and is none is not found.
"""

import base64
import hashlib
import mimetypes
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import msgspec

if TYPE_CHECKING:
    from litestar.types import Scope, Send

_PAGE = "index.html"
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
_NO_WEIGHT = re.compile(r"q=0(\.0*)?")
_FOREVER = b"public, max-age=31536000, immutable"
_ASK_AGAIN = b"no-cache"
_MISSING = (
    "<!doctype html><title>Longhouse</title><p>The web client has not been built. "
    "Stop the house and start it with <code>make up</code>.</p>"
)


class _File(msgspec.Struct, frozen=True):
    media_type: bytes
    cache: bytes
    tag: bytes
    plain: bytes
    encoded: tuple[tuple[str, bytes], ...]


class WebFiles:
    def __init__(self, folder: Path) -> None:
        self._files = _read(folder)
        page = self._files.get("/" + _PAGE)
        html = page.plain.decode() if page else _MISSING
        self._page = page or _File(
            b"text/html; charset=utf-8", _ASK_AGAIN, b'W/"none"', html.encode(), ()
        )
        self.script_hashes = tuple(
            "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"
            for script in _INLINE_SCRIPT.findall(html)
        )

    async def __call__(self, scope: "Scope", send: "Send") -> None:
        method = cast("Any", scope)["method"]
        path: str = scope["path"]
        file = self._files.get(path) or (None if _looks_like_a_file(path) else self._page)
        if method not in ("GET", "HEAD"):
            await _send(send, 405, [(b"allow", b"GET, HEAD")], b"")
            return
        if file is None:
            await _send(send, 404, [(b"content-type", b"text/plain")], b"Not found.")
            return
        headers = dict(scope["headers"])
        shared = [
            (b"cache-control", file.cache),
            (b"etag", file.tag),
            (b"vary", b"accept-encoding"),
        ]
        if _has_already(headers.get(b"if-none-match", b""), file.tag):
            await _send(send, 304, shared, b"")
            return
        accepted = _accepted(headers.get(b"accept-encoding", b"").decode("latin-1"))
        body = file.plain
        for name, encoded in file.encoded:
            if name in accepted:
                shared.append((b"content-encoding", name.encode()))
                body = encoded
                break
        shared += [
            (b"content-type", file.media_type),
            (b"content-length", str(len(body)).encode()),
        ]
        await _send(send, 200, shared, b"" if method == "HEAD" else body)


def _read(folder: Path) -> dict[str, _File]:
    if not folder.is_dir():
        return {}
    suffixes = tuple(suffix for _, suffix in _ENCODINGS)
    found: dict[str, _File] = {}
    for path in folder.rglob("*"):
        if not path.is_file() or path.suffix in suffixes:
            continue
        plain = path.read_bytes()
        encoded = tuple(
            (name, twin.read_bytes())
            for name, suffix in _ENCODINGS
            if (twin := path.with_name(path.name + suffix)).is_file()
        )
        address = "/" + path.relative_to(folder).as_posix()
        found[address] = _File(
            media_type=_media_type(path),
            cache=_FOREVER if "/immutable/" in address else _ASK_AGAIN,
            # Weak, because the same content travels in more than one encoding.
            tag=b'W/"' + hashlib.sha256(plain).hexdigest()[:20].encode() + b'"',
            plain=plain,
            encoded=encoded,
        )
    return found


def _media_type(path: Path) -> bytes:
    known = {".webmanifest": "application/manifest+json", ".js": "text/javascript"}
    kind = known.get(path.suffix) or mimetypes.guess_type(path.name)[0]
    kind = kind or "application/octet-stream"
    if kind.startswith("text/") or kind.endswith("json"):
        kind += "; charset=utf-8"
    return kind.encode()


def _looks_like_a_file(path: str) -> bool:
    """The last part has an ending, or some part is hidden; `@anna.k` is a person."""
    last = path.rpartition("/")[2]
    return ("." in last and not last.startswith("@")) or "/." in path


def _has_already(known: bytes, tag: bytes) -> bool:
    """Whether one of the tags that the browser names is this file's, strong or weak."""
    tags = [part.strip() for part in known.split(b",")]
    return b"*" in tags or tag in tags or tag.removeprefix(b"W/") in tags


def _accepted(header: str) -> set[str]:
    """The encodings that the browser takes; `q=0` means that it does not."""
    found: set[str] = set()
    for part in header.lower().split(","):
        name, _, weight = part.partition(";")
        if not _NO_WEIGHT.fullmatch(weight.strip()):
            found.add(name.strip())
    return found


async def _send(send: "Send", status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    start: Any = {"type": "http.response.start", "status": status, "headers": headers}
    await send(start)
    end: Any = {"type": "http.response.body", "body": body}
    await send(end)
