"""A web client as the build leaves it, small enough to read."""

import gzip
from pathlib import Path

INLINE = "document.documentElement.dataset.theme = 'dark';"
PAGE = f"""<!doctype html>
<html lang="en"><head><title>Longhouse</title>
<script>{INLINE}</script>
<script type="module" src="/_app/immutable/start.a1b2.js"></script>
</head><body></body></html>
"""
SCRIPT = "export const greeting = 'welcome home';\n" * 40
FILES = {
    "index.html": PAGE,
    "_app/immutable/start.a1b2.js": SCRIPT,
    "_app/version.json": '{"version":"1"}',
    "service-worker.js": "self.addEventListener('fetch', () => {});",
    "manifest.webmanifest": '{"name":"Longhouse"}',
    "icon.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
}
BROTLI = b"\x0b\x02\x80pretended\x03"


def build(folder: Path) -> Path:
    """Writes the files; the script has twins that were compressed when it was built."""
    for name, content in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    script = folder / "_app/immutable/start.a1b2.js"
    script.with_name(script.name + ".gz").write_bytes(gzip.compress(SCRIPT.encode()))
    script.with_name(script.name + ".br").write_bytes(BROTLI)
    (folder.parent / "private.txt").write_text("not for visitors")
    return folder
